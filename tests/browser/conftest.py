"""The running app over the seeds' warehouse, and a real Chromium that looks at it."""

import os
import socket
import subprocess
import sys
import time
import urllib.request
from contextlib import contextmanager

import pytest
from playwright.sync_api import expect, sync_playwright

from etl.paths import ROOT
from tests.chromium import executable

PATIENCE = 20_000  # milliseconds that a page may take on a machine that does other things too
expect.set_options(timeout=PATIENCE)

# Each page as a reader meets it, the search's answer among them.
PAGES_TO_LOOK_AT = [
    "", "?q=嘉定 产值", "map", "timeline", "compare?city=310114,310115", "region?city=310114", "signings", "evidence",
    "quality", "data", "about", "?lang=en&city=310114",
]  # fmt: skip
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update",
             "--disable-sync", "--no-first-run"]  # fmt: skip


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def start(folder, port):
    """The server as a process of its own, once it answers."""
    server = subprocess.Popen(
        [sys.executable, "-m", "streamlit", "run", "dashboard/server.py", "--server.port", str(port)],
        cwd=ROOT,
        env={**os.environ, "LIFEATLAS_WAREHOUSE": str(folder)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    for _ in range(240):
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/_stcore/health", timeout=2):
                return server
        except OSError:
            assert server.poll() is None, "the server ended before it answered"
            time.sleep(0.25)
    server.terminate()
    raise AssertionError("the server did not answer")


@pytest.fixture(scope="session")
def chromium():
    found = executable()
    if found is None:
        pytest.skip("no Chromium on this machine")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=ARGUMENTS)
        yield browser
        browser.close()


@contextmanager
def serving(folder):
    """The address of the app over a folder of builds, as long as the block lasts."""
    port = free_port()
    server = start(folder, port)
    try:
        yield f"http://127.0.0.1:{port}"
    finally:
        server.terminate()
        server.wait(20)


def settle(page, address):
    """Go to a page and wait until it is whole; the page itself comes back."""
    page.goto(address)
    page.wait_for_selector(".st-key-footer")
    return still(page)


def still(page):
    """Wait until a page's script has ended: a click before would be lost with the button that it fell on."""
    page.wait_for_selector("[data-testid=stApp][data-test-script-state=notRunning]")
    return page


@pytest.fixture(scope="session")
def served(warehouse):
    """The address of the app."""
    with serving(warehouse) as address:
        yield address


@pytest.fixture
def foreign():
    """Addresses that a page asked for outside this machine; a test that uses `page` fails if there is any."""
    return []


@pytest.fixture
def page(chromium, foreign):
    context = chromium.new_context(viewport={"width": 1280, "height": 800}, accept_downloads=True)
    page = context.new_page()
    page.set_default_timeout(PATIENCE)
    page.on(
        "request",
        lambda request: (
            None
            if request.url.startswith(("http://127.0.0.1:", "ws://127.0.0.1:", "data:", "blob:"))
            else foreign.append(request.url)
        ),
    )
    yield page
    context.close()
    assert foreign == []
