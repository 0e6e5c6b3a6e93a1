"""Words that say what a figure measures, whose it is and whether it is a fact. Words: lexicon/terms.yaml."""

from functools import cache

from ahocorasick_rs import AhoCorasick

from etl.extractor import lexicon
from etl.extractor.rules import automaton

# A word of the lexicon at text[start:end]: start, end, its category (statistic, measure, kind …), what it stands for.
Term = tuple[int, int, str, str]


@cache
def _table() -> tuple[AhoCorasick, list[tuple[str, str]]]:
    texts_of_all: list[str] = []
    meanings: list[tuple[str, str]] = []
    for category, values in lexicon.words("terms").items():
        for value, texts in values.items():
            texts_of_all.extend(str(text) for text in texts)
            meanings.extend((category, value) for _ in texts)
    return automaton(texts_of_all), meanings


def find(text: str, within: list[tuple[int, int]]) -> list[Term]:
    """The words of the lexicon that stand in stretches of a text; of two that overlap the earlier, then the longer."""
    words, meanings = _table()
    found: list[Term] = []
    stretches = iter(within)
    begin, stop = next(stretches, (0, 0))
    for index, start, end in words.find_matches_as_indexes(text) if within else ():
        while start >= stop and stop:
            begin, stop = next(stretches, (len(text), 0))
        if begin <= start < stop:
            category, value = meanings[index]
            found.append((start, end, category, value))
    return found
