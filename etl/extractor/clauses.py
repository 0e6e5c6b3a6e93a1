"""A body -> clauses, each with its tokens and what it takes over from the clauses before it.

A clause ends at a comma or a stronger mark; a sentence without a figure is one clause. What a clause takes over
(the running place and industry, the date that governs it) is set by context.py.
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from etl.extractor import tokens
from etl.extractor.mentions import industries
from etl.extractor.mentions.industries import IndustryName
from etl.extractor.mentions.periods import Period
from etl.extractor.tokens import FIGURES, Sentence, Token

CLAUSE = re.compile(r"(?:[；;：。！？!?\n]|(?<!\d):|:(?!\d)|，|,(?!\d{3}(?!\d))|——|…)+")
FIGURE_SLACK = 4  # characters beside a figure that still leave it alone before a dash
NONE: list[Token] = []  # what a question without an answer gets; never changed


class Place(NamedTuple):
    """The region that a figure is about, and the zone if it is of one."""

    adcode: str
    zone: str | None
    start: int = -1


def _start(token: Token) -> int:
    return token.start


@dataclass(slots=True)
class Clause:
    """text[start:end] between two marks, its tokens, and what it takes over from the clauses before it."""

    start: int
    end: int
    text: str
    group: int  # which of the parts between two ；
    tokens: list[Token]
    sentence: int = 0
    paragraph: int = 0
    by_kind: dict[str, list[Token]] | None = None  # filled at the first question
    previous: "Clause | None" = None  # in the same sentence
    next: "Clause | None" = None
    next_sentence: "Clause | None" = None  # the first clause of the sentence behind, at the last clause
    before_sentence: "Clause | None" = None  # the last clause of the sentence before
    place_in: Place | None = None
    period_in: Period | None = None  # the date at the head of the sentence, or of the group between two ；
    industry_in: IndustryName | None = None
    published_on: date = date.min
    main_industry: IndustryName | None = None  # what the article is about
    sentence_start: int = 0
    sentence_text: str = ""
    last_period_in: Period | None = None  # the last period of the paragraph before this sentence
    goal_period_in: Period | None = None  # the last period told that was still to end
    places: list[Token] = field(default_factory=list)
    owners: dict[int, list[Token]] = field(default_factory=dict)  # figure's start -> what 分别 gives it to
    shared: dict[int, list[Token]] = field(default_factory=dict)  # figure's start -> the places that share it

    def of(self, *kinds: str) -> list[Token]:
        """Its tokens of these kinds, in the order of the text."""
        if not self.tokens:
            return NONE
        index = self.by_kind
        if index is None:
            index = self.by_kind = {}
            for token in self.tokens:
                index.setdefault(token.kind, []).append(token)
        if len(kinds) == 1:
            return index.get(kinds[0], NONE)
        found = [index[kind] for kind in kinds if kind in index]
        if not found:
            return NONE
        return found[0] if len(found) == 1 else sorted((t for tokens in found for t in tokens), key=_start)

    def before(self, position: int, *kinds: str) -> list[Token]:
        """Its tokens of these kinds that end before a position."""
        found = self.of(*kinds)
        if not found or found[-1].end <= position:
            return found
        return [token for token in found if token.end <= position]

    def after(self, position: int, *kinds: str) -> list[Token]:
        """Its tokens of these kinds that start at or behind a position."""
        found = self.of(*kinds)
        if not found or found[0].start >= position:
            return found
        return [token for token in found if token.start >= position]

    def chain(self) -> Iterator["Clause"]:
        """This clause and those before it in its sentence, the nearest first."""
        clause: Clause | None = self
        while clause is not None:
            yield clause
            clause = clause.previous

    def earlier(self) -> Iterator["Clause"]:
        """The clauses of the sentences before this one's, the nearest first."""
        clause = self.before_sentence
        while clause is not None:
            yield from clause.chain()
            clause = clause.before_sentence

    def last_of_sentence(self) -> "Clause":
        """The last clause of its sentence."""
        clause = self
        while clause.next is not None:
            clause = clause.next
        return clause

    def following(self) -> Iterator["Clause"]:
        """The clauses behind this one in its sentence, the nearest first."""
        clause = self.next
        while clause is not None:
            yield clause
            clause = clause.next


