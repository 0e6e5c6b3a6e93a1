"""The other rules of the period grammar: 2021-11-15, 两年前, 近三年, 今明两年, 昨天, 上周, “十四五”, 目前, 15日.

Joining (至), and words around (截至, 以来, 之前), are in periods.py. Words: lexicon/periods.yaml.
"""

import re
from datetime import date

from etl.extractor.mentions import calendar
from etl.extractor.mentions.calendar import MONTH_AHEAD, Period
from etl.extractor.mentions.numerals import any_of
from etl.extractor.mentions.period_dates import DATE, NOW
from etl.extractor.mentions.period_words import (
    AFTER_NO_NUMBER,
    CN,
    DAY,
    FEW,
    IN_YEARS,
    JOINT,
    LEXICON,
    MONTH,
    NOT_BEFORE,
    NUMBER,
    NUMBERS,
    WORD,
    YEAR,
    YEAR_FIGURES,
    PeriodRule,
    one_of,
    span,
    stretch,
)

_UNITS: str = LEXICON["units"]
_PAIRS: dict[str, int] = LEXICON["pairs"]
_FEW_YEARS = 20
_UNIT = " ?(?P<{0}>年|个?月|个?季度|周|个?星期|天|日)"


def _written_day(match: re.Match[str], told: date, base: Period | None) -> Period | None:
    """2021-11-15, 2021/11/15, 20211115."""
    found = (
        calendar.day(*(int(part) for part in match.group("iso_year", "iso_month", "iso_day") if part))
        if match["iso_year"]
        else None
    )
    if match["run_year"]:
        found = calendar.day(*(int(part) for part in match.group("run_year", "run_month", "run_day")))
    if match["slash_month"]:
        year = calendar.year_of_month(told, int(match["slash_month"]), MONTH_AHEAD)
        found = calendar.day(year, int(match["slash_month"]), int(match["slash_day"]))
    return stretch(found, found, "day", match["slash_month"] is None)


def _written_month(match: re.Match[str], told: date, base: Period | None) -> Period | None:
    """2021-11, 2021/11."""
    month = int(match["of_month"])
    return span(calendar.months(int(match["of_year"]), month, month), "month", True)


def _from_to_years(match: re.Match[str], told: date, base: Period | None) -> Period | None:
    return span(calendar.years(int(match["from_year"]), int(match["to_year"])), "years", True)


def _listed_year(match: re.Match[str], told: date, base: Period | None) -> Period | None:
    """2020 in 2020、2021年, and in 2020全年."""
    year = int(match["listed_year"])
    return span(calendar.years(year, year), "year", True)


def _shifted(told: date, count: int, unit: str) -> date | None:
    """The article's date moved by so many of a unit."""
    unit = unit.removeprefix("个")
    if unit in ("年", "月", "季度"):
        return calendar.same_day(told, count * {"年": 12, "月": 1, "季度": 3}[unit])
    return calendar.days_from(told, count * (1 if unit in "天日" else 7))


def _grain(unit: str) -> str:
    return {"年": "years", "月": "months", "季度": "months"}.get(unit.removeprefix("个"), "day")


def _rolling(match: re.Match[str], told: date, base: Period | None) -> Period | None:
    """过去五年, 近三个月: up to the article's date; 未来五年: from it."""
    if match["ahead"]:
        return stretch(told, _shifted(told, NUMBERS[match["ahead"]], match["ahead_unit"]), _grain(match["ahead_unit"]))
    count = NUMBERS[match["back"]]
    if match["back_unit"] == "年" and count > _FEW_YEARS:  # 近90年: nearly, not the last
        return None
    return stretch(_shifted(told, -count, match["back_unit"]), told, _grain(match["back_unit"]))


def _years(match: re.Match[str], told: date, base: Period | None) -> Period | None:
    """五年来; 力争十年内 is the year that is so many years on."""
    if match["in_years"]:
        year = told.year + NUMBERS[match["in_years"]]
        return span(calendar.years(year, year), "year", True)
    return stretch(_shifted(told, -NUMBERS[match["since"]], "年"), told, "years")


def _ago(match: re.Match[str], told: date, base: Period | None) -> Period | None:
    """两年前 is that year, 三个月前 that month, 三天前 that day; 两年后 likewise."""
    count = NUMBERS[match["ago"]] * (-1 if match["ago_way"] == "前" else 1)
    there = _shifted(told, count, match["ago_unit"])
    if there is None:
        return None
    if match["ago_unit"] == "年":
        then = span(calendar.years(there.year, there.year), "year", True)
        return then._replace(leans=count > 0) if then else None
    if match["ago_unit"].endswith("月"):
        return span(calendar.months(there.year, there.month, there.month), "month", True)
    return Period(there, there, "day")


def _pair(match: re.Match[str], told: date, base: Period | None) -> Period | None:
    """今明两年, 昨今两天."""
    marks = match["pair"]
    first, last = _PAIRS[marks[0]], _PAIRS[marks[-1]]
    if last - first + 1 != NUMBERS[match["pair_count"]]:
        return None
    if match["pair_unit"] == "年":
        return span(calendar.years(told.year + first, told.year + last), "years", True)
    return stretch(calendar.days_from(told, first), calendar.days_from(told, last), "day")


