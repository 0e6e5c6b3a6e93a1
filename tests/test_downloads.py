"""Downloads: every format opens, holds the rows that the button counts, plain numbers, ISO dates and no formula."""

import csv
import io
import json
import shutil
import zipfile
from datetime import date
from decimal import Decimal

import duckdb
import openpyxl
import pandas as pd
import pyarrow as pa
import pytest
from pyarrow import parquet
from typer.testing import CliRunner

from dashboard import exports, pictures
from dashboard.downloads import csv_bytes
from etl.__main__ import app
from etl.exports import files, formats, tables, workbook
from etl.exports.package import Origin
from etl.exports.tables import FACT_TABLES, TABLES, Filter

HOSTILE = [
    "=1+1", "+1", "-2家", "@SUM(A1)", "\tx", "\rx", "＝1+1", '引"号', "甲,乙", "两\n行", "两\r\n行", "<b>&amp;</b>",
    "𠮷野家", "e\u0301", "x" * 40_000, "\x07铃", "'=1", " =1", "",
]  # fmt: skip


def one_cell(values, kind=None):
    """The single column of a CSV for Excel."""
    out = io.BytesIO()
    formats.write_csv(pa.table({"x": pa.array(values, kind)}), out)
    text = out.getvalue().decode("utf-8-sig")
    return [row[0] if row else "" for row in csv.reader(io.StringIO(text, newline=""))][1:]


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, ""),
        (float("nan"), ""),
        (Decimal("15480000000.00"), "15480000000"),
        (Decimal("0.155000"), "0.155"),
        (Decimal("-0.032000"), "-0.032"),
        (Decimal("100.00"), "100"),
        (100.0, "100"),
        (-0.5, "-0.5"),
        (19, "19"),
        (True, "true"),
        (date(2022, 11, 15), "2022-11-15"),
        (pd.Timestamp("2022-11-15").to_pydatetime(), "2022-11-15"),
        (["later", "tie"], "later; tie"),
        ("嘉定区", "嘉定区"),
        ("=1+1", "'=1+1"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("-2家", "'-2家"),
        ("\tx", "'\tx"),
        ("\rx", "'\rx"),
        ("＋1", "'＋1"),
        ("'=1", "'=1"),
    ],
)
def test_a_cell_is_written_as(value, text):
    assert one_cell([value]) == [text]


def test_the_file_has_bom_header_and_crlf():
    content = csv_bytes(pd.DataFrame({"name": ["甲,乙", '引"号\n行'], "value": [1, 2]}))
    assert content.startswith(b"\xef\xbb\xbfname,value\r\n")
    rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))
    assert rows == [["name", "value"], ["甲,乙", "1"], ['引"号\n行', "2"]]


def test_a_frame_of_mixed_objects_is_written_all_the_same():
    rows = pd.DataFrame({"x": ["a", 1, None], "day": [pd.Timestamp("2022-11-15"), pd.NaT, pd.NaT], "n": [pd.NA, 1, 2]})
    assert csv_bytes(rows).decode("utf-8-sig").splitlines() == ["x,day,n", "a,2022-11-15,", "1,,1", ",,2"]


def test_plain_csv_has_no_bom_and_line_feeds():
    out = io.BytesIO()
    formats.write_csv(pa.table({"x": ["嘉定"]}), out, excel=False)
    assert out.getvalue() == "x\n嘉定\n".encode()


def test_json_keeps_the_text_as_it_is():
    out = io.BytesIO()
    formats.write_json(pa.table({'a"b': HOSTILE}), out)
    assert [row['a"b'] for row in json.loads(out.getvalue())] == HOSTILE


def test_empty_tables_are_whole_files():
    empty = pa.table({"x": pa.array([], pa.string())})
    out = io.BytesIO()
    formats.write_json(empty, out)
    assert json.loads(out.getvalue()) == []
    out = io.BytesIO()
    workbook.write([workbook.Sheet("x", empty)], out)
    assert list(openpyxl.load_workbook(out)["x"].values) == [("x",)]


def test_a_workbook_holds_typed_cells_and_no_formula():
    rows = pa.table({
        "text": HOSTILE,
        "value_yuan": pa.array([Decimal("15480000000.00"), Decimal("0.50")] + [None] * 17, pa.decimal128(20, 2)),
        "day": pa.array([date(2022, 11, 15), date(1899, 1, 1)] + [None] * 17),
        "yes": [True, False] + [None] * 17,
    })  # fmt: skip
    out = io.BytesIO()
    workbook.write([workbook.Sheet("x", rows)], out)
    sheet = openpyxl.load_workbook(out)["x"]
    assert sheet.freeze_panes == "A2"
    assert all(cell.data_type != "f" for row in sheet.iter_rows() for cell in row)
    first, second = list(sheet.iter_rows(min_row=2, max_row=3, values_only=True))
    assert first[:2] == ("'=1+1", 15480000000) and first[2].date() == date(2022, 11, 15) and first[3] is True
    assert second == ("'+1", 0.5, "1899-01-01", False)
    texts = [row[0] for row in sheet.iter_rows(min_row=2, values_only=True)]
    assert texts[7:12] == ['引"号', "甲,乙", "两\n行", "两\n行", "<b>&amp;</b>"]
    assert len(texts[14]) == 32_000 and texts[15] == "铃"


