"""A body -> its sentences and tokens."""

from datetime import date

import pytest

from etl.extractor import tokens

READ_ON = date(2024, 6, 18)


def read(text, title=None, published_on=READ_ON):
    return tokens.find(title, text, published_on)


def sentences(text):
    return [text[s.start : s.end].strip() for s in read(text).sentences]


def of(text, kind, published_on=READ_ON):
    return [t for t in read(text, None, published_on).tokens if t.kind == kind]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("产值10亿元。增长5%。", ["产值10亿元。", "增长5%。"]),
        ("他说：“产值10亿元。”随后离开。", ["他说：“产值10亿元。”", "随后离开。"]),
        ("产值10亿元！利润2亿元？", ["产值10亿元！", "利润2亿元？"]),
        ("第一段\n第二段", ["第一段", "第二段"]),
        ("成绩单：\n产值10亿元；\n利润2亿元。", ["成绩单：\n产值10亿元；\n利润2亿元。"]),
        ("   \n\n  ", []),
        ("", []),
    ],
)
def test_sentences_end_at_marks_and_lines_save_in_a_list(text, parts):
    assert sentences(text) == parts


def test_a_sentence_without_end_is_cut():
    text = "产值10亿元，" * 1000
    lengths = [s.end - s.start for s in read(text).sentences]
    assert max(lengths) <= tokens.LONGEST
    assert sum(lengths) == len(text)


def test_a_list_without_end_is_cut():
    text = "产值10亿元；\n" * 1000
    assert max(s.end - s.start for s in read(text).sentences) <= 2 * tokens.LONGEST


def test_paragraphs_open_where_lines_begin():
    assert [s.opens for s in read("甲产值1亿元。乙产值2亿元。\n丙产值3亿元。").sentences] == [True, False, True]


def test_only_sentences_with_figures_or_signings_are_live():
    text = "嘉定区风景好。产值10亿元。甲与乙签署协议。"
    assert [s.live for s in read(text).sentences] == [False, True, True]


def test_tokens_come_in_the_order_of_the_text():
    found = read("2023年，嘉定区生物医药产业产值154.8亿元，增长15.5%，企业383家。").tokens
    assert [
        t.kind for t in found if t.kind in ("period", "place", "industry", "statistic", "amount", "rate", "count")
    ] == [*("period", "place", "industry", "statistic", "amount", "rate", "count")]
    assert [t.start for t in found] == sorted(t.start for t in found)


def test_a_figure_is_of_one_kind_only():
    text = "产值154.8亿元，增长15.5%，从业人员1.2万人，翻一番，3成企业"
    found = [t for t in read(text).tokens if t.kind in tokens.FIGURES]
    for a in found:
        assert [b for b in found if b is not a and a.start < b.end and b.start < a.end] == []


def test_an_industry_within_an_events_name_is_none():
    assert of("2024生物医药产业发展大会在嘉定区举行，签约3个项目。", "industry") == []
    assert [t.value.text for t in of("生物医药产值3亿元，大会在嘉定区举行。", "industry")] == ["生物医药"]


def test_a_year_of_an_event_is_no_period():
    assert [t.value.grain for t in of("2024生物医药产业大会举行，签约3个项目。", "period")] == []


def test_the_year_behind_in_spring_is_the_calendar_year():
    (period,) = of("过去一年，嘉定区生物医药产值3亿元。", "period", date(2024, 2, 1))
    assert (period.value.start, period.value.end) == (date(2023, 1, 1), date(2023, 12, 31))


def test_a_table_is_live_without_a_figure():
    assert all(s.live for s in read("行业\t产值\n医药\t很高\n").sentences)
