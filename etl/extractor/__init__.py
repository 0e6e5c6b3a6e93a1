"""The extractor: an article's body -> its facts. extract_facts is the only name that others use."""

from etl.extractor import clauses, merge
from etl.extractor.facts import entity_counts, growth_rates, output_values, signings, tables
from etl.extractor.finding import Context, Finding
from etl.models import Article, Facts

# Raised whenever a rule or a lexicon changes what is found: the next build then reads every article again.
VERSION = "1"

FINDERS = {
    "output_values": output_values.find,
    "growth_rates": growth_rates.find,
    "signings": signings.find,
    "entity_counts": entity_counts.find,
}


def extract_facts(article: Article) -> Facts:
    """The facts that an article's body states, each table in the order of the text."""
    found = findings(article)
    return Facts(**{table: merge.facts(table, [f.fact for f in rows if f.fact is not None]) for table, rows in found.items()})


def findings(article: Article) -> dict[str, list[Finding]]:
    """For each table what its rules say of each figure: the fact, or why there is none."""
    if not article.content or article.published_on is None:
        return {table: [] for table in FINDERS}
    read, home = clauses.read(article.title, article.content, article.published_on)
    return from_clauses(read, Context(article.article_id, article.content, article.published_on, home))


def from_clauses(read: list[clauses.Clause], context: Context) -> dict[str, list[Finding]]:
    """The findings of clauses that were read."""
    found = {table: list(find(read, context)) for table, find in FINDERS.items()}
    for table, rows in tables.find(read, context).items():
        found[table].extend(rows)
    return found
