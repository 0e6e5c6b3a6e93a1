"""What the text tells of a signed total: its sum, its parts, other industries in it, the same of another time."""

import itertools
import re
from collections.abc import Iterator
from decimal import Decimal

from etl.extractor.clauses import Clause
from etl.extractor.facts.signed_counts import counts_projects
from etl.extractor.facts.signed_figures import SUMMED, signed_amount, total_amount
from etl.extractor.finding import Finding
from etl.extractor.measures import leftover
from etl.extractor.mentions.industries import LIFE_SCIENCE
from etl.extractor.mentions.periods import Period
from etl.extractor.tokens import Token

ALL = "a total over all industries"
VAGUE = "projects without a name or a number"
CEREMONIAL = "a ceremony, and no signing yet"
SOME = re.compile(r"一批|批|系列|多个|众多|若干")
THESE = re.compile(r"(?:^|这|上述|该|此次|本次|介绍|其中的|^共)[^\u4e00-\u9fff]*$")
THEY_ALL = re.compile(
    r"\W*(?:据[悉了介][解绍]?)?(?:这些|这批|上述|该批|本批|此批|全部|所有|签约)的?(?:签约)?项目(?!中|里|之)"
)
TO_COME = re.compile(r"[^，,。；;、]{0,8}项目(?:将|正式|成功|顺利)?[^，,。；;、]{0,10}(?:落地|落户|入驻)")
THIS_ONE = re.compile(
    r"^[^\u4e00-\u9fff]*(?:据[^，,]{1,8})?(?:该|这个|此|这一)?项目[^，,。；;]{0,6}(?:投资|选址|位于|占地|由|主要|拟)"
)
IT = re.compile(
    r"[^\u4e00-\u9fff]*(?:(?:据|按|照|根据)[^，,]{1,10}[，,])?(?:作为[^，,。；;]{2,30}项目[，,])?(?:该项目|此项目|这个项目|这一项目|项目|它)(?!负责|签约|建设方)"
)
AS_AGREED = re.compile(
    r"[^\u4e00-\u9fff]*(?:(?:按照?|根据|依据|依照)[^，,。；;、]{0,8}?(?:协议|合同|约定|意向书|备忘录)"
    r"|(?:[合作框架投资战略意向]{2})*(?:协议|合同|意向书|备忘录)(?:书|上|里|中)?(?:不长|很|写|约|明|规|显示|提|载|列|白纸)"
    r"|双方(?:约定|商定|议定|将|计划|拟))"
)
OPENING = re.compile(r"\W*([\u4e00-\u9fff]{2,4}?)[^，,。；;]{0,12}?(?:将|拟|计划|准备|打算)")
PARTY_REACH = 12  # characters of a sentence behind which its clause may begin and still have its subject
INVESTS = re.compile(
    r"(?<!一期)(?<!二期)(?<!首期)(?:投资|投入|出资|注资|引资|总额|拿出|投下|砸下|斥资|耗资)(?:总?额|总计|共计)?(?:不低于|不少于|约|近|超过?|逾|达到?|为|人民币)*$"
)
AGAIN = re.compile(r"[^\u4e00-\u9fff]*(?:据悉|据了解|据介绍)?(?:此次|本次|这次|此番|当天|当日|今天)(?:集中)?签约的")
EVENT_IN_ALL = re.compile(r"\W{0,9}(?:此次|本次|这次|此番)(?![^，,。；;]*(?:还|另|又))")
SIGNED_SUM = re.compile(r"^[^\u4e00-\u9fff]*(?:合同|协议|累计)?签约(?:总?金额|总?额|总?资金|总投资)[^，,。；;]{0,4}\d")
SUM_ALONE = re.compile(
    r"签约(?:项目)?(?:合同)?(?:总?金额|总额|额|总?资金|总投资额?)(?:累计|合计|共计|共|总计|高?达到?|为|约|超过?|突破|近|逾|首次|已|了)*(?:\d|\\d)"
)
RISEN = re.compile(  # 签约项目数由2021年的12个增加到2022年的31个
    r"签约(?:项目)?(?:总?金额|总?额|总?资金|总投资额?|数量?|个数|总数)[从由][^，,。；;]{0,24}(?:增加|增长|增|提高|上升|扩大|跃升|提升)[到至为]"
)
NOT_RISEN = re.compile(r"预计|力争|目标|有望|计划")
BOTH_ENDS = "从", "到"
NOT_YET = re.compile(r"预计|力争|目标|有望|计划|比|增|占|从|由")
BROUGHT_IN = re.compile(r"引进|招引|引入|引育|招商|[拿带揽抱捧]回|揽[下得获]|拿下|[斩收]获|达成|促成|敲定")
ONE_NAMED = re.compile(
    r"[\u4e00-\u9fff”]{4,}(?:项目|(?:落户|入驻|落地)[\u4e00-\u9fff]{2,8}?|投资协议)(?:投资|合作|入园|落户|正式)*签约(?:仪式|活动)"
)
OF_MANY = re.compile(r"集中|重[大点]项目|招商|批|系列|多个|\d个|合作项目|产业项目签")
NOT_BEGUN = re.compile(r"开工|竣工|在建|投产|储备|在谈|建成")
NOTHING_ELSE = re.compile(r"(?:[^，,。；;、]{0,8}项目|[^\u4e00-\u9fff]|$)")
OF_THEM = re.compile(r"[^，,。；;、]{0,6}(?:项目|企业|公司)(?:中|里|当中|之中|之一)")
RESTATED = re.compile(  # 签约的甲项目, 签约的1亿元康养项目
    r"签[约下署订]的(?:(?![^，,。；;]{0,6}(?:项目)?[共有是达]*\d)|[\d.]+[亿万]元的?[^，,。；;、\d]{2,24}项目)"
)
ELLIPTIC = 4  # characters beside its known words that 前年是19个 may hold
PART_REACH = 120  # characters behind a total within which 其中 still tells its parts
LIST_REACH = 400  # characters behind a total within which a sentence that begins with 其中 goes through its parts
LIST_CLAUSES = 12  # clauses behind a part of a total in which its other parts may stand
NEAR_PARAGRAPHS = 2  # paragraphs behind a signing in which its sum may stand


