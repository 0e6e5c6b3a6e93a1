"""Chosen regions side by side, and whether they may be compared at all."""

from functools import partial

import streamlit as st

from dashboard import comparison, comparison_charts, frame, panels, rivals, side_by_side

choice, words = frame.start()
look = frame.look()
st.html(panels.style(look))
frame.header("compare", choice, words, ("output_values", "growth_rates"))
chosen = list(choice.cities[: comparison.MOST_REGIONS]) or rivals.leaders(choice)
if not choice.cities:
    st.caption(words.say("compare_default"))
elif len(choice.cities) > comparison.MOST_REGIONS:
    st.caption(words.say("compare_most", n=comparison.MOST_REGIONS))
cells = rivals.cells(choice, chosen)
if cells.empty:
    frame.empty(choice, words)
    side_by_side.peers(chosen, "output", choice, words)
    st.stop()

address = partial(frame.evidence_address, choice=choice)
known = rivals.known()
found = comparison.compare(cells, chosen, known, fair_only=not choice.cities or st.query_params.get("keep") == "fair")
st.html(panels.verdict(found, address, words))
side_by_side.ways_on(found, cells, choice, words)

measure = words.code(found.measure)
colours = look.colours(sorted(chosen))
without = side_by_side.region_names(found.without, words)
pair = comparison.widest_pair(found.points)
left, right = st.columns(2, gap="large")
with left:
    st.header(f"{words.say('compare_ranking')}　{measure}", anchor=False)
    bars = comparison_charts.ranking(found.latest, without, words, look, colours)
    frame.chart(bars, "compare_bars", words.say("compare_ranking"), choice)
    side_by_side.total(found.points, known, words)
with right:
    st.header(words.say("compare_slope", first=pair[0], last=pair[1]) if pair else measure, anchor=False)
    if pair:
        change = comparison_charts.slope(found.points, pair, words, look, colours)
        frame.chart(change, "compare_slope", words.say("compare_slope", first=pair[0], last=pair[1]), choice)
    else:
        st.caption(words.say("compare_slope_none"))
side_by_side.peers(chosen, found.measure, choice, words)

st.header(f"{words.say('compare_multiples')}　{measure}", anchor=False)
st.html(panels.multiples(found.points, found.latest, address, words, colours))

left, right = st.columns(2, gap="large")
with left:
    st.header(words.say("compare_scatter"), anchor=False)
    rates = comparison.growth_beside(found.latest, rivals.cells(choice, chosen, ("growth_rates",)))
    if len(rates) > 1:
        frame.chart(
            comparison_charts.scatter(rates, words, look, colours),
            "compare_scatter",
            words.say("compare_scatter"),
            choice,
        )
        st.caption(words.say("compare_scatter_hint"))
    else:
        st.caption(words.say("compare_scatter_none"))
with right:
    st.header(words.say("compare_ranks"), anchor=False)
    ranked = comparison.ranked(found.points)
    if len(ranked):
        frame.chart(
            comparison_charts.rank_change(ranked, words, look, colours), "ranks", words.say("compare_ranks"), choice
        )
        st.caption(words.say("compare_ranks_hint"))
    else:
        st.caption(words.say("compare_ranks_none"))
st.header(words.say("compare_table"), anchor=False)
side_by_side.table(found.points, choice, words)
