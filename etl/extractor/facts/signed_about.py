"""Of a signing: of which industry, on which day, and the fact that it makes."""

import re
from datetime import date
from itertools import takewhile

from etl.extractor.clauses import Clause, Place
from etl.extractor.facts.counted_whose import of_no_industry
from etl.extractor.facts.signed_counts import VERB
from etl.extractor.facts.signed_figures import window
from etl.extractor.finding import Context, fact_id
from etl.extractor.mentions.industries import LIFE_SCIENCE, IndustryName
from etl.extractor.mentions.periods import Period
from etl.extractor.tokens import Token
from etl.extractor.whole_economy import is_life_science_park
from etl.models import Signing

RECENTLY = re.compile(r"日前|近日|前不久|近期|不久前")
NAME = re.compile(
    r"[^，,。；;、的与和]{0,8}?(?:(?:管理)?局|商会|协会|学会|联合会|促进会|集团|公司|股份|大学|学院|研究院|研究所|博物馆|医院|中心|有限|高新区"
    r"|开发区|产业园|园区|药港|大会|论坛|峰会|博览会|推介会|对接会|交易会|洽谈会|恳谈会|产业周)|(?:城|谷|港)(?:”|之称)"
)
FIRM_ENDING = re.compile(r"[\u4e00-\u9fff]{2}(?:药业|制药)$")
LISTED_WITH = re.compile(
    r"(?:[^，,。；;]{0,40}、)?[^，,。；;、]{0,40}等(?:\d|[一二三四五六七八九十两几多]|领域|方面|产业|行业)"
)
ALL_OF_THEM = re.compile(r"都是|全是|清一色|均为|均属|都属|全部[是为]|议题|主题|都[和与]|有关")
GRAINS = {"day": 0, "week": 1, "month": 2}
CEREMONY = re.compile(r"(?:签约(?:仪式|活动|大会|专场)|集中签约)")
ON_THE_SPOT = re.compile(r"会[上后]|随后|现场|集中签|仪式|当天")
BY_NOW = re.compile(r"目前|截至|截止|迄今|至今|现已|累计")


def signed_industry(clause: Clause, figures: list[Token], context: Context) -> IndustryName | None:
    """What the projects are of: named where they are counted or signed, said of all of them behind, else before."""
    counted = [near for near in window(clause) if near.start <= figures[0].start < near.end]
    for near in dict.fromkeys([*counted, clause]):
        if named := [t for t in named_industries(near) if not _one_of_several(near, t)]:
            return named[0].value  # type: ignore[no-any-return]
    if figures[0].kind == "signing":
        return None
    for near in window(clause):
        if near.start > clause.start and ALL_OF_THEM.search(near.text) and (named := named_industries(near)):
            return named[0].value  # type: ignore[no-any-return]
    for near in clause.chain():
        if near is clause or not (near.group == clause.group or VERB.search(near.text)):
            continue
        if named := named_industries(near):
            return named[-1].value  # type: ignore[no-any-return]
    before = clause.before_sentence
    for near in before.chain() if before is not None else ():
        if CEREMONY.search(near.text) and (named := named_industries(near)):
            return named[-1].value  # type: ignore[no-any-return]
    return None


def of_no_life_science(clause: Clause, place: Place) -> bool:
    """Whether nothing in a clause's sentence, its paragraph so far or the one before speaks of life science."""
    if not of_no_industry(clause) or is_life_science_park(place.zone) or LIFE_SCIENCE.search(clause.sentence_text):
        return False
    told = takewhile(lambda near: clause.paragraph - near.paragraph <= 1, clause.earlier())
    return not any(LIFE_SCIENCE.search(near.text) for near in told)


def named_industries(clause: Clause) -> list[Token]:
    """The industries of a clause that are no part of an organisation's, a park's or an event's name."""
    return [
        t
        for t in clause.of("industry")
        if not NAME.match(clause.text[t.end - clause.start :])
        and not FIRM_ENDING.search(clause.text[: t.end - clause.start])
    ]


def _one_of_several(clause: Clause, industry: Token) -> bool:
    """Whether an industry is one of several fields, or of one of several projects: 甲药项目、乙中心等5个."""
    listed = LISTED_WITH.match(clause.text[industry.end - clause.start :])
    return listed is not None and "、" in clause.text[: clause.text.index("等", listed.end() - len(listed.group()))]


