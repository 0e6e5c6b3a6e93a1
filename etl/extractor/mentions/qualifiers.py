"""Qualifiers: over, nearly, about or exact, from the words beside a figure. Words: lexicon/qualifiers.yaml."""

import re
from typing import NamedTuple

from etl.extractor.lexicon import words
from etl.extractor.mentions.numerals import any_of

_LEXICON = words("qualifiers")
_BETWEEN = frozenset(word for word in _LEXICON["between"] if len(word) == 1)
_LONG_BETWEEN = tuple(word for word in _LEXICON["between"] if len(word) > 1)
_LONG_BETWEEN_LAST = frozenset(word[-1] for word in _LONG_BETWEEN)
_NOT_AFTER: dict[str, frozenset[str]] = {word: frozenset(marks) for word, marks in _LEXICON["not_after"].items()}
_EXACT = "exact"


class _Last(NamedTuple):
    """What a character before a figure may end: words of qualification, or one that may stand between."""

    words: tuple[tuple[str, str, frozenset[str]], ...]  # word, qualifier, characters it does not follow
    between: bool


def _by_last_character(extra: list[str], with_exact: bool = False) -> dict[str, _Last]:
    """Last character -> what it may end, the longest word first."""
    table: dict[str, list[tuple[str, str, frozenset[str]]]] = {mark: [] for mark in _BETWEEN | _LONG_BETWEEN_LAST}
    pairs = [(word, qualifier) for qualifier, listed in _LEXICON["before"].items() for word in listed]
    for word, qualifier in sorted(pairs + [(word, "over") for word in extra], key=lambda pair: -len(pair[0])):
        if with_exact or qualifier != _EXACT:
            table.setdefault(word[-1], []).append((word, qualifier, _NOT_AFTER.get(word, frozenset())))
    return {mark: _Last(tuple(ends), mark in _BETWEEN) for mark, ends in table.items()}


PLAIN = _by_last_character([])
MONEY = _by_last_character(_LEXICON["before_money"])
BARE = _by_last_character(_LEXICON["before_bare"], with_exact=True)

_AFTER_QUALIFIER = {word: qualifier for qualifier, listed in _LEXICON["after"].items() for word in listed}
_AFTER_FIRST = frozenset(word[0] for word in _AFTER_QUALIFIER) | frozenset(" （(”")
_LONG_AFTER = any_of([word for word in _AFTER_QUALIFIER if len(word) > 1])
_SHORT_AFTER = "".join(word for word in _AFTER_QUALIFIER if len(word) == 1)
_AFTER = re.compile(
    rf"[ ”]?(?:[（(]含[^）)]{{0,6}}[）)])?({_LONG_AFTER}|[{_SHORT_AFTER}](?![{_LEXICON['after_not_before']}]))"
)


def before(text: str, start: int, table: dict[str, _Last] = PLAIN) -> str | None:
    """The qualifier that the words before `start` give; None if there is none. 突破了, 超过人民币, 大约有 count."""
    at = start
    for _ in range(4):
        last = table.get(text[at - 1]) if at else None
        if last is None:
            return None
        for word, qualifier, not_after in last.words:
            if text.endswith(word, 0, at) and (at == len(word) or text[at - len(word) - 1] not in not_after):
                return qualifier
        if last.between:
            at -= 1
        elif text.endswith(_LONG_BETWEEN, 0, at):
            at -= next(len(word) for word in _LONG_BETWEEN if text.endswith(word, 0, at))
        else:
            return None
    return None


def after(text: str, end: int) -> str | None:
    """The qualifier that the words after `end` give; None if there is none. （含）以上 counts."""
    match = _AFTER.match(text, end)
    return _AFTER_QUALIFIER[match[1]] if match else None


def of(text: str, start: int, end: int, over: bool, bare: bool, money: bool = False) -> str | None:
    """The qualifier of the figure text[start:end].

    `over`: 余 or 多 stands inside. `bare`: the numeral has no digit (百亿), and is a figure only beside a word
    that makes it one: None without. `money`: 过 counts too (销售过10亿元).
    """
    if over:
        return "over"
    front = before(text, start, BARE if bare else MONEY if money else PLAIN)
    if front is not None and front != _EXACT:
        return front
    if text[end : end + 1] in _AFTER_FIRST:
        back = after(text, end)
        if back is not None:
            return back
    return front if bare else _EXACT
