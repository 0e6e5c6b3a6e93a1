"""Choropleth or bubbles by year, with drill-down: country, province, city, county."""

from functools import partial

import streamlit as st

from dashboard import frame, hatching, map_time, map_view, maps

choice, words = frame.start()
look = frame.look()
frame.header("map", choice, words)
if not maps.ready():
    st.info(words.say("map_missing"))
    st.code("python -m dashboard.boundaries", language=None)
    st.stop()
hatching.lay(look)
st.fragment(partial(map_view.drill, choice, words, look), run_every=map_time.rhythm())()
