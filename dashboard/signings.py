"""The signings page's sections, each made once for a choice: headline figures, charts, list, what was told twice."""

from typing import NamedTuple

import streamlit as st

from dashboard import charts, frame, map_queries, signing_charts, signing_queries, signing_tables, tables
from dashboard.charts import Look
from dashboard.choice import Choice
from dashboard.kept import kept
from dashboard.labels import Words
from dashboard.pictures import Picture, picture


class Drawn(NamedTuple):
    """A chart and the words for those who can't see it."""

    picture: Picture
    alt: str


@kept
def cards(choice: Choice, words: Words) -> bool:
    """The four headline figures. False if nothing was signed."""
    rows = signing_queries.events(choice)
    if rows.empty:
        return False
    priced, counted = rows["amount"].notna(), rows["projects"].notna()
    repeats = int(rows["reports"].sum()) - len(rows)
    places = st.columns(4)
    note = words.say("events_note", reports=int(rows["reports"].sum()), repeats=repeats)
    frame.metric(places[0], words.say("metric_signing_events"), words.number(len(rows)), note)
    note = words.say("stated_note", n=int(counted.sum()))
    projects = words.number(rows["projects"].sum()) if counted.any() else "–"
    frame.metric(places[1], words.say("metric_projects"), projects, note)
    note = words.say("stated_note", n=int(priced.sum()))
    amount = words.money(rows["amount"].sum()) if priced.any() else "–"
    frame.metric(places[2], words.say("metric_amount"), amount, note)
    if priced.any():
        largest = rows.loc[[rows["amount"].idxmax()]]
        row = largest.iloc[0]
        with places[3]:
            st.metric(words.say("metric_biggest"), words.money(row["amount"], row["amount_qualifier"]))
            frame.link(f"{charts.names(largest, words)[0]} · {str(row['signed_on'])[:10]}", str(row["fact_id"]), choice)
    return True


@kept
def events(choice: Choice, words: Words, look: Look, by: str) -> Drawn:
    """The heading and the events in time, by amount or count."""
    rows, months = signing_queries.events(choice), signing_queries.by_month(choice)
    st.header(words.say(f"signings_by_{by}"), anchor=False)
    alt = f"{words.say('signings_alt')}: {signing_charts.said_events(rows, words)}"
    return Drawn(picture(signing_charts.events(rows, months, words, look, by), f"events_{by}", words, look), alt)


@kept
def months(choice: Choice, words: Words) -> None:
    """The events' key, and the totals of months as a table."""
    st.caption(f"{words.say('signings_key')} {words.say('to_evidence')}")
    with st.expander(words.say("signings_months")):
        signing_tables.months(signing_queries.by_month(choice), words)


@kept
def by_region(choice: Choice, words: Words, look: Look, by: str, level: str) -> Picture:
    """The sums of regions: of provinces, or of each region as stated."""
    regions = map_queries.signed_by_region(choice, level=level)
    return picture(signing_charts.by_region(regions, words, look, by), f"regions_{by}", words, look)


@kept
def rest(choice: Choice, words: Words, level: str) -> None:
    """The regions as a table, the list of events, and what was reported twice and counted once."""
    regions = map_queries.signed_by_region(choice, level=level)
    more = len(regions) - signing_charts.MOST_BARS
    notes = [words.say("regions_more", n=more)] * (more > 0)
    st.caption(" ".join([words.say("regions_key"), *notes]))
    with st.expander(f"{words.say('as_table')}　{words.say('rows_n', n=len(regions))}"):
        tables.signed(regions, choice, words)
    rows = signing_queries.events(choice)
    st.header(words.say("signings_list"), anchor=False)
    signing_tables.listed(rows, choice, words)
    st.header(words.say("signings_repeated"), anchor=False)
    twice = rows[rows["reports"] > 1]
    if len(twice):
        st.caption(words.say("repeated_note", events=len(twice), reports=int(twice["reports"].sum())))
        signing_tables.repeated(signing_queries.reports(list(twice["event_id"])), choice, words)
    else:
        st.caption(words.say("repeated_none"))
