"""`python -m etl export`: the dashboard's files without the dashboard."""

import os
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import duckdb

from etl import warehouse
from etl.errors import EtlError
from etl.exports import files, tables
from etl.exports.package import Origin
from etl.exports.tables import FACT_TABLES, TABLES, Filter

DEFAULT = tuple(FACT_TABLES)


class Written(NamedTuple):
    """A file that was written, and how many rows of each table it holds."""

    path: Path
    rows: dict[str, int]


def chosen(city: str, year: str, industry: str, statistic: str, search: str, build: Path) -> Filter:
    """The filter of the command's options; an unknown value is an error, so that no file holds more than was asked."""
    first = last = None
    if year:
        span = tables.years(year)
        if span is None:
            raise EtlError(f"--year {year[:40]!r} is neither a year (2022) nor a span of years (2021-2024).")
        first, last = span
    cities = tuple(dict.fromkeys(code.strip() for code in city.split(",") if code.strip()))
    with duckdb.connect(str(build), read_only=True) as connection:
        for option, table, values in (("city", "regions", cities), ("industry", "industries", (industry,))):
            column = "adcode" if table == "regions" else "industry"
            known = {row[0] for row in connection.sql(f"SELECT {column} FROM {table}").fetchall()}
            for value in values:
                if value and value not in known:
                    raise EtlError(f"--{option} {value[:40]!r} is not known; the table {table} holds the codes.")
    if statistic and statistic not in STATISTICS:
        raise EtlError(f"--statistic {statistic[:40]!r} is not known; one of {', '.join(STATISTICS)} is.")
    return Filter(cities, first, last, industry or None, statistic or None, search or None)


STATISTICS = ("output", "scale", "revenue", "added_value", "profit", "exports", "count")


def published(directory: Path) -> Path:
    """The published build's file."""
    build = warehouse.current(directory)
    if build is None:
        raise EtlError(f"{directory}: no build is published there. Run: python -m etl build --warehouse {directory}")
    return build


def export(
    build: Path, kinds: list[str], names: list[str], asked: Filter, out: Path, told: Callable[[Written], None]
) -> None:
    """Write the files, each beside its name first and then renamed; told hears of each one."""
    for kind in kinds:
        if kind not in files.FORMATS:
            raise EtlError(f"--format {kind[:40]!r} is not known; one of {', '.join(files.FORMATS)} is.")
    for name in names:
        if name not in TABLES:
            raise EtlError(f"--table {name[:40]!r} is not known; one of {', '.join(TABLES)} is.")
    origin = Origin(build.stem, "", " ".join(f"{name}={value}" for name, value in asked.query().items()))
    try:
        out.mkdir(parents=True, exist_ok=True)
        with duckdb.connect(str(build), read_only=True) as connection:
            for kind in kinds:
                for group in [names] if kind == "zip" else [[name] for name in names]:
                    told(_write(connection, group, asked, kind, origin, out))
    except OSError as error:
        raise EtlError(
            f"{error.filename or out}: {error.strerror or error}. Give --out a folder to write in."
        ) from error


def _write(
    connection: duckdb.DuckDBPyConnection, names: list[str], asked: Filter, kind: str, origin: Origin, out: Path
) -> Written:
    title = f"lifeatlas-{origin.build}" if kind == "zip" else names[0]
    path = out / f"{title}{files.FORMATS[kind].suffix}"
    draft = path.with_name(f"{path.name}.{os.getpid()}.part")
    try:
        with draft.open("wb") as file:
            if kind == "zip":
                rows = files.write_zip(connection, names, asked, origin, file)
            else:
                rows = files.write(connection, names[0], asked, kind, origin, file)
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)
    return Written(path, dict(rows))
