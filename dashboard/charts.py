"""DataFrame -> plotly figure, as a dict. No st., no SQL. One look for all charts, in light and in dark."""

import zlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import pandas as pd

from dashboard.labels import YI, Words

Figure = dict[str, Any]
FONT = "PingFang SC, Microsoft YaHei, Noto Sans CJK SC, Noto Sans SC, sans-serif"
# Okabe and Ito's colours, darkened or lightened where they were faint: told apart by colour-blind readers.
PALETTE = ("#0072b2", "#d55e00", "#009e73", "#b5568f", "#c98a00", "#3d9bd1", "#7a6a9e", "#8b5a2b", "#5f7d2e", "#7d7d7d")
PALETTE_DARK = (
    "#4aa8e0", "#f08543", "#35c79b", "#d98abb", "#e6b34a", "#86c8ee", "#a899cf", "#c2966a", "#9dbb6b", "#a8a8a8",
)  # fmt: skip
CONFIG = {"displayModeBar": False, "displaylogo": False, "responsive": True, "topojsonURL": "app/static/topojson/"}


BESIDE = {"zh": 1.6, "en": 2.0}  # a ranked bar and the figure beside it, in lengths of the longest bar


@dataclass(frozen=True, slots=True)
class Look:
    """Colours of one mode."""

    dark: bool = False

    @property
    def ink(self) -> str:
        """Text and axis titles."""
        return "#e6e3dc" if self.dark else "#1d2429"

    @property
    def muted(self) -> str:
        """Tick labels and lesser lines."""
        return "#a3a8a8" if self.dark else "#5e666b"

    @property
    def grid(self) -> str:
        """Grid lines."""
        return "#2c353a" if self.dark else "#e4e0d5"

    @property
    def paper(self) -> str:
        """The page behind the chart."""
        return "#14191c" if self.dark else "#fdfcf9"

    @property
    def accent(self) -> str:
        """The one colour of a chart that needs one."""
        return "#5cb8d6" if self.dark else "#0b5c7a"

    @property
    def none(self) -> str:
        """No figure."""
        return "#2a3238" if self.dark else "#e9e6dd"

    @property
    def land(self) -> str:
        """A region that has a figure, under its bubble."""
        return "#1c2327" if self.dark else "#f6f3ec"

    def colours(self, adcodes: Sequence[str]) -> dict[str, str]:
        """A colour for each region: its own wherever it is drawn, unless a region drawn before it took that one."""
        palette = PALETTE_DARK if self.dark else PALETTE
        taken: dict[str, int] = {}
        for adcode in adcodes:
            wish = zlib.crc32(adcode.encode()) % len(palette)
            free = [
                i % len(palette) for i in range(wish, wish + len(palette)) if i % len(palette) not in taken.values()
            ]
            taken[adcode] = free[0] if free else wish
        return {adcode: palette[index] for adcode, index in taken.items()}


def layout(look: Look, height: int, **more: Any) -> Figure:  # noqa: ANN401 - plotly's own keys
    """The common layout: no frame, thin grid, our font; `more` is laid over it."""
    axis = {
        "gridcolor": look.grid,
        "linecolor": look.muted,
        "zeroline": False,
        "tickfont": {"color": look.muted, "size": 12},
        "title": {"font": {"color": look.muted, "size": 12}},
        "automargin": True,
        "fixedrange": True,
    }
    base: Figure = {
        "height": height,
        "font": {"family": FONT, "color": look.ink, "size": 13},
        "paper_bgcolor": "rgba(0,0,0,0)",
        "plot_bgcolor": "rgba(0,0,0,0)",
        "margin": {"l": 8, "r": 12, "t": 8, "b": 8},
        "showlegend": False,
        "dragmode": False,
        "hoverlabel": {"font": {"family": FONT, "size": 13}, "align": "left"},
        "xaxis": axis,
        "yaxis": axis,
        "legend": {"orientation": "h", "y": 1.02, "yanchor": "bottom", "x": 0, "font": {"color": look.ink}},
    }
    for name, value in more.items():
        base[name] = {**base[name], **value} if isinstance(base.get(name), dict) and isinstance(value, dict) else value
    return base


def names(rows: pd.DataFrame, words: Words) -> list[str]:
    """The regions' names in the reader's language. Takes adcode, region, pinyin."""
    columns = zip(rows["adcode"], rows["region"], rows["pinyin"], strict=True)
    return [words.region(adcode, str(name), str(pinyin)) for adcode, name, pinyin in columns]


