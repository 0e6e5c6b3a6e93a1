"""Which periods of a clause say when, and which only what a figure is compared with; of which year 全年 is."""

import re
from datetime import date

from etl.extractor.clauses import Clause
from etl.extractor.mentions.calendar import same_day
from etl.extractor.mentions.periods import Period
from etl.extractor.tokens import EARLY, Token

PARTS = ("year", "half", "quarter", "months", "month")
YEAR_BEFORE = re.compile(r"[由从]?上一?年")
FIRST_PART = re.compile(r"头一?[两二三个]{0,2}(?:季|月)")
NEWS = 31  # days before an article within which a day without its year is the article's own
LONG_AGO = 2  # years: a part of a year told beside such a year is of that one
TOLD_YEAR = re.compile(r"(?:就|也)?[在于]?(?:当年|同年|[这那]一?年|该年)的?")
AFTER_YEARS = re.compile(r"[\d一二两三四五六七八九十]{1,3}年(?:之|以)?后")
SET_BESIDE = re.compile(r"(?:的?(?:同期|水平|数字|账本?|成绩单?))?(?:相|来|一|放在一起|摆在一起|做|作)?比")
EARLY_IN_THE_YEAR = 1  # the month in which 全年预计 still means the year before
BESIDE_A_DATE = 4  # characters that a clause of nothing but a date may hold beside it
HEAD_SLACK = 9  # characters before a date that still leave it at its clause's head (记者从市里了解到)


def at_head(clause: Clause, token: Token) -> bool:
    """Whether a date stands at its clause's head, and is not the object of a verb there (疫苗把2021年的利润抬到)."""
    before = token.start - clause.start
    return before <= HEAD_SLACK and not clause.text[:before].endswith(("把", "将", "让", "使", "对", "被", "给"))


def rolling(period: Period, published_on: date) -> bool:
    """Whether a span runs from the same day some years back to the article (近五年): it holds where it stands only."""
    return (
        period.grain == "years"
        and period.start is not None
        and (period.start.month, period.start.day)
        == (
            published_on.month,
            published_on.day,
        )
    )


# 面积由2019年的20万亩扩到60万亩
TURNED = re.compile(r"(?:扭转|一改|改变|摆脱|告别|走出|止住)了?$")  # 扭转了去年下滑的势头
RISES = re.compile(r"的[^，,。；;]{1,12}(?:增|扩|升|提|涨|发展|跃|壮大|降|减|缩)[^，,。；;\d]{0,3}[到至为]")


def settled(token: Token, clause: Clause, head: Period | None, near: Period | None, far: Period | None) -> Period:
    """A period with the year that the text gives it: `head` is the sentence's, `near` its paragraph's, `far` older."""
    value: Period = token.value
    if value.edge == "now" and token.end - token.start == 1 and head is not None and _is_over(head, token, clause):
        value = head  # 截至2021年5月，全市现有企业16家; 2015年，全省现有企业185家
    elif value.leans:
        value = _year_told_before(value, clause, near, far)
    elif value.edge == "since" and head is not None:
        value = _since_then(value, clause.words(token), head)
    elif value.grain == "year" and not value.explicit_year and value.edge == "":
        value = _whole_year(value, clause, near, far)
    elif value.grain == "year" and not value.explicit_year and value.edge == "end":
        value = _end_of_a_past_year(value, clause, near or far)
    elif not value.explicit_year and value.grain != "year":
        value = _of_a_told_year(token, clause, head)
    return _year_before(token.start, value, clause, head) or value


def _since_then(period: Period, words: str, head: Period) -> Period:
    """2015年以来 in a sentence on 2019 is up to that year's end, unless it says 至今."""
    if period.start is None or head.end is None or head.edge not in ("", "by", "end") or head.grain == "years":
        return period
    if "今" in words or period.end is None or not period.start < head.end < period.end:
        return period
    return period._replace(end=head.end)


