"""Charts of a comparison: frames of cells -> plotly figures, as dicts. No st., no SQL."""

import math
from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from dashboard.charts import Figure, Look, escaped, hovers, layout, leading, names, told
from dashboard.labels import YI, Words

Colours = Mapping[str, str]  # by region
NAME_SIZE = 12
LEFT, RIGHT = {"zh": 0.7, "en": 1.0}, {"zh": 1.35, "en": 1.8}  # of a slope's own width
LINE = 17  # pixels between two labels


def ranking(rows: pd.DataFrame, without: Sequence[str], words: Words, look: Look, colours: Colours) -> Figure:
    """Ranked bars in the regions' own colours, hollow where not an actual full year; below, who has no figure.

    rows: cells, largest first. without: names of regions without a figure.
    """
    solid = (rows["status"] == "actual") & ~rows["part_year"].astype(bool)
    labels = names(rows, words)
    places = list(range(len(rows)))
    values = [number / YI for number in rows["number"]]
    longest = max(values, default=1) or 1
    said = [
        f"{text}  {_pale(_when(row, words), look)}"
        for text, row in zip(_told(rows, words), rows.to_dict("records"), strict=True)
    ]
    bars: Figure = {
        "type": "bar",
        "orientation": "h",
        "x": values,
        "y": places,
        "text": said,
        "textposition": "outside",
        "cliponaxis": False,
        "textfont": {"size": NAME_SIZE, "color": look.ink},
        **leading(rows["fact_id"], hovers(rows, words)),
        "marker": {
            "color": [
                colours[code] if whole else look.paper for code, whole in zip(rows["adcode"], solid, strict=True)
            ],
            "line": {"color": [colours[code] for code in rows["adcode"]], "width": 1.6},
        },
    }
    missing: Figure = {
        "type": "bar",
        "orientation": "h",
        "x": [longest * 0.16] * len(without),
        "y": [len(rows) + number for number in range(len(without))],
        "text": [words.say("no_figure")] * len(without),
        "textposition": "outside",
        "textfont": {"size": NAME_SIZE, "color": look.muted},
        "hoverinfo": "skip",
        "marker": {
            "color": look.paper,
            "pattern": {"shape": "/", "fgcolor": look.muted, "bgcolor": look.paper, "size": 5, "solidity": 0.12},
            "line": {"width": 0},
        },
    }
    count = len(rows) + len(without)
    return {
        "data": [bars, *([missing] if without else [])],
        "layout": layout(
            look,
            32 * max(count, 2) + 16,
            bargap=0.42,
            xaxis={"visible": False, "range": [0, longest * 1.75]},
            yaxis={
                "tickvals": list(range(count)),
                "ticktext": [escaped(name) for name in (*labels, *without)],
                "range": [count - 0.45, -0.55],
                "showgrid": False,
                "tickfont": {"color": look.ink, "size": 13},
                "ticks": "",
            },
        ),
    }


def slope(points: pd.DataFrame, pair: tuple[int, int], words: Words, look: Look, colours: Colours) -> Figure:
    """From one year to another: a line for each region that has both; its yearly change stands at the end."""
    first, last = pair
    traces: list[Figure] = []
    starts: list[Figure] = []
    ends: list[Figure] = []
    for adcode, own in points.groupby("adcode", sort=False):
        both = own[own["year"].isin(pair) & ~own["part_year"].astype(bool)].sort_values("year")
        if len(both) < 2:
            continue
        low, high = (float(number) / YI for number in both["number"])
        name = escaped(names(both.tail(1), words)[0])
        colour = colours[str(adcode)]
        grown = words.rate((high / low) ** (1 / (last - first)) - 1) if low > 0 else ""
        traces.append(
            {
                "type": "scatter",
                "mode": "lines+markers",
                "x": [first, last],
                "y": [low, high],
                "line": {"color": colour, "width": 2.4},
                "marker": {"size": 9, "color": colour},
                **leading(both["fact_id"], hovers(both, words)),
            }
        )
        texts = _told(both, words)
        starts.append(_label(first, low, texts[0], colour, "right"))
        ends.append(_label(last, high, f"{name} {texts[1]} {_pale(escaped(grown), look)}", colour, "left"))
    return {
        "data": traces,
        "layout": layout(
            look,
            340,
            margin={"t": 24, "b": 6, "l": 4, "r": 4},
            annotations=[*_spread(starts, 285), *_spread(ends, 285)],
            xaxis={
                "tickvals": [first, last],
                "ticktext": [str(first), str(last)],
                # Room for the labels on a narrow screen; English amounts are longer.
                "range": [first - LEFT[words.lang] * (last - first), last + RIGHT[words.lang] * (last - first)],
                "showgrid": False,
                "side": "top",
                "showline": False,
                "ticks": "",
                "tickfont": {"size": 13, "color": look.ink},
            },
            yaxis={"visible": False, "rangemode": "tozero"},
            shapes=[
                {"type": "line", "x0": x, "x1": x, "yref": "paper", "y0": 0, "y1": 1, "line": {"color": look.grid}}
                for x in pair
            ],
        ),
    }


