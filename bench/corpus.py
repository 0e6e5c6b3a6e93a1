"""Any number of articles made of the marked ones' paragraphs: the same ones every time."""

import random
import re
from collections import Counter
from pathlib import Path

from etl import body, documents, gazetteer
from etl.errors import EtlError
from etl.extractor import extract_facts
from etl.models import Article
from etl.paths import ROOT, SEEDS

SOURCES = (SEEDS / "articles", ROOT / "tests" / "gold" / "dev" / "articles")
EVERY_SOURCE = (*SOURCES, *(ROOT / "tests" / "gold" / name / "articles" for name in ("own", "retold")))


def articles(folders: tuple[Path, ...] = SOURCES) -> list[Article]:
    """The marked articles of some folders, as their files give them."""
    found = []
    for path in sorted(path for folder in folders for path in folder.iterdir()):
        for document in documents.stream(path, path.name):
            if isinstance(document, EtlError):
                continue
            found.append(body.article(document))
    return found


def write(folder: Path, number: int, seed: int = 1) -> int:
    """`number` text files in the folder, each of the paragraphs of three marked articles; their bytes in all."""
    chance = random.Random(seed)
    whole = articles()
    paragraphs = [(article.content or "").split("\n") for article in whole]
    size = 0
    for index in range(number):
        head = chance.choice(whole)
        lines = [line for choice in chance.sample(paragraphs, 3) for line in chance.sample(choice, min(6, len(choice)))]
        size += _file(folder, index, f"{head.title} {index}", lines)
    return size


def varied(folder: Path, number: int, seed: int = 1) -> int:
    """`number` text files, each a marked article's paragraphs with figures, told of another region; their bytes in all.

    Of one article some seven facts. Its region's name becomes that of another of the same level, its figures change in
    all digits but the first: so that the facts are spread over regions, years and cells as real ones are.
    """
    chance = random.Random(seed)
    known = gazetteer.regions()
    by_level: dict[str, list[gazetteer.Region]] = {}
    for region in known.values():
        if region.status == "current":
            by_level.setdefault(region.level, []).append(region)
    sources = []
    for article in articles():
        facts = extract_facts(article)
        every = [*facts.output_values, *facts.growth_rates, *facts.signings, *facts.entity_counts]
        codes = Counter(fact.adcode for fact in every if fact.adcode != "100000")
        if codes:
            lines = [line for line in (article.content or "").split("\n") if any(char.isdigit() for char in line)]
            sources.append((article.title or "", lines, known[codes.most_common(1)[0][0]]))
    size = 0
    for index in range(number):
        title, lines, home = chance.choice(sources)
        other = chance.choice(by_level[home.level])
        own = chance.sample(lines, min(len(lines), 4))
        told = [_moved(line, home, other, chance) for line in (title, *own)]
        size += _file(folder, index, f"{told[0]} {index}", told[1:])
    return size


FIGURE = re.compile(r"(?<![\d.])([1-9])([\d.]*\d)(?=亿|万|家|个|%|余|多)")


def _moved(line: str, home: gazetteer.Region, other: gazetteer.Region, chance: random.Random) -> str:
    line = line.replace(home.name, other.name).replace(home.short_name, other.short_name)
    return FIGURE.sub(lambda found: found[1] + re.sub(r"\d", lambda _: str(chance.randint(0, 9)), found[2]), line)


def _file(folder: Path, index: int, title: str, lines: list[str]) -> int:
    day = f"{2015 + index % 11}-{index % 12 + 1:02}-{index % 28 + 1:02}"
    data = "\n\n".join([title, f"来源：样报 时间：{day} 08:00", *lines]).encode("utf-8")
    subfolder = folder / f"{index // 1000:03}"
    subfolder.mkdir(parents=True, exist_ok=True)
    (subfolder / f"{index:06}.txt").write_bytes(data)
    return len(data)
