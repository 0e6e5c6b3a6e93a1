"""What changes code for `make mutants`: each change is one, and none is of what can't matter."""

import pytest

from etl.paths import ROOT
from tests import mutants, sql_mutants

SCRIPTS = sorted((ROOT / "etl").glob("reconcile*.sql"))


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.name)
def test_every_change_of_a_script_is_one_in_its_line(path):
    sql = path.read_text("utf-8")
    places = list(sql_mutants.places(sql))
    assert len(places) > 30
    for place in places:
        for line, text in place:
            before, after = sql.splitlines(), text.splitlines()
            assert [n for n, pair in enumerate(zip(before, after, strict=True), 1) if pair[0] != pair[1]] == [line]


@pytest.mark.parametrize(
    ("sql", "changed"),
    [
        ("a = 1", {"a <> 1", "a = (1 + 1)", "a = (1 - 1)"}),
        ("min_by(a, b)", {"max_by(a, b)"}),
        ("SELECT *, count(*) FROM t -- = 1", set()),
        ("a IS NOT NULL AND b", {"a IS NULL AND b", "a IS NOT NULL OR b"}),
        ("SELECT DISTINCT a", {"SELECT a"}),
        ("CAST(a AS DECIMAL(20, 2))", set()),
        ("a2 <= '2'", {"a2 < '2'", "a2 > '2'", "a2 <= '?'"}),
        ("LEFT JOIN b", {"JOIN b"}),
    ],
)
def test_sql_is_changed_at_its_operators_words_numbers_and_texts(sql, changed):
    assert {text for place in sql_mutants.places(sql) for _, text in place} == changed


def test_annotations_and_decorators_are_left_out():
    source = "@cache\ndef f(a: int | None = 1) -> str | None:\n    return a - 1\n"
    spans = list(mutants.idle(source))
    lines = source.splitlines()
    told = {lines[start[0] - 1][start[1] + 1 : end[1]] for start, end in spans}
    assert told == {"cache", "int | None", "str | None"}
