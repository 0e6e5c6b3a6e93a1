"""The one door to DuckDB: fetch(sql, parameters) -> DataFrame, read-only, from the published build.

The door is an object of this module and not a cached resource: anyone can ask Streamlit to empty its caches,
and nothing may break when they vanish. Every build is a file of its own name, so that readers of an older one
are never disturbed: their cursors keep it open until they end.
"""

import os
import threading
from collections import OrderedDict
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import duckdb
import numpy as np
import pandas as pd

from etl import paths, warehouse

KEPT_BYTES = 96_000_000  # of answers: many readers ask the same, and a question takes longer than all the rest
KEPT_ROWS = 5_000
FRAME_BYTES, CELL_BYTES = 4_000, 80  # about what a frame costs, and each of its values
TABLES = ("output_values", "growth_rates", "signings", "entity_counts")
EVENTS = {"signing_events", "signing_reports", "implied_values", "growth_checks"}
NEEDED = {*TABLES, "articles", "regions", "industries", "cells", "claims", *EVENTS}


class NoWarehouse(Exception):
    """No build can be read: none was published, or the published one is damaged and no older one is open."""


def directory() -> Path:
    """The folder of builds: LIFEATLAS_WAREHOUSE, else data/warehouse."""
    return Path(os.environ.get("LIFEATLAS_WAREHOUSE") or paths.WAREHOUSE)


class Warehouse:
    """The open build of one folder; looks at CURRENT at each call and goes over to a new one by itself."""

    def __init__(self, folder: Path) -> None:
        """Nothing is opened before the first question."""
        self.folder = folder
        self.lock = threading.Lock()
        self.stamp: tuple[int, int, int] | None = None
        self.path: Path | None = None
        self.connection: duckdb.DuckDBPyConnection | None = None
        self.fault: str | None = None
        self.tables: frozenset[str] = frozenset()
        self.frames: OrderedDict[tuple[str, str], tuple[pd.DataFrame, int]] = OrderedDict()
        self.kept_bytes = 0

    def refresh(self) -> None:
        """Open the build that CURRENT names if it is another; keep the last good one if that fails."""
        try:
            status = (self.folder / "CURRENT").stat()
            stamp = (status.st_mtime_ns, status.st_ino, status.st_size)
        except OSError:
            stamp = None
        with self.lock:
            if self.connection is not None and self.fault is None and stamp is not None and stamp == self.stamp:
                return
            build = warehouse.current(self.folder)
            if build is None:
                self.fault = "missing"
            elif build == self.path and self.connection is not None:
                self.stamp, self.fault = stamp, None
            else:
                self._open(build, stamp)
            if self.connection is None:
                raise NoWarehouse(self.fault or "missing")

    def _open(self, build: Path, stamp: tuple[int, int, int] | None) -> None:
        try:
            connection = duckdb.connect(str(build), read_only=True, config=dict(SAFE))
            columns = {(table, column) for table, column in connection.execute(COLUMN_NAMES).fetchall()}
        except duckdb.Error:
            self.fault = "damaged"
            return
        found = frozenset(table for table, _ in columns)
        if not (found >= NEEDED and columns >= schema()):
            self.fault = "outdated"
            connection.close()
            return
        # The older connection is not closed: queries under way hold its cursors, and it goes with the last of them.
        self.connection, self.path, self.stamp, self.fault, self.tables = connection, build, stamp, None, found
        self.frames.clear()
        self.kept_bytes = 0

    def fetch(self, sql: str, parameters: Mapping[str, Any] | None = None) -> pd.DataFrame:
        """The answer to one question; small answers are kept until the build changes."""
        key = (sql, repr(parameters))
        with self.lock:
            connection, path = self.connection, self.path
            if (kept := self.frames.get(key)) is not None:
                self.frames.move_to_end(key)
                return kept[0].copy(deep=False)
        if connection is None:
            raise NoWarehouse("missing")
        cursor = connection.cursor()
        try:
            frame = framed(cursor.execute(sql, dict(parameters or {})))
        finally:
            cursor.close()
        if len(frame) <= KEPT_ROWS:
            self._keep(key, frame, path)
        return frame.copy(deep=False)

    def _keep(self, key: tuple[str, str], frame: pd.DataFrame, path: Path | None) -> None:
        size = frame.size * CELL_BYTES + FRAME_BYTES
        with self.lock:
            if path != self.path or key in self.frames:
                return
            self.frames[key] = frame, size
            self.kept_bytes += size
            while self.kept_bytes > KEPT_BYTES:
                self.kept_bytes -= self.frames.popitem(last=False)[1][1]


def framed(answer: duckdb.DuckDBPyConnection) -> pd.DataFrame:
    """The answer with its text as Python's own: a few rows of many columns are made, cut and sorted in half the time.

    Missing are NaN and NaT; whole numbers with missing ones among them are floats, as in DuckDB's own frames.
    """
    columns: dict[str, Any] = {}
    for name, values in answer.fetchnumpy().items():
        if isinstance(values, np.ma.MaskedArray):
            values = _filled(values)
        columns[name] = pd.Series(values, dtype=object, copy=False) if values.dtype == object else values
    return pd.DataFrame(columns, copy=False)


def _filled(values: Any) -> Any:  # noqa: ANN401 - numpy's masked arrays are not typed
    if values.dtype.kind == "M":
        return values.filled(np.datetime64("NaT"))
    return values.astype(np.float64 if values.dtype.kind in "iuf" else object).filled(np.nan)


SAFE = {
    "enable_external_access": "false",
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
    "lock_configuration": "true",
    "threads": "2",
}
COLUMN_NAMES = "SELECT table_name, column_name FROM duckdb_columns() WHERE NOT internal"
OPTIONAL = "search_"  # tables without which a page can do: it says that the search is missing


@cache
def schema() -> frozenset[tuple[str, str]]:
    """The tables and columns that the pages may ask for: those of etl/schema.sql."""
    with duckdb.connect() as connection:
        connection.execute(paths.SCHEMA_SQL.read_text("utf-8"))
        rows = connection.execute(COLUMN_NAMES).fetchall()
    return frozenset((table, column) for table, column in rows if not table.startswith(OPTIONAL))


_doors: dict[Path, Warehouse] = {}
_doors_lock = threading.Lock()


def door() -> Warehouse:
    """The warehouse of this process's folder of builds."""
    folder = directory()
    with _doors_lock:
        return _doors.setdefault(folder, Warehouse(folder))


def refresh() -> str | None:
    """Go over to a newly published build. Returns what is wrong with it if the older one still answers."""
    opened = door()
    opened.refresh()
    return opened.fault


def fetch(sql: str, parameters: Mapping[str, Any] | None = None) -> pd.DataFrame:
    """The rows that a question finds in the published build. Values come in as $name, never pasted."""
    opened = door()
    if opened.connection is None:
        opened.refresh()
    return opened.fetch(sql, parameters)


def has_table(name: str) -> bool:
    """Whether the open build has such a table; builds of an older schema may not."""
    return name in door().tables


def build() -> Path | None:
    """The open build's file."""
    return door().path
