"""Whose a count is: of all industries together or of none of ours, of firms from elsewhere."""

import itertools
import re

from etl.extractor.clauses import Clause, Place
from etl.extractor.context import heads_with_industry, told_of_another
from etl.extractor.facts.counted import Counted
from etl.extractor.firms import PROJECT
from etl.extractor.firms import of_a_project as speaks_of_a_project
from etl.extractor.mentions.gazetteer import is_within
from etl.extractor.mentions.industries import LIFE_SCIENCE, IndustryName
from etl.extractor.tokens import Token
from etl.extractor.whole_economy import is_life_science_park

BY_FIELD = re.compile(r"[从按分](?:照)?[^，,。；;\d]{0,8}(?:行业|产业|领域|类型|类别|分布)[^，,。；;\d]{0,4}[看分]")
TAKES = re.compile(r"占(?:了|据|有|到)?(?:其中)?(?:的)?[\d一二两三四五六七八九十]{1,6}[家户]")  # 生物医药占了18家
OURS_OR_THESE = re.compile(r"医|药|生命|健康|生物|生技|相关企业")
OF_INDUSTRY = re.compile(r"(?:规上|规模以上|规模)?工业")
OF_THE_REGION = re.compile(r"(?:的|共有|现有|拥有|已有|有|累计|新增|新认定|新培育|净增|国家级?|省级)*")
WITHOUT_MORE = re.compile(r"(?:的|共有|现有|拥有|已有|有|累计|新增|全部|净增|年末|共)*")
REACH = 4  # clauses behind a total in which its part may be told
OF_THE_CHAIN = re.compile(r"链上的?$|链条上的?$|上下游的?$|(?:该|本|这个?|此)(?:产业|行业|领域)的?$")
OF_A_LIST = re.compile(r"[十百\d]强")  # 企业280家，其中包括全球十强药企中的6家
ALL_KINDS = ("市场主体", "经营主体")
THOSE_WHO_MAKE = re.compile(
    r"(?:做|搞|干|从事|生产|主攻|主营|经营|涉足|深耕)[^，,。；;、]{2,16}的(?:企业|公司)?(?:就|也|还|已经?|共|一共|总共|现|又)*有?(?:约|近|超过?)?$"
)
WHO_MAKE = re.compile(
    r"以[^，,。；;]{2,30}?为主(?:营业务|营|业|导|攻|攻方向|要业务|打)?的[^，,。；;、\d]{0,8}?(?:企业|公司|药企|厂家)"
)


def told_of(clause: Clause) -> IndustryName | None:
    """What the article is about, else what its paragraph named; none behind another industry's figures or heading."""
    before = clause.before_sentence
    if clause.industry_in is None and (told_of_another(before) or heads_with_industry(before)):
        return None
    here = any(near.of("industry") for near in clause.earlier_here())
    return clause.main_industry or (clause.industry_in if here else None)


def came_to_ours(clause: Clause) -> bool:
    """Whether an article spoke of life science up to a clause: not 全市规上企业2421家 at the head of a report."""
    if clause.frame.named_in_title:
        return True
    so_far = itertools.chain(clause.chain(), clause.following(), clause.earlier())
    return any(near.of("industry") or LIFE_SCIENCE.search(near.text) for near in so_far)


def of_no_industry(clause: Clause) -> bool:
    """Whether neither the article nor what its paragraph told so far is of life science."""
    if told_of(clause) is not None:
        return False
    return not any(LIFE_SCIENCE.search(near.text) for near in itertools.islice(clause.chain(), 2))


def of_a_whole_zone(clause: Clause, places: list[Place]) -> bool:
    """Whether a development zone counts all its firms: no park of life science, and nothing near tells of any."""
    if not any(place.zone and not is_life_science_park(place.zone) for place in places):
        return False
    near = itertools.chain(clause.chain(), clause.earlier_here())
    return not any(each.of("industry") or OURS_OR_THESE.search(each.text) for each in near)


def of_another_behind(clause: Clause, figure: Token, noun: Token | None) -> bool:
    """Whether the noun behind a figure is another industry's: 12家医药企业、30家汽车企业."""
    if noun is None or noun.start < figure.end:
        return False
    named = [t for t in clause.after(figure.end, "industry", "other_industry") if t.start <= noun.start]
    return bool(named) and all(t.kind == "other_industry" for t in named)


def of_a_regions_industry(clause: Clause, noun: Token | None, places: list[Place]) -> bool:
    """Whether all industrial firms of a region are counted, none of ours named before: 济南市规上工业企业663家."""
    if noun is None:
        return False
    start = noun.start - len("工业") if clause.text[: noun.start - clause.start].endswith("工业") else noun.start
    if not OF_INDUSTRY.match(clause.text, start - clause.start):
        return False
    named = clause.before(start, "place")
    if not named or any(near.of("industry") for near in clause.group_chain()):
        return False
    between = clause.text[named[-1].end - clause.start : start - clause.start]
    return WITHOUT_MORE.fullmatch(between) is not None and not any(is_life_science_park(p.zone) for p in places)


