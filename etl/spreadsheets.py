"""CSV and XLSX of observations -> facts, each with the source that its row cites as an article.

A row that the tables could not hold is refused by file, row, column and what is allowed; the other rows are taken.
"""

import re
import unicodedata
from collections.abc import Callable
from decimal import Decimal
from difflib import get_close_matches
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any, NamedTuple

from etl import columns, garbling, sheets
from etl.columns import BadCell, Row
from etl.extractor.industries import code_of
from etl.gazetteer import Region, regions
from etl.models import (
    BASES,
    CHANGES,
    COUNT_KINDS,
    SIGNING_KINDS,
    STATISTICS,
    Article,
    EntityCount,
    Facts,
    GrowthRate,
    OutputValue,
    Signing,
)
from etl.sheets import COLUMNS, SOURCE

NAMED_ROWS = 50  # of a flood of bad rows; the others are counted


class Observation(NamedTuple):
    """One row that was taken: the source it cites and its fact (the only one in `facts`)."""

    row: int
    article: Article
    facts: Facts


class Observations(NamedTuple):
    """What a spreadsheet gave: the rows that were taken, and a line for each that was not."""

    rows: list[Observation]
    refusals: list[str]


def read(location: Path, path: str) -> Observations:
    """The observations of a CSV or XLSX; Refused if the file is none. `path` is what the rows carry."""
    observations = Observations([], [])
    bad = 0
    for sheet, table, rows in sheets.tables(location, path):
        where = f"{path}, sheet {sheet}" if sheet else path
        for number, row in rows:
            try:
                observations.rows.append(_observation(table, number, row, path))
            except BadCell as error:
                bad += 1
                if bad <= NAMED_ROWS:
                    observations.refusals.append(f"{where}, row {number}, {error}. The other rows were loaded.")
    if bad > NAMED_ROWS:
        observations.refusals.append(f"{path}: {bad - NAMED_ROWS} more rows of this kind. Correct them likewise.")
    return observations


def _observation(table: str, number: int, row: Row, path: str) -> Observation:
    cells = {column: unicodedata.normalize("NFC", garbling.printed(row[column])).strip() for column in COLUMNS[table]}
    article = _article(cells, path)
    region = _region(cells)
    shared: dict[str, Any] = {
        "article_id": article.article_id,
        "adcode": region.adcode,
        "zone": cells["zone"] or None,
        "industry": code_of(cells["industry_text"] or None),
        "industry_text": cells["industry_text"] or None,
        "quote": columns.needed(cells, "figure_as_printed"),
        "char_start": None,
        "char_end": None,
        "rule": "spreadsheet",
    }
    key = "|".join([table, article.article_id, *(cells[column] for column in COLUMNS[table] if column not in SOURCE)])
    shared["fact_id"] = sha256(key.encode("utf-8", "replace")).hexdigest()[:16]
    return Observation(number, article, BUILDERS[table](cells, shared))


def _article(cells: Row, path: str) -> Article:
    """The source that a row cites; two rows that cite the same source have the same article."""
    published_on = columns.day(cells, "published_on") if cells["published_on"] else None
    if not (cells["url"] or cells["title"] or cells["publisher"]):
        raise BadCell("url", "no source is cited; give at least a url, a title or a publisher")
    if cells["url"] and not re.match(r"https?://\S", cells["url"]):
        raise BadCell("url", f"{cells['url'][:40]!r} is no address; it starts with http:// or https://")
    key = "|".join(["source", cells["publisher"], cells["title"], cells["published_on"], cells["url"]])
    article_id = sha256(key.encode("utf-8", "replace")).hexdigest()[:16]
    title, publisher, url = (cells[column] or None for column in ("title", "publisher", "url"))
    return Article(article_id, path, title, publisher, published_on, url, None)


def _region(cells: Row) -> Region:
    known = regions()
    code, name = cells["adcode"], cells["region"]
    named = _named().get(name, [])
    region = known.get(code)
    if region is None:
        nearest = named or [known[near] for near in get_close_matches(code, known, n=1)]
        hint = f" (nearest: {nearest[0].adcode} {nearest[0].name})" if nearest else ""
        raise BadCell(
            "adcode", f"no region has the code {code[:20]!r}{hint}; a six-digit code of data/regions.csv is allowed"
        )
    if region not in named:
        others = [f"{other.adcode} {other.name}" for other in named if other.status == "current"][:3]
        hint = f" ({name} is {', '.join(others)})" if others else ""
        raise BadCell(
            "region", f"{code} is {region.full_name}, not {name[:20]!r}{hint}; the code's own name is allowed"
        )
    return region


@cache
def _named() -> dict[str, list[Region]]:
    """The regions of each name, short name and full name."""
    found: dict[str, list[Region]] = {}
    for region in regions().values():
        for name in {region.name, region.short_name, region.full_name}:
            found.setdefault(name, []).append(region)
    return found


def _output_value(cells: Row, shared: dict[str, Any]) -> Facts:
    statistic = columns.choice(cells, "statistic", STATISTICS)
    value = columns.amount(cells, "value_yuan")
    return Facts(output_values=[OutputValue(**shared, statistic=statistic, value_yuan=value, **columns.period(cells))])


def _growth_rate(cells: Row, shared: dict[str, Any]) -> Facts:
    statistic = columns.choice(cells, "statistic", (*STATISTICS, "count"))
    rate = columns.number(cells, "rate", Decimal(-1), Decimal(99999)).quantize(Decimal("0.000001"))
    basis = columns.choice(cells, "basis", BASES)
    return Facts(
        growth_rates=[GrowthRate(**shared, statistic=statistic, rate=rate, basis=basis, **columns.period(cells))]
    )


def _signing(cells: Row, shared: dict[str, Any]) -> Facts:
    count = columns.count(cells, "project_count") if cells["project_count"] else None
    amount = columns.amount(cells, "amount_yuan") if cells["amount_yuan"] else None
    if count == 0:
        raise BadCell("project_count", "0 is no signing; a whole number above 0, or nothing, is allowed")
    signing = Signing(
        **shared,
        signed_on=columns.day(cells, "signed_on"),
        kind=columns.choice(cells, "kind", SIGNING_KINDS),
        project_count=count,
        count_qualifier=columns.qualifier_of(cells, "count_qualifier", "project_count"),
        amount_yuan=amount,
        amount_qualifier=columns.qualifier_of(cells, "amount_qualifier", "amount_yuan"),
        event=cells["event"] or None,
        parties=None,
    )
    return Facts(signings=[signing])


def _entity_count(cells: Row, shared: dict[str, Any]) -> Facts:
    kind, value = columns.choice(cells, "kind", COUNT_KINDS), columns.count(cells, "value")
    change, period = columns.choice(cells, "change", CHANGES), columns.period(cells)
    if change == "stock" and period["period_start"] != period["period_end"]:
        raise BadCell("period_start", "a stock is counted on one day; period_start has to equal period_end")
    return Facts(entity_counts=[EntityCount(**shared, kind=kind, value=value, change=change, **period)])


BUILDERS: dict[str, Callable[[Row, dict[str, Any]], Facts]] = {
    "output_values": _output_value,
    "growth_rates": _growth_rate,
    "signings": _signing,
    "entity_counts": _entity_count,
}
