"""The choice and its address: what goes in comes out, and what does not exist is dropped and named."""

import pytest
from hypothesis import given
from hypothesis import strategies as some

from dashboard import filters
from dashboard.choice import Choice, Known, decoded, encoded

KNOWN = Known(frozenset(f"{n:06}" for n in range(110000, 111000)), frozenset({"tcm", "biomedicine"}), 2010, 2035)


@pytest.mark.parametrize(
    ("address", "choice", "dropped"),
    [
        ({}, Choice(), ()),
        ({"city": "110101,110102"}, Choice(("110101", "110102")), ()),
        ({"city": "110101,999999,abc,110101"}, Choice(("110101",)), ("999999", "abc")),
        ({"year": "2022"}, Choice((), 2022, 2022), ()),
        ({"year": "2021-2024"}, Choice((), 2021, 2024), ()),
        ({"year": "2024-2021"}, Choice((), 2021, 2024), ()),
        ({"year": "1850"}, Choice(), ("1850",)),
        ({"year": "1999-2015"}, Choice((), 2010, 2015), ("1999-2015",)),
        ({"year": "２０２２年"}, Choice(), ("２０２２年",)),
        ({"industry": "tcm", "statistic": "output", "lang": "en"}, Choice((), None, None, "tcm", "output", "en"), ()),
        ({"industry": "cars", "statistic": "x", "lang": "fr"}, Choice(), ("cars", "x", "fr")),
        ({"city": "<script>", "year": "'; DROP TABLE"}, Choice(), ("<script>", "'; DROP TABLE")),
    ],
)
def test_an_address_becomes_a_choice(address, choice, dropped):
    found = decoded(address, KNOWN)
    assert found == choice
    assert found.dropped == dropped


def test_nothing_chosen_leaves_the_address_bare():
    assert encoded(Choice()) == {}


def test_five_hundred_codes_are_taken():
    codes = ",".join(sorted(KNOWN.cities)[:500])
    found = decoded({"city": codes}, KNOWN)
    assert len(found.cities) == 500
    assert found.dropped == ()


years = some.integers(2010, 2035)


@given(
    some.lists(some.sampled_from(sorted(KNOWN.cities)), unique=True, max_size=9),
    some.none() | some.tuples(years, years).map(sorted),
    some.sampled_from([None, "tcm", "biomedicine"]),
    some.sampled_from([None, "output", "count"]),
    some.sampled_from(["zh", "en"]),
)
def test_a_choice_comes_back_from_its_address(cities, span, industry, statistic, lang):
    choice = Choice(tuple(cities), *(span or (None, None)), industry, statistic, lang)
    assert decoded(encoded(choice), KNOWN) == choice


@given(some.dictionaries(some.sampled_from(["city", "year", "industry", "statistic", "lang"]), some.text(max_size=30)))
def test_no_address_is_an_error(address):
    decoded(address, KNOWN)


@pytest.mark.parametrize("name", ["上海市", "Shanghai", "Wuxi", "广西壮族自治区"])
def test_the_number_of_figures_stands_beyond_the_cut_of_a_chosen_region_s_tag(name):
    label = filters._city_label("1", {"1": (name, "上海", 9)})
    before = label[: label.index("9")]
    assert sum(1.0 if ord(char) > 0x2E80 else 0.5 for char in before) >= 6  # em; the tag is cut at 6
