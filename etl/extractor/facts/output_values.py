"""Clauses -> output values: money figures of an industry (产值, 规模, 营收, 增加值, 利润, 出口)."""

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from typing import Any

from etl.extractor.clauses import Clause, Place, having
from etl.extractor.finding import Context, Finding, fact_id
from etl.extractor.firms import is_one_firms
from etl.extractor.measures import Measure
from etl.extractor.mentions.industries import IndustryName
from etl.extractor.mentions.periods import Period
from etl.extractor.other_industries import other_industry
from etl.extractor.readings import (
    BEGINNINGS,
    DIFFERENCE,
    FROM_LEVEL,
    SEVERAL,
    bare_size,
    industry_of,
    measure_at,
    period_token,
    places_of,
    rises_from,
)
from etl.extractor.searching import to_search
from etl.extractor.spans import Span, money_span
from etl.extractor.statuses import is_supposed, status_of
from etl.extractor.tokens import Token
from etl.extractor.whole_economy import is_life_science_park
from etl.models import OutputValue

CLASSES_OF_FIRMS = ("high_tech_companies", "little_giants", "companies_listed", "label")
SIZE_BEFORE = to_search(r"(?<!产业)总?规模(?!以上|化)[^，,]{0,6}$")
AVERAGE_BEFORE = to_search(r"(?:平均|户均|单个)[^，,。；;]{0,6}$|(?:人均|户均|亩均|每亩|每户|平均每)[^，,。；;]{0,20}$")
RETAIL = to_search(r"(?:中西|中、西|西)药品?类|零卖|(?:经营户|商户|摊位|档口|铺面|商铺|药商(?![业贸务]))")
STEP_PASSED = re.compile(
    r"的?(?:新?台阶|新?高地|大关|关口|门槛|关)[，,](?:为|是|共?实现|共?完成|升至|升到|达到?)了?(?=[\d.]{2,9}亿元)"
)
FAR_BACK = re.compile(r"(?:上世纪|上个世纪|[一二三四五六七八九]十年代|\d0年代)[^。；;]{0,60}$")
ONE_OF_THEM = re.compile(
    r"[^，,。；;、\d]{2,14}(?:一项|一业|一块|一个产业)(?:就|便|即|独)?(?:占|达|有|贡献)"
)  # 生物医药一项就占33亿元
BOTH = 2
YEARS_BACK = 2  # of a date since which something rose, for its first level to be of that year
SMALLEST = 1_000_000  # yuan: no industry of a region makes less
RISE = re.compile(
    r"[^，,。；;\d]{0,3}[从由](?:20\d\d年?|[^，,。；;\d]{1,6})的?[\d.]+(?:亿|万)元?[^，,。；;]{0,6}[到至]"
)
OF_THE_REST = to_search(  # 化学药610亿元，其他140亿元
    r"(?:其他|其它|其余)(?:产业|行业|领域|类|品类|板块|门类)?的?(?:总?产值|营收|收入)?(?:共|合计)?(?:为|是|达到?|约|近|超过?)*$"
)
OF_IT = re.compile(r"(?:的?[^，,。；;\d]{1,6})?(?:里头?|当中|之中|中)(?=$|[，,]|有)")  # 那610亿元里，中成药占…
SHARE_OF = re.compile(r"占[^，,。；;]{1,20}$")
ITS_SHARE = re.compile(
    r"的?(?:近|约|超过?|逾)?(?:[\d.]{1,6}[%％]|[一二三四五六七八九]成|[一二三四五六七八九十百]{1,3}分之)"
)
DIGIT = re.compile(r"[\d一二三四五六七八九十两]")
SPENT = to_search(  # 花22亿元建起, not 金银花22亿元
    r"(?<![银红菊棉雪兰梅桂茶])[花砸掷](?:掉|费|去|下|出)?(?:近|约|超)?$"
)


def find(clauses: list[Clause], context: Context) -> Iterator[Finding]:
    """A finding for each amount of the body: the fact, or why there is none."""
    for clause, figure in having(clauses, "amount"):
        yield from _read(clause, figure, context)


