"""How each rule of comparability_rules.yaml is tested: two cells in, the reasons against comparing them out."""

from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from dashboard.cells import Cell, Change, Places, day, days, holds, manufacturing, place, text, year, zone

RULES_YAML = Path(__file__).with_name("comparability_rules.yaml")
FAR_APART_DAYS = 92
SAME_LENGTH_DAYS = 3  # 2020-01 to 02 against 2021-01 to 02; a leap year
CONTESTED = 0.05
Words = tuple[str, str]


class Rule(NamedTuple):
    """One rule as the about page shows it."""

    id: str
    weight: str
    zh: str
    en: str
    why_zh: str
    why_en: str
    example: str


class Reason(NamedTuple):
    """Why two cells (or one that is contested) are not simply comparable, in words."""

    rule: str
    weight: str
    zh: str
    en: str
    cells: tuple[str, ...]


@cache
def _file() -> dict[str, Any]:
    loaded: dict[str, Any] = yaml.safe_load(RULES_YAML.read_text("utf-8"))
    return loaded


@cache
def rules() -> dict[str, Rule]:
    """Every rule by its id, in the order in which reasons are told."""
    return {row["id"]: Rule(**row) for row in _file()["rules"]}


def contested(cell: Cell, _: Places) -> Iterator[Reason]:
    """A cell whose claims disagree by more than a twentieth."""
    if cell.get("rivals") and float(cell["spread"]) >= CONTESTED:
        share = f"{float(cell['spread']):.0%}"
        yield _reason("contested", (share, share), (share, share), cell)


def measure(a: Cell, b: Cell, _: Places) -> Iterator[Reason]:
    """产值 beside 营收; 同比 beside 年均; a stock beside what was added."""
    if (a["fact_table"], a["measure"]) != (b["fact_table"], b["measure"]):
        yield _reason("measure", _measure(a), _measure(b), a, b)
    elif a["variant"] != b["variant"]:
        yield _reason("variant", _word(a["variant"]), _word(b["variant"]), a, b)


def industry(a: Cell, b: Cell, known: Places) -> Iterator[Reason]:
    """Another industry, a wider one, or other words for the same code."""
    if a["scope"] == b["scope"]:
        return
    here, there = _industry(a), _industry(b)
    code, other = text(a["industry"]), text(b["industry"])
    if known.industry_inside(other, code) or (code == other and manufacturing(b) and not manufacturing(a)):
        yield _reason("industry_wider", here, there, a, b)
    elif known.industry_inside(code, other) or (code == other and manufacturing(a) and not manufacturing(b)):
        yield _reason("industry_wider", there, here, b, a)
    elif code == other or code is None or other is None:
        yield _reason("industry_words", here, there, a, b)
    else:
        yield _reason("industry", here, there, a, b)


def coverage(a: Cell, b: Cell, _: Places) -> Iterator[Reason]:
    """规上 beside all companies."""
    if a["coverage"] != b["coverage"]:
        yield _reason("coverage", _word(a["coverage"]), _word(b["coverage"]), a, b)


def period(a: Cell, b: Cell, _: Places) -> Iterator[Reason]:
    """Part of a year beside a full one, other months, other years, stocks at dates far apart."""
    here, there = _period(a), _period(b)
    ends = day(a["period_end"]), day(b["period_end"])
    if abs(days(a) - days(b)) > SAME_LENGTH_DAYS:
        yield _reason("part_year", here, there, a, b)
    elif a["grain"] == b["grain"] == "part" and (ends[0].month, ends[0].day) != (ends[1].month, ends[1].day):
        yield _reason("part_season", here, there, a, b)
    if ends[0].year != ends[1].year and place(a) != place(b):  # one place over the years is change
        yield _reason("years", (str(year(a)), str(year(a))), (str(year(b)), str(year(b))), a, b)
    apart = abs((ends[0] - ends[1]).days) > FAR_APART_DAYS
    if ends[0].year == ends[1].year and a["grain"] == b["grain"] == "day" and apart:
        yield _reason("day", here, there, a, b)


