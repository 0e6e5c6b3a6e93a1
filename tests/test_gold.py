"""F1 of each table on the marked articles is not under its floor, and every quote stands where it says."""

import importlib.util
import json
from pathlib import Path

import duckdb
import pytest

from etl import pipeline
from etl.paths import ROOT
from tests.conftest import NOW

GOLD = ROOT / "tests" / "gold"
FLOORS = json.loads((GOLD / "floors.json").read_text("utf-8"))
ARTICLES = {"seeds": ROOT / "seeds" / "articles"} | {n: GOLD / n / "articles" for n in ("dev", "own", "retold")}
SPEC = importlib.util.spec_from_file_location("gold_score", GOLD / "score.py")
score = importlib.util.module_from_spec(SPEC)
SPEC.loader.exec_module(score)


@pytest.fixture(scope="module", params=list(FLOORS))
def marked(request, tmp_path_factory) -> tuple[str, Path]:
    """A set of marked articles and the build that the pipeline makes of it."""
    directory = tmp_path_factory.mktemp(request.param)
    return request.param, pipeline.build([ARTICLES[request.param]], directory, NOW, jobs=1).build


def test_no_table_falls_under_its_floor(marked):
    name, build = marked
    result = score.score(score.read_gold(GOLD / name / "facts"), *score.read_product(str(build)))
    found = {table: result["tables"][table]["f1"] for table in FLOORS[name]}
    under = {table: f"{found[table]:.3f} < {floor}" for table, floor in FLOORS[name].items() if found[table] < floor}
    assert under == {}


def test_every_marked_article_is_read(marked):
    name, build = marked
    result = score.score(score.read_gold(GOLD / name / "facts"), *score.read_product(str(build)))
    assert result["articles"]["in_db"] == result["articles"]["gold"]


@pytest.mark.parametrize("table", ["output_values", "growth_rates", "signings", "entity_counts"])
def test_every_quote_stands_where_it_says(marked, table):
    with duckdb.connect(marked[1], read_only=True) as connection:
        rows = connection.execute(
            f"SELECT fact_id, quote, char_start, char_end, content FROM {table} JOIN articles USING (article_id)"
        ).fetchall()
    assert [fact for fact, quote, start, end, content in rows if content[start:end] != quote] == []
