"""What a count counts: the noun behind or before it, or what the count before it counted."""

import re

from etl.extractor.clauses import Clause
from etl.extractor.facts.counted_again import (
    COMPANIES,
    SPECIFIC,
    THE_FIGURES,
    beside_a_sibling,
    counted_before,
    line_above,
    pieces_told,
    told_again,
)
from etl.extractor.facts.counted_products import all_approved, approved, product
from etl.extractor.measures import NOT_A_NOUN_PHRASE, leftover, owner
from etl.extractor.searching import to_search
from etl.extractor.tokens import Token

OF_THESE = re.compile(r"(?:这|该|此|上述)(?:一?类|些|部分)$")
AMONG_THEM = re.compile(  # behind 规上企业 or 小巨人 at a clause's end
    r"”?(?:工业|的)?(?:企业)?(?:名单|名录|阵营|队伍|方阵)?(?:里|中|当中|里头|里面|之中)$"
)
ROSE_TO = re.compile(r"企业(?:数量?)?(?:也|已|就|又)?(?:增加|增长|发展|扩大|上升|增|升|涨)[到至为]了?(?:约|近|超过?)?")
BY_NUMBER = re.compile(r"(?:从|按|就|以)$")
UNITS = {
    "companies": "家户",
    "companies_above_scale": "家户",
    "companies_listed": "家户",
    "little_giants": "家户",
    "high_tech_companies": "家户",
    "unicorns": "家户",
    "platforms": "家个项所座",
    "institutes": "家个所座",
    "hospitals": "家所座",
    "patents": "件项个",
    "approvals": "个款张件项种支",
    "employees": "人名位",
}
ELLIPTIC = 4  # characters beside its known words that 广东806家 may hold and still go on counting the same
NOUN_REACH = 20  # characters behind a figure within which its noun stands
# 6个国家级、28个省级创新平台: a rank whose noun stands behind the next count
RANK_ONLY = re.compile(r"(?:国家|省|市|区|县|省部|部|世界)级[、和及与]")
FIELD_ROSE = re.compile(r"(?:产业|行业|集群|产业链)[^，,。；;\d]{0,8}[从由](?:20\d\d年的?)?(?:约|近|不足|仅)?$")
OF_THE_LISTED = to_search(
    r"(?:(?<!获批)(?<!批准)(?<![拟待备请报划])上市(?:挂牌)?|(?:走上|登上|登陆|走进|进入|迈进|闯进)了?(?:[^，,。；;、]{0,6}资本市场|[AHB]股|科创板|创业板|主板|北交所|港交所|上交所|深交所)"
    r"|在[^，,。；;、]{0,6}(?:[AHB]股|科创板|创业板|主板|交所|资本市场)(?:上市|敲钟))的?(?:企业|公司)?(?:已经?|也|就)?(?:有|共有?|约|达到?|还有)?$"
)
LISTED_BEFORE = re.compile(r"(?<!获批)(?<!批准)(?<![拟待备请报划])上市(?!许可)的?[^，,。；;、]{0,6}$")
INSIDE = re.compile(r"[里内](?:头|面|边)?(?!外)")
FIRMS_HAVE = re.compile(r"[\d余多]家(?:企业|公司)?(?:都|均|已)?(?:[建设][有立起了]|组建|拥有)[^，,。；;]*$")
HAVING = re.compile(r"(?:[建设][有立起了]|组建|拥有)[^，,。；;\d]*$")
PHRASE_ENDS = re.compile(r"$|[，,。；;、）)\s”]|和|与|的|及|[里内中上](?!\S?市)")
PARKS_BUILT = re.compile(  # 产业园区建成7个
    r"(?:园区?|基地|集群|小镇|车间|厂房|楼宇)(?:已经?|共|累计|新|又|也|先后|陆续)*(?:建[成起了有]|开[建园]|落成|建|有|达到?)了?(?:约|近|超)?$"
)
ANOTHER_VERB = re.compile(
    r"赋能|推动|支持|助力|围绕|服务于|用于|打造|让|帮|把|将|带动|带来|涉及|涵盖|面向"
    r"|^[连把将]|拥有|设立|设[有了在]|建[有立起了]|放[到在]|(?<!技术)开(?=设|了|办)"
)


