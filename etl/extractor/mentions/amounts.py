"""Amounts of money: 154.8亿元 is 15480000000 yuan; 3亿美元 is found as USD, without yuan.

Examples: tests/corpus/amounts.yaml. Words: lexicon/currencies.yaml.
"""

import re
from decimal import Decimal
from typing import Any, NamedTuple

from etl.extractor.lexicon import words
from etl.extractor.mentions import qualifiers
from etl.extractor.mentions.numbers import Figure, figure, joined, listed, plain, with_ranges
from etl.extractor.mentions.numerals import DIGITS, SCALES, any_of, scan
from etl.extractor.rules import Mention

_LEXICON = words("currencies")
_AFTER: dict[str, str] = {name: code for code, names in _LEXICON["after"].items() for name in names}
_BEFORE: dict[str, str] = {name: code for code, names in _LEXICON["before"].items() for name in names}
_ONE = f"[0-9{''.join(DIGITS)}]"
_NAME_FIRST = "".join({name[0] for name in _AFTER})
_WHOLE = r"(?P<whole>[整正](?![合式常在个体]))?"
_LOOSE = r"[1-9一二三四五六七八九](?![0-9.%点零一-鿿])"  # 五 of 十块五毛五
_JIAO = rf"(?: ?零?(?P<jiao>{_ONE}) ?[角毛](?P<loose>{_LOOSE})?)?"
_FEN = rf"(?: ?零?(?P<fen>{_ONE}) ?分(?!之|钟))?"
_UNIT = re.compile(
    rf"(?P<over>[余多来])? ?(?P<yuan>{any_of(_LEXICON['yuan'])})?"
    rf"(?:(?=[{_NAME_FIRST}])(?P<name>{any_of(list(_AFTER))}))?(?(yuan){_WHOLE}{_JIAO}{_FEN}[钱整]?)"
)
_UNIT_FIRST = frozenset(name[0] for name in [*_AFTER, *_LEXICON["yuan"]]) | frozenset("余多来 角毛分")
# What must follow the first characters that are mostly something else: 日 is mostly no 日元.
_SECOND_OF_NAMES = {
    name[0]: frozenset(other[1:2] for other in _AFTER if other[0] == name[0]) for name in _AFTER if len(name) > 1
}
_SECOND = {
    **{mark: seconds for mark, seconds in _SECOND_OF_NAMES.items() if "" not in seconds},
    **dict.fromkeys(" 余多来", _UNIT_FIRST),
    "分": frozenset("钱"),
}
_NO_YUAN = re.compile(rf"元[{_LEXICON['yuan_not_before']}]")
_BLOCK = re.compile(r"块(?!钱|[0-9一二三四五六七八九两] ?[角毛]|[一二三四五六七八九](?![0-9一-鿿]))[一-鿿]")
_SHORT_JIAO = re.compile(r"([1-9一二三四五六七八九])(?![0-9.%点零一二三四五六七八九十百千万亿个家])")
_SMALL = re.compile(rf" ?(?:(?P<jiao>[角毛])(?:钱|(?P<fen>{_ONE}) ?分|(?P<loose>{_LOOSE})|(?![一-鿿]))|分钱)")
# After 元: what makes it more than the plain 元 of most amounts.
_AFTER_YUAN = frozenset("整正零钱0123456789").union((name[0] for name in _AFTER), _LEXICON["yuan_not_before"], DIGITS)
_PREFIX = re.compile(rf"(?<![A-Za-z])({any_of(list(_BEFORE))})[ :：]?$")
_PREFIX_GAPS = frozenset(" :：")
_PREFIX_LAST = frozenset(name[-1] for name in _BEFORE) | _PREFIX_GAPS
_LONGEST_PREFIX = max(map(len, _BEFORE)) + 2
_GRADE = frozenset("级")
_MONEY_BEFORE = re.compile(rf"(?:{any_of(_LEXICON['money_before'])})(?:{any_of(_LEXICON['money_between'])}){{0,3}}$")
_MONEY_AFTER = re.compile(rf"[余多]?(?:{any_of(_LEXICON['money_after'])})")
_MONEY_WORD = re.compile(any_of(["产值", "增加值", "营收", "收入", "利润", "规模", "销售额", "投资", "资金"]))
_SENTENCE_MARK = re.compile(r"[。！？!?\n]")
# 突破千亿产值, 迈过千亿大关
PASSED = re.compile(r"(?:突破|超过?|[迈跨越破过上][过上破]|冲破)$")
STEP = re.compile(r"(?:产值|规模|营收|大关)(?!级)")
_SENTENCE_REACH = 60  # characters before a sum in which a word of money makes a bare 亿 one
_BOUNDARY = re.compile(r"[余多]?(?:$|[\s，。；、！？,;!?)）”\"'’】》<]|以上|左右|上下|大关|的(?!人|企业|用户))")
_UNWRITTEN_NEXT = frozenset(word[0] for word in _LEXICON["money_after"]) | frozenset("余多以左上大的和与及到至")
_BIG = frozenset(SCALES)
_CNY_FACTOR, _NO_YUAN_MORE = Decimal(1), Decimal(0)


