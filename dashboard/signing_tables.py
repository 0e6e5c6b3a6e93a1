"""Signing events as tables: the list, the months, and what was reported more than once and counted once."""

from collections.abc import Sequence

import pandas as pd

from dashboard import charts, signing_queries, tables
from dashboard.choice import Choice
from dashboard.drawing import evidence_address
from dashboard.labels import Words, as_text

ROWS, EVENTS = 100, 40  # a filter change sends them all; more at a click
REASONS = ("region", "region_within", "date", "date_near", "date_coarse", "count", "amount", "name", "parties")


def listed(shown: pd.DataFrame, choice: Choice, words: Words) -> None:
    """Event, region, count, amount, what is printed, parties, article; the newest first. Takes EVENTS columns."""
    columns: dict[str, Sequence[object]] = {
        "column_signed_on": [str(day)[:10] for day in shown["signed_on"]],
        "column_region": [
            f"{name} {zone}" if isinstance(zone, str) else name
            for name, zone in zip(charts.names(shown, words), shown["zone"], strict=True)
        ],
        "column_event": [as_text(text) for text in shown["event"]],
        "column_count": [words.number(n, q) for n, q in zip(shown["projects"], shown["count_qualifier"], strict=True)],
        "column_amount": [words.money(n, q) for n, q in zip(shown["amount"], shown["amount_qualifier"], strict=True)],
        "column_quote": [as_text(text) for text in shown["quote"]],
        "column_parties": [as_text(text) for text in shown["parties"]],
        "column_evidence": [evidence_address(str(fact), choice) for fact in shown["fact_id"]],
        "column_reports": [int(n) for n in shown["reports"]],
        "column_article": [
            " · ".join(part for part in (as_text(publisher), as_text(title)) if part)
            for publisher, title in zip(shown["publisher"], shown["title"], strict=True)
        ],
    }
    if not any(columns["column_parties"]):
        del columns["column_parties"]
    tables.grid(columns, words)


def months(rows: pd.DataFrame, words: Words) -> None:
    """Totals of months. Takes what signing_queries.by_month gives."""
    last = rows.iloc[::-1]
    columns: dict[str, Sequence[object]] = {
        "column_month": [str(day)[:7] for day in last["month"]],
        "metric_events": [int(n) for n in last["events"]],
        "column_amount": [words.money(total) for total in last["amount"]],
        "column_unsaid": [int(n) for n in last["unsaid"]],
        "column_count": [words.number(total) for total in last["projects"]],
    }
    tables.grid(columns, words, height=280)


def repeated(shown: pd.DataFrame, choice: Choice, words: Words) -> None:
    """Each report of an event that several articles report, and why they are taken as one. Takes EVENTS columns."""
    rows = signing_queries.reports(list(shown["event_id"]))
    columns = {
        "column_signed_on": [str(day)[:10] for day in rows["signed_on"]],
        "column_region": charts.names(rows, words),
        "column_event": [as_text(text) for text in rows["event"]],
        "column_counted": [words.say("counted_yes" if rank == 1 else "counted_no") for rank in rows["rank"]],
        "column_count": [words.number(n, q) for n, q in zip(rows["projects"], rows["count_qualifier"], strict=True)],
        "column_amount": [words.money(n, q) for n, q in zip(rows["amount"], rows["amount_qualifier"], strict=True)],
        "column_as_one": [
            words.listed(words.say(f"same_{reason}") for reason in REASONS if reason in set(reasons))
            for reasons in rows["reasons"]
        ],
        "column_evidence": [evidence_address(str(fact), choice) for fact in rows["fact_id"]],
        "column_publisher": [as_text(a) or as_text(b) for a, b in zip(rows["publisher"], rows["title"], strict=True)],
    }
    tables.grid(columns, words)
