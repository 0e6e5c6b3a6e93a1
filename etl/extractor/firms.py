"""Whether a figure is one firm's or one project's own, of firms on a list, or a threshold, and so no region's total."""

import itertools
import re

from etl.extractor.bare_names import begins_with_a_citys_firm, begins_with_bare_name
from etl.extractor.clauses import Clause
from etl.extractor.lexicon import expressions
from etl.extractor.measures import measure_behind
from etl.extractor.quotations import said_by_a_firm
from etl.extractor.searching import to_search
from etl.extractor.statuses import BORNE
from etl.extractor.tokens import Token

EXPRESSIONS = expressions("firms")

OPENING = 3  # characters of a clause (其中) behind which a sentence still begins


_NAME = r"[^\W\da-zA-Z_的在与和是了有及或到让把将、]{2,6}?"
_FIRM_ENDS = (
    r"(?:药业|制药|生物|医疗|集团|股份|科技|医药|器械|基因|药企|齿科|健康)"
    r"(?=一期|二期|生产的|研发的|的|、|，|,|和|去年|今年|等|一年|全年|上半年|前三季度|[一三]季度|20|$)",
    r"(?:药业|集团|股份|制药|医疗|生物|科技)(?=(?<=集团|股份|药业)(?:[与及]|合计|合共|共同)"
    r"|(?<=集团|股份|药业|制药)(?:以(?!上|下|及|来|内|外)|坚持|专注|深耕|瞄准|依托|凭借|通过|始终|致力|聚焦|自主|投资|推出|加大)|拥有|手[握上里中]|现有|贡献|新?申请|新获|年?营收|年?营业|年?销售|年?产值|年收入|年产|实现|完成|\d)",
)
FIRM_NAME_END = to_search("|".join(_FIRM_ENDS))
FIRM_NAME = re.compile("|".join(_NAME + end for end in _FIRM_ENDS))
FIRM_SUBJECT = EXPRESSIONS["firm_subject"]
FIRMS_OF_A_LIST = EXPRESSIONS["firms_of_a_list"]
IS_A_FIRM = EXPRESSIONS["is_a_firm"]
FIRM_WORD = to_search(  # one of which is in each alternative of that
    r"企业|公司|集团|药企|药业|制药|股份|药厂|工厂|团队|课题组|大学|学院|医院|学校|[该我全]校|第一股|实验室|研究[院所]|一家|厂|作坊|诊所"
)
WENT_PUBLIC = EXPRESSIONS["went_public"]
EXCHANGE = to_search(r"(?:创业|科创|主)板|(?:北交|港交|上交|深交|联交|纽交)所|纳斯达克")
ONE_FIRM = EXPRESSIONS["one_firm"]
COUNTED_FIRMS = re.compile(r"(?<=[\d余多][家户])([^，,。；;、的]{0,10}?)公司")
THRESHOLD = EXPRESSIONS["threshold"]
EACH_FIRM = EXPRESSIONS["each_firm"]
# Without an end that a cut text could make: no match in a clause is none in its head.
PROJECT = EXPRESSIONS["project"]
GATHERED = EXPRESSIONS["gathered"]
# 总投资5亿元，预计年产值20亿元: what is invested in is to make it every year.
A_YEAR = to_search(
    r"(?:预计|力争|可|有望|将|能|望)?(?:实现|新增|形成|达到|完成)?(?<![\d去今全半近前当成往历])年(?:新增)?(?:工业)?总?(?:产值|销售|营业|营收|主营|产能|收入|可实现)[^，,。；;、]{0,10}$"
)
EXPECTED = to_search(r"(?:将|预计|有望|可|可望|预期|力争)[^，,。；;、]{0,10}$")
BUILT_BY_NOW = re.compile(r"(?:建成)?投产的?(?:企业|项目)?[\d一二两三四五六七八九十百]+[家户]")  # 建成投产28家
WORDS = ("industry", "statistic", "kind", "measure", "period")  # which a firm's name does not hold
FIRMS_ALONE = ("集团", "股份", "药业", "制药", "药企")
A_FIELD = re.compile(r"、[^，,。；;]{2,24}?(?:领域|板块|赛道|方向|产业)")  # 医美健康、生物工程四大领域
KNOWN_FIRM = "firm by its short name"
BEFORE_A_FIRM = ("", "其中", "龙头企业", "上市公司", "龙头", "当地的", "像", "如", "而")
LISTED_ON = ("、", "和", "与", "等")
SECOND_FIRM = re.compile(
    r"(?![这那其该全各本])[\u4e00-\u9fff]{2,4}(?:的[^，,。；;、]{1,12}|(?:也|则|另)(?:拥|握|建)?有(?:了)?)"
)
OF_INDUSTRIES = re.compile(r"[^，,。；;、]{0,6}(?:产业|行业|领域|板块|集群)")
EACH_OF_THOSE = re.compile(r"(?:都|均|各)在$")
ONE_BY_ONE = re.compile(r"(?:即|也?就是|分别[是为]|它们是)")
SOME_OF_THEM = re.compile(r"龙头|骨干|头部|重点|知名|上市|链主|领军|代表|强")
CARRIES = re.compile(
    r"(?:并|也|直接|有力)?(?:带动|拉动|撑起|支撑|推动)(?:着|了|起)?(?:全[市区县省州]|[^，,。；;]{2,4}[市区县省州])"
)
FULL_NAMES = ("省", "市", "区", "县", "州")
SIGNED_FOR = re.compile(r"(?:签约|协议|合同|意向|项目|计划)总?(?:投资|金额|引资)")
IT_REACH = 130  # characters before a figure that 它 is looked for in
# 长成4家公司的某某，…，它去年营收突破10亿元
IT_OF_A_FIRM = re.compile(
    r"(?:公司|药企|药厂|企业)(?![^。；;]{0,60}?(?:产业|行业|集群|园区|基地)[^。；;]{0,40}?它)[^。；;]{0,60}?(?<!其)它(?!们)[^。；;]{0,60}$"
)


