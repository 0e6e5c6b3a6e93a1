"""Arrow tables -> XLSX: typed cells, frozen header, filter, the dictionary and what it is in sheets of their own."""

import zipfile
from collections.abc import Iterable, Sequence
from typing import BinaryIO, NamedTuple
from xml.sax.saxutils import escape, quoteattr

import pyarrow as pa
from pyarrow import types

from etl.exports import text

MOST_ROWS = 1_048_575  # Excel's sheet less its header
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
HEADER_STYLE, WRAPPED = 4, 5
# In the order of text.GENERAL, WHOLE, MONEY, DAY, then the header's and the wrapped text's.
STYLES = f"""{HEAD}<styleSheet xmlns="{MAIN}">
<numFmts count="1"><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd"/></numFmts>
<fonts count="2"><font><sz val="11"/><name val="Calibri"/></font>
<font><b/><color rgb="FFFFFFFF"/><sz val="11"/><name val="Calibri"/></font></fonts>
<fills count="3"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>
<fill><patternFill patternType="solid"><fgColor rgb="FF0B5C7A"/></patternFill></fill></fills>
<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>
<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>
<cellXfs count="6"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>
<xf numFmtId="1" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>
<xf numFmtId="2" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>
<xf numFmtId="164" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>
<xf numFmtId="0" fontId="1" fillId="2" borderId="0" xfId="0" applyFont="1" applyFill="1"/>
<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0" applyAlignment="1"><alignment wrapText="1"/></xf></cellXfs>
<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>"""


class Sheet(NamedTuple):
    """A sheet's name and rows."""

    name: str
    rows: pa.Table


def write(sheets: Iterable[Sheet], out: BinaryIO) -> None:
    """One workbook; a table with more rows than a sheet takes goes on in the next."""
    parts = [part for sheet in sheets for part in _parts(sheet)]
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        archive.writestr(_entry("[Content_Types].xml"), _content_types(len(parts)))
        archive.writestr(_entry("_rels/.rels"), _relations([("officeDocument", "xl/workbook.xml")]))
        archive.writestr(_entry("xl/workbook.xml"), _workbook(parts))
        links = [("worksheet", f"worksheets/sheet{n}.xml") for n in range(1, len(parts) + 1)]
        archive.writestr(_entry("xl/_rels/workbook.xml.rels"), _relations([*links, ("styles", "styles.xml")]))
        archive.writestr(_entry("xl/styles.xml"), STYLES)
        for n, part in enumerate(parts, 1):
            with archive.open(_entry(f"xl/worksheets/sheet{n}.xml"), "w", force_zip64=True) as file:
                file.write(_before(part.rows, n == 1).encode())
                cells = " || ".join(text.xlsx_cell(field) for field in part.rows.schema)
                for piece in text.lines(part.rows, f"'<row>' || {cells} || '</row>'"):
                    file.write(piece)
                last = f"{letter(part.rows.num_columns)}{part.rows.num_rows + 1}"
                file.write(f'</sheetData><autoFilter ref="A1:{last}"/></worksheet>'.encode())


def letter(column: int) -> str:
    """1 is A, 27 is AA."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def _parts(sheet: Sheet) -> list[Sheet]:
    starts = range(0, max(sheet.rows.num_rows, 1), MOST_ROWS)
    named = [sheet.name[:28] if n == 0 else f"{sheet.name[:28]}_{n + 1}" for n in range(len(starts))]
    return [Sheet(name, sheet.rows.slice(at, MOST_ROWS)) for name, at in zip(named, starts, strict=True)]


def _entry(name: str) -> zipfile.ZipInfo:
    """An entry without the clock's time: the same rows give the same file."""
    entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.external_attr = 0o644 << 16
    return entry


def _before(rows: pa.Table, selected: bool) -> str:
    widths = "".join(
        f'<col min="{n}" max="{n}" width="{_width(field)}" customWidth="1"/>' for n, field in enumerate(rows.schema, 1)
    )
    header = "".join(
        f'<c s="{HEADER_STYLE}" t="inlineStr"><is><t>{escape(name)}</t></is></c>' for name in rows.column_names
    )
    pane = '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>'
    chosen = ' tabSelected="1"' if selected else ""
    view = f'<sheetView workbookViewId="0"{chosen}>{pane}</sheetView>'
    return (
        f'{HEAD}<worksheet xmlns="{MAIN}"><sheetViews>{view}</sheetViews>'
        f'<sheetFormatPr defaultRowHeight="15"/><cols>{widths}</cols><sheetData><row>{header}</row>'
    )


WIDE = {"quote": 40, "title": 40, "meaning": 80, "value": 20, "url": 30, "parties": 30, "event": 30, "text": 100}


def _width(field: pa.Field) -> int:
    if field.name in WIDE:
        return WIDE[field.name]
    return 20 if field.name.endswith("_yuan") else 12 if types.is_date(field.type) else 16


def _content_types(sheets: int) -> str:
    override = "".join(
        f'<Override PartName="/xl/worksheets/sheet{n}.xml" ContentType="{TYPE}.worksheet+xml"/>'
        for n in range(1, sheets + 1)
    )
    return (
        f'{HEAD}<Types xmlns="{PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{TYPE}.sheet.main+xml"/>'
        f'<Override PartName="/xl/styles.xml" ContentType="{TYPE}.styles+xml"/>{override}</Types>'
    )


def _relations(targets: Sequence[tuple[str, str]]) -> str:
    each = "".join(
        f'<Relationship Id="rId{n}" Type="{OFFICE}/{kind}" Target="{target}"/>'
        for n, (kind, target) in enumerate(targets, 1)
    )
    return f'{HEAD}<Relationships xmlns="{PACKAGE}/relationships">{each}</Relationships>'


def _workbook(parts: Sequence[Sheet]) -> str:
    sheets = "".join(
        f'<sheet name={quoteattr(part.name)} sheetId="{n}" r:id="rId{n}"/>' for n, part in enumerate(parts, 1)
    )
    return f'{HEAD}<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets>{sheets}</sheets></workbook>'
