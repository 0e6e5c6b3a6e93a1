"""Tables in a body -> facts: a header names statistic and unit (产值（亿元）), a row its industry or region."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from etl.extractor.clauses import Clause, Place
from etl.extractor.facts import counted_nouns, entity_counts, growth_rates, output_values
from etl.extractor.facts.table_rows import GROWTH, HOW_MANY, UNIT, Cell, tables, unit_above
from etl.extractor.finding import Context, Finding
from etl.extractor.measures import Measure
from etl.extractor.mentions.calendar import same_day
from etl.extractor.mentions.industries import LIFE_SCIENCE, IndustryName
from etl.extractor.mentions.periods import Period
from etl.extractor.other_industries import SEVERAL_INDUSTRIES
from etl.extractor.own_periods import compared
from etl.extractor.spans import money_span, stock_span
from etl.extractor.statuses import status_of
from etl.extractor.tokens import Token

NUMBER = re.compile(r"\s?([+-]?\d[\d,]{0,30}(?:\.\d{1,15})?)\s{0,3}([%％]?)$")
SCALES = {"万亿元": 10**12, "亿元": 10**8, "千万元": 10**7, "百万元": 10**6, "万元": 10**4, "元": 1}
YEAR = re.compile(r"((?:19|20)\d\d)")  # a row's year without 年
OF_SINGLE_ONES = re.compile(  # the head of a column of firms, projects or products, of which none is an industry
    r"(?:[^\W\d_]{0,4}(?:企业|公司|厂家|药企|械企|项目|产品|品种|药品)|品)(?:名称|简称|全称|名)?"
)
ABROAD = re.compile(r"国家|国别|市场|洲")  # to where goods went is no region of theirs
PERCENT = ("%", "％")
SPEED = re.compile(
    r"增速|增幅|增长率|涨幅|(?:同比|累计)增长$|^(?:累计)?(?:同比|增长)$"
)  # of a column in per cent, whether it says so or not
SAME_TIME = re.compile(r"(?:[去上]年)?同期(?:累计|[数值]|完成)?|上年(?:累计|[数值]|完成)?")
# Growth of the year before, but 比去年同期增长 is the year's own.
SPEED_BEFORE = re.compile(r"(?:[去上]年(?:同期)?(?:累计)?(?:增速|增幅|增长率)|(?:19|20)\d\d年同期(?:累计)?(?:增|同比))")
ONLY_DATED = re.compile(  # of a column that says only of when it is
    r"(?:[本去上今前]年|[本上]期|20\d\d年?|同期|(?:\d{1,2}[—–~～-])?\d{1,2}月|[上下]半年|[前一二三四]{1,2}季度|累计|实际|完成|数值?|[值额（()）]|亿元|万元|\s)+"
)
SO_FAR = re.compile(r"^(?:本月|当月|累计|本月止累计|本年累计|自年初累计|1[—-]本月累计|累计完成|本月完成)(?!增)")
NUMBER_OF = re.compile(r"(?:企业)?(?:数量|家数|户数|个数|数)[（(]?")  # of what its first column tells


def find(clauses: list[Clause], context: Context) -> dict[str, list[Finding]]:
    """The findings of every table of the body, by the table of facts that they belong to."""
    found: dict[str, list[Finding]] = {"output_values": [], "growth_rates": [], "entity_counts": []}
    starts: list[int] = []
    for rows in tables(context.content):
        starts = starts or [clause.start for clause in clauses]
        first = max(0, bisect_right(starts, rows[0][0].start) - 1)
        caption = clauses[first - 1] if first else None
        last = bisect_right(starts, rows[-1][-1].end)
        unit_of_all = unit_above(context.content, rows)
        told = _caption_period(caption)
        text = _Text(clauses[first:last], starts[first:last], caption, told, told, unit_of_all, [], context)
        if ABROAD.search(rows[0][0].text) or OF_SINGLE_ONES.fullmatch(rows[0][0].text):
            continue
        corner = [t for t in _measures(_tokens(text.at(rows[0][0]), rows[0][0])) if t.kind != "measure"]
        corner = corner or _of_caption(caption, unit_of_all)
        text = text._replace(corner=corner)
        for row in rows[1:]:
            beside: list[Token] = []  # the statistics of the columns before
            text = text._replace(period=told)
            unit = next((cell.text for cell in row[1:] if UNIT.fullmatch(cell.text)), text.unit)
            for column, cell in zip(rows[0][1:], row[1:], strict=False):
                text = text._replace(period=_period_of(column, text))
                for table, finding in _cell(column, beside, row[0], cell, unit, text):
                    found[table].append(finding)
                beside += [t for t in _tokens(text.at(column), column) if t.kind == "statistic"]
    return found


class _Text(NamedTuple):
    """What surrounds a table's cells: the clauses that hold them, the one before it, its period, unit and statistic."""

    clauses: list[Clause]
    starts: list[int]
    caption: Clause | None
    period: Period | None
    told: Period | None  # the same, whatever the column at hand makes of it
    unit: str
    corner: list[Token]  # the statistic that the first cell of the header names for the whole table
    context: Context

    def at(self, cell: Cell) -> list[Clause]:
        """The clauses that hold a cell."""
        first = max(0, bisect_right(self.starts, cell.start) - 1)
        held = self.clauses[first : bisect_left(self.starts, cell.end)]
        return [clause for clause in held if clause.end > cell.start]