def split(title: str | None, content: str, published_on: date) -> tuple[list[Clause], Place | None]:
    """The clauses of a body in the order of the text, without their context, and the place that the article is about."""
    found = tokens.find(title, content, published_on)
    clauses: list[Clause] = []
    index = 0
    for number, sentence in enumerate(found.sentences):
        first = index
        while index < len(found.tokens) and found.tokens[index].start < sentence.end:
            index += 1
        held = found.tokens[first:index]
        last = clauses[-1] if clauses else None
        paragraph = (last.paragraph if last else 0) + sentence.opens
        previous: Clause | None = None
        for clause in _clauses(content, sentence, held) if sentence.live else [_whole(content, sentence, held)]:
            clause.sentence, clause.paragraph = number, paragraph
            clause.sentence_start, clause.sentence_text = sentence.start, content[sentence.start : sentence.end]
            clause.before_sentence, clause.previous = last, previous
            if previous is not None:
                previous.next = clause
            elif last is not None:
                last.next_sentence = clause
            clauses.append(clause)
            previous = clause
    main = _main_industry(title, clauses)
    for clause in clauses:
        clause.published_on, clause.main_industry = published_on, main
    return clauses, Place(found.home, found.zone) if found.home else None


def _whole(content: str, sentence: Sentence, held: list[Token]) -> Clause:
    return Clause(sentence.start, sentence.end, content[sentence.start : sentence.end], 0, held)


def _clauses(content: str, sentence: Sentence, held: list[Token]) -> Iterator[Clause]:
    """The clauses of a sentence with its tokens handed out among them."""
    group = index = 0
    cursor = sentence.start
    for mark in [*CLAUSE.finditer(content, sentence.start, sentence.end), None]:
        stop = mark.start() if mark else sentence.end
        last = index
        while last < len(held) and held[last].start < stop:
            last += 1
        own = held[index:last]
        if mark and mark.group() == "——" and _is_figure(own, cursor, stop):
            continue
        if stop > cursor:
            yield Clause(cursor, stop, content[cursor:stop], group, own)
        index = last
        while index < len(held) and mark and held[index].start < mark.end():
            index += 1
        if mark:
            cursor = mark.end()
            group += "；" in mark.group() or ";" in mark.group()


def _is_figure(held: list[Token], start: int, end: int) -> bool:
    """Whether a stretch is a figure and hardly more, as in a list of figures: 68个——全年签约项目数."""
    figures = [t for t in held if t.kind in FIGURES]
    return len(figures) == 1 and (end - start) - (figures[0].end - figures[0].start) <= FIGURE_SLACK


def _main_industry(title: str | None, clauses: list[Clause]) -> IndustryName | None:
    """The industry that the title names, else the one that the article names most, the first of equals."""
    titled = industries.find(title) if title else []
    named: list[IndustryName] = [m.value for m in titled] or [t.value for clause in clauses for t in clause.of("industry")]
    counts = Counter(name.text for name in named)
    return max(named, key=lambda name: counts[name.text]) if named else None


LEAD_PARAGRAPHS = 2


def lead_place(clauses: list[Clause]) -> Place | None:
    """The region that the first two paragraphs name most; of equals the most specific, then the first."""
    named = [t.value.adcode for c in clauses if c.paragraph <= LEAD_PARAGRAPHS for t in c.places if t.value.role == "place"]
    if not named:
        return None
    counts = Counter(named)
    best = max(dict.fromkeys(named), key=lambda code: (counts[code], not code.endswith("00"), not code.endswith("0000")))
    return Place(best, None)
