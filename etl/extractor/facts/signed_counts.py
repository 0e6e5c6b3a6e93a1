"""Which counts are of what was signed: projects, agreements, or firms that sign."""

import re

from etl.extractor.clauses import Clause
from etl.extractor.lexicon import expressions
from etl.extractor.tokens import Token

VERB = expressions("signings")["verb"]
FIRMS_END = re.compile(r"[^，,。；;、]{0,14}?(?:企业|公司|药企|机构|厂商|单位)\W?$")
WITH_WHOM = re.compile(
    r"\W{0,9}(?:就是)?在?(?:会[后上]|现场|当场|分别|共同|正式|当天|先后|集中|一起|都|均|已){0,3}[与同跟和](?![时样期比])"
)
FIRMS_SIGN = re.compile(
    r"[^，,。；;、的]{0,12}(?:企业|公司|药企|机构|单位)[^，,。；;、]{0,12}签(?:约|订|署|下)(?!企业|的)"
)
FIRMS_SIGN_WITH = re.compile(r"[^，,。；;]{0,8}?(?:企业|公司|药企|机构)?(?:与|和|同|跟)[^，,。；;]{0,12}?签")
ONE_BY_ONE = re.compile(r"(一[个项家份])(?:接|挨|跟)?(?:着)?\1")
OF_OTHERS = re.compile(  # 14个设区市签约项目58个
    r"(?:设区市|市(?!场|值|级)|地市|县|区(?!域)|城市|园区|国家|省|部门|乡镇|镇|街道|代表团|展区|赛道|领域|板块|方向|批次|平台(?!项目)|月|工作日)"
)
THEY_SIGN = re.compile(
    r"(?:已经?|当场|现场|正式|成功|先后|均|都|也|率先|签约){0,3}签(?:了|下|订|署|约(?:入|落|$|[，,。；;]))"
)
THOSE_WHO_SIGN = re.compile(
    r"签(?:约|下)了?$|签约[^，,。；;]{0,10}(?:企业|公司|机构)[^，,。；;\d]{0,4}$"
    r"|签(?:约|订|署|下|回)?了?[^，,。；;、\d]{0,10}(?:协议|合同)书?(?:的[^，,。；;、\d]{0,6}(?:企业|公司|机构|单位))?[有共达约已]{0,2}$"
)
ADDED_UP = re.compile(r"(?:^|[^\w])(?:累计|一共|总共|合计|共计|前后|拢共)[有是达约]*$")
ELLIPTIC_PART = re.compile(r"其中(?:的|有)?(?:[^，,。；;、\d]{0,14}(?:类|领域|方面|产业|行业|板块)(?:的?有)?)?$")
SIGNED_BEHIND = re.compile(r"[^，,。；;、]{0,24}?(?:项目|协议|合同|大单|备忘录|合作)")
SIGNED_BEFORE = re.compile(r"(?:项目|协议|大单|签约合作)[^，,。；;、\d]{0,6}$")
AGREEMENT_BEHIND = re.compile(r"[^，,。；;、]{0,10}?(?:协议|合同|备忘录|意向书|订单)")
AGREEMENT_BEFORE = re.compile(r"(?:协议|合同|备忘录|意向书)(?:书|共|达)?$")
JUST_SIGNED = re.compile(r"签(?:约|下|了|订)?(?:了|的)?(?:还|又|另|已|共)?有?$")
A_WORD = re.compile(r"[\u4e00-\u9fff]")
WITH = re.compile(r"(?:与|和|同|跟|等)[^，,。；;]*$")


def counts_projects(clause: Clause, token: Token) -> bool:
    """Whether a count is of projects, agreements or firms that sign."""
    unit = token.value.unit[-1:]
    tail = clause.text[token.end - clause.start : token.end - clause.start + 26]
    head = clause.text[max(0, token.start - clause.start - 16) : token.start - clause.start]
    if tail.startswith("一批"):  # “四个一批” is a programme's name
        return False
    if OF_OTHERS.match(tail):
        return False
    if token.value.value == 1 and ONE_BY_ONE.search(clause.text):
        return False
    if unit == "份" and not AGREEMENT_BEHIND.match(tail):
        return AGREEMENT_BEFORE.search(head) is not None
    if unit in "个项份宗单" and (SIGNED_BEHIND.match(tail) or SIGNED_BEFORE.search(head)):
        return True
    if unit in "个项" and (ADDED_UP.search(head) or JUST_SIGNED.search(head)) and not A_WORD.match(tail):
        return True  # 项目签了不少，累计57个
    if unit in "家户" and (FIRMS_SIGN_WITH.match(tail) or THEY_SIGN.match(tail) or _sign_behind(clause, tail)):
        return True
    if unit in "个项" and ELLIPTIC_PART.search(head) and THEY_SIGN.match(tail):
        return True  # 引进项目15个，其中8个已经签约
    if unit in "家户个" and FIRMS_SIGN.match(tail):
        return True
    if unit in "家户所" and WITH.search(clause.text[: token.start - clause.start]) and VERB.search(clause.text):
        return True
    if unit in "家户" and THOSE_WHO_SIGN.search(clause.text[: token.start - clause.start]):
        return True
    return unit == "对" and "项目" in tail


def _sign_behind(clause: Clause, tail: str) -> bool:
    """30多家药企，跟某县签订…: firms with which a clause ends, before one that says with whom they sign."""
    behind = clause.next if FIRMS_END.match(tail) else None
    return behind is not None and WITH_WHOM.match(behind.text) is not None and VERB.search(behind.text) is not None


def counts_part(clause: Clause, token: Token) -> bool:
    """Whether a count is of projects, or right behind 其中 of some of those told before."""
    head = clause.text[: token.start - clause.start]
    return counts_projects(clause, token) or (token.value.unit == "个" and ELLIPTIC_PART.search(head) is not None)
