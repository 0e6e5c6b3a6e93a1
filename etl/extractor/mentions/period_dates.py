"""The rule of a date: 2021年9月15日, 去年底, 今年前三季度, 上半年, 1-9月, 月底; a year, a part of it, its edge.

Words: lexicon/periods.yaml.
"""

import re
from datetime import date
from typing import Any

from etl.extractor.mentions import calendar
from etl.extractor.mentions.calendar import MONTH_AHEAD, QUARTER_AHEAD, SUM_AHEAD, Period
from etl.extractor.mentions.numerals import any_of
from etl.extractor.mentions.period_words import (
    AFTER_NO_NUMBER,
    CN,
    DAY,
    FEW,
    JOINT,
    LEXICON,
    MONTH,
    NOT_BEFORE,
    NUMBER,
    NUMBERS,
    WORD,
    YEAR,
    PeriodRule,
    in_digits,
    one_of,
    span,
    stretch,
)

_UNITS: str = LEXICON["units"]
_YEARS: dict[str, dict[str, Any]] = LEXICON["years"]


def _year_word(word: str, facts: dict[str, Any]) -> str:
    return f"(?<![{facts['not_after']}]){word}" if "not_after" in facts else word


_SOME_YEAR = (
    f"(?:(?<![0-9.{CN}〇零十])(?:(?P<year1>{YEAR}) ?{JOINT} ?)?(?P<year>{YEAR}|[0-9]{{2}}|[〇零一二八九][〇零{CN}])"
    "(?: ?财?年|(?=Q[1-4]))"
    f"|(?P<said_year>{'|'.join(_year_word(*item) for item in sorted(_YEARS.items(), key=lambda kv: -len(kv[0])))}))"
    f"(?!{one_of(LEXICON['not_before_year'])})(?:度|份)?"
)
_MONTHS = (
    f"(?:(?:(?P<month1>{MONTH}) ?(?:{JOINT}|、) ?)?(?P<month>{MONTH}) ?月(?:份(?!额))?"
    f"|(?P<said_month>{any_of(list(LEXICON['months']))}))"
    f"(?!{one_of(LEXICON['not_before_month'])})"
    f"(?: ?(?:(?P<day1>{DAY}) ?(?:{JOINT}|、) ?)?(?P<day>{DAY}) ?[日号]|(?P<third>[上中下])旬"
    f"|(?P<bare_day>[12][0-9]|3[01]|0?[1-9]|[二三]?十[{CN}]?)"
    f"(?={JOINT} ?{MONTH}月|(?![-—–~～/.,%0-9A-Za-z日号至到、{CN}{_UNITS}]))|(?! ?[0-9]{{1,4}} ?[日号]))"
)
_QUARTERS = (
    f"(?:第 ?)?(?:(?P<quarter1>[一二三1-3]) ?(?:{JOINT}|、) ?)?(?:第 ?)?"
    f"(?P<quarter>[一二三四首1-4]) ?个?季(?:度|(?=[，、末初]))"
    f"|(?P<quarter_q>Q[1-4])|(?P<said_quarter>{any_of(list(LEXICON['quarters']))})"
)
_INSIDE = (
    rf"{_MONTHS}|(?<![提此之以超])[前头] ?(?P<first>{MONTH}|两) ?个?(?P<first_unit>[月季])(?:度|份(?!额))?(?!节)"
    rf"|第 ?(?P<nth>{MONTH}) ?个月|首月(?P<first_month>)|{_QUARTERS}"
    r"|(?P<half>[上下前后]|[上下](?=个))个?半年|(?P<whole>全年)|(?P<same>同期|同月|同季)"
)
_EDGE = (
    f"(?:底(?![{NOT_BEFORE['底']}])|末(?![{NOT_BEFORE['末']}])|终|初(?![{NOT_BEFORE['初']}])|伊始"
    rf"|内(?![{NOT_BEFORE['内']}])|中(?=[，。；、,;)） ]|$))"
)