def what_is_counted(clause: Clause, figure: Token, kinds: dict[int, str | None]) -> tuple[str | None, Token | None]:
    """What is counted: the noun behind the figure, the last noun before it, else what the figure before counted."""
    given = owner(clause, figure, "kind")
    if given:
        return given.value, given
    if figure.value.unit[-1:] in UNITS["approvals"] and all_approved(clause, figure):
        return "approvals", None
    if THE_FIGURES.match(clause.text, figure.end - clause.start):
        return None, None
    if "个" in clause.text and (again := told_again(clause, figure, kinds)) is not None:
        return again, None
    unit = figure.value.unit[-1:]
    behind, before = _noun_behind(clause, _of_one_noun(clause, figure)), _noun_before(clause, figure)
    if before is not None and unit not in "家户" and _of_the_count_before(clause, figure, before):
        before = None
    if before is not None and before.end == figure.start and before.value not in ("none", "label"):
        return before.value, before
    if behind is not None:
        return approved(clause, behind), behind
    if before is None or before.value == "none":
        piece = pieces_told(clause, figure, kinds)
        if piece is not None:
            return piece, None
    if before is not None and before.value == "none" and _goes_on_with_products(clause, figure, before, kinds):
        return "approvals", before
    if before is not None and not (
        before.value in ("none", "label") and clause.text[: figure.start - clause.start].endswith("的")
    ):
        return approved(clause, before), before
    if unit in UNITS["approvals"] and product(clause):
        return "approvals", None
    if unit not in "家户" and any(t.end == figure.start or t.start == figure.end for t in clause.of("measure")):
        return None, None  # 专项基金18支, but 落地生产的540家
    if unit in "个座" and PARKS_BUILT.search(clause.text, 0, figure.start - clause.start):
        return None, None
    if (kind := beside_a_sibling(clause, figure, kinds)) is not None:
        return kind, None
    for earlier in clause.chain():
        for token in earlier.before(figure.start, "count", "kind")[::-1]:
            if token.kind == "kind" and token.value == "label" and unit in "家户":
                return None, None
            if token.kind == "count" and token.value.unit[-1:] == unit:
                return kinds.get(token.start), None
            if (
                token.kind == "count"
                and kinds.get(token.start) == "approvals"
                and unit in UNITS["approvals"]
                and clause.of("industry")
            ):
                return "approvals", None
            if _a_place_for_firms(earlier, token, unit):
                continue
            if token.kind == "kind" and unit in UNITS.get(token.value, ""):
                if unit == "个" and leftover(clause, figure) > ELLIPTIC:
                    return None, None
                noun = _narrowed(earlier, token)
                return noun.value, noun
    if unit in "家户" and "业" in clause.text and FIELD_ROSE.search(clause.text[: figure.start - clause.start]):
        return "companies", None
    if (kind := line_above(clause, figure, kinds)) is not None:
        return kind, None
    if unit in "家户" and leftover(clause, figure) <= (ELLIPTIC if len(clause.tokens) > 1 else 1):
        return counted_before(clause, kinds), None
    return None, None


def _a_place_for_firms(clause: Clause, noun: Token, unit: str) -> bool:
    """Whether a platform is only where the firms counted are, or what they have: 孵化器里有20家; 45家建有研发机构."""
    if noun.value not in ("platforms", "institutes") or unit not in "家户":
        return False
    head, tail = clause.text[: noun.start - clause.start], clause.text[noun.end - clause.start :]
    if FIRMS_HAVE.search(head) or (tail.startswith("的") and HAVING.search(head)):
        return True
    return INSIDE.match(tail) is not None