class Amount(NamedTuple):
    """A sum of money by ISO 4217 code; in yuan, as a value or a range, if the code is CNY, else without a figure."""

    currency: str
    yuan: Decimal | None
    low: Decimal | None
    high: Decimal | None


class _Unit(NamedTuple):
    """What a figure's neighbours say: where the amount starts and ends, in what currency, by what rule."""

    start: int
    end: int
    currency: str
    factor: Decimal
    extra: Decimal
    over: bool
    rule: str


def find(text: str) -> list[Mention]:
    """The amounts of money in a text, in its order; values are Amount."""
    read = scan(text)
    folded = read.text
    found: list[Mention] = []
    floor = 0
    for index, mark in enumerate(read.marks):
        start, end = read.spans[index]
        if (
            mark not in _UNIT_FIRST
            and folded[end - 1] not in _BIG
            and (start == 0 or folded[start - 1] not in _PREFIX_LAST)
        ):
            continue
        plain_yuan = mark == "元" and folded[end + 1 : end + 2] not in _AFTER_YUAN
        if start < floor or not (plain_yuan or _promising(folded, start, end, mark)):
            continue
        number = figure(read, index, floor)
        if number is None:
            continue
        start = number.start
        shares = joined(folded, start)
        if plain_yuan and not shares and number.high is None and (start == 0 or folded[start - 1] not in _PREFIX_LAST):
            qualifier = qualifiers.of(folded, start, end + 1, number.over, number.bare, money=folded[end - 1] in _BIG)
            if qualifier is not None and folded[end + 1 : end + 2] not in _GRADE:
                found.append(Mention(start, end + 1, Amount("CNY", number.low, None, None), "<number>元", qualifier))
                floor = end + 1
            continue
        unit = _unit(folded, number) or _unwritten(folded, number)
        if unit is None or folded[unit.end : unit.end + 1] in _GRADE:
            continue
        qualifier = qualifiers.of(
            folded, unit.start, unit.end, unit.over or number.over, number.bare, money=folded[end - 1] in _BIG
        )
        if qualifier is None:
            continue
        for other in listed(read, index, floor) if shares else ():
            found.append(
                _mention(other, unit._replace(start=other.start, end=other.end, rule=f"list sharing {unit.rule}"))
            )
        found.append(_mention(number, unit, qualifier))
        floor = unit.end
    return with_ranges(folded, found, _join)


def _promising(text: str, start: int, end: int, mark: str) -> bool:
    """A cheap look at whether a currency can stand beside a numeral; most numerals of an article end here."""
    if mark in _UNIT_FIRST and (mark not in _SECOND or text[end + 1 : end + 2] in _SECOND[mark]):
        return True
    if text[end - 1] in _BIG and (mark in _UNWRITTEN_NEXT or not mark.isalpha()):
        return True
    ahead = text[start - 1 : start]
    return ahead in _PREFIX_LAST and (ahead not in _PREFIX_GAPS or text[start - 2 : start - 1] in _PREFIX_LAST)


def _unit(text: str, number: Figure) -> _Unit | None:
    """The currency beside a figure: 元 and its kin after it, ￥ and its kin before it, or both."""
    start, end = number.start, number.end
    prefix = None
    if start and text[start - 1] in _PREFIX_LAST:
        prefix = _PREFIX.search(text, max(0, start - _LONGEST_PREFIX), start)
    match = _UNIT.match(text, end)
    yuan, name = (match["yuan"], match["name"]) if match else (None, None)
    if yuan and not name and (_NO_YUAN.match(text, match.start("yuan")) or _BLOCK.match(text, match.start("yuan"))):  # type: ignore[union-attr]
        yuan = None
    if yuan == "块" and not match["jiao"] and text[number.start : end] == "一":  # type: ignore[index]  # a piece
        yuan = None
    if match is None or not (yuan or name):
        small = _small(text, number)
        if small is not None:
            return small
        if prefix is None:
            return None
        code = _BEFORE[prefix[1]]
        over = bool(match and match["over"] and match["over"] != "来")
        return _Unit(prefix.start(1), end + over, code, _CNY_FACTOR, Decimal(0), over, f"{prefix[1]}<number>")
    currency = _AFTER[name] if name else _BEFORE[prefix[1]] if prefix else "CNY"
    extra, last = Decimal(0), match.end()
    if match["jiao"] or match["fen"]:
        extra = Decimal(_one(match["jiao"])) / 10 + Decimal(_one(match["fen"] or match["loose"])) / 100
    elif yuan == "块" and not name and number.high is None and number.low < 10_000:
        short = _SHORT_JIAO.match(text, last)
        if short:  # 三块五
            extra, last = Decimal(_one(short[1])) / 10, short.end()
    rule = f"<number>{yuan or ''}{name or ''}"
    first = prefix.start(1) if prefix else start
    return _Unit(
        first,
        last,
        currency,
        _CNY_FACTOR,
        extra,
        match["over"] in ("余", "多"),
        f"{prefix[1]}{rule}" if prefix else rule,
    )


