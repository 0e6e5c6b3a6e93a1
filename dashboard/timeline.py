"""The timeline's sections, each made once for a choice and a mode: the lines, the tables below, the growth check."""

from typing import NamedTuple

import pandas as pd
import streamlit as st

from dashboard import (
    signing_queries,
    timeline_charts,
    timeline_notes,
    timeline_points,
    timeline_queries,
    timeline_tables,
)
from dashboard.charts import Look
from dashboard.choice import Choice
from dashboard.kept import kept
from dashboard.labels import Words
from dashboard.pictures import Picture, picture

CHECKED = 100  # growth rates checked by levels that are shown, the widest gap first


class Lines(NamedTuple):
    """What is drawn: the points of the lines, how many regions are left out, who has no figure in the base year."""

    statistic: str
    points: pd.DataFrame
    left: int
    absent: pd.DataFrame


class Drawn(NamedTuple):
    """The chart and the words for those who can't see it."""

    picture: Picture
    alt: str


@kept
def lines(choice: Choice, shown: str, base: int | None = None) -> Lines:
    """The points of a mode: value, growth, index or share. base: the year that is 100; None for each line's first."""
    statistic = timeline_queries.leading(choice, shown)
    points, left = timeline_points.chosen(choice, shown, statistic)
    if shown != "index" or points.empty:
        return Lines(statistic, points, left, points.head(0))
    missing = points["adcode"].isin(timeline_points.without_base(points, base))
    return Lines(statistic, points[~missing], left, points[missing])


@kept
def base_years(choice: Choice) -> list[str]:
    """The years that an index may start from, "" for each line's own first; empty where there is no line."""
    points, _ = timeline_points.chosen(choice, "index", timeline_queries.leading(choice, "index"))
    return list(timeline_points.base_years(points)) if len(points) else []


@kept
def drawn(choice: Choice, words: Words, look: Look, shown: str, base: int | None, *, log: bool) -> Drawn:
    """The heading; the chart with what is implied, computed and signed beside its lines."""
    statistic, points, _, _ = lines(choice, shown, base)
    implied, computed, events = _beside(choice, shown, statistic, points)
    figure = timeline_charts.timeline(
        points,
        words,
        look,
        index=shown == "index",
        log=log,
        base=base,
        share=shown == "share",
        implied=implied,
        computed=computed,
        events=events,
    )
    names = words.listed(timeline_points.names(points, words))
    measure = words.code(statistic) + (f" {words.say(f'mode_{shown}')}" if shown in ("growth", "share") else "")
    st.header(words.say("timeline_headline", measure=measure, names=names), anchor=False)
    alt = words.say("timeline_alt", names=names, measure=measure)
    return Drawn(picture(figure, "timeline", words, look), alt)


def _beside(
    choice: Choice, shown: str, statistic: str, points: pd.DataFrame
) -> tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame]:
    codes = list(dict.fromkeys(points["adcode"]))
    none = points.head(0)
    implied = timeline_points.implied(points, statistic, choice) if shown == "value" else none
    computed = timeline_points.computed(choice, statistic, codes) if shown == "growth" else none
    return implied, computed, signing_queries.ticks(choice, codes)


@kept
def below(choice: Choice, words: Words, shown: str, base: int | None) -> None:
    """The marks, what is not drawn and why, the points as a table, and growth checked by levels."""
    statistic, points, left, absent = lines(choice, shown, base)
    implied, computed, events = _beside(choice, shown, statistic, points)
    st.caption(timeline_notes.keys(words, implied=len(implied) > 0, computed=len(computed) > 0, events=len(events) > 0))
    missing = timeline_points.names(absent, words)
    st.caption(timeline_notes.notes(points, left, missing, base, shown, statistic, choice, words))
    with st.expander(f"{words.say('as_table')}　{words.say('rows_n', n=len(points) + len(implied))}", expanded=True):
        if shown == "share":
            timeline_tables.shares(points, choice, words)
        else:
            timeline_tables.drawn(points, implied, choice, words, index=shown == "index", base=base)
    if shown in ("value", "growth"):
        st.header(words.say("growth_check"), anchor=False)
        checks = timeline_queries.checks(statistic, list(choice.cities), choice)
        if len(checks):
            timeline_tables.checks(checks.head(CHECKED), choice, words)
            if len(checks) > CHECKED:
                st.caption(words.say("shown_first", n=CHECKED))
        else:
            st.caption(words.say("check_none"))
