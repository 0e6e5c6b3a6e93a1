"""Bodies, titles, publishers and dates of made-up pages (tests/documents/pages.yaml), of the seeds, of odd texts."""

import json
import re
import unicodedata
from datetime import date
from pathlib import Path

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from etl import body, documents, furniture, garbling, masthead
from etl.errors import Refused
from etl.models import Article, Document

HERE = Path(__file__).parent
PAGES = yaml.safe_load((HERE / "documents" / "pages.yaml").read_text(encoding="utf-8"))
GOLD = sorted((HERE / "gold" / "dev" / "articles").iterdir()) + sorted(
    (HERE.parent / "seeds" / "articles").glob("*.txt")
)
TABLES = ("output_values", "growth_rates", "signings", "entity_counts")


@pytest.fixture(params=PAGES, ids=[page["name"].replace(" ", "_") for page in PAGES])
def page(request, tmp_path):
    path = tmp_path / f"page{request.param.get('suffix', '.txt')}"
    path.write_text(request.param["text"], encoding="utf-8")
    found = documents.read(path)
    assert found.refusals == []
    return request.param, body.article(found.documents[0])


def test_every_line_of_the_body_is_there_and_no_other(page):
    wanted, article = page
    lines = article.content.split("\n")
    assert len(lines) == len(wanted["body"]), lines
    assert [line[: len(start)] for line, start in zip(lines, wanted["body"], strict=True)] == wanted["body"]
    assert not [each for each in wanted.get("without", ()) if each in article.content]


def test_title_publisher_and_date_are_read(page):
    wanted, article = page
    assert article.title == wanted["title"]
    assert article.published_on == wanted["published_on"]
    if "publisher" in wanted:
        assert article.publisher == wanted["publisher"]


