"""Names of places in a text, each read by itself; settling.py then reads the article as a whole."""

import re
from typing import NamedTuple

from etl.extractor.mentions import gazetteer
from etl.extractor.mentions.names import Name, names, words, zones_by_name
from etl.extractor.rules import Mention


class Place(NamedTuple):
    """What a mention says of a region.

    `adcode` where it is settled, else None with the `candidates`; `level` of the region or, for 本市 and 全区, the one
    asked for; `zone` the park's name as the text says it. `role`: place (a region or a park by name), back (本市, 该区,
    全国, 园区), name (stands in an organisation's name and says nothing of a figure's region), world (全球).
    """

    adcode: str | None
    candidates: tuple[str, ...]
    level: str | None
    zone: str | None
    role: str


class _Token(NamedTuple):
    start: int
    end: int
    name: Name


class _Name(NamedTuple):
    """A run of names that stand one in another (江苏省南京市鼓楼区): the codes that the last may have."""

    start: int
    end: int
    codes: tuple[str, ...]
    kind: str
    level: str | None
    chained: bool
    last: int


SURROGATE = re.compile("[\ud800-\udfff]")
HAN = re.compile("[\u4e00-\u9fff]")
RUN = re.compile("[\u4e00-\u9fffA-Za-z]{1,18}")
# What makes of a name the name of a street, a town or a piece of nature: 湖南路, 洛阳镇, 青海湖, but 路演, 江苏镇江.
NOT_A_REGION = re.compile(
    "[东西南北中]?[0-9一二三四五六七八九十]?(?:路(?!演|径|线|子|上|网|北|南)|街(?!区)|大街|大道)|(?:镇(?!江|静|痛|咳|平|远|安|海|原|康|雄|赉|宁|巴|坪|沅|区)"
    "|乡(?!村|镇|宁|城)|村(?!镇)|街道|社区)|[湖河江](?=[畔水面岸堤])"
)
CUT = {"市": frozenset("场值面价盈"), "区": frozenset("域块位间别分"), "县": frozenset(), "州": frozenset()}
# One-character names with 县 (和县, 任县): a region only where a word begins.
BEFORE_A_WORD = frozenset("在与和及由从到向赴往是的为让对把将于、省市州")
BEFORE_BACK = frozenset("在与和及由从到向是的为让对把将于占据对使给请赴达超比跟了")
COMPARED_LEFT = re.compile(
    "(?:占到?了?|居|列|位居|位列|排名|排在?|相当于|领跑|领先|高于|低于|快于|跑赢|面向|辐射|销往|遍布|超过|高出|好于|优于)$"
)
COMPARED_RIGHT = re.compile(
    "的?(?:第[一二三四五六七八九十0-9]|首[个家款次批位]|前[0-9一二三四五六七八九十列]|最|领先|平均|唯一|百强|各地|多地|人民|统一)"
)
COUNTED = re.compile("[一二两三四五六七八九十几多]")
GAP = frozenset(" \u3000·")


def _tokens(text: str) -> list[_Token]:
    """The automaton's names, without those that are only a piece of a word."""
    table = names()
    tokens = []
    try:
        matches = table.automaton.find_matches_as_indexes(text)
    except UnicodeEncodeError:  # half a surrogate pair, as broken JSON may hold
        matches = table.automaton.find_matches_as_indexes(SURROGATE.sub("\ufffd", text))
    for index, start, end in matches:
        name = table.meanings[index]
        if name.kind == "trap":
            continue
        if name.kind == "firm" and text.startswith(words().firm_not_before, end):
            end = next((cut for cut in range(end - 1, start, -1) if text[start:cut] in table.by_text), end)
            name = table.by_text[text[start:end]]
        following = text[end : end + 1]
        if following and name.kind in ("full", "back", "zone") and following in CUT.get(text[end - 1], ()):
            shorter = table.by_text.get(text[start : end - 1])
            if shorter is None or name.kind != "full":
                continue
            name, end = shorter, end - 1
        tokens.append(_Token(start, end, name))
    return tokens


def _begins_word(text: str, start: int, allowed: frozenset[str]) -> bool:
    before = text[start - 1 : start]
    return not before or before in allowed or not HAN.match(before)


