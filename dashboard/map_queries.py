"""What the map asks: one figure for each region, by measure, year and level. Choice -> DataFrame."""

import pandas as pd

from dashboard.choice import Choice
from dashboard.database import fetch
from dashboard.queries import ask, latest, leading_statistic
from dashboard.signing_queries import ask_events

MEASURES = ("value", "growth", "signings", "companies")
TABLE_OF = {"value": "output_values", "growth": "growth_rates", "companies": "entity_counts"}
MUNICIPALITIES = ("110000", "120000", "310000", "500000")


def measure_code(choice: Choice, measure: str) -> str:
    """The statistic or kind behind a measure of the map."""
    return "companies" if measure == "companies" else leading_statistic(choice)


def measured(choice: Choice, measure: str, year: int | None, level: str = "") -> pd.DataFrame:
    """One figure for each region for the map, columns as in FACTS: value, growth, signings (sums) or companies."""
    if measure == "signings":
        sums = signed_by_region(choice, year, level).dropna(subset=["number"])
        day = pd.to_datetime(sums["year"].astype(str) + "-12-31")
        first = pd.to_datetime(sums["first_year"].astype(str) + "-01-01")
        return sums.assign(
            kept_in="signings", qualifier="exact", status="actual", part_year=False, period_end=day, period_start=first
        )
    return latest(choice, TABLE_OF[measure], measure_code(choice, measure), year, whole=measure != "companies")


def signed_by_region(choice: Choice, year: int | None = None, level: str = "") -> pd.DataFrame:
    """Sums of signing events, each counted once; at a level the events of all that lies inside a region.

    adcode, region, pinyin, level, parent, province, city, events, projects, number (yuan), unsaid (events without an
    amount), first_year, year, fact_id (of the largest)
    """
    return ask_events(
        """
        , placed AS (
            SELECT *, CASE $level WHEN 'province' THEN province
                WHEN 'city' THEN coalesce(city, CASE WHEN list_contains($municipalities, province) THEN province END)
                WHEN 'county' THEN CASE WHEN level = 'county' THEN adcode END ELSE adcode END AS at
            FROM events WHERE $year::INTEGER IS NULL OR year = $year
        )
        SELECT r.adcode, r.name AS region, r.pinyin, r.level, r.parent, r.province, r.city,
               count(*)::INTEGER AS events, sum(projects) AS projects, sum(amount) AS number,
               count(*) FILTER (amount IS NULL)::INTEGER AS unsaid, min(placed.year) AS first_year,
               max(placed.year) AS year, arg_max(fact_id, coalesce(amount, 0)) AS fact_id,
               'signings' AS measure, NULL AS industry_text, NULL AS publisher, NULL AS title
        FROM placed JOIN regions r ON r.adcode = placed.at
        GROUP BY ALL ORDER BY number DESC NULLS LAST, projects DESC NULLS LAST, r.adcode
        """,
        choice,
        year=year,
        level=level,
        municipalities=list(MUNICIPALITIES),
    )


def years(choice: Choice, measure: str) -> list[int]:
    """The years that have a figure of this measure, in order."""
    if measure == "signings":
        found = ask_events("SELECT DISTINCT year FROM events ORDER BY year", choice)
    else:
        found = ask(
            """
            SELECT DISTINCT year FROM facts WHERE kept_in = $table AND measure = $measure
              AND coalesce(basis, '') IN ('', 'yoy', 'stock') ORDER BY year
            """,
            choice,
            table=TABLE_OF[measure],
            measure=measure_code(choice, measure),
        )
    return [int(year) for year in found["year"]]


def label_points(codes: tuple[str, ...]) -> pd.DataFrame:
    """adcode, name, short_name, pinyin, lon, lat: where a region's label or bubble stands."""
    return fetch(
        "SELECT adcode, name, short_name, pinyin, lon, lat FROM regions WHERE list_contains($codes, adcode)",
        {"codes": list(codes)},
    )


def signed_by_year(choice: Choice, adcode: str) -> pd.DataFrame:
    """year, number, status, part_year, fact_id: sums of a region's signing events, for its sparkline."""
    return ask_events(
        """
        SELECT year, sum(amount) AS number, 'actual' AS status, false AS part_year, 'exact' AS qualifier,
               arg_max(fact_id, coalesce(amount, 0)) AS fact_id
        FROM events WHERE $adcode IN (adcode, province, city, '100000') GROUP BY year
        HAVING number IS NOT NULL ORDER BY year
        """,
        choice,
        adcode=adcode,
    )
