"""One file of one or all tables, in any format, from an open build: what dashboard and command give."""

from collections.abc import Mapping, Sequence
from typing import BinaryIO, NamedTuple

import pyarrow as pa
from duckdb import DuckDBPyConnection

from etl.exports import citations, formats, package, tables, workbook
from etl.exports.package import Origin
from etl.exports.tables import FACT_TABLES, TABLES, Filter


class Format(NamedTuple):
    """How a file of this kind is named and announced."""

    suffix: str
    mime: str


FORMATS = {
    "csv": Format(".csv", "text/csv; charset=utf-8"),
    "csv_plain": Format(".utf8.csv", "text/csv; charset=utf-8"),
    "xlsx": Format(".xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    "parquet": Format(".parquet", "application/vnd.apache.parquet"),
    "json": Format(".json", "application/json"),
    "zip": Format(".zip", "application/zip"),
}


def write(
    connection: DuckDBPyConnection, table: str, chosen: Filter, kind: str, origin: Origin, out: BinaryIO
) -> Mapping[str, int]:
    """One table as a file of a kind; a ZIP holds its sources beside it. Returns the rows of each table."""
    if kind == "zip":
        return write_zip(connection, [table], chosen, origin, out)
    rows = tables.rows(connection, TABLES[table], chosen)
    write_rows(rows, table, kind, tables.meanings(connection), origin, out)
    return {table: rows.num_rows}


def write_zip(
    connection: DuckDBPyConnection, names: Sequence[str], chosen: Filter, origin: Origin, out: BinaryIO
) -> Mapping[str, int]:
    """The tables of facts, the articles they rest on, the dictionary, a README and a datapackage.json."""
    taken = {name: tables.rows(connection, TABLES[name], chosen) for name in names}
    stated = [name for name in names if name in FACT_TABLES]
    sources = (
        tables.cited(connection, stated, chosen) if stated else tables.rows(connection, TABLES["articles"], chosen)
    )
    package.write(taken, sources, tables.meanings(connection), origin, out)
    return {name: rows.num_rows for name, rows in taken.items()}


def write_rows(
    rows: pa.Table, table: str, kind: str, meanings: Mapping[tuple[str, str], str], origin: Origin, out: BinaryIO
) -> None:
    """Rows that are at hand already, as a file of a kind; not a ZIP."""
    if kind in ("csv", "csv_plain"):
        formats.write_csv(rows, out, excel=kind == "csv")
    elif kind == "json":
        formats.write_json(rows, out)
    elif kind == "parquet":
        told = {column: tables.meaning(meanings, table, column) for column in rows.column_names}
        formats.write_parquet(rows, out, told, origin._asdict())
    elif kind == "xlsx":
        workbook.write([workbook.Sheet(table, rows), *_leaves(rows, table, meanings, origin)], out)
    else:
        raise ValueError(kind)


def _leaves(
    rows: pa.Table, table: str, meanings: Mapping[tuple[str, str], str], origin: Origin
) -> tuple[workbook.Sheet, workbook.Sheet]:
    """The workbook's dictionary and what it says of itself."""
    words = package.dictionary({table: rows}, meanings)
    columns = list(zip(*words, strict=True)) or [()] * 4
    names = ("table", "column", "type", "meaning")
    dictionary = pa.table({name: pa.array(column, pa.string()) for name, column in zip(names, columns, strict=True)})
    about = {
        "数据版本 build": origin.build,
        "视图 view": origin.address,
        "筛选 filter": origin.chosen or "全部 everything",
        "行数 rows": str(rows.num_rows),
        "单位 units": "金额为元，增速为小数，日期含首末日 money in yuan, growth as a fraction, dates inclusive",
        "引用 cite": citations.edition(origin.build, meanings.get((table, ""), table), origin.address),
    }
    told = pa.table({"item": list(about), "text": list(about.values())})
    return workbook.Sheet("dictionary", dictionary), workbook.Sheet("about", told)
