"""Dates that say when an article was published: datelines (电头), time lines, addresses, the years a text names."""

import re
from collections.abc import Iterable, Sequence
from datetime import date, timedelta

_DAY = re.compile(r"(?<!\d)((?:19|20)\d{2})\s?(?:年|[-/.])\s?(\d{1,2})\s?(?:月|[-/.])\s?(\d{1,2})(?!\d|月)\s?日?")
# A day until which something runs is none on which it was told: 有效期至2027年6月30日.
_AHEAD_DAY = re.compile(rf"(?:至|到|截止|之前|—|-)\s?{_DAY.pattern}|{_DAY.pattern}(?:之?前|止|到期)")
_SHORT_DAY = re.compile(r"(?<![\d.-])(\d{2})([-/.])(\d{1,2})\2(\d{1,2})\s(?=\d{1,2}[:：]\d{2})")
_DAY_FIRST = re.compile(r"(?<![\d.])(\d{1,2})([./])(\d{1,2})\2((?:19|20)\d{2})\s+(?=\d{1,2}[:：]\d{2})")
_COMPACT = re.compile(r"(?<!\d)((?:19|20)\d{2})[-/_]?(0[1-9]|1[0-2])[-/_]?(0[1-9]|[12]\d|3[01])(?!\d)")
_HAN_DAY = re.compile(
    r"([一二][〇○零Ｏ0一二三四五六七八九]{3})年([一二三四五六七八九十]{1,2})月([一二三四五六七八九十]{1,3})日"
)
_HAN_DIGITS = {sign: value for value, sign in enumerate("〇一二三四五六七八九")} | {"零": 0, "○": 0, "Ｏ": 0, "0": 0}
# 中新网重庆11月8日电, 本报10月16日讯, 央广网北京2023年11月8日消息: no stop before the day.
_DATELINE = re.compile(
    r"[^，。,;；!！?？\n]{0,40}?(?<![\d.])(?:((?:19|20)\d{2})\s?年\s?)?(?:(\d{1,2})\s?月\s?)?(\d{1,2})\s?日\s?"
    r"(?:[^\s，。,;；\d]{0,5}?专)?(?:电(?![子视商话力影动网信气梯池器脑缆路机线站量池])|讯(?![飞息问])|消息(?=[\s(（:：]))"
)
_MONTH_DAY = re.compile(r"(?<![\d年.])(\d{1,2})\s?月\s?(\d{1,2})\s?日")
_YEAR = re.compile(r"(?<![\d.])((?:19|20)\d{2})(?![\d.])")
_GOAL = re.compile(r"[到至于—–~～-]\s?$|力争|目标|规划|计划|预计|有望|远景|展望")
# What a year brought as a whole, so that a day told beside it is a later year's: 2022年产值150亿元.
_WHOLE_YEAR = re.compile(
    r"年(?:度|全年)?(?![末底初内前后以起至上下一二三四\d])[^\d。；;\n]{0,30}(?:\d[\d.]*(?:万|亿)?(?:亿元|万元|亿|[%％])|翻番)"
)
_YEAR_LINE = re.compile(r"((?:19|20)\d{2})\s?[年/.-]?")
_DAY_LINE = re.compile(r"(\d{1,2})\s?[月/.-]\s?(\d{1,2})\s?日?")
_NUMBER_LINE = re.compile(r"(\d{1,2})\s?日?")
_MONTH_LINE = re.compile(r"((?:19|20)\d{2})\s?[年/.-]\s?(\d{1,2})\s?月?")
_FIRST_YEAR, _LAST_YEAR = 1950, 2100
_EARLY = timedelta(days=31)  # by which a page's own date may be wrong


def day(year: str | int, month: str | int, number: str | int) -> date | None:
    """The date, or None where there is none such or it is outside the years of news."""
    try:
        found = date(int(year), int(month), int(number))
    except ValueError:
        return None
    return found if _FIRST_YEAR <= found.year <= _LAST_YEAR else None


def days(text: str) -> list[date]:
    """Every full date of a text in its order: 2022-11-15, 2022/11/15, 2022年11月15日, 二〇二二年十一月十五日.

    One before an hour may go without its century or begin with the day: 22-11-15 09:05, 15.11.2022 09:05.
    """
    found = [day(*match.groups()) for match in _DAY.finditer(text)]
    if not found:
        found = [day(f"20{match[1]}", match[3], match[4]) for match in _SHORT_DAY.finditer(text)]
        found += [day(match[4], match[3], match[1]) for match in _DAY_FIRST.finditer(text)]
    if "〇" in text or "二○" in text or "二零" in text:
        found += [_han_day(match) for match in _HAN_DAY.finditer(text)]
    return [each for each in found if each]


