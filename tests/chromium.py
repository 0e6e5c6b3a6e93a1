"""The Chromium that the browser tests drive: one that is installed, else Playwright's own, else Debian's."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "microsoft-edge")
PLACES = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
)


def executable() -> str | None:
    """The path of a Chromium on this machine, or None; CHROMIUM=... names one."""
    for name in (os.environ.get("CHROMIUM", ""), *NAMES, *PLACES):
        if name and (path := shutil.which(name)):
            return path
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        own = playwright.chromium.executable_path
    return own if os.access(own, os.X_OK) else None


def ways() -> Iterator[tuple[str, list[list[str]]]]:
    """What may bring a Chromium: in words, and as commands."""
    yield "Playwright's download", [[sys.executable, "-m", "playwright", "install", "chromium"]]
    if shutil.which("apt-get") and os.geteuid() == 0:
        yield "Debian's package", [["apt-get", "update", "-qq"], ["apt-get", "install", "-y", "-qq", "chromium"]]


def main() -> int:
    """Get a Chromium if none is there; one line if that can't be done."""
    if executable():
        return 0
    for name, commands in ways():
        print(f"Getting a Chromium for the browser tests: {name}", flush=True)
        try:
            for command in commands:
                subprocess.run(command, check=True, capture_output=True, timeout=600)
        except (OSError, subprocess.SubprocessError):
            continue
        if executable():
            return 0
    print(
        "make: no Chromium, and none could be got. Install one (apt-get install chromium) or set CHROMIUM.",
        file=sys.stderr,
    )
    return 1


if __name__ == "__main__":
    sys.exit(main())
