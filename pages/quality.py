"""Coverage, conflicts and stale figures."""

import streamlit as st

from dashboard import charts, frame, queries, tables

choice, words = frame.start()
frame.header("quality", choice, words, ("output_values", "growth_rates"))
cells = queries.coverage(choice)
if cells.empty:
    frame.empty(choice, words)
    st.stop()

st.subheader(words.say("quality_matrix"), anchor=False)
frame.picture(charts.coverage(cells, words, frame.look()), "matrix", words.say("quality_matrix_alt"))
st.subheader(words.say("quality_conflicts"), anchor=False)
conflicts = queries.conflicts(choice)
if conflicts.empty:
    st.caption(words.say("no_conflicts"))
else:
    tables.conflicts(conflicts, choice, words)
st.subheader(words.say("quality_stale"), anchor=False)
stale = queries.stale(choice).head(40)
tables.grid(
    {
        "column_region": charts.names(stale, words),
        "column_last": [str(year) for year in stale["year"]],
        "column_figures": list(stale["figures"]),
    },
    words,
)
