"""The API: the same filters as the pages, every row once, ETag by build, and a problem document for what is wrong."""

import csv
import io

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from starlette.applications import Starlette
from starlette.testclient import TestClient

from dashboard import snippets
from dashboard.api import ROUTES, answers, routes
from dashboard.api.parameters import packed, preferred
from dashboard.exports import TABLES, Filter
from etl.exports import tables

ROOT = "/api/v1"


@pytest.fixture
def client(copied, monkeypatch):
    monkeypatch.setenv("LIFEATLAS_WAREHOUSE", str(copied))
    monkeypatch.setattr(routes, "_limiter", [])  # a loop of its own for each client
    with TestClient(Starlette(routes=list(ROUTES))) as client:
        yield client


def problem(answer, status, kind):
    assert answer.status_code == status
    assert answer.headers["content-type"] == "application/problem+json"
    told = answer.json()
    assert told["type"] == f"urn:lifeatlas:problem:{kind}"
    assert told["status"] == status and told["detail"] and told["title"]
    return told


@pytest.mark.parametrize("table", list(TABLES))
def test_following_next_gives_every_row_once(client, connection, table):
    page, seen = f"{ROOT}/{table}?limit=97&city=310000", []
    while page:
        answer = client.get(page).json()
        seen += [row[TABLES[table].key] for row in answer["data"]]
        assert answer["count"] == len(answer["data"]) <= 97
        page = answer["next"]
    expected = tables.rows(connection, TABLES[table], Filter(("310000",)))[TABLES[table].key].to_pylist()
    assert seen == expected
    assert answer["total"] == len(expected)


def test_csv_has_the_same_rows_and_names_the_next_page(client):
    asked = f"{ROOT}/output_values?limit=5&statistic=scale"
    rows = client.get(asked).json()["data"]
    answer = client.get(asked, headers={"Accept": "text/csv"})
    assert answer.headers["content-type"].startswith("text/csv")
    read = list(csv.DictReader(io.StringIO(answer.text, newline="")))
    assert [row["fact_id"] for row in read] == [row["fact_id"] for row in rows]
    assert answer.links["next"]["url"].startswith(f"{ROOT}/output_values?")
    assert int(answer.headers["x-total-count"]) > 5


def test_numbers_are_numbers_and_days_are_iso(client):
    row = client.get(f"{ROOT}/output_values?limit=1").json()["data"][0]
    assert isinstance(row["value_yuan"], int | float)
    assert len(row["period_end"]) == 10


def test_a_region_stands_for_what_lies_in_it(client):
    found = client.get(f"{ROOT}/output_values?city=310000&limit=1000").json()["data"]
    assert {row["adcode"][:2] for row in found} == {"31"}
    assert len({row["adcode"] for row in found}) > 1


def test_the_etag_is_the_builds_and_answers_304(client):
    first = client.get(f"{ROOT}/signings")
    etag = first.headers["etag"]
    assert first.json()["build"] in etag
    for tag in (etag, etag.removeprefix("W/"), "*", f'"x", {etag}'):
        again = client.get(f"{ROOT}/signings", headers={"If-None-Match": tag})
        assert again.status_code == 304 and not again.content
    assert client.get(f"{ROOT}/signings?format=csv", headers={"If-None-Match": etag}).status_code == 200


def test_a_fact_has_an_address_with_its_citation(client):
    row = client.get(f"{ROOT}/growth_rates?limit=1").json()["data"][0]
    told = client.get(f"{ROOT}/facts/{row['fact_id']}").json()
    assert told["fact"] == row
    assert told["table"] == "growth_rates"
    assert told["claim"]["cell_id"]
    assert told["evidence"].endswith(f"/evidence?fact={row['fact_id']}")
    assert told["build"] in told["citation"]["gb"] and told["evidence"] in told["citation"]["gb"]


