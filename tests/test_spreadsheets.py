"""Rows of CSV and XLSX become facts; a bad row is named with what is allowed, and the others are taken."""

import csv
import io
from datetime import date
from decimal import Decimal

import openpyxl
import pytest

from etl import sheets, spreadsheets
from etl.errors import Refused
from etl.paths import SEEDS

REFERENCE = SEEDS / "reference"
OUTPUT = {
    "adcode": "310114", "region": "嘉定区", "zone": "", "industry_text": "生物医药", "statistic": "output",
    "value_yuan": "15480000000", "figure_as_printed": "154.8亿元", "qualifier": "exact", "status": "actual",
    "period_start": "2022-01-01", "period_end": "2022-09-30", "publisher": "晨财经", "title": "嘉定",
    "published_on": "2022-11-15", "url": "https://example.org/a",
}  # fmt: skip
PERIOD = {name: OUTPUT[name] for name in ("qualifier", "status", "period_start", "period_end")}
SOURCE = {name: OUTPUT[name] for name in ("publisher", "title", "published_on", "url")}
PLACE = {name: OUTPUT[name] for name in ("adcode", "region", "zone", "industry_text", "figure_as_printed")}
GROWTH = PLACE | {"statistic": "output", "rate": "0.155", "basis": "yoy"} | PERIOD | SOURCE
SIGNING = PLACE | SOURCE | {
    "signed_on": "2022-11-15", "kind": "projects", "project_count": "19", "count_qualifier": "exact",
    "amount_yuan": "1600000000", "amount_qualifier": "nearly", "event": "大会",
}  # fmt: skip
COUNT = PLACE | {"kind": "companies", "value": "383", "change": "new"} | PERIOD | SOURCE


def text(*rows, header=None):
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, header or list(rows[0]), extrasaction="ignore")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


def read(tmp_path, *rows, encoding="utf-8", header=None):
    path = tmp_path / "观察.csv"
    path.write_bytes(text(*rows, header=header).encode(encoding))
    return spreadsheets.read(path, "观察.csv")


@pytest.mark.parametrize("name", ["output_values", "growth_rates", "signings", "entity_counts"])
def test_every_row_of_the_reference_is_taken(name):
    path = REFERENCE / f"{name}.csv"
    found = spreadsheets.read(path, path.name)
    lines = list(csv.DictReader(path.open(encoding="utf-8")))
    assert found.refusals == []
    assert len(found.rows) == len(lines)
    assert all(len(getattr(row.facts, name)) == 1 for row in found.rows)


def test_a_row_carries_its_figure_its_source_and_no_place_in_a_text(tmp_path):
    (row,) = read(tmp_path, OUTPUT).rows
    (fact,) = row.facts.output_values
    assert (fact.value_yuan, fact.quote, fact.industry, fact.rule) == (
        Decimal("15480000000"), "154.8亿元", "biomedicine", "spreadsheet",
    )  # fmt: skip
    assert (fact.char_start, fact.char_end, fact.zone) == (None, None, None)
    assert (row.article.publisher, row.article.published_on, row.article.content) == (
        "晨财经",
        date(2022, 11, 15),
        None,
    )
    assert row.article.source_path.endswith("观察.csv")
    assert fact.article_id == row.article.article_id


def test_rows_that_cite_the_same_source_have_the_same_article(tmp_path):
    found = read(tmp_path, OUTPUT, OUTPUT | {"value_yuan": "1"}, OUTPUT | {"url": "https://example.org/b"})
    first, second, third = (row.article.article_id for row in found.rows)
    assert first == second != third
    assert len({row.facts.output_values[0].fact_id for row in found.rows}) == 3


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_the_usual_encodings_are_read(tmp_path, encoding):
    found = read(tmp_path, OUTPUT, encoding=encoding)
    assert found.refusals == []
    assert found.rows[0].article.publisher == "晨财经"


@pytest.mark.parametrize(("row", "table"), [
    (OUTPUT, "output_values"), (GROWTH, "growth_rates"), (SIGNING, "signings"), (COUNT, "entity_counts"),
])  # fmt: skip
def test_the_header_names_the_table(tmp_path, row, table):
    found = read(tmp_path, row, header=sorted(row))
    assert found.refusals == []
    assert len(getattr(found.rows[0].facts, table)) == 1


