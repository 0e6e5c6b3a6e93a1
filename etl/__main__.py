"""The command line: build, extract, mentions, explain, export. It prints an error as one line and never a traceback."""

import json
import signal
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, NoReturn

import typer

from etl.errors import EtlError, NothingPublished
from etl.paths import SEEDS, WAREHOUSE

if TYPE_CHECKING:
    from etl.pipeline import Summary

NOTHING, USAGE, SOME_REFUSED, INTERRUPTED = 1, 2, 3, 128 + signal.SIGINT
NAMED = 20

app = typer.Typer(
    add_completion=False,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    help="Chinese news about the life-science industry -> one DuckDB file of figures, each with its sentence.",
)


@app.command()
def build(
    paths: Annotated[list[Path] | None, typer.Argument(metavar="[PATH ...]", help="files and folders; seeds")] = None,
    warehouse: Annotated[Path, typer.Option(metavar="DIR", help="folder of the builds")] = WAREHOUSE,
    jobs: Annotated[int | None, typer.Option(min=1, max=64, metavar="N", help="processes; one for each core")] = None,
) -> None:
    """Read files and folders and publish a new build.

    Of a folder all is read but hidden files, README, LICENSE and CHANGELOG; a file that is named itself always is.

    Exit 0: all read; 3: some refused, each named on stderr, the rest published; 1: nothing published; 2: wrong usage.
    """
    from etl import pipeline, progress

    report = pipeline.Report(line=_tell, step=progress.step)
    try:
        summary = pipeline.build(paths or [SEEDS], warehouse, datetime.now(UTC), jobs, report)
    except NothingPublished as error:
        _end(str(error), NOTHING)
    except EtlError as error:
        _end(str(error), USAGE)
    _print_summary(summary)
    if summary.refused:
        raise typer.Exit(SOME_REFUSED)


@app.command()
def extract(files: Annotated[list[Path], typer.Argument(metavar="FILE ...", help="articles")]) -> None:
    """Print one JSON line for each article: its source, its date, and its facts. Nothing is written."""
    from etl import pipeline, records

    printed = refused = 0
    try:
        for reading in pipeline.read_files(files):
            for line in records.lines(reading):
                _print_json(line)
                printed += 1
            for reason in reading.refusals:
                _tell(reason)
                refused += 1
    except EtlError as error:
        _end(str(error), USAGE)
    if refused or not printed:
        raise typer.Exit(SOME_REFUSED if printed else NOTHING)


@app.command()
def mentions(
    kind: Annotated[str, typer.Option(metavar="KIND", help="amounts, rates, numbers, periods or regions")],
) -> None:
    """Read JSON lines {"text": ..., "date": ...} and print for each {"mentions": [...]} in the order of the text."""
    from etl import records

    if kind not in records.KINDS:
        _end(f"--kind {kind[:40]!r} is not known; one of {', '.join(records.KINDS)} is.", USAGE)
    find = records.finder(kind, datetime.now(UTC).date())
    bad = 0
    for number, line in enumerate(sys.stdin.buffer, 1):
        try:
            _print_json({"mentions": find(*records.question(line))})
        except EtlError as error:
            bad += 1
            _print_json({"mentions": []})
            _tell(f"stdin, line {number}: {error}")
    if bad:
        raise typer.Exit(SOME_REFUSED)


@app.command()
def explain(file: Annotated[Path, typer.Argument(metavar="FILE", help="an article")]) -> None:
    """Print an article with each fact under its sentence, and why it was read so."""
    from etl import pipeline
    from etl.extractor import explain as explaining

    printed = False
    try:
        for reading in pipeline.read_files([file]):
            for item in reading.reads:
                if item.article.content is not None:
                    print(explaining.explain(item.article))
                    printed = True
            for reason in reading.refusals:
                _tell(reason)
    except EtlError as error:
        _end(str(error), USAGE)
    if not printed:
        _end(f"{file}: there is no article to explain.", NOTHING)


@app.command()
def export(
    out: Annotated[Path, typer.Option("--out", metavar="DIR", help="folder for the files")],
    kinds: Annotated[
        list[str], typer.Option("--format", metavar="FORMAT", help="csv, csv_plain, xlsx, parquet, json or zip")
    ],
    tables: Annotated[list[str] | None, typer.Option("--table", metavar="TABLE", help="the four of facts")] = None,
    city: Annotated[str, typer.Option(metavar="CODES", help="codes of regions, joined by commas")] = "",
    year: Annotated[str, typer.Option(metavar="YEARS", help="2022 or 2021-2024")] = "",
    industry: Annotated[str, typer.Option(metavar="CODE")] = "",
    statistic: Annotated[str, typer.Option(metavar="CODE")] = "",
    search: Annotated[str, typer.Option("--q", metavar="TEXT", help="words in quotes, titles, events, parties")] = "",
    warehouse: Annotated[Path, typer.Option(metavar="DIR", help="folder of the builds")] = WAREHOUSE,
) -> None:
    """Write the published build's tables to files, the same that the dashboard gives; --format may be repeated.

    Exit 0: all written; 2: wrong usage, or nowhere to write; files that were written whole stay.
    """
    from etl.exports import command

    def tell(written: command.Written) -> None:
        counted = ", ".join(f"{name} {rows:,} rows" for name, rows in written.rows.items())
        print(f"{written.path}: {counted}, {written.path.stat().st_size:,} bytes")

    try:
        build = command.published(warehouse)
        asked = command.chosen(city, year, industry, statistic, search, build)
        command.export(build, kinds, tables or list(command.DEFAULT), asked, out, tell)
    except EtlError as error:
        _end(str(error), USAGE)


def _print_summary(summary: "Summary") -> None:
    print(f"articles: {summary.read} read, {summary.reused} reused; {summary.refused} files refused in whole or part")
    for name, count in summary.rows.items():
        print(f"{name:<14}{count:>9,}")
    if summary.gone:
        print(f"gone: {len(summary.gone)} files of the build before; their facts left with them: {_some(summary.gone)}")
    if summary.duplicates:
        twice = [f"{path} (as {kept})" for path, kept in summary.duplicates]
        print(f"twice: {len(twice)} files hold an article that another one holds; it counts once: {_some(twice)}")
    print(f"published {summary.build} in {summary.seconds:.1f} s")


def _some(names: list[str]) -> str:
    more = f" and {len(names) - NAMED} more" if len(names) > NAMED else ""
    return ", ".join(names[:NAMED]) + more


def _print_json(value: dict[str, Any]) -> None:
    print(json.dumps(value, ensure_ascii=False))


def _tell(line: str) -> None:
    """One line on stderr, whatever characters it holds."""
    sys.stderr.write(f"etl: {' '.join(line.split())}\n")
    sys.stderr.flush()


def _end(line: str, code: int) -> NoReturn:
    _tell(line)
    raise typer.Exit(code)


def main() -> None:
    """Run the command; UTF-8 in and out whatever the machine's locale, and silence when the reader goes away."""
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8", errors="backslashreplace")  # type: ignore[union-attr]
    try:
        app(prog_name="python -m etl")
    except SystemExit as end:
        if end.code == INTERRUPTED:  # typer makes Ctrl-C an exit without a word, and a closed pipe one with 1
            _tell("interrupted before the end.")
        raise


if __name__ == "__main__":
    main()
