"""What a growth rate is measured from: the year before, a base year, or the first year of an average."""

import itertools
import re
from datetime import date
from decimal import Decimal

from etl.extractor.clauses import Clause
from etl.extractor.context import foretold
from etl.extractor.mentions.numerals import parse
from etl.extractor.mentions.periods import Period
from etl.extractor.spans import Span
from etl.extractor.tokens import Token

RISES_FROM = re.compile(r"(?:产值|规模|营收|收入|总量)?(?:已|也)?[由从]")
THESE_YEARS = re.compile(r"年[间来里中]")  # 九年间
RISES = re.compile(
    r"(?:间|来|时间|里|内|下来)?[，,]?(?:共|一共|总共|累计|整体|总体)?(?:增长|增加|提高|上升|增)了?(?:约|近|超过?)?"
)
IN_YEARS = re.compile(
    r"(?<![\d第])([\d一二两三四五六七八九十]{1,3})年(?:间|来|时间|里|内|下来)?[，,]?[^，,。；;\d]{0,6}$"
)
WAS_THEN = re.compile(r"(?:还是|只有|仅有|仅为|只是|才|还不到|不过)[^，,。；;]{0,14}[，,。；;]?[^，,。；;]{0,6}$")
THAN = ("比", "较")  # 比上年增长24.5%，5年平均增速超过20%: the average does not run from that year
PLAN_YEARS = 5
NEAR = Decimal("0.2")  # of how many times more a level is, as told and as reckoned
SEVERAL_YEARS = (2, 15)  # over which a rise is told as a whole
YEAR_ON_YEAR = re.compile(r"同比|比上年|较上年|增速|增幅|分别|都|均|保持|两位数")
AVERAGE = re.compile(
    r"年均|年平均|平均每年|每年|复合|年年|年递增|逐年|连年|连续[\d一二两三四五六七八九十多数]{1,3}年|年[^，,。；;\d]{0,8}(?:增速|增幅|增长)[^，,。；;\d]{0,4}(?:一直|始终|长期|连年)"
)


def basis_of(clause: Clause, figure: Token, period: Span, told: Period | None) -> tuple[str, date]:
    """yoy, average or total, and the day from which the period runs."""
    if AVERAGE.search(clause.text[: figure.start - clause.start]):
        return "average", _average_start(clause, figure, period, told)
    spans = told is not None and told.grain in ("plan", "years")
    if spans and "平均增" in clause.text[: figure.start - clause.start]:
        return "average", _average_start(clause, figure, period, told)
    base = (
        _base_year(clause, figure)
        or _rose_from(clause, figure)
        or _doubled_since(clause, figure)
        or _level_before(clause, figure)
    )
    if base is not None and base < period.end.year - 1:
        return "total", date(base, 1, 1)
    if told is not None and told.start is not None and _over_all(clause, figure, told):
        return "total", told.start
    if figure.value.kind == "multiple" and told is not None:
        if told.grain == "plan":  # 到“十五五”末产值翻一番
            return "total", date(period.end.year - PLAN_YEARS + 1, 1, 1)
        if period.end.year - clause.published_on.year >= SEVERAL_YEARS[0]:
            return "total", period.start
    return "yoy", period.start


def _over_all(clause: Clause, figure: Token, told: Period) -> bool:
    """Whether a rate is the whole rise over a span of years: 五年来增长1.6倍, 过去三年累计增长45.2%."""
    if figure.value.kind == "multiple":
        return told.edge == "since" or told.grain in ("plan", "years")
    if told.grain not in ("plan", "years") or told.start is None or told.end is None:
        return False
    same = YEAR_ON_YEAR.search(clause.text[: figure.start - clause.start])
    return 1 < told.end.year - told.start.year < SEVERAL_YEARS[1] and same is None


def span_behind(clause: Clause, figure: Token) -> Period | None:
    """The years of an average that the next clause tells: 年均增长18%，由2018年的35亿元增加到去年的80亿元."""
    after = clause.next
    if after is None or after.group != clause.group or not AVERAGE.search(clause.text[: figure.start - clause.start]):
        return None
    told: list[Period] = [t.value for t in after.of("period") if t.value.grain == "year" and t.value.edge == ""]
    if len(told) != 2 or not RISES_FROM.match(after.text):
        return None
    return told[1]._replace(start=told[0].start, grain="years")


def _end_of_rise(clause: Clause, figure: Token, years: int) -> Period | None:
    """Until when something doubled in so many years: 三年翻番，2016年达36亿元.

    Else to the end of the year told last, or to the article's date; what is to double does so from its year on.
    """
    after = clause.next
    if after is not None and after.group == clause.group and after.of("amount", "count"):
        dates: list[Period] = [t.value for t in after.of("period") if t.value.grain == "year" and t.value.edge == ""]
        if dates:
            return dates[0]
    told = clause.last_period_in
    if told is not None and told.grain == "year" and told.edge == "" and clause.of("rate")[0].start == figure.start:
        return told
    year = clause.published_on.year
    ahead = any(t.value == "target" for t in clause.before(figure.start, "status")) or "target" in foretold(clause)
    if ahead:
        return Period(date(year + years, 1, 1), date(year + years, 12, 31), "year")
    return Period(date(year, 1, 1), clause.published_on, "year")


