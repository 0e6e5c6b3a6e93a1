"""Clauses -> entity counts: companies, platforms, approvals, patents, employees …"""

import re
from collections.abc import Iterator

from etl.extractor.clauses import Clause, Place, having
from etl.extractor.context import foretold
from etl.extractor.finding import Context, Finding, fact_id
from etl.extractor.lexicon import expressions
from etl.extractor.mentions.industries import IndustryName
from etl.extractor.readings import (
    NOT_A_NOUN_PHRASE,
    firm_speaks,
    industry_of,
    leftover,
    names_firms,
    other_industry,
    owner,
    period_token,
    places_of,
    status_of,
)
from etl.extractor.spans import Span, flow_span, stock_span
from etl.extractor.tokens import Token
from etl.models import EntityCount

EXPRESSIONS = expressions("entity_counts")

UNITS = {
    "companies": "家户",
    "companies_above_scale": "家户",
    "companies_listed": "家户",
    "little_giants": "家户",
    "high_tech_companies": "家户",
    "unicorns": "家户",
    "platforms": "家个项所座",
    "institutes": "家个所座",
    "hospitals": "家个所座",
    "patents": "件项个",
    "approvals": "个款张件项种支",
    "employees": "人名位",
}
COUNTED_UNITS = frozenset("".join(UNITS.values()))
OWN = ("employees", "patents", "approvals", "platforms", "institutes")  # what one company may have of its own
SOME = 10  # 三家药厂 at a clause's head are some, not all
SPECIFIC = ("companies_above_scale", "companies_listed", "little_giants", "high_tech_companies", "unicorns")
COMPANIES = ("companies", *SPECIFIC)
# Kinds that keep the running industry of the companies told before them.
INHERITING = (*COMPANIES, "patents")
ELLIPTIC = 4  # characters beside its known words that 广东806家 may hold and still go on counting the same
NOUN_REACH = 20  # characters behind a figure within which its noun stands
THRESHOLD = EXPRESSIONS["threshold"]
DIFFERENCE = re.compile(r"(?:比|较)[^，,。；;]{0,10}(?:增加|增长|多|少|减少)了?$|净增加?$|少了$")
BROUGHT = re.compile(r"(?<!新)(?:引进|招引|引入)(?!培育|和)[^，,。；;]{0,12}$")
OF_THE_LISTED = re.compile(r"(?<!获批)(?<!批准)(?<!拟)上市的?(?:已?有|共有?|约|达到?|还有)?$")
HIGH_TECH_BEFORE = re.compile(r"高新技术[^，,。；;、]{1,6}$")
LISTED_BEFORE = re.compile(r"(?<!获批)(?<!批准)(?<!拟)上市的?[^，,。；;、]{0,6}$")
PHRASE_ENDS = re.compile(r"$|[，,。；;、）)\s”]|和|与|的|及")
CLOSED = re.compile(r"(?:关停|淘汰|注销|清退|退出|取缔|整治)[^，,。；;]{0,8}$")
CERTIFIED = re.compile(
    r"(?:注册证|许可证|证书)的[^，,。；;]{0,6}企业|(?:GMP|GSP|GAP)证书|认证的?(?:生产)?企业|通过[^，,。；;]{0,10}认证"
)
CONDITION = re.compile(r"(?:增长|下降|盈利|亏损|上涨|下滑|翻番|达标)的(?:企业)?(?:就)?有?$")
HAPPENED = EXPRESSIONS["happened"]
RANKED_LIST = re.compile(
    r"\d{1,6}强|[百十]强|强企业|巨头|榜单|上榜|前[十百\d]+[名强]|入围|入选|独角兽榜|标杆企业|示范企业|优秀企业|代表企业"
)
MARKETED = re.compile(r"准生证|出生证|获批|获准|上市|拿证|取得[^，。；]{0,10}证|批准")
ARTICLE = "一<unit>, perhaps an article"  # mentions/counts.py: 一家 that may be no number
SIGNED = re.compile(r"签约|签署|签订|签下|签了")
ATTENDED = EXPRESSIONS["attended"]
GROWN_TO = re.compile(r"(?:累计|总数|总量|总计)[^，,。；;\d]{0,6}$")
ANOTHER_VERB = re.compile(r"赋能|推动|支持|助力|围绕|服务于|用于|打造|让|帮|把|将|带动|带来|涉及|涵盖|面向")
LISTED = EXPRESSIONS["listed"]
OBTAINED = re.compile(r"准生证|出生证|获批|上市|取得|获得|拿下|拿到|批准(?!文号|证)|获准|核发")
HELD = re.compile(r"握|拥有|持有|现有|累积|全部")
NO_PRODUCT = re.compile(r"临床|备案|在研|申报|受理|IND|拟")


