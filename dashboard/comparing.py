"""The compare page's sections, each made once for a choice: verdict, charts, small multiples, table."""

from functools import partial
from typing import NamedTuple

import streamlit as st

from dashboard import comparison, comparison_charts, drawing, panels, rivals, side_by_side
from dashboard.charts import Look
from dashboard.choice import Choice
from dashboard.comparison import Comparison
from dashboard.kept import kept
from dashboard.labels import Words
from dashboard.pictures import Picture, picture


class Asked(NamedTuple):
    """Who is compared, and whether only what is comparable is drawn."""

    regions: tuple[str, ...]
    fair: bool


@kept
def regions(choice: Choice) -> tuple[str, ...]:
    """Those chosen, or the leaders of those alike where nobody is."""
    return choice.cities[: comparison.MOST_REGIONS] or tuple(rivals.leaders(choice))


@kept
def compared(choice: Choice, asked: Asked) -> Comparison | None:
    """The comparison; None where no region has a figure."""
    cells = rivals.cells(choice, asked.regions)
    return None if cells.empty else comparison.compare(cells, asked.regions, rivals.known(), fair_only=asked.fair)


@kept
def measures(choice: Choice, asked: Asked) -> dict[str, int]:
    """How many of the regions have each statistic."""
    return comparison.measures(rivals.cells(choice, asked.regions))


def _known(choice: Choice, asked: Asked) -> Comparison:
    found = compared(choice, asked)
    assert found is not None  # the page stops before it draws an empty comparison
    return found


@kept
def verdict(choice: Choice, asked: Asked, words: Words) -> None:
    """Whether they may be compared, and why."""
    st.html(panels.verdict(_known(choice, asked), partial(drawing.evidence_address, choice=choice), words))


@kept
def ranking(choice: Choice, asked: Asked, words: Words, look: Look) -> Picture:
    """The heading and the bars."""
    found = _known(choice, asked)
    st.header(f"{words.say('compare_ranking')}　{words.code(found.measure)}", anchor=False)
    without = side_by_side.region_names(found.without, words)
    colours = look.colours(sorted(asked.regions))
    return picture(comparison_charts.ranking(found.latest, without, words, look, colours), "compare_bars", words, look)


@kept
def total(choice: Choice, asked: Asked, words: Words) -> None:
    """The sum that counts nothing twice."""
    side_by_side.total(_known(choice, asked).points, rivals.known(), words)


@kept
def slope(choice: Choice, asked: Asked, words: Words, look: Look) -> tuple[Picture, str] | None:
    """The heading and the change between two years, with its words; None where no two years have enough regions."""
    found = _known(choice, asked)
    pair = comparison.widest_pair(found.points)
    if pair is None:
        st.header(words.code(found.measure), anchor=False)
        st.caption(words.say("compare_slope_none"))
        return None
    title = words.say("compare_slope", first=pair[0], last=pair[1])
    st.header(title, anchor=False)
    figure = comparison_charts.slope(found.points, pair, words, look, look.colours(sorted(asked.regions)))
    return picture(figure, "compare_slope", words, look), title


@kept
def multiples(choice: Choice, asked: Asked, words: Words, look: Look) -> None:
    """Small multiples on one axis."""
    found = _known(choice, asked)
    st.header(f"{words.say('compare_multiples')}　{words.code(found.measure)}", anchor=False)
    address = partial(drawing.evidence_address, choice=choice)
    st.html(panels.multiples(found.points, found.latest, address, words, look.colours(sorted(asked.regions))))


@kept
def scatter(choice: Choice, asked: Asked, words: Words, look: Look) -> Picture | None:
    """The heading and size beside growth; None where fewer than two regions state both."""
    st.header(words.say("compare_scatter"), anchor=False)
    rates = rivals.cells(choice, asked.regions, ("growth_rates",))
    rows = comparison.growth_beside(_known(choice, asked).latest, rates)
    if len(rows) < 2:
        st.caption(words.say("compare_scatter_none"))
        return None
    figure = comparison_charts.scatter(rows, words, look, look.colours(sorted(asked.regions)))
    return picture(figure, "compare_scatter", words, look)


@kept
def ranks(choice: Choice, asked: Asked, words: Words, look: Look) -> Picture | None:
    """The heading and how ranks changed; None where no two years rank the same regions."""
    st.header(words.say("compare_ranks"), anchor=False)
    rows = comparison.ranked(_known(choice, asked).points)
    if rows.empty:
        st.caption(words.say("compare_ranks_none"))
        return None
    figure = comparison_charts.rank_change(rows, words, look, look.colours(sorted(asked.regions)))
    return picture(figure, "ranks", words, look)


@kept
def table(choice: Choice, asked: Asked, words: Words) -> None:
    """Every figure drawn."""
    st.header(words.say("compare_table"), anchor=False)
    side_by_side.table(_known(choice, asked).points, choice, words)
