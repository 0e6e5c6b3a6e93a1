"""The API's description, OpenAPI 3.1, made from the build's own columns and comments."""

from typing import Any

import orjson
import pyarrow as pa
from pyarrow import types

from dashboard.api import parameters, problems
from dashboard.api.answers import ROOT, SECONDS, Answer, present
from dashboard.api.parameters import Codes
from dashboard.choice import CLAIMS, LANGUAGES, STATISTICS
from dashboard.exports import Opened, cursor
from etl.exports import tables
from etl.exports.tables import TABLES, Filter

TEXT = {"type": "string"}


def answer(held: Opened, codes: Codes) -> Answer:
    """The description of what this build answers."""
    return Answer(orjson.dumps(document(held, codes), option=orjson.OPT_INDENT_2), "application/json", {})


def document(held: Opened, codes: Codes) -> dict[str, Any]:
    """The whole description."""
    with cursor(held, SECONDS) as own:
        meanings = tables.meanings(own)
        schemas = {
            name: tables.page(own, table, Filter(), 0).drop_columns(["_day"]).schema
            for name, table in TABLES.items()
            if present(own, name)
        }
    paths: dict[str, Any] = {
        f"{ROOT}/{name}": {"get": _table(name, meanings.get((name, ""), name))} for name in schemas
    }
    paths[f"{ROOT}/facts/{{fact_id}}"] = {"get": _fact()}
    paths[f"{ROOT}/openapi.json"] = {"get": _self()}
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "生医图谱 LifeAtlas",
            "version": "1",
            "description": (
                "Read-only. Money in yuan, growth as a fraction, ISO days. Every answer belongs to a build, which its"
                f" ETag names; at most {parameters.MAX_LIMIT} rows and {SECONDS:.0f} seconds each."
            ),
        },
        "paths": paths,
        "components": {
            "schemas": {
                **{name: _row(name, schema, meanings) for name, schema in schemas.items()},
                "Problem": _problem(),
            },
            "parameters": _parameters(codes),
            "responses": {
                "NotModified": {"description": "The build is the one that If-None-Match names."},
                **{name: _failed(text) for name, text in FAILURES.items()},
            },
        },
    }


FAILURES = {
    "BadRequest": "A parameter is not known, is given twice, or has a value that it can't have.",
    "NotFound": "No such code, cursor, figure or table in this build.",
    "MethodNotAllowed": "The API is read-only.",
    "Fault": "The question could not be answered.",
    "Unavailable": "No build is published, too many questions, or one that took too long; ask again.",
}
STATUSES = {"400": "BadRequest", "404": "NotFound", "405": "MethodNotAllowed", "500": "Fault", "503": "Unavailable"}


def _responses(content: dict[str, Any]) -> dict[str, Any]:
    headers = {
        "ETag": {"schema": TEXT, "description": "The build and the format."},
        "X-Build": {"schema": TEXT, "description": "The build's name."},
    }
    return {
        "200": {"description": "The answer.", "headers": headers, "content": content},
        "304": {"$ref": "#/components/responses/NotModified"},
        **{status: {"$ref": f"#/components/responses/{name}"} for status, name in STATUSES.items()},
    }


def _table(name: str, title: str) -> dict[str, Any]:
    named = (*(part for part in parameters.NAMES),)
    page = {
        "type": "object",
        "required": ["build", "table", "filter", "total", "count", "next", "data"],
        "properties": {
            "build": TEXT,
            "table": {"const": name},
            "filter": {"type": "object", "additionalProperties": TEXT},
            "total": {"type": "integer", "minimum": 0, "description": "Rows in the filter, on all pages."},
            "count": {"type": "integer", "minimum": 0, "description": "Rows of this page."},
            "next": {"type": ["string", "null"], "description": "The next page's address; null on the last."},
            "data": {"type": "array", "items": {"$ref": f"#/components/schemas/{name}"}},
        },
    }
    return {
        "operationId": f"list_{name}",
        "summary": title,
        "parameters": [{"$ref": f"#/components/parameters/{part}"} for part in named],
        "responses": _responses({"application/json": {"schema": page}, "text/csv": {"schema": TEXT}}),
    }