def _cell(
    column: Cell, beside: list[Token], name: Cell, cell: Cell, unit: str, text: _Text
) -> Iterator[tuple[str, Finding]]:
    caption, context = text.caption, text.context
    number = NUMBER.match(cell.text)
    if not number:
        return
    header, row = text.at(column), text.at(name)
    heads, names = _tokens(header, column), _tokens(row, name)
    by_row = any(t.kind == "period" for t in heads) and UNIT.search(name.text) is not None  # years stand in the header
    by_row |= not _measures(heads) and not beside and bool(_measures(names))
    told_by, measured = (name, names) if by_row else (column, heads)
    statistics = [t for t in measured if t.kind == "statistic"]
    if not statistics and not _measures(measured) and (SO_FAR.search(column.text) or ONLY_DATED.fullmatch(column.text)):
        statistics = [t for t in text.corner if t.kind == "statistic"]
    if not _measures(measured) and SAME_TIME.fullmatch(column.text):
        statistics = statistics or beside[-1:]
    counts = NUMBER_OF.match(column.text) or ONLY_DATED.fullmatch(column.text)
    kinds = _kinds(measured) or (_kinds(text.corner) if counts else [])
    if by_row and any(t.kind == "measure" for t in measured):
        return  # 利税总额, 产量: no statistic, nor is its growth
    grows = GROWTH.search(column.text) or GROWTH.search(told_by.text)
    units = UNIT.findall(column.text) or (["%"] if SPEED.search(column.text) else UNIT.findall(told_by.text)) or [unit]
    if kinds and not UNIT.search(column.text) and HOW_MANY.search(column.text):
        units = [counted_nouns.UNITS[kinds[-1].value][0]]
    value = Decimal(number[1].replace(",", ""))
    place, industry = _subject(name, row, by_row, caption, context)
    figure = Token(cell.start, cell.start + len(cell.text), "cell", None, "exact", "cell of a table")
    told = [t.value for t in heads if t.kind == "period" and not SO_FAR.search(column.text)] or [
        t.value for t in names if t.kind == "period"
    ]
    year = YEAR.fullmatch(name.text)
    if not told and year:
        told = [Period(date(int(year[1]), 1, 1), date(int(year[1]), 12, 31), "year", "", explicit_year=True)]
    period = told[-1] if told else text.period
    if period is not None and (period.edge == "same" or SAME_TIME.fullmatch(column.text)):
        period = text.period if grows else _year_before(text.period)
        if period is None:
            return
    if grows and SPEED_BEFORE.match(column.text):
        period = _year_before(text.told) or period
    if place is None or caption is None:
        return
    if units[-1] in PERCENT or number[2]:
        if grows and industry:
            unnamed = "count" if by_row and kinds else "scale"
            of_all = [t for t in text.corner if t.kind == "statistic"]
            statistic = next((t.value for t in (statistics or beside or of_all)[::-1]), unnamed)
            span = money_span(period, caption, context.published_on)
            status = status_of(caption, figure, span.end, context.published_on)
            rise = growth_rates.fact(
                figure, statistic, value / 100, "yoy", place, industry, (span.start, span.end), status, context
            )
            yield "growth_rates", Finding(figure, rise, "")
        return
    if statistics and industry and units[-1] in SCALES:
        span = money_span(period, caption, context.published_on)
        status = status_of(caption, figure, span.end, context.published_on)
        measure = Measure("statistic", statistics[-1].value, told_by.start, caption)
        yuan = value * SCALES[units[-1]]
        output = output_values.fact(figure, yuan, measure, place, industry, span, status, context)
        yield "output_values", Finding(figure, output, "")
        return
    people = units[-1] == "万人"
    value *= 10_000 if people else 1
    if kinds and units[-1] and units[-1][-1] in counted_nouns.UNITS[kinds[-1].value] and value == int(value):
        span = stock_span(period, context.published_on, caption, figure)
        stock = entity_counts.fact(
            figure, int(value), kinds[-1].value, "stock", place, industry, span, "actual", context
        )
        yield "entity_counts", Finding(figure, stock, "")