def of_a_regions_high_tech(clause: Clause, noun: Token | None, places: list[Place]) -> bool:
    """Whether a sentence turns to a region's high-tech firms, ours not counted before: 。全区新增高新技术企业131家."""
    if noun is None or noun.value != "high_tech_companies" or noun.start < clause.start:
        return False
    if any(is_life_science_park(p.zone) for p in places) or any(near.of("count") for near in clause.earlier_here()):
        return False
    named = clause.before(noun.start, "place")
    if not named or named[-1].value.role != "back" or any(near.of("industry") for near in clause.group_chain()):
        return False
    between = clause.text[named[-1].end - clause.start : noun.start - clause.start]
    return OF_THE_REGION.fullmatch(between) is not None


def from_elsewhere(clause: Clause, figure: Token, place: Place) -> bool:
    """其中北京企业36家, told of a park elsewhere: where its firms come from, not where they are."""
    for near in clause.chain():
        if any(t.value == "among" and t.end <= figure.start for t in near.of("link")):
            said = near.next if near.text.strip() == "其中" else near
            if said is None or not said.places:
                return False  # 其中高新技术企业66家；宜春市有109家
            whole = near.place_in
            named = any(t.end <= figure.start for t in clause.places)
            return named and whole is not None and not is_within(place.adcode, whole.adcode)
    return False


def part_is_ours(clause: Clause) -> bool:
    """全市高新技术企业2300家。其中生物医药174家: a total of which the next words tell our industry's part."""
    told = (near for near in itertools.islice(clause.following(), REACH) if _names_a_part(near))
    behind = next(told, None) or clause.next or clause.next_sentence
    if (
        behind is None
        or behind.paragraph != clause.paragraph
        or "链上" in clause.text
        or any(near.of("industry") for near in clause.group_chain())
    ):
        return False
    parts = [behind, *behind.following()]
    opened = (
        any(t.value == "among" for t in behind.of("link")) or BY_FIELD.match(behind.text) or TAKES.search(behind.text)
    )
    named = next((near for near in parts if near.of("industry", "other_industry")), None)
    if not opened or named is None or not named.of("count") or OF_A_LIST.search(named.text):
        return False
    main, ours = clause.main_industry, named.of("industry")
    others = any(near.of("other_industry") for near in parts)
    return bool(ours) and (others or (main is not None and ours[0].value.code == main.code))


def _names_a_part(clause: Clause) -> bool:
    """Whether a clause is about a part, or an industry: behind 高新技术企业2000家，产值3000亿元."""
    return bool(clause.of("industry", "other_industry")) or any(t.value == "among" for t in clause.of("link"))


def of_all_industries(clause: Clause, figure: Token, noun: Token | None) -> bool:
    """已有企业86家，其中医药企业58家: the total is of all industries."""
    if clause.of("industry") or noun is None or OF_THE_CHAIN.search(clause.text, 0, noun.start - clause.start):
        return False
    behind = clause.next
    return (
        behind is not None
        and bool(behind.of("industry"))
        and OF_A_LIST.search(behind.text) is None
        and any(t.value == "among" for t in behind.of("link"))
        and any(t.value == "companies" for t in behind.of("kind"))
    )


def of_everything(clause: Clause, figure: Token) -> bool:
    """Whether firms are counted beside all market entities or the whole economy, or a part of them is told behind."""
    if part_is_ours(clause) or beside_the_economy(clause):
        return True
    before = [(near, t) for near in clause.chain() for t in near.before(figure.start, "kind")]
    all_kinds = any(near.words(token) in ALL_KINDS for near, token in before)
    return all_kinds and not any(near.of("industry") for near in clause.chain())


def beside_the_economy(clause: Clause) -> bool:
    """Whether what its sentence told last is of the whole economy: 全镇工业总产值276亿元，全年新注册企业282家."""
    if clause.of("industry") or (clause.place_in is not None and is_life_science_park(clause.place_in.zone)):
        return False
    for near in itertools.islice(clause.group_chain(), 1, None):
        if near.of("industry"):
            return False
        if near.of("measure", "statistic"):
            return any(t.value == "economy" for t in near.of("measure")) and bool(near.of("amount"))
    return False


def of_a_project(count: Counted) -> bool:
    """项目建成后，预计可集聚企业100家: firms and people that a project is to bring, and no region's goal."""
    if not (count.companies or count.kind == "employees"):
        return False
    ahead = False
    for near in count.clause.chain():
        ahead |= any(t.value in ("target", "estimate") for t in near.before(count.figure.start, "status"))
        if ahead and speaks_of_a_project(near) and (near is not count.clause or PROJECT.search(count.head)):
            return True
        if any(t.value.role == "back" and not t.value.zone for t in near.places):
            return False
    return False


def those_who_make(clause: Clause, figure: Token) -> bool:
    """Whether firms are counted by what they do: 做生物医药的有20多家, 9家以中药饮片为主业的企业."""
    if figure.value.unit[-1:] not in "家户":
        return False
    behind = WHO_MAKE.match(clause.text, figure.end - clause.start)
    if behind is not None:
        end = clause.start + behind.end()
        return any(t.end <= end for t in clause.after(figure.end, "industry"))
    counts = clause.before(figure.start, "count")
    since = counts[-1].end if counts else clause.start
    made = THOSE_WHO_MAKE.search(clause.text[since - clause.start : figure.start - clause.start])
    return made is not None and any(t.start >= since for t in clause.before(figure.start, "industry"))
