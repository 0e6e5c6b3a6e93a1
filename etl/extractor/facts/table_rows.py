"""The tables that a body holds as rows of cells, and the unit that the line above one tells."""

import re
from collections.abc import Iterator
from typing import NamedTuple

CELL = re.compile(r"[^\s|](?:[^\t|\n \u3000]|[ \u3000](?![ \u3000]))*")  # between bars, tabs or two spaces
COLUMNS = ("\t", "|", "  ", "\u3000\u3000")  # what may stand between two columns
LINE = 40  # characters above a table that may end with the unit of all its figures
UNIT = re.compile(r"万人|人|[件张项款]|万亿元|亿元|千万元|百万元|万元|[%％]|[家户个]|元")
OF_ALL = re.compile(  # above a table: 单位：亿元, （亿元）, （2023年底，家）
    r"(?:单位[：:]\s?([\u4e00-\u9fff]{1,3})(?:[、，,]\s?[%％])?[）)]?|[（(，,](万?人|万?亿元|[千百]?万元|元|[家户个件张])(?:[、，,]\s?[%％])?[）)])[：:]?\s*$"
)
NUMBERED = re.compile(r"序号?|编号|排名|名次|排序|位次|No\.?", re.I)  # a first column that only numbers the rows
HOW_MANY = re.compile(  # of a column of plain numbers: 生物医药企业数
    r"(?:企业|公司|机构|医院|药店|平台|实验室|研究院|专利|授权|文号|批文|注册证|小巨人”?)(?:数量|总数|家数|户数|数)?$"
)
GROWTH = re.compile(r"增减|增长|增速|增幅|同比|涨幅|变化")


class Cell(NamedTuple):
    """A cell's text without the space around it, and where it stands in the body."""

    text: str
    start: int
    end: int


def tables(content: str) -> Iterator[list[list[Cell]]]:
    """Runs of at least two lines with as many cells each, the first with a unit in it."""
    if not any(mark in content for mark in COLUMNS):
        return
    run: list[list[Cell]] = []
    offset = 0
    for line in [*content.split("\n"), ""]:
        cells = [cell for m in CELL.finditer(line) if (cell := _stripped(m, offset)).text]
        rule = bool(cells) and all(set(cell.text) <= set("-: ") for cell in cells)
        if len(cells) >= 2 and (not run or len(cells) == len(run[0])):
            if not rule:
                run.append(cells)
        elif not rule:
            if len(run) >= 2 and (_has_figures(run) or unit_above(content, run)):
                yield _side_by_side(run)
            run = [cells] if len(cells) >= 2 else []
        offset += len(line) + 1


def _side_by_side(rows: list[list[Cell]]) -> list[list[Cell]]:
    """A table whose header stands twice beside itself as one, and without a column that only numbers its rows."""
    half = len(rows[0]) // 2
    names = [cell.text for cell in rows[0]]
    if half > 1 and names[:half] == names[half:]:
        rows = [rows[0][:half], *(part for row in rows[1:] for part in (row[:half], row[half:]))]
    return [row[1:] for row in rows] if len(rows[0]) > 2 and NUMBERED.fullmatch(rows[0][0].text) else rows


def _has_figures(rows: list[list[Cell]]) -> bool:
    """Whether a header tells a unit or growth, or the first two cells of a row a unit."""
    header = any(pattern.search(cell.text) for cell in rows[0][1:] for pattern in (UNIT, GROWTH, HOW_MANY))
    return header or any(UNIT.search(cell.text) for row in rows[1:] for cell in row[:2])


def unit_above(content: str, rows: list[list[Cell]]) -> str:
    """The unit of all figures of a table that the line above it ends with; empty if it tells none."""
    start = content.rfind("\n", 0, rows[0][0].start) + 1
    above = OF_ALL.search(content[max(0, start - LINE) : start])
    return above[1] or above[2] if above else ""


def _stripped(match: re.Match[str], offset: int) -> Cell:
    text = match.group()
    left = len(text) - len(text.lstrip())
    return Cell(text.strip(), offset + match.start() + left, offset + match.start() + left + len(text.strip()))
