"""The map in a real Chromium: drill, play, levels and modes in the address, hatching, bubbles, comparison."""

import re

import pytest
from playwright.sync_api import expect

from dashboard import maps
from tests.browser.conftest import settle
from tests.browser.test_dashboard import INSIDE

pytestmark = pytest.mark.skipif(not maps.ready(), reason="the boundaries are built at set-up")


def painted(page):
    page.wait_for_selector(".choroplethlayer path")
    page.wait_for_timeout(800)
    return page


def switch(page, name, text):
    page.locator(f".st-key-mode_{name}").get_by_text(text, exact=True).click()


def test_what_has_no_figure_is_hatched(served, page):
    painted(settle(page, f"{served}/map"))
    fills = page.evaluate(
        "[...document.querySelectorAll('.choroplethlayer path')].map(path => getComputedStyle(path).fill)"
    )
    assert sum("no-figure" in fill for fill in fills) > 10
    assert page.locator("pattern#no-figure").count() == 1
    expect(page.locator(".map-legend")).to_contain_text("没有数字，不是零")


def test_modes_and_level_go_into_the_address_and_reload_keeps_them(served, page):
    painted(settle(page, f"{served}/map"))
    switch(page, "measure", "企业数")
    page.wait_for_url(re.compile(r"measure=companies"))
    switch(page, "level", "地市")
    page.wait_for_url(re.compile(r"level=city"))
    switch(page, "classes", "对数")
    page.wait_for_url(re.compile(r"classes=log"))
    page.reload()
    painted(page)
    expect(page.locator("h2").first).to_contain_text("企业")
    for name, text in (("measure", "企业数"), ("level", "地市"), ("classes", "对数")):
        chosen = page.locator(f".st-key-mode_{name} [aria-checked=true], .st-key-mode_{name} [data-selected=true]")
        expect(chosen.first).to_contain_text(text)
    for wanted in ("measure=companies", "level=city", "classes=log"):
        assert wanted in page.url


def test_a_click_goes_to_a_county_which_stays_ringed_and_the_back_button_returns(served, page):
    painted(settle(page, f"{served}/map?place=310000"))
    page.mouse.click(*page.evaluate(INSIDE))
    page.wait_for_url(re.compile(r"place=310[1-9]\d\d"))
    expect(page.locator(".st-key-breadcrumb button")).to_have_count(3)
    painted(page)
    page.locator(".st-key-breadcrumb button").nth(1).click()
    page.wait_for_url(re.compile(r"place=310000"))
    expect(page.locator(".st-key-breadcrumb button")).to_have_count(2)


def test_a_bubble_goes_down_like_its_region(served, page):
    painted(settle(page, f"{served}/map?shape=bubble&measure=signings"))
    bubble = page.locator(".scattergeo path.point").first
    bubble.wait_for()
    box = bubble.bounding_box()
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.wait_for_url(re.compile(r"place=\d{6}"))
    assert "shape=bubble" in page.url


def test_the_years_play_into_the_address_and_stop(served, page):
    painted(settle(page, f"{served}/map"))
    play = page.locator(".st-key-play button")
    play.click()
    page.wait_for_url(re.compile(r"at=\d{4}"))
    first = re.search(r"at=(\d{4})", page.url)[1]
    page.wait_for_url(lambda url: f"at={first}" not in url)
    expect(play).to_contain_text("暂停")
    play.click()
    expect(play).to_contain_text("播放")
    page.wait_for_timeout(600)
    held = page.url
    page.wait_for_timeout(2500)
    assert page.url == held
    year = re.search(r"at=(\d{4})", held)[1]
    expect(page.locator("h2").first).to_contain_text(year)


