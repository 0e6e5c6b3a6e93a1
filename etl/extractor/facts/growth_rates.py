"""Clauses -> growth rates, of money figures and of counts."""

import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from itertools import islice

from etl.extractor.clauses import Clause, Place, having
from etl.extractor.context import foretold
from etl.extractor.facts.counted_guests import counts_guests
from etl.extractor.facts.growth_bases import basis_of, over_years, span_behind, undated_average
from etl.extractor.facts.what_grew import has_own_subject, what_grew
from etl.extractor.finding import Context, Finding, fact_id
from etl.extractor.firms import is_one_firms
from etl.extractor.lexicon import expressions
from etl.extractor.measures import leftover, owner
from etl.extractor.mentions.industries import IndustryName
from etl.extractor.other_industries import other_industry
from etl.extractor.readings import SEVERAL, industry_of, period_token, places_of
from etl.extractor.searching import to_search
from etl.extractor.spans import Span, money_span
from etl.extractor.statuses import is_supposed, status_of
from etl.extractor.tokens import Token
from etl.extractor.whole_economy import is_life_science_park
from etl.models import GrowthRate

EXPRESSIONS = expressions("growth_rates")

# A verb that stands right before a rate: 多了24.7%, 长了20.9%, 高出12.9%.
VERB = EXPRESSIONS["verb"]
DOWN = frozenset("降减少跌滑缩掉")
RATIO = to_search(
    r"增长面[^，,。；;]{0,4}$|(?<![长增])率[^，,。；;增降升]{0,8}$|良品率|合格率|有效率|(?:目标|任务|计划|预期)(?:任务|数|值)?的$"
)
ITSELF = re.compile(
    r"(?:这一?个?|该|此)(?:大|新兴)?(?:产业链?|行业|板块)[^，,。；;、\d]{0,8}$"
    r"|^(?:全?产业|全?行业)(?:整体|总体|同比)*[^，,。；;、的\d]{0,4}$"
)
SLOWED = re.compile(  # 增速回落到5.1%
    r"(?:回落|放缓|放慢|收窄|回升|反弹|加快|提速|下滑|滑落|滑)[到至为](?:了|约|近|[^，,。；;\d]{1,6}的)?$"
)
LEVEL = re.compile(r"[到至]了?[约近超达]?$")
SPEED = re.compile(r"增速|增幅|增长率|涨幅|增长|降幅|跌幅")
SIGNED = re.compile(r"(?:同比|比上年|较上年|比去年同期)[：:]?[+＋](?:约|近|超)?$")
FALLEN = re.compile(r"(?:同比|比上年|较上年|比去年同期)[：:]?$")  # 同比-1.8%
ARROW = re.compile(r"([↑▲⬆↓▼⬇])(?:约|近|超)?\s*$")
PLUS = ("+", "＋")
MORE = re.compile(r"[比较][^，,。；;]{0,12}(多|少|高|低)[\u4e00-\u9fff]{0,2}了?$")  # 比上年多挣了28.6%
FALL = re.compile(r"降幅|跌幅")
VOLUME = re.compile(r"\d(?:万|亿)?多?余?(?:吨|公斤|千克|斤|立方米|万支|万瓶|万盒|万剂|万件|万台|千米|亩)|数量比|人次")
PRODUCED = re.compile(r"产品(?:中|里|产量|来?看)|产量")
BEHIND = re.compile(r"(?:以上|左右)?的?[^，,。；;、]{0,8}?(?:增速|增幅|增长率|涨幅|增长|速度|往上走|递增|降幅|跌幅)")
BEHIND_DOWN = re.compile(r"(?:以上|左右)?的?[^，,。；;、]{0,8}?(?:降幅|跌幅|下降|下滑)")
NO_GROWTH_BEHIND = re.compile(
    r"(?:以上|以下|左右|多)?(?:的[^，,。；;]{1,6})?(?:都|均|全)?(?:是|实现|保持|呈)[^，,。；;]{0,4}(?:正增长|增长$|盈利)"
    r"|(?:以上|左右)?的?(?:份额|比重|市场|股权|来自|以上的?[\u4e00-\u9fff]{0,6}(?:来自|集中)|区间)"
)
LEANING = 30  # rates in a row that may lean on the one before
ELLIPTIC = 8  # characters beside its known words that 都是22.6% may hold and still go on telling growth
DEARER = re.compile(r"(?<![业链群链块域])(?:价|也|又|都|已|还|普遍|平均|一路)*涨了?(?:约|近|超过?|将近)?$")
CHAINED = to_search(
    r"环比|身价|售价|卖价|行情|单价|(?<!可比)(?<!不变)(?<!现行)价格(?!计算)|出口量|产量|销量|消费价格|成交量|交易量|吞吐量|客流"
)
RESTATED = re.compile(r"(?:等于|相当于|也就是|即|可谓)(?:说|是)?$")
WAS = re.compile(
    r"[由从](?:去年|上年|[^，,。；;、\d]{0,6}同期)[^，,。；;、\d]{0,4}(?:下降|负增长|增长|下滑|回落|减少|增速为?)$"
)
BECAME = re.compile(
    r"(?:转|变|扭转|回升|提升|提高|加快|收窄|扩大)[^，,。；;、\d]{0,8}\d"
)  # 由去年同期下降3.2%转为增长5.6%
GOAL_ITSELF = re.compile(r"目标(?:值|数)?[也又则已再便]?(?:被|往上)?(?:翻|上调|调高|提高|抬高|加码)[^，,。；;\d]{0,4}$")
BOUND = re.compile(r"(?:没有|从未|从来?没|未曾|均未|都没)[^，,。；;]{0,10}(?:低于|少于|高于|超过|跌破)$")
MULTIPLE_VERB = re.compile(r"(?:增长|增加|提高|上升|扩大|翻|增|涨|多)了?(?:约|近|超过?|逾|将近|超)?$")
ABOVE_A_SUM = re.compile(r"[亿万]元?(?:以上|以下|级)的?[^，,。；;\d]{0,6}(?:企业|公司|药企)[^，,。；;\d]{0,10}$")


