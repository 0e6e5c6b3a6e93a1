"""Many inputs -> parts: Parquet files of rows that the load takes up, written by a pool of processes.

A part holds the rows of some dozens of inputs, so little passes between processes and memory does not grow with the
number of articles. An input that kills its process is refused by name; the others of its part are read again.
"""

import gc
import multiprocessing
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from dataclasses import fields
from datetime import date
from decimal import Decimal
from functools import cache
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, get_args, get_type_hints

from etl import reading
from etl.inputs import Input
from etl.models import Article, EntityCount, GrowthRate, OutputValue, Signing

if TYPE_CHECKING:
    import pyarrow as pa

FACT_TABLES: dict[str, type] = {
    "output_values": OutputValue,
    "growth_rates": GrowthRate,
    "signings": Signing,
    "entity_counts": EntityCount,
}
# The articles' and the facts' own columns, each with the path of the input in front; then what the build remembers.
BOOKS: dict[str, dict[str, type]] = {
    "files": {"path": str, "bytes": int, "sha256": str, "extractor_version": str},
    "readings": {"path": str, "ordinal": int, "article_id": str},
    "refusals": {"path": str, "ordinal": int, "reason": str},
    "spreadsheet_rows": {"path": str, "row": int, "fact_id": str},
}
# The words of what is to be found (etl/search.py): taken up by the search index, not kept as they are.
WORDS: dict[str, Any] = {
    "path": str,
    "kind": str,
    "article_id": str,
    "fact_id": str,
    "char_start": int,
    "char_end": int,
    "length": int,
    "terms": list[str],
    "frequencies": list[int],
}
PART_INPUTS = 64
PART_BYTES = 4_000_000
# Below this a pool costs more than it saves.
POOL_BYTES = 600_000
# At most one task more than each process has in hand: the rest waits here, not in the pipe.
AHEAD = 2


class Progress(NamedTuple):
    """What a part brought: inputs done, and the lines of what was refused."""

    inputs: int
    refusals: list[str]


@cache
def columns(table: str) -> dict[str, type]:
    """The columns of a part's table and their types, `path` first."""
    if table == "words":
        return WORDS
    if table in BOOKS:
        return BOOKS[table]
    noun = Article if table == "articles" else FACT_TABLES[table]
    hints = get_type_hints(noun)
    return {"path": str} | {f.name: (get_args(hints[f.name]) or (hints[f.name],))[0] for f in fields(noun)}


def tables() -> tuple[str, ...]:
    """Every table of a part."""
    return ("articles", *FACT_TABLES, *BOOKS)


def read(
    inputs: list[Input], folder: Path, jobs: int, version: str, on_part: Callable[[Progress], None], first: int = 0
) -> int:
    """Read the inputs into parts of the folder, numbered from `first`; the next free number."""
    folder.mkdir(exist_ok=True)
    numbers = count(first)
    chunks = list(_chunks(inputs))
    if jobs == 1 or sum(source.size for source in inputs) < POOL_BYTES:
        for chunk in chunks:
            on_part(write(folder, next(numbers), chunk, version))
    else:
        lost = _in_pool(chunks, folder, jobs, version, on_part, numbers)
        for source in lost:  # one at a time: the next to die is the one to blame
            if _in_pool([[source]], folder, 1, version, on_part, numbers):
                refused = source._replace(refusal="it ended the process that read it; look for what is odd in it")
                on_part(write(folder, next(numbers), [refused], version))
    return next(numbers)


def write(folder: Path, number: int, inputs: list[Input], version: str) -> Progress:
    """Read some inputs and write their rows, one Parquet file for each table that has any."""
    rows: dict[str, list[tuple[Any, ...]]] = {table: [] for table in (*tables(), "words")}
    refusals: list[str] = []
    for read in reading.read_all(inputs):
        _add(rows, read, version)
        refusals += read.refusals
    for table, lines in rows.items():
        if lines:
            _save(folder / f"{table}-{number:06d}.parquet", table, lines)
    return Progress(len(inputs), refusals)


