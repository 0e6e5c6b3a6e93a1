"""DataFrame + boundaries -> plotly map, as a dict. No st., no SQL. Boundaries come from our own server by address."""

import json
import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import pandas as pd

from dashboard import charts, map_marks
from dashboard.charts import Figure, Look, escaped, layout
from dashboard.labels import Words
from etl.paths import BOUNDARIES

ADDRESS = "app/static/boundaries/"
STEPS = 5
LIGHT = ("#dbe9ec", "#a9cdd6", "#6ba9ba", "#2f7f97", "#0b4a63")
WARM = ("#a63d00", "#f0a878")
WARM_DARK = ("#ff9d5c", "#8a4a22")
OUTLINE, DASHED = "#d55e00", "#d55f01"  # the page dashes lines of the second colour
DARK = ("#1f3f4b", "#28596b", "#347c93", "#4ea5c0", "#8fd6ea")
CHILD = {"country": "province", "province": "city", "city": "county"}
MUNICIPALITIES = {"110000", "120000", "310000", "500000"}
COUNTRY = {
    "projection": {
        "type": "conic equal area",
        "parallels": list(map_marks.PARALLELS),
        "rotation": {"lon": map_marks.MIDDLE},
    },
    "lonaxis": {"range": list(map_marks.LON)},
    "lataxis": {"range": list(map_marks.LAT)},
}
HAINAN = {"projection": {"type": "mercator"}, "lonaxis": {"range": [108.4, 111.3]}, "lataxis": {"range": [18, 20.3]}}


def ready() -> bool:
    """Whether the set-up step has built the boundaries."""
    return (BOUNDARIES / "country" / "lines.json").is_file()


def rows(latest: pd.DataFrame, words: Words) -> pd.DataFrame:
    """adcode, number, name, text, told, hollow (no full actual year), target, kind, fact_id; one FACTS row a region."""
    kinds = {"growth_rates": "rate", "entity_counts": "count"}
    periods = charts.periods(latest, words)
    told = charts.told(latest, words)
    states = ["" if status == "actual" else f" · {words.code(status)}" for status in latest["status"]]
    scopes = [f"<br>{escaped(text)}" if isinstance(text, str) else "" for text in latest["industry_text"]]
    partly = latest["part_year"].astype(bool) & (latest["kept_in"] != "entity_counts")
    return pd.DataFrame(
        {
            "adcode": list(latest["adcode"]),
            "number": list(latest["number"]),
            "name": charts.names(latest, words),
            "told": told,
            "text": [f"{escaped(a)} · {b}{c}{d}" for a, b, c, d in zip(told, periods, states, scopes, strict=True)],
            "hollow": list((latest["status"] != "actual") | partly),
            "target": list(latest["status"] == "target"),
            "kind": [kinds.get(str(table), "money") for table in latest["kept_in"]],
            "fact_id": list(latest["fact_id"]),
        }
    )


def child_level(place: str, level: str) -> str:
    """The level drawn inside a region; a municipality's districts stand right under it."""
    return "county" if place in MUNICIPALITIES else CHILD.get(level, "county")


def levels(place: str, level: str) -> tuple[str, ...]:
    """The levels that may be drawn inside a region, its own children first."""
    first = child_level(place, level)
    order = ("province", "city", "county")
    return order[order.index(first) :]


@lru_cache(maxsize=128)
def drawn(place: str, level: str) -> tuple[str, tuple[str, ...]]:
    """The file with a region's inner boundaries and the codes in it."""
    folder = "country" if place == "100000" else f"{place[:2]}0000"
    path = BOUNDARIES / folder / f"{level}.json"
    if not path.is_file():
        return "", ()
    codes = [feature["id"] for feature in json.loads(path.read_text(encoding="utf-8"))["features"]]
    if place != "100000" and not place.endswith("0000"):
        codes = [code for code in codes if code[:4] == place[:4]]
    return f"{ADDRESS}{folder}/{level}.json", tuple(codes)


@lru_cache(maxsize=1)
def lines() -> tuple[list[float | None], list[float | None]]:
    """The dash lines of the country map as longitudes and latitudes, each dash ended by a gap."""
    strokes = json.loads((BOUNDARIES / "country" / "lines.json").read_text(encoding="utf-8"))
    lon: list[float | None] = []
    lat: list[float | None] = []
    for stroke in strokes:
        lon += [point[0] for point in stroke] + [None]
        lat += [point[1] for point in stroke] + [None]
    return lon, lat


def edges(values: Sequence[float], classes: str, steps: int = STEPS) -> list[float]:
    """The inner borders of the classes: quantile, equal steps or log; as round as they can be."""
    ordered = sorted(value for value in values if value == value)
    if len(set(ordered)) < 2:
        return []
    low, high = ordered[0], ordered[-1]
    if classes == "quantile":
        places = [min(len(ordered) - 1, math.ceil(step * len(ordered) / steps)) for step in range(1, steps)]
        inner = [_round_between(max((v for v in ordered if v < ordered[i]), default=low), ordered[i]) for i in places]
    elif classes == "log" and low > 0:
        inner = [_round(low * (high / low) ** (step / steps)) for step in range(1, steps)]
    else:
        inner = [_round(low + (high - low) * step / steps) for step in range(1, steps)]
    return sorted({border for border in inner if low < border <= high})


def _round(value: float, digits: int = 2) -> float:
    """A border to two digits."""
    if not value:
        return 0.0
    scale = 10.0 ** (math.floor(math.log10(abs(value))) - digits + 1)
    return round(value / scale) * scale


