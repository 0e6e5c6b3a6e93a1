"""Markdown -> plain lines; the front matter's title, date, source and address."""

import re
from datetime import date, datetime

import yaml

from etl import datelines, webpages
from etl.models import Document

_FRONT = re.compile(r"\A\ufeff?---[ \t]*\r?\n(.{0,8000}?)\r?\n(?:---|\.\.\.)[ \t]*\r?\n", re.S)
_IMAGE = re.compile(r"!\[[^\[\]\n]{0,300}\]\([^()\s]{0,1000}[^()\n]{0,200}\)")
_LINK = re.compile(r"\[([^\[\]\n]{1,300})\]\([^()\s]{0,1000}[^()\n]{0,200}\)")
_EMPHASIS = re.compile(r"(\*\*|__|~~)(?=\S)([^*_~\n]{1,500}?)\1")
_STRESS = re.compile(r"(?<![\d*])\*(?=[^\s*])([^*\n]{1,300})\*(?!\*)")
_HEADING = re.compile(r"#{1,6}\s+(.+?)\s*#*$")
_BULLET = re.compile(r"[-*+]\s+(?=\S)")
_QUOTE = re.compile(r"(?:>\s?)+")


def document(text: str, source_path: str) -> Document:
    """The document that a Markdown text holds."""
    front: dict[str, object] = {}
    match = _FRONT.match(text[:9000])
    if match:
        front = _fields(match[1])
        text = text[match.end() :]
    if webpages.looks_like_html(text) and "</" in text:
        text = re.sub(r"<br\s{0,3}/?>", "\n", text)
        text = re.sub(r"</?[a-zA-Z][^<>\n]{0,300}>", "", text)
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    title = _told(front, "title") or _first_heading(lines)
    return Document(
        source_path,
        "\n".join(map(_plain, lines)),
        title,
        _told(front, "source", "publisher", "site", "来源"),
        _date(front),
        _told(front, "url", "link", "source_url", "canonical"),
    )


def _fields(front: str) -> dict[str, object]:
    try:
        found = yaml.safe_load(front)
    except (yaml.YAMLError, ValueError, RecursionError):
        found = dict(re.findall(r"(?m)^(\w{1,20})[ \t]*:[ \t]*(\S[^\n]{0,500})$", front))
    return {str(key).lower(): value for key, value in found.items()} if isinstance(found, dict) else {}


def _told(front: dict[str, object], *names: str) -> str | None:
    values = (front.get(name) for name in names)
    return next((value.strip() for value in values if isinstance(value, str) and value.strip()), None)


def _date(front: dict[str, object]) -> date | None:
    for name in ("date", "published_on", "published", "publish_date", "pubdate", "日期", "时间"):
        value = front.get(name)
        if isinstance(value, datetime):
            return value.date()
        if isinstance(value, date):
            return value
        found = datelines.stated(value) if isinstance(value, str) else None
        if found:
            return found
    return None


def _first_heading(lines: list[str]) -> str | None:
    """The one heading of the first rank, if it is the text's first line."""
    for line in lines[:20]:
        if line.strip():
            return _inline(line.strip()[2:]) if line.startswith("# ") else None
    return None


def _plain(line: str) -> str:
    line = line.strip()
    if line.startswith("|") and line.endswith("|") and len(line) > 2:
        cells = [_inline(cell.strip()) for cell in line.strip("|").split("|")]
        return "" if all(set(cell) <= set("-: ") for cell in cells) else " | ".join(cells)
    if set(line) <= set("-*_= ") and len(line) >= 3:
        return ""
    quote = _QUOTE.match(line)
    line = line[quote.end() :] if quote else line
    heading = _HEADING.fullmatch(line)
    line = heading[1] if heading else _BULLET.sub("", line, count=1) if _BULLET.match(line) else line
    return _inline(line)


def _inline(text: str) -> str:
    if "[" in text:
        text = _LINK.sub(r"\1", _IMAGE.sub("", text))
    if "**" in text or "__" in text or "~~" in text:
        text = _EMPHASIS.sub(r"\2", text)
    return _STRESS.sub(r"\1", text) if "*" in text else text
