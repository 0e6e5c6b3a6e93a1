"""Numerals: where they stand in a text and what they are worth. 2千零30万 is 20300000, 三四十 is 30 to 40.

The ground that numbers, amounts, rates and counts stand on. `scan` reads a text once, whichever of them asks.
"""

import re
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from etl.extractor.lexicon import words


def any_of(items: list[str]) -> str:
    """An expression for any of the words, the longest first."""
    return "|".join(re.escape(word) for word in sorted(items, key=len, reverse=True))


_LEXICON = words("scales")
DIGITS: dict[str, int] = _LEXICON["digits"]
UNITS: dict[str, int] = _LEXICON["units"]
SCALES: dict[str, int] = _LEXICON["scales"]
RANGE_JOINS = frozenset(_LEXICON["range_joins"])
LIST_JOINS = frozenset(_LEXICON["list_joins"])

_FOLD = {old: new for olds, news in _LEXICON["fold"] for old, new in zip(olds, news, strict=True)}
_FINANCIAL = dict(zip(*_LEXICON["financial"], strict=True))
# Written 13％ and indented by full-width spaces, most articles hold nothing else to fold: the finders read those as is.
_FOLDABLE = re.compile("[" + "".join(_FOLD) + "".join(_FINANCIAL) + "]")
_FINANCIAL_RUN = re.compile(
    "[{0}零百千万亿兆]{{2,}}|^[{0}]$|(?<=[元圆角零])[{0}](?=[角分])|(?<=[0-9一二三四五六七八九两])[拾佰仟]|[壹贰叁肆伍柒捌玖](?=[元圆][整正角零]?)".format(
        "".join(_FINANCIAL)
    )
)
_FINANCIAL_BESIDE = re.compile(  # one that may be part of such a run: 陆续 and 参加, in most articles, are none
    "[{0}](?:(?=[{0}零百千万亿兆元圆角分])|(?<=[{0}0-9一二三四五六七八九两零百千万亿兆元圆角].)|(?<=^.)$)".format(
        "".join(_FINANCIAL)
    )
)
_SPOKEN = re.compile("个(?<=[0-9一二两三四五六七八九十百千]个)(?=多?亿(?![元级万]))")  # 200个亿 is 200亿
# 391 441万元 as yearbooks print it: groups of three with a unit right behind; 2012 100家 are two numbers.
_SPACED = re.compile(r"[1-9](?<![0-9.,%％年月].)[0-9]{0,2}(?: [0-9]{3})+(?![0-9])(?= ?[万亿元人家户吨])")
_FULLWIDTH_COMMA = re.compile("，(?<=[０-９]，)(?=[０-９]{3}(?![０-９]))")

_NUMERAL = "".join([*DIGITS, *UNITS, *SCALES])
_SCALE = "".join([*UNITS, *SCALES])
_CANDIDATE = re.compile(
    f"[0-9{_NUMERAL}半][0-9{_NUMERAL}]*+"
    f"(?:(?=[.,点余多 ])(?:"
    r"(?<=[0-9])\.(?=[0-9])"
    r"|(?<=[0-9])(?<![0-9]{4}),(?=[0-9]{3}(?![0-9]))"
    f"| ?点(?=[0-9{''.join(DIGITS)}])"
    f"| ?[余多](?=[{_SCALE}])"
    f"|(?<=[{_SCALE}]) (?=[{_NUMERAL}]|[0-9]{{1,4}} ?[{_SCALE}])"
    f"| (?=[{_SCALE}]))[0-9{_NUMERAL}]*+)*+"
)
_PLAIN = re.compile(r"([0-9]+(?:,[0-9]{3})*(?:\.[0-9]+)?)([余多]?)(万亿|[十百千万亿兆]?)")
_TOKEN = re.compile(r"[0-9]+(?:,[0-9]{3})*(?:\.[0-9]+)?|.")
_LONGEST = 40  # characters of the longest numeral that is read; bounds the work on hostile text


