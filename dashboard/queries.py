"""One function for each question of a page: Choice -> DataFrame. Values come in as $name, never pasted."""

from typing import Any

import pandas as pd

from dashboard.choice import Choice, Known
from dashboard.database import fetch

LEVELS = ("province", "city", "county")
FEW = 3  # a year of which fewer regions (or events) speak is no year to rank

# Every question starts from the facts of the choice, with region and article (etl/page_tables.sql joins them once).
# A region chosen stands for what lies in it too; an industry for those below it.
OF_CHOICE = """
    ($cities::VARCHAR[] IS NULL OR list_contains($cities, adcode) OR list_contains($cities, province)
     OR list_contains($cities, city))
    AND ($first::INTEGER IS NULL OR year BETWEEN $first AND $last)
    AND ($industries::VARCHAR[] IS NULL OR list_contains($industries, industry))
"""
CHOSEN = (
    "CASE $claim WHEN 'latest' THEN latest WHEN 'highest' THEN highest WHEN 'lowest' THEN lowest ELSE preferred END"
)
FACTS = f"""
WITH facts AS (
    SELECT * EXCLUDE (preferred, latest, highest, lowest) FROM page_facts
    WHERE {OF_CHOICE}
      AND ($statistic::VARCHAR IS NULL OR kept_in IN ('signings', 'entity_counts') OR measure = $statistic)
)
"""  # noqa: S608
# And whether a fact is the one claim of its cell that the reader asked to see: preferred, latest, highest or lowest.
CLAIMED = FACTS.replace(" FROM page_facts", f", {CHOSEN} AS chosen FROM page_facts")


def parameters(choice: Choice) -> dict[str, Any]:
    """A choice as the parameters of FACTS."""
    return {
        "cities": list(choice.cities) or None,
        "first": choice.first_year,
        "last": choice.last_year,
        "industries": below(choice.industry),
        "statistic": choice.statistic,
    }


def below(industry: str | None) -> list[str] | None:
    """An industry and all those below it in the tree; None for no industry."""
    if industry is None:
        return None
    tree = industries()
    found = [industry]
    for code, parent in zip(tree["industry"], tree["parent"], strict=True):  # a parent comes before its children
        if parent in found:
            found.append(str(code))
    return found


def ask(question: str, choice: Choice, **more: object) -> pd.DataFrame:
    """The rows that a question finds among the facts of the choice; it goes on where FACTS ends.

    Only one that says `chosen` is asked anew for each kind of claim: the others have one answer for all of them.
    """
    if "chosen" in question:
        return fetch(CLAIMED + question, parameters(choice) | more | {"claim": choice.claim})
    return fetch(FACTS + question, parameters(choice) | more)


def known() -> Known:
    """The codes and years that an address may name."""
    years = years_with_figures()
    return Known(
        frozenset(fetch("SELECT adcode FROM regions")["adcode"]),
        frozenset(fetch("SELECT industry FROM industries")["industry"]),
        *(years if years else (2000, 2000)),
    )


def years_with_figures() -> tuple[int, int] | None:
    """First and last year that any figure speaks of."""
    found = ask("SELECT min(year) AS first, max(year) AS last FROM facts", Choice())
    first, last = found.iloc[0]
    return None if pd.isna(first) else (int(first), int(last))


def region_options() -> pd.DataFrame:
    """adcode, name, full_name, pinyin, level, figures: regions with figures in them, most first."""
    return ask(
        """
        , places AS (SELECT adcode, province, city, count(*) AS figures FROM facts GROUP BY ALL),
        own AS (SELECT unnest(list_distinct([adcode, province, city])) AS own, figures FROM places)
        SELECT r.adcode, r.name, r.full_name, r.pinyin, r.level, sum(own.figures)::INTEGER AS figures
        FROM own JOIN regions r ON r.adcode = own GROUP BY ALL ORDER BY figures DESC, r.adcode
        """,
        Choice(),
    )


def regions(adcodes: list[str]) -> pd.DataFrame:
    """adcode, name, full_name, pinyin, level, parent, province, city, figures (0): the regions with these codes."""
    return fetch(
        """
        SELECT adcode, name, full_name, pinyin, level, parent, province, city, 0 AS figures
        FROM regions WHERE list_contains($adcodes, adcode) ORDER BY adcode
        """,
        {"adcodes": adcodes},
    )


def industries() -> pd.DataFrame:
    """industry, name_zh, name_en, parent: the tree of industries in its own order."""
    return fetch("SELECT industry, name_zh, name_en, parent FROM industries ORDER BY ordinal")


