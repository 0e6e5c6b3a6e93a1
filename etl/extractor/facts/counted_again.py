"""What a count without a noun of its own goes on counting: what the sentences before it counted."""

import re
from collections.abc import Iterator

from etl.extractor.clauses import Clause
from etl.extractor.mentions.gazetteer import is_within
from etl.extractor.tokens import Token

SPECIFIC = ("companies_above_scale", "companies_listed", "little_giants", "high_tech_companies", "unicorns")
COMPANIES = ("companies", *SPECIFIC)
THE_FIGURES = re.compile(r"(?:数(?!家|十|百|千|万)|总数|总量|数字|数据|指标)")
LONGEST_NAME = 10  # characters of a line of a list before its count
NO_WORD = " \u3000\t|·•-—；;。，,"
COLUMN = re.compile(r"业?(?:总?数|数量|家数|户数)?[（(]?[家户]?[）)]?\s*(?:\||\t|$)")


def told_again(clause: Clause, figure: Token, kinds: dict[int, str | None]) -> str | None:
    """What a figure counts that takes its turn among those told before: 两个数分别变成193家和32家."""
    counts = clause.before(figure.end, "count")
    said = next((n for n, t in enumerate(counts) if THE_FIGURES.match(clause.text, t.end - clause.start)), None)
    if said is None or said == len(counts) - 1 or not clause.of("link") or counts[said].value.value is None:
        return None  # 三五个数 are no two
    before = [near for near in clause.chain() if near is not clause]
    told = [t for near in before[::-1] for t in near.of("count") if kinds.get(t.start)]
    many = int(counts[said].value.value)
    turn = len(counts) - said - 2
    return kinds[told[-many:][turn].start] if len(told) >= many > turn else None


def counted_before(clause: Clause, kinds: dict[int, str | None]) -> str | None:
    """What the last sentence that counted companies counted first, or the table since: 区县 | 医药企业数."""
    told = [
        (near.sentence, t.start, kinds.get(t.start) if t.kind == "count" else t.value)
        for near in clause.earlier()
        for t in near.of("count", "kind")
        if (kinds.get(t.start) if t.kind == "count" else _heads_a_column(near, t)) in COMPANIES
    ]
    if not told:
        return None
    last = max(sentence for sentence, *_ in told)
    return min((start, kind) for sentence, start, kind in told if sentence == last)[1]


def beside_a_sibling(clause: Clause, figure: Token, kinds: dict[int, str | None]) -> str | None:
    """What the like figure of another such region counted: 章丘区企业38家，规上18家；平阴县23家，规上9家."""
    own, unit = [t for t in clause.places if t.end <= figure.start], figure.value.unit[-1:]
    if not own or any(t.value != "where" for t in clause.before(figure.start, "kind")):
        return None
    turn = sum(t.value.unit[-1:] == unit for t in clause.before(figure.start, "count") if t.start >= own[-1].end)
    for near in clause.chain():
        if near is not clause and any(t.value != "where" for t in near.of("kind")) and not near.of("count"):
            return None  # 高新技术企业，九江51家；小巨人企业，九江2家
        if near is clause or not near.places:
            continue
        code, other = own[-1].value.adcode, near.places[-1].value.adcode
        if is_within(code, other) or is_within(other, code):
            return None
        told = [t for t in near.after(near.places[-1].end, "count") if t.value.unit[-1:] == unit]
        return kinds.get(told[turn].start) if turn < len(told) else None
    return None


def _heads_a_column(clause: Clause, noun: Token) -> str | None:
    """What a table's column counts."""
    behind = COLUMN.match(clause.text, noun.end - clause.start)
    return str(noun.value) if behind is not None and not clause.of("count") else None


def line_above(clause: Clause, figure: Token, kinds: dict[int, str | None]) -> str | None:
    """What a line of a list counts that is no more than a name and its count: 化药 85个, below 中成药 159个."""
    above = clause.before_sentence
    if above is None or clause.previous is not None or clause.next is not None:
        return None
    named = clause.text[: figure.start - clause.start].strip(NO_WORD)
    if len(named) > LONGEST_NAME or clause.text[figure.end - clause.start :].strip(NO_WORD):
        return None
    unit = figure.value.unit[-1:]
    told = next((counts[-1] for near in above.chain() if (counts := near.of("count"))), None)
    return kinds.get(told.start) if told is not None and told.value.unit[-1:] == unit else None


def pieces_told(clause: Clause, figure: Token, kinds: dict[int, str | None]) -> str | None:
    """What the 件 of the sentences before counted, handed on by field, place or year: 湖南省以2256件居首."""
    said = clause.before(figure.start, "place", "industry", "period")
    if not said and clause.previous is not None and clause.start == figure.start:
        said = clause.previous.of("period")
    if not said or figure.value.unit[-1:] != "件" or "案" in clause.text:
        return None
    kind = next((kinds.get(told.start) for told in pieces_before(clause)), None)
    return kind if kind in ("approvals", "patents") else None


def pieces_before(clause: Clause) -> Iterator[Token]:
    """The 件 that the sentences before counted, the last first."""
    return (t for near in clause.earlier() for t in near.of("count")[::-1] if t.value.unit[-1:] == "件")