def _round_between(below: float, value: float) -> float:
    """The roundest border above one value and not above the next: 500 between 442 and 783."""
    for digits in (1, 2, 3):
        scale = 10.0 ** (math.floor(math.log10(abs(value) or 1)) - digits + 1)
        found = math.floor(value / scale) * scale
        if below < found <= value:
            return found
    return value


@dataclass(frozen=True, slots=True)
class Classes:
    """The classes of one map: inner borders, a tone for each class, and what its values are."""

    borders: tuple[float, ...]
    tones: tuple[str, ...]
    kind: str

    def of(self, value: float) -> int:
        """The class of a value."""
        return sum(value >= border for border in self.borders)


def classed(own: pd.DataFrame, classes: str, look: Look) -> Classes:
    """The classes for these rows; growth that falls and grows is parted at nought, in two colours."""
    kind = str(own["kind"].iloc[0]) if len(own) else "money"
    values = [float(value) for value in own["number"]]
    shades = DARK if look.dark else LIGHT
    falls, rises = [v for v in values if v < 0], [v for v in values if v >= 0]
    if not falls:
        borders = edges(values, classes)
        return Classes(tuple(borders), _spread(shades, len(borders) + 1), kind)
    low, high = edges(falls, classes, 2), edges(rises, classes, 4)
    warm = WARM_DARK if look.dark else WARM
    borders = [*low, 0.0, *high] if rises else low
    tones = [*_spread(warm, len(low) + 1), *(_spread(shades, len(high) + 1) if rises else ())]
    return Classes(tuple(borders), tuple(tones), kind)


def _spread(shades: Sequence[str], count: int) -> tuple[str, ...]:
    if count == 1:
        return (shades[len(shades) // 2],)
    return tuple(shades[round(i * (len(shades) - 1) / (count - 1))] for i in range(count))


def choropleth(
    rows: pd.DataFrame,
    place: str,
    level: str,
    words: Words,
    look: Look,
    classes: str = "quantile",
    height: int = 470,
    *,
    focus: str = "",
    bubbles: bool = False,
    points: pd.DataFrame | None = None,
) -> Figure:
    """A region's parts coloured by `number`, or with bubbles. Takes what rows() gives; points: adcode, name, lon, lat.

    The colour look.none is hatched by the page (dashboard/hatching.py): no figure. An outline: part of a year or an
    estimate; a dashed one: a target. The code clicked is in `location`, a bubble's in `customdata`.
    """
    address, codes = drawn(place, level)
    own = rows[rows["adcode"].isin(codes)]
    scale = classed(own, classes, look)
    with_figure = set(own["adcode"])
    empty = [code for code in codes if code not in with_figure]
    thin = {"color": look.muted if level != "county" or place != "100000" else look.grid, "width": 0.4}
    # Order matters: the last trace is on top and takes the click.
    data = [_shapes(address, empty, [0] * len(empty), [look.none], thin, [words.say("no_figure")] * len(empty))]
    outlines = ((False, False, look.paper, 0.6), (True, False, OUTLINE, 1.8), (True, True, DASHED, 1.8))
    for hollow, target, colour, width in outlines:
        part = own[(own["hollow"].astype(bool) == hollow) & (own["target"].astype(bool) == target)]
        if hollow and part.empty:
            continue
        hover = [f"<b>{escaped(name)}</b> {text}" for name, text in zip(part["name"], part["text"], strict=True)]
        line = {"color": look.muted if bubbles else colour, "width": 0.4 if bubbles else width}
        ranks = [0] * len(part) if bubbles else [scale.of(float(value)) for value in part["number"]]
        tones = [look.land] if bubbles else list(scale.tones)
        data.append(_shapes(address, list(part["adcode"]), ranks, tones, line, hover))
    if focus in codes:
        ring = _shapes(address, [focus], [0], ["rgba(0,0,0,0)"], {"color": look.ink, "width": 2.6}, [""])
        data.append(ring | {"hoverinfo": "skip"})
    if bubbles and points is not None:
        data.append(map_marks.bubbles(own, points, look))
    if points is not None and len(own):
        data.append(
            map_marks.labels(own, points, look, words, country=place == "100000", beside=bubbles, height=height)
        )
    if place == "100000":
        lon, lat = lines()
        stroke = {"color": look.muted, "width": 1.3}
        data.append(
            {"type": "scattergeo", "mode": "lines", "lon": lon, "lat": lat, "line": stroke, "hoverinfo": "skip"}
        )
    frame = layout(look, height, margin={"l": 0, "r": 0, "t": 0, "b": 0})
    frame["geo"] = {"visible": False, "bgcolor": "rgba(0,0,0,0)", **_view(place)}
    frame["clickmode"] = "event+select"
    return {"data": data, "layout": frame}


def _shapes(
    address: str, codes: list[str], ranks: list[int], tones: list[str], line: Figure, hover: list[str]
) -> Figure:
    return {
        "type": "choropleth",
        "geojson": address,
        "featureidkey": "id",
        "showscale": False,
        "locations": codes,
        "z": ranks,
        "zmin": 0,
        "zmax": max(1, len(tones) - 1),
        "colorscale": _scale(tones),
        "marker": {"line": line},
        "hovertext": hover,
        "hoverinfo": "text",
        "selected": {"marker": {"opacity": 1}},
        "unselected": {"marker": {"opacity": 1}},
    }


def _view(place: str) -> dict[str, Any]:
    if place == "100000":
        return {**COUNTRY, "fitbounds": False}
    if place == "460000":
        return {**HAINAN, "fitbounds": False}
    return {"projection": {"type": "mercator"}, "fitbounds": "locations"}


def _scale(tones: list[str]) -> list[list[object]]:
    if len(tones) == 1:
        return [[0, tones[0]], [1, tones[0]]]
    return [[i / (len(tones) - 1), tone] for i, tone in enumerate(tones)]
