"""One input -> its articles, their facts, and a line for each thing that could not be taken. Raises nothing."""

from collections.abc import Iterator
from functools import cache
from hashlib import sha256
from typing import NamedTuple

from etl.checks import fault
from etl.errors import EtlError
from etl.inputs import Input
from etl.models import Article, Facts
from etl.paths import DATA, ROOT

TABLES = ("output_values", "growth_rates", "signings", "entity_counts")


class Read(NamedTuple):
    """One article of a file, and its facts; `row` is the row of the spreadsheet that cites it."""

    article: Article
    facts: Facts
    row: int | None = None


class Reading(NamedTuple):
    """What one input gave, in the order of the file."""

    input: Input
    reads: list[Read]
    refusals: list[str]


@cache
def version() -> str:
    """The extractor's version and a digest of all that decides what is read: code, lexicons, gazetteer."""
    from etl import extractor

    digest = sha256()
    code = [path for path in sorted((ROOT / "etl").rglob("*")) if path.suffix in (".py", ".yaml", ".sql", ".json")]
    for path in [*code, *sorted(DATA.glob("*.csv"))]:
        digest.update(path.relative_to(ROOT).as_posix().encode())
        digest.update(path.read_bytes())
    return f"{extractor.VERSION}+{digest.hexdigest()[:12]}"


def read(source: Input) -> Reading:
    """Everything that one input holds. A fault of the program in one file is that file's refusal."""
    return read_all([source])[0]


def read_all(sources: list[Input]) -> list[Reading]:
    """The same of each of some inputs; their articles are extracted together, which is quicker."""
    held = [(source, list(_held(source))) for source in sources]
    facts = _facts([item for _, items in held for item in items if isinstance(item, Article)])
    return [_reading(source, items, facts) for source, items in held]


def _reading(source: Input, items: list[Article | Read | str], facts: Iterator[Facts | str]) -> Reading:
    """What an input held, with the next facts for each of its articles, or the fault while they were extracted."""
    reading = Reading(source, [], [])
    for item in items:
        told = next(facts) if isinstance(item, Article) else item
        if isinstance(item, Article) and isinstance(told, Facts):
            told = Read(item, told)
        if not isinstance(told, Read):
            reading.refusals.append(_named(source, str(told)))
            continue
        try:
            reading.reads.append(_without_faults(source, told, reading.refusals))
        except Exception as error:
            reading.refusals.append(_named(source, _defect(error)))
    return reading


def _held(source: Input) -> Iterator[Article | Read | str]:
    """An input's articles, a spreadsheet's rows as read, and a line for each thing that could not be taken."""
    if source.refusal:
        yield f"{source.path}: {source.refusal}"
        return
    try:
        yield from _spreadsheet(source) if _is_spreadsheet(source) else _documents(source)
    except EtlError as error:
        yield str(error)
    except Exception as error:
        yield _defect(error)


def _facts(articles: list[Article]) -> Iterator[Facts | str]:
    """The facts of each article; of one in which the program fails the fault."""
    try:
        from etl import extractor
    except Exception as error:
        yield from (f"{article.source_path}: {_defect(error)}" for article in articles)
        return
    try:
        yield from extractor.extract_all(articles)
    except Exception:
        for article in articles:
            try:
                yield extractor.extract_facts(article)
            except Exception as error:
                yield f"{article.source_path}: {_defect(error)}"


def _is_spreadsheet(source: Input) -> bool:
    return source.location.suffix.lower() in (".csv", ".xlsx")


def _spreadsheet(source: Input) -> Iterator[Read | str]:
    from etl import spreadsheets

    rows, refusals = spreadsheets.read(source.location, source.path)
    yield from (Read(row.article, row.facts, row.row) for row in rows)
    yield from refusals


def _documents(source: Input) -> Iterator[Article | str]:
    from etl import body, documents

    for document in documents.stream(source.location, source.path):
        if isinstance(document, EtlError):
            yield str(document)
            continue
        try:
            article = body.article(document)
            article.content.encode("utf-8") if article.content else None
            yield article
        except EtlError as error:
            yield str(error)
        except Exception as error:
            yield f"{document.source_path}: {_defect(error)}"


def _without_faults(source: Input, read: Read, refusals: list[str]) -> Read:
    """The read without the facts that the tables could not hold; each of them is named."""
    kept = Facts()
    known: set[str] = set()
    for table in TABLES:
        for fact in getattr(read.facts, table):
            wrong = "its identifier is taken" if fact.fact_id in known else fault(fact, read.article)
            known.add(fact.fact_id)
            if wrong is None:
                getattr(kept, table).append(fact)
            else:
                refusals.append(f"{source.path}: the figure {fact.quote[:40]!r} was left out: {wrong}")
    return read._replace(facts=kept)


def _named(source: Input, text: str) -> str:
    """The line with the file's name in front, on one line."""
    line = " ".join(text.split())
    return line if line.startswith(source.path) else f"{source.path}: {line}"


def _defect(error: Exception) -> str:
    if isinstance(error, ImportError):
        return f"a package is missing ({error}). Install requirements.txt."
    return f"{type(error).__name__} while it was read. This is a fault of the program; please report it with the file."
