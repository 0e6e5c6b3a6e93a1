"""Frames of figures -> the brief's tiles, bars, lines and table, each figure with its footnote. No HTML here."""

from dataclasses import replace
from typing import Any

import pandas as pd

from dashboard import charts, comparison, queries
from dashboard.brief.footnotes import Notes
from dashboard.brief.parts import Bar, Cell, Line, Point, Tile
from dashboard.choice import Choice
from dashboard.labels import Words, as_text

MOST_BARS, MOST_LINES, MOST_YEARS, MOST_SIGNINGS, MOST_ROWS = 8, 4, 6, 6, 10


def tiles(
    own: pd.DataFrame, quick: pd.DataFrame, signed: pd.DataFrame, choice: Choice, words: Words, notes: Notes
) -> list[Tile]:
    """At most four headline figures. quick: queries.fastest."""
    found = []
    if len(own):
        name, said = charts.names(own, words)[0], words.code(own["measure"].iloc[0])
        found.append(Tile(f"{name} · {said}", cell(own, words, notes)))
    if len(quick):
        label = words.say("brief_growth", name=charts.names(quick, words)[0], what=words.code(quick["measure"].iloc[0]))
        found.append(Tile(label, cell(quick, words, notes)))
    stated = signed.dropna(subset=["number"]).sort_values("number", ascending=False)
    if len(stated):
        label = words.say("brief_signed", n=len(signed))
        largest = words.say("brief_largest", amount=charts.told(stated.head(1), words)[0])
        found.append(
            Tile(label, Cell(words.money(stated["number"].sum()), largest, notes.of(stated["fact_id"].iloc[0])))
        )
    companies = queries.latest(choice, "entity_counts", "companies", whole=False).head(1)
    if len(companies):
        name = charts.names(companies, words)[0]
        found.append(Tile(f"{name} · {words.code('companies')}", cell(companies, words, notes)))
    return found


def cell(row: pd.DataFrame, words: Words, notes: Notes) -> Cell:
    """One row with FACTS columns as it is told."""
    status = str(row["status"].iloc[0])
    period = charts.periods(row, words)[0]
    told = f"{period} {words.code(status)}" if status != "actual" else period
    return Cell(charts.told(row, words)[0], told, notes.of(row["fact_id"].iloc[0]))


def bars(rows: pd.DataFrame, words: Words, notes: Notes) -> list[Bar]:
    """Rows with FACTS columns as bars, in their order."""
    return [
        Bar(name, float(number), f"{told} {period}", status == "actual" and not part, notes.of(fact))
        for name, number, told, period, status, part, fact in zip(
            charts.names(rows, words), rows["number"], charts.told(rows, words), charts.periods(rows, words),
            rows["status"], rows["part_year"].astype(bool), rows["fact_id"], strict=True,
        )
    ]  # fmt: skip


def lines(points: pd.DataFrame, latest: pd.DataFrame, words: Words, notes: Notes) -> list[Line]:
    """The regions with most years, largest first, at most a few, each with its last years."""
    counted = points.groupby("adcode")["year"].nunique()
    several = [code for code in latest["adcode"] if counted.get(code, 0) > 1][:MOST_LINES]
    found = []
    for code in several:
        own = points[points["adcode"] == code].sort_values("year").tail(MOST_YEARS)
        told = zip(
            own["year"],
            own["number"],
            charts.told(own, words),
            own["status"],
            own["part_year"],
            own["fact_id"],
            strict=True,
        )
        drawn = tuple(
            Point(int(year), float(number), text, str(status), status == "actual" and not part, notes.of(fact))
            for year, number, text, status, part, fact in told
        )
        found.append(Line(charts.names(own.head(1), words)[0], drawn))
    return found


def fastest(rates: pd.DataFrame) -> pd.DataFrame:
    """Each region's latest yearly growth, the fastest first."""
    firm = rates[(rates["variant"] == "yoy") & rates["zone"].isna() & (rates["status"] == "actual")]
    latest = firm.sort_values(["part_year", "year"], ascending=[True, False]).drop_duplicates("adcode")
    return latest.sort_values("number", ascending=False).head(MOST_BARS)


def signings(rows: pd.DataFrame, words: Words, notes: Notes) -> list[Bar]:
    """The largest signings with an amount."""
    top = rows.dropna(subset=["number"]).sort_values("number", ascending=False).head(MOST_SIGNINGS)
    return [
        Bar(name, float(number), f"{told} {period} {as_text(event)[:18]}".rstrip(), True, notes.of(fact))
        for name, number, told, period, event, fact in zip(
            charts.names(top, words), top["number"], charts.told(top, words), charts.periods(top, words), top["event"],
            top["fact_id"], strict=True,
        )
    ]  # fmt: skip


def table(
    latest: pd.DataFrame, rates: pd.DataFrame, choice: Choice, words: Words, notes: Notes
) -> list[tuple[str, Cell, Cell, Cell]]:
    """A row for each region: its latest level, its growth, its companies."""
    beside = comparison.growth_beside(latest, rates).set_index("adcode")
    counted = queries.latest(replace(choice, cities=tuple(latest["adcode"])), "entity_counts", "companies", whole=False)
    found = []
    for place in range(len(latest)):
        row = latest.iloc[[place]]
        code = row["adcode"].iloc[0]
        growth, companies = Cell(""), counted[counted["adcode"] == code].head(1)
        if code in beside.index:
            rate: Any = beside.loc[code]
            told = words.rate(rate["rate"], rate["rate_qualifier"])
            growth = Cell(told, str(rate["rate_year"]), notes.of(rate["rate_fact"]))
        count = cell(companies, words, notes) if len(companies) else Cell("")
        found.append((charts.names(row, words)[0], cell(row, words, notes), growth, count))
    return found
