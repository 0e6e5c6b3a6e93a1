"""Figures as tables: what a chart drew, each row with the way to its sentence."""

import math
from collections.abc import Mapping, Sequence
from typing import Literal

import pandas as pd
import streamlit as st

from dashboard import charts, queries
from dashboard.choice import Choice
from dashboard.drawing import evidence_address
from dashboard.labels import Words, as_text


def industries(rows: pd.DataFrame, words: Words) -> list[str]:
    """Each row's industry as its article calls it, else the reader's word for its code."""
    tree = queries.industries()
    named = dict(zip(tree["industry"], tree["name_en" if words.lang == "en" else "name_zh"], strict=True))
    said = zip(rows["industry_text"], rows["industry"], strict=True)
    return [as_text(text) or named.get(as_text(code), "") for text, code in said]


def publishers(rows: pd.DataFrame) -> list[str]:
    """Each row's publisher, else its article's title."""
    said = zip(rows["publisher"], rows["title"], strict=True)
    return [as_text(publisher) or as_text(title) for publisher, title in said]


def facts(rows: pd.DataFrame, choice: Choice, words: Words, *, measure: bool = True, height: int | None = None) -> None:
    """A table of facts as people read them. Takes FACTS columns."""
    columns = {
        "column_region": [
            f"{name} {zone}" if isinstance(zone, str) else name
            for name, zone in zip(charts.names(rows, words), rows["zone"], strict=True)
        ],
        "column_statistic": [words.code(code) for code in rows["measure"]],
        "column_value": charts.told(rows, words),
        "column_period": charts.periods(rows, words),
        "column_status": [words.code(code) for code in rows["status"]],
        "column_industry": industries(rows, words),
        "column_evidence": [evidence_address(str(fact), choice) for fact in rows["fact_id"]],
        "column_publisher": publishers(rows),
        "column_published_on": [as_text(day)[:10] for day in rows["published_on"]],
    }
    if not measure:
        del columns["column_statistic"]
    grid(columns, words, height=height)


def grid(columns: Mapping[str, Sequence[object]], words: Words, *, height: int | None = None) -> None:
    """A table of columns by the key of their label; the column `column_evidence` holds addresses."""
    frame = pd.DataFrame({words.say(key): list(values) for key, values in columns.items()})
    link = words.say("column_evidence")
    config = {
        words.say(key): st.column_config.Column(width=wide)
        for key in WHOLE
        if (wide := _wide(columns.get(key, ()))) > USUAL
    }
    if link in frame:
        config[link] = st.column_config.LinkColumn(link, display_text=words.say("column_open"), width="small")
    tall: int | Literal["auto"] = height or ("auto" if len(frame) <= 11 else 420)
    st.dataframe(frame, hide_index=True, column_config=config, height=tall, placeholder="–")


WHOLE = ("column_region", "column_status")  # columns whose every word is shown; the first rows alone set a width else
USUAL, WIDEST = 60, 205  # pixels


def _wide(texts: Sequence[object]) -> int:
    """How many pixels a column takes that shows the longest of its texts."""
    pixels = (sum(14 if sign > "\u2fff" else 6.6 for sign in str(text)) for text in texts)
    return min(WIDEST, math.ceil(max(pixels, default=0)) + 18)


def signed(rows: pd.DataFrame, choice: Choice, words: Words) -> None:
    """Sums of signings for each region. Takes what signed_by_region gives."""
    columns = {
        "column_region": charts.names(rows, words),
        "metric_events": [words.number(n) for n in rows["events"]],
        "column_count": [words.number(n) for n in rows["projects"]],
        "column_amount": [words.money(n) for n in rows["number"]],
        "column_evidence": [evidence_address(str(fact), choice) for fact in rows["fact_id"]],
    }
    grid(columns, words)


def events(rows: pd.DataFrame, choice: Choice, words: Words) -> None:
    """The list of signings. Takes FACTS columns of signings."""
    columns = {
        "column_signed_on": charts.periods(rows, words),
        "column_region": charts.names(rows, words),
        "column_event": [as_text(text) for text in rows["event"]],
        "column_count": [words.number(n, q) for n, q in zip(rows["project_count"], rows["basis"], strict=True)],
        "column_amount": [words.money(n, q) for n, q in zip(rows["number"], rows["qualifier"], strict=True)],
        "column_kind": [words.code(code) for code in rows["measure"]],
        "column_parties": [as_text(text) for text in rows["parties"]],
        "column_evidence": [evidence_address(str(fact), choice) for fact in rows["fact_id"]],
        "column_publisher": publishers(rows),
    }
    grid(columns, words)


def asked(name: str, choice: Choice, step: int) -> int:
    """How many rows of a long list are shown: `step`, and as many more as were asked for in this choice."""
    of, n = st.session_state.get(f"_shown_{name}", (choice, step))
    return int(n) if of == choice else step


def rest(n: int, shown: int, name: str, choice: Choice, words: Words, step: int) -> None:
    """Under a list of n rows of which `shown` are: how many more there are, and the button that shows some of them."""
    left = n - shown
    if left > 0:
        st.button(
            words.say("rows_rest", n=min(step, left), left=left),
            key=f"more_{name}",
            on_click=st.session_state.__setitem__,
            args=(f"_shown_{name}", (choice, shown + step)),
        )


SHOWN_ROWS = 300  # a filter change sends them all


def raw(rows: pd.DataFrame, table: str, choice: Choice, words: Words) -> None:
    """A table as it is kept, the sentence's link first."""
    link = words.say("column_evidence")
    shown = rows.assign(**{link: [evidence_address(str(fact), choice) for fact in rows["fact_id"]]})
    front = [link, "region", "zone", "industry_text"]
    hidden = {"fact_id", "article_id", "char_start", "char_end", "rule", "adcode"}
    order = [*front, *(name for name in shown.columns if name not in front and name not in hidden)]
    config = {
        link: st.column_config.LinkColumn(link, display_text=words.say("column_open"), width="small"),
        **{name: st.column_config.DateColumn(name, format="YYYY-MM-DD") for name in shown.columns if name in DAYS},
    }
    st.dataframe(
        shown,
        column_order=order,
        column_config=config,
        hide_index=True,
        height=460,
        key=f"grid_{table}",
        placeholder="–",
    )


DAYS = {"period_start", "period_end", "published_on", "signed_on"}
