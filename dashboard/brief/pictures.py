"""Bars and lines as SVG for paper: no script, the fonts of the page, each figure with its footnote's number."""

from collections.abc import Sequence
from html import escape
from math import floor, log10

from dashboard.brief.parts import Bar, Line, Point

INK, MUTED, GRID, ACCENT, PAPER = "#1d2429", "#5e666b", "#e2ddd0", "#0b5c7a", "#ffffff"
COLOURS = ("#0b5c7a", "#c2571a", "#3c7d4f", "#8a4a86")
YI = 100_000_000


def bars(rows: Sequence[Bar], width: int, title: str, label_width: int = 78, height: int = 0) -> str:
    """One bar a row; below zero it points left of nothing: its length is its size and its text has the sign."""
    longest = max((abs(row.value) for row in rows), default=1) or 1
    room = width - label_width - 4
    step = max(21, min(34, height // max(len(rows), 1)))
    middle, thick = step / 2, 12 + (step - 21) / 3
    parts = []
    for number, row in enumerate(rows):
        y = number * step
        length = max(2.0, abs(row.value) / longest * room * 0.5)
        fill = f'fill="{ACCENT}"' if row.solid else f'fill="{PAPER}" stroke="{ACCENT}" stroke-width="1"'
        parts.append(
            f'<text x="{label_width - 6}" y="{y + middle + 3:.1f}" text-anchor="end" font-size="9.5" fill="{INK}">'
            f"{escape(short(row.label, label_width))}</text>"
            f'<rect x="{label_width}" y="{y + middle - thick / 2:.1f}" width="{length:.1f}" height="{thick:.1f}"'
            f" {fill}/>"
            f'<text x="{label_width + length + 5:.1f}" y="{y + middle + 3:.1f}" font-size="9" fill="{MUTED}">'
            f"{escape(row.text)}{mark(row.note)}</text>"
        )
    return frame(width, max(len(rows), 1) * step + 2, title, "".join(parts))


def lines(rows: Sequence[Line], width: int, height: int, title: str, unit: str) -> str:
    """One line a region through its actual full years; hollow: a part or an estimate, dashed: towards a target."""
    points = [point for row in rows for point in row.points]
    years = sorted({point.year for point in points})
    top = nice(max(point.value for point in points) / YI)
    left, right, low, high = 34, width - 74, height - 20, 20
    span = max(years[-1] - years[0], 1)

    def x(year: int) -> float:
        return left + (year - years[0]) / span * (right - left)

    def y(value: float) -> float:
        return low - value / YI / top * (low - high)

    parts = [f'<text x="0" y="9" font-size="8.5" fill="{MUTED}">{escape(unit)}</text>']
    for step in range(5):
        value = top * step / 4
        at = y(value * YI)
        parts.append(
            f'<line x1="{left}" x2="{right}" y1="{at:.1f}" y2="{at:.1f}" stroke="{GRID}"/>'
            f'<text x="{left - 5}" y="{at + 3:.1f}" text-anchor="end" font-size="8.5" fill="{MUTED}">{value:g}</text>'
        )
    each = max(1, round(len(range(years[0], years[-1] + 1)) / 7))
    for year in range(years[0], years[-1] + 1, each):
        place = f'x="{x(year):.1f}" y="{height - 5}" text-anchor="middle"'
        parts.append(f'<text {place} font-size="8.5" fill="{MUTED}">{year}</text>')
    used: list[float] = []
    for number, row in enumerate(rows):
        colour = COLOURS[number % len(COLOURS)]
        parts += _line(row.points, x, y, colour)
        end = row.points[-1]
        at = free(y(end.value) + 3, used)
        used.append(at)
        name = escape(short(row.label, 70))
        parts.append(f'<text x="{x(end.year) + 9:.1f}" y="{at:.1f}" font-size="9.5" fill="{colour}">{name}</text>')
    return frame(width, height, title, "".join(parts))


def _line(points: Sequence[Point], x, y, colour: str) -> list[str]:  # type: ignore[no-untyped-def]  # noqa: ANN001
    parts = []
    for a, b in zip(points, points[1:], strict=False):
        firm = a.solid and b.solid
        dash = "" if firm else ' stroke-dasharray="4 3"'
        parts.append(
            f'<line x1="{x(a.year):.1f}" y1="{y(a.value):.1f}" x2="{x(b.year):.1f}" y2="{y(b.value):.1f}"'
            f' stroke="{colour}" stroke-width="1.6"{dash}/>'
        )
    for point in points:
        px, py = x(point.year), y(point.value)
        fill = colour if point.solid else PAPER
        shape = f'<circle cx="{px:.1f}" cy="{py:.1f}" r="3" fill="{fill}" stroke="{colour}" stroke-width="1.4"/>'
        if point.status == "target":
            corners = f"{px:.1f},{py - 4:.1f} {px + 4:.1f},{py:.1f} {px:.1f},{py + 4:.1f} {px - 4:.1f},{py:.1f}"
            shape = f'<polygon points="{corners}" fill="{PAPER}" stroke="{colour}" stroke-width="1.4"/>'
        place = f'x="{px:.1f}" y="{py - 6:.1f}" text-anchor="middle"'
        parts.append(f'{shape}<text {place} font-size="6.5" fill="{MUTED}">{point.note}</text>')
    return parts


def frame(width: int, height: int, title: str, inside: str) -> str:
    """The picture, named for those who do not see it."""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}"'
        f' role="img"><title>{escape(title)}</title>{inside}</svg>'
    )


def mark(note: int) -> str:
    """A footnote's number, raised."""
    return f'<tspan dy="-3" dx="2" font-size="6.5">{note}</tspan>' if note else ""


def short(text: str, room: float) -> str:
    """As much of a name as fits: a Chinese character is as wide as high, a Latin one half."""
    width, kept = 0.0, ""
    for sign in text:
        width += 9.5 if ord(sign) > 0x2E80 else 5.2
        if width > room - 4:
            return kept[:-1] + "…"
        kept += sign
    return kept


def nice(value: float) -> float:
    """The next round number that four steps divide well."""
    if value <= 0:
        return 1
    power = 10 ** floor(log10(value))
    steps = (1, 1.2, 1.6, 2, 2.4, 3.2, 4, 6, 8)
    return float(next((step * power for step in steps if value <= step * power), 10 * power))


def free(at: float, used: Sequence[float]) -> float:
    """The nearest height below on which no label stands yet."""
    while any(abs(at - other) < 11 for other in used):
        at += 3
    return at
