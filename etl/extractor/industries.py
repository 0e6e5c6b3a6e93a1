"""The industry tree: codes, names and words (lexicon/industries.yaml), and the code of an industry's words."""

import re
from functools import cache, lru_cache
from typing import NamedTuple

from etl.extractor import lexicon

# GUIDE: industry_text goes without these at its end.
TAIL = re.compile(r"(?:全产业链|产业链|产业集群|产业|行业|领域|企业|生产企业|生产|类|板块|集群|工业|制造业|制造){1,6}$")


class Industry(NamedTuple):
    """One code of the tree; `parent` is None for life_health alone."""

    industry: str
    name_zh: str
    name_en: str
    parent: str | None


@cache
def tree() -> tuple[Industry, ...]:
    """Every code, a parent before its children."""
    return tuple(
        Industry(code, str(row["zh"]), str(row["en"]), str(row["parent"]) if row["parent"] else None)
        for code, row in lexicon.words("industries").items()
    )


@cache
def words() -> dict[str, str]:
    """Word -> code."""
    return {str(word): code for code, row in lexicon.words("industries").items() for word in row["words"]}


@lru_cache(maxsize=8192)
def code_of(text: str | None) -> str | None:
    """The code of an industry as an article names it, else None: the whole name, else the longest known word in it.

    高性能医疗设备及精准医疗 is medical_devices; 化学药和中药 (two fields) is the code that holds both.
    """
    if not text:
        return None
    known = words()
    for name in (text, TAIL.sub("", text)):
        if name in known:
            return known[name]
    parts = [part for part in re.split(r"[、和及与]", text) if part]
    codes = {code for part in parts if (code := _code_of_part(part))}
    return _common(codes) if codes else None


def _code_of_part(part: str) -> str | None:
    found = [word for word in words() if word in part]
    return words()[max(found, key=len)] if found else None


def _common(codes: set[str]) -> str:
    chains = [_chain(code) for code in sorted(codes)]
    return next(code for code in chains[0] if all(code in chain for chain in chains))


def _chain(code: str) -> list[str]:
    parents = {row.industry: row.parent for row in tree()}
    chain = [code]
    while (parent := parents[chain[-1]]) is not None:
        chain.append(parent)
    return chain