def once_more(clause: Clause, last: Finding, used: set[int]) -> tuple[Token, Token | None] | None:
    """The same told of another time: 去年签约28个，总金额67.5亿元，前年是19个，51.2亿元."""
    told = clause.previous is not None and clause.sentence_start <= last.figure.start < clause.start
    if not told or not clause.of("period") or last.fact is None or not last.fact.project_count:
        return None
    planned = any(t.value != "done" for t in clause.of("status"))
    if planned or NOT_BEGUN.search(clause.text) or _within_total(clause, last):
        return None
    counts = [t for t in clause.of("count") if t.start not in used and t.value.value and t.value.unit[-1:] in "个项"]
    if len(counts) != 1 or leftover(clause, counts[0]) > ELLIPTIC:
        return None
    if not NOTHING_ELSE.match(clause.text, counts[0].end - clause.start):
        return None  # 今年又有18个社团报名
    amount = signed_amount(clause, counts[0].start, used)
    return counts[0], amount if amount is not None and amount.start > counts[0].start else None


def sum_alone(clause: Clause, used: set[int]) -> Token | None:
    """The sum that was signed for, told without a verb or a count: 博览会签约总金额达120亿元."""
    if SUM_ALONE.search(clause.text) is None or NOT_YET.search(clause.text) or clause.of("other_industry"):
        return None
    return next(
        (
            t
            for t in clause.of("amount")
            if t.start not in used and t.value.yuan is not None and SUM_ALONE.search(_head(clause, t) + "1")
        ),
        None,
    )


def risen(clause: Clause) -> list[tuple[Token, Period]]:
    """What was signed in two years, each figure with its year: 签约金额从2005年9.52亿元增加到去年的178亿元."""
    said = RISEN.search(clause.text)
    if said is None or NOT_RISEN.search(clause.text) or clause.of("other_industry"):
        return []
    kind = "count" if "数" in said.group() else "amount"
    figures = [t for t in clause.of(kind) if t.start - clause.start > said.start()]
    years = [t for t in clause.of("period") if t.start - clause.start > said.start() and t.value.start is not None]
    if len(figures) != len(years) or len(figures) != len(BOTH_ENDS):
        return []
    if (
        any(year.end > figure.start for figure, year in zip(figures, years, strict=True))
        or figures[0].end > years[1].start
    ):
        return []
    return [(figure, year.value) for figure, year in zip(figures, years, strict=True)]


def _within_total(clause: Clause, last: Finding) -> bool:
    """Whether a clause tells a part of a year's total by its months: 去年签约31个：上半年14个…；下半年17个…."""
    counts = [t.value.value for t in clause.of("count") if t.value.value and t.value.unit[-1:] in "个项"]
    grains = [t.value.grain for t in clause.of("period")]
    fewer = bool(counts) and last.fact is not None and counts[0] < (last.fact.project_count or 0)
    return fewer and grains[-1:] in (["half"], ["quarter"], ["months"], ["month"])


def brought_with_sum(clause: Clause, used: set[int]) -> tuple[Token, Token] | None:
    """Projects brought in, with the sum that was signed for them: 引进医药项目25个，签约金额216.8亿元."""
    before = clause.previous
    if before is None or not SIGNED_SUM.search(clause.text) or not before.of("industry") or before.of("other_industry"):
        return None
    counts = [t for t in before.of("count") if t.start not in used and t.value.value and counts_projects(before, t)]
    amount = signed_amount(clause, clause.start, used)
    if len(counts) != 1 or amount is None or amount.start < clause.start:
        return None
    return (counts[0], amount) if BROUGHT_IN.search(before.text[: counts[0].start - before.start]) else None


