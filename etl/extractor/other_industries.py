"""Whether a figure is of an industry other than life science, as its clause and those before it name it."""

import itertools
import re

from etl.extractor.clauses import Clause
from etl.extractor.context import counts_firms_of, is_set_aside
from etl.extractor.lexicon import expressions
from etl.extractor.measures import Measure, owner
from etl.extractor.mentions.industries import LIFE_SCIENCE
from etl.extractor.searching import to_search
from etl.extractor.tokens import Token

EXPRESSIONS = expressions("other_industries")

NEAR = 12  # characters within which an expression for the nearest industry ends behind its 业
SUBJECT_HEAD = 6  # characters from a clause's beginning within which an industry is what it speaks of
NEAREST_INDUSTRY = EXPRESSIONS["nearest_industry"]
_GENERIC = re.compile(
    r"(?:全|该|主导|特色|优势|支柱|本|这一?|相关|重点|新兴|未来|大|的|区域|整个|主要|传统|细分|上述|条|个|全部|做强|发展|先导|成为|地标|首位|富民|富农|致富|龙头|拳头|朝阳|标志性|千亿|百亿|核心|国家级|省级|市级)$"
)
ALL_OF_IT = re.compile(r"(?:^|其中|仅|规上|规模以上|的)(?:制造|工业制造|加工制造|工)业[^，,。；;]{0,6}$")
FARMING = to_search(
    r"种植[和与及、](?:初|精深?|深)?加工(?:产业|业)?|农业|种植业|林业|养殖业|加工业|服务业|流通业|商贸业|(?:规上|规模以上)?工业|第[一二三]产业|[一二三]产"
)
STAGE = re.compile(r"(?:种植|养殖|加工)业")
WHOLE_CHAIN = re.compile(r"综合|全产业链|全链条|总产值")
CLUSTER = re.compile(
    r"(?:产业|行业|新业态)?(?:是(?!$)|(?:[已则也]|已经)(?:是|成为))"
    r"|(?:产业|行业)(?:现有|共有|拥有|集聚|聚集|已有|汇聚)[^，,。；;]{0,4}(?:规上|规模以上)"
    r"|"
    r"(?:产业)?(?:平台|集群|产业园|园区|基地|小镇|科创园)(?=是|为|作为|[^，,。；;]{0,12}$)"
    r"|(?:产业|工业|制造业|行业)?(?:经济)?(?:运行|发展|生产|保持|稳步|平稳|持续|总体|整体|呈现|快速)[^，,。；;]{0,14}$"
)
FIELDS_OF = re.compile(  # 化学药、医疗器械，是全市的重点方向
    r"(?:产业|行业|新业态)?，(?:[都均也]|已经)?(?:是|成为)[^，,。；;]{0,16}(?:方向|产业|领域|板块|赛道|支柱|名片|抓手)"
)
MERGED = re.compile(r"(?:产业)?[与和同跟][^，,。；;]{0,12}$")
CROP_ITSELF = re.compile(r"(?:产业链?|20\d\d年|去年|全年|实现|的)*")
PRESENTED = re.compile(r"(?:是|还有|则有|要数|当属|莫过于|轮到|就数)[^，,。；;、]{0,6}$")
AS_A_HEADING = re.compile(r"(?:产业|行业|企业)?(方面|领域|板块|这[一边]?块|这头)?[^\w]*$")
TURNS_TO = re.compile(r"[^\w]*(?:再|先|接着|最后|另外?|又)?(?:来)?[看说讲论谈](?:到|起|一看)?")
NUMERALS = "零一二三四五六七八九十"
_SORT = r"(?:先导|主导|支柱|优势|特色|重点|新兴|战略性?新兴|千亿级?|未来)"
SEVERAL_INDUSTRIES = re.compile(rf"(?<!第)[两三四五六七八九十](?:大|个|条){_SORT}*产业")
OURS = re.compile(LIFE_SCIENCE.pattern + "|械|试剂|基因|细胞|疫苗|抗体|康复|养老|保健|护理|诊断")
_INDUSTRIES = r"(?:产业|集群|板块|链)(?!.{0,4}之[一首])"
# 四个特色产业集群合计产值, “4”是四个特色产业集群，; no clusters that 形成 or 有 brings up
THOSE_INDUSTRIES = re.compile(
    rf"(?:^|[是即为]|全[市区县省]|其余|其[他它]|另外)[^\u4e00-\u9fff]*(?:的|这)?[两{NUMERALS}\d](?:大|个|条){_SORT}*{_INDUSTRIES}"
)
# “智能车、创新药、中国芯”三大主导产业; 生物医药等五大主导产业
_NAME = r"[^，,。；;、“”\d]{2,8}"
NAMED_INDUSTRIES = re.compile(
    rf"(?P<names>(?:{_NAME}、){{1,9}}{_NAME}?|{_NAME}?(?=等))”?等?(?P<number>[两{NUMERALS}])(?:大|个|条){_SORT}*{_INDUSTRIES}"
)


