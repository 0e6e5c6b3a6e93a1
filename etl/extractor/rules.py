"""Mention: what a stretch of text means; automaton(): what finds many words at once. Knows no word of any language."""

from typing import Any, NamedTuple, TypeVar

from ahocorasick_rs import AhoCorasick, Implementation, MatchKind

Made = TypeVar("Made", bound=tuple[Any, ...])


class Mention(NamedTuple):
    """A stretch of text that means something: text[start:end], what it means, and the rule that says so.

    A tuple rather than a dataclass because an article makes hundreds of them and a tuple costs half.
    The stretch leaves words of qualification out; they are in `qualifier` (exact, over, nearly, about).
    """

    start: int
    end: int
    value: Any
    rule: str
    qualifier: str = "exact"


def made(kind: type[Made], *fields: Any) -> Made:  # noqa: ANN401
    """A named tuple of its fields, all of them, in half the time that calling its class takes."""
    return tuple.__new__(kind, fields)


def automaton(texts: list[str]) -> AhoCorasick:
    """What finds these texts in one pass: of two that overlap the earlier, then the longer."""
    return AhoCorasick(texts, matchkind=MatchKind.LeftmostLongest, implementation=Implementation.ContiguousNFA)