def tells_again(clause: Clause, last: Finding, finding: Finding) -> bool:
    """Whether the one project signed is named again with its sum: 此次签约的甲项目，总投资100亿元."""
    if last.fact is None or finding.fact is None or last.fact.amount_yuan is not None:
        return False
    if clause.start - last.figure.end > LIST_REACH:
        return False
    single = last.fact.project_count == finding.fact.project_count == 1 and finding.fact.amount_yuan is not None
    same = (last.fact.kind, last.fact.adcode) == (finding.fact.kind, finding.fact.adcode)
    return single and same and AGAIN.match(clause.text) is not None


def is_total_of(clause: Clause, last: Finding, finding: Finding) -> bool:
    """Whether the parties told last were some of those of this event: 此次共签约医药项目2个."""
    if (
        last.fact is None
        or finding.fact is None
        or last.figure.kind != "signing"
        or EVENT_IN_ALL.match(clause.text) is None
    ):
        return False
    same = (last.fact.kind, last.fact.adcode) == (finding.fact.kind, finding.fact.adcode)
    more = (finding.fact.project_count or 0) > (last.fact.project_count or 0)
    return same and more and clause.start - last.figure.end <= PART_REACH


def heads(last: Finding, total: Finding) -> bool:
    """Whether the signing told last was the headline of a total over all industries: 22个项目集中签约."""
    count = getattr(total.figure.value, "value", None)
    if last.fact is None or last.fact.amount_yuan is not None or count is None:
        return False
    return count == last.fact.project_count and total.figure.start - last.figure.start <= PART_REACH


def is_part(clause: Clause, verb: re.Match[str], last: Finding) -> bool:
    """Whether a clause tells a part of the total that was told last."""
    if (
        last.reason == ALL
        and last.figure.kind != "signing"
        and not _of_an_industry(clause, last)
        and "项目" in clause.text
        and not any(t.value.grain == "day" for near in clause.chain() for t in near.of("period"))
    ):
        return clause.start - last.figure.start <= 2 * PART_REACH
    if _lists_parts(clause, last) or _adds_up_to(clause, last):
        return True
    among = any(
        t.value == "among" and t.start < clause.start + verb.start()
        for near in clause.chain()
        if near.group == clause.group
        for t in near.of("link")
    )
    return last.fact is not None and among and 0 < clause.start - last.figure.start <= PART_REACH


def _of_an_industry(clause: Clause, last: Finding) -> bool:
    """Whether a clause, or one right before it since the total, names its industry: “医养”招商活动，共签约34个项目."""
    before = clause.previous
    return (
        bool(clause.of("industry"))
        or LIFE_SCIENCE.search(clause.text) is not None
        or (before is not None and before.start > last.figure.end and bool(before.of("industry")))
    )


def _lists_parts(clause: Clause, last: Finding) -> bool:
    """Whether a sentence right behind a total goes through its parts: 其中甲2个…；乙签约5个；丙签约9个."""
    if last.fact is None or (last.fact.project_count or 0) < 2 or any(c.of("period") for c in clause.group_chain()):
        return False
    begins = clause.sentence_text.lstrip().startswith("其中") or any(
        near.start > last.figure.end and near.text.lstrip().startswith("其中") for near in clause.chain()
    )
    return begins and last.figure.end <= clause.start <= last.figure.end + LIST_REACH


def _adds_up_to(clause: Clause, last: Finding) -> bool:
    """Whether a paragraph goes on with what a total told before consists of: 签约10个项目。…包括5个…项目、5个…项目."""
    total = last.fact.project_count if last.fact is not None else None
    if total is None or total <= 1 or clause.start - last.figure.end > LIST_REACH:
        return False
    earlier = itertools.chain(clause.chain(), clause.earlier_here())
    since = list(itertools.takewhile(lambda near: near.start > last.figure.end, earlier))[::-1]
    parts, added = 0, Decimal(0)
    for near in (*since, *itertools.islice(_goes_on(clause), LIST_CLAUSES)):
        counts = [t.value.value for t in near.of("count") if t.value.value and counts_projects(near, t)]
        parts, added = parts + len(counts), sum(counts, added)
        if near.start >= clause.start and parts > 1 and added >= total:
            return bool(added == total)
    return False


def _goes_on(clause: Clause) -> Iterator[Clause]:
    """The clauses behind a clause in its paragraph."""
    behind: Clause | None = clause
    while behind is not None:
        yield from behind.following()
        behind = behind.last_of_sentence().next_sentence
        if behind is None or behind.paragraph != clause.paragraph:
            return
        yield behind


