"""CSV and XLSX of observations -> facts, each with the source that its row cites as an article.

The columns are those of seeds/reference/*.csv; a file's (or a sheet's) header says which table it fills. A row that the
tables could not hold is refused by file, row, column and what is allowed; the other rows are taken.
"""

import csv
import io
import re
import unicodedata
import zipfile
from collections.abc import Callable, Iterator
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from difflib import get_close_matches
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any, NamedTuple

from etl import garbling
from etl.errors import Refused
from etl.extractor.industries import code_of
from etl.gazetteer import Region, regions
from etl.models import (
    BASES,
    CHANGES,
    COUNT_KINDS,
    QUALIFIERS,
    SIGNING_KINDS,
    STATISTICS,
    STATUSES,
    Article,
    EntityCount,
    Facts,
    GrowthRate,
    OutputValue,
    Signing,
)

SUFFIXES = (".csv", ".xlsx")
LARGEST_BYTES = 20_000_000
LARGEST_UNZIPPED_BYTES = 400_000_000
LONGEST_CELL = 131_072  # characters
# A flood of bad rows is named up to here and counted from there on.
NAMED_ROWS = 50

PLACE = ("adcode", "region", "zone", "industry_text")
SOURCE = ("publisher", "title", "published_on", "url")
PERIOD = ("qualifier", "status", "period_start", "period_end")
COLUMNS: dict[str, tuple[str, ...]] = {
    "output_values": (*PLACE, "statistic", "value_yuan", "figure_as_printed", *PERIOD, *SOURCE),
    "growth_rates": (*PLACE, "statistic", "rate", "figure_as_printed", "basis", *PERIOD, *SOURCE),
    "signings": (
        *(*PLACE, "signed_on", "kind", "project_count", "count_qualifier", "amount_yuan", "amount_qualifier", "event"),
        *("figure_as_printed", *SOURCE),
    ),
    "entity_counts": (*PLACE, "kind", "value", "figure_as_printed", "change", *PERIOD, *SOURCE),
}
# A header names its table by the columns that no other table has.
TELLING = {
    "output_values": {"value_yuan"},
    "growth_rates": {"rate", "basis"},
    "signings": {"signed_on", "project_count", "amount_yuan", "event"},
    "entity_counts": {"value", "change"},
}
Row = dict[str, str]


class Observation(NamedTuple):
    """One row that was taken: the source it cites and its fact (the only one in `facts`)."""

    row: int
    article: Article
    facts: Facts


class Observations(NamedTuple):
    """What a spreadsheet gave: the rows that were taken, and a line for each that was not."""

    rows: list[Observation]
    refusals: list[str]


class BadCell(Exception):  # noqa: N818 - it never leaves this module
    """A cell that its column does not allow; the text says what is allowed."""

    def __init__(self, column: str, reason: str) -> None:
        super().__init__(f"{column}: {reason}")


def read(location: Path, path: str) -> Observations:
    """The observations of a CSV or XLSX; Refused if the file is none. `path` is what the rows carry."""
    observations = Observations([], [])
    bad = 0
    for sheet, table, rows in _tables(location, path):
        where = f"{path}, sheet {sheet}" if sheet else path
        for number, row in rows:
            try:
                observations.rows.append(_observation(table, number, row, path))
            except BadCell as error:
                bad += 1
                if bad <= NAMED_ROWS:
                    observations.refusals.append(f"{where}, row {number}, {error}. The other rows were loaded.")
    if bad > NAMED_ROWS:
        observations.refusals.append(f"{path}: {bad - NAMED_ROWS} more rows of this kind. Correct them likewise.")
    return observations


def table_of(header: list[str], path: str) -> str:
    """The table that a header fills; Refused, with the columns that are missing, if it fills none."""
    present = set(header)
    table = max(TELLING, key=lambda name: (len(TELLING[name] & present), len(set(COLUMNS[name]) & present)))
    missing = [column for column in COLUMNS[table] if column not in present]
    if missing:
        raise Refused(
            f"{path}: not a table of observations; for {table} these columns are missing: {', '.join(missing)}"
        )
    return table


