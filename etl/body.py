"""A document -> its article: the body in plain simplified text, its title, its publisher and its date."""

import hashlib
import re
from collections.abc import Sequence
from datetime import date
from pathlib import PurePosixPath

from etl import cutting, datelines, furniture, garbling, masthead
from etl.errors import Refused
from etl.models import Article, Document
from etl.unwrapping import unwrapped

VERSION = "2"  # raised when a body, a title or a date may come out otherwise than before

_FEWEST_WORDS = 10
_AGENCY = re.compile(r"[\s(（【]{0,3}((?:本报)?(?:" + "|".join(furniture.words("agencies")) + "))")
_STAMP = re.compile(r"20\d\d-\d{1,2}-\d{1,2}(?=\s\d{1,2}:\d{2})")
_STAMP_REACH = 80  # characters of a line within which such a day stands


def article(document: Document) -> Article:
    """The article that a document holds. Raises Refused where it has no body."""
    plain = unwrapped(garbling.clean(document.text).split("\n"))
    lines = datelines.with_whole_days([stripped for line in plain if (stripped := line.strip())])
    known_title = _tidy(document.title)
    head, stop, kept = cutting.cut(lines, known_title)
    content = garbling.full_stops(garbling.unspaced("\n".join(kept)))
    if furniture.has_words(content) < _FEWEST_WORDS:
        raise Refused(f"{document.source_path}: no article text found. Give the article's own page or its text.")
    title = known_title or head.title or _file_title(document.source_path)
    title = masthead.without_tail(title) if title else None
    published_on = _published_on(lines, head, stop, kept, document)
    return Article(
        article_id=_article_id(title, published_on, content),
        source_path=document.source_path,
        title=title,
        publisher=_tidy(document.publisher) or head.publisher or _agency(kept),
        published_on=published_on,
        url=_address(document.url),
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


def _address(url: str | None) -> str | None:
    """A page's address; None for what is none, `javascript:` for one, which a reader would click on."""
    url = garbling.printed(url).strip() if url else ""
    return url if re.match(r"https?://\S", url) else None


def _file_title(source_path: str) -> str | None:
    """A title from a file's name, if that is one in Chinese."""
    stem = re.sub(r"^[\d\W_]+", "", PurePosixPath(source_path.replace("\\", "/")).stem)
    return stem if sum("一" <= sign <= "鿿" for sign in stem) >= 6 else None


def _published_on(
    lines: Sequence[str], head: masthead.Masthead, stop: int, kept: Sequence[str], document: Document
) -> date | None:
    """GUIDE: the dateline's date, else the page's time line or metadata, else the dates around the body."""
    page = document.published_on or head.published_on
    tail = lines[_behind(lines, kept, stop) :]
    around: list[date] = []
    if page is None:
        page = masthead.published_on(line for line in tail[:12] if furniture.is_meta(line)) or _signed(kept)
    if page is None:
        page = next((found for line in kept[:3] for found in _stamped(line)), None)
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


def _stamped(line: str) -> list[date]:
    """The day with an hour beside a dateline, as pages print it that were copied into one line."""
    stamp = _STAMP.search(line[:_STAMP_REACH])
    return datelines.days(stamp.group()) if stamp else []


def _behind(lines: Sequence[str], kept: Sequence[str], stop: int) -> int:
    """The number of the first line behind the body's last one: a time line there is none of the body's."""
    return next((n for n in range(stop, 0, -1) if kept and lines[n - 1] == kept[-1]), stop)


def _signed(kept: Sequence[str]) -> date | None:
    """The day alone in the last line of a text, as authorities sign."""
    last = kept[-1] if kept else ""
    return datelines.stated(last) if len(last) <= 16 else None
