"""Whose each figure is where 分别 hands out a list, and which places share one figure (都是)."""

import itertools
import operator
import re
from collections.abc import Iterator
from datetime import date

from etl.extractor.clauses import Clause, having
from etl.extractor.listed_industries import listed_and_last, named_list
from etl.extractor.mentions.period_words import NUMBERS
from etl.extractor.mentions.periods import Period
from etl.extractor.tokens import Token

RISING_TO = re.compile(r"[^，,。；;]{0,3}?(?:增|提|升|扩|跃|涨|发展)[^，,。；;\d]{0,3}[到至](?:了|约|近|超过?|逾)?")
LEVEL_VERB = re.compile(r"(?:为|达到?|是|有|实现|完成|超过?|突破|近|约)?")
QUANTITY = re.compile(
    r"[为达到约近超过]{0,3}[\d.]+[万亿]?[^\d\s，,。；;、元家户个%％]"
)  # 产量1.8万吨, which is no figure of ours
TO_BE = re.compile(r"(?:为|达到?|是|有|约|近|超过?|突破)+$")
THOSE_PLACES = re.compile(r"([两三四五六七八九])(?:地|市|县|区|州|省|县市|市县|县区|区县|园区?|家园区)")
JOINT = re.compile(r"、|和|与|及|以及")  # between two of a list
EACH_REACH = 2  # characters between 各 and the figure that each has
SO_MANY = re.compile(r"城市|市|县|区|地市|设区市")
COORDINATED = re.compile(r"(?:[、，,和与及]|以及|\s|产业|省|市|的|[两三四五六七八九]|项|个|等|条|链群)*")


def hand_out_figures(clauses: list[Clause]) -> None:
    """Say whose each figure is where 分别 hands out a list, and which places share one figure (都是)."""
    for clause, link in having(clauses, "link"):
        if link.value == "respectively":
            _hand_out(clause, link)
        elif link.value == "both":
            _share(clause, link)
        elif link.value == "each" and _in_a_row(clause, link):
            _hand_out(clause, link)
        elif link.value == "each":
            _give_each(clause, link)
    for clause in clauses:
        named = clause.by_kind
        if not clause.owners and (len(named.get("rate", ())) > 1 or len(named.get("amount", ())) > 1):
            _pair(clause)
        before = clause.previous
        if before is not None and before.owners and not clause.owners:
            _hand_on(clause, before)


def _in_a_row(clause: Clause, link: Token) -> bool:
    """Whether figures of one kind follow a word one right behind the other: 历下区和市中区各有企业120家和80家."""
    for kind in ("amount", "rate", "count"):
        figures = clause.after(link.end, kind)
        between = [clause.text[a.end - clause.start : b.start - clause.start] for a, b in itertools.pairwise(figures)]
        if between and all(map(JOINT.fullmatch, between)):
            return True
    return False


def _hand_on(clause: Clause, before: Clause) -> None:
    """Figures in a row behind some that were handed out belong to the same: 分别达154亿元、12亿元，增长15.5%、9%.

    Rates behind levels, and levels behind rates that say of what they are: 营收、利润分别增长8%、6%，达131亿元、21亿元.
    """
    levels = not clause.of("rate", "statistic", "measure", "place")
    figures = clause.of("amount") if levels else clause.of("rate")
    between = [clause.text[a.end - clause.start : b.start - clause.start] for a, b in itertools.pairwise(figures)]
    if len(figures) == len(before.owners) and all(map(COORDINATED.fullmatch, between)):
        told = [owners for _, owners in sorted(before.owners.items())]
        clause.owners = {figure.start: owners for figure, owners in zip(figures, told, strict=True)}


def _pair(clause: Clause) -> None:
    """Two lists of one length right behind each other need no 分别: 产值、利润同比增长23.1%、27.6%."""
    for kind in ("rate", "amount"):
        figures = clause.of(kind)
        between = [clause.text[a.end - clause.start : b.start - clause.start] for a, b in itertools.pairwise(figures)]
        if len(figures) < 2 or not all(map(JOINT.fullmatch, between)):
            continue
        for owners in [*_lists(clause, figures[0].start), named_list(clause, _before_the_verb(clause, figures[0]))]:
            if not owners:
                continue
            if owners[0].start >= clause.start and len(owners) == len(figures):
                clause.owners = {figure.start: [owner] for figure, owner in zip(figures, owners, strict=True)}
                return
        levels = _measured_levels(clause, figures[0].start, len(figures)) if kind == "rate" else []
        if len(levels) == len(figures) and not clause.before(figures[0].start, "industry", "place"):
            clause.owners = {figure.start: [owner] for figure, owner in zip(figures, levels, strict=True)}
            return  # 产量5万吨，产值31亿元，同比增长6%和12%


