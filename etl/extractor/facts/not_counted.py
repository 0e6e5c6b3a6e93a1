"""Why a count is no fact: some companies of many, guests, those of a list, one firm's own."""

import re
from collections.abc import Callable
from decimal import Decimal

from etl.extractor.clauses import Clause
from etl.extractor.facts.counted import AND, Counted, since_last
from etl.extractor.facts.counted_again import COMPANIES
from etl.extractor.facts.counted_guests import are_guests, had_something_done
from etl.extractor.facts.counted_nouns import NOUN_REACH
from etl.extractor.facts.counted_some import (
    leading,
    on_terms,
    partners,
    said_as_some,
    something_told,
    told_before,
    whose,
)
from etl.extractor.facts.counted_whose import of_a_project, of_all_industries, of_everything
from etl.extractor.facts.signed_counts import WITH_WHOM
from etl.extractor.firms import beside_a_firm, firm_speaks, names_firms
from etl.extractor.lexicon import expressions
from etl.extractor.quotations import said_by_a_firm
from etl.extractor.readings import BEGINNINGS, SEVERAL
from etl.extractor.searching import to_search
from etl.extractor.statuses import is_supposed
from etl.extractor.tokens import Token

EXPRESSIONS = expressions("entity_counts")
OWN = ("employees", "patents", "approvals", "platforms", "institutes")  # what one company may have of its own
BUILT = ("employees", "patents", "approvals", "platforms", "institutes", "hospitals")
THRESHOLD = EXPRESSIONS["threshold"]
DIFFERENCE = to_search(
    r"(?:比|较)[^，,。；;]{0,10}(?:增加|增长|多|少|减少)了?$|减少了?(?:约|近|超过?)?$|(?:比|较)[^，,。；;]{2,14}分别(?:增加|增长|减少|多|少)了?[^，,。；;]{0,20}$|净增(?:加|了)?[^，,。；;、\d]{0,12}$|(?:少|多出?)了(?:约|近|超过?)?$|^(?:多|多出|少|增加|减少)了?(?:约|近|超过?)?$"
)
BROUGHT = to_search(
    r"(?<![累共合总]计)(?<![已共新])(?<!累计已)(?<!已成功)(?<!已经)(?<!已先后)(?<!已陆续)(?:引进|招引|引入|引来|招来|落地(?!生产|投产|运营|经营))(?!培育|和|、)[^，,。；;]{0,12}$"
)
BY_NOW = re.compile(r"的[^，,。；;]{0,10}(?:有|已达|达到?)$")  # 招引来的企业已有23户
ATTRACTED = re.compile(r"(?:吸引|招引|引来|招来|引进(?![和、与及]?(?:培育|培养))|招聘|招录|引入)[^，,。；;]{0,12}$")
HIRED = re.compile(r"(?:招|招聘|招收|聘用?|养|吸纳)(?:满|到)?$")  # 要养8000名研发人员
FIRST_TO_COME = re.compile(r"(?:最先|首批|率先|第一批|最早|打头)[^，,。；;]{0,8}的[是有]$")
CLOSED = re.compile(r"(?:关停|淘汰|注销|清退|退出|取缔|整治)[^，,。；;]{0,8}$")
THESE_FIRMS = to_search(
    r"(?:监测|调度|跟踪|联系|帮扶|包联|这|那|上述|(?<!规模)以上|前述|其余|剩余|其他|另外|点名|圈定|圈出|遴选|筛选|挑选?出|选出|评出|确定)的?$"
)
GROWN_TO = re.compile(
    r"[^，,。；;\d]{0,3}(?:增长|增加|增|提升|提高|升|扩大|发展|达)[^，,。；;\d]{0,2}[到至为]了?(?:约|近|超过?|逾|接近)?$"
)
MEMBERS = to_search(
    r"(?:会员|成员|理事)(?:单位|企业)?|(?:联盟|协会|商会|学会|联合体|共同体|医联体)(?:里|内|中|由|现|共|已)?(?:共?有|吸[纳引]|[汇集]聚|包括|涵盖|$|\d)"
)
PARTS = re.compile(r"其中|包括|涵盖|含|既有|有")
CERTIFIED = to_search(
    r"(?:注册证|许可证|证书|资格|资质|牌照)的[^，,。；;]{0,6}企业|(?:GMP|GSP|GAP)证书|认证[^，,。；;、]{0,8}(?:企业|[药械]企|公司)|通过[^，,。；;]{0,10}认证|认证的(?:企业|[药械]企)?[有共达约超近]*$"
)
MAY_BE_MADE = re.compile(r"[^，,。；;、]{0,14}获批(?:投产|生产|上市)")
KINDS_TOGETHER = re.compile(  # 高新技术企业、行业领军企业合计29家
    r"(?:小巨人”?企业|高新技术企业|高企|专精特新[^，,。；;、]{0,4}企业|上市(?:公司|企业)|独角兽(?:企业)?|瞪羚企业)[、和与及][^，,。；;\d]{2,16}(?:合计|总计|一共|共计|加起来)[有达约近超]*$"
)
LICENCE = re.compile(r"(?:生产|经营|销售|执业)许可证[^，,。；;、\d]{0,4}$")
GUESTS = re.compile(r"来自[^，,。；;]{0,10}的$")
PEOPLE = re.compile(r"人(?![用参源工体血乳类])")  # not 9家人用疫苗企业
HAPPENED = EXPRESSIONS["happened"]
RANKED_LIST = to_search(
    r"(?<=[\d百十])强|强企业|巨头|榜单|[上登]榜|(?:[列纳进]入|挤进|编入)[^，,。；;]{0,14}(?:名单|后备|培育库|储备库)|前[十百\d]+[名强位]|友[善好]|入围|入选|纳税大户|独角兽榜|[进入录载][^，,。；;、]{0,10}(?:目录|名录|药典)|药典》?(?:收[载录]|所载)|列[入为][^，,。；;、\d]{0,6}药[^，,。；;、\d]{0,2}的|名单上|标杆企业|示范企业|试点企业|优秀企业|代表企业"
)
# 28家入选国家级专精特新“小巨人” are that many
TITLES = ("little_giants", "high_tech_companies", "unicorns", "employees")
ENTERED = ("入选", "入围")
NO_FIRMS_LISTED = re.compile(  # 产业集群入选国家级，集群内企业1.1万家
    r"(?:集群|园区?|基地|[市区县州镇]|产业|项目|品种|产品)(?:成功|先后|首批|正式|已|双双)*(?:入选|入围|列入|纳入|跻身)"
)
# 世界500强的13家药企已有8家, 上市企业3家，且有1家进入百强
OF_A_LIST = re.compile(r"强(?:企业|药企)?的?(?:前)?\d{1,4}家[^，,。；;、\d]{0,12}(?:已|中)[^，,。；;、\d]{0,4}有$")
AS_LEADERS = re.compile(r"^[^，,。；;]{1,20}为(?:龙头|骨干|核心|主|代表|依托|引领|支撑|首)")  # 以4家上市公司为龙头
AS_HEADS = re.compile(  # 以甲、乙为代表的药企有30家
    r"为(?:代表|龙头|骨干|核心|主体|引领|首)的[^，,。；;、]{0,14}(?:企业|公司|药企)"
)
NOT_BUILT = re.compile(r"(?:在建|拟建|筹建|待建|续建|规划建设)[^，,。；;\d]{0,12}$")
STILL_BUILT = re.compile(r"[^，,。；;、\d]{0,10}(?:正?在建(?!成|立|有)|筹建|待建)")  # 另有3家医院在建
MIXED = re.compile(
    r"(?:企业|公司)(?:和|与|及|、)(?:专业|农民)*合作社[^，,。；;、\d]{0,4}(?:$|[，,。；;\d共有达约超近])"
)
ON_A_BOARD = re.compile(r"挂牌的[^，,。；;、]{0,10}$")
NO_EXCHANGE = re.compile(r"新三板|四板|股权交易|股交(?:所|中心)|地方交易所|区域性(?:股权)?市场")
MOVED = re.compile(r"[^，,。；;、]{2,12}?(?:企业|公司|药企|械企)[^，,。；;、\d]{0,6}(?:落户|入驻|迁|搬|落子|落地|来)")
SIGNED = re.compile(r"签约|签署|签订|签下|签了")
WITH_OTHERS = re.compile(r"[^，,。；;、]{0,12}[与和同跟][^，,。；;、]{0,4}[\d一二两三四五六七八九十]{1,4}[家所户]")
LISTED = EXPRESSIONS["listed"]
AVERAGE = re.compile(r"每年|年均|平均")
MONEY_OF_FIRMS = re.compile(
    r"[^，,。；;]{0,10}(?:企业|公司)(?:的?(?:融资|投资|研发投入|税收|纳税)|的(?:增加值|销售|总?产值|利润|利税|营业?收|主营|收入))"
)
SHARE_OF_THEM = re.compile(r"[^，,。；;]{0,12}的[^，,。；;]{0,8}(?:占有率|市占率|份额|销量|产量|销售额)")
GIVEN_A_TITLE = re.compile(
    r"(?:企业|公司|药企|械企|机构|单位)[^，,。；;、]{0,6}?(?:拿到|拿下|获得|获评|取得|通过|捧回|摘得|拿了|过了|获)(?!批)[^，,。；;、]{0,20}(?:认定|认证|称号|资格|资质|荣誉|奖|授牌|牌照|检查|核查|验收|评审)"
)
MEET = re.compile(r"[^，,。；;、]{0,12}(?:企业|公司|药企|厂商|机构)(?:代表)?(?:与|同|跟|和(?!\d))")
TOGETHER_SIGNED = re.compile(
    r"(?:分别|共同|双方|正式|当场|现场|集中|[一都各先])[^，,。；;]{0,8}(?:签约|签署|签订|签下|签了)|^(?:签约|签署|签订|签下|签了)"
)
ENDS = re.compile(r"$|[，,。；;、]")
AND_MORE = re.compile(r"(?:[和与及]|还有)(?:其他|其余|另外)?(?:近|约|超过?|逾|上)?$")  # 甲、乙这些老字号和近百家药企
LISTS = re.compile(r"[、和]")
EVERY_KIND = re.compile(r"各类(?:企业|公司|市场主体)")
OURS = re.compile(r"医|药|健康|生物")
NAMES = re.compile(r"(?:[^，,。；;：:、和与及\s\d]{2,20}[、和与及]){1,30}[^，,。；;：:、和与及\s\d]{2,20}$")


