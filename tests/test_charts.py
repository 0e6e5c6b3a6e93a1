"""Charts and maps as data: what is solid, hollow, dashed, open or grey; colours that stay with a region."""

import pandas as pd
import pytest

from dashboard import charts, maps, timeline_charts
from dashboard.labels import Words

ZH = Words("zh")
LOOK = charts.Look()


def rows(*facts):
    """FACTS rows from (adcode, year, yi, status, part_year)."""
    return pd.DataFrame(
        [
            {
                "kept_in": "output_values", "adcode": adcode, "region": adcode, "pinyin": "", "year": year,
                "number": yi * 1e8, "qualifier": "exact", "status": status, "part_year": part, "measure": "output",
                "period_start": pd.Timestamp(year, 1, 1), "period_end": pd.Timestamp(year, 9 if part else 12, 30),
                "industry_text": "医药", "fact_id": f"{adcode}-{year}-{status}", "publisher": "甲", "title": None,
            }
            for adcode, year, yi, status, part in facts
        ]
    )  # fmt: skip


def test_a_missing_year_leaves_the_line_open():
    figure = timeline_charts.timeline(rows(("a", 2019, 1, "actual", False), ("a", 2021, 2, "actual", False)), ZH, LOOK)
    line = next(trace for trace in figure["data"] if trace["mode"] == "lines")
    assert line["x"] == [2019, None, 2021]


def test_a_target_is_dashed_and_a_part_of_a_year_is_hollow_and_off_the_line():
    facts = rows(("a", 2021, 1, "actual", False), ("a", 2022, 1, "actual", True), ("a", 2025, 9, "target", False))
    figure = timeline_charts.timeline(facts, ZH, LOOK)
    solid, dashed = (trace for trace in figure["data"] if trace["mode"] == "lines")
    assert solid["x"] == [2021]
    assert (dashed["x"], dashed["line"]["dash"]) == ([2021, 2025], "dash")
    points = next(trace for trace in figure["data"] if trace["mode"] == "markers")
    assert [colour == LOOK.paper for colour in points["marker"]["color"]] == [False, False, True]
    assert points["marker"]["symbol"] == ["circle", "circle-open-dot", "diamond"]
    assert points["customdata"] == ["a-2021-actual", "a-2022-actual", "a-2025-target"]


def test_the_index_starts_at_a_hundred():
    facts = rows(("a", 2020, 50, "actual", False), ("a", 2021, 75, "actual", False))
    figure = timeline_charts.timeline(facts, ZH, LOOK, index=True)
    points = next(trace for trace in figure["data"] if trace["mode"] == "markers")
    assert points["y"] == [100, 150]


def test_a_region_keeps_its_colour_and_no_two_share_one():
    alone = LOOK.colours(["310000"])["310000"]
    assert LOOK.colours(["310000", "320000", "330000"])["310000"] == alone
    assert len(set(LOOK.colours([f"{n}0000" for n in range(31, 41)]).values())) == 10


@pytest.mark.parametrize("classes", ["quantile", "equal", "log"])
def test_the_classes_of_a_map_rise(classes):
    borders = maps.edges([1, 2, 3, 50, 1000, 7], classes)
    assert borders == sorted(set(borders))
    assert 1 <= len(borders) <= 4


def test_one_value_makes_one_class():
    assert maps.edges([5, 5], "quantile") == []


def test_foreign_text_in_a_chart_is_escaped():
    facts = rows(("a", 2021, 1, "actual", False)).assign(region="<b>x</b>", publisher="<a href=x>")
    assert "<a href" not in charts.hovers(facts, ZH)[0]


@pytest.mark.skipif(not maps.ready(), reason="the boundaries are built at set-up")
def test_regions_without_a_figure_are_grey_and_taiwan_is_on_the_map():
    facts = maps.rows(rows(("310000", 2021, 1, "actual", False), ("320000", 2021, 2, "actual", True)), ZH)
    figure = maps.choropleth(facts, "100000", "province", ZH, LOOK)
    grey, firm, outlined, dashes = figure["data"]
    assert "710000" in grey["locations"]
    assert (firm["locations"], outlined["locations"]) == (["310000"], ["320000"])
    assert dashes["type"] == "scattergeo"
    assert len(grey["locations"]) == 32
