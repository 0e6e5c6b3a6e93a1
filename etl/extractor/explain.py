"""An article with each fact under its sentence, why it has its region, period and status, and figures passed over."""

import dataclasses
from collections.abc import Iterator
from itertools import groupby

from etl.extractor import from_all, read_article, written_on
from etl.extractor.clauses import Clause, Place
from etl.extractor.finding import Finding
from etl.extractor.merge import facts as merged
from etl.models import Article

SHOWN = ("adcode", "zone", "industry_text", "statistic", "value_yuan", "rate", "basis", "kind", "value", "change",
         "project_count", "amount_yuan", "signed_on", "qualifier", "status", "period_start", "period_end")  # fmt: skip


def explain(article: Article) -> str:
    """The article as text: each sentence, its clauses' mentions, the facts with their rules, what was passed over."""
    return "\n".join(_lines(article))


def _lines(article: Article) -> Iterator[str]:
    yield f"# {article.title or article.source_path}"
    yield f"  {article.publisher or '?'} · {article.published_on or 'no date'} · {article.article_id}"
    if not article.content or written_on(article) is None:
        yield "  no body, or neither a date nor a year in it: nothing can be read"
        return
    if article.published_on is None:
        yield f"  read as of {written_on(article)}, from the years that the text tells"
    read, context = read_article(article)
    yield f"  about {_place(context.home)}"
    (found,) = from_all([(read, context)])
    kept = {
        fact.fact_id
        for table, findings in found.items()
        for fact in merged(table, [finding.fact for finding in findings if finding.fact is not None])
    }
    for _, group in groupby(read, key=lambda clause: clause.sentence):
        sentence = list(group)
        yield ""
        yield sentence[0].sentence_text.strip()
        for clause in sentence:
            yield from _clause(clause)
        for table, findings in found.items():
            for finding in findings:
                if sentence[0].start <= finding.figure.start < sentence[-1].end:
                    yield _finding(table, finding, article.content, kept)


def _clause(clause: Clause) -> Iterator[str]:
    mentions = [f"{token.kind}:{clause.words(token)}" for token in clause.tokens if token.end <= clause.end]
    if mentions:
        yield f"    | {' '.join(mentions)}"
        yield f"    |   takes over {_place(clause.place_in)}, {_industry(clause)}, {_period(clause)}"


def _finding(table: str, finding: Finding, content: str, kept: set[str]) -> str:
    quote = content[finding.figure.start : finding.figure.end].replace("\n", " ")
    if finding.fact is None:
        return f"    - {table}: {quote}: {finding.reason}"
    row = dataclasses.asdict(finding.fact)
    fields = ", ".join(f"{name}={row[name]}" for name in SHOWN if row.get(name) is not None)
    told = "" if row["fact_id"] in kept else " (told elsewhere in the article)"
    return f"    + {table}: {row['quote']} [{row['char_start']}:{row['char_end']}] {fields} < {row['rule']}{told}"


def _place(place: Place | None) -> str:
    return "no place" if place is None else place.adcode + (f" {place.zone}" if place.zone else "")


def _industry(clause: Clause) -> str:
    return clause.industry_in.text if clause.industry_in else "no industry"


def _period(clause: Clause) -> str:
    return "no period" if clause.period_in is None else f"{clause.period_in.start}–{clause.period_in.end}"
