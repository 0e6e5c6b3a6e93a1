"""What a reader takes away: the choice's rows of a table as a file, from the build that the page showed."""

import io
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import NamedTuple

import pandas as pd
from duckdb import DuckDBPyConnection

from dashboard import database, queries
from dashboard.choice import Choice
from etl.exports import citations, files, tables
from etl.exports.files import FORMATS
from etl.exports.package import Origin
from etl.exports.tables import FACT_TABLES, TABLES, Filter

__all__ = [
    "FACT_TABLES",
    "FORMATS",
    "TABLES",
    "Filter",
    "Opened",
    "asked",
    "citations",
    "count",
    "file",
    "head",
    "opened",
]

FILE_SECONDS = 60.0


class Opened(NamedTuple):
    """A build that stays readable as long as this is held, whatever is published meanwhile."""

    connection: DuckDBPyConnection
    build: str


def opened() -> Opened:
    """The published build."""
    door = database.door()
    if door.connection is None:
        door.refresh()
    with door.lock:
        if door.connection is None or door.path is None:
            raise database.NoWarehouse("missing")
        return Opened(door.connection, door.path.stem)


@contextmanager
def cursor(held: Opened, seconds: float) -> Iterator[DuckDBPyConnection]:
    """A cursor whose questions are interrupted when the time is up (duckdb.InterruptException)."""
    own = held.connection.cursor()
    timer = threading.Timer(seconds, own.interrupt)
    timer.daemon = True
    timer.start()
    try:
        yield own
    finally:
        timer.cancel()
        own.close()


def asked(choice: Choice, search: str = "") -> Filter:
    """A page's choice as the filter of a file."""
    years = choice.first_year, choice.last_year
    return Filter(choice.cities, *years, choice.industry, choice.statistic, search.strip() or None)


def count(held: Opened, table: str, chosen: Filter) -> int:
    """How many rows the file will hold."""
    asked_before = (held.build, table, chosen)
    if asked_before not in _counts:
        with cursor(held, FILE_SECONDS) as own:
            found = tables.count(own, TABLES[table], chosen)
        if len(_counts) >= KEPT_COUNTS:
            _counts.clear()
        _counts[asked_before] = found
        return found
    return _counts[asked_before]


KEPT_COUNTS = 1_000
_counts: dict[tuple[str, str, Filter], int] = {}


def head(held: Opened, table: str, chosen: Filter, limit: int) -> pd.DataFrame:
    """The file's first rows, to look at."""
    with cursor(held, FILE_SECONDS) as own:
        frame: pd.DataFrame = tables.page(own, TABLES[table], chosen, limit).drop_columns(["_day"]).to_pandas()
    return frame


def file(held: Opened, table: str, chosen: Filter, kind: str, address: str = "") -> bytes:
    """One table as a file; kind is a name of FORMATS. May run in any thread; asks nothing of the session."""
    out = io.BytesIO()
    with cursor(held, FILE_SECONDS) as own:
        files.write(own, table, chosen, kind, _origin(held, chosen, address), out)
    return out.getvalue()


def everything(held: Opened, chosen: Filter, address: str = "") -> bytes:
    """The four tables of facts, their sources and their dictionary as one ZIP."""
    out = io.BytesIO()
    with cursor(held, FILE_SECONDS) as own:
        files.write_zip(own, list(FACT_TABLES), chosen, _origin(held, chosen, address), out)
    return out.getvalue()


# What a chart's facts bring into the file: the columns of FACTS under the names of the tables.
DRAWN = """
    SELECT fact_id, kept_in AS "table", adcode, region, zone, industry, industry_text, measure AS statistic,
           number AS value, qualifier, status, basis, period_start, period_end, event, parties, project_count, quote,
           article_id, title, publisher, published_on, url
    FROM facts WHERE list_contains($facts, fact_id) ORDER BY "table", adcode, period_end, fact_id
"""


def drawn(held: Opened, facts: Sequence[str], kind: str, address: str = "") -> bytes:
    """The figures that a chart draws, as a file; kind is any of FORMATS but zip."""
    out = io.BytesIO()
    with cursor(held, FILE_SECONDS) as own:
        values = queries.parameters(Choice()) | {"facts": list(facts)}
        rows = own.sql(queries.FACTS + DRAWN, params=values).to_arrow_table()
        known = tables.meanings(own)
        files.write_rows(rows, "figures", kind, known, Origin(held.build, address), out)
    return out.getvalue()


def _origin(held: Opened, chosen: Filter, address: str) -> Origin:
    return Origin(held.build, address, " ".join(f"{name}={value}" for name, value in chosen.query().items()))
