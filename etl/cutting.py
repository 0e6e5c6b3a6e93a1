"""Where an article's body ends: before credits, notices, and lists of other articles."""

import re
from collections.abc import Sequence
from functools import cached_property

from etl import furniture, masthead

_SHORTEST_LIST = 3  # lines like headlines at a page's end that make a list
_LONG_ENOUGH = 14  # characters of a headline; an authority's name and a day below a text are shorter
_NOTE = re.compile(r"[\s(（]{0,2}(?:(?:数据|资料|图表|表格)来源|注)\s?[:：]")  # below a table
_OF_THE_FIGURES = re.compile(r"[\s(（*※]{0,2}(?:以上|本文|文中|上述|文内)[^，。]{0,4}数据")  # 以上数据来自国家统计局
_SIGNED = re.compile(r"编辑|校对|审核|记者|作者|摄[）)]?$|评论员")  # a line of credits, which may close a text
_SPACES = re.compile(r"(?<=[一-鿿，。；：、“”（）]) (?=\d)|(?<=\d) (?=[一-鿿])")  # typesetters' spaces around figures


def body(lines: Sequence[str], known_title: str | None = None) -> list[str]:
    """The body's lines out of a page's (stripped, none empty)."""
    return cut(lines, known_title)[2]


def cut(lines: Sequence[str], known_title: str | None = None) -> tuple[masthead.Masthead, int, list[str]]:
    """What stands above the body, the number of the line at which it is over, and its lines."""
    head = masthead.read(lines, known_title)
    stop, passed = _stop(lines, head.start)
    kept = [lines[n] for n in range(head.start, stop) if n not in passed and not furniture.is_drop(lines[n])]
    return head, stop, _without_stray_headlines(_cut_inside(kept))


class _Ahead:
    """What follows each line of a page, worked out once and only if asked: long pages stay cheap."""

    def __init__(self, lines: Sequence[str]) -> None:
        self.lines = lines
        self.weights = [len(line) if furniture.is_prose(line) else 0 for line in lines]

    @cached_property
    def last_prose(self) -> int:
        return next((n for n in range(len(self.lines) - 1, -1, -1) if self.weights[n]), -1)

    @cached_property
    def told(self) -> list[int]:
        """For each line how much prose follows up to the next heading of a list."""
        told, ahead = [0] * len(self.lines), 0
        for n in range(len(self.lines) - 1, -1, -1):
            told[n] = ahead
            if furniture.is_heading(self.lines[n]):
                ahead = 0
            elif self.weights[n] and not furniture.is_end(self.lines[n]):
                ahead += self.weights[n]
        return told

    @cached_property
    def headlines(self) -> dict[int, tuple[int, int]]:
        """For each line that only headlines follow, to the end of the page: how many, and of what length together."""
        found: dict[int, tuple[int, int]] = {}
        number = length = 0
        for n in range(len(self.lines) - 1, -1, -1):
            found[n] = number, length
            line = self.lines[n]
            if furniture.is_end(line) or furniture.is_drop(line):
                continue
            if not furniture.is_headline(line) or furniture.is_numbered(line):
                break
            number, length = number + 1, length + len(line)
        return found


def _stop(lines: Sequence[str], start: int) -> tuple[int, set[int]]:
    """The number of the line at which the body is over, and those of credits and notices before it."""
    ahead = _Ahead(lines)
    passed: set[int] = set()
    told = seen = 0
    for n in range(start, len(lines)):
        line = lines[n]
        if n > start:
            if furniture.is_heading(line):
                if told or seen > 40:
                    return n, passed
            elif told and len(line) <= 12 and _opens_headlines(line, lines[n - 1], ahead.headlines.get(n), told):
                return n, passed
            elif furniture.is_row(lines[n - 1]) and _NOTE.match(line) and ahead.told[n]:
                continue  # what a table says of itself
            elif furniture.is_end(line):
                if (ahead.told[n] <= told if told else n > ahead.last_prose) and not _one_of_sections(lines, n):
                    return n, passed
                passed.add(n)  # the text goes on: more follows the credit or the notice than stood before
                continue
        told += ahead.weights[n]
        seen += len(line)
    return _before_a_list(lines, start), passed


def _one_of_sections(lines: Sequence[str], number: int) -> bool:
    """Whether a line like 【联系方式】 is one of several sections that go on behind it."""
    return lines[number].startswith("【") and any(
        line.startswith("【") and furniture.is_prose(line) for line in lines[number + 1 :]
    )


def _opens_headlines(line: str, before: str, follow: tuple[int, int] | None, told: int) -> bool:
    """Whether a short line (滨海动态, 本期目录) is followed by nothing but headlines to the end of the page."""
    if not follow or before[-1] in "：:" or not furniture.is_weak_heading(line):
        return False
    number, length = follow
    return number >= _SHORTEST_LIST and length < told


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


def _without_stray_headlines(body: list[str]) -> list[str]:
    """The lines without one or two headlines of other articles that a page sets right behind its text."""
    stop = len(body)
    while len(body) - stop < _SHORTEST_LIST - 1 and stop > 1 and _is_stray(body[stop - 1], body[stop - 2]):
        stop -= 1
    if stop == len(body) or not (furniture.is_prose(body[stop - 1]) or _SIGNED.search(body[stop - 1])):
        return body
    return body[:stop]


def _is_stray(line: str, before: str) -> bool:
    """Whether a line is a headline or a row of them (A | B), and not a part of the text that the line before opens."""
    if furniture.is_row_of_headlines(line) and not furniture.is_row(before):
        return True
    headline = (
        not _OF_THE_FIGURES.match(line)
        and furniture.is_headline(line)
        and len(line) >= _LONG_ENOUGH
        and furniture.has_words(line) >= _LONG_ENOUGH - 4
    )
    return headline and not furniture.is_numbered(line) and "\t" not in line and before[-1] not in "：:；;"


def _cut_inside(lines: list[str]) -> list[str]:
    """The body's lines, ended where credits or notices follow a sentence in its line, without typesetters' spaces."""
    body: list[str] = []
    for line in lines:
        cut = furniture.inline_end(line) if len(line) > 20 else None
        kept = line[:cut].rstrip() if cut else line
        body.append(_SPACES.sub("", kept) if " " in kept and furniture.is_prose(kept) else kept)
        if cut:
            break
    return [line for line in body if line]
