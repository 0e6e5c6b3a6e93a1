"""Figures as they are drawn, each with the way to its sentence: charts, headline numbers, links, the reading."""

from html import escape
from typing import Any, Literal
from urllib.parse import urlencode

import pandas as pd
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from dashboard import charts, frame, taking
from dashboard.choice import Choice, encoded
from dashboard.labels import Words, as_text, plain
from dashboard.pictures import KINDS, Picture, saved_as


def chart(drawn: Picture, key: str, alt: str, choice: Choice) -> None:
    """A chart whose points lead to their sentences; beside it the figures it draws as a file."""
    points = _plotted(drawn, key, alt, choice, "content")
    fact = points[0].get("customdata") if points else None
    if isinstance(fact, list):
        fact = fact[0] if fact else None
    if isinstance(fact, str):
        open_fact(fact, choice)


def atlas(drawn: Picture, key: str, alt: str, choice: Choice) -> str:
    """A map, as high as its container (dashboard/hatching.py), with its sources and its approval under it.

    Returns the code of the region clicked, or nothing.
    """
    points = _plotted(drawn, key, alt, choice, "stretch")
    clicked = str(points[0].get("location") or points[0].get("customdata") or "") if points else ""
    return clicked if clicked.isdigit() else ""


def _plotted(drawn: Picture, key: str, alt: str, choice: Choice, height: Literal["content", "stretch"]) -> list[Any]:
    config = saved_as(drawn.config, st.session_state.get(taking.PICTURE, KINDS[0]))
    event = st.plotly_chart(
        drawn.figure, key=key, theme=None, config=config, on_select="rerun", selection_mode="points", alt=alt,
        height=height,
    )  # fmt: skip
    taking.drawn(drawn.facts, key, frame.here(choice), Words(choice.lang))
    return list(event["selection"]["points"])


def metric(place: DeltaGenerator, label: str, value: str, note: str) -> None:
    """A headline number with what it is made of."""
    with place:
        st.metric(label, value)
        st.caption(note)


def link(text: str, fact_id: str, choice: Choice) -> None:
    """A line of text that leads to a figure's sentence."""
    parameters = encoded(choice) | {"fact": fact_id}
    st.page_link("pages/evidence.py", label=plain(text), icon=":material/format_quote:", query_params=parameters)


def open_fact(fact_id: str, choice: Choice) -> None:
    """Go to a figure's sentence, with the filters kept."""
    st.switch_page("pages/evidence.py", query_params=encoded(choice) | {"fact": fact_id})


def evidence_address(fact_id: str, choice: Choice) -> str:
    """The address of a figure's sentence, for a table's link."""
    lang = {} if choice.lang == "zh" else {"lang": choice.lang}
    return "evidence?" + urlencode({"fact": fact_id} | lang)


def told(fact: pd.Series, words: Words) -> str:
    """One fact's figure in words: a signing by its amount, else by its number of projects."""
    if fact["kept_in"] == "signings" and fact["number"] != fact["number"]:
        return words.say("projects_n", n=words.number(fact["project_count"], fact["basis"]))
    return charts.figure(str(fact["kept_in"]), fact["number"], str(fact["qualifier"]), words)


def article_card(fact: pd.Series, words: Words) -> None:
    """The article's title, publisher, date and address; foreign text is shown as it is."""
    st.text(as_text(fact["title"]) or words.say("untitled"))
    publisher = as_text(fact["publisher"]) or words.say("unknown_publisher")
    st.text(f"{publisher}　{as_text(fact['published_on'])[:10] or words.say('undated')}")
    url = as_text(fact["url"])
    if url.startswith(("http://", "https://")):
        st.link_button(words.say("address"), url, help=plain(url[:200]), type="tertiary", icon=":material/open_in_new:")


def _assumed(fact: pd.Series, words: Words) -> str:
    """That the period leans on a date which the article does not print."""
    undated = not as_text(fact["published_on"]) and fact["rule"] != "spreadsheet"
    return f"　{words.say('period_assumed')}" if undated else ""


def _place(fact: pd.Series, words: Words) -> str:
    """The region's whole name and code; in English its English name before the Chinese one."""
    own = f"{fact['full_name']} {fact['adcode']}"
    return own if words.lang == "zh" else f"{words.region(fact['adcode'], fact['region'], fact['pinyin'])} · {own}"


def reading(fact: pd.Series, words: Words) -> None:
    """How the figure is read: printed, number, period, region, industry, rule."""
    row = fact.to_frame().T
    number = fact["number"]
    exact = "" if number != number else f"{number:,.4f}".rstrip("0").rstrip(".")
    lines = {
        "printed": fact["quote"],
        "read_as": told(fact, words),
        "in_yuan": exact,
        "column_status": words.code(fact["status"]),
        "period_as": charts.periods(row, words)[0] + _assumed(fact, words),
        "region_as": _place(fact, words),
        "column_zone": fact["zone"],
        "industry_as": fact["industry_text"],
        "column_basis": words.code(fact["basis"]) if isinstance(fact["basis"], str) else None,
        "rule": fact["rule"],
        "fact_id": fact["fact_id"],
    }
    cells = "".join(
        f"<tr><th>{escape(words.say(key))}</th><td>{escape(as_text(value))}</td></tr>"
        for key, value in lines.items()
        if as_text(value)
    )
    st.html(f'<table class="reading">{cells}</table>')
