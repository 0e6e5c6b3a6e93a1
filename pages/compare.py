"""Chosen regions side by side, and whether they may be compared at all."""

import streamlit as st

from dashboard import comparing, comparison, drawing, frame, panels, side_by_side

choice, words = frame.start()
look = frame.look()
st.html(panels.style(look))
frame.header("compare", choice, words, ("output_values", "growth_rates"))
fair = not choice.cities or st.query_params.get("keep") == "fair"
asked = comparing.Asked(comparing.regions(choice), fair)
if not choice.cities:
    st.caption(words.say("compare_default"))
elif len(choice.cities) > comparison.MOST_REGIONS:
    st.caption(words.say("compare_most", n=comparison.MOST_REGIONS))
found = comparing.compared(choice, asked)
if found is None:
    frame.empty(choice, words)
    side_by_side.peers(asked.regions, "output", choice, words)
    st.stop()

comparing.verdict(choice, asked, words)
side_by_side.ways_on(found, comparing.measures(choice, asked), choice, words)
left, right = st.columns(2, gap="large")
with left:
    ranking = comparing.ranking(choice, asked, words, look)
    drawing.chart(ranking, "compare_bars", words.say("compare_ranking"), choice)
    comparing.total(choice, asked, words)
with right:
    slope = comparing.slope(choice, asked, words, look)
    if slope:
        drawing.chart(slope[0], "compare_slope", slope[1], choice)
side_by_side.peers(asked.regions, found.measure, choice, words)
comparing.multiples(choice, asked, words, look)

left, right = st.columns(2, gap="large")
with left:
    scatter = comparing.scatter(choice, asked, words, look)
    if scatter:
        drawing.chart(scatter, "compare_scatter", words.say("compare_scatter"), choice)
        st.caption(words.say("compare_scatter_hint"))
with right:
    ranks = comparing.ranks(choice, asked, words, look)
    if ranks:
        drawing.chart(ranks, "ranks", words.say("compare_ranks"), choice)
        st.caption(words.say("compare_ranks_hint"))
comparing.table(choice, asked, words)
