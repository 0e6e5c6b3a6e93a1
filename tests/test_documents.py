"""Files of every kind and encoding, and what is refused: by name, with a reason, without losing the rest."""

import io
import json
import os
import zipfile
from datetime import date
from pathlib import Path

import docx
import pytest
from pypdf import PdfWriter
from pypdf.generic import ArrayObject, DecodedStreamObject, DictionaryObject, NameObject, NumberObject

from etl import body, documents, office

ARTICLE = (
    "嘉定精准医学产业发展大会举行\n2022-11-15 18:40 来源：某财经\n\n"
    "11月15日，大会在嘉定举行，19个项目签约，总投资额近16亿元。目前，全区共有生物医药企业383家。\n责任编辑：某\n"
)
BIG5 = "生物醫藥產業規模突破三百億元\n2022-11-15 來源：某報\n目前，全市生物醫藥企業達到383家，總產值154.8億元。\n"


def saved(folder: Path, name: str, content: bytes | str) -> Path:
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def only(path: Path, name: str | None = None):
    found = documents.read(path, name)
    assert found.refusals == []
    (document,) = found.documents
    return document


def refused(path: Path) -> str:
    found = documents.read(path)
    assert found.documents == []
    (refusal,) = found.refusals
    assert refusal.startswith(str(path)) and "\n" not in refusal
    return refusal


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "gb18030", "gbk", "gb2312", "utf-16", "utf-16-le", "utf-16-be"]
)
def test_text_is_read_in_every_encoding(tmp_path, encoding):
    document = only(saved(tmp_path, "a.txt", ARTICLE.encode(encoding)))
    assert document.text.lstrip("\ufeff") == ARTICLE
    article = body.article(document)
    assert article.content.startswith("11月15日，大会在嘉定举行") and article.published_on == date(2022, 11, 15)


@pytest.mark.parametrize("encoding", ["big5", "big5hkscs", "cp950", "gb18030", "utf-8", "utf-16"])
def test_traditional_text_is_read_in_every_encoding_and_simplified(tmp_path, encoding):
    article = body.article(only(saved(tmp_path, "a.txt", BIG5.encode(encoding))))
    assert article.title == "生物医药产业规模突破三百亿元"
    assert article.content == "目前，全市生物医药企业达到383家，总产值154.8亿元。"


@pytest.mark.parametrize(
    ("encoding", "declared"),
    [("gbk", "gb2312"), ("big5", "big5"), ("gb18030", "utf-8"), ("gbk", ""), ("gbk", "klingon"), ("utf-8", "hex")],
)
def test_page_is_read_in_the_charset_it_names_or_the_one_it_has(tmp_path, encoding, declared):
    text = BIG5 if encoding == "big5" else ARTICLE
    told = f'<meta charset="{declared}">' if declared else ""
    lines = "".join(f"<p>{line}</p>" for line in text.split("\n"))
    page = f"<html><head>{told}<title>x</title></head><body><div>{lines}</div></body></html>"
    article = body.article(only(saved(tmp_path, "a.html", page.encode(encoding))))
    assert "383家" in article.content and "企业" in article.content and article.published_on == date(2022, 11, 15)


def test_name_is_what_the_caller_says(tmp_path):
    path = saved(tmp_path, "a.txt", ARTICLE)
    assert only(path).source_path == str(path)
    assert only(path, "seeds/a.txt").source_path == "seeds/a.txt"


def test_json_lines_give_one_document_each_and_a_bad_line_is_named(tmp_path):
    good = {
        "title": "甲",
        "text": "签约9个项目，总投资12亿元。",
        "published_on": "2022-11-15",
        "url": "https://x.invalid/",
        "publisher": "乙",
    }
    lines = [
        json.dumps(good, ensure_ascii=False),
        "{",
        "",
        "[1]",
        '{"title": "无文"}',
        '{"text": 3}',
        '{"text": "某区签约", "published_on": "昨天"}',
        "[" * 100_000,
        '{"text": "' + "\\ud800" + '某区医药企业共383家。"}',
    ]
    found = documents.read(saved(tmp_path, "a.jsonl", "\n".join(lines)), "in/a.jsonl")
    first, last = found.documents
    assert (first.title, first.publisher, first.published_on, first.url) == (
        "甲",
        "乙",
        date(2022, 11, 15),
        "https://x.invalid/",
    )
    assert first.source_path == "#1 in/a.jsonl" and last.source_path == "#9 in/a.jsonl"
    assert body.article(last).content == "某区医药企业共383家。"
    assert [refusal.split(":")[0] for refusal in found.refusals] == [
        f"in/a.jsonl, line {n}" for n in (2, 4, 5, 6, 7, 8)
    ]