def _year_of(match: re.Match[str], told: date, base: Period | None) -> tuple[int | None, bool]:
    """The year that the match itself says, and whether that settles it."""
    written, said = match["year"], match["said_year"]
    if said is not None:
        known = _YEARS[said]
        since = base and (base.start or base.end)
        leans = bool(known.get("told"))
        return (since.year if leans and since else told.year) + int(known["years"]), not leans or base is not None
    if written is None:
        return None, False
    year = in_digits(written)
    return (year if len(written) == 4 else calendar.nearest_century(told, year)), True


def _is_short_year(match: re.Match[str], year: int, told: date) -> bool:
    """Whether two digits before 年 alone tell a year (08年, 21年) and no length of time (10年, 用了21年)."""
    text, written = match.string, match["year"]
    if match.start() and text[match.start() - 1] in LEXICON["not_after_short_year"]:
        return False
    if text[match.end() : match.end() + 1] and text[match.end()] in LEXICON["not_before_short_year"]:
        return False
    return (
        written[0] in "0〇零九"
        or 1980 <= year < 2000
        or (written.isdigit() and year % 5 > 0 and -10 <= year - told.year <= 2)
    )


def _date(match: re.Match[str], told: date, base: Period | None) -> Period | None:
    """<year> <month, quarter, half> <底, 初>, each of which may be missing."""
    year, explicit = _year_of(match, told, base)
    since = base and (base.start or base.end)
    if year is None and base is not None and since:
        explicit = base.explicit_year
    found = _inside(match, told, year, since, explicit)
    if found is None:
        return None
    if match["said_year"] and base is None and _YEARS[match["said_year"]].get("told"):
        found = found._replace(leans=True)
    edge = match["edge"] or match["edge_alone"]
    return found if edge is None or found.edge == "same" else _at_edge(found, edge[-1])


