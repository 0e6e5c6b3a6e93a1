"""The tables that no article brings, and what the load makes of the seeds."""

import pytest

from etl import checks, gazetteer, parts
from etl.errors import NothingPublished
from etl.models import Article, EntityCount


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


@pytest.mark.parametrize(("change", "said"), [
    ({}, None),
    ({"article_id": "b"}, "another article"),
    ({"adcode": "999999"}, "no region has the code"),
    ({"char_start": None}, "no place in the text"),
    ({"char_end": 5}, "not what stands at its place"),
    ({"qualifier": "maybe"}, "not in the dictionary"),
    ({"value": -1}, "is not allowed"),
    ({"value": 10**30}, "is not allowed"),
    ({"change": "stock"}, "counted on one day"),
])  # fmt: skip
def test_a_fact_that_the_tables_could_not_hold_is_seen_before_they_do(change, said):
    from datetime import date

    article = Article("a", "a.txt", None, None, None, None, "共有383家企业")
    period = {"period_start": date(2022, 1, 1), "period_end": date(2022, 9, 30)}
    found = checks.fault(EntityCount(**(FACT | period | change)), article)
    assert found is None if said is None else said in found
