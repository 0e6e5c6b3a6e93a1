"""A figure in its clause -> what it measures, and of which place, industry and period.

Every function takes a clause and a figure (a token of it) and answers one of these questions; the facts put the
answers together. A question that the text leaves open is answered with None, never with a guess.
"""

import itertools
import re

from etl.extractor.clauses import Clause, Place, outside_brackets
from etl.extractor.context import is_set_aside
from etl.extractor.lexicon import expressions
from etl.extractor.measures import (
    NOT_A_NOUN_PHRASE,
    Measure,
    leftover,
    measure_before,
    measure_behind,
    measure_of_heading,
    owner,
    sold_or_spent,
    tells_parts,
)
from etl.extractor.mentions.calendar import same_day
from etl.extractor.mentions.industries import IndustryName
from etl.extractor.mentions.periods import Period
from etl.extractor.own_periods import period_tokens, rolling, with_year, years_up_to
from etl.extractor.running_place import come_from, place_at
from etl.extractor.searching import to_search
from etl.extractor.spoken_of import spoken_of
from etl.extractor.tokens import Token
from etl.extractor.whole_economy import of_an_industry

EXPRESSIONS = expressions("readings")

ALONE = 5  # characters beside a span of years that still leave it alone in its clause (新中国成立70年来，)
CAN_BE_ELLIPTIC = 5  # characters that a clause may hold beside its known words and still lean on the one before
BEGINNINGS = re.compile(
    r"[由从][^，,。；;\d]{0,12}?(?:初期|之初|最初|起初|当初|起步|成立[时初]|建立[时初]|开园|建园|建区|创立|创办|过去|以前)[^，,。；;\d]{0,6}$"
)
DIFFERENCE = to_search(
    r"差(?:着|了|出|距)?$|之间|差距|相差|隔着|缺口|净增|净增加|少了$|(?:多了?|多出了?|高出了?)(?:约|近|超过?|逾)?$|(?<!新)(?:增加|减少|增长|下降|下滑)了?(?:约|近|超过?|逾)?$|(?:比|较)[^，,。；;]{0,10}(?:增加|增长|减少|多|少|高|低)[了出]?(?:约|近|超过?|逾)?$"
)
SIZE = EXPRESSIONS["size"]
DATED = re.compile(r"度?[的为是]?(?:约|近|不足|超过?)?")
SEVERAL = re.compile(
    r"[两三四五六七八九十\d](?:个?城市|个?[市区县省地]|大?园区|大板块)(?=[^，,。；;]{0,10}(?:合计|总计|共|加起来|合起来|加在一起|相加)|[^，,。；;]{0,24}之和)"
)
GROWN_FROM = re.compile(
    r"(?:产业链?|行业|集群|产业集群)?(?:由|从)[^，,。；;、项目投资]{0,8}?(?:20\d\d年)?度?的?(?:约|近|不足|不到)?"
)
GROWN_TO = re.compile(
    r"[^，,。；;\d]{0,4}(?:增长|增加|提升|提高|扩大|跃升|跃|攀升|上升|发展|壮大|增|升)[^，,。；;\d]{0,2}[到至](?:20\d\d年度?的?)?(?:约|近|超过?)?"
)
FROM_LEVEL = re.compile(r"[由从][^，,。；;\d年]{0,10}$")
TO_LEVEL = re.compile(
    r"[^，,。；;\d]{0,4}(?:成长|发展|增长|增加|涨|提|提高|提升|跃升|跃|扩大|壮大|攀升|上升|增|升)[^，,。；;\d]{0,2}[到至为]"
)
VAGUE = re.compile(r"近年来?|近几年|最近几年|这几年|这些年|多年来|历年|常年")


def measure_at(clause: Clause, figure: Token) -> Measure | None:
    """What a figure measures: the noun behind it, the last word before it, else what the clauses before speak of."""
    given = owner(clause, figure, "statistic") or owner(clause, figure, "measure")
    if given:
        where = next((c for c in clause.chain() if given in c.tokens), clause)
        return of_an_industry(Measure(given.kind, given.value, given.start, where))
    found = _measure_at(clause, figure)
    return of_an_industry(found, clause, figure) if found else None


