"""An article with each fact under its sentence, and which figures were passed over and why."""

from datetime import date

from etl.extractor import extract_facts
from etl.extractor.explain import explain
from etl.models import Article

TEXT = "2023年，嘉定区生物医药产业产值154.8亿元，增长15.5%，总投资20亿元。\n嘉定区与某集团签约3个生物医药项目。"


def article(text=TEXT, published_on=date(2024, 6, 18)):
    return Article("a1", "a1.txt", "嘉定区生物医药", "样报", published_on, None, text)


def test_every_fact_is_told_with_its_place_and_rule():
    told = explain(article())
    facts = extract_facts(article())
    for table in ("output_values", "growth_rates", "signings"):
        for fact in getattr(facts, table):
            assert f"{fact.quote} [{fact.char_start}:{fact.char_end}]" in told
            assert fact.rule in told
            assert fact.adcode in told
    assert "value_yuan=15480000000" in told


def test_facts_stand_under_their_sentence():
    lines = explain(article()).splitlines()
    first, second = (
        next(n for n, line in enumerate(lines) if line.startswith(head)) for head in ("2023年，", "嘉定区与")
    )
    growth = next(n for n, line in enumerate(lines) if "+ growth_rates" in line)
    signing = next(n for n, line in enumerate(lines) if "+ signings" in line)
    assert first < growth < second < signing


def test_figures_passed_over_say_why():
    assert "20亿元: investment is no statistic" in explain(article())


def test_mentions_and_what_a_clause_takes_over_are_shown():
    told = explain(article())
    assert "place:嘉定区" in told
    assert "takes over 310114" in told


def test_a_restatement_is_marked():
    told = explain(article("嘉定区生物医药企业383家。\n目前嘉定区有生物医药企业383家。"))
    assert told.count("(told elsewhere in the article)") == 1


def test_an_article_without_a_date_or_a_body_says_so():
    for bad in (article("嘉定区生物医药产业产值154.8亿元。", published_on=None), article(text=""), article(text=None)):
        assert "nothing can be read" in explain(bad)


def test_an_article_without_a_date_says_as_of_when_it_is_read():
    assert "read as of 2023-12-31" in explain(article(published_on=None))


def test_bad_input_is_explained_too():
    assert explain(article("产值\ud800154.8亿元\u202e，\x00" + "（" * 50))
