"""The command line as people and programs call it: what it prints where, and its exit codes."""

import ctypes
import json
import os
import resource
import shutil
import signal
import subprocess
import sys
from datetime import date

import pytest

from etl import records
from etl.errors import Refused
from etl.paths import ROOT, SEEDS

ARTICLE = SEEDS / "articles" / "000_056c7432d8abaad5.txt"
TABLES = ["output_values", "growth_rates", "signings", "entity_counts"]


def etl(*arguments, text=None, data=None, **options):
    return subprocess.run(
        [sys.executable, "-m", "etl", *map(str, arguments)],
        input=data if data is not None else (text or "").encode(),
        capture_output=True,
        cwd=ROOT,
        check=False,
        **options,
    )


def lines(raw):
    return raw.decode("utf-8").splitlines()


def test_build_publishes_and_says_what_it_did(tmp_path):
    done = etl("build", ARTICLE, "--warehouse", tmp_path / "w", "--jobs", 1)
    assert (done.returncode, done.stderr) == (0, b"")
    said = done.stdout.decode()
    assert "1 read, 0 reused; 0 files refused" in said
    assert all(f"\n{table} " in said for table in TABLES)
    name = lines((tmp_path / "w" / "CURRENT").read_bytes())[0]
    assert (tmp_path / "w" / name).is_file()
    assert name in said


def test_build_with_a_bad_file_publishes_the_rest_and_exits_3(tmp_path):
    (tmp_path / "in").mkdir()
    shutil.copy(ARTICLE, tmp_path / "in" / "a.txt")
    (tmp_path / "in" / "空.txt").write_bytes(b"")
    done = etl("build", tmp_path / "in", "--warehouse", tmp_path / "w")
    assert done.returncode == 3
    (line,) = lines(done.stderr)
    assert line.startswith(f"etl: {tmp_path}/in/空.txt: ")
    assert "1 read, 0 reused; 1 files refused" in done.stdout.decode()


def test_a_bad_row_is_named_by_file_row_and_column(tmp_path):
    header, first, second, *_ = (SEEDS / "reference" / "output_values.csv").read_text("utf-8").splitlines(keepends=True)
    (tmp_path / "t.csv").write_text(header + first + second.replace("310000", "310141"), "utf-8")
    done = etl("build", tmp_path / "t.csv", "--warehouse", tmp_path / "w")
    assert done.returncode == 3
    (line,) = lines(done.stderr)
    assert line.startswith(f"etl: {tmp_path}/t.csv, row 3, adcode: no region has the code '310141'")


@pytest.mark.parametrize(("arguments", "code"), [
    (["build", "missing-folder"], 2),
    (["build", "seeds", "--jobs", "0"], 2),
    (["build", "seeds", "--jobs", "many"], 2),
    (["build", "seeds", "--nonsense"], 2),
    (["mentions"], 2),
    (["mentions", "--kind", "colours"], 2),
    (["extract"], 2),
    (["extract", "missing.txt"], 2),
    (["nonsense"], 2),
])  # fmt: skip
def test_wrong_usage_exits_2_without_a_traceback(arguments, code, tmp_path):
    done = etl(*arguments, *(["--warehouse", tmp_path / "w"] if arguments[0] == "build" else []))
    assert done.returncode == code
    assert done.stderr
    assert b"Traceback" not in done.stderr
    assert not (tmp_path / "w" / "CURRENT").exists()


def test_a_folder_without_articles_publishes_nothing_and_exits_1(tmp_path):
    (tmp_path / "in").mkdir()
    done = etl("build", tmp_path / "in", "--warehouse", tmp_path / "w")
    assert done.returncode == 1
    assert len(lines(done.stderr)) == 1
    assert not (tmp_path / "w" / "CURRENT").exists()


def test_a_file_in_the_warehouses_place_is_one_line_and_exits_1(tmp_path):
    (tmp_path / "w").write_text("")
    done = etl("build", ARTICLE, "--warehouse", tmp_path / "w")
    assert done.returncode == 1
    assert len(lines(done.stderr)) == 1


