"""A question in words -> what it asks for: regions, years, industry, statistic, a page, and the words left over."""

import functools
import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

WORDS: dict[str, Any] = yaml.safe_load((Path(__file__).parent / "search_words.yaml").read_text(encoding="utf-8"))
LONGEST_QUERY = 120
LONGEST_NAME = 24
MAX_REGIONS = 10
SPAN = re.compile(r"((?:19|20)\d\d)\s?年?\s?(?:-|–|—|~|至|到|to)\s?((?:19|20)\d\d)\s?年?(?!\d)")
SINCE = re.compile(r"(?:since )?((?:19|20)\d\d)\s?年?(?:以来|至今|之后|起)|since ((?:19|20)\d\d)(?!\d)")
YEAR = re.compile(r"((?:19|20)\d\d)\s?年?(?!\d)")
LAST = re.compile(
    r"(?:近|最近|过去)([一二两三四五六七八九十]|\d{1,2})年|(?:last|past) ([a-z]{3,5}|\d{1,2}) years?(?![a-z])"
)
LETTERS = re.compile(r"[a-z0-9.'\-]+")


@dataclass(frozen=True, slots=True)
class Name:
    """A name that may mean a region or an industry, as the warehouse lists it; the best meaning comes first."""

    name: str
    kind: str
    code: str


@dataclass(slots=True)
class Parse:
    """What a question asks for. `said` holds the words that were read so; `rest` those left to be looked for."""

    regions: dict[str, str] = field(default_factory=dict)  # code -> the words
    years: tuple[int, int] | None = None
    industry: str | None = None
    statistic: str | None = None
    page: str | None = None
    words: dict[str, str] = field(default_factory=dict)  # part -> the words it was read from
    rest: list[str] = field(default_factory=list)

    @property
    def filters(self) -> bool:
        """Whether there is anything to filter by."""
        return bool(self.regions or self.years or self.industry or self.statistic or self.page)


@functools.cache
def _simplifier() -> Any:  # noqa: ANN401 - a converter of the package
    from opencc import OpenCC

    return OpenCC("t2s")


def normal(text: str) -> str:
    """A question as the index spells it: simplified, half width, lower case, at most LONGEST_QUERY characters."""
    text = unicodedata.normalize("NFKC", text[: LONGEST_QUERY * 2]).lower()
    if any("一" <= char <= "鿿" for char in text):
        text = _simplifier().convert(text)
    return " ".join(text.split())[:LONGEST_QUERY]


def _letter(char: str) -> bool:
    return char.isascii() and char.isalnum()


def parse(text: str, known: Mapping[str, Name], latest: int, this: int) -> Parse:
    """Read a normalised question. latest: the newest year with figures; this: the year of the build."""
    out = Parse()
    at = 0
    loose = ""
    while at < len(text):
        taken = _period(text, at, out, latest, this) or _word(text, at, known, out)
        if not taken:
            match = LETTERS.match(text, at)
            taken_text = match.group() if match else text[at]
            loose += taken_text
            at += len(taken_text)
            continue
        out.rest += _left(loose)
        loose = ""
        at += taken
    out.rest += _left(loose)
    return out


def _left(loose: str) -> Iterator[str]:
    for run in re.split(r"[^一-鿿a-z0-9.\-]+", loose):
        if run.strip(".-") and run not in WORDS["idle"]:
            yield run


def _starts(text: str, at: int) -> bool:
    return not (at and _letter(text[at]) and _letter(text[at - 1]))


def _period(text: str, at: int, out: Parse, latest: int, this: int) -> int:
    if not _starts(text, at) or out.years is not None:
        return 0
    years: tuple[int, int] | None = None
    if match := SPAN.match(text, at):
        years = int(match[1]), int(match[2])
    elif match := SINCE.match(text, at):
        first = int(match[1] or match[2])
        years = first, max(first, latest)
    elif match := LAST.match(text, at):
        said = match[1] or match[2]
        number = int(said) if said.isdigit() else WORDS["digits"].get(said)
        years = (latest - number + 1, latest) if number else None
    elif match := YEAR.match(text, at):
        years = int(match[1]), int(match[1])
    if match and years:
        out.years = min(years), max(years)
        out.words["year"] = match.group().strip()
        return len(match.group())
    for table in ("plans", "days"):
        for word, value in WORDS[table].items():
            if text.startswith(word, at):
                out.years = tuple(value) if table == "plans" else (this - value, this - value)
                out.words["year"] = word
                return len(word)
    return 0


def _word(text: str, at: int, known: Mapping[str, Name], out: Parse) -> int:
    """The longest word here that means something: a name, a statistic, a page; its length, or 0."""
    if not _starts(text, at):
        return 0
    for end in range(min(len(text), at + LONGEST_NAME), at, -1):
        piece = text[at:end]
        if end < len(text) and _letter(text[end]) and _letter(text[end - 1]):
            continue
        if piece in known and _named(known[piece], piece, out):
            return end - at
        for part in ("statistics", "pages"):
            for value, said in WORDS[part].items():
                if piece in said and _meant(part, str(value), piece, out):
                    return end - at
        if piece in WORDS["idle"]:
            return end - at
    return 0


def _named(name: Name, piece: str, out: Parse) -> bool:
    if name.kind == "region":
        if len(out.regions) >= MAX_REGIONS:
            return False
        out.regions[name.code] = piece
        return True
    if out.industry is None:
        out.industry = name.code
        out.words["industry"] = piece
        return True
    return False


def _meant(part: str, value: str, piece: str, out: Parse) -> bool:
    if part == "statistics" and out.statistic is None:
        out.statistic = value
        out.words["statistic"] = piece
        return True
    if part == "pages" and out.page is None:
        out.page = value
        out.words["page"] = piece
        return True
    return False
