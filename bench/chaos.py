"""`make chaos`: readers read on and on while a writer publishes builds and is killed at random points.

The writer is etl.warehouse itself, in a process of its own. Each build holds one number in every row and their sum, so
that a reader sees a torn build; numbers only grow, so that it sees a step backward.
"""

import json
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

import duckdb

from etl import warehouse
from etl.paths import ROOT

PHASES = ("lock", "build", "close", "check", "sync", "rename", "sync folder", "pointer", "replace pointer", "prune")


@dataclass
class Outcome:
    """What the readers saw, and what the writers left."""

    publishes: int = 0
    kills: int = 0
    kills_by_phase: Counter[str] = field(default_factory=Counter)
    reads: int = 0
    failed: int = 0
    torn: int = 0
    backward: int = 0
    stale_p95_seconds: float = 0.0
    errors: Counter[str] = field(default_factory=Counter)
    leftovers: list[str] = field(default_factory=list)


def write(directory: Path, number: int, rows: int) -> None:
    """Publish one build whose every row holds `number`; each step is printed before it is taken."""

    def phase(name: str) -> None:
        print(name, flush=True)

    phase("lock")
    with warehouse.writing(directory) as draft:
        phase("build")
        with duckdb.connect(draft) as connection:
            connection.execute(f"CREATE TABLE facts AS SELECT {number} AS number, i FROM range({rows}) r(i)")
            connection.execute("CREATE TABLE sums AS SELECT sum(number) AS total, count(*) AS size FROM facts")
            connection.execute(f"CREATE TABLE published AS SELECT {time.time()} AS stamp")
            connection.execute("CHECKPOINT")
            phase("close")
        phase("check")
        with duckdb.connect(draft, read_only=True) as connection:
            assert connection.execute("SELECT count(*) FROM facts").fetchone() == (rows,)
        warehouse.publish(draft, datetime.now(UTC), phase)
    phase("done")


class Reader:
    """One process's door: the current build, opened read-only, renewed when CURRENT changes."""

    def __init__(self, directory: Path) -> None:
        self.directory = directory
        self.lock = threading.Lock()
        self.build: Path | None = None
        self.connection: duckdb.DuckDBPyConnection | None = None

    def cursor(self) -> duckdb.DuckDBPyConnection:
        """A cursor on the current build; on the last good one while the pointer names none."""
        with self.lock:
            for _ in range(20):
                build = warehouse.current(self.directory)
                if build is None or build == self.build:
                    break
                try:  # pruned between the look and the opening: look again
                    self.connection = duckdb.connect(build, read_only=True)
                    self.build = build
                    break
                except duckdb.IOException:
                    time.sleep(0.005)
            assert self.connection is not None
            return self.connection.cursor()


def read(directory: Path, threads: int) -> None:
    """Read in threads until stdin closes, then print what was seen as JSON."""
    door, seen, stop, lock = Reader(directory), Outcome(), threading.Event(), threading.Lock()
    stale: list[float] = []

    def work(seed: int) -> None:
        last, chance = -1, random.Random(seed)
        while not stop.is_set():
            try:
                cursor = door.cursor()
                least, most, total, rows = cursor.execute(
                    "SELECT min(number), max(number), sum(number), count(*) FROM facts"
                ).fetchall()[0]
                sums = cursor.execute("SELECT total, size, stamp FROM sums, published").fetchall()[0]
                cursor.close()
            except Exception as error:  # whatever a reader meets is what is counted here
                with lock:
                    seen.failed += 1
                    seen.errors[f"{type(error).__name__}: {error}"[:120]] += 1
            else:
                with lock:
                    seen.reads += 1
                    seen.torn += (least, total, rows) != (most, *sums[:2])
                    seen.backward += most < last
                    if most > last > -1:
                        stale.append(time.time() - float(sums[2]))
                last = max(last, most)
            time.sleep(chance.uniform(0, 0.1))

    workers = [threading.Thread(target=work, args=(seed,)) for seed in range(threads)]
    for worker in workers:
        worker.start()
    print("ready", flush=True)
    sys.stdin.read()
    stop.set()
    for worker in workers:
        worker.join()
    p95 = sorted(stale)[int(len(stale) * 0.95)] if stale else 0.0
    print(json.dumps({**vars(seen), "stale_p95_seconds": p95}))


def trial(
    directory: Path, publishes: int, readers: int, processes: int, rows: int, chance: random.Random, kill: float = 0.5
) -> Outcome:
    """Publish under readers, killing a share of the writers at a random phase and moment; what came out."""
    outcome = Outcome()
    command = [sys.executable, "-m", "bench.chaos"]
    write_one = [*command, "write", str(directory), "0", str(rows)]
    subprocess.run(write_one, cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
    threads = max(1, readers // processes)
    reading = [
        subprocess.Popen([*command, "read", str(directory), str(threads)], cwd=ROOT, stdin=-1, stdout=-1, text=True)
        for _ in range(processes)
    ]
    for process in reading:
        assert process.stdout is not None
        process.stdout.readline()
    number = 0
    while outcome.publishes < publishes:
        number += 1
        victim = chance.choice(PHASES) if chance.random() < kill else None
        before = warehouse.current(directory)
        writer = subprocess.Popen([*write_one[:-2], str(number), str(rows)], cwd=ROOT, stdout=-1, text=True)
        assert writer.stdout is not None
        for line in writer.stdout:
            if line.strip() == victim:
                time.sleep(chance.choice((0.0, chance.uniform(0, 0.03))))
                writer.send_signal(signal.SIGKILL)
                break
        writer.stdout.read()
        if writer.wait() == -signal.SIGKILL:
            outcome.kills += 1
            outcome.kills_by_phase[str(victim)] += 1
        elif writer.returncode:
            raise RuntimeError(f"the writer ended with {writer.returncode}")
        outcome.publishes += warehouse.current(directory) != before
    time.sleep(0.3)
    for process in reading:
        _add(outcome, json.loads(process.communicate("")[0]))
    subprocess.run([*write_one[:-2], str(number + 1), str(rows)], cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
    whole = {path.name for path in warehouse.builds(directory)} | {warehouse.POINTER, ".lock"}
    outcome.leftovers = sorted({path.name for path in directory.iterdir()} - whole)
    return outcome


def _add(outcome: Outcome, seen: dict[str, object]) -> None:
    for name in ("reads", "failed", "torn", "backward"):
        setattr(outcome, name, getattr(outcome, name) + seen[name])
    outcome.stale_p95_seconds = max(outcome.stale_p95_seconds, float(str(seen["stale_p95_seconds"])))
    outcome.errors.update(seen["errors"])  # type: ignore[call-overload]


def main() -> int:
    """The long form: 200 publishes under 50 readers."""
    directory = Path(tempfile.mkdtemp(prefix="chaos-"))
    try:
        outcome = trial(directory, 200, 50, 5, 20_000, random.Random(1))
    finally:
        shutil.rmtree(directory, ignore_errors=True)
    for name, value in vars(outcome).items():
        print(f"{name:<18}{dict(value) if isinstance(value, Counter) else value}")
    return int(bool(outcome.failed or outcome.torn or outcome.backward or outcome.leftovers))


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["write", directory, number, rows]:
            write(Path(directory), int(number), int(rows))
        case ["read", directory, threads]:
            read(Path(directory), int(threads))
        case _:
            sys.exit(main())