def names_again(clause: Clause, last: Finding) -> bool:
    """Whether a clause speaks of some of the projects that were counted: 今天签约的甲项目, 9个项目中."""
    if last.fact is None or (last.fact.project_count or 0) < 2:
        return False
    counts = [t for t in clause.of("count") if counts_projects(clause, t)]
    if not counts:
        return bool(RESTATED.search(clause.text))
    same = counts[0].value.value == last.fact.project_count
    return same and OF_THEM.match(clause.text[counts[0].end - clause.start :]) is not None


def sums_up(clause: Clause, last: Finding, used: set[int]) -> Token | None:
    """The sum of what the sentence counted before, told with the verb again: 产业项目9个，…，现场签约、总投资17亿元."""
    counted = last.fact is not None and (last.fact.project_count or 0) > 1 and last.fact.amount_yuan is None
    if not counted or not clause.sentence_start <= last.figure.start < clause.start or clause.of("count", "thing"):
        return None
    sums = [t for t in clause.of("amount") if t.start not in used and SUMMED.search(_head(clause, t))]
    return sums[0] if len(sums) == 1 and sums[0].value.yuan is not None else None


def sum_told_behind(
    clause: Clause, told: Clause, last: Finding, used: set[int]
) -> tuple[Token | None, Token | None] | None:
    """The sum of what was signed before: 据介绍，这8个项目…，总投资10亿元; or of 一批项目 that had no number."""
    vague = last.reason == CEREMONIAL or (last.reason == VAGUE and SOME.search(told.text) is not None)
    if not (vague or (last.fact is not None and last.fact.amount_yuan is None)):
        return None
    if clause.paragraph - told.paragraph > NEAR_PARAGRAPHS or NOT_BEGUN.search(clause.text):
        return None
    if last.fact is not None and last.fact.project_count == 1:
        near = clause.sentence - told.sentence <= 1 and last.fact.kind == "projects"
        this = near and _of_this_one(clause)
        amount = (total_amount(clause, used) or _invested(clause, used)) if this else _as_agreed(clause, told, used)
        return (None, amount) if amount is not None else None
    if last.reason == CEREMONIAL and ONE_NAMED.search(told.text) and not OF_MANY.search(told.text):
        amount = total_amount(clause, used) if _of_this_one(clause) else None
        if amount is not None:
            return None, amount
    if last.fact is not None and last.figure.kind == "count" and THEY_ALL.match(clause.text):
        amount = total_amount(clause, used) if clause.sentence - told.sentence <= 1 else None
        if amount is not None:
            return last.figure, amount
    for count in clause.of("count"):
        if not counts_projects(clause, count) or not count.value.value or count.value.value < 2:
            continue
        if last.fact is not None and count.value.value != last.fact.project_count:
            continue
        head, tail = clause.text[: count.start - clause.start], clause.text[count.end - clause.start :]
        if THESE.search(head) and (amount := total_amount(clause, used)) is not None:
            return count, amount
        if last.reason == CEREMONIAL and TO_COME.match(tail):
            return count, None
    return None


def _as_agreed(clause: Clause, told: Clause, used: set[int]) -> Token | None:
    """What the one agreement told before is to cost, in a sentence that says what it holds: 根据协议，…将投资12亿元."""
    agreed = any(AS_AGREED.match(text) for text in (clause.sentence_text, told_right_before(clause)))
    if clause.sentence == told.sentence or not (agreed or _is_party(clause, told)):
        return None
    return _invested(clause, used)


def _is_party(clause: Clause, told: Clause) -> bool:
    """Whether the sentence behind begins with one that signed and says what it will do: 甲药业将在嘉定投资2.6亿元."""
    opening = OPENING.match(clause.sentence_text)
    near = clause.sentence - told.sentence == 1 and clause.start - clause.sentence_start <= PARTY_REACH
    return opening is not None and near and opening.group(1) in told.text


def _invested(clause: Clause, used: set[int]) -> Token | None:
    """What a clause says is invested."""
    for amount in clause.of("amount"):
        if amount.start not in used and amount.value.yuan is not None and INVESTS.search(_head(clause, amount)):
            return amount
    return None


def _of_this_one(clause: Clause) -> bool:
    """Whether a clause tells the sum of the one project that its sentence speaks of: 该项目选址…，总投资100亿元."""
    if THIS_ONE.search(clause.text):
        return True
    return IT.match(clause.sentence_text) is not None and any(
        SUMMED.search(_head(clause, t)) for t in clause.of("amount")
    )


def _head(clause: Clause, token: Token) -> str:
    return clause.text[: token.start - clause.start]


def told_right_before(clause: Clause) -> str:
    """The text of the sentence before a clause's."""
    return clause.before_sentence.sentence_text if clause.before_sentence is not None else ""