class Numeral(NamedTuple):
    """What a numeral is worth: a value, or low to high (三四十万)."""

    low: Decimal
    high: Decimal | None
    scale: int  # what 万 or 亿 at its end multiplies by, else 1
    length: int  # how many characters of the candidate were read
    over: bool  # 余 or 多 inside: 500余万
    bare: bool  # no digit, 百亿: a figure in 超百亿元, none in 百亿级
    single: bool  # the one digit 1 and 10 written in Chinese are often no numbers (一, 十)


class Scan(NamedTuple):
    """A text of the same length in simplified, half-width characters, and where its numerals stand."""

    text: str
    spans: list[tuple[int, int]]
    marks: list[str]  # the character after each of them, a space at the text's end: most finders stop at it


def fold(text: str) -> str:
    """The text with traditional, full-width and financial numerals made plain; of equal length."""
    if "个亿" in text or "个多亿" in text:
        text = _SPOKEN.sub(" ", text)
    if " " in text:
        text = _SPACED.sub(lambda run: run[0].replace(" ", ","), text)
    marks = set(_FOLDABLE.findall(text))
    if not marks:
        return text
    text = _FULLWIDTH_COMMA.sub(",", text)
    for mark in marks & _FOLD.keys():  # few marks, each many times: quicker than str.translate
        text = text.replace(mark, _FOLD[mark])
    if marks.isdisjoint(_FINANCIAL) or not _FINANCIAL_BESIDE.search(text):
        return text
    return _FINANCIAL_RUN.sub(lambda run: "".join(_FINANCIAL.get(mark, mark) for mark in run[0]), text)


@lru_cache(maxsize=4)
def scan(text: str) -> Scan:
    """The folded text and its numeral candidates; kept, for several finders read the same text in turn."""
    folded = fold(text)
    spans = [match.span() for match in _CANDIDATE.finditer(folded)]
    ended = folded + " "
    return Scan(folded, spans, [ended[end] for _, end in spans])


@lru_cache(maxsize=8192)
def parse(run: str) -> Numeral | None:
    """What a candidate is worth; None for what is no numeral (万一, 1.2.3)."""
    if not run or len(run) > _LONGEST:
        return None
    plain = _PLAIN.fullmatch(run)
    if plain:
        mark = plain[3]
        scale = SCALES["万"] * SCALES["亿"] if mark == "万亿" else SCALES.get(mark, 1)
        value = Decimal(plain[1].replace(",", "")) * UNITS.get(mark, scale)
        return Numeral(value, None, scale, len(run), bool(plain[2]), False, False)
    return _written(run)


def _written(run: str) -> Numeral | None:
    """A numeral with Chinese characters: digits in a row, an approximate pair (三四十), or a plain one."""
    if run == "半百":
        return Numeral(Decimal(50), None, 1, 2, False, False, False)
    tokens = _TOKEN.findall(run)
    if "." in tokens or "," in tokens or run[0] == "半":  # 1.2.3
        return None
    over = "余" in tokens or "多" in tokens
    tokens = [token for token in tokens if token not in " 余多"]
    if not tokens:
        return None
    bare = tokens[0] in SCALES or (tokens[0] in UNITS and tokens[0] != "十")
    if bare and any(token not in UNITS and token not in SCALES for token in tokens):
        return None  # 万一, 百五
    if len(tokens) > 1 and all(token in DIGITS or token == "点" for token in tokens) and tokens[1] != "点":
        return _digits_in_a_row(run, tokens)
    for at in range(len(tokens) - 1):
        first, second = tokens[at], tokens[at + 1]
        if first in DIGITS and second in DIGITS and DIGITS[first] and "点" not in tokens[:at]:
            if DIGITS[second] - DIGITS[first] != 1 and (first, second) != ("三", "五"):
                return None
            low, high = (_value(tokens[:at] + [kept] + tokens[at + 2 :]) for kept in (first, second))
            if low is None or high is None:
                return None
            return Numeral(low[0], high[0], low[1], len(run), over, False, False)
    value = _value(tokens)
    if value is None:
        if len(tokens) > 2 and tokens[-1] in UNITS:  # 五十千 is 五十
            return parse(run[:-1].rstrip())
        return None
    return Numeral(value[0], None, value[1], len(run), over, bare, len(run) == 1)


