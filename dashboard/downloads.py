"""DataFrame -> bytes for a reader's own tools: CSV that Excel opens right, with no formula in a foreign text."""

import csv
import io
from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import numpy as np
import pandas as pd

BOM = "\ufeff"
RISKY = ("=", "+", "-", "@", "\t", "\r")


def csv_of(rows: Callable[[], pd.DataFrame]) -> bytes:
    """The file of rows that are fetched only when the reader asks for it."""
    return csv_bytes(rows())


def csv_bytes(rows: pd.DataFrame) -> bytes:
    """UTF-8 with BOM, CRLF, ISO dates, plain numbers, one header line of the frame's own column names."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(rows.columns)
    for row in rows.itertuples(index=False, name=None):
        writer.writerow([cell(value) for value in row])
    return (BOM + out.getvalue()).encode("utf-8")


def cell(value: Any) -> str:  # noqa: ANN401 - a cell may hold anything
    """A value as it stands in the file: empty where there is none; only text is guarded against formulas."""
    if value is None or value is pd.NA or value != value:
        return ""
    if isinstance(value, datetime):
        return value.date().isoformat() if (value.hour, value.minute, value.second) == (0, 0, 0) else value.isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Decimal):
        text = format(value, "f")
        return text.rstrip("0").rstrip(".") if "." in text else text
    if isinstance(value, int | float | np.number):
        return str(int(value)) if float(value).is_integer() else repr(float(value))
    text = str(value)
    return f"'{text}" if text.startswith(RISKY) else text