def zipped(members: dict[str, bytes], compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", compression) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def test_archive_gives_what_can_be_read_and_names_the_rest(tmp_path):
    inner = zipped({"x.txt": ARTICLE.encode()})
    members = {
        "新闻/甲.txt": ARTICLE.encode("gbk"),
        "b.md": ARTICLE.encode(),
        "c.exe": b"MZ",
        "d.zip": inner,
        "e.txt": b"",
        "__MACOSX/._b.md": b"\0",
        ".DS_Store": b"\0",
        "f.jsonl": b'{"text": "\xe6\x9f\x90\xe5\x8c\xba"}',
    }
    found = documents.read(saved(tmp_path, "a.zip", zipped(members)), "a.zip")
    assert [document.source_path for document in found.documents] == [
        "a.zip/新闻/甲.txt",
        "a.zip/b.md",
        "#1 a.zip/f.jsonl",
    ]
    assert [refusal.split(":")[0] for refusal in found.refusals] == ["a.zip/c.exe", "a.zip/d.zip", "a.zip/e.txt"]


def test_member_named_in_gbk_is_read_by_its_name(tmp_path):
    data = zipped({"AAAAAAAA.txt": ARTICLE.encode()}).replace(b"AAAAAAAA", "医药产业".encode("gbk"))
    assert only(saved(tmp_path, "a.zip", data), "a.zip").source_path == "a.zip/医药产业.txt"


def test_archive_that_inflates_without_end_is_refused(tmp_path, monkeypatch):
    bomb = zipped({"a.txt": b"0" * (documents.MOST_BYTES + 1), "b.txt": ARTICLE.encode()})
    assert len(bomb) < 100_000
    found = documents.read(saved(tmp_path, "a.zip", bomb))
    assert len(found.documents) == 1 and "inflates to more than 20 MB" in found.refusals[0]
    monkeypatch.setattr(documents, "MOST_INFLATED", 1000)
    many = documents.read(saved(tmp_path, "b.zip", zipped({f"{n}.txt": ARTICLE.encode() for n in range(9)})))
    assert len(many.documents) <= 4 and many.refusals
    monkeypatch.setattr(documents, "MOST_MEMBERS", 3)
    assert "9 members" in refused(tmp_path / "b.zip")


def test_archive_ends_where_its_members_have_inflated_too_far(tmp_path, monkeypatch):
    monkeypatch.setattr(documents, "MOST_INFLATED", len(ARTICLE.encode()) * 2)
    found = documents.read(saved(tmp_path, "a.zip", zipped({f"{n}.txt": ARTICLE.encode() for n in range(9)})))
    assert len(found.documents) == 2
    (refusal,) = found.refusals
    assert "a.zip/2.txt: the archive inflates to more than" in refusal


def test_member_with_a_password_is_refused_and_the_others_are_read(tmp_path):
    data = bytearray(zipped({"a.txt": b"geheim", "b.txt": ARTICLE.encode()}))
    directory = data.index(b"PK\x01\x02")
    data[6] |= 1  # the flag of encryption: in the member's own header and in the archive's list
    data[directory + 8] |= 1
    found = documents.read(saved(tmp_path, "a.zip", bytes(data)))
    assert len(found.documents) == 1
    assert "a.txt: protected by a password" in found.refusals[0]


def test_file_that_grows_while_it_is_read_is_refused(tmp_path, monkeypatch):
    path = saved(tmp_path, "a.txt", ARTICLE * 3)
    small = path.stat()
    monkeypatch.setattr(documents, "MOST_BYTES", 200)
    monkeypatch.setattr(Path, "stat", lambda self, **_: os.stat_result((small.st_mode, *[0] * 9)))
    assert "more than 20 MB" in refused(path)


def test_text_of_a_json_line_may_be_a_page(tmp_path):
    page = "<html><body><p>某区签约9个项目，</p><p>总投资12亿元。</p></body></html>"
    line = json.dumps({"text": page}, ensure_ascii=False)
    document = only(saved(tmp_path, "a.jsonl", line), "a.jsonl")
    assert document.text.split("\n") == ["某区签约9个项目，", "总投资12亿元。"]


def test_member_that_lies_about_its_size_is_refused(tmp_path):
    data = zipped({"a.txt": b"0" * 50_000})
    lying = data.replace((50_000).to_bytes(4, "little"), (100).to_bytes(4, "little"))
    found = documents.read(saved(tmp_path, "a.zip", lying))
    assert found.documents == [] and len(found.refusals) == 1


def word_without(tmp_path, name, *paragraphs):
    file = docx.Document()
    for paragraph in paragraphs:
        file.add_paragraph(paragraph)
    file.save(tmp_path / name)
    return tmp_path / name


def test_word_file_without_text_or_beyond_all_measure_is_refused(tmp_path, monkeypatch):
    assert "without text" in refused(word_without(tmp_path, "a.docx"))
    path = word_without(tmp_path, "b.docx", ARTICLE)
    monkeypatch.setattr(office, "_MOST_INFLATED", 1000)
    assert "inflates to more than" in refused(path)


def word_file() -> bytes:
    file = docx.Document()
    file.add_heading("嘉定精准医学产业发展大会举行", level=1)
    file.add_paragraph("2022年11月15日 来源：某财经")
    file.add_paragraph("11月15日，大会举行，19个项目签约，总投资额近16亿元。")
    table = file.add_table(rows=2, cols=2)
    for cell, text in zip(
        (*table.rows[0].cells, *table.rows[1].cells), ("板块", "产值（亿元）", "影像", "30.2"), strict=True
    ):
        cell.text = text
    file.add_paragraph("目前，全区共有企业383家。")
    buffer = io.BytesIO()
    file.save(buffer)
    return buffer.getvalue()


def test_word_file_keeps_the_order_of_paragraphs_and_rows(tmp_path):
    article = body.article(only(saved(tmp_path, "a.docx", word_file())))
    assert article.title == "嘉定精准医学产业发展大会举行" and article.published_on == date(2022, 11, 15)
    assert article.content.split("\n")[1:3] == ["板块 | 产值（亿元）", "影像 | 30.2"]


def pdf_file(lines: list[str], password: str | None = None) -> bytes:
    """A PDF whose characters are named by a ToUnicode map, as word processors write it."""
    signs = sorted(set("".join(lines)))
    code = {sign: n + 1 for n, sign in enumerate(signs)}
    pairs = "\n".join(f"<{code[sign]:04x}> <{sign.encode('utf-16-be').hex()}>" for sign in signs)
    writer = PdfWriter()
    page = writer.add_blank_page(595, 842)
    mapping, content = DecodedStreamObject(), DecodedStreamObject()
    blocks = "\n".join(
        f"{len(part)} beginbfchar\n{chr(10).join(part)}\nendbfchar"
        for part in ([*pairs.split("\n")][n : n + 100] for n in range(0, len(signs), 100))
        if part
    )
    mapping.set_data(
        "/CIDInit /ProcSet findresource begin begincmap 1 begincodespacerange <0000> <ffff> endcodespacerange\n"
        f"{blocks}\nendcmap end".encode()
    )
    shown = "".join(f"<{''.join(f'{code[sign]:04x}' for sign in line)}> Tj T* " for line in lines)
    content.set_data(f"BT /F 12 Tf 16 TL 50 780 Td {shown} ET".encode())
    descendant = DictionaryObject(
        {
            NameObject("/Type"): NameObject("/Font"),
            NameObject("/Subtype"): NameObject("/CIDFontType2"),
            NameObject("/BaseFont"): NameObject("/Song"),
            NameObject("/DW"): NumberObject(1000),
        }
    )
    font = DictionaryObject(
        {
            NameObject("/Type"): NameObject("/Font"),
            NameObject("/Subtype"): NameObject("/Type0"),
            NameObject("/BaseFont"): NameObject("/Song"),
            NameObject("/Encoding"): NameObject("/Identity-H"),
            NameObject("/ToUnicode"): writer._add_object(mapping),
            NameObject("/DescendantFonts"): ArrayObject([writer._add_object(descendant)]),
        }
    )
    fonts = DictionaryObject({NameObject("/F"): writer._add_object(font)})
    page[NameObject("/Resources")] = DictionaryObject({NameObject("/Font"): fonts})
    page[NameObject("/Contents")] = writer._add_object(content)
    if password is not None:
        writer.encrypt(user_password=password, owner_password="o", algorithm="RC4-128")
    buffer = io.BytesIO()
    writer.write(buffer)
    return buffer.getvalue()


PDF_LINES = [
    "嘉定精准医学产业发展大会举行",
    "2022年11月15日 来源：某财经",
    "11月15日，大会在嘉定举行，来自各街镇的19个项目签约，总投资额近",
    "16亿元。目前，全区共有生物医药企业383家，其中规上企业73家，上市",
    "公司5家。",
    "今年前9个月，全区总产出154.8亿元，同比增长15.5%。",
    "— 1 —",
]


@pytest.mark.parametrize("password", [None, ""])
def test_text_layer_of_a_pdf_is_read_as_paragraphs(tmp_path, password):
    article = body.article(only(saved(tmp_path, "a.pdf", pdf_file(PDF_LINES, password))))
    assert article.title == PDF_LINES[0] and article.published_on == date(2022, 11, 15)
    assert article.content.split("\n") == ["".join(PDF_LINES[2:5]), PDF_LINES[5]]


def test_pages_of_a_pdf_beyond_the_most_are_left_unread(tmp_path, monkeypatch):
    monkeypatch.setattr(office, "_MOST_PAGES", 0)
    assert "without a text layer" in refused(saved(tmp_path, "a.pdf", pdf_file(PDF_LINES)))


MARKDOWN = """---
title: 嘉定精准医学产业发展大会举行
date: 2022-11-15 18:40:00
source: 某财经
url: https://x.invalid/
---
# 嘉定精准医学产业发展大会举行

---
11月15日，<br/>**19个项目**签约，总投资额近*16亿元*。<b>[目前](https://x.invalid/)</b>，全区共有企业383家。

| 板块 | 产值 |
| --- | ---: |
| 影像 | 30.2 |
"""


def test_markdown_is_read_as_plain_lines_with_its_front_matter(tmp_path):
    document = only(saved(tmp_path, "a.md", MARKDOWN))
    assert (document.title, document.publisher, document.url) == (
        "嘉定精准医学产业发展大会举行",
        "某财经",
        "https://x.invalid/",
    )
    assert document.published_on == date(2022, 11, 15)
    lines = [line for line in document.text.split("\n") if line]
    assert lines == [
        "嘉定精准医学产业发展大会举行",
        "11月15日，",
        "19个项目签约，总投资额近16亿元。目前，全区共有企业383家。",
        "板块 | 产值",
        "影像 | 30.2",
    ]


@pytest.mark.parametrize(
    ("front", "title", "day"),
    [
        ("title: 甲\ndate: 2022年11月15日", "甲", date(2022, 11, 15)),
        ("title: 甲: 乙: [\ndate: 2022-11-15", "甲: 乙: [", date(2022, 11, 15)),  # no YAML, and still told
        ("title: 甲\ndate: soon\npublished: 2022-11-15", "甲", date(2022, 11, 15)),
        ("- a\n- b", "题", None),
        ("date: 2022-13-45", "题", None),
    ],
)
def test_front_matter_is_read_however_it_is_written(tmp_path, front, title, day):
    document = only(saved(tmp_path, "a.md", f"---\n{front}\n---\n\n# 题\n某区签约9个项目。\n"))
    assert (document.title, document.published_on) == (title, day)


def test_markdown_of_blank_lines_and_text_below_them_has_no_title(tmp_path):
    assert only(saved(tmp_path, "a.md", "\n" * 30 + "某区签约9个项目。")).title is None


def test_pdf_with_a_password_and_a_scan_are_refused(tmp_path):
    assert "protected by a password" in refused(saved(tmp_path, "a.pdf", pdf_file(PDF_LINES, "geheim")))
    assert "without a text layer" in refused(saved(tmp_path, "b.pdf", pdf_file([])))


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("a.txt", b"", "empty"),
        ("a.txt", b" \r\n\t", "empty"),
        ("a.txt", b"\xef\xbb\xbf", "empty"),
        ("a.txt", b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20, "binary"),
        ("a.txt", bytes(range(256)) * 20, "neither UTF-8"),
        ("a.html", b"\x7fELF" + bytes(200), "binary"),
        ("a.txt", "ÀÁÂÃÄÅ ÈÉÊË ÌÍÎÏ".encode("cp1252") * 9, "neither UTF-8"),
        ("a.docx", b"PK\x03\x04garbage", "damaged Word file"),
        ("a.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" * 9, "without one"),
        ("a.pdf", b"%PDF-1.7\ngarbage", "damaged PDF"),
        ("a.zip", b"PK\x03\x04garbage", "not a readable archive"),
        ("a.doc", b"text", "unknown kind of file"),
        ("a", b"text", "unknown kind of file"),
    ],
)
def test_what_cannot_be_read_is_refused_with_its_reason(tmp_path, name, content, reason):
    assert reason in refused(saved(tmp_path, name, content))


def test_file_over_twenty_megabytes_is_refused_unread(tmp_path):
    path = tmp_path / "a.txt"
    with path.open("wb") as file:
        file.truncate(documents.MOST_BYTES + 1)
    assert "the most is 20 MB" in refused(path)


def test_missing_file_and_folder_are_refused(tmp_path):
    assert "can't be opened" in refused(tmp_path / "none.txt")
    assert "not a file" in refused(tmp_path)


def test_damaged_files_of_every_kind_raise_nothing(tmp_path):
    files = {
        "a.pdf": pdf_file(PDF_LINES),
        "a.docx": word_file(),
        "a.zip": zipped({"a.txt": ARTICLE.encode()}),
        "a.txt": ARTICLE.encode("gbk"),
        "a.html": f"<table><tr><td>{ARTICLE}<table><p>".encode(),
        "a.jsonl": b'{"text":"\xe6',
    }
    for name, content in files.items():
        for at in range(0, len(content), max(1, len(content) // 12)):
            damaged = content[:at] + bytes([content[at] ^ 0x5A]) + content[at + 1 : len(content) - at // 3]
            documents.read(saved(tmp_path, name, damaged))
