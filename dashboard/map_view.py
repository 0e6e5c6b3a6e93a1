"""The map's switches, the map, its legend, its panel and its table; a click goes one level down."""

from dataclasses import dataclass

import pandas as pd
import streamlit as st

from dashboard import charts, filters, frame, map_marks, map_panel, map_queries, map_time, maps, queries, tables
from dashboard.charts import Look
from dashboard.choice import Choice
from dashboard.labels import Words

TALL, WIDE = 540, 500  # the country's height, with the sea in the south, and a province's
CLASSES = ("quantile", "equal", "log")


@dataclass(frozen=True, slots=True)
class View:
    """What the switches ask for: `path` is the region gone to, `of` the one whose parts are drawn."""

    path: str
    of: str
    level: str
    measure: str
    shape: str
    classes: str
    year: int | None


def drill(choice: Choice, words: Words, look: Look) -> None:
    """Everything below the page's header, run again alone at a click and at each step of playing."""
    path = filters.place("place", queries.around(choice.cities))
    here = queries.place(path)
    view = _switches(path, here, choice, words)
    names = charts.names(here.rename(columns={"name": "region"}), words)
    if len(here) > 1:
        with st.container(horizontal=True, key="breadcrumb"):
            for code, name in zip(here["adcode"], names, strict=True):
                st.button(name, key=f"up_{code}", type="tertiary", on_click=filters.go, args=("place", code))
    latest = map_queries.measured(choice, view.measure, view.year, view.level)
    inside = latest[latest["adcode"].isin(maps.drawn(view.of, view.level)[1])]
    within = dict(zip(here["adcode"], names, strict=True))[view.of]
    drawn, beside = st.columns([5, 2], gap="medium")
    with drawn:
        clicked = _drawn(view, inside, within, choice, words, look)
    if clicked and clicked != path:
        filters.go("place", clicked)
        st.rerun(scope="fragment")
    with beside:
        map_panel.panel(path, view.measure, view.year, inside, choice, words, look)
    if len(inside):
        with st.expander(f"{words.say('map_table')}　{words.say('rows_n', n=len(inside))}", expanded=True):
            if view.measure == "signings":
                tables.signed(inside, choice, words)
            else:
                tables.facts(inside, choice, words)


def _switches(path: str, here: pd.DataFrame, choice: Choice, words: Words) -> View:
    with st.container(horizontal=True, vertical_alignment="center"):
        measure = filters.mode("measure", words.say("map_measure"), map_queries.MEASURES, words, prefix="measure_")
        shape = filters.mode("shape", words.say("map_shape"), ("fill", "bubble"), words, prefix="shape_")
        classes = CLASSES[0]
        if shape == "fill":
            classes = filters.mode("classes", words.say("map_classes"), CLASSES, words, prefix="classes_")
        # A county has nothing inside: the map stays on what it lies in, and rings it.
        own = here.iloc[-2] if here.iloc[-1]["level"] == "county" else here.iloc[-1]
        levels = maps.levels(str(own["adcode"]), str(own["level"]))
        level = levels[0]
        if len(levels) > 1:
            level = filters.mode("level", words.say("map_level"), levels, words, prefix="level_")
    year = map_time.slider(map_queries.years(choice, measure), words)
    return View(path, str(own["adcode"]), level, measure, shape, classes, year)


def _drawn(view: View, inside: pd.DataFrame, within: str, choice: Choice, words: Words, look: Look) -> str:
    """Title, map, legend, what is missing and why, sources. Returns the code clicked, if any."""
    code = map_queries.measure_code(choice, view.measure)
    said = words.say("measure_signings") if view.measure == "signings" else words.code(code)
    if view.measure == "growth":
        said += (" " if words.lang == "en" else "") + words.say("mode_growth")
    title = words.say("map_title", place=within, level=words.code(f"level_{view.level}"), measure=said)
    at = view.year or words.say("map_at_all" if view.measure == "signings" else "map_at_latest")
    st.header(f"{title}　{at}", anchor=False)
    country, bubbles = view.of == "100000", view.shape == "bubble"
    codes = maps.drawn(view.of, view.level)[1]
    rows = maps.rows(inside, words)
    figure = maps.choropleth(
        rows,
        view.of,
        view.level,
        words,
        look,
        view.classes,
        height=TALL if country else WIDE,
        focus=view.path,
        bubbles=bubbles,
        points=map_queries.label_points(codes),
    )
    with st.container(key="atlas_country" if country else "atlas"):
        alt = words.say("map_alt", place=within, measure=f"{said} {view.year or ''}")
        key = f"map_{view.path}_{view.level}_{view.measure}_{view.shape}_{view.year}"
        event = frame.picture(figure, key, alt, click=True)
    most = float(inside["number"].abs().max()) if len(inside) else 0.0
    st.html(map_marks.legend(maps.classed(rows, view.classes, look), words, look, bubbles=bubbles, most=most))
    notes = [words.say("map_why_none", n=len(codes), with_figure=len(inside))]
    notes += [words.say("map_signed_note")] * (view.measure == "signings")
    unsaid = view.measure in ("value", "growth") and not choice.statistic
    notes += [words.say("default_statistic", name=words.code(code))] * unsaid
    st.caption(f"{' '.join(notes)}　{words.say('map_click')}　{words.say('map_credit')}")
    if view.measure != "signings" and len(inside):
        tables.sources(inside, words)
    clicked = str(event[0].get("location") or event[0].get("customdata") or "") if event else ""
    return clicked if clicked.isdigit() else ""