def region(a: Cell, b: Cell, known: Places) -> Iterator[Reason]:
    """A place inside the other, or places of different levels."""
    if place(a) == place(b):
        return
    if holds(a, b, known):
        yield _reason("inside", _region(a, known), _region(b, known), a, b)
    elif holds(b, a, known):
        yield _reason("inside", _region(b, known), _region(a, known), b, a)
    elif _level(a, known) != _level(b, known):
        yield _reason("level", _region_and_level(a, known), _region_and_level(b, known), a, b)


def status(a: Cell, b: Cell, _: Places) -> Iterator[Reason]:
    """A target or an estimate beside what came about; 超 beside an exact figure."""
    if a["status"] != b["status"]:
        rule = "target" if "target" in (a["status"], b["status"]) else "estimate"
        yield _reason(rule, _word(a["status"]), _word(b["status"]), a, b)
    if a["qualifier"] != b["qualifier"]:
        yield _reason("qualifier", _word(a["qualifier"]), _word(b["qualifier"]), a, b)


def boundary(a: Cell, b: Cell, known: Places) -> Iterator[Reason]:
    """A predecessor beside its successor; one region before and after others were merged into it."""
    first, second = sorted((a, b), key=lambda cell: (year(cell), cell["adcode"]))
    for old, new in ((a, b), (b, a)):
        for change in known.mergers.get(new["adcode"], ()):
            if change.old_adcode == old["adcode"] != new["adcode"]:
                yield _merged(change, first, second, known)
                return
    for change in known.mergers.get(a["adcode"], ()) if a["adcode"] == b["adcode"] else ():
        if year(first) < change.year <= year(second):
            yield _merged(change, first, second, known)
            return


PAIRWISE: tuple[Callable[[Cell, Cell, Places], Iterator[Reason]], ...] = (
    *(measure, industry, coverage, period),
    *(region, status, boundary),
)


def _reason(rule_id: str, a: Words, b: Words, *cells: Cell) -> Reason:
    rule = rules()[rule_id]
    ids = tuple(str(cell.get("cell_id", "")) for cell in cells)
    return Reason(rule.id, rule.weight, rule.zh.format(a=a[0], b=b[0]), rule.en.format(a=a[1], b=b[1]), ids)


def _word(code: str) -> Words:
    zh, en = _file()["words"].get(code, (code, code))
    return zh, en


def _measure(cell: Cell) -> Words:
    zh, en = _word(cell["measure"])
    return (f"{zh}增速", f"growth of {en}") if cell["fact_table"] == "growth_rates" else (zh, en)


def _industry(cell: Cell) -> Words:
    said = text(cell["industry_text"]) or text(cell["industry"])
    return (said, said) if said else ("未点明的产业", "an industry not named")


def _period(cell: Cell) -> Words:
    start, end = day(cell["period_start"]), day(cell["period_end"])
    if cell["grain"] == "year":
        return f"{end.year} 年", str(end.year)
    if cell["grain"] == "day":
        return end.isoformat(), end.isoformat()
    if start.year == end.year:
        return f"{end.year} 年 {start.month} 至 {end.month} 月", f"{start.isoformat()} to {end.isoformat()}"
    return f"{start.year} 至 {end.year} 年", f"{start.year} to {end.year}"


def _region(cell: Cell, known: Places) -> Words:
    park = zone(cell)
    return (park, park) if park else _named(cell["adcode"], known)


def _named(adcode: str, known: Places) -> Words:
    return known.names.get(adcode, (adcode, adcode))


def _level(cell: Cell, known: Places) -> str:
    return "zone" if zone(cell) else known.levels.get(cell["adcode"], "")


def _region_and_level(cell: Cell, known: Places) -> Words:
    name, level = _region(cell, known), _word(_level(cell, known))
    return f"{name[0]}（{level[0]}）", f"{name[1]} ({level[1]})"


def _merged(change: Change, first: Cell, second: Cell, known: Places) -> Reason:
    old, new = (_named(code, known) for code in (change.old_adcode, change.new_adcode))
    happened = f"{old[0]} {change.year} 年并入{new[0]}", f"{old[1]} became part of {new[1]} in {change.year}"
    compared = f"所比为 {year(first)} 与 {year(second)}", f"compared: {year(first)} and {year(second)}"
    return _reason("boundary", happened, compared, first, second)
