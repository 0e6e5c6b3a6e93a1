"""Numbers: 2千零30万, 五分之一, 负六点六, and figures with their sign, range and list for the kinds above.

Examples: tests/corpus/numbers.yaml. Words: lexicon/scales.yaml.
"""

import re
from collections.abc import Callable
from decimal import Decimal
from typing import Any, NamedTuple

from etl.extractor.lexicon import words
from etl.extractor.mentions import qualifiers
from etl.extractor.mentions.numerals import (
    DIGITS,
    LIST_JOINS,
    RANGE_JOINS,
    SCALES,
    UNITS,
    Scan,
    any_of,
    parse,
    scan,
)
from etl.extractor.rules import Mention, made

_LEXICON = words("scales")
JOIN_ENDS = frozenset(join[-1] for join in RANGE_JOINS | LIST_JOINS)
_NAMES: tuple[str, ...] = tuple(_LEXICON["names"])
_NAME_STARTS = frozenset(name[0] for name in _NAMES)
_BEFORE_JOIN = JOIN_ENDS | frozenset("0123456789以 ") | frozenset([*DIGITS, *UNITS, *SCALES])
_TWO_FACTS = frozenset("从由")  # 从5%到8% tells of a rise
_VAGUE = frozenset("数几")
_TELLING = JOIN_ENDS | _VAGUE | frozenset("第负-−－ ")  # before a numeral: what else may be part of its figure
_NOT_MINUS_AFTER = re.compile(r"[0-9A-Za-z%％‰)）元家个年月日号期项人亿万]")
_FRACTION = re.compile(r" ?分 ?之 ?")
# A single Chinese digit in running text is part of a word (一看, 十足, 四川) unless it follows one of these.
_SINGLE_AFTER = frozenset("是为前即到至有负等于")
_SINGLE_BEFORE = re.compile(r"[个家项名款件](?![月])")
_CHINESE = re.compile(r"[㐀-鿿]")
_LETTER = re.compile(r"[A-Za-z_%％‰]")
_LONGEST_LIST = 12


class Number(NamedTuple):
    """A number, or the ends of a range of numbers."""

    value: Decimal | None
    low: Decimal | None
    high: Decimal | None


class Figure(NamedTuple):
    """A numeral with its sign, or a range of two: text[start:end], without a unit."""

    start: int
    end: int
    low: Decimal
    high: Decimal | None
    over: bool
    bare: bool


def figure(read: Scan, index: int, floor: int = 0) -> Figure | None:
    """The figure whose numeral is the scan's `index`-th; a range takes in the numeral before it, not below `floor`.

    None for what states no figure: 数十, 几百, 第五.
    """
    text = read.text
    start, end = read.spans[index]
    numeral = parse(text[start:end])
    if numeral is None:
        return None
    low, high, _, length, over, bare, _ = numeral
    end = start + length
    mark = text[start - 1] if start else ""
    if mark not in _TELLING:
        return made(Figure, start, end, low, high, over, bare)
    if mark in _VAGUE and (bare or text[start] == "十") or mark == "第" or text[start - 2 : start] == "第 ":
        return None
    if mark in JOIN_ENDS and index and high is None:
        first_start, first_end = read.spans[index - 1]
        if first_start >= floor and text[first_end:start] in RANGE_JOINS:
            first = _start_of_range(text[first_start:first_end], text[start:end], low)
            if first is not None and text[first_start - 1 : first_start] != "第":
                return Figure(first_start, end, first, low, over, False)
    if mark == "负" or (mark == " " and text[start - 2 : start] == "负 "):
        return Figure(start - 1 if mark == "负" else start - 2, end, -low, high, over, False)
    if mark in "-−－" and mark and not _NOT_MINUS_AFTER.match(text[start - 2 : start - 1]):
        return Figure(start - 1, end, -low, high, over, False)
    return Figure(start, end, low, high, over, bare)


def _start_of_range(run: str, last: str, high: Decimal) -> Decimal | None:
    """The lower end of a range, with the scale that it shares with the upper: 一百二十 of 一百二十到一百五十万."""
    first, second = parse(run), parse(last)
    if first is None or second is None or first.high is not None or first.length != len(run) or first.bare:
        return None
    shared = [Decimal(second.scale)] if first.scale == 1 else []
    if first.scale == 1 and first.low < 10 and len(last) > 1 and last[1:].strip("十百千万亿兆") == "":
        head = parse(last[0])
        if head is not None and head.low and not head.bare:
            shared.insert(0, high / head.low)  # 五到八百万: 500万 to 800万
    for factor in (*shared, Decimal(1)):
        if first.low * factor < high:
            return first.low * factor
    return None


def joined(text: str, start: int) -> bool:
    """A cheap look at whether a figure may be the last of a list or a range."""
    return start > 1 and text[start - 1] in JOIN_ENDS and text[start - 2] in _BEFORE_JOIN


def listed(read: Scan, index: int, floor: int) -> list[Figure]:
    """The figures before the `index`-th numeral that share its unit: 5亿 of 分别为5亿和7.5亿元."""
    text, at = read.text, index
    while at and index - at < _LONGEST_LIST and read.spans[at][0] and text[read.spans[at][0] - 1] in JOIN_ENDS:
        first_start, first_end = read.spans[at - 1]
        if first_start < floor or text[first_end : read.spans[at][0]] not in LIST_JOINS:
            break
        at -= 1
    if at == index:
        return []
    start = read.spans[at][0]
    told = "分别" in text[max(0, start - 12) : start]
    last = parse(text[slice(*read.spans[index])])
    shared: list[Figure] = []
    for each in range(at, index):
        found, numeral = figure(read, each, read.spans[each][0]), parse(text[slice(*read.spans[each])])
        if found is None or numeral is None or last is None or found.bare or not (told or numeral.scale > 1):
            return []
        factor = last.scale if numeral.scale == 1 else 1
        shared.append(found._replace(low=found.low * factor, high=found.high and found.high * factor))
    return shared


