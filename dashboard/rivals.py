"""Questions about cells and their claims: what is shown, what else was said, and why this one.

A frame of cells has the columns of FACTS (queries.py), so that charts and tables read both: kept_in, fact_id, number,
qualifier, status and the source are those of the claim that the reader asked to see; and the columns of the table
cells that comparability.py needs.
"""

import csv
import threading
from collections.abc import Sequence
from pathlib import Path

import pandas as pd

from dashboard import comparability, database
from dashboard.cells import Places
from dashboard.choice import Choice
from dashboard.comparison import records
from dashboard.database import fetch
from dashboard.labels import Words
from dashboard.queries import CHOSEN, below
from etl.paths import REGION_CHANGES_CSV

CELLS = f"""
WITH told AS (
    SELECT * EXCLUDE (preferred, latest, highest, lowest), fact_table AS kept_in, variant AS basis, true AS shown
    FROM page_cells
    WHERE {{of_regions}} list_contains($tables, fact_table)
      AND ($first::INTEGER IS NULL OR year BETWEEN $first AND $last)
      AND ($industries::VARCHAR[] IS NULL OR list_contains($industries, industry))
      AND ($statistic::VARCHAR IS NULL OR fact_table = 'entity_counts' OR measure = $statistic)
      AND {CHOSEN}
)
"""  # noqa: S608
OF_REGIONS = "list_contains($adcodes, adcode) AND"
LEVELS = ("output_values",)
ALL = ("output_values", "growth_rates", "entity_counts")
ENGLISH = Words("en")
_known: dict[Path | None, Places] = {}
_lock = threading.Lock()


def known() -> Places:
    """What the comparison rules must know of regions and industries; read once for each build."""
    build = database.build()
    with _lock:
        if build not in _known:
            regions = [
                {**row, "english": ENGLISH.region(row["adcode"], row["name"], row["pinyin"])}
                for row in records(fetch("SELECT adcode, name, pinyin, level, parent FROM regions"))
            ]
            industries = records(fetch("SELECT industry, parent FROM industries"))
            with REGION_CHANGES_CSV.open(encoding="utf-8", newline="") as file:
                found = comparability.places(regions, industries, list(csv.DictReader(file)))
            _known.clear()
            _known[build] = found
        return _known[build]


def cells(choice: Choice, adcodes: Sequence[str], tables: Sequence[str] = LEVELS) -> pd.DataFrame:
    """The cells shown for these regions themselves, under the choice's years, industry and statistic; newest first."""
    question = "SELECT * FROM told ORDER BY period_end DESC, published_on DESC NULLS LAST, cell_id"
    return ask(question, choice, adcodes=list(adcodes), tables=list(tables))


def ask(question: str, choice: Choice, *, everywhere: bool = False, **more: object) -> pd.DataFrame:
    """The rows that a question finds among the cells of the choice; it goes on where CELLS ends."""
    start = CELLS.format(of_regions="" if everywhere else OF_REGIONS)
    return fetch(start + question, parameters(choice) | more)


def parameters(choice: Choice) -> dict[str, object]:
    """A choice as parameters of CELLS, its regions aside."""
    return {
        "first": choice.first_year,
        "last": choice.last_year,
        "industries": below(choice.industry),
        "statistic": choice.statistic,
        "claim": choice.claim,
    }


def cell_of(fact_id: str) -> pd.Series | None:
    """The cell that a fact is a claim about, all its columns. None for a signing, or a fact that is gone."""
    found = fetch(
        "SELECT * FROM cells WHERE cell_id = (SELECT cell_id FROM claims WHERE fact_id = $fact)", {"fact": fact_id}
    )
    return None if found.empty else found.iloc[0]


def claims(cell_id: str) -> pd.DataFrame:
    """Every claim about a cell by rank, with its print and source.

    fact_id, rank, relation, reason, number, low, high, qualifier, status, digits, supported_by, publisher_kind, quote,
    title, publisher, published_on, url
    """
    return fetch(
        """
        SELECT claims.fact_id, rank, relation, reason, value::DOUBLE AS number, low, high, claims.qualifier,
               claims.status, digits, supported_by, publisher_kind, quote, title, publisher, claims.published_on, url
        FROM claims JOIN page_facts USING (fact_id) WHERE claims.cell_id = $cell ORDER BY rank
        """,
        {"cell": cell_id},
    )


def beside(cell_id: str) -> pd.DataFrame:
    """The target beside the outcome, or the outcome beside the target: the same subject and period.

    kept_in, fact_id, number, qualifier, status, period_start, period_end, claims
    """
    return fetch(
        """
        SELECT other.fact_table AS kept_in, other.fact_id, other.value::DOUBLE AS number, other.qualifier, other.status,
               other.period_start, other.period_end, other.claims
        FROM cells other JOIN cells own USING (subject_id)
        WHERE own.cell_id = $cell AND other.cell_id <> own.cell_id ORDER BY other.status_group
        """,
        {"cell": cell_id},
    )


