"""Fair comparisons: the reference rows' traps, the largest fair subset, and sums that count nothing twice."""

import csv
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reference_warehouse import filled

from dashboard.comparability import addable, comparable_subset, places, rules, verdict
from etl.gazetteer import industry_rows, region_rows
from etl.paths import REGION_CHANGES_CSV
from etl.reconcile import reconcile


@pytest.fixture(scope="module")
def known():
    with REGION_CHANGES_CSV.open(encoding="utf-8", newline="") as file:
        return places(region_rows(), industry_rows(), list(csv.DictReader(file)))


@pytest.fixture(scope="module")
def cells():
    connection = filled()
    reconcile(connection)
    return connection.sql("SELECT * FROM cells").df().to_dict("records")


def pick(cells, adcode, year, measure, yi=None):
    (one,) = [
        row
        for row in cells
        if (row["adcode"], row["year"], row["measure"], row["fact_table"]) == (adcode, year, measure, "output_values")
        and (yi is None or abs(float(row["value"]) / 1e8 - yi) < 0.01)
    ]
    return one


def ids(judged):
    return {reason.rule for reason in judged.reasons}


def cell(adcode="310000", **other):
    """A made-up cell: 生物医药 output 2022, all companies, an exact actual of one claim."""
    row = {"adcode": adcode, "zone": None, "industry": "biomedicine", "scope": "生物医药", "coverage": "all"}
    row |= {"industry_text": "生物医药", "fact_table": "output_values", "measure": "output", "variant": ""}
    row |= {"period_start": date(2022, 1, 1), "period_end": date(2022, 12, 31), "grain": "year", "status": "actual"}
    row |= {"qualifier": "exact", "rivals": 0, "spread": 0.0, "claims": 1, "shown": True, "value": 1}
    row |= other
    return row | {"cell_id": "-".join(str(row[name]) for name in ("adcode", "zone", "measure", "scope", "period_end"))}


def of(year, **other):
    return {"period_start": date(year, 1, 1), "period_end": date(year, 12, 31)} | other


# --- the reference rows


def test_shanghai_scale_and_manufacturing_output_are_not_comparable(cells, known):
    judged = verdict([pick(cells, "310000", 2021, "scale"), pick(cells, "310000", 2021, "output")], known)
    assert (judged.level, ids(judged)) == ("not", {"measure", "industry_wider"})
    assert "口径不同：产值 与 规模" in {reason.zh for reason in judged.reasons}


def test_xian_and_its_high_tech_zone_are_not_comparable_for_three_reasons_and_more(cells, known):
    pair = [pick(cells, "610100", 2022, "output"), pick(cells, "610100", 2022, "scale")]
    judged = verdict(pair, known)
    assert judged.level == "not"
    assert ids(judged) == {"measure", "coverage", "inside", "qualifier"}
    assert any("属于 西安市" in reason.zh for reason in judged.reasons)


def test_hefei_2017_and_2020_revenue_did_not_halve(cells, known):
    judged = verdict([pick(cells, "340100", 2017, "revenue"), pick(cells, "340100", 2020, "revenue")], known)
    assert judged.level == "not"
    assert ids(judged) == {"industry_wider", "qualifier"}


def test_pudong_target_and_actual_of_2024_are_not_comparable(cells, known):
    pair = [pick(cells, "310115", 2024, "scale", 4000), pick(cells, "310115", 2024, "scale", 4100)]
    assert "target" in ids(verdict(pair, known))


def test_pudong_lies_inside_shanghai(cells, known):
    judged = verdict([pick(cells, "310000", 2024, "scale"), pick(cells, "310115", 2024, "scale", 4100)], known)
    assert (judged.level, ids(judged)) == ("not", {"inside"})
    assert judged.reasons[0].en == "One lies inside the other: 浦东新区 is part of 上海市"


