"""Whether 工业总产值 and the like are the whole economy's, one industry's, or those of a life-science park."""

import itertools
import re
from functools import lru_cache

from etl.extractor.clauses import Clause
from etl.extractor.measures import Measure, is_of_a_share
from etl.extractor.mentions import industries
from etl.extractor.other_industries import of_a_cluster, of_a_crop
from etl.extractor.tokens import LIFE_SCIENCE_PARK, Token

OWNER_REACH = 6  # characters between an industry and 规上工业总产值 that still make it the industry's
GOES_ON = re.compile(r"[\W和与及以]*(?:其中)?")  # 规上工业总产值882亿元、增加值189亿元
OF_IT = re.compile(r"(?:全?产业链?|行业)?的?")
OF_ALL = re.compile(r"(?:规上|规模以上)?工业(?:增加值|总产值|产值|总产出)")
ALL_INDUSTRY = re.compile(r"(?:规上|规模以上)工业(?:企业)?的?(?:完成|实现)?$")  # 规上工业出口交货值增长27.1%
ALL_FIRMS = re.compile(  # 全市工业企业300家，去年产值1200亿元
    r"(?:全[市区县省州镇]|[市区县])(?:的|共有|现有|拥有|已有|有|累计)*(?:规上|规模以上|规模)?工业企业(?:已?达到?|有|数|共|约)*\d"
)
ITS_OWN = re.compile(r"(?:的|全部|全口径|完成|实现|累计)*")
WHOLE_PARK = re.compile(r"整个(?:园区|高新区|开发区|经开区|新区|全区|区|县|市|省|基地)(?!的?(?:生物|医|药|健康))")


def of_an_industry(measure: Measure, own: Clause | None = None, figure: Token | None = None) -> Measure:
    """规上工业总产值 is the whole economy's, but an industry's or a life-science park's that stands right before it.

    `own` is the figure's clause: 规上工业增加值增长6.2%，其中医药制造业增长12.8% tells the part's by its name.
    """
    clause = measure.clause
    if measure.value != "economy" and not _of_a_whole_region(measure):
        return measure
    named_since = own is not None and own is not clause and figure is not None and _names_since(own, figure, clause)
    if measure.value != "economy":
        return measure if named_since else measure._replace(category="measure", value="economy")
    if not re.match(r"[^，,]{0,6}工农?业", clause.text[measure.start - clause.start :]):
        named = clause.before(measure.start, "industry")  # GDP is an industry's only in 医药生产总值
        overlaps = any(t.start < measure.start < t.end for t in clause.of("industry"))  # 医疗器械生产|总值
        if overlaps or (
            named and OF_IT.fullmatch(clause.text, named[-1].end - clause.start, measure.start - clause.start)
        ):
            return measure._replace(category="statistic", value="output")
        return measure
    if of_a_crop(clause, None) or of_a_cluster(clause):
        return measure._replace(category="statistic", value=_economy_statistic(clause, measure))
    if named_since:
        return measure._replace(category="statistic", value=_economy_statistic(clause, measure))
    if any(t.value == "among" for t in clause.before(measure.start, "link")) and any(
        c.of("statistic") and (c.of("industry") or (c.industry_in and not c.of("place")))
        for c in clause.chain()
        if c is not clause
    ):
        return measure._replace(category="statistic", value=_economy_statistic(clause, measure))
    owners = [
        t
        for t in clause.before(measure.start, "industry", "place")
        if measure.start - t.end - _dated(clause, t.end, measure.start) <= OWNER_REACH
    ]
    owned = bool(owners) and (owners[-1].kind != "place" or is_life_science_park(owners[-1].value.zone))
    inherited = clause.place_in is not None and is_life_science_park(clause.place_in.zone)
    if not owned and (clause.before(measure.start, "place") or not inherited):
        return measure
    return measure._replace(category="statistic", value=_economy_statistic(clause, measure))


def _made_by_all_firms(clause: Clause) -> bool:
    """Whether the clause before counts a region's industrial firms, and nothing since names an industry or a place."""
    before = clause.previous
    if before is None or before.group != clause.group or clause.of("place") or before.of("industry"):
        return False
    return ALL_FIRMS.search(before.text) is not None


def _names_since(clause: Clause, figure: Token, told: Clause) -> bool:
    """Whether an industry, or a park of ours as the subject, is named between a measure's clause and a figure."""
    if clause.before(figure.start, "industry"):
        return True
    if clause.places and clause.places[-1].end <= figure.start and is_life_science_park(clause.places[-1].value.zone):
        return True
    between = itertools.takewhile(lambda near: near is not told, clause.chain())
    return any(near.of("industry") for near in between if near is not clause)


def _of_a_whole_region(measure: Measure) -> bool:
    """Whether a statistic is that of all industries together: 新区工业增加值, 整个园区的营业总收入."""
    clause = measure.clause
    if measure.category != "statistic" or clause.before(measure.start, "industry"):
        return False
    head = clause.text[: measure.start - clause.start]
    if _goes_on_with_the_economy(measure) or _made_by_all_firms(clause):
        return True
    if any(t.end == measure.start and t.value == "economy" for t in clause.of("measure")):
        return True  # 全区工业|总产值
    places = clause.before(measure.start, "place")
    told_of = places[-1].value if places else clause.place_in
    of_ours = (told_of is not None and is_life_science_park(told_of.zone)) or any(
        c.of("industry") for c in clause.chain()
    )
    if ALL_INDUSTRY.search(head) and not of_ours:
        return True
    if places and OF_ALL.match(clause.text, measure.start - clause.start):
        zone = places[-1].value.zone
        between = clause.text[places[-1].end - clause.start : measure.start - clause.start]
        if ITS_OWN.fullmatch(between) and not is_life_science_park(zone):
            return True
    if "整个" not in clause.sentence_text or (told_of is not None and is_life_science_park(told_of.zone)):
        return False
    for near in clause.chain():
        if near.of("industry"):
            return False
        if "整个" in near.text and WHOLE_PARK.search(head if near is clause else near.text):
            return True
    return False


def _goes_on_with_the_economy(measure: Measure) -> bool:
    """Whether a bare statistic goes on from one of the whole economy: 规上工业总产值882亿元、增加值189亿元."""
    clause = measure.clause
    figures = clause.before(measure.start, "amount")
    start = figures[-1].end if figures else clause.start
    if not GOES_ON.fullmatch(clause.text, start - clause.start, measure.start - clause.start):
        return False
    for near in clause.group_chain():
        if near is clause and not figures:
            continue
        told = near.before(measure.start, "industry", "measure", "statistic")
        if told and told[-1].kind == "industry":
            return False
        if told:
            last = Measure(told[-1].kind, told[-1].value, told[-1].start, near)
            if is_of_a_share(last):
                return False
            whole = of_an_industry(last)
            return whole.value == "economy" and whole.category == "measure"
        if near.places or not near.of("rate"):
            break
    return False


def _dated(clause: Clause, start: int, end: int) -> int:
    """How many characters between two positions of a clause tell a time."""
    return sum(t.end - t.start for t in clause.of("period") if start <= t.start and t.end <= end)


def _economy_statistic(clause: Clause, measure: Measure) -> str:
    return "added_value" if re.match(r"[^，,]{0,8}增加值", clause.text[measure.start - clause.start :]) else "output"


@lru_cache(maxsize=1024)
def is_life_science_park(zone: str | None) -> bool:
    """Whether a park's name says that life science is what it is for: 医药城, 三七产业园区."""
    return zone is not None and bool(LIFE_SCIENCE_PARK.search(zone) or industries.find(zone))
