"""Clauses -> signings: projects and agreements that the text says were signed."""

import re
from collections.abc import Iterator
from datetime import date

from etl.extractor.clauses import Clause, Place
from etl.extractor.context import EVENT_AT, ORGANISATION, RANKED
from etl.extractor.finding import Context, Finding, fact_id
from etl.extractor.lexicon import expressions
from etl.extractor.mentions.industries import IndustryName
from etl.extractor.mentions.periods import Period
from etl.extractor.readings import leftover
from etl.extractor.tokens import Token
from etl.models import Signing

EXPRESSIONS = expressions("signings")

ARTICLE = "一<unit>, perhaps an article"  # mentions/counts.py
VERB = EXPRESSIONS["verb"]
SIGN = "签"  # in every alternative of the verb
RECENTLY = re.compile(r"日前|近日|前不久|近期|不久前")
PARTIES = re.compile(r"(?:与|和|同|跟|及)")
ALL_INDUSTRIES = re.compile(r"各类项目|各类产业|全市|各领域|各行业")
AGREEMENT = re.compile(r"协议|备忘录|意向书|战略合作|合作协定")
ABOVE = re.compile(r"(?:以上|级)?的?(?:项目|大项目|大单)|以上[^，,。；;]{0,10}项目")
LANDED = re.compile(r"(?:落地|落户|落子|入驻|落定|进驻)(?:到|于)?$")
LIFE_SCIENCE_EVENT = re.compile(
    r"(?:医|药|健康|生命|生物)[^，,。；;]{0,12}(?:大会|推介会|论坛|峰会|博览会|洽谈会|产业周|年会|专场|签约仪式|签约活动)"
)
FIRM = re.compile(r"(?:管理)?局|商会|协会|学会|集团|公司|股份|大学|学院|研究院|有限")
GRAINS = {"day": 0, "week": 1, "month": 2}
GENERIC_PROJECTS = re.compile(
    r"(?:招商|重点|重大|优质|合作|签约|首批|产业|代表|相关|部分|这些|所有|集中|(?:一批|多个|系列)[^，,。；;]{0,8})项目"
)
ALL = "a total over all industries"
ELLIPTIC = 4  # characters beside its known words that 前年是19个 may hold
PART_REACH = 120  # characters behind a total within which 其中 still tells its parts
NOT_SIGNED = re.compile(r"拟签约|待签约|将签|未签|可签|意向在谈|计划签约|有望签约|准备签")
INVESTED = ("investment", "trade")


def find(clauses: list[Clause], context: Context) -> Iterator[Finding]:
    """A finding for each clause that tells a signing; a total tells its parts, save one over all industries."""
    used: set[int] = set()
    total: Clause | None = None  # the last total over all industries, whose life-science part is still to come
    last: Finding | None = None
    for clause in clauses if SIGN in context.content else ():
        verb = VERB.search(clause.text) if SIGN in clause.text else None
        if verb is not None and not NOT_SIGNED.search(clause.text):
            if last is not None and _is_part(clause, verb, last):
                continue
            for finding in _read(clause, verb, context, used):
                last = finding
                yield finding
            if last is not None and last.reason == ALL:
                total = clause
        elif last is not None and last.fact is not None and (more := _once_more(clause, last, used)):
            count, amount = more
            yield _counted(clause, count, amount, clause, context)
        elif total is not None and clause.paragraph - total.paragraph <= 1 and clause.of("industry"):
            part = _part(clause, total, context, used)
            if part is not None:
                yield part
                total = None


def _once_more(clause: Clause, last: Finding, used: set[int]) -> tuple[Token, Token | None] | None:
    """The same told of another time: 去年签约28个，总金额67.5亿元，前年是19个，51.2亿元."""
    told = clause.previous is not None and clause.sentence_start <= last.figure.start < clause.start
    if not told or not clause.of("period") or last.fact is None or not last.fact.project_count:
        return None
    counts = [t for t in clause.of("count") if t.start not in used and t.value.value and t.value.unit[-1:] in "个项"]
    if len(counts) != 1 or leftover(clause, counts[0]) > ELLIPTIC:
        return None
    amount = _amount(clause, counts[0].start, used)
    return counts[0], amount if amount is not None and amount.start > counts[0].start else None


def _is_part(clause: Clause, verb: re.Match[str], last: Finding) -> bool:
    if last.reason == ALL and not clause.of("industry") and clause.text.count("项目"):
        return clause.start - last.figure.start <= 2 * PART_REACH
    among = any(
        t.value == "among" and t.start < clause.start + verb.start()
        for near in clause.chain()
        if near.group == clause.group
        for t in near.of("link")
    )
    return last.fact is not None and among and 0 < clause.start - last.figure.start <= PART_REACH