def why_no_fact(clause: Clause, figure: Token, kind: str, noun: Token | None) -> str | None:
    """Why a count is no fact, else None."""
    head = clause.text[: figure.start - clause.start]
    tail = clause.text[figure.end - clause.start :]
    went_public = kind == "companies_listed" and LISTED.match(tail) is not None
    since, companies = since_last(clause, figure), kind in COMPANIES
    count = Counted(clause, figure, kind, noun, head, since, tail, went_public, companies)
    return next((reason for reason, holds in REASONS if holds(count)), None)


def _names_each(head: str, count: Decimal) -> bool:
    """Whether a list of as many names ends right before a count: A药、B药两个一类新药."""
    listed = NAMES.search(head)
    return listed is not None and count > 1 and len(re.split(r"[、和与及]", listed.group())) == count


def _brought_or_hired(count: Counted) -> bool:
    """引进人才60名, 要招60人."""
    brought = ATTRACTED.search(count.since) is not None and "新增" not in count.since
    return count.kind == "employees" and (brought or HIRED.search(count.since) is not None)


def _approved(count: Counted) -> bool:
    """5个一类新药获批投产: products that may be made are those approved."""
    return count.kind == "approvals" and MAY_BE_MADE.match(count.tail) is not None


def _of_members(count: Counted) -> bool:
    """会员企业31家; 包括企业31家、医院6家, said of the members told right before."""
    if MEMBERS.search(count.told) or MEMBERS.search(count.listed):
        return True
    clause = count.clause
    before = clause.previous
    return before is not None and PARTS.match(clause.text) is not None and MEMBERS.search(before.text) is not None


