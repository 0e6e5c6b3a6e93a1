"""The region that an article is about, and through it the codes of names that do not settle themselves.

Names that settle themselves are counted first, the title's and the lead's for more; the home is the narrowest region
that holds most of them. Then each other name takes the candidate that the words beside it, the home or the article's
other names speak for; 全区, 本市, 高新区 take what was named before. Where nothing speaks, a name stays open.
"""

import re
from collections.abc import Iterable
from functools import lru_cache
from itertools import islice
from typing import NamedTuple

from etl.extractor.mentions.gazetteer import AUTONOMOUS, COUNTRY, ancestors, lookup
from etl.extractor.mentions.home import (
    HINT_WEIGHT,
    LEAD,
    TITLE_WEIGHT,
    home_of,
    home_park,
    is_country,
    speaks_of_its_city,
    sure,
    totals_of,
    weigh,
)
from etl.extractor.mentions.names import Place, zones_by_name
from etl.extractor.mentions.parks import SHORT_OF_A_PARK
from etl.extractor.mentions.places import find
from etl.extractor.rules import Mention

SENTENCE_END = re.compile("[。！？!?；;\n]")
BESIDE = 8  # characters between two names of which the second may lie in the first
PAUSE = re.compile("[^\u4e00-\u9fff]")
MEMORY = 12  # places that a word such as 全市 looks back on
WITHIN_A_WORD = re.compile(r"[^\W\d在与和及由从到向赴往是的为让对把将于、]")
LOCATED = re.compile("(?:位于|坐落于?|坐落在|地处|落址|选址)$")
SUBJECT = 14  # characters from a sentence's beginning within which a region is its subject
NOT_SUBJECT = re.compile("(?:与|和|同|跟|从|向|由|较|比|去|往|至|到|来自|除了?|继|对|学习?|距离?|离)$")
# Where a dispatch was written is no place that it speaks of: 新华社南京10月3日电.
DATELINE = re.compile(r"\s*(?:\d{4}年)?\d{1,2}月\d{1,2}日\s*(?:上午|下午|晚间?)?\s*(?:电|讯|专电|消息)")


# GUIDE: a customs district takes the province's code.
CUSTOMS = re.compile("(?:海关)?关区")


class Settled(NamedTuple):
    """`home` is the region that the article is about, `zone` its park if it is about one; `mentions` are settled.

    `reasons` say why, one for the home and one for each name that was ambiguous.
    """

    home: str | None
    zone: str | None
    mentions: list[Mention]
    reasons: list[str]


def _common(codes: Iterable[str], above: str | None) -> list[str]:
    return [code for code in codes if above is not None and above in ancestors(code)]


def _rooms(code: str | None) -> list[str]:
    """The regions around a code in which a name is looked for, the narrowest first, the country left out."""
    return [above for above in ancestors(code) if above != COUNTRY] if code else []


@lru_cache(maxsize=4)
def breaks_of(body: str) -> list[int]:
    """Where sentences begin after the first; kept, since an article may be read twice."""
    return [match.end() for match in SENTENCE_END.finditer(body)]


