"""The overview's headline figures and findings: FACTS rows -> sentences, each with the fact that proves it."""

from typing import NamedTuple

import pandas as pd

from dashboard import charts
from dashboard.labels import Words


class Finding(NamedTuple):
    """A computed sentence and the fact it rests on."""

    text: str
    fact_id: str


def findings(levels: pd.DataFrame, growth: pd.DataFrame, signings: pd.DataFrame, words: Words) -> list[Finding]:
    """At most three sentences from the latest levels and growth of the regions of one rank, and from the signings."""
    found = []
    whole = levels[~levels["part_year"].astype(bool)]
    if len(whole) > 1 and whole["number"].iloc[1] > 0:
        top, second = whole.iloc[0], whole.iloc[1]
        names = charts.names(whole.head(2), words)
        text = words.say(
            "finding_share",
            first=names[0],
            second=names[1],
            statistic=words.code(top["measure"]),
            times=f"{top['number'] / second['number']:.1f}",
            year_first=top["year"],
            year_second=second["year"],
        )
        found.append(Finding(text, str(top["fact_id"])))
    fast = fastest(growth)
    if fast is not None:
        text = words.say(
            "finding_growth",
            region=charts.names(fast, words)[0],
            statistic=words.code(fast["measure"].iloc[0]),
            year=fast["year"].iloc[0],
            growth=charts.told(fast, words)[0],
        )
        found.append(Finding(text, str(fast["fact_id"].iloc[0])))
    sized = signings.dropna(subset=["number"]).sort_values("number", ascending=False).head(1)
    if len(sized):
        text = words.say(
            "finding_signing",
            region=charts.names(sized, words)[0],
            date=charts.periods(sized, words)[0],
            amount=charts.told(sized, words)[0],
        )
        found.append(Finding(text, str(sized["fact_id"].iloc[0])))
    return found


def fastest(growth: pd.DataFrame) -> pd.DataFrame | None:
    """The highest actual full-year growth on the year before, of regions; one row, or None."""
    firm = growth[
        (growth["status"] == "actual") & (growth["basis"] == "yoy") & ~growth["part_year"].astype(bool)
        & growth["zone"].isna() & (growth["measure"] != "count")
    ]  # fmt: skip
    if firm.empty:
        return None
    recent: pd.DataFrame = firm[firm["year"] == firm["year"].max()]
    top: pd.DataFrame = recent.sort_values("number", ascending=False).head(1)
    return top
