"""The place that a text is speaking of, from clause to clause."""

import itertools
import re

from etl.extractor.clauses import Clause, Place
from etl.extractor.handing_out import COORDINATED
from etl.extractor.mentions.gazetteer import COUNTRY, is_within, regions
from etl.extractor.mentions.looking_back import OF_THE_HOME
from etl.extractor.rules import made
from etl.extractor.tokens import Token

A_PARK = re.compile(r"(?:市|国家)?(?:高新|经开|开发|经济开发|保税|综保)区(?!内|域)")
ENUMERATED = re.compile(
    r"^[^，,。；;]{0,14}?等(?:地|[\d一二三四五六七八九十]{0,3}(?:个|家|条|座|大|地|县|市|区|镇)|[^，,。；;、]{0,8}(?:园区|园|基地|集群))"
)
OF_PROVINCES = re.compile(r"等(?:全国)?[\d一二三十]{1,3}(?:个|多个|余个)?(?:省|地区|省区市)")
OF_THE_CLUSTER = re.compile(r"[^，,。；;]{0,6}?(?:该|这个|这一)(?:产业)?集群|集群(?!化|内|式|效应)")
A_SHARE_IN = re.compile(
    r"[^，,。；;、]{0,12}(?:企业|公司|机构|药企|项目|产值|产能)[^，,。；;、]{0,6}(?:首选|选择|选在|落在|落户|集中在|集中于|分布在|扎堆|聚集在|集聚在|位于|出自|来自|在|于)了?"
)
# 主要分布在定西市陇西县: where the parts of what is told lie
SPREAD_OVER = re.compile(r"(?:主要|大多|大都|多|相对|基本)(?:[是也]?(?:分布|集中|聚集|集聚|扎堆|坐落)[在于]|位于)了?$")
ABOVE_ALL = re.compile(
    r"(?:[、和与及][^，,。；;、\d]{2,8}){0,5}(?:等地?)?(?:的|地区|两地)?(?:较多|居多|最多|为多|占多数)"
)
SPREAD_ENDS = ("在", "于", "了", "以")
COMES_FROM = re.compile(r"[^，,。；;、]{0,6}?(?:出自|产自|来自|落在|落户|花落|出在|位于|在)(?:了|于)?")
POINTS_BACK = ("其中", "它", "其", "这里", "这个", "这座")  # to the region named last
OPENING = 3  # characters before a region with which its clause still begins
NO_KINDS_OF_OURS = ("where", "none", "label")
AMONG_THOSE = ("里", "中", "内")  # 全省的战略性新兴产业集群里，能做到的只有它一家
TWO = 2  # parts behind which a text goes back to the whole
SEVERAL = 3  # regions side by side that are spoken of together