def totals(choice: Choice, tables: tuple[str, ...]) -> tuple[int, int]:
    """How many figures of these tables the choice holds, and from how many articles."""
    found = ask(
        """
        SELECT count(*) AS figures, count(DISTINCT article_id) AS articles
        FROM facts WHERE list_contains($tables, kept_in)
        """,
        choice,
        tables=list(tables),
    )
    return int(found["figures"][0]), int(found["articles"][0])


def facts(choice: Choice, table: str, limit: int | None = None) -> pd.DataFrame:
    """The facts of one table in the choice, the newest period first; columns as in FACTS."""
    return ask(
        """
        SELECT * FROM facts WHERE kept_in = $table ORDER BY period_end DESC, published_on DESC NULLS LAST, fact_id
        LIMIT coalesce($limit::BIGINT, 9223372036854775807)
        """,
        choice,
        table=table,
        limit=limit,
    )


def fastest(choice: Choice, statistic: str | None, level: str | None, adcode: str | None = None) -> pd.DataFrame:
    """The highest growth on the year before that may be set beside others; columns as in FACTS, and among.

    Of one statistic, else of any but numbers of firms; of regions of one level, else of any but the country, and no
    park; actual, of a full year. Of the newest year of which FEW regions speak of the whole industry, else of any
    industry, else of the newest year; among: how many regions that is. One row, or none.
    """
    years = ask(
        """
        SELECT year, count(DISTINCT adcode)::INTEGER AS among, min_by(fact_id, (-number, fact_id)) AS fact_id,
               count(DISTINCT adcode) FILTER (broad)::INTEGER AS broadly,
               min_by(fact_id, (-number, fact_id)) FILTER (broad) AS broad_fact
        FROM (SELECT *, industry IN ('life_health', 'biomedicine') AS broad FROM facts)
        WHERE kept_in = 'growth_rates' AND status = 'actual' AND basis = 'yoy' AND NOT part_year AND zone IS NULL
          AND measure = coalesce($measure, measure) AND ($measure::VARCHAR IS NOT NULL OR measure <> 'count')
          AND level = coalesce($level, level) AND ($level::VARCHAR IS NOT NULL OR level <> 'country')
          AND adcode = coalesce($adcode, adcode)
        GROUP BY year ORDER BY year DESC
        """,
        choice,
        measure=statistic,
        level=level,
        adcode=adcode,
    )
    broad, every = (years["broadly"], years["broad_fact"]), (years["among"], years["fact_id"])
    for (counts, facts), few in ((broad, FEW), (every, FEW), (every, 1)):
        for among, fact_id in zip(counts, facts, strict=True):
            if among >= few:
                return ask("SELECT * FROM facts WHERE fact_id = $fact", Choice(), fact=fact_id).assign(among=among)
    return pd.DataFrame()


def leading_statistic(choice: Choice) -> str:
    """The statistic chosen, else the one that most regions of the choice state."""
    if choice.statistic and choice.statistic != "count":
        return choice.statistic
    found = ask(
        """
        SELECT measure FROM facts WHERE kept_in = 'output_values' AND status = 'actual'
        GROUP BY measure ORDER BY count(DISTINCT adcode) DESC, measure LIMIT 1
        """,
        choice,
    )
    return str(found["measure"][0]) if len(found) else "output"


# Of several figures for one region the one shown: no park's, an actual before an estimate, a full year before a part,
# the latest period, then the broadest industry, then the latest article. (A minimum takes two thirds of the time that
# a window with all columns does.)
LATEST = """
, best AS (
    SELECT min_by(fact_id, (
        zone IS NOT NULL, status <> 'actual', part_year AND $whole, -year, part_year,
        industry IS DISTINCT FROM 'life_health', industry IS DISTINCT FROM 'biomedicine',
        coalesce(date_diff('day', published_on, DATE '2100-01-01'), 99999), coalesce(-number, 0), fact_id
    )) AS fact_id
    FROM facts
    WHERE kept_in = $table AND measure = $measure AND ($status::VARCHAR IS NULL OR status = $status)
      AND coalesce(basis, '') IN ('', 'yoy', 'stock') AND ($year::INTEGER IS NULL OR year = $year)
      AND chosen
    GROUP BY adcode
)
SELECT facts.* EXCLUDE (
    quote, rule, char_start, char_end, event, parties, project_count, url, cell_id, scope, coverage, grain, claims
)
FROM facts JOIN best USING (fact_id) ORDER BY number DESC NULLS LAST, adcode
"""


def latest(
    choice: Choice, table: str, measure: str, year: int | None = None, *, status: str | None = None, whole: bool = True
) -> pd.DataFrame:
    """The one figure shown for each region, largest first; columns as in FACTS, those of sentence and cell aside."""
    return ask(
        LATEST,
        choice,
        table=table,
        measure=measure,
        year=year,
        status=status,
        whole=whole,
    )


