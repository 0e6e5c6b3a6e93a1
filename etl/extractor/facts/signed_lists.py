"""Sums of several projects that a text lists, each with its own."""

import re

from etl.extractor.clauses import Clause
from etl.extractor.tokens import Token

ONE_OF_A_LIST = re.compile(  # 总投资5亿元的疫苗项目、3.2亿元的器械项目
    r"[\d.]+[亿万]元的[^，,。；;、和与\d]{2,20}(?:[、和与]|以及)(?=[^，,。；;、\d]{0,8}([\d.]+[亿万]元)的)"
)
AND_OTHERS = re.compile(r"等(?:一?共)?$")


def is_listed(clause: Clause, amount: Token, count: Token) -> bool:
    """Whether an amount is what one of several listed projects costs: 甲公司投资6亿元的试剂项目、…等8个项目."""
    if amount.end < count.start < clause.end and AND_OTHERS.search(clause.text[: count.start - clause.start]):
        others = [t for t in clause.after(amount.end, "amount") if t.end < count.start]
        if others or "、" in clause.text[: amount.start - clause.start]:
            return True
    at = amount.start - clause.start
    return any(m.start() <= at < m.end() or m.start(1) == at for m in ONE_OF_A_LIST.finditer(clause.text))
