"""`make bench`: every module of bench/ that has run() -> rows of measure, value, budget; one table in all.

`python -m bench extraction build` runs only those.
"""

import pkgutil
import sys
from importlib import import_module
from pathlib import Path

from rich import box
from rich.console import Console
from rich.table import Table


def names() -> list[str]:
    """The modules that measure something."""
    found = [module.name for module in pkgutil.iter_modules([str(Path(__file__).parent)]) if module.name != "__main__"]
    return [name for name in found if hasattr(import_module(f"bench.{name}"), "run")]


def main(chosen: list[str]) -> int:
    """Run the benches and print their rows as they come, then the table."""
    known = names()
    if unknown := set(chosen) - set(known):
        print(f"bench: {', '.join(sorted(unknown))} is none of {', '.join(known)}", file=sys.stderr)
        return 2
    table = Table(box=box.SIMPLE, title="bench")
    for title in ("measure", "value", "budget"):
        table.add_column(title, overflow="fold")
    for name in chosen or known:
        print(f"measuring {name}", file=sys.stderr, flush=True)
        for row in import_module(f"bench.{name}").run():
            table.add_row(row["measure"], row["value"], row.get("budget", ""))
    Console(width=None if sys.stdout.isatty() else 120).print(table)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
