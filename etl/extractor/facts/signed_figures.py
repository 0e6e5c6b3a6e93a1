"""The figures of a signing: how many projects or agreements the clauses around it count, and the sum."""

import itertools
import re

from etl.extractor.clauses import Clause
from etl.extractor.facts.signed_counts import AGREEMENT_BEHIND, VERB, counts_part, counts_projects
from etl.extractor.facts.signed_lists import is_listed
from etl.extractor.mentions import numerals
from etl.extractor.mentions.counts import Count
from etl.extractor.tokens import Token

ARTICLE = "一<unit>, perhaps an article"  # mentions/counts.py
AGREEMENT = re.compile(r"(?:投资|合作)意向(?!项目|总|金|额|投资)|协议|备忘录|意向书|战略合作|合作协定")
ABOVE = re.compile(
    r"(?:以上|级)?的?(?:项目|大项目|大单)|以上[^，,。；;]{0,10}项目|(?:以上|级)的?[\d一二三四五六七八九十]"
)
IN_ALL = re.compile(r"(?:计划|协议)?(?:总投资|投资总额|总金额|总额)额?(?:约|近|超过?|逾|达到?){0,2}")
SPENT = re.compile(r"(?:完成|到位|累计|实际)[^，,。；;]{0,6}$")  # what was spent, not what was signed for
TRADED = re.compile(r"(?:成交|交易|贸易)总?额[^，,。；;]{0,6}$")
BEGUN = re.compile(r"开工|竣工|投产")
# 某某产业园又在乐平签约落户, 把生产基地签约放到了这里
ONE_SIGNED = re.compile(
    r"(?:(?:产业|科技|医药|生物|健康)园|基地|中心|总部|工厂|医院|研究院|综合体|生产线)(?:[一二三四]期)?(?:项目)?(?:也|又|正式|成功|顺利|最终|[在于][^，,。；;、]{1,10})*签"
)
# 引进项目15个，某某集团等企业签约落户: the firms are some of those who came
BROUGHT = re.compile(r"(?:引进|引入|招引|落地|落户|储备|洽谈|新增|实施)[^，,。；;、签]{0,16}(?:项目|企业)")
NAMED_FIRMS = re.compile(
    r"[^，,。；;、\d]{2,14}、[^，,。；;\d]{2,40}?等[^，,。；;、\d]{0,14}(?:企业|公司|项目|集团|药企|巨头)[^，,。；;、\d]{0,6}签"
)
SEVERAL = re.compile(r"[、]|等|批|多[个家]|[和与及](?=[^，,。；;]*签)")
MANY = re.compile(
    r"签约的?项目(?:涵盖|涉及|包括|分布|总|共|覆盖)|(?:全部|所有|各个?|这些|上述|方面的?|领域的?|类)项目"
    r"|(?:批|系列|多个|一揽子)[^，,。；;]{0,12}项目"
)
WHAT_IS_SIGNED = re.compile(r"签[约订署下]了?([^，,。；;、]{0,16}?)项目")
AND_PAPERS = re.compile(r"[^，,。；;、\d]{0,14}?项目(?:[和与及、]|以及)")
BIG_PROJECTS = re.compile(r"(?<![\d第.])(\d{1,3}|[两三四五六七八九十]{1,3})大[^，,。；;、签\d]{0,8}项目")  # 9大重点项目
OF_A_PROJECT = re.compile(r"的[^，,。；;、]{1,24}?(?:项目|基地|中心|产业园|工厂|总部)")
OF_A_PARK = re.compile(r"的[^，,。；;、]{0,16}?(?:园区?|基地|孵化器|大楼|港|谷|城)(?!项目)")
SUMMED = re.compile(r"(?:总投资|加起来|合起来|拢共|总金额|总额|投资额|金额|合计|共计|总计)[^，,。；;、]{0,6}$")
PART = re.compile(r"最[大高]的|包括|包含|其中|里面|里头|有若干|例如|比如")
OF_ONE_OF_TWO = re.compile(r"(?:前者|后者)[^，,。；;、]{0,8}$")
EACH = re.compile(
    r"(?:均|都|各)(?:在|为|是|达到?|超过?|过|投资)*$|[两三四五六七八九][个家项](?:项目)?(?:计划)?投资[^，,。；;、]{0,4}$|(?:一|每|单|另一?)[个家项](?:项目)?(?:总|计划)?投资[^，,。；;、]{0,4}$|平均|(?:每亩|亩均|户均|每家|每平方米)[^，,。；;]{0,10}$"
)
BEGUN_BEHIND = re.compile(r"[^，,。；;、\d签和与]{0,14}?(?:开工|竣工|投产|开业|启动|动工)(?![、和及并]?签)")
OF_BEGUN = re.compile(r"(?<!签约)(?<!签约[、和])(?:开工|竣工|投产|在建|建成|受理)(?:的)?(?:项目)?[有共达约]*$")
STILL_OPEN = re.compile(r"储备|在谈|待签|约好|洽谈中|意向项目|跟踪")
WHO_SIGN = frozenset("家户所")  # 8家企业签订协议11份: the agreements are counted before those who sign
SUM_REACH = 4  # clauses behind 这8个项目 in which it may
NEAR_BEHIND = 3  # clauses behind a signing in which its figures may stand, and
REACH_BEHIND = 6  # those in which its sum may, if it is called one
TOTALLED = re.compile(r"\W{0,9}(?:计划|协议|项目|签约|合同|意向|金额){0,4}(?:总投资|总金额|总额|合计|共计|总计)")
INVESTED = ("investment", "trade")


