"""The tree of industries, its words, and the names that a text gives."""

import pytest

from etl.extractor import industries
from etl.extractor.mentions.industries import find


def test_the_tree_has_one_root_and_every_parent_stands_before_its_children():
    seen = set()
    for row in industries.tree():
        assert row.parent is None or row.parent in seen
        seen.add(row.industry)
    assert [row.industry for row in industries.tree() if row.parent is None] == ["life_health"]
    assert len(seen) == len(industries.tree())


def test_every_code_has_names_and_words():
    words = set(industries.words().values())
    for row in industries.tree():
        assert row.name_zh
        assert row.name_en
        assert row.industry in words


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("生物医药", "biomedicine"),
        ("生物医药产业", "biomedicine"),
        ("生物医药产业链", "biomedicine"),
        ("医疗器械", "medical_devices"),
        ("高端医疗器械", "medical_devices"),
        ("中药", "tcm"),
        ("大健康产业", "life_health"),
        ("汽车", None),
        ("", None),
        (None, None),
    ],
)
def test_an_industrys_words_have_a_code(text, code):
    assert industries.code_of(text) == code


def test_two_fields_have_the_code_that_holds_both():
    code = industries.code_of("医疗器械和中药")
    parents = {row.industry: row.parent for row in industries.tree()}
    for part in ("medical_devices", "tcm"):
        chain = [part]
        while parents[chain[-1]] is not None:
            chain.append(parents[chain[-1]])
        assert code in chain


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("嘉定区生物医药产值10亿元", ["生物医药"]),
        ("高端医疗器械产值", ["高端医疗器械"]),
        ("生物医药及医疗器械产值", ["生物医药及医疗器械"]),
        ("药品生产企业123家", ["药品"]),
        ("汽车产值10亿元", []),
    ],
)
def test_industries_are_found_by_name(text, names):
    assert [mention.value.text for mention in find(text)] == names


def test_names_end_somewhere():
    text = "生物医药和" * 200
    found = find(text)
    assert max(mention.end - mention.start for mention in found) < 100
    for first, second in zip(found, found[1:], strict=False):
        assert first.end <= second.start


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("全区生物医药和医疗器械产业增长", ["生物医药和医疗器械"]),
        ("全区生物医药、医疗器械产业增长", ["生物医药", "医疗器械"]),
        ("先进医疗器械", ["先进医疗器械"]),
        ("中药" + "及中药" * 19, ["中药" + "及中药" * 19]),
        ("中药" + "及中药" * 20, ["中药" + "及中药" * 19, "中药"]),  # a name of that length is none
    ],
)
def test_industries_that_a_word_joins_are_one_name(text, names):
    assert [text[mention.start : mention.end] for mention in find(text)] == names
