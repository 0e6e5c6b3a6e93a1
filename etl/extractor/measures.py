"""The words beside a figure that say what is measured: the noun behind it, the last one before it, a heading above.

readings.py weighs them against each other; other_industries.py asks whose they are.
"""

import re
from typing import NamedTuple

from etl.extractor.clauses import Clause, outside_brackets
from etl.extractor.running_period import first_of_list
from etl.extractor.searching import to_search
from etl.extractor.tokens import Token

MEASURES = ("statistic", "measure", "other_industry")
NOT_A_NOUN_PHRASE = re.compile(r"[、，,；;。：:）)（(]|分别|同比|其中|比上|比去|较上|较去|增长|下降|占|完成|实现|达到")
LIST_MARKS = "（）、"
TAKES = ("占", "占了", "占到", "占去", "占据")
SALES = re.compile(r"销售(?:要|将|就|能)?(?:达到?|为|约|近|超过?|突破|了)?$")  # 产值421亿元、销售415亿元
INVESTED = to_search(  # 先投8000万元上一条线
    r"(?:[投融募贷捐花省赔罚]|补贴|砸)[了下入到进给]?(?:约|近|超过?)?$"
    r"|(?:拿出|掏出|支出|节省|节约|减免|兑现|兑付|拨付|安排|下达|发放|争取(?:[了到来]|上级|中央|各类|专项|资金|补助)|补给|奖给|返还)[^，,。；;、\d]{0,6}$"
)
# 单这一项就冲掉利润2000余万元
LOST = re.compile(
    r"(?:冲[掉减抵销]|吃掉|侵蚀|蚕食|抵[掉减消]|少赚|损失|减少|流失|拖累)了?利润(?:总额)?(?:约|近|超过?|达)?$"
)
TOLD_AGAIN = re.compile(  # words that point to the measure of the figure before
    r"(?:这|该|同)(?:一|个|项)*(?:数字|数据|数值|指标|数)(?:已|就|又|便|也)*(?:变成|变为|刷新为|改写为|成了|成为|升至|涨到|是|为)?了?"
    r"|(?:折合|约合|合|相当于)(?:人民币)?(?=约|近|超|$)"
)
SHARE_OF = re.compile(r"占[^，,。；;\d]{1,12}$")
HEADING = re.compile(r"(?:[（(]?[一二三四五六七八九十\d]{1,2}[）)]?[、.．\s]*)?([\u4e00-\u9fff]{2,8})[：:]?")


class Measure(NamedTuple):
    """What an amount or a rate measures: category (statistic or not), its value, and where the word stands."""

    category: str
    value: str
    start: int
    clause: Clause


def measure_behind(clause: Clause, figure: Token) -> Measure | None:
    """The noun that follows a figure and owns it: 74.47亿元产值, 47.74亿元的工业总产值."""
    for token in clause.after(figure.end, *MEASURES):
        between = clause.text[figure.end - clause.start : token.start - clause.start]
        if len(between) > 16 or NOT_A_NOUN_PHRASE.search(between):
            return None
        if any(figure.end <= t.start < token.start for t in clause.of("amount", "rate", "count")):
            return None
        if token.kind == "other_industry":
            continue
        return Measure(token.kind, token.value, token.start, clause)
    return None


def _is_a_share(clause: Clause, token: Token) -> bool:
    """Whether a word says of what something is a share (占GDP比重6.5%), which no amount measures."""
    return token.value == "ratio" or clause.text[: token.start - clause.start].endswith(TAKES)


def is_of_a_share(measure: Measure) -> bool:
    """Whether a measure is only what something is a share of, or that share: 占全省GDP的7.1%, 占GDP比重7.1%."""
    head = measure.clause.text[: measure.start - measure.clause.start]
    if measure.category != "measure":
        return False
    return head.endswith("占") or (measure.value in ("ratio", "economy") and SHARE_OF.search(head) is not None)


