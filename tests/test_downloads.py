"""Downloads: opens right in Excel, plain numbers, ISO dates, and no formula in a foreign text."""

import csv
import io
from datetime import date
from decimal import Decimal

import pandas as pd
import pytest

from dashboard.downloads import cell, csv_bytes


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, ""),
        (float("nan"), ""),
        (pd.NA, ""),
        (pd.NaT, ""),
        (Decimal("15480000000.00"), "15480000000"),
        (Decimal("0.155000"), "0.155"),
        (Decimal("-0.032000"), "-0.032"),
        (100.0, "100"),
        (-0.5, "-0.5"),
        (19, "19"),
        (date(2022, 11, 15), "2022-11-15"),
        (pd.Timestamp("2022-11-15"), "2022-11-15"),
        ("嘉定区", "嘉定区"),
        ("=1+1", "'=1+1"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("-2家", "'-2家"),
        ("\tx", "'\tx"),
    ],
)
def test_a_cell_is_written_as(value, text):
    assert cell(value) == text


def test_the_file_has_bom_header_and_crlf():
    content = csv_bytes(pd.DataFrame({"name": ["甲,乙", '引"号\n行'], "value": [1, 2]}))
    assert content.startswith(b"\xef\xbb\xbfname,value\r\n")
    rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))
    assert rows == [["name", "value"], ["甲,乙", "1"], ['引"号\n行', "2"]]
