"""Coverage with reasons, conflicts by spread, growth against levels, stale regions, accuracy."""

from functools import partial

import streamlit as st

from dashboard import coverage, findings_on_data, frame, panels

choice, words = frame.start()
look = frame.look()
st.html(panels.style(look))
frame.header("quality", choice, words, ("output_values", "growth_rates"))
cells = coverage.matrix(choice)
if cells.empty:
    frame.empty(choice, words)
    findings_on_data.accuracy(words)
    st.stop()

st.caption(words.say("quality_numbers", **coverage.reconciled()))
st.header(words.say("quality_matrix"), anchor=False)
st.html(panels.matrix(cells, partial(frame.evidence_address, choice=choice), words))
st.caption(words.say("quality_matrix_hint"))
findings_on_data.conflicts(choice, words, look)
findings_on_data.mismatches(choice, words)
left, right = st.columns(2, gap="large")
with left:
    findings_on_data.stale(choice, words)
with right:
    findings_on_data.accuracy(words)
