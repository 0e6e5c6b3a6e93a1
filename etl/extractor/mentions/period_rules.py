"""Rules of the period grammar: how a year, a month, a day, 前三季度, 近三年, “十四五”末 are written, and what they mean.

Joining (至), and words around (截至, 以来, 之前), are in periods.py. Words: lexicon/periods.yaml.
A production takes the match, the article's date and the period that a 至 before it hangs on (2021年9月至12月).
"""

import re
from collections.abc import Callable
from datetime import date
from typing import Any, NamedTuple

from etl.extractor.mentions import calendar
from etl.extractor.mentions.calendar import MONTH_AHEAD, QUARTER_AHEAD, SUM_AHEAD, Period
from etl.extractor.mentions.numerals import any_of, words

Production = Callable[[re.Match[str], date, Period | None], Period | None]


class PeriodRule(NamedTuple):
    """A name, an expression with at least one group that takes part in every match, and what a match means."""

    name: str
    pattern: str
    production: Production


LEXICON: dict[str, Any] = words("periods")
_BEFORE: dict[str, str] = LEXICON["not_before"]
_UNITS: str = LEXICON["units"]
_YEARS: dict[str, dict[str, Any]] = LEXICON["years"]
_PAIRS: dict[str, int] = LEXICON["pairs"]

_CN = "一二三四五六七八九"
_TENS = ["", "十", *(f"{mark}十" for mark in _CN[1:])]
NUMBERS: dict[str, int] = {f"{ten}{one}": 10 * t + o for t, ten in enumerate(_TENS) for o, one in enumerate(["", *_CN])}
NUMBERS |= {form: n for n in range(100) for form in (str(n), f"{n:02}")} | {"两": 2, "元": 1, "首": 1}
_DIGITS = {mark: str(value) for value, mark in enumerate(f"〇{_CN}")} | {"零": "0"}

JOINT = "(?:至|到|[-—–―─‐‑‒﹣－~～〜∼]{1,2})"
_YEAR = f"(?:[12][0-9]{{3}}|[一二][〇零{_CN}]{{3}})"
_MONTH = f"(?:1[0-2]|0?[1-9]|十[一二]?|[{_CN}]|元)"
_DAY = f"(?:[12][0-9]|3[01]|0?[1-9]|[二三]?十[{_CN}]?|[{_CN}])"
_FEW = f"(?:[1-9][0-9]?|[{_CN}两]?十[{_CN}]?|[{_CN}两])"
_NO_NUMBER = f"(?<![0-9.{_CN}十百千两几多数第])"


def _year_word(word: str, facts: dict[str, Any]) -> str:
    return f"(?<![{facts['not_after']}]){word}" if "not_after" in facts else word