def test_a_full_disk_is_one_line_and_leaves_the_published_build(tmp_path):
    assert etl("build", ARTICLE, "--warehouse", tmp_path / "w").returncode == 0
    before = (tmp_path / "w" / "CURRENT").read_bytes()

    def small_files():  # a limit on the size of files stands for the disk's end
        resource.setrlimit(resource.RLIMIT_FSIZE, (1_000_000, 1_000_000))

    done = etl("build", SEEDS, "--warehouse", tmp_path / "w", "--jobs", 1, preexec_fn=small_files)
    assert done.returncode == 1
    (line,) = lines(done.stderr)
    assert "the disk is full" in line
    assert (tmp_path / "w" / "CURRENT").read_bytes() == before
    assert [path.name for path in (tmp_path / "w").iterdir() if path.name.startswith("build-")] == []


def as_anybody():
    """Root may write everywhere: what runs after this is root without its privileges (prctl's SECBIT_NOROOT)."""
    if os.geteuid() == 0:
        ctypes.CDLL(None).prctl(28, 1, 0, 0, 0)


def test_a_folder_that_may_not_be_written_is_one_line_and_exits_1(tmp_path):
    (tmp_path / "w").mkdir(mode=0o500)
    done = etl("build", ARTICLE, "--warehouse", tmp_path / "w", preexec_fn=as_anybody)
    assert done.returncode == 1
    assert "not allowed to write there" in done.stderr.decode()


def test_extract_prints_one_json_line_for_each_article():
    done = etl("extract", ARTICLE, SEEDS / "articles" / "001_8cfd06248fd7fe25.txt")
    assert (done.returncode, done.stderr) == (0, b"")
    first, second = (json.loads(line) for line in lines(done.stdout))
    assert first["source_path"].endswith("000_056c7432d8abaad5.txt")
    assert first["published_on"] == "2022-11-15"
    assert list(first) == ["source_path", "article_id", "title", "publisher", "published_on", "url", *TABLES]
    assert first["article_id"] != second["article_id"]


def test_extract_names_what_it_cannot_read_and_prints_the_rest(tmp_path):
    (tmp_path / "x.txt").write_bytes(b"")
    done = etl("extract", tmp_path / "x.txt", ARTICLE)
    assert done.returncode == 3
    assert len(lines(done.stdout)) == len(lines(done.stderr)) == 1
    assert etl("extract", tmp_path / "x.txt").returncode == 1


def test_extract_of_a_table_prints_each_source_with_its_facts():
    done = etl("extract", SEEDS / "reference" / "signings.csv")
    records = [json.loads(line) for line in lines(done.stdout)]
    assert len({record["article_id"] for record in records}) == len(records)
    assert sum(len(record["signings"]) for record in records) == 74


@pytest.mark.parametrize(("kind", "text", "fields"), [
    ("amounts", "总产出154.8亿元", {"currency": "CNY", "value_yuan": 15480000000}),
    ("rates", "同比增长15.5%", {"kind": "percent", "rate": 0.155}),
    ("numbers", "共有383家", {"value": 383}),
    ("periods", "2021年", {"period_start": "2021-01-01", "period_end": "2021-12-31"}),
    ("regions", "上海市嘉定区", {"adcode": "310114"}),
])  # fmt: skip
def test_mentions_of_each_kind_have_their_fields(kind, text, fields):
    done = etl("mentions", "--kind", kind, text=json.dumps({"text": text, "date": "2022-11-15"}))
    assert (done.returncode, done.stderr) == (0, b"")
    mention = json.loads(done.stdout)["mentions"][-1]
    assert {name: mention[name] for name in fields} == fields
    assert text[mention["start"] : mention["end"]] == mention["text"]
    assert mention["rule"]


