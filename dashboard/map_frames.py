"""What the map draws for its switches: the figures of the regions inside the one that is open."""

from typing import NamedTuple

import pandas as pd

from dashboard import map_queries, maps
from dashboard.choice import Choice
from dashboard.kept import kept


class View(NamedTuple):
    """What the switches ask for: `path` is the region gone to, `of` the one whose parts are drawn."""

    path: str
    of: str
    level: str
    measure: str
    shape: str
    classes: str
    year: int | None


@kept
def inside(choice: Choice, view: View) -> pd.DataFrame:
    """The figures that the map draws; columns as map_queries.measured gives."""
    latest = map_queries.measured(choice, view.measure, view.year, view.level)
    return latest[latest["adcode"].isin(maps.drawn(view.of, view.level)[1])]
