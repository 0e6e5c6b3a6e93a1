"""Names of places in a text, each read by itself; settling.py then reads the article as a whole."""

from typing import NamedTuple

from etl.extractor.rules import Mention


class Place(NamedTuple):
    """What a mention says of a region.

    `adcode` where it is settled, else None with the `candidates`; `level` of the region or, for 本市 and 全区, the level
    asked for; `zone` the park's name as the text says it. `role`: place (a region or a park by name), back (本市, 该区,
    全国, 园区), name (stands in an organisation's name and says nothing of a figure's region), world (全球).
    """

    adcode: str | None
    candidates: tuple[str, ...]
    level: str | None
    zone: str | None
    role: str


def find(text: str) -> list[Mention]:
    """Every place that a text names, in the order of the text."""
    return []