def _said_day(match: re.Match[str], told: date, base: Period | None) -> Period | None:
    """昨天; 当天 is the day told before."""
    word = match["said_day"]
    there = calendar.days_from(told, LEXICON["days"].get(word, 0))
    if word in LEXICON["told_days"]:
        return Period(there, there, "day", "same", False)
    return stretch(there, there)


def _week(match: re.Match[str], told: date, base: Period | None) -> Period | None:
    """上周, 上周五; 星期五 alone is the last one."""
    if match["weekday"]:
        back = (told.weekday() - LEXICON["weekdays"].index(match["weekday"].replace("天", "日"))) % 7
        there = calendar.days_from(told, -back)
        return stretch(there, there)
    monday = calendar.days_from(told, 7 * LEXICON["weeks"][match["week"]] - told.weekday())
    if monday is None:
        return None
    if match["week_day"] and match["week_day"] != "末":
        there = calendar.days_from(monday, LEXICON["weekdays"].index(match["week_day"].replace("天", "日")))
        return stretch(there, there)
    start, end = calendar.days_from(monday, 5 if match["week_day"] else 0), calendar.days_from(monday, 6)
    return stretch(start, end, "week")


def _plan(match: re.Match[str], told: date, base: Period | None) -> Period | None:
    """“十四五” is 2021 to 2025; its name before 规划 is a document."""
    first = 1951 + 5 * LEXICON["plans"][match["plan"]]
    end, part = first + 4, match["plan_part"] or ""
    if part.endswith(("末", "末期")):
        return Period(None, date(end, 12, 31), "plan", "end")
    if part.startswith(("开局", "首年")):
        return span(calendar.years(first, first), "year", True)
    if part.startswith("收官"):
        return span(calendar.years(end, end), "year", True)
    if match["plan_years"]:
        count = NUMBERS[match["plan_years"]]
        return span(
            calendar.years(first, first + count - 1) if part[0] == "前" else calendar.years(end - count + 1, end),
            "years",
            True,
        )
    return span(calendar.years(first, end), "plan", True)


def _bare_day(match: re.Match[str], told: date, base: Period | None) -> Period | None:
    """15日: the last such day; after 至 it is of the month before it. 12号 is a day only where no street can stand."""
    first, last = NUMBERS[match["on_day1"] or match["on_day"]], NUMBERS[match["on_day"]]
    since = base and (base.start or base.end)
    if base is not None and since is not None:
        if base.grain != "day":
            return None
        year, month = calendar.months_from(since.year, since.month, 1 if last < since.day else 0)
        there = calendar.day(year, month, last)
        return stretch(there, there, "day", base.explicit_year)
    if not match["on_day"].isdigit() and len(match["on_day"]) == 1:
        return None
    before = match.string[match.start() - 1] if match.start() else ""
    if match["on_mark"] == "号" and ("一" <= before <= "鿿" and before not in LEXICON["before_number_day"]):
        return None
    end = calendar.last_such_day(told, last)
    start = end and calendar.day(end.year, end.month, first)
    return stretch(start, end, "day", False)