def _measure_at(clause: Clause, figure: Token) -> Measure | None:
    before = measure_before(clause, figure.start)
    behind = measure_behind(clause, figure)
    by_verb = sold_or_spent(clause, figure, before, behind)
    if by_verb is not None:
        return by_verb
    if (
        behind
        and behind.category == "measure"
        and "的" in clause.text[figure.end - clause.start : behind.start - clause.start]
    ):
        return behind
    if behind and (
        before is None
        or figure.start - before.start > 6
        or before.category == "measure"
        or any(t.end == before.start for t in clause.of("amount"))  # 50亿元产值、10亿元利润
    ):
        return behind
    if before:
        return before
    if leftover(clause, figure) > CAN_BE_ELLIPTIC and figure.start not in clause.owners:
        return None
    holds_it = False  # whether a sum nearer than a clause may hold the figure as its part
    for earlier in clause.chain():
        if earlier is clause or (not holds_it and _exceeds(clause, figure, earlier)):
            continue
        holds_it = holds_it or bool(earlier.of("amount"))
        found = measure_before(earlier, earlier.end, figure.kind)
        if found:
            return found
    if (heading := measure_of_heading(clause)) is not None:
        return heading
    part = tells_parts(clause)
    named = (t.value for near in clause.chain() for t in near.of("industry", "other_industry", "thing", "kind"))
    if not part and any(value != "where" for value in named):
        return None
    for earlier in clause.earlier():
        if clause.paragraph - earlier.paragraph > part or clause.sentence - earlier.sentence > 2:
            return None
        if (found := measure_before(earlier, earlier.end)) is not None:
            return found if found.category == "statistic" else None
    return None


def _exceeds(clause: Clause, figure: Token, earlier: Clause) -> bool:
    """Whether a part (其中某市完成637亿元) is more than a sum told before: then it is no part of that one."""
    sums = earlier.of("amount")
    if figure.kind != "amount" or not sums or not any(t.value == "among" for t in clause.before(figure.start, "link")):
        return False
    whole = sums[-1].value.yuan
    return whole is not None and figure.value.yuan is not None and figure.value.yuan > whole


def bare_size(clause: Clause, figure: Token) -> Measure | None:
    """A size without a named measure is scale (GUIDE): 生命健康产业预计将突破200亿元."""
    named = clause.before(figure.start, "industry")
    told = clause.before(figure.start, "amount", "rate", "count")
    if named and len(told) == 1 and told[0].kind == "amount" and told[0].start > named[-1].end:
        between = clause.text[told[0].end - clause.start : figure.start - clause.start]
        return bare_size(clause, told[0]) if GROWN_TO.fullmatch(between) else None
    if not named or told:
        return None
    between = clause.text[named[-1].end - clause.start : figure.start - clause.start]
    if clause.text[: named[-1].end - clause.start].endswith("产业"):  # 大健康产业 is one word
        between = "产业" + between
    whole = SIZE.fullmatch(between) or GROWN_FROM.fullmatch(between)
    return Measure("statistic", "scale", named[-1].start, clause) if whole else None


def places_of(clause: Clause, figure: Token, home: Place | None) -> list[Place]:
    """The place that a figure is about, or the places that share it; `home` where the text has named none yet."""
    shared = clause.shared.get(figure.start)
    if shared and shared[0].kind == "place":
        return [Place(token.value.adcode, token.value.zone, token.start) for token in shared]
    given = owner(clause, figure, "place")
    if given:  # 高新区 of a list that begins with it is the region's of which the text speaks
        whole = clause.place_in or home
        own = Place(given.value.adcode, given.value.zone, given.start) if given.value.adcode else whole
        return [own] if own else []
    if origin := come_from(clause, figure):
        return origin
    worlds = [t.end for t in clause.before(figure.start, "place") if t.value.role == "world"]
    if worlds and all(t.end < worlds[-1] for t in clause.places if t.end <= figure.start):
        return []
    place = place_at(clause, figure.start) or home
    return [place] if place else []


def industry_of(clause: Clause, figure: Token, measure: Measure | None = None) -> IndustryName | None:
    """The narrowest industry that the clause names for a figure, else the running one of its sentence."""
    given = owner(clause, figure, "industry")
    if given:
        return given.value  # type: ignore[no-any-return]
    named = outside_brackets(clause, clause.before(figure.start, "industry"), figure.start)
    behind = [
        t
        for t in clause.after(figure.end, "industry")
        if t.start - figure.end <= 12
        and not NOT_A_NOUN_PHRASE.search(clause.text[figure.end - clause.start : t.start - clause.start])
    ]
    if behind and measure and measure.start > figure.end:
        return behind[0].value  # type: ignore[no-any-return]
    if named:
        return named[-1].value  # type: ignore[no-any-return]
    if measure and measure.clause is not clause and figure.start not in clause.owners:
        between = itertools.takewhile(lambda near: near is not measure.clause, clause.group_chain())
        told = (spoken_of(near) for near in between)
        if nearer := next(filter(None, told), None):
            return nearer[-1].value  # type: ignore[no-any-return]  # 产值402亿元，其中化学药210亿元，增长7.2%
        owned = outside_brackets(measure.clause, measure.clause.before(measure.start, "industry"), measure.start)
        if owned:
            return owned[-1].value  # type: ignore[no-any-return]
    for earlier in (measure.clause if measure else clause).chain():
        if earlier is not clause and (found := spoken_of(earlier)):
            if earlier.group != clause.group:  # behind a ； the sentence's own subject goes on, not the last aside
                found = next(c.of("industry") for c in reversed(list(earlier.chain())) if c.of("industry"))
                return found[0].value  # type: ignore[no-any-return]
            return found[-1].value  # type: ignore[no-any-return]
    if clause.industry_in is None or (measure is not None and measure.start > figure.end):
        for later in clause.following():
            if later.group != clause.group or any(t.value == "among" for t in later.of("link")):
                break  # 三大产业产值增长5.6%，其中生物医药…: the total is not the part's
            if later.of("industry") and ((later.of("statistic") and later.of("amount")) or later.of(figure.kind)):
                break  # …产值过百亿元，医药产业产值58亿元: the second is told with its own figure
            if later.of("industry"):
                first = later.of("industry")[0]
                return None if is_set_aside(later, first) else first.value
            if later.of("amount", "rate", "count"):
                break
    return None


