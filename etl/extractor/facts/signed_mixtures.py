"""Whether what was signed is of life science, or of all industries."""

import itertools
import re

from etl.extractor.clauses import Clause
from etl.extractor.facts.signed_about import named_industries
from etl.extractor.facts.signed_figures import tells_part, window
from etl.extractor.facts.signed_totals import told_right_before
from etl.extractor.mentions.industries import LIFE_SCIENCE
from etl.extractor.other_industries import OURS
from etl.extractor.tokens import Token
from etl.extractor.whole_economy import is_life_science_park

ALL_INDUSTRIES = re.compile(r"各类项目|各类产业|全市|各领域|各行业")
LIFE_SCIENCE_EVENT = re.compile(
    r"(?:医|药|健康|生命|生物)[^，,。；;]{0,12}(?:大会|推介会|对接会|招商会|恳谈会|交易会|展览会|论坛|峰会|博览会|洽谈会|产业周|年会|专场|签约仪式|签约活动)|[医健生]博会|医药展"
)
SPREAD = re.compile(
    r"^[^\u4e00-\u9fff]*从[^，,。；;]{2,20}到|涉及|涵盖|覆盖|分布|集中在|落在|聚焦|围绕|包括|涵括|横跨|瞄准|领域|产业"
)
NO_INDUSTRY = re.compile(
    r"(?:全球|投资|城市)招商|招商引资|投资洽谈会|经贸洽谈|投资贸易|侨商"
    r"|(?:重[大点]|各类|优质|亿元以上)招商项目|招商引资项目|重[大点]项目集中|投资环境"
)
LISTED = re.compile(r"[^，,。；;]{0,6}(?:[、和与及暨]|以及)[^，,。；;]{0,6}")
MIXED_BAG = re.compile(r"行行都有|各行各业|五花八门|样样都有|什么都有|[各多]个行业|不同行业|门类(?:[众繁]多|齐全)")
SECTORS = re.compile(  # 工业类24个，服务类6个
    r"(?:工业|农业|服务业?|商贸|文旅|旅游|农林|三产|二产|一产)(?:类|项目)[^，,。；;、]{0,4}\d"
)
# 项目涉及新能源、装备制造、生物医药等领域; 危废利用、医疗器械产业园等8个项目
FIELDS_END = re.compile(
    r"等(?!地)[^，,。；;、家]{0,10}(?:项目|领域|产业|行业|方面|板块)|(?:领域|产业|行业|方面|板块)\W?$"
)
FIELD_ENDS = re.compile(r"[、和与及]")
OF_OTHERS = re.compile(
    r"能源|装备|新材料|智造|智能制造|互联网|旅游|文旅|电子|半导体|芯片|汽车|机械|纺织|服装|化工|冶金|建材|物流|金融|商贸"
    r"|危废|环保|农产品|农业|光伏|储能|锂电|电池|低空|航空|航天|船舶|海工|数字经济|服务业|总部经济|轻工|家居"
)
PROJECTS_SPREAD = re.compile(
    r"\W{0,9}(?:这些|此次|本次|上述|集中|签约|的){0,4}项目(?:主要)?(?:涉及|涵盖|覆盖|涵括|聚焦|围绕|分布|集中在)"
)
FOR_EXAMPLE = re.compile(r"[^，,。；;、]{0,24}项目等")  # 医疗器械项目等合同项目29个
SENTENCES_BEHIND = 2  # a total in which the fields of all projects may be told
AMONG = ("其中", "这里面", "这里头", "这当中")  # with which a part of a total is told
PARTS_FOLLOW = re.compile(
    r"[^\u4e00-\u9fff\d]*(?:细看|再看|细数|盘点)?(?:其中|这里面|这里头|这当中|(?:这|此次|本次|当天)?(?:签约的)?(?:这?\d{1,3}个)?(?:签约)?项目(?:里|中|当中|之中|里头)"
    r"|(?:从|按|分)(?:照)?(?:所属)?(?:产业|行业|领域|类别|门类|类型|项目)(?:类别|类型|领域|分布)?(?:来?看|分|划分)|细看[^，,。；;]{0,4}\d{1,3}个项目|[^，,。；;\d]{2,12}(?:最[多抢突亮热大]|居多|唱主角|占))"
)
OF_THOSE = re.compile(r"\d个?项目(?:里|中|当中|之中|里头|里面)$")
PART_BEHIND = re.compile(r"(?:一?共有?|有|占了?|达到?)?")
PART_BETWEEN = re.compile(
    r"(?:与|和)?(?:产业|领域|方面|板块|行业|类|项目|的|最[\u4e00-\u9fff]{1,2}|居多|唱主角|为主|占了?|[\d.]+[%％]|[一二三四五六七八九十]{1,2}分之[一二三]|[一二三四五六七八九]成|一半|一共|共|有|达到?|是|就|约|，|,|：|:)*"
)
PART_TAIL = re.compile(r"(?!项目)[\u4e00-\u9fff]")
PARTS = re.compile(
    r"(?:^|其中|、)(?:的|有)?([\u4e00-\u9fff]{2,10}?)(?:产业|领域|方面|类|板块|行业)?(?:的?项目)?有?\d{1,4}[个项]"
)
EVENT_REACH = 12  # clauses before a signing in which its event is told


