"""Signing events -> plotly figures, as dicts. No st., no SQL."""

import math
from collections.abc import Sequence
from typing import Any

import pandas as pd

from dashboard import charts
from dashboard.charts import Figure, Look, escaped, layout, names
from dashboard.labels import Words, absent, as_text
from dashboard.timeline_charts import SYMBOLS, UNITS, event_told

HEIGHT, TOP, BOTTOM, LABELLED = 500, 26, 26, 5
PLOTS = (290, 860)  # pixels between the axes on a telephone, on a desk: a label keeps off the others
DESK_ONLY = 0.99  # the opacity of a label that a telephone has no room for; the page leaves it out there
LABEL_HIGH, LABEL_RISES = (
    16,
    (0, 13, -13, 24, -24),
)  # pixels that a label takes, and may stand above its bubble's middle
MOST_TRIED = 30  # the largest events, of which some are named
MARGIN_DAYS = 75  # before the first and behind the last event
MAIN, STRIP, MONTHS = [0.43, 1.0], [0.315, 0.375], [0.0, 0.235]  # parts of the plot's height
MOST_BARS = 15
MOST_KNOWN, MOST_SILENT = 300, 100  # bubbles: more are a blot to the eye, and each is sent at every change of a filter
DAY = 86_400_000  # milliseconds, plotly's unit on an axis of days


def picked(rows: pd.DataFrame, by: str = "amount") -> pd.DataFrame:
    """The events that are drawn: the largest, and the newest of those that state nothing. rows: the newest first."""
    height = "amount" if by == "amount" else "projects"
    known = rows[rows[height].notna() & (rows[height] > 0)]
    silent = rows.drop(known.index)
    kept = [*known[height].nlargest(MOST_KNOWN).index, *silent.index[:MOST_SILENT]]
    return rows.loc[sorted(kept)]


def events(rows: pd.DataFrame, months: pd.DataFrame, words: Words, look: Look, by: str = "amount") -> Figure:
    """Events in time by amount or by number of projects (the other is the area), and the totals of months below.

    rows: columns as in EVENTS, those picked(). months: month, amount, projects, unsaid, uncounted. On the strip
    between: events whose amount (or number) no report states; they are in no total, and are not nought.
    """
    height, area = ("amount", "projects") if by == "amount" else ("projects", "amount")
    kind = "amount" if by == "amount" else "count"
    unit = UNITS[words.lang] if by == "amount" else 1.0
    said = rows[height].notna() & (rows[height] > 0)
    known, silent = rows[said], rows[~said]
    most = float(rows[area].max()) if rows[area].notna().any() else 1.0
    data = [
        _bubbles(
            known, [value / unit for value in known[height]], known[area], most, words, look, kind=kind, hollow=False
        ),
        _bubbles(silent, [0.0] * len(silent), silent[area], most, words, look, kind=kind, hollow=True)
        | {"yaxis": "y2"},
        *_months(months, by, unit, words, look),
    ]
    low = math.log10(float(known[height].min()) / unit) if len(known) else 0.0
    high = math.log10(float(known[height].max()) / unit) if len(known) else 1.0
    reach = [low - 0.18, high + 0.3]
    frame = layout(
        look,
        HEIGHT,
        margin={"t": TOP, "r": 10, "b": BOTTOM},
        bargap=0.1,
        annotations=[
            *_labels(known, height, area, most, reach, words, look),
            charts.unit(words.say("axis_money" if by == "amount" else "axis_projects"), look) | {"yshift": 2},
            _beside(words.say("no_amount" if by == "amount" else "no_count"), STRIP[1], look),
            _beside(words.say("months_amount" if by == "amount" else "months_projects"), MONTHS[1], look),
        ],
        xaxis={"showgrid": False, "type": "date", "anchor": "y3", "range": _days(rows, months)},
        yaxis={"type": "log", "range": reach, "domain": MAIN, **_decades(reach), "linecolor": "rgba(0,0,0,0)"},
    )
    frame["yaxis2"] = {"domain": STRIP, "visible": False, "range": [-1, 1], "fixedrange": True}
    frame["yaxis3"] = frame["yaxis"] | {"type": "linear", "domain": MONTHS, "nticks": 3, "rangemode": "tozero"}
    for key in ("range", "tickvals", "ticktext"):
        frame["yaxis3"].pop(key, None)
    return {"data": data, "layout": frame}