def total_amount(clause: Clause, used: set[int]) -> Token | None:
    """The amount of a clause, or of one soon behind it, that is called a total."""
    for near in itertools.islice(itertools.chain([clause], clause.following()), SUM_REACH):
        for amount in near.of("amount"):
            before = near.text[: amount.start - near.start]
            if amount.start not in used and amount.value.yuan is not None and SUMMED.search(before):
                return amount
    return None


def window(clause: Clause) -> list[Clause]:
    """The clauses in which a signing's figures may stand: its own, those before and behind it in its group."""
    before = [c for c in clause.chain() if c is not clause and c.group == clause.group]
    behind = [c for c in clause.following() if c.group == clause.group]
    if any(BROUGHT.search(near.text) for near in before) and NAMED_FIRMS.match(clause.text):
        before = []
    window = [clause]
    for near in before[:2]:
        if VERB.search(near.text):
            break
        window.append(near)
    for passed, near in enumerate(behind[:REACH_BEHIND]):
        if passed >= NEAR_BEHIND and not TOTALLED.match(near.text):
            continue
        if tells_part(near) or _tells_part_of_a_year(clause, near):
            break
        if _is_aside(near):
            continue
        if VERB.search(near.text):
            break
        window.append(near)
    return window


def _tells_part_of_a_year(clause: Clause, near: Clause) -> bool:
    """上半年14个, behind a clause with a count of its own: what follows is that part's."""
    counted = any(t.value.unit[-1:] in "个项" for t in clause.of("count"))
    part = any(t.value.grain in ("half", "quarter", "month", "months") for t in near.of("period"))
    return counted and part and any(t.value.unit[-1:] in "个项" for t in near.of("count"))


def _is_aside(clause: Clause) -> bool:
    """其中现场签约24个: a part of no industry of its own and without a sum; the sum behind it is the total's."""
    among = any(t.value == "among" for t in clause.of("link"))
    return among and bool(clause.of("count")) and not clause.of("industry") and not clause.of("amount")


def tells_part(clause: Clause) -> bool:
    """其中生物医药项目11个: a clause that tells a part of a total."""
    among = any(t.value == "among" for t in clause.of("link"))
    return among and bool(clause.of("industry")) and any(counts_part(clause, t) for t in clause.of("count"))


def project_count(clause: Clause, where: int, used: set[int]) -> Token | None:
    """How many projects, agreements or counterparts a clause or one beside it says were signed."""
    for near in window(clause):
        for token in sorted(near.of("count"), key=lambda t: t.value.unit[-1:] in WHO_SIGN):
            if token.rule == ARTICLE and AGREEMENT.search(near.text):
                continue
            if token.start in used or token.value.value is None or token.value.unit[-1:] not in "个项份家户所宗单对":
                continue
            if STILL_OPEN.search(near.text) or of_begun(near, token):
                continue
            if counts_projects(near, token):
                return _sum_behind(near) or _with_papers(near, token, used) or token
        if near is not clause and near.start > clause.start and near.of("count"):
            break
    return _big_projects(clause) if "大" in clause.text else None


