"""The search index: the words of each article, each sentence that states a figure, and each signing event.

The words are cut where the article is read, in the workers, and only for articles that are new; the index is made of
them when the rows are loaded. A sentence is found by its own words and by what its figure speaks of: the region, the
industry, the statistic and the year, though the sentence may say them elsewhere or not at all.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from etl import cutter, gazetteer
from etl.extractor import lexicon
from etl.extractor.tokens import SENTENCE
from etl.models import Article, Facts
from etl.reading import TABLES, Read

if TYPE_CHECKING:
    import duckdb

Span = tuple[int, int]

TITLE_WEIGHT = 3
K1, B = 1.2, 0.75  # BM25: how soon a word said often stops counting for more, and how far length counts against it


class Unit(NamedTuple):
    """One thing to be found: its words without repetition, and how often each stands in it."""

    kind: str
    article_id: str
    fact_id: str | None
    char_start: int | None
    char_end: int | None
    length: int
    terms: list[str]
    frequencies: list[int]


def units(read: Read, *, whole: bool = True) -> Iterator[Unit]:
    """What is to be found of one article that was read; without `whole` only its facts (one more row of a sheet)."""
    article = read.article
    sentences = [(match.span(), cutter.cut(match.group())) for match in SENTENCE.finditer(article.content or "")]
    if whole:
        title = cutter.cut(" ".join(filter(None, (article.title, article.publisher))))
        words = [word for _, words in sentences for word in words]
        yield _unit("article", article, None, None, words + title * TITLE_WEIGHT)
    yield from _sentences(article, read.facts, sentences)
    for signing in read.facts.signings:
        if signing.event or signing.parties:
            named = cutter.cut(f"{signing.event or ''} {signing.parties or ''}")
            yield _unit("event", article, signing.fact_id, None, named + _spoken_of(signing))


def _sentences(article: Article, facts: Facts, sentences: list[tuple[Span, list[str]]]) -> Iterator[Unit]:
    """The sentences that state a figure, out of all of the article with their words."""
    every = [fact for table in TABLES for fact in getattr(facts, table)]
    placed = sorted((fact for fact in every if fact.char_start is not None), key=lambda fact: fact.char_start)
    at = iter(placed)
    fact = next(at, None)
    for (start, end), words in sentences:
        here = []
        while fact is not None and fact.char_start < end:
            here.append(fact)
            fact = next(at, None)
        if here:
            about = list(dict.fromkeys(word for one in here for word in _spoken_of(one)))
            yield _unit("sentence", article, here[0].fact_id, (start, end), words + about)
    title = cutter.cut(article.title or "")
    for fact in every:
        if fact.char_start is None:
            yield _unit("sentence", article, fact.fact_id, None, cutter.cut(fact.quote) + title + _spoken_of(fact))


def _unit(kind: str, article: Article, fact_id: str | None, span: Span | None, words: list[str]) -> Unit:
    counts = Counter(words)
    for word, times in list(counts.items()):
        if len(word) >= cutter.SHORTEST_WITH_OTHERS_WITHIN:
            for piece in cutter.within(word):
                counts[piece] += times
    start, end = span or (None, None)
    return Unit(kind, article.article_id, fact_id, start, end, len(words), list(counts), list(counts.values()))


def _spoken_of(fact: object) -> list[str]:
    """The words of what a fact speaks of."""
    words = list(_place_words(str(getattr(fact, "adcode", ""))))
    words += _named_words(getattr(fact, "zone", None), getattr(fact, "industry_text", None))
    words += _industry_words(getattr(fact, "industry", None))
    measures: dict[str, list[str]] = lexicon.words("search")["statistics"] | lexicon.words("search")["kinds"]
    words += measures.get(str(getattr(fact, "statistic", None) or getattr(fact, "kind", None)), [])
    if hasattr(fact, "rate"):
        words += lexicon.words("search")["growth"]
    day = getattr(fact, "period_end", None) or getattr(fact, "signed_on", None)
    return [*words, str(day.year)] if day else words


@lru_cache(maxsize=1024)
def _named_words(zone: str | None, industry_text: str | None) -> tuple[str, ...]:
    return tuple(cutter.cut(f"{zone or ''} {industry_text or ''}"))


@cache
def _place_words(adcode: str) -> tuple[str, ...]:
    known = gazetteer.regions()
    region = known.get(adcode)
    chain = [known[code] for code in (adcode, region.city, region.province) if code in known] if region else []
    names = [name for place in chain for name in (place.name, place.short_name) if place.level != "country"]
    return tuple(dict.fromkeys(word for name in names for word in cutter.cut(name)))


@cache
def _industry_words(code: str | None) -> tuple[str, ...]:
    from etl.extractor import industries

    return tuple(word for row in industries.tree() if row.industry == code for word in cutter.cut(row.name_zh))


def names() -> Iterable[dict[str, object]]:
    """Every name by which a question may mean a region or an industry, for the table search_names."""
    from etl.extractor import industries

    order = {"country": 0, "province": 1, "city": 2, "county": 3}
    for region in gazetteer.regions().values():
        for name in dict.fromkeys((region.full_name, region.name, region.short_name)):
            rank = order[region.level] + 4 * (region.status != "current")
            yield {"name": cutter.normal(name), "kind": "region", "code": region.adcode, "rank": rank}
    named: dict[str, str] = {}
    for row in industries.tree():
        named |= {cutter.normal(row.name_zh): row.industry, cutter.normal(row.name_en): row.industry}
    named |= {cutter.normal(word): code for word, code in industries.words().items()}
    for name, code in named.items():
        yield {"name": name, "kind": "industry", "code": code, "rank": 0}


def fill(connection: "duckdb.DuckDBPyConnection", folder: Path, *, reuse: bool) -> None:
    """The index of what the tables hold: words of new articles from the parts, of the others from the build before.

    The words are never all in memory: what is to be found is numbered first, then its words are read where they lie.
    """
    connection.execute(UNITS)
    sources = []
    if next(folder.glob("words-*.parquet"), None) is not None:
        words = WORDS.format(folder=str(folder).replace("'", "''"))
        connection.execute(FROM_PARTS.format(words=words))
        sources.append(TERMS_OF_PARTS.format(words=words))
    if reuse:
        connection.execute(FROM_PREVIOUS)
        sources.append(TERMS_OF_PREVIOUS)
    connection.execute(ITEMS)
    if sources:
        connection.execute(f"CREATE TEMP VIEW unit_terms AS {' UNION ALL '.join(sources)}")
        connection.execute(TERMS)
        connection.execute(POSTINGS, {"k1": K1, "b": B})
        connection.execute("DROP VIEW unit_terms")
    connection.execute("DROP TABLE numbered; DROP TABLE units; DROP TABLE stated")


# Of an article in several files the copy that counts; of a fact told in several rows one.
UNITS = """
CREATE TEMP TABLE units (
    kind VARCHAR, article_id VARCHAR, fact_id VARCHAR, char_start INTEGER, char_end INTEGER, length INTEGER,
    part VARCHAR, line BIGINT, item INTEGER
);
CREATE TEMP TABLE stated AS
    SELECT fact_id FROM output_values UNION ALL SELECT fact_id FROM growth_rates
    UNION ALL SELECT fact_id FROM signings UNION ALL SELECT fact_id FROM entity_counts;