def _organisation_end(text: str, end: int) -> int:
    """Where the organisation's name ends that goes on from a place's end; 0 if none does."""
    run = RUN.match(text, end)
    if run is None:
        return 0
    stop = words().organisation_stop.search(text, end, run.end())
    limit = stop.start() if stop else run.end()
    found = 0
    for ending in words().organisation_ending.finditer(text, end, limit):
        found = ending.end()
    return found


def _within_any(code: str, above: tuple[str, ...]) -> bool:
    return any(gazetteer.is_within(code, other) for other in above)


def _chain(previous: _Name, token: _Token, text: str) -> tuple[str, ...]:
    """The codes that a name may have as a part of the one before it; () if it's no part of that."""
    name = token.name
    gap = text[previous.end : token.start]
    if len(gap) > 1 or (gap and gap not in GAP):
        return ()
    inside = tuple(code for code in name.codes if _within_any(code, previous.codes))
    if inside and name.kind == "word":  # 深圳光明, but not 广西资源丰富
        follows = text[token.end : token.end + 1]
        parents = {gazetteer.lookup(code).parent for code in inside}
        whole = text[token.end - 1] in "区县" or not (follows and HAN.match(follows))
        return inside if whole and parents & set(previous.codes) else ()
    if inside:
        return inside
    if name.kind == "zone":
        zone = zones_by_name()[text[token.start : token.end]]
        named = tuple(code for code in previous.codes if code in zone.counties)
        return named or (name.codes if any(gazetteer.is_within(code, zone.adcode) for code in previous.codes) else ())
    if (
        name.kind == "full"
        and not gap
        and len(name.codes) == 1
        and previous.kind == "full"
        and text[previous.end - 1] == "市"
    ):
        # A county that has moved to another city of the province since: 巢湖市庐江县.
        same = {gazetteer.lookup(code).province for code in previous.codes}
        return name.codes if gazetteer.lookup(name.codes[0]).province in same else ()
    return ()


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


def _place(codes: tuple[str, ...], level: str | None, zone: str | None, role: str) -> Place:
    return Place(codes[0], (), level, zone, role) if len(codes) == 1 else Place(None, codes, level, zone, role)


def _zone_mention(text: str, token: _Token, before: Mention | None, left: int) -> Mention | None:
    """A park by the shape of its name (仙居医械小镇, 惠山区的生命科技产业园), a word that points back to one."""
    start, end = token.start, token.end
    while end < len(text) and text[end] == "区" and text[end - 1] == "园":
        end += 1
    word = text[start:end]
    named = word in words().zone_endings
    ordinary = before is not None and before.rule.endswith("an ordinary word")
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
                return None
            return Mention(before.start, end, place._replace(zone=text[before.start : end]), "place and park")
    begin, own = _zone_start(text, left, start)
    if own and named:
        return Mention(begin, end, Place(None, (), None, text[begin:end], "place"), "park by its ending")
    if begin == start - 1 and text[begin] == "该":
        start, word = begin, word
    elif text[start - 2 : start] in ("这个", "这座", "这片"):
        start -= 2
    elif not _begins_word(text, start, BEFORE_BACK):
        return None
    if word in words().zone_back:
        return Mention(start, end, Place(None, (), "zone", None, "back"), "word for a park")
    return None


def _is_first_part(text: str, token: _Token, mentions: list[Mention]) -> bool:
    """Whether an ordinary word that is a region's name too begins a park's name here: 光明科学园, 南京市振兴开发区."""
    return bool(mentions) and mentions[-1].end == token.start and mentions[-1].rule.endswith("an ordinary word")


def _back(text: str, token: _Token) -> Mention | None:
    """本市, 全国, 该区: a word that points back; of role name where the region only serves to compare (占全市的32%)."""
    word = text[token.start : token.end]
    if word[0] in "市区县省" and not _begins_word(text, token.start, BEFORE_BACK):
        return None
    level = token.name.level
    compared = COMPARED_LEFT.search(text, max(0, token.start - 5), token.start) or COMPARED_RIGHT.match(text, token.end)
    role, rule = ("name", "region compared with") if compared else ("back", "word for a region")
    code = gazetteer.COUNTRY if level == "country" else None
    return Mention(token.start, token.end, Place(code, (), level, None, role), rule)


def _sign(text: str) -> list[Mention]:
    """A text that is nothing but the sign of a province: 渝."""
    code = words().signs.get(text.strip())
    if code is None:
        return []
    start = len(text) - len(text.lstrip())
    return [Mention(start, start + len(text.strip()), _place((code,), "province", None, "place"), "sign of a province")]


