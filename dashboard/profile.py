"""The region page's pieces: headline figures with their age, industries, parks, counts, signings and sentences."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

import pandas as pd
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from dashboard import (
    charts,
    comparison,
    database,
    drawing,
    evidence,
    frame,
    panels,
    queries,
    rivals,
    tables,
    timeline_charts,
)
from dashboard.charts import Look
from dashboard.choice import Choice, encoded
from dashboard.database import TABLES
from dashboard.kept import kept
from dashboard.labels import Words, as_text, plain
from dashboard.pictures import Picture, picture
from dashboard.side_by_side import claims

FIRST_SENTENCES = 20
SHOWN = 60  # rows of a table: a filter change sends them all
HEADS = ("industry", "statistic", "value", "period", "status", "claims", "source")


def empty(one: Choice) -> bool:
    """Whether there is no figure about the one region of the choice, nor of what lies in it."""
    return not any(queries.totals(one, TABLES))


def _cells(one: Choice) -> pd.DataFrame:
    return rivals.cells(one, one.cities, rivals.ALL)


@kept
def title(adcode: str, choice: Choice, words: Words) -> None:
    """The region's name, its level and what it lies in, each of those a way up; and the way to its comparison."""
    path = queries.place(adcode)
    names = charts.names(path.rename(columns={"name": "region"}), words)
    with st.container(horizontal=True, vertical_alignment="center", key="region_path"):
        st.header(plain(names[-1]), anchor=False, width="content")
        st.caption(words.say(f"rank_{path['level'].iloc[-1]}"), width="content")
        for code, name in list(zip(path["adcode"], names, strict=True))[-2:0:-1]:
            then = encoded(replace(choice, cities=(str(code),)))
            st.page_link("pages/region.py", label=plain(name), icon=":material/north_west:", query_params=then)
        then = encoded(replace(choice, cities=(adcode,)))
        icon = ":material/compare_arrows:"
        st.page_link("pages/compare.py", label=words.say("region_compare"), icon=icon, query_params=then)


@kept
def headlines(choice: Choice, words: Words) -> None:
    """At most four figures: the latest actual of two statistics, the growth, the companies; each says how old it is."""
    cells = _cells(choice)
    own = cells[cells["zone"].isna() & (cells["status"] == "actual")]
    levels = own[own["kept_in"] == "output_values"].sort_values(
        ["part_year", "year", "claims"], ascending=[True, False, False], kind="stable"
    )
    rates = own[(own["kept_in"] == "growth_rates") & (own["basis"] == "yoy")]
    rates = rates.sort_values(["part_year", "year"], ascending=[True, False], kind="stable")
    counts = own[(own["kept_in"] == "entity_counts") & own["measure"].str.startswith("companies")]
    picked = [levels.drop_duplicates("measure").head(2), rates.head(1), counts.head(1)]
    rows = [found.iloc[[number]] for found in picked for number in range(len(found))]
    if not rows:
        st.caption(words.say("region_nothing_own"))
        return
    for place, row in zip(st.columns(4), rows, strict=False):
        what = words.code(row["measure"].iloc[0])
        if row["kept_in"].iloc[0] == "growth_rates":
            what = words.say("growth_named", name=what)
        label = f"{as_text(row['industry_text'].iloc[0])} {what} · {age(row, words)}"
        headline(place, plain(label), row, choice, words)


def latest_of(cells: pd.DataFrame, by: Sequence[str]) -> pd.DataFrame:
    """The latest cell of each kind: an outcome and a full year first, then an actual."""
    aim, unsure = cells["status_group"] == "target", cells["status"] != "actual"
    order = cells.assign(aim=aim, unsure=unsure).sort_values(
        ["aim", "part_year", "unsure", "year"], ascending=[True, True, True, False], kind="stable"
    )
    return order.drop_duplicates(list(by))[list(cells.columns)]


def figures(rows: pd.DataFrame, choice: Choice, words: Words, *, zone: bool = False, region: bool = False) -> None:
    """A table of cells, each value leading to its sentence; the place in front where there are several."""
    address = partial(drawing.evidence_address, choice=choice)
    lines = []
    for row, name, text, period in charts.each(rows.head(SHOWN), words):
        kind = words.code(row["basis"]) if row["basis"] in ("new", "average", "total") else ""
        measure = f"{words.code(row['measure'])} {kind}".strip()
        line = [
            panels.cell(as_text(row["industry_text"])),
            panels.cell(measure),
            panels.link(text, row["fact_id"], address),
            panels.cell(period),
            panels.cell(words.code(row["status"])),
            panels.cell(claims(row["claims"], row["rivals"], row["spread"], words), "rival" if row["rivals"] else ""),
            panels.cell((as_text(row["publisher"]) or as_text(row["title"]))[:24], "quiet"),
        ]
        place = as_text(row["zone"]) if zone else name if region else None
        lines.append([panels.cell(place), *line] if place is not None else line)
    first = ["column_zone"] * zone + ["column_region"] * region
    st.html(panels.table([words.say(key) for key in [*first, *(f"column_{head}" for head in HEADS)]], lines))
    _first(len(rows), words)


def _first(n: int, words: Words) -> None:
    """Under a table of the first rows only: that there are more."""
    if n > SHOWN:
        st.caption(words.say("shown_first", n=SHOWN))


