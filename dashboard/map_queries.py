"""What the map asks: one figure for each region, by measure and year. Choice -> DataFrame."""

import pandas as pd

from dashboard.choice import Choice
from dashboard.queries import ask, latest, leading_statistic

MEASURES = ("value", "growth", "signings", "companies")


def signed_by_region(choice: Choice, year: int | None = None) -> pd.DataFrame:
    """adcode, region, pinyin, level, events, projects, number (yuan), fact_id of the largest; sums of what is said."""
    return ask(
        """
        SELECT adcode, region, pinyin, level, parent, province, city, count(*)::INTEGER AS events,
               sum(project_count)::DOUBLE AS projects, sum(number) AS number, max(year) AS year,
               arg_max(fact_id, coalesce(number, 0)) AS fact_id
        FROM facts WHERE kept_in = 'signings' AND ($year::INTEGER IS NULL OR year = $year)
        GROUP BY ALL ORDER BY number DESC NULLS LAST, projects DESC NULLS LAST, adcode
        """,
        choice,
        year=year,
    )


def measured(choice: Choice, measure: str, year: int | None) -> pd.DataFrame:
    """One figure for each region for the map, columns as in FACTS: value, growth, signings (sums) or companies."""
    if measure == "signings":
        sums = signed_by_region(choice, year).dropna(subset=["number"])
        day = pd.to_datetime(sums["year"].astype(str) + "-12-31")
        return sums.assign(
            kept_in="signings", qualifier="exact", status="actual", part_year=False, period_end=day, period_start=day
        )
    if measure == "companies":
        return latest(choice, "entity_counts", "companies", year, whole=False)
    if measure == "growth":
        return latest(choice, "growth_rates", leading_statistic(choice), year)
    return latest(choice, "output_values", leading_statistic(choice), year)
