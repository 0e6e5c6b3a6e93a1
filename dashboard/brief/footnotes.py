"""Footnotes of a brief: each printed figure inside its sentence, with its source, by first mention."""

from dataclasses import dataclass, field

from dashboard import citations, evidence
from dashboard.brief.parts import Note
from dashboard.labels import Words

AROUND = 46  # characters of the sentence kept on either side of the quote


@dataclass
class Notes:
    """Footnotes in the order in which their figures are first named."""

    words: Words
    facts: dict[str, int] = field(default_factory=dict)

    def of(self, fact_id: object) -> int:
        """The footnote's number of a fact."""
        return self.facts.setdefault(str(fact_id), len(self.facts) + 1)

    def told(self, build: str) -> list[Note]:
        """Every footnote, with its sentence."""
        return [note(fact_id, number, build) for fact_id, number in self.facts.items()]


def note(fact_id: str, number: int, build: str) -> Note:
    """A fact's footnote."""
    fact = evidence.fact(fact_id)
    if fact is None:
        return Note(number, fact_id, "", "", "", "")
    quote, before, after = str(fact["quote"]), "", ""
    content, spans = evidence.article(str(fact["article_id"]))
    span = next(((start, end) for start, end, found in spans if found == fact_id), None)
    if content and span:
        _, first, last, _ = evidence.sentences(content, *span)
        before, after = content[first : span[0]].strip(), content[span[1] : last].strip()
        before = f"…{before[-AROUND:]}" if len(before) > AROUND else before
        after = f"{after[:AROUND]}…" if len(after) > AROUND else after
    return Note(
        number, fact_id, before, quote, after, citations.gb(citations.source_of(fact), citations.build_day(build))
    )