def _big_projects(clause: Clause) -> Token | None:
    """How many 大项目 a clause names: 五大重点项目签约."""
    told = BIG_PROJECTS.search(clause.text)
    number = numerals.parse(told.group(1)) if told is not None else None
    if told is None or number is None or number.high is not None:
        return None
    start, end = clause.start + told.start(1), clause.start + told.end(1) + len("大")
    return Token(start, end, "count", Count(number.low, None, None, "项"), "exact", "<number>大项目")


def _with_papers(clause: Clause, count: Token, used: set[int]) -> Token | None:
    """Projects and papers with one sum, counted as one: 5个合同项目和32个合作协议签约，总金额16亿元."""
    papers = next(iter(clause.after(count.end, "count")), None)
    if papers is None or not AND_PAPERS.fullmatch(clause.text, count.end - clause.start, papers.start - clause.start):
        return None
    if papers.value.value is None or not AGREEMENT_BEHIND.match(clause.text, papers.end - clause.start):
        return None
    if total_amount(clause, used) is None:
        return None
    both = count.value._replace(value=count.value.value + papers.value.value)
    qualifier = count.qualifier if count.qualifier != "exact" else papers.qualifier
    return Token(count.start, papers.end, "count", both, qualifier, "projects and papers")


def _sum_behind(clause: Clause) -> Token | None:
    """The count in the clause behind that sums up those of a clause: 4个项目和36个协议落笔，一共40个."""
    parts = [t.value.value for t in clause.of("count") if t.value.value is not None and counts_projects(clause, t)]
    behind = clause.next.of("count") if clause.next is not None and len(parts) > 1 else ()
    return next((t for t in behind if t.value.value == sum(parts)), None)


def of_begun(clause: Clause, token: Token) -> bool:
    """Whether a count is of projects that are begun: 开工项目5个, 4个项目开工."""
    head, tail = clause.text[: token.start - clause.start], clause.text[token.end - clause.start :]
    return OF_BEGUN.search(head) is not None or BEGUN_BEHIND.match(tail) is not None


def _begun_beside(clause: Clause) -> bool:
    """Whether a clause counts projects begun beside those signed."""
    return len({of_begun(clause, token) for token in clause.of("count")}) > 1


def signed_amount(clause: Clause, where: int, used: set[int], count: Token | None = None) -> Token | None:
    """The sum that a clause or one beside it says was signed for; not what some of those cost that `count` counts."""
    for near in sorted(window(clause), key=lambda near: (near is not clause, near.start < clause.start)):
        for token in near.of("amount"):
            if token.start in used or token.value.currency != "CNY" or token.value.yuan is None:
                continue
            tail = near.text[token.end - near.start : token.end - near.start + 8]
            head = near.text[: token.start - near.start]
            if (
                (ABOVE.match(tail) and not (tail.startswith("的") and _in_all(near, token, count)))
                or (count is not None and _of_a_part(near, token, count))
                or SPENT.search(head)
                or TRADED.search(head)
                or (EACH.search(head) and not _is_the_one(near, count))
                or ("前者" in near.sentence_text and OF_ONE_OF_TWO.search(head))
            ):
                continue
            if near.start < clause.start and count is not None and OF_A_PARK.match(near.text[token.end - near.start :]):
                continue  # 投资4亿元的产业园落成时，已签约企业21家
            if near.start < clause.start and any(c.of("count") for c in _between(near, clause)[:-1]):
                continue  # 园区总投资5亿元，引入企业31家，23家签了协议
            if near.start < clause.start and count is not None and count.start >= clause.start and _sum_of_others(near):
                continue  # 落地项目61个，总投资1200亿元，签约的还有35个
            if near is not clause and _begun_beside(clause):
                continue  # 4个项目开工、4个项目签约，总投资超60亿元: of both together
            if near is not clause and any(BEGUN.search(c.text) and c.of("count") for c in _between(clause, near)):
                continue
            if any(of_begun(clause, t) for t in clause.before(token.start, "count")):
                continue  # 4个项目开工、4个项目签约，总投资60亿元: of both
            measures = near.before(token.start, "measure", "statistic")
            if measures and (measures[-1].kind == "statistic" or measures[-1].value not in INVESTED):
                continue
            if not measures and near is not clause and "亿" not in near.words(token):
                continue
            if not measures and near.of("statistic"):
                continue
            if count is not None and not measures and near is not clause and _costs_of_each(clause, near, token):
                continue
            if count is not None and count.value.value != 1 and is_listed(near, token, count):
                continue
            return token
    return None