def test_yichang_targets_in_other_words_are_comparable_with_reservations(cells, known):
    pair = [row for row in cells if (row["adcode"], row["year"], row["measure"]) == ("420500", 2025, "output")]
    judged = verdict(pair, known)
    assert (judged.level, ids(judged)) == ("reservation", {"industry_words", "qualifier"})


def test_ziyang_is_compared_with_the_reservation_that_its_sources_disagree(cells, known):
    judged = verdict([pick(cells, "512000", 2022, "output")], known)
    assert (judged.level, ids(judged)) == ("reservation", {"contested"})


def test_nine_months_are_not_a_full_year(known):
    part = cell("320100", period_end=date(2022, 9, 30), grain="part")
    judged = verdict([cell(), part], known)
    assert judged.level == "not"
    assert [reason.zh for reason in judged.reasons if reason.rule == "part_year"] == [
        "时段长短不同：2022 年 与 2022 年 1 至 9 月"
    ]


def test_the_first_half_of_one_year_is_not_the_second_half_of_another(known):
    first = cell("320100", period_end=date(2022, 6, 30), grain="part")
    second = cell("320100", period_start=date(2023, 7, 1), period_end=date(2023, 12, 31), grain="part")
    assert ids(verdict([first, second], known)) == {"part_season"}


# --- each rule, made up


OTHERS = {
    "measure": {"measure": "revenue"},
    "industry_wider": {"industry": "life_health", "scope": "生命健康", "industry_text": "生命健康"},
    "industry": {"industry": "medical_devices", "scope": "医疗器械", "industry_text": "医疗器械"},
    "industry_words": {"scope": "医药", "industry_text": "医药"},
    "coverage": {"coverage": "above_scale"},
    "years": of(2023),
    "target": {"status": "target"},
    "estimate": {"status": "estimate"},
    "qualifier": {"qualifier": "over"},
    "level": {"adcode": "310000"},
    "inside": {"zone": "张江"},
}


@pytest.mark.parametrize("rule", OTHERS)
def test_one_difference_gives_one_reason(rule, known):
    other = {"adcode": "320100" if rule == "inside" else "330100"} | OTHERS[rule]
    judged = verdict([cell("420100"), cell(**other)] if rule == "level" else [cell("320100"), cell(**other)], known)
    assert (ids(judged), judged.level) == ({rule}, rules()[rule].weight)


def test_growth_of_another_basis_is_counted_differently(known):
    growth = {"fact_table": "growth_rates"}
    pair = [cell("320100", variant="yoy", **growth), cell("330100", variant="average", **growth)]
    assert [reason.zh for reason in verdict(pair, known).reasons] == ["算法不同：同比 与 年均"]


def test_equal_terms_are_comparable(known):
    judged = verdict([cell("320100"), cell("330100"), cell("420100")], known)
    assert judged == ("comparable", ())


def test_places_that_share_their_years_are_compared_year_by_year(known):
    rows = [cell(code, **of(year)) for code in ("320100", "330100", "420100") for year in (2020, 2021, 2022)]
    assert verdict(rows, known) == ("comparable", ())
    judged = verdict([*rows, cell("440100", **of(2015))], known)
    assert set(judged.by_rule()) == {"years"}


def test_jiangbei_before_2025_and_liangjiang_after_are_another_territory(known):
    judged = verdict([cell("500105", **of(2022)), cell("500157", **of(2025))], known)
    assert judged.level == "not"
    assert any("江北区 2025 年并入两江新区" in reason.zh for reason in judged.reasons)


def test_a_district_before_and_after_it_took_in_another_is_another_territory(known):
    assert "boundary" in ids(verdict([cell("310106", **of(2014)), cell("310106", **of(2016))], known))
    assert "boundary" not in ids(verdict([cell("310106", **of(2016)), cell("310106", **of(2018))], known))


def test_a_county_that_only_became_a_district_keeps_its_territory(known):
    assert "boundary" not in ids(verdict([cell("110118", **of(2014)), cell("110118", **of(2016))], known))


