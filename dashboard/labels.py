"""What readers see for a key, a code or a number, in Chinese and English. The words are in labels*.yaml."""

import math
from collections.abc import Iterable
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pandas as pd
import yaml

HERE = Path(__file__).parent
WORDS: dict[str, list[str]] = {}
for _path in sorted(HERE.glob("labels*.yaml")):
    WORDS |= yaml.safe_load(_path.read_text(encoding="utf-8"))
ENGLISH_REGIONS: dict[str, str] = yaml.safe_load((HERE / "regions.yaml").read_text(encoding="utf-8"))
YI = 100_000_000
MARKS = {"over": ">", "nearly": "<", "about": "≈", "exact": ""}
NONE = "–"


def absent(value: object) -> bool:
    """Whether a cell of a frame is empty: None, NaN, NaT."""
    return bool(value is None or value is pd.NA or value != value)


class Words:
    """One language: the words for keys, and numbers, periods and regions as people of that language read them."""

    def __init__(self, lang: str) -> None:
        """lang: zh or en."""
        self.lang = lang
        self.column = 1 if lang == "en" else 0

    def say(self, key: str, **values: object) -> str:
        """The words for a key, with {names} filled in."""
        text = WORDS[key][self.column]
        return text.format(**values) if values else text

    def code(self, value: object) -> str:
        """The word for a code of the warehouse (a statistic, a status, a kind …)."""
        if absent(value):
            return NONE
        key = str(value)
        return WORDS[key][self.column] if key in WORDS else key

    def money(self, yuan: float | Decimal | None, qualifier: str | None = "exact") -> str:
        """An amount as people write it: 154.8亿元, >7600亿元, 1.2万亿元; 15.48 bn yuan in English."""
        if absent(yuan):
            return NONE
        value = float(yuan or 0)
        mark = MARKS.get(qualifier or "exact", "")
        if self.lang == "en":
            for unit, name in ((1e12, " tn"), (1e9, " bn"), (1e6, " m")):
                if abs(value) >= unit:
                    return f"{mark}{_short(value / unit)}{name} yuan"
            return f"{mark}{_short(value)} yuan"
        for unit, name in ((YI, "亿元"), (10_000, "万元")):
            if abs(value) >= unit:
                return f"{mark}{_short(value / unit)}{name}"
        return f"{mark}{_short(value)}元"

    def rate(self, rate: float | Decimal | None, qualifier: str | None = "exact") -> str:
        """A growth rate with its sign: +15.5%, >+20%, −3.2%."""
        if absent(rate):
            return NONE
        percent = round(float(rate or 0) * 100, 2)
        sign = "+" if percent > 0 else "−" if percent < 0 else ""
        return f"{MARKS.get(qualifier or 'exact', '')}{sign}{_short(abs(percent))}%"

    def number(self, value: float | None, qualifier: str | None = "exact") -> str:
        """A count, with its mark and thousands apart."""
        return NONE if absent(value) else f"{MARKS.get(qualifier or 'exact', '')}{int(value or 0):,}"

    def period(self, start: date | None, end: date | None) -> str:
        """A span of days in few words: 2021, 2022年前三季度, 2022-11, 2021–2023."""
        if absent(end) or end is None:
            return NONE
        if absent(start) or start is None or start == end:
            return f"{end:%Y-%m-%d}"
        whole_months = start.day == 1 and (end + timedelta(days=1)).day == 1
        if not whole_months:
            return f"{start:%Y-%m-%d} – {end:%Y-%m-%d}"
        if start.year != end.year:
            years = start.month == 1 and end.month == 12
            return f"{start.year}–{end.year}" if years else f"{start:%Y-%m} – {end:%Y-%m}"
        if start.month == end.month:
            return f"{start:%Y-%m}"
        return self._months(start.year, start.month, end.month)

    def _months(self, year: int, first: int, last: int) -> str:
        if (first, last) == (1, 12):
            return str(year)
        names = {(1, 3): "Q1", (4, 6): "Q2", (7, 9): "Q3", (10, 12): "Q4", (1, 6): "H1", (7, 12): "H2", (1, 9): "Q1–Q3"}
        chinese = {
            (1, 3): "一季度",
            (4, 6): "二季度",
            (7, 9): "三季度",
            (10, 12): "四季度",
            (1, 6): "上半年",
            (7, 12): "下半年",
            (1, 9): "前三季度",
        }
        if self.lang == "en":
            return f"{year} {names.get((first, last), f'{first:02}–{last:02}')}"
        return f"{year}年{chinese.get((first, last), f'{first}–{last}月')}"

    def region(self, adcode: str, name: str, pinyin: str | None = None) -> str:
        """A region's name; in English its pinyin with the Chinese name beside it."""
        if self.lang == "zh":
            return name
        if adcode in ENGLISH_REGIONS:
            return ENGLISH_REGIONS[adcode]
        spelled = (pinyin or "").split(" ")[0].capitalize()
        return spelled or name

    def listed(self, items: Iterable[str]) -> str:
        """Several names in a row."""
        return ("、" if self.lang == "zh" else ", ").join(items)


def _short(value: float) -> str:
    """A number without needless zeros, at most four significant decimals' worth."""
    digits = 2 if abs(value) < 1000 else 1
    if value == 0 or not math.isfinite(value):
        return "0"
    text = f"{value:.{digits}f}"
    return text.rstrip("0").rstrip(".")


def as_text(value: Any) -> str:  # noqa: ANN401 - a cell may hold anything
    """A cell as text, empty where there is none."""
    return "" if absent(value) else str(value)


def plain(text: str) -> str:
    """Foreign text as markdown that shows it as it is: no link, no image, no HTML."""
    return "".join(f"\\{char}" if char in "\\`*_{}[]()<>#+-.!|~:$&@/" else char for char in text.replace("\n", " "))
