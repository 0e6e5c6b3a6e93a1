"""The country on one screen: who is largest, who grows fastest, on what evidence."""

import streamlit as st

from dashboard import drawing, filters, frame, overview, panels, queries

choice, words = frame.start()
look = frame.look()
st.html(panels.style(look))
frame.header("overview", choice, words)
about = overview.outline(choice)
if about.empty:
    frame.empty(choice, words)
    st.stop()

level = filters.mode("level", words.say("level"), queries.LEVELS, words, prefix="level_", default=about.level)
# The charts go to the browser first: it draws them while the rest is worked out.
top = st.container()
left, right = st.columns([3, 2], gap="large")
with left:
    ranked = overview.ranking(choice, words, look, about.statistic, level)
    if ranked:
        drawing.chart(ranked, f"ranking_{level}", words.say("page_overview"), choice)
with right:
    above = st.container()
    overview.small_map(choice, words, look, about.statistic)
with top:
    overview.cards(choice, words, about.statistic, level)
with above:
    overview.found(choice, words, about.statistic, level)
with left:
    if ranked:
        overview.left_out(choice, words, about.statistic, level)
    overview.newest(choice, words)
with right:
    overview.strip(choice, words)
