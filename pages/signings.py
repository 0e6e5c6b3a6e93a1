"""First form."""

from dashboard import frame

choice, words = frame.start()
frame.header("signings", choice, words)
if frame.queries.totals(choice, frame.TABLES)[0] == 0:
    frame.empty(choice, words)
