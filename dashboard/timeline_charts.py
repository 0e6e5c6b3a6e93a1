"""Lines over the years -> plotly figure, as a dict. No st., no SQL."""

import math
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import pandas as pd

from dashboard import charts
from dashboard.charts import Figure, Look, escaped, layout, names
from dashboard.labels import Words, absent, as_text

SYMBOLS = {"over": "triangle-up", "nearly": "triangle-down", "about": "square", "exact": "circle"}
HEIGHT, TOP, BOTTOM, RIGHT = 430, 30, 34, 118
FEW_YEARS = 5  # as many as stand beside one another on a telephone
LINE = 31.0  # pixels between two end labels of two lines each
STRIP = 15  # pixels for a region's row of signing ticks
UNITS = {"zh": 1e8, "en": 1e9}


def timeline(
    rows: pd.DataFrame,
    words: Words,
    look: Look,
    *,
    index: bool = False,
    log: bool = False,
    base: int | None = None,
    share: bool = False,
    implied: pd.DataFrame | None = None,
    computed: pd.DataFrame | None = None,
    events: pd.DataFrame | None = None,
) -> Figure:
    """One line for each region: solid through actual full years, open where one is missing, dashed to targets.

    rows: FACTS columns of one measure, at most one outcome and one target for a region and year; `number` in yuan, or a
    rate or share. index: base = 100 (each region's first full year without one). implied: adcode, year, number,
    drawn as light rings. computed: adcode, year, number, fact_id, drawn as crosses. events: EVENTS columns and `at`,
    drawn as ticks on a strip below.
    """
    rates = share or (len(rows) > 0 and rows["kept_in"].iloc[0] == "growth_rates")
    codes = list(dict.fromkeys(rows["adcode"]))
    colours = look.colours(codes)
    traces: list[Figure] = []
    ends: list[Figure] = []
    heights: list[float] = []
    solid = (rows["status"] == "actual") & ~rows["part_year"].astype(bool)
    ordered = rows.assign(firm=solid).sort_values(["year", "part_year"])
    parts = {str(code): part for code, part in ordered.groupby("adcode")}
    for adcode in codes:
        own = parts[adcode]
        firm = own[own["firm"]]
        start = based(firm, base) if index else None
        if index and not start:
            continue
        scale = 100 / start if start else (100 if rates else 1 / UNITS[words.lang])
        colour = colours[adcode]
        traces += _lines(own, firm, scale, colour)
        for extra, draw in ((implied, _rings), (computed, _crosses)):
            mine = None if extra is None else extra[extra["adcode"] == adcode]
            if mine is not None and len(mine):
                traces.append(draw(mine, scale, colour, words, rate=rates))
                heights += [float(number) * scale for number in mine["number"]]
        traces.append(_points(own, scale, colour, look, words, share=share, index=index))
        heights += [float(number) * scale for number in own["number"]]
        ends.append(_end_label(own, scale, colour, words, share=share, index=index))
    years = [int(year) for year in rows["year"]] + ([] if implied is None else [int(y) for y in implied["year"]])
    span = [min(years, default=2000) - 0.45, max(years, default=2000) + 0.45]
    strip = 0 if events is None or events.empty else STRIP * len(set(events["at"])) + 16
    reach = _reach(heights, log=log, floor=not (rates or index), zero=rates and not share)
    unit = words.say("index_unit", year=base or words.say("first_year")) if index else _unit(words, rates=rates)
    marks = [charts.unit(unit, look) | {"yshift": 4}]
    shapes: list[Figure] = []
    if index or (rates and reach[0] < 0):
        level = (math.log10(100) if log else 100) if index else 0
        shapes.append(_level(level, look))
    frame = layout(
        look,
        HEIGHT + strip,
        margin={"t": TOP, "r": RIGHT, "l": 8, "b": BOTTOM},
        annotations=[*_apart(ends, reach, log=log), *marks],
        shapes=shapes,
        xaxis={"showgrid": False, "tickformat": "d", "range": span, "anchor": "free", "position": 0.0, **_years(span)},
        yaxis=({"type": "log", **_log_ticks(reach)} if log else {"nticks": 7, "tickformat": ",~g"})
        | {"range": reach, "linecolor": "rgba(0,0,0,0)"},
    )
    if strip and events is not None:
        low = strip / (HEIGHT + strip - TOP - BOTTOM)
        frame["yaxis"] |= {"domain": [low, 1]}
        frame["yaxis2"] = {"domain": [0, max(0.01, low - 0.035)], "visible": False, "fixedrange": True}
        rows_of = [code for code in codes if code in set(events["at"])]
        frame["yaxis2"]["range"] = [-0.7, len(rows_of) - 0.3]
        traces += [
            _ticks(events[events["at"] == code], place, colours[code], words) for place, code in enumerate(rows_of)
        ]
        text = words.say("signings")
        frame["annotations"].append(
            charts.unit(text, look)
            | {"x": 1, "xanchor": "left", "xshift": 8, "y": 0, "yanchor": "bottom", "text": text}
        )
    return {"data": traces, "layout": frame}


