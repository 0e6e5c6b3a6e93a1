"""Each rule of the reconciliation on the smallest case: what a print allows, what is shown, what is one event."""

from datetime import date
from decimal import Decimal

import pytest
from reference_warehouse import YI, add, output, reconciled

from etl.reconcile import reconcile


def claim_of(row, table="output_values", column="*"):
    return reconciled([row], table).sql(f"SELECT {column} FROM claims").fetchall()[0]


@pytest.mark.parametrize(
    ("printed", "yi", "digits", "low", "high"),
    [
        ("5亿元", 5, 1, 4.75, 5.25),  # half a step, but no more than a twentieth
        ("4100亿元", 4100, 2, 4050, 4150),
        ("4000亿元", 4000, 1, 3800, 4200),
        ("4117.3亿元", 4117.3, 5, 4117.25, 4117.35),
        ("4,117亿元", 4117, 4, 4116.5, 4117.5),
        ("100.0亿元", 100, 4, 99.95, 100.05),
        ("0.5亿元", 0.5, 1, 0.475, 0.525),
        ("千亿元", 1000, 1, 950, 1050),  # no digits are printed: those of the number
    ],
)
def test_a_printed_figure_allows_what_rounds_to_it(printed, yi, digits, low, high):
    found = claim_of(output(printed, yi), column="digits, low / 1e8, high / 1e8")
    assert found[0] == digits
    assert found[1:] == (pytest.approx(low), pytest.approx(high, rel=1e-5))


@pytest.mark.parametrize(
    ("qualifier", "low", "high"),
    [("exact", 4050, 4150), ("over", 4100, 4200), ("nearly", 4000, 4100), ("about", 3895, 4305)],
)
def test_a_qualifier_moves_what_a_figure_allows(qualifier, low, high):
    found = claim_of(output("4100亿元", 4100, qualifier=qualifier), column="low / 1e8, high / 1e8")
    assert found == (pytest.approx(low, rel=1e-5), pytest.approx(high, rel=1e-5))


@pytest.mark.parametrize(
    ("printed", "rate", "digits"), [("15.5%", "0.155", 3), ("翻番", "1", 1), ("增长一成半", "0.15", 2)]
)
def test_a_rates_digits_are_those_of_its_percent(printed, rate, digits):
    assert claim_of(output(printed, 0, rate=rate, basis="yoy"), "growth_rates", "digits") == (digits,)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("生物医药(器械)", "生物医药（器械）"),
        ("生物医药与健康产业", "生物医药和健康"),
        ("规上生物医药", "规模以上生物医药企业"),
        ("医药制造业", "医药制造"),
    ],
)
def test_words_that_mean_one_industry_are_one_cell(one, other):
    rows = [output("5亿元", 5, industry_text=text, url=text) for text in (one, other)]
    assert reconciled(rows).sql("SELECT claims FROM cells").fetchall() == [(2,)]


def test_an_industry_that_is_not_told_is_of_all_sizes():
    assert reconciled([output("5亿元", 5, industry_text="")]).sql("SELECT coverage FROM cells").fetchall() == [("all",)]


def test_a_parks_names_are_one_park_and_a_name_of_two_is_none():
    rows = [output("5亿元", 5, adcode="320500", zone=zone, url=zone) for zone in ("苏州工业园区", "中新苏州工业园区")]
    assert reconciled(rows).sql("SELECT zone, claims FROM cells").fetchall() == [("苏州工业园区", 2)]
    rows = [output("5亿元", 5, adcode="310115", zone=zone, url=zone) for zone in ("张江科学城", "张江药谷")]
    assert reconciled(rows).sql("SELECT zone, claims FROM cells").fetchall() == [("张江科学城", 2)]


EARLY, LATE = {"published_on": "2023-01-05", "url": "early"}, {"published_on": "2023-06-05", "url": "late"}


