"""A filter's change to the painted page in a real browser, each page beside a bare Streamlit page of like elements.

The bare page (bench/bare/page.py) holds as many charts of the same kinds and sizes, tables, metrics, texts, links and
buttons as the page itself has, counted in the browser, and runs under Streamlit's defaults.
"""

import json
import os
import subprocess
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from playwright.sync_api import Browser, Page, WebSocket, sync_playwright

from etl import warehouse
from etl.paths import ROOT, WAREHOUSE
from tests.browser.conftest import ARGUMENTS, free_port, start
from tests.chromium import executable

PAGES = ("", "map", "timeline", "compare", "region?city=320000", "signings", "quality", "data")
STATISTICS, CLAIMS = 3, 3  # of each statistic so many changes of the claim: no view is seen twice
FEW_CHARTS = 2
SHARE_FEW, SHARE_MANY = 0.75, 1.0
KILOBYTES = 300
QUIET_MS = 200
SEEN = """() => {
  const main = document.querySelector('[data-testid=stMain]');
  const charts = [...document.querySelectorAll('.js-plotly-plot')].map(plot => {
    const data = plot.data || [], kinds = data.map(trace => trace.type || 'scatter');
    const type = kinds.find(kind => ['choropleth', 'bar', 'heatmap'].includes(kind)) || 'scatter';
    const points = data.reduce((sum, t) => sum + ((t.x || t.locations || t.z || []).length || 0), 0);
    const clean = {data, layout: Object.fromEntries(Object.entries(plot.layout).filter(([name]) => name[0] !== '_'))};
    return {type, points, traces: data.length, figure: type === 'choropleth' ? clean : null};
  });
  const count = css => main.querySelectorAll(css).length;
  return {charts, metrics: count('[data-testid=stMetric]'), links: count('[data-testid=stPageLink]'),
          texts: count('[data-testid=stMarkdown], [data-testid=stCaptionContainer], [data-testid=stHeading]'),
          buttons: count('[data-testid=stButton], [data-testid=stDownloadButton]'),
          tables: [...main.querySelectorAll('[data-testid=stDataFrame]')].map(t =>
              parseInt((t.querySelector('[aria-rowcount]') || t).getAttribute('aria-rowcount') || '11') - 1)};
}"""
DRAWN = """() => document.querySelectorAll('[data-testid=stPlotlyChart]').length
    === document.querySelectorAll('.js-plotly-plot .main-svg:first-child').length"""
# The clock starts with the key that chooses, and stops with the frame after the last change of the page.
WATCH = """() => {
  const clock = window.__clock = {last: 0, began: 0};
  const app = document.querySelector('[data-testid=stApp]');
  clock.observer?.disconnect();
  clock.observer = new MutationObserver(() => requestAnimationFrame(at => { clock.last = performance.now(); }));
  clock.observer.observe(document.querySelector('[data-testid=stMain]'),
                         {subtree: true, childList: true, attributes: true, characterData: true});
  document.addEventListener('keydown', event => {
    if (event.key === 'Enter') { clock.began = performance.now(); clock.last = clock.began; } }, true);
}"""
STILL = f"""() => {{
  const done = document.querySelector('[data-testid=stApp]').getAttribute('data-test-script-state') === 'notRunning';
  return window.__clock.last > window.__clock.began && done && performance.now() - window.__clock.last > {QUIET_MS};
}}"""


def run() -> list[dict[str, str]]:
    """Rows of measure, value and budget."""
    found = executable()
    folder = Path(os.environ.get("LIFEATLAS_WAREHOUSE") or WAREHOUSE)
    build = warehouse.current(folder)
    if found is None or build is None:
        return [{"measure": "pages", "value": "no Chromium or no build", "budget": ""}]
    rows = []
    port = free_port()
    server = start(folder, port)
    try:
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=found, args=ARGUMENTS)
            for name in PAGES:
                rows += _compare(browser, f"http://127.0.0.1:{port}", name, build)
            browser.close()
    finally:
        server.terminate()
        server.wait(20)
    return rows


