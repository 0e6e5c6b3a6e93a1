"""Periods: what a value says beyond its days, and what the readers after it need (the days: test_corpus.py)."""

import random
from datetime import date
from pathlib import Path

import pytest
import yaml

from etl.extractor.mentions import periods
from etl.extractor.mentions.periods import Period

CORPUS = yaml.safe_load((Path(__file__).parent / "corpus" / "periods.yaml").read_text(encoding="utf-8"))
TEXTS = [str(text) for group in CORPUS for text in group["texts"]]
TOLD = date(2022, 11, 15)


def values(text: str, told: date = TOLD) -> list[Period]:
    return [mention.value for mention in periods.find(text, told)]


@pytest.mark.parametrize(
    ("text", "grain", "edge", "explicit"),
    [
        ("11月15日", "day", "", False),
        ("上周", "week", "", True),
        ("11月", "month", "", False),
        ("1-9月", "months", "", False),
        ("去年前三季度", "months", "", True),
        ("一季度", "quarter", "", False),
        ("上半年", "half", "", False),
        ("2021年", "year", "", True),
        ("2020年至2022年", "years", "", True),
        ("“十四五”期间", "plan", "", True),
        ("年底", "year", "end", False),
        ("截至2022年底", "year", "by", True),
        ("今年以来", "year", "since", True),
        ("2023年开始", "year", "from", True),
        ("目前", "day", "now", True),
        ("去年同期", "year", "same", True),
        ("当天", "day", "same", False),
    ],
)
def test_value_tells_grain_edge_and_whether_the_year_is_settled(text, grain, edge, explicit):
    assert [value[2:5] for value in values(text)] == [(grain, edge, explicit)]


def test_same_period_of_no_year_is_open_on_both_sides():
    assert values("同期") == [Period(None, None, "year", "same", False)]


def test_reader_gets_no_now_and_no_same_period_without_a_year():
    found = periods.find("目前全区有383家，同期增长3%，去年同期为300家", TOLD)
    assert len(found) == 3
    assert [m.value.start for m in periods.for_reader(found)] == [date(2021, 1, 1)]


def test_several_periods_of_a_sentence_come_in_order():
    text = "2019年、2020年和2021年产值分别为1亿元、2亿元和3亿元，今年1-9月达4亿元，到2025年突破10亿元。"
    assert [value.end for value in values(text)] == [
        date(2019, 12, 31),
        date(2020, 12, 31),
        date(2021, 12, 31),
        date(2022, 9, 30),
        date(2025, 12, 31),
    ]


def test_rise_from_year_to_year_tells_two_plain_years():
    assert [(v.start, v.end) for v in values("从2020年的100亿元增长到2021年的200亿元")] == [
        (date(2020, 1, 1), date(2020, 12, 31)),
        (date(2021, 1, 1), date(2021, 12, 31)),
    ]


def test_span_is_that_of_the_text_as_given():
    text = "全區截至２０２１年１２月３１日共有383家"
    assert [periods.as_json(m, text) for m in periods.find(text, TOLD)] == [
        {
            "text": "截至２０２１年１２月３１日",
            "start": 2,
            "end": 15,
            "rule": "截至 <year> <part> <edge>",
            "period_start": None,
            "period_end": "2021-12-31",
        }
    ]


@pytest.mark.parametrize(
    "text", ["2021年2月29日", "2021-13-01", "20211301", "0月5日", "2101年", "1899年12月", "2021年0季度"]
)
def test_days_that_do_not_exist_are_never_found_whole(text):
    assert all(m.end - m.start < len(text) for m in periods.find(text, TOLD))


@pytest.mark.parametrize("told", [date.min, date(1900, 1, 1), date(2100, 12, 31), date.max])
def test_article_at_the_end_of_time_raises_nothing(told):
    for text in TEXTS:
        periods.find(text, told)


@pytest.mark.parametrize(
    "piece", ["1", "1月", "年", "1-", "十", "截至", "2021年", "自2021年", "十四五", "1月1", "一二", "，"]
)
def test_hostile_repetition_is_read_to_its_end(piece):
    found = periods.find(piece * 5000 + "。2021年9月", TOLD)
    assert found[-1].value.end == date(2021, 9, 30)


def test_mentions_of_shuffled_words_are_ordered_and_do_not_overlap():
    pieces = [*TEXTS] + [
        "至",
        "到",
        "截至",
        "以来",
        "前",
        "-",
        "，",
        "和",
        "底",
        "月",
        "年",
        "日",
    ]
    draw = random.Random(7)
    for _ in range(1500):
        text = "".join(draw.choices(pieces, k=draw.randint(1, 8)))
        found = periods.find(text, TOLD)
        assert all(0 <= m.start < m.end <= len(text) for m in found), text
        assert all(a.end <= b.start for a, b in zip(found, found[1:], strict=False)), text
        assert all(m.value.start <= m.value.end for m in found if m.value.start and m.value.end), text


def test_random_characters_of_the_grammar_raise_nothing():
    characters = "0123456789一二三四五十〇两年月日号季度上下前去今明本后初末底内中至到-—、和之间"
    characters += "以来起截从自 近过未“”规划同期现有个半Q/.，。周天"
    draw = random.Random(11)
    for _ in range(6000):
        text = "".join(draw.choices(characters, k=draw.randint(1, 30)))
        for mention in periods.find(text, date(draw.choice([1, 1900, 2022, 2100, 9999]), draw.randint(1, 12), 28)):
            assert periods.as_json(mention, text)["text"]


@pytest.mark.parametrize("text", ["那年一季度", "次年", "在那一年", "，第二年", "往前一年"])
def test_a_year_counted_from_one_told_before_leans(text):
    (value,) = values(text)
    assert value.leans


@pytest.mark.parametrize("text", ["连续第二年", "他三十岁那年", "实施的第二年"])
def test_a_year_that_counts_nothing_told_before_is_none(text):
    assert values(text) == []
