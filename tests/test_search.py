"""The search index, made with the build; and the search box's questions, read as filters and as words."""

import shutil
from datetime import UTC, datetime

import duckdb
import pytest

from dashboard import database, search, search_box, search_parse
from dashboard.choice import Choice
from dashboard.labels import Words
from dashboard.search_parse import Name
from etl import cutter, pipeline
from etl.paths import ROOT
from tests.opening import open_page

NOW = datetime(2026, 11, 21, 12, 0, 0, tzinfo=UTC)
INDEX = ("search_items", "search_terms", "search_postings", "search_names")
ARTICLE = """嘉定生物医药产业再上台阶

来源：样报 2023-02-01

2022年，嘉定区生物医药产业产值达154.8亿元，同比增长15.5%。区内有药明康德等企业383家。
"""
OTHER = """苏州医疗器械产业提速

来源：样报 2023-03-01

2022年，苏州市医疗器械产业规模超1000亿元。
"""
NAMES = {
    name.name: name
    for name in [
        Name("苏州", "region", "320500"), Name("苏州市", "region", "320500"), Name("suzhou", "region", "320500"),
        Name("嘉定", "region", "310114"), Name("杭州", "region", "330100"),
        Name("生物医药", "industry", "biomedicine"), Name("医药", "industry", "biomedicine"),
        Name("medical devices", "industry", "medical_devices"),
    ]
}  # fmt: skip


@pytest.fixture
def opened(warehouse, tmp_path, monkeypatch):
    folder = shutil.copytree(warehouse, tmp_path / "warehouse")
    monkeypatch.setenv("LIFEATLAS_WAREHOUSE", str(folder))
    database.refresh()
    return folder


@pytest.fixture
def small(tmp_path, monkeypatch):
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "a.txt").write_text(ARTICLE, "utf-8")
    (folder / "b.txt").write_text(OTHER, "utf-8")
    pipeline.build([folder], tmp_path / "w", NOW, jobs=1)
    monkeypatch.setenv("LIFEATLAS_WAREHOUSE", str(tmp_path / "w"))
    database.refresh()
    return folder


def rows(build):
    with duckdb.connect(build, read_only=True) as connection:
        return {table: connection.execute(f"SELECT * FROM {table} ORDER BY ALL").fetchall() for table in INDEX}


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("全区产值154.8亿元", "154.8"),
        ("嘉定区生物医药产业", "生物医药"),
        ("嘉定区生物医药产业", "嘉定区"),
        ("ＣＤＭＯ企业", "cdmo"),
    ],
)
def test_a_word_is_cut_whole(text, word):
    assert word in cutter.cut(text)


def test_a_long_word_is_found_by_the_words_in_it():
    assert {"生物", "医药"} <= set(cutter.within("生物医药"))


def test_stop_words_and_marks_are_left_out():
    assert cutter.cut("的，了。") == []


def test_a_build_that_reuses_its_articles_has_the_same_index_as_a_fresh_one(tmp_path):
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "a.txt").write_text(ARTICLE, "utf-8")
    pipeline.build([folder], tmp_path / "w", NOW, jobs=1)
    (folder / "b.txt").write_text(OTHER, "utf-8")
    grown = pipeline.build([folder], tmp_path / "w", NOW, jobs=1)
    fresh = pipeline.build([folder], tmp_path / "v", NOW, jobs=1)
    assert (grown.reused, grown.read) == (1, 1)
    assert rows(grown.build) == rows(fresh.build)


def test_an_article_that_is_gone_is_gone_from_the_index(tmp_path):
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "a.txt").write_text(ARTICLE, "utf-8")
    (folder / "b.txt").write_text(OTHER, "utf-8")
    pipeline.build([folder], tmp_path / "w", NOW, jobs=1)
    (folder / "b.txt").unlink()
    less = pipeline.build([folder], tmp_path / "w", NOW, jobs=1)
    found = rows(less.build)
    assert [row[2] for row in found["search_items"] if row[1] == "article"] != []
    assert "苏州" not in {term for _, term, _ in found["search_terms"]}


