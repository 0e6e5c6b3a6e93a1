"""What the about page draws: a definition with its example, the marks' legend, the rules of comparing as a table."""

from functools import cache
from html import escape
from pathlib import Path
from typing import Any

import streamlit as st
import yaml

from dashboard import charts, dictionary, frame
from dashboard.choice import Choice
from dashboard.labels import MARKS, Words

WEIGHTS = {"not": "verdict_not", "reservation": "verdict_reservations", "tell": "weight_tell"}
SIGNS = ("solid", "hollow", "dashed", "hatched")


@cache
def _rules() -> list[dict[str, Any]]:
    path = Path(__file__).with_name("comparability_rules.yaml")
    loaded: list[dict[str, Any]] = yaml.safe_load(path.read_text(encoding="utf-8"))["rules"]
    return loaded


def definition(table: str, meaning: str, choice: Choice, words: Words) -> None:
    """A table of facts: what a row is, and one of its facts as the example, one click from its sentence."""
    st.markdown(f"**{frame.plain(words.code(table))}**　{frame.plain(meaning)}")
    row = dictionary.example(table)
    if len(row):
        said = f"{charts.names(row, words)[0]} {words.code(row['measure'].iloc[0])} {charts.periods(row, words)[0]}"
        shown = words.say("about_example", quote=row["quote"].iloc[0], read=f"{said} {charts.told(row, words)[0]}")
        frame.link(shown, str(row["fact_id"].iloc[0]), choice)


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
