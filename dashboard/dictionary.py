"""The data dictionary in the reader's language: the schema's own comments, or dictionary.yaml in English."""

from functools import cache
from pathlib import Path
from typing import Any

import pandas as pd
import yaml

from dashboard import queries
from dashboard.database import fetch
from dashboard.labels import Words

CONTRACT = ("output_values", "growth_rates", "signings", "entity_counts", "articles", "regions", "industries")


@cache
def _english() -> dict[str, Any]:
    loaded: dict[str, Any] = yaml.safe_load(Path(__file__).with_name("dictionary.yaml").read_text(encoding="utf-8"))
    return loaded


def english(table: str, column: str = "") -> str | None:
    """What a column means, or a table (no column); None if nobody has written it."""
    own: str | None = _english()["tables"].get(table, {}).get(column)
    common: str | None = _english()["common"].get(column)
    return own or common


def columns(words: Words) -> pd.DataFrame:
    """table_name, column_name, meaning; the tables that readers download first, in the schema's order."""
    rows = queries.dictionary()
    if words.lang == "en":
        named = zip(rows["table_name"], rows["column_name"], rows["meaning"], strict=True)
        rows = rows.assign(meaning=[english(table, column) or meaning for table, column, meaning in named])
    return rows


def tables(words: Words) -> dict[str, str]:
    """Every table and what a row of it is; those that readers download first."""
    rows = fetch("SELECT table_name, comment FROM duckdb_tables() WHERE comment IS NOT NULL ORDER BY table_oid")
    told = dict(zip(rows["table_name"], rows["comment"], strict=True))
    ordered = [*(name for name in CONTRACT if name in told), *(name for name in told if name not in CONTRACT)]
    return {name: (english(name) or told[name]) if words.lang == "en" else told[name] for name in ordered}


def example(table: str) -> pd.DataFrame:
    """One fact of a table as an example, with its quote; columns as in FACTS. Empty if there is none."""
    from dashboard.choice import Choice

    return queries.ask(
        """
        SELECT * FROM facts WHERE kept_in = $table AND number IS NOT NULL AND length(quote) BETWEEN 5 AND 40
        ORDER BY rule = 'spreadsheet', qualifier = 'exact', status <> 'actual', published_on DESC NULLS LAST, fact_id
        LIMIT 1
        """,
        Choice(),
        table=table,
    )