def _before_the_verb(clause: Clause, figure: Token) -> int:
    """Where 同比增长, 实现 or the like begins that stands right before a figure."""
    start = figure.start
    for token in clause.before(start, "growth", "versus", "status")[::-1]:
        if not LEVEL_VERB.fullmatch(clause.text, token.end - clause.start, start - clause.start):
            break
        start = token.start
    verb = TO_BE.search(clause.text, 0, start - clause.start)
    return clause.start + verb.start() if verb else start


def _hand_out(clause: Clause, link: Token) -> None:
    for kind in ("amount", "rate", "count"):
        figures = clause.after(link.end, kind)
        if len(figures) < 2:
            continue
        first, half = clause.of("period"), len(figures) // 2
        levels = _measured_levels(clause, link.start, len(figures)) if kind == "rate" else []
        nearest = levels[0].start if len(levels) == len(figures) else 0  # a list before the levels is not theirs
        rising = (
            len(figures) > 3
            and len(figures) % 2 == 0
            and RISING_TO.fullmatch(
                clause.text[figures[half - 1].end - clause.start : figures[half].start - clause.start]
            )
        )
        for owners in [
            *(owners for owners in _lists(clause, link.start) if owners[-1].start >= nearest),
            named_list(clause, link.start),
            listed_and_last(clause, link.start),
            _those_places(clause, link.start),
            _both_measures(clause, link.start, kind),
            _placed_levels(clause, link.start) if kind == "rate" else [],
            _dated_levels(clause, link.start) if kind == "rate" else [],
            levels,
            _handed_out_before(clause),
            _years_of_a_span(clause, link.start),
        ]:
            if len(owners) == len(figures) or (rising and len(owners) == half):
                owners_of = {start: list(told) for start, told in clause.owners.items()}
                for figure, owner in zip(figures, owners * (1 + bool(rising)), strict=False):
                    owners_of.setdefault(figure.start, []).append(owner)
                if rising:  # 分别由2021年的739亿元、282亿元增加至1500亿元、600亿元
                    base = [t for t in first if link.end <= t.start < figures[0].start][-1:]
                    for figure in figures[:half]:
                        owners_of[figure.start] += base
                clause.owners = owners_of
                break


def _years_of_a_span(clause: Clause, position: int) -> list[Token]:
    """2021-2023年…分别为: the years of the last span before a position, one by one."""
    for near in clause.chain():
        for token in near.before(position, "period")[::-1]:
            value: Period = token.value
            if value.grain == "years" and value.start and value.end and (value.end.month, value.end.day) == (12, 31):
                return [
                    token._replace(
                        value=value._replace(start=date(year, 1, 1), end=date(year, 12, 31), grain="year", edge="")
                    )
                    for year in range(value.start.year, value.end.year + 1)
                ]
    return []


def _handed_out_before(clause: Clause) -> list[Token]:
    """What the nearest 分别 of the sentence gave its figures to: 规模分别达到…，分别增长…."""
    for near in clause.chain():
        if near is not clause and near.owners:
            return [told[0] for _, told in sorted(near.owners.items())]
    return []


def _lists(clause: Clause, position: int) -> Iterator[list[Token]]:
    """Coordinated tokens of one kind before a position, the nearest clause first."""
    for earlier in clause.chain():
        limit = position if earlier is clause else earlier.end
        for kinds in (("place",), ("industry",), ("statistic", "measure"), ("kind",), ("period",)):
            found = earlier.before(limit, *kinds)
            run: list[Token] = []
            for token in found[::-1]:
                if run and not _coordinated(earlier, token.end, run[0].start):
                    if len(run) >= 2 or kinds != ("place",):
                        break
                    run = []  # 甲市、乙市产值居全省前列，分别为…: of those listed
                run.insert(0, token)
            if len(run) >= 2:
                yield run


def _coordinated(clause: Clause, start: int, end: int) -> bool:
    """Whether only joints stand between two words, or one figure and a joint: 产值154.8亿元、利润21亿元."""
    if COORDINATED.fullmatch(clause.text[start - clause.start : end - clause.start]):
        return True
    figures = [t for t in clause.of("amount", "count") if start <= t.start and t.end <= end]
    if len(figures) != 1:
        return False
    before = clause.text[start - clause.start : figures[0].start - clause.start]
    return bool(
        LEVEL_VERB.fullmatch(before)
        and COORDINATED.fullmatch(clause.text[figures[0].end - clause.start : end - clause.start])
    )


