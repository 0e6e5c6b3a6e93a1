"""Files to one build: the same whatever their order, nothing read twice, nothing stopped by one bad file."""

import json
import os
import shutil
import subprocess
import sys
from datetime import date
from pathlib import Path

import duckdb
import pytest

from etl import extractor, inputs, pipeline, reading, warehouse
from etl.errors import EtlError, NothingPublished
from etl.models import Article
from etl.paths import ROOT, SEEDS
from tests.conftest import NOW

TABLES = ("articles", "output_values", "growth_rates", "signings", "entity_counts", "readings", "spreadsheet_rows")
SEED_FILES = sorted((SEEDS / "articles").iterdir())


@pytest.fixture
def folder(tmp_path):
    """Three of the seed articles and one table, to be changed at will."""
    folder = tmp_path / "in"
    (folder / "深").mkdir(parents=True)
    for path, name in zip(SEED_FILES, ("a.txt", "深/b.txt", "c.txt"), strict=False):
        shutil.copy(path, folder / name)
    shutil.copy(SEEDS / "reference" / "signings.csv", folder / "signings.csv")
    return folder


class Lines(list):
    """What a build said, as a Report takes it."""

    def report(self):
        return pipeline.Report(line=self.append)


def run(folder, jobs=1, warehouse_dir=None):
    lines = Lines()
    summary = pipeline.build([folder], warehouse_dir or folder.parent / "w", NOW, jobs, lines.report())
    return summary, lines


def rows(build, tables=TABLES):
    with duckdb.connect(build, read_only=True) as connection:
        return {table: connection.execute(f"SELECT * FROM {table}").fetchall() for table in tables}


def read_from(monkeypatch):
    """The inputs that are read from now on."""
    seen, real = [], reading.read_all

    def read_all(sources):
        seen.extend(source.path.rsplit("/", 1)[-1] for source in sources)
        return real(sources)

    monkeypatch.setattr(reading, "read_all", read_all)
    return seen


def test_a_folder_is_read_with_all_that_lies_in_it(folder):
    summary, lines = run(folder)
    assert lines == []
    assert (summary.reused, summary.refused) == (0, 0)
    with duckdb.connect(summary.build, read_only=True) as connection:
        (names,) = connection.execute(
            "SELECT list(source_path ORDER BY source_path) FROM articles WHERE content IS NOT NULL"
        ).fetchone()
    assert [name.split("/in/")[1] for name in names] == ["a.txt", "c.txt", "深/b.txt"]
    assert summary.rows["articles"] == summary.read


def test_the_same_inputs_give_the_same_rows_with_one_process_or_two(folder, tmp_path, monkeypatch):
    first, _ = run(folder)
    monkeypatch.setattr("etl.parts.POOL_BYTES", 0)
    monkeypatch.setattr("etl.parts.PART_INPUTS", 1)
    second, lines = run(folder, jobs=2, warehouse_dir=tmp_path / "w2")
    assert lines == []
    assert rows(first.build) == rows(second.build)


def test_the_order_of_the_inputs_changes_nothing(folder, tmp_path):
    paths = [folder / "a.txt", folder / "signings.csv", folder / "c.txt"]
    forward = pipeline.build(paths, tmp_path / "w1", NOW, 1).build
    backward = pipeline.build(paths[::-1] + paths, tmp_path / "w2", NOW, 1).build
    assert rows(forward) == rows(backward)


def test_a_second_build_reads_nothing_and_holds_the_same(folder, monkeypatch):
    first, _ = run(folder)
    seen = read_from(monkeypatch)
    second, _ = run(folder)
    assert seen == []
    assert (second.read, second.reused) == (0, first.read)
    assert rows(first.build) == rows(second.build)


def test_one_changed_file_is_read_alone(folder, monkeypatch):
    run(folder)
    with (folder / "c.txt").open("a", encoding="utf-8") as file:
        file.write("\n")
    seen = read_from(monkeypatch)
    run(folder)
    assert seen == ["c.txt"]


