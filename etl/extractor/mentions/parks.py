"""Parks by the shape of their names, and words that point back to a park or a region: each made from one token."""

import re

from etl.extractor.mentions import gazetteer
from etl.extractor.mentions.names import Place, Token, words
from etl.extractor.rules import Mention, made

HAN = re.compile("[\u4e00-\u9fff]")
BEFORE_BACK = frozenset("在与和及由从到向是的为让对把将于占据对使给请赴达超比跟了")
COMPARED_LEFT = re.compile(
    "(?:占到?了?|居|列|位居|位列|排名|排在?|相当于|领跑|领先|高于|低于|快于|跑赢|面向|辐射|销往|遍布|超过|高出|好于|优于)$"
)
COMPARED_RIGHT = re.compile(
    "的?(?:第[一二三四五六七八九十0-9]|首[个家款次批位]|前[0-9一二三四五六七八九十列]|(?:总共|一共|只|仅|就|也){0,3}有?(?:这|那)?[一二两三][个家座处]|最|领先|平均|唯一|百强|各地|多地|人民|统一)"
)
TIME_BEFORE = re.compile("季度|月份|半年|[今去]年|目前|如今|[0-9一二两三四五六七八九十][年月日]$")
THIS = ("这个", "这座", "这片", "整个", "整座", "整片")
SHORT_OF_A_PARK = "short for a park"
PARK_OF_A_PROVINCE = "park of a province"  # 湖南省医疗器械产业园 lies where the text says
PARKS_OF_IT = re.compile(
    "数|总|[共已达约有]?[0-9一二两三四五六七八九十]+[个家座]|等|集群|[们群]|建设|发展|名单|[、和与及]"
)
COUNTED = re.compile("[一二两三四五六七八九十几多]")

# 上海首个细胞治疗集聚区: what sort of park it is, and no name
A_KIND_OF_PARK = re.compile(r"(?:[首头第唯][一二三]?|[一两几多\d])[个家座批处]$")
# 某某生命健康产业园项目总投资80亿元: what is to be built
A_PROJECT = re.compile(r"(?:[一二三]期)?(?:建设)?项目(?![数共总达有为\d])")
# 入围“中国生物医药特色园区”: what one is called from then on
TITLE_REACH = 30
GIVEN_AS_A_TITLE = re.compile(
    r"(?:入围|入选|授予|认定为|确定为|评为|评选为|获评|获批|命名为|荣获|获得|跻身|列为|列入|纳入|称为|誉为|挂牌)(?:了|首批|第[一二三四五]批|全国)*[“《][^”》“《，,。；;]{0,20}$"
)


def begins_word(text: str, start: int, allowed: frozenset[str]) -> bool:
    """Whether a word may begin here: after no character of Chinese, or after one of those allowed."""
    before = text[start - 1 : start]
    return not before or before in allowed or not HAN.match(before)


def place_of(codes: tuple[str, ...], level: str | None, zone: str | None, role: str) -> Place:
    """A place of one code, or one that is open between several."""
    return made(Place, codes[0], (), level, zone, role) if len(codes) == 1 else Place(None, codes, level, zone, role)


def _zone_start(text: str, left: int, start: int) -> tuple[int, bool]:
    """Where a park's name begins that ends with the ending at `start`, and whether it has a part of its own."""
    low = max(left, start - 10)
    begin = start
    while begin > low and (HAN.match(text[begin - 1]) or text[begin - 1].isascii() and text[begin - 1].isalpha()):
        begin -= 1
    for stop in words().zone_stop.finditer(text, begin, start):
        begin = stop.end()
    generic = words().zone_generic.fullmatch(text, begin, start) or COUNTED.match(text, begin)
    return begin, begin < start - 1 and generic is None


def park(text: str, token: Token, before: Mention | None, left: int) -> Mention | None:
    """A park by the shape of its name (仙居医械小镇, 惠山区的生命科技产业园), a word that points back to one."""
    start, end = token.start, token.end
    while end < len(text) and text[end] == "区" and text[end - 1] == "园":
        end += 1
    word = text[start:end]
    named = word in words().zone_endings
    if named and word[-1] != "区" and A_PROJECT.match(text, end):
        return None
    ordinary = before is not None and before.rule.endswith("an ordinary word")
    if named and GIVEN_AS_A_TITLE.search(text, max(0, start - TITLE_REACH), start):
        return None
    if named and before is not None and before.value.role == "place" and start - before.end <= 10 and not ordinary:
        middle = text[before.end : start]
        place = before.value
        if place.adcode == gazetteer.COUNTRY:
            place = Place(None, (), None, None, "place")
        if middle[:1] in ("的", "“", "”", "·"):
            inner = middle[1:]
            if inner and not words().zone_stop.search(inner) and all(map(HAN.match, inner)):
                return Mention(before.end + 1, end, place._replace(zone=text[before.end + 1 : end]), "park of a place")
        elif not words().zone_stop.search(middle) and all(map(HAN.match, middle)):
            indefinite = place.level in ("province", "country") and words().zone_generic.fullmatch(middle)
            if indefinite and place.adcode not in gazetteer.MUNICIPALITIES:
                if PARKS_OF_IT.match(text, end):
                    return None
                return Mention(before.start, end, place._replace(zone=text[before.start : end]), PARK_OF_A_PROVINCE)
            return Mention(before.start, end, place._replace(zone=text[before.start : end]), "place and park")
    begin, own = _zone_start(text, left, start)
    if text[begin - 1 : begin] == "《":
        return None  # 《医疗器械产业园区布局方案》
    if own and named and not A_KIND_OF_PARK.search(text, max(0, begin - 4), begin):
        return Mention(begin, end, Place(None, (), None, text[begin:end], "place"), "park by its ending")
    begins = begins_word(text, begin, BEFORE_BACK) or text[begin - 2 : begin] in THIS
    if not own and start - begin > 1 and word in words().zone_back and begins:
        return Mention(begin, end, Place(None, (), "zone", None, "back"), SHORT_OF_A_PARK)
    if begin == start - 1 and text[begin] == "该":
        start, word = begin, word
    elif text[start - 2 : start] in THIS:
        start -= 2
    elif not begins_word(text, start, BEFORE_BACK) and not TIME_BEFORE.search(text, max(0, start - 3), start):
        return None
    if word in words().zone_back:
        return Mention(start, end, Place(None, (), "zone", None, "back"), "word for a park")
    return None


def is_first_part(text: str, token: Token, mentions: list[Mention]) -> bool:
    """Whether an ordinary word that is a region's name too begins a park's name here: 光明科学园, 中原医学科学城."""
    if not mentions or not mentions[-1].rule.endswith("an ordinary word"):
        return False
    end = mentions[-1].end
    return end == token.start or words().zone_generic.fullmatch(text, end, token.start) is not None


def pointing_back(text: str, token: Token) -> Mention | None:
    """本市, 全国, 该区: a word that points back; of role name where the region only serves to compare (占全市的32%)."""
    word = text[token.start : token.end]
    if word[0] in "市区县省" and not begins_word(text, token.start, BEFORE_BACK):
        return None
    level = token.name.level
    compared = COMPARED_LEFT.search(text, max(0, token.start - 5), token.start) or COMPARED_RIGHT.match(text, token.end)
    role, rule = ("name", "region compared with") if compared else ("back", "word for a region")
    code = gazetteer.COUNTRY if level == "country" else None
    return Mention(token.start, token.end, Place(code, (), level, None, role), rule)
