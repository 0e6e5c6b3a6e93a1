"""What the timeline asks: figures by region and year, and growth checked by levels. Choice -> DataFrame."""

import pandas as pd

from dashboard.choice import Choice
from dashboard.queries import ask


def series(choice: Choice, table: str, measure: str) -> pd.DataFrame:
    """For each region and year the one figure shown, and beside it an estimate or a target; columns as in FACTS."""
    return ask(
        """
        , ranked AS (
            SELECT facts.*, row_number() OVER (
                PARTITION BY adcode, year, status = 'target' ORDER BY status <> 'actual', part_year,
                industry IS NULL, industry <> 'life_health', industry <> 'biomedicine',
                published_on DESC NULLS LAST, number DESC, fact_id
            ) AS place
            FROM facts WHERE kept_in = $table AND measure = $measure AND zone IS NULL
              AND coalesce(basis, 'yoy') IN ('yoy', 'stock') AND fact_id IN (SELECT fact_id FROM chosen)
        )
        SELECT * EXCLUDE (place) FROM ranked WHERE place = 1 ORDER BY adcode, year
        """,
        choice,
        table=table,
        measure=measure,
    )


def growth_check(choice: Choice, statistic: str) -> pd.DataFrame:
    """Reported growth against the growth computed from two years' levels, where both are stated; widest gap first.

    adcode, region, pinyin, year, industry, reported, computed, gap, fact_id (of the reported rate)
    """
    return ask(
        """
        , years AS (
            SELECT adcode, region, pinyin, industry, industry_text, year, avg(number) AS number FROM facts
            WHERE kept_in = 'output_values' AND measure = $measure AND status = 'actual' AND NOT part_year
              AND zone IS NULL AND qualifier = 'exact'
            GROUP BY ALL
        )
        SELECT rate.adcode, rate.region, rate.pinyin, rate.year, rate.industry, rate.number AS reported,
               this.number / nullif(last.number, 0) - 1 AS computed,
               rate.number - (this.number / nullif(last.number, 0) - 1) AS gap, rate.fact_id
        FROM facts rate
        JOIN years this ON this.adcode = rate.adcode AND this.year = rate.year
             AND this.industry IS NOT DISTINCT FROM rate.industry
        JOIN years last ON last.adcode = rate.adcode AND last.year = rate.year - 1
             AND last.industry IS NOT DISTINCT FROM rate.industry
             AND last.industry_text IS NOT DISTINCT FROM this.industry_text
        WHERE rate.kept_in = 'growth_rates' AND rate.measure = $measure AND rate.basis = 'yoy'
          AND rate.status = 'actual' AND NOT rate.part_year AND rate.zone IS NULL
        ORDER BY abs(gap) DESC, rate.fact_id
        """,
        choice,
        measure=statistic,
    )
