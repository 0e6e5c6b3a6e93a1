"""Clauses -> entity counts: companies, platforms, approvals, patents, employees …"""

import re
from collections.abc import Iterator

from etl.extractor.clauses import Clause, Place, having
from etl.extractor.context import foretold
from etl.extractor.facts.counted_nouns import (
    COMPANIES,
    NOUN_REACH,
    UNITS,
    are_listed,
    kind_of_these,
    noun_beside,
    part_of_these,
    pieces_before,
    what_is_counted,
)
from etl.extractor.facts.counted_whose import from_elsewhere, of_a_whole_zone, of_no_industry
from etl.extractor.facts.not_counted import LISTED, why_no_fact
from etl.extractor.finding import Context, Finding, fact_id
from etl.extractor.measures import NOT_A_NOUN_PHRASE, leftover
from etl.extractor.mentions.industries import IndustryName
from etl.extractor.mentions.periods import Period
from etl.extractor.other_industries import other_industry
from etl.extractor.own_periods import compared
from etl.extractor.readings import industry_of, period_token, places_of
from etl.extractor.running_period import CARRIED
from etl.extractor.spans import Span, flow_span, stock_span
from etl.extractor.statuses import status_of
from etl.extractor.tokens import Token
from etl.extractor.whole_economy import is_life_science_park
from etl.models import EntityCount

COUNTED_UNITS = frozenset("".join(UNITS.values()))
# Kinds that keep the running industry of the companies told before them.
INHERITING = (*COMPANIES, "patents", "employees", "institutes")
HIGH_TECH_BEFORE = re.compile(r"高新技术[^，,。；;、]{1,6}$")
ARTICLE = "一<unit>, perhaps an article"  # mentions/counts.py: 一家 that may be no number
GROWN_TO = re.compile(r"(?:累计|总数|总量|总计)[^，,。；;\d]{0,6}$")
OBTAINED = re.compile(
    r"拿证|审批通过|通过审批|审批办结|发放|颁发|发出|发证|办出|领到|领取"
    r"|首次注册|准生证|出生证|获批|上市|取得|获得|拿下|拿到|批准(?!文号|证)|获准|核发"
)
GRANTED = re.compile(r"[^\u4e00-\u9fff]*(?:全[年市省区县])?(?:先后|共|新)?(?:获批|获准|批准)")
HELD = re.compile(r"的(?:已经?|共)?有(?:约|近|超)?\d|握|拥有|持有|现有|累积|全部")
WENT_PUBLIC = re.compile(r"[^，,。；;、]{0,8}(?:相继|先后|陆续|成功)[^，,。；;、]{0,8}上市")
NEW_BEHIND = re.compile(
    r"[^，,。；;]{0,16}?新(?:到|落户|入驻|获批|核发|颁发|发|批|增|办|领|取得|认定|注册|成立|拿|上市)"
)
ALREADY_LISTED = re.compile(r"[^，,。；;、]{0,6}已(?:经|成功)?[^，,。；;、先陆相]{0,6}?(?:上市|挂牌)")
SINCE = re.compile(
    r"[^，,。；;]{0,6}?[自从](?:20\d\d年|那时|“?十[二三四]五”?)[^，,。；;]{0,10}(?:起|以来|算起|开始|至今|到20\d\d年底)$"
)
OF_THAT_TIME = re.compile(r"(?:全年|同期|年底|底|末)?的[^，,。；;\d]{0,8}")
RAISED = re.compile(r"培育|建成")  # 目前，培育出企业33家: all that there are
SET_UP = re.compile(r"(?:注册|成立|诞生|开办|登记|孵化|落地|落户)[^，,。；;、]{0,16}$")
SPANS = ("years", "plan")
PARTS_OF_A_YEAR = ("half", "quarter", "months", "month")  # over which certificates are new ones
GROWN_HERE = re.compile(r"(?:再?培育出)来?的")  # 培育出来的上市企业 are all that there are


def find(clauses: list[Clause], context: Context) -> Iterator[Finding]:
    """A finding for each count of the body: the fact, or why there is none."""
    kinds: dict[int, str | None] = {}
    changes: dict[int, str] = {}
    for clause, figure in having(clauses, "count"):
        yield from _read(clause, figure, context, kinds, changes)


