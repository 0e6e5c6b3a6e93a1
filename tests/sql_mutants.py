"""Changes of SQL, one at each place: comparisons, operators, numbers, words for their opposites, texts emptied."""

import re
from collections.abc import Iterator

SWAPS = {
    "=": ("<>",),
    "<>": ("=",),
    "<=": ("<", ">"),
    ">=": (">", "<"),
    "<": ("<=", ">"),
    ">": (">=", "<"),
    "+": ("-",),
    "-": ("+",),
    "*": ("/",),
    "/": ("*",),
    "AND": ("OR",),
    "OR": ("AND",),
    "DESC": ("ASC",),
    "true": ("false",),
    "false": ("true",),
    "min": ("max",),
    "max": ("min",),
    "min_by": ("max_by",),
    "max_by": ("min_by",),
    "least": ("greatest",),
    "greatest": ("least",),
    "LEFT JOIN": ("JOIN",),
    "SEMI JOIN": ("ANTI JOIN",),
    "ANTI JOIN": ("SEMI JOIN",),
    "UNION ALL": ("UNION",),
    "IS NOT NULL": ("IS NULL",),
    "IS NULL": ("IS NOT NULL",),
    "IS NOT DISTINCT FROM": ("IS DISTINCT FROM",),
    "IS DISTINCT FROM": ("IS NOT DISTINCT FROM",),
    "NULLS LAST": ("NULLS FIRST",),
    "NULLS FIRST": ("NULLS LAST",),
    "DISTINCT ": ("",),
    "NOT ": ("",),
    "bool_or": ("bool_and",),
    "bool_and": ("bool_or",),
}
_WORDS = sorted((word for word in SWAPS if word[0].isalpha()), key=len, reverse=True)
_PLACE = re.compile(
    r"(?P<comment>--[^\n]*)"
    r"|(?P<text>'(?:[^']|'')*')"
    r"|(?P<type>DECIMAL\(\d+, \d+\))"
    rf"|(?P<word>\b(?:{'|'.join(word.strip() for word in _WORDS)})\b ?)"
    r"|(?P<number>(?<![\w.])\d+(?:\.\d+)?(?:e\d+)?(?![\w.]))"
    r"|(?P<mark><>|<=|>=|[=<>+*/]|(?<=\s)-(?=\s))"
)


def places(sql: str) -> Iterator[list[tuple[int, str]]]:
    """Each place of a script that can be changed: its changes as line and the script's whole text."""
    for match in _PLACE.finditer(sql):
        found = changes(match)
        if found:
            line = sql.count("\n", 0, match.start()) + 1
            yield [(line, sql[: match.start()] + change + sql[match.end() :]) for change in found]


def changes(match: re.Match[str]) -> list[str]:
    """What may stand in the place of a match."""
    told = match.group()
    if match["text"]:
        return ["'?'"] if len(told) > 2 else ["'?'"]
    if match["number"]:
        return [f"({told} + 1)", f"({told} - 1)"]
    if match["word"]:
        bare = told.strip()
        if f"{bare} " in SWAPS:
            return list(SWAPS[f"{bare} "])
        return [other + told[len(bare) :] for other in SWAPS[bare]]
    return list(SWAPS[told]) if match["mark"] and not sql_star(match) else []


def sql_star(match: re.Match[str]) -> bool:
    """Whether a star means every column and no product: SELECT *, count(*), reports.*."""
    text, start = match.string, match.start()
    if match.group() != "*":
        return False
    return text[start - 1] in "(." or text[:start].rstrip().endswith(("SELECT", ",", "DISTINCT"))