class RunningPlace:
    """The place named last, and the ones to which the text may go back."""

    __slots__ = ("aside", "cluster", "home", "outside", "parts", "place", "told", "whole")

    def __init__(self, home: Place | None) -> None:
        self.home = home  # the region that the article is about
        self.place: Place | None = None
        self.whole: Place | None = None  # of what region the sentence tells parts
        self.parts = -1  # the group in which the sentence began to tell them
        self.aside: Place | None = None  # what the text was about before it named the whole around it (全市)
        self.told: set[tuple[str, int]] = set()  # of which regions the sentence told figures, and in which groups
        self.outside: Place | None = None  # what the text was about before a bracket that is open still
        self.cluster: Place | None = None  # where the cluster over several cities lies that the text named last

    def begin_paragraph(self) -> None:
        """Behind an aside (全市还有68个) a new paragraph goes on about what was told before it."""
        if self.aside is not None and self.home is not None and self.aside.adcode == self.home.adcode:
            self.place = self.aside
        self.aside = None

    def begin_sentence(self, first: Clause) -> None:
        """Behind 其中海宁市…，桐乡市…。 the text goes on about 嘉兴市."""
        place, whole = self.place, self.whole
        if place and whole and place[:2] != whole[:2] and is_within(place.adcode, whole.adcode):
            self.place = whole
        elif self._went_through_its_parts() and not _goes_on(first):
            self.place = self.home  # 旬邑县…23家；三原县…17家。山上的药材…
        self.whole = self.outside = None
        self.told = set()

    def _note(self, clause: Clause, place: Place | None) -> None:
        if place is not None and clause.of("amount", "count", "rate"):
            self.told.add((place.adcode, clause.group))

    def _went_through_its_parts(self) -> bool:
        """Whether the last sentence told figures of several parts of the article's region, each between two ；."""
        if self.home is None or len(self.told) < TWO:
            return False
        home = self.home.adcode
        parts = {code for code, _ in self.told if code != home}
        groups = {group for code, group in self.told if code in parts}
        return min(len(parts), len(groups)) >= TWO and all(is_within(code, home) for code in parts)

    def enter(self, clause: Clause) -> None:
        """Give a clause the place that it takes over."""
        whole = self.whole
        if self.cluster is not None and OF_THE_CLUSTER.match(clause.text):
            self.place = self.cluster
        elif whole and clause.group != self.parts and clause.of("statistic") and not clause.of("place", "link"):
            self.place = whole  # 其中武汉市220家、宜昌市85家；营业收入1650亿元
        if whole is not None and A_PARK.match(clause.text):
            self.place = whole  # 其中牡丹区…，高新区…: a part of the same whole
        clause.place_in = self.place

    def leave(self, clause: Clause) -> None:
        """Take up the places that a clause names."""
        before = self.place
        self._take_up(clause)
        if "）" in clause.sentence_text:
            self._leave_brackets(clause, before)

    def _leave_brackets(self, clause: Clause, before: Place | None) -> None:
        """Behind a bracket with figures of other regions a text goes on: 710亿元（其中江宁区310亿元），增长8.1%."""
        text = clause.text
        opens, closes = text.rfind("（"), text.rfind("）")
        begun = opens >= 0 or clause.sentence_text.startswith("（", clause.start - clause.sentence_start - 1)
        outer = self.outside
        if begun and outer is None:
            named = [t for t in clause.places if t.end <= clause.start + opens]
            outer = _named(named[-1], before) if named else before
        if closes < opens or closes < 0:
            self.outside = outer
            return
        self.outside = None
        inside = [t for t in clause.places if t.start > clause.start + opens]
        last = inside[-1].end if inside else clause.start + max(opens, 0)
        told = any(last <= figure.start < clause.start + closes for figure in clause.of("amount", "count", "rate"))
        if outer is not None and last <= clause.start + closes and told:
            self.place = outer

    def _only_compares(self, clause: Clause, last: int, running: Place | None) -> bool:
        """Whether a place of a clause is one around the article's own that it tells nothing of: 高过全国的平均."""
        wider = clause.places[last]
        running = _named(clause.places[last - 1], running) if last else running
        if running is None or wider.value.role != "back":
            return False
        code, home = wider.value.adcode, self.home or running
        if code in (running.adcode, home.adcode):
            return False
        if not (is_within(running.adcode, code) and is_within(home.adcode, code)):
            return False
        if clause.after(wider.end, "amount") or (clause.after(wider.end, "rate") and not clause.of("share")):
            return False
        kinds = [t for t in clause.after(wider.end, "kind") if t.value not in NO_KINDS_OF_OURS]
        if kinds and clause.after(wider.end, "count"):
            return False
        known = sum(t.end - t.start for t in clause.before(wider.start, "period", "link"))
        if wider.start - clause.start - known > OPENING:
            return True
        return clause.text.rstrip().endswith(AMONG_THOSE) and not clause.of("statistic")

    def _take_up(self, clause: Clause) -> None:
        place = self.place
        if place is not None and not place.zone and any(t.value == "among" for t in clause.of("link")):
            self.whole, self.parts = self.whole or place, clause.group
        if not clause.places:
            self._note(clause, place)
            return
        told = len(clause.places)
        while told and self._only_compares(clause, told - 1, place):
            told -= 1
        if told < len(clause.places):
            self.place = _named(clause.places[told - 1], place) if told else place
            self._note(clause, self.place)
            return
        spread = False  # whether the places only say where most of what is told lies
        for token in clause.places:
            spread = spread or _is_spread_over(clause, token, place or self.home)
            place = place if spread else _named(token, place)
        if spread:
            self.whole, self.parts = self.whole or place or self.home, clause.group
        elif (len(clause.places) >= SEVERAL or _two_alone(clause)) and (joint := _joint_place(clause)):
            clause.joint_place = place = joint
            if "集群" in clause.text[clause.places[-1].end - clause.start :]:
                self.cluster = joint
        elif len(clause.places) >= SEVERAL and (listed := _listed_parts_of(clause)):
            place = listed
        elif clause.place_in is not None and (_handed_out(clause) or _holds_a_share(clause)):
            place = clause.place_in
        self._note(clause, place)
        named, before = clause.places[-1].value, clause.place_in
        wider = (
            before is not None
            and named.role == "back"
            and named.level in ("city", "province")
            and is_within(before.adcode, named.adcode)
            and _told_before(clause)
        )
        self.aside = (self.aside or before) if wider else None
        self.place = place


