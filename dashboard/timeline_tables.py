"""The points of the timeline as tables: exactly those drawn, each with the way to its sentence."""

import pandas as pd

from dashboard import charts, tables
from dashboard.choice import Choice
from dashboard.drawing import evidence_address
from dashboard.labels import Words, as_text
from dashboard.timeline_charts import based


def drawn(
    points: pd.DataFrame,
    implied: pd.DataFrame,
    choice: Choice,
    words: Words,
    *,
    index: bool = False,
    base: int | None = None,
) -> None:
    """Stated figures, then implied ones; as an index beside the figure where that is drawn. Takes FACTS columns."""
    columns: dict[str, list[object]] = {
        "column_region": list(charts.names(points, words)),
        "column_period": list(charts.periods(points, words)),
        "column_value": list(charts.told(points, words)),
        "column_status": [
            words.code(status) + (f" · {words.say('part_year')}" if part else "")
            for status, part in zip(points["status"], points["part_year"], strict=True)
        ],
        "column_industry": list(tables.industries(points, words)),
        "column_evidence": [evidence_address(str(fact), choice) for fact in points["fact_id"]],
        "column_publisher": list(tables.publishers(points)),
    }
    if index:
        starts = {
            code: based(own[(own["status"] == "actual") & ~own["part_year"].astype(bool)], base)
            for code, own in points.groupby("adcode")
        }
        columns["mode_index"] = [
            f"{number / start * 100:.1f}" if (start := starts.get(code)) else "–"
            for code, number in zip(points["adcode"], points["number"], strict=True)
        ]
    if len(implied):
        named = dict(zip(points["adcode"], charts.names(points, words), strict=True))
        columns["column_region"] += [named.get(code, code) for code in implied["adcode"]]
        columns["column_period"] += [str(year) for year in implied["year"]]
        columns["column_value"] += [f"≈{words.money(number)}" for number in implied["number"]]
        columns["column_status"] += [words.say("implied")] * len(implied)
        columns["column_industry"] += tables.industries(implied.assign(industry_text=None), words)
        columns["column_evidence"] += [evidence_address(str(fact), choice) for fact in implied["fact_id"]]
        columns["column_publisher"] += [
            words.say("implied_from", year=year, level=words.money(level), rate=words.rate(rate))
            for year, level, rate in zip(implied["level_year"], implied["level"], implied["rate"], strict=True)
        ]
        if index:
            columns["mode_index"] += ["–"] * len(implied)
    tables.grid(columns, words)


def shares(rows: pd.DataFrame, choice: Choice, words: Words) -> None:
    """A share, what it is of, and both figures with their sentences. Takes what timeline_queries.shares gives."""
    above = zip(rows["above"], rows["above_name"], rows["above_pinyin"], strict=True)
    columns = {
        "column_region": charts.names(rows, words),
        "column_year": [str(year) for year in rows["year"]],
        "mode_share": [f"{number * 100:.1f}%" for number in rows["number"]],
        "share_whole": [words.region(code, name, pinyin) for code, name, pinyin in above],
        "column_value": [words.money(number) for number in rows["own"]],
        "share_whole_value": [words.money(number) for number in rows["whole"]],
        "column_industry": [as_text(text) for text in rows["industry_text"]],
        "column_evidence": [evidence_address(str(fact), choice) for fact in rows["fact_id"]],
    }
    tables.grid(columns, words)


def checks(rows: pd.DataFrame, choice: Choice, words: Words) -> None:
    """Stated growth beside computed growth, and what to make of it. Takes what timeline_queries.checks gives."""
    verdicts = [
        "check_agrees"
        if abs(gap) < 0.0005
        else "check_explained"
        if explained
        else "check_off"
        if off
        else "check_near"
        for gap, explained, off in zip(rows["difference"], rows["explained"], rows["mismatch"], strict=True)
    ]
    columns = {
        "column_region": charts.names(rows, words),
        "column_year": [str(year) for year in rows["year"]],
        "column_industry": [as_text(text) for text in rows["industry_text"]],
        "reported": [words.rate(rate) for rate in rows["stated"]],
        "computed": [words.rate(rate) for rate in rows["computed"]],
        "gap_points": [f"{gap * 100:+.1f}" if abs(gap) >= 0.0005 else "0.0" for gap in rows["difference"]],
        "check_verdict": [words.say(verdict) for verdict in verdicts],
        "column_evidence": [evidence_address(str(fact), choice) for fact in rows["fact_id"]],
    }
    tables.grid(columns, words)