def _sum_of_others(near: Clause) -> bool:
    """Whether a clause tells the sum of the projects that it or the one before it counts."""
    told = (near, near.previous) if near.previous is not None and near.previous.group == near.group else (near,)
    return any(t.value.unit[-1:] in "个项" for each in told for t in each.of("count"))


def _in_all(clause: Clause, amount: Token, count: Token | None) -> bool:
    """Whether an amount is what those counted right before it cost together: 21个投资总额超80亿元的项目."""
    if count is None or not clause.start <= count.start < amount.start:
        return False
    return IN_ALL.fullmatch(clause.text, count.end - clause.start, amount.start - clause.start) is not None


def _is_the_one(clause: Clause, count: Token | None) -> bool:
    """Whether a clause counts the one project signed: 与某某签约，一个总投资5.6亿元的项目落户."""
    return count is not None and count.value.value == 1 and clause.start <= count.start < clause.end


def _costs_of_each(clause: Clause, near: Clause, amount: Token) -> bool:
    """Whether a bare amount is the first of several: 签了3个项目：疫苗瓶，10亿元；导管，4亿元."""
    if SUMMED.search(near.text[: amount.start - near.start]) or near.start < clause.start:
        return False
    others = [c for c in near.following() if c.group != near.group and len(c.of("amount")) == 1 and not c.of("count")]
    return any(not c.before(c.of("amount")[0].start, "measure", "statistic") for c in others)


def _of_a_part(clause: Clause, amount: Token, count: Token) -> bool:
    """Whether an amount is that of some of the projects counted: 30个项目，其中甲项目投资5亿元."""
    since = count.end if clause.start <= count.start < amount.start else clause.start
    said = clause.text[since - clause.start : amount.start - clause.start]
    if PART.search(said) or EACH.search(said) or ("分别" in said and len(clause.of("amount")) > 1):
        return True
    if SUMMED.search(said):
        return False
    between = [near for near in clause.group_chain() if near is not clause and near.start > count.start]
    return any(PART.search(near.text) for near in between)


def amounts_of_each(clause: Clause, used: set[int]) -> list[Token]:
    """What each of several named projects costs: 甲公司投资5亿元的疫苗项目、乙公司投资3亿元的试剂项目."""
    found = [
        t
        for t in clause.of("amount")
        if t.start not in used
        and t.value.currency == "CNY"
        and OF_A_PROJECT.match(clause.text[t.end - clause.start :])
        and any(m.value == "investment" and m.end == t.start for m in clause.of("measure"))
    ]
    return found if len(found) > 1 else []


def _between(clause: Clause, near: Clause) -> list[Clause]:
    """The clauses behind a signing's up to another one of its sentence."""
    return [c for c in clause.following() if c.start < near.start] + [near]


def tells_one_project(clause: Clause) -> bool:
    """Whether a signing without a count is of one project."""
    near = window(clause)
    if _of_no_name(clause) or any(
        counts_projects(c, t) and (t.value.value or 0) > 1 for c in near for t in c.of("count")
    ):
        return False
    if ONE_SIGNED.search(clause.text) and not SEVERAL.search(clause.text):
        return True
    return any("项目" in told.text for told in near) and not any(MANY.search(told.text) for told in near)


def _of_no_name(clause: Clause) -> bool:
    """Whether no more than their industry is said of the projects signed: 签约医疗器械项目协议总投资46亿元."""
    signed = WHAT_IS_SIGNED.search(clause.text)
    if signed is None:
        return False
    start, end = clause.start + signed.start(1), clause.start + signed.end(1)
    named = [t for t in clause.of("industry") if start <= t.start and t.end <= end]
    return sum(t.end - t.start for t in named) == end - start
