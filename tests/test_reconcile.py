"""Rival claims: the conflicts that the reference rows really hold, and what no order of inputs may change."""

import random
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from reference_warehouse import FACTS, YI, add, empty, filled, output, reconciled, reference_rows, reused

from etl.reconcile import TEMPORARY, reconcile

TABLES = ("cells", "claims", "signing_events", "signing_reports", "implied_values", "growth_checks")


@pytest.fixture(scope="module")
def reference():
    connection = filled()
    reconcile(connection)
    return connection


def found(connection, **where):
    """The cells with these values, as dicts."""
    condition = " AND ".join(f"{name} = ${name}" for name in where)
    return (
        connection.sql(f"SELECT * FROM cells WHERE {condition} ORDER BY cell_id", params=where).df().to_dict("records")
    )


def the_cell(connection, **where):
    (cell,) = found(connection, **where)
    return cell


def claims_of(connection, cell):
    return connection.execute(
        "SELECT value::DOUBLE / 1e8, relation, reason FROM claims WHERE cell_id = ? ORDER BY rank", [cell["cell_id"]]
    ).fetchall()


def test_every_fact_is_one_claim_of_one_cell(reference):
    facts = sum(len(reference_rows(table)) for table in FACTS if table != "signings")
    assert reference.execute("SELECT count(*), count(DISTINCT fact_id) FROM claims").fetchall()[0] == (facts, facts)
    orphans = "SELECT count(*) FROM claims ANTI JOIN cells USING (cell_id)"
    assert reference.execute(orphans).fetchall()[0] == (0,)


def test_pudong_2024_shows_what_two_articles_say_and_keeps_the_rival(reference):
    cell = the_cell(
        reference, adcode="310115", measure="scale", year=2024, status_group="outcome", fact_table="output_values"
    )
    assert (cell["value"] / YI, cell["rivals"], cell["supports"], cell["decided_by"]) == (4100, 1, 1, "support")
    assert (cell["lowest_value"] / YI, cell["highest_value"] / YI) == (4100, 4200)
    assert cell["spread"] == pytest.approx(100 / 4100)
    assert ("rival", "support") in [claim[1:] for claim in claims_of(reference, cell)]


def test_pudong_2024_target_is_a_cell_of_its_own_that_yields_to_the_actual(reference):
    cells = found(reference, adcode="310115", measure="scale", year=2024, fact_table="output_values")
    assert {(cell["status_group"], cell["shown"]) for cell in cells} == {("outcome", True), ("target", False)}
    assert len({cell["subject_id"] for cell in cells}) == 1


def test_shanghai_2021_forecast_and_rounder_figure_support_the_precise_one(reference):
    cell = the_cell(reference, adcode="310000", measure="scale", year=2021, fact_table="output_values")
    assert (cell["value"] / YI, cell["claims"], cell["supports"], cell["rivals"]) == (pytest.approx(7617.14), 4, 3, 0)
    assert cell["decided_by"] == "agreed"
    assert [claim[2] for claim in claims_of(reference, cell)] == ["shown", "later", "precision", "status"]


def test_shanghai_2019_rounded_figure_supports_the_precise_one(reference):
    cell = the_cell(reference, adcode="310000", measure="scale", year=2019, fact_table="output_values")
    assert (cell["value"] / YI, cell["supports"], cell["rivals"]) == (pytest.approx(3833.3), 1, 0)


def test_shanghai_2021_manufacturing_output_is_another_cell(reference):
    cell = the_cell(reference, adcode="310000", measure="output", year=2021, fact_table="output_values")
    assert (cell["scope"], cell["value"] / YI, cell["claims"]) == ("生物医药制造", 1712, 2)


def test_ziyang_2022_rivals_are_far_apart_and_the_precise_one_is_shown(reference):
    cell = the_cell(reference, adcode="512000", measure="output", year=2022, fact_table="output_values")
    assert (cell["value"] / YI, cell["rivals"], cell["decided_by"]) == (pytest.approx(17.77), 1, "precision")
    assert cell["spread"] == pytest.approx((30 - 17.77) / 17.77)