def _read(clause: Clause, figure: Token, context: Context) -> Iterator[Finding]:
    value = figure.value
    if value.currency != "CNY":
        yield Finding(figure, None, "a foreign currency")
        return
    if value.yuan is None:
        yield Finding(figure, None, "a range")
        return
    measure = measure_at(clause, figure) or bare_size(clause, figure) or _announced(clause, figure)
    if measure is None:
        yield Finding(figure, None, "nothing says what it measures")
        return
    if measure.category != "statistic":
        yield Finding(figure, None, f"{measure.value} is no statistic")
        return
    if other_industry(clause, figure, measure):
        yield Finding(figure, None, "another industry")
        return
    if is_supposed(clause):
        yield Finding(figure, None, "what would be")
        return
    if SPENT.search(clause.text[: figure.start - clause.start]):
        yield Finding(figure, None, "what was spent")
        return
    if not clause.of("period") and _far_back(clause.sentence_text[: figure.start - clause.sentence_start]):
        yield Finding(figure, None, "a level of times that no date tells")
        return
    if not clause.of("industry") and clause.next is not None and ONE_OF_THEM.match(clause.next.text):
        yield Finding(figure, None, "another industry")
        return
    if _of_nameless_ones(clause, figure):
        yield Finding(figure, None, "one of several that are not named")
        return
    reason = is_one_firms(clause, figure) or _part(clause, figure)
    if reason:
        yield Finding(figure, None, reason)
        return
    places = places_of(clause, figure, context.home)
    industry = industry_of(clause, figure, measure) or clause.industry_in
    if industry is None and not any(is_life_science_park(place.zone) for place in places):
        yield Finding(figure, None, "no life-science industry is named")
        return
    period = money_span(
        period_token(clause, figure) or _later_period(clause, figure), clause, context.published_on, figure
    )
    status = status_of(clause, figure, period.end, context.published_on)
    if not places:
        yield Finding(figure, None, "no region is named")
    for place in places:
        told = fact(figure, value.yuan, measure, place, industry, period, status, context)
        yield Finding(figure, told, "")
        for again in _shared(clause, figure, told):
            yield Finding(figure, again, "")


def _far_back(head: str) -> bool:
    """Whether the words before a figure tell a decade: 上世纪八十年代，产值还不足3000万元."""
    return ("世纪" in head or "0年代" in head or "十年代" in head) and FAR_BACK.search(head) is not None


def _of_nameless_ones(clause: Clause, figure: Token) -> bool:
    """Whether figures are handed out to as many as the clause before counts: 2个集群，营收分别为92亿元、56亿元."""
    before, links = clause.previous, clause.before(figure.start, "link")
    if before is None or clause.owners or not any(t.value == "respectively" for t in links):
        return False
    figures = clause.after(links[-1].end, "amount")
    counts = before.of("count")
    return bool(counts) and len(figures) > 1 and counts[-1].value.value == len(figures)


def _shared(clause: Clause, figure: Token, told: OutputValue) -> Iterator[OutputValue]:
    """The facts of the other years or measures that share a figure.

    2021年、2022年连续两年突破1000亿元, 产值和营收均突破100亿元.
    """
    for token in clause.shared.get(figure.start, ()):
        if token.kind == "period" and token.value.end.year != told.period_end.year:
            parts: dict[str, Any] = {"period_start": token.value.start, "period_end": token.value.end}
        elif token.kind == "statistic" and token.value != told.statistic:
            parts = {"statistic": token.value}
        else:
            continue
        yield replace(told, fact_id=fact_id(told.fact_id, *parts.values()), **parts)


def fact(
    figure: Token,
    value_yuan: Decimal,
    measure: Measure,
    place: Place,
    industry: IndustryName | None,
    period: Span,
    status: str,
    context: Context,
) -> OutputValue:
    """An output value as a row."""
    return OutputValue(
        fact_id=fact_id(context.article_id, "output_values", figure.start, measure.value, place.adcode),
        article_id=context.article_id,
        adcode=place.adcode,
        zone=place.zone,
        industry=industry.code if industry else None,
        industry_text=industry.text if industry else None,
        statistic=measure.value,
        value_yuan=value_yuan,
        qualifier=figure.qualifier,
        status=status,
        period_start=period.start,
        period_end=period.end,
        quote=context.content[figure.start : figure.end],
        char_start=figure.start,
        char_end=figure.end,
        rule=f"{measure.value} of an industry < {figure.rule}",
    )


def _announced(clause: Clause, figure: Token) -> Measure | None:
    """A figure at the head of a sentence that a later clause explains: 400亿元——…产业产值力争做到这一规模."""
    after = clause.next
    if after is not None and figure.end >= clause.end - 1 and re.match(r"[“]?(?:这|即|也就是)", after.text):
        found = after.of("statistic", "measure")
        return Measure(found[0].kind, found[0].value, found[0].start, after) if found else None
    if clause.previous is not None or (figure.start - clause.start > 2 and not _both_levels(clause)):
        return None
    if clause.text.startswith("——", figure.end - clause.start) and (
        found := clause.after(figure.end, "statistic", "measure")
    ):
        return Measure(found[0].kind, found[0].value, found[0].start, clause)
    for later in clause.following():
        found = later.of("statistic", "measure")
        if found:
            return Measure(found[0].kind, found[0].value, found[0].start, later)
        if later.of("amount"):
            return None
    return None


