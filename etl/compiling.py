"""The extractor and the cutter of words made into C by mypyc: the same Python, nearly twice as fast.

`python -m etl.compiling` compiles once; without a C compiler or Python's headers all goes on as Python.
"""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from etl.compiled import ETL, FOLDER, SUFFIX, place, sources

# -O2 and no detour through a table of jumps: 2 % for a quarter more time to compile. -O3 is no quicker, -Os slower.
BUILD = """
import sys
from mypyc.build import mypycify
from setuptools import setup
options = ["--config-file=", "--ignore-missing-imports", "--disable-error-code=import-untyped", *sys.argv[1:]]
modules = mypycify(options, opt_level="2", debug_level="0", multi_file=True)
for module in modules:
    module.extra_compile_args.append("-fno-plt")
setup(name="compiled", packages=[], script_args=["--quiet", "build_ext", "--inplace"], ext_modules=modules)
"""
CONSTANT = re.compile(r"^([A-Z_][A-Z0-9_]*)(?:: (.+?))? = ", re.MULTILINE)
FIRST_IMPORT = re.compile(r"^(?:import|from) ", re.MULTILINE)
NO_COMPILER = "there is no C compiler, or Python's headers are missing. On Debian: apt-get install gcc python3-dev"


def compile_sources() -> str:
    """Compile the sources and put them in their place; a line that says why that was not possible, else none."""
    with TemporaryDirectory(prefix="compile-") as name:
        folder, ready = Path(name) / "work", Path(name) / "ready"
        shutil.copytree(ETL, folder / "etl", ignore=shutil.ignore_patterns("__pycache__"))
        for path in sources():
            (folder / path.relative_to(ETL.parent)).write_text(_with_final_constants(path.read_text("utf-8")), "utf-8")
        done = subprocess.run(
            [sys.executable, "-c", BUILD, *(str(path.relative_to(ETL.parent)) for path in sources())],
            cwd=folder,
            env=os.environ | {"CFLAGS": "-g0", "LIFEATLAS_PURE": "1"},
            capture_output=True,
            text=True,
        )
        if done.returncode:
            return _reason(done.stderr + done.stdout)
        for file in folder.rglob(f"*{SUFFIX}"):
            within = file.relative_to(folder)
            if within.parts[0] != "build":
                (ready / within).parent.mkdir(parents=True, exist_ok=True)
                file.rename(ready / within)
        _put(ready)
    return ""


def _with_final_constants(text: str) -> str:
    """A module whose constants are declared final: compiled code need not look them up at each use."""
    first = FIRST_IMPORT.search(text)
    if first is None:
        return text
    text = text[: first.start()] + "from typing import Final\n" + text[first.start() :]
    return CONSTANT.sub(lambda found: f"{found[1]}: Final{f'[{found[2]}]' if found[2] else ''} = ", text)


def _put(ready: Path) -> None:
    """Move what was compiled into its place at once, and drop what other sources gave before."""
    before = [each for each in FOLDER.iterdir() if not each.suffix and each != place()] if FOLDER.is_dir() else []
    beside = place().with_suffix(f".{os.getpid()}")
    shutil.copytree(ready, beside)
    try:
        beside.rename(place())
    except OSError:  # another process was first
        shutil.rmtree(beside)
    for each in before:
        shutil.rmtree(each, ignore_errors=True)


def _reason(said: str) -> str:
    """Why nothing was compiled, as one line."""
    lines = [line.strip() for line in said.splitlines() if line.strip()]
    if any(
        re.search(r"Python\.h|command '.*(?:cc|clang)|No such file or directory: '.*(?:cc|clang)", line)
        for line in lines
    ):
        return NO_COMPILER
    return next((line for line in lines if "error" in line), lines[-1] if lines else "mypyc failed")


def main() -> None:
    """Compile if these sources are not compiled yet; say on stderr why not, if it cannot be done."""
    if place().is_dir() or os.environ.get("LIFEATLAS_PURE"):
        return
    print("Compiling the extractor (once, about a minute)", flush=True)
    if reason := compile_sources():
        print(f"The extractor runs as Python, not compiled, which is slower: {reason}", file=sys.stderr)


if __name__ == "__main__":
    main()
