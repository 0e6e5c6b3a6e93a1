"""What a clause takes over: the running place and industry, the date that governs it, what 分别 and 都是 hand out."""

import re
from datetime import date

from etl.extractor.clauses import Clause, Place
from etl.extractor.handing_out import hand_out_figures
from etl.extractor.mentions.industries import IndustryName
from etl.extractor.running_period import RunningPeriod, goes_on_a_list
from etl.extractor.running_place import RunningPlace
from etl.extractor.splitting import split
from etl.extractor.spoken_of import spoken_of
from etl.extractor.tokens import Token
from etl.extractor.usable_places import usable_places

DRUG_FIRMS = re.compile(r"[药械](?:企|厂)|(?:制药|药械)企业")
BUT_FOR = re.compile(r"(?:产业链?|行业|领域|板块|制造业)?(?:之外|以外|外)$")  # 疫苗之外，电子行业增长25.7%
# 成为继汽车、医药之后的又一个千亿产业
FOLLOWED = re.compile(r"(?:产业链?|行业|领域|板块|制造业)?(?:[、和与][^，,。；;]{1,24}?)?(?:之后|后(?=的|第|又|$))")
MAIN_INDUSTRIES = re.compile(
    r"(?:产业)?(?:、[^，,。；;]{1,16}?)?(?:等|为|是|作为|成为|[一二两三四五六七八九十\d]{1,2}|[大个条]|多个|一批){0,4}"
    r"(?:主导|支柱|优势|特色|重点|首位|新兴|战略性|先导|千亿级?|主要){0,3}(?:产业|集群)"
)
FIRMS = ("companies", "companies_above_scale")
HEADING = 16  # characters of a sentence that does no more than name an industry


def read(
    title: str | None, content: str, published_on: date, publisher: str | None = None
) -> tuple[list[Clause], Place | None]:
    """The clauses of a body with their context, in the order of the text, and the place that the article is about."""
    clauses, home = split(title, content, published_on, publisher)
    _carry(clauses, home)
    hand_out_figures(clauses)
    return clauses, home


def _carry(clauses: list[Clause], home: Place | None) -> None:
    """Give each clause what it takes over."""
    place = RunningPlace(home)
    period = RunningPeriod()
    industry: IndustryName | None = None
    paragraph = clauses[0].paragraph if clauses else 0
    for clause in clauses:
        if clause.previous is None:
            place.begin_sentence(clause)
            period.begin_sentence(clause)
            if clause.paragraph != paragraph:
                paragraph = clause.paragraph
                period.begin_paragraph()
                place.begin_paragraph()
                goes_on = clause.of("place") and goes_on_a_list(clause)
                if not goes_on and not heads_with_industry(clause.before_sentence):
                    industry = clause.main_industry
            elif told_of_another(clause.before_sentence):
                industry = None
        place.enter(clause)
        clause.industry_in = industry or _industry_of_firms(clause)
        if "place" in clause.by_kind:
            clause.places = usable_places(clause)
        period.enter(clause)
        place.leave(clause)
        industry = _industry_behind(clause, industry)
        if "period" in clause.by_kind:
            period.leave(clause)


def _industry_behind(clause: Clause, running: IndustryName | None) -> IndustryName | None:
    """The industry that the text speaks of behind a clause; none behind another industry's heading: (三)高端装备。"""
    named = clause.by_kind
    if "industry" in named:
        if "other_industry" in named and _lists_main_industries(clause):
            return None
        spoken = spoken_of(clause)
        if not spoken:
            return running
        last = spoken[-1]
        return None if is_set_aside(clause, last) else last.value
    if running is None and (told := _industry_of_firms(clause)) is not None:
        return told
    return None if "other_industry" in named and heads_with_industry(clause) else running


def _lists_main_industries(clause: Clause) -> bool:
    """Whether a clause names the main industries of a region, ours beside others: 以生物医药、汽车为主导产业."""
    listed = clause.of("industry", "other_industry")
    between = clause.text[listed[0].end - clause.start : listed[-1].start - clause.start]
    return "、" in between and MAIN_INDUSTRIES.match(clause.text, listed[-1].end - clause.start) is not None


def is_set_aside(clause: Clause, industry: Token) -> bool:
    """Whether a clause names an industry only to speak of another one: 疫苗之外，…; 继医药之后的第二个千亿产业."""
    if "继" in clause.text[: industry.start - clause.start]:
        return FOLLOWED.match(clause.text, industry.end - clause.start) is not None
    return clause.text.endswith("外") and BUT_FOR.match(clause.text, industry.end - clause.start) is not None


def _industry_of_firms(clause: Clause) -> IndustryName | None:
    """What the article is about where a clause speaks of its firms: 药企60多家，去年产值56亿元."""
    return clause.main_industry if any(DRUG_FIRMS.search(clause.words(t)) for t in clause.of("kind")) else None


def heads_with_industry(clause: Clause | None) -> bool:
    """Whether a clause is all of a short sentence without a figure, as a heading is, and names an industry."""
    if clause is None or clause.previous is not None or clause.next is not None or len(clause.text) > HEADING:
        return False
    return bool(clause.of("industry", "other_industry")) and not clause.of("amount", "rate", "count")


def told_of_another(last: Clause | None) -> bool:
    """Whether a sentence, given by its last clause, told figures or firms of another industry, and named none."""
    if last is None or any(near.of("industry") for near in last.chain()):
        return False
    for near in last.chain():
        for other in near.of("other_industry"):
            if counts_firms_of(near, other):
                return True
            measures = near.after(other.end, "statistic")
            if measures and near.after(measures[0].end, "amount", "rate"):
                return True
    return False


def counts_firms_of(clause: Clause, industry: Token) -> bool:
    """Whether a clause counts the firms of an industry that it names: 全市纳入统计的汽车规上企业145家."""
    firms = clause.after(industry.end, "kind")
    return bool(firms) and firms[0].value in FIRMS and bool(clause.after(firms[0].end, "count"))


def foretold(clause: Clause) -> list[str]:
    """The status words that govern a clause with none of its own: of the nearest clause of its group, up to a date."""
    if clause.period_in is not None and clause.period_in.edge == "since":
        return []
    for near in clause.chain():
        if near.group != clause.group:
            break
        told = [token.value for token in near.of("status")]
        if told:
            return told if told[-1] != "done" else announced(near)
        if near.of("period") and "年均" not in near.text:
            break
    return []


def announced(clause: Clause) -> list[str]:
    """The status words of a clause right before that holds no figure: 预计今年，…实现产值…."""
    before = clause.previous
    if before is None or before.group != clause.group or before.of("amount", "rate", "count"):
        return []
    return [t.value for t in before.of("status") if t.value != "done"]
