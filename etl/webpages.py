"""A saved web page -> its title, publisher, date, address and text."""

import json
import re
from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from etl import cutting, datelines, furniture, garbling, masthead

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_LONGEST_CELL = 120
_LONGEST_FOR_TRAFILATURA = 3_000_000  # characters; a longer page is read by its lines alone
_TITLES = ("og:title", "articletitle", "twitter:title", "title", "headline")
_DATES = (
    "article:published_time", "publishdate", "pubdate", "publish_date", "publishtime", "datepublished",
    "firstpublishedtime", "og:release_date", "og:published_time", "weibo:article:create_at", "dc.date.issued",
    "dc.date", "apub:time", "date",
)  # fmt: skip
_SOURCES = ("contentsource", "source", "mediaid", "article:author:name")
_SITES = ("og:site_name", "sitename", "application-name")
# Elements that stand on lines of their own, and those that hold nothing to read.
_BLOCKS = frozenset(
    """
    address article aside blockquote body br center dd div dl dt fieldset figcaption figure footer form h1 h2 h3
    h4 h5 h6 header hr li main nav ol p pre section summary table tbody thead title tr ul
    """.split()  # noqa: SIM905
)
_SILENT = frozenset(
    """
    script style noscript template nav footer aside iframe svg button select option textarea head canvas object
    """.split()  # noqa: SIM905
)
_NO_SIGN = re.compile(r"[\W_]+")
_DECLARATION = re.compile(r"^\s*<\?xml[^>]{0,200}\?>")
_TAG = re.compile(r"<[^<>]{0,2000}>")
_SUFFIX = re.compile(r"\s*(?:[|丨｜_]|\s[-–—]\s|\s-|-{2,})\s*[^|丨｜_]{2,30}$")
_PUBLISHED = re.compile(r'"datePublished"\s{0,4}:\s{0,4}"([^"]{8,40})"')
_LOOKS_LIKE_HTML = re.compile(r"<(?:p|br|div|table|li|h[1-6])[\s/>]", re.I)


class WebPage(NamedTuple):
    """What a page says; `text` is its body with rows and lists, or all its lines where no body stood out."""

    text: str
    title: str | None
    publisher: str | None
    published_on: date | None
    url: str | None


def looks_like_html(text: str) -> bool:
    """Whether a text is written in HTML, whole page or part."""
    return "<" in text and _LOOKS_LIKE_HTML.search(text) is not None


def read(source: str) -> WebPage:
    """The page that a decoded HTML source shows."""
    root = _tree(source)
    if root is None:
        return WebPage(_TAG.sub("\n", source), None, None, None, None)
    named = _metadata(root)
    page = [line for line in map(str.strip, garbling.clean("\n".join(lines(root))).split("\n")) if line]
    title = _title(root, named)
    head = masthead.read(page, title)
    marked = _marked_date(root, named, source)
    return WebPage(
        text=_text(source, page, title),
        title=title or head.title,
        publisher=_first(named, _SOURCES) or head.publisher or _first(named, _SITES),
        published_on=marked or head.published_on,
        url=_address(root, named),
    )


def plain(source: str) -> str:
    """The lines of a piece of HTML, without a search for its body."""
    root = _tree(source)
    return "\n".join(lines(root)) if root is not None else _TAG.sub("\n", source)


def _tree(source: str) -> "HtmlElement | None":
    from lxml import etree
    from lxml import html as lxml_html

    try:
        return lxml_html.document_fromstring(_DECLARATION.sub("", source.replace("\0", "")))
    except (etree.LxmlError, ValueError, AssertionError):
        return None


def lines(root: "HtmlElement") -> Iterator[str]:
    """The lines that a tree shows: one for each block, cells of a row apart by a bar; no scripts, menus, footers."""
    parts: list[str] = []

    def flush() -> Iterator[str]:
        line = " ".join("".join(parts).split())
        parts.clear()
        if line:
            yield line

    from lxml import etree

    silent = 0
    walk = etree.iterwalk(root, events=("start", "end"))
    for event, element in walk:
        tag = element.tag if isinstance(element.tag, str) else ""
        if event == "start":
            if tag in _SILENT:
                silent += 1
            if tag in _BLOCKS and not silent:
                yield from flush()
            row = _row(element) if tag == "tr" and not silent else None
            if row:
                parts.append(row)
                walk.skip_subtree()
            elif not silent and tag:
                parts.append((element.text or "").replace("\n", " "))
        else:
            if tag in _BLOCKS and not silent:
                yield from flush()
            if tag in _SILENT:
                silent -= 1
            if not silent:
                parts.append((element.tail or "").replace("\n", " "))
    yield from flush()


