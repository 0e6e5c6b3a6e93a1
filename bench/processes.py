"""One process and several behind nginx with sticky sessions: does what they answer grow with their number?"""

import asyncio
import os
from contextlib import ExitStack
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import urlsplit

from bench import proxy
from bench.load import Seen, readers
from bench.servers import OURS, served

PAGE = "timeline"
SESSIONS = 40
SECONDS = 20.0


def run() -> list[dict[str, str]]:
    """Rows of measure, value and budget."""
    if proxy.executable() is None:
        return [
            {"measure": "processes behind nginx", "value": "not measured: no nginx here (apt-get install nginx-light)"}
        ]
    cores = os.cpu_count() or 1
    numbers = [1, *(n for n in (2, 4) if n <= cores)]
    found = {number: measured(number) for number in numbers}
    one = found[1].per_second or 1.0
    return [
        {
            "measure": f"/{PAGE} behind nginx, {SESSIONS} readers without a pause, {number} of {cores} cores",
            "value": f"{seen.told()}; {seen.per_second / one:.2f} times one process",
            "budget": "" if number == 1 else "grows",
        }
        for number, seen in found.items()
    ]


def measured(number: int) -> Seen:
    """What so many processes answer, each on a core of its own; the readers and nginx share the cores with them."""
    with TemporaryDirectory(prefix="nginx-") as folder, ExitStack() as stack:
        started = [stack.enter_context(served(OURS, core=core)) for core in range(number)]
        ports = [int(urlsplit(base).port or 0) for base, _ in started]
        base = stack.enter_context(proxy.proxied(Path(folder), ports, sockets=1000))
        return asyncio.run(readers(base, started[0][1], PAGE, SESSIONS, 0.0, SECONDS))
