"""Counts: 383家, 四十余家, 12款, 1.2万人, 近千家; 6至8家 is a range. Examples: tests/corpus/counts.yaml.

What is counted stands behind the unit and is read above. Words: lexicon/counters.yaml.
"""

import re
from decimal import Decimal
from typing import Any, NamedTuple

from etl.extractor.lexicon import words
from etl.extractor.mentions import qualifiers
from etl.extractor.mentions.numbers import Figure, figure, joined, listed, plain, with_ranges
from etl.extractor.mentions.numerals import Scan, any_of, scan
from etl.extractor.rules import Mention

_LEXICON = words("counters")
_NOT_BEFORE: dict[str, list[str]] = _LEXICON["not_before"]
_UNITS = any_of(
    [unit for unit in _LEXICON["units"] if unit not in _NOT_BEFORE],
)
_GUARDED = "|".join(f"{unit}(?!{any_of(after)})" for unit, after in _NOT_BEFORE.items())
_UNIT = re.compile(rf"(?: ?(?P<over>[余多来+]))? ?(?P<unit>{_UNITS}|{_GUARDED})")
_FIRST = frozenset(unit[0] for unit in _LEXICON["units"]) | frozenset("余多来+ ")
# Units of one character, and what may not follow for them to be read without the expression.
_PLAIN: dict[str, frozenset[str]] = {
    unit: frozenset(other[1] for other in _LEXICON["units"] if len(other) > 1 and other[0] == unit)
    | frozenset(word[0] for word in _NOT_BEFORE.get(unit, []))
    for unit in _LEXICON["units"]
    if len(unit) == 1
}
_FILLERS = frozenset("余多来+ ")
_GRADE = frozenset("级")
_STOPS = frozenset("，,。；;、 ")
_BEFORE_PEOPLE = 20  # characters before such a number that are looked at
# 从业人员超过24万, with no unit behind
_PEOPLE = re.compile(
    r"(?:从业(?:人员|人数|者)|就业人[员数]|用工|员工|职工|人才(?=总|队伍))(?:总?数|总量|规模|队伍)?"
    r"(?:已经?|共|也)?(?:[有达为是约近超逾]|超过|突破|达到|接近|超出)*了? ?$"
)
_ARTICLE = "一<unit>, perhaps an article"


class Count(NamedTuple):
    """How many: a whole number or a range, and the counter word."""

    value: Decimal | None
    low: Decimal | None
    high: Decimal | None
    unit: str


def find(text: str) -> list[Mention]:
    """The counts of a text in its order; values are Count. A bare 一家 has a rule of its own."""
    read = scan(text)
    folded = read.text
    found: list[Mention] = []
    floor = 0
    for index, mark in enumerate(read.marks):
        start, end = read.spans[index]
        if (
            (mark in _STOPS or folded.startswith("大关", end))
            and folded[end - 1] == "万"
            and start >= floor
            and _PEOPLE.search(folded, max(0, start - _BEFORE_PEOPLE), start)
        ):
            found += _people(read, index, floor)
            continue
        if mark not in _FIRST:
            continue
        following = folded[end + 1 : end + 2]
        if start < floor or (mark in _FILLERS and following not in _FIRST):
            continue
        over, unit, last = False, mark, end + 1
        if mark not in _PLAIN or following in _PLAIN[mark]:
            match = _UNIT.match(folded, end)
            if match is None:
                continue
            over, unit, last = match["over"] in ("余", "多", "+"), match["unit"], match.end()
        number = figure(read, index, floor)
        if number is None or number.end != end or (number.low < 0 and number.high is None):
            continue
        qualifier = qualifiers.of(folded, number.start, last, over or number.over, number.bare)
        if qualifier is None or folded[last : last + 1] in _GRADE:
            continue
        if joined(folded, number.start):
            for other in listed(read, index, floor):
                found.append(Mention(other.start, other.end, _count(other, unit), "list sharing <unit>"))
        if folded[start:end] == "零" and unit in "部件":
            continue  # 零部件 are no count
        rule = _ARTICLE if end - start == 1 and folded[start] == "一" else "<number><unit>"
        found.append(Mention(number.start, last, _count(number, unit), rule, qualifier))
        floor = last
    return with_ranges(folded, found, _join)


def _people(read: Scan, index: int, floor: int) -> list[Mention]:
    """A number of people that is told without its unit."""
    number = figure(read, index, floor)
    if number is None or number.end != read.spans[index][1] or number.low < 0:
        return []
    qualifier = qualifiers.of(read.text, number.start, number.end, number.over, number.bare)
    if qualifier is None:
        return []
    return [Mention(number.start, number.end, _count(number, "人"), "<number> of people", qualifier)]


def _count(number: Figure, unit: str) -> Count:
    if number.high is not None:
        return Count(None, number.low, number.high, unit)
    return Count(number.low, None, None, unit)


def _join(first: Count, last: Count) -> Count | None:
    """Two counts of the same unit as a range."""
    if first.unit != last.unit or first.value is None or last.value is None or first.value >= last.value:
        return None
    return Count(None, first.value, last.value, first.unit)


def as_json(mention: Mention, text: str) -> dict[str, Any]:
    """The mention as the command line prints it."""
    value: Count = mention.value
    figures = (
        {"value": plain(value.value)} if value.low is None else {"low": plain(value.low), "high": plain(value.high)}
    )
    return {
        "text": text[mention.start : mention.end],
        "start": mention.start,
        "end": mention.end,
        "rule": mention.rule,
        **figures,
        "unit": value.unit,
        "qualifier": mention.qualifier,
    }