def covers_all_industries(clause: Clause, first: Token) -> bool:
    """Whether a total is over all industries, or over some of which not all are of life science."""
    for near in window(clause):
        if near.of("other_industry") and not any(c.of("industry") for c in window(clause)):
            return True
        if near.start <= first.start < near.end and _counts_all(near) and not near.of("industry"):
            return True
    if any(near.of("other_industry") for near in window(clause)) and any(map(tells_part, clause.following())):
        return True
    if any(len(SECTORS.findall(near.sentence_text)) > 1 for near in (clause, *_sentence_behind(clause))):
        return True
    if not any(map(named_industries, window(clause))) and _told_mixed(clause):
        return True
    if not clause.places and clause.place_in is not None and is_life_science_park(clause.place_in.zone):
        return False
    if _mixed(clause, first) or any(MIXED_BAG.search(near.text) for near in clause.following()):
        return True
    if _spread_over_others(clause, first):
        return True
    if goes_on_with_part(clause) or (not clause.of("industry") and any(map(_parts_are_mixed, clause.following()))):
        return True
    if any(near.of("industry") for near in window(clause) if not _names_part(near)):
        return False
    if _at_event_of_ours(clause):
        return False
    if _at_an_event_of_all(clause):
        return True
    later = [c for c in clause.following() if c.group >= clause.group]
    behind = clause.last_of_sentence().next_sentence
    if behind is not None and behind.text.startswith(AMONG):
        later += [behind, *itertools.islice(behind.following(), 1)]
    if any(c.of("industry") and c.of("count") and _of_some(c) for c in later) or _parts_follow(behind):
        return True
    if NO_INDUSTRY.search(clause.sentence_text) and not any(
        LIFE_SCIENCE.search(near.text)
        for near in (*clause.chain(), *itertools.takewhile(lambda c: not _names_part(c), clause.following()))
    ):
        return True
    after = clause.last_of_sentence().next_sentence
    return after is not None and any(
        c.of("other_industry") and (c.of("count") or SPREAD.search(c.text)) for c in [after, *after.following()]
    )


def _parts_are_mixed(clause: Clause) -> bool:
    """Whether a clause counts parts of a total of which not all are ours: 其中先进制造20个、生物医药12个."""
    ours = [OURS.search(name) is not None for name in PARTS.findall(clause.text)] if _of_some(clause) else []
    return any(ours) and not all(ours)


def _counts_all(clause: Clause) -> bool:
    """Whether a clause counts what all industries signed; 全市 at an event of ours says whose they are."""
    told = ALL_INDUSTRIES.search(clause.text)
    if told is None or told.group() != "全市":
        return told is not None
    before = clause.sentence_text[: clause.start - clause.sentence_start]
    return LIFE_SCIENCE_EVENT.search(before) is None


def _sentence_behind(clause: Clause) -> list[Clause]:
    behind = clause.last_of_sentence().next_sentence
    return [behind] if behind is not None else []


def goes_on_with_part(clause: Clause) -> bool:
    """Whether the clause behind tells how many of those signed are ours: 签约的32个项目中，生物医药项目9个."""
    behind = clause.next
    if behind is None or clause.of("industry") or not OF_THOSE.search(clause.text):
        return False
    return LIFE_SCIENCE_EVENT.search(clause.sentence_text) is None and part_counted(behind) is not None


def _parts_follow(behind: Clause | None) -> bool:
    """Whether the sentence behind a total tells how many of them are of life science: 这20个项目中，医药项目6个."""
    if behind is None or PARTS_FOLLOW.match(behind.sentence_text) is None:
        return False
    return any(part_counted(near) is not None for near in (behind, *behind.following()))