def kind_of_these(clause: Clause, noun: Token) -> str | None:
    """What 这类企业 are, or the firms that a sentence counts 从企业数量看: the last kind of firms that was told."""
    where = next((near for near in clause.chain() if noun in near.tokens), clause)
    named = [t for t in where.previous.of("kind") if t.value in SPECIFIC] if where.previous is not None else []
    if (
        where.previous is not None
        and named
        and AMONG_THEM.match(where.previous.text, named[-1].end - where.previous.start)
    ):
        return str(named[-1].value)
    head = where.text[: noun.start - where.start]
    if not OF_THESE.search(head) and not (BY_NUMBER.search(head) and where.words(noun).endswith(("数", "数量"))):
        return None
    before = (t for near in where.earlier_here() for t in near.of("kind")[::-1] if t.value in COMPANIES)
    told = next(before, None)
    return str(told.value) if told is not None else None


def part_of_these(clause: Clause, figure: Token, kinds: dict[int, str | None]) -> str | None:
    """Of which kind the companies are that 其中 counts among those told right before: above scale, listed …"""
    if not any(t.value == "among" for t in clause.before(figure.start, "link")):
        return None
    told = [t for near in clause.chain() for t in near.before(figure.start, "count")]
    last = max(told, key=lambda t: t.start, default=None)
    kind = kinds.get(last.start) if last is not None else None
    return kind if kind in SPECIFIC else None


def rose_of_these(clause: Clause, figure: Token, noun: Token, kinds: dict[int, str | None]) -> str | None:
    """Of which kind the companies are whose number rose since the last told: 规上药企31家；去年，企业增加到54家."""
    if not ROSE_TO.fullmatch(clause.text, noun.start - clause.start, figure.start - clause.start):
        return None
    told = [t for near in clause.chain() if near is not clause for t in near.of("count")[::-1] if kinds.get(t.start)]
    kind = kinds[told[0].start] if told and not clause.of("industry", "place") else None
    return kind if kind in SPECIFIC else None


def are_listed(clause: Clause, figure: Token, noun: Token | None) -> bool:
    """上市的有19家, 上市医药企业15户."""
    if figure.value.unit[-1:] not in "家户":
        return False
    if OF_THE_LISTED.search(clause.text[: figure.start - clause.start]):
        return True
    if noun is None or noun.end > figure.start:
        return False
    where = next((near for near in clause.chain() if noun in near.tokens), clause)
    head = where.text[: noun.start - where.start]
    return LISTED_BEFORE.search(head) is not None or (head.endswith("的") and OF_THE_LISTED.search(head) is not None)


def noun_beside(clause: Clause, figure: Token) -> bool:
    """Whether what is counted stands behind a figure or right before it: 规上企业83个."""
    return _noun_behind(clause, figure) is not None or any(t.end == figure.start for t in clause.of("kind"))


def _of_one_noun(clause: Clause, figure: Token) -> Token:
    """The last of the counts that share the noun behind it, a rank each: 6个国家级、28个省级创新平台."""
    if "级" not in clause.text[figure.end - clause.start :]:
        return figure
    for token in clause.after(figure.end, "count"):
        rank = RANK_ONLY.fullmatch(clause.text, figure.end - clause.start, token.start - clause.start)
        if rank is None or token.value.unit != figure.value.unit:
            break
        figure = token
    return figure


def _noun_behind(clause: Clause, figure: Token) -> Token | None:
    nouns: list[Token] = []
    named = {t.start for t in clause.of("industry")}
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
            r"[在和与、于及]|[中里]有", clause.text[nouns[-1].end - clause.start : token.start - clause.start]
        ):
            break
        if token.value == "where" and token.end in named:
            continue  # 8个国家创新医疗器械
        nouns.append(token)
        if token.kind == "thing" or (
            token.value == "where" and len(nouns) == 1 and PHRASE_ENDS.match(clause.text[token.end - clause.start :])
        ):
            return token._replace(value="none")
    if nouns and nouns[0].start == figure.end and all(noun.value == "where" for noun in nouns):
        return nouns[0]._replace(value="none")  # 5个县被命名为…
    return _most_specific(clause, [noun for noun in nouns if noun.value != "where"])


