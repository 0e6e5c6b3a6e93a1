"""The places of an article as far as it is read: the last ones named, its sentence's, its topic.

settling.py goes through the mentions once, in order, and asks this between them.
"""

import re
from functools import lru_cache

from etl.extractor.mentions.gazetteer import COUNTRY, lookup
from etl.extractor.mentions.home import totals_of
from etl.extractor.mentions.listed_firms import begins_listed_firm
from etl.extractor.mentions.names import Place
from etl.extractor.rules import Mention
from etl.extractor.searching import to_search

SENTENCE_END = re.compile("[。！？!?；;\n]")
BESIDE = 8  # characters between two names of which the second may lie in the first
PAUSE = re.compile("[^\u4e00-\u9fff]")
MEMORY = 12  # places that a word such as 全市 looks back on
SUBJECT = 14  # characters from a sentence's beginning within which a region is its subject
LEFT_OUT_FIRST = ("的", "之外", "以外")
LEFT_OUT = re.compile(r"(?:的[^，,。；;、]{1,8})?(?:之外|以外)")
# 在北京开会, 在成都摆台子: where something is held
HELD_AT = re.compile(
    r"[^，,。；;]{0,14}?(?:举行|召开|举办|办了?|推介|路演|开幕|揭晓|亮相|落幕|闭幕|启幕|拉开帷幕|开馆|发布会"
    r"|[开赴参][^，,。；;、\d]{0,4}会|(?:摆|搭|设|布)[起了下]?[^，,。；;、\d]{0,3}(?:台|展|摊|擂)|登台|招商|吆喝|揽客|招引)"
    r"|(?:介绍|表示|透露|接受采访|宣布|参加|出席|考察)"
)
NOT_SUBJECT = to_search("(?:与|和|同|跟|从|向|由|较|比|去|往|至|到|来自|除了?|继|对|学习?|距离?|离|[日午晚夜晨]的)$")


@lru_cache(maxsize=4)
def breaks_of(body: str) -> list[int]:
    """Where sentences begin after the first; kept, since an article may be read twice."""
    return [match.end() for match in SENTENCE_END.finditer(body)]


class ArticlePlaces:
    """One article being settled: the places named so far, and what the whole of it speaks for.

    `full` are the codes named in full anywhere in it, `located` the counties in which it says that something lies;
    `reasons` say why each ambiguous name was settled as it is.
    """

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
        self.pointed: tuple[int, str | None, str | None] | None = None  # where 该县 last stood, its region and park
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
        return [mention.value for mention in self.said[-count:][::-1]]

    def in_sentence(self, count: int) -> list[Place]:
        """The places named before in this sentence, the nearest first."""
        return [mention.value for mention in self.said[-count:][::-1] if mention.start >= self.sentence]

    def said_here(self, mention: Mention, code: str | None) -> bool:
        """Whether a region is named before in the mention's own sentence."""
        return any(said.value.adcode == code and said.start >= self.sentence for said in self.said[-MEMORY:])

    def say(self, mention: Mention) -> None:
        """Note a settled place; one with which a sentence begins is the topic until another or the paragraph's end."""
        if (
            self.body.startswith(LEFT_OUT_FIRST, mention.end) and LEFT_OUT.match(self.body, mention.end)
        ) or begins_listed_firm(self.body, mention.end):
            return  # 滨海的细胞谷之外，静海…
        if self.body[mention.start - 1 : mention.start] == "在" and HELD_AT.match(self.body, mention.end):
            return
        first = not self.said or self.said[-1].start < self.sentence
        near = mention.start - self.sentence <= SUBJECT
        if first and near and not NOT_SUBJECT.search(self.body, self.sentence, mention.start):
            self.topic = mention
        self.said.append(mention)
        place: Place = mention.value
        if place.zone:
            self.parks.pop(place.zone, None)
            self.parks[place.zone] = place

    def supported(self, code: str, above: str | None) -> bool:
        """Whether the region above one is named, by itself or by another part of it."""
        return self.totals.get(above or code, 0.0) > (self.totals.get(code, 0.0) if above else 0.0)

    def foreign(self, code: str) -> bool:
        """Whether a region lies in another province than the home."""
        return self.home not in (None, COUNTRY) and lookup(code).province != lookup(self.home).province

    def away(self, code: str) -> bool:
        """Whether a region lies in another city than the one that the article is about or in."""
        home = lookup(self.home) if self.home else None
        return home is not None and home.level in ("city", "county") and (home.city or home.adcode) != lookup(code).city

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
