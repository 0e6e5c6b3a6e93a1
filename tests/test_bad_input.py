"""What cannot be shown gets a sentence and a way on: addresses, builds of an older schema, damaged ones, none."""

import shutil

import duckdb
import pytest

from dashboard import database
from etl.paths import ROOT
from tests.opening import open_page

PAGES = ["overview", "map", "timeline", "compare", "region", "signings", "evidence", "quality", "data", "about"]


@pytest.fixture
def folder(warehouse, tmp_path, monkeypatch):
    """A folder of builds of the test's own."""
    own = shutil.copytree(warehouse, tmp_path / "warehouse")
    monkeypatch.setenv("LIFEATLAS_WAREHOUSE", str(own))
    monkeypatch.chdir(ROOT)
    return own


def said(app):
    return " ".join(str(part.value) for part in [*app.info, *app.warning, *app.error, *app.title])


def change(folder, *statements):
    with duckdb.connect(next(folder.glob("*.duckdb"))) as connection:
        for sql in statements:
            connection.execute(sql)


@pytest.mark.parametrize("page", PAGES)
def test_nonsense_in_every_parameter_is_named_and_the_page_opens(folder, page):
    app = open_page(
        page,
        city="999999,<script>",
        year="20x1",
        industry="'; --",
        statistic="\x00",
        lang="fr",
        claim="best",
        level="moon",
    )
    assert not app.exception
    assert "999999" in said(app)
    assert len(app.title) == 1


@pytest.mark.parametrize("page", [page for page in PAGES if page != "about"])
def test_five_hundred_codes_are_taken(folder, page):
    with duckdb.connect(next(folder.glob("*.duckdb")), read_only=True) as connection:
        codes = [code for (code,) in connection.execute("SELECT adcode FROM regions LIMIT 520").fetchall()]
    app = open_page(page, city=",".join(codes))
    assert not app.exception
    assert len(app.title) == 1
    if page == "overview":  # the others run without app.py here, which makes the filters
        assert len(app.sidebar.multiselect[0].value) == 500


@pytest.mark.parametrize("year", ["0000-9999", "2021-", "-", "2030-2020", "99999", "２０２１"])
def test_odd_years_are_no_error(folder, year):
    assert not open_page("timeline", year=year).exception


def test_a_build_without_the_search_index_serves_and_says_so(folder):
    change(
        folder, *(f"DROP TABLE {name}" for name in ("search_postings", "search_terms", "search_items", "search_names"))
    )
    app = open_page(q="嘉定")
    assert not app.exception
    assert "没有检索索引" in said(app)
    assert len(app.metric) == 4


@pytest.mark.parametrize(
    "older", ["DROP TABLE signing_events", "ALTER TABLE cells DROP COLUMN spread", "DROP TABLE claims"]
)
def test_a_build_of_an_older_schema_is_said_to_be_one(folder, older):
    change(folder, older)
    app = open_page()
    assert not app.exception
    assert "较旧的程序" in said(app)
    assert "etl build" in app.code[0].value


def test_a_newer_build_of_an_older_schema_leaves_the_one_that_is_open(folder):
    assert not open_page().exception
    first = next(folder.glob("*.duckdb"))
    bad = folder / "20990101T000000Z-abcdef.duckdb"
    shutil.copyfile(first, bad)
    with duckdb.connect(bad) as connection:
        connection.execute("DROP TABLE signing_events")
    (folder / "CURRENT").write_text(f"{bad.name}\n", "utf-8")
    app = open_page()
    assert not app.exception
    assert "较旧的程序" in said(app)
    assert len(app.metric) == 4
    assert database.build() == first


def test_a_damaged_build_is_said_to_be_one(folder):
    next(folder.glob("*.duckdb")).write_bytes(b"not a database" * 1000)
    app = open_page()
    assert not app.exception
    assert "无法读取" in said(app)
    assert "etl build" in app.code[0].value


@pytest.mark.parametrize("page", PAGES)
def test_without_any_build_every_page_says_how_to_make_one(tmp_path, monkeypatch, page):
    monkeypatch.setenv("LIFEATLAS_WAREHOUSE", str(tmp_path / "none"))
    app = open_page(page)
    assert not app.exception
    assert "etl build" in app.code[0].value


def test_a_build_published_while_a_page_is_open_is_taken_up_and_keeps_what_is_chosen(folder):
    app = open_page(city="310114")
    first = next(folder.glob("*.duckdb"))
    newer = folder / "20990101T000000Z-abcdef.duckdb"
    shutil.copyfile(first, newer)
    (folder / "CURRENT").write_text(f"{newer.name}\n", "utf-8")
    app.run()
    assert not app.exception
    assert database.build() == newer
    assert app.sidebar.multiselect[0].value == ["310114"]


def test_a_search_that_finds_nothing_says_what_to_do(folder):
    app = open_page(q="qqqq zzzz")
    assert not app.exception
    assert any("没有找到" in str(part.value) for part in app.markdown)
