"""A chart as a picture to take along: its source line inside it, and the button that saves it."""

from collections.abc import Iterator
from typing import Any

import pandas as pd

from dashboard import citations, database
from dashboard.charts import CONFIG, Figure, Look

MOST_FACTS = 2_000
SOURCES = """
    SELECT DISTINCT article_id, title, publisher, published_on, url FROM page_facts WHERE list_contains($facts, fact_id)
    ORDER BY article_id
"""


def carried(figure: Figure, name: str, lang: str, look: Look) -> tuple[Figure, dict[str, Any]]:
    """The figure with the sources of the facts it draws under it, and the settings with a button to save it."""
    build = database.build()
    rows = drawn(figure)
    button = {"format": "png", "filename": f"lifeatlas-{name.split('_')[0]}", "scale": 2}
    shown = {"displayModeBar": "hover", "modeBarButtons": [["toImage"]], "toImageButtonOptions": button}
    if build is None or rows.empty:
        return figure, CONFIG | shown
    signed = citations.signed(figure, citations.image_line(rows, build.stem, lang), look.muted)
    signed["layout"]["paper_bgcolor"] = look.paper  # a picture without one is unreadable on a dark slide
    return signed, CONFIG | shown


def drawn(figure: Figure) -> pd.DataFrame:
    """title, publisher, published_on, url, article_id: the source of each fact that the figure draws."""
    found = facts(figure)
    return database.fetch(SOURCES, {"facts": found}) if found else pd.DataFrame()


def facts(figure: Figure) -> list[str]:
    """The facts that the figure draws."""
    return sorted(set(_facts(figure)))[:MOST_FACTS]


def _facts(figure: Figure) -> Iterator[str]:
    for trace in figure["data"]:
        for told in trace.get("customdata") or ():
            fact = told[0] if isinstance(told, list | tuple) and told else told
            if isinstance(fact, str):
                yield fact
