"""The signings page's sections, each made once for a choice: headline figures, charts, list, what was told twice."""

from collections.abc import Callable
from typing import NamedTuple

import streamlit as st

from dashboard import charts, drawing, map_queries, signing_charts, signing_queries, signing_tables, tables
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
    drawing.metric(places[0], words.say("metric_signing_events"), words.number(len(rows)), note)
    note = words.say("stated_note", n=int(counted.sum()))
    projects = words.number(rows["projects"].sum()) if counted.any() else "–"
    drawing.metric(places[1], words.say("metric_projects"), projects, note)
    note = words.say("stated_note", n=int(priced.sum()))
    amount = words.money(rows["amount"].sum()) if priced.any() else "–"
    drawing.metric(places[2], words.say("metric_amount"), amount, note)
    if priced.any():
        largest = rows.loc[[rows["amount"].idxmax()]]
        row = largest.iloc[0]
        with places[3]:
            st.metric(words.say("metric_biggest"), words.money(row["amount"], row["amount_qualifier"]))
            drawing.link(
                f"{charts.names(largest, words)[0]} · {str(row['signed_on'])[:10]}", str(row["fact_id"]), choice
            )
    return True


@kept
def events(choice: Choice, words: Words, look: Look, by: str) -> Drawn:
    """The heading and the events in time, by amount or count."""
    rows, months = signing_queries.events(choice), signing_queries.by_month(choice)
    st.header(words.say(f"signings_by_{by}"), anchor=False)
    alt = f"{words.say('signings_alt')}: {signing_charts.said_events(rows, words)}"
    figure = signing_charts.events(signing_charts.picked(rows, by), months, words, look, by)
    return Drawn(picture(figure, f"events_{by}", words, look), alt)


@kept
def months(choice: Choice, words: Words, by: str) -> None:
    """The events' key, how many are not drawn, and the totals of months as a table."""
    rows = signing_queries.events(choice)
    left = len(rows) - len(signing_charts.picked(rows, by))
    undrawn = words.say("signings_undrawn", n=left) if left else ""
    st.caption(f"{words.say('signings_key')} {words.say('to_evidence')} {undrawn}")
    with st.expander(words.say("signings_months")):
        signing_tables.months(signing_queries.by_month(choice), words)


@kept
def by_region(choice: Choice, words: Words, look: Look, by: str, level: str) -> Picture:
    """The sums of regions: of provinces, or of each region as stated."""
    regions = map_queries.signed_by_region(choice, level=level)
    return picture(signing_charts.by_region(regions, words, look, by), f"regions_{by}", words, look)


@kept
def regions(choice: Choice, words: Words, level: str) -> None:
    """The regions' key and their sums as a table."""
    rows = map_queries.signed_by_region(choice, level=level)
    more = len(rows) - signing_charts.MOST_BARS
    notes = [words.say("regions_more", n=more)] * (more > 0)
    st.caption(" ".join([words.say("regions_key"), *notes]))
    with st.expander(f"{words.say('as_table')}　{words.say('rows_n', n=len(rows))}"):
        tables.signed(rows, choice, words)


def listed(choice: Choice, words: Words) -> None:
    """The events, the newest first; more at a click."""
    _long("signings", _listed, signing_tables.ROWS, choice, words)


def repeated(choice: Choice, words: Words) -> None:
    """What was reported more than once and counted once; more at a click."""
    _long("repeated", _repeated, signing_tables.EVENTS, choice, words)


def _long(name: str, draw: Callable[[Choice, Words, int], int], step: int, choice: Choice, words: Words) -> None:
    """A list that `draw` draws the first rows of, `step` at a time; it gives how many there are."""
    shown = tables.asked(name, choice, step)
    tables.rest(draw(choice, words, shown), shown, name, choice, words, step)


@kept
def _listed(choice: Choice, words: Words, shown: int) -> int:
    rows = signing_queries.events(choice)
    st.header(words.say("signings_list"), anchor=False)
    signing_tables.listed(rows.head(shown), choice, words)
    return len(rows)


@kept
def _repeated(choice: Choice, words: Words, shown: int) -> int:
    rows = signing_queries.events(choice)
    twice = rows[rows["reports"] > 1]
    st.header(words.say("signings_repeated"), anchor=False)
    if twice.empty:
        st.caption(words.say("repeated_none"))
        return 0
    st.caption(words.say("repeated_note", events=len(twice), reports=int(twice["reports"].sum())))
    signing_tables.repeated(twice.head(shown), choice, words)
    return len(twice)
