"""Products that came to market count as approvals: 21款产品获批上市."""

import re

from etl.extractor.clauses import Clause
from etl.extractor.tokens import Token

MARKETED = re.compile(r"准生证|出生证|获批|获准|上市|拿证|取得[^，。；]{0,10}证|批准")
CAME_TO_MARKET = re.compile(
    r"(?:先后|均|都|相继|陆续|已|成功)[^，,。；;、]{0,12}?(?:获批|获准|批准|核准|注册)[^，,。；;、]{0,4}上市"
)
APPROVED_NEXT = re.compile(r"(?:已|均|都|先后|相继|陆续|成功|也){0,4}(?:获批|获准|获国家药监局批准)(?:上市|在|注册)")
BROUGHT = re.compile(r"带[来进回]|引进|引入|引来|储备")  # 带来创新药品种11个
NO_PRODUCT = re.compile(r"临床|备案|在研|申报|申请上市|申请注册|报批|受理|IND|拟")


def approved(clause: Clause, noun: Token) -> str:
    """What a noun counts: products that came to market, or that are told beside approvals, are approvals."""
    if noun.value == "none" and clause.words(noun) in ("产品", "品种", "单品"):
        brought = BROUGHT.search(clause.text) and not MARKETED.search(clause.text)
        text = clause.text if brought else with_approval(clause)
        if MARKETED.search(text) and not NO_PRODUCT.search(text):
            return "approvals"
        counted = {t.end for t in clause.of("count")}
        if not brought and any(t.value == "approvals" and t.start not in counted for t in clause.of("kind")):
            return "approvals"  # but not of 1930个品种、7155个批号
    return str(noun.value)


def with_approval(clause: Clause) -> str:
    """A clause, and the one behind it if that says that it was approved: 21款产品走通了绿色通道，获批上市."""
    behind = clause.next
    return clause.text + (behind.text if behind is not None and APPROVED_NEXT.match(behind.text) else "")


def product(clause: Clause) -> bool:
    """Whether drugs or devices are counted that came to market."""
    text = with_approval(clause)
    return (
        bool(MARKETED.search(text)) and bool(re.search(r"药|器械|疫苗|产品|试剂", text)) and not NO_PRODUCT.search(text)
    )


def all_approved(clause: Clause, figure: Token) -> bool:
    """Whether a list of products ends with the words that they came to market: 12个试剂盒、3个呼吸机先后获批上市."""
    text = clause.text
    said = "上市" in text and CAME_TO_MARKET.search(text, figure.end - clause.start)
    return bool(said) and not NO_PRODUCT.search(text)
