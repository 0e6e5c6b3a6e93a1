"""Lines over the years -> plotly figure, as a dict. No st., no SQL."""

import math

import pandas as pd

from dashboard import charts
from dashboard.charts import Figure, Look, escaped, hovers, layout, names
from dashboard.labels import YI, Words

MARKERS = {"over": "triangle-up", "nearly": "triangle-down", "about": "square", "exact": "circle"}


def timeline(rows: pd.DataFrame, words: Words, look: Look, *, index: bool = False, log: bool = False) -> Figure:
    """One line for each region: solid through actual full years, open where one is missing, dashed to targets.

    Takes FACTS columns of one measure, at most one figure for a region, year and status; `number` in yuan or a rate.
    """
    growth = len(rows) > 0 and rows["kept_in"].iloc[0] == "growth_rates"
    colours = look.colours(list(dict.fromkeys(rows["adcode"])))
    traces: list[Figure] = []
    ends: list[Figure] = []
    for adcode, own in rows.groupby("adcode", sort=False):
        own = own.sort_values(["year", "part_year"])
        firm = own[(own["status"] == "actual") & ~own["part_year"].astype(bool)]
        base = float(firm["number"].iloc[0]) if index and len(firm) else None
        if index and not base:
            continue
        scale = 100 / base if base else (100 if growth else 1 / YI)
        colour = colours[str(adcode)]
        traces.append(_line(firm, scale, colour))
        targets = own[own["status"] == "target"]
        before = firm[firm["year"] < targets["year"].max()].tail(1) if len(targets) else firm.head(0)
        if len(before):
            ahead = targets[targets["year"] > before["year"].iloc[0]]
            traces.append(_line(pd.concat([before, ahead]), scale, colour, dash="dash", gaps=False))
        traces.append(_points(own, scale, colour, look, words))
        last = own.iloc[-1]
        ends.append(_end_label(last, names(own.tail(1), words)[0], scale, colour, log=log))
    years = [int(year) for year in rows["year"]]
    unit = words.say("index_base") if index else "%" if growth else words.say("yi_yuan")
    return {
        "data": traces,
        "layout": layout(
            look,
            420,
            margin={"t": 28, "r": 96, "l": 8},
            annotations=[*_apart(ends, log=log), charts.unit(unit, look)],
            xaxis={"showgrid": False, "tickformat": "d"} | ({"dtick": 1} if len(set(years)) < 7 else {"nticks": 8}),
            yaxis={"type": "log"} | ({"dtick": 1} if log else {})
            if log
            else {"rangemode": "normal" if growth else "tozero"},
        ),
    }


def _line(rows: pd.DataFrame, scale: float, colour: str, dash: str = "solid", *, gaps: bool = True) -> Figure:
    """A line without points; a year without a figure leaves it open."""
    x: list[int | None] = []
    y: list[float | None] = []
    for year, number in zip(rows["year"], rows["number"], strict=True):
        if gaps and x and x[-1] is not None and year - x[-1] > 1:
            x.append(None)
            y.append(None)
        x.append(int(year))
        y.append(number * scale)
    line = {"color": colour, "width": 2.2, "dash": dash}
    return {"type": "scatter", "mode": "lines", "x": x, "y": y, "line": line, "hoverinfo": "skip", "connectgaps": False}


def _points(rows: pd.DataFrame, scale: float, colour: str, look: Look, words: Words) -> Figure:
    solid = (rows["status"] == "actual") & ~rows["part_year"].astype(bool)
    shapes = [
        "diamond" if status == "target" else MARKERS.get(qualifier, "circle")
        for status, qualifier in zip(rows["status"], rows["qualifier"], strict=True)
    ]
    return {
        "type": "scatter",
        "mode": "markers",
        "x": [int(year) for year in rows["year"]],
        "y": [number * scale for number in rows["number"]],
        "customdata": list(rows["fact_id"]),
        "hovertext": hovers(rows, words),
        "hoverinfo": "text",
        "marker": {
            "size": 9,
            "symbol": shapes,
            "color": [colour if whole else look.paper for whole in solid],
            "line": {"color": colour, "width": 2},
        },
        "unselected": {"marker": {"opacity": 1}},
        "selected": {"marker": {"opacity": 1}},
    }


def _end_label(last: pd.Series, name: str, scale: float, colour: str, *, log: bool) -> Figure:
    height = float(last["number"]) * scale
    return {
        "x": int(last["year"]),
        "y": math.log10(height) if log and height > 0 else height,
        "text": escaped(name),
        "xanchor": "left",
        "xshift": 9,
        "showarrow": False,
        "font": {"color": colour, "size": 13},
    }


def _apart(labels: list[Figure], *, log: bool) -> list[Figure]:
    """End labels moved off one another by whole lines, in the order of their heights."""
    del log
    heights = [label["y"] for label in labels]
    span = (max(heights) - min(heights)) or 1 if heights else 1
    below: dict[int, float] = {}
    for label in sorted(labels, key=lambda item: item["y"]):
        place = (label["y"] - min(heights)) / span * 330
        free = max(place, below.get(label["x"], -99) + 15)
        label["yshift"] = free - place
        below[label["x"]] = free
    return labels
