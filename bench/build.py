"""The whole build of ten thousand articles by the command itself: seconds, memory, a second build, the start."""

import os
import re
import subprocess
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory, TemporaryFile

from bench import corpus
from etl.__main__ import SOME_REFUSED
from etl.paths import ROOT

SIZES = (1_000, 10_000)
JOBS = 2
STARTS = 5


def run() -> list[dict[str, str]]:
    """Rows of measure, value and budget."""
    rows = []
    for size in SIZES:
        with TemporaryDirectory(prefix="bench-") as folder:
            rows += _builds(Path(folder), size)
    starts = sorted(timed([sys.executable, "-m", "etl", "--help"])[0] for _ in range(STARTS))
    rows.append({"measure": "start of the command", "value": f"{starts[STARTS // 2]:.2f} s", "budget": "1.5 s"})
    return rows


def _builds(folder: Path, size: int) -> list[dict[str, str]]:
    megabytes = corpus.write(folder / "in", size) / 1e6
    command = [sys.executable, "-m", "etl", "build", str(folder / "in"), "--jobs", str(JOBS)]
    command += ["--warehouse", str(folder / "w")]
    seconds, peak, said = timed(command)
    facts = sum(int(n.replace(",", "")) for n in re.findall(r"^(?!articles)\w+ +([\d,]+)$", said, re.MULTILINE))
    again, _, _ = timed(command)
    build = next((folder / "w").glob("*.duckdb")).stat().st_size / 1e6
    name = f"build of {size:,} articles, --jobs {JOBS}"
    budget = "40 s" if size == max(SIZES) else ""
    return [
        {"measure": f"{name}: {megabytes:.0f} MB in, {facts:,} facts", "value": f"{seconds:.1f} s", "budget": budget},
        {"measure": f"{name}: most memory of all its processes", "value": f"{peak:.0f} MB", "budget": "flat"},
        {"measure": f"{name}: size of the build", "value": f"{build:.0f} MB"},
        {"measure": f"{name}: once more, nothing changed", "value": f"{again:.1f} s"},
    ]


def timed(command: list[str]) -> tuple[float, float, str]:
    """Seconds, the peak of the processes' memory together in MB, and stdout. Raises CalledProcessError if it fails."""
    with TemporaryFile("w+") as complaints:
        began = time.perf_counter()
        process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=complaints, text=True)
        peak = 0.0
        while process.poll() is None:
            peak = max(peak, _memory(process.pid))
            time.sleep(0.02)
        seconds = time.perf_counter() - began
        assert process.stdout is not None
        said = process.stdout.read()
        if process.returncode not in (0, SOME_REFUSED):
            complaints.seek(0)
            print(complaints.read()[-2000:], file=sys.stderr)
            raise subprocess.CalledProcessError(process.returncode, command)
    return seconds, peak, said


def _memory(pid: int) -> float:
    """The resident memory of a process and those below it, in MB; 0 where there is no /proc."""
    try:
        pages = int(Path(f"/proc/{pid}/statm").read_text().split()[1])
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    except (OSError, IndexError):
        return 0.0
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6 + sum(_memory(int(child)) for child in children)
