"""Map, timeline and signings: their states by AppTest, their charts as data, and sums that count an event once."""

import re

import duckdb
import pandas as pd
import pytest

from dashboard import (
    charts,
    frame,
    map_marks,
    map_time,
    maps,
    signing_charts,
    signing_tables,
    sparklines,
    timeline_charts,
)
from dashboard.labels import WORDS, Words
from tests.test_charts import rows

ZH = Words("zh")
LOOK = charts.Look()
maps_only = pytest.mark.skipif(not maps.ready(), reason="the boundaries are built at set-up")


@maps_only
@pytest.mark.parametrize(
    "state",
    [
        {"measure": "growth", "classes": "equal"},
        {"measure": "signings", "shape": "bubble", "place": "320000"},
        {"measure": "companies", "level": "city", "classes": "log"},
        {"place": "310114", "with": "310114,310115,nonsense"},
        {"at": "2021", "level": "county", "lang": "en"},
        {"measure": "nonsense", "shape": "x", "classes": "y", "level": "z", "at": "1850", "place": "999999"},
    ],
)
def test_the_map_opens_in_every_state(opened, state):
    app = opened("map", **state)
    assert not app.exception
    assert len(app.header) + len(app.subheader) >= 2


@pytest.mark.parametrize(
    "state",
    [
        {"mode": "value", "axis": "log"},
        {"mode": "growth", "city": "310000"},
        {"mode": "index", "base": "2022"},
        {"mode": "index", "base": "1850", "axis": "log", "lang": "en"},
        {"mode": "share"},
        {"mode": "share", "city": "659012"},
        {"mode": "nonsense", "axis": "x", "statistic": "revenue", "claim": "highest"},
    ],
)
def test_the_timeline_opens_in_every_state(opened, state):
    assert not opened("timeline", **state).exception


@pytest.mark.parametrize("state", [{"by": "count"}, {"group": "stated", "lang": "en"}, {"by": "x", "group": "y"}])
def test_the_signings_open_in_every_state(opened, state):
    assert not opened("signings", **state).exception


def test_an_event_that_two_articles_report_is_counted_once(opened, build):
    app = opened("signings")
    with duckdb.connect(build, read_only=True) as connection:
        sql = "SELECT count(*), sum(reports)::INTEGER, sum(project_count)::INTEGER FROM signing_events"
        events, reports, projects = connection.execute(sql).fetchone()
    assert reports > events
    metrics = [metric.value for metric in app.metric]
    assert metrics[:2] == [f"{events:,}", f"{projects:,}"]
    assert any(f"{reports} 篇报道" in caption.value for caption in app.caption)


def test_every_word_of_these_pages_is_in_both_languages():
    assert all(len(pair) == 2 and all(pair) for pair in WORDS.values())


# ---- maps


def test_borders_of_classes_are_round_and_part_the_values():
    borders = maps.edges([25.2, 129.6, 150.01, 384, 442.25, 783, 2011.7, 2900.6, 4593.5], "quantile")
    assert borders == [150, 400, 2000, 4000]


def test_growth_that_falls_and_rises_is_parted_at_nought():
    own = pd.DataFrame({"number": [-0.2, -0.05, 0.1, 0.3, 0.5], "kind": ["rate"] * 5})
    scale = maps.classed(own, "quantile", LOOK)
    assert 0.0 in scale.borders
    assert scale.tones[scale.of(-0.05)] in maps.WARM
    assert scale.tones[scale.of(0.1)] in maps.LIGHT


@pytest.mark.parametrize("classes", ["quantile", "equal", "log"])
def test_every_value_has_a_tone(classes):
    own = pd.DataFrame({"number": [1.0, 1.0, 5.0, 7.0, 100.0, 1e6], "kind": ["money"] * 6})
    scale = maps.classed(own, classes, LOOK)
    assert len(scale.tones) == len(scale.borders) + 1
    assert all(0 <= scale.of(value) < len(scale.tones) for value in own["number"])


@maps_only
def test_a_target_is_dashed_and_a_part_of_a_year_outlined_on_the_map():
    facts = rows(("310000", 2021, 1, "target", False), ("320000", 2021, 2, "actual", True))
    figure = maps.choropleth(maps.rows(facts, ZH), "100000", "province", ZH, LOOK)
    lines = {tuple(trace["locations"]): trace["marker"]["line"]["color"] for trace in figure["data"] if "z" in trace}
    assert lines[("310000",)] == maps.DASHED
    assert lines[("320000",)] == maps.OUTLINE


