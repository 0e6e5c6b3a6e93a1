"""Citations: GB/T 7714 and plain words, with what is known and nothing made up."""

from datetime import date

import pandas as pd
import plotly.graph_objects as go
import pytest

from dashboard import citations
from dashboard.citations import Source
from etl.exports.citations import build_day, edition, gb, plain

BUILD = "20261121T120000Z-abcdef"
WHOLE = Source("嘉定举行精准医学大会", "晨报", date(2022, 11, 15), "https://x.cn/1")
SEEN = date(2026, 11, 21)


@pytest.mark.parametrize(
    ("source", "text"),
    [
        (WHOLE, "晨报. 嘉定举行精准医学大会[EB/OL]. (2022-11-15)[2026-11-21]. https://x.cn/1."),
        (WHOLE._replace(publisher=None), "嘉定举行精准医学大会[EB/OL]. (2022-11-15)[2026-11-21]. https://x.cn/1."),
        (WHOLE._replace(title=None), "晨报. [无题名][EB/OL]. (2022-11-15)[2026-11-21]. https://x.cn/1."),
        (WHOLE._replace(published_on=None), "晨报. 嘉定举行精准医学大会[EB/OL]. [2026-11-21]. https://x.cn/1."),
        (WHOLE._replace(url=None), "晨报. 嘉定举行精准医学大会[EB/OL]. (2022-11-15)."),
        (Source(None, None, None, None), "[无题名][EB/OL]."),
    ],
)
def test_an_article_after_gb_t_7714(source, text):
    assert gb(source, SEEN) == text


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("zh", "晨报《嘉定举行精准医学大会》，2022-11-15，https://x.cn/1"),
        ("en", "晨报, “嘉定举行精准医学大会”, 2022-11-15, https://x.cn/1"),
    ],
)
def test_an_article_in_plain_words(lang, text):
    assert plain(WHOLE, lang) == text


def test_a_figure_carries_article_day_address_and_build():
    address = "http://atlas/evidence?fact=1"
    for text in (
        citations.figure_gb(WHOLE, BUILD, address),
        citations.figure_plain(WHOLE, "154.8亿元", BUILD, address, "zh"),
        citations.figure_plain(WHOLE, "154.8亿元", BUILD, address, "en"),
    ):
        assert all(
            part in text for part in ("晨报", "嘉定举行精准医学大会", "2022-11-15", "https://x.cn/1", address, BUILD)
        )


def test_a_chart_carries_product_build_and_address():
    gb_text, words = citations.chart("产值走势", BUILD, "http://atlas/timeline?city=310000", "zh")
    assert gb_text == (
        f"生医图谱. 产值走势[DS/OL]. 数据版本 {BUILD}. (2026-11-21)[2026-11-21]. http://atlas/timeline?city=310000."
    )
    assert BUILD in words and "http://atlas" in words
    assert edition(BUILD, "Output", "", "en").startswith("LifeAtlas. Output[DS/OL]. Build ")


@pytest.mark.parametrize("build", ["", "x", "abcdefgh", BUILD])
def test_a_builds_day_is_in_its_name(build):
    assert build_day(build) == (SEEN if build == BUILD else None)


ROWS = pd.DataFrame({
    "article_id": ["a", "a", "b", "c", "d", "e"],
    "title": ["甲", "甲", None, "丙", "丁", "戊"],
    "publisher": ["晨报", "晨报", "晚报", None, "日报", "周报"],
    "published_on": pd.to_datetime(["2022-01-01", "2022-01-01", None, "2023-01-01", "2021-01-01", "2020-01-01"]),
    "url": [None, None, "https://x.cn/2", None, None, None],
})  # fmt: skip


def test_each_article_is_cited_once_newest_first():
    found = citations.sources(ROWS, BUILD)
    assert len(found) == 5
    assert found[0].startswith("丙[EB/OL]. (2023-01-01)")
    assert found[-1].startswith("晚报")


@pytest.mark.parametrize(("lang", "more"), [("zh", "等 5 个来源"), ("en", "and others (5)")])
def test_a_picture_says_where_its_figures_come_from(lang, more):
    line = citations.image_line(ROWS, BUILD, lang)
    assert "晨报" in line and more in line and "2026-11-21" in line


def test_a_publishers_long_name_is_not_cut_within_brackets():
    rows = ROWS.assign(publisher="news.example333.com（某某网络媒体转载页）")
    assert "：news.example333.com ·" in citations.image_line(rows, BUILD, "zh")


def test_a_figure_carries_its_source_line_and_room_for_it():
    figure = {"data": [], "layout": {"margin": {"b": 8}, "annotations": [{"text": "x"}], "height": 300}}
    signed = citations.signed(figure, ["来源：<b>晨报", "审图号"])
    assert go.Figure(signed).layout.title.text == "来源：&lt;b&gt;晨报<br>审图号"
    assert signed["layout"]["margin"]["b"] > 8 and signed["layout"]["height"] > 300
    assert figure["layout"] == {"margin": {"b": 8}, "annotations": [{"text": "x"}], "height": 300}


@pytest.mark.parametrize(("axis", "room"), [({"visible": False}, 8), ({}, 8), ({"title": {"text": "亿元"}}, 42)])
def test_the_source_line_keeps_off_the_axis(axis, room):
    figure = {"data": [], "layout": {"margin": {"b": 8}, "height": 300, "xaxis": axis}}
    signed = citations.signed(figure, ["来源"])["layout"]
    assert signed["margin"]["b"] == room + 26
    assert signed["height"] - 300 == signed["margin"]["b"] - 8
