"""Industries by name: 高端医疗器械, 生物医药及医疗装备. Words: lexicon/industries.yaml."""

import re
from functools import cache
from typing import NamedTuple

from ahocorasick_rs import AhoCorasick

from etl.extractor import industries
from etl.extractor.rules import Mention, automaton, made

# Words that narrow an industry's name and belong to it (第三类创新医疗器械).
BEFORE = re.compile(
    r"(?:高性能|高端|先进|现代|创新型?|国产|自主|新型|第?[一二三123ⅠⅡⅢI]{1,3}类|特色|绿色|智能|民族|重点|\d类){1,4}$"
)
BEFORE_LAST = frozenset("能端进代新型产主类色族点")  # with which those words end
LIFE_SCIENCE = re.compile(r"药|医|健康|生物|生命|康养|疗")  # of which words of life science hold one
JOINED = re.compile(r"(?:产业|行业)?(?:[及和与]|以及)(?:高端|先进|现代|创新)?")
JOINT = re.compile(r"[及和与、]|以及")
SUFFIX = re.compile(
    r"制造业|制造|工业|加工业|种植业|种植养殖|种植(?!总?面积|规模)|养殖|加工|流通|服务业|服务|生产(?!企业|厂家|总值|总产值)|研发|销售(?![收总]|额|规模|产值)|制剂|制品"
)
FIRM_ENDS = re.compile(r"(?:药业|制药)(?=[等、，,。；;的和与及在将去今（(]|集团|股份|公司|有限|$)")
FIRM_BEFORE = re.compile(r"[\u4e00-\u9fff](?<![的、和与及在是了为对以等个家业展点造动型物学代端化对于从到医中新])")
GINSENG = re.compile(r"(?<=[\d余多名千百万])人参(?=[加与会观展赛保军照考])")
OFFICE = re.compile(r"(?:监督)?(?:管理)?局(?!面|部)")  # 省中医药局, 药品监督管理局
OFFICE_FIRST, SUFFIX_FIRST = frozenset("监管局"), frozenset("制工加种养流服生研销")  # with which those begin
LONGEST_PREFIX = 12
LONGEST_WORD = 12
LONGEST_NAME = 60  # characters of industries joined to one name


class IndustryName(NamedTuple):
    """What an article calls an industry, and our code for it."""

    text: str
    code: str | None


@cache
def _words() -> AhoCorasick:
    return automaton(sorted(industries.words()))


def find(text: str) -> list[Mention]:
    """The industries that a text names, joined ones (生物医药及医疗装备) as one; value: IndustryName."""
    spans: list[list[int]] = []
    for _, start, end in _words().find_matches_as_indexes(text):
        if text[start] == "中" and text[start - 1 : start] == "其":  # 其中|医药, 其中|药品
            cuts = range(start + 1 + LONGEST_WORD, start + 2, -1)
            longest = next((cut for cut in cuts if text[start + 1 : cut] in industries.words()), None)
            start, end = (start + 1, longest) if longest is not None else (start, end)
        first, following = text[start], text[end : end + 1]
        if (following == "地" and text[end - 1] == "基") or (following == "企" and text[start - 1 : start] == "其"):
            continue  # 生物基地, 其中药企
        if first == "人" and GINSENG.match(text, start):
            continue  # 60余人|参加
        if first in "药制" and FIRM_ENDS.match(text, start) and FIRM_BEFORE.match(text, start - 1):
            continue  # 紫竹|药业: a firm's name
        if following in OFFICE_FIRST and OFFICE.match(text, end):
            continue
        suffix = SUFFIX.match(text, end) if following in SUFFIX_FIRST and not text.startswith("造业", end - 2) else None
        if suffix:
            end = suffix.end()
        ahead = text[start - 1 : start] in BEFORE_LAST
        before = BEFORE.search(text, max(0, start - LONGEST_PREFIX), start) if ahead else None
        if before and (not spans or before.start() >= spans[-1][1]):
            start = before.start()
        near = spans and end - spans[-1][0] <= LONGEST_NAME
        if near and (start <= spans[-1][1] or _joined(text, spans[-1][1], start)):
            spans[-1][1] = max(end, spans[-1][1])
        elif not spans or start >= spans[-1][1]:
            spans.append([start, end])
    found = []
    for start, end in spans:
        name = text[start:end]
        value = made(IndustryName, name, industries.code_of(name))
        found.append(made(Mention, start, end, value, "industry by name", "exact"))
    return found


def _joined(text: str, end: int, start: int) -> bool:
    return start - end <= 4 and JOINED.fullmatch(text, end, start) is not None
