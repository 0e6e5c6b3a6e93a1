"""Clauses -> signings: projects and agreements that the text says were signed."""

import re
from collections.abc import Iterator
from dataclasses import replace

from etl.extractor.clauses import Clause
from etl.extractor.facts.signed_about import CEREMONY, of_no_life_science, signed_industry, signing
from etl.extractor.facts.signed_agreements import PARTIES, agreement, counterparts
from etl.extractor.facts.signed_counts import VERB, counts_part
from etl.extractor.facts.signed_figures import (
    AGREEMENT,
    BEGUN,
    amounts_of_each,
    of_begun,
    project_count,
    signed_amount,
    tells_one_project,
    total_amount,
)
from etl.extractor.facts.signed_mixtures import covers_all_industries, goes_on_with_part, part_counted
from etl.extractor.facts.signed_totals import (
    ALL,
    CEREMONIAL,
    VAGUE,
    brought_with_sum,
    heads,
    is_part,
    is_total_of,
    names_again,
    once_more,
    risen,
    sum_alone,
    sum_told_behind,
    sums_up,
    tells_again,
)
from etl.extractor.facts.signed_where import signed_place
from etl.extractor.finding import Context, Finding
from etl.extractor.lexicon import expressions
from etl.extractor.mentions.industries import LIFE_SCIENCE
from etl.extractor.mentions.periods import Period
from etl.extractor.tokens import Token

SIGNS = ("签", "落笔", "落了笔", "敲定")  # one of them is in every alternative of the verb
PLAN_FOLLOWS = re.compile(r"(?:算盘|打算|目标|任务|计划|设想|盘算)[^，,。；;]{0,6}(?:是|为|：|:)\W*$")
BOTH = re.compile(r"双方|[两三]方(?!面)")
OF_PROJECTS = re.compile(r"(?:投资|落户|入驻|入园)(?:落户|入驻|合作|建设)?(?:协议|合同)")
ABOUT_PROJECTS = re.compile(r"(?<!成)就[^，,。；;签]{2,60}(?=签)")  # 就甲项目、乙项目签署协议
AND_OTHERS = re.compile(
    r"签约的?(?:企业|公司|项目)?(?:都是|均为|全是|多是|多为|都为)|、[^，,。；;]*等(?:一批|多个|系列)?[^，,。；;\d一二三四五六七八九十]{0,8}项目"
)
PART_NAMED = re.compile(
    r"其中(?:的|，)?[^，,。；;、等个项家]{4,24}?(?:园|基地|项目|中心|总部|工厂)"
    r"(?:计划|协议|意向)?总?投资额?(?:约|近|超过?|达)?"
)
NOT_SIGNED = expressions("signings")["not_signed"]


def _still_to_come(clause: Clause) -> bool:
    """Whether a clause says that something is still to be signed, its regions' names aside: 将乐县签署…."""
    text = clause.text
    for token in clause.of("place"):
        if token.value.role == "place":
            start, end = token.start - clause.start, token.end - clause.start
            text = f"{text[:start]}{'某' * (end - start)}{text[end:]}"
    return NOT_SIGNED.search(text) is not None