def implied(cell_id: str) -> pd.DataFrame:
    """Levels implied with a cell's help, or for its own period by others; kept apart from what is stated.

    number, direction, level_fact, growth_fact, level, rate, period_start, period_end, for_this
    """
    return fetch(
        """
        SELECT value_yuan::DOUBLE AS number, direction, level_fact, growth_fact, level.value::DOUBLE AS level,
               rate.value::DOUBLE AS rate, rate.qualifier AS rate_qualifier, implied_values.period_start,
               implied_values.period_end, stated_cell IS NOT DISTINCT FROM $cell AS for_this
        FROM implied_values
        JOIN claims level ON level.fact_id = level_fact JOIN claims rate ON rate.fact_id = growth_fact
        WHERE level_cell = $cell OR growth_cell = $cell OR stated_cell = $cell
        ORDER BY for_this DESC, implied_values.period_end, direction
        """,
        {"cell": cell_id},
    )


def signing_of(fact_id: str) -> pd.DataFrame:
    """The reports of the event that a signing is one of, by rank; empty if it is the only one.

    fact_id, rank, reasons, event_reasons, reports, adcode, signed_on, project_count, count_qualifier, amount_yuan,
    amount_qualifier, event, quote, title, publisher, published_on, url
    """
    if not database.has_table("signing_reports"):
        return pd.DataFrame()
    return fetch(
        """
        SELECT reports.fact_id, reports.rank, reports.reasons, events.reasons AS event_reasons, events.reports,
               signings.adcode, signings.signed_on, signings.project_count, signings.count_qualifier,
               signings.amount_yuan::DOUBLE AS amount_yuan, signings.amount_qualifier, signings.event, signings.quote,
               title, publisher, published_on, url
        FROM signing_reports own JOIN signing_events events USING (event_id)
        JOIN signing_reports reports USING (event_id) JOIN signings ON signings.fact_id = reports.fact_id
        JOIN articles USING (article_id)
        WHERE own.fact_id = $fact AND events.reports > 1 ORDER BY reports.rank
        """,
        {"fact": fact_id},
    )


def leaders(choice: Choice, limit: int = 6) -> list[str]:
    """Whom to compare where nobody is chosen: the largest of those alike in level, statistic, industry and year."""
    found = ask(
        """
        , firm AS (
            SELECT adcode, level, measure, scope, year, max(number) AS number FROM told
            WHERE zone IS NULL AND status = 'actual' AND grain = 'year' AND level <> 'country' AND coverage = 'all'
            GROUP BY ALL
        ), busiest AS (
            SELECT level, measure, scope, year FROM firm GROUP BY ALL
            ORDER BY count(*) DESC, year DESC, level, measure, scope LIMIT 1
        )
        SELECT adcode FROM firm JOIN busiest USING (level, measure, scope, year)
        ORDER BY number DESC, adcode LIMIT $limit
        """,
        choice,
        everywhere=True,
        tables=list(LEVELS),
        limit=limit,
    )
    return [str(code) for code in found["adcode"]]


def peers(chosen: Sequence[str], measure: str, limit: int = 5) -> pd.DataFrame:
    """Regions that a reader may want beside those chosen: of one's level, of nearby size (half to double) or province.

    adcode, region, pinyin, level, number, year, fact_id, ratio (size over that of `like`), like_adcode, like_region,
    like_pinyin, same_province
    """
    return fetch(
        """
        WITH sized AS (
            SELECT adcode, industry, arg_max(value, (year, claims))::DOUBLE AS number, max(year) AS year,
                   arg_max(fact_id, (year, claims)) AS fact_id
            FROM cells WHERE fact_table = 'output_values' AND measure = $measure AND zone IS NULL AND grain = 'year'
                 AND status_group = 'outcome' AND shown AND value > 0
            GROUP BY adcode, industry
        ), own AS (
            SELECT regions.adcode, name, pinyin, level, province, industry, number, sized.year
            FROM regions LEFT JOIN sized USING (adcode)
            WHERE regions.adcode IN (SELECT unnest($chosen::VARCHAR[])) AND level <> 'country'
        ), near AS (
            SELECT regions.adcode, regions.name AS region, regions.pinyin, regions.level, sized.number, sized.year,
                   sized.fact_id, sized.number / own.number AS ratio, own.adcode AS like_adcode,
                   own.name AS like_region, own.pinyin AS like_pinyin,
                   coalesce(regions.province = own.province AND own.level <> 'province', false) AS same_province,
                   coalesce(abs(ln(sized.number / own.number)), 1) + coalesce(abs(sized.year - own.year), 3) * 0.1
                   - same_province::INTEGER * 0.3 AS distance
            FROM own JOIN regions ON regions.level = own.level
            JOIN sized ON sized.adcode = regions.adcode AND (own.industry IS NULL
                 OR sized.industry IS NOT DISTINCT FROM own.industry)
            WHERE regions.adcode NOT IN (SELECT unnest($chosen::VARCHAR[]))
        )
        SELECT * EXCLUDE (distance) FROM near WHERE ratio BETWEEN 0.5 AND 2 OR same_province
        QUALIFY row_number() OVER (PARTITION BY adcode ORDER BY distance, like_adcode) = 1
        ORDER BY distance, adcode LIMIT $limit
        """,
        {"measure": measure, "chosen": list(chosen), "limit": limit},
    )