def find(clauses: list[Clause], context: Context) -> Iterator[Finding]:
    """A finding for each rate of the body: the fact, or why there is none."""
    for clause, figure in having(clauses, "rate"):
        yield from _read(clause, figure, context)


def _read(clause: Clause, figure: Token, context: Context) -> Iterator[Finding]:
    value = figure.value
    if value.kind == "points":
        yield Finding(figure, None, "percentage points")
        return
    if value.rate is None:
        yield Finding(figure, None, "a range")
        return
    direction = _direction(clause, figure)
    if direction is None:
        yield Finding(figure, None, "a share or a level, no growth")
        return
    if value.kind == "multiple" and _restates(clause, figure):
        yield Finding(figure, None, "a rate told right before in other words")
        return
    if WAS.search(clause.text, 0, figure.start - clause.start) and BECAME.match(clause.text, figure.end - clause.start):
        yield Finding(figure, None, "the rate of the year before")
        return
    if GOAL_ITSELF.search(clause.text[: figure.start - clause.start]):
        yield Finding(figure, None, "a goal that was raised")
        return
    if BOUND.search(clause.text[: figure.start - clause.start]):
        yield Finding(figure, None, "a bound that no rate went below or above")
        return
    if _of_several(clause) and not any(t.kind == "place" for t in clause.owners.get(figure.start, ())):
        yield Finding(figure, None, "a sum over several regions")
        return
    if CHAINED.search(clause.text[: figure.start - clause.start]):
        yield Finding(figure, None, "growth of volume, price or month on month")
        return
    measure = what_grew(clause, figure)
    if (measure is None or measure.clause is not clause) and has_own_subject(clause, figure):
        yield Finding(figure, None, "growth of something unknown")
        return
    if measure is not None and measure.category == "measure":
        yield Finding(figure, None, f"growth of {measure.value}")
        return
    if measure is not None and measure.value == "count" and counts_guests(measure.clause):
        yield Finding(figure, None, "growth of guests")
        return
    if other_industry(clause, figure, measure):
        yield Finding(figure, None, "another industry")
        return
    reason = "what would be" if is_supposed(clause) else is_one_firms(clause, figure)
    if reason or ABOVE_A_SUM.search(clause.text[: figure.start - clause.start]):
        yield Finding(figure, None, reason or "companies above a threshold")
        return
    before = clause.sentence_text[: figure.start - clause.sentence_start]
    given = owner(clause, figure, "statistic") is not None
    if not given and VOLUME.search(before[max(0, measure.start - clause.sentence_start) :] if measure else before):
        yield Finding(figure, None, "growth of volume, price or month on month")
        return
    if measure is None and (_of_products(clause) or DEARER.search(clause.text[: figure.start - clause.start])):
        yield Finding(figure, None, "growth of volume, price or month on month")
        return
    places = places_of(clause, figure, context.home)
    if measure is None and not _names_what_grew(clause, figure):
        yield Finding(figure, None, "nothing says what grew")
        return
    industry = industry_of(clause, figure, measure) or clause.industry_in
    if industry is None and not any(is_life_science_park(place.zone) for place in places):
        yield Finding(figure, None, "no life-science industry is named")
        return
    statistic = measure.value if measure else "scale"
    told = period_token(clause, figure) or span_behind(clause, figure)
    told = over_years(clause, figure, told) or told
    period = money_span(told, clause, context.published_on)
    if told is None and undated_average(clause, figure):
        period = Span(context.published_on, context.published_on, False, True)
    if (
        told is not None
        and told.edge in ("since", "from")
        and clause.period_in is not None
        and "target" in foretold(clause)
    ):
        goal = clause.period_in.end  # 到2021年突破1000亿元，从2018年起年均增长28%
        if goal is not None and told.start is not None and goal > context.published_on:
            period = Span(told.start, goal, True, False)
            told = told._replace(end=goal, edge="")
    basis, start = basis_of(clause, figure, period, told)
    status = status_of(clause, figure, period.end, context.published_on)
    rate = value.rate * direction if value.rate > 0 else value.rate
    if not places:
        yield Finding(figure, None, "no region is named")
    for place in places:
        yield Finding(
            figure, fact(figure, statistic, rate, basis, place, industry, (start, period.end), status, context), ""
        )


