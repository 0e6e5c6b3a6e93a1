"""A fact told twice -> once; a rounded restatement -> the figure itself; parts under a total -> the total."""

import itertools
from collections.abc import Callable
from decimal import Decimal
from typing import Any

from etl.models import EntityCount, GrowthRate, OutputValue, Signing

LOOKED_AT = 50  # facts of one cell that are compared with each other: no text costs more than its length
LISTED = 16  # characters between two counts that a list tells side by side
STEP = 0.15  # … and a round step that it has passed (突破千亿元, 达到1055亿元) by this one
ROUNDING = 0.05  # a restatement with 超, 近 or 约 may differ from its figure by this share
SIGNED_ROUNDING = Decimal("0.01")  # … and a headline's sum (约3.04亿元) by this one
SHARP = 3  # digits of a rate that no other measure is likely to share
RATE_STEP = Decimal("0.02")  # … and a rate by this much


def facts(table: str, found: list[Any]) -> list[Any]:
    """The facts of one article's table without those that say another one again, in the order of the text."""
    kept: dict[object, list[Any]] = {}  # only those of a cell can say each other again, and of them a few are looked at
    for fact in found:
        beside = kept.setdefault(CELL[table](fact), [])
        if not beside:
            beside.append(fact)
            continue
        near = beside[-LOOKED_AT:]
        same = next((other for other in near if SAME[table](fact, other)), None)
        if same is not None:
            if table == "signings" and _told(fact) > _told(same):
                beside[beside.index(same)] = fact
            continue
        if rounded := [other for other in near if _restates(table, other, fact)]:
            beside[-LOOKED_AT:] = [other for other in near if other not in rounded]
        if not any(_restates(table, fact, other) for other in near if other not in rounded):
            beside.append(fact)
    if table == "growth_rates":
        kept = {cell: [fact for fact in facts if not _unnamed_again(fact, kept)] for cell, facts in kept.items()}
    return sorted(itertools.chain.from_iterable(kept.values()), key=lambda fact: (fact.char_start, fact.fact_id))


def _unnamed_again(fact: GrowthRate, kept: dict[Any, list[Any]]) -> bool:
    """Whether a headline's 产业增长12% is what the text tells of a named measure (增加值…，增长12.0%).

    So is a rate to the decimal that is told again further on, whatever time governs there: 还是那14.5%的增幅.
    """
    sharp = len(fact.rate.normalize().as_tuple().digits) >= SHARP
    return fact.statistic == "scale" and any(
        cell[0] == fact.adcode
        and cell[1] != "scale"
        and any(
            other.rate == fact.rate
            and (other.period_end == fact.period_end or (sharp and other.char_start < fact.char_start))
            for other in others[-LOOKED_AT:]
        )
        for cell, others in kept.items()
    )


def _told(fact: Signing) -> int:
    """How much a signing says: its count, its amount."""
    return (fact.project_count is not None) + (fact.amount_yuan is not None)


def _same_output(a: OutputValue, b: OutputValue) -> bool:
    return (a.adcode, a.value_yuan, a.statistic, a.status, a.period_end.year) == (
        b.adcode, b.value_yuan, b.statistic, b.status, b.period_end.year,
    ) and (a.industry == b.industry or (a.zone is not None and a.zone == b.zone))  # fmt: skip


def _same_growth(a: GrowthRate, b: GrowthRate) -> bool:
    return (a.adcode, a.rate, a.statistic, a.period_end, a.industry) == (
        b.adcode, b.rate, b.statistic, b.period_end, b.industry,
    )  # fmt: skip


def _same_count(a: EntityCount, b: EntityCount) -> bool:
    same = (a.adcode, a.kind, a.value, a.change, a.period_end.year) == (
        b.adcode, b.kind, b.value, b.change, b.period_end.year,
    )  # fmt: skip
    return (
        same
        and not _side_by_side(a, b)
        and (a.industry_text == b.industry_text or None in (a.industry_text, b.industry_text))
    )


def _side_by_side(a: EntityCount, b: EntityCount) -> bool:
    """Whether a list tells two counts: 工程中心2个、技术中心2个 are four."""
    return a.char_start is not None and b.char_start is not None and 0 < abs(a.char_start - b.char_start) <= LISTED


def _same_signing(a: Signing, b: Signing) -> bool:
    if a.fact_id == b.fact_id:
        return True  # told by the same words
    if a.kind == b.kind and a.project_count is not None and a.project_count == b.project_count and a.project_count > 1:
        return a.amount_yuan is None or b.amount_yuan is None or a.amount_yuan == b.amount_yuan
    if a.amount_yuan is None or b.amount_yuan is None:
        return False
    if a.amount_yuan == b.amount_yuan:
        return True
    rough = "exact" not in (a.amount_qualifier, b.amount_qualifier) and a.adcode == b.adcode
    uncounted = (a.project_count is None) != (b.project_count is None)  # a headline's: 签约额268亿元
    beyond = abs(a.amount_yuan - b.amount_yuan)
    return (rough or uncounted) and beyond <= SIGNED_ROUNDING * max(a.amount_yuan, b.amount_yuan)


SAME: dict[str, Callable[[Any, Any], bool]] = {
    "output_values": _same_output,
    "growth_rates": _same_growth,
    "signings": _same_signing,
    "entity_counts": _same_count,
}


# What two facts must share before one can say the other again.
CELL: dict[str, Callable[[Any], object]] = {
    "output_values": lambda fact: (fact.adcode, fact.statistic, fact.status, fact.period_end.year),
    "growth_rates": lambda fact: (fact.adcode, fact.statistic, fact.period_end, fact.industry),
    "signings": lambda fact: None,
    "entity_counts": lambda fact: (fact.adcode, fact.kind, fact.value, fact.change, fact.industry_text),
}


def _restates(table: str, rough: Any, sharp: Any) -> bool:  # noqa: ANN401
    """Whether a figure only rounds another of the same region, statistic and period."""
    if table == "growth_rates":
        return _rounds(rough, sharp)
    if table != "output_values" or rough.qualifier == "exact" or sharp.qualifier != "exact":
        return False
    same = (rough.adcode, rough.statistic, rough.status, rough.period_end, rough.industry) == (
        sharp.adcode, sharp.statistic, sharp.status, sharp.period_end, sharp.industry,
    )  # fmt: skip
    step = rough.qualifier == "over" and len(rough.value_yuan.to_integral_value().normalize().as_tuple().digits) == 1
    slack = STEP if step and rough.value_yuan < sharp.value_yuan else ROUNDING
    return same and abs(float(rough.value_yuan - sharp.value_yuan)) <= slack * float(sharp.value_yuan)


def _rounds(rough: GrowthRate, sharp: GrowthRate) -> bool:
    """Whether a rate of the same cell (增幅超过20%) only rounds another (增长21.2%)."""
    if (
        rough.qualifier == "exact"
        or sharp.qualifier != "exact"
        or (rough.basis, rough.status) != (sharp.basis, sharp.status)
    ):
        return False
    beyond = sharp.rate - rough.rate
    low = Decimal(0) if rough.qualifier == "over" else -RATE_STEP
    high = Decimal(0) if rough.qualifier == "nearly" else RATE_STEP
    return low <= beyond <= high
