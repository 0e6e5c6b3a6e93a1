"""What can be taken away: each table's question, its filter, and what its columns mean. Values come in as $name."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pyarrow as pa
from duckdb import DuckDBPyConnection, DuckDBPyRelation

YEARS = re.compile(r"(\d{4})(?:-(\d{4}))?")


@dataclass(frozen=True, slots=True)
class Filter:
    """What is asked for, under the names of the address bar; an empty part asks for everything."""

    cities: tuple[str, ...] = ()
    first_year: int | None = None
    last_year: int | None = None
    industry: str | None = None
    statistic: str | None = None
    search: str | None = None

    def parameters(self) -> dict[str, Any]:
        """The filter as the parameters of every question here."""
        return {
            "cities": list(self.cities) or None,
            "first": self.first_year,
            "last": self.last_year,
            "industry": self.industry,
            "statistic": self.statistic,
            "search": self.search or None,
        }

    def query(self) -> dict[str, str]:
        """The filter as an address's parameters; absent where nothing is asked."""
        first, last = self.first_year, self.last_year
        years = "" if first is None else str(first) if first == last else f"{first}-{last}"
        parts = {"city": ",".join(self.cities), "year": years, "industry": self.industry, "statistic": self.statistic}
        return {name: value for name, value in (parts | {"q": self.search}).items() if value}


@dataclass(frozen=True, slots=True)
class Table:
    """One table as it leaves the house: `day` and `key` give its order, the newest first."""

    name: str
    key: str
    day: str
    sql: str


BELOW = """
WITH RECURSIVE below AS (
    SELECT industry FROM industries WHERE industry = $industry
    UNION SELECT child.industry FROM industries child JOIN below ON child.parent = below.industry
)
"""
PLACE = """
    ($cities::VARCHAR[] IS NULL OR list_contains($cities, regions.adcode)
     OR list_contains($cities, regions.province) OR list_contains($cities, regions.city))
"""
FOUND = "($search::VARCHAR IS NULL OR contains(lower(concat_ws(' ', {columns})), lower($search)))"
INDUSTRY = "($industry::VARCHAR IS NULL OR {table}.industry IN (SELECT industry FROM below))"
YEAR = "($first::INTEGER IS NULL OR year({day}) BETWEEN $first AND $last)"
STATISTIC = "($statistic::VARCHAR IS NULL OR {column} = $statistic)"
SOURCE = "articles.title, articles.publisher, articles.published_on, articles.url"


def _facts(name: str, day: str, searched: str, statistic: str = "TRUE") -> Table:
    """A table of facts: its own columns, the region's name, the article's title, publisher, date and address."""
    columns = f"own.quote, articles.title, articles.publisher, regions.name, own.zone, own.industry_text{searched}"
    where = [PLACE, YEAR.format(day=f"own.{day}"), INDUSTRY.format(table="own"), statistic, FOUND]
    sql = f"""
        SELECT own.*, regions.name AS region, {SOURCE}
        FROM {name} own JOIN regions USING (adcode) JOIN articles USING (article_id)
        WHERE {" AND ".join(where).replace("{columns}", columns)}
    """
    return Table(name, "fact_id", day, BELOW + sql)


def _stated(name: str, day: str, statistic: str = "TRUE") -> str:
    """adcode, article_id of one table's facts in the filter."""
    where = " AND ".join([PLACE, YEAR.format(day=f"own.{day}"), INDUSTRY.format(table="own"), statistic])
    return f"SELECT adcode, article_id FROM {name} own JOIN regions USING (adcode) WHERE {where}"


BY_STATISTIC = STATISTIC.format(column="own.statistic")
STATED = " UNION ALL ".join([
    _stated("output_values", "period_end", BY_STATISTIC),
    _stated("growth_rates", "period_end", BY_STATISTIC),
    _stated("signings", "signed_on"),
    _stated("entity_counts", "period_end"),
])  # fmt: skip
NARROWED = "($first::INTEGER IS NOT NULL OR $industry::VARCHAR IS NOT NULL OR $statistic::VARCHAR IS NOT NULL)"