@maps_only
def test_a_bubble_grows_with_the_root_of_its_figure_and_is_hollow_for_an_estimate():
    facts = maps.rows(rows(("310000", 2021, 4, "actual", False), ("320000", 2021, 1, "estimate", False)), ZH)
    points = pd.DataFrame({"adcode": ["310000", "320000"], "lon": [121.4, 120.0], "lat": [31.1, 32.9]})
    trace = map_marks.bubbles(facts, points, LOOK)
    assert trace["marker"]["size"][0] == 2 * trace["marker"]["size"][1]
    assert trace["marker"]["color"] == [LOOK.accent, LOOK.paper]
    assert trace["customdata"] == ["310000", "320000"]


def labelled(*regions, beside=False):
    """The labels on the country's map: text by position. Regions as name, longitude, latitude; the largest first."""
    names, lon, lat = zip(*regions, strict=True)
    codes = [f"{number}00" for number in range(len(regions))]
    points = pd.DataFrame({"adcode": codes, "short_name": names, "lon": lon, "lat": lat})
    sizes = [float(len(regions) - number) for number in range(len(regions))]
    own = pd.DataFrame({"adcode": codes, "number": sizes, "told": "442.25亿元", "name": names})
    trace = map_marks.labels(own, points, LOOK, ZH, country=True, beside=beside, height=540)
    said = [text.replace("\u00a0", "").partition("<br>")[0] for text in trace["text"]]
    return dict(zip(said, trace["textposition"], strict=True))


def test_a_label_on_a_map_is_moved_off_that_of_a_larger_figure():
    assert labelled(("广西", 108.8, 23.8), ("贵州", 106.9, 26.8)) == {"广西": "middle right", "贵州": "middle left"}


def test_a_label_on_a_map_that_no_side_has_room_for_is_left_out():
    crowd = [(name, 110 + 0.2 * number, 30 + 0.2 * number) for number, name in enumerate("甲乙丙丁戊己庚")]
    found = labelled(("天", 90, 40), *crowd)
    assert "天" in found
    assert 1 < len(found) < 6


def test_no_label_on_a_map_covers_the_middle_or_the_bubble_of_another_region():
    assert labelled(("西", 110, 30), ("东", 112, 30))["西"] == "middle left"
    assert labelled(("西", 110, 30), ("东", 114, 30), beside=True)["西"] == "middle left"


def test_a_label_of_a_larger_figure_may_cover_a_smaller_region_where_there_is_no_other_room():
    crowd = [("江苏", 120.0, 32.9), ("河南", 113.1, 33.9), ("上海", 121.4, 31.1), ("甘肃", 104.2, 34.8)]
    assert labelled(*crowd)["河南"] == "middle left"


def test_a_sparkline_says_its_figures_and_escapes_them():
    picture = sparklines.sparkline(
        rows(("a", 2020, 1, "actual", False), ("a", 2023, 2, "target", False)), LOOK, '"><b>'
    )
    assert "<b>" not in picture
    assert picture.count("<img") == 1


# ---- timeline


def test_a_gap_is_bridged_by_dots_only_and_never_by_the_line():
    figure = timeline_charts.timeline(rows(("a", 2019, 1, "actual", False), ("a", 2022, 2, "actual", False)), ZH, LOOK)
    solid, dots = (trace for trace in figure["data"] if trace["mode"] == "lines")
    assert solid["x"] == [2019, None, 2022]
    assert "dash" in dots["line"]


def test_an_index_leaves_out_a_region_without_the_base_year():
    facts = rows(("a", 2020, 50, "actual", False), ("a", 2021, 75, "actual", False), ("b", 2021, 9, "actual", False))
    figure = timeline_charts.timeline(facts, ZH, LOOK, index=True, base=2020)
    assert [trace["y"] for trace in figure["data"] if trace["mode"] == "markers"] == [[100, 150]]


def test_a_log_axis_has_ticks_that_people_read():
    facts = rows(("a", 2020, 30, "actual", False), ("a", 2021, 7500, "actual", False))
    figure = timeline_charts.timeline(facts, ZH, LOOK, log=True)
    assert figure["layout"]["yaxis"]["type"] == "log"
    assert "1,000" in figure["layout"]["yaxis"]["ticktext"]


