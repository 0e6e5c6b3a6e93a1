"""A file -> the documents in it: text, Markdown, web pages, PDF, Word, JSON lines, and archives of these.

Nothing is raised for what cannot be read: it is named among the refusals, and the rest comes through.
"""

import io
import re
import stat
import zipfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from etl import datelines, encodings, markdown, office, webpages
from etl.errors import Refused
from etl.models import Document

VERSION = "1"  # raised when the same bytes may be read otherwise than before

MOST_BYTES = 20 * 1024 * 1024
MOST_MEMBERS = 20_000
MOST_INFLATED = 200 * 1024 * 1024
TEXTS = (".txt", ".text", ".md", ".markdown", ".html", ".htm", ".pdf", ".docx")
SUFFIXES = (*TEXTS, ".jsonl", ".zip")
_HIDDEN = re.compile(r"(?:^|/)(?:__MACOSX/|\.|~\$|Thumbs\.db$)")
_BINARIES = (
    b"%PDF-",
    b"PK\x03\x04",
    b"\xd0\xcf\x11\xe0",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"\x7fELF",
    b"\x1f\x8b",
)


class Read(NamedTuple):
    """What a file gave: its documents in their order, and what of it was refused and why."""

    documents: list[Document]
    refusals: list[str]


def read(path: Path, name: str | None = None) -> Read:
    """Everything in a file, which is called `name` in what is read (default: the path as given)."""
    found = list(stream(path, name))
    return Read(
        [each for each in found if isinstance(each, Document)],
        [str(each) for each in found if isinstance(each, Refused)],
    )


def stream(path: Path, name: str | None = None) -> Iterator[Document | Refused]:
    """The same one at a time, so that a large archive is never held whole.

    `source_path` is the name; of an archive's member archive/member; of a JSON line `#3 name`, which ends in the name.
    """
    name = _printable(name or str(path))
    try:
        data = _bytes(path, name)
        yield from _documents(data, name)
    except Refused as refused:
        yield refused


def _bytes(path: Path, name: str) -> bytes:
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):
            raise Refused(f"{name}: not a file. Name a file or a folder of files.")
        if status.st_size > MOST_BYTES:
            raise Refused(f"{name}: {status.st_size / 1048576:.0f} MB, the most is 20 MB. Split the file.")
        with path.open("rb") as file:
            data = file.read(MOST_BYTES + 1)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "no such name"
        raise Refused(f"{name}: can't be opened ({reason}). Check the name and its permissions.") from None
    if len(data) > MOST_BYTES:
        raise Refused(f"{name}: more than 20 MB. Split the file.")
    return data


def _documents(data: bytes, name: str) -> Iterator[Document | Refused]:
    suffix = PurePosixPath(name).suffix.lower()
    if suffix not in SUFFIXES:
        raise Refused(f"{name}: unknown kind of file {suffix!r}. Save it as one of {' '.join(SUFFIXES)}.")
    if not data.strip(b" \t\r\n\0\xef\xbb\xbf\xff\xfe"):
        raise Refused(f"{name}: the file is empty. Remove it or fill it.")
    if suffix == ".zip":
        yield from _members(data, name)
    elif suffix == ".jsonl":
        yield from _json_lines(_text(data, name), name)
    else:
        yield _document(data, name, suffix)


def _document(data: bytes, name: str, suffix: str) -> Document:
    if suffix == ".pdf":
        return office.pdf(data, name)
    if suffix == ".docx":
        return office.docx(data, name)
    text = _text(data, name, declared=suffix in (".html", ".htm"))
    if suffix in (".html", ".htm") or re.match(r"\s*<(?:!doctype html|html)\b", text[:500], re.I):
        page = webpages.read(text)
        return Document(name, page.text, page.title, page.publisher, page.published_on, page.url)
    if suffix in (".md", ".markdown"):
        return markdown.document(text, name)
    return Document(name, text)


def _text(data: bytes, name: str, declared: bool = False) -> str:
    if data.startswith(_BINARIES):
        raise Refused(f"{name}: not text but a binary file. Give it the suffix of what it is, or remove it.")
    text = encodings.decode(data, declared)
    if text is None:
        raise Refused(f"{name}: neither UTF-8, UTF-16, GB18030 nor Big5 can read it. Save it as UTF-8 text.")
    if not text.strip():
        raise Refused(f"{name}: the file is empty. Remove it or fill it.")
    return text