def _tables(location: Path, path: str) -> Iterator[tuple[str, str, Iterator[tuple[int, Row]]]]:
    """Each table of the file: the sheet's name ('' in CSV), the table it fills, its numbered rows."""
    if location.stat().st_size > LARGEST_BYTES:
        raise Refused(f"{path}: larger than {LARGEST_BYTES // 1_000_000} MB. Split it.")
    sheets = _csv(location, path) if location.suffix.lower() == ".csv" else _xlsx(location, path)
    refused: Refused | None = None
    taken = False
    for sheet, lines in sheets:
        header = next(((number, cells) for number, cells in lines if any(cells)), None)
        if header is None:
            continue
        names = [cell.strip().lower() for cell in header[1]]
        try:
            table = table_of(names, path)
        except Refused as error:
            refused = refused or error
            continue
        taken = True
        yield sheet, table, _rows(names, lines)
    if not taken:
        raise refused or Refused(f"{path}: empty. Give it a header like those in seeds/reference.")


def _rows(names: list[str], lines: Iterator[tuple[int, list[str]]]) -> Iterator[tuple[int, Row]]:
    for number, cells in lines:
        if any(cell.strip() for cell in cells):
            yield number, dict(zip(names, [*cells, *[""] * (len(names) - len(cells))], strict=False))


def _csv(location: Path, path: str) -> Iterator[tuple[str, Iterator[tuple[int, list[str]]]]]:
    raw = location.read_bytes()
    if b"\0" in raw[:4096] and not raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise Refused(f"{path}: not a text file. Save it as CSV in UTF-8.")
    encodings = ("utf-16",) if raw.startswith((b"\xff\xfe", b"\xfe\xff")) else ("utf-8-sig", "gb18030")
    for encoding in encodings:
        try:
            text = raw.decode(encoding)
            break
        except UnicodeDecodeError:
            continue
    else:
        raise Refused(f"{path}: neither UTF-8 nor GB18030. Save it as CSV in UTF-8.")
    first = text.partition("\n")[0]
    delimiter = max(",\t;", key=first.count)
    csv.field_size_limit(LONGEST_CELL)  # the process's, which other libraries raise
    yield "", _numbered(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter), path)


def _numbered(reader: Iterator[list[str]], path: str) -> Iterator[tuple[int, list[str]]]:
    """Rows as a spreadsheet program counts them; a row that is no CSV ends the file by name."""
    try:
        yield from enumerate(reader, 1)
    except csv.Error as error:
        raise Refused(f"{path}: not CSV ({error}). Save it again from a spreadsheet program.") from error


def _xlsx(location: Path, path: str) -> Iterator[tuple[str, Iterator[tuple[int, list[str]]]]]:
    import openpyxl

    try:
        with zipfile.ZipFile(location) as archive:
            if sum(member.file_size for member in archive.infolist()) > LARGEST_UNZIPPED_BYTES:
                raise Refused(f"{path}: unpacks to more than {LARGEST_UNZIPPED_BYTES // 1_000_000} MB. Split it.")
        workbook = openpyxl.load_workbook(location, read_only=True, data_only=True)
    except Refused:
        raise
    except Exception as error:  # openpyxl raises what its parsers raise
        raise Refused(f"{path}: not an XLSX workbook that can be read. Save it again as .xlsx or CSV.") from error
    try:
        for sheet in workbook.worksheets:
            name = sheet.title if len(workbook.worksheets) > 1 else ""
            yield (
                name,
                ((number, [_cell(v) for v in row]) for number, row in enumerate(sheet.iter_rows(values_only=True), 1)),
            )
    finally:
        workbook.close()


