"""The overview's headlines and findings: FACTS rows -> the row or the sentence, each with the fact that proves it."""

from typing import NamedTuple

import pandas as pd

from dashboard import charts
from dashboard.labels import Words

BROAD = ("life_health", "biomedicine")
FEW = 3  # a year of which fewer regions (or events) speak is no year to rank
YEARS_APART = 2


class Finding(NamedTuple):
    """A computed sentence and the fact it rests on."""

    text: str
    fact_id: str


class Fastest(NamedTuple):
    """The highest growth of a year, and among how many regions."""

    row: pd.DataFrame
    among: int


def findings(
    levels: pd.DataFrame, growth: pd.DataFrame, signings: pd.DataFrame, words: Words, series: pd.DataFrame | None = None
) -> list[Finding]:
    """At most three sentences: who leads by how much, who rose most over the years, the largest signing.

    levels and series: one statistic's figures of regions of one level; growth: rates; signings: events, or facts.
    """
    found = [ratio(levels, words), rise(series, words) if series is not None else None, signing(signings, words)]
    kept = [finding for finding in found if finding]
    fast = leader(growth, str(levels["measure"].iloc[0]) if len(levels) else None, None)
    return [*kept, _growth(fast, words)] if fast and len(kept) < len(found) else kept


def ratio(levels: pd.DataFrame, words: Words) -> Finding | None:
    """How many times the second the first is, of the year and industry of which most regions have a full year."""
    whole = levels[~levels["part_year"].astype(bool) & levels["industry"].notna()]
    counted = whole.groupby(["year", "industry"])["adcode"].nunique()
    if counted.empty or counted.max() < 2:
        return None
    year, industry = max(counted[counted == counted.max()].index)
    whole = whole[whole["industry"] == industry]
    top = whole[whole["year"] == year].sort_values("number", ascending=False, kind="stable").head(2)
    first, second = charts.names(top, words)
    if not top["number"].iloc[1] > 0:
        return None
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


def rise(series: pd.DataFrame, words: Words) -> Finding | None:
    """The region whose figure rose most a year, from its first full year to its last, of one industry by one name."""
    firm = series[(series["status"] == "actual") & ~series["part_year"].astype(bool) & (series["number"] > 0)]
    best: tuple[float, pd.DataFrame] | None = None
    for _, own in firm.groupby(["adcode", "scope" if "scope" in firm else "industry_text"], dropna=False, sort=True):
        ends = own.sort_values("year").iloc[[0, -1]]
        years = int(ends["year"].iloc[1] - ends["year"].iloc[0])
        if years < YEARS_APART:
            continue
        rate = float((ends["number"].iloc[1] / ends["number"].iloc[0]) ** (1 / years) - 1)
        if best is None or rate > best[0]:
            best = rate, ends
    if best is None or best[0] <= 0:
        return None
    rate, ends = best
    first, last = charts.told(ends, words)
    text = words.say(
        "finding_rise",
        region=charts.names(ends, words)[1],
        statistic=words.code(ends["measure"].iloc[1]),
        year_first=ends["year"].iloc[0],
        year_last=ends["year"].iloc[1],
        first=first,
        last=last,
        rate=words.rate(rate),
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


def _growth(fast: Fastest, words: Words) -> Finding:
    text = words.say(
        "finding_growth",
        region=charts.names(fast.row, words)[0],
        statistic=words.code(fast.row["measure"].iloc[0]),
        period=charts.periods(fast.row, words)[0],
        growth=charts.told(fast.row, words)[0],
        n=fast.among,
    )
    return Finding(text, str(fast.row["fact_id"].iloc[0]))


def fastest(growth: pd.DataFrame) -> pd.DataFrame | None:
    """The highest growth of any statistic and level; one row, or None."""
    found = leader(growth, None, None)
    return found.row if found else None


def leader(growth: pd.DataFrame, statistic: str | None, level: str | None) -> Fastest | None:
    """The highest growth on the year before that may be set beside others, or None.

    Of one statistic, of the whole industry where that is told, of regions of one level and no park, actual, of a full
    year; and of the newest year of which a few regions speak.
    """
    firm = growth[
        (growth["status"] == "actual") & (growth["basis"] == "yoy") & growth["zone"].isna()
        & (growth["measure"] == statistic if statistic else growth["measure"] != "count")
        & (growth["level"] == level if level else growth["level"] != "country")
    ]  # fmt: skip
    whole = firm[~firm["part_year"].astype(bool)]
    for own, few in ((whole[whole["industry"].isin(BROAD)], FEW), (whole, FEW), (whole, 1)):
        counted = own.groupby("year")["adcode"].nunique()
        counted = counted[counted >= few]
        if len(counted):
            year = max(counted.index)
            of_year = own[own["year"] == year].sort_values("number", ascending=False, kind="stable")
            return Fastest(of_year.head(1), int(counted[year]))
    return None


def signing_year(events: pd.DataFrame) -> int | None:
    """The newest year with a few events, else the newest with any; of amounts stated, if there are."""
    own = events.dropna(subset=["amount"])
    counted = (own if len(own) else events)["year"].value_counts()
    if counted.empty:
        return None
    busy = counted[counted >= FEW]
    return int(max(busy.index if len(busy) else counted.index))
