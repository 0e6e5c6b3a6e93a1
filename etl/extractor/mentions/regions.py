"""Names of regions and parks in a text, and their codes. Examples: tests/corpus/regions.yaml.

`find` reads names one by one, `settle` reads an article as a whole. What others use of this matter is here.
"""

from etl.extractor.mentions.gazetteer import Region, is_within, lookup
from etl.extractor.mentions.places import Place, find
from etl.extractor.mentions.settling import Settled, settle
from etl.extractor.rules import Mention

__all__ = ["Place", "Region", "Settled", "as_json", "find", "is_within", "lookup", "mentions_of", "settle"]


def mentions_of(text: str) -> list[Mention]:
    """What a text alone says of regions: found and settled, without names that only stand in an organisation's name."""
    mentions = settle(None, text, find(text)).mentions
    places = [mention for mention in mentions if mention.value.role == "place"]
    return places or [mention for mention in mentions if mention.value.adcode or mention.value.candidates]


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
