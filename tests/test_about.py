"""The about page: every table and column has its meaning in both languages; every rule has words and an example."""

import re

import duckdb
import pytest

from dashboard import about, dictionary
from dashboard.labels import Words
from etl.paths import SCHEMA_SQL

HAN = re.compile(r"[一-鿿]{7,}")


def schema():
    with duckdb.connect() as connection:
        connection.execute(SCHEMA_SQL.read_text("utf-8"))
        columns = connection.execute(
            "SELECT table_name, column_name FROM duckdb_columns() WHERE NOT internal"
        ).fetchall()
    return [*columns, *((table, "") for table in sorted({table for table, _ in columns}))]


@pytest.mark.parametrize(("table", "column"), schema())
def test_a_column_has_its_meaning_in_english(table, column):
    assert dictionary.english(table, column), f"dictionary.yaml says nothing of {table}.{column}"


def test_the_english_dictionary_names_nothing_that_is_gone():
    known = set(schema())
    told = {(table, column) for table, own in dictionary._english()["tables"].items() for column in own}
    assert told <= known
    assert set(dictionary._english()["common"]) <= {column for _, column in known}


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_rule_of_comparing_stands_on_the_page(lang):
    shown = about.rules(Words(lang))
    assert shown.count("<tr>") == len(about._rules())
    assert "{a}" not in shown
    assert "{b}" not in shown


def test_every_mark_stands_in_the_legend():
    shown = about.legend(Words("zh"))
    assert all(mark in shown for mark in ("&gt;", "&lt;", "≈", "hatched"))