def fact(
    figure: Token,
    statistic: str,
    rate: Decimal,
    basis: str,
    place: Place,
    industry: IndustryName | None,
    dates: tuple[date, date],
    status: str,
    context: Context,
) -> GrowthRate:
    """A growth rate as a row; `dates` are its period's first and last day."""
    return GrowthRate(
        fact_id=fact_id(context.article_id, "growth_rates", figure.start, statistic, place.adcode),
        article_id=context.article_id,
        adcode=place.adcode,
        zone=place.zone,
        industry=industry.code if industry else None,
        industry_text=industry.text if industry else None,
        statistic=statistic,
        rate=rate,
        basis=basis,
        qualifier=figure.qualifier,
        status=status,
        period_start=min(dates),
        period_end=dates[1],
        quote=context.content[figure.start : figure.end],
        char_start=figure.start,
        char_end=figure.end,
        rule=f"growth, {basis} < {figure.rule}",
    )


def _direction(clause: Clause, figure: Token, leaned: int = 0) -> int | None:
    """1 for a rise, -1 for a fall, None where the rate is no growth; `leaned` rates already lean on this one."""
    if leaned > LEANING:
        return None
    head = clause.text[: figure.start - clause.start]
    tail = clause.text[figure.end - clause.start :]
    if figure.value.kind == "multiple":
        if clause.words(figure).startswith(("翻", "倍增")):
            return 1
        return 1 if MULTIPLE_VERB.search(head) else None
    if RATIO.search(head):
        return None
    signed = FALLEN if figure.value.rate is not None and figure.value.rate < 0 else SIGNED
    if (signed.search(head) or _signed_alone(clause, figure, head)) and (value_sign := figure.value.rate):
        return 1 if value_sign > 0 else -1  # 同比+12.3%
    if arrow := ARROW.search(head):
        return 1 if arrow.group(1) in "↑▲⬆" else -1
    verb = VERB.search(head)
    if (verb and LEVEL.search(head)) or SLOWED.search(head):  # 增幅掉到6.1% is still a rise, 占比提高到6.1% none
        speed = SPEED.search(head)
        return None if speed is None else -1 if FALL.search(head) else 1
    if verb:
        return -1 if verb.group(1) in DOWN else 1
    more = MORE.search(head)
    if more:
        return -1 if more.group(1) in "少低" else 1
    if NO_GROWTH_BEHIND.match(tail):
        return None
    if BEHIND.match(tail):
        return -1 if BEHIND_DOWN.match(tail) else 1
    nearest = list(clause.before(figure.start, "growth", "share", "measure", "rate"))
    nearest = [t for t in nearest if t.kind != "measure" or t.value == "ratio"]
    if not nearest:
        near = list(islice(clause.chain(), 1, 5)) if leftover(clause, figure) <= ELLIPTIC else []
        earlier = next((found for c in near if (found := c.of("growth", "share"))), [])
        if not earlier and near and near[0].of("rate"):
            return _direction(near[0], near[0].of("rate")[-1], leaned + 1)
        return None if not earlier or earlier[-1].kind == "share" else -1 if earlier[-1].value == "down" else 1
    last = nearest[-1]
    if last.kind == "growth" and FALL.search(head):
        return -1  # 降幅扩大到31.8%, 降幅收窄到2.9%
    if last.kind == "growth":
        return -1 if last.value == "down" else 1
    if last.kind == "rate" and re.fullmatch(
        r"[和、与及]|,|，", clause.text[last.end - clause.start : figure.start - clause.start]
    ):
        return _direction(clause, last, leaned + 1)
    return None


