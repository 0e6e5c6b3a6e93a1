"""Lines of a text that was broken at a set width -> the lines of its paragraphs."""

import re
from collections.abc import Callable, Sequence

WORDS = 12  # characters that a line has at least to count as one of running text
SLACK = 6  # characters by which lines of one width may differ
FEWEST = 4  # lines of one width that make a text a wrapped one
WIDEST = 100  # characters or columns; longer lines are paragraphs
NARROW = re.compile(r"[ -~]")  # signs of one column; all others take two
CLOSED = re.compile(r"[。！？!?…|\t][”」』）)]{0,3}$")
_GAP = r"[^\s,，、;；.。]\s"  # between words, not behind a comma as some print has it
NO_PROSE = re.compile(rf"\||\t|{_GAP}+\S.*{_GAP}\S|[：:].*[：:]")  # cells, menus, lines of fields
BULLET = re.compile(
    r"[●○◆■□▲△★☆·•*#|\t]|[（(][一二三四五六七八九十\d]{1,3}[）)]|[一二三四五六七八九十\d]{1,2}(?:、|．|\.(?!\d))"
)


def unwrapped(lines: Sequence[str]) -> list[str]:
    """The lines of a text, those joined that only its width broke; a blank line ends a paragraph.

    Most lines of such a text are about as wide as its widest, and stop amid a sentence.
    """
    by: Callable[[str], int] = len
    width = _width(lines, by)
    if width is None:
        by = _columns
        width = _width(lines, by)
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
        open_end = by(stripped) >= width - SLACK and not CLOSED.search(stripped)
    return joined


def _columns(line: str) -> int:
    """How wide a line is in print where figures and letters take half of a character's width."""
    return 2 * len(line) - len(NARROW.findall(line))


def _width(lines: Sequence[str], by: Callable[[str], int]) -> int | None:
    """The width at which a text was broken, as `by` measures lines, or None if it was not."""
    running = [stripped for line in lines if len(stripped := line.strip()) >= WORDS]
    if len(running) < FEWEST:
        return None
    width = max(map(by, running))
    if width > WIDEST:
        return None
    full = [line for line in running if by(line) >= width - SLACK]
    cut_off = [line for line in full if not CLOSED.search(line) and not NO_PROSE.search(line)]
    return width if len(cut_off) >= FEWEST and len(cut_off) * 3 >= len(running) else None
