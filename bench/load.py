"""Readers at once on the heaviest page: 300 with five seconds between clicks, and how many clicks a second at most.

Beside it the same page under Streamlit's own settings, in the same run. LIFEATLAS_LOAD_VISITS sets how many readers
come and go for the memory's sake; 3,600 are an hour's worth (300 at once who stay five minutes each).
"""

import asyncio
import os
import random
import statistics
import time
from collections import Counter
from dataclasses import dataclass, field

from bench.servers import DEFAULTS, OURS, memory, processor, served
from bench.sessions import Refused, Session

PAGES = ("", "map", "timeline", "compare", "region?city=310000", "signings", "evidence", "quality", "data", "about")
SESSIONS = 300
THINK_SECONDS = 5.0
SECONDS = 60.0
FLAT_OUT_SESSIONS = 20
FLAT_OUT_SECONDS = 20.0
VISITS = int(os.environ.get("LIFEATLAS_LOAD_VISITS", "360"))
AT_ONCE = 10


@dataclass
class Seen:
    """What the readers met."""

    ms: list[float] = field(default_factory=list)
    errors: Counter[str] = field(default_factory=Counter)
    seconds: float = 0.0
    busy: float = 0.0

    @property
    def per_second(self) -> float:
        """Answers a second."""
        return len(self.ms) / self.seconds if self.seconds else 0.0

    def told(self) -> str:
        """The figures in one line."""
        if len(self.ms) < 2:
            return f"no answers; errors {dict(self.errors)}"
        cuts = statistics.quantiles(self.ms, n=100)
        errors = f"{self.errors.total()} errors" + (f" {dict(self.errors.most_common(2))}" if self.errors else "")
        return (
            f"p50 {cuts[49]:.0f} ms, p95 {cuts[94]:.0f} ms, p99 {cuts[98]:.0f} ms; {self.per_second:.1f} a second;"
            f" {len(self.ms)} clicks, {errors}; {self.busy:.0%} of a core"
        )


async def heaviest(base: str) -> tuple[str, dict[str, float]]:
    """The page whose answer to a changed filter takes longest, alone; each page's median."""
    medians = {}
    for page in PAGES:
        session = Session(base, page)
        await session.open()
        taken = [(await session.choose(turn * 7 + 3)).ms for turn in range(8)]
        medians[page] = statistics.median(taken[2:])
        await session.close()
    return max(medians, key=medians.__getitem__), medians


async def readers(base: str, pid: int, page: str, sessions: int, think: float, seconds: float) -> Seen:
    """So many readers click for so long; each click is a span of years."""
    seen = Seen()
    open_ones = [Session(base, page) for _ in range(sessions)]
    gate = asyncio.Semaphore(AT_ONCE)

    async def arrive(session: Session) -> bool:
        async with gate:
            try:
                await session.open()
            except (Refused, OSError, TimeoutError) as error:
                seen.errors[f"open: {type(error).__name__}"] += 1
                return False
            return True

    came = await asyncio.gather(*map(arrive, open_ones))
    began, used = time.perf_counter(), processor(pid)
    end = began + seconds

    async def click(session: Session, chance: random.Random) -> None:
        while True:
            if think:
                await asyncio.sleep(chance.expovariate(1 / think))
            if time.perf_counter() >= end:
                return
            try:
                seen.ms.append((await session.choose(chance.randrange(10_000))).ms)
            except Exception as error:  # whatever a reader meets is what is counted here
                seen.errors[type(error).__name__] += 1
                return

    present = [session for session, here in zip(open_ones, came, strict=True) if here]
    await asyncio.gather(*(click(session, random.Random(n)) for n, session in enumerate(present)))
    seen.seconds = time.perf_counter() - began
    seen.busy = (processor(pid) - used) / seen.seconds
    await asyncio.gather(*(session.close() for session in present), return_exceptions=True)
    return seen


async def visits(base: str, pid: int, page: str, number: int) -> tuple[float, float, int]:
    """Readers come, click twice and go. Memory after the first twelfth, at the end, and the errors."""
    gate = asyncio.Semaphore(AT_ONCE)
    errors = 0

    async def visit(turn: int) -> None:
        nonlocal errors
        async with gate:
            session = Session(base, page)
            try:
                await session.open()
                await session.choose(turn)
                await session.choose(turn * 31)
                await session.close()
            except Exception:  # whatever a reader meets is what is counted here
                errors += 1

    first = max(1, number // 12)
    await asyncio.gather(*map(visit, range(first)))
    early = memory(pid)
    await asyncio.gather(*map(visit, range(first, number)))
    return early, memory(pid), errors


def run() -> list[dict[str, str]]:
    """Rows of measure, value and budget."""
    rows = []
    with served(OURS) as (base, pid):
        page, medians = asyncio.run(heaviest(base))
        said = ", ".join(f"/{name.partition('?')[0]} {ms:.0f}" for name, ms in medians.items())
        rows.append({"measure": "a changed year, one reader, server only, p50 in ms", "value": said})
        name = f"/{page}: {SESSIONS} readers, {THINK_SECONDS:.0f} s between clicks, one process on one core"
        for when in ("the first minute after the start", "the next minute"):
            load = asyncio.run(readers(base, pid, page, SESSIONS, THINK_SECONDS, SECONDS))
            rows.append({"measure": f"{name}, {when}", "value": load.told(), "budget": "p95 500 ms, 0 errors"})
        flat = asyncio.run(readers(base, pid, page, FLAT_OUT_SESSIONS, 0.0, FLAT_OUT_SECONDS))
        early, late, errors = asyncio.run(visits(base, pid, page, VISITS))
    with served(DEFAULTS) as (base, pid):
        plain = asyncio.run(readers(base, pid, page, FLAT_OUT_SESSIONS, 0.0, FLAT_OUT_SECONDS))
    times = flat.per_second / plain.per_second if plain.per_second else 0.0
    name = f"/{page}: {FLAT_OUT_SESSIONS} readers without a pause"
    rows.append({"measure": f"{name}, our settings", "value": flat.told()})
    rows.append({"measure": f"{name}, Streamlit's settings", "value": plain.told()})
    rows.append({"measure": f"{name}, ours against Streamlit's", "value": f"{times:.1f} times", "budget": "5 times"})
    name = f"memory after {VISITS // 12} and after {VISITS:,} visits of three runs"
    grown = f"{early:.0f} and {late:.0f} MB ({late / early - 1:+.1%}); {errors} errors" if early else "no /proc"
    rows.append({"measure": name, "value": grown, "budget": "within 10%"})
    return rows