@pytest.mark.parametrize(
    ("address", "status", "kind", "parameter"),
    [
        ("output_values?city=999999", 404, "unknown-code", "city"),
        ("output_values?city=3101", 400, "invalid-parameter", "city"),
        ("output_values?city=", 400, "invalid-parameter", "city"),
        ("output_values?year=20x2", 400, "invalid-parameter", "year"),
        ("output_values?industry=x", 400, "invalid-parameter", "industry"),
        ("output_values?statistic=x", 400, "invalid-parameter", "statistic"),
        ("output_values?limit=0", 400, "invalid-parameter", "limit"),
        ("output_values?limit=10001", 400, "invalid-parameter", "limit"),
        ("output_values?limit=1&limit=2", 400, "invalid-parameter", "limit"),
        ("output_values?format=xml", 400, "invalid-parameter", "format"),
        ("output_values?q=%00", 400, "invalid-parameter", "q"),
        ("output_values?cities=310000", 400, "unknown-parameter", "cities"),
        ("output_values?cursor=AAAAAAAAAAAA", 404, "unknown-cursor", "cursor"),
        ("facts/0000000000000000", 404, "not-found", "fact_id"),
        ("facts/0000000000000000?x=1", 400, "unknown-parameter", "x"),
        ("nothing", 404, "not-found", None),
    ],
)
def test_what_is_wrong_is_a_problem_document(client, address, status, kind, parameter):
    assert problem(client.get(f"{ROOT}/{address}"), status, kind).get("parameter") == parameter


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE"])
def test_it_is_read_only(client, method):
    answer = client.request(method, f"{ROOT}/cells")
    problem(answer, 405, "method-not-allowed")
    assert answer.headers["allow"] == "GET, HEAD"


def test_a_cursor_of_another_build_is_refused(client):
    cursor = packed("20200101T000000Z-aaaaaa", "2022-12-31", "abc")
    problem(client.get(f"{ROOT}/signings?cursor={cursor}"), 404, "unknown-cursor")


@pytest.mark.parametrize("text", ["' OR 1=1 --", '"; DROP TABLE articles; --', "$1", "%", "\\"])
def test_text_is_never_executed(client, text):
    answer = client.get(f"{ROOT}/articles", params={"q": text})
    assert answer.status_code == 200
    assert answer.json()["total"] < client.get(f"{ROOT}/articles").json()["total"]


def test_a_question_that_takes_too_long_is_ended(client, monkeypatch):
    monkeypatch.setattr(answers, "SECONDS", 0.05)
    slow = "SELECT sum(a.range * b.range) AS adcode FROM range(1000000) a, range(1000000) b"
    monkeypatch.setattr(tables, "count", lambda own, table, chosen: own.sql(slow).fetchall())
    answer = client.get(f"{ROOT}/regions")
    problem(answer, 503, "too-slow")
    assert answer.headers["retry-after"]


def test_without_a_build_it_says_so(client, tmp_path, monkeypatch):
    monkeypatch.setenv("LIFEATLAS_WAREHOUSE", str(tmp_path))
    problem(client.get(f"{ROOT}/regions"), 503, "no-build")


def test_the_description_names_every_table_and_column(client):
    told = client.get(f"{ROOT}/openapi.json").json()
    assert told["openapi"].startswith("3.1")
    assert {f"{ROOT}/{table}" for table in TABLES} <= set(told["paths"])
    for table in TABLES:
        row = client.get(f"{ROOT}/{table}?limit=1").json()["data"][0]
        described = told["components"]["schemas"][table]["properties"]
        assert set(row) == set(described)
        assert all(field["description"] for field in described.values()), table


def test_articles_do_not_carry_their_text_or_the_servers_paths(client):
    for row in client.get(f"{ROOT}/articles?limit=10000").json()["data"]:
        assert "content" not in row
        assert not row["source_path"].startswith("/")


@pytest.mark.parametrize(
    ("accept", "chosen"),
    [("", "json"), ("*/*", "json"), ("text/csv", "csv"), ("text/html, text/csv;q=0.9", "csv"), ("image/png", "json")],
)
def test_the_accept_header_chooses_the_format(accept, chosen):
    assert preferred(accept) == chosen


def test_the_snippets_ask_for_the_pages_filters(client):
    chosen = Filter(("310000", "320500"), 2020, 2024, "biomedicine", "output", "it's")
    texts = snippets.snippets("http://x", "output_values", chosen)
    compile(texts["Python"], "snippet", "exec")
    compile(texts["pandas"], "snippet", "exec")
    assert texts["curl"].count("'") == 2
    address = texts["curl"].split("'")[1].removeprefix("http://x")
    assert client.get(address).status_code == 200
    assert "city=310000,320500&year=2020-2024" in address


def test_schemathesis_finds_no_fault(client):
    """A small run; a long one: schemathesis run http://localhost:8501/api/v1/openapi.json."""
    described = schemathesis.openapi.from_asgi(f"{ROOT}/openapi.json", client.app)
    for result in described.get_all_operations():

        @given(case=result.ok().as_strategy())
        @settings(
            max_examples=8, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck), database=None
        )
        def check(case):
            case.call_and_validate()

        check()
