"""The order of the stages; the only module that decides what is read and what is written."""

import errno
import os
import re
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from etl import inputs as files
from etl import warehouse
from etl.errors import EtlError, NothingPublished
from etl.inputs import Input

if TYPE_CHECKING:
    import duckdb

    from etl.reading import Reading

Step = Callable[[int], None]

# How DuckDB says that memory ran out; in a commit it does so inside another error.
OUT_OF_MEMORY = re.compile(r"Out of Memory|could not allocate|failed to (?:allocate|pin)")


@dataclass
class Report:
    """Where a build tells what it does: lines for stderr, and a progress bar for a step of so many inputs."""

    line: Callable[[str], None] = lambda _: None
    step: Callable[[str, int], AbstractContextManager[Step]] = lambda _name, _total: nullcontext(lambda _n: None)


@dataclass
class Summary:
    """What a build did."""

    build: Path
    read: int = 0
    reused: int = 0
    refused: int = 0
    rows: dict[str, int] = field(default_factory=dict)
    gone: list[str] = field(default_factory=list)
    duplicates: list[tuple[str, str]] = field(default_factory=list)
    seconds: float = 0.0


def build(
    paths: list[Path], directory: Path, now: datetime, jobs: int | None = None, report: Report | None = None
) -> Summary:
    """Read the files and folders and publish a build of what they hold; NothingPublished if that can't be done."""
    report = report or Report()
    began = time.monotonic()
    sources = files.collect(paths)
    if not sources:
        raise NothingPublished(
            f"{', '.join(map(str, paths))}: nothing to read there. Name a folder that holds articles."
        )
    with _published_or_nothing(directory), warehouse.writing(directory, report.line) as draft:
        summary = _write(draft, sources, jobs or os.cpu_count() or 1, report)
        summary.build = warehouse.publish(draft, now)
    summary.seconds = time.monotonic() - began
    return summary


def read_files(paths: list[Path]) -> Iterator["Reading"]:
    """The articles of each file with their facts, nothing written."""
    from etl import reading

    for source in files.collect(paths):
        yield reading.read(source)


def _write(draft: Path, sources: list[Input], jobs: int, report: Report) -> Summary:
    from etl import checks, load, reading

    summary = Summary(draft)
    folder = draft.with_suffix(".parts")
    version = reading.version()
    with load.open_draft(draft, jobs) as connection:
        unchanged: list[Input] = []
        fresh = sources
        if load.attach(connection, warehouse.current(draft.parent)):
            unchanged, fresh, summary.gone = load.compare(connection, sources, version)
        number = _read(fresh, folder, jobs, version, report, 0)
        load.stage(connection, folder, unchanged)
        if orphans := load.orphans(connection) if unchanged else set():
            # Their article was another file's in the build before; now it is theirs.
            again = [source for source in unchanged if source.path in orphans]
            unchanged = [source for source in unchanged if source.path not in orphans]
            _read(again, folder, jobs, version, report, number)
            load.stage(connection, folder, unchanged)
        load.fill(connection)
        for reason in load.refusals_of_unchanged(connection):
            report.line(reason)
        summary.reused, summary.refused = load.reused(connection), load.refused(connection)
        summary.duplicates = load.duplicates(connection)
        summary.rows = load.counts(connection)
        summary.read = summary.rows["articles"] - summary.reused
        if not summary.rows["articles"]:
            raise NothingPublished("no article could be read, so nothing was published. See the reasons above.")
        _settle(connection, folder, jobs, reuse=bool(unchanged))
        load.close(connection)
    with load.reopen(draft) as connection:
        checks.run(connection)
    return summary


def _read(fresh: list[Input], folder: Path, jobs: int, version: str, report: Report, first: int) -> int:
    from etl import parts

    with report.step("reading", len(fresh)) as advance:

        def on_part(progress: parts.Progress) -> None:
            advance(progress.inputs)
            for reason in progress.refusals:
                report.line(reason)

        return parts.read(fresh, folder, jobs, version, on_part, first)


def _settle(connection: "duckdb.DuckDBPyConnection", folder: Path, jobs: int, *, reuse: bool) -> None:
    """The search index, and what is settled of the facts: at once if there are two jobs, for each keeps one core busy.

    Neither asks for what the other makes; the temporary tables of each are its own connection's.
    """
    from etl import search

    if jobs == 1:
        search.fill(connection, folder, reuse=reuse)
        _reconcile(connection)
        return
    with connection.cursor() as beside, ThreadPoolExecutor(1) as thread:
        settled = thread.submit(_reconcile, beside)
        search.fill(connection, folder, reuse=reuse)
        settled.result()


def _reconcile(connection: "duckdb.DuckDBPyConnection") -> None:
    from etl import load, reconcile

    reconcile.reconcile(connection)
    load.fill_page_tables(connection)


@contextmanager
def _published_or_nothing(directory: Path) -> Iterator[None]:
    """Whatever keeps a build from being published, as one line."""
    import duckdb

    from etl import load

    try:
        with warehouse.one_line_errors(directory):
            yield
    except EtlError:
        raise
    except duckdb.Error as error:
        text = str(error).partition("\n")[0]
        if "No space left" in text or "File too large" in text or "failed to offload" in text.lower():
            raise NothingPublished(warehouse.disk_error(OSError(errno.ENOSPC, "full"), directory)) from error
        if OUT_OF_MEMORY.search(text):
            text = (
                f"so many facts need more memory than the {load.MEMORY_LIMIT} that a build takes. Build fewer articles "
                "at once, or with --jobs 1, which needs less."
            )
        raise NothingPublished(f"{directory}: {text} Nothing was published.") from error
