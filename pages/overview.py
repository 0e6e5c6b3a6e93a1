"""The country on one screen: who is largest, who grows fastest, on what evidence."""

import streamlit as st

from dashboard import (
    charts,
    filters,
    findings,
    frame,
    hatching,
    headlines,
    maps,
    queries,
    signing_queries,
    timeline_queries,
)

choice, words = frame.start()
look = frame.look()
frame.header("overview", choice, words)
statistic = queries.leading_statistic(choice)
levels = queries.latest(choice, "output_values", statistic, status="actual")
growth = queries.facts(choice, "growth_rates")
events = signing_queries.events(choice)
if levels.empty and growth.empty and events.empty:
    frame.empty(choice, words)
    st.stop()

usual = queries.busiest_level(levels)
level = filters.mode("level", words.say("level"), queries.LEVELS, words, prefix="level_", default=usual)
ranked = levels[levels["level"] == level]
fastest = findings.leader(growth, statistic, level)
cards = st.columns(4)
named = {"name": words.code(statistic), "level": words.say(f"level_{level}")}
headlines.headline(cards[0], words.say("metric_largest", **named), ranked.head(1), choice, words)
among = words.say("metric_fastest_note", n=fastest.among) if fastest else ""
growing = fastest.row if fastest else None
headlines.headline(cards[1], words.say("metric_fastest", **named), growing, choice, words, among)
headlines.signed(cards[2], findings.signing_year(events), events, choice, words)
headlines.covered(cards[3], queries.covered_levels(choice), choice, words)

left, right = st.columns([3, 2], gap="large")
with left:
    st.header(words.say("ranking_title", **named), anchor=False)
    if ranked.empty:
        st.info(words.say("map_no_data"))
    else:
        frame.chart(
            charts.ranking(ranked.head(10), words, look), f"ranking_{level}", words.say("page_overview"), choice
        )
        st.caption(headlines.without(charts.names(queries.regions_without(choice, levels, level), words), words))
with right:
    st.header(words.say("findings_title"), anchor=False)
    series = timeline_queries.lines(choice, "output_values", statistic)
    for found in findings.findings(ranked, growth, events, words, series[series["level"] == level]):
        headlines.finding(found, choice)
    if maps.ready():
        hatching.lay(look)
        st.header(words.say("overview_map_title"), anchor=False)
        country = maps.choropleth(maps.rows(levels, words), "100000", "province", words, look, height=300)
        frame.picture(country, "mini", words.say("page_map"))
        st.caption(words.say("map_credit"))

left, right = st.columns([3, 2], gap="large")
with left:
    st.header(words.say("newest_title"), anchor=False)
    headlines.articles(queries.newest_articles(choice), choice, words)
with right:
    st.header(words.say("coverage_title"), anchor=False)
    years = queries.coverage_by_year(choice).tail(12)
    strip = charts.columns_by_year(years["year"], years["regions"], years["regions"].astype(str), look)
    frame.picture(strip, "coverage", words.say("coverage_title"))