def based(firm: pd.DataFrame, base: int | None) -> float | None:
    """The figure that is 100: that of the base year, else of the first; None if there is none."""
    own = firm if base is None else firm[firm["year"] == base]
    return float(own["number"].iloc[0]) or None if len(own) else None


def _years(span: Sequence[float]) -> Figure:
    """The years written below a short axis, upright on a telephone too: each of a few, else every second."""
    last, several = math.floor(span[1]), span[1] - span[0]
    if several >= 8:
        return {}
    return {"tick0": last, "dtick": 1 if several < FEW_YEARS else 2, "tickangle": 0}


def _unit(words: Words, *, rates: bool) -> str:
    return "%" if rates else words.say("axis_money")


def _reach(heights: Sequence[float], *, log: bool, floor: bool, zero: bool) -> list[float]:
    """The vertical axis from end to end, with room above."""
    if not heights:
        return [0, 1]
    low, high = min(heights), max(heights)
    if log:
        known = [height for height in heights if height > 0] or [1.0]
        return [math.log10(min(known)) - 0.12, math.log10(max(known)) + 0.12]
    if floor:
        return [0, high * 1.1 or 1]
    pad = (high - low or abs(high) or 1) * 0.12
    return [min(low, 0) - (pad if low < 0 else 0), max(high, 0) + pad] if zero else [max(0.0, low - pad), high + pad]


def _log_ticks(reach: list[float]) -> Figure:
    """1, 2, 5 and their tens, as many as lie on the axis."""
    ticks = [
        digit * 10.0**power
        for power in range(math.floor(reach[0]), math.ceil(reach[1]) + 1)
        for digit in (1, 2, 5)
        if reach[0] <= math.log10(digit * 10.0**power) <= reach[1]
    ]
    return {"tickvals": ticks, "ticktext": [f"{tick:,.0f}" if tick >= 1 else f"{tick:g}" for tick in ticks]}


def _lines(own: pd.DataFrame, firm: pd.DataFrame, scale: float, colour: str) -> list[Figure]:
    """Solid between neighbouring years, a hair of dots over years without a figure, dashed to targets."""
    found = [_line(firm, scale, {"color": colour, "width": 2.4})]
    gaps: list[tuple[float, float, float, float]] = []
    points = list(zip(firm["year"], firm["number"], strict=True))
    for (a, b), (c, d) in zip(points, points[1:], strict=False):
        if c - a > 1:
            gaps.append((a, b * scale, c, d * scale))
    if gaps:
        x = [value for a, _, c, _ in gaps for value in (int(a), int(c), None)]
        y = [value for _, b, _, d in gaps for value in (b, d, None)]
        line = {"color": colour, "width": 1.1, "dash": "2px,5px"}
        found.append(
            {"type": "scatter", "mode": "lines", "x": x, "y": y, "line": line, "hoverinfo": "skip", "opacity": 0.7}
        )
    if firm.empty or "target" not in set(own["status"]):
        return found
    targets = own[own["status"] == "target"]
    before = firm[firm["year"] < targets["year"].max()].tail(1)
    if len(before):
        ahead = targets[targets["year"] > before["year"].iloc[0]]
        found.append(
            _line(pd.concat([before, ahead]), scale, {"color": colour, "width": 1.8, "dash": "dash"}, gaps=False)
        )
    return found


