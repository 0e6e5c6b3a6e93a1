"""Rates: 15.5% is 0.155, 三成半 is 0.35, 2.4个百分点 are points, 翻两番 is a rise by 3.0, 1.5倍 is the multiple 1.5.

Whether a multiple is growth (增长1.5倍) or a comparison is not decided here. Examples: tests/corpus/rates.yaml.
"""

import re
from decimal import Decimal
from typing import Any, NamedTuple

from etl.extractor.lexicon import words
from etl.extractor.mentions import qualifiers
from etl.extractor.mentions.numbers import Figure, figure, joined, listed, plain, with_ranges
from etl.extractor.mentions.numerals import DIGITS, Scan, any_of, parse, scan
from etl.extractor.rules import Mention

_LEXICON = words("rates")
_MARKS = {mark: Decimal(str(worth)) for mark, worth in _LEXICON["marks"].items()}
_PER = {unit: Decimal(str(worth)) for unit, worth in _LEXICON["per"].items()}
_FIRST = frozenset([*_MARKS, *" 余多来成倍个百分"])
# What must follow those that are mostly something else: 个 is mostly a counter.
_SECOND = {mark: frozenset([*_MARKS, *"成倍个百"]) for mark in " 余多来"} | {
    "个": frozenset("百多点"),
    "分": frozenset("之百点 "),
}
_SECOND[" "] |= {"分"}
_UNIT = re.compile(
    rf"(?P<over>[余多来])? ?(?:(?P<mark>[{''.join(_MARKS)}])(?![0-9A-Za-z])"
    rf"|(?P<points>{any_of(_LEXICON['points'])})"
    rf"|成(?:(?P<half>半)|(?P<ninth>[一二三四五六七八九])(?![家个项种款年月0-9{''.join(DIGITS)}十百千万亿成]))?(?P<more>多)?(?![{_LEXICON['tenth_not_before']}])"
    rf"|(?P<times>倍)(?P<timeshalf>半)?(?P<timesmore>多|有余)?(?![{_LEXICON['times_not_before']}]))"
)
_PER_WORD = re.compile(r" ?分 ?之 ?负? ?")
_CENT_PER_CENT = re.compile(r"分百(?![位分])")
_DOUBLING = re.compile(
    rf"翻了?(?P<near>近|约|超|将近|超过|接近)?(?P<turns>[0-9]{{1,2}}(?:\.5)?|[一二两三四五六]{{0,1}})(?P<more>多)?番"
    rf"|(?:翻倍|(?<![成])倍增)(?!(?:[及和与、][一-鿿]{{2,8}}?)?{any_of(_LEXICON['doubling_not_before'])})"
)
_CODE = re.compile(r"[0-9A-Za-z]")  # %20 of an address
_NOTHING, _ONCE, _HALF, _TENTH, _POINT = Decimal(0), Decimal(1), Decimal("0.5"), Decimal("0.1"), Decimal("0.01")
_NEAR = {"近": "nearly", "将近": "nearly", "接近": "nearly", "约": "about", "超": "over", "超过": "over"}


class Rate(NamedTuple):
    """A rate as a fraction, or a range of rates. kind: percent, points (百分点) or multiple (倍, 番)."""

    kind: str
    rate: Decimal | None
    low: Decimal | None
    high: Decimal | None


class _Unit(NamedTuple):
    """What stands behind a number: where it ends, what it makes of the number, and by what rule."""

    end: int
    kind: str
    factor: Decimal
    more: Decimal
    over: bool
    rule: str


def find(text: str) -> list[Mention]:
    """The rates of a text in its order; values are Rate."""
    read = scan(text)
    folded = read.text
    found: list[Mention] = []
    floor = 0
    for index, mark in enumerate(read.marks):
        if mark not in _FIRST:
            continue
        start, end = read.spans[index]
        if start < floor or (mark in _SECOND and folded[end + 1 : end + 2] not in _SECOND[mark]):
            continue
        mentions = _per_hundred(read, index) if folded[end - 1] in _PER else []
        if not mentions:
            mentions = _with_unit(read, index, floor)
        if mentions:
            found += mentions
            floor = mentions[-1].end
    found = with_ranges(folded, found, _join)
    doublings = _doublings(folded) if "翻" in folded or "倍增" in folded else []
    return sorted(found + doublings, key=lambda mention: mention.start) if doublings else found


def _with_unit(read: Scan, index: int, floor: int) -> list[Mention]:
    """<number>%, 成, 个百分点 or 倍, with those of a list before it that share the unit."""
    text, (start, end) = read.text, read.spans[index]
    if text[start - 1 : start] in ("%", "=", "_"):
        return []
    if text[end] == "分":
        return _short_points(read, index) if text.startswith("百分点", end - 1) else []
    unit = _unit(text, end)
    number = figure(read, index, floor) if unit else None
    if unit is None or number is None or number.end != end:
        return []
    qualifier = qualifiers.of(text, number.start, unit.end, number.over or unit.over, number.bare)
    if qualifier is None:
        return []
    start = number.start
    own = Mention(start, unit.end, _rate(number, unit), unit.rule, qualifier)
    if not joined(text, start):
        return [own]
    others = listed(read, index, floor)
    return [*(Mention(each.start, each.end, _rate(each, unit), f"list sharing {unit.rule}") for each in others), own]


