"""The region that an article is about, and through it the codes of names that do not settle themselves.

Names that settle themselves are counted first, the title's and the lead's for more; the home is the narrowest region
that holds most of them. Then each other name takes the candidate that the words beside it, the home or the article's
other names speak for; 全区, 本市, 高新区 take what was named before. Where nothing speaks, a name stays open.
"""

import re
from typing import NamedTuple

from etl.extractor.mentions.article_places import ArticlePlaces
from etl.extractor.mentions.candidates import choose, is_doubtful
from etl.extractor.mentions.gazetteer import COUNTRY, lookup
from etl.extractor.mentions.home import (
    HINT_WEIGHT,
    LEAD,
    TITLE_WEIGHT,
    home_of,
    home_park,
    is_country,
    speaks_of_its_city,
    sure,
    weigh,
)
from etl.extractor.mentions.listed_firms import begins_listed_firm
from etl.extractor.mentions.looking_back import OF_THE_HOME, back, is_own
from etl.extractor.mentions.names import Place, zones_by_name
from etl.extractor.mentions.park_codes import settle_park
from etl.extractor.mentions.parks import SHORT_OF_A_PARK
from etl.extractor.mentions.places import find
from etl.extractor.rules import Mention

LOCATED = re.compile("(?:位于|坐落于?|坐落在|地处|落址|选址)$")
LOCATED_LAST = ("于", "落", "在", "处", "址")  # with which those words end
BUILT_BY = re.compile("由[^，,。；;]{0,10}[与和、]?$")  # 由成都高新区和双流区一起建
BUILDS = re.compile("[^，,。；;]{0,8}?(?:一起|共同|联合|合作|携手|合力|共){1,3}(?:建|打造|管|开发|运营)")
# Where a dispatch was written is no place that it speaks of: 新华社南京10月3日电.
DATELINE = re.compile(
    r"\s*(?:\d{4}年)?\d{1,2}月\d{1,2}日\s*(?:上午|下午|晚间?)?\s*(?:电|讯|专电|消息)|(?:专?电|讯)\s?[（(](?:本报|本网|见习|实习)?(?:记者|通讯员)"
)
# Whose figures are the country's, in a text that names no place.
OF_THE_COUNTRY = re.compile(
    "国家(?:统计局|发展?改革?委|药监局|药品监督管理局|卫健委|卫生健康委|中医药管理局|医保局)(?!.{0,6}(?:总队|调查队))"
    "|工信部|工业和信息化部|海关总署|商务部"
)
# GUIDE: a customs district takes the province's code.
CUSTOMS = ("关区", "海关关区")


class Settled(NamedTuple):
    """`home` is the region that the article is about, `zone` its park if it is about one; `mentions` are settled.

    `reasons` say why, one for the home and one for each name that was ambiguous.
    """

    home: str | None
    zone: str | None
    mentions: list[Mention]
    reasons: list[str]


def settle(
    title: str | None, body: str, mentions: list[Mention], year: int | None = None, hint: str | None = None
) -> Settled:
    """Codes for the article as a whole. `mentions` are those of find(body), `hint` is text around the body."""
    in_title = [_later(mention, year) for mention in find(title)] if title else []
    in_hint = [_later(mention, year) for mention in find(hint)] if hint else []
    read = [_later(mention, year) for mention in mentions]
    in_title, read = _parks_tails(title or "", in_title, body, read)
    in_body: list[Mention] = []
    for mention in read:
        (in_hint if DATELINE.match(body, mention.end) else in_body).append(mention)
    own = [mention for mention in in_body if not begins_listed_firm(body, mention.end)]
    groups = [(in_title, TITLE_WEIGHT, 0), (own, 1.0, LEAD), (in_hint, HINT_WEIGHT, 0)]
    weights = weigh(groups)
    home = home_of(weights)
    # Names that settle only through the first home may move it to a narrower one: 鼓楼区 in an article on 南京.
    if any(m.value.adcode is None and m.value.candidates and m.value.role == "place" for m in (*in_title, *in_body)):
        first_title = _read_all(title or "", in_title, home, None, weights, sure(in_body))[0]
        first_body = _read_all(body, in_body, home, None, weights, sure(in_title))[0]
        weights = weigh([(first_title, TITLE_WEIGHT, 0), (first_body, 1.0, LEAD), (in_hint, HINT_WEIGHT, 0)])
        in_title = first_title
        home = home_of(weights)
        zone = home_park(home, in_title, first_body)
    else:
        zone = home_park(home, in_title, in_body)
    if home is not None and (city := speaks_of_its_city(home, in_body)):
        home, zone = city, None
    settled, reasons = _read_all(body, in_body, home, zone, weights, sure(in_title))
    named = (*in_title, *settled)
    if home is None and (any(map(is_country, named)) or (not weights and _of_the_country(title, body, hint))):
        home = COUNTRY
    reasons.insert(0, f"home: {home or 'none'}{' ' + zone if zone else ''}")
    return Settled(home, zone, settled, reasons)


def _of_the_country(*texts: str | None) -> bool:
    """Whether one of the texts names an office whose figures are the country's."""
    return any(OF_THE_COUNTRY.search(text) for text in texts if text)


