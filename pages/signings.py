"""Projects and agreements signed: events in time, months, regions, the list, and what was reported twice."""

import streamlit as st

from dashboard import charts, filters, frame, map_queries, signing_charts, signing_queries, signing_tables, tables

choice, words = frame.start()
look = frame.look()
frame.header("signings", choice, words, ("signings",))
rows = signing_queries.events(choice)
if rows.empty:
    frame.empty(choice, words)
    st.stop()

priced, counted = rows["amount"].notna(), rows["projects"].notna()
repeats = int(rows["reports"].sum()) - len(rows)
cards = st.columns(4)
note = words.say("events_note", reports=int(rows["reports"].sum()), repeats=repeats)
frame.metric(cards[0], words.say("metric_signing_events"), words.number(len(rows)), note)
note = words.say("stated_note", n=int(counted.sum()))
frame.metric(
    cards[1], words.say("metric_projects"), words.number(rows["projects"].sum()) if counted.any() else "–", note
)
note = words.say("stated_note", n=int(priced.sum()))
frame.metric(cards[2], words.say("metric_amount"), words.money(rows["amount"].sum()) if priced.any() else "–", note)
if priced.any():
    largest = rows.loc[[rows["amount"].idxmax()]]
    row = largest.iloc[0]
    with cards[3]:
        st.metric(words.say("metric_biggest"), words.money(row["amount"], row["amount_qualifier"]))
        frame.link(f"{charts.names(largest, words)[0]} · {str(row['signed_on'])[:10]}", str(row["fact_id"]), choice)

with st.container(horizontal=True, vertical_alignment="center"):
    by = filters.mode("by", words.say("signings_by"), ("amount", "count"), words, prefix="by_")
months = signing_queries.by_month(choice)
st.header(words.say(f"signings_by_{by}"), anchor=False)
alt = f"{words.say('signings_alt')}: {signing_charts.said_events(rows, words)}"
frame.chart(signing_charts.events(rows, months, words, look, by), f"events_{by}", alt, choice)
st.caption(f"{words.say('signings_key')} {words.say('to_evidence')}")
with st.expander(words.say("signings_months")):
    signing_tables.months(months, words)

level = "province"
with st.container(horizontal=True, vertical_alignment="center", key="by_region"):
    st.header(words.say("signings_by_region"), anchor=False, width="content")
    level = filters.mode("group", words.say("map_level"), ("province", "stated"), words, prefix="group_")
regions = map_queries.signed_by_region(choice, level="province" if level == "province" else "")
figure = signing_charts.by_region(regions, words, look, by)
frame.chart(figure, f"regions_{by}_{level}", words.say("signings_by_region"), choice)
notes = [words.say("regions_more", n=len(regions) - signing_charts.MOST_BARS)] * (
    len(regions) > signing_charts.MOST_BARS
)
st.caption(" ".join([words.say("regions_key"), *notes]))
with st.expander(f"{words.say('as_table')}　{words.say('rows_n', n=len(regions))}"):
    tables.signed(regions, choice, words)

st.header(words.say("signings_list"), anchor=False)
signing_tables.listed(rows, choice, words)
st.header(words.say("signings_repeated"), anchor=False)
twice = rows[rows["reports"] > 1]
if len(twice):
    st.caption(words.say("repeated_note", events=len(twice), reports=int(twice["reports"].sum())))
    signing_tables.repeated(signing_queries.reports(list(twice["event_id"])), choice, words)
else:
    st.caption(words.say("repeated_none"))