def _fact() -> dict[str, Any]:
    told = {
        "type": "object",
        "required": ["build", "table", "fact", "claim", "evidence", "citation"],
        "properties": {
            "build": TEXT,
            "table": {"enum": list(tables.FACT_TABLES)},
            "fact": {"type": "object", "required": ["fact_id", "quote", "article_id"]},
            "claim": {
                "type": ["object", "null"],
                "description": "Its place among rival claims about one cell; null for a signing.",
            },
            "evidence": {"type": "string", "description": "The address of its sentence."},
            "citation": {"type": "object", "required": ["gb", "zh", "en"], "additionalProperties": TEXT},
        },
    }
    identity = {
        "name": "fact_id",
        "in": "path",
        "required": True,
        "schema": {"type": "string", "pattern": "^[0-9a-f]{16}$"},
    }
    return {
        "operationId": "get_fact",
        "summary": "一条数字 One figure",
        "parameters": [identity, {"$ref": "#/components/parameters/lang"}],
        "responses": _responses({"application/json": {"schema": told}}),
    }


def _self() -> dict[str, Any]:
    return {
        "operationId": "get_description",
        "summary": "This description",
        "responses": _responses({"application/json": {"schema": {"type": "object"}}}),
    }


def _parameters(codes: Codes) -> dict[str, Any]:
    search = {"minLength": 1, "maxLength": parameters.LONGEST_SEARCH, "pattern": r"^[^\x00]+$"}
    limit = {"minimum": 1, "maximum": parameters.MAX_LIMIT, "default": parameters.DEFAULT_LIMIT}
    told: dict[str, tuple[dict[str, Any], str, Any]] = {
        "city": (TEXT | {"pattern": parameters.CITY}, "Codes of regions; one includes what lies in it.", "310000"),
        "year": (TEXT | {"pattern": parameters.YEAR}, "One or a span: where a figure's period ends.", "2020-2024"),
        "industry": (TEXT | {"enum": sorted(codes.industries)}, "An industry includes those below it.", None),
        "statistic": (TEXT | {"enum": list(STATISTICS)}, "Of output values, growth rates and cells.", "output"),
        "q": (TEXT | search, "Words in quotes, titles, publishers, regions, events and parties.", "产值"),
        "lang": (TEXT | {"enum": list(LANGUAGES)}, "So that a page's address can be used; changes nothing.", None),
        "claim": (TEXT | {"enum": list(CLAIMS)}, "So that a page's address can be used; changes nothing.", None),
        "limit": ({"type": "integer", **limit}, "Rows of a page.", 10),
        "cursor": (TEXT | {"pattern": parameters.CURSOR}, "Follow `next` instead of making one.", None),
        "format": (TEXT | {"enum": list(parameters.MEDIA_TYPES)}, "Goes before the Accept header.", None),
    }
    return {
        name: {"name": name, "in": "query", "schema": schema, "description": text}
        | ({} if example is None else {"example": example})
        for name, (schema, text, example) in told.items()
    }


def _row(name: str, schema: pa.Schema, meanings: dict[tuple[str, str], str]) -> dict[str, Any]:
    fields = {
        field.name: _type(field.type) | {"description": tables.meaning(meanings, name, field.name)} for field in schema
    }
    return {"type": "object", "required": list(fields), "properties": fields}


def _type(kind: pa.DataType) -> dict[str, Any]:
    if types.is_boolean(kind):
        return {"type": ["boolean", "null"]}
    if types.is_integer(kind):
        return {"type": ["integer", "null"]}
    if types.is_decimal(kind) or types.is_floating(kind):
        return {"type": ["number", "null"]}
    if types.is_list(kind):
        return {"type": ["array", "null"], "items": TEXT}
    return {"type": ["string", "null"]} | ({"format": "date"} if types.is_date(kind) else {})


def _problem() -> dict[str, Any]:
    return {
        "type": "object",
        "required": ["type", "title", "status", "detail", "instance"],
        "properties": {
            "type": {"enum": [f"urn:lifeatlas:problem:{kind}" for kind in problems.KINDS]},
            "title": TEXT,
            "status": {"type": "integer"},
            "detail": TEXT,
            "instance": TEXT,
            "parameter": TEXT,
        },
    }


def _failed(text: str) -> dict[str, Any]:
    content = {problems.MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}}
    return {"description": text, "content": content}
