"""Choropleth or bubbles by year, with drill-down: country, province, city, county."""

import streamlit as st

from dashboard import (
    charts,
    filters,
    frame,
    hatching,
    map_marks,
    map_panel,
    map_queries,
    map_time,
    maps,
    queries,
    tables,
)

choice, words = frame.start()
look = frame.look()
frame.header("map", choice, words)
if not maps.ready():
    st.info(words.say("map_missing"))
    st.code("python -m dashboard.boundaries", language=None)
    st.stop()
hatching.lay(look)


def drill() -> None:
    """The map, its panel and its table; a click goes one level down without the page around it."""
    path = filters.place("place", queries.around(choice.cities))
    here = queries.place(path)
    with st.container(horizontal=True, vertical_alignment="center"):
        measure = filters.mode("measure", words.say("map_measure"), map_queries.MEASURES, words, prefix="measure_")
        shape = filters.mode("shape", words.say("map_shape"), ("fill", "bubble"), words, prefix="shape_")
        classes = "quantile"
        if shape == "fill":
            options = ("quantile", "equal", "log")
            classes = filters.mode("classes", words.say("map_classes"), options, words, prefix="classes_")
        # A county has nothing inside: the map stays on what it lies in, and rings it.
        view = here.iloc[-2] if here.iloc[-1]["level"] == "county" else here.iloc[-1]
        levels = maps.levels(str(view["adcode"]), str(view["level"]))
        level = levels[0]
        if len(levels) > 1:
            level = filters.mode("level", words.say("map_level"), levels, words, prefix="level_")
    year = map_time.slider(map_queries.years(choice, measure), words)
    names = charts.names(here.rename(columns={"name": "region"}), words)
    if len(here) > 1:
        with st.container(horizontal=True, key="breadcrumb"):
            for code, name in zip(here["adcode"], names, strict=True):
                st.button(name, key=f"up_{code}", type="tertiary", on_click=filters.go, args=("place", code))
    frame_of = str(view["adcode"])
    latest = map_queries.measured(choice, measure, year, level)
    codes = maps.drawn(frame_of, level)[1]
    inside = latest[latest["adcode"].isin(codes)]
    rows = maps.rows(inside, words)
    said = (
        words.say("measure_signings")
        if measure == "signings"
        else words.code(map_queries.measure_code(choice, measure))
    )
    said += words.say("mode_growth") if measure == "growth" else ""
    within = charts.names(here.rename(columns={"name": "region"})[here["adcode"].to_numpy() == frame_of], words)[0]
    title = words.say("map_title", place=within, level=words.code(f"level_{level}"), measure=said)
    at = words.say("map_at_all" if measure == "signings" else "map_at_latest")
    st.subheader(f"{title}　{year or at}", anchor=False)
    drawn, beside = st.columns([5, 2], gap="medium")
    with drawn:
        bubbles = shape == "bubble"
        points = map_queries.label_points(codes)
        figure = maps.choropleth(
            rows,
            frame_of,
            level,
            words,
            look,
            classes,
            height=540 if frame_of == "100000" else 500,
            focus=path,
            bubbles=bubbles,
            points=points,
        )
        with st.container(key="atlas_country" if frame_of == "100000" else "atlas"):
            alt = words.say("map_alt", place=within, measure=f"{said} {year or ''}")
            event = frame.picture(figure, f"map_{path}_{level}_{measure}_{shape}_{year}", alt, click=True)
        most = float(inside["number"].abs().max()) if len(inside) else 0.0
        st.html(map_marks.legend(maps.classed(rows, classes, look), words, look, bubbles=bubbles, most=most))
        notes = [words.say("map_why_none", n=len(codes), with_figure=len(inside))]
        notes += [words.say("map_signed_note")] * (measure == "signings")
        notes += [words.say("default_statistic", name=said)] * (measure in ("value", "growth") and not choice.statistic)
        st.caption(f"{' '.join(notes)}　{words.say('map_click')}　{words.say('map_credit')}")
    clicked = str(event[0].get("location") or event[0].get("customdata") or "") if event else ""
    if clicked and clicked != path and clicked.isdigit():
        filters.go("place", clicked)
        st.rerun(scope="fragment")
    with beside:
        map_panel.panel(path, measure, inside, choice, words, look)
    if len(inside):
        with st.expander(f"{words.say('map_table')}　{words.say('rows_n', n=len(inside))}", expanded=True):
            if measure == "signings":
                tables.signed(inside, choice, words)
            else:
                tables.facts(inside, choice, words)
        if measure != "signings":
            tables.sources(inside, words)


st.fragment(drill, run_every=map_time.rhythm())()