def test_a_bad_line_of_mentions_is_named_and_the_others_are_answered():
    asked = [
        b'{"text": "2021\xe5\xb9\xb4"}',
        b"nonsense",
        b'{"text": 5}',
        b'{"text": "", "date": "soon"}',
        b"\xff\xfe",
        b'{"text": ""}',
    ]
    done = etl("mentions", "--kind", "numbers", data=b"\n".join(asked))
    assert done.returncode == 3
    assert len(lines(done.stdout)) == len(asked)
    assert [line.split(": ")[1] for line in lines(done.stderr)] == [f"stdin, line {n}" for n in (2, 3, 4, 5)]


def test_a_fault_of_the_program_in_one_line_of_mentions_is_that_lines_refusal(monkeypatch):
    monkeypatch.setattr("etl.extractor.mentions.numbers.find", lambda text: 1 / 0)
    with pytest.raises(Refused, match="ZeroDivisionError while it was read. This is a fault of the program"):
        records.finder("numbers", date(2024, 6, 30))("383家", None)


def test_explain_shows_an_article_with_its_facts():
    done = etl("explain", ARTICLE)
    assert (done.returncode, done.stderr) == (0, b"")
    assert "154.8亿元" in done.stdout.decode()


def test_explain_of_what_is_no_article_says_so(tmp_path):
    (tmp_path / "x.txt").write_bytes(b"")
    done = etl("explain", tmp_path / "x.txt")
    assert (done.returncode, done.stdout) == (1, b"")
    refused, last = lines(done.stderr)
    assert "empty" in refused and "there is no article to explain" in last
    assert etl("explain", tmp_path / "missing.txt").returncode == 2


def test_build_says_what_is_gone_and_what_is_there_twice(tmp_path):
    folder = tmp_path / "in"
    folder.mkdir()
    for name in ("a.txt", "b.txt", "c.txt"):
        shutil.copy(ARTICLE, folder / name)
    done = etl("build", folder, "--warehouse", tmp_path / "w", "--jobs", 1)
    told = done.stdout.decode()
    assert done.returncode == 0
    assert "twice: 2 files hold an article that another one holds" in told and "b.txt (as " in told
    (folder / "c.txt").unlink()
    told = etl("build", folder, "--warehouse", tmp_path / "w", "--jobs", 1).stdout.decode()
    assert "gone: 1 files of the build before" in told and "c.txt" in told


def test_export_without_a_build_or_a_place_for_it_is_one_line(tmp_path, warehouse):
    done = etl("export", "--format", "csv", "--out", tmp_path / "out", "--warehouse", tmp_path / "none")
    assert done.returncode == 2
    assert "no build is published there" in lines(done.stderr)[0]
    (tmp_path / "out").write_text("")
    done = etl("export", "--format", "csv", "--out", tmp_path / "out", "--warehouse", warehouse)
    assert done.returncode == 2
    assert len(lines(done.stderr)) == 1


def test_an_interrupted_command_says_so_in_one_line():
    command = [sys.executable, "-m", "etl", "mentions", "--kind", "numbers"]
    process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=ROOT)
    process.stdin.write(b'{"text": "1"}\n')
    process.stdin.flush()
    process.stdout.readline()  # it has begun
    process.send_signal(signal.SIGINT)
    _, told = process.communicate(timeout=30)
    assert process.returncode == 130
    assert told == b"etl: interrupted before the end.\n"


def test_the_machines_locale_does_not_matter():
    done = etl("extract", ARTICLE, env={**os.environ, "LC_ALL": "C", "PYTHONIOENCODING": "ascii"})
    assert done.returncode == 0
    assert "嘉定" in done.stdout.decode("utf-8")


def test_a_reader_that_goes_away_is_no_traceback():
    done = subprocess.run(
        f"{sys.executable} -m etl extract seeds/articles/*.txt | head -c 10",
        shell=True,
        capture_output=True,
        cwd=ROOT,
        check=False,
    )
    assert b"Traceback" not in done.stderr


def test_starting_the_command_imports_nothing_heavy():
    heavy = {"pandas", "pyarrow", "duckdb", "streamlit", "trafilatura", "rich", "jieba"}
    script = f"import sys, etl.__main__; print(*(set(sys.modules) & {heavy}))"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, cwd=ROOT, check=False)
    assert done.stdout.strip() == ""
