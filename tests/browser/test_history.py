"""The browser's back and forward buttons: one press for one click, and the former page with its own filters."""

import re

from playwright.sync_api import expect

from tests.browser.conftest import settle


def settled(page, title):
    expect(page.locator("h1")).to_have_text(title)
    page.wait_for_selector("[data-testid=stApp][data-test-script-state=notRunning]")


def click_bar(page):
    bar = page.locator("[class*=st-key-ranking_] .barlayer .point path").first
    box = bar.bounding_box()
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)


def test_one_press_goes_back_to_a_page_with_a_switch_of_its_own_and_one_forward(served, page):
    settle(page, f"{served}/timeline?mode=growth&city=310114")
    entries = page.evaluate("history.length")
    page.get_by_role("link", name="签约").first.click()
    settled(page, "签约")
    assert page.evaluate("history.length") == entries + 1
    page.go_back(wait_until="commit")
    settled(page, "走势")
    assert page.url.endswith("/timeline?mode=growth&city=310114")
    page.go_forward(wait_until="commit")
    settled(page, "签约")
    assert page.url.endswith("/signings?city=310114")


def test_a_bar_s_click_keeps_filters_and_language_and_one_press_returns(served, page):
    address = f"{served}/?city=310000&year=2018-2024&lang=en"
    settle(page, address)
    click_bar(page)
    page.wait_for_url(re.compile(r"/evidence\?city=310000&year=2018-2024&lang=en&fact="))
    settled(page, "Evidence")
    page.get_by_role("link", name="Timeline").first.click()
    settled(page, "Timeline")
    assert page.url.endswith("/timeline?city=310000&year=2018-2024&lang=en")
    page.go_back(wait_until="commit")
    settled(page, "Evidence")
    page.go_back(wait_until="commit")
    settled(page, "Overview")
    assert page.url == address


def test_back_from_a_region_to_a_page_without_filters_leaves_none_chosen(served, page):
    settle(page, f"{served}/?q=jiading")
    page.locator(".st-key-found_regions").get_by_role("link").first.click()
    page.wait_for_url(re.compile(r"/region\?city=310114"))
    settled(page, "地区")
    page.go_back(wait_until="commit")
    settled(page, "总览")
    assert page.url.endswith("/?q=jiading")
    expect(page.locator(".st-key-chips")).to_have_count(0)
    page.go_forward(wait_until="commit")
    settled(page, "地区")
    expect(page.locator(".st-key-chips")).to_contain_text("嘉定区")