def _line(rows: pd.DataFrame, scale: float, line: Figure, *, gaps: bool = True) -> Figure:
    """A line without points; a year without a figure leaves it open."""
    x: list[int | None] = []
    y: list[float | None] = []
    for year, number in zip(rows["year"], rows["number"], strict=True):
        if gaps and x and x[-1] is not None and year - x[-1] > 1:
            x.append(None)
            y.append(None)
        x.append(int(year))
        y.append(number * scale)
    return {"type": "scatter", "mode": "lines", "x": x, "y": y, "line": line, "hoverinfo": "skip", "connectgaps": False}


def _symbol(status: str, qualifier: str, *, part: bool) -> str:
    """Diamond: a target; else by the qualifier, with a dot in the middle for a part of a year."""
    if status == "target":
        return "diamond"
    return SYMBOLS.get(qualifier, "circle") + ("-open-dot" if part else "")


def _points(
    rows: pd.DataFrame, scale: float, colour: str, look: Look, words: Words, *, share: bool, index: bool
) -> Figure:
    part = rows["part_year"].astype(bool)
    marks = zip(rows["status"], rows["qualifier"], part, strict=True)
    return {
        "type": "scatter",
        "mode": "markers",
        "x": [int(year) for year in rows["year"]],
        "y": [number * scale for number in rows["number"]],
        "customdata": list(rows["fact_id"]),
        "hovertext": hovers(rows, words, scale if index else None, share=share),
        "hoverinfo": "text",
        "marker": {
            "size": 9,
            "symbol": [_symbol(status, qualifier, part=dotted) for status, qualifier, dotted in marks],
            # An open symbol is drawn in its colour; the others are filled with it.
            "color": [
                colour if whole or (dotted and status != "target") else look.paper
                for whole, dotted, status in zip(rows["firm"], part, rows["status"], strict=True)
            ],
            "line": {"color": colour, "width": 2},
        },
        "unselected": {"marker": {"opacity": 1}},
        "selected": {"marker": {"opacity": 1}},
    }


def hovers(rows: pd.DataFrame, words: Words, index_scale: float | None, *, share: bool = False) -> list[str]:
    """What a point says: region, figure, period and status, the industry as named, the source."""
    texts = []
    for name, said, period, row in zip(
        names(rows, words),
        _told(rows, words, share=share),
        charts.periods(rows, words),
        rows.to_dict("records"),
        strict=True,
    ):
        figure = said if index_scale is None else f"{row['number'] * index_scale:.1f} · {said}"
        state = "" if row["status"] == "actual" else f" · {words.code(row['status'])}"
        state += f" · {words.say('part_year')}" if row["part_year"] else ""
        lines = [
            f"<b>{escaped(name)}</b> {escaped(figure)}",
            f"{period}{state}",
            escaped(as_text(row.get("industry_text"))),
        ]
        if share:
            lines[1] += (
                f" · {words.say('share_of', name=words.region(row['above'], row['above_name'], row['above_pinyin']))}"
            )
        lines.append(escaped(as_text(row["publisher"]) or as_text(row["title"]))[:40])
        texts.append("<br>".join(line for line in lines if line))
    return texts


def _told(rows: pd.DataFrame, words: Words, *, share: bool) -> list[str]:
    return [f"{number * 100:.1f}%" for number in rows["number"]] if share else charts.told(rows, words)


def _rings(rows: pd.DataFrame, scale: float, colour: str, words: Words, *, rate: bool) -> Figure:
    """Implied levels: small light rings."""
    del rate
    said = [
        f"{words.money(number)} · {words.say('implied')} {year}<br>"
        + words.say("implied_from", year=level_year, level=words.money(level), rate=words.rate(growth))
        for number, year, level_year, level, growth in zip(
            rows["number"], rows["year"], rows["level_year"], rows["level"], rows["rate"], strict=True
        )
    ]
    return _extra(rows, scale, said) | {
        "marker": {"size": 7, "symbol": "circle-open", "color": colour, "opacity": 0.75, "line": {"width": 1}}
    }


def _crosses(rows: pd.DataFrame, scale: float, colour: str, words: Words, *, rate: bool) -> Figure:
    """Growth computed from two years' levels: crosses."""
    del rate
    said = [
        f"{words.rate(number)} · {words.say('computed')} {year}"
        for number, year in zip(rows["number"], rows["year"], strict=True)
    ]
    return _extra(rows, scale, said) | {
        "marker": {"size": 8, "symbol": "x-thin", "color": colour, "line": {"width": 2, "color": colour}}
    }


