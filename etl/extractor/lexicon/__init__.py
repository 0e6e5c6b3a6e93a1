"""The lexicon: words and expressions as data, read once (*.yaml beside this file)."""

import re
from functools import cache
from typing import Any

import yaml

from etl.extractor.searching import to_search
from etl.paths import LEXICON


@cache
def words(name: str) -> dict[str, Any]:
    """One of the lexicon's files."""
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    loaded: dict[str, Any] = yaml.load((LEXICON / f"{name}.yaml").read_text("utf-8"), Loader=loader)  # noqa: S506
    return loaded


def expressions(module: str) -> dict[str, re.Pattern[str]]:
    """The expressions that a module of the extractor looks for, by name, compiled (expressions.yaml)."""
    return {name: to_search("|".join(lines)) for name, lines in words("expressions")[module].items()}
