"""What readers see for a key, a code or a number, in Chinese and English. The words are in labels*.yaml."""

import math
import re
import string
from collections.abc import Iterable
from datetime import date, timedelta
from decimal import Decimal
from functools import lru_cache
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


class _Sentence(string.Formatter):
    """Fills in a label. {n:region|regions} is the noun for a count of n, {name:low} a name within a sentence."""

    def format_field(self, value: Any, format_spec: str) -> str:  # noqa: ANN401 - whatever a label is told
        if "|" in format_spec:
            one, more = format_spec.split("|")
            return one if str(value) == "1" else more
        if format_spec == "low":
            return str(value)[:1].lower() + str(value)[1:]
        return str(super().format_field(value, format_spec))


_SENTENCE = _Sentence()


class Words:
    """One language: the words for keys, and numbers, periods and regions as people of that language read them."""

    def __init__(self, lang: str) -> None:
        """lang: zh or en."""
        self.lang = lang
        self.column = 1 if lang == "en" else 0

    def say(self, key: str, **values: object) -> str:
        """The words for a key, with {names} filled in."""
        text = WORDS[key][self.column]
        return _SENTENCE.format(text, **values) if values else text

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
        """A region's name; in English its pinyin. pinyin: the syllables in one word, a space, their initials."""
        if self.lang == "zh":
            return name
        if adcode in ENGLISH_REGIONS:
            return ENGLISH_REGIONS[adcode]
        return _spelled(name, pinyin or "") or name

    def quoted(self, text: str) -> str:
        """Words as somebody said them; English in straight marks, as Chinese fonts draw curly ones a character wide."""
        return f'"{text}"' if self.lang == "en" else f"“{text}”"

    def listed(self, items: Iterable[str]) -> str:
        """Several names in a row."""
        return ("、" if self.lang == "zh" else ", ").join(items)


@lru_cache(maxsize=4096)
def _spelled(name: str, pinyin: str) -> str:
    """A region's pinyin as on a map: Xi'an (xian xa), Lüliang (lvliang ll), Pudong without the 新 of 新区."""
    word, _, initials = pinyin.partition(" ")
    syllables = "".join(f"({c}{'' if c in 'aeo' else 'h?[aeiouv]'}[aeiouv]*(?:ng?|r)?)" for c in initials)
    parts = re.fullmatch(syllables, word)
    if parts:
        found = list(parts.groups())
        if name.endswith("新区") and len(found) > 2:
            found.pop()
        word = found[0] + "".join(f"'{part}" if part[0] in "aeo" else part for part in found[1:]) if found else ""
    return word.replace("v", "ü").capitalize()


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