def _told_before(clause: Clause) -> bool:
    """Whether a paragraph has told anything before a clause, so that the region in it may be an aside."""
    before = clause.before_sentence
    if before is not None and before.paragraph == clause.paragraph:
        return True
    return any(near is not clause and (near.places or near.of("amount", "count", "rate")) for near in clause.chain())


def _goes_on(first: Clause) -> bool:
    """Whether a sentence goes on with what the one before it told last: 其中规上9家; 增速达到12%."""
    grew = first.of("rate") and not first.of("statistic", "industry")
    return bool(grew) or first.text.startswith(POINTS_BACK)


def place_at(clause: Clause, position: int) -> Place | None:
    """The place that a figure at a position is about: the last named before it, else the running one."""
    named = [t for t in clause.places if t.end <= position and not _told_in_a_bracket(clause, t, position)]
    if named and named[-1] is clause.places[-1] and clause.joint_place is not None:
        return clause.joint_place
    if named:
        running = clause.place_in
        for token in named:
            running = _named(token, running)
        return running
    if clause.places and clause.text[: position - clause.start].strip(" ●·•*-—“") == "":
        return _named(clause.places[0], clause.place_in)  # a figure that its clause begins with: 68个——嘉定区…
    return clause.place_in


def _told_in_a_bracket(clause: Clause, token: Token, position: int) -> bool:
    """Whether a place stands, with a figure, in a bracket closed before a position: 1210亿元（全省8900亿元）."""
    close = clause.text.find("）", token.end - clause.start, position - clause.start)
    if close < 0 or clause.text.find("（", token.end - clause.start, close) >= 0:
        return False
    return any(token.end <= figure.start < clause.start + close for figure in clause.of("amount", "count", "rate"))


def come_from(clause: Clause, figure: Token) -> list[Place]:
    """The region that some of those told before come from: 上海新增一类新药8个，其中5个出自浦东."""
    among = any(t.value == "among" for t in clause.before(figure.start, "link"))
    comes = COMES_FROM.match(clause.text, figure.end - clause.start) if among else None
    start = clause.start + comes.end() if comes else -1
    return [
        Place(t.value.adcode, t.value.zone, start) for t in clause.of("place") if t.start == start and t.value.adcode
    ]


def _named(token: Token, running: Place | None) -> Place:
    """The place that a token names: 全区 behind a park whose name ends in 区 is that park."""
    value = token.value
    zone = value.zone
    if running is not None and running.zone and running.adcode == value.adcode and running.zone.endswith("区"):
        pointed = value.role == "back" and value.level != "city" and token.rule != OF_THE_HOME
        zone = running.zone if zone is None and pointed else zone
    return made(Place, value.adcode, zone, token.start)


def _handed_out(clause: Clause) -> bool:
    """Whether a clause lists regions to which 分别 hands figures out: what follows is of none of them alone."""
    if len(clause.places) < 2:
        return False
    near = (clause, clause.next) if clause.next is not None else (clause,)
    return any(t.value == "respectively" for c in near for t in c.of("link")) and all(
        COORDINATED.fullmatch(clause.text[a.end - clause.start : b.start - clause.start])
        for a, b in itertools.pairwise(clause.places)
    )


def _listed_parts_of(clause: Clause) -> Place | None:
    """The region of which a clause goes through several parts: 贵州：大方天麻、施秉太子参、赤水石斛都有了品牌."""
    whole, named = clause.place_in, [t for t in clause.places if t.value.role == "place"]
    if named and all(_is_part(t, named[0].value.adcode) for t in named[1:]):
        whole, named = Place(named[0].value.adcode, named[0].value.zone, named[0].start), named[1:]
    behind = clause.text[named[-1].end - clause.start :] if named else ""
    enough = TWO if named and whole is not clause.place_in and ENUMERATED.search(behind) else SEVERAL
    if whole is None or len(named) < enough:
        return None
    between = (clause.text[a.end - clause.start : b.start - clause.start] for a, b in itertools.pairwise(named))
    in_rows = sum("、" in text for text in between) >= enough - 1
    return whole if in_rows and all(_is_part(t, whole.adcode) for t in named) else None