def year_right_before(clause: Clause, period: Period) -> Period | None:
    """The year on which the sentence before ends, of a day or month told without one: 转折在2019年。8月26日，….

    None for a day shortly before the article's own, and behind a sentence with figures.
    """
    before = clause.before_sentence
    if (
        period.grain not in ("day", "month")
        or period.edge
        or period.explicit_year
        or period.end is None
        or before is None
    ):
        return None
    if before.paragraph != clause.paragraph or any(near.of("amount", "rate", "count") for near in before.chain()):
        return None
    if 0 <= (clause.published_on - period.end).days <= NEWS:
        return None
    told: list[Period] = [t.value for near in before.chain() for t in near.of("period")]
    return told[0] if len(told) == 1 and told[0].grain == "year" and told[0].edge == "" else None


def _is_over(period: Period, token: Token, clause: Clause) -> bool:
    """Whether 现有 in a sentence is of its period: a month, a day until which something is told, or a past year.

    Of a year only where nothing but counts stands between: 2015年，现有企业185家, but 2015年，园区成立，现有企业185家.
    """
    if period.edge in ("by", "end") or (period.grain == "month" and period.edge == ""):
        return True
    if period.grain != "year" or period.edge or period.end is None or period.end > clause.published_on:
        return False
    if clause.text.startswith(("已", "在"), token.end - clause.start):
        return False
    before = (near for near in clause.chain() if near is not clause)
    return all(near.of("count") and not near.of("amount", "rate") or _only_dates(near) for near in before)


def _only_dates(clause: Clause) -> bool:
    """Whether a clause is its date and hardly more: 2015年, 2023年全市."""
    dates = clause.of("period")
    return bool(dates) and len(clause.text) - sum(t.end - t.start for t in dates) <= BESIDE_A_DATE


def _end_of_a_past_year(period: Period, clause: Clause, told: Period | None) -> Period:
    """年底一算账: told as past while the article's own year is not over, of the year told before."""
    if period.end is None or period.end <= clause.published_on or any(t.value != "done" for t in clause.of("status")):
        return period
    if told is None or told.end is None or not told.explicit_year or told.end.year >= clause.published_on.year:
        return period
    return period._replace(end=date(told.end.year, 12, 31), explicit_year=True)


def _whole_year(period: Period, clause: Clause, near: Period | None, far: Period | None) -> Period:
    """全年: of the year told last in its paragraph; one that is not foretold may be of the year told before it.

    In the first months of a year 全年 without either is the year before; in January even 全年预计.
    """
    shift = period.end.year - clause.published_on.year if period.end is not None else 0  # 前一年, 次年
    foretold = any(token.value in ("estimate", "target") for token in clause.of("status"))
    aimed_at = "将" in clause.text or any(token.value == "target" for token in clause.of("status"))
    told = near or (None if foretold else far)
    if told is not None and told.explicit_year and told.end is not None and told.grain != "years":
        year = told.end.year + shift
    elif clause.published_on.month <= (EARLY_IN_THE_YEAR if foretold else EARLY) and not aimed_at:
        year = clause.published_on.year - 1
    else:
        return period
    return period._replace(start=date(year, 1, 1), end=date(year, 12, 31), explicit_year=True)


def _year_before(start: int, value: Period, clause: Clause, told: Period | None) -> Period | None:
    """上年 behind 2023年 is 2022, whatever year the article is of; None for another word or another year."""
    if (
        value.grain != "year"
        or value.edge
        or value.end is None
        or not YEAR_BEFORE.match(clause.text, start - clause.start)
    ):
        return None
    named = clause.before(start, "period")
    told = named[-1].value if named else told
    if told is None or told.end is None or told.end.year > value.end.year:
        return None
    if told.end.year < value.end.year and (
        told.edge not in ("", "end") or not told.explicit_year or told.grain not in PARTS
    ):
        return None
    year = told.end.year - 1
    return value._replace(start=date(year, 1, 1), end=date(year, 12, 31))


