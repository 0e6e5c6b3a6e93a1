"""Bubbles and direct labels on a map -> plotly traces; the legend as HTML. No st., no SQL."""

import math
from collections.abc import Callable
from html import escape
from typing import TYPE_CHECKING

import pandas as pd

from dashboard.charts import Figure, Look
from dashboard.labels import Words

if TYPE_CHECKING:
    from dashboard.maps import Classes

LARGEST = 21.0  # pixels, a bubble's radius
LABELS = {"country": 7, "inside": 14}
WIDTH = 640.0  # pixels that a map is about wide: for keeping labels off one another
SHIFT = 9.0  # pixels that a label stands beside a small region
BLANK = 3.2  # pixels of a blank that moves a label off its bubble


def bubbles(own: pd.DataFrame, points: pd.DataFrame, look: Look) -> Figure:
    """A bubble for each region with a figure, its area as the figure; hollow where it is not an actual full year."""
    placed = own.merge(points[["adcode", "lon", "lat"]], on="adcode").dropna(subset=["lon", "lat"])
    placed = placed.assign(size=placed["number"].abs()).sort_values("size", ascending=False)
    most = float(placed["size"].max()) if len(placed) else 1.0
    fall = "#f08543" if look.dark else "#d55e00"
    colours = [fall if number < 0 else look.accent for number in placed["number"]]
    hollow = placed["hollow"].astype(bool)
    return {
        "type": "scattergeo",
        "mode": "markers",
        "lon": list(placed["lon"]),
        "lat": list(placed["lat"]),
        "customdata": list(placed["adcode"]),
        "hovertext": [
            f"<b>{escape(name)}</b> {text}" for name, text in zip(placed["name"], placed["text"], strict=True)
        ],
        "hoverinfo": "text",
        "marker": {
            "size": [max(6.0, 2 * LARGEST * math.sqrt(size / (most or 1))) for size in placed["size"]],
            "color": [look.paper if empty else colour for empty, colour in zip(hollow, colours, strict=True)],
            "opacity": 0.78,
            "line": {"color": colours, "width": 1.6},
        },
        "selected": {"marker": {"opacity": 0.78}},
        "unselected": {"marker": {"opacity": 0.78}},
    }


def labels(
    own: pd.DataFrame, points: pd.DataFrame, look: Look, words: Words, *, country: bool, beside: bool, height: int
) -> Figure:
    """Names and figures written on the map, the largest first, as many as keep off one another.

    points: every region of the map, so that its extent is known.
    """
    placed = own.merge(points[["adcode", "short_name", "lon", "lat"]], on="adcode").dropna(subset=["lon", "lat"])
    placed = placed.assign(size=placed["number"].abs()).sort_values("size", ascending=False)
    most = float(placed["size"].max()) if len(placed) else 1.0
    across, up = _pixels(points, height, country=country)
    taken: list[tuple[float, float, float]] = []
    rows: list[tuple[float, float, str]] = []
    for row in placed.to_dict("records"):
        if len(rows) >= LABELS["country" if country else "inside"]:
            break
        short = words.lang == "zh" and str(row["adcode"]).endswith("00")  # 浦东新区 without 区 is no name
        name = str(row["short_name"] if short else row["name"])
        half = max(len(name) * (6.5 if words.lang == "zh" else 3.6), len(str(row["told"])) * 3.8) + 2
        radius = LARGEST * math.sqrt(float(row["size"]) / (most or 1)) if beside else 0.0
        shift = radius + 2 if beside else SHIFT if country else 0.0
        x, y = float(row["lon"]) * across + (half + shift if shift else 0), float(row["lat"]) * up
        if any(abs(x - a) < half + other and abs(y - b) < 31 for a, b, other in taken):
            continue
        taken.append((x, y, half))
        gap = "\u00a0" * math.ceil(shift / BLANK)
        rows.append((float(row["lon"]), float(row["lat"]), f"{gap}{escape(name)}<br>{gap}{escape(str(row['told']))}"))
    return {
        "type": "scattergeo",
        "mode": "text",
        "lon": [row[0] for row in rows],
        "lat": [row[1] for row in rows],
        "text": [row[2] for row in rows],
        "textposition": "middle right" if beside or country else "middle center",
        "textfont": {"size": 11, "color": look.ink},
        "hoverinfo": "skip",
    }


def _pixels(points: pd.DataFrame, height: int, *, country: bool) -> tuple[float, float]:
    """How many pixels a degree of longitude and of latitude are about wide."""
    if country:
        return height / 51 * 0.72, height / 51
    known = points.dropna(subset=["lon", "lat"])
    lon = max(float(known["lon"].max() - known["lon"].min()), 0.1) * 1.3
    lat = max(float(known["lat"].max() - known["lat"].min()), 0.1) * 1.3
    shrink = math.cos(math.radians(float(known["lat"].mean())))
    up = min(height / lat, WIDTH / (lon * shrink))
    return up * shrink, up


def legend(scale: "Classes", words: Words, look: Look, *, bubbles: bool, most: float = 0) -> str:
    """The classes' tones with the borders between them, and what hatching and outlines mean, as HTML."""
    say = _say(scale.kind, words)
    if bubbles:
        sizes = "".join(
            f'<span class="key"><i class="ring" style="width:{2 * LARGEST * math.sqrt(part):.0f}px;'
            f'height:{2 * LARGEST * math.sqrt(part):.0f}px"></i>{escape(say(most * part))}</span>'
            for part in (1, 0.25)
            if most
        )
    else:
        last = len(scale.borders)
        cells = []
        for place, tone in enumerate(scale.tones):
            low = say(scale.borders[place - 1]) if place else ""
            high = say(scale.borders[place]) if place < last else ""
            text = f"{low}–{high}" if low and high else f"< {high}" if high else f"≥ {low}" if low else ""
            cells.append(f'<span class="key"><i style="background:{tone}"></i>{escape(text)}</span>')
        sizes = "".join(cells)
    flags = (
        f'<span class="key"><i class="none"></i>{escape(words.say("key_none"))}</span>'
        f'<span class="key"><i class="part"></i>{escape(words.say("key_part"))}</span>'
        + ("" if bubbles else f'<span class="key"><i class="aim"></i>{escape(words.say("key_target"))}</span>')
    )
    return f'<div class="map-legend">{sizes}{flags}</div>'


def _say(kind: str, words: Words) -> Callable[[float], str]:
    return {"rate": words.rate, "count": words.number}.get(kind, words.money)