class _Reader:
    """One article being settled. It goes through the mentions once, in order."""

    def __init__(
        self,
        body: str,
        home: str | None,
        zone: str | None,
        weights: dict[str, float],
        full: frozenset[str],
        located: set[str],
    ) -> None:
        self.body = body
        self.home = home
        self.zone = zone
        self.weights = weights
        self.totals = totals_of(weights)
        self.reasons: list[str] = []
        self.said: list[Mention] = []  # settled places so far
        self.parks: dict[str, Place] = {}  # parks among them, the last named last
        self.sentence = 0
        self.breaks = breaks_of(body)
        self.position = 0
        self.topic: Mention | None = None
        self.full = full
        self.located = located

    def enter(self, start: int) -> None:
        """Move to the sentence that holds a position."""
        while self.position < len(self.breaks) and self.breaks[self.position] <= start:
            self.sentence = self.breaks[self.position]
            self.position += 1
            if self.body[self.sentence - 1] == "\n":
                self.topic = None

    def recent(self, count: int = MEMORY) -> list[Place]:
        """The places named last, the nearest first."""
        return [mention.value for mention in reversed(self.said[-count:])]

    def in_sentence(self, count: int) -> list[Place]:
        """The places named before in this sentence, the nearest first."""
        return [mention.value for mention in reversed(self.said[-count:]) if mention.start >= self.sentence]

    def say(self, mention: Mention) -> None:
        """Note a settled place; one with which a sentence begins is the topic until another or the paragraph's end."""
        first = not self.said or self.said[-1].start < self.sentence
        near = mention.start - self.sentence <= SUBJECT
        if first and near and not NOT_SUBJECT.search(self.body, self.sentence, mention.start):
            self.topic = mention
        self.said.append(mention)
        place: Place = mention.value
        if place.zone:
            self.parks.pop(place.zone, None)
            self.parks[place.zone] = place

    def choose(self, mention: Mention) -> tuple[str | None, str]:
        """The candidate of an ambiguous name that the article speaks for, and why."""
        place: Place = mention.value
        candidates = place.candidates
        named = [code for code in candidates if code in self.full]
        if len(named) == 1:
            return named[0], "named in full elsewhere"
        ordinary = mention.rule.endswith("an ordinary word")
        whole = mention.start == 0 and mention.end == len(self.body)
        if ordinary:
            return (candidates[0], "stands alone") if whole and len(candidates) == 1 else (None, "an ordinary word")
        for beside in self.in_sentence(2):
            inside = _common(candidates, beside.adcode)
            if len(inside) == 1:
                return inside[0], "in the region named before"
        doubtful = place.adcode is None and len(candidates) == 1 and mention.rule == "short name"
        short = place.level == "county" and mention.rule == "short name"
        for room in _rooms(self.home):
            if (
                doubtful
                and lookup(room).level == "province"
                and not self.supported(candidates[0], lookup(candidates[0]).city)
            ):
                break
            inside = _common(candidates, room)
            if (
                short
                and len(inside) == 1
                and self.away(inside[0])
                and not self.supported(inside[0], lookup(inside[0]).city)
            ):
                break  # of 东安 in an article on 哈尔滨 neither 东安区 in 牡丹江 nor 东安县 in 永州
            if len(inside) == 1:
                return inside[0], "in or beside the home"
            if inside:
                break
        cities = [code for code in candidates if self.supported(code, lookup(code).city)]
        if len(cities) == 1 and (len(candidates) > 1 or not self.foreign(cities[0])):
            return cities[0], "its city is named"
        provinces = [code for code in candidates if self.supported(code, lookup(code).province)]
        if len(provinces) == 1 and not (short and self.away(provinces[0])):
            return provinces[0], "its province is named"
        if whole and len(candidates) == 2:  # 中山 is the city rather than a district of that name elsewhere
            cities = [code for code in candidates if lookup(code).level == "city"]
            if len(cities) == 1:
                return cities[0], "stands alone"
        before = self.body[mention.start - 1 : mention.start]
        if len(candidates) == 1 and (whole or (self.home is None and not WITHIN_A_WORD.match(before))):
            return candidates[0], "nothing speaks against it"
        return None, "ambiguous"

    def supported(self, code: str, above: str | None) -> bool:
        """Whether the region above one is named, by itself or by another part of it."""
        return self.totals.get(above or code, 0.0) > (self.totals.get(code, 0.0) if above else 0.0)

    def foreign(self, code: str) -> bool:
        """Whether a region lies in another province than the home."""
        return self.home not in (None, COUNTRY) and lookup(code).province != lookup(self.home).province

    def back(self, mention: Mention) -> tuple[str | None, str | None]:
        """The region (and park) that 本市, 全区, 当地 or 高新区 points to."""
        level = mention.value.level
        if level == "country":
            return COUNTRY, None
        if level == "here":
            nearest = self.said[-1].value if self.said else None
            return (nearest.adcode, nearest.zone) if nearest else (self.home, self.zone)
        if level == "zone":
            return self.back_to_zone(self.body[mention.start : mention.end])
        subject = self.topic
        if level == "county":
            return self.back_to_county(mention, subject)
        rooms = [subject.value.adcode if subject else None, self.home]
        rooms += [place.adcode for place in self.recent()]
        for code in rooms:
            region = lookup(code) if code and code != COUNTRY else None
            if level == "city" and region and region.level == "county" and region.name.endswith("市"):
                around = (lookup(self.home).city or self.home) if self.home else None
                if code == self.home or around != region.parent or self.said_here(mention, code):
                    return code, None
                return around, None  # an article on 宜春 that spoke of 樟树: 全市 is 宜春
            above = (region.city if level == "city" else region.province) if region else None
            if above:
                return above, None
        return None, None

    def said_here(self, mention: Mention, code: str | None) -> bool:
        """Whether a region is named before in the mention's own sentence."""
        return any(said.value.adcode == code and said.start >= self.sentence for said in self.said[-MEMORY:])

    def back_to_county(self, mention: Mention, subject: Mention | None) -> tuple[str | None, str | None]:
        home = lookup(self.home) if self.home else None
        near = [subject] if subject else []
        word = self.body[mention.start : mention.end]
        autonomous = home is not None and home.province in AUTONOMOUS and "区" in word
        if autonomous and "自治区" in self.body[self.sentence : mention.start]:
            return home.province, None  # type: ignore[union-attr]
        if home is not None and home.level == "county":
            fits = [m.value for m in near if m.value.adcode and lookup(m.value.adcode).level == "county"]
            if fits:
                return fits[0].adcode, _governing(fits[0].zone, word)
            return self.home, _governing(self.zone, word)
        if "区" in word and home is not None and home.adcode in AUTONOMOUS and not (subject and subject.value.zone):
            return home.adcode, None
        for place in (*[said.value for said in near], *self.recent()):
            if place.adcode and (place.zone or lookup(place.adcode).level == "county"):
                return place.adcode, _governing(place.zone, word)
        return None, None

    def back_to_zone(self, word: str) -> tuple[str | None, str | None]:
        named = [self.parks[name] for name in islice(reversed(self.parks), MEMORY)]
        for place in named:
            if _abbreviates(word, place.zone or ""):
                return place.adcode, place.zone
        ending = word.removeprefix("该").removeprefix("这个").removeprefix("这座")
        if ending not in ("园区", "全园", "小镇", "新区", "基地") or not named:
            if self.zone and (ending == "园区" or ending in self.zone):
                return self.home, self.zone
            return (named[0].adcode, named[0].zone) if named and ending == "园区" else (None, None)
        if ending in ("园区", "全园"):
            return named[0].adcode, named[0].zone
        return None, None

    def beside(self, start: int) -> bool:
        """Whether a region is named just before, without punctuation between."""
        said = self.said[-1] if self.said else None
        return (
            said is not None and said.end <= start <= said.end + BESIDE and not PAUSE.search(self.body, said.end, start)
        )

    def elsewhere(self, code: str) -> bool:
        """Whether a region lies in another province than the one named before."""
        before = self.said[-1].value.adcode if self.said else None
        return before is not None and lookup(before).province != lookup(code).province

    def park(self, mention: Mention) -> tuple[str | None, str]:
        """The code of a park that its name does not settle: that of the region before it, else the home's."""
        for name in islice(reversed(self.parks), MEMORY):
            place = self.parks[name]
            if name.endswith(mention.value.zone) and place.adcode and name != mention.value.zone:
                return place.adcode, "named in full before"
        for beside in self.in_sentence(1):
            if beside.adcode not in (None, COUNTRY):
                return beside.adcode, "in the region named before"
        if self.topic is not None and self.topic.value.adcode:
            return self.topic.value.adcode, "in the paragraph's region"
        return self.home, "in the home"

    def table_park(self, place: Place, end: int) -> str | None:
        """GUIDE: a park takes a county only if the text names it: beside, as its location or as home."""
        zone = zones_by_name().get(place.zone or "")
        if zone is None or not zone.counties:
            return place.adcode
        if self.home in zone.counties and len(zone.counties) == 1:
            return self.home
        for beside in self.in_sentence(1):
            if beside.adcode in zone.counties and beside.zone is None:
                return beside.adcode
        located = [code for code in zone.counties if code in self.located]
        return located[0] if len(located) == 1 else place.adcode

    def read(self, mention: Mention) -> Mention | None:
        """The mention with its code; None if it turns out to be no region."""
        self.enter(mention.start)
        place: Place = mention.value
        if place.role == "back" or (place.role == "name" and place.level and not place.adcode and not place.candidates):
            adcode, zone = self.back(mention)
            if adcode is None and mention.rule == SHORT_OF_A_PARK:
                return None
            return Mention(mention.start, mention.end, Place(adcode, (), place.level, zone, place.role), mention.rule)
        if place.role != "place":
            return mention
        if place.zone is not None:
            mention = self.read_park(mention)
        elif mention.rule == "short name" and place.level == "county" and self.is_tail(mention):
            return None
        elif place.adcode is None or self.is_doubtful(mention):
            if place.adcode is not None:
                mention = mention._replace(value=place._replace(adcode=None, candidates=(place.adcode,)))
            adcode, why = self.choose(mention)
            self.reasons.append(f"{self.body[mention.start : mention.end]}: {adcode or 'unsettled'}, {why}")
            if adcode is None and (len(mention.value.candidates) == 1 or mention.rule.endswith("an ordinary word")):
                return None
            if adcode is not None:
                place = Place(adcode, (), lookup(adcode).level, None, "place")
                mention = mention._replace(value=place)
        if mention.value.adcode is not None and CUSTOMS.match(self.body, mention.end):
            above = lookup(mention.value.adcode).province or mention.value.adcode
            mention = mention._replace(value=Place(above, (), lookup(above).level, None, "place"))
        if mention.value.adcode != COUNTRY:
            self.say(mention)
        return mention

    def is_doubtful(self, mention: Mention) -> bool:
        """Whether a county of another province is named by its short name only, and nothing near it."""
        place: Place = mention.value
        if place.level != "county" or place.adcode is None or mention.rule not in ("short name", "place and park"):
            return False
        if place.adcode in self.full:
            return False
        region = lookup(place.adcode)
        if self.foreign(place.adcode):
            return not ({region.city, region.province} & self.full)
        # 哈尔滨 and 东安动力: a firm's name rather than a district of 牡丹江.
        alone = region.city is not None and not self.supported(place.adcode, region.city)
        return self.away(place.adcode) and alone and mention.rule == "short name"

    def away(self, code: str) -> bool:
        """Whether a region lies in another city than the one that the article is about or in."""
        home = lookup(self.home) if self.home else None
        return home is not None and home.level in ("city", "county") and (home.city or home.adcode) != lookup(code).city

    def is_tail(self, mention: Mention) -> bool:
        """Whether a county's short name goes on the address of another county: 洛江区万安塘."""
        if not self.beside(mention.start):
            return False
        before: Place = self.said[-1].value
        if before.zone or before.adcode is None or lookup(before.adcode).level != "county":
            return False
        codes = (mention.value.adcode, *mention.value.candidates)
        return not any(code and code in self.weights and self.weights[code] > 1 for code in codes)

    def holds_home(self, place: Place) -> bool:
        """Whether the article is about a county of the region that a park is named after."""
        return self.home is not None and place.adcode != self.home and place.adcode in _rooms(self.home)

    def read_park(self, mention: Mention) -> Mention:
        place: Place = mention.value
        if place.adcode is None and place.candidates:
            adcode, why = self.choose(mention)
        elif place.adcode is None or self.is_doubtful(mention):
            adcode, why = self.park(mention)
        elif mention.rule == "place and park" and self.beside(mention.start) and self.elsewhere(place.adcode):
            # 沧州临港经开区的北京生物医药产业园: named after a place elsewhere.
            adcode, why = self.park(mention)
        elif mention.rule == "place and park" and self.holds_home(place) and place.zone not in zones_by_name():
            adcode, why = self.home, "named after the region that holds the home"
        else:
            return mention._replace(value=place._replace(adcode=self.table_park(place, mention.end)))
        self.reasons.append(f"{place.zone}: {adcode or 'unsettled'}, {why}")
        if adcode is None:
            return mention
        return mention._replace(value=Place(adcode, (), lookup(adcode).level, place.zone, "place"))