def _those_places(clause: Clause, position: int) -> list[Token]:
    """The places that a sentence named, if a clause speaks of as many: 甲市的饮片、乙市的原料药…，两地产值分别为…."""
    so_many = THOSE_PLACES.search(clause.text, 0, position - clause.start)
    if so_many is None or clause.places:
        return []
    named: dict[str, Token] = {}
    for near in reversed(list(clause.chain())):
        for token in near.places:
            named.setdefault(token.value.adcode, token)
    return list(named.values()) if len(named) == NUMBERS[so_many[1]] else []


def _both_measures(clause: Clause, position: int, kind: str) -> list[Token]:
    """两项指标, or rates behind levels: the measures that the clauses before told, in their order."""
    named = re.search(r"[两三四]项指标|两者|二者", clause.text[: position - clause.start])
    if not named and kind != "rate":
        return []
    told: dict[str, Token] = {}
    for near in reversed(list(clause.chain())):
        for token in near.of("statistic"):
            if named or near.of("amount"):
                told.setdefault(token.value, token)
    return list(told.values())


def _measured_levels(clause: Clause, position: int, many: int) -> list[Token]:
    """Of levels told before a position, what each measures: 企业1003户，注册资本85亿元，分别增长….

    Those between two ； if they are `many`, else those of the whole sentence.
    """
    if clause.before(position, "statistic", "measure", "kind"):
        return []
    told = _measured(list(clause.group_chain()), position)
    return told if len(told) == many else _measured(list(clause.chain()), position)


def _measured(clauses: list[Clause], position: int) -> list[Token]:
    """What each of the levels of clauses before a position measures; the clauses stand the nearest first."""
    told: list[Token] = []
    for near in reversed(clauses):
        here = [t for t in near.before(position, "measure") if QUANTITY.match(near.text, t.end - near.start)]
        for figure in near.before(position, "amount", "count"):
            nouns = [t for t in near.before(figure.start, "statistic", "measure", "kind") if t.value != "where"]
            if nouns and nouns[-1] not in told + here:
                here.append(nouns[-1])
        told += sorted(here, key=operator.itemgetter(0))
    return told


def _placed_levels(clause: Clause, position: int) -> list[Token]:
    """Of levels told before, each of another region: 甲市180亿元，乙市130亿元，增速分别为…."""
    if clause.places or clause.before(position, "statistic", "measure", "kind", "industry"):
        return []
    told: list[Token] = []
    for near in reversed(list(clause.chain())):
        for figure in near.of("amount"):
            named = [t for t in near.places if t.end <= figure.start] or near.places[-1:]
            if named and named[-1] not in told:
                told.append(named[-1])
    return told


def _dated_levels(clause: Clause, position: int) -> list[Token]:
    """Of levels told clause by clause before, each of another time: 去年312亿元，今年一季度80.5亿元，分别增长…."""
    if clause.before(position, "statistic", "measure", "kind", "industry", "period"):
        return []
    told = [near for near in reversed(list(clause.chain())) if near is not clause and near.of("amount")]
    if len({t.value for near in told for t in near.of("statistic")}) != 1:
        return []
    return [near.of("period")[-1] for near in told if near.of("period")]


def _give_each(clause: Clause, link: Token) -> None:
    """南京、苏州各有2家; 四个城市各有1家, of the four that the paragraph named."""
    figures = [t for t in clause.after(link.end, "count") if t.start - link.end <= EACH_REACH][:1]
    if not figures:
        return
    listed = next((run for run in _lists(clause, link.start) if run[0].kind == "place"), [])
    owners = _as_many_places(clause, link.start) or listed
    if owners and all(t.value.adcode and t.value.role == "place" for t in owners):
        clause.shared = {**clause.shared, figures[0].start: owners}


def _as_many_places(clause: Clause, position: int) -> list[Token]:
    """The places that a paragraph named, if the sentence says how many (四个城市) and they are as many."""
    for near in clause.group_chain():
        for count in near.before(position, "count"):
            if SO_MANY.match(near.text, count.end - near.start):
                told = itertools.chain(clause.chain(), clause.earlier_here())
                named = {t.value.adcode: t for c in told for t in c.places}
                return list(named.values()) if len(named) == count.value.value else []
    return []


def _share(clause: Clause, link: Token) -> None:
    figures = clause.after(link.end, "amount", "rate", "count")[:1]
    for owners in _lists(clause, link.start) if figures else ():
        if owners[0].kind == "place" and not all(t.value.adcode and t.value.role == "place" for t in owners):
            continue
        if owners[0].kind == "period" and not all(t.value.grain == "year" and t.value.edge == "" for t in owners):
            continue
        if owners[0].kind in ("place", "period", "statistic"):
            clause.shared = {**clause.shared, figures[0].start: owners}
            return