@kept
def trend(choice: Choice, words: Words, look: Look) -> Picture | None:
    """The heading and the line of the leading statistic; None where there are not two years of one."""
    cells = _cells(choice)
    levels = cells[(cells["kept_in"] == "output_values") & cells["zone"].isna()]
    measure = comparison.leading_measure(levels)
    line = comparison.lines(levels[levels["measure"] == measure], list(choice.cities))
    if len(line) < 2:
        return None
    st.subheader(f"{words.say('region_trend')}　{words.code(measure)}", anchor=False)
    return picture(timeline_charts.timeline(line, words, look), "region_trend", words, look)


@kept
def parts(choice: Choice, words: Words) -> None:
    """Industries, targets, parks and counts, each as a table under its heading; nothing is summed."""
    cells = _cells(choice)
    own, parks = cells[cells["zone"].isna()], cells[cells["zone"].notna()]
    levels = own[own["kept_in"] == "output_values"]
    sections = (
        ("region_industries", latest_of(levels[levels["status_group"] == "outcome"], ("scope", "coverage", "measure"))),
        ("region_targets", levels[levels["status_group"] == "target"]),
        ("growth_rates", latest_of(own[own["kept_in"] == "growth_rates"], ("scope", "coverage", "measure", "variant"))),
        ("region_counts", latest_of(own[own["kept_in"] == "entity_counts"], ("scope", "measure", "variant"))),
        ("region_parks", latest_of(parks, ("zone", "scope", "measure", "variant", "kept_in"))),
    )
    for key, rows in sections:
        if len(rows):
            st.subheader(words.say(key), anchor=False)
            if key in ("region_industries", "region_parks"):
                st.caption(words.say(f"{key}_hint"))
            figures(rows.sort_values("number", ascending=False) if key == "region_industries" else rows,
                    choice, words, zone=key == "region_parks")  # fmt: skip


@kept
def signed(choice: Choice, words: Words) -> None:
    """What was signed in the region and in what lies in it."""
    rows = queries.facts(choice, "signings", SHOWN + 1)
    if len(rows):
        st.subheader(words.say("page_signings"), anchor=False)
        tables.events(rows.head(SHOWN), choice, words)
        _first(len(rows), words)


@kept
def inside(adcode: str, choice: Choice, words: Words) -> None:
    """The latest level of each region that lies in this one; not a sum."""
    rows = queries.latest(choice, "output_values", queries.leading_statistic(choice))
    rows = rows[rows["adcode"] != adcode]
    if rows.empty:
        return
    st.subheader(words.say("region_inside"), anchor=False)
    st.caption(words.say("region_inside_hint"))
    tables.facts(rows.head(40), choice, words)


def sentences(choice: Choice, words: Words) -> None:
    """Every sentence about the region and what lies in it, the newest first; more on a click."""
    if _sentences(choice, words, int(st.session_state.get("sentences_shown", FIRST_SENTENCES))):
        st.button(words.say("region_sentences_rest", n=FIRST_SENTENCES * 2), key="more_sentences", on_click=more)


@kept
def _sentences(choice: Choice, words: Words, wanted: int) -> bool:
    """The first `wanted` sentences. True if there are more."""
    rows = evidence.sentences_of(choice, wanted + 1)
    if rows.empty:
        return False
    st.subheader(words.say("region_sentences"), anchor=False)
    shown = rows.head(wanted)
    said = []
    named = zip(shown.to_dict("records"), charts.names(shown, words), charts.periods(shown, words), strict=True)
    for row, name, period in named:
        place = f"{name} {row['zone']}" if isinstance(row["zone"], str) else name
        said.append(f"{place} {words.code(row['measure'])} {period} {drawing.told(pd.Series(row), words)}")
    address = partial(drawing.evidence_address, choice=choice)
    st.html(panels.sentences(shown.assign(said=said), address, words))
    return len(rows) > wanted


def more() -> None:
    """Show more sentences, from the button."""
    st.session_state["sentences_shown"] = st.session_state.get("sentences_shown", FIRST_SENTENCES) + FIRST_SENTENCES * 2


def headline(place: DeltaGenerator, label: str, row: pd.DataFrame | None, choice: Choice, words: Words) -> None:
    """A headline figure: its value, its region and period, and the way to its sentence. Takes one FACTS row."""
    if row is None or row.empty:
        drawing.metric(place, label, words.say("metric_none"), "")
        return
    period = charts.periods(row, words)[0]
    with place:
        st.metric(label, charts.told(row, words)[0])
        name = charts.names(row, words)[0]
        drawing.link(f"{name} · {period} · {words.code(row['measure'].iloc[0])}", str(row["fact_id"].iloc[0]), choice)


def age(row: pd.DataFrame, words: Words) -> str:
    """How old a figure is, by the build's own year, so that the same build always says the same."""
    build = database.build()
    this = int(build.name[:4]) if build and build.name[:4].isdigit() else int(row["year"].iloc[0])
    years = this - int(row["year"].iloc[0])
    return words.say("age_years", n=years) if years > 1 else words.say("age_fresh")


def regions_to_choose(rows: pd.DataFrame, choice: Choice, words: Words) -> None:
    """Regions as buttons. Takes adcode, name, pinyin, figures."""
    with st.container(horizontal=True, key="to_choose"):
        names = charts.names(rows.rename(columns={"name": "region"}), words)
        for code, name, figures in zip(rows["adcode"], names, rows["figures"], strict=True):
            st.button(
                f"{name} {figures}",
                key=f"choose_{code}",
                on_click=frame.choose,
                args=(replace(choice, cities=(code,)),),
            )
