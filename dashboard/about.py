"""What the about page draws: a definition with its example, the marks' legend, the rules of comparing as a table."""

from functools import cache
from html import escape
from pathlib import Path
from typing import Any

import streamlit as st
import yaml

from dashboard import charts, dictionary, drawing, tables
from dashboard.choice import Choice
from dashboard.database import TABLES
from dashboard.kept import kept
from dashboard.labels import MARKS, Words, plain

WEIGHTS = {"not": "verdict_not", "reservation": "verdict_reservations", "tell": "weight_tell"}
SIGNS = ("solid", "hollow", "dashed", "hatched")


@cache
def _rules() -> list[dict[str, Any]]:
    path = Path(__file__).with_name("comparability_rules.yaml")
    loaded: list[dict[str, Any]] = yaml.safe_load(path.read_text(encoding="utf-8"))["rules"]
    return loaded


@kept
def tables_of_facts(choice: Choice, words: Words) -> None:
    """Each table of facts with an example."""
    st.header(words.say("about_tables"), anchor=False)
    for table in TABLES:
        definition(table, dictionary.tables(words)[table], choice, words)


@kept
def rest(words: Words) -> None:
    """Marks, rules, limits, licences and the data dictionary."""
    st.header(words.say("about_marks"), anchor=False)
    st.html(legend(words))
    st.text(words.say("about_marks_text"))
    st.header(words.say("about_rules"), anchor=False)
    st.text(words.say("about_rules_text"))
    st.header(words.say("about_comparing"), anchor=False)
    st.caption(words.say("about_comparing_hint"))
    st.html(rules(words))
    for part in ("limits", "licences"):
        st.header(words.say(f"about_{part}"), anchor=False)
        st.text(words.say(f"about_{part}_text"))
    st.header(words.say("about_dictionary"), anchor=False)
    st.caption(words.say("about_dictionary_hint"))
    columns = dictionary.columns(words)
    for name, meaning in dictionary.tables(words).items():
        own = columns[columns["table_name"] == name]
        with st.expander(f"{name}　{meaning}"):
            fields = {"column_field": list(own["column_name"]), "column_meaning": list(own["meaning"])}
            tables.grid(fields, words, height=36 * (len(own) + 1) + 2)


def definition(table: str, meaning: str, choice: Choice, words: Words) -> None:
    """A table of facts: what a row is, and one of its facts as the example, one click from its sentence."""
    st.markdown(f"**{plain(words.code(table))}**　{plain(meaning)}")
    row = dictionary.example(table)
    if len(row):
        said = f"{charts.names(row, words)[0]} {words.code(row['measure'].iloc[0])} {charts.periods(row, words)[0]}"
        shown = words.say("about_example", quote=row["quote"].iloc[0], read=f"{said} {charts.told(row, words)[0]}")
        drawing.link(shown, str(row["fact_id"].iloc[0]), choice)


def legend(words: Words) -> str:
    """The marks as a table: of figures, and of charts."""
    rows = [(f"{sign or '154.8'}", words.say(f"mark_{name}")) for name, sign in MARKS.items()]
    rows += [(f'<span class="sign {name}"></span>', words.say(f"sign_{name}")) for name in SIGNS]
    cells = "".join(
        f"<tr><th>{sign if sign.startswith('<span') else escape(sign)}</th><td>{escape(text)}</td></tr>"
        for sign, text in rows
    )
    return f'<table class="reading">{cells}</table>'


def rules(words: Words) -> str:
    """Each rule of comparing: how much it weighs, what it says, why, an example."""
    rows = []
    for rule in _rules():
        text = str(rule[words.lang]).replace("{a}", "A").replace("{b}", "B")
        weight = words.say(WEIGHTS.get(rule["weight"], "weight_tell"))
        why = escape(str(rule[f"why_{words.lang}"]))
        example = f"<br><span class='faint'>{escape(str(rule['example']))}</span>" if rule.get("example") else ""
        rows.append(f"<tr><th>{escape(weight)}</th><td><b>{escape(text)}</b>　{why}{example}</td></tr>")
    return f'<table class="reading">{"".join(rows)}</table>'
