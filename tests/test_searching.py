"""Expressions rewritten to be searched for quickly find what they found before."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from etl.extractor import lexicon
from etl.extractor.searching import to_search

WORDS = st.sampled_from(["甲", "乙", "甲乙", "丙丁", "乙丙"])
HEADS = st.sampled_from(
    ["", "^", "(?<!甲)", "(?<=乙|丙)", "[甲乙]", "[甲丙]?", "丁?", "(?:甲|乙丙)", "(?:乙|(?:甲|丙)丁)?"]
)
TAILS = st.sampled_from(["", "$", "?", "+", "[^甲]{0,2}丁", "(?=乙|$)", "(?!丙)", "(?:乙|丁)*"])
ALTERNATIVES = st.lists(st.tuples(HEADS, HEADS, WORDS, TAILS).map("".join), min_size=1, max_size=4)


@given(ALTERNATIVES.map("|".join), st.text("甲乙丙丁\n", max_size=12), st.integers(0, 4))
def test_the_same_is_found_at_the_same_place(pattern, text, start):
    before, after = re.compile(pattern).search(text, start), to_search(pattern).search(text, start)
    assert (before and before.span()) == (after and after.span())


@pytest.mark.parametrize(
    ("pattern", "rewritten"),
    [
        ("(?:甲|乙)丙", "甲丙|乙丙"),
        ("[甲乙]丙|丁", "甲丙|乙丙|丁"),
        ("(?<!丁)甲", "甲(?<!(?:丁)甲)"),
        ("(?:甲|乙)?丙", "甲丙|乙丙|丙"),
        ("^甲乙", "甲(?<!(?s:.)甲)乙"),
    ],
)
def test_each_alternative_begins_with_a_plain_character(pattern, rewritten):
    assert to_search(pattern).pattern == rewritten


@pytest.mark.parametrize(
    "pattern", ["[^甲]乙", r"\d家", "(甲|乙)丙", "甲+乙", "(?=甲)乙", "甲|[一-三]乙", "甲??乙", ".甲"]
)
def test_what_can_not_begin_so_stays_as_it_is(pattern):
    assert to_search(pattern).pattern == pattern


def test_an_expression_that_would_grow_too_long_stays_as_it_is():
    pattern = "(?:" + "|".join(chr(0x4E00 + number) for number in range(100)) + ")" + "某" * 100
    assert to_search(pattern).pattern == pattern


def test_most_expressions_of_the_lexicon_that_are_searched_for_are_rewritten():
    found = [compiled for module in lexicon.words("expressions") for compiled in lexicon.expressions(module).values()]
    given_as = {"|".join(lines) for named in lexicon.words("expressions").values() for lines in named.values()}
    assert sum(compiled.pattern not in given_as for compiled in found) >= 10