def _is_elsewise(text: str, token: _Token) -> bool:
    """Whether a region's name is a street's or a town's here: 湖南路, 洛阳镇."""
    return text[token.end - 1] not in "省市区县州盟旗" and NOT_A_REGION.match(text, token.end) is not None


def _is_region(text: str, token: _Token) -> bool:
    """Whether a name of a region is one here, not a street's (湖南路) or a piece of a word (名单县)."""
    if _is_elsewise(text, token):
        return False
    if token.end - token.start == 2 and text[token.end - 1] in "县区旗":
        return _begins_word(text, token.start, BEFORE_A_WORD)
    return True


def find(text: str) -> list[Mention]:
    """Every place that a text names, in the order of the text."""
    if len(text) < 4:
        found = _sign(text)
        if found:
            return found
    mentions: list[Mention] = []
    tokens = _tokens(text)
    covered, index, count = 0, 0, len(tokens)
    while index < count:
        token = tokens[index]
        index += 1
        if token.start < covered:
            continue
        kind = token.name.kind
        made: Mention | None = None
        if kind == "firm":
            end = _organisation_end(text, token.end) or token.end
            made = Mention(token.start, end, Place(None, (), None, None, "name"), "firm by its short name")
        elif kind == "world":
            made = Mention(token.start, token.end, Place(None, (), None, None, "world"), "the world")
        elif kind == "back":
            made = _back(text, token)
        elif kind == "ending":
            ordinary = mentions.pop() if _is_first_part(text, token, mentions) else None
            made = _zone_mention(text, token, mentions[-1] if mentions else None, mentions[-1].end if mentions else 0)
            if made is None and ordinary is not None:
                mentions.append(ordinary)
            while made and mentions and made.start <= mentions[-1].start:
                mentions.pop()
        elif _is_region(text, token):
            made, index = _region(text, tokens, index - 1)
        if made is not None:
            mentions.append(made)
            covered = made.end
    return mentions


def _by_chance(text: str, run: _Name) -> bool:
    """Whether a county's short name may be pieces of two other words: 提[高安]全, 部[门源]头."""
    if run.kind != "short" or run.level != "county":
        return False
    joints = words().joints
    before, after = text[run.start - 1 : run.start + 1] if run.start else "", text[run.end - 1 : run.end + 1]
    return before in joints or after in joints


def _region(text: str, tokens: list[_Token], index: int) -> tuple[Mention, int]:
    """The region or park that begins at a token, with the names within it that follow; and the token to go on with."""
    token = tokens[index]
    run = _Name(token.start, token.end, token.name.codes, token.name.kind, token.name.level, False, index)
    for following in range(index + 1, len(tokens)):
        other = tokens[following]
        if other.start > run.end + 1 or other.name.kind not in ("full", "short", "weak", "word", "zone"):
            break
        codes = _chain(run, other, text)
        if not codes or _is_elsewise(text, other):
            break
        run = _Name(run.start, other.end, codes, other.name.kind, other.name.level, True, following)
    codes = run.codes if run.chained and len(run.codes) == 1 else _narrow(run, tokens[run.last].name)
    level = gazetteer.lookup(codes[0]).level if len(codes) == 1 else run.level
    if run.kind != "zone" and (run.chained or run.kind != "word"):
        end = _organisation_end(text, run.end)
        if end:
            return Mention(run.start, end, _place(codes, level, None, "name"), "name of an organisation"), run.last + 1
    last = tokens[run.last]
    zone = text[last.start : last.end] if run.kind == "zone" else None
    rule = {"zone": "park", "word": "short name, an ordinary word", "weak": "short name", "short": "short name"}
    if not run.chained and (run.kind in ("word", "weak") or _by_chance(text, run)):
        place = Place(None, codes, level, None, "place")
        return Mention(run.start, run.end, place, rule[run.kind]), run.last + 1
    start = run.start if zone is None else last.start
    by = "region" if run.chained and zone is None else rule.get(run.kind, "region")
    return Mention(start, run.end, _place(codes, level, zone, "place"), by), run.last + 1


def _narrow(run: _Name, name: Name) -> tuple[str, ...]:
    preferred = tuple(code for code in name.preferred if code in run.codes)
    return preferred or run.codes
