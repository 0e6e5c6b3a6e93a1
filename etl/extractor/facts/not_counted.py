"""Why a count is no fact: some companies of many, guests, those of a list, one firm's own."""

import itertools
import re
from decimal import Decimal

from etl.extractor.clauses import Clause, Place
from etl.extractor.facts.counted_nouns import COMPANIES, NOUN_REACH
from etl.extractor.firms import beside_a_firm, firm_speaks, names_firms
from etl.extractor.lexicon import expressions
from etl.extractor.mentions.industries import LIFE_SCIENCE
from etl.extractor.readings import BEGINNINGS
from etl.extractor.tokens import Token

EXPRESSIONS = expressions("entity_counts")
OWN = ("employees", "patents", "approvals", "platforms", "institutes")  # what one company may have of its own
SOME = 10  # 三家药厂 at a clause's head are some, not all
ALL_THERE_ARE = re.compile(
    r"(?:有|达|为|是|共|计|增|新|聚|拥|出|添|超|近|约|满|过|到|了|企业|公司|药企|数)[“”]?(?:了|约|近|超|逾|至少|其中)?$"
)
THRESHOLD = EXPRESSIONS["threshold"]
DIFFERENCE = re.compile(
    r"(?:比|较)[^，,。；;]{0,10}(?:增加|增长|多|少|减少)了?$|减少了?(?:约|近|超过?)?$|净增(?:加|了)?[^，,。；;、\d]{0,12}$|少了$"
)
BROUGHT = re.compile(r"(?<![累计已共新])(?<!累计已)(?:引进|招引|引入|落地)(?!培育|和|、)[^，,。；;]{0,12}$")
BY_NOW = re.compile(r"的[^，,。；;]{0,10}(?:有|已达|达到?)$")  # 招引来的企业已有23户
ATTRACTED = re.compile(r"(?:吸引|招引|引来|招来|引进|招聘|招录|引入)[^，,。；;]{0,12}$")
HIRED = re.compile(r"(?:招|招聘|招收|聘用?|养|吸纳)(?:满|到)?$")  # 要养8000名研发人员
FIRST_TO_COME = re.compile(r"(?:最先|首批|率先|第一批|最早|打头)[^，,。；;]{0,8}的[是有]$")
CLOSED = re.compile(r"(?:关停|淘汰|注销|清退|退出|取缔|整治)[^，,。；;]{0,8}$")
THESE_FIRMS = re.compile(r"(?:这|那|上述|(?<!规模)以上|前述|其余|剩余|其他|另外)的?$")
GROWN_TO = re.compile(r"[^，,。；;\d]{0,3}(?:增长|增加|增|提升|提高|升|扩大|发展|达)[^，,。；;\d]{0,2}[到至为]了?$")
MEMBERS = re.compile(r"(?:会员|成员|理事)(?:单位|企业)?")
PARTS = re.compile(r"其中|包括|涵盖|含|既有|有")
ALL_KINDS = ("市场主体", "经营主体")
CERTIFIED = re.compile(
    r"(?:注册证|许可证|证书|资格|资质|牌照)的[^，,。；;]{0,6}企业|(?:GMP|GSP|GAP)证书|认证[^，,。；;、]{0,8}(?:企业|[药械]企|公司)|通过[^，,。；;]{0,10}认证"
)
GUESTS = re.compile(r"来自[^，,。；;]{0,10}的$")
CONDITION = re.compile(r"(?:增长|下降|盈利|亏损|上涨|下滑|翻番|达标)的(?:企业)?(?:就)?有?$|(?:长|发展|裂变)成$")
HAPPENED = EXPRESSIONS["happened"]
RANKED_LIST = re.compile(
    r"\d{1,6}强|[百十]强|强企业|巨头|榜单|[上登]榜|(?:[列纳进]入|挤进|编入)[^，,。；;]{0,14}(?:名单|后备|培育库|储备库)|前[十百\d]+[名强位]|友[善好]|入围|入选|独角兽榜|[进入][^，,。；;、]{0,10}目录|标杆企业|示范企业|优秀企业|代表企业"
)
MIXED = re.compile(
    r"(?:企业|公司)(?:和|与|及|、)(?:专业|农民)*合作社[^，,。；;、\d]{0,4}(?:$|[，,。；;\d共有达约超近])"
)
ON_A_BOARD = re.compile(r"挂牌的[^，,。；;、]{0,10}$")
NO_EXCHANGE = re.compile(r"新三板|四板|股权交易|股交(?:所|中心)|地方交易所|区域性(?:股权)?市场")
SIGNED = re.compile(r"签约|签署|签订|签下|签了")
WITH_OTHERS = re.compile(r"[^，,。；;、]{0,12}[与和同跟][^，,。；;、]{0,4}[\d一二两三四五六七八九十]{1,4}[家所户]")
ATTENDED = EXPRESSIONS["attended"]
INSPECTED = EXPRESSIONS["inspected"]
TOOK_PART = re.compile(r"参加(?!工)|参会|出席|参展|与会|到会")
SOME_OF_THEM = re.compile(r"占了?(?:其中的?)?$|^[^\u4e00-\u9fff]*其中")
LISTED = EXPRESSIONS["listed"]
NAMES = re.compile(r"(?:[^，,。；;：:、和与及\s\d]{2,20}[、和与及]){1,30}[^，,。；;：:、和与及\s\d]{2,20}$")