def _compare(browser: Browser, base: str, name: str, build: Path) -> list[dict[str, str]]:
    own, sizes, spec = measure(browser, f"{base}/{name}")
    for chart in spec["charts"]:
        for trace in (chart["figure"] or {}).get("data", []):
            if isinstance(trace.get("geojson"), str):
                trace["geojson"] = f"{base}/{trace['geojson'].lstrip('/')}"
    with TemporaryDirectory(prefix="bench-") as folder:
        path = Path(folder) / "spec.json"
        path.write_text(json.dumps(spec), "utf-8")
        port = free_port()
        command = [
            sys.executable,
            "-m",
            "streamlit",
            "run",
            str(ROOT / "bench" / "bare" / "page.py"),
            "--server.port",
            str(port),
        ]
        command += ["--server.headless", "true", "--server.address", "127.0.0.1", "--browser.gatherUsageStats", "false"]
        environment = {**os.environ, "BARE_SPEC": str(path), "BARE_BUILD": str(build)}
        server = subprocess.Popen(
            command, cwd=folder, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        try:
            bare, _, _ = measure(browser, f"http://127.0.0.1:{port}", wait=30)
        finally:
            server.terminate()
            server.wait(20)
    few = len(spec["charts"]) <= FEW_CHARTS
    share = _at(own, 0.5) / _at(bare, 0.5)
    label = f"/{name.partition('?')[0]}, {len(spec['charts'])} charts, {len(spec['tables'])} tables"
    told = f"{_at(own, 0.5):.0f} / {_at(own, 0.95):.0f} ms; bare {_at(bare, 0.5):.0f} / {_at(bare, 0.95):.0f} ms"
    return [
        {"measure": f"{label}: change to paint, p50 / p95", "value": told, "budget": ""},
        {
            "measure": f"{label}: p50 against the bare page",
            "value": f"{share:.2f}",
            "budget": f"{SHARE_FEW if few else SHARE_MANY}",
        },
        {
            "measure": f"{label}: sent on a change, most",
            "value": f"{max(sizes) / 1000:.0f} KB",
            "budget": f"{KILOBYTES} KB",
        },
    ]


def measure(browser: Browser, address: str, wait: int = 0) -> tuple[list[float], list[int], dict[str, Any]]:
    """Milliseconds and bytes of each change of the claim, and what the page holds."""
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    page = context.new_page()
    page.set_default_timeout(30_000)
    received = [0]
    page.on("websocket", lambda socket: _count(socket, received))
    for _ in range(wait * 4):
        try:
            page.goto(address)
            break
        except Exception:
            time.sleep(0.25)
    else:
        page.goto(address)
    page.wait_for_selector(".st-key-claim input")
    page.wait_for_selector("[data-testid=stApp][data-test-script-state=notRunning]")
    page.wait_for_timeout(2500)  # a chart's place is made when its script has come
    page.wait_for_function(DRAWN)
    page.wait_for_timeout(500)
    spec = page.evaluate(SEEN)
    spec["cities"] = [f"地区{index}" for index in range(300)]
    page.evaluate(WATCH)
    times, sizes = [], []
    for _ in range(STATISTICS):
        _change(page, "statistic")
        for _ in range(CLAIMS):
            received[0] = 0
            times.append(_change(page, "claim"))
            sizes.append(received[0])
        for _ in range(CLAIMS):  # back to the first, unmeasured
            _change(page, "claim", "ArrowUp")
    context.close()
    return times[1:], sizes[1:], spec


def _count(socket: WebSocket, received: list[int]) -> None:
    def add(payload: str | bytes) -> None:
        received[0] += len(payload)

    socket.on("framereceived", add)


def _change(page: Page, name: str, key: str = "ArrowDown") -> float:
    """Choose a filter's next value by the keyboard; the time from the key to the last painted change."""
    page.click(f".st-key-{name} input")
    page.get_by_role("option").first.wait_for()
    page.keyboard.press(key)
    page.wait_for_timeout(60)
    page.keyboard.press("Enter")
    page.wait_for_function(STILL)
    clock = page.evaluate("({began: window.__clock.began, last: window.__clock.last})")
    return float(clock["last"] - clock["began"])


def _at(values: list[float], share: float) -> float:
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, round(share * (len(ordered) - 1)))]
