"""The evidence page's pieces: how the figure is read, who says the same or otherwise, and why one claim is shown."""

import re
from decimal import Decimal
from functools import partial
from html import escape

import pandas as pd
import streamlit as st

from dashboard import charts, drawing, evidence, panels, queries, rival_charts, rivals, tables
from dashboard.charts import Look
from dashboard.choice import Choice
from dashboard.database import TABLES
from dashboard.kept import kept
from dashboard.labels import Words, as_text
from dashboard.pictures import Picture, picture

SCALES = {"万亿": 10**12, "千亿": 10**11, "百亿": 10**10, "亿": 10**8, "千万": 10**7, "百万": 10**6, "万": 10**4}
PRINTED = re.compile(rf"(\d[\d,]{{0,20}}(?:\.\d{{1,8}})?) ?({'|'.join(SCALES)})")
LATEST = 50
STEP_ORDER = ("only", "agreed", "status", "precision", "later", "publisher", "support", "tie")


@kept
def latest(choice: Choice, words: Words) -> None:
    """The latest levels and rates, for a reader who has not come by a figure."""
    st.write(words.say("evidence_choose"))
    for table in TABLES[:2]:
        rows = queries.facts(choice, table, LATEST)
        if len(rows):
            st.header(words.code(table), anchor=False)
            tables.facts(rows, choice, words)


@kept
def neighbours(fact_id: str, choice: Choice, words: Words) -> None:
    """Other figures of the same region, industry and year."""
    st.header(words.say("neighbours_title"), anchor=False)
    others = evidence.neighbours(fact_id)
    if others.empty:
        st.caption(words.say("none_else"))
    else:
        tables.facts(others, choice, words)


def chain(fact: pd.Series, words: Words) -> None:
    """From the printed figure to the number in the table, where a scale word lies between them."""
    found = PRINTED.search(str(fact["quote"]))
    if found is None or fact["kept_in"] not in ("output_values", "entity_counts"):
        return
    number, scale = found.groups()
    value = Decimal(number.replace(",", "")) * SCALES[scale]
    if value != Decimal(str(fact["number"])):
        return
    whole = f"{value:,.0f}"
    said = words.say("yuan_exact", value=whole) if fact["kept_in"] == "output_values" else whole
    text = words.say("reading_chain", printed=str(fact["quote"]), number=number, unit=scale, value=said)
    st.html(f'<p class="chain">{escape(text)}</p>')


def claims(fact_id: str, choice: Choice, words: Words, look: Look) -> None:
    """Every claim about the same cell: how they stand to the one shown, how far apart, and why that one is shown."""
    drawn = _claims(fact_id, choice, words, look)
    if drawn:
        left, right = st.columns([3, 4], gap="medium")
        with left:
            drawing.chart(drawn, "claims_chart", words.say("claims_chart_alt"), choice)
            st.caption(words.say("claims_legend"))
        with right:
            _list(fact_id, choice, words)
    _beside(fact_id, choice, words)


@kept
def _claims(fact_id: str, choice: Choice, words: Words, look: Look) -> Picture | None:
    """The heading and how many say what; the chart of them if there are several."""
    cell = rivals.cell_of(fact_id)
    if cell is None:
        return None
    rows = rivals.claims(str(cell["cell_id"]))
    st.header(words.say("claims_title"), anchor=False)
    if len(rows) < 2:
        st.caption(words.say("claims_only"))
        return None
    _several(cell, rows, fact_id, words)
    return picture(rival_charts.claims(rows.head(20), str(cell["fact_table"]), words, look), "claims", words, look)


def _several(cell: pd.Series, rows: pd.DataFrame, fact_id: str, words: Words) -> None:
    counted = {name: int(cell[name]) for name in ("supports", "rivals", "compatibles", "superseded")}
    told = words.listed(words.say(f"claims_{name}", n=n) for name, n in counted.items() if n)
    said = [words.say("claims_summary", n=len(rows), told=told)]
    table = str(cell["fact_table"])
    if counted["rivals"]:
        low, high = (charts.figure(table, float(cell[f"spread_{end}"]), "exact", words) for end in ("low", "high"))
        gap = words.rate(float(cell["spread"])).lstrip("+")
        said.append(words.say("claims_spread", low=low, high=high, spread=gap))
    shown = str(cell["fact_id"])
    said.append(words.say("claims_shown_is_this" if shown == fact_id else "claims_shown_other"))
    steps = [words.say(f"step_{step}") for step in STEP_ORDER if step in set(cell["decision"]) | {cell["decided_by"]}]
    said.append(words.say("claims_why", steps=words.listed(steps)))
    st.html(f'<p class="chain">{escape(" ".join(said) if words.lang == "en" else "".join(said))}</p>')


