"""Firms of which something is told are some of all: what may stand behind those that are all there are."""

import itertools
import re

from etl.extractor.facts.counted import Counted
from etl.extractor.lexicon import expressions

EXPRESSIONS = expressions("entity_counts")
CONDITION = EXPRESSIONS["condition"]
ALL_OF_THEM = EXPRESSIONS["all_of_them"]
OF_SOME = ("companies", "hospitals", "high_tech_companies", "little_giants", "unicorns")
DOES = re.compile(
    r"连(?![锁续])|(?:都|均|已|还)?(?:[建设][有立起了]|设在|组建|拥有)|[把将被换靠给向用拿获报提签没不想](?![近不])|[纳列编]入|归入|准备|打算|跟着|[种养栽](?!类|植|殖)|正在|参加|申请|通过|进入|要(?:上|扩|招|建|开|搬|投)"
)
STILL_ALL = re.compile(r"(?:另|只|仅)有[^，,。；;]{0,3}$")
PARTNERS = re.compile(r"[与同跟携][^，,。；;]*$")
TOGETHER = re.compile(r"[^，,。；;]{0,14}(?:合作(?!社)|共建|联手|携手|结对|牵手|建立)")
WHOSE = re.compile(
    r"[^，,。；;、\d]{1,14}?的(?:近|约|超过?|逾)?[\d一二两三四五六七八九十百千]{1,6}[万千]?[多余]?(?:个|[名位项款种支台篇])"
)
THERE_ARE_OF_THEM = re.compile(
    r"(?:[市区县省州园]|[有达为共])(?:约|近|超|逾)?$|(?:吸引|引进|集聚|聚集|汇聚|云集|涵盖)[^，,。；;、]{0,8}$"
)
HOLD = EXPRESSIONS["hold"]
WITH_THEIRS = re.compile(  # 4家企业4个产品获批上市
    r"[^，,。；;、\d]{0,10}(?:企业|公司|药企|械企)\d{1,4}(?:[款种项张件支]|个[^，,。；;、\d]{0,12}?(?:产品|品种|药|器械|疫苗|试剂))"
)
LEADERS = re.compile(r"龙头|骨干|领军|头部|旗舰")
SIZED = re.compile(r"的?(?:特?大|中|小|微|大中|中小|小微|中小微)型[^，,。；;、\d]{0,8}?(?:企业|药企|公司|械企)")
SIZED_BEFORE = re.compile(r"(?:^|[、中有括])" + SIZED.pattern + r"[^，,。；;、\d]{0,4}$")
SOME = 10  # 三家药厂 at a clause's head are some, not all
ALL_THERE_ARE = re.compile(
    r"(?:有|达|为|是|共|计|增|新|聚|拥|出|添|超|近|约|满|过|到|了|企业|公司|药企|数)[“”]?(?:了|约|近|超|逾|至少|其中)?$"
)
AMONG_THEM = re.compile(
    r"(?:[^，,。；;、\d]{0,8}?(?:企业|公司|药企|械企|机构|医院|平台|品种|产品))?(?:之?中|里面?|当中)(?=[，,有]|$)"
)
PUNCTUATION = " \u3000“”"
DIGIT = re.compile(r"\d")


def whose(count: Counted) -> bool:
    """25家院所的42个项目: those whose things are counted, and nothing says that they are all."""
    if WHOSE.match(count.tail) is None:
        return False
    return not (count.companies and THERE_ARE_OF_THEM.search(count.head))


def told_before(count: Counted) -> bool:
    """66家药企中，…, behind 药品生产企业66家: those just counted, of some of which something follows."""
    clause, figure = count.clause, count.figure
    if _without_places(count).strip(PUNCTUATION) or AMONG_THEM.match(count.tail) is None:
        return False
    before = itertools.chain(clause.chain(), clause.before_sentence.chain() if clause.before_sentence else ())
    return any(
        t.start < figure.start and (t.value.value, t.value.unit) == (figure.value.value, figure.value.unit)
        for near in before
        for t in near.of("count")
    )


def _without_places(count: Counted) -> str:
    """The words before a count that opens its clause but for the region: 烟台市206家企业中，…."""
    named = count.clause.before(count.figure.start, "place")
    return count.clause.text[named[-1].end - count.clause.start : len(count.head)] if named else count.head


def on_terms(count: Counted) -> bool:
    """盈利的企业12家; not a field's (医疗服务16058家)."""
    field = any(t.end == count.figure.start for t in count.clause.of("industry"))
    return not field and CONDITION.search(count.head) is not None


def leading(count: Counted) -> bool:
    """5家龙头企业, with no word that counts them as a kind; 6家企业储备新药21种: some, told with what they have."""
    if count.kind == "companies" and not count.head.strip("“") and HOLD.match(count.tail):
        return True
    if count.companies and WITH_THEIRS.match(count.tail):
        return True
    told = count.companies or count.noun_behind is not None
    if not told or count.noun is None or LEADERS.match(count.clause.words(count.noun)) is None:
        return _of_a_size(count)
    return not count.clause.before(min(count.noun.start, count.figure.start), "change", "kind")


def _of_a_size(count: Counted) -> bool:
    """其中大型企业64家, 12家大中型药企: those above a size, as a list tells them."""
    owned = count.clause.before(count.figure.start, "change")
    return count.companies and not owned and bool(SIZED_BEFORE.search(count.since) or SIZED.match(count.behind))


def said_as_some(count: Counted) -> bool:
    """三家药厂, 两家附属医院: few, in words, and nothing says that there are no more."""
    others = count.kind in ("hospitals", "institutes") and count.noun_behind is not None
    few = (count.kind == "companies" or others) and count.figure.value.value <= SOME
    return few and not DIGIT.search(count.clause.words(count.figure)) and not ALL_THERE_ARE.search(count.head)


def something_told(count: Counted) -> bool:
    """20家企业提交了申请: of firms or hospitals that do something else than sit in a place the text tells some."""
    if count.noun is None or count.noun.end <= count.clause.start:
        return count.companies and DOES.match(count.tail) is not None
    if count.noun.start < count.figure.end:
        return False
    rest = count.clause.text[count.noun.end - count.clause.start :]
    if count.kind in ("platforms", "institutes", "employees"):
        return rest.startswith(("的", "单元"))
    if count.kind not in OF_SOME:
        return False
    return ALL_OF_THEM.match(rest) is None and STILL_ALL.search(count.head) is None


def partners(count: Counted) -> bool:
    """与苏州医工所等12家院所合作; 8家企业先后签约，已有5家开工: those named beside, some of those that signed."""
    return (PARTNERS.search(count.head) is not None and TOGETHER.match(count.tail) is not None) or _signers(count)


def _signers(count: Counted) -> bool:
    if not count.companies or (count.noun is not None and count.noun.end > count.clause.start):
        return False
    told = next((near for near in count.clause.chain() if near is not count.clause and near.of("count")), None)
    return told is not None and bool(told.of("sign"))
