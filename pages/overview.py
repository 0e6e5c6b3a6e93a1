"""The country on one screen: who is largest, who grows fastest, on what evidence."""

import streamlit as st

from dashboard import charts, filters, findings, frame, maps, queries, tables

choice, words = frame.start()
look = frame.look()
frame.header("overview", choice, words)
statistic = queries.leading_statistic(choice)
levels = queries.latest(choice, "output_values", statistic, status="actual")
growth = queries.facts(choice, "growth_rates")
signings = queries.facts(choice, "signings")
if levels.empty and growth.empty and signings.empty:
    frame.empty(choice, words)
    st.stop()

fastest = findings.fastest(growth)
stated = signings["number"].dropna()
regions = queries.stale(choice).merge(queries.region_levels(), on="adcode")["level"].value_counts()
cards = st.columns(4)
frame.headline(cards[0], words.say("metric_largest", name=words.code(statistic)), levels.head(1), choice, words)
frame.headline(cards[1], words.say("metric_fastest"), fastest, choice, words)
note = words.say("metric_signed_note", n=len(signings), with_amount=len(stated))
frame.metric(cards[2], words.say("metric_signed"), words.money(stated.sum()), note)
note = words.say("metric_coverage_note", **{name: int(regions.get(name, 0)) for name in ("province", "city", "county")})
frame.metric(cards[3], words.say("metric_coverage"), str(int(regions.sum())), note)

left, right = st.columns([3, 2], gap="large")
with left:
    st.subheader(words.say("ranking_title", name=words.code(statistic)), anchor=False)
    level = filters.mode("level", words.say("level"), ("province", "city", "county"), words, prefix="level_")
    ranked = levels[levels["level"] == level].head(10)
    if ranked.empty:
        st.info(words.say("map_no_data"))
    else:
        frame.chart(charts.ranking(ranked, words, look), f"ranking_{level}", words.say("page_overview"), choice)
        tables.sources(ranked, words)
with right:
    st.subheader(words.say("findings_title"), anchor=False)
    for finding in findings.findings(levels[levels["level"] == level], growth, signings, words):
        frame.finding(finding, choice, words)
    if maps.ready():
        st.subheader(words.say("overview_map_title"), anchor=False)
        drawn = maps.rows(levels, words)
        frame.picture(
            maps.choropleth(drawn, "100000", "province", words, look, height=300, legend=False),
            "mini",
            words.say("page_map"),
        )
        st.caption(words.say("map_credit"))

left, right = st.columns([3, 2], gap="large")
with left:
    st.subheader(words.say("newest_title"), anchor=False)
    frame.articles(queries.newest_articles(choice), choice, words)
with right:
    st.subheader(words.say("coverage_title"), anchor=False)
    years = queries.coverage_by_year(choice).tail(12)
    strip = charts.columns_by_year(years["year"], years["regions"], years["regions"].astype(str), look)
    frame.picture(strip, "coverage", words.say("coverage_title"))
