"""The region that an article is about: the narrowest one that holds most of the places it names."""

from collections import Counter, defaultdict
from collections.abc import Iterable

from etl.extractor.mentions import gazetteer
from etl.extractor.mentions.gazetteer import COUNTRY, ancestors
from etl.extractor.mentions.names import Place
from etl.extractor.mentions.parks import PARK_OF_A_PROVINCE
from etl.extractor.rules import Mention

TITLE_WEIGHT = 6.0
LEAD_WEIGHT = 2.5
HINT_WEIGHT = 1.0
ORGANISATION_WEIGHT = 0.2
LEAD = 110  # characters of the body that count as its lead
SHARE = 0.5  # of a region's mentions that one of its parts must hold to be the home instead


def weigh(groups: Iterable[tuple[list[Mention], float, int]]) -> dict[str, float]:
    """What the places named count for each code. Groups of mentions, the weight of each, and the length of the lead."""
    weights: dict[str, float] = defaultdict(float)
    for mentions, weight, lead in groups:
        for mention in mentions:
            place: Place = mention.value
            if place.adcode is None or place.adcode == COUNTRY:
                continue
            if mention.rule in ("name of an organisation", PARK_OF_A_PROVINCE):
                weights[place.adcode] += ORGANISATION_WEIGHT
            elif place.role == "place":
                weights[place.adcode] += weight + (LEAD_WEIGHT if mention.start < lead else 0.0)
    return weights


def totals_of(weights: dict[str, float]) -> dict[str, float]:
    """The weights of the regions and all that lies in them."""
    totals: dict[str, float] = defaultdict(float)
    for code, weight in weights.items():
        for above in ancestors(code):
            totals[above] += weight
    return totals


def home_of(weights: dict[str, float]) -> str | None:
    """The narrowest region that holds at least a share of all that is named in the one above it."""
    if not weights:
        return None
    totals = totals_of(weights)
    parts: dict[str, list[str]] = {}
    for code in totals:
        parent = gazetteer.regions()[code].parent
        if parent is not None:
            parts.setdefault(parent, []).append(code)
    home = COUNTRY
    while parts.get(home):
        best = max(sorted(parts[home]), key=totals.__getitem__)
        # At the top a region must hold more than the others together or be named more than the country's other parts.
        if totals[best] <= SHARE * totals[home]:
            break
        home = best
    return home if home != COUNTRY else None


def sure(mentions: list[Mention]) -> frozenset[str]:
    """The codes that an article names by more than a county's short name."""
    return frozenset(
        str(mention.value.adcode)
        for mention in mentions
        if mention.value.adcode
        and mention.value.role == "place"
        and (mention.rule in ("region", "park") or mention.value.level != "county")
    )


def speaks_of_its_city(home: str, body: list[Mention]) -> str | None:
    """The city of a county that an article names most while 本市 and 全市 are what it speaks of."""
    region = gazetteer.lookup(home)
    city = region.city or region.province
    if region.level != "county" or city is None or region.name.endswith("市"):
        return None
    backs = Counter(m.value.level for m in body if m.value.role == "back" and m.value.level in ("city", "county"))
    named = sum(1 for m in body if m.value.role == "place" and m.value.adcode == home)
    return city if backs["city"] > backs["county"] and backs["city"] >= max(2, named) else None


def is_country(mention: Mention) -> bool:
    """Whether a mention speaks of the whole country."""
    return mention.value.adcode == COUNTRY and mention.value.role in ("place", "back")


def home_park(home: str | None, title: list[Mention], body: list[Mention]) -> str | None:
    """The park that the article is about: the title names it, or the lead and most mentions of the home do."""
    if home is None:
        return None
    for mention in title:
        if mention.value.adcode == home and mention.value.role == "place":
            return str(mention.value.zone) if mention.value.zone else None
    at_home = [mention.value for mention in body if mention.value.adcode == home]
    parks = Counter(place.zone for place in at_home if place.zone)
    plain = sum(1 for place in at_home if not place.zone and place.role == "place")
    if parks:
        name, count = parks.most_common(1)[0]
        if count > plain:
            return str(name)
    return None
