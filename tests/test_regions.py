"""Names of regions and parks: what a text says beyond their codes (test_corpus.py), and what an article says."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from etl.extractor import lexicon
from etl.extractor.mentions.names import names
from etl.extractor.mentions.regions import as_json, find, is_within, lookup, mentions_of, settle


def said(text, **around):
    """The article's home, and each mention's words with its code."""
    settled = settle(around.pop("title", None), text, find(text), **around)
    return settled, [(text[mention.start : mention.end], mention.value.adcode) for mention in settled.mentions]


def codes(text, words, **around):
    """The codes that the mentions of these words take in an article."""
    return [adcode for found, adcode in said(text, **around)[1] if found == words]


def test_an_ambiguous_name_keeps_its_candidates():
    (mention,) = mentions_of("鼓楼区")
    answer = as_json(mention, "鼓楼区")
    assert answer["adcode"] is None
    assert set(answer["candidates"]) == {"320106", "320302", "350102", "410204"}


def test_a_settled_name_says_where_it_stands_and_which_rule_found_it():
    text = "在南京市鼓楼区举行"
    (mention,) = mentions_of(text)
    answer = as_json(mention, text)
    assert (answer["text"], answer["start"], answer["end"], answer["adcode"]) == ("南京市鼓楼区", 1, 7, "320106")
    assert answer["rule"] == "region"


@pytest.mark.parametrize(
    "text",
    [
        "南京大学",
        "上海交通大学医学院附属瑞金医院",
        "浙江大学医学院附属邵逸夫医院绍兴院区",
        "石家庄四药",
        "长沙银行",
        "同济大学医学院",
        "中国药科大学",
        "华北制药",
    ],
)
def test_an_organisation_is_one_mention_and_no_place(text):
    (mention,) = find(text)
    assert (mention.start, mention.end, mention.value.role) == (0, len(text), "name")


def test_the_country_and_the_world_are_told_apart():
    found = {text: mention.value for text in ("全国", "我国", "全球") for mention in find(text)}
    assert (found["全国"].adcode, found["我国"].adcode) == ("100000", "100000")
    assert (found["全球"].adcode, found["全球"].role) == (None, "world")


def test_a_region_that_is_only_compared_with_is_a_name():
    text = "栖霞区产值占全市的32%，全市共有企业90家。"
    roles = [mention.value.role for mention in find(text) if text[mention.start : mention.end] == "全市"]
    assert roles == ["name", "back"]


def test_the_title_settles_the_namesake():
    settled, mentions = said("区里的企业有90家。普陀区今年新增12家，全市共有500家。", title="上海普陀生物医药再上台阶")
    assert settled.home == "310107"
    assert ("普陀区", "310107") in mentions
    assert ("区里", "310107") in mentions
    assert ("全市", "310000") in mentions


def test_the_city_named_before_settles_the_namesake():
    assert codes("南京生物医药看鼓楼区。", "鼓楼区") == ["320106"]


def test_a_bare_namesake_stays_open_in_an_article_on_two_of_its_cities():
    assert codes("南京和福州都有好消息。鼓楼区新增企业12家。", "鼓楼区") == [None]


def test_an_ordinary_word_needs_the_full_name_elsewhere():
    body = "光明的前景。企业共谋合作。"
    assert codes(f"深圳生物医药增长。{body}", "光明") == []
    assert codes(f"深圳市光明区生物医药增长。{body}", "光明") == ["440311"]


def test_a_countys_short_name_from_elsewhere_is_not_guessed():
    assert codes("十堰市去年产值增长。十堰发展医院和康养产业。", "和康") == []


def test_the_home_is_the_narrowest_region_that_most_names_lie_in():
    body = "杭州、绍兴等地的专家来到上虞。上虞区去年产值100亿元，全区企业300家。绍兴市占三成。"
    assert said(body, title="上虞生物医药跑出加速度")[0].home == "330604"


def test_an_article_on_many_provinces_is_about_the_country():
    body = "全国医药企业1万家。广东800家，浙江700家，江苏600家，山东500家。"
    assert said(body)[0].home == "100000"


def test_an_article_without_a_place_has_no_home():
    assert said("企业共有300家。")[0].home is None


def test_whole_city_is_the_county_level_city_that_the_article_is_about():
    assert codes("河南长垣市负责人说，全市企业130家。", "全市") == ["410783"]


def test_whole_district_may_be_an_autonomous_region():
    assert codes("广西印发规划。到2015年，全区产值340亿元。", "全区") == ["450000"]


def test_whole_province_follows_the_paragraphs_region():
    body = "河南长垣市开会。长垣市企业130家。\n河北的同行也在加速。2015年至2019年，全省年均增长20%。"
    assert codes(body, "全省") == ["130000"]


def test_a_word_for_a_park_is_the_park_named_before():
    body = "常州高新区签约。西太湖科技产业园开工，园区企业80家。高新区负责人说好。"
    settled = said(body)[0]
    zones = {body[m.start : m.end]: m.value.zone for m in settled.mentions if m.value.role == "back"}
    assert zones == {"园区": "西太湖科技产业园", "高新区": "常州高新区"}


def test_a_park_in_a_region_takes_its_code():
    assert codes("无锡市产值增长。惠山区的生命科技产业园有企业200家。", "生命科技产业园") == ["320206"]


def test_a_park_named_after_a_far_place_lies_where_the_text_puts_it():
    assert codes("河北省发布数据。沧州临港经开区的北京生物医药产业园是重点。", "北京生物医药产业园") == ["130900"]


def test_a_park_takes_a_county_only_if_the_text_names_it():
    assert codes("重庆发布消息。水土园区签约27个。", "水土园区") == ["500000"]
    assert codes("重庆发布消息。位于北碚区的园区交付。水土园区签约27个。", "水土园区") == ["500109"]


def test_a_park_that_became_a_region_is_read_by_the_articles_year():
    assert codes("重庆两江新区产值74亿元。", "重庆两江新区", year=2022) == ["500000"]
    assert codes("重庆两江新区产值74亿元。", "重庆两江新区", year=2027) == ["500157"]


def test_the_hint_settles_what_title_and_body_leave_open():
    assert codes("鼓楼区新增企业12家。", "鼓楼区", hint="金陵新闻 > 南京 > 正文") == ["320106"]


FILLER = "产业发展势头良好，" * 14  # longer than a lead


@pytest.mark.parametrize(
    ("text", "title", "home"),
    [
        ("占全国的九成。", None, None),  # only compared with
        ("全国企业90家。", None, "100000"),
        ("全国企业90家。", "我国医药展望", "100000"),
        ("中国、中国、中国，上海企业80家。", None, "310000"),  # the country is above them all and weighs nothing
        (f"上海的企业签约。{FILLER}江苏800家。江苏很多。江苏更多。", None, "310000"),  # the lead weighs more
        (f"上海的企业签约。{FILLER}{'江苏很多。' * 5}", None, "320000"),  # but not more than all the rest
        ("江苏省南京市增长。安吉企业90家。", None, None),
        ("南京大学在南京。", None, "320100"),
    ],
)
def test_the_home_is_weighed(text, title, home):
    assert said(text, title=title)[0].home == home


@pytest.mark.parametrize(
    ("text", "title", "words", "found"),
    [
        ("全市企业90家。", None, "全市", [None]),
        ("当地企业80家。", "南京市鼓楼区", "当地", ["320106"]),
        ("全省产值增长。", "浙江医药", "全省", ["330000"]),
        ("广东省和江苏省。全省增长。", None, "全省", ["440000"]),
        ("宜春市医药增长。樟树市来访。\n全市企业90家。", None, "全市", ["360900"]),
        ("樟树市来访。全市企业90家。", "宜春市医药", "全市", ["360900"]),
        ("樟树市全市企业90家。", "宜春市医药", "全市", ["360982"]),
        ("南京大学在南京。", None, "南京大学", ["320100"]),
        ("江苏省发布数据。北京产业园企业80家。", None, "北京产业园", ["110000"]),  # not beside: no park of Jiangsu's
        ("江苏省南京市增长。浙江省安吉县来访。安吉企业90家。", None, "安吉", ["330523"]),
        ("重庆江北新区开工。", None, "重庆江北新区", []),
        ("大同的企业，抚顺的企业。", None, "大同", ["140200"]),
        ("江苏省洛江区万安塘", None, "万安", []),  # an address goes on
    ],
)
def test_a_name_takes_its_code_from_what_stands_around(text, title, words, found):
    assert codes(text, words, title=title) == found


@pytest.mark.parametrize(
    ("text", "words", "zone"),
    [
        ("西太湖科技产业园开工，该园区企业80家。", "该园区", "西太湖科技产业园"),
        ("西太湖科技产业园开工，这个园区企业80家。", "这个园区", "西太湖科技产业园"),
        ("常州高新区增长。常州高新区企业多。全区企业80家。", "全区", "常州高新区"),
        ("苏州工业园区增长。全区企业80家。", "全区", None),  # an industrial park governs no district
        ("苏州BIO产业园开工。", "BIO产业园", "BIO产业园"),
        ("光明园区开工。", "光明园区", "光明园区"),
        ("光明的园区开工。", "园区", None),
    ],
)
def test_a_park_is_known_by_its_name_and_by_what_points_back_to_it(text, words, zone):
    (found,) = [mention.value for mention in said(text)[0].mentions if text[mention.start : mention.end] == words]
    assert found.zone == zone


def test_an_article_is_about_a_park_that_it_names_more_often_than_the_region():
    assert said("苏州工业园区增长。企业80家。")[0].zone == "苏州工业园区"
    assert said("苏州工业园区增长。苏州市很好。苏州企业多。")[0].zone is None


def test_only_a_park_is_printed_with_its_name():
    text = "南京江北新区和苏州"
    park, city = (as_json(mention, text) for mention in mentions_of(text))
    assert park["zone"] == "南京江北新区"
    assert "zone" not in city and "candidates" not in city


def test_lookup_takes_old_codes():
    assert lookup("341402").name == "巢湖市"
    assert lookup("310114").full_name == "上海市嘉定区"
    assert lookup("310114").city == "310000"
    assert is_within("310114", "310000")
    assert not is_within("310000", "310114")
    assert is_within("330604", "100000")


def test_lookup_of_an_unknown_code_fails():
    with pytest.raises(KeyError):
        lookup("999999")


def test_every_name_of_the_tables_has_known_codes():
    for text, name in names().by_text.items():
        assert all(lookup(code) for code in name.codes), text


def test_every_guarded_short_name_is_a_name():
    table = names().by_text
    words = lexicon.words("region_words")
    assert [text for text in (*words["words"], *words["weak"]) if text not in table] == []


PIECES = st.lists(
    st.sampled_from(
        [*list(names().by_text)[::7], "的", "、", "。", "\n", "区", "市", "12家", "（", "）", "\ud800", "A"]
    ),
    max_size=30,
).map("".join)


@settings(max_examples=200, deadline=None)
@given(PIECES, st.one_of(st.none(), PIECES))
def test_no_text_breaks_the_reader_and_spans_are_in_order(text, title):
    settled = settle(title, text, find(text), 2024, title)
    spans = [(mention.start, mention.end) for mention in settled.mentions]
    assert all(start < end for start, end in spans)
    assert all(before[1] <= after[0] for before, after in zip(spans, spans[1:], strict=False))
    assert all(as_json(mention, text)["text"] for mention in mentions_of(text))