def busiest_level(levels: pd.DataFrame) -> str:
    """The level of which most regions have a figure: what is shown unasked."""
    counted = levels["level"].value_counts()
    return max(LEVELS, key=lambda name: int(counted.get(name, 0)))


def covered_levels(choice: Choice) -> dict[str, int]:
    """How many regions of each level have an actual figure."""
    found = ask(
        "SELECT level, count(DISTINCT adcode)::INTEGER AS n FROM facts WHERE status = 'actual' GROUP BY level", choice
    )
    return {str(level): int(n) for level, n in found.itertuples(index=False) if level != "country"}


def regions_without(choice: Choice, levels: pd.DataFrame, level: str) -> pd.DataFrame:
    """adcode, region, pinyin: the regions of this level, inside those chosen if any are, that have no row in levels."""
    found = fetch(
        """
        SELECT adcode, name AS region, pinyin FROM regions
        WHERE level = $level AND status = 'current'
          AND ($cities::VARCHAR[] IS NULL OR list_contains($cities, adcode) OR list_contains($cities, province)
               OR list_contains($cities, city))
        ORDER BY adcode
        """,
        {"level": level, "cities": list(choice.cities) or None},
    )
    return found[~found["adcode"].isin(set(levels["adcode"]))]


def newest_articles(choice: Choice, limit: int = 6) -> pd.DataFrame:
    """The latest articles and what they added.

    article_id, title, publisher, published_on, figures, regions (three at most: adcode, name, pinyin), fact_id.
    """
    return ask(
        """
        , newest AS (
            SELECT article_id, max(published_on) AS told FROM facts WHERE published_on IS NOT NULL
            GROUP BY article_id ORDER BY told DESC, article_id LIMIT $limit
        )
        SELECT article_id, title, publisher, published_on, count(*)::INTEGER AS figures,
               list_sort(list(DISTINCT {'adcode': adcode, 'name': region, 'pinyin': pinyin}))[1:3] AS regions,
               min(fact_id) AS fact_id
        FROM facts JOIN newest USING (article_id)
        GROUP BY article_id, title, publisher, published_on ORDER BY published_on DESC, article_id
        """,
        choice,
        limit=limit,
    )


def years_of(choice: Choice) -> tuple[int, int] | None:
    """The years that have figures when the choice's own years are left aside: what to widen to."""
    without_years = Choice(choice.cities, None, None, choice.industry, choice.statistic)
    found = ask("SELECT min(year) AS first, max(year) AS last FROM facts", without_years)
    first, last = found.iloc[0]
    return None if pd.isna(first) else (int(first), int(last))


def place(adcode: str) -> pd.DataFrame:
    """The region and those above it, the country first; columns as in regions()."""
    return fetch(
        """
        WITH RECURSIVE up AS (
            SELECT *, 0 AS height FROM regions WHERE adcode = $adcode
            UNION ALL SELECT above.*, up.height + 1 FROM regions above JOIN up ON above.adcode = up.parent
        )
        SELECT adcode, name, full_name, pinyin, level, parent, province, city FROM up ORDER BY height DESC
        """,
        {"adcode": adcode},
    )


def around(adcodes: tuple[str, ...]) -> str:
    """The one region right above all of these; the country if there is none, or nothing is chosen."""
    above = set(regions(list(adcodes))["parent"].dropna()) if adcodes else set()
    return str(above.pop()) if len(above) == 1 else "100000"


def contract_rows(choice: Choice, table: str, search: str, limit: int | None = None) -> pd.DataFrame:
    """The table's own columns for the facts of the choice, with region, title, publisher and url joined in."""
    return ask(TABLE_ROWS[table], choice, search=search.strip() or None, limit=limit)


FOUND = """
    ($search::VARCHAR IS NULL OR contains(lower(concat_ws(' ', facts.quote, facts.title, facts.publisher, facts.event,
     facts.parties, facts.region, facts.zone, facts.industry_text)), lower($search)))
"""
TABLE_ROWS = {
    table: f"""
        SELECT own.*, facts.region, facts.title, facts.publisher, facts.published_on, facts.url
        FROM {table} own JOIN facts USING (fact_id)
        WHERE kept_in = '{table}' AND {FOUND}
        ORDER BY facts.period_end DESC, facts.published_on DESC NULLS LAST, fact_id
        LIMIT coalesce($limit::BIGINT, 9223372036854775807)
    """  # noqa: S608
    for table in ("output_values", "growth_rates", "signings", "entity_counts")
}


def dictionary() -> pd.DataFrame:
    """table_name, column_name, meaning: every column's comment in the database."""
    return fetch(
        """
        SELECT table_name, column_name, comment AS meaning FROM duckdb_columns()
        WHERE comment IS NOT NULL ORDER BY table_oid, column_index
        """
    )
