"""What was compiled reads just what the sources read; where nothing can be compiled, one line says why."""

import json
import os
import subprocess
import sys
from hashlib import sha256

import pytest

from etl import body, compiled, compiling, documents
from etl.errors import EtlError
from etl.extractor import extract_facts
from etl.paths import ROOT

GOLD = [ROOT / "seeds" / "articles", *sorted((ROOT / "tests" / "gold").glob("*/articles"))]
AS_USERS = {name: value for name, value in os.environ.items() if name != "LIFEATLAS_PURE"}
READ_ALL = "import json; from tests.test_compiled import read_all; print(json.dumps(read_all()))"


def read_all():
    """A digest of the facts of each marked article, and whether compiled code read them."""
    found = {}
    for path in (path for folder in GOLD for path in sorted(folder.iterdir())):
        for document in documents.stream(path, path.name):
            if not isinstance(document, EtlError):
                found[str(path)] = sha256(repr(extract_facts(body.article(document))).encode()).hexdigest()
    return compiled.in_use(), found


@pytest.fixture
def elsewhere(tmp_path, monkeypatch):
    """A place of its own, and little to compile."""
    for module in (compiled, compiling):
        monkeypatch.setattr(module, "FOLDER", tmp_path)
        monkeypatch.setattr(module, "place", lambda: tmp_path / "these")
    monkeypatch.setattr(compiling, "sources", lambda: [compiled.ETL / "cutter.py", compiled.ETL / "extractor/rules.py"])
    return tmp_path


def test_compiled_code_reads_what_the_sources_read():
    made = subprocess.run(
        [sys.executable, "-m", "etl.compiling"], cwd=ROOT, env=AS_USERS, capture_output=True, text=True
    )
    if compiling.NO_COMPILER in made.stderr:
        pytest.skip(made.stderr)
    assert made.stderr == ""
    # READ_ALL imports this file, not conftest.py, which asks for the sources.
    done = subprocess.run([sys.executable, "-c", READ_ALL], cwd=ROOT, env=AS_USERS, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    was_compiled, found = json.loads(done.stdout)
    by_sources, expected = read_all()
    assert (was_compiled, by_sources) == (True, False)
    assert len(expected) > 400
    assert {path for path in expected if found[path] != expected[path]} == set()


def test_what_is_compiled_is_put_in_its_place_and_older_is_dropped(elsewhere):
    (elsewhere / "older").mkdir()
    if (reason := compiling.compile_sources()) == compiling.NO_COMPILER:
        pytest.skip(reason)
    assert reason == ""
    assert [path.name for path in elsewhere.iterdir()] == ["these"]
    assert any(path.name.startswith("cutter.") for path in (elsewhere / "these" / "etl").iterdir())


def test_without_a_compiler_one_line_says_what_to_install(elsewhere, monkeypatch, capsys):
    monkeypatch.setenv("CC", "/no/such/cc")
    assert compiling.compile_sources() == compiling.NO_COMPILER
    monkeypatch.delenv("LIFEATLAS_PURE")
    compiling.main()
    assert (
        capsys.readouterr().err
        == f"The extractor runs as Python, not compiled, which is slower: {compiling.NO_COMPILER}\n"
    )
    assert list(elsewhere.iterdir()) == []


def test_a_fault_that_mypyc_names_is_the_reason():
    assert compiling._reason("etl/x.py:1: error: no such name\nmore\n") == "etl/x.py:1: error: no such name"
    assert compiling._reason("") == "mypyc failed"


def test_a_changed_source_is_not_read_from_what_was_compiled_before(tmp_path, monkeypatch):
    source = tmp_path / "one.py"
    source.write_text("A = 1\n")
    monkeypatch.setattr(compiled, "sources", lambda: [source])
    compiled.place.cache_clear()
    before = compiled.place()
    source.write_text("A = 2\n")
    compiled.place.cache_clear()
    assert compiled.place() != before
    monkeypatch.undo()
    compiled.place.cache_clear()


def test_nothing_is_compiled_or_used_where_the_sources_are_asked_for(monkeypatch, capsys):
    monkeypatch.setenv("LIFEATLAS_PURE", "1")
    compiling.main()
    compiled.use()
    assert not compiled.in_use() and capsys.readouterr() == ("", "")
