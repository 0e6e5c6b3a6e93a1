"""The overview's headlines and findings: FACTS rows -> the row or the sentence, each with the fact that proves it."""

from typing import NamedTuple

import pandas as pd

from dashboard import charts
from dashboard.labels import Words

BROAD = ("life_health", "biomedicine")
FEW = 3  # a year of which fewer regions (or events) speak is no year to rank


class Finding(NamedTuple):
    """A computed sentence and the fact it rests on."""

    text: str
    fact_id: str


class Fastest(NamedTuple):
    """The highest growth of a year, and among how many regions."""

    row: pd.DataFrame
    among: int


def findings(
    levels: pd.DataFrame, growth: pd.DataFrame, signings: pd.DataFrame, words: Words, ends: pd.DataFrame | None = None
) -> list[Finding]:
    """At most three sentences: who leads by how much, who rose most over the years, the largest signing.

    levels: one statistic's figures of regions of one level; growth: rates; signings: events, or facts; ends: see rise.
    """
    found = [ratio(levels, words), rise(ends, words) if ends is not None else None, signing(signings, words)]
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
    firm = (
        (growth["status"] == "actual") & (growth["basis"] == "yoy") & growth["zone"].isna()
        & ~growth["part_year"].astype(bool)
        & (growth["measure"] == statistic if statistic else growth["measure"] != "count")
        & (growth["level"] == level if level else growth["level"] != "country")
    )  # fmt: skip
    for own, few in ((firm & growth["industry"].isin(BROAD), FEW), (firm, FEW), (firm, 1)):
        regions: dict[int, set[str]] = {}
        for year, adcode in zip(growth["year"][own], growth["adcode"][own], strict=True):
            regions.setdefault(year, set()).add(adcode)
        year = max((year for year, found in regions.items() if len(found) >= few), default=None)
        if year is not None:
            highest = growth["number"][own & (growth["year"] == year)].idxmax()
            return Fastest(growth.loc[[highest]], len(regions[year]))
    return None


def signing_year(events: pd.DataFrame) -> int | None:
    """The newest year with a few events, else the newest with any; of amounts stated, if there are."""
    own = events.dropna(subset=["amount"])
    counted = (own if len(own) else events)["year"].value_counts()
    if counted.empty:
        return None
    busy = counted[counted >= FEW]
    return int(max(busy.index if len(busy) else counted.index))