def _unit(text: str, end: int) -> _Unit | None:
    """The unit of rates that starts at `end`, if one does."""
    mark = text[end]
    if mark in _MARKS:
        return (
            None
            if _CODE.match(text, end + 1)
            else _Unit(end + 1, "percent", _MARKS[mark], _NOTHING, False, f"<number>{mark}")
        )
    match = _UNIT.match(text, end)
    if match is None:
        return None
    over = match["over"] in ("余", "多") or bool(match["more"] or match["timesmore"])
    if match["mark"]:
        return _Unit(match.end(), "percent", _MARKS[match["mark"]], _NOTHING, over, f"<number>{match['mark']}")
    if match["points"]:
        return _Unit(match.end(), "points", _POINT, _NOTHING, over, "<number>个百分点")
    if match["times"]:
        more = _HALF if match["timeshalf"] else _NOTHING
        return _Unit(match.end(), "multiple", _ONCE, more, over, "<number>倍")
    if match["half"]:
        return _Unit(match.end(), "percent", _TENTH, _TENTH * _HALF, over, "<number>成半")
    if match["ninth"]:  # 九成九 is 0.99
        return _Unit(match.end(), "percent", _TENTH, _POINT * DIGITS[match["ninth"]], over, "<number>成<digit>")
    return _Unit(match.end(), "percent", _TENTH, _NOTHING, over, "<number>成")


def _rate(number: Figure, unit: _Unit) -> Rate:
    if number.high is not None:
        return Rate(unit.kind, None, number.low * unit.factor, number.high * unit.factor)
    rate = number.low * unit.factor
    return Rate(unit.kind, rate + unit.more if unit.more else rate, None, None)


def _short_points(read: Scan, index: int) -> list[Mention]:
    """5百分点 for 5个百分点."""
    start, end = read.spans[index]
    numeral = parse(read.text[start : end - 1])
    if numeral is None:
        return []
    qualifier = qualifiers.of(read.text, start, end + 2, numeral.over, False) or "exact"
    return [Mention(start, end + 2, Rate("points", numeral.low * _POINT, None, None), "<number>百分点", qualifier)]


def _per_hundred(read: Scan, index: int) -> list[Mention]:
    """百分之<number>, 千分之<number>, 百分百; a range may leave the second 百分之 out."""
    text, (start, end) = read.text, read.spans[index]
    if end - start != 1:
        return []
    first = start - 1 if text[start - 1 : start] == "负" else start
    sign = Decimal(1 if first == start else -1)
    if _CENT_PER_CENT.match(text, end):
        qualifier = qualifiers.of(text, first, end + 2, False, False) or "exact"
        return [Mention(first, end + 2, Rate("percent", sign, None, None), "百分百", qualifier)]
    word = _PER_WORD.match(text, end)
    if word is None or index + 1 == len(read.spans) or read.spans[index + 1][0] != word.end():
        return []
    worth = _PER[text[start]] * sign
    number = figure(read, index + 1, word.end())
    if number is None or text[number.end : number.end + 1] == "几":
        return []
    if number.bare and number.low != 100:
        return []
    low, high, last = number.low, number.high, number.end
    if index + 2 < len(read.spans) and high is None:
        second = figure(read, index + 2, read.spans[index + 1][0])
        follows = text[second.end : second.end + 2] if second else ""
        if second and second.high is not None and second.start == read.spans[index + 1][0] and follows != "分之":
            low, high, last = second.low, second.high, second.end
    qualifier = qualifiers.of(text, first, last, number.over, False) or "exact"
    rule = f"{text[start]}分之<number>"
    if high is not None:
        return [Mention(first, last, Rate("percent", None, low * worth, high * worth), rule, qualifier)]
    return [Mention(first, last, Rate("percent", low * worth, None, None), rule, qualifier)]


def _doublings(text: str) -> list[Mention]:
    """翻番 and 翻一番 are a rise by 1.0, 翻两番 by 3.0; 翻倍 and 实现倍增 by 1.0."""
    found = []
    for match in _DOUBLING.finditer(text):
        turns = match["turns"]
        numeral = parse(turns) if turns else None
        rise = Decimal(1) if numeral is None else 2**numeral.low - 1
        near = match["near"]
        over = bool(match["more"])
        qualifier = _NEAR[near] if near else qualifiers.of(text, match.start(), match.end(), over, False) or "exact"
        name = "翻<number>番" if turns else match[0][:2] if not match[0].endswith("番") else "翻番"
        found.append(Mention(match.start(), match.end(), Rate("multiple", rise, None, None), name, qualifier))
    return found


def _join(first: Rate, last: Rate) -> Rate | None:
    """Two rates as a range."""
    if first.kind != last.kind or first.rate is None or last.rate is None or first.rate >= last.rate:
        return None
    return Rate(first.kind, None, first.rate, last.rate)


def as_json(mention: Mention, text: str) -> dict[str, Any]:
    """The mention as the command line prints it."""
    value: Rate = mention.value
    figures = {"rate": plain(value.rate)} if value.low is None else {"low": plain(value.low), "high": plain(value.high)}
    return {
        "text": text[mention.start : mention.end],
        "start": mention.start,
        "end": mention.end,
        "rule": mention.rule,
        "kind": value.kind,
        **figures,
        "qualifier": mention.qualifier,
    }
