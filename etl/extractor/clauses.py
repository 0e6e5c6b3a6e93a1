"""A body -> clauses, each with its mentions, and the region, period and industry that it speaks of.

A clause ends at a comma or a stronger mark; a sentence carries its subject from clause to clause, and a
paragraph from sentence to sentence. What a figure's context is, is asked of its clause: place_at, period_at,
industry_at, each by the position of the figure.
"""

import itertools
import re
from collections import Counter
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple

from etl.extractor.industries import code_of
from etl.extractor.mentions import amounts, counts, industries, periods, rates, regions, terms
from etl.extractor.mentions.industries import IndustryName
from etl.extractor.mentions.periods import Period

# A sentence ends here; a line's end ends it too unless the line breaks off (after ； or ：) in a list.
SENTENCE = re.compile(r"[^。！？!?\n]*(?:[。！？!?]+[”’」』）)]*|\n+|$)")
BROKEN_OFF = re.compile(r"[；;：:，,、]\s*$")
CLAUSE = re.compile(r"(?:[；;：。！？!?\n]|(?<!\d):|:(?!\d)|，|,(?!\d{3}(?!\d))|——|…)+")
# A place behind these is not the subject: where an event is held, what a figure is compared with.
OBJECT_BEFORE = re.compile(r"(?:占到?了?|高于|低于|超过|快于|跑赢|相当于|比|较|与|同|跟|从|到了|赴|往|由|距|离|送到|走出|邀请|来自|搬到了?|面向|辐射|服务|带动|对接|连接|覆盖|引到)(?:了|整个)?$")
HELD_AT = re.compile(r"[^，,。；;]{0,14}?(?:举行|召开|举办|办了?|推介|路演|开幕|揭晓|亮相|落幕|闭幕|启幕|拉开帷幕|开馆|发布会)")
ORGANISATION = re.compile(r"[^，,。；;、的与和同\s]{0,9}?(?:大学|学院|医院|研究院|研究所|有限公司|集团|银行|药业|制药|协会|商会|先进院|证券|股份|生化|医疗的|生物的|科技的|基因的)")
RANKED = re.compile(r"(?:的?市场|(?:、[^，,。；;、]{2,6}){0,3}(?:等地)?的(?:客商|代表|嘉宾|药商|商家|参展商|投资人|采购商)|[^，,。；;]{0,6}(?:百强|\d+强)|各省|各地|各市|同类|同行|同期|平均|总数|总量|总体|整体|第[一二三四五六七八九十\d]|前[一二三四五六七八九十\d]|首个|首批|首家|唯一|最大|领先|率先|排名|占比|一半|百强|各区|各县|\d+个|的?[\d.]+%|的?近?[一二三四五六七八九]成|近?[\d.]+％|约?[\d.]+[%％])")
EVENT_AT = re.compile(r"[^，,。；;、\n在]{0,18}?(?:大会|论坛|峰会|博览会|推介会|产业周|年会|洽谈会|交易会|博士会|药交会|医博会|药博会)")
NAMED_EVENT = re.compile(r"[^，,。；;、\n在举召]{0,22}?(?:大会|论坛|峰会|博览会|推介会|产业周|年会|洽谈会|交易会|沙龙|发布会|招商会)")
EVENT_WORD = re.compile(
    r"大会|论坛|峰会|博览会|推介会|产业周|协会|联盟|学会|年会|洽谈会|沙龙|研讨会|博士会|交易会|委员会|工作站|公众号|方案|规划|行动计划|意见|办法|措施"
)
NAME_ENDS = re.compile(r"[，,。；;、\n]")
EVENT_REACH = 16  # characters between an industry and the word that makes it part of an event's or a paper's name
SEVERAL = 3  # regions side by side that are spoken of together
PLAN_SLACK = 4  # characters that a clause of a plan's name alone may hold beside it
FIGURE_SLACK = 4  # characters beside a figure that still leave it alone before a dash
EARLY = 3  # months of a year in which 过去一年 and 全年 still mean the year before
CARRIED = ("year", "half", "quarter", "months", "month", "years")  # grains that hold from paragraph to paragraph
LEAD_PARAGRAPHS = 2
HEAD_SLACK = 9  # characters before a date that still leave it at its clause's head (记者从市里了解到)