def test_dingxi_2022_rounded_figure_is_no_conflict(reference):
    cell = the_cell(reference, adcode="621100", measure="added_value", year=2022, fact_table="output_values")
    assert (cell["value"] / YI, cell["supports"], cell["rivals"]) == (pytest.approx(46.24), 1, 0)


def test_hefei_2017_and_2020_are_different_statistics_scopes_and_places(reference):
    cells = found(reference, adcode="340100", fact_table="output_values", year=2017)
    cells += found(reference, adcode="340100", fact_table="output_values", year=2020)
    assert {(cell["year"], cell["measure"], cell["scope"], cell["coverage"], cell["value"] / YI) for cell in cells} == {
        (2017, "output", "生物", "all", 350),
        (2017, "output", "生物医药", "all", 120),
        (2017, "revenue", "医药制造", "above_scale", 500),
        (2020, "revenue", "生物医药", "above_scale", 245),
    }
    assert [cell["rivals"] for cell in cells] == [0, 0, 0, 0]


def test_xian_2022_city_and_its_high_tech_zone_are_no_rivals(reference):
    cells = found(reference, adcode="610100", fact_table="output_values", year=2022)
    assert sorted((cell["value"] / YI, cell["coverage"], isinstance(cell["zone"], str)) for cell in cells) == [
        (290, "above_scale", False),
        (600, "all", True),
    ]
    assert all(cell["rivals"] == 0 for cell in cells)


def test_yixing_2025_target_over_200_supports_200(reference):
    cell = the_cell(reference, adcode="320282", measure="scale", year=2025, fact_table="output_values")
    assert (cell["value"] / YI, cell["status_group"], cell["supports"], cell["rivals"]) == (200, "target", 1, 0)


def test_yichang_2025_targets_of_other_words_and_an_estimate_of_scale_stay_apart(reference):
    cells = found(reference, adcode="420500", fact_table="output_values", year=2025)
    assert {(cell["measure"], cell["scope"], cell["status"]) for cell in cells} == {
        ("output", "医药", "target"),
        ("output", "生物医药", "target"),
        ("scale", "生物医药", "estimate"),
    }


def test_taicang_2025_targets_of_money_and_of_companies_never_meet(reference):
    cells = found(reference, adcode="320585", year=2025)
    assert {(cell["fact_table"], cell["claims"], cell["rivals"]) for cell in cells} == {
        ("output_values", 1, 0),
        ("entity_counts", 1, 0),
    }


def test_companies_above_scale_are_above_scale_however_the_industry_is_written(reference):
    cell = the_cell(reference, adcode="130000", measure="companies_above_scale", year=2022)
    assert (cell["claims"], cell["coverage"], cell["scope"]) == (2, "above_scale", "医药")


def test_connectives_make_no_other_industry_but_other_words_do(reference):
    scopes = dict(reference.execute("SELECT DISTINCT industry_text, scope FROM cells").fetchall())
    assert scopes["生物医药与健康"] == scopes["生物医药及健康"]
    assert len({scopes["医药"], scopes["生物医药"], scopes["医药制造业"], scopes["医药工业"]}) == 4


def test_reference_signings_told_twice_are_counted_once(reference):
    merged = reference.execute(
        "SELECT adcode, signed_on, project_count, reports FROM signing_events WHERE reports > 1 ORDER BY signed_on"
    ).fetchall()
    assert merged == [
        ("360124", date(2019, 3, 1), 5, 2),
        ("320507", date(2020, 6, 30), 29, 2),
        ("330600", date(2020, 11, 29), 8, 2),
        ("320100", date(2021, 10, 20), 106, 2),
        ("621100", date(2023, 3, 21), 7, 2),
        ("110114", date(2023, 11, 18), 12, 2),
    ]


def test_an_event_takes_the_amount_that_only_one_report_tells(reference):
    (row,) = reference.execute(
        "SELECT amount_yuan, reasons FROM signing_events WHERE adcode = '320507' AND project_count = 29"
    ).fetchall()
    assert row == (Decimal("7145000000.00"), ["count", "date", "name", "region"])