def _han_day(match: re.Match[str]) -> date | None:
    year = "".join(str(_HAN_DIGITS[sign]) for sign in match[1])
    return day(year, _han_number(match[2]), _han_number(match[3]))


def _han_number(text: str) -> int:
    tens, ten, ones = text.rpartition("十")
    if "十" in tens:
        return 0
    return (_HAN_DIGITS[tens] if tens else 1 if ten else 0) * 10 + (_HAN_DIGITS.get(ones, 0) if ones else 0)


def stated(text: str) -> date | None:
    """The first full date of a text, in any of the forms that metadata use."""
    found = days(text)
    if found:
        return found[0]
    compact = _COMPACT.search(text)
    return day(*compact.groups()) if compact else None


def in_address(url: str) -> date | None:
    """The date that a page's address carries: /2023/05/04/, t20230504_1.html, newsview20230504."""
    found = [day(*match.groups()) for match in _COMPACT.finditer(url)]
    return next((each for each in reversed(found) if each), None)


def dateline(line: str, page: date | None, others: Iterable[date], years: Iterable[int]) -> date | None:
    """The date of a dateline at the head of a line; what it leaves out is the page's, else of dates or years nearby."""
    match = _DATELINE.match(line[:80])
    if not match:
        return None
    year, month, number = match.groups()
    if year and month:
        return day(year, month, number)
    near = page or max(others, default=None)
    if not month:
        return _day_before(near, int(number)) if near else None
    if near:
        same = [each for shift in (0, -1, 1) if (each := day(near.year + shift, month, number))]
        # A page is put up after its text is sent, sometimes months after: 时间:2024-11-25 above 武汉4月7日电.
        sent = [each for each in same if each <= page + _EARLY] if page else []
        return min(sent or same, key=lambda each: abs(each - near), default=None)
    return next((found for found in (day(each, month, number) for each in years) if found), None)


def _day_before(near: date, number: int) -> date | None:
    """The last day of that number in a month, not after the day that is near."""
    if number <= near.day:
        return day(near.year, near.month, number)
    last = near.replace(day=1) - timedelta(days=1)
    return day(last.year, last.month, number)


def with_whole_days(lines: Sequence[str]) -> list[str]:
    """Lines, a date that a page prints in two of them (2025 over 06/10, 18 over 2023-05) joined in one: 2025-06-10."""
    joined: list[str] = []
    for line in lines:
        before = joined[-1] if joined and len(line) <= 10 and len(joined[-1]) <= 10 else ""
        found = before and _of_two_lines(before, line)
        if found:
            joined[-1] = found.isoformat()
        else:
            joined.append(line)
    return joined


def _of_two_lines(first: str, second: str) -> date | None:
    for upper, lower in ((first, second), (second, first)):
        year, month_day = _YEAR_LINE.fullmatch(upper), _DAY_LINE.fullmatch(lower)
        if year and month_day:
            return day(year[1], *month_day.groups())
    number, month = _NUMBER_LINE.fullmatch(first), _MONTH_LINE.fullmatch(second)
    return day(month[1], month[2], number[1]) if number and month else None


def years(text: str) -> list[int]:
    """The years that a text's date may lie in, likeliest first: one that names an event (2024上海…大会), then the
    latest that no word makes a goal, the one after it first if the text tells what it brought as a whole."""
    named: list[int] = []
    told: list[int] = []
    whole: set[int] = set()
    for match in _YEAR.finditer(text):
        following = text[match.end() : match.end() + 1]
        if _GOAL.search(text[max(0, match.start() - 12) : match.start()]):
            continue
        if "一" <= following <= "鿿" and following not in "年至到":
            named.append(int(match[1]))
        elif following == "年":
            told.append(int(match[1]))
            if _WHOLE_YEAR.match(text, match.end()):
                whole.add(int(match[1]))
    last = max(told, default=0)
    after = [last + 1] if last in whole and not any(year >= last for year in named) else []
    return after + sorted(set(named), reverse=True) + sorted(set(told) - set(named), reverse=True)


def event(text: str) -> date | None:
    """The latest day that a text tells, for a page without any date of its own."""
    full = days(_AHEAD_DAY.sub("", text))
    if full:
        return max(full)
    month_day = _MONTH_DAY.search(text)
    if not month_day:
        return None
    return next((found for found in (day(year, *month_day.groups()) for year in years(text)) if found), None)