def _past(value: Period, published_on: date) -> Period:
    """A day told without its year that would be still to come is the year before's."""
    if value.grain != "day" or value.explicit_year or value.start is None or value.start <= published_on:
        return value
    try:
        day = value.start.replace(year=value.start.year - 1)
    except ValueError:
        return value
    return value._replace(start=day, end=day)


def signed_on(clause: Clause, context: Context) -> date:
    """The day that the sentence tells, else the last one that the article told before."""
    told: list[Period] = []
    for near in clause.chain():
        if told and near.group != clause.group:
            break
        if RECENTLY.search(near.text):
            return context.published_on
        told += [
            value
            for value in (_past(t.value, context.published_on) for t in near.of("period")[::-1])
            if (value.edge not in ("now", "same", "end", "by") and value.start and value.start <= context.published_on)
            or (
                value.edge == "end"
                and value.grain in ("month", "year")
                and value.end
                and value.end <= context.published_on
            )
        ]
    own = [t.value for t in clause.of("period") if t.value in told and t.value.grain not in GRAINS]
    days = {value.start.year for value in told if value.grain in GRAINS and value.start is not None}
    if own and own[-1].start is not None and own[-1].start.year not in days:
        told = own  # 6月12日，…盘点：去年签约14个
    if told:  # the most exact, the nearest of equals; of months named together (1月和2月) the first
        exact = min(told, key=lambda value: GRAINS.get(value.grain, len(GRAINS)))
        months = [
            t.value.start for t in clause.of("period") if t.value.start and t.value.grain == exact.grain == "month"
        ]
        return min([*months, exact.start or exact.end])  # type: ignore[no-any-return]  # 2月底: its last day
    until: list[date | None] = [
        t.value.end for near in clause.group_chain() for t in near.of("period") if t.value.edge == "by"
    ]
    if until and until[0] is not None and until[0].year < context.published_on.year:
        return until[0].replace(day=1)  # 到2015年7月，23家企业签约
    if BY_NOW.search(clause.sentence_text):
        return context.published_on
    for near in clause.earlier():
        for token in near.of("period")[::-1]:
            value = token.value
            opens = token.rule.endswith(" 前")  # 三年前…，两年前…: how it came about
            if (
                opens
                or value.edge
                or value.start is None
                or value.start > context.published_on
                or value.grain == "years"
            ):
                continue
            right_before = near.paragraph == clause.paragraph and clause.sentence - near.sentence == 1
            heads = right_before and near.previous is None and token.start - near.start <= 2
            if heads and value.grain not in GRAINS and ON_THE_SPOT.search(clause.sentence_text) and _measures(near):
                continue
            if value.grain == "day" or heads:
                return value.start  # type: ignore[no-any-return]
    return context.published_on


def _measures(first: Clause) -> bool:
    """Whether a sentence tells what an industry made in a year, and no event: 去年，全市中药产业产值达342亿元."""
    return any(near.of("statistic") for near in (first, *first.following()))


def signing(
    told: Clause,
    span: tuple[int, int],
    place: Place,
    industry: IndustryName | None,
    context: Context,
    *,
    kind: str,
    count: tuple[int | None, str | None],
    amount: Token | None = None,
    rule: str,
) -> Signing:
    """The fact of a signing: `told` is the clause that says when, `span` what is quoted, `count` with its qualifier."""
    start, end = span
    return Signing(
        fact_id=fact_id(context.article_id, "signings", start, kind, place.adcode),
        article_id=context.article_id,
        adcode=place.adcode,
        zone=place.zone,
        industry=industry.code if industry else None,
        industry_text=industry.text if industry else None,
        signed_on=signed_on(told, context),
        kind=kind,
        project_count=count[0],
        count_qualifier=count[1],
        amount_yuan=amount.value.yuan if amount is not None else None,
        amount_qualifier=amount.qualifier if amount is not None else None,
        event=None,
        parties=None,
        quote=context.content[start:end],
        char_start=start,
        char_end=end,
        rule=rule,
    )
