"""What a growth rate is the growth of: the noun behind it, the last one before it, or that of the figures before it."""

import re

from etl.extractor.clauses import Clause
from etl.extractor.firms import THRESHOLD
from etl.extractor.lexicon import expressions
from etl.extractor.measures import (
    MEASURES,
    Measure,
    is_of_a_share,
    measure_before,
    measure_behind,
    measure_of_heading,
    owner,
    sold_or_spent,
    tells_parts,
)
from etl.extractor.tokens import Token
from etl.extractor.whole_economy import of_an_industry

DOUBLED = re.compile(r"(?:要|将|再|已|又|就|实现|争取|力争|也)*")
KNOWN = (*MEASURES, "industry", "kind", "place", "amount", "count", "rate", "share", "owner")
COMPARES = re.compile(r"\W*(?:比(?!重)|较(?!快|好|大)|高于|低于|快于|慢于|高出|低出|跑赢|与)")  # 比全部工业高0.3点
SHORTEST_SUBJECT = 4
OPENING = 6  # characters before a measure of which its clause speaks: 去年固定资产投资延续增长
ENDING = 3  # … and behind it: 从总投资方面
HAN = re.compile("[一-鿿]")
MANNER = expressions("growth_rates")["manner"]
COUNTED = re.compile(r"(?:数量|数|总数|户数|家数)$")
APPROVED_PRODUCTS = re.compile(r"(?:获批|获准|批准)(?:上市|注册)?的[^，,。；;、]{0,6}(?:产品|品种)$")
APPROVED = re.compile(r"(?:注册|获批|批准)(?:数量|总量|总数|数|量)")  # 首次注册量为13726件，同比下降14.3%


def what_grew(clause: Clause, figure: Token) -> Measure | None:
    """What a rate says has grown; an industry's where the words are those of the whole economy."""
    found = _grown(clause, figure)
    return of_an_industry(found, clause, figure) if found else None


def _grown(clause: Clause, figure: Token) -> Measure | None:
    """The noun behind the rate, the last one before it, else that of the figures before it."""
    given = owner(clause, figure, "statistic") or owner(clause, figure, "measure")
    counted = owner(clause, figure, "kind")
    if counted and not given:
        return Measure(
            "statistic", "count", counted.start, next((c for c in clause.chain() if counted in c.tokens), clause)
        )
    if given:
        return Measure(
            given.kind, given.value, given.start, next((c for c in clause.chain() if given in c.tokens), clause)
        )
    behind = measure_behind(clause, figure)
    if behind:
        return behind
    found = measure_before(clause, figure.start) or _count(clause, figure.start)
    if found:
        return found
    own_subject = bool(clause.before(figure.start, "industry"))
    for earlier in clause.chain():
        if earlier is clause:
            continue
        if own_subject and earlier.group != clause.group:
            return _measure_of_rises(earlier)
        if _counts_above_a_threshold(earlier):
            return Measure("measure", "companies above a threshold", earlier.start, earlier)
        found = measure_before(earlier, earlier.end) or _sales(earlier) or _count(earlier, earlier.end)
        if found and "占" in earlier.text and is_of_a_share(of_an_industry(found)):
            continue  # 产值85亿元，占全市工业总产值的11%，增长9%
        if found and not (own_subject and _in_passing(found)):
            return found
    if (heading := measure_of_heading(clause)) is not None:
        return heading
    part = tells_parts(clause)
    if any(near.of("industry", "other_industry") for near in clause.chain()) and not part:
        return None
    for earlier in clause.earlier():
        if clause.paragraph - earlier.paragraph > part or clause.sentence - earlier.sentence > 1:
            return None
        if not COMPARES.match(earlier.text) and (found := measure_before(earlier, earlier.end)) is not None:
            return found
    return None


def _sales(clause: Clause) -> Measure | None:
    """What a clause says was sold, without a noun: 实现销售48亿元，增长18%."""
    if "销售" not in clause.text:
        return None
    told = (sold_or_spent(clause, figure, None, None) for figure in clause.of("amount"))
    return next((found for found in told if found is not None and found.value == "revenue"), None)


def _measure_of_rises(clause: Clause) -> Measure | None:
    """What the first of a row of rises tells for all: 石油业增加值增长4%；汽车业增长10%；医药制造业增长7%."""
    for near in clause.chain():
        if not near.of("rate") or not near.of("growth") or near.of("amount", "count", "share"):
            return None
        if found := measure_before(near, near.end):
            return found if found.category == "statistic" else None
    return None


def _in_passing(told: Measure) -> bool:
    """Whether a clause without figures only mentions what is no statistic: 出台奖励等政策，医药产业年均增长13%."""
    clause = told.clause
    if told.category == "statistic" or clause.of("amount", "rate", "count"):
        return False
    last = clause.of("measure")[-1]
    return last.start - clause.start > OPENING and clause.end - last.end > ENDING


def _counts_above_a_threshold(clause: Clause) -> bool:
    """年营业收入达100亿元以上的企业从8家增长到17家: what grew behind it is their number."""
    amounts, counts = clause.of("amount"), clause.of("count")
    return bool(amounts and counts and counts[-1].start > amounts[-1].end) and (
        THRESHOLD.match(clause.text[amounts[-1].end - clause.start :]) is not None
    )


def _count(clause: Clause, position: int) -> Measure | None:
    """企业数量 before a position: a count that grew."""
    approved = APPROVED.search(clause.text[: position - clause.start])
    if approved:
        return Measure("statistic", "count", clause.start + approved.start(), clause)
    for token in clause.before(position, "kind")[::-1]:
        tail = clause.text[token.end - clause.start : position - clause.start]
        if token.value == "none":
            marketed = APPROVED_PRODUCTS.search(clause.text[: token.end - clause.start])
            return Measure("statistic", "count", token.start, clause) if marketed else None
        if token.value == "where":
            continue
        if re.match(r"业?(?:数量|总数|户数|家数|数|总量)", tail) or COUNTED.search(
            clause.text[: token.end - clause.start]
        ):
            return Measure("statistic", "count", token.start, clause)
        if DOUBLED.fullmatch(tail) and clause.text.startswith("翻", position - clause.start):
            return Measure("statistic", "count", token.start, clause)  # 规上企业要翻一番
        since = token.start if token.value != "approvals" else clause.start  # 8个创新药获批上市，同比增长60%
        if any(t.start >= since for t in clause.before(position, "count")):
            return Measure("statistic", "count", token.start, clause)
        return None
    return None


def has_own_subject(clause: Clause, figure: Token) -> bool:
    """Whether a clause in a row of things that grew begins with one that is not known: 医药增长12%，餐饮增长6%."""
    rises, before = clause.before(figure.start, "growth"), clause.previous
    if (
        not rises
        or before is None
        or not (before.of("rate") and before.of("growth"))
        or clause.before(figure.start, *KNOWN)
    ):
        return False
    text = clause.text[: rises[0].start - clause.start]
    for token in clause.before(rises[0].start, "period", "link", "versus", "status", "average")[::-1]:
        text = text[: token.start - clause.start] + text[token.end - clause.start :]
    return len(HAN.findall(MANNER.sub("", text))) >= SHORTEST_SUBJECT
