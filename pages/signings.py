"""Projects and agreements signed: events in time, totals by year and region, and the list."""

import streamlit as st

from dashboard import charts, frame, map_queries, queries, signing_charts, tables

choice, words = frame.start()
look = frame.look()
frame.header("signings", choice, words, ("signings",))
rows = queries.facts(choice, "signings")
if rows.empty:
    frame.empty(choice, words)
    st.stop()

amounts = rows["number"].dropna()
biggest = rows.sort_values("number", ascending=False).head(1)
cards = st.columns(4)
frame.metric(cards[0], words.say("metric_events"), words.number(len(rows)), "")
frame.metric(cards[1], words.say("metric_projects"), words.number(rows["project_count"].sum()), words.say("sum_note"))
frame.metric(cards[2], words.say("metric_amount"), words.money(amounts.sum()), words.say("sum_note"))
frame.headline(cards[3], words.say("metric_biggest"), biggest if len(amounts) else None, choice, words)

st.subheader(words.say("signings_over_time"), anchor=False)
frame.chart(signing_charts.signings(rows, words, look), "events", words.say("signings_alt"), choice)
tables.sources(rows, words)

left, right = st.columns([2, 3], gap="large")
with left:
    st.subheader(words.say("signings_monthly"), anchor=False)
    yearly = rows.groupby("year")["number"].sum().reset_index()
    said = [words.money(value) if value else words.say("no_amount") for value in yearly["number"]]
    figure = charts.columns_by_year(yearly["year"], yearly["number"], said, look)
    frame.picture(figure, "yearly", words.say("signings_monthly"))
with right:
    st.subheader(words.say("signings_by_region"), anchor=False)
    tables.signed(map_queries.signed_by_region(choice).head(40), choice, words)
st.subheader(words.say("signings_list"), anchor=False)
tables.events(rows, choice, words)
