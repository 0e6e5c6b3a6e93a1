"""An article's text on the page: its figures are marked, and nothing in it is read as HTML."""

from dashboard.evidence import sentences
from dashboard.marking import article, sentence

TEXT = "第一句。<script>alert(1)</script>总产出154.8亿元，同比增长15.5%。末句<img src=x onerror=alert(1)>。"
SPANS = [
    (TEXT.index("154.8"), TEXT.index("，同比"), "a"),
    (TEXT.index("15.5%"), TEXT.index("15.5%") + 5, "b"),
]


def test_the_chosen_figure_is_marked_and_the_others_faintly():
    html = article(TEXT, SPANS, "a")
    assert '<mark class="chosen">154.8亿元</mark>' in html
    assert '<mark class="other">15.5%</mark>' in html


def test_foreign_html_is_shown_and_not_run():
    for html in (article(TEXT, SPANS, "a"), sentence(TEXT, SPANS, "a", sentences(TEXT, *SPANS[0][:2]))):
        assert "<script" not in html
        assert "<img" not in html


def test_the_sentence_is_the_one_that_holds_the_figure():
    outer, first, last, end = sentences(TEXT, *SPANS[0][:2])
    assert TEXT[first:last].startswith("<script>")
    assert TEXT[first:last].endswith("15.5%。")
    assert TEXT[outer:first] == "第一句。"
    assert TEXT[last:end].startswith("末句")


def test_a_text_without_an_end_mark_is_one_sentence():
    assert sentences("产值154.8亿元", 2, 9) == (0, 0, 9, 9)


def test_overlapping_spans_are_marked_once():
    html = article("19个项目，总投资16亿元", [(0, 12, "a"), (0, 3, "b")], "a")
    assert html.count("<mark") == 1


def test_of_an_endless_line_only_what_is_near_the_figure_is_shown():
    text = "甲" * 500_000 + "154.8亿元" + "<" * 500_000
    span = (500_000, 500_007, "a")
    for html in (article(text, [span], "a"), sentence(text, [span], "a", sentences(text, *span[:2]))):
        assert len(html) < 200_000
        assert '<mark class="chosen">154.8亿元</mark>' in html
        assert html.count("…") == 2