def over_years(clause: Clause, figure: Token, told: Period | None) -> Period | None:
    """The years over which something rose: 2018年还只有50亿元，短短五年，翻了一番; 2023年达100亿元，五年增长70%."""
    if AVERAGE.search(clause.text) or (told is None and figure.value.kind != "multiple"):
        return None
    if told is not None and (told.end is None or told.grain != "year"):
        return None
    before = clause.sentence_text[: figure.start - clause.sentence_start]
    found = IN_YEARS.search(before)
    years = parse(found[1]) if found else None
    if found is None or years is None or years.high is not None:
        return None
    told = told or _end_of_rise(clause, figure, int(years.low))
    if told is None or told.end is None:
        return None
    several = SEVERAL_YEARS[0] <= years.low <= SEVERAL_YEARS[1] and RISES.fullmatch(before, found.end(1) + 1)
    if figure.value.kind != "multiple" and not several:
        return None
    first = told.end.year if WAS_THEN.search(before[: found.start()]) else told.end.year - int(years.low)
    last = first + int(years.low)
    end = told.end if last == told.end.year else date(last, 12, 31)
    return told._replace(start=date(first, 1, 1), end=end, grain="years")


def undated_average(clause: Clause, figure: Token) -> bool:
    """Whether an average stands in a paragraph that told no date so far: it ends at the article's date."""
    told = clause.sentence_text[: figure.start - clause.sentence_start]
    if not AVERAGE.search(clause.text[: figure.start - clause.start]) or THESE_YEARS.search(told):
        return False
    carried = clause.last_period_in
    if carried is not None and carried.start and carried.end and carried.start.year < carried.end.year:
        return False  # the span of years told last
    return not any(near.of("period") for near in itertools.chain(clause.chain(), clause.earlier_here()))


def _base_year(clause: Clause, figure: Token) -> int | None:
    """The year that a figure is compared with: 与2014年相比, 较2017年增长."""
    for earlier in clause.chain():
        for token in earlier.of("period"):
            if earlier is clause and token.start > figure.start:
                continue
            head = earlier.text[max(0, token.start - earlier.start - 2) : token.start - earlier.start]
            tail = earlier.text[token.end - earlier.start : token.end - earlier.start + 2]
            if token.value.end and (
                head.endswith(("比", "较", "与", "同", "是")) or tail.startswith(("相比", "的基", "基础"))
            ):
                return token.value.end.year  # type: ignore[no-any-return]
        if earlier.group != clause.group or earlier is not clause:
            break
    return None


def _rose_from(clause: Clause, figure: Token) -> int | None:
    """The first of two years between which a level rose, told right before: 由2020年的86亿元到320亿元，翻了近两番."""
    before = clause.previous
    if before is None or before.group != clause.group or clause.of("period", "versus"):
        return None
    years = [t for t in before.of("period") if t.value.grain == "year" and t.value.end]
    if len(years) != 2 or len(before.of("amount", "count")) != 2 or not RISES_FROM.search(before.text):
        return None
    begins = before.text[: years[0].start - before.start + 1]  # a date may hold its 从
    return years[0].value.end.year if "由" in begins[-2:] or "从" in begins[-2:] else None


def _level_before(clause: Clause, figure: Token) -> int | None:
    """The year of a level that the one right before is so many times of: 2005年412亿元，2010年1058亿元，增长1.57倍."""
    if figure.value.kind != "multiple" or clause.of("period", "amount", "versus"):
        return None
    last = None
    for near in clause.group_chain():
        dates, levels = near.of("period"), near.of("amount")
        if near is clause or not (len(dates) == len(levels) == 1) or dates[0].value.grain != "year":
            if near is clause:
                continue
            return None
        if last is None:
            last = levels[0].value.yuan
        elif last and levels[0].value.yuan and abs(last / levels[0].value.yuan - 1 - figure.value.rate) <= NEAR:
            return dates[0].value.end.year if dates[0].value.end else None
        else:
            return None
    return None


def _doubled_since(clause: Clause, figure: Token) -> int | None:
    """The year of the level before ；, since which another doubled: 2017年…收入62亿元；到了去年，…收入翻了一番."""
    if figure.value.kind != "multiple":
        return None
    for near in clause.chain():
        years = [t for t in near.of("period") if t.value.grain == "year" and t.value.edge == "" and t.value.end]
        if near.group != clause.group and years:
            told = any(c.of("amount") for c in clause.chain() if c.group == near.group)
            return years[-1].value.end.year if told else None
    return None


def _average_start(clause: Clause, figure: Token, period: Span, told: Period | None) -> date:
    """The named first or base year; where none is told the average starts where it ends."""
    if told is None:
        base = clause.base_in  # 产业向好，产值由2021年的10亿元增长至2024年的15亿元，年均增长10.7%
        rose = base is not None and base.start is not None and base.start.year < period.end.year
        return base.start if rose and base is not None and base.start is not None else period.end
    if told.start is not None and told.end is not None and told.start.year < told.end.year:
        return told.start
    years = {
        t.value.end.year
        for earlier in clause.chain()
        for t in earlier.of("period")
        if t.value.end is not None and t.value.grain in ("year", "years") and t.end <= figure.start
        if t.value.end.year != period.end.year - 1 or not earlier.text[: t.start - earlier.start].endswith(THAN)
    }
    first = min(years, default=period.end.year)
    if first < period.end.year:
        return date(first, 1, 1)
    return period.end
