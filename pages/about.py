"""Definitions with examples, marks, rules of reading and of comparing, limits, sources, licences, the dictionary."""

from dashboard import about, frame

choice, words = frame.start()
frame.header("about", choice, words)
about.tables_of_facts(choice, words)
about.rest(words)
