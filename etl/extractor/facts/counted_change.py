"""Whether a count is of what there is or of what is new, and over which span."""

import re

from etl.extractor.clauses import Clause
from etl.extractor.context import foretold
from etl.extractor.facts.counted_again import COMPANIES, pieces_before
from etl.extractor.facts.counted_nouns import ELLIPTIC
from etl.extractor.facts.counted_products import with_approval
from etl.extractor.measures import leftover
from etl.extractor.mentions.periods import Period
from etl.extractor.own_periods import compared
from etl.extractor.readings import period_token
from etl.extractor.running_period import CARRIED
from etl.extractor.tokens import Token

GROWN_TO = re.compile(r"(?:累计|总数|总量|总计)[^，,。；;\d]{0,6}$")
OBTAINED = re.compile(
    r"[核签]发|(?<!待)审批(?!中)|办结|授权(?!量)|拿证|审批通过|通过审批|审批办结|发放|颁发|发出|发证|办出|领到|领取"
    r"|首次注册|准生证|出生证|获批|上市|取得|获得|拿下|拿到|批准(?!文号|证)|获准|核发"
)
GRANTED = re.compile(r"[^\u4e00-\u9fff]{0,16}(?:全[年市省区县])?(?:先后|共|新)?(?:获批|获准|批准)(?!(?:上市)?的)")
HELD = re.compile(r"的(?:已经?|共)?有(?:约|近|超)?\d|握|拥有|持有|现有|累积|全部")
WENT_PUBLIC = re.compile(r"[^，,。；;、]{0,8}(?:相继|先后|陆续|成功)[^，,。；;、]{0,8}上市")
NEW_BEHIND = re.compile(
    r"[^，,。；;]{0,16}?新(?:到|落户|入驻|获批|核发|颁发|发|批|增|办|领|取得|认定|注册|成立|拿|上市)"
)
ALREADY_LISTED = re.compile(r"[^，,。；;、]{0,6}已(?:经|成功)?[^，,。；;、先陆相]{0,6}?(?:上市|挂牌)")
SINCE = re.compile(
    r"[^，,。；;]{0,6}?[自从](?:20\d\d年|那时|“?十[二三四]五”?)[^，,。；;]{0,10}(?:起|以来|算起|开始|至今|到20\d\d年底)$"
)
OF_THAT_TIME = re.compile(r"(?:全年|同期|年底|底|末)?的[^，,。；;\d]{0,8}")
RAISED = re.compile(r"培育|建成")  # 目前，培育出企业33家: all that there are
SET_UP = re.compile(r"(?:引进|引入|引来|招引|招来|注册|成立|诞生|开办|登记|孵化|落地|落户)[^，,。；;、]{0,16}$")
SPANS = ("years", "plan")
PARTS_OF_A_YEAR = ("half", "quarter", "months", "month")  # over which certificates are new ones
GROWN_HERE = re.compile(r"(?:再?培育出)来?的")  # 培育出来的上市企业 are all that there are


def change_of(clause: Clause, figure: Token, kind: str, changes: dict[int, str], *, carried: bool) -> str:
    """new where the words say so, or where approvals are counted over a span; else stock."""
    changes_told = clause.before(figure.start, "change")
    said = [t for t in changes_told if not GROWN_HERE.match(clause.text[t.start - clause.start :])]
    if said and said[-1].value == "new":
        now = period_token(clause, figure) if RAISED.search(clause.words(said[-1])) else None
        return "stock" if now is not None and now.edge == "now" else "new"
    if kind == "approvals" and _registered_since(clause, figure):
        return "new"
    tail = clause.text[figure.end - clause.start :]
    if kind == "companies_listed" and ALREADY_LISTED.match(tail):
        return "stock"
    if NEW_BEHIND.match(tail):
        return "new"
    since = (
        period_token(clause, figure)
        if kind == "companies" and SET_UP.search(clause.text[: figure.start - clause.start])
        else None
    )
    if since is not None and since.edge == "since" and since.explicit_year:
        return "new"
    if kind == "companies_listed" and WENT_PUBLIC.match(tail):
        told = period_token(clause, figure)
        if told is not None and told.edge == "" and told.grain != "day":
            return "new"
    if kind == "approvals" and "累计" in clause.text[: figure.start - clause.start] and not clause.of("period"):
        since = clause.period_in
        if since is None or (since.edge != "since" and since.grain not in SPANS):
            return "stock"
    obtained = kind == "approvals" or (kind == "patents" and "累计" not in clause.text)
    if obtained and not HELD.search(clause.text) and _granted_over_a_span(clause, figure, kind):
        return "new"
    if kind == "companies" and _part_of_new(clause, figure, changes):
        return "new"
    if carried and compared_with(clause, figure) is not None:
        one = next((t for near in clause.chain() if near is not clause for t in near.of("count")[::-1]), None)
        return changes.get(one.start, "stock") if one is not None else "stock"  # 68个，比2023年全年的52个还多
    if (
        not carried
        or clause.of("change")
        or (clause.of("period") and figure.value.unit != "件" and not (kind == "approvals" and _over_a_span(clause)))
        or GROWN_TO.search(clause.text[: figure.start - clause.start])
    ):
        return "stock"
    for earlier in clause.chain():
        for token in earlier.before(figure.start, "count")[::-1]:
            if token.start in changes:
                return changes[token.start]
    pieces = pieces_before(clause) if figure.value.unit == "件" else ()
    return next((changes[told.start] for told in pieces if told.start in changes), "stock")


