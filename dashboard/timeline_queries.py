"""What the timeline asks: figures by region and year, and growth checked by levels. Choice -> DataFrame."""

from typing import NamedTuple

import pandas as pd

from dashboard.choice import Choice
from dashboard.database import fetch
from dashboard.queries import ask

YEARS_APART = 2


class Told(NamedTuple):
    """An actual full year's figure and the industry as its text names it; the number is in yuan."""

    scope: str
    year: int
    number: float
    fact_id: str


def lines(choice: Choice, table: str, measure: str, adcodes: list[str] | None = None) -> pd.DataFrame:
    """For each region one line: its figures of the industry and coverage that it states for most years.

    One outcome and one target for a year. Columns as in FACTS, and others (figures of the region left out because they
    are of another industry or coverage).
    """
    return ask(
        """
        , own AS (
            SELECT * REPLACE (part_year AND kept_in <> 'entity_counts' AS part_year), row_number() OVER (
                PARTITION BY adcode, industry, coverage, year, status = 'target'
                ORDER BY status <> 'actual', part_year, claims DESC, published_on DESC NULLS LAST, number DESC, fact_id
            ) AS place
            FROM facts
            WHERE kept_in = $table AND measure = $measure AND zone IS NULL AND chosen
              AND coalesce(basis, '') IN ('', 'yoy', 'stock') AND grain <> 'years'
              AND ($codes::VARCHAR[] IS NULL OR list_contains($codes, adcode))
        ), counted AS (
            SELECT adcode, industry, coverage, count(*) AS n,
                   count(DISTINCT year) FILTER (status = 'actual' AND NOT part_year) AS years
            FROM own WHERE place = 1 GROUP BY ALL
        ), kinds AS (
            SELECT *, sum(n) OVER (PARTITION BY adcode) AS of, row_number() OVER (
                PARTITION BY adcode ORDER BY years DESC, n DESC, industry IS NULL, industry, coverage) AS best
            FROM counted
        )
        SELECT own.* EXCLUDE (place), (kinds.of - kinds.n)::INTEGER AS others
        FROM own JOIN kinds ON kinds.adcode = own.adcode AND kinds.best = 1 AND kinds.coverage = own.coverage
             AND kinds.industry IS NOT DISTINCT FROM own.industry
        WHERE place = 1 ORDER BY own.adcode, year, own.status = 'target'
        """,
        choice,
        table=table,
        measure=measure,
        codes=adcodes,
    )


def risen(choice: Choice, measure: str, level: str) -> pd.DataFrame:
    """The first and the last actual full year of the region of a level whose figure rose most a year between them.

    Of each region the industry and coverage that it states for most years, by one name, over two years or more. Two
    rows, none where nothing rose: fact_id, adcode, region, pinyin, kept_in, measure, year, number (yuan), qualifier.
    """
    firm = ask(
        """
        SELECT adcode, coalesce(industry, '') AS industry, coverage, scope, year, number, fact_id FROM facts
        WHERE kept_in = 'output_values' AND measure = $measure AND level = $level AND zone IS NULL AND chosen
          AND status = 'actual' AND NOT part_year AND number > 0
        ORDER BY year, fact_id
        """,
        choice,
        measure=measure,
        level=level,
    )
    kinds: dict[str, dict[tuple[str, str], list[Told]]] = {}
    for adcode, industry, coverage, *told in firm.itertuples(index=False, name=None):
        kinds.setdefault(adcode, {}).setdefault((industry, coverage), []).append(Told(*told))
    best, pair = 1.0, ["", ""]
    for own in kinds.values():
        usual = min(own, key=lambda kind: (-len({t.year for t in own[kind]}), -len(own[kind]), not kind[0], *kind))
        for scope in sorted({told.scope for told in own[usual]}):
            named = [told for told in own[usual] if told.scope == scope]
            years = named[-1].year - named[0].year
            if years >= YEARS_APART and (rose := (named[-1].number / named[0].number) ** (1 / years)) > best:
                best, pair = rose, [named[0].fact_id, named[-1].fact_id]
    return ask(
        """
        SELECT fact_id, adcode, region, pinyin, kept_in, measure, year, number, qualifier FROM facts
        WHERE list_contains($facts, fact_id) ORDER BY year
        """,
        Choice(),
        facts=pair,
    )


