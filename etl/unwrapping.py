"""Lines of a text that was broken at a set width -> the lines of its paragraphs."""

import re
from collections.abc import Sequence

WORDS = 12  # characters that a line has at least to count as one of running text
SLACK = 6  # characters by which lines of one width may differ
FEWEST = 4  # lines of one width that make a text a wrapped one
WIDEST = 100  # characters; longer lines are paragraphs
CLOSED = re.compile(r"[。！？!?…|\t][”」』）)]{0,3}$")
NO_PROSE = re.compile(r"\||\t|.\s+\S.*\s\S|[：:].*[：:]")  # cells, menus, lines of fields
BULLET = re.compile(
    r"[●○◆■□▲△★☆·•*#|\t]|[（(][一二三四五六七八九十\d]{1,3}[）)]|[一二三四五六七八九十\d]{1,2}(?:、|．|\.(?!\d))"
)


def unwrapped(lines: Sequence[str]) -> list[str]:
    """The lines of a text, those joined that only its width broke; a blank line ends a paragraph.

    Most lines of such a text are about as wide as its widest, and stop amid a sentence.
    """
    width = _width(lines)
    if width is None:
        return list(lines)
    joined: list[str] = []
    open_end = False
    for line in lines:
        if open_end and line.strip() and not BULLET.match(line.strip()):
            joined[-1] = joined[-1].rstrip() + line.strip()
        else:
            joined.append(line)
        stripped = line.strip()
        open_end = len(stripped) >= width - SLACK and not CLOSED.search(stripped)
    return joined


def _width(lines: Sequence[str]) -> int | None:
    """The width at which a text was broken, or None if it was not."""
    running = [stripped for line in lines if len(stripped := line.strip()) >= WORDS]
    if len(running) < FEWEST:
        return None
    width = max(map(len, running))
    if width > WIDEST:
        return None
    full = [line for line in running if len(line) >= width - SLACK]
    cut_off = [line for line in full if not CLOSED.search(line) and not NO_PROSE.search(line)]
    return width if len(cut_off) >= FEWEST and len(cut_off) * 3 >= len(running) else None
