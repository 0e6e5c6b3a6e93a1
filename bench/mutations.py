"""Bad input, made on purpose: mutations of articles, and texts of one pattern that grow without end."""

import random
from collections.abc import Callable
from pathlib import Path

import yaml

Mutation = Callable[[random.Random, str], str]

MARKS = "\u200e\u200f\u202a\u202e\u2066\u2069\u200b\u200d\ufeff\u00ad\u2028\u2029\x85"
CONTROLS = "".join(map(chr, [*range(0, 9), 11, 12, *range(14, 32), 127, 128, 159])) + "\ufffe\uffff"
SURROGATES = "\ud800\udbff\udc00\udfff"
SIGNS = "，。；：、！？,.;:!?()（）[]【】《》“”‘’「」—–-…·•●*#|\t\n\r\u3000 %％‰+±＋－~～/\\<>&"
DIGITS = "0123456789０１２３４５６７８９〇零一二三四五六七八九十百千万亿兆两廿壹贰叁．."
_LEXICON = yaml.safe_load(Path(__file__).with_suffix(".yaml").read_text("utf-8"))
UNITS: list[str] = _LEXICON["units"]
WORDS: list[str] = _LEXICON["words"]
PATTERNS: list[str] = _LEXICON["patterns"]  # repeated without end by grown()
HUGE = (
    "9" * 40,
    "9" * 400 + "亿元",
    "1" + "0" * 300 + "家",
    "1,000" * 60 + "万元",
    "0." + "3" * 200 + "%",
    "十" * 60 + "亿元",
    "万亿" * 40 + "元",
    "9" * 30 + "年",
    "99999年13月45日",
    "0年0月0日",
    "-9999999亿元",
    "100000000000000%",
    "增长99999999999倍",
    "1e400亿元",
    "٣٤٥亿元",
    "²³亿元",
    "Ⅻ家",
    "１２３４亿元",
    "九千九百九十九万亿亿元",
    "2147483648家",
    "签约99999999999个项目",
)


def _place(chance: random.Random, text: str) -> int:
    return chance.randrange(len(text) + 1)


def _stretch(chance: random.Random, text: str, most: int = 400) -> tuple[int, int]:
    start = _place(chance, text)
    return start, min(len(text), start + chance.randrange(1, most))


def _insert(text: str, position: int, what: str) -> str:
    return text[:position] + what + text[position:]


def cut(chance: random.Random, text: str) -> str:
    """A stretch is missing, or only one is left."""
    start, end = _stretch(chance, text)
    return text[:start] + text[end:] if chance.random() < 0.7 else text[start:end]


def splice(chance: random.Random, text: str) -> str:
    """A stretch stands somewhere else, perhaps again and again."""
    start, end = _stretch(chance, text)
    return _insert(text, _place(chance, text), text[start:end] * chance.choice((1, 1, 2, 5)))


def garble(chance: random.Random, text: str) -> str:
    """Every few characters another one."""
    rate = chance.choice((0.002, 0.02, 0.2))
    pool = chance.choice(
        (SIGNS, DIGITS, CONTROLS, MARKS, SURROGATES, "".join(chr(n) for n in range(0x4E00, 0x4E80)) + "🧬𠮷é")
    )
    return "".join(chance.choice(pool) if chance.random() < rate else sign for sign in text)


def sprinkle(chance: random.Random, text: str) -> str:
    """Marks, control characters, halves of surrogate pairs or words dropped in."""
    for _ in range(chance.randrange(1, 30)):
        pool = chance.choice((MARKS, CONTROLS, SURROGATES, SIGNS, DIGITS, UNITS, WORDS))
        text = _insert(text, _place(chance, text), chance.choice(pool))
    return text


def digits(chance: random.Random, text: str) -> str:
    """Figures with other digits, or with the same one many times."""
    pool = chance.choice(("0123456789", DIGITS, "0", "9"))
    times = chance.choice((1, 1, 1, 3, 30))
    return "".join(chance.choice(pool) * times if sign.isdigit() and chance.random() < 0.5 else sign for sign in text)


def huge(chance: random.Random, text: str) -> str:
    """Figures and dates beyond all measure."""
    for _ in range(chance.randrange(1, 6)):
        text = _insert(text, _place(chance, text), chance.choice(HUGE))
    return text


def separators(chance: random.Random, text: str) -> str:
    """Every mark of one kind is another; or there is none left."""
    return text.translate({ord(sign): chance.choice((*SIGNS, "")) for sign in SIGNS if chance.random() < 0.4})


def nest(chance: random.Random, text: str) -> str:
    """Brackets within brackets, most of them open."""
    pair = chance.choice(("（）", "()", "[]", "【】", "“”", "《》", "<>"))
    deep = chance.choice((3, 30, 300))
    start, end = _stretch(chance, text)
    return text[:start] + pair[0] * deep + text[start:end] + pair[1] * chance.randrange(deep + 1) + text[end:]


def repeat(chance: random.Random, text: str) -> str:
    """A few words a hundred times over."""
    words = "".join(chance.choices((*WORDS, *UNITS), k=chance.randrange(1, 6)))
    return _insert(text, _place(chance, text), words * chance.choice((3, 30, 200)))


def soup(chance: random.Random, text: str) -> str:
    """A sentence of the lexicon's words in any order."""
    return _insert(
        text, _place(chance, text), "".join(chance.choices((*WORDS, *UNITS, *SIGNS), k=chance.randrange(5, 120)))
    )


def swap(chance: random.Random, text: str) -> str:
    """Words of the lexicon in place of others."""
    for _ in range(chance.randrange(1, 12)):
        text = text.replace(chance.choice(WORDS), chance.choice(WORDS), chance.randrange(1, 4))
    return text


def one_line(chance: random.Random, text: str) -> str:
    """All of it in one line or in one sentence; or every character in its own."""
    if chance.random() < 0.1:
        return "\n".join(text)
    return "".join(text.split("\n")) if chance.random() < 0.5 else text.replace("\n", "，").replace("。", "，")


def table(chance: random.Random, text: str) -> str:
    """A table whose rows have as many cells as they like."""
    bar = chance.choice(("\t", "|", " | "))
    rows = []
    for _ in range(chance.randrange(2, 12)):
        cells = [
            chance.choice(
                (
                    *WORDS,
                    *HUGE[:4],
                    "产值（亿元）",
                    "增速（%）",
                    "企业（家）",
                    "-",
                    "",
                    "1,234.5",
                    "-12.3",
                    "+8%",
                    "---",
                )
            )
            for _ in range(chance.randrange(0, 7))
        ]
        rows.append(bar.join(cells))
    return _insert(text, _place(chance, text), "\n" + "\n".join(rows) + "\n")


MUTATIONS: tuple[Mutation, ...] = (
    cut,
    splice,
    garble,
    sprinkle,
    digits,
    huge,
    separators,
    nest,
    repeat,
    soup,
    swap,
    one_line,
    table,
)


def mutated(chance: random.Random, text: str) -> str:
    """A text after one to four mutations."""
    for mutation in chance.choices(MUTATIONS, k=chance.randrange(1, 5)):
        text = mutation(chance, text)
    return text


def grown(pattern: str, size: int) -> str:
    """A pattern over and over, `size` characters of it."""
    return (pattern * (size // len(pattern) + 1))[:size]
