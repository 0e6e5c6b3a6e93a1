"""Files for a reader's own tools: the buttons, and a frame as CSV that Excel opens right. No SQL here."""

import io
from collections.abc import Callable
from functools import partial

import pandas as pd
import pyarrow as pa
import streamlit as st

from dashboard.labels import Words
from etl.exports import formats
from etl.exports.files import FORMATS

Make = Callable[[str], bytes]
OTHERS = ("csv_plain", "xlsx", "parquet", "json", "zip")


def csv_bytes(rows: pd.DataFrame) -> bytes:
    """UTF-8 with BOM, CRLF, ISO dates, plain numbers, one header line of the frame's own column names."""
    out = io.BytesIO()
    formats.write_csv(arrow(rows), out)
    return out.getvalue()


def arrow(rows: pd.DataFrame) -> pa.Table:
    """A frame as a table with a type for each column; what has no one type becomes text."""
    columns = {}
    for name in rows.columns:
        try:
            columns[str(name)] = pa.Array.from_pandas(rows[name])
        except (pa.ArrowInvalid, pa.ArrowTypeError):
            columns[str(name)] = pa.array([None if value is None else str(value) for value in rows[name]], pa.string())
    return pa.table(columns)


def button(make: Make, name: str, kind: str, label: str, key: str, *, primary: bool = False) -> None:
    """One file, made when it is asked for: make takes the kind, a name of etl.exports.files.FORMATS."""
    st.download_button(
        label,
        partial(make, kind),
        file_name=f"{name}{FORMATS[kind].suffix}",
        mime=FORMATS[kind].mime,
        key=key,
        on_click="ignore",
        icon=":material/download:",
        type="secondary" if primary else "tertiary",
    )


def table(make: Make, name: str, n: int, words: Words) -> None:
    """A table's CSV for Excel with its number of rows, and the other formats behind a second button."""
    button(make, name, "csv", words.say("download_csv", n=n), f"download_{name}_csv", primary=True)
    more = st.popover(words.say("download_more"), key=f"download_{name}_more", on_change="rerun")
    if more.open:  # a page is sent at every click, what is behind a button only to who looks
        with more:
            for kind in OTHERS:
                button(make, name, kind, words.say(f"download_{kind}", n=n), f"download_{name}_{kind}")


def drawn(make: Make, name: str, n: int, words: Words) -> None:
    """The figures that a chart draws. Takes partial(exports.drawn, held, facts, address=…)."""
    for kind in ("csv", "csv_plain", "xlsx", "parquet", "json"):
        label = words.say("download_csv" if kind == "csv" else f"download_{kind}", n=n)
        button(make, f"lifeatlas-{name.split('_')[0]}", kind, label, f"drawn_{name}_{kind}")
