"""The overview's headlines and findings: FACTS rows -> the row or the sentence, each with the fact that proves it."""

from collections.abc import Callable
from typing import NamedTuple

import pandas as pd

from dashboard import charts
from dashboard.labels import Words
from dashboard.queries import FEW


class Finding(NamedTuple):
    """A computed sentence and the fact it rests on."""

    text: str
    fact_id: str


def findings(
    levels: pd.DataFrame,
    fastest: Callable[[str | None], pd.DataFrame],
    signings: pd.DataFrame,
    words: Words,
    ends: pd.DataFrame | None = None,
) -> list[Finding]:
    """At most three sentences: who leads by how much, who rose most over the years, the largest signing.

    levels: one statistic's figures of regions of one level; fastest: queries.fastest of a statistic, asked if one of
    the three is missing; signings: events, or facts; ends: see rise.
    """
    found = [ratio(levels, words), rise(ends, words) if ends is not None else None, signing(signings, words)]
    kept = [finding for finding in found if finding]
    if len(kept) < len(found):
        grown = fastest(str(levels["measure"].iloc[0]) if len(levels) else None)
        kept += [_growth(grown, words)] if len(grown) else []
    return kept


def ratio(levels: pd.DataFrame, words: Words) -> Finding | None:
    """How many times the second the first is, of the year and industry of which most regions have a full year.

    levels: one figure of a region, the largest first.
    """
    ranked: dict[tuple[int, str], list[int]] = {}
    columns = zip(levels["year"], levels["industry"], levels["part_year"], strict=True)
    for place, (year, industry, part) in enumerate(columns):  # the largest first
        if not part and isinstance(industry, str):
            ranked.setdefault((year, industry), []).append(place)
    year, industry = max(ranked, key=lambda kind: (len(ranked[kind]), *kind), default=(0, ""))
    top = levels.iloc[ranked.get((year, industry), [])[:2]]
    if len(top) < 2 or not top["number"].iloc[1] > 0:
        return None
    first, second = charts.names(top, words)
    text = words.say(
        "finding_ratio",
        year=year,
        first=first,
        second=second,
        statistic=words.code(top["measure"].iloc[0]),
        times=f"{top['number'].iloc[0] / top['number'].iloc[1]:.1f}",
        amount=charts.told(top, words)[0],
        other=charts.told(top, words)[1],
    )
    return Finding(text, str(top["fact_id"].iloc[0]))


def rise(ends: pd.DataFrame, words: Words) -> Finding | None:
    """The region whose figure rose most a year, from its first full year to its last. Takes timeline_queries.risen."""
    if ends.empty:
        return None
    years = [int(year) for year in ends["year"]]
    low, high = (float(number) for number in ends["number"])
    first, last = charts.told(ends, words)
    text = words.say(
        "finding_rise",
        region=charts.names(ends, words)[1],
        statistic=words.code(ends["measure"].iloc[1]),
        year_first=years[0],
        year_last=years[1],
        first=first,
        last=last,
        rate=words.rate((high / low) ** (1 / (years[1] - years[0])) - 1),
    )
    return Finding(text, str(ends["fact_id"].iloc[1]))


def signing(events: pd.DataFrame, words: Words) -> Finding | None:
    """The largest single signing event."""
    if "amount" not in events:
        named = {"number": "amount", "qualifier": "amount_qualifier", "period_end": "signed_on"}
        events = events.rename(columns=named)
    top = events.dropna(subset=["amount"]).sort_values("amount", ascending=False, kind="stable").head(1)
    if top.empty:
        return None
    text = words.say(
        "finding_signing",
        region=charts.names(top, words)[0],
        date=str(top["signed_on"].iloc[0])[:10],
        amount=words.money(top["amount"].iloc[0], top["amount_qualifier"].iloc[0]),
    )
    return Finding(text, str(top["fact_id"].iloc[0]))


def _growth(fastest: pd.DataFrame, words: Words) -> Finding:
    text = words.say(
        "finding_growth",
        region=charts.names(fastest, words)[0],
        statistic=words.code(fastest["measure"].iloc[0]),
        period=charts.periods(fastest, words)[0],
        growth=charts.told(fastest, words)[0],
        n=fastest["among"].iloc[0],
    )
    return Finding(text, str(fastest["fact_id"].iloc[0]))


def signing_year(events: pd.DataFrame) -> int | None:
    """The newest year with a few events, else the newest with any; of amounts stated, if there are."""
    own = events.dropna(subset=["amount"])
    counted = (own if len(own) else events)["year"].value_counts()
    if counted.empty:
        return None
    busy = counted[counted >= FEW]
    return int(max(busy.index if len(busy) else counted.index))
