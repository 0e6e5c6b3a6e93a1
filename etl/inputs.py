"""Files and folders as they were named -> the inputs of a build, in one order, each with its digest.

Of a folder everything is an input but what is hidden, a README, LICENSE or CHANGELOG (they speak of the folder), and
what a program left beside its documents (~$report.docx, __MACOSX). A file that is named itself is always an input.
"""

import hashlib
import os
import re
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from etl.errors import EtlError
from etl.paths import ROOT

COMPANION = re.compile(r"(readme|licen[cs]e|changelog)(\.[\w-]{1,20}){0,3}", re.IGNORECASE)
PIECE_BYTES = 1 << 20


class Input(NamedTuple):
    """One file to read: the path that its rows carry, where it lies, and what it holds.

    A file that can't be opened has no digest and a refusal.
    """

    path: str
    location: Path
    size: int
    sha256: str | None
    refusal: str | None = None


def collect(paths: Iterable[Path], on_file: Callable[[], None] = lambda: None) -> list[Input]:
    """The inputs under the paths, sorted by path, each file once; on_file is called after each."""
    found: dict[str, Path] = {}
    seen: set[Path] = set()
    for location in _locations(paths):
        real = location.resolve()
        if real not in seen:
            seen.add(real)
            found[shown(location)] = location
    inputs = []
    for path in sorted(found):
        inputs.append(_input(path, found[path]))
        on_file()
    return inputs


def shown(location: Path) -> str:
    """A path as rows and messages carry it: from the project's root if it lies there, else as it was given."""
    absolute = Path(os.path.normpath(location.absolute()))
    if absolute.is_relative_to(ROOT):
        return absolute.relative_to(ROOT).as_posix()
    return Path(os.path.normpath(location)).as_posix().encode("utf-8", "replace").decode("utf-8")


def _locations(paths: Iterable[Path]) -> Iterator[Path]:
    for path in sorted(set(paths)):
        if not os.path.lexists(path):
            raise EtlError(f"{path}: no such file or folder. Check the path.")
        if path.is_dir():
            yield from _inside(path)
        else:
            yield path


def _inside(folder: Path) -> Iterator[Path]:
    for parent, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not _passed_over(name))
        for name in sorted(names):
            if not _passed_over(name) and not COMPANION.fullmatch(name):
                yield Path(parent, name)


def _passed_over(name: str) -> bool:
    return name.startswith((".", "~$", "__MACOSX"))


def _input(path: str, location: Path) -> Input:
    try:
        if not location.is_file():
            return Input(path, location, 0, None, "not a file that can be read; name a regular file")
        digest, size = hashlib.sha256(), 0
        with location.open("rb") as file:
            while piece := file.read(PIECE_BYTES):
                digest.update(piece)
                size += len(piece)
    except OSError as error:
        return Input(path, location, 0, None, f"can't be opened ({error.strerror}); check its permissions")
    return Input(path, location, size, digest.hexdigest())
