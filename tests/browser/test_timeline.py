"""The timeline in a real Chromium: modes, axis and base year in the address, marks that lead to their sentences."""

import re

from playwright.sync_api import expect

from tests.browser.conftest import settle


def drawn(page):
    page.wait_for_selector(".scatterlayer .points path.point")
    page.wait_for_timeout(400)
    return page


def switch(page, name, text):
    page.locator(f".st-key-mode_{name}").get_by_text(text, exact=True).click()


def test_mode_axis_and_base_go_into_the_address_and_reload_keeps_them(served, page):
    drawn(settle(page, f"{served}/timeline?city=310000"))
    switch(page, "mode", "指数")
    page.wait_for_url(re.compile(r"mode=index"))
    switch(page, "axis", "对数轴")
    page.wait_for_url(re.compile(r"axis=log"))
    page.locator(".st-key-pick_base input").click()
    page.get_by_role("option").nth(2).click()
    page.wait_for_url(re.compile(r"base=\d{4}"))
    year = re.search(r"base=(\d{4})", page.url)[1]
    address = page.url
    page.reload()
    drawn(page)
    expect(page.locator(".js-plotly-plot").first).to_contain_text(f"{year} = 100")
    assert page.url == address


def test_the_share_says_of_what_it_is(served, page):
    drawn(settle(page, f"{served}/timeline?mode=share"))
    expect(page.locator("h2").first).to_contain_text("占比")
    expect(page.get_by_text("占比只在同一年")).to_be_visible()


def test_a_mark_leads_to_its_sentence(served, page):
    drawn(settle(page, f"{served}/timeline?city=310000"))
    box = page.locator(".scatterlayer .trace .points path.point").first.bounding_box()
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.wait_for_url(re.compile(r"/evidence\?.*fact="))
    expect(page.locator("[data-testid=stException]")).to_have_count(0)


def test_a_signing_tick_leads_to_its_sentence(served, page):
    drawn(settle(page, f"{served}/timeline?city=320200"))
    tick = page.locator(".xy2 .scatterlayer .points path.point").first
    box = tick.bounding_box()
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.wait_for_url(re.compile(r"/evidence\?.*fact="))


def test_the_timeline_in_english_on_a_narrow_dark_screen(served, page):
    page.emulate_media(color_scheme="dark")
    page.set_viewport_size({"width": 375, "height": 812})
    drawn(settle(page, f"{served}/timeline?lang=en&mode=growth"))
    expect(page.locator("h1")).to_have_text("Timeline")
    assert page.evaluate("document.documentElement.scrollWidth") <= 375