def _adds_up(clause: Clause, figure: Token) -> bool:
    """Whether a figure is the sum of those handed out to several regions right before: 分别为…，合计361亿元."""
    before = clause.previous
    summed = any(t.value == "total" for t in clause.before(figure.start, "link"))
    if not summed or before is None or clause.places:
        return False
    return sum(told[0].kind == "place" for told in before.owners.values()) > 1


def _both_levels(clause: Clause) -> bool:
    """Whether a clause tells only from what to what something rose: 从2018年的60亿元到2023年的154亿元，…."""
    return len(clause.of("amount")) == BOTH and RISE.match(clause.text) is not None and not clause.of("industry")


def _later_period(clause: Clause, figure: Token) -> Period | None:
    if clause.previous is not None or figure.start - clause.start > 2:
        return None
    for later in clause.following():
        for token in later.of("period"):
            return token.value  # type: ignore[no-any-return]
    return None


def _of_a_class_of_firms(clause: Clause, figure: Token) -> bool:
    """全市高新技术企业营业收入: of firms of one kind in every industry."""
    firms = [t for t in clause.before(figure.start, "kind") if t.value in CLASSES_OF_FIRMS]
    places = clause.before(firms[-1].start, "place") if firms else []
    return bool(places) and firms[-1].start - places[-1].end <= 1 and not any(c.of("industry") for c in clause.chain())


def _undated_start(clause: Clause, figure: Token) -> bool:
    """Whether a figure is the X of 从X增长到Y, the sentence's date being Y's and no span of years."""
    head = FROM_LEVEL.search(clause.text[: figure.start - clause.start])
    if head is None or clause.base_in is not None or not rises_from(clause, figure):
        return False
    if clause.owners.get(figure.start) or any(
        t.end > clause.start + head.start() for t in clause.before(figure.start, "period")
    ):
        return False
    told = period_token(clause, figure)
    if told is not None and told.edge == "since" and told.explicit_year and told.start is not None:
        return clause.published_on.year - told.start.year < YEARS_BACK  # 2020年以来，由21亿元增加到58亿元
    return told is None or told.grain not in ("years", "plan")


def _of_shops(clause: Clause, figure: Token) -> bool:
    """Whether the clause, or one before it up to the last industry named, speaks of shops or a market's traders."""
    for near in clause.chain():
        if RETAIL.search(near.text[: figure.start - near.start] if near is clause else near.text):
            return True
        if near.of("industry") and (near is clause or near.of("statistic")):
            return False
    return False


def _of_a_fund(clause: Clause) -> bool:
    """Whether the clause right before speaks of a fund, and its own names nothing: 设立产业基金，总规模50亿元."""
    before = clause.previous
    if before is None or before.group != clause.group or clause.places or clause.of("industry"):
        return False
    told = before.of("statistic", "measure")
    return bool(told) and told[-1].kind == "measure" and told[-1].value == "finance"


def _part(clause: Clause, figure: Token) -> str | None:
    head = clause.text[: figure.start - clause.start]
    if DIFFERENCE.search(head):
        return "a difference between figures"
    if BEGINNINGS.search(clause.text[: figure.start - clause.start]) or _undated_start(clause, figure):
        return "a level of times that no date tells"
    if any(t.value == "each" and figure.start - t.end <= 6 for t in clause.before(figure.start, "link")):
        return "an average of companies"
    text = clause.words(figure)
    if figure.qualifier == "exact" and not DIGIT.search(text):
        return "a round step (千亿元) and no figure"
    if SIZE_BEFORE.search(head) and any(
        t.value == "projects" for near in clause.chain() for t in near.before(figure.start, "thing")
    ):
        return "the size of projects"
    if SIZE_BEFORE.search(head) and _of_a_fund(clause):
        return "the size of a fund"
    if _of_shops(clause, figure):
        return "what shops or a market sell"
    if AVERAGE_BEFORE.search(head):
        return "an average of companies"
    if _of_a_class_of_firms(clause, figure):
        return "companies of all industries"
    if SEVERAL.search(head) or _adds_up(clause, figure):
        return "a sum over several regions"
    if OF_THE_REST.search(head):
        return "of what is left, which nothing names"
    if head.endswith(("这", "那")) and OF_IT.match(clause.text, figure.end - clause.start):
        return "told before"
    if SHARE_OF.search(head) and ITS_SHARE.match(clause.text, figure.end - clause.start):
        return "the whole that a share is of"
    if STEP_PASSED.match(clause.sentence_text, figure.end - clause.sentence_start):
        return "a step that the next figure has passed"
    if figure.value.yuan < SMALLEST:
        return "what one person or shop makes"
    tail = clause.text[figure.end - clause.start :]
    return "a class of sizes" if tail.startswith(("级", "以下", "以内")) else None
