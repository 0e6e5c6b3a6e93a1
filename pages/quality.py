"""Coverage with reasons, conflicts by spread, growth against levels, stale regions, accuracy."""

import streamlit as st

from dashboard import drawing, findings_on_data, frame, panels

choice, words = frame.start()
look = frame.look()
st.html(panels.style(look))
frame.header("quality", choice, words, ("output_values", "growth_rates"))
if not findings_on_data.matrix(choice, words):
    frame.empty(choice, words)
    findings_on_data.accuracy(words)
    st.stop()

spreads = findings_on_data.spreads(choice, words, look)
if spreads:
    drawing.chart(spreads, "spreads", words.say("quality_conflicts"), choice)
    findings_on_data.conflicts(choice, words)
findings_on_data.mismatches(choice, words)
left, right = st.columns(2, gap="large")
with left:
    findings_on_data.stale(choice, words)
with right:
    findings_on_data.accuracy(words)