RULES = (
    NOW,
    PeriodRule(
        "<date in figures>",
        r"(?P<iso_year>(?:19|20)[0-9]{2})(?<![0-9.].{4})(?P<iso_mark>[-/.])(?P<iso_month>[01]?[0-9])(?P=iso_mark)(?P<iso_day>[0-3]?[0-9])(?![0-9])"
        r"|(?P<run_year>(?:19|20)[0-9]{2})(?<![0-9./-].{4})(?P<run_month>0[1-9]|1[0-2])(?P<run_day>[0-3][0-9])(?![0-9A-Za-z.,%"
        + _UNITS
        + "])"
        r"|(?P<slash_month>1[0-2]|[1-9])(?=/)(?:(?<![0-9A-Za-z一-鿿./-].)|(?<![0-9A-Za-z一-鿿./-]..)(?<=[0-9]{2}))"
        r"/(?P<slash_day>[12][0-9]|3[01]|0?[1-9])(?![0-9A-Za-z一-鿿./%-])",
        _written_day,
        (YEAR_FIGURES, NUMBER),
    ),
    PeriodRule(
        "<month in figures>",
        r"(?P<of_year>(?:19|20)[0-9]{2})(?<![0-9./-].{4})[-/](?P<of_month>0[1-9]|1[0-2])(?![0-9A-Za-z./%年月日号-])",
        _written_month,
        (YEAR_FIGURES,),
    ),
    PeriodRule(
        "从 <year> 到 <year>",
        rf"从 ?(?P<from_year>(?:19|20)[0-9]{{2}}) ?{JOINT} ?(?P<to_year>(?:19|20)[0-9]{{2}})(?![0-9年])",
        _from_to_years,
        (WORD,),
    ),
    PeriodRule(
        "<number> <unit> 前",
        rf"{AFTER_NO_NUMBER}(?P<ago>{FEW})"
        + _UNIT.format("ago_unit")
        + rf"(?:以|之)?(?P<ago_way>前(?!{MONTH}个?[月季]|[{NOT_BEFORE['前']}])|后(?![{NOT_BEFORE['后']}]))",
        _ago,
        (NUMBER,),
    ),
    PeriodRule(
        "过去 <number> <unit>",
        rf"(?:过去|最近|近(?<![时经了续用达花长附最将临接靠邻]近))的? ?(?P<back>{FEW})"
        + _UNIT.format("back_unit")
        + "(?:以?来|间|里)?"
        rf"|(?:未来|今后|接下来)的? ?(?P<ahead>{FEW})" + _UNIT.format("ahead_unit") + "(?:间|里|内)?",
        _rolling,
        (WORD,),
    ),
    PeriodRule("<number> 年来", IN_YEARS, _years, (NUMBER,)),
    PeriodRule(
        "今明两年",
        rf"(?P<pair>[{''.join(_PAIRS)}]{{2,3}})(?P<pair_count>[两二三23])(?P<pair_unit>[年天日])",
        _pair,
        (WORD,),
    ),
    PeriodRule(
        "昨天",
        f"(?<!{one_of(LEXICON['days_not_after'])})"
        f"(?P<said_day>{any_of([*LEXICON['days'], *LEXICON['told_days']])})(?![然真赋空])",
        _said_day,
        (WORD,),
    ),
    PeriodRule(
        "上周",
        rf"(?P<week>上上|下下|[上本这下])个?(?:周|星期|礼拜)(?!{one_of(LEXICON['not_before_week'])})(?P<week_day>[一二三四五六日天末](?!次|个|年))?"
        r"|(?:星期|礼拜)(?P<weekday>[一二三四五六日天])",
        _week,
        (WORD,),
    ),
    PeriodRule(
        "“十四五”",
        rf"(?P<quoted>[“\"「『‘])?(?P<plan>十[一二三四五六]五(?<![0-9{CN}十百].{{3}})"
        r"|(?(quoted)[七八九十]五(?=[”\"」』’](?:规划|计划)?(?:期间|时期|末))|(?!)))[”\"」』’]?"
        r"(?:(?:规划|计划)?(?P<plan_part>期间|时期|期内|期末|末期|末|开局之年|首年|收官之年|[前后](?P<plan_years>[一二两三四1-4])年)"
        rf"|(?<=[”\"」』’])(?![^，。；、》]{{0,15}}(?:规划|计划|纲要))|(?![”\"」』’{_UNITS}]|[^，。；、》]{{0,15}}(?:规划|计划|纲要)))",
        _plan,
        (NUMBER, WORD),
    ),
    DATE,
    PeriodRule(
        "<day>",
        rf"(?<!{one_of(LEXICON['not_after_day'])})(?:(?P<on_day1>{DAY}) ?(?:{JOINT}|、) ?)?(?P<on_day>{DAY})"
        rf" ?(?P<on_mark>日(?!{one_of(LEXICON['not_before_day'])})|号(?!{one_of(LEXICON['not_before_number_day'])}))",
        _bare_day,
        (NUMBER,),
    ),
    PeriodRule(
        "<year>、<year>",
        rf"(?P<listed_year>(?:19|20)[0-9]{{2}})(?<![0-9.].{{4}})(?=[、和与及]{YEAR}[年、和与及]|全年)",
        _listed_year,
        (YEAR_FIGURES,),
    ),
)

_WORDS = {
    word[0]
    for group in ("years", "months", "quarters", "days", "told_days", "now", "pairs", "weeks", "plans")
    for word in LEXICON[group]
} - {*CN, "十"}
_MARKS = "-—–―─‐‑‒﹣－~～〜∼"
# Where a rule can begin, told cheaply by a character and what follows it: the rules are tried nowhere else.
START = re.compile(
    f'[{"".join(sorted(_WORDS))}第首头全过最近未今接星礼季至从Q“"「『‘年月同0-9〇零元两十{CN}](?:'
    r"(?<=[0-9])(?<![0-9.].)(?=[0-9]{7}(?![0-9])|[0-9]{3}\.[0-9]{1,2}\."
    rf"|[0-9]{{0,7}} ?(?:[年月日号季周天星Q/至到、和与及财全{re.escape(_MARKS)}]|个[月季星]))"
    rf"|(?<=[〇零元两十{CN}])(?=[〇零十{CN}年月日号季周天星至到、 {re.escape(_MARKS)}]|个[月季星])"
    f"|(?<=[近第前头从Q])(?=[ 0-9年天日月季{CN}两十])"
    "|(?<=[年月季])(?=[底末终初内中伊度])"
    f"|(?<![0-9〇零元两十{CN}近第从年月季])"
    "(?=[年月日天季个一半周星礼拜期后前近今明昨去上下本这首度止在有已共拥来要目现如当时接次翌同十七八九]))"
)
