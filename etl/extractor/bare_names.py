"""A clause that begins with a name that no lexicon knows, so of a firm or a product: 恒瑞去年营收200亿元."""

import re

from etl.extractor.clauses import Clause
from etl.extractor.tokens import Token

# Characters that names of firms seldom hold, and that the words which may stand before a measure do.
_COMMON = (
    "业的一全种加它由这第经对不年流产当总各其该本此内外上下大小多少几两半双合共计累际区市县省国园村镇乡户家人均季月日期初末后前来去今明以已将可能会要"
    "在到至从自向往于为是有无达完实现成做超过突破近约占比较增长升降跌涨稳持续保出口进线批零售代包服务农林牧渔药医械疗健康生物工商场品牌同样也还又就更再"
    "率先首次综营收入额值毛净纯主体部分项类个种与和及或但而且则因所只仅光单即约每最平均仍都被把让使据按照如若假随着"
    "围绕聚焦瞄锚扣"
)
BARE_NAMES = re.compile(rf"(?:(?![{_COMMON}])[一-鿿]){{2,5}}(?:[、和与](?:(?![{_COMMON}])[一-鿿]){{2,5}}){{0,3}}")
OF_A_CITY = re.compile(  # 厦门|万泰实现营收, but 厦门率先实现营收
    rf"(?!顺利|海关)(?:(?![{_COMMON}])[一-鿿]){{2,3}}(?=(?:[去今前]年|20\d\d年|上半年|全年|前三季度|一季度)?[就已共]?(?:实现|完成)?年?"
    r"(?:开票|含税|主营业务)?(?:销售|营收|营业收入|收入|利润))"
)
BEFORE_IT = ("", "其中", "龙头企业", "上市公司", "龙头", "如")
OF_A_NAME = ("period", "statistic", "status")  # one of which follows such a name
KNOWN = ("industry", "other_industry", "place", "kind", "owner", "count", "measure", "thing")
EDGES = " \u3000\n“”——"


def begins_with_bare_name(clause: Clause, figure: Token) -> bool:
    """Whether a sentence, or what stands behind ； or 其中, begins with an unknown name whose figure it tells."""
    if clause.before(figure.start, *KNOWN) or not (clause.of("statistic") and clause.of("amount", "rate")):
        return False
    tokens = [t for t in clause.tokens if t.end <= figure.start]
    among = bool(tokens) and tokens[0].kind == "link" and tokens[0].value == "among"
    if not among and clause.previous is not None and clause.previous.group == clause.group:
        return False
    start, rest = (tokens[0].end, tokens[1:]) if among else (clause.start, tokens)
    if not rest or rest[0].kind not in OF_A_NAME:
        return False
    head = clause.text[start - clause.start : rest[0].start - clause.start].strip(EDGES)
    return BARE_NAMES.fullmatch(head) is not None


def begins_with_a_citys_firm(clause: Clause) -> bool:
    """Whether a clause begins with a firm's name made of a region's short one and an unknown one: 厦门万泰实现营收."""
    named = clause.of("place")[:1]
    if not named or named[0].rule != "short name" or clause.text[: named[0].start - clause.start] not in BEFORE_IT:
        return False
    firm = OF_A_CITY.match(clause.text, named[0].end - clause.start)
    if firm is None:
        return False
    return not any(t.start < clause.start + firm.end() and t.end > named[0].end for t in clause.tokens)
