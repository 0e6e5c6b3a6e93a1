"""The ZIP: CSVs, dictionary.csv, README.md and a Frictionless datapackage.json, which name build and sources."""

import csv
import hashlib
import io
import json
import zipfile
from collections.abc import Mapping
from typing import Any, BinaryIO, NamedTuple

import pyarrow as pa
from pyarrow import types

from etl.exports import citations, formats
from etl.exports.tables import JOINED, meaning

Meanings = Mapping[tuple[str, str], str]
KEYS = {"regions": "adcode", "articles": "article_id", "cells": "cell_id"}


class Origin(NamedTuple):
    """Where the rows come from: the build's name, the address of the view, the filter in words."""

    build: str
    address: str = ""
    chosen: str = ""


def write(tables: Mapping[str, pa.Table], sources: pa.Table, meanings: Meanings, origin: Origin, out: BinaryIO) -> None:
    """tables: what was chosen, by name; sources: the articles that it rests on (as in tables.cited)."""
    every = {**tables, "articles": sources} if "articles" not in tables else dict(tables)
    resources: list[dict[str, Any]] = []
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for name, rows in every.items():
            file = _Counted(archive.open(_entry(f"data/{name}.csv"), "w", force_zip64=True))
            formats.write_csv(rows, file, excel=False)  # type: ignore[arg-type]
            file.close()
            resources.append(_resource(name, rows, meanings, set(every)) | file.told())
        archive.writestr(_entry("dictionary.csv"), _dictionary(every, meanings))
        archive.writestr(_entry("README.md"), _readme(every, sources, origin))
        archive.writestr(
            _entry("datapackage.json"), json.dumps(_package(resources, origin), ensure_ascii=False, indent=1)
        )


class _Counted:
    """A file that is written through, with its length and SHA-256."""

    def __init__(self, file: Any) -> None:  # noqa: ANN401 - what ZipFile.open gives
        self.file, self.bytes, self.hash = file, 0, hashlib.sha256()

    def write(self, piece: bytes | memoryview) -> int:
        self.bytes += len(piece)
        self.hash.update(piece)
        return int(self.file.write(piece))

    def close(self) -> None:
        self.file.close()

    def told(self) -> dict[str, Any]:
        return {"bytes": self.bytes, "hash": f"sha256:{self.hash.hexdigest()}"}


def _entry(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.external_attr = 0o644 << 16
    return entry


def dictionary(tables: Mapping[str, pa.Table], meanings: Meanings) -> list[tuple[str, str, str, str]]:
    """table, column, type, meaning of every column of the files."""
    return [
        (name, field.name, _kind(field.type), meaning(meanings, name, field.name))
        for name, rows in tables.items()
        for field in rows.schema
    ]


def _dictionary(tables: Mapping[str, pa.Table], meanings: Meanings) -> bytes:
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(("table", "column", "type", "meaning"))
    writer.writerows(dictionary(tables, meanings))
    return out.getvalue().encode()


def _kind(kind: pa.DataType) -> str:
    if types.is_boolean(kind):
        return "boolean"
    if types.is_integer(kind):
        return "integer"
    if types.is_decimal(kind) or types.is_floating(kind):
        return "number"
    return "date" if types.is_date(kind) else "string"


def _resource(name: str, rows: pa.Table, meanings: Meanings, beside: set[str]) -> dict[str, Any]:
    key = KEYS.get(name, "fact_id")
    fields: list[dict[str, Any]] = []
    for field in rows.schema:
        told: dict[str, Any] = {"name": field.name, "type": _kind(field.type)}
        if text := meaning(meanings, name, field.name):
            told["description"] = text
        if field.name == key:
            told["constraints"] = {"required": True, "unique": True}
        fields.append(told)
    schema: dict[str, Any] = {"fields": fields, "missingValues": [""], "primaryKey": key}
    links = [
        {"fields": own, "reference": {"resource": other, "fields": own}}
        for own, other in (("article_id", "articles"), ("adcode", "regions"))
        if own in rows.column_names and other in beside and other != name
    ]
    if links:
        schema["foreignKeys"] = links
    return {
        "name": name,
        "path": f"data/{name}.csv",
        "profile": "tabular-data-resource",
        "title": meanings.get((name, ""), name),
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "dialect": {"delimiter": ",", "lineTerminator": "\n", "quoteChar": '"', "doubleQuote": True, "header": True},
        "schema": schema,
    }


def _package(resources: list[dict[str, Any]], origin: Origin) -> dict[str, Any]:
    day = citations.build_day(origin.build)
    told: dict[str, Any] = {
        "profile": "tabular-data-package",
        "name": "lifeatlas",
        "title": "生医图谱 LifeAtlas",
        "description": "中国各地生命健康产业的产值、增速、签约与数量，每条数字附原句与出处。",
        "version": origin.build,
        "resources": resources,
    }
    if day:
        told["created"] = f"{day.isoformat()}T00:00:00Z"
    if origin.address:
        told["homepage"] = origin.address
    return told


def _readme(tables: Mapping[str, pa.Table], sources: pa.Table, origin: Origin) -> str:
    counted = "\n".join(f"- `data/{name}.csv`: {rows.num_rows}" for name, rows in tables.items())
    day = citations.build_day(origin.build)
    view = origin.address or "python -m etl export"
    lines = [
        "# 生医图谱 LifeAtlas",
        "",
        f"- 数据版本 Build: {origin.build}",
        f"- 视图 View: {view}",
        f"- 筛选 Filter: {origin.chosen or '全部 everything'}",
        "",
        "## 文件与行数 Files and rows",
        counted,
        "- `dictionary.csv`: 每列的含义 what each column means",
        "- `datapackage.json`: Frictionless Data Package",
        "",
        "## 须知 To know",
        "- UTF-8；金额单位元，增速为小数，日期 ISO 8601（含首末日）；空格为“没有”，不是零。",
        "- UTF-8; money in yuan, growth as a fraction, ISO 8601 dates (inclusive); an empty cell is not zero.",
        "- 以 = + - @ 制表或回车开头的文字前加了 '，以免表格软件当作公式。",
        "- A text that begins with = + - @, a tab or a line end has ' before it, so that no spreadsheet runs it.",
        f"- {', '.join(JOINED)}: 自地区与文章表并入 joined in from regions and articles.",
        "- 文章版权归原发布者，此处只引所需的句子。Articles © their publishers; only the needed sentences are quoted.",
        "",
        "## 引用 Cite",
        citations.edition(origin.build, "数据表", origin.address),
        "",
        f"## 来源 Sources ({sources.num_rows})",
    ]
    columns = sources.select(["title", "publisher", "published_on", "url"]).to_pylist()
    lines += [f"{n}. {_safe(citations.gb(citations.Source(**row), day))}" for n, row in enumerate(columns, 1)]
    return "\n".join(lines) + "\n"


def _safe(text: str) -> str:
    """Foreign text in Markdown: one line, no HTML."""
    return " ".join(text.split()).replace("<", "&lt;").replace("[EB/OL]", r"\[EB/OL\]")
