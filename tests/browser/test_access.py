"""For every reader: axe finds nothing serious, the keyboard alone is enough, narrow screens, print, a quiet console."""

import re

import pytest
from playwright.sync_api import expect

from etl.paths import ROOT
from tests.browser.conftest import PAGES_TO_LOOK_AT as PAGES
from tests.browser.conftest import PATIENCE, settle

AXE = (ROOT / "tests" / "browser" / "vendor" / "axe.min.js").read_text("utf-8")  # axe-core 4.10.3, MPL-2.0
RUN = """async () => (await axe.run(document, {resultTypes: ['violations']})).violations
    .filter(found => ['serious', 'critical'].includes(found.impact))
    .map(found => `${found.id}: ${found.nodes.map(node => node.html).slice(0, 3).join(' | ')}`)"""


@pytest.fixture(params=["light", "dark"])
def shaded(request, chromium):
    """A page in one of the two modes that also runs the checker's script."""
    context = chromium.new_context(viewport={"width": 1280, "height": 800}, color_scheme=request.param, bypass_csp=True)
    page = context.new_page()
    page.set_default_timeout(PATIENCE)
    yield page
    context.close()


def test_axe_finds_nothing_serious_on_any_page(served, shaded):
    wrong = {}
    for address in PAGES:
        settle(shaded, f"{served}/{address}")
        shaded.wait_for_timeout(800)
        shaded.evaluate(AXE)
        if found := shaded.evaluate(RUN):
            wrong[address] = found
    assert wrong == {}


def test_no_heading_skips_a_level(served, page, connection):
    fact = connection.execute("SELECT min(fact_id) FROM output_values").fetchone()[0]
    outlines = {}
    for address in [*PAGES, f"evidence?fact={fact}"]:
        settle(page, f"{served}/{address}")
        page.locator("h1").wait_for()
        page.wait_for_timeout(300)
        outlines[address] = page.evaluate(
            "() => [...document.querySelector('[data-testid=stMain]').querySelectorAll('h1, h2, h3, h4, h5, h6')]"
            ".map(heading => Number(heading.tagName[1]))"
        )
    assert all(1 in levels for levels in outlines.values())
    skips = {
        address: levels
        for address, levels in outlines.items()
        if any(below > above + 1 for above, below in zip([1, *levels], levels, strict=False))
    }
    assert skips == {}


def test_no_page_writes_an_error_to_the_console(served, page):
    said = []
    page.on("console", lambda message: said.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: said.append(str(error)))
    for address in PAGES:
        settle(page, f"{served}/{address}")
        page.wait_for_timeout(300)
    assert said == []


@pytest.mark.parametrize("width", [320, 375])
def test_no_page_is_wider_than_a_narrow_screen(served, page, width):
    page.set_viewport_size({"width": width, "height": 812})
    wide = {}
    for address in PAGES:
        settle(page, f"{served}/{address}")
        page.wait_for_timeout(500)
        over = page.evaluate(
            "() => { const m = document.querySelector('[data-testid=stMain]'); return m.scrollWidth - m.clientWidth; }"
        )
        if over > 1:
            wide[address] = over
    assert wide == {}


def focused(page):
    return page.evaluate(
        "() => { const e = document.activeElement; return e?.getAttribute('aria-label') || e?.innerText || ''; }"
    )


def test_the_keyboard_alone_finds_chooses_and_opens(served, page):
    settle(page, f"{served}/")
    page.keyboard.press("Tab")
    met = []
    for _ in range(40):
        met.append(focused(page))
        if page.evaluate("() => document.activeElement?.closest('.st-key-search') !== null"):
            break
        page.keyboard.press("Tab")
    assert any("地图" in name for name in met)  # the navigation comes before the content
    page.keyboard.type("嘉定 产值")
    page.keyboard.press("Enter")
    page.locator(".st-key-found").wait_for()
    page.wait_for_selector("[data-testid=stApp][data-test-script-state=notRunning]")
    for _ in range(40):
        page.keyboard.press("Tab")
        if page.evaluate("() => document.activeElement?.closest('.st-key-search_filter') !== null"):
            break
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"city=310114"))
    expect(page.locator(".st-key-chips")).to_contain_text("嘉定区")


def test_where_the_focus_is_can_be_seen(served, page):
    settle(page, f"{served}/?city=310114")
    page.locator(".st-key-chips button").first.focus()
    page.keyboard.press("Tab")
    shown = page.evaluate(
        "() => { const s = getComputedStyle(document.activeElement);"
        " return s.outlineStyle !== 'none' && s.outlineWidth !== '0px' || s.boxShadow !== 'none'; }"
    )
    assert shown


def test_print_leaves_the_controls_out(served, page):
    settle(page, f"{served}/?city=310114")
    page.emulate_media(media="print")
    for hidden in ("[data-testid=stSidebar]", "[data-testid=stHeader]", ".st-key-search", ".st-key-chip_reset"):
        expect(page.locator(hidden).first).to_be_hidden()
    expect(page.locator("h1")).to_be_visible()
    expect(page.locator("[data-testid=stMetric]").first).to_be_visible()
