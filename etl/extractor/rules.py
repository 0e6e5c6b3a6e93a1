"""Mention: what one stretch of text means. Knows no word of any language."""

from typing import Any, NamedTuple


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