_SOME_YEAR = (
    f"(?:(?<![0-9.{_CN}〇零十])(?:(?P<year1>{_YEAR}) ?{JOINT} ?)?(?P<year>{_YEAR}|[0-9]{{2}}|[〇零一二八九][〇零{_CN}])年"
    f"|(?P<said_year>{'|'.join(_year_word(*item) for item in sorted(_YEARS.items(), key=lambda kv: -len(kv[0])))}))"
    f"(?![{LEXICON['not_before_year']}])(?:度|份)?"
)
_MONTHS = (
    f"(?:(?:(?P<month1>{_MONTH}) ?(?:{JOINT}|、) ?)?(?P<month>{_MONTH})月(?:份(?!额))?|(?P<said_month>{any_of(list(LEXICON['months']))}))"
    f"(?![{LEXICON['not_before_month']}])"
    f"(?: ?(?:(?P<day1>{_DAY}) ?(?:{JOINT}|、) ?)?(?P<day>{_DAY})[日号]|(?P<third>[上中下])旬"
    f"|(?P<bare_day>[12][0-9]|3[01]|0?[1-9]|[二三]?十[{_CN}]?)"
    f"(?={JOINT} ?{_MONTH}月|(?![-—–~～/.,%0-9A-Za-z日号至到、{_CN}{_UNITS}]))|(?! ?[0-9]{{1,4}}[日号]))"
)
_QUARTERS = (
    f"(?:(?P<quarter1>[一二三1-3]) ?(?:{JOINT}|、) ?)?(?:第 ?)?(?P<quarter>[一二三四首1-4])个?季(?:度|(?=[，、末初]))"
    f"|(?P<quarter_q>Q[1-4])|(?P<said_quarter>{any_of(list(LEXICON['quarters']))})"
)
_INSIDE = (
    rf"{_MONTHS}|(?<![提此之以超])[前头](?P<first>{_MONTH}|两)个?(?P<first_unit>[月季])(?:度|份(?!额))?(?!节)"
    rf"|第(?P<nth>{_MONTH})个月|首月(?P<first_month>)|{_QUARTERS}"
    r"|(?P<half>[上下前后]|[上下](?=个))个?半年|(?P<whole>全年)|(?P<same>同期|同月|同季)"
)
_EDGE = (
    f"(?:底(?![{_BEFORE['底']}])|末(?![{_BEFORE['末']}])|终|初(?![{_BEFORE['初']}])|伊始"
    rf"|内(?![{_BEFORE['内']}])|中(?=[，。；、,;)） ]|$))"
)
_UNIT = "(?P<{0}>年|个?月|个?季度|周|个?星期|天|日)"


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
    year = int("".join(_DIGITS.get(mark, mark) for mark in written))
    return (year if len(written) == 4 else calendar.nearest_century(told, year)), True


def _is_short_year(match: re.Match[str], year: int, told: date) -> bool:
    """Whether two digits before 年 alone tell a year (08年, 21年) and no length of time (10年, 用了21年)."""
    text, written = match.string, match["year"]
    if match.start() and text[match.start() - 1] in LEXICON["not_after_short_year"]:
        return False
    if text[match.end() : match.end() + 1] and text[match.end()] in LEXICON["not_before_short_year"]:
        return False
    return written[0] in "0〇零九" or 1980 <= year < 2000 or (written.isdigit() and year % 5 > 0 and -10 <= year - told.year <= 2)


def _date(match: re.Match[str], told: date, base: Period | None) -> Period | None:
    """<year> <month, quarter, half> <底, 初>, each of which may be missing."""
    year, explicit = _year_of(match, told, base)
    since = base and (base.start or base.end)
    if year is None and base is not None and since:
        explicit = base.explicit_year
    found = _inside(match, told, year, since, explicit)
    if found is None:
        return None
    edge = match["edge"] or match["edge_alone"]
    return found if edge is None else _at_edge(found, edge[-1])


