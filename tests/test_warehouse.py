"""A build is whole or absent, whatever happens to its writer; readers are never disturbed."""

import random
import signal
import subprocess
import sys
import threading
import time
from datetime import UTC, datetime

import pytest

from bench import chaos
from etl import warehouse
from etl.errors import NothingPublished

NOW = datetime(2026, 11, 21, 22, 45, tzinfo=UTC)


def publish(directory, text="whole", now=NOW, **options):
    with warehouse.writing(directory) as draft:
        draft.write_text(text)
        return warehouse.publish(draft, now, **options)


def test_a_folder_without_builds_has_no_current_one(tmp_path):
    assert warehouse.current(tmp_path) is None
    assert warehouse.current(tmp_path / "missing") is None
    assert warehouse.builds(tmp_path / "missing") == []


def test_the_published_build_is_the_first_line_of_current(tmp_path):
    build = publish(tmp_path)
    assert (tmp_path / "CURRENT").read_text() == f"{build.name}\n"
    assert warehouse.current(tmp_path) == build
    assert build.read_text() == "whole"


def test_names_sort_by_time_even_when_the_clock_goes_back(tmp_path):
    names = [publish(tmp_path, now=now).name for now in (NOW, NOW, datetime(2020, 1, 1, tzinfo=UTC))]
    assert names == sorted(names)
    assert len(set(names)) == 3


def test_the_last_five_builds_are_kept(tmp_path):
    published = [publish(tmp_path) for _ in range(8)]
    assert warehouse.builds(tmp_path) == published[-5:]


@pytest.mark.parametrize(
    "text", ["", "\n", "missing.duckdb\n", "../secret\n", "\udcff".encode("utf-8", "surrogateescape").decode("latin-1")]
)
def test_a_damaged_pointer_names_no_build(tmp_path, text):
    publish(tmp_path)
    (tmp_path / "CURRENT").write_text(text, encoding="utf-8")
    assert warehouse.current(tmp_path) is None


def test_what_dead_writers_left_is_swept(tmp_path):
    build = publish(tmp_path)
    (tmp_path / "build-99.duckdb").write_text("half")
    (tmp_path / "build-99.duckdb.wal").write_text("half")
    (tmp_path / "build-99.parts").mkdir()
    (tmp_path / "build-99.parts" / "articles-0.parquet").write_text("half")
    (tmp_path / "CURRENT.tmp").write_text("half")
    (tmp_path / "20991231T000000Z-abcdef.duckdb").write_text("named but never published")
    with warehouse.writing(tmp_path):
        assert sorted(path.name for path in tmp_path.iterdir()) == sorted([".lock", "CURRENT", build.name])


def test_a_draft_that_fails_leaves_nothing(tmp_path):
    build = publish(tmp_path)
    with pytest.raises(ValueError, match="stop"), warehouse.writing(tmp_path) as draft:
        draft.write_text("half")
        raise ValueError("stop")
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted([".lock", "CURRENT", build.name])
    assert warehouse.current(tmp_path) == build


def test_a_draft_with_a_journal_is_not_published(tmp_path):
    with pytest.raises(NothingPublished, match="not written out whole"), warehouse.writing(tmp_path) as draft:
        draft.write_text("half")
        draft.with_name(f"{draft.name}.wal").write_text("the rest")
        warehouse.publish(draft, NOW)
    assert warehouse.current(tmp_path) is None


def test_a_second_writer_is_told_to_wait(tmp_path):
    told, order = [], []

    def second():
        with warehouse.writing(tmp_path, told.append):
            order.append("second")

    with warehouse.writing(tmp_path):
        thread = threading.Thread(target=second)
        thread.start()
        while not told:
            time.sleep(0.01)
        order.append("first")
    thread.join()
    assert order == ["first", "second"]
    assert told == [f"{tmp_path}: another build is being written; waiting for it to end."]


def test_a_file_in_the_folders_place_is_one_line(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(NothingPublished, match="a file stands where the warehouse's folder should be"):
        publish(tmp_path / "file")


def test_a_folder_that_may_not_be_written_is_one_line():
    error = PermissionError(13, "Permission denied", "/data/warehouse/.lock")
    assert "not allowed to write there" in warehouse.disk_error(error, "/data/warehouse")


def test_a_writer_that_never_ends_is_given_up(tmp_path, monkeypatch):
    monkeypatch.setattr(warehouse, "LOCK_WAIT_SECONDS", 0)
    with (
        warehouse.writing(tmp_path),
        pytest.raises(NothingPublished, match="still being written. Try again later"),
        warehouse.writing(tmp_path),
    ):
        pass


def test_any_other_fault_of_the_disk_is_one_line_too(tmp_path):
    error = OSError(5, "Input/output error", "/data/warehouse/x")
    assert warehouse.disk_error(error, tmp_path) == "/data/warehouse/x: Input/output error. Nothing was published."


def test_a_full_disk_is_one_line(tmp_path):
    assert "the disk is full" in warehouse.disk_error(OSError(28, "No space left on device"), tmp_path)


@pytest.mark.parametrize("phase", ["sync", "rename", "sync folder", "pointer", "replace pointer", "prune"])
def test_a_writer_killed_in_any_phase_leaves_a_whole_build(tmp_path, phase):
    before = publish(tmp_path)
    script = (
        "import os, signal, sys\n"
        "from datetime import UTC, datetime\n"
        "from pathlib import Path\n"
        "from etl import warehouse\n"
        "with warehouse.writing(Path(sys.argv[1])) as draft:\n"
        "    draft.write_text('newer')\n"
        "    stop = lambda phase: os.kill(os.getpid(), signal.SIGKILL) if phase == sys.argv[2] else None\n"
        "    warehouse.publish(draft, datetime.now(UTC), stop)\n"
    )
    run = subprocess.run([sys.executable, "-c", script, tmp_path, phase], check=False)
    assert run.returncode == -signal.SIGKILL
    after = warehouse.current(tmp_path)
    assert after.read_text() == ("newer" if phase == "prune" else "whole")
    assert (after == before) == (phase != "prune")
    newest = publish(tmp_path, "newest")
    left = {path.name for path in tmp_path.iterdir()} - {".lock", "CURRENT"}
    assert left <= {before.name, after.name, newest.name}


def test_readers_under_publishes_and_kills_read_only_whole_builds(tmp_path):
    outcome = chaos.trial(tmp_path, publishes=10, readers=8, processes=2, rows=2000, chance=random.Random(1))
    assert outcome.publishes >= 10
    assert outcome.reads > 100
    assert (outcome.failed, outcome.torn, outcome.backward) == (0, 0, 0)
    assert outcome.kills > 0
    assert outcome.leftovers == []
