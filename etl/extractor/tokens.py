"""A body -> its tokens: every mention that the finders see, and the words that say what they mean.

Sentences without a figure keep only places, periods and industries: what they leave to the sentences behind them.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator
from datetime import date
from operator import itemgetter
from typing import Any, NamedTuple

from etl.extractor.mentions import amounts, counts, industries, periods, rates, regions, terms
from etl.extractor.mentions.periods import Period
from etl.extractor.rules import Mention, made

# A sentence ends here; a line's end ends it too unless the line breaks off (after ； or ：) in a list.
LONGEST = (
    1000  # characters after which a sentence is cut, so that no text costs more than its length (longest seen: 260)
)
SENTENCE = re.compile(rf"[^。！？!?\n]{{0,{LONGEST}}}(?:[。！？!?]{{1,20}}[”’」』）)]{{0,20}}|\n+|$|)")
BROKEN_OFF = tuple("；;：:，,、")
LIVE = re.compile(  # a sentence with one of these may tell an agreement or a table's row without a figure
    r"签|\t| (?:\| |(?<=[^\s。] ) +[^\s])|\u3000(?<=[^\s。]\u3000)\u3000+[^\s]"
)
ARTICLE = "一<unit>, perhaps an article"  # mentions/counts.py: 一家 that may be no number
NAMED_EVENT = re.compile(
    r"[^，,。；;、\n在举召]{0,22}?(?:大会|论坛|峰会|博览会|推介会|产业周|年会|洽谈会|交易会|沙龙|发布会|招商会|药[交博]会|[健医]博会|[西东广高]交会|[西哈]洽会)"
)
EVENT_WORD = re.compile(
    r"大会|论坛|峰会|博览会|推介会|产业周|协会|联盟|学会|年会|洽谈会|沙龙|研讨会|博士会|交易会|委员会|工作站|公众号"
)
NAME_ENDS = re.compile(r"[，,。；;、\n]")
EVENT_REACH = 16  # characters between an industry and the word that makes it part of an event's or a body's name
LIFE_SCIENCE_PARK = re.compile(r"医|药|生命|健康|生物|细胞|基因|核酸|疫苗|抗体|康养")
SPLIT_WORD = re.compile(r"[算加赶遇赛迎]上年")  # 算上年底 is no 上年底
# “双创计划”人才8人: a scheme's name, no goal
OF_A_SCHEME = re.compile(
    r"”(?:国家级|[省市区]级|高层次|领军|创新|创业|青年|拔尖){0,3}(?:人才|专家|团队|人选|学者|\d{1,4}[人名位])"
)
EARLY = 3  # months of a year in which 过去一年 and 全年 still mean the year before
FIGURES = ("amount", "rate", "count")


class Token(NamedTuple):
    """A mention or a term as a clause holds it; `value` is what its finder gave."""

    start: int
    end: int
    kind: str
    value: Any
    qualifier: str = "exact"
    rule: str = ""


class Sentence(NamedTuple):
    """content[start:end]; whether a paragraph opens with it, and whether it holds a figure or tells a signing."""

    start: int
    end: int
    opens: bool
    live: bool


class Tokens(NamedTuple):
    """All tokens of a body in the order of the text, its sentences, and the region (and zone) that it is about."""

    tokens: list[Token]
    sentences: list[Sentence]
    home: str | None
    zone: str | None


def find(title: str | None, content: str, published_on: date, publisher: str | None = None) -> Tokens:
    """The tokens of a body."""
    found = [_token("amount", mention) for mention in amounts.find(content)]
    found += [_token("rate", mention) for mention in rates.find(content)]
    taken = sorted((token.start, token.end) for token in found)
    found += [_token("count", m) for m in counts.find(content) if not _overlaps(taken, m.start, m.end)]
    live = [token.start for token in found if token.rule != ARTICLE] + [m.start() for m in LIVE.finditer(content)]
    sentences = list(_sentences(content, sorted(live)))
    found += [
        Token(m.start, m.end, "period", _last_year(m.value, published_on), m.qualifier, m.rule)
        for m in periods.find(content, published_on)
        if not (m.value.grain == "year" and content[m.start] not in "去今" and NAMED_EVENT.match(content, m.end))
        and not (content[m.start] == "上" and SPLIT_WORD.match(content, max(0, m.start - 1)))
    ]
    places = regions.find(content)
    settled = regions.settle(title, content, places, published_on.year)
    if settled.home is None and publisher and any(place.value.role == "back" for place in places):
        settled = regions.settle(title, content, places, published_on.year, publisher)  # 全市 in 某市日报
    found += [_token("place", mention) for mention in settled.mentions]
    names = [(m.start, m.end) for m in settled.mentions]
    events = [m.start() for m in EVENT_WORD.finditer(content)]
    named = [
        m
        for m in industries.find(content)
        if not _overlaps(names, m.start, m.end) and not _names_event(content, m.end, events)
    ]
    found += [_token("industry", m) for m in named]
    # Words count in sentences with a figure and in the ones right before them: 蒙药产业规模多大？2023年为64.3亿元.
    told = [
        (s.start, s.end)
        for s, after in zip(sentences, [*sentences[1:], None], strict=False)
        if s.live or (after and after.live)
    ]
    parks = [(m.start, m.end) for m in settled.mentions if m.value.zone and LIFE_SCIENCE_PARK.search(m.value.zone)]
    ours = sorted([(m.start, m.end) for m in named] + parks)
    found += [
        made(Token, start, end, kind, value, "exact", "")
        for start, end, kind, value in terms.find(content, told)
        if (kind != "other_industry" or not _overlaps(ours, start, end))  # 医药|化工 is ours
        and (kind != "status" or OF_A_SCHEME.match(content, end) is None)
    ]
    found.sort(key=itemgetter(0))
    return Tokens(found, sentences, settled.home, settled.zone)


def _token(kind: str, mention: Mention) -> Token:
    start, end, value, rule, qualifier = mention
    return made(Token, start, end, kind, value, qualifier, rule)


def _sentences(content: str, live: list[int]) -> Iterator[Sentence]:
    """The sentences of a body; a line that breaks off goes on in the next. `live` are where figures and signs start."""
    start, opens = 0, True
    for match in SENTENCE.finditer(content):
        text, end = match.group(), match.end()
        if not text:
            continue
        ends_line = text[-1] == "\n"
        if ends_line and end - start <= LONGEST and text.rstrip().endswith(BROKEN_OFF):
            continue
        if not text.isspace() or (start < match.start() and not content[start:end].isspace()):
            yield made(Sentence, start, end, opens, _any_within(live, start, end))
            opens = ends_line
        else:
            opens = opens or ends_line
        start = end
    if content[start:].strip():
        yield Sentence(start, len(content), opens, _any_within(live, start, len(content)))


def _any_within(positions: list[int], start: int, end: int) -> bool:
    index = bisect_left(positions, start)
    return index < len(positions) and positions[index] < end


def _names_event(content: str, position: int, events: list[int]) -> bool:
    """Whether a name goes on to be an event's or a body's: 精准医学产业发展大会."""
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
