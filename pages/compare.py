"""Chosen regions side by side, and whether they may be compared at all."""

import streamlit as st

from dashboard import charts, frame, queries, tables, timeline_charts, timeline_queries

choice, words = frame.start()
frame.header("compare", choice, words, ("output_values", "growth_rates"))
statistic = queries.leading_statistic(choice)
latest = queries.latest(choice, "output_values", statistic, status="actual")
if len(choice.cities) < 2:
    st.caption(words.say("compare_choose"))
shown = latest[latest["adcode"].isin(choice.cities)] if len(choice.cities) > 1 else latest.head(8)
shown = shown.head(10)
if shown.empty:
    frame.empty(choice, words)
    st.stop()

frame.verdict(shown, words)
left, right = st.columns([2, 3], gap="large")
with left:
    st.subheader(f"{words.say('compare_ranking')}　{words.code(statistic)}", anchor=False)
    frame.chart(charts.ranking(shown, words, frame.look()), "compare_bars", words.say("compare_ranking"), choice)
with right:
    st.subheader(words.say("compare_trend"), anchor=False)
    series = timeline_queries.series(choice, "output_values", statistic)
    series = series[series["adcode"].isin(shown["adcode"])]
    frame.chart(
        timeline_charts.timeline(series, words, frame.look()), "compare_lines", words.say("compare_trend"), choice
    )
tables.sources(shown, words)
st.subheader(words.say("compare_table"), anchor=False)
tables.facts(shown, choice, words)
