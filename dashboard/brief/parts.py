"""What a brief is made of: footnotes, bars, lines, cells, tiles. Imports nothing of the brief."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from dashboard.labels import Words


class Note(NamedTuple):
    """A footnote: the printed figure inside its sentence, and the source."""

    number: int
    fact_id: str
    before: str
    quote: str
    after: str
    source: str


class Bar(NamedTuple):
    """A bar: hollow where the figure is no actual of a full year; `note` is its footnote."""

    label: str
    value: float
    text: str
    solid: bool
    note: int


class Point(NamedTuple):
    """A figure on a line."""

    year: int
    value: float
    text: str
    status: str
    solid: bool
    note: int


class Line(NamedTuple):
    """A region's figures in time."""

    label: str
    points: tuple[Point, ...]


class Cell(NamedTuple):
    """A cell of the table, or a tile's figure."""

    text: str
    period: str = ""
    note: int = 0


class Tile(NamedTuple):
    """A headline figure."""

    label: str
    cell: Cell


@dataclass(frozen=True)
class Brief:
    """All that the page says, in the words of one language."""

    words: Words
    title: str
    scope: str
    build: str
    address: str
    measure: str
    tiles: Sequence[Tile]
    findings: Sequence[tuple[str, int]]
    verdict: str
    level: str
    reasons: Sequence[str]
    ranking: Sequence[Bar]
    trend: Sequence[Line]
    growth: Sequence[Bar]
    signings: Sequence[Bar]
    table: Sequence[tuple[str, Cell, Cell, Cell]]
    notes: Sequence[Note]
    citation: str