def _abbreviates(word: str, name: str) -> bool:
    """Whether a word may stand for a park's name: 医药基地 for 大兴生物医药产业基地."""
    signs = iter(name)
    return name.endswith(word[-2:]) and all(sign in signs for sign in word) if word not in name else True


def _governing(zone: str | None, word: str) -> str | None:
    """The park if 全区 may mean it: one that governs a district (常州高新区), no industrial park or town."""
    return zone if zone and "区" in word and zone.endswith("区") and not zone.endswith("园区") else None


def _later(mention: Mention, year: int | None) -> Mention:
    """A park that has become a region since, read in an article of that time."""
    if year is None or mention.value.zone is None:
        return mention
    zone = zones_by_name().get(mention.value.zone)
    if zone is None or zone.until is None or zone.then is None or year <= zone.until:
        return mention
    place = Place(zone.then, (), lookup(zone.then).level, None, mention.value.role)
    return mention._replace(value=place)


def settle(
    title: str | None, body: str, mentions: list[Mention], year: int | None = None, hint: str | None = None
) -> Settled:
    """Codes for the article as a whole. `mentions` are those of find(body), `hint` is text around the body."""
    in_title = [_later(mention, year) for mention in find(title)] if title else []
    in_hint = [_later(mention, year) for mention in find(hint)] if hint else []
    read = [_later(mention, year) for mention in mentions]
    in_body = [mention for mention in read if not DATELINE.match(body, mention.end)]
    in_hint += [mention for mention in read if DATELINE.match(body, mention.end)]
    groups = [(in_title, TITLE_WEIGHT, 0), (in_body, 1.0, LEAD), (in_hint, HINT_WEIGHT, 0)]
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
    if home is None and any(is_country(mention) for mention in (*in_title, *settled)):
        home = COUNTRY
    reasons.insert(0, f"home: {home or 'none'}{' ' + zone if zone else ''}")
    return Settled(home, zone, settled, reasons)


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
        if mention.value.level == "county" and LOCATED.search(body, max(0, mention.start - 4), mention.start)
    }
    reader = _Reader(body, home, zone, weights, full, located)
    read = [reader.read(mention) for mention in mentions]
    return [mention for mention in read if mention is not None], reader.reasons
