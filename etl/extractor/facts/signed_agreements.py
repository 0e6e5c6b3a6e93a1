"""Agreements and projects signed between named parties, without a figure."""

import re
from collections.abc import Iterator

from etl.extractor.clauses import Clause, Place
from etl.extractor.facts.signed_about import of_no_life_science, signed_industry, signing
from etl.extractor.facts.signed_totals import VAGUE
from etl.extractor.facts.signed_where import signed_place
from etl.extractor.finding import Context, Finding
from etl.extractor.mentions.gazetteer import COUNTRY, is_within
from etl.extractor.tokens import Token

PARTIES = re.compile(  # 与 and 同 between parties, not those of words (同时, 合同, 和谐) and names (太和县)
    r"与(?!会)|(?<![总温饱太平协调谐])和(?!谐|平|解|县|田)|(?<![共合协不相会])同(?![时日步期类意一比样行仁济方城年月天质台场])"
    r"|跟(?!踪|进|上|着)|(?<![普涉以])及(?!时|格)"
)
GENERIC_PROJECTS = re.compile(
    r"(?:招商|重点|重大|优质|合作|签约|首批|产业|领域|类|代表|相关|部分|这些|所有|集中|(?:一批|多个|系列)[^，,。；;]{0,8}|元的?|[各行产]业的)项目|项目集中$"
    r"|^[^\u4e00-\u9fff]*(?:该|此|这个|多)?项目"
)
BARE = re.compile(r"签约(?:$|[，,。；;]|共建|合作|携手|结对|建设|设立|成立|打造|开展|，)")
TWO_PARTIES = re.compile(
    r"([^，,。；;：:\s]{2,30}?)(?:与|同|跟|和)([^，,。；;：:\s]{2,50}?)(?:在[^，,。；;、]{2,8})?(?:正式|现场|成功|顺利|再次|又|完成|举行)*$"
)
ALL_PARTIES = re.compile(r"[三四五六七八九十]方(?:日前|近日|昨[天日]|当[天日]|共同|联合|正式|现场)*$")
OF_PARTIES = re.compile(r"签[署订下定]?了?(?:[两三四五六七八九]|多)方")  # 签署三方协议, its parties told before it
SIGN_TOGETHER = re.compile(r"、[^，,。；;]{0,60}(?:共同|联合|一道|一起|携手)(?:正式|现场|在[^，,。；;、]{2,8})?$")
BUILT_TOGETHER = re.compile(r"(?:联合|共建|共同|合作|合办|携手)[^，,。；;、]{0,12}项目")
ANY_PARTY = re.compile(r"企业$|公司们|客商|代表$|双方|各方|机构$|单位$|专家|团队|嘉宾|项目|商户")
PAIR = re.compile(r"[^，,。；;、与]{2,40}与[^，,。；;、与]{2,40}(?=、|$)")
SHORTEST_NAME = 2  # characters that name a project beside its region and industry
LANDS = re.compile(r"签约(?:落户|落地|入驻|落子|进驻|扎根)[^，,。；;、]{2,12}$")
MANY_OF_THEM = re.compile(
    r"企业|公司|项目|客商|人才|机构|团队|商户|品牌|巨头|批|等|、|多[家个]|[\d一二两三四五六七八九十百几数][家个]|它|他们|这里"
)
ADVERBS = re.compile(
    r"(?:于|在|已|也|又|就|便|正式|提前|成功|顺利|现场|当场|终于|最终|共同|双双|双方|份|前|日|上周|\W)*"
)
ABOUT = re.compile(r"(?<!成)就(?=[^，,。；;]{4})")  # 就甲项目、乙项目
TOGETHER = re.compile(r"(?:先后|分别|同时|当场|共同|联合|双方|双双|相继|陆续|均|也|都|顺利|成功|正式|现场|集中|完成)+$")


