"""Which region an ambiguous name means: what the words beside it, the home or the other names speak for."""

import re
from collections.abc import Iterable

from etl.extractor.mentions.article_places import ArticlePlaces
from etl.extractor.mentions.gazetteer import COUNTRY, ancestors, lookup
from etl.extractor.mentions.names import Place
from etl.extractor.rules import Mention

OF_ITSELF = re.compile(r"全[市县区]")  # 江阴全市
OFTEN = 4.0  # what a name that is said so often counts for (home.py)
SAID_OF_IT = re.compile(r"的(?!确|话|士)|[县市区]里")
ITS_INDUSTRY = re.compile(  # 日照医药企业, 中山全市
    r"全市|(?:现代|高端)?(?:生物医药|医药|医疗器械|生命健康|大健康|中医药|中药材|中药)(?:产业|企业|行业|工业|制造|领域|与|和|及)"
)
WITHIN_A_WORD = re.compile(r"[^\W\d在与和及由从到向赴往是的为让对把将于、]")


def choose(article: ArticlePlaces, mention: Mention) -> tuple[str | None, str]:
    """The candidate of an ambiguous name that the article speaks for, and why."""
    place: Place = mention.value
    candidates = place.candidates
    named = [code for code in candidates if code in article.full]
    if len(named) == 1:
        return named[0], "named in full elsewhere"
    ordinary = mention.rule.endswith("an ordinary word")
    whole = mention.start == 0 and mention.end == len(article.body)
    cities = [code for code in candidates if lookup(code).level == "city"]
    if len(cities) == 1 and not article.foreign(cities[0]) and _is_told_of(article, mention):
        return cities[0], "a city of which an industry is told"
    if ordinary:
        return (candidates[0], "stands alone") if whole and len(candidates) == 1 else (None, "an ordinary word")
    for beside in article.in_sentence(2):
        inside = _common(candidates, beside.adcode)
        if len(inside) == 1:
            return inside[0], "in the region named before"
    doubtful = place.adcode is None and len(candidates) == 1 and mention.rule == "short name"
    short = place.level == "county" and mention.rule == "short name"
    for room in rooms(article.home):
        if (
            doubtful
            and lookup(room).level == "province"
            and not article.supported(candidates[0], lookup(candidates[0]).city)
        ):
            break
        inside = _common(candidates, room)
        if (
            short
            and len(inside) == 1
            and article.away(inside[0])
            and not article.supported(inside[0], lookup(inside[0]).city)
        ):
            break  # of 东安 in an article on 哈尔滨 neither 东安区 in 牡丹江 nor 东安县 in 永州
        if len(inside) == 1:
            return inside[0], "in or beside the home"
        if inside:
            break
    cities = [code for code in candidates if article.supported(code, lookup(code).city)]
    if len(cities) == 1 and (len(candidates) > 1 or not article.foreign(cities[0])):
        return cities[0], "its city is named"
    provinces = [code for code in candidates if article.supported(code, lookup(code).province)]
    if len(provinces) == 1 and not (short and article.away(provinces[0])):
        return provinces[0], "its province is named"
    if whole and len(candidates) == 2:  # 中山 is the city rather than a district of that name elsewhere
        cities = [code for code in candidates if lookup(code).level == "city"]
        if len(cities) == 1:
            return cities[0], "stands alone"
    before = article.body[mention.start - 1 : mention.start]
    if len(candidates) == 1 and (whole or (article.home is None and not WITHIN_A_WORD.match(before))):
        return candidates[0], "nothing speaks against it"
    return None, "ambiguous"


def _is_told_of(article: ArticlePlaces, mention: Mention) -> bool:
    """Whether a word that may be no region begins a phrase and is told of as one: 2022年，日照医药企业…, 中山全市…."""
    if WITHIN_A_WORD.match(article.body[mention.start - 1 : mention.start]):
        return False
    return ITS_INDUSTRY.match(article.body, mention.end) is not None


def is_doubtful(article: ArticlePlaces, mention: Mention) -> bool:
    """Whether a county of another province is named by its short name only, and nothing near it."""
    place: Place = mention.value
    if place.level != "county" or place.adcode is None or mention.rule not in ("short name", "place and park"):
        return False
    if place.adcode in article.full:
        return False
    if OF_ITSELF.match(article.body, mention.end):
        return False
    region = lookup(place.adcode)
    if article.foreign(place.adcode):
        return not ({region.city, region.province} & article.full)
    if article.weights.get(place.adcode, 0.0) >= OFTEN:
        return False
    if article.home in (None, COUNTRY) and not article.supported(place.adcode, region.city):
        return WITHIN_A_WORD.match(article.body[mention.start - 1 : mention.start]) is not None  # 过了夹江
    opens = mention.start <= article.sentence + 1 and SAID_OF_IT.match(article.body, mention.end)
    if opens and region.province is not None and article.weights.get(region.province, 0.0) > 0:
        return False  # 鄂州…；蕲春的蕲艾，产值…
    # 哈尔滨 and 东安动力: a firm's name rather than a district of 牡丹江.
    alone = region.city is not None and not article.supported(place.adcode, region.city)
    return article.away(place.adcode) and alone and mention.rule == "short name"


def rooms(code: str | None) -> list[str]:
    """The regions around a code in which a name is looked for, the narrowest first, the country left out."""
    return [above for above in ancestors(code) if above != COUNTRY] if code else []


def _common(codes: Iterable[str], above: str | None) -> list[str]:
    return [code for code in codes if above is not None and above in ancestors(code)]
