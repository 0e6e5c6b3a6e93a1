"""Every column has a comment; every constraint refuses a bad row."""

import re
from datetime import date

import duckdb
import pytest

from etl import models, parts
from etl.paths import SCHEMA_SQL

SOUND = {
    "fact_id": "f", "article_id": "a", "adcode": "310114", "zone": None, "industry": "biomedicine",
    "industry_text": "生物医药", "quote": "154.8亿元", "char_start": 0, "char_end": 7, "rule": "test",
}  # fmt: skip
PERIOD = {"qualifier": "exact", "status": "actual", "period_start": date(2021, 1, 1), "period_end": date(2021, 12, 31)}
ROWS = {
    "output_values": SOUND | PERIOD | {"statistic": "output", "value_yuan": 1},
    "growth_rates": SOUND | PERIOD | {"statistic": "count", "rate": 0.1, "basis": "yoy"},
    "signings": SOUND
    | {"signed_on": date(2021, 1, 1), "kind": "projects", "project_count": 1, "count_qualifier": "exact"}
    | {"amount_yuan": None, "amount_qualifier": None, "event": None, "parties": None},
    "entity_counts": SOUND | PERIOD | {"kind": "companies", "value": 1, "change": "new"},
}
BAD = [
    *(("output_values", column, value) for column, value in [
        ("statistic", "tax"), ("statistic", None), ("value_yuan", -1), ("value_yuan", None), ("qualifier", "exactly"),
        ("status", "planned"), ("period_start", None), ("period_start", date(2022, 1, 1)), ("quote", ""),
        ("char_start", -1), ("char_start", None), ("char_end", 0), ("article_id", "b"), ("adcode", "310199"),
        ("industry", "cars"), ("rule", None),
    ]),
    *(("growth_rates", column, value) for column, value in [
        ("rate", -1.5), ("basis", "monthly"), ("statistic", "volume"), ("period_end", date(2020, 1, 1)),
    ]),
    *(("signings", column, value) for column, value in [
        ("kind", "deal"), ("project_count", 0), ("count_qualifier", None), ("amount_qualifier", "exact"),
        ("signed_on", None), ("quote", None),
    ]),
    *(("entity_counts", column, value) for column, value in [
        ("kind", "shops"), ("value", -1), ("change", "stock"), ("change", "gone"), ("status", None),
    ]),
]  # fmt: skip


@pytest.fixture
def tables():
    """The schema with one region, one industry and one article."""
    with duckdb.connect() as connection:
        connection.execute(SCHEMA_SQL.read_text("utf-8"))
        connection.execute("INSERT INTO industries VALUES ('biomedicine', '生物医药', 'Biomedicine', NULL, 0)")
        connection.execute(
            """INSERT INTO regions BY NAME SELECT '310114' AS adcode, '嘉定区' AS name, '嘉定' AS short_name,
            '上海市嘉定区' AS full_name, 'county' AS level, 'current' AS status, 'jiading jd' AS pinyin"""
        )
        connection.execute("INSERT INTO articles VALUES ('a', 'a.txt', NULL, NULL, NULL, NULL, '154.8亿元')")
        yield connection


def insert(tables, table, row):
    names = ", ".join(row)
    tables.execute(f"INSERT INTO {table} ({names}) VALUES ({', '.join('?' for _ in row)})", list(row.values()))


@pytest.mark.parametrize("table", ROWS)
def test_a_sound_row_is_taken(tables, table):
    insert(tables, table, ROWS[table])
    assert tables.execute(f"SELECT count(*) FROM {table}").fetchone() == (1,)


@pytest.mark.parametrize(("table", "column", "value"), BAD)
def test_a_bad_value_is_refused(tables, table, column, value):
    with pytest.raises(duckdb.ConstraintException):
        insert(tables, table, ROWS[table] | {column: value})


def test_the_same_fact_twice_is_refused(tables):
    insert(tables, "output_values", ROWS["output_values"])
    with pytest.raises(duckdb.ConstraintException):
        insert(tables, "output_values", ROWS["output_values"])


def test_every_table_and_column_has_a_comment(tables):
    bare = tables.execute(
        """SELECT table_name, column_name FROM duckdb_columns() WHERE NOT internal AND coalesce(comment, '') = ''
        UNION ALL SELECT table_name, '' FROM duckdb_tables() WHERE NOT internal AND coalesce(comment, '') = ''"""
    ).fetchall()
    assert bare == []


@pytest.mark.parametrize("table", ["articles", *parts.FACT_TABLES])
def test_a_table_has_the_fields_of_its_noun_in_their_order(tables, table):
    columns = [row[0] for row in tables.execute(f"DESCRIBE {table}").fetchall()]
    assert columns == [name for name in parts.columns(table) if name != "path"]


@pytest.mark.parametrize(
    ("column", "table", "words"),
    [
        ("statistic", "output_values", models.STATISTICS),
        ("statistic", "growth_rates", (*models.STATISTICS, "count")),
        ("basis", "growth_rates", models.BASES),
        ("kind", "signings", models.SIGNING_KINDS),
        ("kind", "entity_counts", models.COUNT_KINDS),
        ("change", "entity_counts", models.CHANGES),
        ("status", "entity_counts", models.STATUSES),
        ("qualifier", "output_values", models.QUALIFIERS),
    ],
)
def test_the_models_words_are_those_of_the_schema(column, table, words):
    body = SCHEMA_SQL.read_text("utf-8").split(f"CREATE TABLE {table} (")[1].split("\n);")[0]
    allowed = re.search(rf"CHECK \({column} IN \(([^)]*)\)\)", body)
    assert allowed is not None
    assert tuple(re.findall(r"'(\w+)'", allowed[1])) == words
