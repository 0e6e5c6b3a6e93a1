"""A progress bar with rate and time left, for a step that takes over a second and has somebody who looks at it."""

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

PATIENCE_SECONDS = 1.0


@contextmanager
def step(name: str, total: int) -> Iterator[Callable[[int], None]]:
    """A function to call with each number of inputs done; the bar comes after a second, if stderr is a terminal."""
    if not sys.stderr.isatty() or not total:
        yield lambda _: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    bar = Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[rate]:.0f}/s"),
        TimeRemainingColumn(),
        console=Console(stderr=True),
        transient=True,
    )
    task = bar.add_task(name, total=total, rate=0.0)
    began, done, shown = time.monotonic(), 0, False

    def advance(count: int) -> None:
        nonlocal done, shown
        done += count
        seconds = time.monotonic() - began
        if not shown and seconds > PATIENCE_SECONDS:
            bar.start()
            shown = True
        bar.update(task, completed=done, rate=done / max(seconds, 0.001))

    try:
        yield advance
    finally:
        if shown:
            bar.stop()
