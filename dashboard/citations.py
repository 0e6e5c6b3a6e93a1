"""Citations to copy, after GB/T 7714 and in plain words: for a figure, for a chart, for a table."""

import re
from collections.abc import Sequence
from typing import Any

import pandas as pd

from dashboard.labels import absent
from etl.exports.citations import PRODUCT, Source, build_day, edition, gb, plain

__all__ = [
    "Source",
    "build_day",
    "chart",
    "figure_gb",
    "figure_plain",
    "gb",
    "image_line",
    "plain",
    "source_of",
    "sources",
]


def source_of(row: Any) -> Source:  # noqa: ANN401 - a Series or a dict with FACTS columns
    """The article of a fact."""
    day = row["published_on"]
    published = None if absent(day) else pd.Timestamp(day).date()
    title, publisher, url = (None if absent(row[name]) else str(row[name]) for name in ("title", "publisher", "url"))
    return Source(title, publisher, published, url)


def figure_gb(source: Source, build: str, address: str) -> str:
    """The article, and by whom and in which build it is quoted."""
    return f"{gb(source, build_day(build))} 转引自: {edition(build, '数据', address)}"


def figure_plain(source: Source, quote: str, build: str, address: str, lang: str) -> str:
    """The printed figure, its article, and where its sentence is shown."""
    if lang == "en":
        return f"“{quote}”, {plain(source, 'en')}; quoted from {PRODUCT['en']}, build {build}, {address}"
    return f"“{quote}”，{plain(source)}；引自{PRODUCT['zh']}，数据版本 {build}，{address}"


def chart(title: str, build: str, address: str, lang: str) -> tuple[str, str]:
    """A chart or a table that the product made: after GB/T 7714, and in plain words."""
    if lang == "en":
        words = f"{PRODUCT['en']}, “{title}”, build {build}, {address}"
    else:
        words = f"{PRODUCT['zh']}“{title}”，数据版本 {build}，{address}"
    return edition(build, title, address, lang), words


def sources(rows: pd.DataFrame, build: str) -> list[str]:
    """Each article of the rows once, after GB/T 7714, the newest first. Takes title, publisher, published_on, url."""
    each = rows.drop_duplicates("article_id").sort_values("published_on", ascending=False, na_position="last")
    return [gb(source_of(row), build_day(build)) for row in each.to_dict("records")]


def _cut(name: str) -> str:
    """A publisher's name in few words, without half a bracket at its end."""
    return re.sub(r"[（(][^）)]*$", "", name[:20]) or name[:20]


def image_line(rows: pd.DataFrame, build: str, lang: str, shown: int = 2) -> str:
    """The line that an exported picture carries: its sources, the product and the build."""
    named = rows["publisher"].fillna(rows["title"]).dropna().astype(str).value_counts()
    listed = ("、" if lang == "zh" else ", ").join(_cut(name) for name in named.index[:shown])
    if len(named) > shown:
        listed += f"等 {len(named)} 个来源" if lang == "zh" else f" and others ({len(named)})"
    day = build_day(build)
    if lang == "en":
        return f"Source: {listed} · {PRODUCT['en']}, build {day or build}"
    return f"来源：{listed} · {PRODUCT['zh']}，数据版本 {day or build}"


SIGN_LINE = 14


def signed(figure: dict[str, Any], lines: Sequence[str], colour: str = "#7d8488") -> dict[str, Any]:
    """The figure with its source under it, so that an exported PNG or SVG carries it too."""
    layout = dict(figure["layout"])
    margin = dict(layout.get("margin", {}))
    below = max(margin.get("b", 0), _axis_room(layout.get("xaxis", {})))
    room = 12 + SIGN_LINE * len(lines)
    margin_before, margin["b"] = margin.get("b", 0), below + room
    if "height" in layout:
        layout["height"] += margin["b"] - margin_before
    text = "<br>".join(line.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;") for line in lines)
    # Plotly's own title, at the foot of the picture: it keeps its place whatever the axes and their labels need.
    place = {"x": 0.01, "xref": "container", "xanchor": "left", "y": 0, "yref": "container", "yanchor": "bottom"}
    title = place | {"text": text, "font": {"size": 11, "color": colour, "weight": 400}}
    title["pad"] = {"b": 5 + SIGN_LINE * (len(lines) - 1)}
    return figure | {"layout": layout | {"margin": margin, "title": title}}


def _axis_room(axis: dict[str, Any]) -> int:
    """Pixels that the horizontal axis takes under the plot: its ticks, and its title."""
    if not axis or axis.get("visible") is False or axis.get("side") == "top":
        return 0
    return 42 if axis.get("title", {}).get("text") else 24
