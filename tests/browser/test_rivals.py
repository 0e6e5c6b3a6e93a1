"""The pages on rival figures in a real Chromium: the comparable part, peers and the switch are in the address."""

import re

from playwright.sync_api import expect

from tests.browser.conftest import settle

CHOSEN = "310000,110000,320100,420500"


def test_the_comparable_part_is_in_the_address_and_the_back_button_leaves_it(served, page):
    settle(page, f"{served}/compare?city={CHOSEN}")
    expect(page.locator(".verdict.not")).to_be_visible()
    page.click(".st-key-keep_fair button")
    page.wait_for_url(re.compile(r"keep=fair"))
    expect(page.locator(".verdict.not")).to_have_count(0)
    page.go_back()
    expect(page.locator(".verdict.not")).to_be_visible()


def test_a_suggested_peer_joins_the_comparison(served, page):
    settle(page, f"{served}/compare?city=320100,340100")
    before = page.url
    page.locator(".st-key-peers button").first.click()
    page.wait_for_url(lambda url: url != before)
    assert re.search(r"city=320100,340100,\d{6}", page.url)


def test_the_claim_to_show_is_in_the_address_and_holds_on_the_next_page(served, page):
    settle(page, f"{served}/compare?city=310115&claim=highest")
    expect(page.locator(".st-key-chips")).to_contain_text("最高的一说")
    expect(page.locator(".facts")).to_contain_text("4200亿元")
    page.get_by_role("link", name="地区").first.click()
    page.wait_for_url(re.compile(r"/region\?.*claim=highest"))
    page.locator(".st-key-chip_claim button").click()
    page.wait_for_url(re.compile(r"/region\?city=310115$"))


def test_a_reason_leads_to_the_sentence_of_its_figure(served, page):
    settle(page, f"{served}/compare?city={CHOSEN}")
    page.locator(".verdict li a").first.click()
    page.wait_for_url(re.compile(r"/evidence\?.*fact="))
    expect(page.locator("mark").first).to_be_visible()


def test_a_box_of_the_coverage_matrix_leads_to_a_sentence_by_keyboard(served, page):
    settle(page, f"{served}/quality")
    page.locator(".matrix td a").first.focus()
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/evidence\?.*fact="))


def test_the_verdict_and_the_tables_stay_inside_a_narrow_page(served, page):
    page.set_viewport_size({"width": 320, "height": 700})
    for name in (f"compare?city={CHOSEN}", "region?city=310000", "quality", "evidence"):
        settle(page, f"{served}/{name}")
        over = (
            "() => { const m = document.querySelector('[data-testid=stMain]'); return m.scrollWidth - m.clientWidth }"
        )
        assert page.evaluate(over) <= 0, name
