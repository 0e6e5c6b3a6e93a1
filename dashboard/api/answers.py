"""Question -> bytes: a page of a table as JSON or CSV, and one fact with its cell and its citation."""

import io
from datetime import date
from typing import Any, NamedTuple
from urllib.parse import urlencode

import orjson
import pyarrow as pa
from duckdb import DuckDBPyConnection

from dashboard import citations
from dashboard.api.parameters import MEDIA_TYPES, Codes, Question, packed
from dashboard.api.problems import Problem
from dashboard.exports import Opened, cursor
from etl.exports import formats, tables
from etl.exports.tables import FACT_TABLES, TABLES

ROOT = "/api/v1"
SECONDS = 10.0


class Answer(NamedTuple):
    """A body, its media type, and the headers of its own."""

    body: bytes
    media_type: str
    headers: dict[str, str]


def codes(held: Opened) -> Codes:
    """What an address may name in this build."""
    if held.build not in _known:
        with cursor(held, SECONDS) as own:
            found = [
                frozenset(row[0] for row in own.sql(sql).fetchall())
                for sql in ("SELECT adcode FROM regions", "SELECT industry FROM industries")
            ]
        _known.clear()
        _known[held.build] = Codes(*found)
    return _known[held.build]


_known: dict[str, Codes] = {}


def rows(held: Opened, name: str, question: Question) -> Answer:
    """A page of a table."""
    table = TABLES[name]
    with cursor(held, SECONDS) as own:
        if not present(own, name):
            raise Problem("not-found", f"The published build has no table {name}.")
        total = tables.count(own, table, question.chosen)
        found = tables.page(own, table, question.chosen, question.limit + 1, question.after)
    more = found.num_rows > question.limit
    found = found.slice(0, question.limit)
    following = ""
    if more:
        last = found.slice(found.num_rows - 1).to_pylist()[0]
        query = question.chosen.query() | {"limit": str(question.limit), "format": question.format}
        query["cursor"] = packed(held.build, last["_day"].isoformat(), str(last[table.key]))
        following = f"{ROOT}/{name}?{urlencode(query, safe=',')}"
    headers = {"X-Total-Count": str(total)} | ({"Link": f'<{following}>; rel="next"'} if following else {})
    taken = found.drop_columns(["_day"])
    if question.format == "csv":
        headers["Content-Disposition"] = f'attachment; filename="{name}.csv"'
        return Answer(_written(taken, "csv"), f"{MEDIA_TYPES['csv']}; charset=utf-8", headers)
    head = {"build": held.build, "table": name, "filter": question.chosen.query(), "total": total}
    head |= {"count": taken.num_rows, "next": following or None}
    body = orjson.dumps(head)[:-1] + b',"data":' + _written(taken, "json").rstrip() + b"}\n"
    return Answer(body, MEDIA_TYPES["json"], headers)


def _written(taken: pa.Table, kind: str) -> bytes:
    out = io.BytesIO()
    if kind == "csv":
        formats.write_csv(taken, out, excel=False)
    else:
        formats.write_json(taken, out)
    return out.getvalue()


def fact(held: Opened, fact_id: str, base: str) -> Answer:
    """One figure: its row, its place among rival claims, its sentence's address and its citation."""
    with cursor(held, SECONDS) as own:
        for name, table in FACT_TABLES.items():
            sql = f"SELECT * FROM ({table.sql}) WHERE fact_id = $fact"  # noqa: S608 - our own table's question
            values = {key: value for key, value in tables.Filter().parameters().items() if f"${key}" in sql}
            found = own.sql(sql, params=values | {"fact": fact_id}).to_arrow_table()
            if found.num_rows:
                return _fact(held, own, name, found, base)
    raise Problem("not-found", f"No figure of the build {held.build} has the id {fact_id[:40]}.", "fact_id")


def _fact(held: Opened, own: DuckDBPyConnection, name: str, found: pa.Table, base: str) -> Answer:
    row = orjson.loads(_written(found, "json"))[0]
    claim = None
    if present(own, "claims") and present(own, "cells"):
        columns = "cell_id, relation, reason, rank, claims, rivals, spread, cells.fact_id AS shown_fact_id"
        sql = f"SELECT {columns} FROM claims JOIN cells USING (cell_id) WHERE claims.fact_id = $fact"  # noqa: S608
        claims = own.sql(sql, params={"fact": row["fact_id"]}).to_arrow_table().to_pylist()
        claim = claims[0] if claims else None
    evidence = f"{base}/evidence?fact={row['fact_id']}"
    published = row["published_on"]
    source = citations.Source(
        row["title"], row["publisher"], date.fromisoformat(published) if published else None, row["url"]
    )
    told: dict[str, Any] = {
        "build": held.build,
        "table": name,
        "fact": row,
        "claim": claim,
        "evidence": evidence,
        "citation": {
            "gb": citations.figure_gb(source, held.build, evidence),
            "zh": citations.figure_plain(source, row["quote"], held.build, evidence, "zh"),
            "en": citations.figure_plain(source, row["quote"], held.build, evidence, "en"),
        },
    }
    return Answer(orjson.dumps(told) + b"\n", MEDIA_TYPES["json"], {})


def present(own: DuckDBPyConnection, name: str) -> bool:
    """Whether the build has such a table; one of an older schema may not."""
    sql = "SELECT count(*) FROM information_schema.tables WHERE table_name = $name"
    return bool(own.execute(sql, {"name": name}).fetchall()[0][0])