def _later(mention: Mention, year: int | None) -> Mention:
    """A park that has become a region since, read in an article of that time."""
    if year is None or mention.value.zone is None:
        return mention
    zone = zones_by_name().get(mention.value.zone)
    if zone is None or zone.until is None or zone.then is None or year <= zone.until:
        return mention
    place = Place(zone.then, (), lookup(zone.then).level, None, mention.value.role)
    return mention._replace(value=place)


def _parks_tails(
    title: str, in_title: list[Mention], body: str, in_body: list[Mention]
) -> tuple[list[Mention], list[Mention]]:
    """The mentions with 滨海新区 read as the 绍兴滨海新区 that the text names, not as a region of another province."""
    groups = ((title, in_title), (body, in_body))
    parks = {
        text[m.start : m.end]: m
        for text, mentions in groups
        for m in mentions
        if m.value.zone and m.value.adcode and m.value.role == "place"
    }
    if not parks:
        return in_title, in_body
    first, second = (
        [_tail_of(parks, text[m.start : m.end], m) if m.value.level == "county" else m for m in mentions]
        for text, mentions in groups
    )
    return first, second


def _tail_of(parks: dict[str, Mention], said: str, mention: Mention) -> Mention:
    place: Place = mention.value
    if place.zone is not None or place.adcode is None or not said.endswith("区"):
        return mention
    province = lookup(place.adcode).province
    whole = next((m.value for name, m in parks.items() if name != said and name.endswith(said)), None)
    if whole is None or lookup(whole.adcode).province == province:
        return mention
    return mention._replace(value=whole)


def _read_all(
    body: str,
    mentions: list[Mention],
    home: str | None,
    zone: str | None,
    weights: dict[str, float],
    known: frozenset[str],
) -> tuple[list[Mention], list[str]]:
    full = known | sure(mentions)
    located = {
        str(mention.value.adcode)
        for mention in mentions
        if mention.value.level == "county" and _is_its_county(body, mention)
    }
    article = ArticlePlaces(body, home, zone, weights, full, located)
    read = [_read(article, mention) for mention in mentions]
    return [mention for mention in read if mention is not None], article.reasons


def _is_its_county(body: str, mention: Mention) -> bool:
    """Whether a text says of a county that something lies in it, or is built by it with others."""
    if body.startswith(LOCATED_LAST, mention.start - 1) and LOCATED.search(
        body, max(0, mention.start - 4), mention.start
    ):
        return True
    by = BUILT_BY.search(body, max(0, mention.start - 12), mention.start)
    return by is not None and BUILDS.match(body, mention.end) is not None


def _read(article: ArticlePlaces, mention: Mention) -> Mention | None:
    """The mention with its code; None if it turns out to be no region."""
    article.enter(mention.start)
    place: Place = mention.value
    if place.role == "back" or (place.role == "name" and place.level and not place.adcode and not place.candidates):
        adcode, zone = back(article, mention)
        if adcode is None and mention.rule == SHORT_OF_A_PARK:
            return None
        article.pointed = (mention.start, adcode, zone) if adcode and adcode != COUNTRY else article.pointed
        rule = OF_THE_HOME if place.level == "county" and is_own(article, adcode) else mention.rule
        return Mention(mention.start, mention.end, Place(adcode, (), place.level, zone, place.role), rule)
    if place.role != "place":
        return mention
    if place.zone is not None:
        mention = settle_park(article, mention)
    elif mention.rule == "short name" and place.level == "county" and _is_tail(article, mention):
        return None
    elif mention.rule == "short name" and place.level == "county" and (park := _park_so_called(article, mention)):
        mention = mention._replace(value=park)
    elif place.adcode is None or is_doubtful(article, mention):
        if place.adcode is not None:
            mention = mention._replace(value=place._replace(adcode=None, candidates=(place.adcode,)))
        adcode, why = choose(article, mention)
        article.reasons.append(f"{article.body[mention.start : mention.end]}: {adcode or 'unsettled'}, {why}")
        if adcode is None and (len(mention.value.candidates) == 1 or mention.rule.endswith("an ordinary word")):
            return None
        if adcode is not None:
            place = Place(adcode, (), lookup(adcode).level, None, "place")
            mention = Mention(mention.start, mention.end, place, mention.rule)
    if mention.value.adcode is not None and article.body.startswith(CUSTOMS, mention.end):
        above = lookup(mention.value.adcode).province or mention.value.adcode
        mention = mention._replace(value=Place(above, (), lookup(above).level, None, "place"))
    if mention.value.adcode != COUNTRY:
        article.say(mention)
    return mention


def _park_so_called(article: ArticlePlaces, mention: Mention) -> Place | None:
    """The park of elsewhere that a county's short name is part of the name of: 滨海 after 绍兴滨海新区."""
    if not article.parks:
        return None
    word = article.body[mention.start : mention.end]
    codes = {mention.value.adcode, *mention.value.candidates}
    named = [park for name, park in article.parks.items() if word in name and park.adcode and not name.startswith(word)]
    return None if not named or any(park.adcode in codes for park in named) else named[-1]


def _is_tail(article: ArticlePlaces, mention: Mention) -> bool:
    """Whether a county's short name goes on the address of another county: 洛江区万安塘."""
    if not article.beside(mention.start):
        return False
    before: Place = article.said[-1].value
    if before.zone or before.adcode is None or lookup(before.adcode).level != "county":
        return False
    codes = (mention.value.adcode, *mention.value.candidates)
    return not any(code and code in article.weights and article.weights[code] > 1 for code in codes)
