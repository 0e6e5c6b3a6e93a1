"""The overview's sections, each made once for a choice: headline figures, ranking, findings, newest articles."""

from functools import partial
from typing import NamedTuple

import pandas as pd
import streamlit as st

from dashboard import (
    charts,
    coverage,
    drawing,
    findings,
    hatching,
    headlines,
    maps,
    panels,
    queries,
    signing_queries,
    timeline_queries,
)
from dashboard.charts import Look
from dashboard.choice import Choice, encoded
from dashboard.kept import kept
from dashboard.labels import Words
from dashboard.pictures import Picture, picture

RANKED = 10
REGIONS, YEARS = 12, 9  # of the coverage strip


class Outline(NamedTuple):
    """What the page is about: the statistic that it ranks, the level of most regions, whether there is anything."""

    statistic: str
    level: str
    empty: bool


@kept
def outline(choice: Choice) -> Outline:
    """What there is to show of a choice."""
    statistic = queries.leading_statistic(choice)
    levels = queries.latest(choice, "output_values", statistic, status="actual")
    empty = levels.empty and not any(queries.totals(choice, ("growth_rates", "signings")))
    return Outline(statistic, queries.busiest_level(levels), empty)


def _named(statistic: str, level: str, words: Words) -> dict[str, str]:
    return {"name": words.code(statistic), "level": words.say(f"level_{level}")}


@kept
def cards(choice: Choice, words: Words, statistic: str, level: str) -> None:
    """The four headline figures."""
    levels = queries.latest(choice, "output_values", statistic, status="actual")
    events = signing_queries.events(choice)
    fastest = queries.fastest(choice, statistic, level)
    named, places = _named(statistic, level, words), st.columns(4)
    largest = levels[levels["level"] == level].head(1)
    headlines.headline(places[0], words.say("metric_largest", **named), largest, choice, words)
    among = headlines.among(fastest, words)
    headlines.headline(places[1], words.say("metric_fastest", **named), fastest, choice, words, among)
    headlines.signed(places[2], findings.signing_year(events), events, choice, words)
    headlines.covered(places[3], queries.covered_levels(choice), choice, words)


@kept
def ranking(choice: Choice, words: Words, look: Look, statistic: str, level: str) -> Picture | None:
    """The heading and the ranked bars of one level; None where no region of it has a figure."""
    st.header(words.say("ranking_title", **_named(statistic, level, words)), anchor=False)
    levels = queries.latest(choice, "output_values", statistic, status="actual")
    ranked = levels[levels["level"] == level]
    if ranked.empty:
        st.info(words.say("map_no_data"))
        return None
    return _bars(ranked.head(RANKED), words, look)


@kept
def _bars(ranked: pd.DataFrame, words: Words, look: Look) -> Picture:
    return picture(charts.ranking(ranked, words, look), "ranking", words, look)


@kept
def left_out(choice: Choice, words: Words, statistic: str, level: str) -> None:
    """The regions of the level that have no figure."""
    levels = queries.latest(choice, "output_values", statistic, status="actual")
    st.caption(headlines.without(charts.names(queries.regions_without(choice, levels, level), words), words))


@kept
def found(choice: Choice, words: Words, statistic: str, level: str) -> None:
    """Three computed findings, each with its evidence."""
    st.header(words.say("findings_title"), anchor=False)
    levels = queries.latest(choice, "output_values", statistic, status="actual")
    ends = timeline_queries.risen(choice, statistic, level)
    events, fastest = signing_queries.events(choice), partial(queries.fastest, choice, level=None)
    for finding in findings.findings(levels[levels["level"] == level], fastest, events, words, ends):
        headlines.finding(finding, choice)


def small_map(choice: Choice, words: Words, look: Look, statistic: str) -> None:
    """The country, where its boundaries are at hand."""
    if maps.ready():
        hatching.lay(look)
        drawn = _small_map(choice, words, look, statistic)
        with st.container(key="atlas_mini"):
            clicked = drawing.atlas(drawn, "mini", words.say("page_map"), choice)
        if clicked:
            st.switch_page("pages/map.py", query_params=encoded(choice) | {"place": clicked})


@kept
def _small_map(choice: Choice, words: Words, look: Look, statistic: str) -> Picture:
    st.header(words.say("overview_map_title"), anchor=False)
    levels = queries.latest(choice, "output_values", statistic, status="actual")
    return _country(maps.rows(levels[levels["level"] == "province"], words), words, look)


@kept
def _country(provinces: pd.DataFrame, words: Words, look: Look) -> Picture:
    drawn = maps.choropleth(provinces, "100000", "province", words, look, height=300)
    return picture(drawn, "map", words, look, list(provinces["fact_id"]), words.say("map_credit"))


@kept
def newest(choice: Choice, words: Words) -> None:
    """The latest articles, and what they added."""
    st.header(words.say("newest_title"), anchor=False)
    headlines.articles(queries.newest_articles(choice), choice, words)


@kept
def strip(choice: Choice, words: Words) -> None:
    """Regions with most figures by years, each cell its kind and the way to a sentence; and the way to all of them."""
    st.header(words.say("coverage_title"), anchor=False)
    cells = coverage.matrix(choice, REGIONS)
    if cells.empty:
        st.caption(words.say("metric_none_hint"))
        return
    _strip(cells, words)
    label, icon = words.say("coverage_more"), ":material/grid_on:"
    st.page_link("pages/quality.py", label=label, icon=icon, query_params=encoded(choice))


@kept
def _strip(cells: pd.DataFrame, words: Words) -> None:
    address = partial(drawing.evidence_address, choice=Choice(lang=words.lang))
    st.html(panels.matrix(cells, address, words, YEARS))
