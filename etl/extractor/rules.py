"""Rule, Mention, run(): how a table of expressions becomes mentions. Knows no word of any language."""

import re
from collections.abc import Callable, Iterable
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


class Rule(NamedTuple):
    """A name, an expression, and what a match of it means; a production that returns None declines the match."""

    name: str
    pattern: str
    production: Callable[[re.Match[str]], Any]


def compiled(rules: Iterable[Rule]) -> list[tuple[Rule, re.Pattern[str]]]:
    """The rules with their expressions compiled, in the order given."""
    return [(rule, re.compile(rule.pattern)) for rule in rules]


def run(rules: Iterable[tuple[Rule, re.Pattern[str]]], text: str) -> list[Mention]:
    """What compiled rules find, in the order of the text; of two that overlap the longer stays, then the earlier."""
    found: list[tuple[int, int, Mention]] = []
    for order, (rule, pattern) in enumerate(rules):
        for match in pattern.finditer(text):
            value = rule.production(match)
            if value is not None:
                found.append(
                    (match.start() - match.end(), order, Mention(match.start(), match.end(), value, rule.name))
                )
    return without_overlaps(mention for _, _, mention in sorted(found, key=lambda item: item[:2]))


def without_overlaps(mentions: Iterable[Mention]) -> list[Mention]:
    """Mentions in order of preference in; those that overlap no preferred one out, in the order of the text."""
    kept: list[Mention] = []
    for mention in mentions:
        if all(mention.end <= other.start or mention.start >= other.end for other in kept):
            kept.append(mention)
    return sorted(kept)
