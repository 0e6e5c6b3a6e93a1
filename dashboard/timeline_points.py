"""Which points the timeline draws: the regions, one line each, and beside them what is implied or computed."""

from collections.abc import Sequence

import pandas as pd

from dashboard import charts, timeline_queries
from dashboard.choice import Choice
from dashboard.labels import Words

USUAL, MOST = 6, 12


def chosen(choice: Choice, shown: str, statistic: str) -> tuple[pd.DataFrame, int]:
    """The points drawn, in the order of their regions, and how many regions of the choice are left out.

    The regions chosen come first, then those with most full years.
    """
    if shown == "share":
        rows = timeline_queries.shares(choice, statistic)
    else:
        rows = timeline_queries.lines(choice, "growth_rates" if shown == "growth" else "output_values", statistic)
    if rows.empty:
        return rows, 0
    firm = rows[(rows["status"] == "actual") & ~rows["part_year"].astype(bool)]
    counted = (firm if len(firm) else rows).groupby("adcode").agg(years=("year", "nunique"), last=("number", "last"))
    busy = list(counted.sort_values(["years", "last"], ascending=False, kind="stable").index)
    own = [code for code in choice.cities if code in set(rows["adcode"])]
    order = list(dict.fromkeys([*own, *busy]))[: min(max(len(own), USUAL), MOST)]
    points = rows[rows["adcode"].isin(order)]
    points = points.assign(order=points["adcode"].map(order.index)).sort_values(["order", "year", "status"])
    return points.drop(columns="order"), rows["adcode"].nunique() - len(order)


def names(points: pd.DataFrame, words: Words) -> list[str]:
    """The regions' names, each once."""
    return list(dict.fromkeys(charts.names(points, words)))


def firm(points: pd.DataFrame) -> pd.DataFrame:
    """The actual full years."""
    return points[(points["status"] == "actual") & ~points["part_year"].astype(bool)]


def base_years(points: pd.DataFrame) -> Sequence[str]:
    """The years that an index may start from: "" for each region's own first year, then those of most regions."""
    counted = firm(points).groupby("year")["adcode"].nunique()
    return ["", *(str(year) for year in sorted(counted.index))]


def without_base(points: pd.DataFrame, base: int | None) -> set[str]:
    """The regions that have no full actual figure in the base year, or in any where each has its own."""
    sure = firm(points)
    return set(points["adcode"]) - set(sure["adcode"] if base is None else sure.loc[sure["year"] == base, "adcode"])


def implied(points: pd.DataFrame, statistic: str, choice: Choice) -> pd.DataFrame:
    """Implied levels of the lines drawn, in years that have no stated one."""
    rows = timeline_queries.implied(statistic, list(dict.fromkeys(points["adcode"])), choice)
    lines = {(row.adcode, str(row.industry), row.coverage) for row in points.itertuples()}
    stated = {(row.adcode, row.year) for row in firm(points).itertuples()}
    keep = [
        (row.adcode, str(row.industry), row.coverage) in lines and (row.adcode, row.year) not in stated
        for row in rows.itertuples()
    ]
    return rows[keep] if len(rows) else rows


def computed(choice: Choice, statistic: str, codes: list[str]) -> pd.DataFrame:
    """Growth from one year's level to the next of the same line: adcode, year, number, fact_id (of the later level)."""
    levels = firm(timeline_queries.lines(choice, "output_values", statistic, codes)).sort_values(["adcode", "year"])
    before = levels.groupby("adcode")[["year", "number", "scope", "qualifier"]].shift(1)
    sure = (levels["qualifier"] == "exact") & (before["qualifier"] == "exact")
    next_to = (levels["year"] - before["year"] == 1) & (levels["scope"] == before["scope"]) & (before["number"] > 0)
    found = levels[next_to & sure]
    rates = levels["number"] / before["number"] - 1
    return found.assign(number=rates[next_to & sure])[["adcode", "year", "number", "fact_id"]]