def test_years_stand_upright_and_apart_on_a_short_axis():
    few = timeline_charts.timeline(rows(("a", 2020, 1, "actual", False), ("a", 2022, 2, "actual", False)), ZH, LOOK)
    more = timeline_charts.timeline(rows(("a", 2019, 1, "actual", False), ("a", 2025, 2, "actual", False)), ZH, LOOK)
    assert (few["layout"]["xaxis"]["dtick"], few["layout"]["xaxis"]["tickangle"]) == (1, 0)
    assert (more["layout"]["xaxis"]["dtick"], more["layout"]["xaxis"]["tick0"]) == (2, 2025)


def test_a_lines_label_does_not_stand_on_the_point_that_follows_and_says_its_year():
    facts = rows(("a", 2020, 1, "actual", False), ("a", 2021, 2, "actual", False), ("a", 2022, 1, "actual", True))
    label = timeline_charts.timeline(facts, ZH, LOOK)["layout"]["annotations"][0]
    assert (label["x"], label["xanchor"]) == (2022, "left")
    assert "</b> 2021<br>" in label["text"]


def test_a_signing_stands_at_its_day_on_a_strip_of_its_own():
    facts = rows(("a", 2020, 1, "actual", False))
    events = pd.DataFrame(
        [{"at": "a", "adcode": "a", "region": "甲", "pinyin": "", "event": "<b>会",
          "signed_on": pd.Timestamp(2020, 7, 1),
          "amount": 1e8, "amount_qualifier": "over", "projects": 3.0, "count_qualifier": "exact", "fact_id": "e"}]
    )  # fmt: skip
    figure = timeline_charts.timeline(facts, ZH, LOOK, events=events)
    ticks = figure["data"][-1]
    assert (ticks["yaxis"], ticks["customdata"]) == ("y2", ["e"])
    assert abs(ticks["x"][0] - 2020) < 0.01
    assert "&lt;b&gt;" in ticks["hovertext"][0]


# ---- signings


def signed(*events):
    """Signings of one region as day and amount; one project each."""
    return pd.DataFrame(
        [
            {"adcode": "a", "region": name, "pinyin": "", "signed_on": pd.Timestamp(day), "amount": amount,
             "amount_qualifier": "exact", "projects": 1.0, "count_qualifier": "exact"}
            for name, day, amount in events
        ]
    )  # fmt: skip


def signing_labels(facts):
    return signing_charts._labels(facts, "amount", "projects", 1.0, [0, 3], ZH, LOOK)


def test_a_signings_label_keeps_off_the_bubbles_beside_it():
    facts = signed(("甲", "2020-01-01", 5e10), ("乙", "2020-02-10", 4.9e10), ("丙", "2023-01-01", 1e9))
    first = signing_labels(facts)[0]
    assert first["text"].startswith("<b>甲")
    assert first["yshift"] != 0  # straight to the right is 乙


def test_a_signings_label_that_only_a_desk_has_room_for_is_marked_so(monkeypatch):
    monkeypatch.setattr(signing_charts, "LABEL_RISES", (0,))
    beside = [("乙", "2018-06-01", 8.8e10), ("乙", "2021-06-01", 8.9e10)]
    first = signing_labels(
        signed(("甲", "2020-01-01", 9e10), ("丙", "2015-01-01", 1e9), ("丙", "2027-01-01", 1e9), *beside)
    )[0]
    assert (first["text"][:4], first["opacity"]) == ("<b>甲", signing_charts.DESK_ONLY)
    assert f"opacity: {signing_charts.DESK_ONLY}" in frame.STYLE


def test_an_event_without_an_amount_is_on_no_axis_and_in_no_column():
    one = {
        "adcode": "a", "region": "甲", "pinyin": "", "event": None, "projects": 3.0, "count_qualifier": "exact",
        "reports": 1, "fact_id": "x",
    }  # fmt: skip
    facts = pd.DataFrame(
        [
            one | {"signed_on": pd.Timestamp(2020, 7, 1), "amount": 1e9, "amount_qualifier": "over"},
            one | {"signed_on": pd.Timestamp(2021, 7, 1), "amount": None, "amount_qualifier": None},
        ]
    )
    months = pd.DataFrame(
        {"month": [pd.Timestamp(2020, 7, 1), pd.Timestamp(2021, 7, 1)], "events": 1, "projects": 3.0,
         "amount": [1e9, None], "unsaid": [0, 1], "uncounted": 0}
    )  # fmt: skip
    stated, silent, columns, rings = signing_charts.events(facts, months, ZH, LOOK)["data"]
    assert stated["y"] == [10]
    assert stated["marker"]["symbol"] == ["triangle-up"]
    assert (silent["yaxis"], silent["marker"]["color"]) == ("y2", LOOK.paper)
    assert columns["x"] == ["2020-07-15"]
    assert rings["x"] == ["2021-07-15"]