def facts_of(path):
    folder = HERE / "gold" / ("dev" if path.parent.parent.name == "dev" else "seeds") / "facts"
    return json.loads((folder / f"{path.stem}.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("path", GOLD, ids=[path.stem for path in GOLD])
def test_gold_articles_keep_their_quotes_and_their_date(path):
    def bare(text):
        return re.sub(r"\s", "", unicodedata.normalize("NFKC", text))

    gold = facts_of(path)
    article = body.article(documents.read(path).documents[0])
    quotes = [fact["quote"] for table in TABLES for fact in gold[table]]
    assert [quote for quote in quotes if bare(quote) not in bare(article.content)] == []
    assert article.published_on == date.fromisoformat(gold["published_on"])


def article_of(text, **fields) -> Article:
    return body.article(Document("folder/page.txt", text, **fields))


def test_same_article_gets_the_same_identifier_wherever_it_lies():
    text = "某区医药产业大会举行\n2023-05-06 来源：某报\n5月5日，某区举行医药产业大会，签约项目9个。\n"
    first = body.article(Document("a.txt", text))
    again = body.article(Document("b/c.txt", text.replace("\n", "\r\n\r\n")))
    other = body.article(Document("a.txt", text.replace("9个", "8个")))
    assert first.article_id == again.article_id != other.article_id
    assert re.fullmatch(r"[0-9a-f]{16}", first.article_id)


def test_metadata_is_kept_and_the_title_is_no_part_of_the_body():
    article = article_of(
        "某区医药大会\n签约项目9个，总投资12亿元，涉及医疗器械等领域。\n",
        title="某区医药大会",
        publisher="某报",
        published_on=date(2020, 1, 2),
        url="https://example.invalid/1",
    )
    assert article.content == "签约项目9个，总投资12亿元，涉及医疗器械等领域。"
    assert (article.title, article.publisher, article.published_on) == ("某区医药大会", "某报", date(2020, 1, 2))
    assert article.url == "https://example.invalid/1"


@pytest.mark.parametrize(
    "tail", ["4热推荐", "12评论", " 0评论", "丨评论(0)", " 收藏 分享", " 35阅读 6点赞", " 阅读 1286"]
)
def test_counters_and_buttons_glued_to_a_title_are_not_its_own(tail):
    title, said = "某区医药产业大会举行", "5月5日，某区举行医药产业大会，签约项目9个。"
    article = article_of(f"{title}{tail}\n2023-05-06 来源：某报\n{said}\n", title=f"{title}{tail}")
    assert (article.title, article.content) == (title, said)


def test_a_pages_first_line_is_its_title_without_the_counter_glued_to_it():
    article = article_of(
        "某区医药产业大会举行4热推荐\n2023-05-06 来源：某报\n5月5日，某区举行医药产业大会，签约项目9个。\n"
    )
    assert article.title == "某区医药产业大会举行"


@pytest.mark.parametrize(
    "title",
    [
        "某区医药产业规模突破7600",
        "某区医药产业规模预计2025",
        "今年最值得读的医药好书推荐",
        "某市生物医药企业TOP10推荐",
        "某市生物医药企业TOP 10推荐",
        "某市生物医药企业前10推荐",
        "某市药监局办事服务获500点赞",
        "某市药监局办事服务获 500点赞",
        "某市生物医药行业2023评论",
        "一家医药企业的成长经验 分享",
        "某市医药系统推进全民阅读2023",
        "新药评论",
    ],
)
def test_a_title_that_ends_like_a_counter_stays_whole(title):
    assert masthead.without_tail(title) == title


def test_dateline_goes_before_metadata():
    article = article_of("中新网重庆11月8日电 某区签约27个医药项目，总投资35.7亿元。", published_on=date(2024, 11, 10))
    assert article.published_on == date(2024, 11, 8)


def test_dateline_is_not_months_after_its_page():
    article = article_of("中新网重庆4月7日电 某区签约27个医药项目，总投资35.7亿元。", published_on=date(2024, 11, 25))
    assert article.published_on == date(2024, 4, 7)


def test_dateline_of_december_on_a_page_of_january_is_last_years():
    article = article_of("中新网重庆12月31日电 某区签约27个医药项目，总投资35.7亿元。", published_on=date(2024, 1, 1))
    assert article.published_on == date(2023, 12, 31)


@pytest.mark.parametrize(
    "text", ["", " \n\t\n", "首页 > 正文", "\u200b\u200b\u200b", "。。。。", "相关阅读\n推荐阅读\n"]
)
def test_page_without_a_body_is_refused_by_name(text):
    with pytest.raises(Refused, match=r"^folder/page\.txt: no article text found\."):
        article_of(text)


def test_simplified_text_is_left_as_it_is():
    text = "乾隆年间的著名药铺“同仁堂”与華為公司合作，规模达3.5亿元。"
    assert garbling.clean(text) == text


def test_full_width_punctuation_stays_and_figures_are_folded():
    assert garbling.clean("产值１，２３４．５亿元（约占８％）：") == "产值1，234.5亿元（约占8%）："


def test_full_stops_of_latin_print_end_sentences_and_decimals_stay():
    text = "产值154.8亿元,增长15.5%. 规上企业98家.上市企业12家.\n一.总体情况 1.企业 J.P.某某"
    assert (
        garbling.full_stops(text)
        == "产值154.8亿元,增长15.5%。 规上企业98家。上市企业12家。\n一.总体情况 1.企业 J.P.某某"
    )


def test_spaces_that_set_figures_apart_go_and_others_stay():
    assert garbling.unspaced("企业 1200 余家，获批 1 类新药 5 个") == "企业1200余家，获批1类新药5个"
    assert garbling.unspaced("CDMO 企业 15.5 % 的 “小巨人”") == "CDMO企业15.5 %的 “小巨人”"
    kept = "规上企业56家 上市企业9家\n产值 | 12 | 3.5\n2023-01-01 10:00\n12 34\n产值\t154"
    assert garbling.unspaced(kept) == kept


def test_cleaning_twice_changes_nothing():
    for path in GOLD[:6]:
        once = garbling.clean(documents.read(path).documents[0].text)
        assert garbling.clean(once) == once


PIECES = st.sampled_from(
    [
        "相关阅读",
        "责任编辑：某",
        "来源：某报 2023-01-02 10:00",
        "首页 > 正文",
        "(yì)",
        "億(yì)",
        "\ud800",
        "\u202e",
        "&#0;",
        "&#1114112;",
        "图片",
        "2023年13月45日",
        "中新网某地2月30日电 ",
        "产值9.9亿元，增长8%。",
        "\n",
        "\r",
        "\x00",
        "(((((",
        "| a | b |",
        "> ",
        "“",
        "\t",
        "第1页",
    ]
)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.one_of(PIECES, st.text(max_size=30)), max_size=40).map("".join))
def test_nothing_but_a_refusal_leaves_any_text(text):
    try:
        article = article_of(text, title=text[:20] or None)
    except Refused:
        return
    assert article.content.encode("utf-8")
    assert "\r" not in article.content and "\u202e" not in article.content


