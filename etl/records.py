"""What the command line reads and prints as JSON lines: articles with their facts, and the mentions of a text."""

import json
from collections.abc import Callable, Iterator
from dataclasses import asdict
from datetime import date
from decimal import Decimal
from importlib import import_module
from typing import Any

from etl.errors import Refused
from etl.models import Facts
from etl.reading import TABLES, Reading

KINDS = ("amounts", "rates", "numbers", "periods", "regions")
SOURCE = ("source_path", "article_id", "title", "publisher", "published_on", "url")


def lines(reading: Reading) -> Iterator[dict[str, Any]]:
    """One record for each article of a file; a source that several rows cite has all their facts."""
    records: dict[str, dict[str, Any]] = {}
    for read in reading.reads:
        article = read.article
        empty = {name: plain(getattr(article, name)) for name in SOURCE} | {table: [] for table in TABLES}
        record = records.setdefault(article.article_id, empty)
        for table in TABLES:
            record[table] += _facts(read.facts, table)
    yield from records.values()


def plain(value: Any) -> Any:  # noqa: ANN401 - any value of a dataclass
    """A value as JSON has it: days in ISO form, a whole Decimal as an integer."""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    return value


def question(line: bytes) -> tuple[str, date | None]:
    """The text and the date of one line of JSON; Refused with what is wrong with it."""
    try:
        asked = json.loads(line.decode("utf-8-sig"))
    except UnicodeDecodeError:
        raise Refused("not UTF-8. Send JSON lines in UTF-8.") from None
    except (ValueError, RecursionError):
        raise Refused('not JSON. Send one object a line, as {"text": "...", "date": "2024-06-30"}.') from None
    text = asked.get("text") if isinstance(asked, dict) else None
    if not isinstance(text, str):
        raise Refused('no "text". Send one object a line, as {"text": "...", "date": "2024-06-30"}.')
    try:
        return text, date.fromisoformat(asked["date"]) if asked.get("date") else None
    except (TypeError, ValueError):
        raise Refused(f'"date" is {str(asked["date"])[:30]!r}; a day as 2024-06-30, or null, is allowed.') from None


def finder(kind: str, today: date) -> Callable[[str, date | None], list[dict[str, Any]]]:
    """The function that finds a kind's mentions in a text, as records; a text without a date is of today."""
    module = import_module(f"etl.extractor.mentions.{kind}")

    def find(text: str, day: date | None) -> list[dict[str, Any]]:
        try:
            if kind == "periods":
                found = module.for_reader(module.find(text, day or today))
            elif kind == "regions":
                found = module.mentions_of(text)
            else:
                found = module.find(text)
            return [{name: plain(value) for name, value in module.as_json(mention, text).items()} for mention in found]
        except Exception as error:
            raise Refused(f"{type(error).__name__} while it was read. This is a fault of the program.") from error

    return find


def _facts(facts: Facts, table: str) -> list[dict[str, Any]]:
    return [{name: plain(value) for name, value in asdict(fact).items()} for fact in getattr(facts, table)]
