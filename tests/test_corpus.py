"""Every text of corpus/ is a test: it must mean the value that it is grouped under, or find nothing."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import yaml

from etl.extractor.mentions import amounts, counts, numbers, periods, rates, regions

CORPUS = Path(__file__).parent / "corpus"
READ_ON = date(2024, 6, 30)

Found = list[dict[str, Any]]


class Kind(NamedTuple):
    """How a kind of mention is found, and what of an answer is its value."""

    find: Callable[[str, dict[str, Any]], Found]
    value: Callable[[dict[str, Any]], Any]
    lists: bool = False  # an entry's value is the list of all that is found


def _told_by(module: Any) -> Callable[[str, dict[str, Any]], Found]:
    return lambda text, entry: [module.as_json(mention, text) for mention in module.find(text)]


def _periods(text: str, entry: dict[str, Any]) -> Found:
    told = entry.get("date", READ_ON)
    told = told if isinstance(told, date) else date.fromisoformat(told)
    return [periods.as_json(mention, text) for mention in periods.for_reader(periods.find(text, told))]


def _regions(text: str, entry: dict[str, Any]) -> Found:
    return [regions.as_json(mention, text) for mention in regions.mentions_of(text)]


def _figure(value: str, low: str, high: str) -> Callable[[dict[str, Any]], Any]:
    return lambda answer: [answer[low], answer[high]] if low in answer else answer[value]


KINDS = {
    "numbers": Kind(_told_by(numbers), _figure("value", "low", "high")),
    "amounts": Kind(_told_by(amounts), _figure("value_yuan", "low_yuan", "high_yuan")),
    "rates": Kind(_told_by(rates), _figure("rate", "low", "high")),
    "counts": Kind(_told_by(counts), _figure("value", "low", "high")),
    "periods": Kind(_periods, lambda answer: [answer["period_start"], answer["period_end"]]),
    "regions": Kind(_regions, lambda answer: answer["adcode"], lists=True),
}
# Fields beside the value that an entry may pin.
PINNED = {"amounts": ("currency",), "rates": ("kind",), "counts": ("unit",)}
DEFAULTS = {"currency": "CNY", "kind": "percent"}


def _examples() -> list[Any]:
    examples = []
    for path in sorted(CORPUS / f"{name}.yaml" for name in KINDS):  # facts.yaml: test_facts.py
        for entry in yaml.safe_load(path.read_text(encoding="utf-8")):
            examples += [pytest.param(path.stem, str(text), entry, id=f"{path.stem}-{text}") for text in entry["texts"]]
    return examples


def _same(found: Any, expected: Any) -> bool:
    if isinstance(found, (list, tuple)) and isinstance(expected, (list, tuple)):
        return len(found) == len(expected) and all(map(_same, found, expected))
    if isinstance(found, (int, float)) and isinstance(expected, (int, float)):
        return bool(found == pytest.approx(expected, rel=1e-9))
    return str(found) == str(expected)


@pytest.mark.parametrize(("name", "text", "entry"), _examples())
def test_example_means_its_value(name: str, text: str, entry: dict[str, Any]) -> None:
    kind = KINDS[name]
    answers = kind.find(text, entry)
    if "values" in entry or kind.lists:
        expected = entry["values"] if "values" in entry else entry["value"]
    else:
        expected = [] if "value" in entry and entry["value"] is None else [entry.get("value")]
    if entry.get("first_only"):
        answers = answers[:1]
    assert _same([kind.value(answer) for answer in answers], expected), answers
    for answer in answers:
        for field in PINNED.get(name, ()):
            if field in entry or field in DEFAULTS:
                assert answer[field] == entry.get(field, DEFAULTS.get(field)), answers
        if "says" in entry:
            assert answer["text"] == entry["says"], answers
        if "qualifier" in entry:
            assert answer["qualifier"] == entry["qualifier"], answers
        assert text[answer["start"] : answer["end"]] == answer["text"]
        assert answer["rule"]