def is_one_firms(clause: Clause, figure: Token) -> str | None:
    """Why a figure is one company's or one project's own, or of companies above a threshold; else None."""
    head = clause.text[: figure.start - clause.start]
    last = _last_of_a_row(clause, figure)
    if THRESHOLD.match(clause.text[last.end - clause.start :]) and not measure_behind(clause, last):
        return "a threshold or an attribute, not a total"
    if _of_a_project(clause, head):
        return "what a project is to make when it is built"
    if FIRMS_OF_A_LIST.search(head) or _grew_of_a_list(clause, figure):
        return "companies on a list"
    if figure.qualifier == "over" and (EACH_FIRM.search(head) or _each_of_those(clause, head)):
        return "a threshold that some companies pass"
    if said_by_a_firm(clause):
        return "what a firm's head says of it"
    told = clause.sentence_text[: figure.start - clause.sentence_start][-IT_REACH:]
    if "它" in told and IT_OF_A_FIRM.search(told):
        return "one company's own figure"
    if firm_speaks(clause):
        return "one company's own figure"
    if _carries_a_region(clause, figure):
        return "one company's own figure"
    if beside_a_firm(clause, figure):
        return "another named firm's own figure"
    for earlier in clause.chain():
        firm = of_one_firm(earlier) and (ONE_FIRM.search(head) if earlier is clause else not earlier.of("share"))
        if firm:
            return "one company's own figure"
        if names_firms(earlier, figure.start) and not _names_all_counted(earlier):
            return "named companies' own figure"
        if (
            _opens_with_known_firm(earlier, figure)
            or begins_with_bare_name(earlier, figure)
            or begins_with_a_citys_firm(earlier)
        ):
            return "named companies' own figure"
        if earlier.places or (earlier.before(figure.start, "industry") and not earlier.of("share")):
            break
    return None


def _last_of_a_row(clause: Clause, figure: Token) -> Token:
    """The last of sums that nothing but 、 parts: 产值超100亿元、50亿元、10亿元的企业 tells three steps."""
    for token in clause.after(figure.end, "amount") if figure.kind == "amount" else ():
        if clause.text[figure.end - clause.start : token.start - clause.start] not in LISTED_ON:
            break
        figure = token
    return figure


def _grew_of_a_list(clause: Clause, figure: Token) -> bool:
    """Whether a rate goes on from the level of firms on a list: 三家上市公司合计营收47亿元，增长15%."""
    before = clause.previous
    if figure.kind != "rate" or before is None or clause.of("statistic", "place", "industry"):
        return False
    levels = before.of("amount")
    return bool(levels) and FIRMS_OF_A_LIST.search(before.text, 0, levels[0].start - before.start) is not None