def _is_part(token: Token, adcode: str) -> bool:
    inside: bool = token.value.adcode != adcode and is_within(token.value.adcode, adcode)
    return inside


def _holds_a_share(clause: Clause) -> bool:
    """Whether a clause tells only where a share of the whole is: 近七成的企业落在张江."""
    whole, last = clause.place_in, clause.places[-1:]
    shares = clause.before(last[0].start, "rate") if last else []
    if whole is None or len(clause.places) != 1 or not shares or clause.of("count", "amount"):
        return False
    inside = last[0].value.zone or is_within(last[0].value.adcode, whole.adcode)
    return (
        bool(inside)
        and A_SHARE_IN.fullmatch(clause.text, shares[0].end - clause.start, last[0].start - clause.start) is not None
    )


def _is_spread_over(clause: Clause, token: Token, whole: Place | None) -> bool:
    """Whether a place only says where most of what is told of a region lies: 主要分布在陇西县, 以济南和菏泽较多."""
    head = clause.text[: token.start - clause.start]
    if whole is None or not head.endswith(SPREAD_ENDS) or not is_within(token.value.adcode, whole.adcode):
        return False
    if head.endswith("以"):
        return ABOVE_ALL.match(clause.text, token.end - clause.start) is not None
    return SPREAD_OVER.search(head[-8:]) is not None


def _two_alone(clause: Clause) -> bool:
    """Whether a clause without figures speaks of two regions side by side: 海淀区和昌平区以生命园为核心."""
    if len(clause.places) != 2 or clause.of("amount", "rate", "count"):
        return False
    first, second = clause.places
    one, other = first.value.adcode, second.value.adcode
    parks = any(t.value.zone and t.value.adcode.endswith("00") for t in clause.places)
    if (is_within(one, other) or is_within(other, one)) and not parks:
        return False
    return COORDINATED.fullmatch(clause.text[first.end - clause.start : second.start - clause.start]) is not None


def _joint_place(clause: Clause) -> Place | None:
    """What a clause that lists regions by 、 goes on about.

    Of plain regions their province (GUIDE: a cluster over several cities), of ones with words of their own
    (樟树医药、章贡生物医药等7个集群) the region that holds them all.
    """
    names = clause.places
    between = [clause.text[a.end - clause.start : b.start - clause.start] for a, b in itertools.pairwise(names)]
    codes = {token.value.adcode for token in names}
    if len({code[:2] for code in codes}) > 1:
        behind = clause.text[names[-1].end - clause.start :]
        whole = all(map(COORDINATED.fullmatch, between)) and OF_PROVINCES.match(behind) is not None
        return Place(COUNTRY, None) if whole and all(code.endswith("0000") for code in codes) else None
    if all(map(COORDINATED.fullmatch, between)):
        return Place(_city_or_province(codes), None)
    rows = [n for n, words in enumerate(between) if "、" in words and "，" not in words]
    listed = names[rows[0] :] if rows == list(range(rows[0] if rows else 0, len(between))) else []
    if len(listed) < SEVERAL:
        return None
    behind = clause.text[listed[-1].end - clause.start :]
    province = Place(names[0].value.adcode[:2] + "0000", None)
    if all(map(COORDINATED.fullmatch, between[rows[0] :])) and "集群" in behind:
        return province
    if not ENUMERATED.search(behind):
        return None
    above = names[rows[0] - 1].value if rows[0] else None  # 江苏全省现有邳州、沛县、睢宁等7个药市
    if above is not None and all(_is_part(token, above.adcode) for token in listed):
        return Place(above.adcode, above.zone)
    return Place(_city_or_province({token.value.adcode for token in listed}), None)


def _city_or_province(codes: set[str]) -> str:
    """The city of all these regions of a province, else the province: 琼海、文昌 lie in no city."""
    cities = {code[:4] + "00" for code in codes}
    city = cities.pop()
    return city if not cities and city in regions() else city[:2] + "0000"