def _chunks(inputs: list[Input]) -> Iterator[list[Input]]:
    chunk: list[Input] = []
    size = 0
    for source in inputs:
        chunk.append(source)
        size += source.size
        if len(chunk) >= PART_INPUTS or size >= PART_BYTES:
            yield chunk
            chunk, size = [], 0
    if chunk:
        yield chunk


def _in_pool(
    chunks: Iterable[list[Input]],
    folder: Path,
    jobs: int,
    version: str,
    on_part: Callable[[Progress], None],
    numbers: "count[int]",
) -> list[Input]:
    """Write a part for each chunk; the inputs that were not read because a process died."""
    waiting = iter(chunks)
    lost: list[Input] = []
    # Not forked: the parent has DuckDB's threads.
    with ProcessPoolExecutor(jobs, mp_context=multiprocessing.get_context("spawn"), initializer=collect_rarely) as pool:
        running: dict[Future[Progress], list[Input]] = {}
        broken = False
        while True:
            while not broken and len(running) < jobs + AHEAD and (chunk := next(waiting, None)):
                try:
                    running[pool.submit(write, folder, next(numbers), chunk, version)] = chunk
                except BrokenProcessPool:
                    broken = True
                    lost += chunk
            if not running:
                break
            for future in wait(running, return_when=FIRST_COMPLETED).done:
                chunk = running.pop(future)
                try:
                    on_part(future.result())
                except BrokenProcessPool:
                    broken = True
                    lost += chunk
    if broken:
        lost += [source for chunk in waiting for source in chunk]
    return sorted(lost)


def collect_rarely() -> None:
    """Look for garbage every 100,000 objects: an article makes thousands that are short-lived and no cycles."""
    gc.set_threshold(100_000, 50, 50)


def _add(rows: dict[str, list[tuple[Any, ...]]], read: reading.Reading, version: str) -> None:
    from etl import search

    source = read.input
    rows["files"].append((source.path, source.size, source.sha256, version))
    rows["refusals"] += [(source.path, ordinal, reason) for ordinal, reason in enumerate(read.refusals)]
    known: set[str] = set()
    for ordinal, item in enumerate(read.reads):
        first = item.article.article_id not in known
        if first:
            known.add(item.article.article_id)
            rows["readings"].append((source.path, ordinal, item.article.article_id))
            rows["articles"].append((source.path, *_values(item.article)))
        elif item.row is None:
            continue  # the same article twice in one file
        rows["words"] += [(source.path, *unit) for unit in search.units(item, whole=first)]
        for table in FACT_TABLES:
            for fact in getattr(item.facts, table):
                rows[table].append((source.path, *_values(fact)))
                if item.row is not None:
                    rows["spreadsheet_rows"].append((source.path, item.row, fact.fact_id))


def _values(noun: Any) -> tuple[Any, ...]:  # noqa: ANN401 - any dataclass
    return tuple(getattr(noun, name) for name in noun.__slots__)


@cache
def schema(table: str) -> "pa.Schema":
    """The Arrow types of a part's table."""
    import pyarrow as pa

    types: dict[Any, Any] = {str: pa.string(), int: pa.int64(), date: pa.date32(), Decimal: pa.decimal128(20, 2)}
    types |= {list[str]: pa.list_(pa.string()), list[int]: pa.list_(pa.int32())}
    special = {"rate": pa.decimal128(12, 6)}
    return pa.schema([(name, special.get(name, types[kind])) for name, kind in columns(table).items()])


def _save(path: Path, table: str, lines: list[tuple[Any, ...]]) -> None:
    import pyarrow as pa
    import pyarrow.parquet as pq

    arrow = schema(table)
    columns = [
        pa.array(
            [_exact(value, field.type.scale) for value in values] if pa.types.is_decimal(field.type) else values,
            field.type,
        )
        for field, values in zip(arrow, zip(*lines, strict=True), strict=True)
    ]
    pq.write_table(pa.Table.from_arrays(columns, schema=arrow), path, compression="zstd")


def _exact(value: Decimal | None, scale: int) -> Decimal | None:
    return None if value is None else value.quantize(Decimal(1).scaleb(-scale))
