"""The overview's headline figures and findings as they are drawn: each with its period, its scope and its source."""

import pandas as pd
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from dashboard import charts, drawing
from dashboard.choice import Choice, encoded
from dashboard.findings import Finding
from dashboard.labels import Words, as_text


def headline(
    place: DeltaGenerator, label: str, row: pd.DataFrame, choice: Choice, words: Words, note: str = ""
) -> None:
    """A figure with its region, period and source, and the way to its sentence. Takes one FACTS row."""
    with place:
        if row.empty:
            st.metric(label, words.say("metric_none"))
            st.caption(words.say("metric_none_hint"))
            return
        st.metric(label, charts.told(row, words)[0])
        name, period = charts.names(row, words)[0], charts.periods(row, words)[0]
        drawing.link(f"{name} · {period} · {source(row.iloc[0], words)}", str(row["fact_id"].iloc[0]), choice)
        if note:
            st.caption(note)


def among(fastest: pd.DataFrame, words: Words) -> str:
    """Of how many the fastest is the fastest. Takes queries.fastest."""
    if fastest.empty:
        return ""
    count = int(fastest["among"].iloc[0])
    return words.say("metric_fastest_note", n=count) if count > 1 else words.say("metric_fastest_only")


def source(row: pd.Series, words: Words) -> str:
    """Who says so, in few words."""
    return (as_text(row["publisher"]) or as_text(row["title"]) or words.say("unknown_publisher"))[:18]


def signed(place: DeltaGenerator, year: int | None, events: pd.DataFrame, choice: Choice, words: Words) -> None:
    """What was signed in one year: the sum of what is stated, its bound, and the largest. Takes signing events."""
    with place:
        if year is None:
            st.metric(words.say("metric_signed"), words.say("metric_none"))
            st.caption(words.say("metric_none_hint"))
            return
        own = events[events["year"] == year]
        stated = own.dropna(subset=["amount"])
        st.metric(words.say("metric_signed_year", year=year), words.money(stated["amount"].sum(), bound(stated)))
        if len(stated):
            top = stated.sort_values("amount", ascending=False).head(1)
            said = words.money(top["amount"].iloc[0], top["amount_qualifier"].iloc[0])
            largest = words.say("metric_signed_largest", region=charts.names(top, words)[0], amount=said)
            drawing.link(largest, str(top["fact_id"].iloc[0]), choice)
        note = words.say("metric_signed_note", n=len(own), with_amount=len(stated), reports=int(own["reports"].sum()))
        st.caption(note)


def bound(stated: pd.DataFrame) -> str:
    """What a sum of such amounts is: exact, a lower bound if some are 超, about if any is 近 or 约."""
    marks = set(stated["amount_qualifier"].fillna("exact"))
    return "exact" if marks <= {"exact"} else "over" if marks <= {"exact", "over"} else "about"


def covered(place: DeltaGenerator, levels: dict[str, int], choice: Choice, words: Words) -> None:
    """How many regions have figures, by level, and the way to where there are none."""
    with place:
        st.metric(words.say("metric_coverage"), words.number(sum(levels.values())))
        note = words.say(
            "metric_coverage_note", **{name: levels.get(name, 0) for name in ("province", "city", "county")}
        )
        st.page_link("pages/quality.py", label=note, icon=":material/grid_on:", query_params=encoded(choice))


def finding(found: Finding, choice: Choice) -> None:
    """A computed sentence and its evidence."""
    drawing.link(found.text, found.fact_id, choice)


def articles(rows: pd.DataFrame, choice: Choice, words: Words) -> None:
    """The newest articles, each with what it added. Takes what queries.newest_articles gives."""
    for row in rows.to_dict("records"):
        title = as_text(row["title"]) or words.say("untitled")
        who = as_text(row["publisher"])[:14] or words.say("unknown_publisher")
        regions = words.listed(words.region(**region) for region in row["regions"])
        added = words.say("newest_added", n=row["figures"], regions=regions)
        drawing.link(f"{str(row['published_on'])[:10]}　{title[:40]}　{who}　{added}", str(row["fact_id"]), choice)


def without(names: list[str], words: Words) -> str:
    """The line under the bars: regions of the level that have no figure, so that missing is not read as zero."""
    shown = words.listed(names[:12])
    return words.say("overview_without", n=len(names), names=shown + ("…" if len(names) > 12 else "")) if names else ""
