"""A region's figures over the years as a small SVG picture: solid, hollow, dashed and open as in the large chart."""

from base64 import b64encode
from html import escape

import pandas as pd

from dashboard.charts import Look

WIDTH, HEIGHT, EDGE = 260.0, 78.0, 9.0


def sparkline(rows: pd.DataFrame, look: Look, alt: str) -> str:
    """An image in HTML. Takes year, number, status, part_year, in the order of the years; one region."""
    if rows.empty:
        return ""
    years = [int(year) for year in rows["year"]]
    values = [float(number) for number in rows["number"]]
    low, high = min(0.0, *values), max(values)
    first, last = min(years), max(years)

    def x(year: int) -> float:
        return WIDTH / 2 if first == last else EDGE + (WIDTH - 2 * EDGE) * (year - first) / (last - first)

    def y(value: float) -> float:
        return 58 - (50 * (value - low) / (high - low) if high > low else 25)

    points = list(zip(years, values, rows["status"], rows["part_year"].astype(bool), strict=True))
    parts = [f'<line x1="0" x2="{WIDTH:.0f}" y1="{y(0):.1f}" y2="{y(0):.1f}" stroke="{look.grid}"/>']
    firm = [(year, value) for year, value, status, part in points if status == "actual" and not part]
    for (a, b), (c, d) in zip(firm, firm[1:], strict=False):
        style = "" if c - a == 1 else ' stroke-dasharray="1 4" stroke-opacity=".6"'
        parts.append(_line(x(a), y(b), x(c), y(d), look.accent, style))
    for year, value, status, _ in points:
        before = [point for point in firm if point[0] < year]
        if status == "target" and before:
            parts.append(
                _line(x(before[-1][0]), y(before[-1][1]), x(year), y(value), look.accent, ' stroke-dasharray="5 4"')
            )
    for year, value, status, part in points:
        fill = look.accent if status == "actual" and not part else look.paper
        parts.append(
            f'<circle cx="{x(year):.1f}" cy="{y(value):.1f}" r="3.4" fill="{fill}" stroke="{look.accent}"'
            ' stroke-width="1.6"/>'
        )
    ends = [(first, "start" if first != last else "middle", 0.0 if first != last else WIDTH / 2)]
    ends += [(last, "end", WIDTH)] if last != first else []
    parts += [
        f'<text x="{at:.0f}" y="{HEIGHT - 2:.0f}" text-anchor="{anchor}" fill="{look.muted}" font-size="11"'
        f' font-family="sans-serif">{year}</text>'
        for year, anchor, at in ends
    ]
    size = f'width="{WIDTH:.0f}" height="{HEIGHT:.0f}" viewBox="0 0 {WIDTH:.0f} {HEIGHT:.0f}"'
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" {size}>{"".join(parts)}</svg>'
    code = b64encode(svg.encode()).decode()
    return f'<div class="spark"><img alt="{escape(alt)}" src="data:image/svg+xml;base64,{code}"></div>'


def _line(x1: float, y1: float, x2: float, y2: float, colour: str, style: str) -> str:
    return (
        f'<line x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}" stroke="{colour}" stroke-width="1.8"{style}/>'
    )
