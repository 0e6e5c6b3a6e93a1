"""PDF and Word files -> documents."""

import io
import logging
import re
import zipfile
from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING

from etl.errors import Refused
from etl.models import Document

if TYPE_CHECKING:
    from docx.document import Document as WordFile
    from pypdf import PdfReader

_MOST_PAGES = 500
_MOST_CHARACTERS = 5_000_000
_MOST_INFLATED = 100 * 1024 * 1024
_FEWEST_CHARACTERS = 20
_PAGE_NUMBER = re.compile(r"[-—–\s]{0,6}(?:第\s?)?\d{1,4}(?:\s?页)?(?:\s?[/共]\s?\d{1,4}(?:\s?页)?)?[-—–\s]{0,6}")
_SET_APART = re.compile(r"(?<=[一-鿿，。；：、“”（）]) +(?=[一-鿿，。；：、“”（）\d])|(?<=\d) +(?=[一-鿿，。%])")
_SENTENCE_END = "。！？!?；;：:”…"
_OPENING = re.compile(r"[一二三四五六七八九十]{1,3}、|[(（][一二三四五六七八九十\d]{1,3}[)）]|\d{1,2}[.、]\D|[●■◆·•]")


def pdf(data: bytes, name: str) -> Document:
    """A PDF's text layer, its lines joined into paragraphs. Raises Refused without one, or for want of a password."""
    import pypdf

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # what is amiss is said by the refusal
    protected = Refused(f"{name}: protected by a password. Save it without one.")
    try:
        reader = pypdf.PdfReader(io.BytesIO(data), strict=False)
        if reader.is_encrypted and not reader.decrypt(""):
            raise protected
        pages = list(_pages(reader))
        title = (reader.metadata.title if reader.metadata else None) or ""
    except Refused:
        raise
    except Exception as error:  # pypdf lets out whatever a damaged file makes it trip over
        if "encrypt" in str(error).lower() or "cryptography" in str(error).lower():
            raise protected from None
        raise Refused(f"{name}: a damaged PDF ({type(error).__name__}). Save it anew, or as text.") from None
    text = "\n".join(_paragraphs(_without_running_lines(pages)))
    if len(re.sub(r"\W", "", text)) < _FEWEST_CHARACTERS:
        raise Refused(f"{name}: a PDF without a text layer, likely a scan. Recognise its text (OCR) first.")
    return Document(name, text, _title(title, text))


def _pages(reader: "PdfReader") -> Iterator[list[str]]:
    read = 0
    for number, page in enumerate(reader.pages):
        if number >= _MOST_PAGES or read > _MOST_CHARACTERS:
            return
        text = (page.extract_text() or "")[:_MOST_CHARACTERS]
        read += len(text)
        yield [_SET_APART.sub("", line.rstrip()) for line in text.replace("\u3000", " ").split("\n")]


def _without_running_lines(pages: list[list[str]]) -> list[str]:
    """The lines of all pages without page numbers and what stands at the head or foot of most of them."""
    edges = Counter(line.strip() for page in pages for line in {*page[:1], *page[-1:]} if line.strip())
    running = {line for line, times in edges.items() if len(pages) > 2 and times > len(pages) / 2}
    return [
        line
        for page in pages
        for line in page
        if line.strip() not in running and not _PAGE_NUMBER.fullmatch(line.strip())
    ]


def _paragraphs(lines: list[str]) -> Iterator[str]:
    """Lines that were broken for their length, joined again."""
    widths = sorted(_width(line) for line in lines if line.strip())
    full = widths[int(len(widths) * 0.9)] if widths else 0
    paragraph = ""
    for line in lines:
        stripped = line.strip()
        if not stripped or line.startswith("  ") or _OPENING.match(stripped):
            if paragraph:
                yield paragraph
            paragraph = stripped
        else:
            between = " " if paragraph[-1:].isascii() and stripped[0].isascii() and paragraph[-1:].isalpha() else ""
            paragraph = paragraph + between + stripped if paragraph else stripped
        if _width(line) < full * 0.8 or (stripped and stripped[-1] in _SENTENCE_END and _width(line) < full * 0.93):
            if paragraph:
                yield paragraph
            paragraph = ""
    if paragraph:
        yield paragraph


def _width(line: str) -> int:
    return sum(1 if sign < "\u2000" else 2 for sign in line.strip())


def _title(title: str, text: str) -> str | None:
    """A PDF's own title, unless a program made it up."""
    title = title.strip()
    chinese = sum("一" <= sign <= "鿿" for sign in title)
    return title if chinese >= 6 and title[:6] in text and "Microsoft" not in title else None


def docx(data: bytes, name: str) -> Document:
    """A Word file's paragraphs and tables in their order. Raises Refused where it can't be read."""
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        raise Refused(f"{name}: an old Word file or one with a password. Save it as .docx without one.")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            inflated = sum(member.file_size for member in archive.infolist())
    except Exception:
        raise Refused(f"{name}: a damaged Word file. Save it anew, or as text.") from None
    if inflated > _MOST_INFLATED:
        raise Refused(f"{name}: inflates to more than {_MOST_INFLATED // 1048576} MB. Save its text alone.")
    try:
        import docx as python_docx

        file = python_docx.Document(io.BytesIO(data))
        blocks = list(_blocks(file))
        told = file.core_properties.title or ""
    except Exception as error:  # whatever a damaged file makes python-docx or lxml trip over
        raise Refused(f"{name}: a damaged Word file ({type(error).__name__}). Save it anew, or as text.") from None
    text = "\n".join(blocks)
    if not text.strip():
        raise Refused(f"{name}: a Word file without text. If it holds pictures, recognise their text (OCR) first.")
    return Document(name, text, _title(told, text))


def _blocks(file: "WordFile") -> Iterator[str]:
    from docx.table import Table

    for block in file.iter_inner_content():
        if not isinstance(block, Table):
            yield block.text
            continue
        for row in block.rows:
            cells: list[str] = []
            seen: list[object] = []
            for cell in row.cells:  # a merged cell comes once for each column it spans
                if not any(cell._tc is other for other in seen):
                    seen.append(cell._tc)
                    cells.append(" ".join(cell.text.split()))
            yield " | ".join(cells)
