"""Changed code that no test notices: `make mutants`, or `python -m tests.mutants mentions --sample 350 --seed 1`.

Python is changed by cosmic-ray's operators, SQL by those of tests/sql_mutants.py (cosmic-ray reads no SQL). A sample is
drawn over the places that can be changed, one change at each, so that an operator with eleven replacements weighs no
more than a number. What can't matter is left out: annotations, decorators (all are caches), `is` for `==`. All happens
in a copy of the files that git holds; each change is tested in a process forked after the packages were imported.
"""

import argparse
import ast
import contextlib
import difflib
import io
import multiprocessing
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import NamedTuple

from etl.paths import ROOT
from tests import sql_mutants

PACKAGES = ("duckdb", "hypothesis", "jieba", "opencc", "orjson", "pandas", "pyarrow", "pytest", "typer", "yaml")
LONGEST = 4.0  # times as long as the tests take of the code as it is


class Target(NamedTuple):
    """Code, and the tests that should notice a change of it, the quickest first."""

    files: tuple[str, ...]
    tests: tuple[str, ...]


TARGETS = {
    "mentions": Target(
        ("etl/extractor/mentions/*.py",),
        ("corpus", "periods", "regions", "industries", "tokens", "clauses", "context", "readings", "facts"),
    ),
    "reconcile": Target(("etl/reconcile.py", "etl/reconcile*.sql"), ("reconcile_rules", "reconcile")),
}


class Mutant(NamedTuple):
    """One change: of which file, in which line, and the file's text with it."""

    path: Path
    line: int
    text: str
    change: tuple[str, ...]  # the lines that differ, with - and +


def idle(source: str) -> Iterator[tuple[tuple[int, int], tuple[int, int]]]:
    """Where annotations and decorators begin and end, each as line and column."""
    for node in ast.walk(ast.parse(source)):
        held = (getattr(node, "annotation", None), getattr(node, "returns", None), *getattr(node, "decorator_list", ()))
        for each in held:
            if isinstance(each, ast.expr):
                yield (each.lineno, each.col_offset - 1), (each.end_lineno or 0, each.end_col_offset or 0)


def python_places(path: Path) -> Iterator[list[tuple[int, str, int]]]:
    """Each place of a file that cosmic-ray can change: its changes as line, operator and occurrence."""
    from cosmic_ray.commands.init import _all_work_items

    without, places = list(idle(path.read_text("utf-8"))), {}
    for item in _all_work_items([path], {}):
        (change,) = item.mutations
        kind, at = change.operator_name.split("_")[0], change.start_pos
        if change.operator_name.endswith(("_Is", "_IsNot")) or any(start <= at < end for start, end in without):
            continue
        places.setdefault((at, kind), []).append((at[0], change.operator_name, change.occurrence))
    yield from places.values()


def changed(path: Path, operator: str, occurrence: int) -> str:
    """A file's text after one change of cosmic-ray's."""
    from cosmic_ray.mutating import mutate_code
    from cosmic_ray.plugins import get_operator

    return mutate_code(path.read_text("utf-8"), get_operator(operator)(), occurrence)


def drawn(target: Target, copy: Path, sample: int, chance: random.Random) -> tuple[int, list[Mutant]]:
    """How many places there are, and one change at each of those drawn."""
    places = []
    for path in sorted(found for pattern in target.files for found in copy.glob(pattern)):
        if path.suffix == ".py":
            places += [(path, place) for place in python_places(path)]
        else:
            places += [(path, place) for place in sql_mutants.places(path.read_text("utf-8"))]
    mutants = []
    for path, place in chance.sample(places, min(sample, len(places))):
        change = chance.choice(place)
        text = change[1] if path.suffix == ".sql" else changed(path, *change[1:])
        lines = difflib.unified_diff(path.read_text("utf-8").splitlines(), text.splitlines(), n=0, lineterm="")
        mutants.append(Mutant(path, change[0], text, tuple(lines)[3:]))
    return len(places), mutants


