"""A body -> clauses: where they are cut, and what they answer."""

import gc
import weakref
from datetime import date

import pytest

from etl.extractor import clauses, splitting
from etl.extractor.article_subject import lead_place
from etl.extractor.context import read

READ_ON = date(2024, 6, 18)


def clauses_of(text, title=None):
    return read(title, text, READ_ON)[0]


def texts(text):
    return [clause.text for clause in clauses_of(text)]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("产值10亿元，增长5%；利润2亿元。", ["产值10亿元", "增长5%", "利润2亿元"]),
        ("产值1,548,000万元,增长5%.", ["产值1,548,000万元", "增长5%."]),
        ("医疗器械、中药产值10亿元。", ["医疗器械、中药产值10亿元"]),
        ("全区有企业300家——其中规上20家。", ["全区有企业300家", "其中规上20家"]),
        ("10亿元——产值再创新高。", ["10亿元——产值再创新高"]),
        ("时间10:30，产值10亿元。", ["时间10:30", "产值10亿元"]),
        ("目标：产值10亿元。", ["目标", "产值10亿元"]),
        ("嘉定区，风景好。", ["嘉定区，风景好。"]),
    ],
)
def test_clauses_end_at_marks(text, parts):
    assert texts(text) == parts


def test_a_clause_without_end_is_cut_and_nothing_is_lost():
    text = "嘉定区产值10亿元" * 300
    found = texts(text)
    assert max(map(len, found)) <= splitting.LONGEST
    assert "".join(found) == text


def test_a_sentence_with_figures_is_cut_into_clauses_with_their_neighbours():
    first, second, third = clauses_of("产值10亿元，增长5%；利润2亿元。")
    assert (first.next, second.previous, third.previous) == (second, first, second)
    assert [c.text for c in third.chain()] == ["利润2亿元", "增长5%", "产值10亿元"]
    assert [c.text for c in first.following()] == ["增长5%", "利润2亿元"]
    assert (first.group, second.group, third.group) == (0, 0, 1)
    assert first.last_of_sentence() is third


def test_sentences_know_the_ones_beside_them():
    found = clauses_of("产值10亿元，增长5%。利润2亿元。")
    assert found[-1].before_sentence is found[1]
    assert found[1].next_sentence is found[2]
    assert [c.text for c in found[-1].earlier()] == ["增长5%", "产值10亿元"]


def test_looking_back_stays_in_the_paragraph_where_it_is_asked_to():
    found = clauses_of("产值10亿元。\n利润2亿元。企业3家。")
    assert [c.text for c in found[-1].earlier_here()] == ["利润2亿元"]
    assert [c.text for c in found[-1].earlier()] == ["利润2亿元", "产值10亿元"]


def test_looking_back_ends_somewhere():
    found = clauses_of("企业3家，" * 200 + "企业4家。")
    assert len(list(found[150].chain())) == clauses.REACH
    many = clauses_of("企业3家。" * 1000)
    assert len(list(many[-1].earlier())) <= 2 * clauses.FAR_REACH


def test_tokens_are_asked_by_kind_and_position():
    (clause,) = clauses_of("嘉定区生物医药产业产值154.8亿元")
    (amount,) = clause.of("amount")
    assert [t.kind for t in clause.before(amount.start, "place", "industry", "statistic")] == [
        "place",
        "industry",
        "statistic",
    ]
    assert clause.after(amount.end, "place") == []
    assert clause.of("rate") == []


def test_clauses_that_are_let_go_of_are_gone_at_once():
    found = clauses_of("产值10亿元，利润2亿元。企业3家；其中规上1家。\n产值5亿元。")
    watched = [weakref.ref(clause) for clause in found]
    gc.disable()
    try:
        clauses.release(found)
        del found
        assert [clause() for clause in watched] == [None] * 5
    finally:
        gc.enable()


def test_figures_come_with_their_clauses():
    found = clauses_of("产值10亿元，利润2亿元。")
    assert [(c.text, t.qualifier) for c, t in clauses.having(found, "amount")] == [
        ("产值10亿元", "exact"),
        ("利润2亿元", "exact"),
    ]


def test_the_main_industry_is_the_titles_else_the_most_named():
    assert clauses_of("中药产值10亿元。", "嘉定区医疗器械产业新闻")[0].main_industry.text == "医疗器械"
    assert clauses_of("中药产值10亿元。医疗器械产值1亿元，医疗器械企业3家。")[0].main_industry.text == "医疗器械"


def test_the_lead_names_its_place():
    found, _ = read(
        None, "嘉定区生物医药产值10亿元，嘉定区企业3家。\n上海市产值90亿元。\n宝山区、宝山区、宝山区。", READ_ON
    )
    assert lead_place(found).adcode == "310114"
    assert lead_place([]) is None