def _counts_anew(clause: Clause, figure: Token) -> bool:
    """Whether a clause says with a verb and a noun of its own what there is: 入选名单，集聚企业350家."""
    said = clause.before(figure.start, "change")
    return bool(said) and any(said[-1].end <= t.start for t in clause.of("kind"))


def _sign_later(count: Counted) -> bool:
    """5家药企与某县坐到一起，…，分别签订了协议: the counterparts of a signing told behind."""
    behind = count.clause.next
    meet = MEET.match(count.tail) or (behind is not None and WITH_WHOM.match(behind.text))
    if not count.companies or not meet:
        return False
    return any(
        TOGETHER_SIGNED.search(near.text) for near in count.clause.following() if near.group == count.clause.group
    )


def _moved(count: Counted) -> bool:
    """9家北京药企落户石家庄: those from one region who came to another."""
    moved = MOVED.match(count.tail)
    if moved is None or not count.companies or len(count.head.strip()) > 1:
        return False
    end = count.figure.end + moved.end()
    return any(t.value.role == "place" and t.start < end for t in count.clause.after(count.figure.end, "place"))


def _of_one_firm(count: Counted) -> bool:
    if count.kind not in OWN:
        return False
    clause, figure = count.clause, count.figure
    before = clause.previous
    alone = before is not None and before.group == clause.group and not (clause.places or clause.of("industry"))
    if alone and before is not None and count.kind in ("employees", "patents") and names_firms(before, before.end):
        return True
    return (
        said_by_a_firm(clause)
        or firm_speaks(clause)
        or names_firms(clause, figure.start)
        or beside_a_firm(clause, figure)
    )


