"""What readers see: numbers as people write them, and no text in a page that has no label."""

import ast
import re
from datetime import date

import pytest

from dashboard.labels import WORDS, Words
from etl.paths import ROOT

PAGES = [ROOT / "app.py", *sorted((ROOT / "pages").glob("*.py"))]
CODE = [*PAGES, *sorted((ROOT / "dashboard").glob("*.py"))]


@pytest.mark.parametrize(
    ("yuan", "qualifier", "zh", "en"),
    [
        (15_480_000_000, "exact", "154.8亿元", "15.48 bn yuan"),
        (760_000_000_000, "over", ">7600亿元", ">760 bn yuan"),
        (1_600_000_000, "nearly", "<16亿元", "<1.6 bn yuan"),
        (30_000_000_000, "about", "≈300亿元", "≈30 bn yuan"),
        (5_000_000, "exact", "500万元", "5 m yuan"),
        (None, None, "–", "–"),
    ],
)
def test_money_is_written_as_people_read_it(yuan, qualifier, zh, en):
    assert Words("zh").money(yuan, qualifier) == zh
    assert Words("en").money(yuan, qualifier) == en


@pytest.mark.parametrize(("rate", "text"), [(0.155, "+15.5%"), (-0.032, "−3.2%"), (0, "0%"), (1, "+100%"), (None, "–")])
def test_a_rate_has_its_sign(rate, text):
    assert Words("zh").rate(rate) == text


@pytest.mark.parametrize(
    ("start", "end", "zh", "en"),
    [
        ((2021, 1, 1), (2021, 12, 31), "2021", "2021"),
        ((2022, 1, 1), (2022, 9, 30), "2022年前三季度", "2022 Q1–Q3"),
        ((2022, 1, 1), (2022, 6, 30), "2022年上半年", "2022 H1"),
        ((2022, 1, 1), (2022, 8, 31), "2022年1–8月", "2022 01–08"),
        ((2021, 1, 1), (2025, 12, 31), "2021–2025", "2021–2025"),
        ((2022, 11, 15), (2022, 11, 15), "2022-11-15", "2022-11-15"),
    ],
)
def test_a_period_is_said_in_few_words(start, end, zh, en):
    assert Words("zh").period(date(*start), date(*end)) == zh
    assert Words("en").period(date(*start), date(*end)) == en


@pytest.mark.parametrize(
    ("adcode", "name", "pinyin", "said"),
    [
        ("610100", "西安市", "xian xa", "Xi'an"),
        ("341500", "六安市", "luan la", "Lu'an"),
        ("370900", "泰安市", "taian ta", "Tai'an"),
        ("420102", "江岸区", "jiangan ja", "Jiang'an"),
        ("350783", "建瓯市", "jianou jo", "Jian'ou"),
        ("141100", "吕梁市", "lvliang ll", "Lüliang"),
        ("310115", "浦东新区", "pudongxin pdx", "Pudong"),
        ("441803", "清新区", "qingxin qx", "Qingxin"),
        ("230100", "哈尔滨市", "haerbin heb", "Harbin"),
        ("310114", "嘉定区", "jiading jd", "Jiading"),
    ],
)
def test_regions_are_spelled_as_english_maps_spell_them(adcode, name, pinyin, said):
    assert Words("en").region(adcode, name, pinyin) == said
    assert Words("zh").region(adcode, name, pinyin) == name


@pytest.mark.parametrize("key", WORDS)
def test_every_label_is_said_in_both_languages_with_the_same_blanks(key):
    zh, en = WORDS[key]
    assert zh and en
    assert set(re.findall(r"{(\w+)", zh)) == set(re.findall(r"{(\w+)", en))


@pytest.mark.parametrize(
    ("key", "values", "text"),
    [
        ("rows_n", {"n": 1}, "1 row"),
        ("rows_n", {"n": 1200}, "1,200 rows"),
        ("rows_n", {"n": 0}, "0 rows"),
        ("projects_said", {"n": ">1"}, ">1 projects"),
        ("figures_from", {"figures": 1, "articles": 1}, "1 figure from 1 article or source"),
        ("metric_coverage_note", {"province": 1, "city": 2, "county": 1}, "1 province · 2 cities · 1 county"),
        ("metric_largest", {"name": "Output", "level": "Cities"}, "Largest output, cities"),
    ],
)
def test_an_english_noun_goes_with_its_count(key, values, text):
    assert Words("en").say(key, **values) == text


@pytest.mark.parametrize("key", WORDS)
def test_no_english_label_has_a_plural_that_a_count_of_one_would_make_wrong(key):
    counted = re.search(
        r"{\w+(?::,)?} (?:(?:more|other|seed) )?(?!is |has |was |as |this |times )[a-z]+s\b", WORDS[key][1]
    )
    assert not counted or key == "repeated_note"  # what is told again has two reports at least


@pytest.mark.parametrize("key", WORDS)
def test_english_labels_hold_no_marks_of_chinese_type(key):
    assert not re.search("[“”‘’，。；：（）、]", WORDS[key][1])


def test_words_are_quoted_in_their_languages_marks():
    assert (Words("zh").quoted("a"), Words("en").quoted("a")) == ("“a”", '"a"')


def strings(path):
    tree = ast.parse(path.read_text("utf-8"))
    documented = {ast.get_docstring(node, clean=False) for node in ast.walk(tree) if isinstance(
        node, ast.Module | ast.FunctionDef | ast.ClassDef
    )}  # fmt: skip
    return [
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value not in documented
    ]


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_a_page_holds_no_text_of_its_own(path):
    own = [text for text in strings(path) if re.search(r"[\u4e00-\u9fff]|[A-Za-z]+ [a-z]+ [a-z]+", text)]
    assert [text for text in own if text not in ("python -m dashboard.boundaries", "text/csv; charset=utf-8")] == []


@pytest.mark.parametrize("path", CODE, ids=lambda path: path.name)
def test_every_label_asked_for_by_name_exists(path):
    asked = [
        node.args[0].value
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "say"
        and node.args and isinstance(node.args[0], ast.Constant)
    ]  # fmt: skip
    assert [key for key in asked if key not in WORDS] == []


@pytest.mark.parametrize("path", PAGES[1:], ids=lambda path: path.name)
def test_a_page_is_short(path):
    assert len(path.read_text("utf-8").splitlines()) <= 80
