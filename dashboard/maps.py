"""DataFrame + boundaries -> plotly map, as a dict. No st., no SQL. Boundaries come from our own server by address."""

import json
import math
from functools import lru_cache
from typing import Any

import pandas as pd

from dashboard import charts
from dashboard.charts import Figure, Look, escaped, layout
from dashboard.labels import Words
from etl.paths import BOUNDARIES

ADDRESS = "app/static/boundaries/"
STEPS = 5
LIGHT = ("#dbe9ec", "#a9cdd6", "#6ba9ba", "#2f7f97", "#0b4a63")
DARK = ("#1f3f4b", "#28596b", "#347c93", "#4ea5c0", "#8fd6ea")
CHILD = {"country": "province", "province": "city", "city": "county"}
MUNICIPALITIES = {"110000", "120000", "310000", "500000"}
# Drawn by the view: what fits a screen. Hainan's own islands reach to 4 degrees north.
COUNTRY = {
    "projection": {"type": "conic equal area", "parallels": [25, 47], "rotation": {"lon": 105}},
    "lonaxis": {"range": [73, 135.5]},
    "lataxis": {"range": [3, 54]},
}
HAINAN = {"projection": {"type": "mercator"}, "lonaxis": {"range": [108.4, 111.3]}, "lataxis": {"range": [18, 20.3]}}


def ready() -> bool:
    """Whether the set-up step has built the boundaries."""
    return (BOUNDARIES / "country" / "lines.json").is_file()


def rows(latest: pd.DataFrame, words: Words) -> pd.DataFrame:
    """adcode, number, name, text, hollow (no full actual year), kind, fact_id; from one FACTS row a region."""
    kinds = {"growth_rates": "rate", "entity_counts": "count"}
    periods = charts.periods(latest, words)
    return pd.DataFrame(
        {
            "adcode": list(latest["adcode"]),
            "number": list(latest["number"]),
            "name": charts.names(latest, words),
            "text": [f"{a} · {b}" for a, b in zip(charts.told(latest, words), periods, strict=True)],
            "hollow": list((latest["status"] != "actual") | latest["part_year"].astype(bool)),
            "kind": [kinds.get(str(table), "money") for table in latest["kept_in"]],
            "fact_id": list(latest["fact_id"]),
        }
    )


def child_level(place: str, level: str) -> str:
    """The level drawn inside a region; a municipality's districts stand right under it."""
    return "county" if place in MUNICIPALITIES else CHILD.get(level, "county")


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


def edges(values: list[float], classes: str) -> list[float]:
    """The inner borders of the classes: quantile, equal steps or log."""
    ordered = sorted(value for value in values if value == value)
    if len(set(ordered)) < 2:
        return []
    low, high = ordered[0], ordered[-1]
    if classes == "log" and low > 0:
        inner = [low * (high / low) ** (step / STEPS) for step in range(1, STEPS)]
    elif classes == "quantile":
        inner = [ordered[min(len(ordered) - 1, math.ceil(step * len(ordered) / STEPS))] for step in range(1, STEPS)]
    else:
        inner = [low + (high - low) * step / STEPS for step in range(1, STEPS)]
    return sorted(set(inner))


def choropleth(
    rows: pd.DataFrame,
    place: str,
    level: str,
    words: Words,
    look: Look,
    classes: str = "quantile",
    height: int = 470,
    *,
    legend: bool = True,
) -> Figure:
    """A region's parts coloured by `number`. Takes what rows() gives.

    Grey: no figure. A thicker outline: part of a year, an estimate or a target. The code clicked is in `location`.
    """
    address, codes = drawn(place, level)
    own = rows[rows["adcode"].isin(codes)]
    borders = edges(list(own["number"]), classes)
    shades = DARK if look.dark else LIGHT
    step = max(1, (len(shades) - 1) // max(1, len(borders))) if borders else 0
    tones = [shades[min(len(shades) - 1, i * step)] for i in range(len(borders) + 1)] if borders else [shades[2]]
    tones[-1] = shades[-1] if borders else tones[-1]
    rank = [sum(value >= border for border in borders) for value in own["number"]]
    with_figure = set(own["adcode"])
    empty = [code for code in codes if code not in with_figure]
    common = {"type": "choropleth", "geojson": address, "featureidkey": "id", "showscale": False}
    plain = {"marker": {"opacity": 1}}
    # Order matters: the last trace is on top and takes the click.
    data: list[Figure] = [
        {**common, "locations": empty, "z": [0] * len(empty), "colorscale": [[0, look.none], [1, look.none]],
         "marker": {"line": {"color": look.muted, "width": 0.4}}, "hoverinfo": "skip" if not empty else "text",
         "hovertext": [words.say("no_figure")] * len(empty), "selected": plain, "unselected": plain}
    ]  # fmt: skip
    for hollow in (False, True):
        part = own[own["hollow"].astype(bool) == hollow]
        picks = [r for r, h in zip(rank, own["hollow"].astype(bool), strict=True) if h == hollow]
        data.append(
            {
                **common,
                "locations": list(part["adcode"]),
                "z": picks,
                "zmin": 0,
                "zmax": max(1, len(tones) - 1),
                "colorscale": _scale(tones),
                "marker": {"line": {"color": "#d55e00" if hollow else look.paper, "width": 1.6 if hollow else 0.6}},
                "hovertext": [
                    f"<b>{escaped(name)}</b> {escaped(text)}"
                    for name, text in zip(part["name"], part["text"], strict=True)
                ],
                "hoverinfo": "text",
                "selected": plain,
                "unselected": plain,
            }
        )
    if place == "100000":
        lon, lat = lines()
        stroke = {"color": look.muted, "width": 1.3}
        data.append(
            {"type": "scattergeo", "mode": "lines", "lon": lon, "lat": lat, "line": stroke, "hoverinfo": "skip"}
        )
    frame = layout(
        look,
        height,
        margin={"l": 0, "r": 0, "t": 0, "b": 0},
        annotations=_legend(borders, tones, words, look, rows) if legend else [],
    )
    frame["geo"] = {"visible": False, "bgcolor": "rgba(0,0,0,0)", **_view(place)}
    frame["clickmode"] = "event+select"
    return {"data": data, "layout": frame}


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


def _legend(borders: list[float], tones: list[str], words: Words, look: Look, rows: pd.DataFrame) -> list[Figure]:
    """The classes' borders, one line each, in the lower left corner."""
    if rows.empty:
        return []
    say = (
        words.rate
        if rows["kind"].iloc[0] == "rate"
        else words.number
        if rows["kind"].iloc[0] == "count"
        else words.money
    )
    entries = []
    for i, tone in enumerate(tones):
        low = say(borders[i - 1]) if i else ""
        high = say(borders[i]) if i < len(borders) else ""
        text = f"{low} – {high}" if low and high else f"< {high}" if high else f"≥ {low}" if low else ""
        entries.append((tone, text))
    entries.append((look.none, words.say("no_figure")))
    return [
        {
            "x": 0.005,
            "y": 0.02 + 0.047 * (len(entries) - 1 - place),
            "xref": "paper",
            "yref": "paper",
            "xanchor": "left",
            "yanchor": "bottom",
            "showarrow": False,
            "align": "left",
            "text": f"<span style='color:{tone}'>■</span> {escaped(text)}",
            "font": {"size": 12, "color": look.ink},
        }
        for place, (tone, text) in enumerate(entries)
        if text
    ]