FACT_TABLES = {
    table.name: table
    for table in (
        _facts("output_values", "period_end", "", BY_STATISTIC),
        _facts("growth_rates", "period_end", "", BY_STATISTIC),
        _facts("signings", "signed_on", ", own.event, own.parties"),
        _facts("entity_counts", "period_end", ""),
    )
}
CELL_SCOPE = "($statistic::VARCHAR IS NULL OR cells.fact_table = 'entity_counts' OR cells.measure = $statistic)"
# An article's text belongs to its publisher and stays here; the files carry the sentences that are quoted.
# A path from outside the project would tell of the machine: only the file's name leaves.
OTHER_TABLES = {
    table.name: table
    for table in (
        Table(
            "regions",
            "adcode",
            "DATE '1970-01-01'",
            BELOW
            + f"""
            SELECT adcode, name, short_name, full_name, level, parent, province, city, lon, lat, status
            FROM regions
            WHERE {PLACE} AND (NOT {NARROWED} OR adcode IN (SELECT adcode FROM ({STATED})))
              AND {FOUND.format(columns="name, full_name, pinyin, adcode")}
            """,
        ),
        Table(
            "articles",
            "article_id",
            "coalesce(published_on, DATE '0001-01-01')",
            BELOW
            + f"""
            SELECT article_id, CASE WHEN regexp_matches(source_path, '^(/|[A-Za-z]:)')
                   THEN regexp_extract(source_path, '[^/\\\\]*$') ELSE source_path END AS source_path,
                   title, publisher, published_on, url
            FROM articles
            WHERE (NOT ({NARROWED} OR $cities::VARCHAR[] IS NOT NULL)
                   OR article_id IN (SELECT article_id FROM ({STATED})))
              AND {FOUND.format(columns="title, publisher, url")}
            """,
        ),
        Table(
            "cells",
            "cell_id",
            "period_end",
            BELOW
            + f"""
            SELECT cells.*, regions.name AS region
            FROM cells JOIN regions USING (adcode)
            WHERE {PLACE} AND {YEAR.format(day="cells.period_end")} AND {INDUSTRY.format(table="cells")}
              AND {CELL_SCOPE}
              AND {FOUND.format(columns="regions.name, cells.zone, cells.scope, cells.industry_text")}
            """,
        ),
    )
}
TABLES: Mapping[str, Table] = FACT_TABLES | OTHER_TABLES


def _ask(connection: DuckDBPyConnection, sql: str, values: Mapping[str, Any]) -> DuckDBPyRelation:
    """The answer; DuckDB refuses a value that a question does not name."""
    return connection.sql(sql, params={name: value for name, value in values.items() if f"${name}" in sql})


def rows(connection: DuckDBPyConnection, table: Table, chosen: Filter) -> pa.Table:
    """Every row of the table in the filter, the newest first."""
    sql = f"SELECT * FROM ({table.sql}) ORDER BY {table.day} DESC, {table.key}"
    return _ask(connection, sql, chosen.parameters()).to_arrow_table()


def page(
    connection: DuckDBPyConnection, table: Table, chosen: Filter, limit: int, after: tuple[str, str] | None = None
) -> pa.Table:
    """At most `limit` rows that follow the row with this day and key; the column `_day` is the order's."""
    sql = f"""
        SELECT *, {table.day} AS _day FROM ({table.sql})
        WHERE $after_key::VARCHAR IS NULL OR {table.day} < $after_day::DATE
           OR ({table.day} = $after_day::DATE AND {table.key} > $after_key)
        ORDER BY _day DESC, {table.key} LIMIT $limit
    """
    day, key = after or (None, None)
    more = {"after_day": day, "after_key": key, "limit": limit}
    return _ask(connection, sql, chosen.parameters() | more).to_arrow_table()


def count(connection: DuckDBPyConnection, table: Table, chosen: Filter) -> int:
    """How many rows the filter holds."""
    found = _ask(connection, f"SELECT count(*) FROM ({table.sql})", chosen.parameters()).fetchall()
    return int(found[0][0])


def cited(connection: DuckDBPyConnection, names: list[str], chosen: Filter) -> pa.Table:
    """article_id, title, publisher, published_on, url, source_path: what the rows of these tables rest on."""
    each = " UNION ".join(f"SELECT article_id FROM ({FACT_TABLES[name].sql})" for name in names)
    everything = TABLES["articles"].sql
    sql = f"""
        SELECT * FROM ({everything}) WHERE article_id IN ({each}) ORDER BY published_on DESC NULLS LAST, article_id
    """
    return _ask(connection, sql, chosen.parameters()).to_arrow_table()


def meanings(connection: DuckDBPyConnection) -> dict[tuple[str, str], str]:
    """What each column means: the comments of the build's own schema, by table and column; '' is the table itself."""
    found = connection.execute(
        """
        SELECT table_name, column_name, comment FROM duckdb_columns() WHERE comment IS NOT NULL
        UNION ALL SELECT table_name, '', comment FROM duckdb_tables() WHERE comment IS NOT NULL
        """
    ).fetchall()
    return {(table, column): comment for table, column, comment in found}


JOINED = {
    "region": ("regions", "name"),
    "title": ("articles", "title"),
    "publisher": ("articles", "publisher"),
    "published_on": ("articles", "published_on"),
    "url": ("articles", "url"),
}


def meaning(known: Mapping[tuple[str, str], str], table: str, column: str) -> str:
    """What a column of a table that leaves the house means; the joined ones mean what they mean at home."""
    return known.get((table, column)) or known.get(JOINED.get(column, ("", "")), "")


def years(text: str) -> tuple[int, int] | None:
    """First and last year of `2022` or `2021-2024`, in order; None if it is neither."""
    match = YEARS.fullmatch(text.strip())
    if not match:
        return None
    first, last = sorted((int(match[1]), int(match[2] or match[1])))
    return first, last
