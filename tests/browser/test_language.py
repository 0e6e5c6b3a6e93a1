"""English in a real Chromium: names of pages, the navigation in one row, the document's language."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import settle
from tests.browser.test_dashboard import PAGES

HAN = re.compile(r"[一-鿿]")


@pytest.mark.parametrize("name", PAGES)
def test_a_page_has_no_chinese_in_its_frame(served, page, name):
    settle(page, f"{served}/{name}?lang=en")
    expect(page.locator("html")).to_have_attribute("lang", "en")
    framed = page.locator("h1, [data-testid=stSidebar] label, [data-testid=stTopNavLink]").all_inner_texts()
    assert framed
    assert [text for text in framed if HAN.search(text) and text != "中文"] == []


@pytest.mark.parametrize("address", ["", "?lang=en"])
def test_all_ten_pages_stand_in_the_navigation_at_1280(served, page, address):
    settle(page, f"{served}/{address}")
    expect(page.get_by_text(re.compile(r"^\d+ more$"))).to_have_count(0)
    expect(page.locator("[data-testid=stTopNavLink]:visible")).to_have_count(len(PAGES))


def test_the_documents_language_follows_the_switch(served, page):
    settle(page, f"{served}/about")
    expect(page.locator("html")).to_have_attribute("lang", "zh-CN")
    page.locator(".st-key-lang").get_by_text("English").click()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    page.locator(".st-key-lang").get_by_text("中文").click()
    expect(page.locator("html")).to_have_attribute("lang", "zh-CN")
