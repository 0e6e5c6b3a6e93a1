"""A clause: its tokens, its neighbours, and what it takes over from the clauses before it.

splitting.py cuts a body into clauses; context.py sets what each takes over (the running place and industry, the date
that governs it).
"""

import operator
import re
from collections.abc import Iterator, Mapping
from datetime import date
from typing import NamedTuple

from etl.extractor.mentions.industries import IndustryName
from etl.extractor.mentions.periods import Period
from etl.extractor.tokens import Token

REACH = 40  # clauses that a look back or ahead passes within a sentence (the longest sentence seen has 17), and
FAR_REACH = 200  # beyond it: no text costs more than its length
NONE: list[Token] = []  # what a question without an answer gets; never changed
NOTHING: Mapping[int, list[Token]] = {}  # likewise
NO_KINDS: Mapping[str, list[Token]] = {}
START = operator.itemgetter(0)
CLOSED = re.compile(r"[^（）]{0,60}）")


class Place(NamedTuple):
    """The region that a figure is about, and the zone if it is of one."""

    adcode: str
    zone: str | None
    start: int = -1


class Frame:
    """What the clauses of one sentence share."""

    __slots__ = (
        "before",
        "estimated_below",
        "main_industry",
        "named_in_title",
        "names_goal",
        "number",
        "paragraph",
        "published_on",
        "start",
        "text",
        "vague_ends",
    )

    def __init__(self, number: int, paragraph: int, start: int, text: str, before: "Clause | None") -> None:
        self.number = number
        self.paragraph = paragraph
        self.start = start
        self.text = text
        self.before = before  # the last clause of the sentence before
        self.published_on = date.min
        self.main_industry: IndustryName | None = None  # what the article is about
        self.named_in_title = False  # whether its title says so, or speaks of life science
        same = before is not None and before.paragraph == paragraph and before.frame.estimated_below
        # Whether its paragraph said above that its figures are estimates: 生产总值1650亿元（预计，下同）。
        self.estimated_below: bool = same or ("下同" in text and "预计" in text)
        self.names_goal: bool | None = None  # whether its words name a goal: statuses.py, at the first question
        self.vague_ends: list[int] | None = None  # where 近年来 and the like end: readings.py, at the first question