def _part(clause: Clause, total: Clause, context: Context, used: set[int]) -> Finding | None:
    """The life-science part of a total: 其中生物医药项目11个、投资额55亿元."""
    counts = [
        t
        for t in clause.of("count")
        if t.start not in used and t.value.value is not None and _counts_projects(clause, t)
    ]
    if not counts:
        return None
    amount = _amount(clause, counts[0].start, used)
    if amount is not None and amount.start < counts[0].start:
        amount = None
    return _counted(clause, counts[0], amount, total, context)


def _read(clause: Clause, verb: re.Match[str], context: Context, used: set[int]) -> Iterator[Finding]:
    where = clause.start + verb.start()
    count = _project_count(clause, where, used)
    amount = _amount(clause, where, used)
    if count is None and amount is None:
        yield from _agreement(clause, where, context)
        return
    used.update(t.start for t in (count, amount) if t is not None)
    first = min(t for t in (count, amount) if t is not None)
    if _all_industries(clause, first):
        yield Finding(first, None, ALL)
        return
    yield _counted(clause, count, amount, clause, context)


def _counted(clause: Clause, count: Token | None, amount: Token | None, told: Clause, context: Context) -> Finding:
    """A signing with a count or an amount; `told` is the clause that says when and where."""
    figures = sorted(t for t in (count, amount) if t is not None)
    start, end = figures[0].start, figures[-1].end
    kind = "agreement" if AGREEMENT.search(told.text) and "项目" not in told.text else "projects"
    place = _place(told, start, context)
    if place is None:
        return Finding(figures[0], None, "no region is named")
    number = (
        int(count.value.value)
        if count is not None
        else 1
        if kind == "agreement" or _single(clause) or PARTIES.search(told.text)
        else None
    )
    industry = _industry(clause, figures, context)
    fact = Signing(
        fact_id=fact_id(context.article_id, "signings", start, kind, place.adcode),
        article_id=context.article_id,
        adcode=place.adcode,
        zone=place.zone,
        industry=industry.code if industry else None,
        industry_text=context.industry_text(industry),
        signed_on=_signed_on(told, start, context),
        kind=kind,
        project_count=number,
        count_qualifier=None if number is None else count.qualifier if count is not None else "exact",
        amount_yuan=amount.value.yuan if amount is not None else None,
        amount_qualifier=amount.qualifier if amount is not None else None,
        event=None,
        parties=None,
        quote=context.content[start:end],
        char_start=start,
        char_end=end,
        rule=f"{kind} signed, counted",
    )
    return Finding(figures[0], fact, "")


def _window(clause: Clause) -> list[Clause]:
    """The clauses in which a signing's figures may stand: its own, those before and behind it in its group."""
    before = [c for c in clause.chain() if c is not clause and c.group == clause.group]
    behind = [c for c in clause.following() if c.group == clause.group]
    window = [clause]
    for near in before[:2]:
        if VERB.search(near.text):
            break
        window.append(near)
    for near in behind[:3]:
        if VERB.search(near.text) or _tells_part(near):
            break
        window.append(near)
    return window


def _tells_part(clause: Clause) -> bool:
    """其中生物医药项目11个: a clause that tells a part of a total."""
    among = any(t.value == "among" for t in clause.of("link"))
    return among and bool(clause.of("industry")) and any(_counts_projects(clause, t) for t in clause.of("count"))


def _project_count(clause: Clause, where: int, used: set[int]) -> Token | None:
    for near in _window(clause):
        for token in near.of("count"):
            if token.rule == ARTICLE and AGREEMENT.search(near.text):
                continue
            if token.start in used or token.value.value is None or token.value.unit[-1:] not in "个项份家宗单对":
                continue
            if _counts_projects(near, token):
                return token
        if near is not clause and near.start > clause.start and near.of("count"):
            break
    return None


def _counts_projects(clause: Clause, token: Token) -> bool:
    unit = token.value.unit[-1:]
    tail = clause.text[token.end - clause.start : token.end - clause.start + 26]
    head = clause.text[max(0, token.start - clause.start - 16) : token.start - clause.start]
    behind = re.match(r"[^，,。；;、]*?(?:项目|协议|合同|大单|备忘录|合作)", tail)
    if unit in "个项份宗单" and (behind or re.search(r"(?:项目|协议|大单)[^，,。；;、\d]{0,6}$", head)):
        return True
    if (
        unit in "个项"
        and re.search(r"签(?:约|下|了|订)?(?:了|有|共)?$", head)
        and not re.match(r"[\u4e00-\u9fff]", tail)
    ):
        return True
    if unit == "家" and re.match(r"[^，,。；;]{0,8}?(?:企业|公司|药企|机构)?(?:与|和|同|跟)[^，,。；;]{0,12}?签", tail):
        return True
    if (
        unit == "家"
        and re.search(r"(?:与|和|同|跟|等)[^，,。；;]*$", clause.text[: token.start - clause.start])
        and VERB.search(clause.text)
    ):
        return True
    if unit == "家" and re.search(
        r"签约[^，,。；;]{0,10}(?:企业|公司|机构)[^，,。；;\d]{0,4}$", clause.text[: token.start - clause.start]
    ):
        return True
    return unit == "对" and "项目" in tail