def _bubbles(
    rows: pd.DataFrame,
    heights: Sequence[float],
    areas: pd.Series,
    most: float,
    words: Words,
    look: Look,
    *,
    kind: str,
    hollow: bool,
) -> Figure:
    hover = []
    for row in rows.to_dict("records"):
        again = f"<br>{words.say('reported_n', n=row['reports'])}" if row["reports"] > 1 else ""
        hover.append(event_told(row, words) + again)
    return {
        "type": "scatter",
        "mode": "markers",
        "x": [str(day)[:10] for day in rows["signed_on"]],
        "y": [float(f"{value:.6g}") for value in heights],
        "customdata": list(rows["fact_id"]),
        "hovertext": hover,
        "hoverinfo": "text",
        "marker": {
            "symbol": [SYMBOLS.get(str(said), "circle") for said in rows[f"{kind}_qualifier"]],
            "size": [_size(value, most) for value in areas],
            "color": look.paper if hollow else look.accent,
            "opacity": 0.75,
            "line": {"color": look.accent if hollow else look.paper, "width": 1.4 if hollow else 0.8},
        },
        "selected": {"marker": {"opacity": 0.75}},
        "unselected": {"marker": {"opacity": 0.75}},
    }


def _months(months: pd.DataFrame, by: str, unit: float, words: Words, look: Look) -> list[Figure]:
    """A column for each month that has a total, and a ring for one in which nothing is stated."""
    value, missing = ("amount", "unsaid") if by == "amount" else ("projects", "uncounted")
    stated = months[months[value].notna()]
    silent = months[months[value].isna() & (months[missing] > 0)]
    tell = words.money if by == "amount" else words.number
    said = [
        f"<b>{str(row['month'])[:7]}</b> {escaped(tell(row[value]))}<br>{words.say('events_n', n=row['events'])}"
        + (f" · {words.say('unsaid_n', n=row[missing])}" if row[missing] else "")
        for row in stated.to_dict("records")
    ]
    bars: Figure = {
        "type": "bar",
        "x": [f"{str(day)[:7]}-15" for day in stated["month"]],
        "y": [float(total) / unit for total in stated[value]],
        "width": 27 * DAY,
        "yaxis": "y3",
        "hovertext": said,
        "hoverinfo": "text",
        "marker": {"color": look.accent},
    }
    rings: Figure = {
        "type": "scatter",
        "mode": "markers",
        "x": [f"{str(day)[:7]}-15" for day in silent["month"]],
        "y": [0] * len(silent),
        "yaxis": "y3",
        "cliponaxis": False,
        "hovertext": [
            f"<b>{str(row['month'])[:7]}</b> {words.say('unsaid_n', n=row[missing])}"
            for row in silent.to_dict("records")
        ],
        "hoverinfo": "text",
        "marker": {"symbol": "circle", "size": 6, "color": look.paper, "line": {"color": look.accent, "width": 1.2}},
    }
    return [bars, rings]


def _size(area: float, most: float) -> float:
    """A bubble's width in pixels."""
    return round(7 + 24 * math.sqrt((0.0 if absent(area) else area) / (most or 1)), 1)


def _labels(
    rows: pd.DataFrame, height: str, area: str, most: float, reach: list[float], words: Words, look: Look
) -> list[Figure]:
    """The largest events named beside their bubbles, as many as keep off one another and off all bubbles."""
    if rows.empty:
        return []
    unit = UNITS[words.lang] if height == "amount" else 1.0
    high = (HEIGHT - TOP - BOTTOM) * (MAIN[1] - MAIN[0])
    ordered = rows.sort_values(height, ascending=False)
    days = (pd.to_datetime(ordered["signed_on"]) - pd.Timestamp(rows["signed_on"].min())).dt.days + MARGIN_DAYS
    spots = [
        (day / (max(days) + MARGIN_DAYS), (math.log10(value / unit) - reach[0]) / (reach[1] - reach[0]) * high, half)
        for day, value, half in zip(
            days, ordered[height], (_size(each, most) / 2 for each in ordered[area]), strict=True
        )
    ]
    taken: dict[int, list[tuple[float, ...]]] = {
        plot: [(x * plot - half, x * plot + half, y - half, y + half) for x, y, half in spots] for plot in PLOTS
    }
    found: list[Figure] = []
    for (x, y, half), row in zip(spots, ordered.head(MOST_TRIED).to_dict("records"), strict=False):
        if len(found) >= LABELLED:
            break
        name = words.region(row["adcode"], str(row["region"]), str(row["pinyin"]))
        said = (
            words.money(row["amount"], row["amount_qualifier"])
            if height == "amount"
            else words.number(row["projects"], row["count_qualifier"])
        )
        wide = (
            len(name) * (12 if words.lang == "zh" else 7.2) + sum(11.5 if sign > "\u2fff" else 6.6 for sign in said) + 8
        )
        for rise, side in ((rise, side) for rise in LABEL_RISES for side in (1, -1)):
            boxes = {plot: _box(x * plot + side * (half + 3), y + rise, wide * side) for plot in PLOTS}
            fits = [plot for plot, box in boxes.items() if _free(box, taken[plot], plot)]
            if PLOTS[-1] not in fits:
                continue
            for plot in fits:
                taken[plot].append(boxes[plot])
            found.append(
                {
                    "x": str(row["signed_on"])[:10],
                    "y": math.log10(row[height] / unit),
                    "text": f"<b>{escaped(name)}</b> {escaped(said)}",
                    "xanchor": "left" if side > 0 else "right",
                    "xshift": side * (half + 3),
                    "yshift": rise,
                    "showarrow": False,
                    "opacity": 1 if len(fits) == len(PLOTS) else DESK_ONLY,
                    "font": {"size": 11.5, "color": look.ink},
                }
            )
            break
    return found


