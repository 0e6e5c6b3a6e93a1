"""Whether what a figure tells has happened, is an estimate, or is a target: the words around it and its dates."""

import re
from datetime import date

from etl.extractor.clauses import Clause
from etl.extractor.context import foretold
from etl.extractor.tokens import Token

OF_A_GOAL = re.compile(r"(?:以上|左右)?的(?:奋斗|发展|预期|总体|年度|规划|产值|宏伟|既定)?目标")  # 实现1000亿元的目标
BORNE = re.compile(r"^(?:并|也|还|将|可|预计|有望|有力|有效|进一步)*(?:支撑|带动|推动|助推|助力|拉动|促进|推高)")
ALREADY = re.compile(r"已|达到了|做到了|完成了|实际")


def status_of(clause: Clause, figure: Token, end: date, published_on: date) -> str:
    """actual, estimate or target (GUIDE: a goal word makes a target, a forecast word an estimate up to this year)."""
    if OF_A_GOAL.match(clause.text, figure.end - clause.start):
        return "target"
    words = clause.before(figure.start, "status")
    values = [t.value for t in words]
    if values and set(values) == {"done"} and not ALREADY.search(clause.text):
        values = _announced(clause) or _borne(clause) or values
    if not values and end >= date(published_on.year, 1, 1):
        values = foretold(clause) or _borne(clause)
    reached = values[-1:] == ["done"] and end <= published_on and ALREADY.search(clause.text)
    if "target" in values and not reached:
        return "target"
    if "estimate" in values:
        return "target" if end.year > published_on.year else "estimate"
    if end.year > published_on.year:
        return "target"
    if "done" not in values and end > published_on and end.year == published_on.year:
        for earlier in clause.chain():
            if earlier is not clause and any(t.value == "target" for t in earlier.of("status")):
                return "target"
    return "actual"


def _borne(clause: Clause) -> list[str]:
    """The status words of what a clause is to follow from: 项目预计新增产值17亿元，支撑全市营收实现85亿元."""
    for near in clause.group_chain():
        told = [t.value for t in near.of("status") if t.value != "done"]
        if told:
            return told
        if not BORNE.search(near.text):
            break
    return []


def _announced(clause: Clause) -> list[str]:
    """The status words of a clause right before that holds no figure: 预计今年，…实现产值…."""
    before = clause.previous
    if before is None or before.group != clause.group or before.of("amount", "rate", "count"):
        return []
    return [t.value for t in before.of("status") if t.value != "done"]
