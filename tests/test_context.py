"""What clauses take over: place, industry and date; what 分别 and 都是 hand out."""

from datetime import date

import pytest

from etl.extractor.context import read
from etl.extractor.running_place import _city_or_province, place_at

READ_ON = date(2024, 6, 18)


def at(text, words, title=None):
    """The clause that holds the words, and where they start in the body."""
    position = text.index(words)
    found, _ = read(title, text, READ_ON)
    return next(c for c in found if c.start <= position < c.end), position


def place(text, words, title=None):
    clause, position = at(text, words, title)
    found = place_at(clause, position)
    return found.adcode if found else None


@pytest.mark.parametrize(
    ("text", "words", "adcode"),
    [
        ("嘉定区生物医药产值10亿元，利润2亿元。", "2亿元", "310114"),
        ("嘉定区发展生物医药。2023年产值10亿元。", "10亿元", "310114"),
        ("嘉定区产值10亿元，宝山区产值8亿元，增长5%。", "5%", "310113"),
        ("嘉定区产值10亿元，高于宝山区，增长5%。", "5%", "310114"),
        ("嘉定区产值10亿元，占上海的3%，增长5%。", "5%", "310114"),
        ("嘉定区是上海的医药重镇，产值10亿元。", "10亿元", "310114"),
        ("10亿元——嘉定区生物医药产值再创新高。", "10亿元", "310114"),
        ("嘉定区企业赴北京参展，签约3个项目。", "3个", "310114"),
        ("嘉定区来自江苏的企业有3家。", "3家", "310114"),
        ("生物医药产值10亿元。", "10亿元", None),
    ],
)
def test_a_figure_is_of_the_place_named_last_as_a_subject(text, words, adcode):
    assert place(text, words) == adcode


def test_an_organisations_town_is_no_subject():
    assert place("嘉定区联合北京大学，生物医药产值10亿元。", "10亿元") == "310114"


def test_regions_of_a_province_side_by_side_are_the_provinces():
    assert place("南京、苏州、无锡等地生物医药领先，产值10亿元。", "10亿元") == "320000"


@pytest.mark.parametrize(
    ("text", "words", "industry"),
    [
        ("嘉定区医疗器械产值10亿元，利润2亿元。", "2亿元", "医疗器械"),
        ("嘉定区医疗器械领先。产值10亿元。", "10亿元", "医疗器械"),
        ("嘉定区中药产值1亿元，医疗器械产值10亿元，利润2亿元。", "2亿元", "医疗器械"),
    ],
)
def test_the_industry_is_carried_over(text, words, industry):
    assert at(text, words)[0].industry_in.text == industry


def test_a_new_paragraph_speaks_of_the_articles_industry():
    text = "嘉定区中药产值1亿元。\n产值再创新高，达10亿元。"
    assert at(text, "10亿元", "嘉定区医疗器械")[0].industry_in.text == "医疗器械"


@pytest.mark.parametrize(
    ("text", "words", "ends"),
    [
        ("2022年，嘉定区产值10亿元，利润2亿元。", "2亿元", date(2022, 12, 31)),
        ("2022年，嘉定区产值10亿元；利润2亿元。", "2亿元", date(2022, 12, 31)),
        ("2021年产值10亿元，2022年产值12亿元，利润3亿元。", "3亿元", date(2022, 12, 31)),
        ("嘉定区2022年产值10亿元；利润2亿元。", "2亿元", None),
        ("2022年，嘉定区产值比2020年翻番，利润2亿元。", "2亿元", date(2022, 12, 31)),
        ("2022年，嘉定区产值10亿元。利润2亿元。", "2亿元", None),
    ],
)
def test_a_date_at_the_head_governs_its_sentence_a_date_inside_its_clause(text, words, ends):
    period = at(text, words)[0].period_in
    assert (period.end if period else None) == ends


def test_the_last_period_of_the_paragraph_is_remembered_apart():
    clause, _ = at("2022年，嘉定区产值10亿元。利润2亿元。", "2亿元")
    assert clause.last_period_in.end == date(2022, 12, 31)


def test_a_year_still_to_end_is_remembered_as_the_goals():
    clause, _ = at("到2027年，嘉定区产值达到100亿元。企业达到300家。", "300家")
    assert clause.goal_period_in.end.year == 2027


def test_respectively_hands_out_places_measures_industries_and_years():
    def owners(text):
        found, _ = read(None, text, READ_ON)
        held = {start: owner for c in found for start, owner in c.owners.items()}
        return [[owner.value for owner in held[start]] for start in sorted(held)]

    (a,), (b,) = owners("嘉定区、宝山区生物医药产值分别为10亿元、8亿元。")
    assert (a.adcode, b.adcode) == ("310114", "310113")
    assert owners("产值、利润分别为10亿元和2亿元。") == [["output"], ["profit"]]
    (a,), (b,) = owners("医疗器械和中药产值分别为10亿元、2亿元。")
    assert (a.text, b.text) == ("医疗器械", "中药")
    (a,), (b,) = owners("2021年和2022年产值分别为10亿元、12亿元。")
    assert (a.end.year, b.end.year) == (2021, 2022)


def test_respectively_hands_out_nothing_where_the_numbers_differ():
    found, _ = read(None, "嘉定区、宝山区、青浦区生物医药产值分别为10亿元、8亿元。", READ_ON)
    assert all(not c.owners for c in found)


def test_places_share_a_figure_that_is_both_theirs():
    found, _ = read(None, "嘉定区和宝山区的生物医药产值均为8亿元。", READ_ON)
    (shared,) = [owners for c in found for owners in c.shared.values()]
    assert [t.value.adcode for t in shared] == ["310114", "310113"]


@pytest.mark.parametrize(
    ("codes", "whole"),
    [
        ({"370102", "370103"}, "370100"),
        ({"370102", "370602"}, "370000"),
        ({"310114", "310113"}, "310000"),
        ({"469002", "469005"}, "460000"),  # 琼海 and 文昌 lie in no city
    ],
)
def test_regions_side_by_side_are_of_their_city_or_their_province(codes, whole):
    assert _city_or_province(codes) == whole
