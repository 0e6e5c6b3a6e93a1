"""Spans of days, and the year that a month without one belongs to. Knows no word of any language."""

import calendar
from datetime import date, timedelta
from functools import lru_cache
from typing import NamedTuple

FIRST_YEAR, LAST_YEAR = 1900, 2100
# Months ahead of the article from which a month, a quarter, an accumulation told without its year is last year's:
# December told in January is past, October told in September is to come; 前三季度 told in January is always past.
MONTH_AHEAD, QUARTER_AHEAD, SUM_AHEAD = 9, 7, 1


class Period(NamedTuple):
    """A stretch of days, both inclusive; None where the words leave a side open.

    grain: day, week, month, quarter, half, year, years, plan, or months (an accumulation inside a year).
    edge: '' a plain span · end, by, now: a point or a deadline, `start` is None (now: `end` is the article's date) ·
    since: up to the article's date · from: `end` is None · same: told elsewhere (去年同期), both
    None if no year is said.
    leans: whether its year is counted from one told before it (那年一季度, 次年), for want of it from the article's.
    explicit_year: whether the words settle the year, be it by 去年; False for 上半年 or 11月 alone.
    """

    start: date | None
    end: date | None
    grain: str
    edge: str = ""
    explicit_year: bool = True
    leans: bool = False


@lru_cache(maxsize=4096)
def months(year: int, first: int, last: int) -> tuple[date, date] | None:
    """The first and the last day of some months of a year; None outside the years that articles speak of."""
    if not (FIRST_YEAR <= year <= LAST_YEAR and 1 <= first <= last <= 12):
        return None
    return date(year, first, 1), date(year, last, calendar.monthrange(year, last)[1])


@lru_cache(maxsize=1024)
def years(first: int, last: int) -> tuple[date, date] | None:
    """The first and the last day of some years."""
    if not FIRST_YEAR <= first <= last <= LAST_YEAR:
        return None
    return date(first, 1, 1), date(last, 12, 31)


@lru_cache(maxsize=4096)
def day(year: int, month: int, number: int) -> date | None:
    """A day, or None if there is no such one (30 February)."""
    if not (FIRST_YEAR <= year <= LAST_YEAR and 1 <= month <= 12):
        return None
    return date(year, month, number) if 1 <= number <= calendar.monthrange(year, month)[1] else None


def days_from(told: date, count: int) -> date | None:
    """The day so many days later; None outside the years that articles speak of."""
    return told + timedelta(count) if FIRST_YEAR <= told.year + count / 365 <= LAST_YEAR else None


def months_from(year: int, month: int, count: int) -> tuple[int, int]:
    """The year and the month so many months later."""
    carried, index = divmod(month - 1 + count, 12)
    return year + carried, index + 1


def same_day(told: date, count: int) -> date | None:
    """The same day of the month so many months later, or that month's last day."""
    year, month = months_from(told.year, told.month, count)
    span = months(year, month, month)
    return span and span[0].replace(day=min(told.day, span[1].day))


def last_such_day(told: date, number: int) -> date | None:
    """The latest day of this number that is not after the article: the 29th told on the 22nd is last month's."""
    for back in range(3):
        year, month = months_from(told.year, told.month, -back)
        found = day(year, month, number)
        if found is not None and found <= told:
            return found
    return None


def year_of_month(told: date, month: int, ahead: int) -> int:
    """The year of a month told without one: the article's, or the one before if the month is that far ahead."""
    return told.year - (month - told.month >= ahead)


def nearest_century(told: date, short: int) -> int:
    """The year that two digits mean: 98 told in 1997 is 1998, told in 2021 too; 07 is 2007."""
    year = told.year // 100 * 100 + short
    if year > told.year + 20:
        return year - 100
    return year + 100 if year <= told.year - 80 else year