def _digits_in_a_row(run: str, tokens: list[str]) -> Numeral | None:
    """二〇二四 is 2024; 三四 is 3 to 4; 两两 and 九九 are nothing."""
    if "点" in tokens or "两" in tokens[1:]:
        return None
    first, second = DIGITS[tokens[0]], DIGITS[tokens[1]]
    if len(tokens) == 2 and first and second:
        if second - first != 1 and (first, second) != (3, 5):
            return None
        return Numeral(Decimal(first), Decimal(second), 1, len(run), False, False, False)
    if tokens[0] == "两":
        return None
    value = Decimal("".join(str(DIGITS[token]) for token in tokens))
    return Numeral(value, None, 1, len(run), False, False, False)


def _value(tokens: list[str]) -> tuple[Decimal, int] | None:
    """The worth of one plain numeral and the scale at its end; None if its parts do not follow on each other."""
    parts: list[Decimal] = []  # what 兆, 亿 and 万 have closed, falling
    section = Decimal(0)  # thousands and below, since the last of those
    digit: Decimal | None = None
    last_unit, after_zero, was_arabic, at = 10_000, False, False, 0
    unit_before = 0  # the unit that the token before this one named
    scale = 1
    while at < len(tokens):
        token = tokens[at]
        at += 1
        if token in UNITS:
            unit = UNITS[token]
            adjoining = digit is None and unit_before  # 千百
            if (adjoining or (section and unit >= last_unit)) and (digit or token != "十" or unit >= last_unit):
                return None
            section += (Decimal(1) if digit is None else digit) * unit
            last_unit, unit_before, digit, after_zero, scale = unit, unit, None, False, 1
        elif token in SCALES:
            scale_here = SCALES[token]
            section += digit or 0
            closed = Decimal(0)
            while parts and (parts[-1] < scale_here or not section and not after_zero and len(parts) == 1):
                closed += parts.pop()
            if not (section + closed) and (parts or at > 1):
                return None
            parts.append((section + closed or Decimal(1)) * scale_here)
            scale = scale * scale_here if closed and not section else scale_here
            section, digit, last_unit, unit_before, after_zero = Decimal(0), None, 10_000, scale_here, False
        elif token == "点":
            fraction, at = _fraction(tokens, at)
            if fraction is None:
                return None
            section, digit = section + (digit or 0) + fraction, None
            after_zero, unit_before = True, 0
            if at < len(tokens) and tokens[at] in UNITS:
                if UNITS[tokens[at]] < 100:
                    return None
                section, at = section * UNITS[tokens[at]], at + 1
        elif token in DIGITS and DIGITS[token] == 0:
            if digit is not None:
                return None
            after_zero, unit_before, scale = True, 0, 1
            if at == len(tokens) and len(tokens) > 1:
                return None
        else:
            if digit is not None:
                return None
            was_arabic = token not in DIGITS
            digit = Decimal(token.replace(",", "")) if was_arabic else Decimal(DIGITS[token])
            if was_arabic and token[0] == "0" and len(token) > 1:
                after_zero = True
            shorthand = unit_before >= 100 and not after_zero and digit < 10
            if at == len(tokens) and shorthand:
                digit = digit * unit_before / 10  # 一百二 is 120, 三万五 is 35000
            unit_before = 0
            scale = 1
    if len(tokens) > 0 and tokens[-1] not in SCALES:
        scale = 1
    return sum(parts, section) + (digit or 0), scale


def _fraction(tokens: list[str], at: int) -> tuple[Decimal | None, int]:
    """The digits after 点 as a fraction, and where they end."""
    figures = ""
    while at < len(tokens) and (tokens[at] in DIGITS or tokens[at].isdigit()):
        figures += str(DIGITS[tokens[at]]) if tokens[at] in DIGITS else tokens[at]
        at += 1
    return (Decimal(f"0.{figures}") if figures else None), at