def other_industry(clause: Clause, figure: Token, measure: Measure | None) -> bool:
    """Whether the nearest industry before a figure's measure is not life science."""
    if owner(clause, figure, "other_industry") or owner(clause, figure, "industry"):
        return owner(clause, figure, "industry") is None
    own = clause.before(figure.start, "industry", "other_industry")
    if not own and (_but_for(clause) or _headed_by_another(clause)):
        return True
    if own and (measure is None or measure.clause is not clause):
        return own[-1].kind == "other_industry"
    if (
        not own
        and measure is None
        and figure.kind == "count"
        and not clause.places
        and (_presents_another(clause.previous) or _spoke_of_firms_of_another(clause))
    ):
        return True
    if (
        not own
        and measure is not None
        and measure.clause is clause
        and not clause.places
        and _presents_another(clause.previous)
    ):
        return True
    if not own and measure is not None and measure.clause is not clause and _turned_to_another(clause, measure.clause):
        return True
    if not own and measure is not None and measure.clause is not clause and _turned_to_ours(clause, measure.clause):
        return False
    where = measure.clause if measure else clause
    position = measure.start if measure and measure.start < figure.start else figure.start
    found = where.before(position, "industry", "other_industry")
    if measure and measure.start > figure.end:
        found = found + [t for t in where.after(figure.end, "industry", "other_industry") if t.end <= measure.start]
    if found and found[-1].kind == "other_industry" and not _merges(where, found):
        return not of_a_crop(where, found[-1])
    if _of_a_mixed_list(where, position):
        return True
    if not own and not found and (_of_several_industries(where) or (measure is not None and _spoke_of_another(where))):
        return True
    return position > where.start and not of_a_crop(where, None) and _named_other(where, position)


def _but_for(clause: Clause) -> bool:
    """Whether the last industry that the sentence named is set aside: 疫苗之外，电子行业产值…; 除医药外，…."""
    before = next((near for near in clause.chain() if near is not clause and near.of("industry")), None)
    if before is None:
        return False
    return is_set_aside(before, before.of("industry")[-1])


def _of_a_mixed_list(clause: Clause, position: int) -> bool:
    """Whether a clause goes on from a numbered list of industries that are not all ours: 智能车、创新药两大主导产业."""
    text = clause.text
    if ("、" not in text and "等" not in text) or ("大" not in text and "个" not in text and "条" not in text):
        return False
    listed = NAMED_INDUSTRIES.search(text, 0, position - clause.start + len("产业"))
    if listed is None:
        return False
    names = listed["names"].split("、")
    return len(names) < NUMERALS.index(listed["number"].replace("两", "二")) or not all(map(OURS.search, names))


def _headed_by_another(clause: Clause) -> bool:
    """Whether its sentence turned to another industry last: 高新技术产业方面，企业145家; 再看低空，企业45家."""
    for near in clause.chain():
        named = near.of("industry", "other_industry")
        if near is not clause and named:
            behind = AS_A_HEADING.match(near.text, named[-1].end - near.start)
            turned = TURNS_TO.fullmatch(near.text, 0, named[0].start - near.start)
            heads = behind is not None and (turned is not None or behind.group(1) is not None)
            return heads and all(t.kind == "other_industry" for t in named)
    return False