def period_token(clause: Clause, figure: Token) -> Period | None:
    """The period that the words give a figure: in its clause, at its sentence's head, then in its paragraph."""
    given = owner(clause, figure, "period")
    if given is None and _only_vaguely(clause, figure):
        return Period(None, None, "day", "now")
    beside = _beside(clause, figure) if given is None else None
    if beside is not None:
        return beside
    own = [given.value] if given else [t.value for t in period_tokens(clause, figure.start)]
    own = [years_up_to(clause, value) for value in own]
    spans = [value for value in own if not (value.grain in ("day", "week") and value.edge == "")]
    if clause.base_in is not None and rises_from(clause, figure):
        return clause.base_in  # 面积由2019年的20万亩扩到60万亩，产值从4亿元涨到18亿元
    if spans:
        value: Period = spans[-1]
        anchor = next((p for p in [*spans[:-1][::-1], clause.period_in] if p is not None and p.explicit_year), None)
        if (
            not value.explicit_year
            and anchor is not None
            and anchor.grain in ("year", "month", "months", "half", "quarter")
        ):
            end = anchor.end or anchor.start
            if end is not None:
                value = with_year(value, end.year)
        return value
    today = any(value.grain == "day" and value.end == clause.published_on for value in own)
    head = clause.period_in
    if today and head is not None and head.end is not None and head.end.year < clause.published_on.year:
        return Period(None, clause.published_on, "day", "now")  # 十年前不过21亿元，今天已是154亿元
    if clause.period_in is not None:
        return clause.period_in
    before = next((near for near in clause.group_chain() if near is not clause and near.of("period")), None)
    if before is not None and any(rolling(t.value, clause.published_on) for t in before.of("period")[:1]):
        (lone, *_) = before.of("period")
        if len(before.text) <= lone.end - lone.start + ALONE:
            return lone.value  # type: ignore[no-any-return]
    behind = [t.value for t in clause.after(figure.end, "period") if t.value.edge != "same" and t.value.grain != "day"]
    if behind and not clause.after(figure.end, "amount", "rate", "count"):
        return behind[0]  # type: ignore[no-any-return]
    return None


def rises_from(clause: Clause, figure: Token) -> bool:
    """Whether a figure is the X of 从X增长到Y, told without a date of its own."""
    head = clause.text[: figure.start - clause.start]
    return FROM_LEVEL.search(head) is not None and TO_LEVEL.match(clause.text, figure.end - clause.start) is not None


def _beside(clause: Clause, figure: Token) -> Period | None:
    """The time that stands right before a level and is its own, whatever it is compared with.

    较2022年的50.1亿元; of 上年同期18.1亿元 the sentence's own part of that year.
    """
    named = clause.before(figure.start, "period") if figure.kind == "amount" else None
    if not named:
        return None
    value: Period = named[-1].value
    if not DATED.fullmatch(clause.text, named[-1].end - clause.start, figure.start - clause.start):
        return None
    if value.edge == "" and value.grain == "year" and clause.text[named[-1].end - clause.start] in "的度":
        return value
    base = clause.period_in
    if value.edge != "same" or value.end is None or base is None or base.start is None or base.end is None:
        return None
    years = max(1, base.end.year - value.end.year)
    start, end = same_day(base.start, -12 * years), same_day(base.end, -12 * years)
    return base._replace(start=start, end=end) if start and end else None


def _only_vaguely(clause: Clause, figure: Token) -> bool:
    """Whether the last words of time before a figure in its sentence name no date (近年来)."""
    frame = clause.frame
    if frame.vague_ends is None:
        frame.vague_ends = [match.end() + frame.start for match in VAGUE.finditer(frame.text)]
    vague = [end for end in frame.vague_ends if end <= figure.start]
    if not vague:
        return False
    dates = [t.start for near in clause.chain() for t in period_tokens(near, figure.start)]
    return vague[-1] > max(dates, default=-1)