def test_ten_megabytes_in_one_line_are_read():
    line = "某区签约9个医药项目，总投资12亿元" * 600_000
    assert len(article_of(line).content) > 9_000_000
    article_of("(" * 1_000_000 + "某区医药产业产值达到十二亿元")


@pytest.mark.parametrize("title", ["热门推荐：", "相关文章:", "热门标签: ", "热点 ", ""])
def test_headlines_behind_their_lists_title_are_no_part_of_the_body(title):
    said = "2024年6月18日，某区签约27个医药项目，总投资35.7亿元。各方正在抓紧推进。"
    page = f"某区医药签约\n\n{said}\n\n{title}子县签约医疗器械项目46个 | 丑市产值突破200亿元\n"
    assert article_of(page).content.strip() == said


@pytest.mark.parametrize(
    "tail",
    [
        "热点 子市医药产值增18% | 丑市签约康养项目6个 | 寅港吞吐量再创新高",
        "最近浏览:\n子县医疗器械企业增至84家\n丑县签约卫材项目7个",
        ">>上一篇:子县造纸利润下降14%\n>>下一篇:丑市医药工业总产值增长12.6%",
        "【本文标签】:医疗器械 某区\n【责任编辑】:某人\n子县签约卫材项目7个 总投资11亿元",
    ],
)
def test_rows_of_headlines_and_lists_behind_the_text_are_no_part_of_it(tail):
    said = "2024年6月18日，某区签约27个医药项目，总投资35.7亿元。各方正在抓紧推进。"
    assert article_of(f"某区医药签约\n\n{said}\n\n{tail}\n").content.strip() == said


def test_a_tables_caption_and_heads_above_all_prose_are_no_page_furniture():
    caption = "2009年1-7月医药各行业出口交货值(单位:亿元)"
    row = "指标名称 | 本年累计 | 去年同期累计 | 累计同比(%)"
    assert not furniture.is_meta(caption)
    assert not furniture.is_meta(row)
    assert furniture.is_meta("首页 | 要闻 | 产业 | 园区")


def test_where_the_figures_are_from_stays_in_the_body():
    said = "2018年，医药制造业增加值增长9.9%，出口交货值增长4.3%。\n（以上数据取自国家统计局或据其数据整理）"
    assert article_of(f"医药工业走势\n\n{said}\n\n>>下一篇:丑市医药总产值增长12.6%\n").content.strip() == said


def test_months_above_a_table_are_no_days_time_line():
    head = "今年1-7月,全市医药行业的出口守住了增长。"
    table = ["2024年1-7月份医药行业出口交货值(单位:亿元)", "行业 | 本年 | 去年", "中成药 | 21.4 | 16.8"]
    text = "\n".join([head, *table, "往上走的,要数一向不显眼的中成药。"])
    assert article_of(text).content.split("\n")[:2] == [head, table[0]]


def test_a_table_with_bars_stays_in_the_body():
    table = "指标名称 | 产值（亿元） | 增长%\n医药制造业 | 35.7 | 10.2\n医疗器械制造业 | 12.6 | 8.1"
    page = f"某区医药账本\n\n2023年，某区医药产业稳步增长，各项指标见下表。\n\n{table}\n"
    assert article_of(page).content.strip().endswith("8.1")


@pytest.mark.parametrize(
    ("page", "day"),
    [
        ("某区签约27个医药项目，总投资35.7亿元。\n\n发布于 2023-11-15  阅读 308  点赞 2", date(2023, 11, 15)),
        ("某区签约27个医药项目，总投资35.7亿元。\n\n时间 : 2023-07-19 A+\n\n免责声明:转载", date(2023, 7, 19)),
        ("某报1月8日讯(记者 甲)2020-01-08 16:22 2019年，某区医药产业产值35.7亿元。", date(2020, 1, 8)),
    ],
)
def test_time_line_below_the_text_or_beside_its_dateline_is_read(page, day):
    assert article_of(page).published_on == day


def test_sentence_about_a_licence_stays_in_the_body():
    told = "“去年拿到经营许可证，厂房正在规划。”据了解，全县签约引进医疗器械企业33家，总投资约15亿元。"
    assert told in article_of(f"2024年6月18日，某县医疗器械产业园开园。\n{told}\n").content
