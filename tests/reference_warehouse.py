"""A warehouse in memory, filled with the rows of seeds/reference as they stand, for tests of what follows loading."""

import csv
import hashlib
from collections.abc import Iterable

import duckdb
import pyarrow

from etl.extractor.industries import code_of
from etl.gazetteer import industry_rows, region_rows
from etl.paths import SCHEMA_SQL, SEEDS
from etl.reconcile import reconcile

YI = 100_000_000

FACTS = {
    "output_values": ("statistic", "value_yuan", "qualifier", "status", "period_start", "period_end"),
    "growth_rates": ("statistic", "rate", "basis", "qualifier", "status", "period_start", "period_end"),
    "entity_counts": ("kind", "value", "qualifier", "change", "status", "period_start", "period_end"),
    "signings": ("signed_on", "kind", "project_count", "count_qualifier", "amount_yuan", "amount_qualifier", "event"),
}
SOURCE = ("publisher", "title", "published_on", "url")
SHARED = ("fact_id", "article_id", "adcode", "zone", "industry", "industry_text", "quote", "rule")


def reference_rows(table: str) -> list[dict[str, str]]:
    """The rows of one file of seeds/reference."""
    with (SEEDS / "reference" / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def empty() -> duckdb.DuckDBPyConnection:
    """The schema with its industries and regions, no facts."""
    connection = duckdb.connect(":memory:")
    connection.execute(SCHEMA_SQL.read_text("utf-8"))
    for table, rows in (("industries", industry_rows()), ("regions", region_rows())):
        connection.register("rows_in", pyarrow.Table.from_pylist(rows))
        connection.execute(f"INSERT INTO {table} BY NAME SELECT * FROM rows_in")
        connection.unregister("rows_in")
    return connection


def add(connection: duckdb.DuckDBPyConnection, table: str, rows: Iterable[dict[str, str]]) -> None:
    """Rows in the form of seeds/reference into articles and one table of facts; a row told twice is two facts."""
    articles, facts = {}, []
    for row in rows:
        source = [row.get(name) or None for name in SOURCE]
        article_id = digest(*map(str, source))
        articles[article_id] = (article_id, "seeds/reference", source[1], source[0], source[2], source[3])
        values = {name: row.get(name) or None for name in FACTS[table]}
        values |= {
            "fact_id": row.get("fact_id") or digest(table, *map(str, row.values())),
            "article_id": article_id,
            "adcode": row["adcode"],
            "zone": row.get("zone") or None,
            "industry": code_of(row.get("industry_text")),
            "industry_text": row.get("industry_text") or None,
            "quote": row["figure_as_printed"],
            "rule": "spreadsheet",
        }
        facts.append([values[name] for name in (*SHARED, *FACTS[table])])
    for article in articles.values():
        connection.execute("INSERT OR IGNORE INTO articles VALUES (?, ?, ?, ?, ?, ?, NULL)", list(article))
    marks = ", ".join("?" * len(facts[0])) if facts else ""
    for fact in facts:
        connection.execute(f"INSERT INTO {table} ({', '.join((*SHARED, *FACTS[table]))}) VALUES ({marks})", fact)


def digest(*parts: str) -> str:
    """A stable id of sixteen digits."""
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:16]


def filled() -> duckdb.DuckDBPyConnection:
    """All reference rows, not yet reconciled."""
    connection = empty()
    for table in FACTS:
        add(connection, table, reference_rows(table))
    return connection


def output(printed: str, yi: float, **other: str) -> dict[str, str]:
    """A row in the form of seeds/reference: 上海 生物医药 scale 2022, an actual."""
    row = {
        "adcode": "310000",
        "industry_text": "生物医药",
        "statistic": "scale",
        "value_yuan": str(int(round(yi * YI))),
    }
    row |= {"figure_as_printed": printed, "qualifier": "exact", "status": "actual", "period_start": "2022-01-01"}
    row |= {
        "period_end": "2022-12-31",
        "publisher": "新华社",
        "title": "",
        "published_on": "2023-03-01",
        "url": "http://a.cn/1",
    }
    return row | other


_SMALL: list[duckdb.DuckDBPyConnection] = []


def reused() -> duckdb.DuckDBPyConnection:
    """One warehouse in memory for all small cases: making its regions takes longer than a case."""
    if not _SMALL:
        _SMALL.append(empty())
    return _SMALL[0]


def reconciled(rows: Iterable[dict[str, str]], table: str = "output_values") -> duckdb.DuckDBPyConnection:
    """The small warehouse with these rows alone, reconciled."""
    connection = reused()
    for name in (*FACTS, "articles"):
        connection.execute(f"DELETE FROM {name}")
    add(connection, table, rows)
    reconcile(connection)
    return connection