def _names_all_counted(clause: Clause) -> bool:
    """Whether a clause names one by one the firms just counted: 规上企业有3户，即甲制药、乙药业、丙动保，产值58亿元."""
    before = clause.previous
    if (
        before is None
        or not ONE_BY_ONE.match(clause.text)
        or SOME_OF_THEM.search(before.text)
        or not before.of("count")
    ):
        return False
    last = before.of("count")[-1]
    kinds = [t.value for t in before.before(last.start, "kind")] + [t.value for t in before.after(last.end, "kind")]
    return last.value.unit[-1:] in "家户" and any(kind in ("companies", "companies_above_scale") for kind in kinds)


def _each_of_those(clause: Clause, head: str) -> bool:
    """Whether each of those counted right before passes a bound: 天麻、砂仁等6种，产值都在10亿元以上."""
    if not EACH_OF_THOSE.search(head):
        return False
    told = clause if clause.of("count") else clause.previous
    counted = told.of("count") if told is not None else ()
    return told is not None and any(not OF_INDUSTRIES.match(told.text, t.end - told.start) for t in counted)


def _of_a_project(clause: Clause, head: str) -> bool:
    """Whether a figure is what a project is to make, and not what the region's industry reaches with it.

    项目新增产值17亿元，支撑全市医药工业营收实现85亿元: the second is the industry's.
    """
    if EXPECTED.search(head) and not clause.places and not clause.of("industry"):
        signed = clause.previous is not None and SIGNED_FOR.search(clause.previous.text)
        if signed or (any(_is_invested(near) and not near.places for near in _before(clause)) and _of_projects(clause)):
            return True  # 26个项目签约，总投资108亿元，未来5年营收将超725亿元
    if A_YEAR.search(head) and any(_is_invested(near) for near in _before(clause)):
        return True
    for near in clause.group_chain():
        if of_a_project(near) and not BUILT_BY_NOW.search(near.text) and (near is not clause or PROJECT.search(head)):
            return True
        borne = BORNE.search(near.text)
        if borne and near.of("place") and near.of("industry"):
            return False
    return False


def _before(clause: Clause) -> list[Clause]:
    return [near for near in clause.group_chain() if near is not clause]


def _of_projects(clause: Clause) -> bool:
    """Whether the clauses before one in its group count projects, and no region's or industry's figure."""
    before = _before(clause)
    told = [near for near in before if any(t.value == "projects" for t in near.of("thing"))]
    if not told or any(near.of("statistic") for near in before):
        return False
    return bool(told[0].of("sign")) or not any(near.places for near in before)


def _is_invested(clause: Clause) -> bool:
    """Whether a clause tells what is invested: 项目总投资1.2亿元."""
    amounts = clause.of("amount")
    return bool(amounts) and any(t.value == "investment" for t in clause.before(amounts[-1].start, "measure"))


def firm_speaks(clause: Clause) -> bool:
    """Whether the paragraph's last named subject is one company, hospital or product, and no region since."""
    for near in itertools.chain(clause.chain(), clause.earlier_here()):
        if _firm_is_subject(near):
            return True
        if near.places or (near is not clause and _speaks_of_an_industry(near)):
            return False
        if of_one_firm(near):
            return True
    return False


def _speaks_of_an_industry(clause: Clause) -> bool:
    """Whether a clause names an industry otherwise than in what is counted: 药品批准文号86个."""
    nouns = clause.of("kind")
    return any(not any(k.start <= t.start and t.end <= k.end for k in nouns) for t in clause.of("industry"))


def _carries_a_region(clause: Clause, figure: Token) -> bool:
    """Whether what a clause speaks of carries a region's industry: 某某去年营收过百亿元，带动全市…."""
    behind = clause.next
    if any(t.value.zone or clause.words(t).endswith(FULL_NAMES) for t in clause.before(figure.start, "place")):
        return False  # a park or a county: 某园产值150亿元，带动全省…
    if behind is None or clause.before(figure.start, "industry", "kind") or not CARRIES.match(behind.text):
        return False
    return bool(behind.of("industry")) and not any(near.of("industry") for near in clause.group_chain())


