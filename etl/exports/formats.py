"""Arrow table -> CSV for Excel, CSV, JSON, Parquet; XLSX is in workbook.py, ZIP in package.py. Each writes."""

import csv
import io
from collections.abc import Mapping
from typing import BinaryIO

import pyarrow as pa
from pyarrow import parquet

from etl.exports import text

BOM = b"\xef\xbb\xbf"


def write_csv(table: pa.Table, out: BinaryIO, *, excel: bool = True) -> None:
    """UTF-8, one header line, ISO days, plain numbers, no formula. For Excel with BOM and CRLF, else without and LF."""
    end = "\r\n" if excel else "\n"
    header = io.StringIO(newline="")
    csv.writer(header, lineterminator=end).writerow(table.column_names)
    out.write((BOM if excel else b"") + header.getvalue().encode())
    cells = " || ',' || ".join(text.csv_cell(field) for field in table.schema)
    ending = " || ".join(f"chr({ord(sign)})" for sign in end)
    for piece in text.lines(table, f"{cells} || {ending}"):
        out.write(piece)


def write_json(table: pa.Table, out: BinaryIO) -> None:
    """A list of objects, one a line: ISO days, numbers as numbers, text as it is, null where there is none."""
    cells = " || ',' || ".join(text.json_cell(field) for field in table.schema)
    out.write(b"[")
    first = True
    for piece in text.lines(table, f"',' || chr(10) || '{{' || {cells} || '}}'"):
        out.write(piece[1:] if first else piece)
        first = False
    out.write(b"\n]\n")


def write_parquet(table: pa.Table, out: BinaryIO, meanings: Mapping[str, str], about: Mapping[str, str]) -> None:
    """Typed columns, each with its meaning; the build and the address in the file's metadata."""
    fields = [
        field.with_metadata({"comment": meanings[field.name]}) if meanings.get(field.name) else field
        for field in table.schema
    ]
    schema = pa.schema(fields, metadata=dict(about))
    parquet.write_table(table.cast(schema), out, compression="zstd")
