"""A document -> its article: the body in plain simplified text, its title, its publisher and its date."""

import hashlib
import re
from collections.abc import Sequence
from datetime import date
from pathlib import PurePosixPath

from etl import datelines, furniture, garbling, masthead
from etl.errors import Refused
from etl.models import Article, Document

VERSION = "1"  # raised when a body, a title or a date may come out otherwise than before

_FEWEST_WORDS = 10
_SHORTEST_LIST = 3  # lines like headlines at a page's end that make a list
_SPACES = re.compile(r"(?<=[一-鿿，。；：、“”（）]) (?=\d)|(?<=\d) (?=[一-鿿])")  # typesetters' spaces around figures
_AGENCY = re.compile(r"[\s(（【]{0,3}((?:本报)?(?:" + "|".join(furniture.words("agencies")) + "))")


def article(document: Document) -> Article:
    """The article that a document holds. Raises Refused where it has no body."""
    lines = [stripped for line in garbling.clean(document.text).split("\n") if (stripped := line.strip())]
    known_title = _tidy(document.title)
    head = masthead.read(lines, known_title)
    stop = _stop(lines, head.start)
    kept = [line for line in lines[head.start : stop] if not furniture.is_drop(line)]
    content = "\n".join(_cut_inside(kept))
    if furniture.has_words(content) < _FEWEST_WORDS:
        raise Refused(f"{document.source_path}: no article text found. Give the article's own page or its text.")
    title = known_title or head.title or _file_title(document.source_path)
    published_on = _published_on(lines, head, stop, kept, document)
    return Article(
        article_id=_article_id(title, published_on, content),
        source_path=document.source_path,
        title=title,
        publisher=_tidy(document.publisher) or head.publisher or _agency(kept),
        published_on=published_on,
        url=document.url,
        content=content,
    )


def _article_id(title: str | None, published_on: date | None, content: str) -> str:
    told = "\0".join((title or "", published_on.isoformat() if published_on else "", content))
    return hashlib.blake2b(told.encode(), digest_size=8).hexdigest()


def _tidy(text: str | None) -> str | None:
    """A title or a name on one line, cleaned as the body is; None where nothing is left."""
    return (" ".join(garbling.clean(text[:500]).split()) or None) if text else None


def _agency(kept: Sequence[str]) -> str | None:
    """The agency that a dateline opens with: 新华财经上海10月16日电."""
    match = _AGENCY.match(kept[0]) if kept else None
    return match[1] if match else None


def _file_title(source_path: str) -> str | None:
    """A title from a file's name, if that is one in Chinese."""
    stem = re.sub(r"^[\d\W_]+", "", PurePosixPath(source_path.replace("\\", "/")).stem)
    return stem if sum("一" <= sign <= "鿿" for sign in stem) >= 6 else None


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
        elif n > start and furniture.is_heading(line) and sum(map(len, lines[start:n])) > 40:
            return n
        elif n > start and not any(weights[n:]) and furniture.is_end(line):
            return n
        told += weights[n]
    return _before_a_list(lines, start)


def _goes_on(lines: Sequence[str], weights: Sequence[int], end: int, told: int) -> bool:
    """Whether the text goes on after a credit or a notice: more of it follows than stood before, and no list between."""
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
    """The body's lines, ended where credits or notices follow a sentence in the same line, spaces of typesetting gone."""
    body: list[str] = []
    for line in lines:
        cut = furniture.inline_end(line) if len(line) > 20 else None
        kept = line[:cut].rstrip() if cut else line
        body.append(_SPACES.sub("", kept) if furniture.is_prose(kept) else kept)
        if cut:
            break
    return [line for line in body if line]


def _published_on(
    lines: Sequence[str], head: masthead.Masthead, stop: int, kept: Sequence[str], document: Document
) -> date | None:
    """GUIDE: the dateline's date, else the page's time line or metadata, else the dates around the body."""
    page = document.published_on or head.published_on
    tail = lines[stop:]
    around: list[date] = []
    if page is None:
        page = masthead.published_on(line for line in tail[:12] if furniture.is_meta(line)) or _signed(kept)
    if page is None:
        page = datelines.in_address(document.url) if document.url else None
    if page is None:
        addresses = (datelines.in_address(line) for line in tail if "://" in line or "www." in line)
        page = next((found for found in addresses if found), None)
    if page is None:
        around = [found for line in (*lines[: head.start], *tail) for found in datelines.days(line[-200:])]
    years: list[int] = [] if page or around else datelines.years("\n".join((head.title or "", *kept))[:20000])
    for line in kept[:3]:
        told = datelines.dateline(line, page, around, years)
        if told:
            return told
    return page or max(around, default=None) or datelines.event("\n".join(kept)[:20000])


def _signed(kept: Sequence[str]) -> date | None:
    """The day alone in the last line of a text, as authorities sign."""
    last = kept[-1] if kept else ""
    return datelines.stated(last) if len(last) <= 16 else None
