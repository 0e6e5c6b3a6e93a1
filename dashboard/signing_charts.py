"""Signing events -> plotly figure, as a dict. No st., no SQL."""

import pandas as pd

from dashboard import charts
from dashboard.charts import Figure, Look, escaped, layout, names
from dashboard.labels import YI, Words, absent


def signings(rows: pd.DataFrame, words: Words, look: Look) -> Figure:
    """Signing events in time: height is the amount (log), area the number of projects; on the floor: no amount said."""
    stated = rows["number"].notna() & (rows["number"] > 0)
    floor = float(rows.loc[stated, "number"].min()) / YI / 3 if stated.any() else 1.0
    hover = []
    for text, row in zip(names(rows, words), rows.to_dict("records"), strict=True):
        amount = words.say("no_amount") if absent(row["number"]) else words.money(row["number"], row["qualifier"])
        projects = "" if absent(row["project_count"]) else f" · {words.number(row['project_count'], row['basis'])}"
        event = "" if absent(row["event"]) else f"<br>{escaped(row['event'])[:36]}"
        hover.append(
            f"<b>{escaped(text)}</b> {escaped(amount)}{escaped(projects)}<br>{charts.day_of(row['period_end'])}{event}"
        )
    counts = rows["project_count"].fillna(1).clip(1, 200)
    points = {
        "type": "scatter",
        "mode": "markers",
        "x": [str(charts.day_of(day)) for day in rows["period_end"]],
        "y": [n / YI if ok else floor for n, ok in zip(rows["number"], stated, strict=True)],
        "customdata": list(rows["fact_id"]),
        "hovertext": hover,
        "hoverinfo": "text",
        "marker": {
            "size": [7 + 2.1 * float(n) ** 0.5 for n in counts],
            "color": [look.accent if ok else look.paper for ok in stated],
            "opacity": 0.82,
            "line": {"color": look.accent, "width": 1.2},
        },
        "unselected": {"marker": {"opacity": 0.82}},
    }
    ticks = [tick for tick in (0.01, 0.1, 1, 10, 100, 1000, 10000) if tick > floor * 1.8]
    return {
        "data": [points],
        "layout": layout(
            look,
            360,
            margin={"t": 26},
            annotations=[charts.unit(words.say("yi_yuan"), look)],
            xaxis={"showgrid": False, "type": "date"},
            yaxis={"type": "log", "tickvals": [floor, *ticks], "ticktext": [words.say("no_amount"), *map(str, ticks)]},
        ),
    }