def test_every_fact_with_a_place_lies_in_a_sentence_of_the_index(connection):
    lost = connection.execute(
        """
        SELECT fact_id FROM output_values o WHERE char_start IS NOT NULL AND NOT EXISTS (
            FROM search_items i WHERE i.kind = 'sentence' AND i.article_id = o.article_id
            AND o.char_start >= i.char_start AND o.char_start < i.char_end)
        """
    ).fetchall()
    assert lost == []


def test_a_sentence_is_found_by_the_region_that_it_does_not_name(small):
    found = search.find("嘉定 企业 383")
    assert found.counts["sentence"] == 1
    assert found.all_words
    assert "383家" in found.rows["sentence"]["told"].iloc[0]


def test_a_name_that_the_dictionary_does_not_know_is_found(small):
    assert search.find("药明康德").counts["article"] == 1


@pytest.mark.parametrize("question", ["蘇州 產業規模", "苏州市产业规模", "suzhou scale", "苏州　规模"])
def test_a_question_is_understood_however_it_is_written(small, question):
    found = search.find(question)
    assert list(found.parse.regions) == ["320500"]
    assert found.parse.statistic == "scale"
    assert list(found.rows["sentence"]["told"]) == ["2022年，苏州市医疗器械产业规模超1000亿元。"]


def test_a_thing_of_another_region_is_no_answer(small):
    found = search.find("苏州 产值")
    assert all("嘉定" not in str(told) for told in found.rows["sentence"]["told"])


@pytest.mark.parametrize(
    ("choice", "inside"),
    [
        (Choice(), 2),
        (Choice(cities=("310114",)), 1),
        (Choice(cities=("310000",)), 1),
        (Choice(first_year=2020, last_year=2021), 0),
        (Choice(industry="medical_devices"), 1),
        (Choice(cities=("310114",), statistic="revenue"), 1),  # its count of companies is of no such statistic
    ],
)
def test_what_lies_outside_the_choice_is_counted_and_not_listed(small, choice, inside):
    found = search.find("产业", choice=choice)
    assert (found.counts["article"], found.outside["article"]) == (inside, 2 - inside)
    assert len(found.rows["article"]) == inside
    whole = search.find("产业")
    for kind in search.KINDS:
        assert found.counts[kind] + found.outside[kind] == whole.counts[kind]


def test_words_that_nothing_holds_together_are_said_to_be_so(small):
    found = search.find("药明康德 医疗器械")
    assert not found.all_words
    assert found.counts["article"] > 0


@pytest.mark.parametrize(
    "question",
    ["", "   ", "%", "'; DROP TABLE articles; --", "的", "\x00", "((((", "𠮷" * 50, "产值" * 500, "$term_id"],
)
def test_no_question_is_an_error(opened, question):
    assert search.find(question).counts is not None


def test_regions_are_found_by_initials_and_by_their_beginning(opened):
    assert "310114" in list(search.find("jd").regions["adcode"])
    assert "310114" in list(search.find("嘉").regions["adcode"]) or "310114" in list(
        search.find("嘉定").regions["adcode"]
    )


@pytest.mark.parametrize(
    ("question", "regions", "years", "industry", "statistic", "page", "rest"),
    [
        ("苏州 杭州 近三年 产值", ["320500", "330100"], (2022, 2024), None, "output", None, []),
        ("苏州杭州2021-2023年生物医药产值", ["320500", "330100"], (2021, 2023), "biomedicine", "output", None, []),
        (
            "suzhou medical devices last 2 years revenue",
            ["320500"],
            (2023, 2024),
            "medical_devices",
            "revenue",
            None,
            [],
        ),
        ("嘉定的增速是多少", ["310114"], None, None, None, "growth", []),
        ("2020年以来签约", [], (2020, 2024), None, None, "signings", []),
        ("去年 嘉定", ["310114"], (2025, 2025), None, None, None, []),
        ("十四五 医药 规模", [], (2021, 2025), "biomedicine", "scale", None, []),
        ("药明康德", [], None, None, None, None, ["药明康德"]),
        ("嘉定 药明康德 154.8亿元", ["310114"], None, None, None, None, ["药明康德", "154.8亿元"]),
        ("insuzhouland", [], None, None, None, None, ["insuzhouland"]),
        ("20215亿元", [], None, None, None, None, ["20215亿元"]),
    ],
)
def test_a_question_becomes_filters(question, regions, years, industry, statistic, page, rest):
    parse = search_parse.parse(search_parse.normal(question), NAMES, latest=2024, this=2026)
    assert list(parse.regions) == regions
    assert (parse.years, parse.industry, parse.statistic, parse.page) == (years, industry, statistic, page)
    assert parse.rest == rest


