"""What the rules of the period grammar are made of: words, numbers, years, months and days as expressions."""

import re
from collections.abc import Callable
from datetime import date
from typing import Any, NamedTuple

from etl.extractor.lexicon import words
from etl.extractor.mentions.calendar import Period

# The match, the article's date and the period that a 至 before the match hangs on (2021年9月至12月) -> what it means.
Production = Callable[[re.Match[str], date, Period | None], Period | None]


YEAR_FIGURES, NUMBER, WORD = "four figures", "a number", "a word"  # 2023; 3, 12, 二, 十; 去年


class PeriodRule(NamedTuple):
    """A name, an expression with at least one group that takes part in every match, and what a match means.

    `begins`: what a match may begin with; the finder tries no other rules at a place.
    """

    name: str
    pattern: str
    production: Production
    begins: tuple[str, ...] = (YEAR_FIGURES, NUMBER, WORD)


LEXICON: dict[str, Any] = words("periods")
NOT_BEFORE: dict[str, str] = LEXICON["not_before"]

CN = "一二三四五六七八九"
_TENS = ["", "十", *(f"{mark}十" for mark in CN[1:])]
NUMBERS: dict[str, int] = {
    **{f"{ten}{one}": 10 * t + o for t, ten in enumerate(_TENS) for o, one in enumerate(["", *CN])},
    **{form: n for n in range(100) for form in (str(n), f"{n:02}")},
    **{"两": 2, "元": 1, "首": 1},
}
_DIGITS = {mark: str(value) for value, mark in enumerate(f"〇{CN}")} | {"零": "0"}

JOINT = "(?:至|到|[-—–―─‐‑‒﹣－~～〜∼]{1,2})"
YEAR = f"(?:[12][0-9]{{3}}|[一二][〇零{CN}]{{3}})"
MONTH = f"(?:1[0-2]|0?[1-9]|十[一二]?|[{CN}]|元)"
DAY = f"(?:[12][0-9]|3[01]|0?[1-9]|[二三]?十[{CN}]?|[{CN}])"
FEW = f"(?:[1-9][0-9]?|[{CN[1:]}]?十[{CN}]?|[{CN}两])"
AFTER_NO_NUMBER = f"(?<![0-9.{CN}十百千两几多数第])"
# 五年来; 力争十年内, 计划用五年时间: how many years on a goal lies
GOAL_BEFORE = "力争|争取|计划|确保|力求|争用|划用|取用|保用|争在|取在|划在|保在|将用|要用|拟用|再用|算用|想用"
# 三年内，全区要达到500亿元, 五年内达到500亿元, 放话：两年内引进60家: a goal that no word before tells
_WITHIN = rf"(?={FEW} ?年之?内[^，,。；;]{{0,3}}"
GOAL_BEHIND = (
    rf"(?<![^，,。：:“”\n]){_WITHIN}(?:，[^，。；]{{0,16}}?)?(?:(?<!需)要|将|再|力争|争取))"
    rf"|(?<![^，,。；;\n]){_WITHIN}[^，,。；;\d了已曾]{{0,20}}(?:达到?|突破|超过?|跨过|迈上)(?!了))"
    rf"|(?<=[：:“]){_WITHIN}(?:引进|引育|培育|打造|建成|形成|集聚|实现|突破)(?!了))"
)
IN_YEARS = (
    rf"{AFTER_NO_NUMBER}(?P<since>{FEW}) ?年(?:以?来(?![自看说])|(?<![的这那]..)里(?![\u4e00-\u9fff]))"
    rf"|(?:(?<={GOAL_BEFORE})|{GOAL_BEHIND})"
    rf"(?P<in_years>{FEW}) ?年(?:之?内|(?:左右)?的?时间)"
)


def one_of(characters: str) -> str:
    """A class of these characters, none of which means anything but itself."""
    return f"[{re.escape(characters)}]"


def in_digits(written: str) -> int:
    """二〇二一 as 2021."""
    return int("".join(_DIGITS.get(mark, mark) for mark in written))


def span(days: tuple[date, date] | None, grain: str, explicit: bool = True, edge: str = "") -> Period | None:
    """A period of these days, or None if there are no such days."""
    return Period(*days, grain, edge, explicit) if days else None


def stretch(start: date | None, end: date | None, grain: str = "day", explicit: bool = True) -> Period | None:
    """A period from one day to another, or None if one of them does not exist or they are in the wrong order."""
    return Period(start, end, grain, "", explicit) if start and end and start <= end else None
