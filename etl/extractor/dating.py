"""The day on which an article without a date is taken to be written: the last of the latest year that it speaks of."""

import re
from datetime import date

from etl.extractor.finding import Finding

YEAR = re.compile(r"(?<![\d.])((?:19|20)\d{2})\s?(年)?")
AHEAD = re.compile(
    r"(?<!截)(?<!截止)[到至]\s?$|[—–~～-]\s?$|力争|目标|规划|计划|预计|有望|远景|展望|争取|未来|预测|力求"
)
CLAUSE_ENDS = re.compile(r"[。！？!?；;\n]")
PART = re.compile(r"[\s,，]{0,2}(?:度|全年)?[^，,。；;\n]{0,8}?(?:\d{1,2}\s?月|季度|上半年|下半年|以来|至今)")
SINCE_THEN = re.compile(r"[今去]年")
LOOK_BACK = 14  # characters before a year in which a word makes it one to come
FIRST, LAST = 1950, 2100
RULE = "the article's date taken from the years it tells"  # what the rule of each of its facts ends in


def assumed(text: str) -> date | None:
    """The day for a text without a date; None where it names no year.

    今年 or 去年 beside a year that is told as a whole: written in the year after it (2015年产值…, 今年前三季度…).
    """
    past: set[int] = set()
    ahead: set[int] = set()
    under_way: set[int] = set()
    for match in YEAR.finditer(text):
        year = int(match[1])
        if not FIRST <= year <= LAST:
            continue
        before = CLAUSE_ENDS.split(text[max(0, match.start() - LOOK_BACK) : match.start()])[-1]
        named = match[2] is None and "一" <= text[match.end() : match.end() + 1] <= "鿿"  # 2023太湖湾大会
        if AHEAD.search(before):
            ahead.add(year)
        elif named or (match[2] and PART.match(text, match.end())):
            under_way.add(year)
        elif match[2]:
            past.add(year)
    told = (past - ahead) | under_way
    if not told:
        return date(min(ahead) - 1, 12, 31) if ahead else None
    last = max(told)
    follows = last not in under_way and SINCE_THEN.search(text) is not None
    return date(last + follows, 12, 31)


def undated(finding: Finding, written_on: date) -> bool:
    """Whether a figure's time is only the assumed day: a flow or a signing without a time is no fact, a stock is."""
    fact = finding.fact
    if fact is None or hasattr(fact, "change"):
        return False
    if hasattr(fact, "signed_on"):
        return bool(fact.signed_on == written_on)
    return bool(fact.period_start == fact.period_end == written_on)
