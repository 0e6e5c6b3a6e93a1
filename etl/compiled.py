"""The compiled modules, where there are any: imported instead of their sources (etl/compiling.py makes them).

They lie in the virtual environment, in a folder that bears a digest of the sources: what was changed is read as it
stands until it is compiled again. LIFEATLAS_PURE=1 asks for the sources.
"""

import os
import sys
import sysconfig
from functools import cache
from hashlib import sha256
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec
from importlib.util import spec_from_file_location
from pathlib import Path

ETL = Path(__file__).resolve().parent
FOLDER = Path(sys.prefix) / "compiled"
SUFFIX = str(sysconfig.get_config_var("EXT_SUFFIX"))
NOT_COMPILED = ("__init__.py", "explain.py")  # packages find their words beside them; explain is for one article


class Finder(MetaPathFinder):
    """Finds the compiled modules by name, ahead of their sources."""

    def __init__(self, files: dict[str, Path]) -> None:
        self.files = files

    def find_spec(self, fullname: str, path: object = None, target: object = None) -> ModuleSpec | None:  # noqa: ARG002
        """Where a module lies compiled; None of one that is not."""
        file = self.files.get(fullname)
        return spec_from_file_location(fullname, file) if file else None


def sources() -> list[Path]:
    """What is compiled: the extractor, and the cutter of words for the search."""
    extractor = (path for path in sorted((ETL / "extractor").rglob("*.py")) if path.name not in NOT_COMPILED)
    return [ETL / "cutter.py", *extractor]


@cache
def place() -> Path:
    """The folder of these very sources, compiled for this Python."""
    digest = sha256(f"{SUFFIX} {sys.version}".encode())
    for path in (ETL / "compiling.py", ETL / "models.py", *sources()):
        digest.update(path.name.encode() + path.read_bytes())
    return FOLDER / digest.hexdigest()[:16]


def in_use() -> bool:
    """Whether compiled modules are imported instead of their sources."""
    return any(isinstance(finder, Finder) for finder in sys.meta_path)


def use() -> None:
    """Have the compiled modules imported instead of their sources, if there are any."""
    if os.environ.get("LIFEATLAS_PURE") or not FOLDER.is_dir() or not place().is_dir():
        return
    found = {file: file.relative_to(place()).parts for file in place().rglob(f"*{SUFFIX}")}
    sys.meta_path.insert(0, Finder({".".join(parts).removesuffix(SUFFIX): file for file, parts in found.items()}))
