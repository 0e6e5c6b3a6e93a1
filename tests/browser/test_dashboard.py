"""A real Chromium over the running app: deep links, filters and the address, drill-down, downloads."""

import csv
import io
import re
from contextlib import closing

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import serving, settle, still

PAGES = ["", "map", "timeline", "compare", "region", "signings", "evidence", "quality", "data", "about"]


def choose_city(page, typed):
    page.click(".st-key-city input")
    page.keyboard.type(typed)
    page.get_by_role("option").first.wait_for()
    page.keyboard.press("Enter")
    page.keyboard.press("Escape")


def test_the_first_request_after_a_start_may_be_a_deep_link(warehouse, chromium):
    with serving(warehouse) as address, closing(chromium.new_page()) as page:
        settle(page, f"{address}/map?city=310114")
        expect(page.locator("h1")).to_have_text("地图")
        expect(page.locator(".st-key-chips")).to_contain_text("嘉定区")
        expect(page.get_by_text("Page not found")).to_have_count(0)


@pytest.mark.parametrize("name", PAGES)
def test_every_page_opens_without_an_error_and_without_a_foreign_request(served, page, name):
    settle(page, f"{served}/{name}")
    expect(page.locator("[data-testid=stException]")).to_have_count(0)
    expect(page.locator("h1")).to_have_count(1)


def test_a_city_found_by_pinyin_goes_into_the_address_and_reload_keeps_it(served, page):
    settle(page, f"{served}/timeline")
    choose_city(page, "jiading")
    page.wait_for_url(re.compile(r"city=310114$"))
    expect(page.locator(".st-key-chips")).to_contain_text("嘉定区")
    choose_city(page, "pudong")
    page.wait_for_url(re.compile(r"city=310114,310115$"))
    page.reload()
    expect(page.locator(".st-key-chips")).to_contain_text("浦东新区")
    assert page.url.endswith("?city=310114,310115")


def test_a_year_moved_by_the_keyboard_goes_into_the_address(served, page):
    settle(page, f"{served}/?city=310000")
    page.locator(".st-key-year input[type=range]").first.focus()
    page.keyboard.press("ArrowRight")
    page.wait_for_url(re.compile(r"year=\d{4}-\d{4}"))
    address = page.url
    page.reload()
    page.wait_for_selector(".st-key-chips")
    assert page.url == address


def test_the_choice_holds_on_the_next_page_and_the_back_button_brings_the_old_one(served, page):
    settle(page, f"{served}/timeline?city=310114&year=2021-2022")
    page.get_by_role("link", name="签约").first.click()
    page.wait_for_url(re.compile(r"/signings\?city=310114&year=2021-2022"))
    page.wait_for_selector("text=签约清单")
    page.get_by_role("button", name="2021–2022 ✕").click()
    page.wait_for_url(re.compile(r"/signings\?city=310114$"))
    page.go_back()
    page.wait_for_url(re.compile(r"/signings\?city=310114&year=2021-2022"))
    expect(page.locator(".st-key-chips")).to_contain_text("2021–2022")


def test_the_language_switch_keeps_the_choice(served, page):
    settle(page, f"{served}/timeline?city=310114")
    page.locator(".st-key-lang").get_by_text("English").click()
    page.wait_for_url(re.compile(r"lang=en"))
    expect(page.locator("h1")).to_have_text("Timeline")
    expect(page.locator(".st-key-chips")).to_contain_text("Jiading")


def test_what_does_not_exist_is_dropped_with_a_visible_word(served, page):
    settle(page, f"{served}/timeline?city=999999,310114&year=1850&statistic=nonsense")
    expect(page.get_by_role("alert").first).to_contain_text("999999")
    expect(page.locator(".st-key-chips")).to_contain_text("嘉定区")


# A point of the page that lies inside one of the map's shapes: the middle of the first one that covers its own middle.
INSIDE = """() => [...document.querySelectorAll('.choroplethlayer path')].map(path => {
  const box = path.getBoundingClientRect();
  const at = [box.x + box.width / 2, box.y + box.height / 2];
  const point = new DOMPoint(...at).matrixTransform(path.getScreenCTM().inverse());
  return box.width > 60 && path.isPointInFill(point) ? at : null;
}).find(at => at)"""


def test_the_map_drills_down_by_a_click_and_back_by_its_path(served, page):
    settle(page, f"{served}/map")
    page.wait_for_selector(".choroplethlayer path")
    page.wait_for_timeout(1000)
    page.mouse.click(*page.evaluate(INSIDE))
    page.wait_for_url(re.compile(r"place=\d{6}"))
    path = page.locator(".st-key-breadcrumb button")
    expect(path).to_have_count(2)
    still(page)
    path.first.click()
    expect(path).to_have_count(0)  # the country is the whole map: no way up


def test_the_csv_that_arrives_is_what_the_page_counts(served, page):
    settle(page, f"{served}/data?city=310000")
    for table, tab in (("output_values", 0), ("entity_counts", 3)):
        page.get_by_role("tab").nth(tab).click()
        button = page.locator(f".st-key-download_{table}_csv button")
        button.wait_for()
        counted = int(re.search(r"([\d,]+) 行", button.inner_text())[1].replace(",", ""))
        with page.expect_download() as arriving:
            button.click()
        content = arriving.value.path().read_bytes()
        assert content.startswith(b"\xef\xbb\xbf")
        assert content.count(b"\r\n") == counted + 1
        rows = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))
        assert len(rows) == counted > 0
        assert {"fact_id", "adcode", "region", "title", "publisher", "url"} <= set(rows[0])
        assert all(re.fullmatch(r"\d{4}-\d{2}-\d{2}", row["period_end"]) for row in rows)


def test_a_bar_leads_to_its_sentence(served, page):
    settle(page, f"{served}/")
    box = page.locator("[class*=st-key-ranking_] .barlayer .point path").first.bounding_box()
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.wait_for_url(re.compile(r"/evidence\?.*fact="))
    expect(page.locator("mark").first).to_be_visible()


def test_the_words_and_the_tab_of_the_data_page_are_in_its_address(served, page):
    settle(page, f"{served}/data")
    page.get_by_role("tab").nth(3).click()
    page.wait_for_url(re.compile(r"table=entity_counts"))
    button = page.locator(".st-key-download_entity_counts_csv button p")
    whole = button.inner_text()
    box = page.locator(".st-key-text_text input")
    box.fill("嘉定")
    box.press("Enter")
    page.wait_for_url(re.compile(r"text="))
    expect(button).not_to_have_text(whole)
    found = button.inner_text()
    settle(page, page.url)
    expect(page.get_by_role("tab").nth(3)).to_have_attribute("aria-selected", "true")
    expect(box).to_have_value("嘉定")
    expect(button).to_have_text(found)


def test_the_address_of_a_view_stands_behind_a_button(served, page):
    settle(page, f"{served}/map?city=310114&year=2021-2024")
    page.locator(".st-key-copy_link button").first.click()
    expect(page.locator("[data-testid=stCode]")).to_contain_text("map?city=310114&year=2021-2024")
