"""Clauses -> entity counts: companies, platforms, approvals, patents, employees …"""

import re
from collections.abc import Iterator

from etl.extractor.clauses import Clause, Place, having
from etl.extractor.facts.counted_again import COMPANIES
from etl.extractor.facts.counted_change import change_of, compared_with, goes_on_with_new, told_before
from etl.extractor.facts.counted_nouns import (
    NOUN_REACH,
    UNITS,
    are_listed,
    kind_of_these,
    noun_beside,
    part_of_these,
    rose_of_these,
    what_is_counted,
)
from etl.extractor.facts.counted_whose import (
    came_to_ours,
    from_elsewhere,
    of_a_regions_high_tech,
    of_a_regions_industry,
    of_a_whole_zone,
    of_another_behind,
    of_no_industry,
    those_who_make,
    told_of,
)
from etl.extractor.facts.not_counted import LISTED, why_no_fact
from etl.extractor.finding import Context, Finding, fact_id
from etl.extractor.measures import NOT_A_NOUN_PHRASE
from etl.extractor.mentions.industries import IndustryName
from etl.extractor.other_industries import other_industry
from etl.extractor.readings import industry_of, period_token, places_of
from etl.extractor.running_period import goal_going_on
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
_CLASS = r"第?[一二三123ⅠⅡⅢ]类"
CLASS = re.compile(rf"({_CLASS})(?:产品)?(?:[共约有为达近])?$")
OF_A_CLASS = re.compile(rf"{_CLASS}(?=[^\W\d_])")


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
    kind, noun = _kind(clause, figure, kinds)
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
    if other_industry(clause, figure, None) or of_another_behind(clause, figure, noun):
        yield Finding(figure, None, "another industry")
        return
    places = places_of(clause, figure, context.home)
    industry = _of_its_class(
        clause, figure, _industry(clause, figure, kind, kinds, places[0] if places else None, context)
    )
    none = industry is None and (of_no_industry(clause) or not came_to_ours(clause))
    if none and not any(is_life_science_park(p.zone) for p in places):
        yield Finding(figure, None, "no industry of life science")
        return
    whole = industry is None and of_a_whole_zone(clause, places)
    if kind in COMPANIES and (
        whole or of_a_regions_industry(clause, noun, places) or of_a_regions_high_tech(clause, noun, places)
    ):
        yield Finding(figure, None, "companies of all industries")
        return
    carried = noun is None or noun.start < clause.start
    change = change_of(clause, figure, kind, changes, carried=carried)
    if change == "stock" and not carried and goes_on_with_new(clause, figure, kinds, changes):
        change = "new"
    changes[figure.start] = change
    told = compared_with(clause, figure) or period_token(clause, figure) or goal_going_on(clause, figure)
    span = (
        flow_span(told or told_before(clause, anywhere=noun is None and value.unit == "件"), context.published_on)
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


def _kind(clause: Clause, figure: Token, kinds: dict[int, str | None]) -> tuple[str | None, Token | None]:
    """What is counted, companies as narrowly as the words beside them tell, and the noun that says so."""
    kind, noun = what_is_counted(clause, figure, kinds)
    if kind not in COMPANIES and those_who_make(clause, figure):
        kind, noun = "companies", None
    if kind in ("companies", "companies_above_scale", None) and are_listed(clause, figure, noun):
        kind = "companies_listed"
    if kind == "companies" and LISTED.match(clause.text[figure.end - clause.start :]):
        kind = "companies_listed"
    if kind == "companies" and noun is not None and HIGH_TECH_BEFORE.search(clause.text[: noun.start - clause.start]):
        kind = "high_tech_companies"
    if kind == "institutes" and noun is not None and _listed_as_platforms(clause, noun):
        kind = "platforms"
    if kind == "companies" and noun is not None:
        these = part_of_these(clause, figure, kinds) or kind_of_these(clause, noun)
        kind = these or rose_of_these(clause, figure, noun, kinds) or kind
    return kind, noun


def _listed_as_platforms(clause: Clause, noun: Token) -> bool:
    """Whether 研发机构 are those just named: 甲技术中心、乙工程研究中心等研发机构12家."""
    where = next((near for near in clause.chain() if noun in near.tokens), clause)
    named = [t for t in where.before(noun.start, "kind") if t.value in ("platforms", "institutes")]
    if not named or named[-1].value != "platforms" or not where.words(noun).endswith("机构"):
        return False
    return "等" in where.text[named[-1].end - where.start : noun.start - where.start]


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


def _of_its_class(clause: Clause, figure: Token, told: IndustryName | None) -> IndustryName | None:
    """The industry with the class that stands before a figure: 一类医疗器械企业2805家，二类2445家，三类253家."""
    head = clause.text[: figure.start - clause.start]
    own = CLASS.search(head) if told is not None and "类" in head[-6:] else None
    before = OF_A_CLASS.match(told.text) if own is not None and told is not None else None
    if own is None or before is None or told is None:
        return told
    return IndustryName(own[1] + told.text[before.end() :], told.code)


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
        return told if told is not None or in_park or not came_to_ours(clause) else told_of(clause)
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
