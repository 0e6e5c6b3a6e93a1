"""Names of places in a text, each read by itself; settling.py then reads the article as a whole."""

import re
from typing import NamedTuple

from etl.extractor.mentions import gazetteer
from etl.extractor.mentions.names import Name, Place, Token, names, words, zones_by_name
from etl.extractor.mentions.parks import HAN, begins_word, is_first_part, park, place_of, pointing_back
from etl.extractor.rules import Mention, made


class _Name(NamedTuple):
    """A run of names that stand one in another (江苏省南京市鼓楼区): the codes that the last may have."""

    start: int
    end: int
    codes: tuple[str, ...]
    kind: str
    level: str | None
    chained: bool
    last: int


AND_ANOTHER = re.compile("[市县区](?:[与和跟]|同(?![济仁心德方]))")  # 兴化市同某某大学
SURROGATE = re.compile(f"[{chr(0xD800)}-{chr(0xDFFF)}]")
RUN = re.compile("[\u4e00-\u9fffA-Za-z]{1,18}")
# What makes of a name the name of a street, a town or a piece of nature: 湖南路, 洛阳镇, 江汉平原, but 路演, 江苏镇江.
NOT_A_REGION = re.compile(
    "[东西南北中]?[0-9一二三四五六七八九十]?(?:路(?!演|径|线|子|上|网|北|南)|街(?!区)|大街|大道)|(?:镇(?!江|静|痛|咳|平|远|安|海|原|康|雄|赉|宁|巴|坪|沅|区)"
    "|乡(?!村|镇|宁|城)|村(?!镇)|街道|社区)|[湖河江](?=[畔水面岸堤])"
    "|平原(?!县|区)|盆地|高原"
)
# An industry that ends as a firm's name does: 林芝地区|藏医药业.
INDUSTRY = re.compile("(?:现代|民族|传统|生物)?(?:[中藏蒙苗彝傣壮瑶维]?医|[中藏蒙苗彝傣])药业")
INDUSTRY_GOES_ON = re.compile(  # 某市|生物制药产业, a title that ends in 生物制药
    r"(?<=制药)(?:产业|行业|工业|业|机械|装备|板块|领域|企业)|(?<=生物制药|化学制药|现代制药)(?![\u4e00-\u9fff])"
)
CUT = {"市": frozenset("场值面价盈"), "区": frozenset("域块位间别分"), "县": frozenset(), "州": frozenset()}
# One-character names with 县 (和县, 任县): a region only where a word begins.
BEFORE_A_WORD = frozenset("在与和及由从到向赴往是的为让对把将于、省市州")
PREPOSITIONS = frozenset("从在到向与和由及为")
RULES = {"zone": "park", "word": "short name, an ordinary word", "weak": "short name", "short": "short name"}
ABROAD = ("韩国", "日本", "美国", "德国", "法国", "英国", "瑞士", "丹麦", "印度", "泰国")  # 韩国东光 is a firm
GAP = frozenset(" \u3000·")


def _tokens(text: str) -> list[Token]:
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
        behind_its = text[start] == "中" and text[start - 1 : start] == "其"
        if name.kind in ("short", "weak", "word") and (text[start] in PREPOSITIONS or behind_its):
            longer = next(
                (cut for cut in range(min(len(text), start + 9), end, -1) if text[start + 1 : cut] in table.by_text), 0
            )
            if longer:  # 从|江西省, not 从江|西省
                start, end, name = start + 1, longer, table.by_text[text[start + 1 : longer]]
            elif behind_its:  # 其中|江阴, 其中|山东, never 中江 or 中山
                continue
        following = text[end : end + 1]
        if following and name.kind in ("full", "back", "zone") and following in CUT.get(text[end - 1], ()):
            shorter = table.by_text.get(text[start : end - 1])
            if shorter is None or name.kind != "full":
                continue
            name, end = shorter, end - 1
        tokens.append(made(Token, start, end, name))
    return tokens


def _organisation_end(text: str, end: int) -> int:
    """Where the organisation's name ends that goes on from a place's end; 0 if none does."""
    run = RUN.match(text, end)
    if run is None or AND_ANOTHER.match(text, end - 1):
        return 0
    stop = words().organisation_stop.search(text, end, run.end())
    limit = stop.start() if stop else run.end()
    found = 0
    for ending in words().organisation_ending.finditer(text, end, limit):
        if not INDUSTRY.fullmatch(text, end, ending.end()) and not INDUSTRY_GOES_ON.match(text, ending.end()):
            found = ending.end()
    return found


def _within_any(code: str, above: tuple[str, ...]) -> bool:
    return any(gazetteer.is_within(code, other) for other in above)


