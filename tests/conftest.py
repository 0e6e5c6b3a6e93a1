"""A small warehouse, built once by the pipeline itself from the seeds; tests read it and never write."""

import os
import shutil
import signal
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import duckdb
import pytest

os.environ["LIFEATLAS_PURE"] = "1"  # tests ask the sources; test_compiled.py compares what was compiled with them

from etl import pipeline  # noqa: E402
from etl.paths import ROOT, SEEDS  # noqa: E402

NOW = datetime(2026, 11, 21, 12, 0, 0, tzinfo=UTC)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Browser tests come last: from the first on, Playwright holds the thread's event loop, which others run."""
    items.sort(key=lambda item: "browser" in item.path.parts)


@pytest.fixture(autouse=True)
def own_main():
    """AppTest makes the page the main module, and a pool of processes started after it would run the page."""
    main = sys.modules["__main__"]
    yield
    sys.modules["__main__"] = main


@pytest.fixture(autouse=True)
def interruptible():
    """A shell that starts the tests behind itself has them, and their children, ignore Ctrl-C."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.fixture(scope="session")
def warehouse(tmp_path_factory) -> Path:
    """The folder of builds, with the seeds' build published."""
    directory = tmp_path_factory.mktemp("warehouse")
    pipeline.build([SEEDS], directory, NOW, jobs=1)
    return directory


@pytest.fixture(scope="session")
def build(warehouse) -> Path:
    """The published build's file."""
    return next(warehouse.glob("*.duckdb"))


@pytest.fixture(scope="session")
def copied(warehouse, tmp_path_factory) -> Path:
    """A copy: DuckDB opens no file twice in a process with different settings, and the dashboard's are stricter."""
    return shutil.copytree(warehouse, tmp_path_factory.mktemp("copied") / "warehouse")


@pytest.fixture
def opened(copied, monkeypatch) -> Callable[..., Any]:
    """Opens a page of the dashboard over the seeds' build (tests/opening.py)."""
    from tests.opening import open_page

    monkeypatch.setenv("LIFEATLAS_WAREHOUSE", str(copied))
    monkeypatch.chdir(ROOT)
    return open_page


@pytest.fixture
def connection(build):
    """The published build, opened as a reader opens it."""
    with duckdb.connect(build, read_only=True) as connection:
        yield connection
