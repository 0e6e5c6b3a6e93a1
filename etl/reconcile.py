"""Rival claims: every fact is a claim about a cell, one is shown, and why; signings told several times are one event.

All of it happens as sets inside DuckDB, in reconcile.sql (claims, cells), reconcile_growth.sql (implied values, checks)
and reconcile_signings.sql with reconcile_events.sql (events). No order of rows in matters to what comes out.
"""

import csv
from pathlib import Path

from duckdb import DuckDBPyConnection

from etl.paths import DATA, ROOT, ZONES_CSV

PUBLISHERS_CSV = DATA / "publishers.csv"
SCRIPTS = ROOT / "etl"
TEMPORARY = (
    *("zone_names", "publisher_kinds", "scopes", "kinds", "said_above_scale", "stated", "readings", "supporters"),
    *("ranked", "summed", "named", "levels", "growths", "lineage", "reports", "pairs", "event_of"),
)


def reconcile(connection: DuckDBPyConnection) -> None:
    """Fill cells, claims, implied_values, growth_checks, signing_events and signing_reports from the facts."""
    _load_zone_names(connection, ZONES_CSV)
    _load_publisher_kinds(connection, PUBLISHERS_CSV)
    for table in ("signing_reports", "signing_events", "growth_checks", "implied_values", "claims", "cells"):
        connection.execute(f"DELETE FROM {table}")  # noqa: S608 - names are the literals above
    _run(connection, "reconcile.sql")
    _run(connection, "reconcile_growth.sql")
    _run(connection, "reconcile_signings.sql")
    _group_pairs(connection)
    _run(connection, "reconcile_events.sql")
    for table in TEMPORARY:
        connection.execute(f"DROP TABLE IF EXISTS temp.{table}")


def _run(connection: DuckDBPyConnection, script: str) -> None:
    connection.execute((SCRIPTS / script).read_text("utf-8"))


def _load_zone_names(connection: DuckDBPyConnection, path: Path) -> None:
    """zone_names(name, adcode, zone): a park's names with its code; the code is '' where only one park has the name."""
    by_place: dict[tuple[str, str], set[str]] = {}
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            for name in {row["name"], *filter(None, row["aliases"].split("|"))}:
                for code in {row["adcode"], row["county"], ""} - {None}:
                    by_place.setdefault((name, code), set()).add(row["name"])
    rows = sorted((name, code, min(zones)) for (name, code), zones in by_place.items() if len(zones) == 1)
    connection.execute(
        "CREATE OR REPLACE TEMP TABLE zone_names AS "
        "SELECT unnest($names) AS name, unnest($codes) AS adcode, unnest($zones) AS zone",
        {"names": [row[0] for row in rows], "codes": [row[1] for row in rows], "zones": [row[2] for row in rows]},
    )


def _load_publisher_kinds(connection: DuckDBPyConnection, path: Path) -> None:
    """publisher_kinds(ordinal, pattern, kind): the lines of data/publishers.csv; the first that fits counts."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    connection.execute(
        "CREATE OR REPLACE TEMP TABLE publisher_kinds AS "
        "SELECT unnest($ordinals) AS ordinal, unnest($patterns) AS pattern, unnest($kinds) AS kind",
        {
            "ordinals": list(range(len(rows))),
            "patterns": [row["pattern"] for row in rows],
            "kinds": [row["kind"] for row in rows],
        },
    )


def _group_pairs(connection: DuckDBPyConnection) -> None:
    """event_of(fact_id, event_id): reports joined by pairs, however long the chain, under their smallest fact_id."""
    connection.execute("CREATE OR REPLACE TEMP TABLE event_of AS SELECT fact_id, fact_id AS event_id FROM reports")
    while True:
        changed = connection.execute(
            """
            UPDATE event_of SET event_id = smallest FROM (
                SELECT links.fact_id, min(event_of.event_id) AS smallest
                FROM (SELECT a AS fact_id, b AS other FROM pairs UNION ALL SELECT b, a FROM pairs) AS links
                JOIN event_of ON event_of.fact_id = links.other
                GROUP BY links.fact_id
            ) AS nearer
            WHERE nearer.fact_id = event_of.fact_id AND nearer.smallest < event_of.event_id
            """
        ).fetchall()
        if changed[0][0] == 0:
            return
