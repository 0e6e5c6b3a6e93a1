"""The door to the warehouse: goes over to a new build, keeps the last good one, and can only read."""

import shutil
from concurrent.futures import ThreadPoolExecutor

import duckdb
import pytest

from dashboard.database import NoWarehouse, Warehouse


@pytest.fixture
def folder(tmp_path, build):
    shutil.copy(build, tmp_path / "20260101T000000Z-aaaaaa.duckdb")
    shutil.copy(build, tmp_path / "20260102T000000Z-bbbbbb.duckdb")
    point(tmp_path, "20260101T000000Z-aaaaaa.duckdb")
    return tmp_path


def point(folder, name):
    draft = folder / "CURRENT.tmp"
    draft.write_text(f"{name}\n", "utf-8")
    draft.replace(folder / "CURRENT")


def opened(folder):
    warehouse = Warehouse(folder)
    warehouse.refresh()
    return warehouse


def test_a_new_build_is_opened_at_the_next_look(folder):
    warehouse = opened(folder)
    point(folder, "20260102T000000Z-bbbbbb.duckdb")
    warehouse.refresh()
    assert warehouse.path.name.startswith("20260102")
    assert warehouse.fault is None


@pytest.mark.parametrize(("content", "fault"), [(None, "missing"), (b"not a database", "damaged")])
def test_the_last_good_build_stays_if_the_new_one_is_missing_or_damaged(folder, content, fault):
    warehouse = opened(folder)
    if content:
        (folder / "20260103T000000Z-cccccc.duckdb").write_bytes(content)
    point(folder, "20260103T000000Z-cccccc.duckdb")
    warehouse.refresh()
    assert warehouse.fault == fault
    assert warehouse.fetch("SELECT count(*) AS n FROM regions")["n"][0] > 3000
    point(folder, "20260102T000000Z-bbbbbb.duckdb")
    warehouse.refresh()
    assert warehouse.fault is None


def test_an_older_schema_is_refused(tmp_path):
    duckdb.connect(str(tmp_path / "20260101T000000Z-aaaaaa.duckdb")).execute("CREATE TABLE regions (adcode VARCHAR)")
    point(tmp_path, "20260101T000000Z-aaaaaa.duckdb")
    with pytest.raises(NoWarehouse):
        opened(tmp_path)


def test_an_empty_folder_has_no_warehouse(tmp_path):
    with pytest.raises(NoWarehouse):
        opened(tmp_path)


@pytest.mark.parametrize(
    "sql",
    [
        "SELECT * FROM read_csv('/etc/passwd')",
        "COPY regions TO '/tmp/stolen.csv'",
        "DELETE FROM output_values",
        "SET enable_external_access = true",
        "ATTACH '/tmp/other.duckdb'",
    ],
)
def test_nothing_but_reading_the_build_is_possible(folder, sql):
    with pytest.raises(duckdb.Error):
        opened(folder).fetch(sql)


def test_a_frame_changed_by_one_reader_is_not_changed_for_the_next(folder):
    warehouse = opened(folder)
    sql = "SELECT adcode FROM regions ORDER BY adcode LIMIT 1"
    first = warehouse.fetch(sql)
    first.loc[0, "adcode"] = "x"
    assert warehouse.fetch(sql)["adcode"][0] == "100000"


def test_many_readers_get_their_own_answers(folder):
    warehouse = opened(folder)
    codes = warehouse.fetch("SELECT adcode FROM regions ORDER BY adcode LIMIT 200")["adcode"]
    ask = "SELECT adcode FROM regions WHERE adcode = $code"
    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(lambda code: warehouse.fetch(ask, {"code": code})["adcode"][0], codes))
    assert found == list(codes)


def test_what_is_kept_of_answers_has_a_bound(folder, monkeypatch):
    monkeypatch.setattr("dashboard.database.KEPT_BYTES", 50_000)
    warehouse = opened(folder)
    for number in range(60):
        warehouse.fetch("SELECT adcode FROM regions ORDER BY adcode LIMIT $n", {"n": number})
    assert 0 < warehouse.kept_bytes <= 50_000
    assert sum(size for _, size in warehouse.frames.values()) == warehouse.kept_bytes
