"""May these cells be compared? verdict(), comparable_subset(), addable(): pure, over rows of the table cells.

What each rule says and weighs, and an example of it, stands in comparability_rules.yaml.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations
from typing import Any, NamedTuple

from dashboard.cells import Cell, Places, days, holds, manufacturing, order, place, places, text, year, zone
from dashboard.comparability_rules import PAIRWISE, Reason, Rule, contested, rules

__all__ = [
    "Places",
    "Reason",
    "Rule",
    "Subset",
    "Verdict",
    "addable",
    "comparable_subset",
    "places",
    "rules",
    "verdict",
]

LEVELS = ("comparable", "reservation", "not")


class Verdict(NamedTuple):
    """`level` is comparable, reservation or not; the reasons with the heaviest first, no sentence twice."""

    level: str
    reasons: tuple[Reason, ...]

    def by_rule(self) -> dict[str, list[Reason]]:
        """The reasons under their rules, in order: what a banner tells once for many pairs."""
        grouped: dict[str, list[Reason]] = {}
        for reason in self.reasons:
            grouped.setdefault(reason.rule, []).append(reason)
        return grouped


class Subset(NamedTuple):
    """The cells to keep, the statistic and years they share, the places kept and left out, and their verdict."""

    cells: tuple[Cell, ...]
    measure: str | None
    years: tuple[int, ...]
    regions: tuple[str, ...]
    left_out: tuple[str, ...]
    verdict: Verdict


def verdict(cells: Iterable[Cell], known: Places) -> Verdict:
    """Whether the cells may be compared with each other, and each reason against it, in words."""
    rows = sorted(cells, key=order)
    told: dict[tuple[str, str], Reason] = {}
    for reason in _reasons(rows, known):
        told.setdefault((reason.rule, reason.zh), reason)
    rank = {rule: number for number, rule in enumerate(rules())}
    reasons = sorted(told.values(), key=lambda reason: (-LEVELS.index(reason.weight), rank[reason.rule]))
    return Verdict(reasons[0].weight if reasons else "comparable", tuple(reasons))


def comparable_subset(cells: Iterable[Cell], known: Places) -> Subset:
    """The largest set of regions, then of years, with one statistic, of which no pair is `not` comparable.

    Every kept region has a figure for every kept year. Of equally large sets the one with fewer reservations, then
    the one with more claims behind it.
    """
    rows = sorted((cell for cell in cells if cell.get("shown", True)), key=order)
    everyone = tuple(sorted({place(row) for row in rows}))
    candidates = sorted(_candidates(rows, known), key=_size, reverse=True)
    best: list[tuple[tuple[Any, ...], list[Cell], Verdict]] = []
    for kept in candidates:
        if best and _size(kept) < _size(best[0][1]):
            break
        judged = verdict(kept, known)
        if judged.level != "not":
            claims = sum(int(row.get("claims", 1)) for row in kept)
            preference = (len({reason.rule for reason in judged.reasons}), -claims, [order(row) for row in kept])
            best.append((preference, kept, judged))
    if not best:
        return Subset((), None, (), (), everyone, Verdict("comparable", ()))
    _, kept, judged = min(best, key=lambda found: found[0])
    regions = tuple(sorted({place(row) for row in kept}))
    left_out = tuple(each for each in everyone if each not in regions)
    return Subset(
        tuple(kept), kept[0]["measure"], tuple(sorted({year(row) for row in kept})), regions, left_out, judged
    )


def addable(cells: Iterable[Cell], known: Places) -> tuple[list[Cell], list[tuple[Cell, Cell]]]:
    """Cells that a sum may take, and those that it leaves out, each beside the one that holds or overlaps it.

    A city holds its districts, a region its parks, a successor the regions merged into it. Two parks with the same or
    nested codes may overlap: the first is taken. A region is taken once.
    """
    kept: list[Cell] = []
    left_out: list[tuple[Cell, Cell]] = []
    for row in sorted(cells, key=lambda row: (zone(row) is not None, known.depth(row["adcode"]), *order(row))):
        holder = next((other for other in kept if _overlap(row["adcode"], other["adcode"], known)), None)
        if holder is None:
            kept.append(row)
        else:
            left_out.append((row, holder))
    return kept, left_out


def _reasons(rows: Sequence[Cell], known: Places) -> Iterator[Reason]:
    for row in rows:
        yield from contested(row, known)
    years: dict[str, set[int]] = {}
    for row in rows:
        years.setdefault(place(row), set()).add(year(row))
    for a, b in combinations(rows, 2):
        # 南京 2021 is set beside 杭州 2021, not beside 杭州 2022, where both have 2021 or both 2022.
        if place(a) != place(b) and year(a) != year(b) and (year(a) in years[place(b)] or year(b) in years[place(a)]):
            continue
        for test in PAIRWISE:
            yield from test(a, b, known)


def _candidates(rows: Sequence[Cell], known: Places) -> list[list[Cell]]:
    """Sets that might be comparable: one kind of figure, all its scopes or one, full rectangles of place and year."""
    found: dict[tuple[tuple[str, ...], ...], list[Cell]] = {}
    for kind in sorted({_kind(row) for row in rows}):
        alike = [row for row in rows if _kind(row) == kind]
        scopes = sorted({row["scope"] for row in alike})
        groups = [alike, *([row for row in alike if row["scope"] == scope] for scope in scopes)]
        for group in groups if len(scopes) > 1 else groups[:1]:
            for kept in _rectangles(_one_each(group), known):
                found.setdefault(tuple(order(row) for row in kept), kept)
    return list(found.values())


def _kind(cell: Cell) -> tuple[str, ...]:
    """What must be equal for a fair comparison, the place and the year aside."""
    aim = "target" if cell["status"] == "target" else "outcome"
    months = str(round(days(cell) / 30.4))
    making = "manufacturing" if manufacturing(cell) else ""
    return (cell["fact_table"], cell["measure"], cell["variant"], aim, months, text(cell["industry"]) or "", making)


def _one_each(rows: Sequence[Cell]) -> dict[str, dict[int, Cell]]:
    """One cell for each place and year: all companies before 规上, then the more told."""
    best: dict[str, dict[int, Cell]] = {}
    for row in sorted(rows, key=lambda row: (row["coverage"] != "all", -int(row.get("claims", 1)), order(row))):
        best.setdefault(place(row), {}).setdefault(year(row), row)
    return best


def _rectangles(by_place: Mapping[str, Mapping[int, Cell]], known: Places) -> Iterator[list[Cell]]:
    """From each year outwards: the places that have it, with all years that they share; then with the next year too."""
    years = sorted({number for found in by_place.values() for number in found})
    for first in years:
        needed = {first}
        for number in sorted(years, key=lambda other: (abs(other - first), other)):
            needed |= {number}
            members = [name for name in sorted(by_place) if needed <= by_place[name].keys()]
            if not members:
                break
            apart = _apart([by_place[name][first] for name in members], known)
            shared = [each for each in years if all(each in by_place[place(row)] for row in apart)]
            yield [by_place[place(row)][each] for row in apart for each in shared]
            if needed != {first}:
                yield [by_place[place(row)][each] for row in apart for each in sorted(needed)]


def _apart(rows: Sequence[Cell], known: Places) -> list[Cell]:
    """The places without those that hold several others (上海 beside 浦东 and 嘉定), then without parts of a whole."""
    chosen = list(rows)
    while True:
        clashes = [sum(holds(a, b, known) or holds(b, a, known) for b in chosen if b is not a) for a in chosen]
        if not any(clashes):
            return chosen
        chosen.pop(
            max(
                range(len(chosen)),
                key=lambda i: (clashes[i], zone(chosen[i]) is not None, known.depth(chosen[i]["adcode"]), i),
            )
        )


def _size(kept: Sequence[Cell]) -> tuple[int, int]:
    return len({place(row) for row in kept}), len({year(row) for row in kept})


def _overlap(a: str, b: str, known: Places) -> bool:
    return (
        a == b
        or known.inside(a, b)
        or known.inside(b, a)
        or any({c.old_adcode, c.new_adcode} == {a, b} for c in known.changes)
    )
