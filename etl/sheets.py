"""CSV and XLSX -> tables of text: each sheet's rows by the columns of its header, which says what table it fills.

The columns are those of seeds/reference/*.csv.
"""

import csv
import io
import zipfile
from collections.abc import Iterator
from datetime import datetime
from decimal import Decimal
from pathlib import Path

from etl.columns import Row
from etl.errors import Refused

LARGEST_BYTES = 20_000_000
LARGEST_UNZIPPED_BYTES = 400_000_000
LONGEST_CELL = 131_072  # characters
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


def tables(location: Path, path: str) -> Iterator[tuple[str, str, Iterator[tuple[int, Row]]]]:
    """Each table of the file: the sheet's name ('' in CSV), the table it fills, its numbered rows."""
    if location.stat().st_size > LARGEST_BYTES:
        raise Refused(f"{path}: larger than {LARGEST_BYTES // 1_000_000} MB. Split it.")
    found = _csv(location, path) if location.suffix.lower() == ".csv" else _xlsx(location, path)
    refused: Refused | None = None
    taken = False
    for sheet, lines in found:
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