def test_years_without_figures_are_no_filter_and_are_named(opened):
    parse = search_parse.parse("1950年", NAMES, latest=2024, this=2026)
    outside = []
    assert search_box.chosen(parse, "zh", outside).first_year is None
    assert outside == ["1950年"]


def test_what_is_found_is_shown_as_text_and_never_as_markup(small):
    found = search.find("嘉定")
    shown = search_box.bold("嘉定 <b>x</b> [a](http://b) ![c](d)", found)
    assert shown.startswith("**嘉定**")
    assert "\\[a\\]\\(http" in shown
    assert "\\<b\\>" in shown


# ---- the box on the pages


@pytest.fixture
def page(opened, monkeypatch):
    """The overview, asked a question, with the seeds' build."""
    monkeypatch.chdir(ROOT)

    return lambda question, **parameters: open_page(q=question, **parameters)


def links(app):
    return [part.proto.label for part in app.main if part.type == "page_link"]


def headings(app):
    return [part.value for part in app.subheader]


def test_the_page_says_how_a_question_was_read_and_opens_its_answer(page):
    app = page("嘉定 2022年 医药 产值")
    assert not app.exception
    read = next(part.value for part in app.markdown if "→" in part.value)
    assert "“嘉定” → 上海市嘉定区" in read and "“2022年” → 2022" in read and "产值" in read
    assert Words("zh").say("search_open", page=Words("zh").say("page_region")) in links(app)


def test_a_question_becomes_the_filter_and_leaves_the_box(page):
    app = page("嘉定 2021-2022年 医药 产值")
    app.button("search_filter").click().run()
    assert not app.exception
    asked = dict(app.query_params)
    assert (asked["city"], asked["year"], asked["statistic"]) == ("310114", "2021-2022", "output")
    assert "q" not in asked
    assert app.text_input("find").value == ""


def test_what_is_found_leads_to_its_sentence_with_the_words_bold(page):
    app = page("嘉定 产值", lang="en")
    assert any(heading.startswith("Sentences") for heading in headings(app))
    assert any("**嘉定" in label for label in links(app))


def test_more_rows_come_when_asked_for_and_the_rest_is_counted(page):
    app = page("企业")
    before = len(links(app))
    app.button("more_sentence").click().run()
    assert not app.exception
    assert len(links(app)) > before
    assert any(str(search_box.MORE) in caption.value for caption in app.caption)


def test_a_new_question_replaces_the_old_and_none_closes_the_box(page):
    app = page("企业")
    app.text_input("find").set_value("  嘉定   产值 ").run()
    assert app.query_params["q"] == "嘉定 产值"
    app.text_input("find").set_value("").run()
    assert "q" not in app.query_params
    app = page("企业")
    app.button("search_close").click().run()
    assert "q" not in app.query_params and not [heading for heading in headings(app) if "句" in heading]


def test_years_without_figures_and_words_left_over_are_named(page):
    app = page("1950年 嘉定 药明某某")
    captions = [caption.value for caption in app.caption]
    assert any("1950" in caption for caption in captions)
    assert any("药明某某" in caption for caption in captions)


def test_a_question_that_finds_nothing_says_so(page):
    app = page("zzzzqqqq")
    assert not app.exception
    assert Words("zh").say("search_nothing") in [part.value for part in app.markdown]


@pytest.mark.parametrize(
    ("question", "opens"),
    [
        ("嘉定 增速", "timeline"),
        ("嘉定 签约", "signings"),
        ("嘉定 苏州 产值", "compare"),
        ("嘉定 产值", "region"),
        ("医药 产值", "timeline"),
    ],
)
def test_a_question_opens_the_page_that_answers_it(opened, question, opens):
    assert search_box.answer_page(search.find(question).parse) == opens