def find(clauses: list[Clause], context: Context) -> Iterator[Finding]:
    """A finding for each count of the body: the fact, or why there is none."""
    kinds: dict[int, str | None] = {}
    changes: dict[int, str] = {}
    for clause, figure in having(clauses, "count"):
        yield from _read(clause, figure, context, kinds, changes)


def _read(
    clause: Clause, figure: Token, context: Context, kinds: dict[int, str | None], changes: dict[int, str]
) -> Iterator[Finding]:
    value = figure.value
    if figure.rule == ARTICLE or value.unit[-1:] not in COUNTED_UNITS:
        kinds[figure.start] = None
        yield Finding(figure, None, f"{value.unit} counts nothing of ours")
        return
    kind, noun = _kind(clause, figure, kinds)
    if kind in ("companies", "companies_above_scale", None) and _are_listed(clause, figure, noun):
        kind = "companies_listed"
    if kind == "companies" and LISTED.match(clause.text[figure.end - clause.start :]):
        kind = "companies_listed"
    if kind == "companies" and noun is not None and _within_scale(clause, figure, kinds):
        kind = "companies_above_scale"
    if kind == "companies" and noun is not None and HIGH_TECH_BEFORE.search(clause.text[: noun.start - clause.start]):
        kind = "high_tech_companies"
    kinds[figure.start] = kind
    if kind is None or kind not in UNITS:
        yield Finding(figure, None, "no company, platform, approval or the like is counted")
        return
    if value.value is None or value.value != int(value.value):
        yield Finding(figure, None, "a range or no whole number")
        return
    if value.unit[-1:] not in UNITS[kind] and not (
        kind in COMPANIES and value.unit == "个" and noun and noun.start >= figure.end
    ):
        yield Finding(figure, None, f"{value.unit} counts no {kind}")
        return
    reason = _no_fact(clause, figure, kind, noun)
    if reason:
        yield Finding(figure, None, reason)
        return
    if other_industry(clause, figure, None):
        yield Finding(figure, None, "another industry")
        return
    places = places_of(clause, figure, context.home)
    industry = _industry(clause, figure, kind, kinds, places[0] if places else None, context)
    change = changes[figure.start] = _change(
        clause, figure, kind, changes, carried=noun is None or noun.start < clause.start
    )
    told = period_token(clause, figure)
    span = (
        flow_span(told, context.published_on)
        if change == "new"
        else stock_span(told, context.published_on, clause, figure)
    )
    status = status_of(clause, figure, span.end, context.published_on)
    if status == "actual" and span.end > context.published_on:
        start = min(span.start, context.published_on) if change == "new" else context.published_on
        span = Span(start, context.published_on, span.told, span.open_start)
    if not places:
        yield Finding(figure, None, "no region is named")
    for place in places:
        yield Finding(figure, fact(figure, int(value.value), kind, change, place, industry, span, status, context), "")


def fact(
    figure: Token,
    value: int,
    kind: str,
    change: str,
    place: Place,
    industry: IndustryName | None,
    span: Span,
    status: str,
    context: Context,
) -> EntityCount:
    """A count as a row."""
    return EntityCount(
        fact_id=fact_id(context.article_id, "entity_counts", figure.start, kind, place.adcode),
        article_id=context.article_id,
        adcode=place.adcode,
        zone=place.zone,
        industry=industry.code if industry else None,
        industry_text=context.industry_text(industry),
        kind=kind,
        value=value,
        qualifier=figure.qualifier,
        change=change,
        status=status,
        period_start=span.start,
        period_end=span.end,
        quote=context.content[figure.start : figure.end],
        char_start=figure.start,
        char_end=figure.end,
        rule=f"{change} of {kind} < {figure.rule}",
    )


