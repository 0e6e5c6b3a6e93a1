"""One region, everything known about it."""

from dataclasses import replace

import streamlit as st

from dashboard import drawing, frame, panels, profile, queries

choice, words = frame.start()
look = frame.look()
st.html(panels.style(look))
if not choice.cities:
    frame.header("region", choice, words)
    st.write(words.say("region_choose"))
    profile.regions_to_choose(queries.region_options().head(24), choice, words)
    st.stop()

one = replace(choice, cities=choice.cities[:1])
adcode = one.cities[0]
frame.header("region", one, words)
profile.title(adcode, choice, words)
if profile.empty(one):
    frame.empty(choice, words)
    st.stop()

profile.headlines(one, words)
trend = profile.trend(one, words, look)
if trend:
    drawing.chart(trend, "region_trend", words.say("region_trend"), one)
profile.parts(one, words)
profile.signed(one, words)
profile.inside(adcode, one, words)
profile.sentences(one, words)
