"""Ten thousand articles made of the marked ones' paragraphs: the same ones every time."""

import random
from pathlib import Path

from etl import body, documents
from etl.errors import EtlError
from etl.models import Article
from etl.paths import ROOT, SEEDS

SOURCES = (SEEDS / "articles", ROOT / "tests" / "gold" / "dev" / "articles")


def articles() -> list[Article]:
    """The marked articles, as their files give them."""
    found = []
    for path in sorted(path for folder in SOURCES for path in folder.iterdir()):
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
        day = f"{2015 + index % 11}-{index % 12 + 1:02}-{index % 28 + 1:02}"
        data = "\n\n".join([f"{head.title} {index}", f"来源：样报 时间：{day} 08:00", *lines]).encode("utf-8")
        subfolder = folder / f"{index // 1000:03}"
        subfolder.mkdir(parents=True, exist_ok=True)
        (subfolder / f"{index:06}.txt").write_bytes(data)
        size += len(data)
    return size