def test_a_table_longer_than_a_sheet_goes_on_in_the_next(monkeypatch):
    monkeypatch.setattr(workbook, "MOST_ROWS", 2)
    out = io.BytesIO()
    workbook.write([workbook.Sheet("x", pa.table({"n": [1, 2, 3]}))], out)
    book = openpyxl.load_workbook(out)
    assert {name: [row[0] for row in book[name].values] for name in book.sheetnames} == {
        "x": ["n", 1, 2],
        "x_2": ["n", 3],
    }


@pytest.mark.parametrize("table", list(TABLES))
@pytest.mark.parametrize("chosen", [Filter(), Filter(cities=("310000",), first_year=2019, last_year=2024)])
def test_every_format_holds_the_rows_that_are_counted(connection, table, chosen):
    n = tables.count(connection, TABLES[table], chosen)
    made = {}
    for kind in files.FORMATS:
        out = io.BytesIO()
        files.write(connection, table, chosen, kind, Origin("20261121T120000Z-abcdef"), out)
        made[kind] = out.getvalue()
    read = {
        "csv": pd.read_csv(io.BytesIO(made["csv"]), encoding="utf-8-sig"),
        "csv_plain": pd.read_csv(io.BytesIO(made["csv_plain"])),
        "xlsx": pd.read_excel(io.BytesIO(made["xlsx"]), sheet_name=table),
        "parquet": parquet.read_table(io.BytesIO(made["parquet"])).to_pandas(),
        "json": pd.DataFrame(json.loads(made["json"])),
        "zip": pd.read_csv(io.BytesIO(zipfile.ZipFile(io.BytesIO(made["zip"])).read(f"data/{table}.csv"))),
    }
    assert {kind: len(frame) for kind, frame in read.items()} == dict.fromkeys(files.FORMATS, n)


def test_the_statistic_narrows_levels_and_growth_and_leaves_counts(connection):
    chosen = Filter(statistic="output")
    kinds = {
        name: {row["statistic"] for row in tables.rows(connection, TABLES[name], chosen).to_pylist()}
        for name in ("output_values", "growth_rates")
    }
    assert kinds == {"output_values": {"output"}, "growth_rates": {"output"}}
    counted = TABLES["entity_counts"]
    assert tables.count(connection, counted, chosen) == tables.count(connection, counted, Filter())


def test_a_search_is_a_value_and_never_sql(connection):
    assert tables.count(connection, TABLES["signings"], Filter(search="' OR 1=1 --")) == 0


def test_pages_follow_one_another_and_hold_every_row_once(connection):
    table, seen, after = TABLES["output_values"], [], None
    while page := tables.page(connection, table, Filter(), 37, after).to_pylist():
        seen += [row["fact_id"] for row in page]
        after = page[-1]["_day"].isoformat(), page[-1]["fact_id"]
    assert seen == tables.rows(connection, table, Filter())["fact_id"].to_pylist()


def test_a_contract_csv_has_its_columns_in_order(connection):
    rows = tables.rows(connection, TABLES["signings"], Filter())
    contract = (
        "fact_id article_id adcode zone industry industry_text signed_on kind project_count count_qualifier amount_yuan"
        " amount_qualifier event parties quote char_start char_end rule region title publisher published_on url"
    )
    assert rows.column_names == contract.split()


def test_the_zip_names_build_address_and_every_source(connection):
    out = io.BytesIO()
    chosen = Filter(cities=("310000",))
    files.write_zip(connection, list(FACT_TABLES), chosen, Origin("20261121T120000Z-abcdef", "http://x/data"), out)
    archive = zipfile.ZipFile(out)
    readme = archive.read("README.md").decode()
    assert "20261121T120000Z-abcdef" in readme and "http://x/data" in readme
    package = json.loads(archive.read("datapackage.json"))
    articles = pd.read_csv(archive.open("data/articles.csv"))
    assert f"来源 Sources ({len(articles)})" in readme
    for resource in package["resources"]:
        content = archive.read(resource["path"])
        assert len(content) == resource["bytes"]
        header = next(csv.reader(io.StringIO(content.decode(), newline="")))
        assert header == [field["name"] for field in resource["schema"]["fields"]]
        assert all(field.get("description") for field in resource["schema"]["fields"]), resource["name"]
        if resource["name"] in FACT_TABLES:
            assert set(pd.read_csv(archive.open(resource["path"]))["article_id"]) <= set(articles["article_id"])