def test_same_count_a_year_apart_is_another_event(reference):
    events = reference.execute(
        "SELECT count(*) FROM signing_events WHERE adcode = '110114' AND project_count = 12"
    ).fetchall()[0]
    assert events == (2,)


def test_two_amounts_of_one_fair_are_not_merged(reference):
    assert reference.execute("SELECT count(*) FROM signing_events WHERE adcode = '410782'").fetchall()[0] == (2,)


def test_beijing_growth_agrees_with_its_levels(reference):
    row = reference.execute(
        "SELECT stated_rate, computed_rate, mismatch FROM growth_checks WHERE adcode = '110000'"
    ).fetchall()
    assert [(round(float(stated), 3), round(float(computed), 3), wrong) for stated, computed, wrong in row] == [
        (0.095, 0.095, False)
    ]


def test_implied_values_stay_out_of_cells(reference):
    implied = reference.execute(
        "SELECT value_yuan FROM implied_values WHERE adcode = '310115' AND period_end = DATE '2023-12-31'"
    ).fetchall()
    assert implied == [(Decimal("372727272727.27"),)]
    assert found(reference, adcode="310115", measure="scale", year=2023) == []


def test_nothing_temporary_is_left_behind(reference):
    left = {row[0] for row in reference.execute("SELECT table_name FROM duckdb_tables() WHERE temporary").fetchall()}
    assert not left & set(TEMPORARY)


# --- small made-up cells


def shown(rows):
    connection = reconciled(rows)
    (row,) = connection.execute("SELECT value::DOUBLE / 1e8, decided_by, rivals, supports FROM cells").fetchall()
    return row


@pytest.mark.parametrize(
    ("other", "relation"),
    [
        (output("7600亿元", 7600, qualifier="over", url="b"), "supports"),
        (output("7600亿元", 7600, url="b"), "supports"),
        (output("7700亿元", 7700, qualifier="nearly", url="b"), "supports"),
        (output("7600亿元", 7600, qualifier="about", url="b"), "supports"),
        (output("6000亿元", 6000, qualifier="over", url="b"), "compatible"),
        (output("7000亿元", 7000, status="estimate", url="b"), "superseded"),
        (output("7500亿元", 7500, url="b"), "rival"),
        (output("7700亿元", 7700, qualifier="over", url="b"), "rival"),
        (output("3000亿元", 3000, qualifier="over", url="b"), "rival"),
    ],
)
def test_a_claim_beside_7617_is(other, relation):
    connection = reconciled([output("7617.14亿元", 7617.14, url="a"), other])
    assert connection.execute("SELECT relation FROM claims WHERE rank = 2").fetchall()[0] == (relation,)


def test_later_month_decides_between_equally_precise_rivals():
    rows = [output("4100亿元", 4100, published_on="2023-01-05"), output("4200亿元", 4200, published_on="2023-06-01")]
    assert shown(rows)[:2] == (4200, "later")


def test_official_publisher_decides_within_a_month():
    rows = [output("4100亿元", 4100, publisher="上海市统计局"), output("4200亿元", 4200, publisher="新浪转载")]
    assert shown(rows)[:2] == (4100, "publisher")


def test_a_government_address_is_official_though_the_page_names_no_outlet():
    reconciled([output("4100亿元", 4100, publisher="", url="http://www.shanghai.gov.cn/x.html")])
    kinds = reused().execute("SELECT publisher_kind FROM claims").fetchall()
    assert kinds == [("official",)]


def test_above_scale_just_before_the_figure_makes_another_cell():
    connection = reconciled([output("154亿元", 154)])
    connection.execute("UPDATE articles SET content = '去年，全市规上生物医药产值154亿元。'")
    connection.execute("UPDATE output_values SET char_start = 12, char_end = 17")
    reconcile(connection)
    assert connection.execute("SELECT coverage FROM cells").fetchall()[0] == ("above_scale",)