def test_of_very_many_events_the_largest_and_the_newest_unstated_are_drawn(monkeypatch):
    monkeypatch.setattr(signing_charts, "MOST_KNOWN", 2)
    monkeypatch.setattr(signing_charts, "MOST_SILENT", 1)
    rows = pd.DataFrame({"event_id": list("abcdef"), "amount": [1e8, None, 3e8, 2e8, None, None], "projects": 1.0})
    assert list(signing_charts.picked(rows)["event_id"]) == ["b", "c", "d"]
    assert list(signing_charts.picked(rows, "count")["event_id"]) == ["a", "b"]


def test_a_region_whose_amounts_are_not_stated_is_hatched():
    facts = pd.DataFrame(
        {"adcode": ["a", "b"], "region": ["甲", "乙"], "pinyin": "", "events": [2, 1], "projects": [5.0, None],
         "number": [1e9, None], "unsaid": [0, 1], "fact_id": ["x", "y"]}
    )  # fmt: skip
    bar = signing_charts.by_region(facts, ZH, LOOK)["data"][0]
    assert bar["marker"]["pattern"]["shape"] == ["", "/"]
    assert "未说金额" in bar["text"][1]


# ---- the map's years and its basket


@pytest.fixture
def later(monkeypatch):
    """Time passes when it is told to."""
    at = [1000.0]
    monkeypatch.setattr(map_time.time, "monotonic", lambda: at[0])

    def passes(seconds):
        at[0] += seconds

    return passes


@maps_only
def test_playing_goes_on_year_by_year_and_ends_at_the_latest(opened, later):
    app = opened("map")
    years = [year for year in app.select_slider("mode_at").options if year.isdigit()]
    app.button("play").click().run()
    assert app.query_params["at"] == years[0]  # from the end it begins again
    seen = [years[0]]
    while app.query_params.get("at") and len(seen) < 40:
        later(map_time.SECONDS)
        app.run()
        seen.append(app.query_params.get("at", ""))
    assert seen == [*years, ""]
    assert not app.exception
    later(map_time.SECONDS)
    app.run()
    assert "at" not in app.query_params
    assert app.button("play").label == ZH.say("play")


@maps_only
def test_playing_waits_for_its_time_and_stops_where_it_is(opened, later):
    app = opened("map", at="2021")
    app.button("play").click().run()
    assert app.button("play").label == ZH.say("pause")
    later(map_time.SECONDS / 2)
    app.run()
    assert app.query_params["at"] == "2021"
    app.button("play").click().run()
    later(map_time.SECONDS * 2)
    app.run()
    assert app.query_params["at"] == "2021"


@maps_only
def test_a_region_is_gathered_to_compare_and_put_back(opened):
    app = opened("map", place="310114")
    app.button("add_310114").click().run()
    assert app.query_params["with"] == "310114"
    app.button("basket_310114").click().run()
    assert "with" not in app.query_params
    assert not app.exception


@maps_only
def test_a_breadcrumb_goes_back_up(opened):
    app = opened("map", place="310114")
    app.button("up_100000").click().run()
    assert not app.exception
    assert app.query_params.get("place", "100000") == "100000"


def test_without_boundaries_the_map_says_how_to_build_them(opened, monkeypatch):
    monkeypatch.setattr(maps, "ready", lambda: False)
    app = opened("map")
    assert ZH.say("map_missing") in [info.value for info in app.info]
    assert app.code[0].value == "python -m dashboard.boundaries"


def test_a_long_list_says_how_many_more_there_are_and_shows_them(opened, monkeypatch):
    monkeypatch.setattr(signing_tables, "ROWS", 10)
    app = opened("signings")
    listed = app.dataframe[2].value
    assert len(listed) == 10
    button = next(button for button in app.button if button.key == "more_signings")
    left = int(re.search(r"还有 ([\d,]+) 行", button.label)[1].replace(",", ""))
    button.click().run()
    assert len(app.dataframe[2].value) == 20
    assert sum(1 for metric in app.metric if metric.value == f"{left + 10:,}") == 1
