"""Questions about the data itself: what is covered, what conflicts or contradicts, what is stale, how right it is."""

import json
from functools import cache
from typing import Any

import pandas as pd

from dashboard import database
from dashboard.choice import Choice
from dashboard.database import fetch
from dashboard.rivals import ask, parameters
from etl.paths import DATA

ACCURACY_JSON = DATA / "accuracy.json"
OF_CHOICE = """
    ($cities::VARCHAR[] IS NULL OR list_contains($cities, adcode) OR list_contains($cities, province)
     OR list_contains($cities, city))
"""


def matrix(choice: Choice, limit: int = 30) -> pd.DataFrame:
    """One row for each region and year with any figure, of the regions with most; parks left out.

    adcode, region, pinyin, level, year, state (full, part, growth, conflict or target), levels, growths,
    spread (the widest conflict), part (the end of a part of a year, or null), fact_id of the figure to open
    """
    return ask(
        f"""
        , own AS (SELECT * FROM told WHERE zone IS NULL AND {OF_CHOICE})
        , busy AS (
            SELECT adcode, count(*) AS n FROM own GROUP BY adcode ORDER BY n DESC, adcode LIMIT $limit
        ), states AS (
            SELECT own.adcode, any_value(region) AS region, any_value(pinyin) AS pinyin, any_value(level) AS level,
                   year, any_value(n) AS n,
                   count(*) FILTER (kept_in = 'output_values' AND status_group = 'outcome')::INTEGER AS levels,
                   count(*) FILTER (kept_in = 'growth_rates' AND status_group = 'outcome')::INTEGER AS growths,
                   coalesce(max(spread) FILTER (rivals > 0), 0) AS spread,
                   bool_or(kept_in = 'output_values' AND grain = 'year' AND status = 'actual') AS whole,
                   bool_or(status_group = 'outcome') AS outcome,
                   arg_max(period_end, grain = 'part') FILTER (kept_in = 'output_values' AND grain = 'part') AS part,
                   arg_min(fact_id, (status_group = 'target', rivals = 0, kept_in <> 'output_values', grain <> 'year',
                                     status <> 'actual', fact_id)) AS fact_id
            FROM own JOIN busy USING (adcode) GROUP BY own.adcode, year
        )
        SELECT adcode, region, pinyin, level, year, levels, growths, spread, part, fact_id,
               CASE WHEN spread > 0 THEN 'conflict' WHEN whole THEN 'full' WHEN levels > 0 THEN 'part'
                    WHEN growths > 0 THEN 'growth' ELSE 'target' END AS state
        FROM states ORDER BY n DESC, adcode, year
        """,  # noqa: S608
        choice,
        everywhere=True,
        tables=["output_values", "growth_rates"],
        cities=list(choice.cities) or None,
        limit=limit,
    )


def conflicts(choice: Choice) -> pd.DataFrame:
    """Cells whose claims disagree, the widest first; columns of rivals.cells."""
    return ask(
        f"SELECT * FROM told WHERE rivals > 0 AND {OF_CHOICE} ORDER BY spread DESC, cell_id",  # noqa: S608
        choice,
        everywhere=True,
        tables=["output_values", "growth_rates", "entity_counts"],
        cities=list(choice.cities) or None,
    )


def mismatches(choice: Choice) -> pd.DataFrame:
    """Growth rates that two stated levels contradict by more than 3 points, the widest first.

    adcode, region, pinyin, measure, year, stated, computed, difference, explained; and for each of growth, level and
    base: the fact, its print and its publisher
    """
    return fetch(
        f"""
        WITH printed AS (SELECT fact_id, quote, coalesce(publisher, title) AS publisher FROM page_facts)
        SELECT adcode, regions.name AS region, regions.pinyin, growth_checks.measure, cells.year, cells.zone,
               stated_rate::DOUBLE AS stated, computed_rate::DOUBLE AS computed, difference::DOUBLE AS difference,
               explained, growth_fact, level_fact, base_fact, growth.quote AS growth_quote, level.quote AS level_quote,
               base.quote AS base_quote, growth.publisher AS growth_publisher, level.publisher AS level_publisher,
               base.publisher AS base_publisher, base_cells.year AS base_year
        FROM growth_checks JOIN regions USING (adcode)
        JOIN cells ON cells.cell_id = growth_cell JOIN cells base_cells ON base_cells.cell_id = base_cell
        JOIN printed growth ON growth.fact_id = growth_fact JOIN printed level ON level.fact_id = level_fact
        JOIN printed base ON base.fact_id = base_fact
        WHERE mismatch AND {OF_CHOICE} AND ($first::INTEGER IS NULL OR cells.year BETWEEN $first AND $last)
          AND ($industries::VARCHAR[] IS NULL OR list_contains($industries, cells.industry))
          AND ($statistic::VARCHAR IS NULL OR growth_checks.measure = $statistic)
        ORDER BY abs(difference) DESC, growth_cell, level_cell, base_cell
        """,  # noqa: S608
        {name: value for name, value in parameters(choice).items() if name != "claim"}
        | {"cities": list(choice.cities) or None},
    )


def checked_rates() -> int:
    """How many growth rates two stated levels could check."""
    return int(fetch("SELECT count(DISTINCT growth_cell) AS n FROM growth_checks")["n"][0])


def stale(choice: Choice, limit: int = 40) -> pd.DataFrame:
    """adcode, region, pinyin, level, year, figures, fact_id: each region's latest actual, the oldest first."""
    return ask(
        f"""
        SELECT adcode, region, pinyin, level, max(year)::INTEGER AS year, count(*)::INTEGER AS figures,
               arg_max(fact_id, (period_end, fact_id)) AS fact_id
        FROM told WHERE zone IS NULL AND status = 'actual' AND {OF_CHOICE}
        GROUP BY adcode, region, pinyin, level ORDER BY year, figures DESC, adcode LIMIT $limit
        """,  # noqa: S608
        choice,
        everywhere=True,
        tables=["output_values", "growth_rates", "entity_counts"],
        cities=list(choice.cities) or None,
        limit=limit,
    )


def reconciled() -> dict[str, int]:
    """How many claims, cells, cells told more than once, and cells in conflict the build holds."""
    found = fetch(
        """
        SELECT sum(claims)::INTEGER AS claims, count(*)::INTEGER AS cells, count_if(claims > 1)::INTEGER AS repeated,
               count_if(rivals > 0)::INTEGER AS conflicts FROM cells
        """
    )
    return {str(name): int(0 if pd.isna(value) else value) for name, value in found.iloc[0].items()}


@cache
def accuracy() -> dict[str, Any] | None:
    """The extractor against marked articles, as last measured by tests/gold/accuracy.py; None if never."""
    if not ACCURACY_JSON.exists():
        return None
    loaded: dict[str, Any] = json.loads(ACCURACY_JSON.read_text("utf-8"))
    return loaded


def build_year() -> int:
    """The year of the build: what the age of a figure is counted from."""
    build = database.build()
    return int(build.name[:4]) if build and build.name[:4].isdigit() else 0