def _cell(value: object) -> str:
    """A cell as CSV would hold it: a code without its point, a day without its midnight."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, float):
        return f"{Decimal(repr(value)):f}".removesuffix(".0")
    return str(value)


def _observation(table: str, number: int, row: Row, path: str) -> Observation:
    cells = {column: unicodedata.normalize("NFC", garbling.printed(row[column])).strip() for column in COLUMNS[table]}
    article = _article(cells, path)
    region = _region(cells)
    shared: dict[str, Any] = {
        "article_id": article.article_id,
        "adcode": region.adcode,
        "zone": cells["zone"] or None,
        "industry": code_of(cells["industry_text"] or None),
        "industry_text": cells["industry_text"] or None,
        "quote": _needed(cells, "figure_as_printed"),
        "char_start": None,
        "char_end": None,
        "rule": "spreadsheet",
    }
    key = "|".join([table, article.article_id, *(cells[column] for column in COLUMNS[table] if column not in SOURCE)])
    shared["fact_id"] = sha256(key.encode("utf-8", "replace")).hexdigest()[:16]
    return Observation(number, article, BUILDERS[table](cells, shared))


def _article(cells: Row, path: str) -> Article:
    """The source that a row cites; two rows that cite the same source have the same article."""
    published_on = _day(cells, "published_on") if cells["published_on"] else None
    if not (cells["url"] or cells["title"] or cells["publisher"]):
        raise BadCell("url", "no source is cited; give at least a url, a title or a publisher")
    if cells["url"] and not re.match(r"https?://\S", cells["url"]):
        raise BadCell("url", f"{cells['url'][:40]!r} is no address; it starts with http:// or https://")
    key = "|".join(["source", cells["publisher"], cells["title"], cells["published_on"], cells["url"]])
    article_id = sha256(key.encode("utf-8", "replace")).hexdigest()[:16]
    title, publisher, url = (cells[column] or None for column in ("title", "publisher", "url"))
    return Article(article_id, path, title, publisher, published_on, url, None)


def _region(cells: Row) -> Region:
    known = regions()
    code, name = cells["adcode"], cells["region"]
    named = _named().get(name, [])
    region = known.get(code)
    if region is None:
        nearest = named or [known[near] for near in get_close_matches(code, known, n=1)]
        hint = f" (nearest: {nearest[0].adcode} {nearest[0].name})" if nearest else ""
        raise BadCell(
            "adcode", f"no region has the code {code[:20]!r}{hint}; a six-digit code of data/regions.csv is allowed"
        )
    if region not in named:
        others = [f"{other.adcode} {other.name}" for other in named if other.status == "current"][:3]
        hint = f" ({name} is {', '.join(others)})" if others else ""
        raise BadCell(
            "region", f"{code} is {region.full_name}, not {name[:20]!r}{hint}; the code's own name is allowed"
        )
    return region


@cache
def _named() -> dict[str, list[Region]]:
    """The regions of each name, short name and full name."""
    found: dict[str, list[Region]] = {}
    for region in regions().values():
        for name in {region.name, region.short_name, region.full_name}:
            found.setdefault(name, []).append(region)
    return found


def _output_value(cells: Row, shared: dict[str, Any]) -> Facts:
    statistic = _choice(cells, "statistic", STATISTICS)
    value = _amount(cells, "value_yuan")
    return Facts(output_values=[OutputValue(**shared, statistic=statistic, value_yuan=value, **_period(cells))])


def _growth_rate(cells: Row, shared: dict[str, Any]) -> Facts:
    statistic = _choice(cells, "statistic", (*STATISTICS, "count"))
    rate = _number(cells, "rate", Decimal(-1), Decimal(99999)).quantize(Decimal("0.000001"))
    basis = _choice(cells, "basis", BASES)
    return Facts(growth_rates=[GrowthRate(**shared, statistic=statistic, rate=rate, basis=basis, **_period(cells))])


def _signing(cells: Row, shared: dict[str, Any]) -> Facts:
    count = _count(cells, "project_count") if cells["project_count"] else None
    amount = _amount(cells, "amount_yuan") if cells["amount_yuan"] else None
    if count == 0:
        raise BadCell("project_count", "0 is no signing; a whole number above 0, or nothing, is allowed")
    signing = Signing(
        **shared,
        signed_on=_day(cells, "signed_on"),
        kind=_choice(cells, "kind", SIGNING_KINDS),
        project_count=count,
        count_qualifier=_qualifier_of(cells, "count_qualifier", "project_count"),
        amount_yuan=amount,
        amount_qualifier=_qualifier_of(cells, "amount_qualifier", "amount_yuan"),
        event=cells["event"] or None,
        parties=None,
    )
    return Facts(signings=[signing])


def _entity_count(cells: Row, shared: dict[str, Any]) -> Facts:
    kind, value = _choice(cells, "kind", COUNT_KINDS), _count(cells, "value")
    change, period = _choice(cells, "change", CHANGES), _period(cells)
    if change == "stock" and period["period_start"] != period["period_end"]:
        raise BadCell("period_start", "a stock is counted on one day; period_start has to equal period_end")
    return Facts(entity_counts=[EntityCount(**shared, kind=kind, value=value, change=change, **period)])


BUILDERS: dict[str, Callable[[Row, dict[str, Any]], Facts]] = {
    "output_values": _output_value,
    "growth_rates": _growth_rate,
    "signings": _signing,
    "entity_counts": _entity_count,
}


def _needed(cells: Row, column: str) -> str:
    if not cells[column]:
        raise BadCell(column, "empty; it has to hold a value")
    return cells[column]


def _choice(cells: Row, column: str, allowed: tuple[str, ...]) -> str:
    value = _needed(cells, column)
    if value not in allowed:
        raise BadCell(column, f"{value[:30]!r} is not allowed; one of {', '.join(allowed)} is")
    return value


def _qualifier_of(cells: Row, column: str, figure: str) -> str | None:
    if not cells[figure]:
        if cells[column]:
            raise BadCell(column, f"there is no {figure} to qualify; leave it empty")
        return None
    return _choice(cells, column, QUALIFIERS)


def _day(cells: Row, column: str) -> date:
    value = _needed(cells, column)
    try:
        day = date.fromisoformat(value) if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", value) else None
    except ValueError:
        day = None
    if day is None or not 1949 <= day.year <= 2100:
        raise BadCell(column, f"{value[:30]!r} is no day; a day of 1949 to 2100 as 2024-12-31 is allowed")
    return day


def _period(cells: Row) -> dict[str, Any]:
    start, end = _day(cells, "period_start"), _day(cells, "period_end")
    if start > end:
        raise BadCell("period_start", f"{start} is after period_end {end}; the earlier day comes first")
    qualifier = _choice(cells, "qualifier", QUALIFIERS)
    status = _choice(cells, "status", STATUSES)
    return {"qualifier": qualifier, "status": status, "period_start": start, "period_end": end}


def _number(cells: Row, column: str, least: Decimal, most: Decimal) -> Decimal:
    value = _needed(cells, column)
    try:
        number = Decimal(value) if len(value) <= 40 and re.fullmatch(r"[-+0-9.eE]+", value) else None
    except InvalidOperation:
        number = None
    if number is None or not least <= number <= most:
        raise BadCell(column, f"{value[:30]!r} is not allowed; a plain number from {least} to {most} is")
    return number


def _amount(cells: Row, column: str) -> Decimal:
    return _number(cells, column, Decimal(0), Decimal(10) ** 17).quantize(Decimal("0.01"))


def _count(cells: Row, column: str) -> int:
    number = _number(cells, column, Decimal(0), Decimal(2_000_000_000))
    if number != number.to_integral_value():
        raise BadCell(column, f"{cells[column][:30]!r} is not allowed; a whole number is")
    return int(number)
