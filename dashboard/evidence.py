"""Questions about one figure: its sentence, its article, its neighbours."""

import re

import pandas as pd

from dashboard.choice import Choice
from dashboard.database import TABLES, fetch
from dashboard.queries import ask

ENDS = re.compile(r"[。！？!?\n]")


def fact(fact_id: str) -> pd.Series | None:
    """One fact with its region and article; columns as in FACTS. None if the build has no such fact."""
    found = ask("SELECT * FROM facts WHERE fact_id = $fact", Choice(), fact=fact_id)
    return None if found.empty else found.iloc[0]


def neighbours(fact_id: str) -> pd.DataFrame:
    """Other figures of the same region, industry and year; columns as in FACTS."""
    return ask(
        """
        , one AS (SELECT * FROM facts WHERE fact_id = $fact)
        SELECT facts.* FROM facts JOIN one ON facts.adcode = one.adcode AND facts.year = one.year
               AND facts.industry IS NOT DISTINCT FROM one.industry
        WHERE facts.fact_id <> one.fact_id
        ORDER BY facts.kept_in <> one.kept_in, facts.kept_in, facts.measure, facts.number DESC
        """,
        Choice(),
        fact=fact_id,
    )


SPANS = {
    table: f"SELECT fact_id, char_start, char_end FROM {table} WHERE article_id = $article AND char_end > 0"  # noqa: S608
    for table in TABLES
}


def article(article_id: str) -> tuple[str | None, list[tuple[int, int, str]]]:
    """An article's text and the spans of its facts, (start, end, fact_id) in the order of the text."""
    found = fetch("SELECT content FROM articles WHERE article_id = $article", {"article": article_id})
    content = None if found.empty or pd.isna(found["content"][0]) else str(found["content"][0])
    spans: list[tuple[int, int, str]] = []
    for sql in SPANS.values():
        frame = fetch(sql, {"article": article_id})
        spans += [(int(start), int(end), str(name)) for name, start, end in frame.itertuples(index=False)]
    return content, sorted(spans)


def sentences(content: str, start: int, end: int) -> tuple[int, int, int, int]:
    """The sentence that holds a span, with one before and one after: four offsets, outer, inner, inner, outer."""
    cuts = [0, *(match.end() for match in ENDS.finditer(content)), len(content)]
    edges = sorted(set(cuts))
    first = max((edge for edge in edges if edge <= start), default=0)
    last = min((edge for edge in edges if edge >= end), default=len(content))
    before = max((edge for edge in edges if edge < first and content[edge:first].strip()), default=first)
    after = min((edge for edge in edges if edge > last and content[last:edge].strip()), default=last)
    return before, first, last, after


AROUND = 90  # characters on either side of a figure, before the cut at its sentence's ends


def sentences_of(choice: Choice, limit: int) -> pd.DataFrame:
    """Every fact of the choice with its sentence, the latest first; columns as in FACTS, and before, after."""
    rows = ask(
        """
        , newest AS (
            SELECT fact_id FROM facts
            ORDER BY published_on DESC NULLS LAST, period_end DESC, article_id, char_start, fact_id LIMIT $limit
        )
        SELECT facts.* EXCLUDE (char_start, char_end),
               substring(content, greatest(char_start - $around, 0) + 1, least(char_start, $around)) AS head,
               substring(content, char_end + 1, $around) AS tail
        FROM facts JOIN newest USING (fact_id) JOIN articles USING (article_id)
        ORDER BY facts.published_on DESC NULLS LAST, period_end DESC, article_id, char_start, fact_id
        """,
        choice,
        around=AROUND,
        limit=limit,
    )
    before = [ENDS.split(head)[-1] if isinstance(head, str) else "" for head in rows["head"]]
    after = [
        _first(tail) if isinstance(tail, str) else f"　{title}" if isinstance(title, str) else ""
        for tail, title in zip(rows["tail"], rows["title"], strict=True)
    ]
    return rows.assign(before=before, after=after)


def _first(text: str) -> str:
    """The text up to the end of its first sentence, the end included."""
    end = ENDS.search(text)
    return text[: end.end()].rstrip() if end else text
