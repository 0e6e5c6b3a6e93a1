"""The code of a park: its own, that of the region before it, or of the region that the article is about."""

import re
from itertools import islice

from etl.extractor.mentions.article_places import MEMORY, ArticlePlaces
from etl.extractor.mentions.candidates import choose, is_doubtful, rooms
from etl.extractor.mentions.gazetteer import COUNTRY, is_within, lookup
from etl.extractor.mentions.names import Place, zones_by_name
from etl.extractor.mentions.parks import PARK_OF_A_PROVINCE
from etl.extractor.mentions.places import find
from etl.extractor.rules import Mention

LIES = re.compile(r"[^，,。；;]{0,6}?(?:位于|坐落[于在]?|落户于?|落在|落地|地处|设在|建在|选址)")
BRANDS = ("中关村", "张江")  # parks of other cities bear their names
NAME = 16  # characters behind 位于 within which a region's name stands


def settle_park(article: ArticlePlaces, mention: Mention) -> Mention:
    """A park with its code, where the article tells or suggests one."""
    place: Place = mention.value
    if place.adcode is None and place.candidates:
        adcode, why = choose(article, mention)
        if adcode is None:
            adcode, why = _code(article, mention)
    elif mention.rule == PARK_OF_A_PROVINCE and place.adcode is not None:
        adcode, why = _of_a_province(article, mention)
    elif place.adcode is None or is_doubtful(article, mention):
        adcode, why = _code(article, mention)
    elif (
        mention.rule == "place and park"
        and (article.beside(mention.start) or (place.zone or "").startswith(BRANDS))
        and article.elsewhere(place.adcode)
    ):
        # 沧州临港经开区的北京生物医药产业园: named after a place elsewhere.
        adcode, why = _code(article, mention)
    elif mention.rule == "place and park" and _holds_home(article, place) and place.zone not in zones_by_name():
        adcode, why = article.home, "named after the region that holds the home"
    elif (county := _county_beside(article, place)) is not None:
        adcode, why = county, "in the county named before"
    else:
        adcode = _code_of_table(article, place)
        return mention if adcode == place.adcode else mention._replace(value=place._replace(adcode=adcode))
    article.reasons.append(f"{place.zone}: {adcode or 'unsettled'}, {why}")
    if adcode is None:
        return mention
    return mention._replace(value=Place(adcode, (), lookup(adcode).level, place.zone, "place"))


def _of_a_province(article: ArticlePlaces, mention: Mention) -> tuple[str | None, str]:
    """Where in its province a park lies that bears its name: where the words behind it or before say, else the home."""
    province, known = mention.value.adcode, article.parks.get(mention.value.zone)
    if known is not None:
        return known.adcode, "named before"
    lies = LIES.match(article.body, mention.end)
    there = find(article.body[lies.end() : lies.end() + NAME]) if lies else []
    located = [m.value.adcode for m in there[:1] if m.value.adcode and m.value.role == "place"]
    code, why = (located[0], "where it lies") if located else _code(article, mention)
    return (code, why) if code is not None and is_within(code, province) else (province, "in its province")


def _code(article: ArticlePlaces, mention: Mention) -> tuple[str | None, str]:
    """The code of a park that its name does not settle: that of the region before it, else the home's."""
    for name in islice(reversed(article.parks), MEMORY):
        place = article.parks[name]
        if name.endswith(mention.value.zone) and place.adcode and name != mention.value.zone:
            return place.adcode, "named in full before"
    for beside in article.in_sentence(1):
        if beside.adcode not in (None, COUNTRY):
            return beside.adcode, "in the region named before"
    if article.topic is not None and article.topic.value.adcode:
        return article.topic.value.adcode, "in the paragraph's region"
    return article.home, "in the home"


def _code_of_table(article: ArticlePlaces, place: Place) -> str | None:
    """GUIDE: a park takes a county only if the text names it: beside, as its location or as home."""
    zone = zones_by_name().get(place.zone or "")
    if zone is None or not zone.counties:
        return place.adcode
    if article.home in zone.counties and len(zone.counties) == 1:
        return article.home
    for beside in article.in_sentence(1):
        if beside.adcode in zone.counties and beside.zone is None:
            return beside.adcode
    told = article.parks.get(place.zone or "")
    if told is not None and told.adcode in zone.counties:
        return told.adcode
    located = [code for code in zone.counties if code in article.located]
    return located[0] if len(located) == 1 else place.adcode


def _county_beside(article: ArticlePlaces, place: Place) -> str | None:
    """The county of a park's city that is named right before it, where the table does not know the park."""
    if place.zone in zones_by_name() or place.adcode is None:
        return None
    for beside in article.in_sentence(1):
        inside = beside.adcode is not None and beside.adcode != place.adcode and is_within(beside.adcode, place.adcode)
        if inside and beside.zone is None:
            return beside.adcode
    return None


def _holds_home(article: ArticlePlaces, place: Place) -> bool:
    """Whether the article is about a county of the region that a park is named after."""
    return article.home is not None and place.adcode != article.home and place.adcode in rooms(article.home)
