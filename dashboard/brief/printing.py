"""HTML -> PDF by a Chromium on this machine, if there is one: no script, no network, a few seconds at most."""

import os
import shutil
import subprocess
import tempfile
import threading
from functools import cache
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "microsoft-edge", "msedge")
PLACES = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "C:/Program Files/Google/Chrome/Application/chrome.exe",
    "C:/Program Files (x86)/Microsoft/Edge/Application/msedge.exe",
)
SECONDS = 40
_one_at_a_time = threading.Lock()


class NoPrinter(Exception):
    """No Chromium is at hand, or it made no PDF."""


@cache
def chromium() -> str | None:
    """The path of a Chromium; CHROMIUM=... names one."""
    for name in (os.environ.get("CHROMIUM", ""), *NAMES, *PLACES):
        if name and (path := shutil.which(name)):
            return path
    return None


def pdf(html: str) -> bytes:
    """The page as PDF; raises NoPrinter."""
    program = chromium()
    if program is None:
        raise NoPrinter("No Chromium was found; open the brief as a web page and print it.")
    with _one_at_a_time, tempfile.TemporaryDirectory(prefix="lifeatlas-brief-") as folder:
        page, made = Path(folder) / "brief.html", Path(folder) / "brief.pdf"
        page.write_text(html, encoding="utf-8")
        command = [
            program, "--headless", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run", "--disable-extensions",
            "--proxy-server=127.0.0.1:9", "--no-pdf-header-footer",  # the page fetches nothing; neither may Chromium
            f"--user-data-dir={folder}/profile", f"--print-to-pdf={made}", page.as_uri(),
        ]  # fmt: skip
        if hasattr(os, "geteuid") and os.geteuid() == 0:
            command.insert(1, "--no-sandbox")  # Chromium refuses root otherwise; the page is ours and runs no script
        try:
            subprocess.run(command, check=True, timeout=SECONDS, capture_output=True)
            return made.read_bytes()
        except (OSError, subprocess.SubprocessError) as error:
            raise NoPrinter("Chromium made no PDF; open the brief as a web page and print it.") from error