def _members(data: bytes, name: str) -> Iterator[Document | Refused]:
    """The documents in an archive; each member is inflated by itself and never beyond the limits."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
        members = [member for member in archive.infolist() if not member.is_dir()]
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError, RecursionError) as error:
        raise Refused(f"{name}: not a readable archive ({_printable(str(error))}). Pack it again.") from None
    if len(members) > MOST_MEMBERS:
        raise Refused(f"{name}: {len(members)} members, the most is {MOST_MEMBERS}. Split the archive.")
    inflated = 0
    for member in members:
        member_name = _member_name(member)
        if _HIDDEN.search(member_name):
            continue
        label = f"{name}/{member_name}"
        suffix = PurePosixPath(member_name).suffix.lower()
        try:
            if suffix == ".zip":
                raise Refused(f"{label}: an archive within an archive. Unpack it first.")
            if suffix not in SUFFIXES:
                raise Refused(f"{label}: unknown kind of file {suffix!r}. Save it as one of {' '.join(TEXTS)}.")
            content = _inflated(archive, member, label, MOST_INFLATED - inflated)
            inflated += len(content)
            yield from _documents(content, label)
        except Refused as refused:
            yield refused
            if inflated >= MOST_INFLATED:
                return


def _inflated(archive: zipfile.ZipFile, member: zipfile.ZipInfo, label: str, left: int) -> bytes:
    if member.flag_bits & 0x1:
        raise Refused(f"{label}: protected by a password. Pack it without one.")
    if left <= 0:
        raise Refused(f"{label}: the archive inflates to more than {MOST_INFLATED // 1048576} MB. Split it.")
    most = min(MOST_BYTES, left)
    if member.file_size > most:
        raise Refused(f"{label}: inflates to more than {most // 1048576} MB. Split it.")
    try:
        with archive.open(member) as file:
            content = file.read(most + 1)
    except Exception as error:  # zlib, lzma, bz2 and zipfile each have their own
        raise Refused(f"{label}: damaged ({_printable(str(error))}). Pack it again.") from None
    if len(content) > most:
        raise Refused(f"{label}: inflates to more than {most // 1048576} MB. Split it.")
    return content


def _member_name(member: zipfile.ZipInfo) -> str:
    """A member's name; older Chinese archivers wrote it in GBK without saying so."""
    name = member.filename
    if not member.flag_bits & 0x800:
        try:
            raw = name.encode("cp437")
            name = encodings.decode(raw) or raw.decode("gb18030")
        except UnicodeError:
            pass
    return _printable(name.replace("\\", "/"))


def _json_lines(text: str, name: str) -> Iterator[Document | Refused]:
    for number, line in enumerate(text.split("\n"), start=1):
        if not line.strip():
            continue
        try:
            yield _json_document(webpages.from_json(line), f"#{number} {name}")
        except ValueError as error:
            reason = _printable(str(error))[:100]
            yield Refused(f"{name}, line {number}: {reason}. Correct the line; the others were read.")


def _json_document(fields: dict[str, object], source_path: str) -> Document:
    told: dict[str, str | None] = {}
    for field in ("title", "text", "published_on", "url", "publisher"):
        value = fields.get(field)
        if value is not None and not isinstance(value, str):
            raise ValueError(f"{field} is not a string")
        told[field] = value.strip() or None if value else None
    text = told["text"]
    if not text:
        raise ValueError("no text")
    published_on: date | None = None
    if told["published_on"]:
        published_on = datelines.stated(told["published_on"])
        if not published_on:
            raise ValueError("published_on is no date like 2022-11-15")
    if webpages.looks_like_html(text):
        text = webpages.plain(text)
    return Document(source_path, text, told["title"], told["publisher"], published_on, told["url"])


def _printable(name: str) -> str:
    """A name or a reason that can be printed on one line and encoded."""
    return "".join(sign if sign.isprintable() else "�" for sign in name)
