"""Servers that the benches start: ours, and the same pages as Streamlit would run them; each on one core."""

import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from etl.paths import ROOT

OURS = ["-m", "streamlit", "run", "dashboard/server.py"]
# config.toml is read in any case, so what it sets is set back; uvloop is hidden, for it is an extra.
DEFAULTS = [
    "-c",
    "import sys; sys.modules['uvloop'] = None; from streamlit.web.cli import main; main()",
    *("run", "app.py", "--runner.postScriptGC", "true", "--runner.magicEnabled", "true"),
    *("--server.fileWatcherType", "auto", "--server.disconnectedSessionTTL", "120"),
    *("--server.enableWebsocketCompression", "false", "--logger.enableRich", "true"),
]


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def served(command: list[str], warehouse: Path | None = None, core: int | None = 0) -> Iterator[tuple[str, int]]:
    """The address and the pid of a server that answers; it ends with the block."""
    port = free_port()
    environment = dict(os.environ) | ({"LIFEATLAS_WAREHOUSE": str(warehouse)} if warehouse else {})
    process = subprocess.Popen(
        [sys.executable, *command, "--server.port", str(port), "--server.headless", "true"],
        cwd=ROOT,
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    if core is not None and hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(process.pid, {core})
    try:
        _wait(process, f"http://127.0.0.1:{port}")
        yield f"http://127.0.0.1:{port}", process.pid
    finally:
        process.terminate()
        with suppress(subprocess.TimeoutExpired):
            process.wait(20)
        process.kill()


def _wait(process: subprocess.Popen[bytes], base: str) -> None:
    for _ in range(240):
        try:
            with urllib.request.urlopen(f"{base}/_stcore/health", timeout=2):
                return
        except OSError:
            if process.poll() is not None:
                raise RuntimeError("the server ended before it answered") from None
            time.sleep(0.25)
    raise RuntimeError("the server did not answer")


def memory(pid: int) -> float:
    """A process's resident memory in MB; 0 where there is no /proc."""
    try:
        return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 1e6
    except (OSError, IndexError):
        return 0.0


def processor(pid: int) -> float:
    """The seconds of processor that a process has used."""
    fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