def measure_before(clause: Clause, position: int, kind: str = "") -> Measure | None:
    """The last word before a position in the clause that says what is measured; `kind` is that of the figure."""
    found = outside_brackets(clause, clause.before(position, "statistic", "measure"), position)
    while len(found) > 1 and kind == "amount" and _is_a_share(clause, found[-1]):
        found = found[:-1]
    if not found:
        return None
    last = found[-1]
    if last.value == "scale" and len(found) > 1 and last.start - found[-2].end <= (found[-2].kind == "measure"):
        last = found[-2]._replace(start=last.start)  # 基金总规模 is no size of an industry, 年营收规模 its revenue
    return Measure(last.kind, last.value, last.start, clause)


def sold_or_spent(clause: Clause, figure: Token, before: Measure | None, behind: Measure | None) -> Measure | None:
    """What a verb right before a figure says, unless a measure stands between: 销售415亿元, 先投8000万元."""
    head = clause.text[: figure.start - clause.start]
    sold = SALES.search(head)
    if sold and (before is None or before.start < clause.start + sold.start()):
        return Measure("statistic", "revenue", clause.start + sold.start(), clause)
    spent = INVESTED.search(head) if figure.kind == "amount" and behind is None else None
    if spent and (before is None or before.start < clause.start + spent.start()) and not _ends_a_place(clause, spent):
        return Measure("measure", "investment", clause.start + spent.start(), clause)
    if before is not None and "利润" in head and LOST.search(head):
        return Measure("measure", "loss", before.start, clause)
    return None


def _ends_a_place(clause: Clause, spent: re.Match[str]) -> bool:
    """Whether 省 is no saving but a province: 营收1210亿元（全省8900亿元）."""
    start = clause.start + spent.start()
    return spent[0][0] == "省" and any(t.start < start < t.end for t in clause.of("place"))


def leftover(clause: Clause, figure: Token) -> int:
    """How many characters before a figure no token explains: a clause with few leans on the one before it.

    The marks of a list are none of them: 苏州（2188亿元）、泰州（1300亿元）、无锡（900亿元）.
    """
    again = TOLD_AGAIN.search(clause.text, 0, figure.start - clause.start)
    covered = again.end() - again.start() if again else 0
    covered += sum(clause.text.count(mark, 0, figure.start - clause.start) for mark in LIST_MARKS)
    cursor = clause.start
    for token in clause.tokens:
        if token.start >= figure.start:
            break
        covered += max(0, min(token.end, figure.start) - max(token.start, cursor))
        cursor = max(cursor, token.end)
    return figure.start - clause.start - covered


def measure_of_heading(clause: Clause) -> Measure | None:
    """The measure that a line of its own right above names: 三、主营业务收入, then 上半年1398亿元，增长14.3%.

    Of a line of a list what the line tells with which the list begins: 各区产值：, 历下区5亿元, 市中区4亿元.
    """
    first = first_of_list(clause)
    if first is not None:
        told = (measure_before(near, near.end) for near in first.chain() if near.of("statistic", "measure"))
        return next(told, None)
    above = clause.before_sentence
    if above is None or clause.paragraph - above.paragraph != 1:
        return None
    heading = HEADING.fullmatch(above.sentence_text.strip())
    named = above.of("statistic", "measure")
    if heading is None or len(named) != 1 or named[0].end - named[0].start != len(heading[1]):
        return None
    return Measure(named[0].kind, named[0].value, named[0].start, above)


def tells_parts(clause: Clause) -> bool:
    """Whether a sentence tells parts of what the one before it told: 其中, 分行业看."""
    return any(t.value == "among" for near in clause.chain() for t in near.of("link"))


def owner(clause: Clause, figure: Token, kind: str) -> Token | None:
    """The token of a kind that 分别 gives the figure to."""
    if not clause.owners:
        return None
    return next((token for token in clause.owners.get(figure.start, ()) if token.kind == kind), None)