def _amount(clause: Clause, where: int, used: set[int]) -> Token | None:
    for near in sorted(_window(clause), key=lambda near: (near is not clause, near.start < clause.start)):
        for token in near.of("amount"):
            if token.start in used or token.value.currency != "CNY" or token.value.yuan is None:
                continue
            tail = near.text[token.end - near.start : token.end - near.start + 8]
            if ABOVE.match(tail):
                continue
            measures = near.before(token.start, "measure", "statistic")
            if measures and (measures[-1].kind == "statistic" or measures[-1].value not in INVESTED):
                continue
            if (
                not measures
                and near is not clause
                and "亿" not in near.text[token.start - near.start : token.end - near.start]
            ):
                continue
            if not measures and near.of("statistic"):
                continue
            return token
    return None


def _single(clause: Clause) -> bool:
    return "项目" in clause.text or any("项目" in near.text for near in _window(clause))


def _all_industries(clause: Clause, first: Token) -> bool:
    for near in _window(clause):
        if near.of("other_industry") and not any(c.of("industry") for c in _window(clause)):
            return True
        if near.start <= first.start < near.end and ALL_INDUSTRIES.search(near.text) and not near.of("industry"):
            return True
    if any(near.of("other_industry") for near in _window(clause)) and any(map(_tells_part, clause.following())):
        return True
    if any(near.of("industry") for near in _window(clause)):
        return False
    if LIFE_SCIENCE_EVENT.search(clause.sentence_text) or (
        clause.before_sentence is not None and LIFE_SCIENCE_EVENT.search(clause.before_sentence.sentence_text)
    ):
        return False
    later = [c for c in clause.following() if c.group >= clause.group]
    if any(c.of("industry") and c.of("count") and any(t.value == "among" for t in c.of("link")) for c in later):
        return True
    after = clause.last_of_sentence().next_sentence
    return after is not None and any(c.of("other_industry") and c.of("count") for c in [after, *after.following()])


def _agreement(clause: Clause, where: int, context: Context) -> Iterator[Finding]:
    """An agreement between named parties: A与B签署战略合作协议."""
    head, verb_text = clause.text[: where - clause.start], clause.text[where - clause.start :]
    before = clause.previous
    if before is not None and len(head.strip()) <= 1:
        head = before.text  # 光明区与天津经开区结成对子，签下…协议
    agreed = [t for t in clause.before(where, "thing") if t.value == "agreement"]  # 与…把谈了半年的协议签了
    thing = next(iter(clause.after(where, "thing") or agreed), None)
    if thing is None and before is not None and "一份" in verb_text:  # …签署了战略合作协议，云城区又跟…签了一份
        thing = next((t for t in before.of("thing") if t.value == "agreement"), None)
    if thing is None and not (clause.before(where, "thing") and "项目" in head):
        return
    if not PARTIES.search(head) and "项目" not in head:
        return
    if not PARTIES.search(head) and GENERIC_PROJECTS.search(head):
        yield Finding(Token(clause.start, clause.end, "signing", None), None, ALL)
        return
    end = clause.end if thing is None or thing.start < clause.start else max(thing.end, where + 2)
    figure = Token(clause.start, end, "signing", None)
    if re.search(r"等(?!\d)", head):
        yield Finding(figure, None, "counterparts without a number")
        return
    place = _place(clause, where, context)
    if place is None:
        yield Finding(figure, None, "no region is named")
        return
    kind = "agreement" if thing is not None and thing.value == "agreement" else "projects"
    start, end = _trim(clause, end)
    industry = _industry(clause, [figure], context)
    yield Finding(
        figure,
        Signing(
            fact_id=fact_id(context.article_id, "signings", start, kind, place.adcode),
            article_id=context.article_id,
            adcode=place.adcode,
            zone=place.zone,
            industry=industry.code if industry else None,
            industry_text=context.industry_text(industry),
            signed_on=_signed_on(clause, where, context),
            kind=kind,
            project_count=_counterparts(head + ("各" if verb_text.startswith("各") else "")),
            count_qualifier="exact",
            amount_yuan=None,
            amount_qualifier=None,
            event=None,
            parties=None,
            quote=context.content[start:end],
            char_start=start,
            char_end=end,
            rule=f"{kind} signed between named parties",
        ),
        "",
    )