def _period_of(column: Cell, text: _Text) -> Period | None:
    """What 本月 or 累计 at a column's head makes of the month that the text tells; a column of growth keeps it."""
    if GROWTH.search(column.text) and "累计" not in column.text:
        return text.period
    told_here = () if SO_FAR.search(column.text) else _tokens(text.at(column), column)
    own: list[Period] = [t.value for t in told_here if t.kind == "period" and not t.value.edge]
    if own:  # 2023年 | 2022年 | 同比: growth is of the later
        later = text.period if text.period is not None and text.period is not text.told else own[-1]
        return max(own[-1], later, key=lambda period: period.end or date.min)
    told = text.told
    if told is None or told.end is None or told.grain not in ("month", "months"):
        return told
    if "累计" in column.text:
        return told._replace(start=told.end.replace(month=1, day=1), grain="months", edge="")
    if SO_FAR.search(column.text):
        return told._replace(start=told.end.replace(day=1), grain="month", edge="")
    return told


def _year_before(period: Period | None) -> Period | None:
    """The same stretch of the year before: the column 同期 beside one of the table's own period."""
    start = same_day(period.start, -12) if period is not None and period.start is not None else None
    end = same_day(period.end, -12) if period is not None and period.end is not None else None
    return period._replace(start=start, end=end) if period is not None and end is not None else None


def _of_caption(caption: Clause | None, unit: str) -> list[Token]:
    """What the line above a table says for all of it beside its unit: 各行业出口交货值（亿元）, 企业数量（家）."""
    if caption is None or not unit:
        return []
    named = caption.of("statistic") if unit in SCALES else _kinds(list(caption.of("kind")))
    return named if len({t.value for t in named}) == 1 else []


def _kinds(tokens: list[Token]) -> list[Token]:
    """Those that say what is counted."""
    return [t for t in tokens if t.kind == "kind" and t.value in counted_nouns.UNITS]


def _measures(tokens: list[Token]) -> list[Token]:
    """Those that say what is measured or counted."""
    return [
        t for t in tokens if t.kind in ("statistic", "measure") or (t.kind == "kind" and t.value in counted_nouns.UNITS)
    ]


def _tokens(clauses: list[Clause], cell: Cell) -> list[Token]:
    return [t for c in clauses for t in c.tokens if t.start >= cell.start and t.end <= cell.end]


def _subject(
    name: Cell, row: list[Clause], by_row: bool, caption: Clause | None, context: Context
) -> tuple[Place | None, IndustryName | None]:
    """The region and industry of a row: what its first cell names, else what the text before the table spoke of."""
    tokens = _tokens(row, name)
    places = [t for t in tokens if t.kind == "place" and t.value.adcode and t.value.role != "name"]
    industries = [t for t in tokens if t.kind == "industry"]
    place = Place(places[-1].value.adcode, places[-1].value.zone) if places else None
    running = None
    if caption is not None:
        named = caption.of("industry")
        running = named[-1].value if named else caption.industry_in or caption.main_industry
        if place is None:
            place = (
                Place(caption.places[-1].value.adcode, caption.places[-1].value.zone)
                if caption.places
                else caption.place_in
            )
    industry = running
    if running and not places and not _measures(tokens) and LIFE_SCIENCE.search(name.text):
        industry = IndustryName(name.text, running.code)  # 生物、生化制品的制造
    if industries and not places:
        industry = industries[0].value if by_row else IndustryName(name.text, industries[0].value.code)
    if any(t.kind == "other_industry" for t in tokens) or SEVERAL_INDUSTRIES.search(name.text):
        industry = None
    return place or context.home, industry


def _caption_period(caption: Clause | None) -> Period | None:
    if caption is None:
        return None
    for clause in [*caption.chain(), *caption.earlier()]:
        for token in clause.of("period")[::-1]:
            value: Period = token.value
            if value.grain != "day" and value.edge != "same" and value.end is not None and not compared(clause, token):
                return value
    return None
