"""Mutated articles in, no exception and no fact without a place out: `python -m bench.fuzz --inputs 100000 --seed 1`.

`--growth` asks of every nasty pattern, and of every expression of the extractor, that twice the text takes twice as
long. Not part of `make bench`: it is run by hand and takes minutes.
"""

import argparse
import importlib
import pkgutil
import random
import re
import sys
import time
import traceback
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from bench import corpus, mutations
from etl import body, documents, extractor
from etl.checks import fault
from etl.errors import EtlError
from etl.extractor import extract_facts
from etl.models import Article, Document

TABLES = ("output_values", "growth_rates", "signings", "entity_counts")
ENCODINGS = ("utf-8", "utf-8-sig", "gb18030", "big5", "utf-16")
SIZES = (20_000, 40_000, 80_000, 160_000)
SUPERLINEAR = 3.0  # twice the text may take so much more time, as small times vary
NOTICED = 0.03  # seconds under which a time says nothing
SLOWEST = 5


@dataclass
class Outcome:
    """What came out of a run."""

    inputs: int = 0
    characters: int = 0
    refused: int = 0
    undated: int = 0
    facts: Counter[str] = field(default_factory=Counter)
    failures: Counter[str] = field(default_factory=Counter)
    examples: dict[str, tuple[int, str]] = field(default_factory=dict)
    slowest: list[tuple[float, int, int]] = field(
        default_factory=list
    )  # seconds for 1,000 characters, characters, input
    seconds: float = 0.0


def fail(outcome: Outcome, number: int, what: str, text: str) -> None:
    """Note a failure, with the first input that shows it."""
    outcome.failures[what] += 1
    outcome.examples.setdefault(what, (number, text))


def article_of(outcome: Outcome, chance: random.Random, whole: Article, text: str) -> Article | None:
    """A mutated text as an article: through the bytes of a file, or straight into the extractor."""
    if chance.random() < 0.5:
        day = None if chance.random() < 0.02 else date(1950, 1, 1) + timedelta(days=chance.randrange(54_000))
        title = whole.title if chance.random() < 0.7 else mutations.mutated(chance, whole.title or "")[:200]
        return replace(
            whole, title=title, content=text, published_on=day if chance.random() < 0.5 else whole.published_on
        )
    head = f"{whole.title}\n来源：样报 时间：{whole.published_on} 08:00\n"
    encoding = chance.choice(ENCODINGS)
    errors = "surrogatepass" if encoding.startswith("utf") and chance.random() < 0.2 else "replace"
    data = (head + text).encode(encoding, errors=errors)
    if chance.random() < 0.1:
        data = bytes(chance.randrange(256) if chance.random() < 0.01 else byte for byte in data)
    name = f"article{chance.choice(('.txt', '.txt', '.txt', '.md', '.html'))}"
    for document in documents._documents(data, name):  # what stream() makes of a file's bytes
        if isinstance(document, Document):
            return body.article(document)
    outcome.refused += 1
    return None


def check(outcome: Outcome, number: int, article: Article) -> None:
    """Extract, and note each fact that the tables could not hold."""
    began = time.process_time()
    facts = extract_facts(article)
    spent = time.process_time() - began
    length = len(article.content or "")
    outcome.slowest = sorted([*outcome.slowest, (spent / max(length, 500) * 1000, length, number)], reverse=True)[
        :SLOWEST
    ]
    known: set[str] = set()
    for table in TABLES:
        for fact in getattr(facts, table):
            outcome.facts[table] += 1
            wrong = "two facts of one id" if fact.fact_id in known else fault(fact, article)
            known.add(fact.fact_id)
            if wrong:
                fail(outcome, number, f"{table}: {re.sub(r'[0-9.E+-]{4,}', 'N', wrong)}", f"{fact}")


def run_inputs(inputs: int, seed: int, first: int = 0) -> Outcome:
    """Mutated articles number `first` and on; the same seed and number give the same input."""
    outcome, whole = Outcome(), [each for each in corpus.articles(corpus.EVERY_SOURCE) if each.content]
    began = time.perf_counter()
    for number in range(first, first + inputs):
        chance = random.Random(f"{seed}-{number}")
        chosen = chance.choice(whole)
        text = chosen.content or ""
        if chance.random() < 0.8:  # most articles say little that the mutations have not yet said
            start = chance.randrange(max(1, len(text) - 1000))
            text = text[start : start + 1500]
        text = mutations.mutated(chance, text)
        outcome.inputs += 1
        outcome.characters += len(text)
        try:
            article = article_of(outcome, chance, chosen, text)
            if article is not None:
                outcome.undated += article.published_on is None
                check(outcome, number, article)
        except EtlError:
            outcome.refused += 1
        except Exception as error:  # whatever leaves is what is counted here
            frame = traceback.extract_tb(error.__traceback__)[-1]
            where = f"{frame.filename.rsplit('/', 1)[-1]}:{frame.lineno}"
            fail(outcome, number, f"{type(error).__name__} at {where}", traceback.format_exc(limit=-6))
    outcome.seconds = time.perf_counter() - began
    return outcome


