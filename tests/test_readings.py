"""A figure in its clause -> what it measures, of which industry and period, and whether it has happened."""

import dataclasses
from datetime import date

import pytest

from etl.extractor import dating, extract_facts, firms, readings, spans
from etl.extractor.context import read
from etl.extractor.other_industries import other_industry
from etl.extractor.statuses import status_of
from etl.models import Article

READ_ON = date(2024, 6, 18)


def figure(text, words, title=None):
    found, _ = read(title, text, READ_ON)
    position = text.index(words)
    return next((c, t) for c in found for t in c.of("amount", "rate", "count") if t.start <= position < t.end)


def measure(text, words):
    found = readings.measure_at(*figure(text, words))
    return found.value if found else None


@pytest.mark.parametrize(
    ("text", "words", "value"),
    [
        ("嘉定区产值10亿元。", "10亿元", "output"),
        ("嘉定区实现10亿元的产值。", "10亿元", "output"),
        ("嘉定区营业收入和利润分别为10亿元、2亿元。", "2亿元", "profit"),
        ("嘉定区产值10亿元，宝山区8亿元。", "8亿元", "output"),
        ("嘉定区总投资10亿元。", "10亿元", "investment"),
        ("嘉定区设立总规模10亿元的基金。", "10亿元", "finance"),
        ("嘉定区生物医药产业规模达10亿元。", "10亿元", "scale"),
        ("嘉定区规上工业总产值10亿元。", "10亿元", "economy"),
        ("嘉定区生物医药规上工业总产值10亿元。", "10亿元", "output"),
        ("嘉定区拿出10亿元。", "10亿元", "investment"),
    ],
)
def test_a_figure_measures_what_is_named_nearest(text, words, value):
    assert measure(text, words) == value


@pytest.mark.parametrize(
    ("text", "words", "industry"),
    [
        ("嘉定区医疗器械产值10亿元。", "10亿元", "医疗器械"),
        ("嘉定区实现10亿元的医疗器械产值。", "10亿元", "医疗器械"),
        ("嘉定区生物医药产值10亿元，其中医疗器械6亿元。", "6亿元", "医疗器械"),
        ("嘉定区生物医药产业再创佳绩，产值10亿元。", "10亿元", "生物医药"),
    ],
)
def test_an_industry_is_the_narrowest_that_the_clause_names(text, words, industry):
    clause, token = figure(text, words)
    assert readings.industry_of(clause, token, readings.measure_at(clause, token)).text == industry


@pytest.mark.parametrize(
    ("text", "words", "other"),
    [
        ("嘉定区汽车产业产值10亿元。", "10亿元", True),
        ("嘉定区生物医药产业产值10亿元。", "10亿元", False),
        ("嘉定区生物医药产值6亿元、集成电路产值10亿元。", "10亿元", True),
    ],
)
def test_another_industry_is_seen(text, words, other):
    clause, token = figure(text, words)
    assert other_industry(clause, token, readings.measure_at(clause, token)) is other


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("公司去年营业收入10亿元。", "10亿元"),
        ("一家医疗器械企业产值10亿元。", "10亿元"),
        ("项目达产后产值10亿元。", "10亿元"),
        ("营收10亿元以上的企业有3家。", "10亿元"),
        ("某某药业营业收入10亿元。", "10亿元"),
    ],
)
def test_a_companys_and_a_projects_figures_are_passed_over(text, words):
    assert firms.is_one_firms(*figure(text, words))


def test_an_industrys_figure_is_no_companys():
    assert firms.is_one_firms(*figure("嘉定区生物医药产业产值10亿元。", "10亿元")) is None


@pytest.mark.parametrize(
    ("text", "words", "end", "status"),
    [
        ("2023年产值10亿元。", "10亿元", date(2023, 12, 31), "actual"),
        ("2027年产值力争达到10亿元。", "10亿元", date(2027, 12, 31), "target"),
        ("今年产值预计10亿元。", "10亿元", date(2024, 12, 31), "estimate"),
        ("预计2027年产值10亿元。", "10亿元", date(2027, 12, 31), "target"),
        ("力争2023年产值突破10亿元。", "10亿元", date(2023, 12, 31), "target"),
        ("2027年产值10亿元。", "10亿元", date(2027, 12, 31), "target"),
        ("2023年产值已达10亿元。", "10亿元", date(2023, 12, 31), "actual"),
    ],
)
def test_goal_words_make_targets_and_forecasts_estimates(text, words, end, status):
    clause, token = figure(text, words)
    assert status_of(clause, token, end, READ_ON) == status


def span(text, words):
    clause, token = figure(text, words)
    return spans.money_span(readings.period_token(clause, token), clause, READ_ON, token)


@pytest.mark.parametrize(
    ("text", "words", "start", "end"),
    [
        ("2023年产值10亿元。", "10亿元", date(2023, 1, 1), date(2023, 12, 31)),
        ("2023年前三季度产值10亿元。", "10亿元", date(2023, 1, 1), date(2023, 9, 30)),
        ("今年1—5月产值10亿元。", "10亿元", date(2024, 1, 1), date(2024, 5, 31)),
        ("产值10亿元。", "10亿元", READ_ON, READ_ON),
        ("产值从2019年的6亿元增至2023年的10亿元。", "6亿元", date(2019, 1, 1), date(2019, 12, 31)),
        ("产值从2019年的6亿元增至2023年的10亿元。", "10亿元", date(2023, 1, 1), date(2023, 12, 31)),
    ],
)
def test_a_money_figure_is_of_a_period(text, words, start, end):
    found = span(text, words)
    assert (found.start, found.end) == (start, end)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("截至2023年底，企业383家。", date(2023, 12, 31)),
        ("目前有企业383家。", READ_ON),
        ("2022年有企业383家。", date(2022, 12, 31)),
    ],
)
def test_a_stock_is_of_a_day(text, day):
    clause, token = figure(text, "383家")
    found = spans.stock_span(readings.period_token(clause, token), READ_ON, clause, token)
    assert (found.start, found.end) == (day, day)


def test_new_ones_are_of_a_span():
    clause, token = figure("2023年新增企业383家。", "383家")
    found = spans.flow_span(readings.period_token(clause, token), READ_ON)
    assert (found.start, found.end) == (date(2023, 1, 1), date(2023, 12, 31))


@pytest.mark.parametrize("expression", [firms.ONE_FIRM, firms.PROJECT])
def test_what_a_whole_clause_does_not_tell_its_head_does_not_either(expression):
    assert "$" not in expression.pattern and "(?!" not in expression.pattern


def test_a_fact_of_an_article_without_a_date_says_so():
    text = "嘉定区有生物医药企业154家。2023年，嘉定区生物医药产业产值120亿元。"
    dated = Article("a", "a.txt", None, None, date(2024, 3, 1), None, text)
    facts = {day: extract_facts(dataclasses.replace(dated, published_on=day)) for day in (date(2024, 3, 1), None)}
    for day, found in facts.items():
        rules = [fact.rule for fact in (*found.output_values, *found.entity_counts)]
        assert len(rules) == 2
        assert all(rule.endswith(dating.RULE) for rule in rules) == (day is None)
