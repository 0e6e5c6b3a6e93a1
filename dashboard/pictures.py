"""A chart as it is drawn and taken along: its source line inside it, the button that saves it, the facts it draws."""

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

import pandas as pd
import plotly.graph_objects as go

from dashboard import citations, database
from dashboard.charts import CONFIG, Figure, Look
from dashboard.labels import Words

MOST_FACTS = 2_000
KINDS = ("png", "svg")
SOURCES = """
    SELECT DISTINCT article_id, title, publisher, published_on, url
    FROM page_facts SEMI JOIN (SELECT unnest($facts::VARCHAR[]) AS fact_id) USING (fact_id) ORDER BY article_id
"""


class Sent(go.Figure):  # type: ignore[misc]
    """A figure that is sent as it stands; plotly would check and copy it at every run, at twenty times the cost."""

    def __init__(self, figure: Figure) -> None:
        """figure: as plotly's own dict, JSON values only."""
        super().__init__()
        self.__dict__["_as_it_stands"] = figure

    def to_dict(self) -> Figure:
        """The figure; not to be changed."""
        found: Figure = self.__dict__["_as_it_stands"]
        return found


class Picture(NamedTuple):
    """A chart made ready: what is drawn, plotly's settings, and the facts it draws."""

    figure: Sent
    config: dict[str, Any]
    facts: list[str]


def picture(
    figure: Figure, name: str, words: Words, look: Look, drawn: Sequence[str] | None = None, credit: str = ""
) -> Picture:
    """The figure with the sources of the facts it draws under it, and the settings with a button to save it.

    drawn: those facts, where the marks don't carry them; credit: a line that must go with the picture.
    """
    build, found = database.build(), facts(figure) if drawn is None else list(drawn)
    rows = database.fetch(SOURCES, {"facts": found}) if found else pd.DataFrame()
    button = {"format": KINDS[0], "filename": f"lifeatlas-{name.split('_')[0]}", "scale": 2}
    shown = {"displayModeBar": "hover", "modeBarButtons": [["toImage"]], "toImageButtonOptions": button}
    # The product on a line of its own: a narrow chart cuts a long one.
    lines = citations.image_line(rows, build.stem, words.lang).rsplit(" · ", 1) if build and len(rows) else []
    lines += [credit] * bool(credit)
    if lines:
        figure = citations.signed(figure, lines, look.muted)
        figure["layout"]["paper_bgcolor"] = look.paper  # a picture without one is unreadable on a dark slide
    return Picture(Sent(figure), CONFIG | shown, found)


def saved_as(config: dict[str, Any], kind: str) -> dict[str, Any]:
    """The settings of a chart whose button saves it as `kind`."""
    return config | {"toImageButtonOptions": config["toImageButtonOptions"] | {"format": kind}}


def facts(figure: Figure) -> list[str]:
    """The facts that the figure draws."""
    return sorted(set(_facts(figure)))[:MOST_FACTS]


def _facts(figure: Figure) -> Iterator[str]:
    for trace in figure["data"]:
        for told in trace.get("customdata") or ():
            fact = told[0] if isinstance(told, list | tuple) and told else told
            if isinstance(fact, str):
                yield fact