def _kind(clause: Clause, figure: Token, kinds: dict[int, str | None]) -> tuple[str | None, Token | None]:
    """What is counted: the noun behind the figure, the last noun before it, else what the figure before counted."""
    given = owner(clause, figure, "kind")
    if given:
        return given.value, given
    unit = figure.value.unit[-1:]
    behind, before = _noun_behind(clause, figure), _noun_before(clause, figure)
    if before is not None and before.end == figure.start and before.value not in ("none", "label"):
        return before.value, before
    if behind is not None:
        return _approved(clause, behind), behind
    if before is not None and not (
        before.value in ("none", "label") and clause.text[: figure.start - clause.start].endswith("的")
    ):
        return _approved(clause, before), before
    if unit in UNITS["approvals"] and _product(clause):
        return "approvals", None
    for earlier in clause.chain():
        for token in reversed(earlier.before(figure.start, "count", "kind")):
            if token.kind == "count" and token.value.unit[-1:] == unit:
                return kinds.get(token.start), None
            if (
                token.kind == "count"
                and kinds.get(token.start) == "approvals"
                and unit in UNITS["approvals"]
                and clause.of("industry")
            ):
                return "approvals", None
            if token.kind == "kind" and unit in UNITS.get(token.value, ""):
                if unit == "个" and leftover(clause, figure) > ELLIPTIC:
                    return None, None
                return token.value, token
    if unit in "家户" and leftover(clause, figure) <= ELLIPTIC:
        return _counted_before(clause, kinds), None
    return None, None


def _counted_before(clause: Clause, kinds: dict[int, str | None]) -> str | None:
    """What the last sentence that counted companies counted first."""
    told = [
        (near.sentence, t.start)
        for near in clause.earlier()
        for t in near.of("count")
        if kinds.get(t.start) in COMPANIES
    ]
    if not told:
        return None
    last = max(told)[0]
    return kinds[min(start for sentence, start in told if sentence == last)]


def _within_scale(clause: Clause, figure: Token, kinds: dict[int, str | None]) -> bool:
    """Whether 其中 says that the companies are some of those above scale told right before."""
    if not any(t.value == "among" for t in clause.before(figure.start, "link")):
        return False
    told = [t for near in clause.chain() for t in near.before(figure.start, "count")]
    last = max(told, key=lambda t: t.start, default=None)
    return last is not None and kinds.get(last.start) == "companies_above_scale"


def _are_listed(clause: Clause, figure: Token, noun: Token | None) -> bool:
    """上市的有19家, 上市医药企业15户."""
    if figure.value.unit[-1:] not in "家户":
        return False
    if OF_THE_LISTED.search(clause.text[: figure.start - clause.start]):
        return True
    return (
        noun is not None
        and noun.end <= figure.start
        and bool(LISTED_BEFORE.search(clause.text[: noun.start - clause.start]))
    )


def _noun_behind(clause: Clause, figure: Token) -> Token | None:
    nouns: list[Token] = []
    for token in clause.after(figure.end, "kind", "thing", "count", "amount"):
        between = clause.text[figure.end - clause.start : token.start - clause.start]
        if (
            token.kind == "amount"
            and len(between) <= 8
            and clause.text[token.end - clause.start :].startswith(("的", "以上"))
        ):
            return token._replace(value="none")
        if (
            token.kind in ("count", "amount")
            or len(between) > NOUN_REACH
            or NOT_A_NOUN_PHRASE.search(between)
            or ANOTHER_VERB.search(between)
        ):
            break
        if nouns and re.search(
            r"[在和与、于及]", clause.text[nouns[-1].end - clause.start : token.start - clause.start]
        ):
            break
        nouns.append(token)
        if token.kind == "thing" or (
            token.value == "where" and len(nouns) == 1 and PHRASE_ENDS.match(clause.text[token.end - clause.start :])
        ):
            return token._replace(value="none")
    return _most_specific(clause, [noun for noun in nouns if noun.value != "where"])