class Clause:
    """text[start:end] between two marks, its tokens, and what it takes over from the clauses before it.

    Most fields keep the class's default: an article has hundreds of clauses and few of them take over much.
    """

    by_kind: Mapping[str, list[Token]] = NO_KINDS  # its tokens of each kind
    previous: "Clause | None" = None  # in the same sentence
    next: "Clause | None" = None
    next_sentence: "Clause | None" = None  # the first clause of the sentence behind, at the last clause
    place_in: Place | None = None
    period_in: Period | None = None  # the date at the head of the sentence, or of the group between two ；
    industry_in: IndustryName | None = None
    last_period_in: Period | None = None  # the last period of the paragraph before this sentence
    base_in: Period | None = None  # the date from which something told before in the sentence rose
    goal_period_in: Period | None = None  # the last period told that was still to end
    # What its words tell, looked up by firms.py at the first question: many figures ask the clauses around them.
    of_one_firm: bool | None = None
    of_a_project: bool | None = None
    with_firms_names: bool | None = None
    firm_is_subject: bool | None = None
    places: list[Token] = NONE  # those that it may speak of
    joint_place: Place | None = None  # the region of those that it lists together
    owners: Mapping[int, list[Token]] = NOTHING  # figure's start -> what 分别 gives it to
    shared: Mapping[int, list[Token]] = NOTHING  # figure's start -> the places that share it

    def __init__(self, start: int, end: int, text: str, group: int, tokens: list[Token], frame: Frame) -> None:
        self.start = start
        self.end = end
        self.text = text
        self.group = group  # which of the parts between two ；
        self.tokens = tokens
        self.frame = frame
        self.paragraph = frame.paragraph  # the number of its paragraph in the body
        if tokens:
            self.sort_tokens()

    def sort_tokens(self) -> None:
        """Set by_kind anew from its tokens."""
        by_kind: dict[str, list[Token]] = {}
        for token in self.tokens:
            kind = token.kind
            if kind in by_kind:
                by_kind[kind].append(token)
            else:
                by_kind[kind] = [token]
        self.by_kind = by_kind

    @property
    def sentence(self) -> int:
        """The number of its sentence in the body."""
        return self.frame.number

    @property
    def sentence_start(self) -> int:
        """Where its sentence starts."""
        return self.frame.start

    @property
    def sentence_text(self) -> str:
        """Its sentence."""
        return self.frame.text

    @property
    def before_sentence(self) -> "Clause | None":
        """The last clause of the sentence before."""
        return self.frame.before

    @property
    def published_on(self) -> date:
        """The article's date."""
        return self.frame.published_on

    @property
    def main_industry(self) -> IndustryName | None:
        """What the article is about."""
        return self.frame.main_industry

    def words(self, token: Token) -> str:
        """A token's words."""
        return self.text[token.start - self.start : token.end - self.start]

    def of(self, kind: str, *others: str) -> list[Token]:
        """Its tokens of these kinds, in the order of the text."""
        if not others:
            return self.by_kind.get(kind, NONE)
        index = self.by_kind
        found = index.get(kind, NONE)
        for other in others:
            if other in index:
                found = sorted(found + index[other], key=START) if found else index[other]
        return found

    def before(self, position: int, kind: str, *others: str) -> list[Token]:
        """Its tokens of these kinds that end before a position."""
        found = self.of(kind, *others) if others else self.by_kind.get(kind, NONE)
        if not found or found[-1].end <= position:
            return found
        return [token for token in found if token.end <= position]

    def after(self, position: int, kind: str, *others: str) -> list[Token]:
        """Its tokens of these kinds that start at or behind a position."""
        found = self.of(kind, *others) if others else self.by_kind.get(kind, NONE)
        if not found or found[0].start >= position:
            return found
        return [token for token in found if token.start >= position]

    def chain(self) -> Iterator["Clause"]:
        """This clause and those before it in its sentence, the nearest first."""
        clause: Clause | None = self
        for _ in range(REACH):
            if clause is None:
                return
            yield clause
            clause = clause.previous

    def group_chain(self) -> Iterator["Clause"]:
        """Those of chain() that stand in its part between two ；."""
        for clause in self.chain():
            if clause.group != self.group:
                return
            yield clause

    def earlier_here(self) -> Iterator["Clause"]:
        """The clauses of its paragraph's sentences before its own, the nearest first."""
        for clause in self.earlier():
            if clause.paragraph != self.paragraph:
                return
            yield clause

    def earlier(self) -> Iterator["Clause"]:
        """The clauses of the sentences before this one's, the nearest first."""
        passed, clause = 0, self.before_sentence
        while clause is not None and passed < FAR_REACH:
            for near in clause.chain():
                passed += 1
                yield near
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
        for _ in range(REACH):
            if clause is None:
                return
            yield clause
            clause = clause.next


def outside_brackets(clause: Clause, tokens: list[Token], position: int | None = None) -> list[Token]:
    """Those of a clause's tokens that stand in no bracket closed before a position, or before the clause's end.

    药品企业98家（其中疫苗2家），产值385亿元 goes on with 药品; 生物医药产业（含中医药）产值50亿元 is of 生物医药.
    """
    if "）" not in clause.text:
        return tokens
    limit = len(clause.text) if position is None else position - clause.start
    return [t for t in tokens if CLOSED.match(clause.text, t.end - clause.start, limit) is None]


def having(clauses: list[Clause], kind: str) -> Iterator[tuple[Clause, Token]]:
    """Every token of a kind with its clause, in the order of the text."""
    for clause in clauses:
        if kind in clause.by_kind:
            for token in clause.by_kind[kind]:
                yield clause, token


def release(clauses: list[Clause]) -> None:
    """Let go of clauses that are read: they point at each other, and would wait for the collector of garbage."""
    for clause in clauses:
        clause.next = clause.next_sentence = None