def find(clauses: list[Clause], context: Context) -> list[Finding]:
    """A finding for each clause that tells a signing; a total tells its parts, save one over all industries."""
    found: list[Finding] = []
    used: set[int] = set()
    total: Clause | None = None  # the last total over all industries, whose life-science part is still to come
    told: Clause | None = None  # the clause that told the last signing, or a ceremony of signing
    last: Finding | None = None
    needles = [sign for sign in SIGNS if sign in context.content]
    for clause in clauses if needles else ():
        signs = any(sign in clause.text for sign in needles)
        verb = VERB.search(clause.text) if signs else None
        if verb is not None and not _still_to_come(clause) and not _planned(clause):
            if last is not None and (amount := sums_up(clause, last, used)) is not None and told is not None:
                used.add(amount.start)
                found[-1] = last = _counted(told, last.figure, amount, told, context)
                continue
            if last is not None and (is_part(clause, verb, last) or names_again(clause, last)):
                continue
            for finding in _read(clause, verb, context, used):
                if found and (tells_again(clause, found[-1], finding) or is_total_of(clause, found[-1], finding)):
                    found[-1] = found[-1]._replace(fact=None, reason="told again with its sum")
                if found and finding.reason == ALL and heads(found[-1], finding):
                    found[-1] = found[-1]._replace(fact=None, reason=ALL)
                last, told = finding, clause
                found.append(finding)
            if last is not None and last.reason in (ALL, VAGUE):
                total = clause
        elif last is not None and last.fact is not None and (more := once_more(clause, last, used)):
            found.append(_counted(clause, *more, clause, context))
        elif last is not None and told is not None and (summed := sum_told_behind(clause, told, last, used)):
            if last.fact is not None:
                found[-1] = last._replace(fact=None, reason="told again with its sum")
            one = last.fact is None and summed[0] is None or (last.fact is not None and last.fact.project_count == 1)
            last = _counted(clause, *summed, told, context, single=one or None)
            found.append(last)
        elif signs and (ends := risen(clause)):
            for figure, year in ends:
                used.add(figure.start)
                found.append(_of_year(clause, figure, year, context))
        elif signs and (brought := brought_with_sum(clause, used)):
            used.update(t.start for t in brought)
            last, told = _counted(clause, *brought, clause.previous or clause, context), clause
            found.append(last)
        elif signs and _opens_a_paragraph(clause, told) and (amount := sum_alone(clause, used)) is not None:
            used.add(amount.start)
            if covers_all_industries(clause, amount):
                found.append(Finding(amount, None, ALL))
            else:
                last, told = _counted(clause, None, amount, clause, context, single=False), clause
                found.append(last)
        elif signs and CEREMONY.search(clause.text):
            ceremony = _ceremony(clause, context, used)
            same = last is not None and told is not None and _same_one(clause, told, last)
            if same and ceremony.reason == CEREMONIAL:
                continue
            if same and last is not None and found[-1] is last:
                found[-1] = last._replace(fact=None, reason="told again with its sum")
            if ceremony.reason != CEREMONIAL:
                found.append(ceremony)
            last, told = ceremony, clause
            total = clause if ceremony.reason == ALL else total
        elif total is not None and clause.paragraph - total.paragraph <= 1 and _may_tell_part(clause):
            part = _part(clause, total, context, used)
            if part is not None:
                found.append(part)
                total = None
    return found


def _of_year(clause: Clause, figure: Token, year: Period, context: Context) -> Finding:
    """What was signed in one of the years that a clause compares."""
    count, amount = (figure, None) if figure.kind == "count" else (None, figure)
    finding = _counted(clause, count, amount, clause, context, single=False)
    if finding.fact is None or year.start is None:
        return finding
    return finding._replace(fact=replace(finding.fact, signed_on=year.start))


def _opens_a_paragraph(clause: Clause, told: Clause | None) -> bool:
    """Whether nothing signed was told before in a clause's paragraph, and its sentence tells no other papers."""
    before = told is not None and told.paragraph == clause.paragraph
    return not before and NOT_SIGNED.search(clause.sentence_text) is None


def _same_one(clause: Clause, told: Clause, last: Finding) -> bool:
    """Whether a ceremony is that of the one signing that the sentence before told without a sum."""
    one = last.fact is not None and last.fact.project_count == 1 and last.fact.amount_yuan is None
    return one and clause.sentence - told.sentence <= 1


def _planned(clause: Clause) -> bool:
    """Whether the clause right before says that a plan follows: 今年的目标是：再签12个."""
    return clause.previous is not None and PLAN_FOLLOWS.search(clause.previous.text) is not None


def _ceremony(clause: Clause, context: Context, used: set[int]) -> Finding:
    """What the clauses beside a ceremony tell of it (举行了集中签约仪式，涉及投资额约20亿元), or that there was one."""
    none = Finding(Token(clause.start, clause.end, "signing", None), None, CEREMONIAL)
    if any(VERB.search(near.text) for near in clause.following()):
        return none
    count = project_count(clause, clause.start, used)
    amount = total_amount(clause, used)
    figures = sorted(t for t in (count, amount) if t is not None)
    if amount is None or amount.start < clause.start:
        return none
    if covers_all_industries(clause, figures[0]):
        return Finding(figures[0], None, ALL)
    used.update(t.start for t in figures)
    return _counted(clause, count, amount, clause, context)


def _may_tell_part(clause: Clause) -> bool:
    """Whether a clause speaks of life science, or counts what the one right before it named."""
    if any(BEGUN.search(near.text) and "签" not in near.text for near in clause.group_chain()):
        return False
    if clause.of("count") and part_counted(clause) is not None:
        return True
    return bool(clause.of("industry")) or LIFE_SCIENCE.search(clause.text) is not None


