"""Every text of corpus/facts.yaml states its facts and no others."""

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml

from etl.extractor import extract_facts
from etl.models import COUNT_KINDS, STATISTICS, Article

READ_ON = date(2024, 6, 18)
WAYS = yaml.safe_load((Path(__file__).parent / "corpus" / "facts.yaml").read_text(encoding="utf-8"))
DEFAULTS = {
    "output_values": {"adcode": "310114", "status": "actual", "period_end": date(2023, 12, 31)},
    "growth_rates": {
        **{
            "adcode": "310114",
            "status": "actual",
            "period_end": date(2023, 12, 31),
            "statistic": "output",
            "basis": "yoy",
        }
    },
    "signings": {"adcode": "310114", "kind": "projects", "amount_yuan": None, "signed_on": READ_ON},
    "entity_counts": {"adcode": "310114", "status": "actual", "period_end": READ_ON, "change": "stock"},
}
NAMES = {"in": "adcode", "to": "period_end", "day": "signed_on", "of": "statistic"}


def _expected(told: dict[str, Any]) -> dict[str, Any]:
    """The fields that a fact of the corpus pins, its table among them."""
    fields = {NAMES.get(name, name): value for name, value in told.items()}
    (figure,) = [name for name in fields if name in (*STATISTICS, *COUNT_KINDS, "growth", "signed")]
    value = fields.pop(figure)
    if figure in STATISTICS:
        table, own = "output_values", {"statistic": figure, "value_yuan": Decimal(str(value)) * 10**8}
    elif figure == "growth":
        table, own = "growth_rates", {"rate": Decimal(str(value))}
    elif figure == "signed":
        table, own = "signings", {"project_count": value}
        if "yi" in fields:
            own["amount_yuan"] = Decimal(str(fields.pop("yi"))) * 10**8
    else:
        table, own = "entity_counts", {"kind": figure, "value": value}
    if "adcode" in fields:
        fields["adcode"] = str(fields["adcode"])
    return {"table": table, **DEFAULTS[table], **own, **fields}


def _examples(*, read: bool) -> list[Any]:
    """Every example; if it is to be `read`, one that is still open has to fail: who mends it takes the mark away."""
    return [
        pytest.param(
            example,
            id=f"{way['way']}-{example['text'][:40]}",
            marks=[pytest.mark.xfail(reason=example["open"])] if read and "open" in example else [],
        )
        for way in WAYS
        for example in way["examples"]
    ]


def _article(example: dict[str, Any]) -> Article:
    return Article("a1", "a1.txt", example.get("title"), None, example.get("date", READ_ON), None, example["text"])


@pytest.mark.parametrize("example", _examples(read=True))
def test_text_states_its_facts_and_no_others(example):
    expected = [_expected(told) for told in example["facts"]]
    found = extract_facts(_article(example))
    rows = [(table, fact) for table in DEFAULTS for fact in getattr(found, table)]
    missing = []
    for fields in expected:
        held = {name: value for name, value in fields.items() if name != "table"}
        match = next(
            (
                row
                for row in rows
                if row[0] == fields["table"] and all(getattr(row[1], n) == v for n, v in held.items())
            ),
            None,
        )
        if match is None:
            missing.append(fields)
        else:
            rows.remove(match)
    assert (missing, rows) == ([], [])


@pytest.mark.parametrize("example", _examples(read=False))
def test_every_fact_stands_where_it_says(example):
    found = extract_facts(_article(example))
    for table in DEFAULTS:
        for fact in getattr(found, table):
            assert example["text"][fact.char_start : fact.char_end] == fact.quote
            assert fact.rule


def test_the_corpus_holds_many_ways_of_saying_it():
    assert len(WAYS) >= 30
    assert sum(len(way["examples"]) for way in WAYS) >= 150
