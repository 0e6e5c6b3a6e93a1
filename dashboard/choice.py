"""Choice: what the reader asked for, and its codec to the address bar. The address is the only truth."""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

LANGUAGES = ("zh", "en")
STATISTICS = ("output", "scale", "revenue", "added_value", "profit", "exports", "count")
CLAIMS = ("preferred", "latest", "highest", "lowest")  # which of several claims about one figure is shown
MAX_CITIES = 500
YEAR = re.compile(r"(\d{4})(?:-(\d{4}))?")


@dataclass(frozen=True, slots=True)
class Known:
    """What exists in the published build: the codes and years that a choice may name."""

    cities: Collection[str]
    industries: Collection[str]
    first_year: int
    last_year: int


@dataclass(frozen=True, slots=True)
class Choice:
    """Regions, years, one industry, one statistic, one of rival claims; an empty part asks for everything."""

    cities: tuple[str, ...] = ()
    first_year: int | None = None
    last_year: int | None = None
    industry: str | None = None
    statistic: str | None = None
    lang: str = "zh"
    dropped: tuple[str, ...] = field(default=(), compare=False)
    claim: str = CLAIMS[0]

    @property
    def empty(self) -> bool:
        """Whether nothing is chosen but the language."""
        return not (self.cities or self.first_year or self.industry or self.statistic or self.claim != CLAIMS[0])


def decoded(parameters: Mapping[str, str], known: Known) -> Choice:
    """The choice that an address asks for. What does not exist is left out and named in `dropped`."""
    dropped: list[str] = []
    asked = [code.strip() for code in parameters.get("city", "").split(",") if code.strip()]
    cities = list(dict.fromkeys(code for code in asked if code in known.cities))[:MAX_CITIES]
    dropped += [code for code in dict.fromkeys(asked) if code not in cities]
    years = _years(parameters.get("year", ""), known, dropped)
    one = {"industry": known.industries, "statistic": STATISTICS, "lang": LANGUAGES, "claim": CLAIMS}
    picked: dict[str, str | None] = {}
    for name, allowed in one.items():
        value = parameters.get(name) or None
        picked[name] = value if value in allowed else None
        if value and picked[name] is None:
            dropped.append(value)
    lang, claim = picked["lang"] or LANGUAGES[0], picked["claim"] or CLAIMS[0]
    return Choice(tuple(cities), *years, picked["industry"], picked["statistic"], lang, tuple(dropped), claim)


def encoded(choice: Choice) -> dict[str, str]:
    """The address's parameters for a choice; absent where nothing is chosen."""
    years = ""
    if choice.first_year and choice.last_year:
        same = choice.first_year == choice.last_year
        years = str(choice.first_year) if same else f"{choice.first_year}-{choice.last_year}"
    parameters = {
        "city": ",".join(choice.cities),
        "year": years,
        "industry": choice.industry or "",
        "statistic": choice.statistic or "",
        "lang": "" if choice.lang == "zh" else choice.lang,
        "claim": "" if choice.claim == CLAIMS[0] else choice.claim,
    }
    return {name: value for name, value in parameters.items() if value}


def _years(text: str, known: Known, dropped: list[str]) -> tuple[int | None, int | None]:
    """First and last year, in order and within the years that have figures; what lies outside is dropped."""
    if not text:
        return None, None
    match = YEAR.fullmatch(text.strip())
    if not match:
        dropped.append(text)
        return None, None
    first, last = sorted((int(match[1]), int(match[2] or match[1])))
    if last < known.first_year or first > known.last_year:
        dropped.append(text)
        return None, None
    kept = max(first, known.first_year), min(last, known.last_year)
    if kept != (first, last):
        dropped.append(text)
    return kept
