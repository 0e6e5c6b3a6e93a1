"""The regions of China by code: names, what lies in what, which code an old name or code has now, and the parks.

Read once, from data/*.csv. Other tables are made from these: the names by which texts call a place are in names.py.
"""

import csv
from functools import cache
from pathlib import Path
from typing import NamedTuple

from etl.paths import REGION_CHANGES_CSV, REGIONS_CSV, ZONES_CSV

COUNTRY = "100000"
MUNICIPALITIES = frozenset({"110000", "120000", "310000", "500000"})
AUTONOMOUS = frozenset({"150000", "450000", "540000", "640000", "650000"})  # 全区 may mean one of these as a whole


class Region(NamedTuple):
    """One region: `level` is country, province, city or county; `province` and `city` are codes, the own one included.

    A district of a municipality has the municipality as its city.
    """

    adcode: str
    name: str
    short_name: str
    full_name: str
    level: str
    parent: str | None
    province: str | None
    city: str | None
    status: str


class Change(NamedTuple):
    """An old name or code of a region, and the code it has now."""

    old_adcode: str
    old_name: str
    last_seen: int | None
    adcode: str


class Zone(NamedTuple):
    """A park or new area: its name, its other names, the code of its figures, the counties it lies in.

    `until`: the last year for which the code holds; from then on the area is the region `then`.
    """

    name: str
    aliases: tuple[str, ...]
    adcode: str
    counties: tuple[str, ...]
    until: int | None
    then: str | None


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@cache
def regions() -> dict[str, Region]:
    """Every region by its code, the country first."""
    rows = {row["adcode"]: row for row in _rows(REGIONS_CSV)}
    table = {COUNTRY: Region(COUNTRY, "中国", "中国", "中国", "country", None, None, None, "current")}
    for code, row in rows.items():
        parent = rows.get(row["parent"])
        if row["level"] == "province":
            city = code if code in MUNICIPALITIES else None
        elif row["level"] == "city":
            city = code
        else:
            city = row["parent"] if row["parent"] in MUNICIPALITIES or (parent and parent["level"] == "city") else None
        above = "" if row["parent"] == COUNTRY else table[row["parent"]].full_name
        table[code] = Region(
            code,
            row["name"],
            row["short_name"],
            above + row["name"],
            row["level"],
            row["parent"],
            row["province"],
            city,
            row["status"],
        )
    return table


@cache
def changes() -> tuple[Change, ...]:
    """Old names and codes whose successor is known, each with the code that holds now."""
    rows = _rows(REGION_CHANGES_CSV)
    successors = {row["old_adcode"]: row["new_adcode"] for row in rows if row["new_adcode"]}
    known = regions()
    found = []
    for row in rows:
        code = row["new_adcode"]
        for _ in range(5):
            if not code or code in known:
                break
            code = successors.get(code, "")
        if code in known:
            year = int(row["last_seen"]) if row["last_seen"] else None
            found.append(Change(row["old_adcode"], row["old_name"], year, code))
    return tuple(found)


@cache
def zones() -> tuple[Zone, ...]:
    """Every park and new area of the table."""
    return tuple(
        Zone(
            row["name"],
            tuple(filter(None, row["aliases"].split("|"))),
            row["adcode"],
            tuple(filter(None, row["county"].split("|"))),
            int(row["until"]) if row.get("until") else None,
            row.get("then") or None,
        )
        for row in _rows(ZONES_CSV)
    )


@cache
def _successors() -> dict[str, str]:
    return {change.old_adcode: change.adcode for change in changes()}


@cache
def ancestors(adcode: str) -> tuple[str, ...]:
    """The code itself and the codes above it up to the country; () for an unknown code."""
    region = regions().get(adcode)
    if region is None:
        return ()
    return (adcode, *ancestors(region.parent)) if region.parent else (adcode,)


def lookup(adcode: str) -> Region:
    """The region of a code, an old code included. KeyError where there is none."""
    table = regions()
    return table[adcode] if adcode in table else table[_successors()[adcode]]


def is_within(adcode: str, ancestor: str) -> bool:
    """Whether a region is another one or lies in it."""
    return ancestor in ancestors(adcode)
