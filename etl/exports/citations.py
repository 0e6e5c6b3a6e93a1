"""Sources after GB/T 7714-2015 and in plain words: publisher, title, day, address, and the build that quotes them."""

from datetime import date
from typing import NamedTuple

PRODUCT = {"zh": "生医图谱", "en": "LifeAtlas"}


class Source(NamedTuple):
    """What is known of an article; None where it is not."""

    title: str | None
    publisher: str | None
    published_on: date | None
    url: str | None


def gb(source: Source, seen_on: date | None = None, kind: str = "EB/OL") -> str:
    """嘉定区人民政府. 题名[EB/OL]. (2022-11-15)[2026-11-21]. https://… — the second day is when it was seen."""
    head = ". ".join(part for part in (_named(source.publisher), _titled(source.title, kind)) if part)
    published = f"({source.published_on.isoformat()})" if source.published_on else ""
    seen = f"[{seen_on.isoformat()}]" if seen_on and source.url else ""
    return ". ".join(part for part in (head, published + seen, source.url or "") if part) + "."


def plain(source: Source, lang: str = "zh") -> str:
    """新华网《题名》，2022-11-15，https://… or, in English, Publisher, “Title”, 2022-11-15, https://…"""
    day = source.published_on.isoformat() if source.published_on else ""
    if lang == "en":
        title = f"“{source.title}”" if source.title else "untitled"
        return ", ".join(part for part in (source.publisher or "", title, day, source.url or "") if part)
    title = f"《{source.title}》" if source.title else ""
    return "，".join(part for part in ((source.publisher or "") + title or "来源不详", day, source.url or "") if part)


def build_day(build: str) -> date | None:
    """The day in a build's name, 20261121T232640Z-31e939."""
    stamp = build[:8]
    return date(int(stamp[:4]), int(stamp[4:6]), int(stamp[6:])) if len(stamp) == 8 and stamp.isdigit() else None


def edition(build: str, what: str, address: str, lang: str = "zh") -> str:
    """The product itself after GB/T 7714: a figure, chart or table of one build, with its address."""
    day = build_day(build)
    version = f"Build {build}" if lang == "en" else f"数据版本 {build}"
    dated = f"({day.isoformat()})[{day.isoformat()}]" if day else ""
    parts = (PRODUCT[lang], f"{what}[DS/OL]", version, dated, address)
    return ". ".join(part for part in parts if part) + "."


def _named(publisher: str | None) -> str:
    return (publisher or "").strip().rstrip(".")


def _titled(title: str | None, kind: str) -> str:
    return f"{(title or '').strip().rstrip('.') or '[无题名]'}[{kind}]"