def _extra(rows: pd.DataFrame, scale: float, said: list[str]) -> Figure:
    return {
        "type": "scatter",
        "mode": "markers",
        "x": [int(year) for year in rows["year"]],
        "y": [float(number) * scale for number in rows["number"]],
        "customdata": list(rows["fact_id"]),
        "hovertext": said,
        "hoverinfo": "text",
        "unselected": {"marker": {"opacity": 0.75}},
    }


def _ticks(events: pd.DataFrame, place: int, colour: str, words: Words) -> Figure:
    """A region's signing events as ticks at their days; a year reaches half a year to both sides of its mark."""
    return {
        "type": "scatter",
        "mode": "markers",
        "yaxis": "y2",
        "x": [moment(pd.Timestamp(day).date()) for day in events["signed_on"]],
        "y": [place] * len(events),
        "customdata": list(events["fact_id"]),
        "hovertext": [event_told(row, words) for row in events.to_dict("records")],
        "hoverinfo": "text",
        "marker": {"symbol": "line-ns", "size": 11, "line": {"color": colour, "width": 1.8}},
        "unselected": {"marker": {"opacity": 1}},
    }


def moment(day: date) -> float:
    """A day on an axis of years whose marks stand in the middle of each year."""
    return round(day.year - 0.5 + (day.timetuple().tm_yday - 1) / 365.25, 3)


def event_told(row: Mapping[Any, Any], words: Words) -> str:
    """A signing event in three lines: day and region, event, amount and projects."""
    name = words.region(str(row["adcode"]), str(row["region"]), str(row["pinyin"]))
    amount = "" if absent(row["amount"]) else words.money(float(str(row["amount"])), str(row["amount_qualifier"]))
    count = row["projects"]
    projects = "" if absent(count) else words.number(float(str(count)), str(row["count_qualifier"]))
    counted = words.say("projects_said", n=projects) if projects else ""
    said = words.listed(part for part in (amount or words.say("no_amount"), counted) if part)
    event = escaped(as_text(row["event"])[:36])
    return "<br>".join(
        part for part in (f"<b>{escaped(name)}</b> {str(row['signed_on'])[:10]}", event, escaped(said)) if part
    )


def _end_label(own: pd.DataFrame, scale: float, colour: str, words: Words, *, share: bool, index: bool) -> Figure:
    """The region's name and its last figure, to the right of all its points; with the year where others follow it."""
    aims = [place for place, status in enumerate(own["status"]) if status == "target"]
    firm = [place for place, sure in enumerate(own["firm"]) if sure]
    place = (aims or firm or [len(own) - 1])[-1]
    last = own.iloc[place : place + 1]
    height = float(last["number"].iloc[0]) * scale
    said = f"{height:.0f}" if index else _told(last, words, share=share)[0]
    year, end = int(last["year"].iloc[0]), int(own["year"].max())
    return {
        "x": end,
        "y": height,
        "text": f"<b>{escaped(names(last, words)[0])}</b>{f' {year}' if end > year else ''}<br>{escaped(said)}",
        "xanchor": "left",
        "align": "left",
        "xshift": 9,
        "showarrow": False,
        "font": {"color": colour, "size": 12.5},
    }


def _apart(labels: list[Figure], reach: list[float], *, log: bool) -> list[Figure]:
    """End labels moved off one another, those of neighbouring years too, in the order of their heights."""
    pixels = (HEIGHT - TOP - BOTTOM) / ((reach[1] - reach[0]) or 1)
    placed: list[tuple[int, float]] = []
    for label in sorted(labels, key=lambda item: item["y"]):
        if log:
            label["y"] = math.log10(label["y"]) if label["y"] > 0 else reach[0]
        want = (label["y"] - reach[0]) * pixels
        near = [height for year, height in placed if abs(year - label["x"]) <= 2]
        free = max([want, *(height + LINE for height in near if want - height < LINE)])
        label["yshift"] = round(free - want, 1)
        placed.append((label["x"], free))
    return labels


def _level(height: float, look: Look) -> Figure:
    """A thin line across at 100 or at nought."""
    line = {"color": look.muted, "width": 1}
    return {
        "type": "line",
        "xref": "paper",
        "x0": 0,
        "x1": 1,
        "y0": height,
        "y1": height,
        "line": line,
        "layer": "below",
    }
