"""Arrow columns -> the text of a file, as SQL expressions: DuckDB writes a whole column at once."""

from collections.abc import Iterator

import duckdb
import pyarrow as pa
from pyarrow import types

# Excel and LibreOffice take a cell that begins so for a formula; the wide forms count in Chinese and Japanese versions.
RISKY = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
CONTROL = r"[\x00-\x08\x0B\x0C\x0E-\x1F\x{FFFE}\x{FFFF}]"
ODD = r"[\x00-\x1F&<>\x{FFFE}\x{FFFF}]|^ | $"  # what XML can't hold as it is, or would not keep
LONGEST_CELL = 32_000  # Excel takes 32,767
FIRST_DAY = "DATE '1899-12-30'"
GENERAL, WHOLE, MONEY, DAY = 0, 1, 2, 3  # the styles of workbook.STYLES


def name(column: str) -> str:
    """A column's name inside SQL."""
    return '"' + column.replace('"', '""') + '"'


def literal(value: str) -> str:
    """A text inside SQL; only for texts of our own and names of columns."""
    return "'" + value.replace("'", "''") + "'"


def is_number(kind: pa.DataType) -> bool:
    """Whether a column holds numbers."""
    return bool(types.is_integer(kind) or types.is_floating(kind) or types.is_decimal(kind))


def plain(field: pa.Field) -> str:
    """The value as text, NULL where there is none: 15480000000, 0.155, 2022-11-15, true."""
    column, kind = name(field.name), field.type
    if types.is_decimal(kind) and kind.scale > 0:
        wide = f"DECIMAL({min(kind.precision + 1, 38)}, {kind.scale})"  # DECIMAL(6, 6) would give .155
        return f"rtrim(rtrim(CAST(CAST({column} AS {wide}) AS VARCHAR), '0'), '.')"
    if types.is_floating(kind):
        whole = f"{column} = trunc({column}) AND abs({column}) < 1e15"
        text = f"CASE WHEN {whole} THEN CAST(CAST({column} AS BIGINT) AS VARCHAR) ELSE CAST({column} AS VARCHAR) END"
        return f"CASE WHEN isfinite({column}) THEN {text} END"
    if types.is_timestamp(kind):
        midnight = f"{column} = date_trunc('day', {column})"
        return (
            f"CASE WHEN {midnight} THEN strftime({column}, '%Y-%m-%d') ELSE strftime({column}, '%Y-%m-%dT%H:%M:%S') END"
        )
    if types.is_list(kind):
        return f"array_to_string({column}, '; ')"
    return f"CAST({column} AS VARCHAR)"


def is_text(kind: pa.DataType) -> bool:
    """Whether a column holds foreign text, which may look like a formula."""
    safe = types.is_date(kind) or types.is_timestamp(kind) or types.is_boolean(kind)
    return not (is_number(kind) or safe)


def harmless(text: str) -> str:
    """A text that no spreadsheet takes for a formula: one that begins like one gets an apostrophe."""
    risky = ", ".join(f"chr({ord(sign)})" for sign in RISKY)
    return f"CASE WHEN left({text}, 1) IN ({risky}) THEN '''' || {text} ELSE {text} END"


def csv_cell(field: pa.Field) -> str:
    """The field of a CSV line, quoted where it must be."""
    if not is_text(field.type):
        return f"coalesce({plain(field)}, '')"
    text = harmless(plain(field))
    quoted = f"""'"' || replace({text}, '"', '""') || '"'"""
    return f"""coalesce(CASE WHEN regexp_matches({plain(field)}, '[",\\r\\n]') THEN {quoted} ELSE {text} END, '')"""


def json_cell(field: pa.Field) -> str:
    """The field of a JSON object, its name included."""
    key = f"to_json({literal(field.name)})"
    value = plain(field) if is_number(field.type) else f"CAST(to_json({name(field.name)}) AS VARCHAR)"
    if types.is_timestamp(field.type):
        value = f"to_json({plain(field)})"
    return f"{key} || ':' || coalesce({value}, 'null')"


def xlsx_cell(field: pa.Field) -> str:
    """The cell of a worksheet: numbers and days typed, text never a formula."""
    kind, column = field.type, name(field.name)
    if is_number(kind):
        style = f"CASE WHEN {column} = trunc({column}) THEN {WHOLE} ELSE {GENERAL} END"
        if field.name.endswith("_yuan"):
            style = f"CASE WHEN {column} = trunc({column}) THEN {WHOLE} ELSE {MONEY} END"
        return f"""coalesce('<c s="' || {style} || '"><v>' || {plain(field)} || '</v></c>', '<c/>')"""
    if types.is_date(kind):
        serial = f"date_diff('day', {FIRST_DAY}, {column})"
        typed = f"""'<c s="{DAY}"><v>' || {serial} || '</v></c>'"""
        return (
            f"coalesce(CASE WHEN {column} >= DATE '1900-03-01' THEN {typed} ELSE {_inline(plain(field))} END, '<c/>')"
        )
    if types.is_boolean(kind):
        return f"""coalesce('<c t="b"><v>' || CAST({column} AS INTEGER) || '</v></c>', '<c/>')"""
    return f"coalesce({_inline(harmless(plain(field)))}, '<c/>')"


def _inline(text: str) -> str:
    """A text cell; most texts need no escape, and one look tells which do."""
    kept = f"left(regexp_replace({text}, '{CONTROL}', '', 'g'), {LONGEST_CELL})"
    for sign, entity in (("&", "&amp;"), ("<", "&lt;"), (">", "&gt;"), ("\r", "")):
        kept = f"replace({kept}, chr({ord(sign)}), '{entity}')"
    odd = f"length({text}) > {LONGEST_CELL} OR regexp_matches({text}, '{ODD}')"
    written = f"""CASE WHEN {odd} THEN '<t xml:space="preserve">' || {kept} ELSE '<t>' || {text} END"""
    return f"""'<c t="inlineStr"><is>' || {written} || '</t></is></c>'"""


def lines(table: pa.Table, expression: str) -> Iterator[memoryview]:
    """The expression for each row, one after the other in the table's order, in pieces of many rows."""
    with duckdb.connect(":memory:", config={"enable_external_access": "false", "threads": "1"}) as connection:
        connection.register("taken", table)
        reader = connection.sql(f"SELECT {expression} AS line FROM taken").to_arrow_reader(20_000)
        for batch in reader:
            column = batch.column(0)
            # The texts of an Arrow column lie end to end in one buffer: with their line ends in them they are the file.
            if len(column):
                yield _bytes(column)


def _bytes(column: pa.Array) -> memoryview:
    wide = column.cast(pa.large_string())
    _, offsets, data = wide.buffers()
    bounds = memoryview(offsets).cast("q")
    first, last = bounds[wide.offset], bounds[wide.offset + len(wide)]
    return memoryview(data)[first:last]
