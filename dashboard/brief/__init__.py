"""The one-page brief: the current view as an A4 page, in Chinese or English, as HTML that prints and as PDF."""