def _read(
    clause: Clause, figure: Token, context: Context, kinds: dict[int, str | None], changes: dict[int, str]
) -> Iterator[Finding]:
    value = figure.value
    if figure.rule == ARTICLE or value.unit[-1:] not in COUNTED_UNITS:
        kinds[figure.start] = None
        yield Finding(figure, None, f"{value.unit} counts nothing of ours")
        return
    kind, noun = what_is_counted(clause, figure, kinds)
    if kind in ("companies", "companies_above_scale", None) and are_listed(clause, figure, noun):
        kind = "companies_listed"
    if kind == "companies" and LISTED.match(clause.text[figure.end - clause.start :]):
        kind = "companies_listed"
    if kind == "companies" and noun is not None and HIGH_TECH_BEFORE.search(clause.text[: noun.start - clause.start]):
        kind = "high_tech_companies"
    if kind == "companies" and noun is not None:
        kind = part_of_these(clause, figure, kinds) or kind_of_these(clause, noun) or kind
    kinds[figure.start] = kind
    if kind is None or kind not in UNITS:
        yield Finding(figure, None, "no company, platform, approval or the like is counted")
        return
    if value.value is None or value.value != int(value.value):
        yield Finding(figure, None, "a range or no whole number")
        return
    by_piece = kind in COMPANIES and value.unit == "个" and noun_beside(clause, figure)
    if value.unit[-1:] not in UNITS[kind] and not by_piece:
        yield Finding(figure, None, f"{value.unit} counts no {kind}")
        return
    reason = why_no_fact(clause, figure, kind, noun)
    if reason:
        yield Finding(figure, None, reason)
        return
    if other_industry(clause, figure, None):
        yield Finding(figure, None, "another industry")
        return
    places = places_of(clause, figure, context.home)
    industry = _industry(clause, figure, kind, kinds, places[0] if places else None, context)
    if industry is None and of_no_industry(clause) and not any(is_life_science_park(p.zone) for p in places):
        yield Finding(figure, None, "no industry of life science")
        return
    if industry is None and kind in COMPANIES and of_a_whole_zone(clause, places):
        yield Finding(figure, None, "companies of all industries")
        return
    change = changes[figure.start] = _change(
        clause, figure, kind, changes, carried=noun is None or noun.start < clause.start
    )
    told = _compared_with(clause, figure) or period_token(clause, figure)
    span = (
        flow_span(told or _told_before(clause, anywhere=noun is None and value.unit == "件"), context.published_on)
        if change == "new"
        else stock_span(told, context.published_on, clause, figure)
    )
    status = status_of(clause, figure, span.end, context.published_on)
    if status == "actual" and span.end > context.published_on:
        start = min(span.start, context.published_on) if change == "new" else context.published_on
        span = Span(start, context.published_on, span.told, span.open_start)
    if places and from_elsewhere(clause, figure, places[0]):
        yield Finding(figure, None, "those from another region")
        return
    if not places:
        yield Finding(figure, None, "no region is named")
    for place in places:
        yield Finding(figure, fact(figure, int(value.value), kind, change, place, industry, span, status, context), "")


def fact(
    figure: Token,
    value: int,
    kind: str,
    change: str,
    place: Place,
    industry: IndustryName | None,
    span: Span,
    status: str,
    context: Context,
) -> EntityCount:
    """A count as a row."""
    return EntityCount(
        fact_id=fact_id(context.article_id, "entity_counts", figure.start, kind, place.adcode),
        article_id=context.article_id,
        adcode=place.adcode,
        zone=place.zone,
        industry=industry.code if industry else None,
        industry_text=industry.text if industry else None,
        kind=kind,
        value=value,
        qualifier=figure.qualifier,
        change=change,
        status=status,
        period_start=span.start,
        period_end=span.end,
        quote=context.content[figure.start : figure.end],
        char_start=figure.start,
        char_end=figure.end,
        rule=f"{change} of {kind} < {figure.rule}",
    )


def _industry(
    clause: Clause, figure: Token, kind: str, kinds: dict[int, str | None], place: Place | None, context: Context
) -> IndustryName | None:
    own = clause.before(figure.start, "industry")
    behind = [t for t in clause.after(figure.end, "industry") if t.start - figure.end <= NOUN_REACH]
    if behind and not NOT_A_NOUN_PHRASE.search(clause.text[figure.end - clause.start : behind[0].start - clause.start]):
        return behind[0].value  # type: ignore[no-any-return]
    if own or any(t.value == "among" for t in clause.before(figure.start, "link")):
        return industry_of(clause, figure)
    in_park = place is not None and place.zone is not None
    if kind in COMPANIES:
        if in_park and kind not in ("companies", "companies_above_scale", "companies_listed"):
            return None
        told = industry_of(clause, figure)
        return told if told is not None or in_park else clause.main_industry or clause.industry_in
    if kind == "approvals" and figure.value.unit == "件":
        return industry_of(clause, figure) or clause.industry_in
    if kind in INHERITING and not in_park:
        return industry_of(clause, figure)
    same = [
        token
        for earlier in clause.chain()
        if earlier is not clause
        for token in earlier.of("count")
        if kinds.get(token.start) == kind
    ]
    return industry_of(clause, figure) if same else None


