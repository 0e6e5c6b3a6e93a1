"""Rows -> tables, in a draft file that is published whole. Rows of unchanged inputs come from the build before."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from etl import gazetteer, parts, search
from etl.inputs import Input
from etl.paths import PAGE_TABLES_SQL, SCHEMA_SQL

if TYPE_CHECKING:
    import duckdb

    Connection = duckdb.DuckDBPyConnection

FACT_TABLES = tuple(parts.FACT_TABLES)
SQL_TYPES = {str: "VARCHAR", int: "BIGINT", date: "DATE", Decimal: "DECIMAL(20, 6)"}
# What DuckDB may hold in memory; the rest it spills beside the draft. 1.4 million facts need more than one.
MEMORY_LIMIT = "2GB"


class Difference(NamedTuple):
    """The inputs against the build before: who need not be read, and which files are gone."""

    unchanged: list[Input]
    changed: list[Input]
    gone: list[str]


def open_draft(draft: Path, jobs: int) -> "Connection":
    """A new database with the schema and the two tables that no article brings."""
    import duckdb

    connection = duckdb.connect(
        draft, config={"memory_limit": MEMORY_LIMIT, "threads": jobs, "temp_directory": f"{draft}.spill"}
    )
    connection.execute(SCHEMA_SQL.read_text(encoding="utf-8"))
    _append(connection, "industries", gazetteer.industry_rows())
    _append(connection, "regions", gazetteer.region_rows())
    _append(connection, "search_names", list(search.names()))
    return connection


def attach(connection: "Connection", previous: Path | None) -> bool:
    """Whether the build before could be opened as `previous` and has the same tables."""
    import duckdb

    if previous is None:
        return False
    try:
        connection.execute(f"ATTACH '{_quoted(previous)}' AS previous (READ_ONLY)")
        draft = str(connection.execute("SELECT current_catalog()").fetchall()[0][0])
        return _columns(connection, "previous") == _columns(connection, draft)
    except duckdb.Error:
        return False


def compare(connection: "Connection", inputs: list[Input], version: str) -> Difference:
    """The inputs that the build before has read as they are, by this version; the others; the paths that are gone."""
    known: dict[str, tuple[str, str]] = {}
    for path, digest, by in connection.execute("SELECT path, sha256, extractor_version FROM previous.files").fetchall():
        known[path] = (digest, by)
    unchanged = [source for source in inputs if source.sha256 and known.get(source.path) == (source.sha256, version)]
    paths = {source.path for source in unchanged}
    now = {source.path for source in inputs}
    return Difference(unchanged, [source for source in inputs if source.path not in paths], sorted(set(known) - now))


def stage(connection: "Connection", folder: Path, unchanged: Iterable[Input]) -> None:
    """Views `new_<table>` over the parts and over the rows of unchanged inputs in the build before."""
    paths = [source.path for source in unchanged]
    connection.execute("CREATE OR REPLACE TEMP TABLE unchanged (path VARCHAR PRIMARY KEY)")
    if paths:
        connection.execute("INSERT INTO unchanged SELECT unnest($paths)", {"paths": paths})
    for table in parts.tables():
        select = [_from_parts(table, folder)]
        if paths:
            select.append(_from_previous(table))
        connection.execute(f"CREATE OR REPLACE TEMP VIEW new_{table} AS {' UNION ALL BY NAME '.join(select)}")
    # Of an article that stands in several files the first in the files' order counts; a spreadsheet's facts all do.
    connection.execute(
        """
        CREATE OR REPLACE TEMP TABLE kept AS
        SELECT article_id, min(path) AS path FROM new_readings GROUP BY article_id
        """
    )


def orphans(connection: "Connection") -> set[str]:
    """Unchanged files whose copy of an article now counts but whose rows the build before does not hold."""
    rows = connection.execute(
        """
        SELECT DISTINCT kept.path FROM kept JOIN unchanged USING (path)
        JOIN previous.readings AS before ON before.path = kept.path AND before.article_id = kept.article_id
        WHERE NOT before.kept
        """
    ).fetchall()
    return {path for (path,) in rows}


def fill(connection: "Connection") -> None:
    """The staged rows into the tables, in an order that does not depend on how they came."""
    connection.execute("BEGIN")
    connection.execute("INSERT INTO files BY NAME SELECT * FROM new_files ORDER BY path")
    connection.execute("INSERT INTO refusals BY NAME SELECT * FROM new_refusals ORDER BY path, ordinal")
    connection.execute(
        """
        INSERT INTO readings BY NAME
        SELECT r.path, r.ordinal, r.article_id, kept.path IS NOT NULL AS kept
        FROM new_readings r LEFT JOIN kept ON kept.article_id = r.article_id AND kept.path = r.path
        ORDER BY r.path, r.ordinal
        """
    )
    connection.execute(
        """
        INSERT INTO articles BY NAME
        SELECT a.* EXCLUDE (path) FROM new_articles a JOIN kept ON kept.article_id = a.article_id AND kept.path = a.path
        ORDER BY a.path, a.article_id
        """
    )
    for table in FACT_TABLES:
        connection.execute(
            f"""
            INSERT INTO {table} BY NAME
            SELECT f.* EXCLUDE (path)
            FROM new_{table} f LEFT JOIN kept ON kept.article_id = f.article_id AND kept.path = f.path
            WHERE kept.path IS NOT NULL OR f.rule = 'spreadsheet'
            QUALIFY row_number() OVER (PARTITION BY f.fact_id ORDER BY f.path) = 1
            ORDER BY f.path, f.article_id, f.char_start, f.fact_id
            """
        )
    connection.execute(
        "INSERT INTO spreadsheet_rows BY NAME SELECT * FROM new_spreadsheet_rows ORDER BY path, row, fact_id"
    )
    connection.execute("COMMIT")


def fill_page_tables(connection: "Connection") -> None:
    """The tables that the pages ask, joined from those that are settled by now."""
    connection.execute(PAGE_TABLES_SQL.read_text(encoding="utf-8"))


def duplicates(connection: "Connection") -> list[tuple[str, str]]:
    """Files whose article stands in an earlier file too: the file, and the one that counts."""
    return connection.execute(
        """
        SELECT DISTINCT r.path, kept.path FROM readings r JOIN kept USING (article_id)
        JOIN articles USING (article_id) WHERE NOT r.kept AND content IS NOT NULL ORDER BY ALL
        """
    ).fetchall()


def counts(connection: "Connection") -> dict[str, int]:
    """Rows in each table that articles bring."""
    tables = ("articles", *FACT_TABLES)
    return {table: _number(connection, f"SELECT count(*) FROM {table}") for table in tables}


def reused(connection: "Connection") -> int:
    """Articles of this build that were not read again."""
    return _number(
        connection, "SELECT count(DISTINCT article_id) FROM readings SEMI JOIN unchanged USING (path) WHERE kept"
    )


def refused(connection: "Connection") -> int:
    """Files of which something could not be taken."""
    return _number(connection, "SELECT count(DISTINCT path) FROM refusals")


def refusals_of_unchanged(connection: "Connection") -> list[str]:
    """The reasons, once more, of files that were refused before and are as they were."""
    sql = "SELECT reason FROM refusals SEMI JOIN unchanged USING (path) ORDER BY path, ordinal"
    return [reason for (reason,) in connection.execute(sql).fetchall()]


def close(connection: "Connection") -> None:
    """Everything into the one file, so that it can be renamed."""
    if attached(connection):
        connection.execute("DETACH previous")
    connection.execute("CHECKPOINT")
    connection.close()


def attached(connection: "Connection") -> bool:
    """Whether the build before is open as `previous`."""
    return bool(_number(connection, "SELECT count(*) FROM duckdb_databases() WHERE database_name = 'previous'"))


def reopen(draft: Path) -> "Connection":
    """The written draft as a reader will open it."""
    import duckdb

    return duckdb.connect(draft, read_only=True)


def _number(connection: "Connection", sql: str) -> int:
    return int(connection.execute(sql).fetchall()[0][0])


def _from_parts(table: str, folder: Path) -> str:
    if next(folder.glob(f"{table}-*.parquet"), None) is not None:
        return f"SELECT * FROM read_parquet('{_quoted(folder)}/{table}-*.parquet')"
    empty = ", ".join(f"NULL::{SQL_TYPES[kind]} AS {column}" for column, kind in parts.columns(table).items())
    return f"SELECT {empty} WHERE false"


def _from_previous(table: str) -> str:
    columns = ", ".join(f"t.{column}" for column in parts.columns(table) if column != "path")
    if table in parts.BOOKS:
        return f"SELECT path, {columns} FROM previous.{table} t SEMI JOIN unchanged USING (path)"
    if table == "articles":
        return f"""
            SELECT path, {columns} FROM previous.articles t JOIN previous.readings r USING (article_id)
            JOIN unchanged USING (path) WHERE r.kept
        """
    return f"""
        SELECT path, {columns} FROM previous.{table} t JOIN previous.readings r USING (article_id)
        JOIN unchanged USING (path) WHERE r.kept AND t.rule <> 'spreadsheet'
        UNION ALL BY NAME
        SELECT s.path, {columns} FROM previous.{table} t JOIN previous.spreadsheet_rows s USING (fact_id)
        JOIN unchanged u ON u.path = s.path
    """


def _append(connection: "Connection", table: str, rows: list[dict[str, Any]]) -> None:
    import pyarrow as pa

    arrow = pa.Table.from_pylist(rows)
    connection.register("rows_to_append", arrow)
    connection.execute(f"INSERT INTO {table} BY NAME SELECT * FROM rows_to_append")
    connection.unregister("rows_to_append")


def _columns(connection: "Connection", database: str) -> list[Any]:
    return connection.execute(
        """
        SELECT table_name, column_name, data_type FROM duckdb_columns()
        WHERE database_name = $database AND NOT internal AND table_name IN (SELECT unnest($tables)) ORDER BY ALL
        """,
        {"database": database, "tables": list(parts.tables())},
    ).fetchall()


def _quoted(path: Path) -> str:
    return str(path).replace("'", "''")