def _counterparts(head: str) -> int:
    """How many agreements: 分别与A、B签署 are two."""
    match = re.search(r"(?:与|和|同|跟)([^，,。；;与同跟]*)$", head.replace("分别", ""))
    return len(re.split(r"[、和]", match.group(1))) if match and ("分别" in head or head.endswith("各")) else 1


def _trim(clause: Clause, end: int) -> tuple[int, int]:
    start = clause.start + len(clause.text) - len(clause.text.lstrip(" 　\t“"))
    periods = [t for t in clause.of("period") if t.start == start]
    return (periods[-1].end if periods else start), end


def _place(clause: Clause, position: int, context: Context) -> Place | None:
    named = [t for t in clause.of("place") if t.value.role == "place" and t.value.adcode]
    for token in named:
        if token.start > position and LANDED.search(clause.text[: token.start - clause.start]):
            return Place(token.value.adcode, token.value.zone, token.start)
    venue = clause.places
    own = [t for t in venue if not clause.text[: t.start - clause.start].endswith("在")]
    for token in own or venue:
        return Place(token.value.adcode, token.value.zone, token.start)
    host = _host(clause)
    if host is not None:
        return host
    for token in named:  # 某研究院与常州市签下协议: the counterpart where the first party is of no region
        tail = clause.text[token.end - clause.start :]
        with_it = clause.text[: token.start - clause.start].endswith(("与", "和", "同", "跟"))
        governs = clause.text[token.start - clause.start : token.end - clause.start].endswith(("市", "区", "县", "州"))
        if with_it and governs and token.value.zone is None and not ORGANISATION.match(tail) and not RANKED.match(tail):
            return Place(token.value.adcode, None, token.start)
    for near in [*clause.chain(), *clause.earlier_here()]:
        if near is not clause and near.places:
            token = near.places[-1]
            return Place(token.value.adcode, token.value.zone, token.start)
    home, lead = context.home, context.lead
    if home and lead and lead.adcode.startswith(home.adcode.rstrip("0")):
        return lead
    return home or lead or clause.place_in


def _host(clause: Clause) -> Place | None:
    """Whose event it is, if the sentence names one: the place of its name, or where it is held if that lies within."""
    for near in clause.chain():
        if near is not clause and near.places:
            return None
        named = [t for t in near.of("place") if t.value.role == "place" and t.value.adcode]
        held = [t for t in named if near.text[: t.start - near.start].endswith(("在", "于"))]
        events = [t for t in named if not held or t.start < held[0].start]
        if held and events and EVENT_AT.match(near.text[events[0].end - near.start :]):
            event = events[-1]
            broad = event.value.adcode.endswith("0000") and held[-1].value.adcode.startswith(
                event.value.adcode.rstrip("0")
            )
            chosen = held[-1] if broad or event.value.adcode == "100000" else event
            return Place(chosen.value.adcode, chosen.value.zone, chosen.start)
    return None


def _industry(clause: Clause, figures: list[Token], context: Context) -> IndustryName | None:
    own = [t for t in clause.of("industry") if not FIRM.match(clause.text[t.end - clause.start :])]
    if own:
        return own[0].value  # type: ignore[no-any-return]
    if figures[0].kind == "signing":
        return None
    for near in [*clause.chain(), *clause.earlier_here()]:
        if near is not clause and near.of("industry"):
            return near.of("industry")[-1].value  # type: ignore[no-any-return]
    for near in _window(clause):
        if near.start > clause.start and near.of("industry") and not near.of("count"):
            return near.of("industry")[0].value  # type: ignore[no-any-return]
    return None


def _signed_on(clause: Clause, position: int, context: Context) -> date:
    """The day that the sentence tells, else the last one that the article told before."""
    told: list[Period] = []
    for near in clause.chain():
        if told and near.group != clause.group:
            break
        if RECENTLY.search(near.text):
            return context.published_on
        told += [
            t.value
            for t in reversed(near.of("period"))
            if (
                t.value.edge not in ("now", "same", "end", "by")
                and t.value.start
                and t.value.start <= context.published_on
            )
            or (t.value.edge == "end" and t.value.grain == "month" and t.value.end <= context.published_on)
        ]
    if told:  # the most exact, the nearest of equals; of months named together (1月和2月) the first
        exact = min(told, key=lambda value: GRAINS.get(value.grain, len(GRAINS)))
        months = [
            t.value.start for t in clause.of("period") if t.value.start and t.value.grain == exact.grain == "month"
        ]
        return min([*months, exact.start or exact.end])  # type: ignore[no-any-return]  # 2月底: its last day
    for near in clause.earlier():
        for token in reversed(near.of("period")):
            value = token.value
            told = value.edge == "" and value.start and value.start <= context.published_on
            if told and (value.grain == "day" or near.paragraph == clause.paragraph):
                return value.start  # type: ignore[no-any-return]
    return context.published_on
