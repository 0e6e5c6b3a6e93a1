"""AppTest opens every page: full, empty, in English, and where something is wrong with what is asked."""

from html import escape

import duckdb
import pytest

from dashboard import tables
from dashboard.labels import Words
from tests.opening import html_of, open_page

PAGES = ["overview", "map", "timeline", "compare", "region", "signings", "evidence", "quality", "data", "about"]


def fact_of(build, table):
    with duckdb.connect(build, read_only=True) as connection:
        sql = f"SELECT fact_id, quote FROM {table} WHERE char_start IS NOT NULL ORDER BY fact_id LIMIT 1"
        return connection.execute(sql).fetchone()


def words_of(app):
    parts = [*app.title, *app.caption, *app.markdown, *app.header, *app.subheader, *app.info, *app.warning, *app.text]
    return " ".join(str(part.value) for part in parts)


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_page_opens(opened, page, lang):
    app = opened(page, lang=lang)
    assert not app.exception
    assert len(app.title) == 1


@pytest.mark.parametrize("page", PAGES)
def test_a_page_opens_for_one_district(opened, page):
    app = opened(page, city="310114")
    assert not app.exception


@pytest.mark.parametrize("page", [page for page in PAGES if page not in ("about", "evidence", "map")])
def test_an_empty_choice_says_what_to_widen(opened, page):
    app = opened(page, city="659012", year="2014")
    assert not app.exception
    assert any("没有" in info.value for info in app.info)


def test_what_does_not_exist_is_named(opened):
    app = opened("overview", city="999999", year="1850", statistic="<b>x</b>")
    assert not app.exception
    assert "999999" in app.warning[0].value


def test_five_hundred_codes_are_no_error(opened, build):
    with duckdb.connect(build, read_only=True) as connection:
        codes = [code for (code,) in connection.execute("SELECT adcode FROM regions LIMIT 500").fetchall()]
    assert not opened("timeline", city=",".join(codes)).exception


@pytest.mark.parametrize("table", ["output_values", "growth_rates", "signings", "entity_counts"])
def test_a_figure_leads_to_its_sentence(opened, build, table):
    fact_id, quote = fact_of(build, table)
    app = opened("evidence", fact=fact_id)
    assert not app.exception
    assert f">{escape(quote.splitlines()[0][:4])}" in html_of(app)


def test_in_english_a_figure_names_its_region_in_both_languages(opened, build):
    with duckdb.connect(build, read_only=True) as connection:
        query = "SELECT fact_id FROM output_values WHERE adcode = '310114' ORDER BY fact_id LIMIT 1"
        (fact,) = connection.execute(query).fetchone()
    assert "<td>Jiading · 上海市嘉定区 310114</td>" in html_of(opened("evidence", fact=fact, lang="en"))


def test_a_figure_that_is_gone_is_said_so(opened):
    app = opened("evidence", fact="nonsense")
    assert not app.exception
    assert "nonsense" in app.warning[0].value


def test_without_a_warehouse_the_way_on_is_shown(tmp_path, monkeypatch):
    monkeypatch.setenv("LIFEATLAS_WAREHOUSE", str(tmp_path))
    app = open_page()
    assert not app.exception
    assert "etl build" in app.code[0].value


def test_a_signing_told_twice_is_one_event_with_both_its_reports(opened, build):
    with duckdb.connect(build, read_only=True) as connection:
        sql = "SELECT event_id, list(fact_id ORDER BY rank) FROM signing_reports GROUP BY ALL HAVING count(*) > 1"
        _, facts = connection.execute(f"{sql} ORDER BY event_id LIMIT 1").fetchone()
    app = opened("evidence", fact=facts[0])
    assert not app.exception
    assert Words("zh").say("event_title") in [part.value for part in app.header]
    assert all(fact in html_of(app) for fact in facts[1:])


@pytest.mark.parametrize(("status", "says"), [("outcome", "beside_target"), ("target", "beside_outcome")])
def test_a_target_and_its_outcome_name_each_other_and_how_far_it_was_met(opened, build, status, says):
    with duckdb.connect(build, read_only=True) as connection:
        sql = """SELECT own.fact_id, outcome.value / goal.value FROM cells own
            JOIN cells outcome ON outcome.subject_id = own.subject_id AND outcome.status_group = 'outcome'
            JOIN cells goal ON goal.subject_id = own.subject_id AND goal.status_group = 'target'
            WHERE own.fact_table = 'output_values' AND own.status_group = ? ORDER BY own.fact_id LIMIT 1"""
        fact_id, share = connection.execute(sql, [status]).fetchone()
    app = opened("evidence", fact=fact_id)
    assert not app.exception
    told = [part.proto.label for part in app.main if part.type == "page_link"]
    beginning = Words("zh").say(says, value="").split("{")[0][:4]
    assert any(beginning in label and f"{float(share):.0%}".rstrip("%") in label for label in told), told


def test_the_newest_articles_name_their_regions_in_the_readers_language(opened):
    app = opened("overview", city="310114", lang="en")
    links = [part.proto.label for part in app.main if part.type == "page_link"]
    newest = [label for label in links if "　" in label and "figure" in label]
    assert newest and all(label.endswith(": Jiading") for label in newest)


def test_the_overview_shows_regions_by_years(opened):
    strip = html_of(opened("overview")).partition('<table class="matrix')[2].partition("</table>")[0]
    assert strip.count("<tr>") - 1 == 12
    assert "evidence?fact=" in strip
    assert len(strip) < 20_000


def test_a_column_is_as_wide_as_its_longest_state_and_no_wider_than_a_telephone_bears():
    assert tables._wide(["Actual", "Actual · Part of a year"]) > 150
    assert tables._wide(["实际"]) < tables.USUAL
    assert tables._wide(["启东经济开发区" * 9]) == tables.WIDEST


def test_in_english_a_verdict_names_regions_as_the_charts_do(opened):
    html = html_of(opened("compare", city="310000,110000,320200", lang="en"))
    assert "Beijing (province) and Wuxi (city)" in html
