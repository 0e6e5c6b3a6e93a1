"""What an article is about as a whole: its main industry, and the region that its first paragraphs name most."""

import re

from etl.extractor.clauses import Clause, Place
from etl.extractor.mentions import industries
from etl.extractor.mentions.industries import LIFE_SCIENCE, IndustryName
from etl.extractor.tokens import Token

EARLY_ON = 200  # characters within which an article of life science names an industry,
OFTEN = 8  # or this often
LEAD_PARAGRAPHS = 2
BYLINE = 30  # characters that a line of the writers' names stays below
WRITER = re.compile(r"记者|通讯员|作者|编辑")


def main_industry_of(title: str | None, found: list[Token]) -> IndustryName | None:
    """The industry that the title names, else the one that the article names most, the first of equals.

    None if the title names none and the article comes to speak of one only late and seldom.
    """
    named: list[IndustryName] = [m.value for m in industries.find(title)] if title else []
    if not named:
        tokens = [t for t in found if t.kind == "industry"]
        late = bool(tokens) and tokens[0].start > EARLY_ON and len(tokens) < OFTEN
        named = [] if title and late and not LIFE_SCIENCE.search(title) else [t.value for t in tokens]
    if not named:
        return None
    counts = _counted([name.text for name in named])
    return max(named, key=lambda name: counts[name.text])


def _counted(names: list[str]) -> dict[str, int]:
    """How often each stands in a list; for one of a few a Counter takes longer to make than to fill."""
    counts: dict[str, int] = {}
    for name in names:
        counts[name] = counts.get(name, 0) + 1
    return counts


def lead_place(clauses: list[Clause]) -> Place | None:
    """The region that the first two paragraphs name most; of equals the most specific, unless several are."""
    named = [
        t.value.adcode
        for c in clauses
        if c.paragraph <= LEAD_PARAGRAPHS and not (len(c.text) < BYLINE and WRITER.search(c.text))
        for t in c.places
        if t.value.role == "place"
    ]
    if not named:
        return None
    counts = _counted(named)
    highest = max(counts.values())
    most = [code for code in counts if counts[code] == highest]
    counties = [code for code in most if not code.endswith("00")]
    if len(counties) > 1 and len(most) > len(counties):
        most = [code for code in most if code not in counties]
    best = max(most, key=lambda code: (not code.endswith("00"), not code.endswith("0000")))
    return Place(best, None)