def test_a_touched_file_is_not_read_again(folder, monkeypatch):
    run(folder)
    os.utime(folder / "a.txt", (0, 0))
    seen = read_from(monkeypatch)
    run(folder)
    assert seen == []


def test_a_new_extractor_version_reads_all_again(folder, monkeypatch):
    run(folder)
    monkeypatch.setattr(extractor, "VERSION", "next")
    reading.version.cache_clear()
    seen = read_from(monkeypatch)
    try:
        summary, _ = run(folder)
    finally:
        monkeypatch.undo()
        reading.version.cache_clear()
    assert seen == ["a.txt", "c.txt", "signings.csv", "b.txt"]
    assert summary.reused == 0


def test_a_deleted_file_takes_its_facts_with_it_and_is_named(folder):
    run(folder)
    (folder / "signings.csv").unlink()
    summary, _ = run(folder)
    assert [path.rsplit("/", 1)[-1] for path in summary.gone] == ["signings.csv"]
    assert all(row[16] != "spreadsheet" for row in rows(summary.build)["signings"])
    assert summary.rows["articles"] == 3


def test_the_same_article_twice_counts_once_and_is_named(folder):
    shutil.copy(folder / "a.txt", folder / "z.txt")
    summary, _ = run(folder)
    assert [(path.rsplit("/", 1)[-1], kept.rsplit("/", 1)[-1]) for path, kept in summary.duplicates] == [
        ("z.txt", "a.txt")
    ]
    with duckdb.connect(summary.build, read_only=True) as connection:
        assert connection.execute("SELECT count(*) FROM articles WHERE content IS NOT NULL").fetchone() == (3,)


def test_the_copy_of_a_deleted_article_takes_its_place(folder, tmp_path):
    shutil.copy(folder / "a.txt", folder / "z.txt")
    run(folder)
    (folder / "a.txt").unlink()
    summary, _ = run(folder)
    fresh, _ = run(folder, warehouse_dir=tmp_path / "fresh")
    assert rows(summary.build) == rows(fresh.build)
    assert any(row[1].endswith("z.txt") for row in rows(summary.build)["articles"])


def test_two_tables_that_cite_one_source_do_not_lose_it_when_one_goes(folder, tmp_path):
    shutil.copy(SEEDS / "reference" / "output_values.csv", folder / "other.csv")
    shutil.copy(SEEDS / "reference" / "growth_rates.csv", folder / "growth.csv")
    run(folder)
    (folder / "growth.csv").unlink()
    summary, _ = run(folder)
    fresh, _ = run(folder, warehouse_dir=tmp_path / "fresh")
    assert rows(summary.build) == rows(fresh.build)
    assert summary.rows["output_values"] >= 244