def _inside(match: re.Match[str], told: date, year: int | None, since: date | None, explicit: bool) -> Period | None:
    """The span of days before 底 or 初 is looked at. `since` is where a range starts that this ends."""
    if match["month"] or match["said_month"]:
        return _month(match, told, year, since, explicit)
    near = since.year if since else None
    if match["first"]:
        last = NUMBERS[match["first"]] * (3 if match["first_unit"] == "季" else 1)
        of = year or near or calendar.year_of_month(told, last, SUM_AHEAD)
        return span(calendar.months(of, 1, last), "months", explicit)
    if match["said_quarter"]:
        back = LEXICON["quarters"][match["said_quarter"]]
        of, month = calendar.months_from(told.year, (told.month - 1) // 3 * 3 + 1, 3 * back)
        return span(calendar.months(of, month, month + 2), "quarter", True)
    written = match["quarter"] or match["quarter_q"]
    if written:
        last = NUMBERS[written.lstrip("Q")]
        first = NUMBERS[match["quarter1"] or written.lstrip("Q")]
        of = (
            year
            or near
            or calendar.year_of_month(told, 3 * (first if first > 1 or last == 1 else last) - 2, QUARTER_AHEAD)
        )
        return span(calendar.months(of, 3 * first - 2, 3 * last), "quarter" if first == last else "months", explicit)
    if match["half"]:
        second = match["half"] in "下后"
        if match[0].startswith(("上个", "下个")):  # counted from the half that the article is in
            halves = told.year * 2 + (told.month > 6) + (1 if second else -1)
            year, second, explicit = halves // 2, bool(halves % 2), True
        return span(
            calendar.months(year or near or told.year, 7 if second else 1, 12 if second else 6), "half", explicit
        )
    if match["nth"] or match["first_month"] is not None:
        month = NUMBERS[match["nth"]] if match["nth"] else 1
        return (
            None
            if match["nth"] and not year
            else span(calendar.months(year or near or told.year, month, month), "month", explicit)
        )
    if match["same"] and not year:
        return Period(None, None, "year", "same", False)
    alone = match["edge_alone"]
    if alone and alone[0] in "月季":
        of, month = (since.year, since.month) if since else (told.year, told.month)
        if alone[0] == "月":
            return span(calendar.months(of, month, month), "month", explicit)
        month = (month - 1) // 3 * 3 + 1
        return span(calendar.months(of, month, month + 2), "quarter", explicit)
    return _whole_year(match, told, year, near, explicit)


def _whole_year(match: re.Match[str], told: date, year: int | None, near: int | None, explicit: bool) -> Period | None:
    of = year or near or told.year
    if match["year1"]:
        first = in_digits(match["year1"])
        return span(calendar.years(first, of), "years", True)
    short = match["year"] is not None and len(match["year"]) == 2
    if short and not match["edge"] and not match["whole"] and near is None and not _is_short_year(match, of, told):
        return None
    return span(calendar.years(of, of), "year", explicit, "same" if match["same"] else "")


def _month(match: re.Match[str], told: date, year: int | None, since: date | None, explicit: bool) -> Period | None:
    """<month> or <month> 至 <month>, and the day or the third of it that follows."""
    if match["said_month"]:
        of, last = calendar.months_from(year or told.year, told.month, LEXICON["months"][match["said_month"]])
        first, explicit = last, True
    else:
        last = NUMBERS[match["month"]]
        first = NUMBERS[match["month1"] or match["month"]]
        if since is not None and year is None:
            of = since.year + (first < since.month)
        else:
            of = year or calendar.year_of_month(
                told, last if first == 1 else first, SUM_AHEAD if first == 1 < last else MONTH_AHEAD
            )
    if match["third"]:
        start = {"上": 1, "中": 11, "下": 21}[match["third"]]
        third = calendar.months(of, last, last)
        return third and Period(
            third[0].replace(day=start),
            third[1] if start == 21 else third[0].replace(day=start + 9),
            "day",
            "",
            explicit,
        )
    written = match["day"] or match["bare_day"]
    if written:
        end = calendar.day(of, last, NUMBERS[written])
        start_day = calendar.day(of, last, NUMBERS[match["day1"]]) if match["day1"] else end
        return stretch(start_day, end, "day", explicit)
    if first > last:  # 11-2月
        begun, ended = calendar.months(of, first, first), calendar.months(of + 1, last, last)
        return Period(begun[0], ended[1], "months", "", explicit) if begun and ended else None
    edge = "same" if match["said_month"] in LEXICON["told_months"] else ""
    return span(calendar.months(of, first, last), "month" if first == last else "months", explicit and not edge, edge)


def _at_edge(found: Period, edge: str) -> Period | None:
    """A span's last day (底, 末), or its first part (初)."""
    if edge in "底末终":
        return found._replace(start=None, edge="end")
    if edge in "初始" and found.start and found.grain != "day":  # 15日月初 is the day
        months = {"year": 2, "half": 2, "quarter": 1}.get(found.grain)  # 年初 is January and February
        year, month = found.start.year, found.start.month
        early = (
            calendar.months(year, month, month + months - 1) if months else (found.start, found.start.replace(day=10))
        )
        return span(early, "months" if months else "day", found.explicit_year)
    return found


DATE = PeriodRule(
    "<year> <part> <edge>",
    rf"(?:(?P<with_year>{_SOME_YEAR})|{AFTER_NO_NUMBER}(?<!每年))(?:(?(with_year)的? ?)(?P<inside>{_INSIDE}))?"
    rf"(?:(?(inside)月?|(?(with_year)年?|(?!)))(?P<edge>{_EDGE}))?"
    rf"(?:(?(with_year)(?!)|(?(inside)(?!)|(?<!{one_of(LEXICON['not_after_bare'])})))(?P<edge_alone>(?:年|月|季度?){_EDGE}))?"
    r"(?(with_year)|(?(inside)|(?(edge_alone)|(?!))))",
    _date,
)


def _now(match: re.Match[str], told: date, base: Period | None) -> Period | None:
    return Period(None, told, "day", "now")


NOW = PeriodRule(
    "目前",
    rf"(?P<now>{any_of(LEXICON['now'])}|至今(?![年天日后])|现(?<![实体表呈出展涌发显兑].)(?=[有已共拥])"
    rf"|近?{AFTER_NO_NUMBER} ?{FEW} ?多?年(?:过去了?|[之以]?后的(?:今[天日]|现在)))",  # 十年过去
    _now,
    (NUMBER, WORD),
)