def expressions() -> Iterator[tuple[str, re.Pattern[str]]]:
    """Every compiled expression that a module of the extractor holds."""
    for info in pkgutil.walk_packages(extractor.__path__, "etl.extractor."):
        module = importlib.import_module(info.name)
        for name, value in vars(module).items():
            if isinstance(value, re.Pattern) and isinstance(value.pattern, str):
                yield f"{info.name.removeprefix('etl.extractor.')}.{name}", value
            elif isinstance(value, list | tuple):
                for rule in value:
                    held = rule[1] if isinstance(rule, tuple) and len(rule) == 2 else None
                    if isinstance(held, re.Pattern):
                        yield f"{info.name.removeprefix('etl.extractor.')}.{name} {rule[0].name}", held


def _seconds(work: Callable[[str], object], text: str) -> float:
    began = time.process_time()
    work(text)
    return time.process_time() - began


def grows(work: Callable[[str], object], pattern: str, sizes: tuple[int, ...] = SIZES) -> list[float] | None:
    """The seconds that growing texts of a pattern take, if they grow faster than the text; else None."""
    times: list[float] = []
    for size in sizes:
        text = mutations.grown(pattern, size)
        times.append(_seconds(work, text))
        if len(times) > 1 and times[-1] > NOTICED and times[-1] > SUPERLINEAR * times[-2]:
            again = min(_seconds(work, text), times[-1])  # the machine is shared: ask twice
            before = min(_seconds(work, mutations.grown(pattern, sizes[len(times) - 2])), times[-2])
            if again > SUPERLINEAR * max(before, NOTICED / 10):
                return times
    return (
        times
        if len(times) > 1 and times[-1] > 0.75 * times[0] * (sizes[-1] / sizes[0]) ** 1.5 and times[-1] > 0.2
        else None
    )


def growth(quick: bool) -> int:
    """Patterns and expressions whose time grows faster than the text; how many."""
    bad = 0
    day = date(2024, 3, 5)

    def whole(text: str) -> None:
        extract_facts(Article("a", "a.txt", "嘉定区生物医药产业", None, day, None, text))

    extract_facts(Article("a", "a.txt", None, None, day, None, "嘉定区"))
    for pattern in mutations.PATTERNS:
        times = grows(whole, pattern, SIZES[:2] if quick else SIZES)
        if times:
            bad += 1
            print(f"extractor on {pattern!r}: {' '.join(f'{t:.2f}' for t in times)} s", flush=True)
    for name, expression in expressions():
        for pattern in dict.fromkeys([*mutations.PATTERNS, *_own(expression)]):
            times = grows(
                lambda text, found=expression.finditer: sum(1 for _ in found(text)),
                pattern,
                SIZES[:2] if quick else SIZES,
            )
            if times:
                bad += 1
                print(f"{name} on {pattern!r}: {' '.join(f'{t:.2f}' for t in times)} s", flush=True)
                break
    return bad


def _own(expression: re.Pattern[str]) -> list[str]:
    """The words and characters that an expression itself is made of, and mixtures of them."""
    words = re.findall(
        r"[\u4e00-\u9fff]+|[，,。；;、（）“”%％\-—]",
        re.sub(r"\\u[0-9a-f]{4}|\\[a-zA-Z]|\{[\d,]*\}", "", expression.pattern),
    )
    signs = sorted({sign for word in words for sign in word})
    chance = random.Random(len(expression.pattern))
    mixtures = ["".join(chance.choices([*words, *signs, "1", "某"], k=12)) for _ in range(12)] if words else []
    return [*sorted(set(words))[:60], *signs[:60], *mixtures]


def main(arguments: list[str]) -> int:
    """Run and print what came out; 1 if anything failed."""
    parser = argparse.ArgumentParser(prog="python -m bench.fuzz", description=__doc__)
    parser.add_argument("--inputs", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--first", type=int, default=0, help="number of the first input")
    parser.add_argument("--growth", action="store_true", help="instead: time against length")
    parser.add_argument("--quick", action="store_true", help="with --growth: 20,000 and 40,000 characters only")
    chosen = parser.parse_args(arguments)
    if chosen.growth:
        return int(growth(chosen.quick) > 0)
    outcome = run_inputs(chosen.inputs, chosen.seed, chosen.first)
    print(
        f"{outcome.inputs} inputs, {outcome.characters} characters, {outcome.seconds:.0f} s;"
        f" {outcome.refused} refused by name, {outcome.undated} undated; facts: {dict(outcome.facts)}"
    )
    print("slowest:", ", ".join(f"input {n}: {s * 1000:.1f} ms/1,000 characters of {c}" for s, c, n in outcome.slowest))
    for what, count in outcome.failures.most_common():
        number, text = outcome.examples[what]
        print(f"\n{count} x {what}; first at input {number}:\n{text}")
    return int(bool(outcome.failures))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