def _of_a_told_year(token: Token, clause: Clause, told: Period | None) -> Period:
    """A part of a year beside a year long past is a part of that one: 2003年…；头一季度…."""
    period: Period = token.value
    if period.start is None or period.end is None or told is None or told.end is None:
        return period
    if not told.explicit_year or told.grain == "years" or period.grain in ("years", "plan"):
        return period
    words = clause.words(token)
    near = told.grain == "day" or FIRST_PART.match(words)
    if clause.published_on.year - told.end.year < (1 if near else LONG_AGO):
        return period
    try:
        start, end = period.start.replace(year=told.end.year), period.end.replace(year=told.end.year)
    except ValueError:
        return period
    return period._replace(start=start, end=end, explicit_year=True)


def _year_told_before(period: Period, clause: Clause, near: Period | None, far: Period | None) -> Period:
    """那年一季度, 次年: counted from the year told last, in its paragraph or before it."""
    told = next((p for p in (near, far) if p is not None and p.edge != "now"), None)
    ahead = period.end is not None and period.end.year > clause.published_on.year
    told_of = [*clause.of("status"), *(clause.next.of("status") if clause.next is not None else ())]
    if ahead and any(token.value != "done" for token in told_of):
        return period._replace(leans=False)  # 两年后将达到100亿元
    year = told.end.year if told is not None and told.explicit_year and told.end is not None else None
    if year is None or period.end is None:
        return period._replace(leans=False)
    months = 12 * (year - clause.published_on.year)
    end = same_day(period.end, months)
    start = same_day(period.start, months) if period.start else None
    if end is None or (start is None and period.start is not None):
        return period._replace(leans=False)
    return period._replace(start=start, end=end, explicit_year=True, leans=False)


def with_year(value: Period, year: int) -> Period:
    """A period told without its year, moved to that year."""
    if value.explicit_year or value.end is None or value.end.year == year or value.grain == "day":
        return value
    try:
        start = value.start.replace(year=year) if value.start else None
        return value._replace(start=start, end=value.end.replace(year=year))
    except ValueError:
        return value


def years_up_to(clause: Clause, value: Period) -> Period:
    """近五年 in a sentence on 2017 is the five years up to it."""
    base = clause.period_in
    if base is None or base.end is None or base.grain != "year" or base.end.year >= clause.published_on.year:
        return value
    if value.start is None or not base.explicit_year or not rolling(value, clause.published_on):
        return value
    years = clause.published_on.year - value.start.year
    return value._replace(start=date(base.end.year - years + 1, 1, 1), end=base.end)


def compared(clause: Clause, token: Token) -> bool:
    """Whether a period is only what a figure is compared with (比2020年增长)."""
    head = clause.text[max(0, token.start - clause.start - 3) : token.start - clause.start]
    tail = clause.text[token.end - clause.start : token.end - clause.start + 9]
    if head.endswith(
        ("比", "较", "与", "同", "比起", "相较", "超过", "高于", "低于", "多于", "少于", "赶超")
    ) or tail.startswith(("相比", "的水平", "的基础", "基础上")):
        return True
    if TURNED.search(clause.text, 0, token.start - clause.start):
        return True
    set_beside = head.endswith(("跟", "和", "拿", "把"))
    return set_beside and SET_BESIDE.match(tail) is not None


def period_tokens(clause: Clause, position: int) -> list[Token]:
    """The periods of a clause before a position that are not what a figure is compared with."""
    named = clause.before(position, "period")
    if not named:
        return named
    figures = clause.before(position, "amount", "rate", "count")
    return [
        t for t in named if t.value.edge != "same" and not compared(clause, t) and not of_the_first(clause, t, figures)
    ]


def of_the_first(clause: Clause, token: Token, figures: list[Token]) -> bool:
    """Whether a date belongs to the first of two figures only: 由2019年的107.2亿元跃升至258亿元."""
    head = clause.text[: token.start - clause.start]
    told = head + clause.text[token.start - clause.start : token.start - clause.start + 1]  # a date may hold its 从
    if not (head.endswith(("由", "从", "自")) or told.endswith(("由", "从", "自"))):
        return False
    if any(figure.start >= token.end for figure in figures):
        return True
    counted = clause.after(token.end, "amount", "rate", "count")
    return not counted and RISES.match(clause.text, token.end - clause.start) is not None
