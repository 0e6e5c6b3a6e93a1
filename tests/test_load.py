"""The tables that no article brings, and what the load makes of the seeds."""

import shutil
from datetime import date
from decimal import Decimal

import duckdb
import pytest

from etl import checks, gazetteer, parts
from etl.errors import NothingPublished
from etl.models import Article, EntityCount, GrowthRate, OutputValue, Signing


def region(code):
    return gazetteer.regions()[code]


@pytest.mark.parametrize(("code", "full_name", "parent", "city"), [
    ("100000", "中国", None, None),
    ("310000", "上海市", "100000", None),
    ("310114", "上海市嘉定区", "310000", None),
    ("320500", "江苏省苏州市", "320000", "320500"),
    ("320505", "江苏省苏州市虎丘区", "320500", "320500"),
    ("429004", "湖北省仙桃市", "420000", None),
    ("330103", "浙江省杭州市下城区", "330100", "330100"),
])  # fmt: skip
def test_a_region_knows_what_holds_it(code, full_name, parent, city):
    found = region(code)
    assert (found.full_name, found.parent, found.city) == (full_name, parent, city)


def test_a_region_that_is_gone_is_kept_as_superseded():
    assert region("330103").status == "superseded"
    assert region("310114").status == "current"


@pytest.mark.parametrize(("code", "pinyin"), [
    ("310114", "jiading jd"), ("500000", "chongqing cq"), ("341500", "luan la"), ("340300", "bengbu bb"),
    ("350200", "xiamen xm"), ("100000", "quanguo qg"),
])  # fmt: skip
def test_a_region_is_found_by_its_pinyin(connection, code, pinyin):
    assert connection.execute("SELECT pinyin FROM regions WHERE adcode = ?", [code]).fetchone() == (pinyin,)


def test_a_missing_gazetteer_is_one_line(tmp_path):
    with pytest.raises(NothingPublished, match="the gazetteer is missing"):
        gazetteer.regions(tmp_path / "regions.csv", tmp_path / "changes.csv")


def test_industries_stand_below_the_one_above_them(connection):
    rows = connection.execute("SELECT industry, parent, ordinal FROM industries ORDER BY ordinal").fetchall()
    assert rows[0] == ("life_health", None, 0)
    known = set()
    for industry, parent, _ in rows:
        assert parent is None or parent in known
        known.add(industry)


def test_the_seeds_fill_every_table(connection):
    for table in ("articles", *parts.FACT_TABLES, "files", "readings", "spreadsheet_rows", "cells", "claims"):
        assert connection.execute(f"SELECT count(*) > 0 FROM {table}").fetchone() == (True,), table


def test_a_spreadsheets_row_is_found_again(connection):
    row = connection.execute(
        """SELECT s.row, o.quote FROM spreadsheet_rows s JOIN output_values o USING (fact_id)
        WHERE s.path = 'seeds/reference/output_values.csv' ORDER BY s.row LIMIT 1"""
    ).fetchone()
    assert row == (2, "7000亿元")


def test_the_published_build_passes_every_check(connection):
    checks.run(connection)


@pytest.mark.parametrize("check", checks.CHECKS, ids=lambda check: check.question)
def test_a_check_asks_what_can_be_asked(connection, check):
    assert connection.execute(f"SELECT count(*) FROM ({check.failures})").fetchone() == (0,)


FACT = {
    "fact_id": "f", "article_id": "a", "adcode": "310114", "zone": None, "industry": None, "industry_text": None,
    "kind": "companies", "value": 383, "qualifier": "exact", "change": "new", "status": "actual",
    "quote": "383家", "char_start": 2, "char_end": 6, "rule": "test",
}  # fmt: skip


PERIOD = {"period_start": date(2022, 1, 1), "period_end": date(2022, 9, 30)}
COUNT = FACT | PERIOD
PLACED = {name: FACT[name] for name in ("fact_id", "article_id", "adcode", "zone", "industry", "industry_text")}
PLACED |= {name: FACT[name] for name in ("quote", "char_start", "char_end", "rule")}
STATED = PLACED | PERIOD | {"qualifier": "exact", "status": "actual"}
LEVEL = STATED | {"statistic": "output", "value_yuan": Decimal(5)}
GROWTH = STATED | {"statistic": "output", "rate": Decimal("0.1"), "basis": "yoy"}
SIGNED = PLACED | {"signed_on": date(2022, 11, 15), "kind": "projects", "project_count": 19, "count_qualifier": "exact"}
SIGNED |= {"amount_yuan": None, "amount_qualifier": None, "event": None, "parties": None}


