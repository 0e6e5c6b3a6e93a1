"""Figures: exact arithmetic, spans in the given text, folding, and a reading time that grows with the length only."""

from decimal import Decimal
from types import ModuleType

import pytest

from etl.extractor.mentions import amounts, counts, numbers, rates
from etl.extractor.mentions.numerals import fold, scan

FINDERS = [numbers, amounts, rates, counts]


def test_sums_are_exact_decimals() -> None:
    assert amounts.find("16.4亿元")[0].value.yuan == Decimal(1640000000)
    assert rates.find("8.1%")[0].value.rate == Decimal("0.081")


def test_words_of_qualification_stay_outside_of_the_span_but_yu_and_the_unit_inside() -> None:
    text = "企业从2600余家增加到近3000家，产值超过人民币200亿元以上"
    assert [text[mention.start : mention.end] for mention in counts.find(text)] == ["2600余家", "3000家"]
    assert [text[mention.start : mention.end] for mention in amounts.find(text)] == ["人民币200亿元"]


def test_spans_are_those_of_the_text_as_given() -> None:
    text = "產業規模達到１，２５０億元，企業３８３家"
    assert [text[mention.start : mention.end] for mention in amounts.find(text)] == ["１，２５０億元"]
    assert [text[mention.start : mention.end] for mention in counts.find(text)] == ["３８３家"]


@pytest.mark.parametrize("text", ["壹佰贰拾叁万元", "５０％，１，２００億圓", "没有数字", "", "㈠①½"])
def test_folding_keeps_the_length(text: str) -> None:
    assert len(fold(text)) == len(text)


def test_financial_numerals_inside_of_words_are_left_alone() -> None:
    assert fold("陆家嘴参加收拾队伍") == "陆家嘴参加收拾队伍"
    assert counts.find("陆家嘴有12家") == counts.find("张家嘴有12家")


def test_an_article_one_is_told_apart_from_a_number() -> None:
    article, number = counts.find("一家药企买下3家")
    assert article.rule != number.rule
    assert (article.value.value, number.value.value) == (1, 3)


def test_a_foreign_sum_has_no_yuan() -> None:
    dollars, yuan = amounts.find("15亿美元(约合106亿元人民币)")
    assert (dollars.value.currency, dollars.value.yuan) == ("USD", None)
    assert (yuan.value.yuan, yuan.qualifier) == (Decimal(10600000000), "about")


def test_mentions_are_in_the_order_of_the_text() -> None:
    text = "产值翻番，增长20%，翻两番，增长1.5倍"
    assert [mention.start for mention in rates.find(text)] == sorted(mention.start for mention in rates.find(text))


@pytest.mark.parametrize("finder", FINDERS)
@pytest.mark.parametrize(
    "unit", ["1", "一", "1,", "百分之", "1.", "亿", "1亿、", "1到", "翻", "5家、", "1%-", "十", "半"]
)
def test_endless_numerals_are_read_without_a_fault(finder: ModuleType, unit: str) -> None:
    for mention in finder.find(unit * 2000 + "亿元"):
        assert mention.start < mention.end


def test_a_text_is_scanned_once_for_all_finders() -> None:
    text = "产值200亿元，增长15%，企业383家"
    scan.cache_clear()
    for finder in FINDERS:
        finder.find(text)
    assert scan.cache_info().misses == 1