def test_leaving_the_map_stops_it(served, page):
    painted(settle(page, f"{served}/map"))
    page.locator(".st-key-play button").click()
    page.wait_for_url(re.compile(r"at=\d{4}"))
    page.get_by_role("link", name="走势").first.click()
    expect(page.locator("h1")).to_have_text("走势")
    page.go_back(wait_until="commit")
    expect(page.locator(".st-key-play button")).to_contain_text("播放")
    held = re.search(r"at=\d{4}", page.url)[0]
    page.wait_for_timeout(2500)
    assert held in page.url


def test_regions_gathered_on_the_map_are_compared(served, page):
    painted(settle(page, f"{served}/map?place=310114"))
    page.get_by_role("button", name="加入比较").click()
    page.wait_for_url(re.compile(r"with=310114"))
    painted(settle(page, f"{page.url.replace('place=310114', 'place=310115')}"))
    page.get_by_role("button", name="加入比较").click()
    page.wait_for_url(re.compile(r"with=310114,310115"))
    page.get_by_role("link", name="比较这 2 个地区").click()
    page.wait_for_url(re.compile(r"/compare\?city=310114,310115"))


def test_a_figure_of_the_panel_leads_to_its_sentence(served, page):
    painted(settle(page, f"{served}/map?place=310114"))
    page.locator("[data-testid=stPageLink] a[href*='fact=']").first.click()
    page.wait_for_url(re.compile(r"/evidence\?.*fact="))
    expect(page.locator("mark, [data-testid=stException]").first).to_be_visible()
    expect(page.locator("[data-testid=stException]")).to_have_count(0)


@pytest.mark.parametrize("address", ["map", "map?place=320000", ""])
def test_the_map_is_as_high_as_a_telephone_s_width_asks_for(served, page, address):
    page.set_viewport_size({"width": 375, "height": 812})
    painted(settle(page, f"{served}/{address}"))
    assert page.evaluate("document.documentElement.scrollWidth") <= 375
    plot = page.locator("[class*=st-key-atlas_] .js-plotly-plot").bounding_box()
    top = page.evaluate(
        "Math.min(...[...document.querySelectorAll('.choroplethlayer path')].map(p => p.getBoundingClientRect().top))"
    )
    assert plot["height"] < 400
    assert top - plot["y"] < 60  # no blank space above the land
    expect(page.locator("[class*=st-key-atlas_] .g-gtitle")).to_contain_text("审图号")


def test_a_map_and_a_chart_are_saved_as_png_or_svg(served, page):
    painted(settle(page, f"{served}/"))
    for chart in ("atlas_mini", "ranking_"):
        plot = page.locator(f"[class*=st-key-{chart}] .js-plotly-plot").first
        plot.hover()
        with page.expect_download() as arriving:
            plot.locator(".modebar-btn").click()
        assert arriving.value.suggested_filename.endswith(".png")
    page.locator("[class*=st-key-drawn_ranking_] button").first.click()
    with page.expect_download() as arriving:
        page.locator("[class*=st-key-drawn_ranking_][class*=_xlsx] button").click()
    assert arriving.value.suggested_filename == "lifeatlas-ranking.xlsx"
    page.locator("[class*=st-key-picture_ranking_]").get_by_text("SVG").click()
    page.keyboard.press("Escape")
    page.wait_for_timeout(1500)
    for chart in ("atlas_mini", "ranking_"):
        plot = page.locator(f"[class*=st-key-{chart}] .js-plotly-plot").first
        plot.hover()
        with page.expect_download() as arriving:
            plot.locator(".modebar-btn").click()
        assert arriving.value.suggested_filename.endswith(".svg")
        drawn = arriving.value.path().read_text("utf-8")
        assert drawn.startswith("<svg") and "数据版本" in drawn


def test_a_province_of_the_small_map_leads_to_its_own(served, page):
    painted(settle(page, f"{served}/?lang=en"))
    page.locator(".st-key-atlas_mini").scroll_into_view_if_needed()
    page.mouse.click(*page.evaluate(INSIDE.replace("60", "25")))
    page.wait_for_url(re.compile(r"/map\?lang=en&place=\d{6}"))
