"""Builds that go wrong under an open page: the last good one stays, the footer says so, a better one takes over."""

import shutil
from datetime import UTC, datetime

import pytest
from playwright.sync_api import expect

from etl import warehouse as builds
from tests.browser.conftest import serving, settle

PAGES = ["", "map", "timeline", "compare", "region", "signings", "evidence", "quality", "data", "about"]


@pytest.fixture
def folder(warehouse, tmp_path):
    return shutil.copytree(warehouse, tmp_path / "warehouse")


@pytest.fixture
def address(folder):
    with serving(folder) as address:
        yield address


def point(folder, name):
    draft = folder / "CURRENT.tmp"
    draft.write_text(name, "utf-8")
    draft.replace(folder / "CURRENT")


def fault(page):
    return page.get_by_role("alert").filter(has_text="数据版本")


def test_the_last_good_build_stays_whatever_current_points_to_and_the_page_says_so(folder, address, page):
    good = (folder / "CURRENT").read_text("utf-8")
    (folder / "20990101T000000Z-aaaaaa.duckdb").write_bytes(b"half a build")
    (folder / "20990102T000000Z-bbbbbb.duckdb").write_bytes(b"")
    settle(page, f"{address}/timeline?city=310000")
    expect(page.locator(".js-plotly-plot").first).to_be_visible()
    expect(fault(page)).to_have_count(0)
    names = (
        "20990101T000000Z-aaaaaa.duckdb\n",
        "20990102T000000Z-bbbbbb.duckdb\n",
        "gone.duckdb\n",
        "",
        "../../etc/passwd",
    )
    for name in names:
        point(folder, name)
        page.reload()
        page.wait_for_selector("[data-testid=stApp][data-test-script-state=notRunning]")
        expect(fault(page)).to_have_count(1)
        expect(page.locator(".js-plotly-plot").first).to_be_visible()
        expect(page.locator("[data-testid=stException]")).to_have_count(0)
    (folder / "CURRENT").unlink()
    for name in PAGES:
        settle(page, f"{address}/{name}")
        expect(fault(page)).to_have_count(1)
        expect(page.locator("[data-testid=stException]")).to_have_count(0)
    point(folder, good)
    page.reload()
    page.wait_for_selector("[data-testid=stApp][data-test-script-state=notRunning]")
    expect(fault(page)).to_have_count(0)


def test_a_build_published_while_a_page_is_open_is_shown_at_the_next_click(folder, address, page):
    settle(page, f"{address}/timeline?city=310000")
    expect(page.locator(".st-key-footer")).to_contain_text("2026-11-21")
    with builds.writing(folder) as draft:
        shutil.copy(next(folder.glob("2026*.duckdb")), draft)
        builds.publish(draft, datetime(2027, 3, 4, tzinfo=UTC))
    page.locator(".st-key-year input[type=range]").first.focus()
    page.keyboard.press("ArrowRight")
    expect(page.locator(".st-key-footer")).to_contain_text("2027-03-04")
    expect(page.locator("[data-testid=stException]")).to_have_count(0)