"""
WORDS = "read_parquet('{folder}/words-*.parquet', filename = 'part', file_row_number = true)"
FROM_PARTS = """
INSERT INTO units BY NAME
SELECT u.kind, u.article_id, u.fact_id, u.char_start, u.char_end, u.length, u.part, u.file_row_number AS line
FROM {words} u
LEFT JOIN kept ON kept.article_id = u.article_id AND kept.path = u.path
WHERE CASE u.kind WHEN 'article' THEN kept.path IS NOT NULL ELSE u.fact_id IN (SELECT fact_id FROM stated) END
QUALIFY row_number() OVER (PARTITION BY u.kind, coalesce(u.fact_id, u.article_id) ORDER BY u.path) = 1
"""
FROM_PREVIOUS = """
INSERT INTO units BY NAME
SELECT i.* FROM previous.search_items i
ANTI JOIN units ON units.kind = i.kind AND units.article_id = i.article_id
     AND units.fact_id IS NOT DISTINCT FROM i.fact_id
WHERE CASE i.kind WHEN 'article' THEN i.article_id IN (SELECT article_id FROM articles)
      ELSE i.fact_id IN (SELECT fact_id FROM stated) END
"""
ITEMS = """
CREATE TEMP TABLE numbered AS
SELECT *, row_number() OVER (ORDER BY kind, article_id, char_start NULLS FIRST, fact_id)::INTEGER AS number FROM units;
INSERT INTO search_items BY NAME
SELECT number AS item, kind, article_id, fact_id, char_start, char_end, length FROM numbered ORDER BY number;
"""
TERMS_OF_PARTS = """
SELECT n.number AS item, unnest(w.terms) AS term, unnest(w.frequencies) AS frequency
FROM {words} w JOIN numbered n ON n.part = w.part AND n.line = w.file_row_number
"""
TERMS_OF_PREVIOUS = """
SELECT n.number AS item, t.term, p.frequency
FROM numbered n JOIN previous.search_postings p ON p.item = n.item JOIN previous.search_terms t ON t.term_id = p.term_id
"""
TERMS = """
INSERT INTO search_terms BY NAME
SELECT row_number() OVER (ORDER BY term)::INTEGER AS term_id, term, count(*)::INTEGER AS documents
FROM unit_terms GROUP BY term ORDER BY term
"""
POSTINGS = """
INSERT INTO search_postings BY NAME
SELECT term_id, item, frequency,
       (ln(1 + (every.number - documents + 0.5) / (documents + 0.5))
        * frequency * ($k1 + 1) / (frequency + $k1 * (1 - $b + $b * length / usual.length_of_kind)))::FLOAT AS weight
FROM unit_terms JOIN search_terms USING (term) JOIN search_items USING (item)
JOIN (SELECT kind, greatest(avg(length), 1) AS length_of_kind FROM search_items GROUP BY kind) usual USING (kind)
CROSS JOIN (SELECT count(*) AS number FROM search_items) every
ORDER BY term_id, item
"""