def since_last(clause: Clause, figure: Token) -> str:
    """The text of a clause between the count before a figure and the figure."""
    counts = clause.before(figure.start, "count")
    return clause.text[(counts[-1].end if counts else clause.start) - clause.start : figure.start - clause.start]


def context_text(clause: Clause, token: Token) -> str:
    """A token's words."""
    return clause.text[token.start - clause.start : token.end - clause.start]


def why_no_fact(clause: Clause, figure: Token, kind: str, noun: Token | None) -> str | None:
    """Why a count is no fact, else None."""
    head = clause.text[: figure.start - clause.start]
    tail = clause.text[figure.end - clause.start :]
    if tail.startswith(("一体", "”一体", "之外", "以外")):
        return "one, named or as an article"
    if (
        kind == "companies"
        and figure.value.value <= SOME
        and not re.search(r"\d", context_text(clause, figure))
        and not ALL_THERE_ARE.search(head)
    ):
        return "some companies, not all"
    if head.endswith("每"):
        return "a share"
    went_public = kind == "companies_listed" and LISTED.match(tail)
    if kind in (*COMPANIES, "platforms", "institutes") and THESE_FIRMS.search(head) and not went_public:
        return "some companies, not all"
    if re.search(r"年均|每年|平均", head):
        return "an average"
    if re.match(r"[^，,。；;]{0,6}(?:企业|公司)的?(?:融资|投资|研发投入|税收|纳税)", tail):
        return "those of which something is told, not all"
    if BEGINNINGS.search(head):
        return "a level of times that no date tells"
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
    if kind in COMPANIES and FIRST_TO_COME.search(since_last(clause, figure)):
        return "some companies, not all"
    if CONDITION.search(head) or HAPPENED.match(tail):
        return "those of which something is told, not all"
    if kind in OWN and (firm_speaks(clause) or names_firms(clause, figure.start) or beside_a_firm(clause, figure)):
        return "one company's own"
    if tail.startswith("级"):
        return "a class of sizes"
    text = head + tail[:NOUN_REACH]
    since = since_last(clause, figure)
    if kind == "employees" and (ATTRACTED.search(since) or HIRED.search(since)):
        return "people brought in, or to be hired"
    if kind == "companies" and BROUGHT.search(since) and not BY_NOW.search(since):
        return "companies brought in"
    if kind == "companies" and _of_all_industries(clause, figure, noun):
        return "companies of all industries"
    behind = "" if tail.startswith("、") else tail[:NOUN_REACH]  # 高新技术企业141家、百强企业4家
    told = since if noun is not None else head  # 拿到注册证的企业从11家增至204家
    if CERTIFIED.search(told) or CERTIFIED.search(tail[:NOUN_REACH]) or GUESTS.search(head):
        return "companies with a certificate, or guests"
    grown = GROWN_TO.match(since) is not None
    if THRESHOLD.search(head if grown else since) or (
        noun
        and noun.start >= figure.end
        and THRESHOLD.search(clause.text[figure.end - clause.start : noun.end - clause.start])
    ):
        return "companies above a threshold"
    if RANKED_LIST.search(told + behind) or any(
        kind in COMPANIES and not _counts_anew(clause, figure) and RANKED_LIST.search(c.text)
        for c in clause.chain()
        if c is not clause and c.group == clause.group and all(t.value.unit == "位" for t in c.of("count"))
    ):
        return "companies on a list"
    if MEMBERS.search(told) or _of_members(clause):
        return "members of an association"
    if (kind == "companies" and ON_A_BOARD.search(since)) or (kind in COMPANIES and NO_EXCHANGE.search(since)):
        return "companies on a board that is no exchange"
    if kind == "companies" and MIXED.search(told + behind):
        return "companies and cooperatives together"
    if SIGNED.search(text) or (SIGNED.search(tail) and WITH_OTHERS.match(tail)):
        return "counterparts of a signing"
    if kind in (*COMPANIES, "hospitals") and INSPECTED.search(head if since.startswith(("、", "和", "及")) else since):
        return "those to whom something was done"
    guests = _of_guests(clause) or (kind in COMPANIES and _some_of_guests(clause, head))
    if guests or ATTENDED.search(text) or TOOK_PART.search(clause.text):
        return "guests or those served"
    firms = kind in COMPANIES and (noun is None or noun.end < figure.start) and not clause.of("industry")
    ends = re.match(r"$|[，,。；;、]", tail) and not firms
    if not went_public and not ends and figure.start not in clause.shared and _names_each(head, figure.value.value):
        return "each one named"
    by_name = kind in COMPANIES and "等" not in head and re.search(r"[、和]", head)
    if not went_public and by_name and names_firms(clause, figure.start):
        return "companies listed by name"
    before = clause.previous.text if clause.previous is not None else ""
    if re.search(r"各类(?:企业|公司|市场主体)", text) and not re.search(r"医|药|健康|生物", before + text):
        return "companies of all industries"
    return None