def _one(digit: str | None) -> int:
    return 0 if digit is None else DIGITS[digit] if digit in DIGITS else int(digit)


def _small(text: str, number: Figure) -> _Unit | None:
    """五毛钱, 3角5分, 五分钱: sums below a yuan. 长三角 and 三毛 are none."""
    match = _SMALL.match(text, number.end)
    if match is None or number.low >= 100 or text[number.start - 1 : number.start] == "长":
        return None
    fen = match["jiao"] is None
    extra = Decimal(_one(match["fen"] or match["loose"])) / 100
    lone = match.group().strip() in ("角", "毛") and not text[number.start].isdigit()
    if lone and (text[: number.start].strip() or text[match.end() :].strip()):
        return None
    factor = Decimal("0.01") if fen else Decimal("0.1")
    return _Unit(number.start, match.end(), "CNY", factor, extra, False, "<number>角" if not fen else "<number>分钱")


def _unwritten(text: str, number: Figure) -> _Unit | None:
    """A sum without a unit: 投资1600万, 四千万收购, or a text of nothing else."""
    start, end = number.start, number.end
    if text[end - 1] not in _BIG or (number.bare and text[end - 1] != "亿"):
        return None
    alone = not number.bare and not text[:start].strip() and not text[end:].strip()
    if not alone:
        money = _MONEY_AFTER.match(text, end)
        if money and money[0].endswith("规模") and text[end - 1] != "亿":
            money = None  # 1000亿规模, but 5万规模 of anything
        if number.bare and PASSED.search(text, max(0, start - 3), start) and end - start > 1 and STEP.match(text, end):
            return _Unit(start, end, "CNY", _CNY_FACTOR, _NO_YUAN_MORE, False, "<number> beside a money word")
        if number.bare and (money or end - start < 2 or text[end : end + 1] == "的"):
            return None  # 营收过亿, 超百亿的: a threshold
        if not (money or _BOUNDARY.match(text, end)) or (
            not _MONEY_BEFORE.search(text, max(0, start - 12), start)
            and not (text[end - 1] == "亿" and not number.bare and _of_money(text, start))
            and (money is None or money[0][-2:] in ("以上", "左右", "上下"))
        ):
            return None
    over = text[end : end + 1] in ("余", "多")
    return _Unit(
        start,
        end + over,
        "CNY",
        _CNY_FACTOR,
        _NO_YUAN_MORE,
        over,
        "<number> beside a money word" if not alone else "<number> alone",
    )


def _of_money(text: str, start: int) -> bool:
    """Whether the sentence spoke of money before: 总产值108亿，…；2021年上半年63亿."""
    sentence = _SENTENCE_MARK.split(text[max(0, start - _SENTENCE_REACH) : start])[-1]
    return _MONEY_WORD.search(sentence) is not None


def _mention(number: Figure, unit: _Unit, qualifier: str = "exact") -> Mention:
    if unit.currency != "CNY":
        value = Amount(unit.currency, None, None, None)
    elif number.high is not None:
        value = Amount("CNY", None, number.low * unit.factor, number.high * unit.factor)
    else:
        value = Amount("CNY", number.low * unit.factor + unit.extra, None, None)
    return Mention(unit.start, unit.end, value, unit.rule, qualifier)


def _join(first: Amount, last: Amount) -> Amount | None:
    """Two sums as a range."""
    if first.currency != last.currency or first.yuan is None or last.yuan is None or first.yuan >= last.yuan:
        return None
    return Amount(first.currency, None, first.yuan, last.yuan)


def as_json(mention: Mention, text: str) -> dict[str, Any]:
    """The mention as the command line prints it."""
    value: Amount = mention.value
    figures = (
        {"value_yuan": plain(value.yuan)}
        if value.low is None
        else {"low_yuan": plain(value.low), "high_yuan": plain(value.high)}
    )
    return {
        "text": text[mention.start : mention.end],
        "start": mention.start,
        "end": mention.end,
        "rule": mention.rule,
        "currency": value.currency,
        **figures,
        "qualifier": mention.qualifier,
    }
