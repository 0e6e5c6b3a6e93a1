"""The accuracy that the quality page shows is no better than what is measured now, and says n for every set."""

import json
from datetime import UTC, datetime

import pytest

from etl.paths import DATA
from tests.gold.accuracy import measured

SHOWN = json.loads((DATA / "accuracy.json").read_text("utf-8"))
SLACK = 0.02  # the extractor moves while it is worked on; run python -m tests.gold.accuracy to show the newest


@pytest.fixture(scope="module")
def now():
    return measured(datetime(2026, 11, 21, tzinfo=UTC))


@pytest.mark.parametrize("name", list(SHOWN["sets"]))
def test_what_is_shown_is_no_better_than_what_is_measured(now, name):
    shown = {table: row["f1"] for table, row in SHOWN["sets"][name]["tables"].items()}
    found = {table: row["f1"] for table, row in now["sets"][name]["tables"].items()}
    assert {table: (f1, found[table]) for table, f1 in shown.items() if f1 > found[table] + SLACK} == {}


def test_every_set_says_how_many_articles_and_facts_it_holds():
    for each in SHOWN["sets"].values():
        assert each["articles"] > 0
        assert all(row["n"] > 0 for row in each["tables"].values())