def _signed_alone(clause: Clause, figure: Token, head: str) -> bool:
    """Whether a rate with its sign stands right behind a level: 营收152亿元(+6.8%), 产值88亿元，-1.4%."""
    if figure.value.rate is None or (figure.value.rate > 0 and not head.endswith(PLUS)):
        return False
    head, before = head.rstrip("+＋（( "), clause.previous
    if head:
        return any(t.end == clause.start + len(head) for t in clause.of("amount", "count"))
    return before is not None and any(before.end - t.end <= 1 for t in before.of("amount", "count"))


def _of_several(clause: Clause) -> bool:
    """Whether a rate is that of a sum over several regions, told in its clause or with the level before it."""
    for near in clause.group_chain():
        if SEVERAL.search(near.text):
            return True
        if near.places or near.of("amount"):
            break
    return False


def _of_products(clause: Clause) -> bool:
    """Whether a sentence or the one before it tells how much of products was made: 主要产品中，中成药增长34.4%."""
    before = clause.before_sentence
    heads = before is not None and clause.paragraph - before.paragraph == 1 and "。" not in before.sentence_text
    same = before is not None and before.paragraph == clause.paragraph
    near = before.sentence_text if before is not None and (same or heads) else ""
    return PRODUCED.search(near + clause.sentence_text) is not None


def _names_what_grew(clause: Clause, figure: Token) -> bool:
    """Whether an industry is named in a clause or right before it, or anywhere before 这个产业 in its sentence."""
    near = [c for c in (clause, clause.previous) if c is not None]
    if ITSELF.search(clause.text[: figure.start - clause.start]):
        near = list(clause.chain())
    return any(c.of("industry") for c in near)


def _restates(clause: Clause, figure: Token) -> bool:
    """增长111%，等于翻了一番还多: the second is no rate of its own."""
    told = clause.before(figure.start, "rate") or (clause.previous is not None and clause.previous.of("rate"))
    return bool(told) and RESTATED.search(clause.text[: figure.start - clause.start]) is not None