def test_every_rule_has_words_and_an_example():
    assert len(rules()) >= 15
    for rule in rules().values():
        assert rule.weight in ("not", "reservation")
        assert all((rule.zh, rule.en, rule.why_zh, rule.why_en, rule.example))


# --- the largest fair subset


def test_the_subset_keeps_the_statistic_and_years_that_most_regions_share(known):
    rows = [
        *(cell(code, **of(year)) for code in ("320100", "330100", "420100") for year in (2021, 2022)),
        *(cell(code, measure="revenue", **of(2022)) for code in ("320100", "330100")),
        cell("320100", **of(2019)),
        cell("440100", measure="scale"),
    ]
    subset = comparable_subset(rows, known)
    assert (subset.measure, subset.years, subset.left_out) == ("output", (2021, 2022), ("440100",))
    assert subset.regions == ("320100", "330100", "420100")
    assert subset.verdict == ("comparable", ())


def test_the_subset_leaves_out_the_city_that_holds_two_chosen_districts(known):
    subset = comparable_subset([cell("310000"), cell("310115"), cell("310114")], known)
    assert (subset.regions, subset.left_out) == (("310114", "310115"), ("310000",))


def test_the_subset_of_reference_cities_is_fair(cells, known):
    chosen = [row for row in cells if row["adcode"] in {"310000", "110000", "310115", "320200", "320100"}]
    subset = comparable_subset([row for row in chosen if row["fact_table"] == "output_values"], known)
    assert subset.verdict.level != "not"
    assert len(subset.regions) >= 2
    assert not {"310000", "310115"} <= set(subset.regions)


def test_nothing_to_compare_gives_an_empty_subset(known):
    assert comparable_subset([], known).cells == ()


# --- sums

CODES = ["310000", "310115", "310114", "320000", "320500", "320505", "320585", "500105", "500157", "610100", "610113"]
members = st.lists(
    st.builds(cell, adcode=st.sampled_from(CODES), zone=st.sampled_from([None, None, "高新区", "生物城"])), max_size=8
)


def test_a_sum_takes_the_city_and_neither_its_district_nor_its_park(known):
    kept, left_out = addable([cell("310115"), cell("310000"), cell("310000", zone="张江"), cell("320500")], known)
    assert [row["adcode"] for row in kept] == ["310000", "320500"]
    assert {(row["adcode"], row["zone"], holder["adcode"]) for row, holder in left_out} == {
        ("310115", None, "310000"),
        ("310000", "张江", "310000"),
    }


def test_a_sum_does_not_add_jiangbei_to_the_district_it_was_merged_into(known):
    kept, _ = addable([cell("500157"), cell("500105")], known)
    assert len(kept) == 1


@settings(max_examples=60, deadline=None)
@given(rows=members, seed=st.randoms(use_true_random=False))
def test_a_sum_never_counts_twice_and_the_order_of_its_parts_never_matters(rows, seed, known):
    kept, left_out = addable(rows, known)
    assert len(kept) + len(left_out) == len(rows)
    for number, a in enumerate(kept):
        for b in kept[number + 1 :]:
            assert a["adcode"] != b["adcode"]
            assert not known.inside(a["adcode"], b["adcode"])
            assert not known.inside(b["adcode"], a["adcode"])
    shuffled = list(rows)
    seed.shuffle(shuffled)
    assert [row["cell_id"] for row in addable(shuffled, known)[0]] == [row["cell_id"] for row in kept]


@settings(max_examples=30, deadline=None)
@given(rows=members, seed=st.randoms(use_true_random=False))
def test_the_order_of_cells_never_changes_a_verdict_or_a_subset(rows, seed, known):
    shuffled = list(rows)
    seed.shuffle(shuffled)
    assert verdict(shuffled, known).level == verdict(rows, known).level
    assert comparable_subset(shuffled, known).regions == comparable_subset(rows, known).regions
