"""What stands under the timeline: its marks, and what is not drawn and why."""

import pandas as pd

from dashboard.choice import Choice
from dashboard.labels import Words


def keys(words: Words, *, implied: bool, computed: bool, events: bool) -> str:
    """The marks that may be on the chart."""
    extra = {"implied": implied, "computed": computed, "events": events}
    said = [words.say("timeline_key"), words.say("timeline_key_gap")]
    return "　".join(said + [words.say(f"timeline_key_{name}") for name, drawn in extra.items() if drawn])


def notes(
    points: pd.DataFrame,
    left: int,
    absent: list[str],
    base: int | None,
    shown: str,
    statistic: str,
    choice: Choice,
    words: Words,
) -> str:
    """Regions and figures left out, and what is shown where nothing was chosen."""
    said = [words.say("timeline_more", n=left)] * (left > 0)
    said += [words.say("default_statistic", name=words.code(statistic))] * (not choice.statistic)
    other = int(points.drop_duplicates("adcode")["others"].sum()) if "others" in points else 0
    said += [words.say("timeline_one_scope", n=other)] * (other > 0)
    said += [words.say("share_note")] * (shown == "share")
    if absent:
        said.append(words.say("index_none", names=words.listed(absent), year=base or words.say("first_year")))
    return " ".join([*said, words.say("to_evidence")])
