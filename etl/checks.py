"""Questions that a wrong table cannot answer: of a fact before it is loaded, of a build before it is published.

Each failure names its rows. Nothing is published while one fails.
"""

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from etl.errors import NothingPublished
from etl.gazetteer import regions
from etl.models import (
    BASES,
    CHANGES,
    COUNT_KINDS,
    QUALIFIERS,
    SIGNING_KINDS,
    STATISTICS,
    STATUSES,
    Article,
    EntityCount,
    GrowthRate,
    OutputValue,
    Signing,
)

if TYPE_CHECKING:
    import duckdb

Fact = OutputValue | GrowthRate | Signing | EntityCount
EARLIEST, LATEST = date(1900, 1, 1), date(2200, 12, 31)
LARGEST_YUAN = Decimal(10) ** 18
LARGEST_COUNT = 2**31 - 1
LARGEST_RATE = Decimal(10) ** 6
NAMED_ROWS = 5


def fault(fact: Fact, article: Article) -> str | None:
    """Why the tables could not hold a fact, in words; None for a sound one."""
    return _fault_of_place(fact, article) or _fault_of_figure(fact)


def _fault_of_place(fact: Fact, article: Article) -> str | None:
    if fact.article_id != article.article_id:
        return "it names another article"
    if fact.adcode not in regions():
        return f"no region has the code {fact.adcode}"
    if article.content is None:
        return None if fact.char_start is None and fact.char_end is None else "its source has no text"
    if fact.char_start is None or fact.char_end is None or not 0 <= fact.char_start < fact.char_end:
        return "it has no place in the text"
    if article.content[fact.char_start : fact.char_end] != fact.quote:
        return "its quote is not what stands at its place in the text"
    return None


def _fault_of_figure(fact: Fact) -> str | None:
    if isinstance(fact, Signing):
        return _fault_of_signing(fact)
    if not EARLIEST <= fact.period_start <= fact.period_end <= LATEST:
        return f"its period {fact.period_start} to {fact.period_end} is none"
    if fact.qualifier not in QUALIFIERS or fact.status not in STATUSES:
        return f"{fact.qualifier} or {fact.status} is not in the dictionary"
    if isinstance(fact, OutputValue):
        sound = fact.statistic in STATISTICS and 0 <= fact.value_yuan < LARGEST_YUAN
        return None if sound else f"{fact.statistic} of {fact.value_yuan} yuan is not allowed"
    if isinstance(fact, GrowthRate):
        sound = fact.statistic in (*STATISTICS, "count") and fact.basis in BASES and -1 <= fact.rate < LARGEST_RATE
        return None if sound else f"{fact.basis} growth of {fact.statistic} by {fact.rate} is not allowed"
    sound = fact.kind in COUNT_KINDS and fact.change in CHANGES and 0 <= fact.value <= LARGEST_COUNT
    if fact.change == "stock" and fact.period_start != fact.period_end:
        return "a stock is counted on one day"
    return None if sound else f"{fact.change} {fact.kind} of {fact.value} is not allowed"


def _fault_of_signing(fact: Signing) -> str | None:
    if not EARLIEST <= fact.signed_on <= LATEST or fact.kind not in SIGNING_KINDS:
        return f"{fact.kind} signed on {fact.signed_on} is not allowed"
    count, amount = fact.project_count, fact.amount_yuan
    if (count is None) != (fact.count_qualifier is None) or (amount is None) != (fact.amount_qualifier is None):
        return "a qualifier stands without its figure, or a figure without its qualifier"
    if {fact.count_qualifier, fact.amount_qualifier} - {None, *QUALIFIERS}:
        return "its qualifier is not in the dictionary"
    if (count is not None and not 0 < count <= LARGEST_COUNT) or (
        amount is not None and not 0 <= amount < LARGEST_YUAN
    ):
        return f"{count} projects of {amount} yuan are not allowed"
    return None


class Check(NamedTuple):
    """A question in words, and the SQL that gives the rows for which the answer is no."""

    question: str
    failures: str


FACTS = """(
    SELECT 'output_values' AS "table", fact_id, article_id, adcode, quote, char_start, char_end, rule FROM output_values
    UNION ALL SELECT 'growth_rates', fact_id, article_id, adcode, quote, char_start, char_end, rule FROM growth_rates
    UNION ALL SELECT 'signings', fact_id, article_id, adcode, quote, char_start, char_end, rule FROM signings
    UNION ALL SELECT 'entity_counts', fact_id, article_id, adcode, quote, char_start, char_end, rule FROM entity_counts
)"""
CHECKS = (
    Check(
        "every quote stands at its place in its article",
        f"""SELECT "table", fact_id FROM {FACTS} JOIN articles USING (article_id)
        WHERE content IS NOT NULL
          AND substring(content, char_start + 1, char_end - char_start) IS DISTINCT FROM quote""",
    ),
    Check(
        "a fact of a text has a place, a fact of a spreadsheet has none",
        f"""SELECT "table", fact_id FROM {FACTS} JOIN articles USING (article_id)
        WHERE (content IS NULL) <> (char_start IS NULL) OR (content IS NULL) <> (rule = 'spreadsheet')""",
    ),
    Check(
        "every fact has its article and its region",
        f"""SELECT "table", fact_id FROM {FACTS} LEFT JOIN articles USING (article_id) LEFT JOIN regions USING (adcode)
        WHERE source_path IS NULL OR name IS NULL""",
    ),
    Check(
        "no fact stands in two tables",
        f'SELECT min("table"), fact_id FROM {FACTS} GROUP BY fact_id HAVING count(*) > 1',
    ),
    Check(
        "every region but the country lies in another",
        """SELECT r.adcode, r.name FROM regions r LEFT JOIN regions above ON above.adcode = r.parent
        WHERE above.adcode IS NULL AND r.adcode <> '100000'""",
    ),
    Check(
        "the country and its 34 provinces are there",
        """SELECT 'regions', count(*) FROM regions WHERE level IN ('country', 'province') AND status = 'current'
        HAVING count(*) <> 35""",
    ),
    Check(
        "every industry but the first has one above it that stands before it",
        """SELECT i.industry, i.parent FROM industries i LEFT JOIN industries above ON above.industry = i.parent
        WHERE i.parent IS NOT NULL AND (above.ordinal IS NULL OR above.ordinal >= i.ordinal)""",
    ),
    Check(
        "every article was read from a file of this build",
        """SELECT article_id, source_path FROM articles
        WHERE article_id NOT IN (SELECT article_id FROM readings WHERE kept)""",
    ),
    Check(
        "every article that was read is there once",
        """SELECT article_id, count(*) FROM readings WHERE kept GROUP BY article_id
        HAVING count(*) <> 1 OR article_id NOT IN (SELECT article_id FROM articles)""",
    ),
)


def run(connection: "duckdb.DuckDBPyConnection") -> None:
    """Ask every question of a build; NothingPublished with the question and its rows at the first no."""
    for check in CHECKS:
        rows = connection.execute(f"SELECT * FROM ({check.failures}) ORDER BY ALL LIMIT {NAMED_ROWS + 1}").fetchall()
        if rows:
            named = "; ".join(" ".join(str(value) for value in row) for row in rows[:NAMED_ROWS])
            more = " and more" if len(rows) > NAMED_ROWS else ""
            raise NothingPublished(
                f"a check failed: {check.question}; not so for {named}{more}. Nothing was published; please report it."
            )