def _part(clause: Clause, total: Clause, context: Context, used: set[int]) -> Finding | None:
    """The life-science part of a total: 其中生物医药项目11个、投资额55亿元."""
    near = clause.paragraph == total.paragraph or clause.sentence - total.sentence <= 1
    if near and (count := part_counted(clause)) is not None and count.start not in used:
        behind_it = clause.after(count.end, "amount") if not clause.of("other_industry") else []
        sums = [t for t in behind_it if t.value.yuan is not None]
        amount = sums[0] if sums else signed_amount(clause, count.start, used)
        behind = amount is not None and count.end <= amount.start and not clause.of("other_industry")
        return _counted(clause, count, amount if behind else None, total, context)
    counts = [
        t
        for t in clause.of("count")
        if t.start not in used and t.value.value is not None and counts_part(clause, t) and not of_begun(clause, t)
    ]
    if clause.of("other_industry"):
        return None
    if not counts:
        named = PART_NAMED.match(clause.text)
        sums = [t for t in clause.of("amount") if t.start not in used and t.value.yuan is not None]
        told = named and len(sums) == 1 and named.end() == sums[0].start - clause.start
        return _counted(clause, None, sums[0], total, context, single=True) if told else None
    amount = signed_amount(clause, counts[0].start, used)
    if amount is not None and amount.start < counts[0].start:
        amount = None
    return _counted(clause, counts[0], amount, total, context)


def _read(clause: Clause, verb: re.Match[str], context: Context, used: set[int]) -> Iterator[Finding]:
    where = clause.start + verb.start()
    count = project_count(clause, where, used)
    for near in (clause, clause.next) if count is None else ():
        if near is not None and (each := amounts_of_each(near, used)):
            used.update(t.start for t in each)
            yield from (_counted(near, None, amount, clause, context) for amount in each)
            return
    amount = signed_amount(clause, where, used, count)
    if count is None and amount is None:
        yield from agreement(clause, where, context)
        return
    used.update(t.start for t in (count, amount) if t is not None)
    first = min(t for t in (count, amount) if t is not None)
    if covers_all_industries(clause, first):
        if amount is not None and goes_on_with_part(clause):
            used.discard(amount.start)
        yield Finding(first, None, ALL)
        return
    yield _counted(clause, count, amount, clause, context)


def _counted(
    clause: Clause,
    count: Token | None,
    amount: Token | None,
    told: Clause,
    context: Context,
    *,
    single: bool | None = None,
) -> Finding:
    """A signing with a count or an amount; `told` is the clause that says when and where.

    `single`: whether it is of one project, if that is known.
    """
    figures = sorted(t for t in (count, amount) if t is not None)
    start, end = figures[0].start, figures[-1].end
    text = ABOUT_PROJECTS.sub("", told.text) if "就" in told.text else told.text
    agreed = AGREEMENT.search(text) and "项目" not in text and not OF_PROJECTS.search(text)
    kind = "agreement" if agreed else "projects"
    place = signed_place(told, start, context)
    if place is None:
        return Finding(figures[0], None, "no region is named")
    number = int(count.value.value) if count is not None else None
    if count is None and single is not False and not AND_OTHERS.search(told.text) and "集中签约" not in told.text:
        number = _named(told, kind) or (1 if single or tells_one_project(clause) else None)
    industry = signed_industry(clause, figures, context) or signed_industry(told, figures, context)
    if industry is None and of_no_life_science(clause, place):
        return Finding(figures[0], None, "no industry of life science")
    qualifier = None if number is None else count.qualifier if count is not None else "exact"
    rule = f"{kind} signed, counted"
    fact = signing(
        told, (start, end), place, industry, context, kind=kind, count=(number, qualifier), amount=amount, rule=rule
    )
    return Finding(figures[0], fact, "")


def _named(clause: Clause, kind: str) -> int | None:
    """How many agreements a clause with named parties tells."""
    verb = VERB.search(clause.text)
    if verb is not None and PARTIES.search(clause.text[: verb.start()]):
        return counterparts(clause.text[: verb.start()])
    return 1 if kind == "agreement" or PARTIES.search(clause.text) or BOTH.search(clause.text) else None
