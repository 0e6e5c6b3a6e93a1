"""The region or park named before that 全区, 本市, 当地 or 高新区 points to."""

import re
from itertools import islice

from etl.extractor.mentions.article_places import MEMORY, ArticlePlaces
from etl.extractor.mentions.gazetteer import AUTONOMOUS, COUNTRY, is_within, lookup
from etl.extractor.mentions.home import TITLE_WEIGHT
from etl.extractor.mentions.names import zones_by_name
from etl.extractor.rules import Mention

OWN_ZONES = ("高新区", "经开区", "开发区")
OF_THE_HOME = "word for the article's own district"
THIS = re.compile("^(?:该|[这整][个座片])")


def back(article: ArticlePlaces, mention: Mention) -> tuple[str | None, str | None]:
    """The region (and park) that 本市, 全区, 当地 or 高新区 points to."""
    level = mention.value.level
    if level == "country":
        return COUNTRY, None
    if level == "here":
        if article.pointed is not None and article.pointed[0] >= article.sentence:
            return article.pointed[1:]  # 该县代表把本地的家底讲了一遍
        nearest = article.said[-1].value if article.said else None
        return (nearest.adcode, nearest.zone) if nearest else (article.home, article.zone)
    if level == "zone":
        return _back_to_zone(article, article.body[mention.start : mention.end])
    subject = article.topic
    if level == "county":
        return _back_to_county(article, mention, subject)
    rooms = [subject.value.adcode if subject else None, article.home]
    recent = [place.adcode for place in article.recent()]
    rooms += sorted(recent, key=lambda code: code is not None and article.foreign(code))
    for code in rooms:
        region = lookup(code) if code and code != COUNTRY else None
        if level == "city" and region and region.level == "county" and region.name.endswith("市"):
            around = (lookup(article.home).city or article.home) if article.home else None
            named = around is not None and _spoken_of(article, around, code)
            here = article.said_here(mention, code) and not _carried_by_a_park(article, mention)
            if code == article.home or around != region.parent or here or not named:
                return code, None
            return around, None  # an article on 宜春 that spoke of 樟树: 全市 is 宜春
        above = (region.city if level == "city" else region.province) if region else None
        if above and _is_so_called(above, article.body[mention.start : mention.end]):
            return above, None
    return None, None


def _carried_by_a_park(article: ArticlePlaces, mention: Mention) -> bool:
    """Whether 全市 is what a park named last carries: 邳州医药产业园建成后，带动全市医药产业…."""
    return bool(article.body.startswith("带动", mention.start - 2) and article.said and article.said[-1].value.zone)


def _is_so_called(adcode: str, word: str) -> bool:
    """全州 and 州里 are a prefecture's, 全盟 a league's."""
    name = lookup(adcode).name
    return all(sign not in word or name.endswith(sign) for sign in "州盟")


def _spoken_of(article: ArticlePlaces, city: str, but: str | None) -> bool:
    """Whether the title names a city, or the text before a word it or a part of it other than one county."""
    if article.weights.get(city, 0.0) >= TITLE_WEIGHT:
        return True
    said = [place.adcode for place in article.recent() if place.adcode and place.adcode != but]
    return any(code == city or is_within(code, city) for code in said)


def _back_to_county(article: ArticlePlaces, mention: Mention, subject: Mention | None) -> tuple[str | None, str | None]:
    home = lookup(article.home) if article.home else None
    near = [subject] if subject else []
    word = article.body[mention.start : mention.end]
    autonomous = home is not None and home.province in AUTONOMOUS and "区" in word
    if autonomous and "自治区" in article.body[article.sentence : mention.start]:
        return home.province, None  # type: ignore[union-attr]
    if home is not None and home.level == "county":
        fits = [m.value for m in near if m.value.adcode and lookup(m.value.adcode).level == "county"]
        if fits:
            return fits[0].adcode, None if is_own(article, fits[0].adcode) else _governing(fits[0].zone, word)
        return article.home, _governing(article.zone, word)
    if "区" in word and home is not None and home.adcode in AUTONOMOUS and not (subject and subject.value.zone):
        return home.adcode, None
    for place in (*[said.value for said in near], *article.recent()):
        if autonomous and place.adcode and not (place.zone or lookup(place.adcode).name).endswith("区"):
            continue
        if place.adcode and (place.zone or lookup(place.adcode).level == "county"):
            return place.adcode, _governing(place.zone, word)
    return (home.province, None) if autonomous and home is not None else (None, None)


def _back_to_zone(article: ArticlePlaces, word: str) -> tuple[str | None, str | None]:
    ending = THIS.sub("", word)
    named = [article.parks[name] for name in islice(reversed(article.parks), MEMORY)]
    for place in named:
        if _abbreviates(ending, place.zone or ""):
            return place.adcode, place.zone
    if word[-1] in "里内":  # 谷里: the park named last whose name ends so
        inside = [place for place in named if (place.zone or "").endswith((word[0], word[0] + "区"))]
        return (inside[0].adcode, inside[0].zone) if inside else (None, None)
    if ending not in ("园区", "全园", "小镇", "新区", "基地") or not named:
        if article.zone and (ending == "园区" or ending in article.zone):
            return article.home, article.zone
        if named and ending == "园区":
            return named[0].adcode, named[0].zone
        return _the_citys_own(article, ending)
    if ending in ("园区", "全园"):
        return named[0].adcode, named[0].zone
    return None, None


def _the_citys_own(article: ArticlePlaces, word: str) -> tuple[str | None, str | None]:
    """The development zone of the city that the article is about: 高新区、历城区分别…."""
    if word not in OWN_ZONES or article.home in (None, COUNTRY) or lookup(article.home).level != "city":
        return None, None
    name = lookup(article.home).short_name + word
    zone = zones_by_name().get(name)
    return (zone.adcode if zone is not None else article.home), name


def _abbreviates(word: str, name: str) -> bool:
    """Whether a word may stand for a park's name: 医药基地 for 大兴生物医药产业基地."""
    signs = iter(name)
    return name.endswith(word[-2:]) and all(sign in signs for sign in word) if word not in name else True


def is_own(article: ArticlePlaces, code: str | None) -> bool:
    """Whether 全区 is the district that an article on no park is about, whichever park it spoke of last."""
    return code is not None and code == article.home and article.zone is None and lookup(code).name.endswith("区")


def _governing(zone: str | None, word: str) -> str | None:
    """The park if 全区 may mean it: one that governs a district (常州高新区), no industrial park or town."""
    return zone if zone and "区" in word and zone.endswith("区") and not zone.endswith("园区") else None