def part_counted(clause: Clause) -> Token | None:
    """How many of the projects told before are of life science: 生物医药8个; 数生物医药最多，有8个."""
    for count in clause.of("count"):
        if count.value.value is None or count.value.unit not in ("个", "项"):
            continue
        named = clause.before(count.start, "industry", "other_industry", "count")
        where = clause
        if not named and clause.previous is not None and PART_BEHIND.fullmatch(_until(clause, count)):
            where = clause.previous
            named = where.of("industry", "other_industry", "count")
        if not named or named[-1].kind != "industry":
            continue
        between = where.text[named[-1].end - where.start :] if where is not clause else ""
        between += clause.text[max(0, named[-1].end - clause.start) : count.start - clause.start]
        if PART_BETWEEN.fullmatch(between) and not PART_TAIL.match(clause.text, count.end - clause.start):
            return count
    return None


def _until(clause: Clause, token: Token) -> str:
    return clause.text[: token.start - clause.start]


def _of_some(clause: Clause) -> bool:
    """Whether 其中 stands in a clause or is all that stands before it."""
    before = clause.previous
    here = any(t.value == "among" for t in clause.of("link"))
    return here or (before is not None and before.text.strip() in AMONG)


def _names_part(clause: Clause) -> bool:
    """Whether a clause tells what one of the projects costs: 其中的某某医药园总投资100亿元."""
    return bool(clause.of("amount")) and any(t.value == "among" for t in clause.of("link"))


def _mixed(clause: Clause, first: Token) -> bool:
    """Whether the clauses behind say that the projects are of life science and of other industries: 涵盖…等产业."""
    behind = [near for near in clause.following() if SPREAD.search(near.text) or _lists_with_others(near)]
    if NO_INDUSTRY.search(told_right_before(clause)) and any(near.of("other_industry") for near in behind):
        return True
    named = [near for near in window(clause) if near.start <= first.start]
    if any(_lists_with_others(near) for near in named):
        return True
    if any(LIFE_SCIENCE.search(near.text) for near in named):
        return False
    return any(near.of("industry") and near.of("other_industry") for near in behind)


def _told_mixed(clause: Clause) -> bool:
    """Whether the text has said before that what was signed is of all sorts: 签下来的项目五花八门."""
    return any("签" in near.text and "项目" in near.text and MIXED_BAG.search(near.text) for near in clause.earlier())


def _at_event_of_ours(clause: Clause) -> bool:
    """Whether a clause's sentence or the one before tells of an event of life science."""
    before = clause.before_sentence
    if LIFE_SCIENCE_EVENT.search(clause.sentence_text):
        return True
    return before is not None and LIFE_SCIENCE_EVENT.search(before.sentence_text) is not None


def _spread_over_others(clause: Clause, first: Token) -> bool:
    """Whether the projects are said to be of life science and of other fields: 项目涉及新能源、生物医药等领域."""
    if _at_event_of_ours(clause):
        return False
    counted = next((near for near in window(clause) if near.start <= first.start < near.end), clause)
    if _lists_other_fields(counted):
        return True
    if LIFE_SCIENCE.search(FOR_EXAMPLE.sub("", counted.text)):
        return False
    if any(_lists_other_fields(near) for near in clause.following() if SPREAD.search(near.text)):
        return True
    behind = clause.last_of_sentence().next_sentence
    for _ in range(SENTENCES_BEHIND):
        if behind is None or behind.paragraph != clause.paragraph:
            return False
        if PROJECTS_SPREAD.match(behind.text):
            return _lists_other_fields(behind)
        behind = behind.last_of_sentence().next_sentence
    return False


def _lists_other_fields(clause: Clause) -> bool:
    """Whether a clause lists fields of life science and as many others."""
    end = FIELDS_END.search(clause.text) if "、" in clause.text else None
    names = FIELD_ENDS.split(clause.text[: end.start()]) if end is not None else []
    ours = sum(OURS.search(name) is not None for name in names)
    others = sum(OF_OTHERS.search(name) is not None and OURS.search(name) is None for name in names)
    return 0 < ours <= others


def _lists_with_others(clause: Clause) -> bool:
    """Whether a clause lists life science and another industry side by side: 中医药、新材料和轻纺三个方向."""
    named = clause.of("industry", "other_industry")
    return any(
        one.kind != other.kind and LISTED.fullmatch(clause.text, one.end - clause.start, other.start - clause.start)
        for one, other in itertools.pairwise(named)
    )


def _at_an_event_of_all(clause: Clause) -> bool:
    """Whether the paragraph told right before of an event over all industries: 招商引资恳谈会，烟草、食品轮番登场."""
    for near in itertools.islice(clause.earlier_here(), EVENT_REACH):
        if LIFE_SCIENCE_EVENT.search(near.sentence_text):
            return False
        if NO_INDUSTRY.search(near.text) and not LIFE_SCIENCE.search(near.sentence_text):
            return True
    return False