def _presents_another(clause: Clause | None) -> bool:
    """Whether a clause ends on the other industry that it presents: 和医药做邻居的还有新材料，累计落户企业20家."""
    named = clause.of("other_industry") if clause is not None else []
    if clause is None or not named:
        return False
    head, tail = clause.text[: named[-1].start - clause.start], clause.text[named[-1].end - clause.start :]
    return PRESENTED.search(head) is not None and tail in ("", "产业", "行业", "企业")


def _spoke_of_firms_of_another(clause: Clause) -> bool:
    """Whether the last industry that the sentence named before is that of other firms: 芯片企业来了一半，集聚260家."""
    for near in clause.group_chain():
        named = near.of("industry", "other_industry")
        if near is not clause and named:
            firms = [t for t in near.after(named[-1].end, "kind") if t.value == "companies"]
            return all(t.kind == "other_industry" for t in named) and bool(firms) and not near.of("count")
    return False


def _turned_to_another(clause: Clause, told: Clause) -> bool:
    """Whether a clause between a measure and its figure turns to another industry: 最快的是化妆品，增速13%."""
    for near in clause.chain():
        if near is told:
            return False
        named = near.of("industry", "other_industry")
        if near is not clause and named:
            return all(t.kind == "other_industry" for t in named)
    return False


def _turned_to_ours(clause: Clause, told: Clause) -> bool:
    """Whether a clause between a measure and its figure turns to ours: 汽车产值900亿元，其中医药226亿元，增长13%."""
    between = itertools.takewhile(lambda near: near is not told, clause.chain())
    named = next(
        (near.of("industry", "other_industry") for near in between if near.of("industry", "other_industry")), []
    )
    return bool(named) and all(t.kind == "industry" for t in named)


def _merges(clause: Clause, named: list[Token]) -> bool:
    """Whether what grows together with others is ours: 大健康同旅游、养老等产业融合发展实现总产值119亿元."""
    ours = [t for t in named if t.kind == "industry"]
    if not ours:
        return False
    between = clause.text[ours[-1].end - clause.start : named[-1].start - clause.start]
    return MERGED.match(between) is not None and "融合" in clause.text[named[-1].end - clause.start :]


def _named_other(clause: Clause, position: int) -> bool:
    """Whether the nearest 某某产业 before a position is named and none of life science."""
    head = clause.text[: position - clause.start + 2]
    match = NEAREST_INDUSTRY.search(head) if "业" in head[-NEAR:] else None
    if match is not None and SEVERAL_INDUSTRIES.search(match.group()) and clause.before(position, "place"):
        return not clause.before(position, "industry")  # 上海市三大先导产业规模达1.6万亿元
    if match is None or _GENERIC.search(match.group(1) or match.group(2)):
        return False
    alone = ALL_OF_IT.search(clause.text[: position - clause.start + 2])
    if alone and not clause.places and _names_industry_before(clause):
        return False  # 生物医药产业…，制造业产值增长5.8%: of what the sentence speaks of
    if LIFE_SCIENCE.search(match.group()):
        return False
    start, end = clause.start + match.start(), clause.start + match.end(match.lastindex or 0)
    known = [t for t in clause.tokens if t.start < end + 2 and t.end > start]
    if any(
        t.kind in ("industry", "measure")
        or (t.kind == "kind" and t.value != "none")
        or (t.kind == "statistic" and t.start < end)
        for t in known
    ):
        return False
    free = (end - start) - sum(max(0, min(t.end, end) - max(t.start, start)) for t in known)
    return free >= 2


def of_a_crop(clause: Clause, other: Token | None) -> bool:
    """Whether a sentence on a medicinal plant tells its 农业产值, 种植业产值, 规上工业产值, naming no region again."""
    if other is not None and FARMING.match(clause.text[other.start - clause.start :]):
        beside = clause.before(other.start, "industry")
        if (
            beside
            and beside[-1].value.code == "tcm"
            and CROP_ITSELF.fullmatch(clause.text, beside[-1].end - clause.start, other.start - clause.start)
        ):
            return True  # 三七产业2022年农业产值
    if clause.places or (other is not None and not FARMING.match(clause.text[other.start - clause.start :])):
        return False
    if other is None and not FARMING.search(clause.text):
        return False
    named = next((near.of("industry") for near in clause.chain() if near is not clause and near.of("industry")), [])
    if not named and clause.industry_in is not None and clause.previous is None and clause.of("link"):
        return clause.industry_in.code == "tcm" and clause.of("link")[0].value == "among"  # 。其中种植业产值10亿元
    if not named and STAGE.search(clause.text):
        return clause.industry_in is not None and clause.industry_in.code == "tcm"  # 生产鲜参2640万斤，种植业产值11亿元
    if any(t.value == "among" for near in clause.group_chain() for t in near.of("link")) and _told_in_all(clause):
        return True  # 大健康产业综合产值120亿元，其中农业产值40亿元
    return bool(named) and named[-1].value.code == "tcm"