def _part_of_new(clause: Clause, figure: Token, changes: dict[int, str]) -> bool:
    """Whether a sort of firms is counted of new ones told right before: 引入企业50家，其中生产型企业16家."""
    before = clause.previous
    if before is None or clause.of("change", "period") or not any(t.value == "among" for t in clause.of("link")):
        return False
    told = [t for t in before.of("count") if t.start in changes]
    return bool(told) and changes[told[-1].start] == "new"


def _granted_over_a_span(clause: Clause, figure: Token, kind: str) -> bool:
    """Whether certificates are those of a span: 2023年获批30张; of a part of a year: 上半年，注册证25张."""
    told = period_token(clause, figure)
    if told is None and GRANTED.match(clause.text):
        before = told_before(clause, anywhere=False)
        if before is not None and before.grain != "month":
            return True
    of_a_part = told is not None and told.edge == "" and told.grain in PARTS_OF_A_YEAR
    if kind == "approvals" and of_a_part and not leftover(clause, figure):
        return True
    part = clause.previous if any(t.value == "among" for t in clause.of("link")) else None
    if not any(OBTAINED.search(with_approval(near)) for near in (clause, part) if near is not None):
        return False
    over = told is not None and told.edge in ("", "since") and told.grain != "day"
    return over or "target" in foretold(clause)


def _over_a_span(clause: Clause) -> bool:
    """Whether a clause tells a span and no day: 去年一年就有9个."""
    told = clause.of("period")
    return bool(told) and told[-1].value.edge == "" and told[-1].value.grain != "day"


def _registered_since(clause: Clause, figure: Token) -> bool:
    """首次注册数…达41个; 自2019年起，累计31个获批."""
    if any("首次注册" in near.text[: figure.start - near.start] for near in clause.group_chain()):
        return True
    before = clause.previous
    since = before is not None and before.previous is None and SINCE.match(before.text) is not None
    return since and OBTAINED.search(clause.text) is not None and not HELD.search(clause.text)


def compared_with(clause: Clause, figure: Token) -> Period | None:
    """The time of a count with which the one before it is compared: 68个，比2023年全年的52个还多."""
    named = clause.before(figure.start, "period")
    if not named or not compared(clause, named[-1]) or clause.before(figure.start, "count"):
        return None
    between = clause.text[named[-1].end - clause.start : figure.start - clause.start]
    return named[-1].value if OF_THAT_TIME.fullmatch(between) else None


def told_before(clause: Clause, *, anywhere: bool) -> Period | None:
    """The period that the paragraph or any before it told last, if it is over: 2023年产值…。全市新增上市企业5家."""
    for near in clause.earlier() if anywhere else clause.earlier_here():
        for token in near.of("period")[::-1]:
            value: Period = token.value
            if value.edge == "now":
                return None
            over = value.end is not None and value.end <= clause.published_on
            if over and value.edge == "" and value.grain in CARRIED and not compared(near, token):
                return value
    return None


def goes_on_with_new(clause: Clause, figure: Token, kinds: dict[int, str | None], changes: dict[int, str]) -> bool:
    """Whether a clause of nothing but a noun and its count goes on with new ones of the same kind.

    新增国家级平台30个，省级平台150个.
    """
    before = clause.previous
    if before is None or before.group != clause.group or clause.of("change", "link", "period"):
        return False
    counts = clause.before(figure.start, "count") or before.of("count")
    if kinds.get(figure.start) in COMPANIES:
        return False  # 新增企业22家，规上企业11家: all of these
    same = bool(counts) and kinds.get(counts[-1].start) == kinds.get(figure.start)
    return same and changes.get(counts[-1].start) == "new" and leftover(clause, figure) <= ELLIPTIC
