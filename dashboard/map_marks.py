"""Bubbles and direct labels on a map -> plotly traces; the legend as HTML. No st., no SQL."""

import math
from collections.abc import Callable
from html import escape
from itertools import product
from typing import TYPE_CHECKING

import pandas as pd

from dashboard.charts import Figure, Look
from dashboard.labels import Words

if TYPE_CHECKING:
    from dashboard.maps import Classes

LARGEST = 21.0  # pixels, a bubble's radius
LABELS = {"country": 7, "inside": 14}
WIDTH = 640.0  # pixels that a map is about wide: for keeping labels off one another
HIGH = 31.0  # pixels that a label of two lines takes
# Where a label may stand beside its region: to the right (left), up by so many of its heights.
SIDES = tuple(
    (side, up, f"{level} {'right' if side > 0 else 'left'}")
    for up, level in ((0.0, "middle"), (0.5, "top"), (-0.5, "bottom"))
    for side in (1, -1)
)
CENTRE = ((0, 0.0, "middle center"),)
PARALLELS, MIDDLE = (25, 47), 105  # of the country's projection: its standard parallels and the meridian upright
LON, LAT = (73, 135.5), (3, 54)  # what of it fits a screen; Hainan's own islands reach to 4 degrees north
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

    On the left where the right is taken; none over another region's bubble or, on the country's map, its middle, unless
    a smaller one's where there is no other room.

    points: every region of the map, so that its extent is known.
    """
    placed = own.merge(points[["adcode", "short_name", "lon", "lat"]], on="adcode").dropna(subset=["lon", "lat"])
    placed = placed.assign(size=placed["number"].abs()).sort_values("size", ascending=False)
    most = float(placed["size"].max()) if len(placed) else 1.0
    at = _country(height) if country else _inside(points, height)
    spots = []  # of each region: where it stands, how many pixels around it are its own, whether labels go beside
    for row in placed.to_dict("records"):
        radius = LARGEST * math.sqrt(float(row["size"]) / (most or 1)) + 2 if beside else SHIFT if country else 0.0
        spots.append((*at(float(row["lon"]), float(row["lat"])), radius))
    taken: list[tuple[float, float, float]] = []
    rows: list[tuple[float, float, str, str]] = []
    for place, row in enumerate(placed.to_dict("records")):
        if len(rows) >= LABELS["country" if country else "inside"]:
            break
        short = words.lang == "zh" and str(row["adcode"]).endswith("00")  # 浦东新区 without 区 is no name
        name = str(row["short_name"] if short else row["name"])
        half = max(len(name) * (6.5 if words.lang == "zh" else 3.6), len(str(row["told"])) * 3.8) + 2
        x, y, shift = spots[place]
        larger = spots[:place]
        kept_off = [larger + spots[place + 1 :]] if beside else [larger + spots[place + 1 :], larger]
        for others, (side, up, position) in product(kept_off, SIDES if shift else CENTRE):
            across, over = x + side * (half + shift), y + up * HIGH
            if any(abs(across - a) < half + other and abs(over - b) < HIGH for a, b, other in taken) or any(
                room and abs(across - a) < half + room and abs(over - b) < HIGH / 2 + room for a, b, room in others
            ):
                continue
            taken.append((across, over, half))
            gap = "\u00a0" * math.ceil(shift / BLANK)
            lines = (
                f"{gap}{escape(text)}" if side >= 0 else f"{escape(text)}{gap}" for text in (name, str(row["told"]))
            )
            rows.append((float(row["lon"]), float(row["lat"]), "<br>".join(lines), position))
            break
    return {
        "type": "scattergeo",
        "mode": "text",
        "lon": [row[0] for row in rows],
        "lat": [row[1] for row in rows],
        "text": [row[2] for row in rows],
        "textposition": [row[3] for row in rows],
        "textfont": {"size": 11, "color": look.ink},
        "hoverinfo": "skip",
    }


def _country(height: int) -> Callable[[float, float], tuple[float, float]]:
    """Where on the country's map a longitude and a latitude lie, in pixels to the right and up (Albers' projection)."""
    south, north = (math.sin(math.radians(parallel)) for parallel in PARALLELS)
    cone = (south + north) / 2

    def flat(lon: float, lat: float) -> tuple[float, float]:
        radius = math.sqrt(1 - south**2 + 2 * cone * (south - math.sin(math.radians(lat)))) / cone
        turn = cone * math.radians(lon - MIDDLE)
        return radius * math.sin(turn), -radius * math.cos(turn)

    edge = [flat(lon, lat) for lon in (LON[0], MIDDLE, LON[1]) for lat in LAT]
    wide, high = (max(values) - min(values) for values in zip(*edge, strict=True))
    scale = min(height / high, WIDTH / wide)
    return lambda lon, lat: (flat(lon, lat)[0] * scale, flat(lon, lat)[1] * scale)


def _inside(points: pd.DataFrame, height: int) -> Callable[[float, float], tuple[float, float]]:
    """The same of a region's own map, about as plotly fits it."""
    known = points.dropna(subset=["lon", "lat"])
    lon = max(float(known["lon"].max() - known["lon"].min()), 0.1) * 1.3
    lat = max(float(known["lat"].max() - known["lat"].min()), 0.1) * 1.3
    shrink = math.cos(math.radians(float(known["lat"].mean())))
    up = min(height / lat, WIDTH / (lon * shrink))
    return lambda lon, lat: (lon * up * shrink, lat * up)


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