def _chain(previous: _Name, token: Token, text: str) -> tuple[str, ...]:
    """The codes that a name may have as a part of the one before it; () if it's no part of that."""
    name = token.name
    gap = text[previous.end : token.start]
    if len(gap) > 1 or (gap and gap not in GAP and gap != "的"):
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


def _sign(text: str) -> list[Mention]:
    """A text that is nothing but the sign of a province: 渝."""
    code = words().signs.get(text.strip())
    if code is None:
        return []
    start = len(text) - len(text.lstrip())
    return [
        Mention(start, start + len(text.strip()), place_of((code,), "province", None, "place"), "sign of a province")
    ]


def _is_elsewise(text: str, token: Token) -> bool:
    """Whether a region's name is a street's or a town's here: 湖南路, 洛阳镇."""
    return text[token.end - 1] not in "省市区县州盟旗" and NOT_A_REGION.match(text, token.end) is not None


# Who wrote or took it: (记者 刘文山), 记者刘文山, 刘文山 摄.
BYLINE = re.compile(r"(?:记者|通讯员|作者|编辑|责编|校对|审核|实习生|特约)[:： ]?[^从在到自向赴对于\W\d]?$")
TAKEN_BY = re.compile(r" ?[摄|撰]")


def _is_in_a_persons_name(text: str, token: Token) -> bool:
    """Whether a county's short name is a person's: 记者刘文山."""
    if token.name.kind not in ("short", "weak") or token.name.level != "county":
        return False
    return bool(BYLINE.search(text[max(0, token.start - 6) : token.start]) or TAKEN_BY.match(text, token.end))


def _is_region(text: str, token: Token) -> bool:
    """Whether a name of a region is one here, not a street's (湖南路) or a piece of a word (名单县)."""
    if _is_elsewise(text, token) or _is_in_a_persons_name(text, token):
        return False
    if (
        token.name.level == "county"
        and token.name.kind in ("short", "weak", "word")
        and text[: token.start].endswith(ABROAD)
    ):
        return False
    if token.end - token.start == 2 and text[token.end - 1] in "县区旗":
        return begins_word(text, token.start, BEFORE_A_WORD)
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
            made = pointing_back(text, token)
        elif kind == "ending":
            ordinary = mentions.pop() if is_first_part(text, token, mentions) else None
            left = ordinary.start if ordinary is not None else mentions[-1].end if mentions else 0
            made = park(text, token, mentions[-1] if mentions else None, left)
            if ordinary is not None:
                if made is None:
                    mentions.append(ordinary)
                elif made.start > ordinary.start and made.value.zone:  # 中 in 中原医学科学城 ends no name
                    named = made.value._replace(zone=text[ordinary.start : made.end])
                    made = made._replace(start=ordinary.start, value=named)
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


def _region(text: str, tokens: list[Token], index: int) -> tuple[Mention, int]:
    """The region or park that begins at a token, with the names within it that follow; and the token to go on with."""
    token = tokens[index]
    run = made(_Name, token.start, token.end, token.name.codes, token.name.kind, token.name.level, False, index)
    for following in range(index + 1, len(tokens)):
        other = tokens[following]
        if other.start > run.end + 1 or other.name.kind not in ("full", "short", "weak", "word", "zone"):
            break
        codes = _chain(run, other, text)
        if not codes or _is_elsewise(text, other):
            break
        run = _Name(run.start, other.end, codes, other.name.kind, other.name.level, True, following)
    codes = run.codes if len(run.codes) == 1 else _narrow(run, tokens[run.last].name)
    level = gazetteer.lookup(codes[0]).level if len(codes) == 1 else run.level
    if run.kind != "zone" and (run.chained or run.kind != "word"):
        end = _organisation_end(text, run.end)
        if end:
            return Mention(
                run.start, end, place_of(codes, level, None, "name"), "name of an organisation"
            ), run.last + 1
    last = tokens[run.last]
    zone = text[last.start : last.end] if run.kind == "zone" else None
    if not run.chained and (run.kind in ("word", "weak") or _by_chance(text, run)):
        place = Place(None, codes, level, None, "place")
        return Mention(run.start, run.end, place, RULES[run.kind]), run.last + 1
    start = run.start if zone is None else last.start
    by = "region" if run.chained and zone is None else RULES.get(run.kind, "region")
    return Mention(start, run.end, place_of(codes, level, zone, "place"), by), run.last + 1


def _narrow(run: _Name, name: Name) -> tuple[str, ...]:
    preferred = tuple(code for code in name.preferred if code in run.codes)
    return preferred or run.codes
