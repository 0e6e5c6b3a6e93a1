"""Periods of time: 2021年, 前三季度, 1—9月, 截至去年底, “十四五”末, 近三年. Examples: tests/corpus/periods.yaml.

A month or a day without its year is the latest one that an article of that day can mean: December told in January is
last year's, October told in September is to come, 1-9月 told in February is last year's, the 29th told on the 22nd is
last month's. The rules are in period_rules.py; here ends are joined and words around them (截至, 以来, 之前) are read.
"""

import re
from collections.abc import Iterable
from datetime import date, timedelta

from etl.extractor.mentions import calendar
from etl.extractor.mentions.calendar import MONTH_AHEAD, Period
from etl.extractor.mentions.period_rules import RULES, START
from etl.extractor.mentions.period_words import CN, LEXICON, NUMBER, WORD, YEAR_FIGURES, PeriodRule
from etl.extractor.rules import Mention

__all__ = ["Period", "as_json", "find", "for_reader"]

_FOLD: dict[str, str] = dict(zip(LEXICON["fold"]["from"], LEXICON["fold"]["to"], strict=True))
_FOLDABLE = re.compile(f"[{LEXICON['fold']['from']}]")
_JOINTS = frozenset(LEXICON["joints"])
_BETWEEN = frozenset(LEXICON["joints_with_between"])
_LONGEST_JOINT = 5
_BEFORE: dict[str, dict[str, str]] = LEXICON["before"]
_LAST_BEFORE = frozenset(word[-1] for word in _BEFORE)
_NOT = LEXICON["not_before"]
_AFTER = re.compile(
    rf" ?(?:(?P<since>以来|起(?![{_NOT['起']}]))|(?P<lately>来(?=[，,、。]|$))|(?P<from>开始)"
    rf"|(?P<before>以前)|(?P<by>之前|前(?![{_NOT['前']}0-9])|为?止)|(?P<past>之后|以后|后(?![{_NOT['后']}])))"
)
_FIRST_AFTER = frozenset("以起来开之前为止后 ")
_BEFORE_NOW = frozenset(("", "起", "以来", "开始"))
_RISING: str = LEXICON["rising"]
_RANGE, _ROLLING = "<period> 至 <period>", "过去 <number> <unit>"
# 工业总产值（90年不变价）, 按2020年可比价格计算: whose prices a figure is told in, not when it was
_PRICE_BASES = ("不变价", "可比价", "现行价", "价)", "价）", "价,", "价，", "价格计", "价计", "价格)", "价格）")
_PRICE_BASES_OF = (*_PRICE_BASES, *(f"的{word}" for word in _PRICE_BASES))
_SINCE_LATER = re.compile("[^，。；！？,;]{0,20}?(?:以来|至今)")


def _combined(begins: str) -> tuple[re.Pattern[str], list[PeriodRule]]:
    """One expression for all rules that begin so, and for each of its groups the rule that it belongs to."""
    rules = [rule for rule in RULES if begins in rule.begins]
    owners = [rules[0]]
    for rule in rules:
        owners += [rule] * re.compile(rule.pattern).groups
    return re.compile("|".join(rule.pattern for rule in rules)), owners


_BY_YEAR, _BY_NUMBER, _BY_WORD = _combined(YEAR_FIGURES), _combined(NUMBER), _combined(WORD)
_NUMBERS = frozenset(f"0123456789〇零元两十{CN}")


def find(text: str, date: date) -> list[Mention]:
    """The periods that a text tells, in its order; each value is a Period. `date` is the article's."""
    folded = _folded(text)
    found: list[Mention] = []
    last: Mention | None = None
    read_to = 0
    for place in START.finditer(folded):
        start = place.start()
        if start < read_to:
            continue
        if folded[start] not in _NUMBERS:
            expression, owners = _BY_WORD
        else:
            expression, owners = _BY_YEAR if folded[start : start + 4].isdigit() else _BY_NUMBER
        match = expression.match(folded, start)
        if match is None:
            continue
        rule, end = owners[match.lastindex or 0], match.end()
        read_to = end
        base = _joined_to(last, folded, start, end) if last is not None and start - last.end <= _LONGEST_JOINT else None
        value = rule.production(match, date, base)
        if base is not None and last is not None:
            whole = _range(base, value, date) if value is not None else None
            if whole is not None:
                last = Mention(last.start, end + 2 if folded.startswith("之间", end) else end, whole, _RANGE)
                continue
            value = rule.production(match, date, None)
        if value is None or folded.startswith(_PRICE_BASES_OF, end):
            continue
        if last is not None:
            found.append(_with_words_around(last, folded, date, found[-1].end if found else 0, start))
        last = Mention(start, end, value, rule.name)
    if last is not None:
        found.append(_with_words_around(last, folded, date, found[-1].end if found else 0, len(folded)))
    return _until_told(found)


def _until_told(found: list[Mention]) -> list[Mention]:
    """2014年以来至去年底: since when, and right behind it until when, are one span."""
    joined: list[Mention] = []
    for mention in found:
        first = joined[-1] if joined else None
        if first is not None and first.end == mention.start and first.value.edge == "since":
            ended: Period = mention.value
            if ended.edge == "by" and ended.end and first.value.start and first.value.start < ended.end:
                grain = "months" if first.value.start.year == ended.end.year else "years"
                value = first.value._replace(end=ended.end, grain=grain, edge="")
                joined[-1] = Mention(first.start, mention.end, value, _RANGE)
                continue
        joined.append(mention)
    return joined