def _noun_before(clause: Clause, figure: Token) -> Token | None:
    counts = clause.before(figure.start, "count", "amount")
    floor = counts[-1].end if counts else clause.start
    nouns = [
        t
        for t in clause.before(figure.start, "kind", "thing")
        if t.start >= floor and t.value != "where" and not _rank(clause, t)
    ]
    if nouns and nouns[-1].kind == "thing":
        return nouns[-1]._replace(value="none")
    return _most_specific(clause, nouns)


def _rank(clause: Clause, token: Token) -> bool:
    """国家 in 国家级 counts nothing."""
    return token.value == "none" and clause.text[token.end - clause.start :].startswith("级")


def _most_specific(clause: Clause, nouns: list[Token]) -> Token | None:
    """规上医疗器械企业 are companies above scale: the last noun, narrowed by one right before it."""
    if not nouns:
        return None
    last = nouns[-1]
    if len(nouns) > 1 and last.value == "companies" and nouns[-2].value == "label" and _touch(clause, nouns[-2], last):
        return nouns[-2]
    if last.value == "companies":
        for noun in nouns[-2::-1]:
            between = clause.text[noun.end - clause.start : last.start - clause.start]
            if str(noun.value) in SPECIFIC and not re.search(r"[、，,]", between):
                return noun
    return last


def since_last(clause: Clause, figure: Token) -> str:
    """The text of a clause between the count before a figure and the figure."""
    counts = clause.before(figure.start, "count")
    return clause.text[(counts[-1].end if counts else clause.start) - clause.start : figure.start - clause.start]


def context_text(clause: Clause, token: Token) -> str:
    """A token's words."""
    return clause.text[token.start - clause.start : token.end - clause.start]


def _touch(clause: Clause, left: Token, right: Token) -> bool:
    if clause.text[left.end - clause.start : right.start - clause.start] in ("", "”", "级"):
        return True
    return any(t.start == left.end and right.start <= t.end for t in clause.of("industry"))  # 拟上市|生物医药|企业


def _approved(clause: Clause, noun: Token) -> str:
    if noun.value == "none" and clause.text[noun.start - clause.start : noun.end - clause.start] in (
        "产品",
        "品种",
        "单品",
    ):
        if MARKETED.search(clause.text) and not NO_PRODUCT.search(clause.text):
            return "approvals"
        if any(t.value == "approvals" for t in clause.of("kind")):
            return "approvals"
    return str(noun.value)


def _product(clause: Clause) -> bool:
    """Whether drugs or devices are counted that came to market."""
    text = clause.text
    return (
        bool(MARKETED.search(text)) and bool(re.search(r"药|器械|疫苗|产品|试剂", text)) and not NO_PRODUCT.search(text)
    )