def with_ranges(
    text: str, found: list[Mention], join: Callable[[Any, Any], Any], name: str = "range with the unit twice"
) -> list[Mention]:
    """Neighbours that 到, 至 or a dash joins as one mention: 62亿元到72亿元. After 从 they stay two facts."""
    kept: list[Mention] = []
    last_end = -3
    for mention in found:
        gap = mention.start - last_end
        last_end = mention.end
        if gap < 3 and kept and text[mention.start - gap : mention.start] in RANGE_JOINS:
            last = kept[-1]
            value = join(last.value, mention.value) if text[last.start - 1 : last.start] not in _TWO_FACTS else None
            if value is not None:
                kept[-1] = Mention(last.start, mention.end, value, name, last.qualifier)
                continue
        kept.append(mention)
    return kept


def find(text: str) -> list[Mention]:
    """The numbers of a text in its order; values are Number."""
    read = scan(text)
    found: list[Mention] = []
    index, floor = -1, 0
    while (index := index + 1) < len(read.spans):
        start, end = read.spans[index]
        if start < floor:
            continue
        fraction = _FRACTION.match(read.text, end) if read.text[end : end + 1] in (" ", "分") else None
        if fraction is not None:
            if index + 1 < len(read.spans) and read.spans[index + 1][0] == fraction.end():
                mention = _fraction(read, index)
                if mention is not None and found and read.text[found[-1].end : start] == "又":  # 一又二分之一
                    mention = _mixed(found.pop(), mention)
                if mention is not None:
                    found.append(mention)
                index, floor = index + 1, read.spans[index + 1][1]
            continue
        if not _stands_alone(read.text, start, end) or read.marks[index] == "几":
            continue
        number = figure(read, index, floor)
        if number is None:
            continue
        if index + 1 < len(read.spans) and number.high is None and _opens_a_range(read, index):
            continue
        over = number.over or (read.marks[index] in "余多" and number.end == end)
        qualifier = qualifiers.of(read.text, number.start, number.end, over, number.bare)
        if qualifier is None and (number.start, number.end) == (0, len(read.text)):
            qualifier = "exact"
        if qualifier is not None:
            ranged = number.high is not None
            value = Number(None, number.low, number.high) if ranged else Number(number.low, None, None)
            rule = "<number> to <number>" if ranged else "<number>"
            found.append(Mention(number.start, number.end, value, rule, qualifier))
            floor = number.end
    return found


def _opens_a_range(read: Scan, index: int) -> bool:
    """Whether the next numeral makes a range with this one."""
    gap = read.text[read.spans[index][1] : read.spans[index + 1][0]]
    if gap not in RANGE_JOINS:
        return False
    joined = figure(read, index + 1, read.spans[index][0])
    return joined is not None and joined.start == read.spans[index][0]


def _fraction(read: Scan, index: int) -> Mention | None:
    """五分之一 is 0.2; 百分之二 is a rate and none of ours."""
    whole, part = figure(read, index), figure(read, index + 1, read.spans[index + 1][0])
    if whole is None or part is None or whole.bare or not whole.low or whole.high is not None or part.high is not None:
        return None
    value = Number(part.low / whole.low, None, None)
    return Mention(
        whole.start,
        part.end,
        value,
        "<number>分之<number>",
        qualifiers.of(read.text, whole.start, part.end, False, False) or "exact",
    )


def _mixed(whole: Mention, part: Mention) -> Mention:
    """一又二分之一 is 1.5."""
    first: Number = whole.value
    if first.value is None or part.value.value is None:
        return part
    value = first.value + (part.value.value if first.value >= 0 else -part.value.value)
    return Mention(whole.start, part.end, Number(value, None, None), f"<number>又{part.rule}", whole.qualifier)


def _stands_alone(text: str, start: int, end: int) -> bool:
    """Whether the numeral is a number of its own and no part of a word, a code, a rate or an ordinal."""
    before, following = text[start - 1 : start], text[end : end + 1]
    if _LETTER.match(before) or _LETTER.match(following) or before == "第":
        return False
    if text[start] in _NAME_STARTS and text.startswith(_NAMES, start):
        return False
    run = text[start:end]
    if run.isascii():
        return True
    if len(run) == 1:
        if _CHINESE.match(following) and not _SINGLE_BEFORE.match(text, end):
            return (before in _SINGLE_AFTER and before != "") or following == "又"
        return not _CHINESE.match(before) or before in _SINGLE_AFTER
    if len(run) == 2 and run[0] in "一二三四五六七八九零" and run[1] in "一二三四五六七八九零":
        return not (_CHINESE.match(before) or _CHINESE.match(following))
    return True


def plain(value: Decimal | None) -> int | float | None:
    """A Decimal as a JSON number."""
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else float(value)


def as_json(mention: Mention, text: str) -> dict[str, Any]:
    """The mention as the command line prints it."""
    value: Number = mention.value
    figures = (
        {"value": plain(value.value)} if value.low is None else {"low": plain(value.low), "high": plain(value.high)}
    )
    return {
        "text": text[mention.start : mention.end],
        "start": mention.start,
        "end": mention.end,
        "rule": mention.rule,
        **figures,
        "qualifier": mention.qualifier,
    }


__all__ = ["Figure", "Number", "any_of", "as_json", "figure", "find", "listed", "plain", "with_ranges"]