def implied(measure: str, adcodes: list[str], choice: Choice) -> pd.DataFrame:
    """Full years' levels that a stated level and a stated growth imply, where no level is stated.

    adcode, industry, coverage, year, number (yuan), direction, fact_id (of the level), growth_fact, level, rate
    """
    return fetch(
        """
        SELECT i.adcode, i.industry, i.coverage, year(i.period_end)::INTEGER AS year, i.value_yuan::DOUBLE AS number,
               i.direction, i.level_fact AS fact_id, i.growth_fact, level.value::DOUBLE AS level,
               rate.value::DOUBLE AS rate, year(level.period_end)::INTEGER AS level_year
        FROM implied_values i JOIN claims level_claim ON level_claim.fact_id = i.level_fact
        JOIN cells level ON level.cell_id = i.level_cell JOIN cells rate ON rate.cell_id = i.growth_cell
        WHERE i.measure = $measure AND i.zone IS NULL AND i.stated_cell IS NULL AND list_contains($codes, i.adcode)
          AND month(i.period_start) = 1 AND day(i.period_start) = 1 AND month(i.period_end) = 12
          AND year(i.period_start) = year(i.period_end)
          AND ($first::INTEGER IS NULL OR year(i.period_end) BETWEEN $first AND $last)
        QUALIFY row_number() OVER (PARTITION BY i.adcode, i.industry, i.coverage, i.period_end
                                   ORDER BY i.direction, i.level_fact, i.growth_fact) = 1
        ORDER BY i.adcode, i.period_end
        """,
        {"measure": measure, "codes": adcodes, "first": choice.first_year, "last": choice.last_year},
    )


def checks(measure: str, adcodes: list[str], choice: Choice) -> pd.DataFrame:
    """Stated growth against the growth that two stated levels give; the widest difference first.

    adcode, region, pinyin, year, industry_text, stated, computed, difference, mismatch, explained, fact_id (of the
    rate), level_fact, base_fact
    """
    return fetch(
        """
        SELECT c.adcode, r.name AS region, r.pinyin, rate.year, rate.industry_text, c.stated_rate::DOUBLE AS stated,
               c.computed_rate::DOUBLE AS computed, c.difference::DOUBLE AS difference, c.mismatch, c.explained,
               c.growth_fact AS fact_id, c.level_fact, c.base_fact
        FROM growth_checks c JOIN regions r USING (adcode) JOIN cells rate ON rate.cell_id = c.growth_cell
        WHERE c.measure = $measure AND ($all OR list_contains($codes, c.adcode))
          AND ($first::INTEGER IS NULL OR rate.year BETWEEN $first AND $last)
        ORDER BY abs(c.difference) DESC, c.growth_fact
        """,
        {
            "measure": measure,
            "codes": adcodes,
            "all": not adcodes,
            "first": choice.first_year,
            "last": choice.last_year,
        },
    )


def shares(choice: Choice, measure: str) -> pd.DataFrame:
    """A region's figure over that of the nearest region above it which states the same industry, coverage and year.

    Columns as in FACTS with number (the share), own and whole (yuan), whole_fact, above, above_name, above_pinyin.
    """
    return ask(
        """
        , own AS (
            SELECT * FROM facts
            WHERE kept_in = 'output_values' AND measure = $measure AND zone IS NULL AND status = 'actual'
              AND NOT part_year AND chosen
        )
        SELECT own.* EXCLUDE (number), own.number AS own, whole.value::DOUBLE AS whole, whole.fact_id AS whole_fact,
               own.number / whole.value AS number, up.adcode AS above, up.name AS above_name, up.pinyin AS above_pinyin
        FROM own JOIN cells whole ON whole.fact_table = 'output_values' AND whole.measure = own.measure
             AND whole.grain = 'year' AND whole.year = own.year AND whole.status = 'actual' AND whole.zone IS NULL
             AND whole.coverage = own.coverage AND whole.industry IS NOT DISTINCT FROM own.industry
             AND whole.value > 0 AND whole.adcode <> own.adcode
             AND whole.adcode IN (own.parent, own.province, '100000')
        JOIN regions up ON up.adcode = whole.adcode
        QUALIFY row_number() OVER (PARTITION BY own.adcode, own.year ORDER BY up.adcode = '100000',
            up.adcode <> own.parent, whole.scope <> own.scope, whole.claims DESC, own.industry, own.fact_id) = 1
        ORDER BY own.adcode, own.year
        """,
        choice,
        measure=measure,
    )


def leading(choice: Choice, shown: str) -> str:
    """The statistic chosen, else the one with most regions that state it for two years or more, full and actual."""
    if choice.statistic and (choice.statistic != "count" or shown == "growth"):
        return choice.statistic
    found = ask(
        """
        , own AS (
            SELECT measure, adcode, count(DISTINCT year) AS years FROM facts
            WHERE kept_in = $table AND status = 'actual' AND NOT part_year AND zone IS NULL
            GROUP BY ALL
        )
        SELECT measure FROM own GROUP BY measure
        ORDER BY count(*) FILTER (years > 1) DESC, sum(years) DESC, measure LIMIT 1
        """,
        choice,
        table="growth_rates" if shown == "growth" else "output_values",
    )
    return str(found["measure"][0]) if len(found) else "output"
