"""Where an article's body ends: before credits, notices, and lists of other articles."""

import re
from collections.abc import Sequence

from etl import furniture, masthead

_SHORTEST_LIST = 3  # lines like headlines at a page's end that make a list
_SPACES = re.compile(r"(?<=[一-鿿，。；：、“”（）]) (?=\d)|(?<=\d) (?=[一-鿿])")  # typesetters' spaces around figures


def body(lines: Sequence[str], known_title: str | None = None) -> list[str]:
    """The body's lines out of a page's (stripped, none empty)."""
    return cut(lines, known_title)[2]


def cut(lines: Sequence[str], known_title: str | None = None) -> tuple[masthead.Masthead, int, list[str]]:
    """What stands above the body, the number of the line at which it is over, and its lines."""
    head = masthead.read(lines, known_title)
    stop = _stop(lines, head.start)
    kept = [line for line in lines[head.start : stop] if not furniture.is_drop(line) and not furniture.is_end(line)]
    return head, stop, _cut_inside(kept)


def _stop(lines: Sequence[str], start: int) -> int:
    """The number of the line at which the body is over."""
    weights = [len(line) if furniture.is_prose(line) else 0 for line in lines]
    told = 0
    for n in range(start, len(lines)):
        line = lines[n]
        if n > start and told:
            if furniture.is_heading(line) or _opens_headlines(lines, n, told):
                return n
            if furniture.is_end(line) and not _goes_on(lines, weights, n, told):
                return n
        elif (
            n > start
            and furniture.is_heading(line)
            and sum(map(len, lines[start:n])) > 40
            or n > start
            and not any(weights[n:])
            and furniture.is_end(line)
        ):
            return n
        told += weights[n]
    return _before_a_list(lines, start)


def _goes_on(lines: Sequence[str], weights: Sequence[int], end: int, told: int) -> bool:
    """Whether the text goes on after a credit or a notice: more follows than stood before, and no list between."""
    ahead = 0
    for n in range(end + 1, len(lines)):
        if furniture.is_heading(lines[n]):
            break
        if weights[n] and not furniture.is_end(lines[n]):
            ahead += weights[n]
    return ahead > told


def _opens_headlines(lines: Sequence[str], n: int, told: int) -> bool:
    """Whether a short line (滨海动态, 本期目录) is followed by nothing but headlines to the end of the page."""
    if len(lines[n]) > 12 or not furniture.is_weak_heading(lines[n]) or lines[n - 1][-1] in "：:":
        return False
    rest = [line for line in lines[n + 1 :] if not furniture.is_end(line) and not furniture.is_drop(line)]
    if len(rest) < _SHORTEST_LIST or sum(map(len, rest)) >= told:
        return False
    return all(furniture.is_headline(line) and not furniture.is_numbered(line) for line in rest)


def _before_a_list(lines: Sequence[str], start: int) -> int:
    """Where the headlines begin that close a page without any word before them; else its end."""
    stop = len(lines)
    while stop > start and furniture.is_headline(lines[stop - 1]) and not furniture.is_numbered(lines[stop - 1]):
        stop -= 1
    run = lines[stop:]
    before = lines[start:stop]
    if len(run) < _SHORTEST_LIST or not before or before[-1][-1] in "：:":
        return len(lines)
    long_enough = sum(map(len, run)) / len(run) >= 14 and not any(re.search(r"[:：]\s?\d", line) for line in run)
    prose_before = sum(len(line) for line in before if furniture.is_prose(line))
    return stop if long_enough and prose_before > sum(map(len, run)) else len(lines)


def _cut_inside(lines: list[str]) -> list[str]:
    """The body's lines, ended where credits or notices follow a sentence in its line, without typesetters' spaces."""
    body: list[str] = []
    for line in lines:
        cut = furniture.inline_end(line) if len(line) > 20 else None
        kept = line[:cut].rstrip() if cut else line
        body.append(_SPACES.sub("", kept) if furniture.is_prose(kept) else kept)
        if cut:
            break
    return [line for line in body if line]
