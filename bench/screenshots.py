"""The pictures of docs/screenshots: every page at two widths, in light and in dark. `python -m bench.screenshots`."""

import sys

from playwright.sync_api import Browser, sync_playwright

from bench.servers import OURS, served
from dashboard import database
from etl.paths import ROOT
from tests.chromium import executable

FOLDER = ROOT / "docs" / "screenshots"
SIZES = ((1280, 800), (375, 812))
PAGES = {
    "overview": "",
    "map": "map",
    "timeline": "timeline",
    "compare": "compare?city=310000,110000,320200",
    "region": "region?city=310115",
    "signings": "signings",
    "evidence": "evidence?fact={fact}",
    "quality": "quality",
    "data": "data",
    "about": "about",
}
SHOWN = "SELECT fact_id FROM output_values WHERE adcode = '310114' AND quote = '154.8亿元' ORDER BY fact_id"


def main() -> int:
    """Write the pictures."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    fact = str(database.fetch(SHOWN)["fact_id"].iloc[0])
    with served(OURS, core=None) as (base, _), sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable(), args=["--no-sandbox"])
        for scheme in ("light", "dark"):
            for width, height in SIZES:
                _take(browser, base, fact, scheme, (width, height))
        browser.close()
    return 0


def _take(browser: Browser, base: str, fact: str, scheme: str, size: tuple[int, int]) -> None:
    width, height = size
    page = browser.new_page(viewport={"width": width, "height": height}, color_scheme=scheme)  # type: ignore[arg-type]
    for name, address in PAGES.items():
        page.goto(f"{base}/{address.format(fact=fact)}")
        page.wait_for_selector("h1")
        page.wait_for_load_state("networkidle")
        page.wait_for_timeout(1500)
        page.screenshot(path=FOLDER / f"{name}_{width}_{scheme}.png")
    page.close()


if __name__ == "__main__":
    sys.exit(main())
