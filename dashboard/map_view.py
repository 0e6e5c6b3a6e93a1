"""The map's switches, the map, its legend, its panel and its table; a click goes one level down."""

from typing import NamedTuple

import streamlit as st

from dashboard import (
    charts,
    drawing,
    filters,
    map_marks,
    map_panel,
    map_queries,
    map_time,
    maps,
    queries,
    tables,
)
from dashboard.charts import Look
from dashboard.choice import Choice
from dashboard.kept import kept
from dashboard.labels import Words
from dashboard.map_frames import View, inside
from dashboard.pictures import Picture, picture

TALL, WIDE = 540, 500  # the country's height, with the sea in the south, and a province's
CLASSES = ("quantile", "equal", "log")


class Drawn(NamedTuple):
    """The map, what tells it from another, and the words for those who can't see it."""

    picture: Picture
    key: str
    alt: str


def drill(choice: Choice, words: Words, look: Look) -> None:
    """Everything below the page's header, run again alone at a click and at each step of playing."""
    path = filters.place("place", queries.around(choice.cities))
    here = _path(path, words)
    view = _switches(path, here, choice, words)
    if len(here) > 1:
        with st.container(horizontal=True, key="breadcrumb"):
            for code, name, _ in here:
                st.button(name, key=f"up_{code}", type="tertiary", on_click=filters.go, args=("place", code))
    drawn, beside = st.columns([5, 2], gap="medium")
    with drawn:
        clicked = _atlas(view, choice, words, look)
    if clicked and clicked != path:
        filters.go("place", clicked)
        st.rerun(scope="fragment")
    with beside:
        map_panel.panel(view, choice, words, look)
    _table(view, choice, words)


@kept
def _path(path: str, words: Words) -> list[tuple[str, str, str]]:
    """Code, name and level of the region gone to and of those above it, the country first."""
    rows = queries.place(path)
    names = charts.names(rows.rename(columns={"name": "region"}), words)
    return list(zip(rows["adcode"], names, rows["level"], strict=True))


@kept
def _table(view: View, choice: Choice, words: Words) -> None:
    rows = inside(choice, view)
    if len(rows):
        with st.expander(f"{words.say('map_table')}　{words.say('rows_n', n=len(rows))}", expanded=True):
            if view.measure == "signings":
                tables.signed(rows, choice, words)
            else:
                tables.facts(rows, choice, words)


def _switches(path: str, here: list[tuple[str, str, str]], choice: Choice, words: Words) -> View:
    with st.container(horizontal=True, vertical_alignment="center"):
        measure = filters.mode("measure", words.say("map_measure"), map_queries.MEASURES, words, prefix="measure_")
        shape = filters.mode("shape", words.say("map_shape"), ("fill", "bubble"), words, prefix="shape_")
        classes = CLASSES[0]
        if shape == "fill":
            classes = filters.mode("classes", words.say("map_classes"), CLASSES, words, prefix="classes_")
        # A county has nothing inside: the map stays on what it lies in, and rings it.
        own, _, own_level = here[-2] if here[-1][2] == "county" else here[-1]
        levels = maps.levels(own, own_level)
        level = levels[0]
        if len(levels) > 1:
            level = filters.mode("level", words.say("map_level"), levels, words, prefix="level_")
    year = map_time.slider(map_queries.years(choice, measure), words)
    return View(path, own, level, measure, shape, classes, year)


def _atlas(view: View, choice: Choice, words: Words, look: Look) -> str:
    """Title, map, legend, what is missing and why, sources. Returns the code clicked, if any."""
    drawn = _drawn(view, choice, words, look)
    with st.container(key="atlas_country" if view.of == "100000" else "atlas_part"):
        clicked = drawing.atlas(drawn.picture, drawn.key, drawn.alt, choice)
    _under(view, choice, words, look)
    return clicked


def _said(view: View, choice: Choice, words: Words) -> str:
    if view.measure == "signings":
        return words.say("measure_signings")
    said = words.code(map_queries.measure_code(choice, view.measure))
    if view.measure == "growth":
        said += (" " if words.lang == "en" else "") + words.say("mode_growth")
    return said


@kept
def _drawn(view: View, choice: Choice, words: Words, look: Look) -> Drawn:
    """The heading and the map."""
    said = _said(view, choice, words)
    within = {code: name for code, name, _ in _path(view.path, words)}[view.of]
    title = words.say("map_title", place=within, level=words.code(f"level_{view.level}"), measure=said)
    at = view.year or words.say("map_at_all" if view.measure == "signings" else "map_at_latest")
    st.header(f"{title}　{at}", anchor=False)
    country = view.of == "100000"
    rows = inside(choice, view)
    figure = maps.choropleth(
        maps.rows(rows, words),
        view.of,
        view.level,
        words,
        look,
        view.classes,
        height=TALL if country else WIDE,
        focus=view.path,
        bubbles=view.shape == "bubble",
        points=map_queries.label_points(maps.drawn(view.of, view.level)[1]),
    )
    key = f"map_{view.path}_{view.level}_{view.measure}_{view.shape}_{view.year}"
    alt = words.say("map_alt", place=within, measure=f"{said} {view.year or ''}")
    return Drawn(picture(figure, "map", words, look, list(rows["fact_id"]), words.say("map_credit")), key, alt)


@kept
def _under(view: View, choice: Choice, words: Words, look: Look) -> None:
    """The legend, what has no figure and why, the sources."""
    rows, codes = inside(choice, view), maps.drawn(view.of, view.level)[1]
    most = float(rows["number"].abs().max()) if len(rows) else 0.0
    scale = maps.classed(maps.rows(rows, words), view.classes, look)
    st.html(map_marks.legend(scale, words, look, bubbles=view.shape == "bubble", most=most))
    notes = [words.say("map_why_none", n=len(codes), with_figure=len(rows))]
    notes += [words.say("map_signed_note")] * (view.measure == "signings")
    if view.measure in ("value", "growth") and not choice.statistic:
        notes.append(words.say("default_statistic", name=words.code(map_queries.measure_code(choice, view.measure))))
    st.caption(f"{' '.join(notes)}　{words.say('map_click')}")
