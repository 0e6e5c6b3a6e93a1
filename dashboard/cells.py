"""A row of the table cells, read as the comparison rules need it; and what they must know of regions and industries."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property
from typing import Any, NamedTuple

Cell = Mapping[str, Any]
COUNTRY = "100000"
# Where a successor has one predecessor and the change is not one of these, it only took a new name, rank or code.
MERGING = re.compile("合并|撤销|撤并|分并|并入|调整")
MANUFACTURING = ("制造", "工业", "生产", "加工")


class Change(NamedTuple):
    """One line of data/region_changes.csv."""

    old_adcode: str
    new_adcode: str
    year: int
    kind: str


@dataclass(frozen=True)
class Places:
    """What the rules must know: parents and levels of regions, names in Chinese and English, the industry tree, changes
    of boundary."""

    parents: Mapping[str, str | None] = field(default_factory=dict)
    levels: Mapping[str, str] = field(default_factory=dict)
    names: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    industry_parents: Mapping[str, str | None] = field(default_factory=dict)
    changes: Sequence[Change] = ()

    def inside(self, inner: str, outer: str) -> bool:
        """Whether the first code lies below the second; the country holds all."""
        return inner != outer and (outer == COUNTRY or outer in chain(inner, self.parents))

    def industry_inside(self, inner: str | None, outer: str | None) -> bool:
        """Whether the first industry is a part of the second."""
        return inner is not None and outer is not None and outer in chain(inner, self.industry_parents)

    def depth(self, adcode: str) -> int:
        """0 for the country, 1 for a province, and so on down."""
        return len(chain(adcode, self.parents))

    @cached_property
    def mergers(self) -> Mapping[str, tuple[Change, ...]]:
        """For each successor the changes that brought it other territory."""
        predecessors: dict[tuple[str, int], set[str]] = {}
        for change in self.changes:
            predecessors.setdefault((change.new_adcode, change.year), set()).add(change.old_adcode)
        found: dict[str, list[Change]] = {}
        for change in self.changes:
            if len(predecessors[change.new_adcode, change.year]) > 1 or MERGING.search(change.kind):
                found.setdefault(change.new_adcode, []).append(change)
        return {code: tuple(sorted(changes)) for code, changes in found.items()}


def places(
    regions: Iterable[Mapping[str, Any]], industries: Iterable[Mapping[str, Any]], changes: Iterable[Mapping[str, Any]]
) -> Places:
    """Places from the rows of the tables regions (and english, its name) and industries and of region_changes.csv."""
    known = list(regions)
    return Places(
        parents={row["adcode"]: text(row["parent"]) for row in known},
        levels={row["adcode"]: row["level"] for row in known},
        names={row["adcode"]: (row["name"], row.get("english") or row["name"]) for row in known},
        industry_parents={row["industry"]: text(row["parent"]) for row in industries},
        changes=tuple(
            Change(row["old_adcode"], row["new_adcode"], int(row["change_year"]), row["change_type"])
            for row in changes
            if row["new_adcode"] and row["change_year"]
        ),
    )


def chain(code: str, parents: Mapping[str, str | None]) -> list[str]:
    """The codes above a code, nearest first."""
    above: list[str] = []
    parent = parents.get(code)
    while parent and parent not in above:
        above.append(parent)
        parent = parents.get(parent)
    return above


def text(value: object) -> str | None:
    """Text, or None for None, NaN and empty: frames say missing in several ways."""
    return value if isinstance(value, str) and value else None


def day(value: date) -> date:
    """A date, also of a frame's timestamp."""
    return value.date() if isinstance(value, datetime) else value


def zone(cell: Cell) -> str | None:
    """The park, if the cell is a park's."""
    return text(cell["zone"])


def place(cell: Cell) -> str:
    """A region by its code, a park by code and name."""
    return f"{cell['adcode']} {zone(cell)}" if zone(cell) else str(cell["adcode"])


def year(cell: Cell) -> int:
    """The year in which the cell's period ends."""
    return day(cell["period_end"]).year


def days(cell: Cell) -> int:
    """How many days the cell's period lasts, less one."""
    return (day(cell["period_end"]) - day(cell["period_start"])).days


def manufacturing(cell: Cell) -> bool:
    """Whether the industry's words confine it to making: 医药制造业 beside 医药."""
    return any(word in (text(cell["scope"]) or "") for word in MANUFACTURING)


def holds(outer: Cell, inner: Cell, known: Places) -> bool:
    """Whether the inner place is a part of the outer: a district of its city, a park of its region."""
    if zone(outer):
        return False
    return known.inside(inner["adcode"], outer["adcode"]) or (inner["adcode"] == outer["adcode"] and bool(zone(inner)))


def order(cell: Cell) -> tuple[str, ...]:
    """A total order that no order of rows in can change."""
    named = (
        cell["adcode"],
        zone(cell) or "",
        cell["period_end"],
        cell["measure"],
        cell["scope"],
        cell.get("cell_id", ""),
    )
    return tuple(map(str, named))