@pytest.mark.parametrize(("row", "column", "value", "said"), [
    (OUTPUT, "adcode", "310141", "no region has the code '310141' (nearest: 310114 嘉定区)"),
    (OUTPUT, "adcode", "", "no region has the code ''"),
    (OUTPUT, "region", "浦东新区", "310114 is 上海市嘉定区, not '浦东新区' (浦东新区 is 310115 浦东新区)"),
    (OUTPUT, "period_end", "2022-02-30", "'2022-02-30' is no day"),
    (OUTPUT, "period_end", "2022年", "a day of 1949 to 2100 as 2024-12-31 is allowed"),
    (OUTPUT, "period_start", "2023-01-01", "2023-01-01 is after period_end 2022-09-30"),
    (OUTPUT, "statistic", "tax", "one of output, scale, revenue, added_value, profit, exports is"),
    (OUTPUT, "qualifier", "", "qualifier: empty"),
    (OUTPUT, "status", "planned", "one of actual, estimate, target is"),
    (OUTPUT, "value_yuan", "-5", "a plain number from 0"),
    (OUTPUT, "value_yuan", "154.8亿", "a plain number from 0"),
    (OUTPUT, "value_yuan", "NaN", "a plain number from 0"),
    (OUTPUT, "value_yuan", "1e999999", "a plain number from 0"),
    (OUTPUT, "figure_as_printed", "", "figure_as_printed: empty"),
    (OUTPUT, "published_on", "yesterday", "published_on: 'yesterday' is no day"),
    (OUTPUT, "value_yuan", "1e", "a plain number from 0"),
    (OUTPUT, "url", "javascript:alert(1)", "it starts with http:// or https://"),
    (GROWTH, "rate", "-1.5", "a plain number from -1"),
    (GROWTH, "basis", "monthly", "one of yoy, average, total is"),
    (SIGNING, "project_count", "0", "0 is no signing"),
    (SIGNING, "project_count", "1.5", "a whole number is"),
    (SIGNING, "amount_qualifier", "", "amount_qualifier: empty"),
    (SIGNING, "amount_yuan", "", "there is no amount_yuan to qualify"),
    (COUNT, "kind", "shops", "one of companies"),
    (COUNT, "change", "stock", "a stock is counted on one day"),
])  # fmt: skip
def test_a_bad_row_is_named_and_the_others_are_taken(tmp_path, row, column, value, said):
    found = read(tmp_path, row, row | {column: value}, row | {"figure_as_printed": "别的"})
    assert len(found.rows) == 2
    (refusal,) = found.refusals
    assert refusal.startswith("观察.csv, row 3, ")
    assert said in refusal
    assert "\n" not in refusal


def test_a_row_that_cites_no_source_is_named(tmp_path):
    found = read(tmp_path, OUTPUT | {"url": "", "title": "", "publisher": ""})
    assert found.rows == []
    assert "no source is cited" in found.refusals[0]


def test_a_flood_of_bad_rows_is_counted(tmp_path):
    found = read(tmp_path, OUTPUT, *[OUTPUT | {"adcode": "1"}] * 80)
    assert len(found.refusals) == spreadsheets.NAMED_ROWS + 1
    assert found.refusals[-1].startswith("观察.csv: 30 more rows")


def test_a_wrong_header_names_the_missing_columns(tmp_path):
    with pytest.raises(Refused, match=r"for output_values these columns are missing: value_yuan, url$"):
        read(tmp_path, OUTPUT, header=[name for name in OUTPUT if name not in ("value_yuan", "url")])


@pytest.mark.parametrize(("content", "said"), [
    (b"", "empty"), (b"\n\n", "empty"), (b"PK\x03\x04\0\0", "not a text file"),
    (b"adcode,\xff\xff\xff", "neither UTF-8 nor"),
    (b'"' + b"x" * 200_000, "not CSV"),
])  # fmt: skip
def test_a_file_that_is_no_table_is_refused_in_one_line(tmp_path, content, said):
    path = tmp_path / "x.csv"
    path.write_bytes(content)
    with pytest.raises(Refused, match=said):
        spreadsheets.read(path, "x.csv")


def test_a_workbook_is_read_sheet_by_sheet(tmp_path):
    workbook = openpyxl.Workbook()
    workbook.active.append(["这一页是说明"])
    for row in (OUTPUT | {"adcode": 310114, "value_yuan": 154.5, "period_end": date(2022, 9, 30)}, COUNT):
        sheet = workbook.create_sheet()
        sheet.append(list(row))
        sheet.append(list(row.values()))
    workbook.save(tmp_path / "x.xlsx")
    found = spreadsheets.read(tmp_path / "x.xlsx", "x.xlsx")
    assert found.refusals == []
    first, second = (row.facts for row in found.rows)
    assert first.output_values[0].value_yuan == Decimal("154.50")
    assert second.entity_counts[0].value == 383


def test_a_file_beyond_all_measure_is_refused_unread(tmp_path, monkeypatch):
    workbook = openpyxl.Workbook()
    workbook.active.append(list(OUTPUT))
    workbook.save(tmp_path / "x.xlsx")
    monkeypatch.setattr(sheets, "LARGEST_UNZIPPED_BYTES", 1000)
    with pytest.raises(Refused, match="unpacks to more than"):
        spreadsheets.read(tmp_path / "x.xlsx", "x.xlsx")
    monkeypatch.setattr(sheets, "LARGEST_BYTES", 1000)
    with pytest.raises(Refused, match="larger than"):
        spreadsheets.read(tmp_path / "x.xlsx", "x.xlsx")


def test_a_broken_workbook_is_refused_in_one_line(tmp_path):
    (tmp_path / "x.xlsx").write_bytes(b"PK\x03\x04 but no archive")
    with pytest.raises(Refused, match="not an XLSX workbook"):
        spreadsheets.read(tmp_path / "x.xlsx", "x.xlsx")