def agreement(clause: Clause, where: int, context: Context) -> Iterator[Finding]:
    """An agreement between named parties: A与B签署战略合作协议."""
    head, verb_text = clause.text[: where - clause.start], clause.text[where - clause.start :]
    before = clause.previous
    if before is not None and (len(head.strip()) <= 1 or TOGETHER.fullmatch(head.strip())):
        head = before.text  # 光明区与天津经开区结成对子，签下…协议
    agreed = [t for t in clause.before(where, "thing") if t.value == "agreement"]  # 与…把谈了半年的协议签了
    named_before = before if _tells_when(clause, where) else None
    papers = [t for t in named_before.of("thing") if t.value == "agreement"] if named_before is not None else []
    if named_before is not None and papers and papers[-1].end == named_before.end:
        head, agreed = named_before.text, papers  # 甲市与乙医院共建院区的协议，已于5月在北京签署
    else:
        named_before = None
    thing = next(iter(clause.after(where, "thing") or agreed), None)
    if thing is None and before is not None and "一份" in verb_text:  # …签署了战略合作协议，云城区又跟…签了一份
        thing = next((t for t in before.of("thing") if t.value == "agreement"), None)
    named = clause.before(where, "thing") and "项目" in head
    lands = thing is None and not named and _lands(clause, where)
    if thing is None and not named and not lands and not (BARE.match(verb_text) and _two_parties(head)):
        return
    parties = any(way.search(head) for way in (PARTIES, ALL_PARTIES, SIGN_TOGETHER)) or (
        "、" in head and OF_PARTIES.match(verb_text) is not None
    )
    if not parties and "项目" not in head and not lands:
        return
    if not parties and (GENERIC_PROJECTS.search(head) or _nameless(clause, where)):
        yield Finding(Token(clause.start, clause.end, "signing", None), None, VAGUE)
        return
    end = clause.end if thing is None or thing.start < clause.start else max(thing.end, where + 2)
    figure = Token(clause.start, end, "signing", None)
    if re.search(r"等(?!\d)", head):
        yield Finding(figure, None, "counterparts without a number")
        return
    place = signed_place(named_before or clause, where, context)
    if place is None:
        yield Finding(figure, None, "no region is named")
        return
    kind = "agreement" if thing is not None and thing.value == "agreement" else "projects"
    industry = signed_industry(clause, [figure], context)
    if industry is None and of_no_life_science(clause, place):
        yield Finding(figure, None, "no industry of life science")
        return
    if pairs := _pairs(head):
        told = before if before is not None and head == before.text else named_before or clause
        for start, stop in pairs:
            own = [t for t in _at_home(told, context) if start <= t.start - told.start and t.end - told.start <= stop]
            party = Place(own[-1].value.adcode, own[-1].value.zone, own[-1].start) if own else context.home or place
            fact = signing(
                clause,
                (told.start + start, end),
                party,
                industry,
                context,
                kind=kind,
                count=(1, "exact"),
                rule="signed between each of several pairs",
            )
            yield Finding(figure, fact, "")
        return
    many = kind == "agreement" or "项目" not in head
    number = counterparts(head + ("各" if verb_text.startswith("各") else "")) if many else _projects(head)
    rule = f"{kind} signed between named parties"
    span, count = _trim(named_before or clause, end), (number, "exact")
    fact = signing(clause, span, place, industry, context, kind=kind, count=count, rule=rule)
    yield Finding(figure, fact, "")


def _at_home(clause: Clause, context: Context) -> list[Token]:
    """The places of a clause that lie in the article's region."""
    home = context.home.adcode if context.home is not None else COUNTRY
    named = [t for t in clause.of("place") if t.value.role == "place" and t.value.adcode]
    return [t for t in named if is_within(t.value.adcode, home)]


def _pairs(head: str) -> list[tuple[int, int]]:
    """Where pairs of parties stand that sign each for itself: 甲与乙、丙与丁分别签约."""
    if head.count("与") < SHORTEST_NAME:
        return []
    found = [match.span() for match in PAIR.finditer(head)]
    return found if len(found) > 1 and all(head[a[1]] == "、" for a in found[:-1]) else []


def _tells_when(clause: Clause, where: int) -> bool:
    """Whether a clause says before its verb of signing no more than when and where: 已于5月份在北京提前签约."""
    text = clause.text[: where - clause.start]
    for token in clause.before(where, "period", "place", "status", "kind")[::-1]:
        text = text[: token.start - clause.start] + text[token.end - clause.start :]
    return ADVERBS.fullmatch(text) is not None


def _lands(clause: Clause, where: int) -> bool:
    """Whether one named firm or centre signs to come to a region on a day: 某某医美签约落户松山湖."""
    if not LANDS.match(clause.text, where - clause.start) or not clause.after(where, "place"):
        return False
    told = any(t.value.grain in ("day", "month") for near in clause.chain() for t in near.of("period"))
    return told and MANY_OF_THEM.search(clause.text[: where - clause.start]) is None


def _nameless(clause: Clause, where: int) -> bool:
    """Whether a region and an industry are all that is said of projects: 嘉定区生物医药项目集中签约."""
    known = [
        t
        for t in clause.of("place", "industry", "period", "thing", "sign")
        if t.start < where and not (t.kind == "place" and t.value.zone)
    ]
    covered = sum(min(t.end, where) - t.start for t in known)
    return where - clause.start - covered < SHORTEST_NAME


def _two_parties(head: str) -> bool:
    """Whether two named parties stand before a verb: 园区与某某大学签约."""
    parties = TWO_PARTIES.search(head)
    return parties is not None and not ANY_PARTY.search(parties.group(2)) and not ANY_PARTY.search(parties.group(1))


def counterparts(head: str) -> int:
    """How many agreements: 分别与A、B签署 are two, and 分别与A、B就甲项目、乙项目签署 too."""
    if "就" in head and (about := ABOUT.search(head)):
        head = head[: about.start()] + ("分别" if "分别" in head[about.start() :] else "")
    match = re.search(r"(?:与|和|同|跟)([^，,。；;与同跟]*)$", head.replace("分别", ""))
    return len(re.split(r"[、和]", match.group(1))) if match and ("分别" in head or head.endswith("各")) else 1


def _projects(head: str) -> int:
    """How many projects are named: “甲项目”“乙项目”签约, 甲基地和乙项目先后签约."""
    quoted = len(re.findall(r"项目[”」』]", head))
    together = TOGETHER.search(head)
    if quoted > 1 or together is None or BUILT_TOGETHER.search(head):
        return max(1, quoted)
    return len(re.split(r"[、和与及]", re.split(r"[—:：]", head[: together.start()])[-1]))


def _trim(clause: Clause, end: int) -> tuple[int, int]:
    start = clause.start + len(clause.text) - len(clause.text.lstrip(" 　\t“"))
    periods = [t for t in clause.of("period") if t.start == start]
    return (periods[-1].end if periods else start), end
