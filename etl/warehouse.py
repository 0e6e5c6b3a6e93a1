"""The folder of builds: name, publish, current, prune. Each build is its own file; CURRENT names the published one.

A writer holds the lock, writes a draft, syncs it, renames it to its own name and only then replaces CURRENT, so that
whoever reads CURRENT finds a whole build, also after a crash or a power cut. Readers call current() and builds().
"""

import contextlib
import errno
import os
import re
import secrets
import shutil
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

from etl.errors import NothingPublished

POINTER = "CURRENT"
KEPT_BUILDS = 5
LOCK_WAIT_SECONDS = 1800
# Names sort by time; the tail tells builds of two folders apart.
STAMP = "%Y%m%dT%H%M%SZ"
BUILD_NAME = re.compile(r"\d{8}T\d{6}Z-[0-9a-f]{6}\.duckdb")


def builds(directory: Path) -> list[Path]:
    """Every whole build in the folder, oldest first; the last ones may not be published yet."""
    try:
        return sorted(path for path in directory.iterdir() if BUILD_NAME.fullmatch(path.name))
    except OSError:
        return []


def current(directory: Path) -> Path | None:
    """The published build, or None if there is none or CURRENT names no file of the folder."""
    try:
        lines = (directory / POINTER).read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return None
    name = lines[0].strip() if lines else ""
    path = directory / name
    return path if BUILD_NAME.fullmatch(name) and path.is_file() else None


def new_name(now: datetime, newest: str = "") -> str:
    """A name for a build that is published now; it sorts after the newest one, whatever the clock says."""
    moment = now.astimezone(UTC).replace(microsecond=0)
    if BUILD_NAME.fullmatch(newest):
        moment = max(moment, datetime.strptime(newest[:16], STAMP).replace(tzinfo=UTC) + timedelta(seconds=1))
    return f"{moment:{STAMP}}-{secrets.token_hex(3)}.duckdb"


@contextlib.contextmanager
def writing(directory: Path, on_wait: Callable[[str], None] = lambda _: None) -> Iterator[Path]:
    """Hold the folder for one writer and give the path of its draft; what earlier writers left is swept first.

    on_wait is told once, in one line, if another writer has to end first. An error of the disk is NothingPublished.
    """
    with one_line_errors(directory):
        directory.mkdir(parents=True, exist_ok=True)
        lock = (directory / ".lock").open("a+", encoding="utf-8")
    with lock:
        _lock(lock.fileno(), directory, on_wait)
        with one_line_errors(directory):
            _sweep(directory)
            draft = directory / f"build-{os.getpid()}.duckdb"
            try:
                yield draft
            finally:
                with contextlib.suppress(OSError):
                    _sweep_drafts(directory)


def publish(draft: Path, now: datetime, phase: Callable[[str], None] = lambda _: None) -> Path:
    """Make a closed and checked draft the published build; its name. The caller holds the lock (see writing).

    phase is told each step before it is taken: tests stop the writer there.
    """
    directory = draft.parent
    name = new_name(now, max((path.name for path in builds(directory)), default=""))
    build = directory / name
    if draft.with_name(draft.name + ".wal").exists():
        raise NothingPublished(f"{draft}: the draft was not written out whole. Run the build again.")
    phase("sync")
    _sync(draft)
    phase("rename")
    draft.replace(build)
    phase("sync folder")
    _sync(directory)
    phase("pointer")
    pointer = directory / f"{POINTER}.tmp"
    with pointer.open("w", encoding="utf-8", newline="\n") as file:
        file.write(f"{name}\n")
        file.flush()
        os.fsync(file.fileno())
    phase("replace pointer")
    pointer.replace(directory / POINTER)
    _sync(directory)
    phase("prune")
    prune(directory)
    return build


def prune(directory: Path, kept: int = KEPT_BUILDS) -> None:
    """Delete all but the last builds; a reader that still holds one open goes on reading it."""
    published = current(directory)
    for path in builds(directory)[:-kept]:
        if path != published:
            with contextlib.suppress(OSError):
                path.unlink()


@contextlib.contextmanager
def one_line_errors(directory: Path) -> Iterator[None]:
    """An error of the disk as one line that says what to do."""
    try:
        yield
    except OSError as error:
        raise NothingPublished(disk_error(error, directory)) from error


def disk_error(error: OSError, directory: Path) -> str:
    """What the disk refused, where, and what to do about it."""
    where = error.filename or directory
    if error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG) or "No space left" in str(error):
        return f"{directory}: the disk is full. Free some space and run the build again; nothing was published."
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return f"{where}: not allowed to write there. Give --warehouse a folder of your own; nothing was published."
    if error.errno in (errno.ENOTDIR, errno.EEXIST):
        return f"{where}: a file stands where the warehouse's folder should be. Give --warehouse another folder."
    return f"{where}: {error.strerror or error}. Nothing was published."


def _lock(descriptor: int, directory: Path, on_wait: Callable[[str], None]) -> None:
    """Wait for the folder's lock; the kernel drops a dead writer's."""
    import fcntl

    end = time.monotonic() + LOCK_WAIT_SECONDS
    told = False
    while True:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return
        except BlockingIOError:
            if not told:
                on_wait(f"{directory}: another build is being written; waiting for it to end.")
                told = True
            if time.monotonic() > end:
                raise NothingPublished(f"{directory}: another build is still being written. Try again later.") from None
            time.sleep(0.1)


def _sweep(directory: Path) -> None:
    """Delete what dead writers left: drafts, and builds that were named but never published."""
    _sweep_drafts(directory)
    published = current(directory)
    for path in builds(directory):
        if published is not None and path.name > published.name:
            path.unlink()


def _sweep_drafts(directory: Path) -> None:
    for path in [*directory.glob("build-*"), *directory.glob(f"{POINTER}.tmp*")]:
        if path.is_dir():
            shutil.rmtree(path, ignore_errors=True)
        else:
            path.unlink(missing_ok=True)


def _sync(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