@pytest.mark.parametrize(("noun", "fields", "change", "said"), [
    (EntityCount, COUNT, {}, None),
    (EntityCount, COUNT, {"article_id": "b"}, "another article"),
    (EntityCount, COUNT, {"adcode": "999999"}, "no region has the code"),
    (EntityCount, COUNT, {"char_start": None}, "no place in the text"),
    (EntityCount, COUNT, {"char_end": 2, "quote": ""}, "no place in the text"),
    (EntityCount, COUNT, {"char_end": 5}, "not what stands at its place"),
    (EntityCount, COUNT, {"qualifier": "maybe"}, "not in the dictionary"),
    (EntityCount, COUNT, {"value": -1}, "is not allowed"),
    (EntityCount, COUNT, {"value": 10**30}, "is not allowed"),
    (EntityCount, COUNT, {"change": "stock"}, "counted on one day"),
    (EntityCount, COUNT, {"period_end": date(2021, 12, 31)}, "its period 2022-01-01 to 2021-12-31 is none"),
    (EntityCount, COUNT, {"period_start": date(1899, 12, 31)}, "is none"),
    (OutputValue, LEVEL, {}, None),
    (OutputValue, LEVEL, {"value_yuan": Decimal(-1)}, "is not allowed"),
    (OutputValue, LEVEL, {"value_yuan": checks.LARGEST_YUAN}, "is not allowed"),
    (OutputValue, LEVEL, {"statistic": "happiness"}, "is not allowed"),
    (GrowthRate, GROWTH, {}, None),
    (GrowthRate, GROWTH, {"rate": Decimal(-1)}, None),
    (GrowthRate, GROWTH, {"rate": Decimal("-1.01")}, "is not allowed"),
    (GrowthRate, GROWTH, {"rate": checks.LARGEST_RATE}, "is not allowed"),
    (GrowthRate, GROWTH, {"basis": "weekly"}, "is not allowed"),
    (Signing, SIGNED, {}, None),
    (Signing, SIGNED, {"signed_on": date(2201, 1, 1)}, "is not allowed"),
    (Signing, SIGNED, {"kind": "promises"}, "is not allowed"),
    (Signing, SIGNED, {"count_qualifier": None}, "a qualifier stands without its figure"),
    (Signing, SIGNED, {"amount_qualifier": "exact"}, "a qualifier stands without its figure"),
    (Signing, SIGNED, {"count_qualifier": "maybe"}, "not in the dictionary"),
    (Signing, SIGNED, {"project_count": 0}, "are not allowed"),
    (Signing, SIGNED, {"amount_yuan": Decimal(-1), "amount_qualifier": "exact"}, "are not allowed"),
    (Signing, SIGNED, {"project_count": None, "count_qualifier": None}, None),
])  # fmt: skip
def test_a_fact_that_the_tables_could_not_hold_is_seen_before_they_do(noun, fields, change, said):
    article = Article("a", "a.txt", None, None, None, None, "共有383家企业")
    found = checks.fault(noun(**(fields | change)), article)
    assert found is None if said is None else said in found


def test_a_spreadsheets_fact_has_no_place():
    article = Article("a", "a.csv", None, None, None, None, None)
    assert checks.fault(EntityCount(**COUNT), article) == "its source has no text"
    assert checks.fault(EntityCount(**(COUNT | {"char_start": None, "char_end": None})), article) is None


def test_a_build_with_a_wrong_row_is_not_published_and_the_row_is_named(build, tmp_path):
    copy = shutil.copy(build, tmp_path / "copy.duckdb")
    with duckdb.connect(copy) as connection:
        connection.execute("UPDATE entity_counts SET char_start = char_start + 1 WHERE char_start IS NOT NULL")
        with pytest.raises(NothingPublished, match="every quote stands at its place.*entity_counts .* and more"):
            checks.run(connection)