def of_no_industry(clause: Clause) -> bool:
    """Whether neither the article nor what it told so far is of life science."""
    if clause.main_industry is not None or clause.industry_in is not None:
        return False
    return not any(LIFE_SCIENCE.search(near.text) for near in itertools.islice(clause.chain(), 2))


def from_elsewhere(clause: Clause, figure: Token, place: Place) -> bool:
    """其中北京企业36家, told of a park elsewhere: where its firms come from, not where they are."""
    for near in clause.chain():
        if any(t.value == "among" and t.end <= figure.start for t in near.of("link")):
            said = near.next if near.text.strip() == "其中" else near
            if said is None or not said.places:
                return False  # 其中高新技术企业66家；宜春市有109家
            whole = near.place_in
            named = any(t.end <= figure.start for t in clause.places)
            return named and whole is not None and not place.adcode.startswith(whole.adcode.rstrip("0"))
    return False


def _names_each(head: str, count: Decimal) -> bool:
    """Whether a list of as many names ends right before a count: A药、B药两个一类新药."""
    listed = NAMES.search(head)
    return listed is not None and count > 1 and len(re.split(r"[、和与及]", listed.group())) == count


def _of_members(clause: Clause) -> bool:
    """包括企业31家、医院6家, said of the members told right before."""
    before = clause.previous
    return before is not None and PARTS.match(clause.text) is not None and MEMBERS.search(before.text) is not None


def _counts_anew(clause: Clause, figure: Token) -> bool:
    """Whether a clause says with a verb and a noun of its own what there is: 入选名单，集聚企业350家."""
    said = clause.before(figure.start, "change")
    return bool(said) and any(said[-1].end <= t.start for t in clause.of("kind"))


def _of_guests(clause: Clause) -> bool:
    """其中企业295家, said of the 800余人 who took part."""
    first = next((near for near in clause.chain() if any(t.value == "among" for t in near.of("link"))), None)
    if first is None:
        return False
    whole = first.previous or first.before_sentence
    return whole is not None and bool(whole.of("count")) and TOOK_PART.search(whole.text) is not None


def _some_of_guests(clause: Clause, head: str) -> bool:
    """百余家企业到场，台企占了70余家: some of those who came, told right before."""
    before = clause.previous
    if before is None or not SOME_OF_THEM.search(head) or not before.of("count"):
        return False
    return ATTENDED.search(before.text) is not None


def _of_all_industries(clause: Clause, figure: Token, noun: Token | None) -> bool:
    """已有企业86家，其中医药企业58家: the total is of all industries."""
    if clause.of("industry"):
        return False
    if any(
        context_text(near, t) in ALL_KINDS for near in clause.chain() for t in near.before(figure.start, "kind")
    ) and not any(near.of("industry") for near in clause.chain()):
        return True
    if noun is None:
        return False
    behind = clause.next
    return (
        behind is not None
        and bool(behind.of("industry"))
        and any(t.value == "among" for t in behind.of("link"))
        and any(t.value == "companies" for t in behind.of("kind"))
    )
