"""Names of regions and parks in a text, and their codes. Examples: tests/corpus/regions.yaml.

`find` reads names one by one, `settle` reads an article as a whole. What others use of this matter is here.
"""

import re
from collections.abc import Callable
from functools import cache

from etl.extractor.mentions.gazetteer import Region, is_within, lookup
from etl.extractor.mentions.names import Place
from etl.extractor.mentions.places import find
from etl.extractor.mentions.settling import Settled, settle
from etl.extractor.rules import Mention

__all__ = ["Place", "Region", "Settled", "as_json", "find", "is_within", "lookup", "mentions_of", "settle"]


# Traditional characters of which most names in traditional characters hold one.
TRADITIONAL = re.compile(
    "[區縣東廣蘇寧陽龍灣臺滬濱漢遼內陝雲貴慶揚無錫鎮連鹽紹興溫麗匯長門閔寶楊靜黃鄉國產業園灘瀘鄭濟濰煙瀋贛閩]"
)
HOUSE = re.compile(r"\d(?:号|室|楼|层|栋|幢|单元)|社区|小区|街道")
SENTENCE = re.compile("[，。；！？、,;!?]|以及")


@cache
def _converter() -> Callable[[str], str]:
    from opencc import OpenCC  # slow to load and seldom needed: an article's body comes simplified

    converter: Callable[[str], str] = OpenCC("t2s").convert
    return converter


def _simplified(text: str) -> str:
    """A text in traditional characters in simplified ones, if every character keeps its place."""
    if not TRADITIONAL.search(text):
        return text
    folded = _converter()(text)
    return folded if len(folded) == len(text) else text


def _of_address(text: str, places: list[Mention]) -> list[Mention]:
    """An address is about the region at its head: 常州市武进区洛阳镇9号/深圳办公室. Other texts keep theirs."""
    if len(places) < 2 or places[0].start or SENTENCE.search(text) or not HOUSE.search(text):
        return places
    head = places[0].value.adcode
    if head is None or lookup(head).level != "county":
        return places
    return [place for place in places if place.value.adcode and is_within(place.value.adcode, head)]


def mentions_of(text: str) -> list[Mention]:
    """What a text alone says of regions: found and settled, without names that only stand in an organisation's name."""
    text = _simplified(text)
    mentions = settle(None, text, find(text)).mentions
    places = [mention for mention in mentions if mention.value.role == "place"]
    return _of_address(text, places) or [mention for mention in mentions if _says(mention.value)]


def _says(place: Place) -> bool:
    return place.adcode is not None or bool(place.candidates)


def as_json(mention: Mention, text: str) -> dict[str, object]:
    """A mention as `python -m etl mentions --kind regions` prints it."""
    place: Place = mention.value
    answer: dict[str, object] = {
        "text": text[mention.start : mention.end],
        "start": mention.start,
        "end": mention.end,
        "rule": mention.rule,
        "adcode": place.adcode,
    }
    if place.adcode is None:
        answer["candidates"] = list(place.candidates)
    if place.zone is not None:
        answer["zone"] = place.zone
    answer["role"] = place.role
    return answer