class Token(NamedTuple):
    """A mention or a term as a clause holds it; `value` is what its finder gave."""

    start: int
    end: int
    kind: str
    value: Any
    qualifier: str = "exact"
    rule: str = ""


class Place(NamedTuple):
    """The region that a figure is about, and the zone if it is of one."""

    adcode: str
    zone: str | None
    start: int = -1


NONE: list[Token] = []  # what a question without an answer gets; never changed


def _start(token: Token) -> int:
    return token.start


@dataclass(slots=True)
class Clause:
    """text[start:end] between two marks, its tokens, and what it takes over from the clauses before it."""

    start: int
    end: int
    text: str
    sentence: int
    paragraph: int
    group: int
    tokens: list[Token]
    by_kind: dict[str, list[Token]] | None = None  # filled at the first question
    previous: "Clause | None" = None  # in the same sentence
    next: "Clause | None" = None
    next_sentence: "Clause | None" = None  # the first clause of the sentence behind, at the last clause
    before_sentence: "Clause | None" = None  # the last clause of the sentence before
    place_in: Place | None = None
    period_in: Period | None = None  # the date at the head of the sentence, or of the group between two ；
    industry_in: IndustryName | None = None
    published_on: date = date.min
    main_industry: IndustryName | None = None  # what the article is about
    sentence_start: int = 0
    sentence_text: str = ""
    last_period_in: Period | None = None  # the last period of the paragraph before this sentence
    goal_period_in: Period | None = None  # the last period told that was still to end
    places: list[Token] = field(default_factory=list)
    owners: dict[int, list[Token]] = field(default_factory=dict)  # figure's start -> what 分别 gives it to
    shared: dict[int, list[Token]] = field(default_factory=dict)  # figure's start -> the places that share it

    def of(self, *kinds: str) -> list[Token]:
        """Its tokens of these kinds, in the order of the text."""
        if not self.tokens:
            return NONE
        index = self.by_kind
        if index is None:
            index = self.by_kind = {}
            for token in self.tokens:
                index.setdefault(token.kind, []).append(token)
        if len(kinds) == 1:
            return index.get(kinds[0], NONE)
        found = [index[kind] for kind in kinds if kind in index]
        if not found:
            return NONE
        return found[0] if len(found) == 1 else sorted((t for tokens in found for t in tokens), key=_start)

    def before(self, position: int, *kinds: str) -> list[Token]:
        """Its tokens of these kinds that end before a position."""
        found = self.of(*kinds)
        if not found or found[-1].end <= position:
            return found
        return [token for token in found if token.end <= position]

    def after(self, position: int, *kinds: str) -> list[Token]:
        """Its tokens of these kinds that start at or behind a position."""
        found = self.of(*kinds)
        if not found or found[0].start >= position:
            return found
        return [token for token in found if token.start >= position]

    def chain(self) -> Iterator["Clause"]:
        """This clause and those before it in its sentence, the nearest first."""
        clause: Clause | None = self
        while clause is not None:
            yield clause
            clause = clause.previous

    def earlier(self) -> Iterator["Clause"]:
        """The clauses of the sentences before this one's, the nearest first."""
        clause = self.before_sentence
        while clause is not None:
            yield from clause.chain()
            clause = clause.before_sentence

    def last_of_sentence(self) -> "Clause":
        """The last clause of its sentence."""
        clause = self
        while clause.next is not None:
            clause = clause.next
        return clause

    def following(self) -> Iterator["Clause"]:
        """The clauses behind this one in its sentence, the nearest first."""
        clause = self.next
        while clause is not None:
            yield clause
            clause = clause.next


def read(title: str | None, content: str, published_on: date) -> tuple[list[Clause], Place | None]:
    """The clauses of a body with their context, in the order of the text, and the place that the article is about."""
    tokens, home = _tokens(title, content, published_on)
    clauses = _split(content, tokens)
    main = _main_industry(title, clauses)
    for clause in clauses:
        clause.published_on, clause.main_industry = published_on, main
    _carry(clauses)
    _pair(clauses)
    return clauses, home


