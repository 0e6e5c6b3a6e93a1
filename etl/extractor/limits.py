"""What no article can mean: figures and dates beyond all measure, as garbled text holds them, make no fact."""

from datetime import date
from decimal import Decimal

from etl.models import EntityCount, GrowthRate, OutputValue, Signing

EARLIEST, LATEST = date(1900, 1, 1), date(2200, 12, 31)
LARGEST_YUAN = Decimal(10) ** 16  # ten thousand times 万亿: more than the world earns in a year
SMALLEST_YUAN = Decimal(10_000)  # what an industry of a region makes is no 五块钱
LARGEST_RATE = Decimal(10) ** 4
LARGEST_COUNT = 2**31 - 1


def beyond(fact: OutputValue | GrowthRate | Signing | EntityCount) -> str | None:
    """Why a fact cannot be meant; None for one that can."""
    if fact.char_start is None or fact.char_end is None or not fact.quote.strip():
        return "no words in the text say it"
    if isinstance(fact, Signing):
        if not EARLIEST <= fact.signed_on <= LATEST:
            return "a date beyond all measure"
        counted = fact.project_count is None or 0 < fact.project_count <= LARGEST_COUNT
        paid = fact.amount_yuan is None or 0 <= fact.amount_yuan < LARGEST_YUAN
        return None if counted and paid else "a figure beyond all measure"
    if not EARLIEST <= fact.period_start <= fact.period_end <= LATEST:
        return "a date beyond all measure"
    if isinstance(fact, OutputValue):
        sound = SMALLEST_YUAN <= fact.value_yuan < LARGEST_YUAN or fact.value_yuan == 0
    elif isinstance(fact, GrowthRate):
        sound = -1 <= fact.rate < LARGEST_RATE
    else:
        sound = 0 <= fact.value <= LARGEST_COUNT
    return None if sound else "a figure beyond all measure"
