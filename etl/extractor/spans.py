"""A period as the words give it -> the two dates that a fact carries (GUIDE: period_start, period_end)."""

import re
from datetime import date
from typing import NamedTuple

from etl.extractor.clauses import Clause
from etl.extractor.context import foretold
from etl.extractor.mentions.periods import Period
from etl.extractor.tokens import Token


class Span(NamedTuple):
    """Two inclusive dates; `told` if the text says them, `open_start` if it only says until when."""

    start: date
    end: date
    told: bool
    open_start: bool


FROM = re.compile(r"[由从自][^，,。；;\d]{0,8}$")


def money_span(period: Period | None, clause: Clause, published_on: date, figure: Token | None = None) -> Span:
    """Of a money figure or its growth: a year's or a part of a year's; without words the article's date.

    Of a span of years 从X增至Y states X of the first and Y of the last.
    """
    if period is None and clause.goal_period_in is not None and "target" in foretold(clause):
        period = clause.goal_period_in
    if period is None and "target" in foretold(clause):
        return Span(date(published_on.year, 1, 1), date(published_on.year, 12, 31), False, False)
    if period is None and clause.last_period_in is not None and not _ahead_of_another(clause, published_on):
        period = clause.last_period_in
    if period is None:
        return Span(published_on, published_on, False, True)
    if period.edge == "now":
        so_far = "完成" in clause.text
        return Span(date(published_on.year, 1, 1) if so_far else published_on, published_on, True, not so_far)
    end = period.end or published_on
    start = period.start or date(end.year, 1, 1)
    if figure is not None and start.year < end.year and period.grain in ("years", "year", "plan"):
        head = clause.text[: figure.start - clause.start]
        if FROM.search(head):
            first = (
                start.year - 1 if period.grain == "plan" else start.year
            )  # a plan's growth counts from the year before it
            return Span(date(first, 1, 1), date(first, 12, 31), True, False)
        if re.search(r"[由从自].*[到至]", head):
            return Span(date(end.year, 1, 1), end, True, False)
    return Span(min(start, end), end, True, period.start is None)


def _ahead_of_another(clause: Clause, published_on: date) -> bool:
    """Whether the last period told is still to come, and the sentence does not go on with it.

    As of the whole country behind a region's goal, or where it names its region anew behind what is only expected:
    预计2025年，嘉定区种植面积达20万亩。嘉定区中药材产值突破9亿元.
    """
    told = clause.last_period_in
    if told is None or told.end is None or told.end <= published_on or "target" in foretold(clause):
        return False
    named = [t.value for near in clause.chain() for t in near.places]
    if any(place.adcode == "100000" for place in named):
        return True
    before = clause.before_sentence
    if not named or before is None or clause.of("status"):
        return False
    *_, first = clause.chain()
    anew = first.place_in is not None and named[-1].adcode == first.place_in.adcode
    return anew and {t.value for near in before.chain() for t in near.of("status")} == {"estimate"}


def stock_span(period: Period | None, published_on: date, clause: Clause, figure: Token) -> Span:
    """Of a stock: one day, the last of the period (GUIDE: a past year alone is its last day)."""
    if period is None or period.end is None:
        return Span(published_on, published_on, period is not None, True)
    years = period.start and period.start.year < period.end.year
    if period.start and years and FROM.search(clause.text[: figure.start - clause.start]):
        first = date(period.start.year, 12, 31)
        return Span(first, first, True, True)
    end = published_on if period.edge in ("now", "since") else period.end
    return Span(end, end, True, True)


def flow_span(period: Period | None, published_on: date) -> Span:
    """Of new ones over a span."""
    if period is None:
        return Span(published_on, published_on, False, True)
    end = period.end or published_on
    start = period.start or date(end.year, 1, 1)
    return Span(min(start, end), end, True, period.start is None)