def lead_place(clauses: list[Clause]) -> Place | None:
    """The region that the first two paragraphs name most; of equals the most specific, then the first."""
    named = [t.value.adcode for c in clauses if c.paragraph <= LEAD_PARAGRAPHS for t in c.places if t.value.role == "place"]
    if not named:
        return None
    counts = Counter(named)
    best = max(dict.fromkeys(named), key=lambda code: (counts[code], not code.endswith("00"), not code.endswith("0000")))
    return Place(best, None)


def _tokens(title: str | None, content: str, published_on: date) -> tuple[list[Token], Place | None]:
    found = [Token(m.start, m.end, "amount", m.value, m.qualifier, m.rule) for m in amounts.find(content)]
    found += [Token(m.start, m.end, "rate", m.value, m.qualifier, m.rule) for m in rates.find(content)]
    taken = sorted((token.start, token.end) for token in found)
    found += [
        Token(m.start, m.end, "count", m.value, m.qualifier, m.rule)
        for m in counts.find(content)
        if not _overlaps(taken, m.start, m.end)
    ]
    found += [
        Token(m.start, m.end, "period", _last_year(m.value, published_on), m.qualifier, m.rule)
        for m in periods.find(content, published_on)
        if not (m.value.grain == "year" and NAMED_EVENT.match(content, m.end))
    ]
    settled = regions.settle(title, content, regions.find(content), published_on.year)
    places = [Token(m.start, m.end, "place", m.value, "exact", m.rule) for m in settled.mentions]
    found += places
    names = sorted((token.start, token.end) for token in places)
    events = [m.start() for m in EVENT_WORD.finditer(content)]
    found += [
        Token(m.start, m.end, "industry", m.value, "exact", m.rule)
        for m in industries.find(content)
        if not _overlaps(names, m.start, m.end) and not _names_event(content, m.end, events)
    ]
    found += [Token(t.start, t.end, t.category, t.value) for t in terms.find(content)]
    found.sort(key=lambda token: (token.start, -token.end))
    return found, Place(settled.home, settled.zone) if settled.home else None


def _main_industry(title: str | None, clauses: list[Clause]) -> IndustryName | None:
    """The industry that the title names, else the one that the article names most, the first of equals."""
    titled = industries.find(title) if title else []
    named: list[IndustryName] = [m.value for m in titled] or [t.value for clause in clauses for t in clause.of("industry")]
    counts = Counter(name.text for name in named)
    return max(named, key=lambda name: counts[name.text]) if named else None


def _names_event(content: str, position: int, events: list[int]) -> bool:
    """Whether a name goes on to be an event's or a paper's: 精准医学产业发展大会."""
    index = bisect_left(events, position)
    if index == len(events) or events[index] - position > EVENT_REACH:
        return False
    return NAME_ENDS.search(content, position, events[index]) is None


def _last_year(period: Period, published_on: date) -> Period:
    """过去一年, told in the first months of a year, is the calendar year before."""
    rolling = period.grain == "years" and period.start is not None and period.start.day == published_on.day
    if not rolling or published_on.month > EARLY or period.start is None or published_on.year - period.start.year != 1:
        return period
    year = published_on.year - 1
    return period._replace(start=date(year, 1, 1), end=date(year, 12, 31), grain="year", edge="")


def _overlaps(spans: list[tuple[int, int]], start: int, end: int) -> bool:
    index = bisect_left(spans, (start, start))
    return (index < len(spans) and spans[index][0] < end) or (index > 0 and spans[index - 1][1] > start)


def _split(content: str, tokens: list[Token]) -> list[Clause]:
    clauses: list[Clause] = []
    index = 0
    sentence = paragraph = 0
    for start, end, opens_paragraph in _sentences(content):
        paragraph += opens_paragraph
        sentence += 1
        last = clauses[-1] if clauses else None
        previous: Clause | None = None
        group = 0
        cursor = start
        held: list[Token] = []
        open_figure = False
        text = content[start:end]
        for mark in [*CLAUSE.finditer(content, start, end), None]:
            stop = mark.start() if mark else end
            held = held if open_figure else []
            open_figure = False
            while index < len(tokens) and tokens[index].start < stop:
                if tokens[index].start >= cursor:
                    held.append(tokens[index])
                index += 1
            if mark and mark.group() == "——" and _is_figure(held, cursor, stop):
                open_figure = True
                continue
            if stop > cursor:
                clause = Clause(cursor, stop, content[cursor:stop], sentence, paragraph, group, held)
                clause.previous = previous
                clause.sentence_start, clause.sentence_text = start, text
                clause.before_sentence = last
                if previous is None and last is not None:
                    last.next_sentence = clause
                clauses.append(clause)
                if previous is not None:
                    previous.next = clause
                previous = clause
            if mark:
                cursor = mark.end()
                group += any(sign in mark.group() for sign in "；;")
    return clauses


