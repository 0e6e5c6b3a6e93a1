"""Expressions that are searched for, rewritten for speed: the same matches.

The engine passes over a character at once only where each alternative begins with a plain one. So (?:甲|乙)丙 and
[甲乙]丙 become 甲丙|乙丙, and (?<!丁)甲 becomes 甲(?<!丁甲): a clause is searched in a third of the time, or a tenth.
"""

import re

LONGEST = 4000  # characters of an expression beyond which it takes too long to compile
_PIECE = re.compile(r"\\.|\[(?:\\.|[^\]\\])+\]|\((?:\?(?:[:=!]|<[=!]))?|.", re.DOTALL)
_SPECIAL = frozenset("\\.^$*+?{}[]|()-")
_REPEATED = (["*"], ["+"], ["{"])
_GREED = (["?"], ["+"])


def to_search(pattern: str) -> re.Pattern[str]:
    """A pattern compiled, rewritten if each of its alternatives can be made to begin with a plain character."""
    pieces: list[str] = _PIECE.findall(pattern)
    told_apart = "(" in pieces  # a group with a number or a name can't be written twice
    begun = None if told_apart else _all_begun(_alternatives(pieces))
    quick = "|".join(begun) if begun else pattern
    return re.compile(quick if len(quick) <= LONGEST else pattern)


def _all_begun(alternatives: list[list[str]]) -> list[str] | None:
    """Alternatives as ones that begin with a plain character each; None if they can't."""
    found: list[str] = []
    for alternative in alternatives:
        begun = _begun(alternative)
        if begun is None:
            return None
        found += begun
    return found


def _alternatives(pieces: list[str]) -> list[list[str]]:
    """What stands between the | that are in no group."""
    found: list[list[str]] = [[]]
    depth = 0
    for piece in pieces:
        depth += (piece[0] == "(") - (piece == ")")
        if piece == "|" and not depth:
            found.append([])
        else:
            found[-1].append(piece)
    return found


def _begun(pieces: list[str]) -> list[str] | None:
    """One alternative as one or more that begin with a plain character; None if it can't be."""
    if not pieces:
        return None
    first, end = pieces[0], _end_of_first(pieces)
    inner, rest = pieces[1 : end - 1], pieces[end:]
    if first in ("^", "(?<!", "(?<="):
        before = "(?<!(?s:.)" if first == "^" else f"{first}(?:{''.join(inner)})"
        behind = _begun(rest)
        return None if behind is None else [f"{each[0]}{before}{each[0]}){each[1:]}" for each in behind]
    optional = rest[:1] == ["?"]
    if rest[:1] in _REPEATED or (optional and rest[1:2] in _GREED):
        return None
    rest = rest[1:] if optional else rest
    found: list[str] | None
    if first == "(?:":
        found = _all_begun([[*kind, *rest] for kind in _alternatives(inner)])
    else:
        marks = first[1:-1] if first[0] == "[" else first
        found = None if _SPECIAL.intersection(marks) else [mark + "".join(rest) for mark in marks]
    without = _begun(rest) if optional else []
    return None if found is None or without is None else found + without


def _end_of_first(pieces: list[str]) -> int:
    """Where the group ends that pieces begin with; 1 if they begin with none."""
    depth = 0
    for index, piece in enumerate(pieces):
        depth += (piece[0] == "(") - (piece == ")")
        if not depth:
            return index + 1
    return len(pieces)