@pytest.mark.parametrize(
    ("first", "second", "shown", "reason"),
    [
        # More digits come before the later month, and an exact figure before a qualified one of as many digits.
        (output("4170亿元", 4170, qualifier="over", **EARLY), output("5100亿元", 5100, **LATE), 4170, "precision"),
        (output("4100亿元", 4100, **EARLY), output("5200亿元", 5200, qualifier="about", **LATE), 4100, "precision"),
        (output("4100亿元", 4100, **LATE), output("5200亿元", 5200, status="estimate", **EARLY), 4100, "status"),
        (output("4100亿元", 4100, **LATE), output("5200亿元", 5200, **EARLY), 4100, "later"),
        # In one month a paper is shown before a page that copies, whichever has the greater name.
        (output("4100亿元", 4100, url="a"), output("5200亿元", 5200, url="b", publisher="招商网"), 4100, "publisher"),
        # An estimate is shown before a goal of no other time.
        (output("4100亿元", 4100, status="estimate", **LATE), output("5200亿元", 5200, **EARLY), 5200, "status"),
    ],
)
def test_the_figure_shown_and_why_the_other_is_not(first, second, shown, reason):
    connection = reconciled([first, second])
    assert connection.sql("SELECT value::DOUBLE / 1e8 FROM cells").fetchall() == [(shown,)]
    assert connection.sql("SELECT reason FROM claims WHERE rank = 2").fetchall() == [(reason,)]


def test_a_cell_names_its_lowest_highest_and_latest_claim_and_every_step_of_the_decision():
    rows = [
        output("4100亿元", 4100, published_on="2023-06-01", url="a", publisher="上海市统计局"),
        output("5200亿元", 5200, published_on="2023-06-02", url="b", publisher="新浪转载"),
        output("3300亿元", 3300, published_on="2023-01-03", url="c"),
        output("9000亿元", 9000, published_on="2024-01-03", url="d", status="estimate"),
    ]
    connection = reconciled(rows)
    names = ("lowest", "highest", "latest")
    values = ", ".join(f"{name}_value::DOUBLE / 1e8" for name in names)
    assert connection.sql(f"SELECT {values} FROM cells").fetchall() == [(3300, 5200, 5200)]
    for name in names:
        same = f"SELECT claims.value = {name}_value FROM cells JOIN claims ON claims.fact_id = {name}_fact"
        assert connection.sql(same).fetchall() == [(True,)], name
    decision, rivals, superseded, spread = connection.sql(
        "SELECT decision, rivals, superseded, spread FROM cells"
    ).fetchall()[0]
    assert (set(decision), rivals, superseded) == ({"status", "later", "publisher"}, 2, 1)
    assert spread == pytest.approx((5200 - 3300) / 4100)


def test_claims_that_all_agree_name_the_latest_of_them_too():
    rows = [
        output("4117亿元", 4117, published_on="2023-01-03", url="a"),
        output("4100亿元", 4100, published_on="2023-06-01", url="b"),  # later, told in fewer digits
    ]
    found = reconciled(rows).sql(
        "SELECT value::DOUBLE / 1e8, latest_value::DOUBLE / 1e8, latest_fact = cells.fact_id, decided_by FROM cells"
    )
    assert found.fetchall() == [(4117, 4100, False, "agreed")]


def test_what_more_articles_say_is_shown():
    rows = [output("4100亿元", 4100, url="a"), output("5200亿元", 5200, url="b"), output("5200亿元", 5200, url="c")]
    connection = reconciled(rows)
    assert connection.sql("SELECT value::DOUBLE / 1e8, decided_by, decision FROM cells").fetchall() == [
        (5200, "support", ["support", "tie"])
    ]


# ---- levels and growth


def implied(level, rate):
    connection = reconciled([level])
    add(connection, "growth_rates", [output("x", 0, **rate)])
    reconcile(connection)
    found = "SELECT direction, period_start, period_end, value_yuan::DOUBLE / 1e8 FROM implied_values"
    return connection.sql(found).fetchall()


def test_a_part_of_a_year_grew_from_the_same_part_a_year_before():
    half = {"period_start": "2022-07-01", "period_end": "2022-12-31"}
    assert implied(output("120亿元", 120, **half), half | {"rate": "0.2", "basis": "yoy"}) == [
        ("backward", date(2021, 7, 1), date(2021, 12, 31), pytest.approx(100))
    ]


