"""Who is counted only as having come to something, or as those for whom something was done."""

import re

from etl.extractor.clauses import Clause
from etl.extractor.facts.counted import Counted
from etl.extractor.lexicon import expressions

EXPRESSIONS = expressions("entity_counts")
ATTENDED = EXPRESSIONS["attended"]
INSPECTED = EXPRESSIONS["inspected"]
TOOK_PART = re.compile(r"参加(?!工)|参会|出席|参展|与会|到会")
CAME = re.compile(
    r"参加(?!工)|参会|出席|参展|与会|到会|到场|赴会|亮相|布展|设展|展商|展位|客商|嘉宾|观众|专业买家|采购商"
)
SOME_OF_THEM = re.compile(r"占了?(?:其中的?)?$|^[^\u4e00-\u9fff]*其中")
FOR_THEM = re.compile(r"(?<![数量计总分均共作成额])为$|[替向]$")
IS_DONE = re.compile(
    r"[^，,。；;、]{0,10}(?:企业|公司|药企|机构|医院)[^，,。；;、\d]{0,6}(?:兑现|提供|解决|争取|发放|落实|垫付|协调|开出|颁发|核发|送去|拨付|减|省|做|开具|安排|配)"
)


def _of_guests(clause: Clause) -> bool:
    """其中企业295家, said of the 800余人 who took part."""
    first = next((near for near in clause.chain() if any(t.value == "among" for t in near.of("link"))), None)
    if first is None:
        return False
    whole = first.previous or first.before_sentence
    return whole is not None and bool(whole.of("count")) and TOOK_PART.search(whole.text) is not None


def _some_of_guests(clause: Clause, head: str) -> bool:
    """百余家企业到场，台企占了70余家: some of those who came, told right before."""
    before = clause.previous
    if before is None or not SOME_OF_THEM.search(head) or not before.of("count"):
        return False
    return ATTENDED.search(before.text) is not None


def goes_on_with_guests(clause: Clause) -> bool:
    """参展企业576家，医疗器械企业62家: whether a clause goes on with those who came, told before in its sentence."""
    for near in clause.group_chain():
        if near is not clause and near.of("count") and CAME.search(near.text):
            return True
        if near.of("change") or near.places:
            return False
    return False


def counts_guests(clause: Clause) -> bool:
    """Whether those that a clause counts are those who came: 参展企业数量增长46%."""
    return CAME.search(clause.text) is not None or goes_on_with_guests(clause)


def had_something_done(count: Counted) -> bool:
    """检查企业35家, 为46家企业兑现奖励."""
    if not count.companies and count.kind not in ("hospitals", "institutes"):
        return False
    if FOR_THEM.search(count.head) and IS_DONE.match(count.tail):
        return True
    return INSPECTED.search(count.listed) is not None


def are_guests(count: Counted) -> bool:
    """Whether those counted came to an event, or are served by something."""
    if _of_guests(count.clause) or (count.companies and _some_of_guests(count.clause, count.head)):
        return True
    if count.companies and goes_on_with_guests(count.clause):
        return True
    return ATTENDED.search(count.around) is not None or TOOK_PART.search(count.clause.text) is not None