def _above_a_threshold(count: Counted) -> bool:
    """营收过亿元的企业12家, 12家亿元以上企业; a unicorn's worth is none: 估值超10亿元的独角兽有21家."""
    if count.kind == "unicorns" and "估值" in count.told:
        return False
    goes_on = count.since in AND or GROWN_TO.match(count.since)  # 超50亿元、10亿元的企业分别有2家、9家
    if THRESHOLD.search(count.head if goes_on else count.since):
        return True
    clause, figure, noun = count.clause, count.figure, count.noun
    if noun is None or noun.start < figure.end:
        return False
    return THRESHOLD.search(clause.text[figure.end - clause.start : noun.end - clause.start]) is not None


def _on_a_list(count: Counted) -> bool:
    """百强企业4家; or the group's other clauses tell of a list: 入围百强榜单，其中江苏12家."""
    listed = RANKED_LIST.search(count.own_words)
    if listed is None and OF_A_LIST.search(count.head):
        return True
    if listed is not None:
        return count.kind not in TITLES or listed.group() not in ENTERED
    clause = count.clause
    return any(
        (count.companies or count.noun is None or count.noun.end <= clause.start)
        and not _counts_anew(clause, count.figure)
        and RANKED_LIST.search(c.text)
        and not NO_FIRMS_LISTED.search(c.text)
        for c in clause.chain()
        if c is not clause
        and c.group == clause.group
        and (c.text.endswith(("里", "中")) or all(t.value.unit == "位" for t in c.of("count")))
    )


def _each_named(count: Counted) -> bool:
    """A药、B药两个一类新药: what the clause names one by one, not how many there are."""
    clause, figure, noun = count.clause, count.figure, count.noun
    firms = count.companies and (noun is None or noun.end < figure.start) and not clause.of("industry")
    ends = ENDS.match(count.tail) and not firms
    if count.went_public or ends or figure.start in clause.shared:
        return False
    return _names_each(count.head, figure.value.value)


def _listed_by_name(count: Counted) -> bool:
    by_name = (
        count.companies and "等" not in count.head and not AS_HEADS.search(count.head) and LISTS.search(count.head)
    )
    more = count.figure.qualifier != "exact" and AND_MORE.search(count.head) is not None
    return bool(by_name) and not more and not count.went_public and names_firms(count.clause, count.figure.start)


def _of_every_kind(count: Counted) -> bool:
    """各类企业: of all industries, unless ours is spoken of."""
    before = count.clause.previous.text if count.clause.previous is not None else ""
    return EVERY_KIND.search(count.around) is not None and OURS.search(before + count.around) is None


