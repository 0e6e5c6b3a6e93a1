"""deploy/: the nginx configuration runs as it stands before two processes, and keeps each reader on the same one."""

import asyncio
import configparser
import re
import time
import urllib.error
import urllib.request
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from urllib.parse import urlsplit

import pytest

from bench import proxy
from bench.servers import OURS, served
from bench.sessions import Session
from etl.paths import ROOT

DEPLOY = ROOT / "deploy"
UNITS = sorted(path for path in DEPLOY.iterdir() if path.suffix in (".service", ".timer", ".target"))


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("nginx")


@pytest.fixture(scope="module")
def address(warehouse, folder):
    if proxy.executable() is None:
        pytest.skip("no nginx on this machine (apt-get install nginx-light)")
    with ExitStack() as stack:
        ports = [urlsplit(stack.enter_context(served(OURS, warehouse, core=None))[0]).port for _ in range(2)]
        yield stack.enter_context(proxy.proxied(folder, ports))


def ask(url, **headers):
    try:
        with urllib.request.urlopen(urllib.request.Request(url, headers=headers), timeout=20) as answer:
            return answer.status, answer.headers, answer.read()
    except urllib.error.HTTPError as error:
        return error.code, error.headers, error.read()


def processes(folder, path, at_least):
    """The processes that answered a path, in the order of the log, which is written after the answer."""
    for _ in range(50):
        lines = (folder / "lifeatlas.log").read_text("utf-8").split("\n")
        found = [line.split()[-1] for line in lines if f" {path} " in line]
        if len(found) >= at_least:
            return found
        time.sleep(0.1)
    raise AssertionError(f"{path} is {len(found)} times in the log")


def test_a_reader_stays_on_one_process_and_readers_spread_over_all(address, folder):
    cookies = []
    for _ in range(24):
        cookies.append(ask(f"{address}/signings")[1]["set-cookie"].split(";")[0])
        for _ in range(3):
            ask(f"{address}/signings", Cookie=cookies[-1])
    assert len(set(cookies)) == 24
    went = processes(folder, "/signings", 96)
    assert all(len(set(went[first : first + 4])) == 1 for first in range(0, 96, 4))
    assert len(set(went)) == 2


def test_a_page_opens_through_the_proxy_over_its_websocket(address):
    cookie = ask(f"{address}/timeline")[1]["set-cookie"].split(";")[0]

    async def visit():
        session = Session(address, "timeline?city=310000", headers={"Cookie": cookie})
        opened = await session.open()
        changed = await session.choose(5)
        await session.close()
        return opened.kinds | changed.kinds

    assert "plotly_chart" in asyncio.run(visit())


def test_the_apps_headers_come_through(address):
    status, head, body = ask(f"{address}/")
    assert status == 200
    assert "frame-ancestors 'self'" in head["content-security-policy"]
    assert head["x-content-type-options"] == "nosniff"
    assert head["server"] == "nginx"
    assert b"LifeAtlas" in body


def test_scripts_are_compressed_and_kept(address, folder):
    script = re.search(r'src="\./(static/js/index[^"]+)"', ask(f"{address}/")[2].decode())[1]
    for _ in range(2):
        status, head, _ = ask(f"{address}/{script}", **{"Accept-Encoding": "gzip"})
        assert (status, head["content-encoding"]) == (200, "gzip")
    assert processes(folder, f"/{script}", 2)[-1] == "-"  # nobody was asked


def test_the_api_answers_and_a_flood_is_told_to_wait(address):
    with ThreadPoolExecutor(40) as pool:
        statuses = list(pool.map(lambda _: ask(f"{address}/api/v1/openapi.json")[0], range(80)))
    assert 200 in statuses
    assert 429 in statuses


def test_what_is_not_for_the_world_is_closed(address):
    assert ask(f"{address}/_stcore/metrics")[0] == 404
    assert ask(f"{address}/_stcore/agent/openapi.json")[0] == 404
    assert ask(f"{address}/ready")[0] == 200  # we are on the machine itself


def test_the_log_holds_no_query(address, folder):
    ask(f"{address}/quality?city=310114&q=secret")
    assert processes(folder, "/quality", 1)
    assert "secret" not in (folder / "lifeatlas.log").read_text("utf-8")


@pytest.mark.parametrize("path", UNITS, ids=[path.name for path in UNITS])
def test_a_unit_can_be_read_and_a_service_gives_its_rights_away(path):
    unit = configparser.ConfigParser(strict=False, interpolation=None)
    unit.optionxform = str
    unit.read_string(path.read_text("utf-8"))
    assert unit["Unit"]["Description"]
    if path.suffix == ".service":
        assert unit["Service"]["NoNewPrivileges"] == "yes"
        assert unit["Service"]["ProtectSystem"] == "strict"
        assert unit["Service"]["User"].startswith("lifeatlas")


def test_the_ports_of_the_processes_are_those_of_the_readme():
    ports = set(re.findall(r"server 127\.0\.0\.1:(\d+)", (DEPLOY / "nginx.conf").read_text("utf-8")))
    assert ports == set(re.findall(r"lifeatlas@(\d+)", (DEPLOY / "README.md").read_text("utf-8")))