@pytest.mark.parametrize(
    ("first", "last", "base", "years"), [(2016, 2020, 2015, 5), (2017, 2020, 2017, 3), (2015, 2019, 2015, 4)]
)
def test_an_average_counts_from_its_first_year_but_a_plans_from_the_year_before(first, last, base, years):
    level = output("x", 100 * 1.1**years, period_start=f"{last}-01-01", period_end=f"{last}-12-31")
    rate = {"rate": "0.1", "basis": "average", "period_start": f"{first}-01-01", "period_end": f"{last}-12-31"}
    assert implied(level, rate) == [("backward", date(base, 1, 1), date(base, 12, 31), pytest.approx(100, rel=1e-6))]


def test_a_total_is_from_the_first_year_to_the_last_and_goes_forward_too():
    level = output("100亿元", 100, period_start="2018-01-01", period_end="2018-12-31")
    rate = {"rate": "0.5", "basis": "total", "period_start": "2018-01-01", "period_end": "2022-12-31"}
    assert implied(level, rate) == [("forward", date(2022, 1, 1), date(2022, 12, 31), pytest.approx(150))]


# ---- signings


def signed(**other):
    """A row of seeds/reference/signings.csv: five projects for 100亿元 in 上海, reported by 新华社."""
    row = {"adcode": "310000", "industry_text": "生物医药", "signed_on": "2023-03-15", "kind": "projects"}
    row |= {"project_count": "5", "count_qualifier": "exact", "amount_yuan": str(100 * YI), "amount_qualifier": "exact"}
    row |= {"event": "", "figure_as_printed": "x", "publisher": "新华社", "title": "", "published_on": "2023-03-16"}
    return row | {"url": "http://a.cn/1"} | other


def events(*rows):
    return reconciled([signed(url=f"http://a.cn/{n}") | row for n, row in enumerate(rows)], "signings")


def count(*rows):
    return events(*rows).sql("SELECT count(*) FROM signing_events").fetchall()[0][0]


@pytest.mark.parametrize(
    ("qualifier", "yi", "one"),
    [
        ("exact", 100.4, True),
        ("exact", 101.2, False),
        ("over", 109, True),
        ("over", 112, False),
        ("over", 98, False),
        ("nearly", 91, True),
        ("nearly", 88, False),
        ("nearly", 102, False),
        ("about", 96, True),
        ("about", 104, True),
        ("about", 94, False),
        ("about", 106, False),
    ],
)
def test_amounts_that_do_not_deny_each_other_are_one_event(qualifier, yi, one):
    other = {"amount_yuan": f"{yi * YI:.0f}"}
    assert count({"amount_qualifier": qualifier}, other) == (1 if one else 2)


@pytest.mark.parametrize(
    ("change", "number"),
    [
        ({"signed_on": "2023-03-22"}, 1),  # a week
        ({"signed_on": "2023-03-23"}, 2),
        ({"signed_on": "2023-03-01"}, 1),  # only a month is told
        ({"signed_on": "2023-04-01"}, 2),
        ({"signed_on": "2023-01-01"}, 1),  # only a year is told, and two things agree
        ({"signed_on": "2023-01-01", "amount_yuan": "", "amount_qualifier": ""}, 2),  # and only one does
        ({"signed_on": "2023-01-15"}, 2),
        ({"signed_on": "2022-03-15"}, 2),
        ({"project_count": "6"}, 2),
        ({"kind": "agreement"}, 2),
        ({"adcode": "310115"}, 1),  # inside, and two things agree
        ({"adcode": "310115", "amount_yuan": "", "amount_qualifier": ""}, 2),
        ({"adcode": "320000"}, 2),
        ({"project_count": "", "count_qualifier": ""}, 1),
        ({"amount_yuan": "", "amount_qualifier": ""}, 1),
        ({"zone": "张江科学城"}, 1),
    ],
)
def test_reports_of_one_signing_agree_in_what_both_tell(change, number):
    assert count({}, change) == number


def test_a_single_project_needs_a_name_too_where_the_regions_differ():
    single = {"project_count": "1"}
    assert count(single | {"event": "甲药业总部"}, single | {"adcode": "310115", "event": "乙器械工厂"}) == 2
    assert count(single | {"event": "甲药业总部"}, single | {"adcode": "310115", "event": "甲药业总部项目"}) == 1


def test_reports_in_one_article_are_two_events_unless_everything_agrees():
    same = {"url": "http://a.cn/same"}
    assert count(same | {"event": "甲药业总部"}, same | {"event": "乙器械工厂"}) == 2
    assert count(same | {"event": "甲药业总部"}, same | {"event": "甲药业总部。"}) == 1


