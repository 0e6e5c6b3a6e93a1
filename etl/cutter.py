"""Text -> words, for search: jieba's dictionary and its way of cutting, with our places and industries in it.

Runs of Latin letters and digits are words as they stand, so that 154.8 is found. A long word is found by the shorter
words in it too. New words are not guessed: what the dictionary does not know is cut into characters, in a question
just as in an article, so that both meet.
"""

import math
import re
import unicodedata
from collections.abc import Iterator
from functools import cache, lru_cache

from etl.extractor import industries
from etl.extractor.lexicon import words
from etl.gazetteer import regions
from etl.paths import ZONES_CSV

RUNS = re.compile(r"[一-鿿]+|[a-z0-9]+(?:[.\-][a-z0-9]+)*")
HAN = re.compile(r"[一-鿿]")
LONGEST_WORD = 16  # a longer run of letters is no word that anyone types
SHORTEST_WITH_OTHERS_WITHIN = 3  # characters of a word that shorter ones can stand in
UNKNOWN = -20.0  # the weight of a character that is no word: below that of any word
BEGINS_ONLY = -math.inf  # of a piece with which a longer word begins
OWN_FREQUENCY = 2_000  # of our names: enough to stay whole, too little to tear the words beside them


@cache
def stop_words() -> frozenset[str]:
    """Words that find nothing."""
    return frozenset(str(words("search")["stop"]).split())


def normal(text: str) -> str:
    """Letters as they are compared: half width, lower case."""
    return unicodedata.normalize("NFKC", text).lower()


@cache
def weights() -> dict[str, float]:
    """The logarithm of each word's share; BEGINS_ONLY where only a longer word begins so."""
    import jieba

    tokenizer = jieba.Tokenizer()
    counts, total = tokenizer.gen_pfdict(tokenizer.get_dict_file())
    for name in _own_names():
        counts[name] = max(counts.get(name, 0), OWN_FREQUENCY)
        for end in range(1, len(name)):
            counts.setdefault(name[:end], 0)
    whole = math.log(total)
    return {word: math.log(count) - whole if count else BEGINS_ONLY for word, count in counts.items()}


def _own_names() -> Iterator[str]:
    for region in regions().values():
        yield from (name for name in (region.name, region.short_name) if len(name) > 1)
    yield from (normal(word) for word in industries.words() if HAN.match(word))
    yield from words("search")["names"]
    for line in ZONES_CSV.read_text("utf-8-sig").splitlines()[1:]:
        name, aliases, *_ = line.split(",")
        yield from (alias for alias in (name, *aliases.split("|")) if 1 < len(alias) <= LONGEST_WORD)


def cut(text: str) -> list[str]:
    """The words of a text in their order, stop words left out."""
    stop = stop_words()
    words: list[str] = []
    for run in RUNS.findall(normal(text)):
        if run[0] >= "一":
            words += [word for word in _cut_han(run) if word not in stop]
        elif len(run) <= LONGEST_WORD:
            words.append(run)
    return words


def _cut_han(run: str) -> list[str]:
    """The likeliest words that make up a run: the best way from each character on, found from behind."""
    weight_of = weights().get
    last = len(run)
    best = [0.0] * (last + 1)
    ends = [0] * last
    for start in range(last - 1, -1, -1):
        end = at = start + 1
        top = UNKNOWN + best[end]
        while end <= last and (weight := weight_of(run[start:end])) is not None:
            if weight + best[end] > top:
                top, at = weight + best[end], end
            end += 1
        best[start], ends[start] = top, at
    words = []
    start = 0
    while start < last:
        words.append(run[start : ends[start]])
        start = ends[start]
    return words


@lru_cache(maxsize=50_000)
def within(word: str) -> tuple[str, ...]:
    """The shorter words in a long one: 生物 and 医药 in 生物医药."""
    if len(word) < SHORTEST_WITH_OTHERS_WITHIN or word[0] < "一":
        return ()
    known = weights()
    sizes = (2, 3) if len(word) > 3 else (2,)
    pieces = (word[i : i + size] for size in sizes for i in range(len(word) - size + 1))
    return tuple(dict.fromkeys(piece for piece in pieces if known.get(piece, BEGINS_ONLY) > BEGINS_ONLY))