def _no_fact(clause: Clause, figure: Token, kind: str, noun: Token | None) -> str | None:
    head = clause.text[: figure.start - clause.start]
    tail = clause.text[figure.end - clause.start :]
    if tail.startswith(("一体", "”一体", "之外", "以外")):
        return "one, named or as an article"
    if (
        kind in COMPANIES
        and not head.strip(" “")
        and figure.value.value <= SOME
        and not re.search(r"\d", context_text(clause, figure))
    ):
        return "some companies, not all"
    if re.search(r"年均|每年|平均", head):
        return "an average"
    if re.match(r"[^，,。；;]{0,6}(?:企业|公司)的?(?:融资|投资|研发投入|税收|纳税)", tail):
        return "those of which something is told, not all"
    if DIFFERENCE.search(head):
        return "a difference between figures"
    if (
        noun
        and noun.start >= figure.end
        and re.match(r"龙头|骨干", context_text(clause, noun))
        and not clause.before(figure.start, "change", "kind")
    ):
        return "some companies, not all"
    if CLOSED.search(since_last(clause, figure)):
        return "companies closed or gone"
    if CONDITION.search(head) or HAPPENED.match(tail):
        return "those of which something is told, not all"
    if kind in OWN and (firm_speaks(clause) or names_firms(clause, figure.start)):
        return "one company's own"
    if tail.startswith("级"):
        return "a class of sizes"
    text = head + tail[:NOUN_REACH]
    since = since_last(clause, figure)
    if kind in COMPANIES and BROUGHT.search(since):
        return "companies brought in"
    if kind == "companies" and _of_all_industries(clause, figure, noun):
        return "companies of all industries"
    if CERTIFIED.search(since) or CERTIFIED.search(tail[:NOUN_REACH]) or re.search(r"来自[^，,。；;]{0,10}的$", head):
        return "companies with a certificate, or guests"
    if THRESHOLD.search(since) or (
        noun
        and noun.start >= figure.end
        and THRESHOLD.search(clause.text[figure.end - clause.start : noun.end - clause.start])
    ):
        return "companies above a threshold"
    if RANKED_LIST.search(text) or any(
        RANKED_LIST.search(c.text)
        for c in clause.chain()
        if c is not clause and c.group == clause.group and not c.of("count")
    ):
        return "companies on a list"
    if SIGNED.search(text):
        return "counterparts of a signing"
    if ATTENDED.search(text):
        return "guests or those served"
    if kind in COMPANIES and names_firms(clause, figure.start) and "等" not in head and re.search(r"[、和]", head):
        return "companies listed by name"
    if re.search(r"各类(?:企业|公司|市场主体)", text) and not re.search(r"医|药|健康|生物", text):
        return "companies of all industries"
    return None


def _of_all_industries(clause: Clause, figure: Token, noun: Token | None) -> bool:
    """已有企业86家，其中医药企业58家: the total is of all industries."""
    if noun is None or clause.of("industry"):
        return False
    behind = clause.next
    return (
        behind is not None
        and bool(behind.of("industry"))
        and any(t.value == "among" for t in behind.of("link"))
        and any(t.value == "companies" for t in behind.of("kind"))
    )


def _industry(
    clause: Clause, figure: Token, kind: str, kinds: dict[int, str | None], place: Place | None, context: Context
) -> IndustryName | None:
    own = clause.before(figure.start, "industry")
    behind = [t for t in clause.after(figure.end, "industry") if t.start - figure.end <= NOUN_REACH]
    if behind and not NOT_A_NOUN_PHRASE.search(clause.text[figure.end - clause.start : behind[0].start - clause.start]):
        return behind[0].value  # type: ignore[no-any-return]
    if own or any(t.value == "among" for t in clause.before(figure.start, "link")):
        return industry_of(clause, figure)
    if kind in COMPANIES:
        if place is not None and place.zone and kind not in ("companies", "companies_above_scale", "companies_listed"):
            return None
        return industry_of(clause, figure) or context.running_industry(clause, [])
    if kind in INHERITING and not (place is not None and place.zone):
        return industry_of(clause, figure)
    same = [
        token
        for earlier in clause.chain()
        if earlier is not clause
        for token in earlier.of("count")
        if kinds.get(token.start) == kind
    ]
    return industry_of(clause, figure) if same else None


def _change(clause: Clause, figure: Token, kind: str, changes: dict[int, str], *, carried: bool) -> str:
    """new where the words say so, or where approvals are counted over a span; else stock."""
    said = clause.before(figure.start, "change")
    if said and said[-1].value == "new":
        return "new"
    tail = clause.text[figure.end - clause.start :]
    if re.match(r"[^，,。；;]{0,16}?(?:新到|新落户|新入驻|新获批)", tail):
        return "new"
    if kind == "approvals" and "累计" in clause.text[: figure.start - clause.start] and not clause.of("period"):
        return "stock"
    if kind == "approvals" and OBTAINED.search(clause.text) and not HELD.search(clause.text):
        told = period_token(clause, figure)
        if told is not None and told.edge in ("", "since") and told.grain != "day":
            return "new"
        if "target" in foretold(clause):
            return "new"
    if not carried or clause.of("change", "period") or GROWN_TO.search(clause.text[: figure.start - clause.start]):
        return "stock"
    for earlier in clause.chain():
        for token in reversed(earlier.before(figure.start, "count")):
            if token.start in changes:
                return changes[token.start]
    return "stock"
