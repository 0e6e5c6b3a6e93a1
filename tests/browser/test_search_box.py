"""The search box in a real Chromium: on every page, as filters, as sentences, in the address and back."""

import re

from playwright.sync_api import expect

from tests.browser.conftest import settle
from tests.browser.test_dashboard import PAGES


def ask(page, question):
    box = page.locator(".st-key-search input")
    box.fill(question)
    box.press("Enter")
    page.locator(".st-key-found").wait_for()


def test_the_box_stands_on_every_page(served, page):
    for name in PAGES:
        settle(page, f"{served}/{name}")
        expect(page.locator(".st-key-search input")).to_be_visible()


def test_a_question_becomes_filters_and_says_how_it_was_read(served, page):
    settle(page, f"{served}/timeline")
    ask(page, "苏州 杭州 近三年 产值")
    found = page.locator(".st-key-found")
    expect(found).to_contain_text("江苏省苏州市")
    expect(found).to_contain_text("浙江省杭州市")
    assert "q=" in page.url
    page.get_by_role("button", name="按此筛选本页").click()
    page.wait_for_url(re.compile(r"/timeline\?city=320500,330100&year=\d{4}-\d{4}&statistic=output$"))
    expect(found).to_have_count(0)
    expect(page.locator(".st-key-chips")).to_contain_text("苏州市")


def test_a_sentence_that_was_found_leads_to_its_evidence_and_back(served, page):
    settle(page, f"{served}/?q=154.8亿元")
    page.locator(".st-key-found").get_by_role("link", name=re.compile("154")).first.click()
    page.wait_for_url(re.compile(r"/evidence\?.*fact="))
    expect(page.locator("mark").first).to_contain_text("154.8亿元")
    expect(page.locator(".st-key-found")).to_have_count(0)
    page.go_back()
    expect(page.locator(".st-key-found")).to_be_visible()


def test_a_region_that_was_found_leads_to_its_page(served, page):
    settle(page, f"{served}/data")
    ask(page, "jiading")
    page.locator(".st-key-found_regions").get_by_role("link").first.click()
    page.wait_for_url(re.compile(r"/region\?city=310114"))


def test_nothing_found_says_so_and_closing_takes_the_question_away(served, page):
    settle(page, f"{served}/about")
    ask(page, "qqqqzzzz")
    expect(page.locator(".st-key-found")).to_contain_text("没有找到")
    page.locator(".st-key-search_close button").click()
    expect(page.locator(".st-key-found")).to_have_count(0)
    expect(page.locator(".st-key-search input")).to_have_value("")
    assert "q=" not in page.url


def test_only_what_lies_in_the_choice_is_listed_and_one_click_drops_the_filters(served, page):
    settle(page, f"{served}/?city=310114&q=生物医药")
    found = page.locator(".st-key-found")
    expect(found).to_contain_text("只列所选范围之内的")
    page.get_by_role("button", name="去掉筛选，全部列出").click()
    expect(found).not_to_contain_text("只列所选范围之内的")
    assert "city=" not in page.url
    assert "q=" in page.url
