"""Charts of rival claims: frames of claims -> plotly figures, as dicts. No st., no SQL."""

from collections.abc import Sequence

import pandas as pd

from dashboard.charts import Figure, Look, escaped, hovers, layout, leading, names, told
from dashboard.labels import YI, Words

NAME_SIZE = 12
RELATIONS = {"shown": 0, "supports": 1, "compatible": 1, "superseded": 1, "rival": 2}


def claims(rows: pd.DataFrame, table: str, words: Words, look: Look) -> Figure:
    """Each claim as a point on one axis with the span that its print allows; the shown one is large, rivals orange.

    rows: rivals.claims. table: the table that the claims are of.
    """
    scale = 100 if table == "growth_rates" else 1 if table == "entity_counts" else 1 / YI
    shades = [look.accent, look.muted, "#f08543" if look.dark else "#d55e00"]
    numbers = [float(number) * scale for number in rows["number"]]
    margin = (max(numbers) - min(numbers)) * 0.12 or max(abs(numbers[0]) * 0.05, 0.5)
    left, right = min(numbers) - margin, max(numbers) + margin
    data: list[Figure] = []
    for place, row in enumerate(rows.to_dict("records")):
        colour = shades[RELATIONS[row["relation"]]]
        low, high = max(row["low"] * scale, left), min(row["high"] * scale, right)
        data.append(
            {
                "type": "scatter",
                "mode": "lines",
                "x": [low, high],
                "y": [place, place],
                "line": {"color": colour, "width": 5},
                "opacity": 0.35,
                "hoverinfo": "skip",
            }
        )
    kinds = rows.assign(kept_in=table)
    data.append(
        {
            "type": "scatter",
            "mode": "markers",
            "x": numbers,
            "y": list(range(len(rows))),
            **leading(rows["fact_id"], [escaped(text) for text in told(kinds, words)]),
            "marker": {
                "size": [14 if row == "shown" else 10 for row in rows["relation"]],
                "color": [look.paper if row in ("compatible", "superseded") else shades[RELATIONS[row]]
                          for row in rows["relation"]],
                "line": {"color": [shades[RELATIONS[row]] for row in rows["relation"]], "width": 2},
            },
        }
    )  # fmt: skip
    labels = [
        f"{escaped(text)}  {escaped(str(source or '')[:12])}"
        for text, source in zip(told(kinds, words), rows["publisher"].fillna(rows["title"]).fillna(""), strict=True)
    ]
    return {
        "data": data,
        "layout": layout(
            look,
            26 * max(len(rows), 2) + 40,
            xaxis={"range": [left, right], "nticks": 4, "tickangle": 0, "tickformat": ",d" if scale != 100 else None},
            yaxis=_lines(labels, look),
        ),
    }


def _lines(labels: Sequence[str], look: Look) -> Figure:
    """The axis of charts with a line for each row, the first on top."""
    return {
        "tickvals": list(range(len(labels))),
        "ticktext": labels,
        "range": [len(labels) - 0.5, -0.5],
        "showgrid": False,
        "tickfont": {"color": look.ink, "size": NAME_SIZE},
    }


def spreads(rows: pd.DataFrame, words: Words, look: Look) -> Figure:
    """Conflicts: from the lowest to the highest claim, the one shown being 100. Takes coverage.conflicts."""
    base = [float(number) or 1 for number in rows["number"]]
    low = [100 * float(value) / own for value, own in zip(rows["low"], base, strict=True)]
    high = [100 * float(value) / own for value, own in zip(rows["high"], base, strict=True)]
    orange = "#f08543" if look.dark else "#d55e00"
    gaps: Figure = {
        "type": "scatter",
        "mode": "lines",
        "x": [value for pair in zip(low, high, strict=True) for value in (*pair, None)],
        "y": [value for place in range(len(rows)) for value in (place, place, None)],
        "line": {"color": orange, "width": 4},
        "hoverinfo": "skip",
    }
    shown: Figure = {
        "type": "scatter",
        "mode": "markers",
        "x": [100] * len(rows),
        "y": list(range(len(rows))),
        **leading(rows["fact_id"], hovers(rows, words)),
        "marker": {"size": 11, "color": look.accent},
    }
    labels = [
        f"{escaped(zone[:10]) if isinstance(zone, str) else escaped(name)} {year}"
        for name, zone, year in zip(names(rows, words), rows["zone"], rows["year"], strict=True)
    ]
    return {
        "data": [gaps, shown],
        "layout": layout(
            look,
            26 * max(len(rows), 2) + 40,
            xaxis={"nticks": 5, "tickangle": 0},
            yaxis=_lines(labels, look),
        ),
    }
