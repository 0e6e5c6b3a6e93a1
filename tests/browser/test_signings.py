"""The signings in a real Chromium: amount or count and the grouping in the address, marks and bars to sentences."""

import re

from playwright.sync_api import expect

from tests.browser.conftest import settle


def drawn(page):
    page.wait_for_selector(".js-plotly-plot .scatterlayer .points path.point")
    page.wait_for_timeout(400)
    return page


def switch(page, name, text):
    page.locator(f".st-key-mode_{name}").get_by_text(text, exact=True).click()


def test_height_and_grouping_go_into_the_address_and_reload_keeps_them(served, page):
    drawn(settle(page, f"{served}/signings"))
    switch(page, "by", "按项目数")
    page.wait_for_url(re.compile(r"by=count"))
    switch(page, "group", "原地区")
    page.wait_for_url(re.compile(r"group=stated"))
    page.reload()
    drawn(page)
    expect(page.get_by_text("每次签约的项目数")).to_be_visible()
    assert "by=count" in page.url
    assert "group=stated" in page.url


def test_an_event_leads_to_its_sentence(served, page):
    drawn(settle(page, f"{served}/signings"))
    box = page.locator(".scatterlayer .points path.point").first.bounding_box()
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.wait_for_url(re.compile(r"/evidence\?.*fact="))


def test_a_region_s_bar_leads_to_its_largest_signing(served, page):
    drawn(settle(page, f"{served}/signings"))
    bar = page.locator(".js-plotly-plot").nth(1).locator(".barlayer .point path").first
    bar.scroll_into_view_if_needed()
    box = bar.bounding_box()
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.wait_for_url(re.compile(r"/evidence\?.*fact="))


def test_what_was_reported_twice_is_told(served, page):
    drawn(settle(page, f"{served}/signings"))
    expect(page.get_by_text("报道不止一次、只算一次")).to_be_visible()
    expect(page.get_by_text(re.compile(r"篇报道，其中 \d+ 篇重复"))).to_be_visible()


def test_the_signings_fit_a_narrow_dark_screen(served, page):
    page.emulate_media(color_scheme="dark")
    page.set_viewport_size({"width": 375, "height": 812})
    drawn(settle(page, f"{served}/signings?lang=en"))
    assert page.evaluate("document.documentElement.scrollWidth") <= 375
