"""The server as a process: what it answers before and after there is data, to whom, how it fails and how it ends."""

import asyncio
import json
import os
import shutil
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request

import pytest
import websockets
from websockets.exceptions import ConnectionClosed, InvalidStatus

from bench.sessions import Refused, Session
from etl.paths import ROOT
from tests.browser.conftest import free_port

FAILING = """
import streamlit as st
from starlette.middleware import Middleware
from dashboard import faults, security
faults.settle()
app = st.App({page!r}, middleware=[Middleware(security.Guard)], on_script_error=faults.show)
"""
FAILING_PAGE = "import streamlit as st\nst.title('x')\nint('机密的一句话')\n"
# After its own clean end uvicorn hands SIGTERM on; click answers Ctrl-C with 1.
ENDS = [(signal.SIGTERM, -signal.SIGTERM), (signal.SIGINT, 1)]


class Server:
    """A server of our own, its address and its log."""

    def __init__(self, folder, script="dashboard/server.py", **environment):
        self.port = free_port()
        self.base = f"http://127.0.0.1:{self.port}"
        self.log_path = folder / "server.log"
        with self.log_path.open("wb") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "streamlit", "run", str(script), "--server.port", str(self.port)],
                cwd=ROOT,
                env={**os.environ, "PYTHONPATH": str(ROOT), **environment},
                stdout=log,
                stderr=log,
            )
        for _ in range(240):
            try:
                self.ask("/_stcore/health")
                return
            except OSError:
                assert self.process.poll() is None, self.log()
                time.sleep(0.25)
        raise AssertionError("the server did not answer")

    def ask(self, path, **headers):
        request = urllib.request.Request(self.base + path, headers={k.replace("_", "-"): v for k, v in headers.items()})
        try:
            with urllib.request.urlopen(request, timeout=20) as answer:
                return answer.status, dict(answer.headers), answer.read()
        except urllib.error.HTTPError as error:
            return error.code, dict(error.headers), error.read()

    def log(self):
        return self.log_path.read_text("utf-8", "replace")

    def end(self):
        self.process.terminate()
        return self.process.wait(20)


@pytest.fixture(scope="module")
def folder(warehouse, tmp_path_factory):
    return shutil.copytree(warehouse, tmp_path_factory.mktemp("served") / "warehouse")


@pytest.fixture(scope="module")
def server(folder):
    running = Server(folder.parent, LIFEATLAS_WAREHOUSE=str(folder))
    yield running
    running.end()


def test_it_is_healthy_and_ready(server, folder):
    assert server.ask("/health")[::2] == (200, b"ok")
    status, head, body = server.ask("/ready")
    build = (folder / "CURRENT").read_text().split()[0].removesuffix(".duckdb")
    assert (status, json.loads(body)) == (200, {"ready": True, "build": build, "fault": None})
    assert head["cache-control"] == "no-store"


@pytest.mark.parametrize("path", ["/", "/timeline?lang=en", "/app/static/icon.svg", "/api/v1/openapi.json", "/health"])
def test_every_address_has_the_security_headers(server, path):
    status, head, _ = server.ask(path)
    assert status == 200
    assert head["x-content-type-options"] == "nosniff"
    assert "frame-ancestors 'self'" in head["content-security-policy"]
    assert head["referrer-policy"] == "same-origin"


def test_plotlys_script_comes_compressed(server):
    script = next((ROOT / ".venv").glob("lib/*/site-packages/streamlit/static/static/js/PlotlyChart*.js"), None)
    if script is None:
        import streamlit

        script = next((type(ROOT)(streamlit.__file__).parent / "static" / "static" / "js").glob("PlotlyChart*.js"))
    status, head, body = server.ask(f"/static/js/{script.name}", Accept_Encoding="gzip")
    assert (status, head["content-encoding"]) == (200, "gzip")
    assert len(body) < script.stat().st_size * 0.4
    assert server.ask(f"/static/js/{script.name}", Accept_Encoding="gzip", If_None_Match=head["etag"])[0] == 304


def test_what_no_page_needs_is_closed(server):
    for path in ("/_stcore/metrics", "/_stcore/agent/openapi.json", "/_stcore/upload_file/a/b"):
        assert server.ask(path)[0] == 404


def test_a_name_that_was_rebound_to_this_machine_gets_nothing(server):
    assert server.ask("/api/v1/cells", Host="rebound.example")[0] == 421
    assert server.ask("/", Host="rebound.example")[0] == 421


@pytest.mark.parametrize("origin", ["http://evil.example", "null"])
def test_another_sites_page_can_open_no_session(server, origin):
    async def connect():
        address = f"ws://127.0.0.1:{server.port}/_stcore/stream"
        async with websockets.connect(address, subprotocols=["streamlit"], origin=origin):
            pass

    with pytest.raises(InvalidStatus):
        asyncio.run(connect())


def test_a_first_deep_link_gets_its_page(server):
    async def visit():
        session = Session(server.base, "timeline?city=310000")
        answer = await session.open()
        await session.close()
        return answer

    assert "plotly_chart" in asyncio.run(visit()).kinds


def test_a_page_that_fails_says_a_number_that_the_log_has_and_neither_says_more(tmp_path):
    (tmp_path / "page.py").write_text(FAILING_PAGE, "utf-8")
    (tmp_path / "server.py").write_text(FAILING.format(page=str(tmp_path / "page.py")), "utf-8")
    server = Server(tmp_path, tmp_path / "server.py")
    try:
        with pytest.raises(Refused) as said:
            asyncio.run(Session(server.base, "").open())
    finally:
        server.end()
    number = str(said.value).split("`")[1]
    assert f"fault {number}" in server.log()
    assert "page.py:3" in server.log()
    assert "ValueError" in server.log()
    assert "ValueError" not in str(said.value)
    assert "机密" not in server.log() + str(said.value)


def test_without_data_it_is_healthy_but_not_ready_until_a_build_is_published(folder, tmp_path):
    server = Server(tmp_path, LIFEATLAS_WAREHOUSE=str(tmp_path / "none"))
    try:
        assert server.ask("/health")[0] == 200
        assert server.ask("/ready")[::2] == (503, b'{"ready":false,"fault":"missing"}')
        shutil.copytree(folder, tmp_path / "none")
        assert server.ask("/ready")[0] == 200
    finally:
        server.end()


@pytest.mark.parametrize(("number", "code"), ENDS)
def test_it_ends_cleanly_with_a_reader_on_a_page(folder, tmp_path, number, code):
    server = Server(tmp_path, LIFEATLAS_WAREHOUSE=str(folder))

    async def visit():
        session = Session(server.base, "timeline")
        await session.open()
        server.process.send_signal(number)
        with pytest.raises(ConnectionClosed):
            while True:
                await asyncio.wait_for(session.socket.recv(), 15)

    asyncio.run(visit())
    assert server.process.wait(15) == code
    assert "stopped" in server.log()
    assert "fault" not in server.log()


def test_the_log_of_a_visit_holds_no_text_of_an_article(server, connection):
    title, content = connection.execute(
        "SELECT title, content FROM articles WHERE content IS NOT NULL AND title IS NOT NULL ORDER BY 1 LIMIT 1"
    ).fetchall()[0]

    async def visit():
        for page in ("", "evidence", "data", "evidence?fact=nonsense"):
            session = Session(server.base, page)
            await session.open()
            await session.close()

    asyncio.run(visit())
    assert "serving" in server.log()
    assert title not in server.log()
    assert all(line not in server.log() for line in content.split("\n") if len(line) > 10)
