"""An article's text as HTML with its figures marked. Foreign text is escaped, always; nothing in it is read as HTML."""

from collections.abc import Sequence
from html import escape

Span = tuple[int, int, str]


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
    outer, first, last, end = bounds
    before = escape(content[outer:first].strip())
    after = escape(content[last:end].strip())
    own = [span for span in spans if span[2] == chosen]
    middle = marked(content, own, chosen, first, last).strip()
    return f'<div class="quote"><span class="beside">{before}</span> {middle} <span class="beside">{after}</span></div>'


def article(content: str, spans: Sequence[Span], chosen: str) -> str:
    """The whole article with every figure marked."""
    return f'<div class="article">{marked(content, spans, chosen)}</div>'
