"""Projects and agreements signed: events in time, months, regions, the list, and what was reported twice."""

import streamlit as st

from dashboard import drawing, filters, frame, signings, taking

choice, words = frame.start()
look = frame.look()
frame.header("signings", choice, words, ("signings",))
if not signings.cards(choice, words):
    frame.empty(choice, words)
    st.stop()

with st.container(horizontal=True, vertical_alignment="center"):
    by = filters.mode("by", words.say("signings_by"), ("amount", "count"), words, prefix="by_")
drawn = signings.events(choice, words, look, by)
drawing.chart(drawn.picture, f"events_{by}", drawn.alt, choice)
signings.months(choice, words, by)

with st.container(horizontal=True, vertical_alignment="center", key="by_region"):
    st.header(words.say("signings_by_region"), anchor=False, width="content")
    group = filters.mode("group", words.say("map_level"), ("province", "stated"), words, prefix="group_")
level = "province" if group == "province" else ""
drawing.chart(
    signings.by_region(choice, words, look, by, level), f"regions_{by}_{group}", words.say("signings_by_region"), choice
)
signings.regions(choice, words, level)
signings.listed(choice, words)
taking.table("signings", choice, words)
signings.repeated(choice, words)