def _folded(text: str) -> str:
    """The text with full-width and traditional forms made plain, of equal length."""
    for mark in set(_FOLDABLE.findall(text)):  # few marks, each many times: quicker than str.translate
        text = text.replace(mark, _FOLD[mark])
    return text


def for_reader(mentions: Iterable[Mention]) -> list[Mention]:
    """Those that tell a period by themselves: without 目前, and without 同期 of a period told elsewhere."""
    return [m for m in mentions if m.value.edge != "now" and (m.value.start is not None or m.value.end is not None)]


def as_json(mention: Mention, text: str) -> dict[str, object]:
    """A mention as the command prints it."""
    value: Period = mention.value
    return {
        "text": text[mention.start : mention.end],
        "start": mention.start,
        "end": mention.end,
        "rule": mention.rule,
        "period_start": value.start.isoformat() if value.start else None,
        "period_end": value.end.isoformat() if value.end else None,
    }


def _joined_to(last: Mention, text: str, start: int, end: int) -> Period | None:
    """The period before, if 至 or a dash or 和…之间 ties it to the one at text[start:end]."""
    value: Period = last.value
    if value.edge in ("now", "same") or last.rule == _RANGE:
        return None
    joint = text[last.end : start].strip()
    if joint in _JOINTS or (joint in _BETWEEN and text.startswith("之间", end)):
        return value
    return value if joint in _BEFORE_NOW and text[start] in "至迄" else None


def _range(first: Period, second: Period, told: date) -> Period | None:
    """Both ends in one; up to now is `since`."""
    start, end = first.start or first.end, second.end
    if start is None or end is None or start > end or second.edge == "same":
        return None
    if second.edge == "now":
        return Period(start, end, first.grain, "since", first.explicit_year)
    explicit = first.explicit_year or second.explicit_year
    if not explicit and start.month == 1 and second.start and second.start > told:  # 1月至9月 told in August
        back = calendar.same_day(start, -12), calendar.same_day(end, -12)
        start, end = back[0] or start, back[1] or end
    if "day" in (first.grain, second.grain):
        grain = "day"
    else:
        whole = (start.month, start.day, end.month, end.day) == (1, 1, 12, 31)
        grain = "years" if whole and start.year < end.year else "months"
    return Period(start, end, grain, "", explicit)


def _with_words_around(mention: Mention, text: str, told: date, floor: int, ceiling: int) -> Mention:
    """The mention with 截至, 从, 以来, 之前, 之后 around it taken in and understood, between its neighbours."""
    start, end, value, rule, _ = mention
    if value.edge in ("now", "same") or rule == _ROLLING:
        return mention
    role, start = _before(text, start, floor)
    word, until = _after(text, end, ceiling, value)
    if rule == _RANGE:
        return Mention(
            start if role == "from" else mention.start, until if word in ("by", "before") else end, value, rule
        )
    opens = value.start or value.end
    if word == "since" or (word is None and role == "from" and _SINCE_LATER.match(text, end)):
        return Mention(start, until, _since(value, opens, told), f"{rule} 以来")
    if word == "from":
        return Mention(start, until, value._replace(start=opens, end=None, edge="from"), f"{rule} 开始")
    if word == "past":
        opens = calendar.days_from(value.end, 1)
        return Mention(start, until, value._replace(start=opens, end=None, edge="from"), f"{rule} 之后")
    if word in ("by", "before"):
        leaves_out = word == "before" and value.grain == "year" and value.start  # 2018年以前 leaves 2018 out
        closes = value.start - timedelta(1) if leaves_out else value.end
        return Mention(start, until, value._replace(start=None, end=closes, edge="by"), f"{rule} 之前")
    if role == "by":
        closes = value.end
        if not value.explicit_year and value.edge == "end" and value.grain == "year" and 12 - told.month >= MONTH_AHEAD:
            closes = closes.replace(year=closes.year - 1)  # 截至年底 told in January
        return Mention(start, until, value._replace(start=None, end=closes, edge="by"), f"截至 {rule}")
    return Mention(start, end, value, rule)


def _since(value: Period, opens: date | None, told: date) -> Period:
    """From its first day to the article's date; open if it is yet to begin."""
    if opens is not None and opens > told:
        return value._replace(start=opens, end=None, edge="from")
    return value._replace(start=opens, end=told, edge="since")


def _before(text: str, start: int, floor: int) -> tuple[str | None, int]:
    """What 截至, 到, 从 before a period says, and where the mention begins with it."""
    at = start - 1 if start and text[start - 1] == " " else start
    if not at or text[at - 1] not in _LAST_BEFORE:
        return None, start
    for length in (3, 2, 1):
        facts = _BEFORE.get(text[at - length : at]) if at - length >= floor else None
        if facts is None:
            continue
        lead = text[at - length - 1] if at > length else ""
        if lead and (lead in facts.get("not_after", "") or (length == 1 and facts["role"] == "by" and lead in _RISING)):
            return None, start
        return facts["role"], at - length
    return None, start


def _after(text: str, end: int, ceiling: int, value: Period) -> tuple[str | None, int]:
    """What 以来, 开始, 之前, 之后 behind a period says, and where the mention ends with it."""
    found = _AFTER.match(text, end, ceiling) if end < ceiling and text[end] in _FIRST_AFTER else None
    if found is None or (found.lastgroup == "lately" and value.grain != "year"):
        return None, end
    return "since" if found.lastgroup == "lately" else found.lastgroup, found.end()
