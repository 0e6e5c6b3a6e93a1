"""A fact told twice -> once; a rounded restatement -> the figure itself."""

from datetime import date
from decimal import Decimal

import pytest

from etl.extractor import merge
from etl.models import EntityCount, GrowthRate, OutputValue, Signing

YEAR = (date(2023, 1, 1), date(2023, 12, 31))


def output(
    yi, start=0, qualifier="exact", adcode="310114", industry="biomedicine", status="actual", statistic="output"
):
    return OutputValue(
        f"o{start}",
        "a",
        adcode,
        None,
        industry,
        "生物医药",
        statistic,
        Decimal(str(yi)) * 10**8,
        qualifier,
        status,
        *YEAR,
        "q",
        start,
        start + 1,
        "r",
    )


def growth(rate, start=0, period=YEAR, statistic="output"):
    return GrowthRate(
        f"g{start}",
        "a",
        "310114",
        None,
        "biomedicine",
        "生物医药",
        statistic,
        Decimal(str(rate)),
        "yoy",
        "exact",
        "actual",
        *period,
        "q",
        start,
        start + 1,
        "r",
    )


def signing(count, yi, start=0, kind="projects"):
    amount = None if yi is None else Decimal(yi) * 10**8
    return Signing(
        f"s{start}",
        "a",
        "310114",
        None,
        None,
        None,
        date(2024, 6, 18),
        kind,
        count,
        count and "exact",
        amount,
        None if amount is None else "exact",
        None,
        None,
        "q",
        start,
        start + 1,
        "r",
    )


def count(value, start=0, kind="companies", text="生物医药"):
    return EntityCount(
        f"c{start}",
        "a",
        "310114",
        None,
        "biomedicine",
        text,
        kind,
        value,
        "exact",
        "stock",
        "actual",
        date(2024, 6, 18),
        date(2024, 6, 18),
        "q",
        start,
        start + 1,
        "r",
    )


@pytest.mark.parametrize(
    ("table", "found", "kept"),
    [
        ("output_values", [output(154.8, 0), output(154.8, 9)], ["o0"]),
        ("output_values", [output(154.8, 0), output(98, 9)], ["o0", "o9"]),
        ("output_values", [output(154.8, 0), output(154.8, 9, adcode="310113")], ["o0", "o9"]),
        ("output_values", [output(154.8, 0), output(154.8, 9, industry="tcm")], ["o0", "o9"]),
        ("output_values", [output(154.8, 0), output(154.8, 9, status="target")], ["o0", "o9"]),
        ("output_values", [output(150, 0, "over"), output(154.8, 9)], ["o9"]),
        ("output_values", [output(154.8, 0), output(150, 9, "over")], ["o0"]),
        ("output_values", [output(100, 0, "over"), output(154.8, 9)], ["o0", "o9"]),
        ("output_values", [output(150, 0), output(154.8, 9)], ["o0", "o9"]),
        ("growth_rates", [growth(0.155, 0), growth(0.155, 9)], ["g0"]),
        ("growth_rates", [growth(0.155, 0), growth(0.155, 9, statistic="profit")], ["g0", "g9"]),
        ("growth_rates", [growth(0.155, 0), growth(0.155, 9, (date(2022, 1, 1), date(2022, 12, 31)))], ["g0", "g9"]),
        ("signings", [signing(18, 50, 0), signing(18, 50, 9)], ["s0"]),
        ("signings", [signing(18, 50, 0), signing(18, None, 9)], ["s0"]),
        ("signings", [signing(18, 50, 0), signing(None, 50, 9)], ["s0"]),
        ("signings", [signing(18, 50, 0), signing(18, 60, 9)], ["s0", "s9"]),
        ("signings", [signing(1, None, 0, "agreement"), signing(1, None, 9, "agreement")], ["s0", "s9"]),
        ("entity_counts", [count(383, 0), count(383, 90)], ["c0"]),
        ("entity_counts", [count(2, 0), count(2, 9)], ["c0", "c9"]),
        ("entity_counts", [count(2, 0), count(2, 0)], ["c0"]),
        ("entity_counts", [count(383, 0), count(383, 9, "companies_above_scale")], ["c0", "c9"]),
        ("entity_counts", [count(383, 0), count(383, 9, text="中药")], ["c0", "c9"]),
        ("entity_counts", [], []),
    ],
)
def test_a_fact_is_kept_once(table, found, kept):
    assert [fact.fact_id for fact in merge.facts(table, found)] == kept


def test_facts_come_in_the_order_of_the_text():
    assert [f.fact_id for f in merge.facts("output_values", [output(9, 9), output(3, 3)])] == ["o3", "o9"]


def test_many_facts_of_one_cell_are_all_kept():
    found = [output(number, number) for number in range(1, 3000)]
    assert merge.facts("output_values", found) == found


def test_a_signing_told_twice_by_the_same_words_is_one_and_the_fuller_is_kept():
    bare, told = signing(1, None), signing(1, 106)
    assert bare.fact_id == told.fact_id
    assert merge.facts("signings", [bare, told]) == [told]