def _box(start: float, middle: float, wide: float) -> tuple[float, ...]:
    """A label's left, right, lower and upper edge; to the left of its start if `wide` is below nought."""
    return min(start, start + wide), max(start, start + wide), middle - LABEL_HIGH / 2, middle + LABEL_HIGH / 2


def _free(box: tuple[float, ...], taken: Sequence[tuple[float, ...]], plot: int) -> bool:
    """Whether a label lies within a plot so wide and on nothing else."""
    left, right, low, high = box
    return (
        left >= 0 and right <= plot and not any(left < d and c < right and low < f and e < high for c, d, e, f in taken)
    )


def _beside(text: str, height: float, look: Look) -> Figure:
    """The heading of a part of the chart, at its upper left."""
    return charts.unit(text, look) | {"y": height, "yshift": 1}


def _days(rows: pd.DataFrame, months: pd.DataFrame) -> list[str]:
    days = pd.to_datetime([*rows["signed_on"], *months["month"]])
    first, last = days.min(), days.max()
    return [str((first - pd.Timedelta(days=MARGIN_DAYS)).date()), str((last + pd.Timedelta(days=MARGIN_DAYS)).date())]


def _decades(reach: list[float]) -> dict[str, Any]:
    ticks = [10.0**power for power in range(math.floor(reach[0]), math.ceil(reach[1]) + 1)]
    return {"tickvals": ticks, "ticktext": [f"{tick:,.0f}" if tick >= 1 else f"{tick:g}" for tick in ticks]}


def by_region(rows: pd.DataFrame, words: Words, look: Look, by: str = "amount") -> Figure:
    """Ranked bars of regions by signed amount or projects; hatched: events, but none that states it.

    Takes what map_queries.signed_by_region gives.
    """
    value = "number" if by == "amount" else "projects"
    shown = rows.sort_values([value, "events"], ascending=False, na_position="last").head(MOST_BARS)
    unit = UNITS[words.lang] if by == "amount" else 1.0
    longest = float(shown[value].max()) / unit if shown[value].notna().any() else 1.0
    known = shown[value].notna()
    tell = words.money if by == "amount" else words.number
    unsaid = words.say("no_amount" if by == "amount" else "no_count")
    texts = [
        escaped(unsaid if absent(row[value]) else tell(row[value]))
        + f"  <i>{words.say('events_n', n=row['events'])}</i>"
        for row in shown.to_dict("records")
    ]
    bar: Figure = {
        "type": "bar",
        "orientation": "h",
        "x": [float(total) / unit if ok else longest * 0.07 for total, ok in zip(shown[value], known, strict=True)],
        "y": list(range(len(shown))),
        "text": texts,
        "textposition": "outside",
        "cliponaxis": False,
        "textfont": {"size": 12, "color": look.muted},
        "customdata": list(shown["fact_id"]),
        "hovertext": [words.say("bar_hint", name=escaped(name)) for name in names(shown, words)],
        "hoverinfo": "text",
        "marker": {
            "color": [look.accent if ok else look.paper for ok in known],
            "pattern": {
                "shape": ["" if ok else "/" for ok in known],
                "fgcolor": look.muted,
                "bgcolor": look.none,
                "size": 6,
                "solidity": 0.25,
            },
        },
        "selected": {"marker": {"opacity": 1}},
        "unselected": {"marker": {"opacity": 1}},
    }
    return {
        "data": [bar],
        "layout": layout(
            look,
            27 * max(len(shown), 2) + 16,
            bargap=0.36,
            xaxis={"visible": False, "range": [0, longest * charts.BESIDE[words.lang] * 1.2]},
            yaxis={
                "tickvals": bar["y"],
                "ticktext": names(shown, words),
                "autorange": "reversed",
                "showgrid": False,
                "tickfont": {"color": look.ink, "size": 13},
                "linecolor": "rgba(0,0,0,0)",
            },
        ),
    }


def said_events(rows: pd.DataFrame, words: Words) -> str:
    """The largest events in words, for those who do not see the chart."""
    top = rows.sort_values("amount", ascending=False).head(3).to_dict("records")
    parts = [
        f"{str(row['signed_on'])[:10]} {as_text(row['region'])} {words.money(row['amount'], row['amount_qualifier'])}"
        for row in top
        if not absent(row["amount"])
    ]
    return words.listed(parts)
