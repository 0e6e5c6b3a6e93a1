"""No text makes the extractor fail, or state a fact that the tables could not hold."""

import json
import random
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bench import corpus, fuzz, mutations
from etl import pipeline
from etl.checks import fault
from etl.extractor import extract_facts
from etl.models import Article
from tests.conftest import NOW

PIECES = st.one_of(
    st.sampled_from((*mutations.WORDS, *mutations.UNITS, *mutations.HUGE)),
    st.sampled_from(mutations.SIGNS + mutations.DIGITS + mutations.MARKS + mutations.SURROGATES + mutations.CONTROLS),
    st.text(max_size=6),
)
TEXTS = st.lists(PIECES, max_size=60).map("".join)
DAYS = st.dates(date(1900, 1, 1), date(2199, 12, 31))


def sound(text, day=date(2024, 6, 18), title=None):
    article = Article("a1", "a1.txt", title, None, day, None, text)
    facts = extract_facts(article)
    for table in fuzz.TABLES:
        for fact in getattr(facts, table):
            assert fault(fact, article) is None, fact
            assert fact.quote.strip()
    return facts


@settings(max_examples=150, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(TEXTS, DAYS, st.one_of(st.none(), TEXTS))
def test_any_text_states_only_sound_facts(text, day, title):
    sound(text, day, title)


@settings(max_examples=60, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(st.lists(PIECES, max_size=30).map("".join), st.integers(0, 60))
def test_a_good_sentence_is_read_beside_any_text(text, position):
    good = "2023年，嘉定区生物医药产业产值154.8亿元。"
    facts = sound(text[:position] + "\n" + good + "\n" + text[position:])
    assert facts.output_values


def test_mutated_articles_do_no_harm():
    outcome = fuzz.run_inputs(inputs=200, seed=7)
    assert outcome.inputs == 200
    assert sum(outcome.facts.values()) > 100
    assert outcome.failures == {}


@pytest.mark.parametrize("pattern", mutations.PATTERNS)
def test_one_pattern_over_and_over_states_only_sound_facts(pattern):
    sound(mutations.grown(pattern, 1500), title="嘉定区生物医药产业")


@pytest.mark.parametrize("text", mutations.HUGE)
def test_figures_beyond_all_measure_make_no_fault(text):
    sound(f"2023年嘉定区生物医药产业产值{text}，增长{text}，企业{text}，签约{text}个项目，总投资{text}。")


def test_the_same_seed_makes_the_same_input():
    first, second = fuzz.run_inputs(20, seed=3), fuzz.run_inputs(20, seed=3)
    assert (first.characters, first.facts) == (second.characters, second.facts)


def test_mutated_articles_make_a_build_that_breaks_no_constraint(tmp_path):
    """What Python calls a sound fact, the schema of the tables holds too: nothing is left out, every check passes."""
    chance, whole = random.Random(11), [article for article in corpus.articles() if article.content]
    lines = []
    for number in range(150):
        chosen = chance.choice(whole)
        start = chance.randrange(max(1, len(chosen.content) - 1000))
        text = mutations.mutated(chance, chosen.content[start : start + 1500])
        told = {"title": chosen.title, "text": f"{number} {text}", "published_on": str(chosen.published_on)}
        lines.append(json.dumps(told))  # halves of surrogate pairs as escapes
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "mutated.jsonl").write_text("\n".join(lines), "utf-8")
    told = []
    summary = pipeline.build([tmp_path / "in"], tmp_path / "w", NOW, jobs=1, report=pipeline.Report(line=told.append))
    assert not [line for line in told if "was left out" in line or "fault of the program" in line]
    assert summary.rows["articles"] > 120
    assert all(summary.rows[table] > 0 for table in fuzz.TABLES)