def test_bad_files_are_named_and_the_others_are_published(folder):
    (folder / "empty.txt").write_bytes(b"")
    (folder / "binary.txt").write_bytes(bytes(range(256)) * 40)
    (folder / "picture.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    (folder / "wrong.csv").write_text("a,b\n1,2\n")
    summary, lines = run(folder)
    named = sorted(line.split(": ")[0].rsplit("/", 1)[-1] for line in lines)
    assert named == ["binary.txt", "empty.txt", "picture.png", "wrong.csv"]
    assert all("\n" not in line for line in lines)
    assert summary.refused == 4
    assert summary.rows["articles"] > 3


def test_a_build_that_needs_more_memory_than_it_may_take_says_what_to_do(folder, monkeypatch):
    monkeypatch.setattr("etl.load.MEMORY_LIMIT", "3MB")
    with pytest.raises(NothingPublished, match="more memory than the 3MB .* --jobs 1"):
        run(folder)
    assert warehouse.current(folder.parent / "w") is None


def test_a_refused_file_is_named_again_though_it_is_not_read_again(folder, monkeypatch):
    (folder / "empty.txt").write_bytes(b"")
    _, first = run(folder)
    seen = read_from(monkeypatch)
    summary, second = run(folder)
    assert seen == []
    assert first == second
    assert summary.refused == 1


def test_a_fault_of_the_program_in_one_file_is_that_files_refusal(folder, monkeypatch):
    real = extractor.extract_all

    def faulty(articles):
        if any(article.source_path.endswith("c.txt") for article in articles):
            raise RecursionError("too deep")
        return real(articles)

    monkeypatch.setattr(extractor, "extract_all", faulty)
    summary, lines = run(folder)
    assert summary.refused == 1
    assert len(lines) == 1
    assert "RecursionError" in lines[0]
    assert "/in/c.txt: " in lines[0]


def test_a_readme_and_hidden_files_of_a_folder_are_no_articles(folder):
    for name in ("README.md", "readme.zh.md", ".hidden.txt", "~$b.docx", "LICENSE"):
        (folder / name).write_text("生物医药产业规模达100亿元。" * 20, encoding="utf-8")
    summary, lines = run(folder)
    assert lines == []
    with duckdb.connect(summary.build, read_only=True) as connection:
        assert connection.execute("SELECT count(*) FROM files").fetchone() == (4,)


def test_nothing_to_read_publishes_nothing(tmp_path):
    (tmp_path / "in").mkdir()
    with pytest.raises(NothingPublished, match="nothing to read there"):
        run(tmp_path / "in")
    with pytest.raises(EtlError, match="no such file or folder"):
        run(tmp_path / "missing")
    assert warehouse.current(tmp_path / "w") is None


def test_only_bad_files_leave_the_published_build_as_it_was(folder, tmp_path):
    before, _ = run(folder)
    (tmp_path / "bad").mkdir()
    (tmp_path / "bad" / "x.txt").write_bytes(b"")
    with pytest.raises(NothingPublished, match="no article could be read"):
        run(tmp_path / "bad")
    assert warehouse.current(tmp_path / "w") == before.build


def test_a_damaged_build_is_not_reused_and_does_no_harm(folder):
    first, _ = run(folder)
    kept = rows(first.build)
    first.build.write_bytes(b"not a database")
    second, _ = run(folder)
    assert second.reused == 0
    assert rows(second.build) == kept


def test_a_failed_check_publishes_nothing_and_names_its_rows(folder, monkeypatch):
    before, _ = run(folder)
    from etl import checks

    wrong = checks.Check("no article has a title", "SELECT article_id, title FROM articles WHERE title IS NOT NULL")
    monkeypatch.setattr(checks, "CHECKS", (wrong,))
    with pytest.raises(NothingPublished, match="no article has a title; not so for .* and more"):
        run(folder)
    assert warehouse.current(folder.parent / "w") == before.build
    assert len(warehouse.builds(folder.parent / "w")) == 1


def test_a_file_that_ends_its_process_is_refused_by_name(folder, tmp_path):
    script = f"""
import os, sys
from pathlib import Path
sys.path.insert(0, {str(ROOT)!r})
from etl import documents, parts, pipeline
parts.POOL_BYTES = 0
from tests.conftest import NOW
real = documents.stream
documents.stream = lambda path, name: os._exit(9) if name.endswith("b.txt") else real(path, name)
if __name__ == "__main__":
    lines = []
    pipeline.build([Path(sys.argv[1])], Path(sys.argv[2]), NOW, 2, pipeline.Report(line=lines.append))
    print(*lines, sep="\\n")
"""
    (tmp_path / "script.py").write_text(script)
    done = subprocess.run(
        [sys.executable, tmp_path / "script.py", folder, tmp_path / "w"],
        capture_output=True,
        text=True,
        cwd=ROOT,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    (line,) = done.stdout.splitlines()
    assert line.endswith("b.txt: it ended the process that read it; look for what is odd in it")


def test_a_fault_of_the_program_in_one_article_is_that_articles_refusal(folder, monkeypatch):
    real = extractor.extract_all

    def fails(articles):
        if any(article.source_path.endswith("a.txt") for article in articles):
            raise KeyError("x")
        return real(articles)

    monkeypatch.setattr(extractor, "extract_all", fails)
    summary, lines = run(folder)
    assert summary.refused == 1
    (line,) = lines
    assert "a.txt: KeyError while it was read. This is a fault of the program" in line


def test_a_package_that_the_extractor_needs_and_is_missing_is_named(folder, monkeypatch):
    sources = list(inputs.collect([folder / "a.txt", folder / "c.txt"]))
    monkeypatch.setitem(sys.modules, "etl.extractor", None)
    monkeypatch.delattr("etl.extractor")
    found = reading.read_all(sources)
    assert [read.reads for read in found] == [[], []]
    for read, source in zip(found, sources, strict=True):
        (line,) = read.refusals
        assert line.startswith(f"{source.path}: a package is missing") and "Install requirements.txt" in line


def test_a_package_that_is_missing_is_named(folder, monkeypatch):
    (folder / "x.xlsx").write_bytes(b"PK")
    monkeypatch.setitem(sys.modules, "openpyxl", None)
    summary, lines = run(folder)
    assert summary.refused == 1
    assert "x.xlsx: a package is missing" in lines[0] and "Install requirements.txt" in lines[0]


def test_a_fact_that_the_tables_could_not_hold_is_left_out_by_name(folder, monkeypatch):
    monkeypatch.setattr(reading, "fault", lambda fact, article: "too good" if fact.rule != "spreadsheet" else None)
    summary, lines = run(folder)
    assert lines
    assert all("the figure" in line and "was left out: too good" in line for line in lines)
    assert summary.rows["output_values"] == 0 and summary.rows["signings"] > 0


def test_what_is_no_file_or_cannot_be_read_is_named_and_the_rest_is_read(folder, monkeypatch):
    os.mkfifo(folder / "d.txt")
    real = Path.open

    def refuses(self, *arguments, **options):
        if self.name == "c.txt":
            raise PermissionError(13, "Permission denied")
        return real(self, *arguments, **options)

    monkeypatch.setattr(Path, "open", refuses)
    summary, lines = run(folder)
    assert summary.refused == 2
    assert [line.rsplit("/", 1)[-1] for line in lines] == [
        "c.txt: can't be opened (Permission denied); check its permissions",
        "d.txt: not a file that can be read; name a regular file",
    ]


def test_an_article_twice_in_one_file_counts_once(tmp_path):
    folder = tmp_path / "in"
    folder.mkdir()
    text = SEED_FILES[0].read_text("utf-8")
    line = json.dumps({"text": text, "title": "甲", "published_on": "2022-11-15"}, ensure_ascii=False)
    (folder / "a.jsonl").write_text(f"{line}\n{line}\n", "utf-8")
    summary, _ = run(folder)
    assert summary.rows["articles"] == 1


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_fault_of_the_database_is_one_line_and_publishes_nothing(folder, monkeypatch, jobs):
    def breaks(connection):
        raise duckdb.ConstraintException("Constraint Error: CHECK failed\nand more")

    monkeypatch.setattr(pipeline, "_reconcile", breaks)
    with pytest.raises(NothingPublished, match="CHECK failed Nothing was published"):
        run(folder, jobs)
    assert warehouse.current(folder.parent / "w") is None


def test_articles_extracted_together_have_the_facts_that_each_has_alone():
    articles = [
        Article(str(n), f"{n}.txt", None, None, date(2024, 3, n + 1), None, text)
        for n, text in enumerate(
            ("嘉定区去年生物医药产值120亿元。", "", None, "嘉定区现有药企80家。", "无日期的一句话。")
        )
    ]
    together = extractor.extract_all(articles)
    assert together == [extractor.extract_facts(article) for article in articles]
    assert [len(facts.output_values) + len(facts.entity_counts) for facts in together] == [1, 0, 0, 1, 0]
