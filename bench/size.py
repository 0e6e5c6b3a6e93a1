"""At size: 200,000 articles and their million figures, built by the command, then every page's questions on them.

The articles are those of bench/corpus.py, the same ones every time. LIFEATLAS_SIZE sets their number; without it a
small one shows that all works: `LIFEATLAS_SIZE=200000 python -m bench size` is the whole.
"""

import asyncio
import os
import re
import statistics
import sys
import time
from collections import defaultdict
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from bench import build, corpus
from bench.load import PAGES
from bench.servers import OURS, served
from bench.sessions import Session
from etl.paths import ROOT

ARTICLES = int(os.environ.get("LIFEATLAS_SIZE", "2000"))
JOBS = 2
TURNS = 12
ASKED = 3  # turns in which each question is timed, none from what is kept
SLOWEST = 12
CITIES = ("", "310000", "310114,310115", "330000", "320500", "440300,110108,420100")
YEARS = ("", "2020-2024", "2022", "2018-2023")


def run() -> list[dict[str, str]]:
    """Rows of measure, value and budget."""
    with TemporaryDirectory(prefix="size-") as place:
        folder = Path(place)
        megabytes = corpus.varied(folder / "in", ARTICLES) / 1e6
        command = [sys.executable, "-m", "etl", "build", str(folder / "in"), "--jobs", str(JOBS)]
        seconds, peak, said = build.timed([*command, "--warehouse", str(folder / "w")])
        facts = sum(int(n.replace(",", "")) for n in re.findall(r"^(?!articles)\w+ +([\d,]+)$", said, re.MULTILINE))
        size = next((folder / "w").glob("*.duckdb")).stat().st_size / 1e6
        name = f"{ARTICLES:,} articles"
        rows = [
            {"measure": f"{name}, {megabytes:.0f} MB: build with --jobs {JOBS}", "value": f"{seconds:.0f} s"},
            {"measure": f"{name}: most memory of all its processes", "value": f"{peak:.0f} MB"},
            {"measure": f"{name}: facts; size of the build", "value": f"{facts:,}; {size:.0f} MB"},
        ]
        with served(OURS, folder / "w") as (base, _):
            pages = asyncio.run(pages_of(base))
        rows += [{"measure": f"{name}: /{page}, a changed year, server only", "value": told} for page, told in pages]
        return rows + [{"measure": f"{name}: question {q}", "value": told} for q, told in questions(folder / "w")]


async def pages_of(base: str) -> list[tuple[str, str]]:
    """Each page's time for a changed filter, one reader."""
    found = []
    for page in PAGES:
        session = Session(base, page)
        opened = await session.open()
        taken = [(await session.choose(turn * 7 + 3)) for turn in range(TURNS)]
        ms = sorted(answer.ms for answer in taken)
        most = max(answer.size for answer in taken) / 1000
        p95 = ms[int(len(ms) * 0.95)]
        told = (
            f"p50 {statistics.median(ms):.0f} ms, p95 {p95:.0f} ms, at most {most:.0f} kB; opened in {opened.ms:.0f} ms"
        )
        found.append((page, told))
        await session.close()
    return found


def questions(warehouse: Path) -> list[tuple[str, str]]:
    """The slowest questions that the pages ask, by the function that asks, none from what is kept."""
    from streamlit.testing.v1 import AppTest

    from dashboard import database

    os.environ["LIFEATLAS_WAREHOUSE"] = str(warehouse)
    taken: dict[str, list[float]] = defaultdict(list)
    fetch = database.Warehouse.fetch

    def timed(self: database.Warehouse, sql: str, parameters: Any = None) -> Any:  # noqa: ANN401 - as fetch has it
        self.frames.clear()
        self.kept_bytes = 0
        began = time.perf_counter()
        try:
            return fetch(self, sql, parameters)
        finally:
            taken[_asker()].append((time.perf_counter() - began) * 1000)

    database.Warehouse.fetch = timed  # type: ignore[method-assign]
    try:
        for page in PAGES:
            for turn in range(ASKED):
                app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=300)
                app.query_params["city"] = CITIES[turn % len(CITIES)]
                app.query_params["year"] = YEARS[turn % len(YEARS)]
                app.run()
                if page:
                    app.switch_page(f"pages/{page.partition('?')[0]}.py").run()
    finally:
        database.Warehouse.fetch = fetch  # type: ignore[method-assign]
    rows = []
    for name, ms in sorted(taken.items(), key=lambda item: -_p95(item[1]))[:SLOWEST]:
        rows.append((name, f"p50 {statistics.median(ms):.1f} ms, p95 {_p95(ms):.1f} ms, {len(ms)} times"))
    return rows


def _p95(ms: list[float]) -> float:
    return sorted(ms)[int(len(ms) * 0.95)]


def _asker() -> str:
    """The function of the dashboard that asked: the first that is not the door itself."""
    frame = sys._getframe(2)
    while frame.f_back and frame.f_code.co_name in ("fetch", "ask", "ask_events", "wrapped_func"):
        frame = frame.f_back
    return f"{Path(frame.f_code.co_filename).stem}.{frame.f_code.co_name}"
