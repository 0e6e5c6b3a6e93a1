"""Articles a second on one core: reading a file, cutting the body, extracting the facts.

Processor time of this process, so that what else the machine does counts little; garbage is collected as in a build.
"""

import time
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TypeVar

from bench import corpus
from etl import body, compiled, documents, inputs, parts
from etl.errors import EtlError
from etl.extractor import extract_all
from etl.models import Article, Document

T = TypeVar("T")
COMBINED = 1000
ROUNDS = 5


def run() -> list[dict[str, str]]:
    """Rows of measure, value and budget."""
    parts.collect_rarely()
    marked = corpus.articles()
    extract_all(marked[:1])  # the lexicons are read at the first
    shared, _ = min(_timed(lambda: extract_all(marked)) for _ in range(ROUNDS))
    with TemporaryDirectory() as folder:
        corpus.write(Path(folder), COMBINED)
        files = inputs.collect([Path(folder)])
        read, found = _timed(lambda: [each for file in files for each in documents.stream(file.location, file.path)])
    whole = [each for each in found if isinstance(each, Document)]
    cut, articles = _timed(lambda: [article for each in whole if (article := _article(each))])
    combined, facts = _timed(lambda: extract_all(articles))
    count = sum(len(f.output_values) + len(f.growth_rates) + len(f.signings) + len(f.entity_counts) for f in facts)
    length = sum(len(article.content or "") for article in articles) // len(articles)
    how = "compiled" if compiled.in_use() else "as Python, not compiled"
    return [
        _row(
            f"extraction alone, {how}, one core, {len(marked)} marked articles",
            len(marked) / shared,
            "1,000 articles/s",
        ),
        _row(
            f"extraction alone, {how}, one core, {len(articles)} combined articles: {length} characters, {count} facts",
            len(articles) / combined,
            "1,000 articles/s",
        ),
        _row("reading and decoding text files, one core", len(files) / read),
        _row("cutting the body, one core", len(whole) / cut),
    ]


def _article(document: Document) -> Article | None:
    try:
        return body.article(document)
    except EtlError:
        return None


def _timed(work: Callable[[], T]) -> tuple[float, T]:
    began = time.process_time()
    result = work()
    return time.process_time() - began, result


def _row(measure: str, rate: float, budget: str = "") -> dict[str, str]:
    return {"measure": measure, "value": f"{rate:,.0f} articles/s", "budget": budget}
