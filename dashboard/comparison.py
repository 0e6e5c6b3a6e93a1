"""Which cells a comparison draws, whether they may be compared, and what may be added: frames in, frames out."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import cast

import pandas as pd

from dashboard import comparability
from dashboard.cells import Cell, Places, manufacturing, zone
from dashboard.comparability import Subset, Verdict

MOST_REGIONS = 10
NO_REASON = Verdict("comparable", ())


@dataclass(frozen=True)
class Comparison:
    """What is drawn: one cell for each region and year, the latest of each region, and the verdict on them."""

    measure: str
    points: pd.DataFrame
    latest: pd.DataFrame
    without: tuple[str, ...]
    verdict: Verdict
    fair: Subset
    keeps_fair: bool = False

    @property
    def worth_keeping(self) -> bool:
        """Whether the comparable part is a comparison at all, and less than what is drawn."""
        return len(self.fair.regions) > 1 and self.verdict.level != "comparable" and not self.keeps_fair


def compare(cells: pd.DataFrame, adcodes: Sequence[str], places: Places, *, fair_only: bool = False) -> Comparison:
    """The comparison of regions by the cells shown for them (rivals.cells), in the order of `adcodes`.

    Parks are left out: a park stands on its region's page. With `fair_only` only the comparable subset is drawn.
    """
    own = cells[cells["zone"].isna()]
    fair = comparability.comparable_subset(records(own), places)
    keeps = fair_only and len(fair.regions) > 1
    kept = own[own["cell_id"].isin([cell["cell_id"] for cell in fair.cells])] if keeps else own
    measure = leading_measure(kept)
    points = lines(kept[kept["measure"] == measure], adcodes)
    latest = newest(points)
    judged = fair.verdict if keeps else judge(points, latest, places)
    drawn = set(latest["adcode"])
    return Comparison(
        measure, points, latest, tuple(code for code in adcodes if code not in drawn), judged, fair, keeps
    )


def judge(points: pd.DataFrame, latest: pd.DataFrame, places: Places) -> Verdict:
    """The verdict on the latest figures side by side, which may be of different years, and on the full years drawn.

    Parts of a year and targets among the years are drawn hollow and never ranked: they are not held against it.
    """
    side_by_side = comparability.verdict(records(latest), places)
    in_time = comparability.verdict(records(full_years(points)), places)
    told = {(reason.rule, reason.zh): reason for reason in (*side_by_side.reasons, *in_time.reasons)}
    order = {rule: number for number, rule in enumerate(comparability.rules())}
    reasons = sorted(told.values(), key=lambda reason: (reason.weight != "not", order[reason.rule]))
    return Verdict(reasons[0].weight, tuple(reasons)) if reasons else NO_REASON


def leading_measure(cells: pd.DataFrame) -> str:
    """The statistic in which most regions have an outcome; of equals the one with more cells."""
    if cells.empty:
        return "output"
    outcomes = cells[cells["status_group"] == "outcome"]
    counted = (outcomes if len(outcomes) else cells).groupby("measure")["adcode"].agg(["nunique", "size"])
    return str(counted.sort_values(["nunique", "size"], ascending=False, kind="stable").index[0])


def measures(cells: pd.DataFrame) -> dict[str, int]:
    """How many regions have an outcome in each statistic, the most first."""
    firm = cells[(cells["status_group"] == "outcome") & cells["zone"].isna()]
    counted = firm.groupby("measure")["adcode"].nunique().sort_values(ascending=False, kind="stable")
    return {str(name): int(n) for name, n in counted.items()}


def lines(cells: pd.DataFrame, adcodes: Sequence[str]) -> pd.DataFrame:
    """One cell for each region and year of one statistic, of one industry in each region.

    Each region's industry is the one of its own that most regions state; of a year's cells the one shown is an outcome
    before a target, a full year before a part, an actual before an estimate, all companies before 规上, the scope that
    most regions use, more claims.
    """
    rows = records(cells)
    kinds = [f"{row['industry']} {manufacturing(row)}" for row in rows]
    outcomes = [row["status_group"] == "outcome" for row in rows]
    common, scopes = defaultdict(set), defaultdict(set)
    for row, kind, outcome in zip(rows, kinds, outcomes, strict=True):
        scopes[row["scope"]].add(row["adcode"])
        if outcome:
            common[kind].add(row["adcode"])
    place = {code: number for number, code in enumerate(adcodes)}
    order: dict[int, tuple[object, ...]] = {}
    best: dict[str, tuple[int, bool, str]] = {}
    for number, (row, kind, outcome) in enumerate(zip(rows, kinds, outcomes, strict=True)):
        adcode, first = row["adcode"], (-len(common[kind]), not outcome, kind)
        best[adcode] = min(best.get(adcode, first), first)
        order[number] = (
            place[adcode], row["year"], not outcome, row["part_year"], row["status"] != "actual",
            row["coverage"] != "all", -len(scopes[row["scope"]]), -row["claims"], row["cell_id"],
        )  # fmt: skip
    taken: dict[tuple[str, int], int] = {}
    for number in sorted(order, key=order.__getitem__):
        if kinds[number] == best[rows[number]["adcode"]][2]:
            taken.setdefault((rows[number]["adcode"], rows[number]["year"]), number)
    return cells.iloc[list(taken.values())]


def newest(points: pd.DataFrame) -> pd.DataFrame:
    """Each region's latest cell, largest first: an outcome and a full year first, then an actual."""
    firsts: dict[str, int] = {}
    rows = records(points)
    for number in sorted(range(len(rows)), key=lambda number: _age(rows[number])):
        firsts.setdefault(rows[number]["adcode"], number)
    largest = sorted(firsts.values(), key=lambda number: (-rows[number]["number"], rows[number]["adcode"]))
    return points.iloc[largest]