def beside_a_firm(clause: Clause, figure: Token) -> bool:
    """Whether a clause goes on with a second firm by its short name: 甲药业的试剂卖了5亿元，荣安的疫苗年产值3亿元."""
    before = clause.previous
    if before is None or before.group != clause.group or clause.places:
        return False
    return SECOND_FIRM.fullmatch(clause.text, 0, figure.start - clause.start) is not None and names_firms(
        before, before.end
    )


def of_one_firm(clause: Clause) -> bool:
    """Whether a clause speaks of one company."""
    if clause.of_one_firm is None:
        clause.of_one_firm = ONE_FIRM.search(_with_firms_together(clause.text)) is not None
    return clause.of_one_firm


def of_a_project(clause: Clause) -> bool:
    """Whether a clause speaks of what a project will be."""
    if clause.of_a_project is None:
        clause.of_a_project = PROJECT.search(clause.text) is not None
    return clause.of_a_project


def _firm_is_subject(clause: Clause) -> bool:
    """Whether a clause's subject is a company, a school or a hospital, whatever region it names too."""
    if clause.firm_is_subject is None:
        text = _with_firms_together(clause.text)
        subject = _opens(clause) and FIRM_SUBJECT.match(text) is not None
        public = EXCHANGE.search(text) is not None and WENT_PUBLIC.match(text) is not None
        a_firm = FIRM_WORD.search(text) is not None and IS_A_FIRM.match(text) is not None
        clause.firm_is_subject = subject or public or a_firm
    return clause.firm_is_subject


def _with_firms_together(text: str) -> str:
    """119家医药公司去年… are firms together, not 公司去年…."""
    return COUNTED_FIRMS.sub(r"\1企业", text) if "公司" in text else text


def _opens(clause: Clause) -> bool:
    """Whether a sentence begins with a clause, but for 其中 or the like."""
    before = clause.previous
    return before is None or (before.previous is None and len(before.text.strip()) <= OPENING)


def _opens_with_known_firm(clause: Clause, figure: Token) -> bool:
    """Whether a clause begins with a firm known by its short name: 仁和集团去年…."""
    named = clause.before(figure.start, "place")
    if not named or named[0].rule != KNOWN_FIRM or clause.text.startswith(LISTED_ON, named[0].end - clause.start):
        return False
    return clause.text[: named[0].start - clause.start].strip("“ ") in BEFORE_A_FIRM


def names_firms(clause: Clause, position: int) -> bool:
    """Whether a clause names companies before a position (石药集团、华北制药…五家企业) rather than an industry."""
    if clause.with_firms_names is None:
        clause.with_firms_names = FIRM_NAME_END.search(clause.text) is not None
    if not clause.with_firms_names:
        return False
    text = clause.text[: max(0, position - clause.start)]
    for match in FIRM_NAME.finditer(clause.text):
        if match.end() > len(text):
            break
        start, end = clause.start + match.start(), clause.start + match.end()
        known = [t for t in clause.tokens if t.start < end and t.end > start]
        ends = start + 1 if match.group().endswith(FIRMS_ALONE) else end  # 技元药业销售, but 新区生物医药的
        if any(t.kind in WORDS and t.end - t.start > 2 and (t.kind != "industry" or t.start <= ends) for t in known):
            continue
        if not match.group().endswith(FIRMS_ALONE) and any(
            t.kind == "industry" and t.start <= start < t.end for t in known
        ):
            continue  # 医美|器械
        placed = any(
            t.kind == "place" and t.value.role == "place" and (t.value.zone or t.start <= start) for t in known
        )
        if placed and not re.search(r"(?:集团|股份|制药)$", match.group()):
            continue
        if "等" in text[match.end() : match.end() + 1] and "产业" in text[match.end() :]:
            continue
        if not match.group().endswith(FIRMS_ALONE) and A_FIELD.match(clause.text, match.end()):
            continue
        if GATHERED.search(text[: match.end()]):
            continue
        if re.match(
            r"(?:全|[再先来]?看|说|论|我|本|该|各|现代|高端|智慧|数字|创新|这|其|精准|大|消费|互联网|做|把|将|以|对|发展|推动|围绕|聚焦|专注|专攻)",
            match.group().removeprefix("其中"),
        ):
            continue
        return True
    return False