def told(rows: pd.DataFrame, words: Words) -> list[str]:
    """Each figure as people write it, by its table. Takes kept_in, number, qualifier."""
    return [
        figure(table, number, qualifier, words)
        for table, number, qualifier in zip(rows["kept_in"], rows["number"], rows["qualifier"], strict=True)
    ]


def figure(table: str, number: float, qualifier: str, words: Words) -> str:
    """One figure in words: money, a rate or a count."""
    if table == "growth_rates":
        return words.rate(number, qualifier)
    return words.number(number, qualifier) if table == "entity_counts" else words.money(number, qualifier)


def periods(rows: pd.DataFrame, words: Words) -> list[str]:
    """Each row's period in few words. Takes period_start, period_end."""
    return [words.period(day_of(a), day_of(b)) for a, b in zip(rows["period_start"], rows["period_end"], strict=True)]


def each(rows: pd.DataFrame, words: Words) -> Iterator[tuple[dict[str, Any], str, str, str]]:
    """Each row with its region's name, its figure and its period in words. Takes FACTS columns."""
    records: list[dict[str, Any]] = rows.to_dict("records")  # type: ignore[assignment]
    return zip(records, names(rows, words), told(rows, words), periods(rows, words), strict=True)


def day_of(value: Any) -> date | None:  # noqa: ANN401 - a Timestamp, a date or NaT
    """A cell as a day."""
    return None if value is None or value != value else pd.Timestamp(value).date()


def escaped(text: object) -> str:
    """Foreign text inside a chart: plotly reads a few HTML tags."""
    return str(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def leading(facts: Iterable[str], said: Sequence[str]) -> Figure:
    """What each point of a trace leads to and says; a click on one fades none of the others."""
    still = {"marker": {"opacity": 1}}
    return {"customdata": [*facts], "hovertext": said, "hoverinfo": "text", "selected": still, "unselected": still}


def hovers(rows: pd.DataFrame, words: Words) -> list[str]:
    """What a point says: region, figure, period, status, source."""
    texts = []
    sources = rows["publisher"].fillna(rows["title"]).fillna("")
    marks = zip(names(rows, words), told(rows, words), periods(rows, words), rows["status"], sources, strict=True)
    for name, text, period, status, source in marks:
        state = "" if status == "actual" else f" · {words.code(status)}"
        texts.append(f"<b>{escaped(name)}</b> {escaped(text)}<br>{period}{state}<br>{escaped(source)[:40]}")
    return texts


def ranking(rows: pd.DataFrame, words: Words, look: Look) -> Figure:
    """Ranked bars, the largest on top; hollow: an estimate, a target or a part of a year. Columns as in FACTS."""
    solid = (rows["status"] == "actual") & ~rows["part_year"].astype(bool)
    labels = names(rows, words)
    texts = [f"{text}  {period}" for text, period in zip(told(rows, words), periods(rows, words), strict=True)]
    scale = 100 if len(rows) and rows["kept_in"].iloc[0] == "growth_rates" else 1 / YI
    bar: Figure = {
        "type": "bar",
        "orientation": "h",
        "x": [number * scale for number in rows["number"]],
        "y": list(range(len(rows))),
        "text": [escaped(text) for text in texts],
        "textposition": "outside",
        "cliponaxis": False,
        "textfont": {"size": 12, "color": look.muted},
        "customdata": list(rows["fact_id"]),
        "hovertext": hovers(rows, words),
        "hoverinfo": "text",
        "marker": {
            "color": [look.accent if whole else look.paper for whole in solid],
            "line": {"color": look.accent, "width": 1.4},
        },
    }
    longest = max([abs(x) for x in bar["x"]], default=1)
    return {
        "data": [bar],
        "layout": layout(
            look,
            30 * max(len(rows), 2) + 20,
            bargap=0.38,
            xaxis={"visible": False, "range": [min(0, *bar["x"], 0) * 1.3, longest * BESIDE[words.lang]]},
            yaxis={
                "tickvals": bar["y"],
                "ticktext": labels,
                "autorange": "reversed",
                "showgrid": False,
                "tickfont": {"color": look.ink, "size": 13},
                "ticks": "",
            },
        ),
    }


def unit(text: str, look: Look) -> Figure:
    """The vertical axis's unit, written above it."""
    return {
        "text": text,
        "xref": "paper",
        "yref": "paper",
        "x": 0,
        "y": 1,
        "yanchor": "bottom",
        "xanchor": "left",
        "showarrow": False,
        "font": {"color": look.muted, "size": 12},
    }
