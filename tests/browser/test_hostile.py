"""Hostile articles in Chromium: on every page they are text. Nothing runs, nothing is fetched, no policy is broken."""

import re
from datetime import UTC, datetime

import duckdb
import pytest
from playwright.sync_api import expect

from etl import pipeline
from tests import hostile
from tests.browser.conftest import serving, settle

PAGES = ["", "map", "timeline", "compare", "region", "signings", "evidence", "quality", "data", "about"]
CITY = "310114,310115,320500"
WATCH = """
document.addEventListener('securitypolicyviolation', e => window.violated(e.violatedDirective + ' ' + e.blockedURI));
"""
# What must not be in a page: a handler, a foreign picture or frame, a script, a link that is no page's address.
FOUND = """() => {
  const found = [];
  for (const one of document.querySelectorAll('body *')) {
    const name = one.tagName.toLowerCase();
    for (const held of one.attributes) {
      if (held.name.startsWith('on')) found.push(name + ' ' + held.name);
      if (['href', 'src', 'xlink:href', 'action', 'formaction', 'srcdoc'].includes(held.name)) {
        if (held.value.startsWith('#') || name === 'a' && !URL.canParse(held.value, location.href)) continue;
        const url = new URL(held.value, location.href);
        const inline = ['data:', 'blob:'].includes(url.protocol) && /^(img|image)$/.test(name);
        const own = url.origin === location.origin || inline;
        const away = name === 'a' && /^https?:$/.test(url.protocol) && /noopener|noreferrer/.test(one.rel || '');
        if (!own && !away) found.push(name + ' ' + held.name + ' ' + held.value);
      }
    }
    if (['iframe', 'object', 'embed', 'base', 'meta', 'math', 'form'].includes(name)) found.push(name);
    if (name === 'script' && one.closest('#root')) found.push(name);
  }
  return {found, ran: window.ran ?? null, shown: getComputedStyle(document.body).display !== 'none'};
}"""


@pytest.fixture(scope="module")
def warehouse_of_hostile(tmp_path_factory):
    folder = tmp_path_factory.mktemp("hostile")
    assert hostile.write(folder / "in") >= 40
    pipeline.build([folder / "in"], folder / "warehouse", datetime(2026, 11, 21, tzinfo=UTC), jobs=1)
    return folder / "warehouse"


@pytest.fixture(scope="module")
def facts(warehouse_of_hostile):
    """One figure of each hostile article: fact_id, title, the line that holds it."""
    build = next(warehouse_of_hostile.glob("*.duckdb"))
    sql = """
        SELECT min_by(fact_id, fact_id), any_value(title), any_value(content)
        FROM (SELECT * FROM output_values UNION ALL BY NAME SELECT * FROM signings) JOIN articles USING (article_id)
        WHERE content IS NOT NULL GROUP BY article_id ORDER BY 1
    """
    with duckdb.connect(build, read_only=True) as connection:
        return connection.execute(sql).fetchall()


@pytest.fixture(scope="module")
def address(warehouse_of_hostile):
    with serving(warehouse_of_hostile) as address:
        yield address


@pytest.fixture
def watched(page):
    """A page that tells what ran and what was held back."""
    events = []
    page.expose_function("violated", lambda said: events.append(said))
    page.add_init_script(WATCH)
    page.on("dialog", lambda dialog: (events.append(f"dialog {dialog.message}"), dialog.dismiss()))
    page.on("popup", lambda popup: events.append(f"popup {popup.url}"))
    page.on("console", lambda said: events.append(said.text) if "Content Security Policy" in said.text else None)
    page.on("pageerror", lambda error: events.append(f"error {error}"))
    yield page
    assert events == []


def opened(page, address):
    settle(page, address)
    page.wait_for_timeout(300)


def assert_harmless(page):
    seen = page.evaluate(FOUND)
    assert seen == {"found": [], "ran": None, "shown": True}
    expect(page.locator("[data-testid=stException]")).to_have_count(0)
    expect(page.get_by_text("出错了")).to_have_count(0)
    # An article's Markdown would be a picture or a heading; the pages themselves have neither in their text.
    expect(page.locator("[data-testid=stMarkdownContainer] img")).to_have_count(0)


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("query", ["", f"?city={CITY}", "?city=310114&lang=en"])
def test_a_page_of_hostile_articles_shows_them_as_text(address, watched, name, query):
    opened(watched, f"{address}/{name}{query}")
    for point in watched.locator(".plotly .point path, .plotly .points path").all()[:6]:
        box = point.bounding_box()
        if box:
            watched.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
            watched.wait_for_timeout(60)
            assert watched.locator(".hoverlayer a, .hoverlayer image").count() == 0
    for tab in watched.get_by_role("tab").all():
        tab.click()
        watched.wait_for_selector("[data-testid=stApp][data-test-script-state=notRunning]")
    assert_harmless(watched)


def test_the_evidence_of_each_hostile_article_is_its_text(address, watched, facts):
    assert len(facts) >= 40
    for fact_id, title, content in facts:
        opened(watched, f"{address}/evidence?fact={fact_id}")
        shown = told(watched.locator("[data-testid=stMain]").inner_text())
        assert told(title) in shown, title
        line = next(line for line in content.split("\n") if "亿元" in line or "签署" in line or "家" in line)
        if len(line) < 2000:
            quote = told(watched.locator(".quote").first.inner_text())
            assert quote in told(content), title
        assert_harmless(watched)


def told(text):
    """A text without its blanks, which the browser folds."""
    return re.sub(r"\s+", "", text)


def test_hostile_words_in_a_search_and_in_the_address_are_text(address, watched):
    for payload in ("<img src=x onerror=window.ran=1>", "[x](javascript:window.ran=1)", "'; DROP TABLE articles; --"):
        opened(watched, f"{address}/evidence?fact={payload}&city={payload}&q={payload}&search={payload}")
        expect(watched.get_by_text("DROP TABLE" if "DROP" in payload else "window.ran").first).to_be_visible()
        assert_harmless(watched)
