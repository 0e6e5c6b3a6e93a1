"""The industries that a text lists by name before figures that it hands out to them: ours and others side by side."""

import re

from etl.extractor.clauses import Clause
from etl.extractor.industries import code_of
from etl.extractor.mentions.industries import IndustryName
from etl.extractor.tokens import Token

_ITEM = r"(?:(?![和与及])[\u4e00-\u9fff])"  # without the joints, or a row of 和 could be read in too many ways
NAMING = ("place", "period", "statistic", "measure", "kind", "thing")
_ASIDE = r"(?:[（(][^，,。；;（()）]{1,12}[)）])?"  # 轻工（不含食品）
_NAMES = rf"((?:{_ITEM}{{2,10}}{_ASIDE}[、和与及]){{1,8}}{_ITEM}{{2,10}}?{_ASIDE})"
_BEHIND = (
    r"(?:等?[两三四五六七八九十\d]{0,2}[大条个]?(?:主导|支柱|先导|优势|特色|重点|新兴)?"
    r"(?:链群|板块|领域|产业|行业|细分领域|赛道|方面|门类|类)?[，,]?的?(?:20\d\d年|去年|今年|上半年)?"
    r"(?:增加值|工业增加值|总产值|营业收入|利润|产值|规模|营收|收入|产业规模)?)[，,]?则?$"
)
ASIDE = re.compile(_ASIDE + "$")
OF_ALL_FIRMS = re.compile(r"^(?:全[国省市区县州]|规模以上|规上|我[省市区县])+(?=..)")
LISTED = re.compile(rf"(?:其中|，|,|^)?{_NAMES}{_BEHIND}")
LISTED_AND_LAST = re.compile(
    rf"(?:其中|，|,|^)?((?:{_ITEM}{{2,10}}{_ASIDE}、){{0,8}}{_ITEM}{{2,10}}{_ASIDE})[，,、]?(?:以及|还有)"
    rf"((?:{_ITEM}{{1,8}}[、和与及]){{0,3}}{_ITEM}{{2,10}}?){_BEHIND}"
)
# …和健康食品7个产业的增加值都在往上走，增速分别为…
LISTED_BEFORE = re.compile(
    rf"{_NAMES}等?[两三四五六七八九十\d]{{1,2}}[大条个](?:[^，,。；;、]{{0,4}}(?:产业|行业|领域|板块|链群|门类))[^，,。；;、]{{0,16}}$"
)


def named_list(clause: Clause, position: int) -> list[Token]:
    """中药、化药、消费医疗四条链群: names joined by 、 before a position as industries; all are ours if most are."""
    text = clause.text[: position - clause.start]
    match = LISTED.search(text)
    before = clause.previous
    if not match and before is not None and not clause.before(position, "industry", "other_industry", "place"):
        clause, match = before, LISTED_BEFORE.search(before.text)
    if not match:
        return []
    items = _items(match.group(1), clause.start + match.start(1), r"([、和与及])", clause.of("place"))
    known = clause.before(position, "industry")
    ours = [any(t.start < item.end and t.end > item.start for t in known) for item in items]
    if sum(ours) * 2 > len(items):
        return items
    if not any(ours):
        named = any(t.start < items[-1].end and t.end > items[0].start and t.kind in NAMING for t in clause.tokens)
        return [] if named else [item._replace(kind="other_industry") for item in items]
    # 集成电路、生物医药、人工智能三大产业: only what is named as life science is of ours
    return [item if own else item._replace(kind="other_industry") for item, own in zip(items, ours, strict=True)]


def listed_and_last(clause: Clause, position: int) -> list[Token]:
    """光机电、新材料，以及生物、医药和医疗器械领域，分别…: all that stands behind 以及 is the last name."""
    start = clause.sentence_start
    text = clause.sentence_text[: position - start]
    match = LISTED_AND_LAST.search(text) if "以及" in text or "还有" in text else None
    if match is None:
        return []
    places = [t for near in clause.chain() for t in near.of("place")]
    items = _items(match.group(1), start + match.start(1), "(、)", places)
    items += _items(match.group(2), start + match.start(2), "($^)", places)
    if {t.end for t in places} & {item.end for item in items}:
        return []  # parks by name
    known = [t for near in clause.chain() for t in near.of("industry")]
    ours = [any(t.start < item.end and t.end > item.start for t in known) for item in items]
    return [item if own else item._replace(kind="other_industry") for item, own in zip(items, ours, strict=True)]


def _items(names: str, start: int, joints: str, places: list[Token]) -> list[Token]:
    """The names of a list as industries, without a region before them; `joints` is what stands between, in a group."""
    items = []
    for part in re.split(joints, names):
        end = start + len(part)
        if len(part) > 1:
            own = max((t.end for t in places if start <= t.start and t.end < end), default=start)
            name = ASIDE.sub("", OF_ALL_FIRMS.sub("", part[own - start :]))
            items.append(Token(start, end, "industry", IndustryName(name, code_of(name)), "exact", "listed"))
        start = end
    return items