def _age(cell: Cell) -> tuple[bool, bool, bool, int]:
    return cell["status_group"] == "target", cell["part_year"], cell["status"] != "actual", -cell["year"]


def full_years(points: pd.DataFrame) -> pd.DataFrame:
    """The outcomes of full years among the points."""
    return points[(points["status_group"] == "outcome") & ~points["part_year"].astype(bool)]


def ranked(points: pd.DataFrame) -> pd.DataFrame:
    """The full-year outcomes of which ranks over time mean anything: every region kept has every year kept.

    The region with the fewest years goes first, until those left share two years; empty if no two do.
    """
    firm = full_years(points)
    counted = firm.groupby("adcode")["year"].nunique().sort_values(ascending=False, kind="stable")
    kept = list(counted[counted > 1].index)
    while len(kept) > 1:
        own = firm[firm["adcode"].isin(kept)]
        by_year = own.groupby("year")["adcode"].nunique()
        shared = by_year[by_year == len(kept)].index
        if len(shared) > 1:
            return own[own["year"].isin(shared)]
        kept.pop()
    return firm.head(0)


def widest_pair(points: pd.DataFrame) -> tuple[int, int] | None:
    """The first and last year that most regions share, for a slope; None if no two regions share two years."""
    firm = full_years(points)
    years: dict[str, set[int]] = {str(code): set(own["year"]) for code, own in firm.groupby("adcode")}
    every = sorted(set(firm["year"]))
    pairs = [(a, b) for a in every for b in every if a < b]
    counted = {pair: sum(set(pair) <= found for found in years.values()) for pair in pairs}
    best = max(counted, key=lambda pair: (counted[pair], pair[1] - pair[0], pair[1]), default=None)
    return (int(best[0]), int(best[1])) if best and counted[best] > 1 else None


def growth_beside(latest: pd.DataFrame, rates: pd.DataFrame) -> pd.DataFrame:
    """latest with rate, rate_qualifier, rate_fact, rate_year: the stated yearly growth of the same statistic.

    Of a region's rates the one of the same year, else the nearest before; of the same industry. Regions without are
    left out.
    """
    firm = [
        rate
        for rate in records(rates)
        if rate["variant"] == "yoy" and rate["grain"] == "year" and rate["status_group"] == "outcome"
        and not zone(rate)
    ]  # fmt: skip
    found = []
    for row in records(latest):
        alike = [rate for rate in firm if all(rate[name] == row[name] for name in ("adcode", "measure", "industry"))]
        own = max(
            (rate for rate in alike if rate["year"] <= row["year"]),
            key=lambda rate: (rate["year"], rate["claims"]),
            default=None,
        )
        if own:
            more = {"rate": own["number"], "rate_qualifier": own["qualifier"]}
            found.append({**row, **more, "rate_fact": own["fact_id"], "rate_year": int(own["year"])})
    columns = [*latest.columns, "rate", "rate_qualifier", "rate_fact", "rate_year"]
    return pd.DataFrame(found, columns=columns)


@dataclass(frozen=True)
class Total:
    """A sum over regions of one year that counts nothing twice: what is in it, and what lies in another or overlaps."""

    year: int
    number: float
    rows: pd.DataFrame
    left_out: tuple[tuple[str, str], ...]

    @property
    def qualifier(self) -> str:
        """Over where a part is over and none is nearly or about; the other way round; else about."""
        marks = set(self.rows["qualifier"]) - {"exact"}
        return "exact" if not marks else marks.pop() if len(marks) == 1 else "about"


def total(points: pd.DataFrame, places: Places) -> Total | None:
    """The sum over the year that most regions share; None where few have it, or they are not alike."""
    firm = points[(points["status"] == "actual") & ~points["part_year"].astype(bool)]
    if firm.empty:
        return None
    counted = firm.groupby("year")["adcode"].nunique()
    year = int(max(counted.index, key=lambda number: (counted[number], number)))
    rows = firm[firm["year"] == year]
    kept, left_out = comparability.addable(records(rows), places)
    judged = comparability.verdict(kept, places)
    if len(kept) < 2 or judged.level == "not" or 2 * len(rows) < points["adcode"].nunique():
        return None
    taken = rows[rows["cell_id"].isin([cell["cell_id"] for cell in kept])]
    out = tuple((str(cell["adcode"]), str(holder["adcode"])) for cell, holder in left_out)
    return Total(year, float(taken["number"].sum()), taken, out)


def records(rows: pd.DataFrame) -> list[Cell]:
    """The rows as the comparison rules read them."""
    return cast(list[Cell], rows.to_dict("records"))


def facts_of(ids: Iterable[str], rows: pd.DataFrame) -> list[str]:
    """The facts shown for these cells, as far as they are drawn."""
    shown = dict(zip(rows["cell_id"], rows["fact_id"], strict=True))
    return [str(shown[cell]) for cell in ids if cell in shown]