def _told_before(clause: Clause, *, anywhere: bool) -> Period | None:
    """The period that the paragraph or any before it told last, if it is over: 2023年产值…。全市新增上市企业5家."""
    for near in clause.earlier() if anywhere else clause.earlier_here():
        for token in reversed(near.of("period")):
            value: Period = token.value
            if value.edge == "now":
                return None
            over = value.end is not None and value.end <= clause.published_on
            if over and value.edge == "" and value.grain in CARRIED and not compared(near, token):
                return value
    return None


def _over_a_span(clause: Clause) -> bool:
    """Whether a clause tells a span and no day: 去年一年就有9个."""
    told = clause.of("period")
    return bool(told) and told[-1].value.edge == "" and told[-1].value.grain != "day"


def _registered_since(clause: Clause, figure: Token) -> bool:
    """首次注册数…达41个; 自2019年起，累计31个获批."""
    if any("首次注册" in near.text[: figure.start - near.start] for near in clause.group_chain()):
        return True
    before = clause.previous
    since = before is not None and before.previous is None and SINCE.match(before.text) is not None
    return since and OBTAINED.search(clause.text) is not None and not HELD.search(clause.text)


def _compared_with(clause: Clause, figure: Token) -> Period | None:
    """The time of a count with which the one before it is compared: 68个，比2023年全年的52个还多."""
    named = clause.before(figure.start, "period")
    if not named or not compared(clause, named[-1]) or clause.before(figure.start, "count"):
        return None
    between = clause.text[named[-1].end - clause.start : figure.start - clause.start]
    return named[-1].value if OF_THAT_TIME.fullmatch(between) else None


def _change(clause: Clause, figure: Token, kind: str, changes: dict[int, str], *, carried: bool) -> str:
    """new where the words say so, or where approvals are counted over a span; else stock."""
    changes_told = clause.before(figure.start, "change")
    said = [t for t in changes_told if not GROWN_HERE.match(clause.text[t.start - clause.start :])]
    if said and said[-1].value == "new":
        now = period_token(clause, figure) if RAISED.search(clause.words(said[-1])) else None
        return "stock" if now is not None and now.edge == "now" else "new"
    if kind == "approvals" and _registered_since(clause, figure):
        return "new"
    tail = clause.text[figure.end - clause.start :]
    if kind == "companies_listed" and ALREADY_LISTED.match(tail):
        return "stock"
    if NEW_BEHIND.match(tail):
        return "new"
    since = (
        period_token(clause, figure)
        if kind == "companies" and SET_UP.search(clause.text[: figure.start - clause.start])
        else None
    )
    if since is not None and since.edge == "since" and since.explicit_year:
        return "new"
    if kind == "companies_listed" and WENT_PUBLIC.match(tail):
        told = period_token(clause, figure)
        if told is not None and told.edge == "" and told.grain != "day":
            return "new"
    if kind == "approvals" and "累计" in clause.text[: figure.start - clause.start] and not clause.of("period"):
        since = clause.period_in
        if since is None or (since.edge != "since" and since.grain not in SPANS):
            return "stock"
    if kind == "approvals" and not HELD.search(clause.text) and _granted_over_a_span(clause, figure):
        return "new"
    if carried and _compared_with(clause, figure) is not None:
        told = next((t for near in clause.chain() if near is not clause for t in reversed(near.of("count"))), None)
        return changes.get(told.start, "stock") if told is not None else "stock"  # 68个，比2023年全年的52个还多
    if (
        not carried
        or clause.of("change")
        or (clause.of("period") and figure.value.unit != "件" and not (kind == "approvals" and _over_a_span(clause)))
        or GROWN_TO.search(clause.text[: figure.start - clause.start])
    ):
        return "stock"
    for earlier in clause.chain():
        for token in reversed(earlier.before(figure.start, "count")):
            if token.start in changes:
                return changes[token.start]
    pieces = pieces_before(clause) if figure.value.unit == "件" else ()
    return next((changes[told.start] for told in pieces if told.start in changes), "stock")


def _granted_over_a_span(clause: Clause, figure: Token) -> bool:
    """Whether certificates are those of a span: 2023年获批30张; of a part of a year: 上半年，注册证25张."""
    told = period_token(clause, figure)
    if told is None and GRANTED.match(clause.text):
        before = _told_before(clause, anywhere=False)
        if before is not None and before.grain != "month":
            return True
    if told is not None and told.edge == "" and told.grain in PARTS_OF_A_YEAR and not leftover(clause, figure):
        return True
    part = clause.previous if any(t.value == "among" for t in clause.of("link")) else None
    if not any(OBTAINED.search(near.text) for near in (clause, part) if near is not None):
        return False
    over = told is not None and told.edge in ("", "since") and told.grain != "day"
    return over or "target" in foretold(clause)
