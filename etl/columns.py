"""What a column of a spreadsheet allows: a cell -> its value, or BadCell with what is allowed."""

import re
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from etl.models import QUALIFIERS, STATUSES

Row = dict[str, str]  # a row's cells by column


class BadCell(Exception):
    """A cell that its column does not allow; the text says what is allowed. It never leaves spreadsheets.read."""

    def __init__(self, column: str, reason: str) -> None:
        super().__init__(f"{column}: {reason}")


def needed(cells: Row, column: str) -> str:
    """A text, not empty."""
    if not cells[column]:
        raise BadCell(column, "empty; it has to hold a value")
    return cells[column]


def choice(cells: Row, column: str, allowed: tuple[str, ...]) -> str:
    """One of the words allowed."""
    value = needed(cells, column)
    if value not in allowed:
        raise BadCell(column, f"{value[:30]!r} is not allowed; one of {', '.join(allowed)} is")
    return value


def qualifier_of(cells: Row, column: str, figure: str) -> str | None:
    """The qualifier of another column's figure; None where there is no figure."""
    if not cells[figure]:
        if cells[column]:
            raise BadCell(column, f"there is no {figure} to qualify; leave it empty")
        return None
    return choice(cells, column, QUALIFIERS)


def day(cells: Row, column: str) -> date:
    """A day of 1949 to 2100."""
    value = needed(cells, column)
    try:
        found = date.fromisoformat(value) if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", value) else None
    except ValueError:
        found = None
    if found is None or not 1949 <= found.year <= 2100:
        raise BadCell(column, f"{value[:30]!r} is no day; a day of 1949 to 2100 as 2024-12-31 is allowed")
    return found


def period(cells: Row) -> dict[str, Any]:
    """qualifier, status, period_start and period_end of a figure."""
    start, end = day(cells, "period_start"), day(cells, "period_end")
    if start > end:
        raise BadCell("period_start", f"{start} is after period_end {end}; the earlier day comes first")
    qualifier = choice(cells, "qualifier", QUALIFIERS)
    status = choice(cells, "status", STATUSES)
    return {"qualifier": qualifier, "status": status, "period_start": start, "period_end": end}


def number(cells: Row, column: str, least: Decimal, most: Decimal) -> Decimal:
    """A number from `least` to `most`."""
    value = needed(cells, column)
    try:
        found = Decimal(value) if len(value) <= 40 and re.fullmatch(r"[-+0-9.eE]+", value) else None
    except InvalidOperation:
        found = None
    if found is None or not least <= found <= most:
        raise BadCell(column, f"{value[:30]!r} is not allowed; a plain number from {least} to {most} is")
    return found


def amount(cells: Row, column: str) -> Decimal:
    """A sum in yuan, to the fen."""
    return number(cells, column, Decimal(0), Decimal(10) ** 17).quantize(Decimal("0.01"))


def count(cells: Row, column: str) -> int:
    """A whole number."""
    found = number(cells, column, Decimal(0), Decimal(2_000_000_000))
    if found != found.to_integral_value():
        raise BadCell(column, f"{cells[column][:30]!r} is not allowed; a whole number is")
    return int(found)