def test_counted_companies_differ_by_one_but_rounded_ones_do_not():
    count = {"kind": "companies", "change": "stock", "period_start": "2022-12-31"}
    few = [output("20家", 0, value="20", url="a") | count, output("21家", 0, value="21", url="b") | count]
    many = [output("1000家", 0, value="1000", url="a") | count, output("1012家", 0, value="1012", url="b") | count]
    assert reconciled(few, "entity_counts").execute("SELECT rivals FROM cells").fetchall()[0] == (1,)
    assert reconciled(many, "entity_counts").execute("SELECT supports FROM cells").fetchall()[0] == (1,)


def test_levels_against_their_growth_are_a_mismatch_beyond_three_points():
    connection = reconciled(
        [output("100亿元", 100), output("150亿元", 150, period_start="2023-01-01", period_end="2023-12-31")]
    )
    rate = output("20%", 0, rate="0.2", basis="yoy", period_start="2023-01-01", period_end="2023-12-31")
    add(connection, "growth_rates", [rate])
    reconcile(connection)
    row = connection.execute("SELECT computed_rate, difference, mismatch, explained FROM growth_checks").fetchall()[0]
    assert row == (Decimal("0.5"), Decimal("0.3"), True, False)


claims = st.lists(
    st.builds(
        output,
        printed=st.sampled_from(["4100亿元", "4117.3亿元", "4000亿元", "4200亿元", "4120亿元"]),
        yi=st.just(0.0),
        qualifier=st.sampled_from(["exact", "over", "nearly", "about"]),
        status=st.sampled_from(["actual", "estimate", "target"]),
        publisher=st.sampled_from(["新华社", "新浪转载", "上海市统计局", ""]),
        published_on=st.sampled_from(["", "2023-03-01", "2023-03-02", "2024-01-01"]),
        url=st.sampled_from(["a", "b", "c"]),
    ).map(lambda row: row | {"value_yuan": str(int(round(float(row["figure_as_printed"][:-2]) * YI)))}),
    min_size=1,
    max_size=6,
    unique_by=lambda row: tuple(row.values()),
)
SLOW = settings(max_examples=6, deadline=None, suppress_health_check=list(HealthCheck))


def everything(connection):
    return {table: sorted(connection.execute(f"SELECT * FROM {table}").fetchall(), key=repr) for table in TABLES}


@SLOW
@given(claims, st.randoms(use_true_random=False))
def test_the_order_of_inputs_never_changes_the_result(rows, chance):
    before = everything(reconciled(rows))
    shuffled = list(rows)
    chance.shuffle(shuffled)
    assert everything(reconciled(shuffled)) == before


@SLOW
@given(claims)
def test_a_supporting_claim_removes_no_cell_and_keeps_the_value_it_supports(rows):
    connection = reconciled(rows)
    before = dict(connection.execute("SELECT cell_id, value FROM cells").fetchall())
    said = connection.execute(
        "SELECT DISTINCT quote, qualifier, status FROM output_values SEMI JOIN cells USING (fact_id)"
    ).fetchall()
    told_again = [
        row | {"url": "twin", "publisher": "新浪转载", "published_on": ""}
        for row in rows
        if (row["figure_as_printed"], row["qualifier"], row["status"]) in said
    ]
    after = dict(reconciled([*rows, *told_again[:1]]).execute("SELECT cell_id, value FROM cells").fetchall())
    assert after == before


@SLOW
@given(claims)
def test_counts_of_a_cell_add_up_and_its_value_lies_within_the_spread(rows):
    connection = reconciled(rows)
    wrong = """
        SELECT count(*) FROM cells
        WHERE NOT (spread_low <= value AND value <= spread_high AND lowest_value <= value AND value <= highest_value)
           OR claims <> (SELECT count(*) FROM claims WHERE claims.cell_id = cells.cell_id)
    """
    assert connection.execute(wrong).fetchall()[0] == (0,)


def test_reference_rows_in_any_order_give_the_same_tables(reference):
    connection = empty()
    for table in reversed(FACTS):
        rows = reference_rows(table)
        random.Random(7).shuffle(rows)
        add(connection, table, rows)
    reconcile(connection)
    assert everything(connection) == everything(reference)