def scatter(rows: pd.DataFrame, words: Words, look: Look, colours: Colours) -> Figure:
    """Size against growth; hollow where the growth is of another year. Takes what comparison.growth_beside gives."""
    same = rows["rate_year"] == rows["year"]
    texts = [
        f"{text}<br>{escaped(words.say('growth_of', year=year))} {escaped(words.rate(rate, mark))}"
        for text, year, rate, mark in zip(
            hovers(rows, words), rows["rate_year"], rows["rate"], rows["rate_qualifier"], strict=True
        )
    ]
    positive = all(number > 0 for number in rows["number"])
    wide = positive and rows["number"].max() / rows["number"].min() > 20
    return {
        "data": [
            {
                "type": "scatter",
                "mode": "markers+text",
                "x": [number / YI for number in rows["number"]],
                "y": [float(rate) * 100 for rate in rows["rate"]],
                "text": [escaped(name) for name in names(rows, words)],
                "textposition": "top center",
                "textfont": {"size": NAME_SIZE, "color": look.ink},
                "cliponaxis": False,
                **leading(rows["rate_fact"], texts),
                "marker": {
                    "size": 12,
                    "color": [
                        colours[code] if alike else look.paper for code, alike in zip(rows["adcode"], same, strict=True)
                    ],
                    "line": {"color": [colours[code] for code in rows["adcode"]], "width": 2},
                },
            }
        ],
        "layout": layout(
            look,
            320,
            margin={"t": 22, "r": 24},
            xaxis={
                "title": {"text": escaped(words.say("yi_yuan")), "font": {"color": look.muted, "size": 12}},
                "type": "log" if wide else "linear",
                "rangemode": "tozero",
                "dtick": 1 if wide else None,
                "tickformat": ",d",
            },
            yaxis={"ticksuffix": "%", "rangemode": "tozero", "zeroline": True, "zerolinecolor": look.muted},
        ),
    }


def rank_change(points: pd.DataFrame, words: Words, look: Look, colours: Colours) -> Figure:
    """Ranks over the years, the first on top. Takes what comparison.ranked gives."""
    rows = points.copy()
    years = set(rows["year"])
    places = {year: place for place, year in enumerate(sorted(years))}
    rows["rank"] = rows.groupby("year")["number"].rank(ascending=False, method="min")
    traces: list[Figure] = []
    labels: list[Figure] = []
    for adcode, own in rows.groupby("adcode", sort=False):
        own = own.sort_values("year")
        colour = colours[str(adcode)]
        traces.append(
            {
                "type": "scatter",
                "mode": "lines+markers+text",
                "x": [places[year] for year in own["year"]],
                "y": list(own["rank"]),
                "text": [str(int(rank)) for rank in own["rank"]],
                "textfont": {"color": look.paper, "size": 11},
                "line": {"color": colour, "width": 3},
                "marker": {"size": 20, "color": colour},
                **leading(own["fact_id"], hovers(own, words)),
            }
        )
        last = own.iloc[-1]
        labels.append(
            _label(places[last["year"]], last["rank"], escaped(names(own.tail(1), words)[0]), colour, "left", 16)
        )
    count = rows["adcode"].nunique()
    return {
        "data": traces,
        "layout": layout(
            look,
            44 * count + 50,
            margin={"t": 24, "r": 90, "l": 16},
            annotations=labels,
            xaxis={
                "tickvals": list(places.values()),
                "ticktext": [str(year) for year in places],
                "range": [-0.3, len(places) - 0.7],
                "showgrid": False,
                "showline": False,
                "side": "top",
                "ticks": "",
                "tickfont": {"size": 13, "color": look.ink},
            },
            yaxis={"visible": False, "range": [count + 0.6, 0.4]},
        ),
    }


def _told(rows: pd.DataFrame, words: Words) -> list[str]:
    return [escaped(text) for text in told(rows, words)]


def _when(row: Mapping[Any, Any], words: Words) -> str:
    """The period, and the status if it is not an actual."""
    start, end = pd.Timestamp(str(row["period_start"])).date(), pd.Timestamp(str(row["period_end"])).date()
    period = words.period(start, end)
    return escaped(period if row["status"] == "actual" else f"{period} {words.code(row['status'])}")


def _pale(text: str, look: Look) -> str:
    """A lesser part of a label; the text is escaped already."""
    return f'<span style="color:{look.muted}">{text}</span>'


def _label(x: object, y: float, text: str, colour: str, side: str, away: int = 9) -> Figure:
    return {
        "x": x,
        "y": y,
        "text": text,
        "xanchor": side,
        "xshift": away if side == "left" else -away,
        "showarrow": False,
        "font": {"color": colour, "size": NAME_SIZE},
    }


def _spread(labels: list[Figure], height: int) -> list[Figure]:
    """Labels moved up by whole lines off those below them."""
    heights = [label["y"] for label in labels]
    top = max(heights, default=1) or 1
    free = -math.inf
    for label in sorted(labels, key=lambda item: item["y"]):
        place = label["y"] / top * height
        moved = max(place, free + LINE)
        label["yshift"] = moved - place
        free = moved
    return labels