def _is_figure(held: list[Token], start: int, end: int) -> bool:
    """Whether a stretch is a figure and hardly more, as in a list of figures: 68个——全年签约项目数."""
    figures = [t for t in held if t.kind in ("amount", "rate", "count")]
    return len(figures) == 1 and (end - start) - (figures[0].end - figures[0].start) <= FIGURE_SLACK


def _sentences(content: str) -> Iterator[tuple[int, int, bool]]:
    """Start, end and whether a paragraph opens here; a line that breaks off goes on in the next."""
    start, opens = 0, True
    for match in SENTENCE.finditer(content):
        if match.end() == match.start():
            continue
        text = match.group()
        if text.endswith("\n") and BROKEN_OFF.search(text):
            continue
        if content[start : match.end()].strip():
            yield start, match.end(), opens
            opens = text.endswith("\n")
        else:
            opens = opens or text.endswith("\n")
        start = match.end()
    if content[start:].strip():
        yield start, len(content), opens


def _usable(clause: Clause, token: Token) -> bool:
    place = token.value
    if place.role in ("name", "world") or place.adcode is None:
        return False
    head = clause.text[: token.start - clause.start]
    tail = clause.text[token.end - clause.start :]
    beside = next((t for t in clause.of("place") if t.end == token.start), None)
    if beside is not None and not _usable(clause, beside):
        return False
    if head.endswith("“") and clause.text[len(head) :].startswith("中国"):
        return False
    if head.endswith("其") and clause.text[len(head) :].startswith("中国"):
        return False
    if place.zone is None and EVENT_AT.match(tail):
        return False
    if head.endswith("来自") and not tail.strip() and place.role == "place":
        return True
    if OBJECT_BEFORE.search(head[-6:]) or RANKED.match(tail):
        return False
    if place.role == "place" and place.zone is None and ORGANISATION.match(tail) and not re.match(r"[市区县省]|政府|人民", tail):
        return False
    return not (head.endswith(("在", "于", "移师")) and HELD_AT.match(tail))


def _carry(clauses: list[Clause]) -> None:
    """Give each clause what it takes over: the running place and industry, the date that governs it."""
    place: Place | None = None
    industry: IndustryName | None = None
    last_period: Period | None = None
    paragraph_period: Period | None = None
    article_period: Period | None = None
    head_period: Period | None = None
    goal_period: Period | None = None
    inside: int | None = None  # the group in which a date stands that its clause begins before
    for number, clause in enumerate(clauses):
        first = clause.previous is None
        if first and number and clause.paragraph != clauses[number - 1].paragraph:
            paragraph_period = None
        if first:
            last_period = head_period = None
            inside = None
        clause.places = [token for token in clause.of("place") if _usable(clause, token)]
        clause.place_in, clause.industry_in = place, industry
        if inside is not None and (clause.group != inside or clause.places):
            last_period, inside = head_period, None
        clause.period_in, clause.last_period_in = last_period, paragraph_period or article_period
        clause.goal_period_in = goal_period
        if first and number and clause.paragraph != clauses[number - 1].paragraph:
            clause.industry_in = industry = clause.main_industry or industry
        for token in clause.places:
            place = _place(token, place)
        if len(clause.places) >= SEVERAL and _side_by_side(clause):
            place = Place(clause.places[0].value.adcode[:2] + "0000", None)
        for token in clause.of("industry"):
            industry = token.value
        for number_in_clause, token in enumerate(clause.tokens):
            if token.kind != "period":
                continue
            value: Period = token.value
            if value.grain == "year" and not value.explicit_year and value.edge == "":
                value = _whole_year(value, clause, paragraph_period or article_period)
                clause.tokens[number_in_clause] = token._replace(value=value)
                clause.by_kind = None
            if value.edge == "same" and value.end is None:
                last_period = last_period or paragraph_period or article_period
                continue
            if value.edge == "same" or _rolling(value, clause.published_on) or (value.grain == "day" and value.edge == "") or compared(clause, token):
                continue
            if value.grain == "plan" and last_period is not None and len(clause.text) > token.end - token.start + PLAN_SLACK:
                continue
            if token.start - clause.start <= HEAD_SLACK or first:
                last_period = value
                if any(t.end <= token.start for t in clause.places) and clause.text[token.end - clause.start :].strip():
                    inside = clause.group
                else:
                    head_period, inside = value, None
            if value.end is not None and value.end > clause.published_on:
                goal_period = value
            paragraph_period = value
            if value.edge in ("", "end") and value.grain in CARRIED and value.end is not None and value.end <= clause.published_on:
                article_period = value


