"""An address's parameters -> Question. What does not exist is a problem: no answer may hold more than was asked."""

import base64
import binascii
import re
from collections.abc import Collection, Sequence
from typing import NamedTuple

import orjson

from dashboard.api.problems import Problem
from dashboard.choice import CLAIMS, LANGUAGES, MAX_CITIES, STATISTICS
from etl.exports.tables import Filter, years

DEFAULT_LIMIT, MAX_LIMIT, LONGEST_SEARCH = 100, 10_000, 100
MEDIA_TYPES = {"json": "application/json", "csv": "text/csv"}
CITY = rf"^[0-9]{{6}}(,[0-9]{{6}}){{0,{MAX_CITIES - 1}}}$"
YEAR = r"^[12][0-9]{3}(-[12][0-9]{3})?$"
CURSOR = r"^[A-Za-z0-9_-]{8,400}$"
LIMIT = r"^[1-9][0-9]{0,4}$"
NAMES = ("city", "year", "industry", "statistic", "q", "lang", "claim", "limit", "cursor", "format")


class Question(NamedTuple):
    """What one request asks of one table."""

    chosen: Filter
    limit: int
    after: tuple[str, str] | None
    format: str


class Codes(NamedTuple):
    """What exists in the build."""

    cities: Collection[str]
    industries: Collection[str]


def question(pairs: Sequence[tuple[str, str]], accept: str, codes: Codes, build: str) -> Question:
    """The question of an address's pairs; raises Problem."""
    given = single(pairs, NAMES)
    cities = tuple(dict.fromkeys(_matched(given, "city", CITY, "six-digit codes joined by commas").split(",")))
    for code in cities:
        if code and code not in codes.cities:
            raise Problem("unknown-code", f"No region has the code {code}.", "city")
    span = years(_matched(given, "year", YEAR, "a year (2022) or a span (2021-2024)")) or (None, None)
    if len(given.get("q", "")) > LONGEST_SEARCH:
        raise Problem("invalid-parameter", f"q is longer than {LONGEST_SEARCH} characters.", "q")
    limit = int(_matched(given, "limit", LIMIT, f"a whole number from 1 to {MAX_LIMIT}") or DEFAULT_LIMIT)
    if limit > MAX_LIMIT:
        raise Problem("invalid-parameter", f"limit is more than {MAX_LIMIT}; follow `next` for more rows.", "limit")
    _one_of(given, "lang", LANGUAGES)
    _one_of(given, "claim", CLAIMS)
    chosen = Filter(
        tuple(code for code in cities if code),
        span[0],
        span[1],
        _one_of(given, "industry", codes.industries),
        _one_of(given, "statistic", STATISTICS),
        given.get("q"),
    )
    after = unpacked(_matched(given, "cursor", CURSOR, "the cursor of an answer's `next`"), build)
    return Question(chosen, limit, after, _one_of(given, "format", MEDIA_TYPES) or preferred(accept))


def single(pairs: Sequence[tuple[str, str]], names: Collection[str]) -> dict[str, str]:
    """The pairs by name; a name that is not known or stands twice is a problem."""
    given: dict[str, str] = {}
    for name, value in pairs:
        if name not in names:
            known = f"known are {', '.join(names)}" if names else "none is taken here"
            raise Problem("unknown-parameter", f"The parameter {name[:40]!r} is not known; {known}.", name[:40])
        if name in given:
            raise Problem("invalid-parameter", f"{name} is given twice.", name)
        if not value or "\0" in value:
            raise Problem("invalid-parameter", f"{name} is empty or holds a NUL; leave it out to ask for all.", name)
        given[name] = value
    return given


def packed(build: str, day: str, key: str) -> str:
    """The cursor after a row: where it stands in the order, and in which build."""
    return base64.urlsafe_b64encode(orjson.dumps([build, day, key])).decode().rstrip("=")


def unpacked(cursor: str, build: str) -> tuple[str, str] | None:
    """Day and key of a cursor's row; a cursor of another build is a problem, for pages of two builds do not fit."""
    if not cursor:
        return None
    try:
        of, day, key = orjson.loads(base64.b64decode(cursor + "=" * (-len(cursor) % 4), altchars=b"-_", validate=True))
        right = of == build and re.fullmatch(r"\d{4}-\d\d-\d\d", day) and isinstance(key, str) and "\0" not in key
    except (ValueError, TypeError, binascii.Error):
        right = False
    if not right:
        raise Problem("unknown-cursor", "The cursor belongs to no page of the published build; begin again.", "cursor")
    return day, key


def preferred(accept: str) -> str:
    """json, or csv where the Accept header names it first."""
    for part in accept.lower().split(","):
        media = part.split(";")[0].strip()
        if media == MEDIA_TYPES["csv"]:
            return "csv"
        if media in (MEDIA_TYPES["json"], "*/*", "application/*"):
            return "json"
    return "json"


def _matched(given: dict[str, str], name: str, pattern: str, wanted: str) -> str:
    value = given.get(name, "")
    if value and not re.fullmatch(pattern.strip("^$"), value):
        raise Problem("invalid-parameter", f"{name} must be {wanted}.", name)
    return value


def _one_of(given: dict[str, str], name: str, allowed: Collection[str]) -> str | None:
    value = given.get(name)
    if value is not None and value not in allowed:
        raise Problem("invalid-parameter", f"{name} must be one of {', '.join(sorted(allowed))}.", name)
    return value
