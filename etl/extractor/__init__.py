"""The extractor: an article's body -> its facts. Others use extract_facts and extract_all only."""

import re
from dataclasses import replace
from datetime import date
from typing import overload

from etl.extractor import context, dating, merge
from etl.extractor.article_subject import lead_place
from etl.extractor.clauses import Clause, release
from etl.extractor.facts import entity_counts, growth_rates, output_values, signings, tables
from etl.extractor.finding import Context, Finding
from etl.extractor.limits import beyond
from etl.models import Article, Facts

# Raised whenever a rule or a lexicon changes what is found: the next build then reads every article again.
VERSION = "1"

TOGETHER = 8  # articles: with more the first have left the cache when the next stage comes

HALF_PAIR = re.compile("[\ud800-\udfff]")
STRAIGHT_QUOTES = re.compile('"([^"\n]*)"')
CORNERS = str.maketrans("「」『』", "“”“”")
FINDERS = {
    "output_values": output_values.find,
    "growth_rates": growth_rates.find,
    "signings": signings.find,
    "entity_counts": entity_counts.find,
}


def extract_facts(article: Article) -> Facts:
    """The facts that an article's body states, each table in the order of the text."""
    return extract_all([article])[0]


def extract_all(articles: list[Article]) -> list[Facts]:
    """The facts of each article; a few are taken through one stage before the next begins.

    A tenth quicker than one by one: a stage's code and tables stay in the processor's cache.
    """
    return [facts for at in range(0, len(articles), TOGETHER) for facts in _together(articles[at : at + TOGETHER])]


def _together(articles: list[Article]) -> list[Facts]:
    read = [read_article(each) if each.content and written_on(each) is not None else None for each in articles]
    found = iter(from_all([each for each in read if each is not None]))
    extracted = []
    for each in read:
        if each is None:
            extracted.append(Facts())
            continue
        told = next(found).items()
        extracted.append(
            Facts(**{table: merge.facts(table, [f.fact for f in rows if f.fact is not None]) for table, rows in told})
        )
        release(each[0])
    return extracted


def written_on(article: Article) -> date | None:
    """The article's date; of one without, the last day of the year that its text seems to be of."""
    return article.published_on or (dating.assumed(article.content) if article.content else None)


def read_article(article: Article) -> tuple[list[Clause], Context]:
    """The clauses of an article with a body and a year at least, and what holds for it as a whole."""
    day = written_on(article)
    if article.content is None or day is None:
        raise ValueError(article.article_id)
    read, home = context.read(_readable(article.title), _readable(article.content), day, _readable(article.publisher))
    dated = article.published_on is not None
    return read, Context(article.article_id, article.content, day, home, lead_place(read), dated)


def from_all(read: list[tuple[list[Clause], Context]]) -> list[dict[str, list[Finding]]]:
    """For each article that was read, by table, what the rules say of each figure: the fact, or why there is none."""
    found: list[dict[str, list[Finding]]] = [{} for _ in read]
    for table, find in FINDERS.items():
        for (clauses, about), told in zip(read, found, strict=True):
            told[table] = list(find(clauses, about))
    for (clauses, about), told in zip(read, found, strict=True):
        for table, rows in tables.find(clauses, about).items():
            told[table].extend(rows)
    return [
        {table: [_sound(finding, about) for finding in rows] for table, rows in told.items()}
        for (_, about), told in zip(read, found, strict=True)
    ]


def _sound(finding: Finding, context: Context) -> Finding:
    """A finding without a fact that cannot be meant, or of which nothing says when it was."""
    if not context.dated and dating.undated(finding, context.published_on):
        return finding._replace(fact=None, reason="no time is told, and the article has no date")
    if finding.fact is None:
        return finding
    if reason := beyond(finding.fact):
        return finding._replace(fact=None, reason=reason)
    if context.dated:
        return finding
    return finding._replace(fact=replace(finding.fact, rule=f"{finding.fact.rule} < {dating.RULE}"))


@overload
def _readable(text: str) -> str: ...
@overload
def _readable(text: str | None) -> str | None: ...
def _readable(text: str | None) -> str | None:
    """A text as the rules read it, as long as before: no halves of surrogate pairs, one form of quotes and brackets."""
    if not text:
        return text
    try:
        text.encode()  # a tenth of what a search costs
    except UnicodeEncodeError:
        text = HALF_PAIR.sub("\ufffd", text)
    if '"' in text:
        text = STRAIGHT_QUOTES.sub(r"“\1”", text)
    if "(" in text or ")" in text:
        text = text.replace("(", "（").replace(")", "）")
    return text.translate(CORNERS) if "「" in text or "『" in text else text