def _inside(
    match: re.Match[str], told: date, year: int | None, since: date | None, explicit: bool
) -> Period | None:
    """The span of days before 底 or 初 is looked at. `since` is where a range starts that this ends."""
    if match["month"] or match["said_month"]:
        return _month(match, told, year, since, explicit)
    near = since.year if since else None
    if match["first"]:
        last = NUMBERS[match["first"]] * (3 if match["first_unit"] == "季" else 1)
        of = year or near or calendar.year_of_month(told, last, SUM_AHEAD)
        return _span(calendar.months(of, 1, last), "months", explicit)
    if match["said_quarter"]:
        back = LEXICON["quarters"][match["said_quarter"]]
        of, month = calendar.months_from(told.year, (told.month - 1) // 3 * 3 + 1, 3 * back)
        return _span(calendar.months(of, month, month + 2), "quarter", True)
    written = match["quarter"] or match["quarter_q"]
    if written:
        last = NUMBERS[written.lstrip("Q")]
        first = NUMBERS[match["quarter1"] or written.lstrip("Q")]
        of = year or near or calendar.year_of_month(told, 3 * (first if first > 1 or last == 1 else last) - 2, QUARTER_AHEAD)
        return _span(calendar.months(of, 3 * first - 2, 3 * last), "quarter" if first == last else "months", explicit)
    if match["half"]:
        second = match["half"] in "下后"
        if match[0].startswith(("上个", "下个")):  # counted from the half that the article is in
            halves = told.year * 2 + (told.month > 6) + (1 if second else -1)
            year, second, explicit = halves // 2, bool(halves % 2), True
        return _span(calendar.months(year or near or told.year, 7 if second else 1, 12 if second else 6), "half", explicit)
    if match["nth"] or match["first_month"] is not None:
        month = NUMBERS[match["nth"]] if match["nth"] else 1
        return None if match["nth"] and not year else _span(calendar.months(year or near or told.year, month, month), "month", explicit)
    if match["same"] and not year:
        return Period(None, None, "year", "same", False)
    alone = match["edge_alone"]
    if alone and alone[0] in "月季":
        of, month = (since.year, since.month) if since else (told.year, told.month)
        if alone[0] == "月":
            return _span(calendar.months(of, month, month), "month", explicit)
        month = (month - 1) // 3 * 3 + 1
        return _span(calendar.months(of, month, month + 2), "quarter", explicit)
    return _whole_year(match, told, year, near, explicit)


def _whole_year(match: re.Match[str], told: date, year: int | None, near: int | None, explicit: bool) -> Period | None:
    of = year or near or told.year
    if match["year1"]:
        first = int("".join(_DIGITS.get(mark, mark) for mark in match["year1"]))
        return _span(calendar.years(first, of), "years", True)
    short = match["year"] is not None and len(match["year"]) == 2
    if short and not match["edge"] and not match["whole"] and near is None and not _is_short_year(match, of, told):
        return None
    return _span(calendar.years(of, of), "year", explicit, "same" if match["same"] else "")


def _span(days: tuple[date, date] | None, grain: str, explicit: bool, edge: str = "") -> Period | None:
    return Period(*days, grain, edge, explicit) if days else None


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
            of = year or calendar.year_of_month(told, last if first == 1 else first, SUM_AHEAD if first == 1 < last else MONTH_AHEAD)
    if match["third"]:
        start = {"上": 1, "中": 11, "下": 21}[match["third"]]
        span = calendar.months(of, last, last)
        return span and Period(span[0].replace(day=start), span[1] if start == 21 else span[0].replace(day=start + 9), "day", "", explicit)
    written = match["day"] or match["bare_day"]
    if written:
        end = calendar.day(of, last, NUMBERS[written])
        start_day = calendar.day(of, last, NUMBERS[match["day1"]]) if match["day1"] else end
        return Period(start_day, end, "day", "", explicit) if start_day and end and start_day <= end else None
    if first > last:  # 11-2月
        begun, ended = calendar.months(of, first, first), calendar.months(of + 1, last, last)
        return Period(begun[0], ended[1], "months", "", explicit) if begun and ended else None
    return _span(calendar.months(of, first, last), "month" if first == last else "months", explicit)


def _at_edge(found: Period, edge: str) -> Period | None:
    """A span's last day (底, 末), or its first part (初)."""
    if edge in "底末终":
        return found._replace(start=None, edge="end")
    if edge in "初始" and found.start:
        months = {"year": 2, "half": 2, "quarter": 1}.get(found.grain)  # 年初 is January and February
        year, month = found.start.year, found.start.month
        early = calendar.months(year, month, month + months - 1) if months else (found.start, found.start.replace(day=10))
        return _span(early, "months" if months else "day", found.explicit_year)
    return found


def _written_day(match: re.Match[str], told: date, base: Period | None) -> Period | None:
    """2021-11-15, 2021/11/15, 20211115."""
    found = calendar.day(*(int(part) for part in match.group("iso_year", "iso_month", "iso_day") if part)) if match["iso_year"] else None
    if match["run_year"]:
        found = calendar.day(*(int(part) for part in match.group("run_year", "run_month", "run_day")))
    if match["slash_month"]:
        year = calendar.year_of_month(told, int(match["slash_month"]), MONTH_AHEAD)
        found = calendar.day(year, int(match["slash_month"]), int(match["slash_day"]))
    return found and Period(found, found, "day", "", match["slash_month"] is None)


def _written_month(match: re.Match[str], told: date, base: Period | None) -> Period | None:
    """2021-11, 2021/11."""
    month = int(match["of_month"])
    return _span(calendar.months(int(match["of_year"]), month, month), "month", True)


def _from_to_years(match: re.Match[str], told: date, base: Period | None) -> Period | None:
    return _span(calendar.years(int(match["from_year"]), int(match["to_year"])), "years", True)


def _listed_year(match: re.Match[str], told: date, base: Period | None) -> Period | None:
    """2020 in 2020、2021年."""
    year = int(match["listed_year"])
    return _span(calendar.years(year, year), "year", True)


def _shifted(told: date, count: int, unit: str) -> date | None:
    """The article's date moved by so many of a unit."""
    unit = unit.removeprefix("个")
    if unit in ("年", "月", "季度"):
        return calendar.same_day(told, count * {"年": 12, "月": 1, "季度": 3}[unit])
    return calendar.days_from(told, count * (1 if unit in "天日" else 7))


def _grain(unit: str) -> str:
    return {"年": "years", "月": "months", "季度": "months"}.get(unit.removeprefix("个"), "day")


def _rolling(match: re.Match[str], told: date, base: Period | None) -> Period | None:
    """过去五年, 近三个月, 五年来: up to the article's date; 未来五年: from it."""
    if match["ahead"]:
        end = _shifted(told, NUMBERS[match["ahead"]], match["ahead_unit"])
        return end and Period(told, end, _grain(match["ahead_unit"]))
    unit = match["back_unit"] or "年"
    start = _shifted(told, -NUMBERS[match["back"] or match["since"]], unit)
    return start and Period(start, told, _grain(unit))


def _ago(match: re.Match[str], told: date, base: Period | None) -> Period | None:
    """两年前 is that year, 三个月前 that month, 三天前 that day; 两年后 likewise."""
    count = NUMBERS[match["ago"]] * (-1 if match["ago_way"] == "前" else 1)
    there = _shifted(told, count, match["ago_unit"])
    if there is None:
        return None
    if match["ago_unit"] == "年":
        return _span(calendar.years(there.year, there.year), "year", True)
    if match["ago_unit"].endswith("月"):
        return _span(calendar.months(there.year, there.month, there.month), "month", True)
    return Period(there, there, "day")


def _pair(match: re.Match[str], told: date, base: Period | None) -> Period | None:
    """今明两年, 昨今两天."""
    marks = match["pair"]
    first, last = _PAIRS[marks[0]], _PAIRS[marks[-1]]
    if last - first + 1 != NUMBERS[match["pair_count"]]:
        return None
    if match["pair_unit"] == "年":
        return _span(calendar.years(told.year + first, told.year + last), "years", True)
    start, end = calendar.days_from(told, first), calendar.days_from(told, last)
    return start and end and Period(start, end, "day")


def _said_day(match: re.Match[str], told: date, base: Period | None) -> Period | None:
    """昨天; 当天 is the day told before."""
    word = match["said_day"]
    there = calendar.days_from(told, LEXICON["days"].get(word, 0))
    return there and Period(there, there, "day", "same" if word in LEXICON["told_days"] else "", word in LEXICON["days"])


def _week(match: re.Match[str], told: date, base: Period | None) -> Period | None:
    """上周, 上周五; 星期五 alone is the last one."""
    if match["weekday"]:
        back = (told.weekday() - LEXICON["weekdays"].index(match["weekday"].replace("天", "日"))) % 7
        there = calendar.days_from(told, -back)
        return there and Period(there, there, "day")
    monday = calendar.days_from(told, 7 * LEXICON["weeks"][match["week"]] - told.weekday())
    if monday is None:
        return None
    if match["week_day"] and match["week_day"] != "末":
        there = calendar.days_from(monday, LEXICON["weekdays"].index(match["week_day"].replace("天", "日")))
        return there and Period(there, there, "day")
    start, end = calendar.days_from(monday, 5 if match["week_day"] else 0), calendar.days_from(monday, 6)
    return start and end and Period(start, end, "week")


def _plan(match: re.Match[str], told: date, base: Period | None) -> Period | None:
    """“十四五” is 2021 to 2025; its name before 规划 is a document."""
    first = 1953 + 5 * (LEXICON["plans"][match["plan"]] - 1)
    end, part = first + 4, match["plan_part"] or ""
    quoted, old = not match[0].startswith(match["plan"]), len(match["plan"]) == 2
    if old and not (part and quoted):
        return None
    if part.endswith(("末", "末期")):
        return Period(None, date(end, 12, 31), "plan", "end")
    if part.startswith(("开局", "首年")):
        return _span(calendar.years(first, first), "year", True)
    if part.startswith("收官"):
        return _span(calendar.years(end, end), "year", True)
    if match["plan_years"]:
        count = NUMBERS[match["plan_years"]]
        return _span(calendar.years(first, first + count - 1) if part[0] == "前" else calendar.years(end - count + 1, end), "years", True)
    return _span(calendar.years(first, end), "plan", True)


def _now(match: re.Match[str], told: date, base: Period | None) -> Period | None:
    return Period(None, told, "day", "now")


def _bare_day(match: re.Match[str], told: date, base: Period | None) -> Period | None:
    """15日: the last such day; after 至 it is of the month before it. 12号 is a day only where no street can stand."""
    first, last = NUMBERS[match["on_day1"] or match["on_day"]], NUMBERS[match["on_day"]]
    since = base and (base.start or base.end)
    if base is not None and since is not None:
        if base.grain != "day":
            return None
        year, month = calendar.months_from(since.year, since.month, 1 if last < since.day else 0)
        there = calendar.day(year, month, last)
        return there and Period(there, there, "day", "", base.explicit_year)
    if not match["on_day"].isdigit() and len(match["on_day"]) == 1:
        return None
    before = match.string[match.start() - 1] if match.start() else ""
    if match["on_mark"] == "号" and ("一" <= before <= "鿿" and before not in LEXICON["before_number_day"]):
        return None
    end = calendar.last_such_day(told, last)
    start = end and calendar.day(end.year, end.month, first)
    return Period(start, end, "day", "", False) if start and end and start <= end else None


RULES = (
    PeriodRule(
        "<date in figures>",
        r"(?P<iso_year>(?:19|20)[0-9]{2})(?<![0-9.].{4})(?P<iso_mark>[-/.])(?P<iso_month>[01]?[0-9])(?P=iso_mark)(?P<iso_day>[0-3]?[0-9])(?![0-9])"
        r"|(?P<run_year>(?:19|20)[0-9]{2})(?<![0-9./-].{4})(?P<run_month>0[1-9]|1[0-2])(?P<run_day>[0-3][0-9])(?![0-9A-Za-z.,%" + _UNITS + "])"
        r"|(?P<slash_month>1[0-2]|[1-9])(?=/)(?:(?<![0-9A-Za-z一-鿿./-].)|(?<![0-9A-Za-z一-鿿./-]..)(?<=[0-9]{2}))"
        r"/(?P<slash_day>[12][0-9]|3[01]|0?[1-9])(?![0-9A-Za-z一-鿿./%-])",
        _written_day,
    ),
    PeriodRule(
        "<month in figures>",
        r"(?P<of_year>(?:19|20)[0-9]{2})(?<![0-9./-].{4})[-/](?P<of_month>0[1-9]|1[0-2])(?![0-9A-Za-z./%年月日号-])",
        _written_month,
    ),
    PeriodRule("从 <year> 到 <year>", rf"从 ?(?P<from_year>(?:19|20)[0-9]{{2}}) ?{JOINT} ?(?P<to_year>(?:19|20)[0-9]{{2}})(?![0-9年])", _from_to_years),
    PeriodRule(
        "<number> <unit> 前",
        rf"{_NO_NUMBER}(?P<ago>{_FEW})" + _UNIT.format("ago_unit")
        + rf"(?:以|之)?(?P<ago_way>前(?!{_MONTH}个?[月季]|[{_BEFORE['前']}])|后(?![{_BEFORE['后']}]))",
        _ago,
    ),
    PeriodRule(
        "过去 <number> <unit>",
        rf"(?:过去|最近|近(?<![时经了续用达花长附最将临接靠邻]近))的?(?P<back>{_FEW})" + _UNIT.format("back_unit") + "(?:以?来|间|里)?"
        rf"|(?:未来|今后|接下来)的?(?P<ahead>{_FEW})" + _UNIT.format("ahead_unit") + "(?:间|里|内)?"
        rf"|(?P<since>{_FEW})年以?来(?![自看说])",
        _rolling,
    ),
    PeriodRule("今明两年", rf"(?P<pair>[{''.join(_PAIRS)}]{{2,3}})(?P<pair_count>[两二三23])(?P<pair_unit>[年天日])", _pair),
    PeriodRule(
        "昨天",
        f"(?<![{LEXICON['days_not_after']}])(?P<said_day>{any_of([*LEXICON['days'], *LEXICON['told_days']])})(?![然真赋空])",
        _said_day,
    ),
    PeriodRule(
        "上周",
        rf"(?P<week>上上|下下|[上本这下])个?(?:周|星期|礼拜)(?![{LEXICON['not_before_week']}])(?P<week_day>[一二三四五六日天末](?!次|个|年))?"
        r"|(?:星期|礼拜)(?P<weekday>[一二三四五六日天])",
        _week,
    ),
    PeriodRule(
        "“十四五”",
        rf"[“\"「『‘]?(?P<plan>十[一二三四五六]五|[七八九十]五)(?<![0-9{_CN}十百].{{3}})[”\"」』’]?"
        r"(?:(?:规划|计划)?(?P<plan_part>期间|时期|期内|期末|末期|末|开局之年|首年|收官之年|[前后](?P<plan_years>[一二两三四1-4])年|以来(?=.))"
        rf"|(?<=[”\"」』’])(?![^，。；、》]{{0,15}}(?:规划|计划|纲要))|(?![”\"」』’{_UNITS}]|[^，。；、》]{{0,15}}(?:规划|计划|纲要)))",
        _plan,
    ),
    PeriodRule("目前", rf"(?P<now>{any_of(LEXICON['now'])}|至今(?![年天日后])|现(?<![实体表呈出展涌发显兑].)(?=[有已共拥]))", _now),
    PeriodRule(
        "<year> <part> <edge>",
        rf"(?:(?P<with_year>{_SOME_YEAR})|{_NO_NUMBER})(?:(?(with_year)的? ?)(?P<inside>{_INSIDE}))?"
        rf"(?:(?(inside)月?|(?(with_year)年?|(?!)))(?P<edge>{_EDGE}))?"
        rf"(?:(?(with_year)(?!)|(?(inside)(?!)|(?<![{LEXICON['not_after_bare']}])))(?P<edge_alone>(?:年|月|季度?){_EDGE}))?"
        r"(?(with_year)|(?(inside)|(?(edge_alone)|(?!))))",
        _date,
    ),
    PeriodRule(
        "<day>",
        rf"(?<![{LEXICON['not_after_day']}])(?:(?P<on_day1>{_DAY}) ?(?:{JOINT}|、) ?)?(?P<on_day>{_DAY})"
        rf"(?P<on_mark>日(?![{LEXICON['not_before_day']}])|号(?![{LEXICON['not_before_number_day']}]))",
        _bare_day,
    ),
    PeriodRule("<year>、<year>", rf"(?P<listed_year>(?:19|20)[0-9]{{2}})(?<![0-9.].{{4}})(?=[、和与及]{_YEAR}[年、和与及])", _listed_year),
)

# Every character with which a rule can begin: the combined expression looks no further at any other.
STARTS = "".join(
    sorted(
        {*"0123456789〇零十两元第首头前全上下后半同Q从过最近未今接星礼年月季现至“\"「『‘", *_CN}
        | {word[0] for group in ("years", "months", "quarters", "days", "told_days", "now", "pairs", "weeks", "plans") for word in LEXICON[group]}
    )
)