@kept
def _list(fact_id: str, choice: Choice, words: Words) -> None:
    cell = rivals.cell_of(fact_id)
    if cell is None:
        return
    rows, table = rivals.claims(str(cell["cell_id"])), str(cell["fact_table"])
    address = partial(drawing.evidence_address, choice=choice)
    lines = []
    for row, text in zip(rows.to_dict("records"), charts.told(rows.assign(kept_in=table), words), strict=True):
        source = as_text(row["publisher"]) or as_text(row["title"]) or words.say("unknown_publisher")
        day = as_text(row["published_on"])[:10] or words.say("undated")
        relation = words.say(f"relation_{row['relation']}")
        lost = "" if row["relation"] == "shown" else words.say(f"lost_{row['reason']}")
        value = panels.cell(text, "n") if row["fact_id"] == fact_id else panels.link(text, row["fact_id"], address)
        lines.append(
            [
                panels.cell(relation, "rival" if row["relation"] == "rival" else ""),
                value,
                panels.cell(words.code(row["status"])),
                panels.cell(f"{source[:24]}　{day}　{words.say('kind_' + row['publisher_kind'])}", "wrap quiet"),
                panels.cell(lost, "wrap quiet"),
            ]
        )
    heads = ("relation", "value", "status", "source", "lost")
    kinds = ["shown" if row == fact_id else "" for row in rows["fact_id"]]
    st.html(panels.table([words.say(f"column_{head}") for head in heads], lines, kinds))


@kept
def _beside(fact_id: str, choice: Choice, words: Words) -> None:
    """The target beside the outcome of the same subject and period, or the other way round; what a rate implies."""
    cell = rivals.cell_of(fact_id)
    if cell is None:
        return
    own = float(cell["value"])
    for row in rivals.beside(str(cell["cell_id"])).to_dict("records"):
        value = charts.figure(row["kept_in"], row["number"], row["qualifier"], words)
        text = words.say("beside_target" if row["status"] == "target" else "beside_outcome", value=value)
        outcome, target = (own, row["number"]) if row["status"] == "target" else (row["number"], own)
        if row["kept_in"] != "growth_rates" and target:
            share = f"{outcome / target:.0%}"
            text = f"{text}　{words.say('beside_gap', share=share)}"
        drawing.link(text, str(row["fact_id"]), choice)
    _implied(str(cell["cell_id"]), choice, words)


def _implied(cell_id: str, choice: Choice, words: Words) -> None:
    """Levels that a growth rate implies; never mixed into what is stated."""
    rows = rivals.implied(cell_id)
    if rows.empty:
        return
    st.caption(words.say("implied_title"))
    for row, period in zip(rows.head(6).to_dict("records"), charts.periods(rows.head(6), words), strict=True):
        text = words.say(
            "implied_this" if row["for_this"] else "implied_line",
            period=period,
            value=words.money(row["number"], "about"),
            level=words.money(row["level"]),
            rate=words.rate(row["rate"], row["rate_qualifier"]),
        )
        drawing.link(text, str(row["growth_fact"]), choice)


@kept
def event(fact_id: str, choice: Choice, words: Words) -> None:
    """A signing that several articles report: one event, its reports, and why they were taken for one."""
    rows = rivals.signing_of(fact_id)
    if rows.empty:
        return
    st.header(words.say("event_title"), anchor=False)
    reasons = words.listed(words.say(f"together_{reason}") for reason in rows["event_reasons"].iloc[0])
    st.html(f'<p class="chain">{escape(words.say("event_why", reasons=reasons))}</p>')
    address = partial(drawing.evidence_address, choice=choice)
    lines = []
    for row in rows.to_dict("records"):
        source = as_text(row["publisher"]) or as_text(row["title"]) or words.say("unknown_publisher")
        day = as_text(row["published_on"])[:10] or words.say("undated")
        lines.append(
            [
                panels.link(as_text(row["quote"])[:60], row["fact_id"], address),
                panels.cell(as_text(row["signed_on"])[:10]),
                panels.cell(words.number(row["project_count"], row["count_qualifier"])),
                panels.cell(words.money(row["amount_yuan"], row["amount_qualifier"])),
                panels.cell(f"{source[:24]}　{day}", "wrap quiet"),
            ]
        )
    heads = ("column_quote", "column_signed_on", "column_count", "column_amount", "column_source")
    kinds = ["shown" if row == fact_id else "" for row in rows["fact_id"]]
    st.html(panels.table([words.say(head) for head in heads], lines, kinds))