def run_tests(tests: tuple[str, ...]) -> None:
    """In a process of its own: leave with pytest's answer, and nothing printed."""
    import pytest

    sys.dont_write_bytecode = True
    os.environ["PYTEST_DISABLE_PLUGIN_AUTOLOAD"] = "1"  # half of the time of a short run
    quiet = os.open(os.devnull, os.O_WRONLY)
    os.dup2(quiet, 1)
    os.dup2(quiet, 2)
    with contextlib.redirect_stdout(io.StringIO()):
        code = pytest.main(["-q", "-x", "-p", "no:cacheprovider", "--no-header", "--tb=no", *tests])
    os._exit(int(code))


def verdict(tests: tuple[str, ...], seconds: float) -> str:
    """What the tests say of the code as it stands in the copy: survived, killed or too slow (which kills too)."""
    process = multiprocessing.get_context("fork").Process(target=run_tests, args=(tests,))
    process.start()
    process.join(seconds)
    if process.is_alive():
        process.kill()
        process.join()
        return "too slow"
    return "killed" if process.exitcode else "survived"


def tested(mutant: Mutant, tests: tuple[str, ...], longest: float) -> str:
    """The verdict on one change; the file is as before afterwards."""
    before, times = mutant.path.read_text("utf-8"), mutant.path.stat()
    mutant.path.write_text(mutant.text, "utf-8")
    os.utime(mutant.path, (times.st_atime, times.st_mtime + 10))  # no compiled file is of this time
    try:
        return verdict(tests, longest)
    finally:
        mutant.path.write_text(before, "utf-8")
        os.utime(mutant.path, (times.st_atime, times.st_mtime))


def copied(folder: Path) -> Path:
    """The files that git holds, as they stand in the working tree, in a folder."""
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    for name in filter(None, listed.split("\0")):
        if (ROOT / name).is_file():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, folder / name)
    return folder


def measured(target: Target, sample: int, seed: int) -> int:
    """Run a sample and print each survivor, then the score; 1 if the tests fail without any change."""
    with tempfile.TemporaryDirectory() as folder:
        copy = copied(Path(folder))
        os.chdir(copy)
        sys.path[0] = str(copy)
        for name in [name for name in sys.modules if name.split(".")[0] in ("etl", "tests")]:
            del sys.modules[name]  # the children import the copy's
        tests = tuple(f"tests/test_{name}.py" for name in target.tests if Path(f"tests/test_{name}.py").exists())
        total, mutants = drawn(target, copy, sample, random.Random(seed))
        subprocess.run([sys.executable, "-m", "compileall", "-q", "etl", "tests"], check=False)
        began = time.monotonic()
        if verdict(tests, 600) != "survived":
            print("mutants: the tests fail of the code as it is", file=sys.stderr)
            return 1
        longest = LONGEST * (time.monotonic() - began) + 5
        counts = Counter[str]()
        with contextlib.suppress(KeyboardInterrupt):  # a sample cut short is a smaller sample
            for mutant in mutants:
                outcome = tested(mutant, tests, longest)
                counts[outcome] += 1
                if outcome == "survived":
                    where = f"survived {mutant.path.relative_to(copy)}:{mutant.line}"
                    print(where, *mutant.change, sep="\n  ", flush=True)
        told = ", ".join(f"{counts[outcome]} {outcome}" for outcome in ("killed", "too slow", "survived"))
        score = 1 - counts["survived"] / max(1, counts.total())
        seconds = time.monotonic() - began
        print(f"{counts.total()} of {total} places, seed {seed}: {told}; score {score:.1%} ({seconds:.0f} s)")
    return 0


def main(arguments: list[str]) -> int:
    """Run the target that is named."""
    parser = argparse.ArgumentParser(prog="python -m tests.mutants", description=__doc__)
    parser.add_argument("target", choices=TARGETS)
    parser.add_argument("--sample", type=int, default=350, help="how many places are changed, one at a time")
    parser.add_argument("--seed", type=int, default=1)
    chosen = parser.parse_args(arguments)
    for name in PACKAGES:
        import_module(name)
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, signal.default_int_handler)
    return measured(TARGETS[chosen.target], chosen.sample, chosen.seed)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
