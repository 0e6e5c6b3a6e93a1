"""An article's text as HTML with its figures marked. Foreign text is escaped, always; nothing in it is read as HTML."""

from collections.abc import Sequence
from html import escape

Span = tuple[int, int, str]
# A line may have a million characters: what is shown of it, in characters on either side of the figure.
BESIDE = 600
AROUND = 20_000


def marked(content: str, spans: Sequence[Span], chosen: str, start: int = 0, end: int | None = None) -> str:
    """content[start:end] escaped, the chosen fact's span in a strong mark and the others' in a faint one."""
    end = len(content) if end is None else end
    strong = next(((a, b) for a, b, fact in spans if fact == chosen), None)
    cuts: list[tuple[int, int, str]] = []
    if strong:
        cuts.append((*strong, "chosen"))
    for first, last, _ in spans:
        if all(last <= a or first >= b for a, b, _ in cuts):
            cuts.append((first, last, "other"))
    out = []
    at = start
    for first, last, name in sorted(cuts):
        if first < at or last > end:
            continue
        out.append(escape(content[at:first]))
        out.append(f'<mark class="{name}">{escape(content[first:last])}</mark>')
        at = last
    out.append(escape(content[at:end]))
    return "".join(out)


def sentence(content: str, spans: Sequence[Span], chosen: str, bounds: tuple[int, int, int, int]) -> str:
    """The sentence with its figure marked, its neighbours pale."""
    own = [span for span in spans if span[2] == chosen]
    start, stop = window(content, own, BESIDE)
    outer, first, last, end = (min(max(bound, start), stop) for bound in bounds)
    before = omitted(bounds[0] < start) + escape(content[outer:first].strip())
    after = escape(content[last:end].strip()) + omitted(bounds[3] > stop)
    middle = marked(content, own, chosen, first, last).strip()
    return f'<div class="quote"><span class="beside">{before}</span> {middle} <span class="beside">{after}</span></div>'


def article(content: str, spans: Sequence[Span], chosen: str) -> str:
    """The whole article with every figure marked; of an endless one what stands around the chosen figure."""
    start, stop = window(content, [span for span in spans if span[2] == chosen], AROUND)
    inside = [span for span in spans if start <= span[0] and span[1] <= stop]
    text = marked(content, inside, chosen, start, stop)
    return f'<div class="article">{omitted(start > 0)}{text}{omitted(stop < len(content))}</div>'


def window(content: str, own: Sequence[Span], beside: int) -> tuple[int, int]:
    """Where what is shown begins and ends: so many characters on either side of the figure."""
    start, stop = (own[0][0], own[0][1]) if own else (0, 0)
    return max(0, start - beside), min(len(content), max(stop, start) + beside)


def omitted(cut: bool) -> str:
    """The sign of what is left out."""
    return "…" if cut else ""