REASONS: tuple[tuple[str, Callable[[Counted], object]], ...] = (  # in the order in which they are asked
    ("one, named or as an article", lambda c: c.tail.startswith(("一体", "”一体", "之外", "以外"))),
    ("some companies, not all", said_as_some),
    ("told before", told_before),
    ("what would be", lambda c: is_supposed(c.clause)),
    ("a share", lambda c: c.head.endswith("每")),
    ("a sum over several regions", lambda c: SEVERAL.search(c.head)),
    (
        "some companies, not all",
        lambda c: (
            (c.companies or c.kind in ("platforms", "institutes")) and THESE_FIRMS.search(c.head) and not c.went_public
        ),
    ),
    ("an average", lambda c: AVERAGE.search(c.head)),
    (
        "those of which something is told, not all",
        lambda c: MONEY_OF_FIRMS.match(c.tail) or SHARE_OF_THEM.match(c.tail),
    ),
    ("a level of times that no date tells", lambda c: BEGINNINGS.search(c.head)),
    ("a difference between figures", lambda c: DIFFERENCE.search(c.head)),
    ("some companies, not all", leading),
    ("several kinds of companies together", lambda c: c.companies and KINDS_TOGETHER.search(c.since)),
    ("companies closed or gone", lambda c: CLOSED.search(c.since)),
    ("some companies, not all", lambda c: c.companies and FIRST_TO_COME.search(c.since)),
    (
        "those of which something is told, not all",
        lambda c: on_terms(c) or (HAPPENED.match(c.tail) and not _approved(c)),
    ),
    (
        "those of which something is told, not all",
        lambda c: c.kind in ("companies", "platforms", "institutes") and GIVEN_A_TITLE.match(c.tail),
    ),
    ("those of which something is told, not all", something_told),
    ("those whose things are counted", whose),
    ("those from another region", _moved),
    ("one company's own", _of_one_firm),
    ("some companies, not all", lambda c: c.head.endswith("以") and AS_LEADERS.search(c.tail)),
    (
        "not built yet",
        lambda c: c.kind in BUILT and (NOT_BUILT.search(c.since) or ("建" in c.tail and STILL_BUILT.match(c.tail))),
    ),
    ("people, not what was counted before", lambda c: c.kind != "employees" and PEOPLE.match(c.tail)),
    ("a class of sizes", lambda c: c.tail.startswith("级")),
    ("people brought in, or to be hired", _brought_or_hired),
    ("what a project is to bring", of_a_project),
    (
        "companies brought in",
        lambda c: c.kind == "companies" and BROUGHT.search(c.since) and not BY_NOW.search(c.since),
    ),
    (
        "companies of all industries",
        lambda c: c.kind == "companies" and of_all_industries(c.clause, c.figure, c.noun),
    ),
    ("companies of all industries", lambda c: c.companies and of_everything(c.clause, c.figure)),
    (
        "companies with a certificate, or guests",
        lambda c: CERTIFIED.search(c.told) or CERTIFIED.search(c.tail[:NOUN_REACH]) or GUESTS.search(c.head),
    ),
    ("licences to make or sell", lambda c: c.kind == "approvals" and LICENCE.search(c.since)),
    ("companies above a threshold", _above_a_threshold),
    ("companies on a list", _on_a_list),
    ("members of an association", _of_members),
    (
        "companies on a board that is no exchange",
        lambda c: (
            (c.kind == "companies" and ON_A_BOARD.search(c.since))
            or (c.companies and NO_EXCHANGE.search(c.since + c.behind))
        ),
    ),
    ("companies and cooperatives together", lambda c: c.kind == "companies" and MIXED.search(c.told + c.behind)),
    (
        "counterparts of a signing",
        lambda c: SIGNED.search(c.around) or (SIGNED.search(c.tail) and WITH_OTHERS.match(c.tail)),
    ),
    ("counterparts of a signing", _sign_later),
    ("partners", partners),
    ("those to whom something was done", had_something_done),
    ("guests or those served", are_guests),
    ("each one named", _each_named),
    ("companies listed by name", _listed_by_name),
    ("companies of all industries", _of_every_kind),
)