def _noun_before(clause: Clause, figure: Token) -> Token | None:
    counts = clause.before(figure.start, "count", "amount")
    floor = counts[-1].end if counts else clause.start
    nouns = [
        t
        for t in clause.before(figure.start, "kind", "thing")
        if t.start >= floor and t.value != "where" and not _rank(clause, t) and not _bracketed(clause, t, figure)
    ]
    nouns = [t for t in nouns if not _a_place_for_firms(clause, t, figure.value.unit[-1:])]
    nouns = [t for t in nouns if not (t.value == "none" and _names_a_field(clause, t, figure))]
    if nouns and nouns[-1].kind == "thing":
        return nouns[-1]._replace(value="none")
    return _most_specific(clause, nouns)


def _of_the_count_before(clause: Clause, figure: Token, noun: Token) -> bool:
    """Whether the firms right before a figure are those of the count before it: 4家企业|4个创新医疗器械获批上市."""
    counts = clause.before(figure.start, "count")
    if (
        not counts
        or noun.end != figure.start
        or noun.value not in COMPANIES
        or counts[-1].value.unit[-1:] not in "家户"
    ):
        return False
    return _noun_behind(clause, counts[-1]) == noun


def _goes_on_with_products(clause: Clause, figure: Token, noun: Token, kinds: dict[int, str | None]) -> bool:
    """Whether products go on a list of those approved: 获批上市的创新药30个，三类医疗器械产品21个."""
    if clause.words(noun) not in ("产品", "品种") or noun.end != figure.start or not clause.of("industry"):
        return False
    told = clause.before(figure.start, "count") or (clause.previous.of("count") if clause.previous is not None else [])
    if not told or kinds.get(told[-1].start) != "approvals" or told[-1].value.unit != figure.value.unit:
        return False
    return leftover(clause, figure) <= ELLIPTIC


def _names_a_field(clause: Clause, noun: Token, figure: Token) -> bool:
    """诊断试剂环节43家, 中药材及中成药工业132户 count what 疫苗企业13家 did: 试剂 is part of the field's name."""
    named = next((t for t in clause.of("industry") if t.start <= noun.start and noun.end <= t.end), None)
    if named is None:
        return False
    if named.end > noun.end and figure.value.unit[-1:] in "家户":
        return True
    return any(t.value == "where" and t.start == noun.end for t in clause.before(figure.start, "kind"))


def _bracketed(clause: Clause, token: Token, figure: Token) -> bool:
    """企业（含项目）72家 are firms."""
    head = clause.text[: token.start - clause.start]
    behind = clause.text[token.end - clause.start : figure.start - clause.start]
    return max(head.rfind("("), head.rfind("（")) > max(head.rfind(")"), head.rfind("）")) and (
        ")" in behind or "）" in behind
    )


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
    if len(nouns) > 1 and last.value == "companies" and nouns[-2].value == "platforms" and nouns[-2].end == last.start:
        return last._replace(value="none")  # 重点实验室企业 are firms that have one
    if last.value == "companies":
        for noun in nouns[-2::-1]:
            between = clause.text[noun.end - clause.start : last.start - clause.start]
            if str(noun.value) in SPECIFIC and not re.search(r"[、，,]", between):
                return noun
    return last


def _narrowed(clause: Clause, noun: Token) -> Token:
    """A noun with the one before it in its clause: 规模以上药企，增加到40家."""
    counts = clause.before(noun.start, "count")
    named = [
        t for t in clause.before(noun.end, "kind") if t.value != "where" and (not counts or t.start >= counts[-1].end)
    ]
    return _most_specific(clause, named) or noun


def _touch(clause: Clause, left: Token, right: Token) -> bool:
    if clause.text[left.end - clause.start : right.start - clause.start] in ("", "”", "级"):
        return True
    return any(t.start == left.end and right.start <= t.end for t in clause.of("industry"))  # 拟上市|生物医药|企业