def _row(element: "HtmlElement") -> str | None:
    """A table's row as cells between bars; None for a row that only lays out the page."""
    cells = [" ".join("".join(cell.itertext()).split()) for cell in element if cell.tag in ("td", "th")]
    if len(cells) < 2 or max(map(len, cells)) > _LONGEST_CELL or element.find(".//table") is not None:
        return None
    return " | ".join(cells)


def _text(source: str, page: list[str], title: str | None) -> str:
    """The body as trafilatura finds it, unless it lost much of what the page's own lines hold."""
    own = cutting.body(page, title)
    if len(source) > _LONGEST_FOR_TRAFILATURA:
        return "\n".join(page)
    import trafilatura

    try:
        found = trafilatura.extract(
            source, output_format="txt", include_tables=True, include_comments=False, deduplicate=False, fast=True
        )
    except Exception:  # whatever a hostile page breaks in it, the lines are there
        found = None
    if not found:
        return "\n".join(page)
    text = "\n".join(map(_unmarked, found.split("\n")))
    kept = cutting.body([line for line in map(str.strip, garbling.clean(text).split("\n")) if line], title)
    whole = _filled(own, kept)
    if whole:
        return "\n".join(whole)
    return text if sum(map(len, kept)) >= 0.75 * sum(map(len, own)) else "\n".join(page)


def _filled(own: list[str], found: list[str]) -> list[str]:
    """The page's own lines from the first to the last that trafilatura found, with the rows and breaks that it lost.

    Empty where what lies between is for the most part something else.
    """
    told = "".join(_NO_SIGN.sub("", line) for line in found)
    known = [n for n, line in enumerate(own) if (bare := _NO_SIGN.sub("", line)) and bare in told]
    if not known:
        return []
    first, last = known[0], known[-1]
    while first > 0 and furniture.is_row(own[first - 1]):
        first -= 1
    while last + 1 < len(own) and (furniture.is_row(own[last + 1]) or own[last + 1][-1] in "。；;！？"):
        last += 1  # a list that closes the article, which looks like one of links
    whole = own[first : last + 1]
    among = sum(len(own[n]) for n in known)
    return whole if among >= 0.6 * sum(map(len, whole)) and among >= 0.8 * len(told) else []


def _unmarked(line: str) -> str:
    """A line of trafilatura's without its marks of lists and of table edges."""
    line = line.strip()
    if line.startswith("|"):
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        return "" if all(set(cell) <= set("-: ") for cell in cells) else " | ".join(cells)
    return line[2:] if line.startswith("- ") else line


def _metadata(root: "HtmlElement") -> dict[str, str]:
    """The page's meta elements by their lower-case names."""
    found: dict[str, str] = {}
    for element in root.iter("meta"):
        name = element.get("property") or element.get("name") or element.get("itemprop")
        content = (element.get("content") or "").strip()
        if name and content:
            found.setdefault(name.strip().lower(), content[:1000])
    return found


def _first(named: dict[str, str], names: tuple[str, ...]) -> str | None:
    return next((named[name] for name in names if name in named), None)


def _title(root: "HtmlElement", named: dict[str, str]) -> str | None:
    """The title without the site's name: metadata's, the one first heading's, the window's."""
    told = _first(named, _TITLES[:3])
    headings = [" ".join(element.text_content().split()) for element in list(root.iter("h1"))[:3]]
    window = next((" ".join((element.text_content() or "").split()) for element in root.iter("title")), "")
    inside = [heading for heading in headings if len(heading) >= 6]
    if told and any(heading in told for heading in inside):
        told = next(heading for heading in inside if heading in told)
    title = (
        told
        or next((heading for heading in inside if heading in window), None)
        or (inside[0] if len(inside) == 1 else None)
    )
    if not title and window:
        title = window
        for _ in range(3):
            title = _SUFFIX.sub("", title) if len(_SUFFIX.sub("", title)) >= 6 else title
    return title[:300] if title else None


def _marked_date(root: "HtmlElement", named: dict[str, str], source: str) -> date | None:
    """The date in the page's metadata or in its one time element."""
    told = [named[name] for name in _DATES if name in named]
    told += [element.get("datetime") or "" for element in list(root.iter("time"))[:1]]
    told += _PUBLISHED.findall(source[:500_000])[:1]
    return next((found for found in map(datelines.stated, told) if found), None)


def _address(root: "HtmlElement", named: dict[str, str]) -> str | None:
    told = [
        element.get("href") or "" for element in root.iter("link") if (element.get("rel") or "").lower() == "canonical"
    ]
    told.append(named.get("og:url", ""))
    return next((address[:2000] for address in told if re.match(r"https?://[^\s<>\"']+$", address)), None)


def from_json(line: str) -> dict[str, object]:
    """The object that a line of JSON holds. Raises ValueError where it holds none."""
    try:
        found = json.loads(line)
    except RecursionError:
        raise ValueError("nested too deeply") from None
    if not isinstance(found, dict):
        raise ValueError("not an object")
    return found