def _rolling(period: Period, published_on: date) -> bool:
    """Whether a span runs from the same day some years back to the article (近五年): it holds where it stands only."""
    return period.grain == "years" and period.start is not None and (period.start.month, period.start.day) == (
        published_on.month,
        published_on.day,
    )


def _whole_year(period: Period, clause: Clause, told: Period | None) -> Period:
    """全年: of the year told last; in the first months of a year, unless foretold, of the year before."""
    foretold = any(token.value in ("estimate", "target") for token in clause.of("status"))
    if told is not None and told.explicit_year and told.end is not None and told.grain != "years":
        year = told.end.year
    elif clause.published_on.month <= EARLY and not foretold:
        year = clause.published_on.year - 1
    else:
        return period
    return period._replace(start=date(year, 1, 1), end=date(year, 12, 31), explicit_year=True)


def _side_by_side(clause: Clause) -> bool:
    """Whether a clause lists regions of one province by 、: what is said of them together is the province's (GUIDE)."""
    names = clause.places
    joined = all(
        COORDINATED.fullmatch(clause.text[a.end - clause.start : b.start - clause.start]) for a, b in itertools.pairwise(names)
    )
    return joined and len({t.value.adcode[:2] for t in names}) == 1


def compared(clause: Clause, token: Token) -> bool:
    """Whether a period is only what a figure is compared with (比2020年增长)."""
    head = clause.text[max(0, token.start - clause.start - 3) : token.start - clause.start]
    tail = clause.text[token.end - clause.start : token.end - clause.start + 4]
    return head.endswith(("比", "较", "与", "同", "比起", "相较")) or tail.startswith(("相比", "的水平", "的基础", "基础上"))


def _place(token: Token, running: Place | None) -> Place:
    value = token.value
    zone = value.zone
    same = running is not None and running.adcode == value.adcode
    if zone is None and value.role == "back" and same and running.zone and running.zone.endswith("区"):  # type: ignore[union-attr]
        zone = running.zone  # type: ignore[union-attr]
    return Place(value.adcode, zone, token.start)


def place_at(clause: Clause, position: int) -> Place | None:
    """The place that a figure at a position is about: the last named before it, else the running one."""
    named = [token for token in clause.places if token.end <= position]
    if named:
        running = clause.place_in
        for token in named:
            running = _place(token, running)
        return running
    if clause.places and clause.text[: position - clause.start].strip(" ●·•*-—“") == "":
        return _place(clause.places[0], clause.place_in)  # a figure that its clause begins with: 68个——嘉定区…
    return clause.place_in


def industry_at(clause: Clause, position: int) -> IndustryName | None:
    """The last industry named before a position in the clause."""
    named = clause.before(position, "industry")
    return named[-1].value if named else None


def foretold(clause: Clause) -> list[str]:
    """The status words that govern a clause with none of its own: of the nearest clause of its group, up to a date."""
    for near in clause.chain():
        if near.group != clause.group:
            break
        told = [token.value for token in near.of("status")]
        if told:
            return told if told[-1] != "done" else []
        if near.of("period"):
            break
    return []


