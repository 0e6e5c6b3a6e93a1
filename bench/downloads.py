"""100,000 rows in each format: seconds, size, and how long a page's question takes meanwhile."""

import io
import shutil
import statistics
import tempfile
import threading
import time
from datetime import UTC, datetime
from pathlib import Path

import duckdb

from etl import pipeline, warehouse
from etl.exports import files, tables
from etl.exports.package import Origin
from etl.exports.tables import FACT_TABLES, Filter
from etl.paths import SEEDS

ROWS = 100_000
BUDGET_SECONDS = 5.0
# Each copy is a row of its own: another id, another amount, another quote; so nothing compresses better than it would.
MORE = """
    INSERT INTO output_values
    SELECT * EXCLUDE (n) REPLACE (left(md5(fact_id || n), 16) AS fact_id, value_yuan + n AS value_yuan,
                                  quote || '，其中第' || n || '项' AS quote)
    FROM (SELECT output_values.*, range AS n FROM output_values, range(1, $copies + 1)) LIMIT $rows
"""
QUESTION = """
    SELECT region, year(period_end), sum(value_yuan) FROM (SELECT own.*, regions.name AS region FROM output_values own
    JOIN regions USING (adcode)) WHERE adcode[1:2] = '31' GROUP BY ALL
"""


def run() -> list[dict[str, str]]:
    """One row for each format, then what readers felt."""
    rows = []
    with tempfile.TemporaryDirectory(prefix="lifeatlas-bench-") as name:
        connection = duckdb.connect(str(_large(Path(name))), read_only=True, config={"threads": "2"})
        still = _waits(connection, threading.Event(), 1.0)
        for kind in files.FORMATS:
            done, waits = threading.Event(), []
            reader = threading.Thread(target=lambda d=done, w=waits: w.extend(_waits(connection, d, 60)))
            reader.start()
            out = io.BytesIO()
            start, busy = time.perf_counter(), time.thread_time()
            files.write(connection.cursor(), "output_values", Filter(), kind, Origin("20261121T120000Z-abcdef"), out)
            seconds, busy = time.perf_counter() - start, time.thread_time() - busy
            done.set()
            reader.join()
            size = f"{len(out.getvalue()) / 1e6:.1f} MB"
            told = f"{seconds:.2f} s ({busy:.2f} s of processor), {size}; a question beside it {_told(waits)}"
            rows.append({"measure": f"{ROWS:,} rows as {kind}", "value": told, "budget": f"< {BUDGET_SECONDS:g} s"})
        counted = tables.count(connection.cursor(), FACT_TABLES["output_values"], Filter())
        connection.close()
    rows.append({"measure": "the same question with no file being made", "value": _told(still)})
    rows.append({"measure": "rows in the table", "value": f"{counted:,}", "budget": f"{ROWS:,}"})
    return rows


def _large(folder: Path) -> Path:
    pipeline.build([SEEDS], folder / "seeds", datetime.now(UTC), jobs=1)
    build = warehouse.current(folder / "seeds")
    assert build is not None
    path = Path(shutil.copy(build, folder / "large.duckdb"))
    with duckdb.connect(str(path)) as connection:
        own = connection.execute("SELECT count(*) FROM output_values").fetchall()[0][0]
        connection.execute(MORE, {"copies": ROWS // own + 1, "rows": ROWS - own})
    return path


def _waits(connection: duckdb.DuckDBPyConnection, done: threading.Event, most: float) -> list[float]:
    """How long each question took, asked again and again until done or for so many seconds."""
    waits, end = [], time.perf_counter() + most
    while not done.is_set() and time.perf_counter() < end:
        start = time.perf_counter()
        connection.cursor().execute(QUESTION).fetchall()
        waits.append(time.perf_counter() - start)
        time.sleep(0.005)
    return waits


def _told(waits: list[float]) -> str:
    ordered = sorted(waits) or [0.0]
    return f"p50 {statistics.median(ordered) * 1e3:.0f} ms, p95 {ordered[int(0.95 * (len(ordered) - 1))] * 1e3:.0f} ms"
