"""Choropleth with drill-down: country, province, city, county."""

import streamlit as st

from dashboard import charts, filters, frame, map_queries, maps, queries, tables

choice, words = frame.start()
look = frame.look()
frame.header("map", choice, words)
if not maps.ready():
    st.info(words.say("map_missing"))
    st.code("python -m dashboard.boundaries", language=None)
    st.stop()


@st.fragment
def drill() -> None:
    """The map, its panel and its table; a click goes one level down without the page around it."""
    path = filters.place("place", queries.around(choice.cities))
    with st.container(horizontal=True, vertical_alignment="center"):
        measure = filters.mode("measure", words.say("map_measure"), map_queries.MEASURES, words, prefix="measure_")
        classes = filters.mode(
            "classes", words.say("map_classes"), ("quantile", "equal", "log"), words, prefix="classes_"
        )
        year = filters.year_of("at", choice, words)
    here = queries.place(path)
    names = charts.names(here.rename(columns={"name": "region"}), words)
    with st.container(horizontal=True, key="breadcrumb"):
        for code, name in zip(here["adcode"], names, strict=True):
            st.button(name, key=f"up_{code}", type="tertiary", on_click=filters.go, args=("place", code))
    place = here.iloc[-1]
    level = maps.child_level(path, place["level"])
    latest = map_queries.measured(choice, measure, year)
    inside = latest[latest["adcode"].isin(maps.drawn(path, level)[1])]
    drawn, beside = st.columns([5, 2], gap="medium")
    with drawn:
        figure = maps.choropleth(maps.rows(inside, words), path, level, words, look, classes)
        alt = words.say("map_alt", place=names[-1], measure=words.say(f"measure_{measure}"))
        event = frame.picture(figure, f"map_{path}_{measure}_{year}", alt, click=True)
        st.caption(f"{words.say('map_hint' if len(inside) else 'map_no_data')}　{words.say('map_credit')}")
    clicked = event[0].get("location") if event else None
    if clicked and place["level"] != "county" and level != "county":
        filters.go("place", clicked)
        st.rerun(scope="fragment")
    shown = str(clicked or path)
    with beside:
        frame.region_panel(shown, latest, inside, choice, words)
    if measure in ("value", "growth") and not choice.statistic:
        st.caption(words.say("default_statistic", name=words.code(queries.leading_statistic(choice))))
    if len(inside):
        st.subheader(words.say("map_table"), anchor=False)
        if measure == "signings":
            tables.signed(inside, choice, words)
        else:
            tables.facts(inside, choice, words)
            tables.sources(inside, words)


drill()