def period_tokens(clause: Clause, position: int) -> list[Token]:
    """The periods of a clause before a position that are not what a figure is compared with."""
    figures = clause.before(position, "amount", "rate", "count")
    return [
        t
        for t in clause.before(position, "period")
        if t.value.edge != "same" and not compared(clause, t) and not _of_the_first(clause, t, figures)
    ]


LISTED = re.compile(r"(?:其中|，|,|^)?((?:[\u4e00-\u9fff]{2,10}[、和与及]){1,8}[\u4e00-\u9fff]{2,10}?)(?:等?[两三四五六七八九]?[大条个]?(?:链群|板块|领域|产业|行业|细分领域|赛道|方面|门类|类)?的?(?:产值|规模|营收|收入|产业规模)?)$")
COORDINATED = re.compile(r"(?:[、，,和与及]|以及|\s|产业|省|市|的|[两三四五六七八九]|项|个|等|条|链群)*")


def _pair(clauses: list[Clause]) -> None:
    """Say whose each figure is where 分别 hands out a list, and which places share one figure (都是)."""
    for clause in clauses:
        for link in clause.of("link"):
            if link.value == "respectively":
                _hand_out(clause, link)
            elif link.value == "both":
                _share(clause, link)


def _hand_out(clause: Clause, link: Token) -> None:
    for kind in ("amount", "rate", "count"):
        figures = clause.after(link.end, kind)
        if len(figures) < 2:
            continue
        for owners in [*_lists(clause, link.start), _named_list(clause, link.start), _both_measures(clause, link.start)]:
            if len(owners) == len(figures):
                for figure, owner in zip(figures, owners, strict=True):
                    clause.owners.setdefault(figure.start, []).append(owner)
                break


def _lists(clause: Clause, position: int) -> Iterator[list[Token]]:
    """Coordinated tokens of one kind before a position, the nearest clause first."""
    for earlier in clause.chain():
        limit = position if earlier is clause else earlier.end
        for kinds in (("place",), ("industry",), ("statistic", "measure"), ("kind",), ("period",)):
            found = earlier.before(limit, *kinds)
            run: list[Token] = []
            for token in reversed(found):
                if run and not COORDINATED.fullmatch(earlier.text[token.end - earlier.start : run[0].start - earlier.start]):
                    break
                run.insert(0, token)
            if len(run) >= 2:
                yield run


def _both_measures(clause: Clause, position: int) -> list[Token]:
    """两项指标: the measures that the clauses before told, in their order."""
    if not re.search(r"[两三四]项指标|两者|二者", clause.text[: position - clause.start]):
        return []
    told: dict[str, Token] = {}
    for near in reversed(list(clause.chain())):
        for token in near.of("statistic"):
            told.setdefault(token.value, token)
    return list(told.values())


def _named_list(clause: Clause, position: int) -> list[Token]:
    """中药、化药、消费医疗四条链群: names joined by 、 before a position as industries, if most of them are."""
    text = clause.text[: position - clause.start]
    match = LISTED.search(text)
    if not match:
        return []
    items, cursor = [], clause.start + match.start(1)
    for part in re.split(r"([、和与及])", match.group(1)):
        if part not in "、和与及":
            items.append(Token(cursor, cursor + len(part), "industry", IndustryName(part, code_of(part)), "exact", "listed"))
        cursor += len(part)
    known = clause.before(position, "industry")
    most = sum(any(t.start < item.end and t.end > item.start for t in known) for item in items) * 2 > len(items)
    return items if most else []


def _share(clause: Clause, link: Token) -> None:
    figures = clause.after(link.end, "amount", "rate", "count")[:1]
    for owners in _lists(clause, link.start) if figures else ():
        if owners[0].kind == "place" and all(t.value.adcode and t.value.role == "place" for t in owners):
            clause.shared[figures[0].start] = owners
            return


def _of_the_first(clause: Clause, token: Token, figures: list[Token]) -> bool:
    """Whether a date belongs to the first of two figures only: 由2019年的107.2亿元跃升至258亿元."""
    head = clause.text[: token.start - clause.start]
    return head.endswith(("由", "从", "自")) and any(figure.start >= token.end for figure in figures)