def test_the_same_rows_give_the_same_bytes(connection):
    for kind in files.FORMATS:
        made = []
        for _ in range(2):
            out = io.BytesIO()
            files.write(connection, "signings", Filter(), kind, Origin("20261121T120000Z-abcdef"), out)
            made.append(out.getvalue())
        assert made[0] == made[1], kind


def test_duckdb_reads_the_parquet_with_its_types(connection, tmp_path):
    path = tmp_path / "output_values.parquet"
    with path.open("wb") as file:
        files.write(connection, "output_values", Filter(), "parquet", Origin("20261121T120000Z-abcdef"), file)
    found = duckdb.sql(f"SELECT typeof(value_yuan), typeof(period_end) FROM '{path}' LIMIT 1").fetchall()
    assert found == [("DECIMAL(20,2)", "DATE")]
    assert parquet.read_schema(path).metadata[b"build"] == b"20261121T120000Z-abcdef"


def test_the_file_is_of_the_build_that_the_page_counted(warehouse, tmp_path, monkeypatch):
    # A copy: DuckDB opens no file twice in a process with different settings, and the dashboard's are stricter.
    monkeypatch.setenv("LIFEATLAS_WAREHOUSE", str(shutil.copytree(warehouse, tmp_path / "warehouse")))
    held = exports.opened()
    n = exports.count(held, "output_values", Filter())
    held_file = exports.file(held, "output_values", Filter(), "csv")
    assert held_file.count(b"\r\n") >= n + 1
    assert len(exports.head(held, "output_values", Filter(), 5)) == 5
    shutil.rmtree(tmp_path / "warehouse")
    assert exports.file(held, "output_values", Filter(), "csv") == held_file


def test_the_command_writes_the_same_files(connection, warehouse, tmp_path):
    arguments = [
        "export",
        "--out",
        str(tmp_path),
        "--warehouse",
        str(warehouse),
        "--city",
        "310000",
        "--year",
        "2015-2025",
    ]
    run = CliRunner().invoke(app, [*arguments, *(part for kind in files.FORMATS for part in ("--format", kind))])
    assert run.exit_code == 0, run.output
    chosen = Filter(("310000",), 2015, 2025)
    rows = tables.rows(connection, TABLES["output_values"], chosen)
    out = io.BytesIO()
    formats.write_csv(rows, out)
    assert (tmp_path / "output_values.csv").read_bytes() == out.getvalue()
    assert len(list(tmp_path.glob("lifeatlas-*.zip"))) == 1
    assert not list(tmp_path.glob("*.part"))


@pytest.mark.parametrize(
    "wrong",
    [
        ["--city", "999999"],
        ["--year", "20x2"],
        ["--industry", "x"],
        ["--statistic", "x"],
        ["--table", "x"],
        ["--format", "x"],
    ],
)
def test_the_command_refuses_what_does_not_exist_in_one_line(warehouse, tmp_path, wrong):
    usual = ["export", "--out", str(tmp_path), "--format", "csv", "--warehouse", str(warehouse)]
    run = CliRunner().invoke(app, [*usual, *wrong])
    assert run.exit_code == 2
    assert not list(tmp_path.iterdir())


def test_frictionless_accepts_the_package(connection, tmp_path):
    from frictionless import Package

    path = tmp_path / "all.zip"
    with path.open("wb") as file:
        names = [*FACT_TABLES, "regions", "cells"]
        files.write_zip(connection, names, Filter(("310000",)), Origin("20261121T120000Z-abcdef"), file)
    with zipfile.ZipFile(path) as archive:
        archive.extractall(tmp_path / "out")
    report = Package(str(tmp_path / "out" / "datapackage.json")).validate()
    assert report.valid, report.flatten(["type", "title", "message"])
    assert len(report.tasks) == 7


def test_a_charts_figures_are_a_file_of_as_many_rows(connection, warehouse, tmp_path, monkeypatch):
    monkeypatch.setenv("LIFEATLAS_WAREHOUSE", str(shutil.copytree(warehouse, tmp_path / "warehouse")))
    facts = [row[0] for row in connection.sql("SELECT fact_id FROM growth_rates ORDER BY 1 LIMIT 7").fetchall()]
    figure = {"data": [{"customdata": facts}, {"customdata": [[facts[0], "x"]]}, {"x": [1]}], "layout": {}}
    assert pictures.facts(figure) == facts
    read = pd.read_csv(io.BytesIO(exports.drawn(exports.opened(), facts, "csv")), encoding="utf-8-sig")
    assert set(read["fact_id"]) == set(facts) and len(read) == 7
    assert set(read["table"]) == {"growth_rates"}