def test_an_event_is_told_by_its_best_report_and_takes_what_others_know():
    rows = (
        {"amount_qualifier": "about", "published_on": "2023-05-01", "event": "大会"},
        {"published_on": "", "adcode": "310115"},
        {"published_on": "2023-03-16"},
        {"signed_on": "2023-03-01", "published_on": "2023-06-01"},
    )
    connection = events(*rows)
    found = connection.sql(
        "SELECT (SELECT url FROM signings JOIN articles USING (article_id) WHERE fact_id = e.fact_id),"
        " adcode, event, amount_qualifier, signed_on, reports FROM signing_events e"
    )
    assert found.fetchall() == [("http://a.cn/2", "310115", "大会", "exact", date(2023, 3, 15), 4)]


def test_an_event_takes_the_earliest_month_where_no_day_is_told_and_the_narrowest_region():
    one = {"signed_on": "2023-03-01", "adcode": "310000"}
    connection = events(one, one | {"adcode": "310114"})
    assert connection.sql("SELECT adcode, signed_on FROM signing_events").fetchall() == [("310114", date(2023, 3, 1))]


def test_an_event_takes_the_sum_and_the_name_of_the_report_that_ranks_first():
    later = {"published_on": "2023-06-01", "amount_yuan": f"{101 * YI}", "amount_qualifier": "about", "event": "乙大会"}
    connection = events({"published_on": "2023-03-16", "event": "甲大会"}, later)
    found = connection.sql("SELECT amount_yuan, event, reports FROM signing_events").fetchall()
    assert found == [(Decimal(100 * YI), "甲大会", 2)]


def test_of_equal_lowest_claims_the_better_ranked_is_named():
    rows = [
        output("4100亿元", 4100, url="best", published_on="2023-06-01"),
        output("3300亿元", 3300, url="first", published_on="2023-03-01"),
        output("3300亿元", 3300, url="second", published_on="2023-02-01"),
    ]
    lowest = "SELECT rank FROM cells JOIN claims ON claims.fact_id = lowest_fact"
    assert reconciled(rows).sql(lowest).fetchall() == [(2,)]


def test_of_equal_reports_the_later_tells_and_one_with_a_count_before_all():
    def teller(*rows):
        sql = """SELECT url FROM signing_events JOIN signings USING (fact_id)
            JOIN articles ON articles.article_id = signings.article_id"""
        return events(*rows).sql(sql).fetchall()

    assert teller({"published_on": ""}, {"published_on": "2023-03-16"}, {"published_on": "2023-05-01"}) == [
        ("http://a.cn/2",)
    ]
    countless = {"project_count": "", "count_qualifier": "", "published_on": "2023-05-01"}
    assert teller({"published_on": ""}, countless) == [("http://a.cn/0",)]


@pytest.mark.parametrize(
    ("printed", "rate", "explained"),
    [("60%", "0.6", True), ("70%", "0.7", False), ("39%", "0.39", True), ("30%", "0.3", False)],
)
def test_a_mismatch_that_the_prints_rounding_allows_is_explained(printed, rate, explained):
    year = {"period_start": "2023-01-01", "period_end": "2023-12-31"}
    connection = reconciled([output("100亿元", 100), output("150亿元", 150, **year)])
    add(connection, "growth_rates", [output(printed, 0, rate=rate, basis="yoy", **year)])
    reconcile(connection)
    assert connection.sql("SELECT explained FROM growth_checks").fetchall() == [(explained,)]


def test_a_chain_of_reports_is_one_event_under_its_smallest_report():
    days = ("2023-03-01", "2023-03-02", "2023-03-08", "2023-03-14", "2023-03-20")
    connection = events(*({"signed_on": day} for day in days[1:]))
    assert connection.sql("SELECT reports FROM signing_events").fetchall() == [(4,)]
    smallest = "SELECT event_id = (SELECT min(fact_id) FROM signings) FROM signing_events"
    assert connection.sql(smallest).fetchall() == [(True,)]
    assert connection.sql("SELECT amount_yuan FROM signing_events").fetchall() == [(Decimal(100 * YI),)]