def _told_in_all(clause: Clause) -> bool:
    """Whether the figure before a clause is the output of one of our industries over all its stages."""
    for near in clause.chain():
        named = near.of("industry", "other_industry")
        if near is not clause and near.of("amount") and named:
            told = near.after(named[-1].end, "statistic")
            return named[-1].kind == "industry" and any(WHOLE_CHAIN.match(near.words(t)) for t in told)
    return False


def of_a_cluster(clause: Clause) -> bool:
    """Whether a sentence speaks of an industry's cluster or of how it fares, and its clause names no other place."""
    if clause.places:
        return False
    told = next((near for near in clause.chain() if near is not clause and near.of("industry")), None)
    if told is None:
        return False
    return any(
        CLUSTER.match(told.text, t.end - told.start) or FIELDS_OF.match(told.sentence_text, t.end - told.sentence_start)
        for t in told.of("industry")
    )


def _of_several_industries(clause: Clause) -> bool:
    """Whether the clause before lists life science beside other industries: 形成了汽车、生物医药等产业，总产值达….

    Or it, or the clause itself, speaks of several that it does not name: 四个特色产业集群合计产值….
    """
    if not any(near.of("industry") for near in clause.chain()) and (
        clause.place_in is None or not LIFE_SCIENCE.search(clause.place_in.zone or "")
    ):
        those = any(THOSE_INDUSTRIES.search(near.text) for near in itertools.islice(clause.group_chain(), 2))
        return those and not _named_ours_before(clause)
    for near in clause.chain():
        named = near.of("industry", "other_industry")
        if near is not clause and named:
            mixed = any(
                a.kind != b.kind and near.text[a.end - near.start : b.start - near.start] == "、"
                for a, b in itertools.pairwise(named)
            )
            return _of_a_mixed_list(near, near.end) or (mixed and not _counted_before(near))
    return False


def _named_ours_before(clause: Clause) -> bool:
    """Whether the sentence before named several of ours and no others: 形成新药、器械、中药三大集群。三大集群产值…."""
    before = clause.before_sentence
    told = list(before.chain()) if before is not None and before.paragraph == clause.paragraph else []
    ours = [t for near in told for t in near.of("industry")]
    return len(ours) > 1 and not any(near.of("other_industry") for near in told)


def _counted_before(listing: Clause) -> bool:
    """Whether a list tells what the firms of ours are made up of that its sentence counted: 药企200家，形成以…为主…."""
    before = (near for near in listing.chain() if near is not listing)
    return any(near.of("industry") and near.of("count") and not near.of("other_industry") for near in before)


def _in_a_share(clause: Clause, industry: Token) -> bool:
    """Whether an industry is only what something is a share of: 占战新产业的83.5%."""
    shares = clause.before(industry.start, "share")
    return bool(shares) and bool(clause.after(industry.end, "rate"))


def _spoke_of_another(clause: Clause) -> bool:
    """Whether the sentence speaks of another industry, named before the clause: 装备制造业回升，产值…."""
    for near in clause.chain():
        named = [t for t in near.of("industry", "other_industry") if not _in_a_share(near, t)]
        if near is not clause and named:
            opens = named[0].start - near.start <= SUBJECT_HEAD or counts_firms_of(near, named[0])
            return (
                opens
                and not of_a_crop(near, named[0])
                and all(t.kind == "other_industry" for t in named)
                and not of_a_crop(clause, None)
            )
    return False


def _names_industry_before(clause: Clause) -> bool:
    return any(near is not clause and near.of("industry") for near in clause.chain())
