"""For which region a signing is told."""

import itertools
import re

from etl.extractor.clauses import Clause, Place
from etl.extractor.facts.signed_counts import VERB
from etl.extractor.finding import Context
from etl.extractor.mentions.gazetteer import lookup
from etl.extractor.tokens import Token
from etl.extractor.usable_places import EVENT_AT, ORGANISATION, RANKED

LANDED = re.compile(
    r"(?:(?:落地|落户|落子|入驻|落定|进驻)(?:到|于)?|(?:选址|落址|选择?|落|放|建)(?:初步|定|就)*[在到于])$"
)
ORIGIN = re.compile(r"的?(?:一|某|\d+|[两三四五六七八九十]+)家[^，,。；;、]{0,10}(?:企业|公司|药企|集团|客商)")
GONE_TO = re.compile(r"(?:会|活动|专场|招商)[^，,。；;]{0,6}(?:走进|开进|来到|移师|办到|开到|搬到|挪到|搬进|走到)了?$")
ANOTHER_PROJECT = re.compile(
    r"^(?:总?投资)[^，,。；;、]{0,4}[亿万]元的[^，,。；;]{2,40}$"
)  # 投资5亿元的甲项目，投资3亿元的乙项目
SEVERAL_PARTS = 2
FIRMS_OF = re.compile(
    r"(?:[、和与][^，,。；;、的]{2,6}){0,5}(?:等地)?的[\d一二两三四五六七八九十多]+[家位名][^，,。；;]{0,14}(?:与|和|同|跟)"
)
SEVERAL = re.compile(r"[^，,。；;]{0,6}[、等]")  # 落地锦江、武侯等区
BUILT_IN = re.compile(r"(?:双方|三方|共同|联合|携手|将|拟|并|就|约定|商定|合作)*在")
BUILDS = re.compile(r"[^，,。；;、]{0,6}?(?:共同|联合|携手|合作|投资)?(?:共建|建设|新建|建立|建|设立|成立|打造)")
ON_SITE = re.compile(r"[^，,。；;]{0,8}(?:会上|仪式上|现场|开幕式|当天|当日|会议期间|大会期间|活动中|活动上)")
HELD = r"(?:举行|召开|举办|开幕|启幕|开场|开讲|开锣|登场|走进|移师|来到|挪到|拉开|闭幕|落幕|收官|收场)"
EVENT_HELD = re.compile(rf"在[^，,。；;]{{2,14}}{HELD}")
IS_HELD = re.compile(rf"(?:暨[^，,。；;]{{2,24}})?[^，,。；;]{{0,12}}{HELD}")
# 甲产业园、乙基地等8个项目, 甲药厂、乙医院等一批项目, 某大学科技园、某公司等28家单位
LIST_ENDS = re.compile(
    r"等(?!地)共?(?:(?:[\d一二两三四五六七八九十百余多]{1,5}[个项]|[一多各]?[批个])?[^，,。；;、签]{0,16}?项目"
    r"|[\d一二两三四五六七八九十百余多]{1,5}家[^，,。；;、签]{0,8}?(?:企业|公司|单位|机构))"
)
LIST_BEGINS = re.compile(r"(?:包括|包含|涉及|涵盖|其中|分别[是为]|[：:])了?$")
WITH = re.compile(r"[与和同跟]")
SIGNED_ITSELF = re.compile(r"签[约署订下]了?的?$")  # 签约的某某产业园项目
ANOTHER_EVENT = "暨"  # 某市集中签约仪式暨某某科学城揭牌活动
DOES = re.compile(r"被|经|由|获")
APPROVES = re.compile(r"[^，,。；;、]{0,14}?(?:批准|审批|核准|同意)")  # 已被某州投资促进局批准签约
NAMED_FOR = re.compile(  # 国家（江苏）紧急医学救援基地, 安徽省精准医学创新中心项目
    r"[^，,。；;、的与和在]{0,20}?(?:中心|基地|实验室|研究院|平台|医院|学院|集团|公司)(?:项目|[、等])"
)


def signed_place(clause: Clause, position: int, context: Context) -> Place | None:
    """For which region a signing is told, and in which park unless that is one of the projects signed."""
    place = _region(clause, position, context)
    listed = [t for near in clause.group_chain() for t in near.places if _is_project(near, t)]
    if place is None and listed:
        return Place(listed[0].value.adcode, None, listed[0].start)
    if place is not None and place.zone is not None and any(t.value.zone == place.zone for t in listed):
        return place._replace(zone=None)
    return place


def _region(clause: Clause, position: int, context: Context) -> Place | None:
    """Where the project lands, else the first party, whose event it is, or home."""
    named = [t for t in clause.of("place") if t.value.role == "place" and t.value.adcode]
    for token in named:
        listed = SEVERAL.match(clause.text, token.end - clause.start)
        head = clause.text[: token.start - clause.start]
        landed = LANDED.search(head) or (token.value.zone is not None and head.endswith("集中签约"))
        if token.start > position and not listed and landed:
            return Place(token.value.adcode, token.value.zone, token.start)
    if (built := _built_at(clause.next)) is not None and VERB.search(clause.text):
        return built
    venue = [t for t in _spoken_of(clause, context) if t.value.adcode != "100000" and not _comes_from(clause, t)]
    own = [t for t in venue if not clause.text[: t.start - clause.start].endswith("在")]
    if own and own[0] is not venue[-1] and _within(venue[-1].value.adcode, own[0].value.adcode):
        own = venue[-1:] if venue[-1] not in own else own  # 厦门某某等项目在厦门海沧签约
    if (joint := _together(clause, own)) is not None:
        return joint
    if venue and not own and (host := _who_signs_there(clause, venue[-1])) is not None:
        return host
    if own or venue:
        token = _party_of_home(clause, named, context.home) or _narrowed(own or venue)
        return Place(token.value.adcode, token.value.zone, token.start)
    host = _host(clause, context.home)
    if host is not None:
        return host
    for token in named:  # 某研究院与常州市签下协议: the counterpart where the first party is of no region
        tail = clause.text[token.end - clause.start :]
        with_it = clause.text[: token.start - clause.start].endswith(("与", "和", "同", "跟"))
        governs = tail.startswith("签") or _is_told_in_full(clause.words(token), token)
        if with_it and governs and not ORGANISATION.match(tail) and not RANKED.match(tail):
            return Place(token.value.adcode, None, token.start)
    home, lead = context.home, context.lead
    if home and lead and not _named_so_far(lead.adcode, clause):
        lead = None
    if (held := _held_inside(clause, home)) is not None:
        return held
    if home is not None and clause.place_in is home:
        return home  # behind its parts the text went back to it
    for near in itertools.chain(clause.chain(), clause.earlier_here()):
        if near is clause:
            continue
        if (event := _event_held(near)) is not None:
            return Place(event.value.adcode, event.value.zone, event.start)
        if ANOTHER_PROJECT.search(near.text):
            continue
        named = [t for t in _spoken_of(near, context) if not ORIGIN.match(near.text, t.end - near.start)]
        hosts = [t for t in named if not near.text[: t.start - near.start].endswith(("在", "于"))]
        for token in (hosts or named)[-1:]:
            if token.value.adcode != "100000":
                return Place(token.value.adcode, token.value.zone, token.start)
    running = clause.place_in
    if home and lead and lead.adcode.startswith(home.adcode.rstrip("0")):
        return running if running is not None and running.adcode == lead.adcode else lead
    return running if running is not None and home and running.adcode == home.adcode else home or lead or running


def _held_inside(clause: Clause, home: Place | None) -> Place | None:
    """The part of the article's region where a signing is held: 签约仪式在历下区举行, told in an article on 济南市."""
    for near in clause.group_chain():
        for token in near.of("place") if home is not None and "签" in near.text else ():
            inside = token.value.adcode and home is not None and token.value.adcode.startswith(home.adcode.rstrip("0"))
            at = near.text[: token.start - near.start].endswith("在")
            if inside and at and IS_HELD.match(near.text, token.end - near.start):
                return Place(token.value.adcode, token.value.zone, token.start)
    return None


def _event_held(clause: Clause) -> Token | None:
    """The region in the name of an event that a clause says is held, or goes elsewhere: 安徽推介会走进深圳."""
    events = [t for t in clause.of("place") if t.value.adcode not in (None, "100000")]
    return next((t for t in events if _names_event(clause, t) and IS_HELD.match(_behind_event(clause, t))), None)


def _names_event(clause: Clause, token: Token) -> bool:
    return _is_event(clause, token) or EVENT_AT.match(clause.text, token.end - clause.start) is not None


def _behind_event(clause: Clause, token: Token) -> str:
    """The text of a clause behind the event that begins with a region's name."""
    tail = clause.text[token.end - clause.start :]
    event = None if _is_event(clause, token) else EVENT_AT.match(tail)
    return tail[event.end() :] if event is not None else tail


def _together(clause: Clause, named: list[Token]) -> Place | None:
    """The city or province of several of its parts that sign together: 合肥高新区、包河区、肥西县共签约."""
    between = [clause.text[a.end - clause.start : b.start - clause.start] for a, b in itertools.pairwise(named)]
    codes = [t.value.adcode for t in named]
    if (
        len(set(codes)) < SEVERAL_PARTS
        or "、" not in between
        or any(text not in ("、", "和", "及") for text in between)
    ):
        return None
    regions = [lookup(code) for code in codes]
    for above in ({region.city for region in regions}, {region.province for region in regions}):
        if len(above) == 1 and (whole := above.pop()):
            return Place(whole, None, named[0].start)
    return None


def _party_of_home(clause: Clause, named: list[Token], home: Place | None) -> Token | None:
    """Of two regions that sign with each other the one that the article is about: 成都和广安签订…协议."""
    if home is None or len(named) < SEVERAL_PARTS:
        return None
    first, second = named[:2]
    between = clause.text[first.end - clause.start : second.start - clause.start]
    near = [t for t in (first, second) if t.value.adcode[:4] == home.adcode[:4]]
    return near[0] if between in ("和", "与", "同", "跟") and len(near) == 1 else None


def _comes_from(clause: Clause, token: Token) -> bool:
    """Whether a place says where those come from who sign: 深圳、广州的六家企业和巴马签了约."""
    return FIRMS_OF.match(clause.text, token.end - clause.start) is not None


def _spoken_of(clause: Clause, context: Context) -> list[Token]:
    """The places of a clause for which something may be signed: no project's, no second event's, no authority's."""
    return [
        token
        for token in clause.places
        if not _gone_to(clause, token)
        and not _is_project(clause, token)
        and not _is_another_event(clause, token)
        and not _approves(clause, token)
        and not _is_named_for(clause, token, context)
    ]


def _is_project(clause: Clause, token: Token) -> bool:
    """Whether a place names what was signed: 签约的甲产业园项目; or one of several: 包括荣成市甲基地等14个项目."""
    head, tail = clause.text[: token.start - clause.start], clause.text[token.end - clause.start :]
    if token.value.zone and tail.startswith("项目") and SIGNED_ITSELF.search(head):
        return True
    ends = LIST_ENDS.search(tail) if "等" in tail else None
    if ends is None:
        return False
    if "、" in head:
        return True
    if "、" not in tail[: ends.start()] or WITH.search(tail[: tail.index("、")]):
        return False
    if LIST_BEGINS.search(head) or (token.value.zone and tail.startswith("、")):
        return True
    others = [t for t in clause.of("place") if token.end < t.start < token.end + ends.start() and t.value.adcode]
    return any(not t.value.adcode.startswith(token.value.adcode.rstrip("0")) for t in others)


def _is_another_event(clause: Clause, token: Token) -> bool:
    """Whether a park is in the name of an event behind the first: 徐州举行集中签约仪式暨某某科学城揭牌活动."""
    head = clause.text[: token.start - clause.start]
    return ANOTHER_EVENT in head and token.value.zone is not None and clause.places[0] is not token


def _approves(clause: Clause, token: Token) -> bool:
    """Whether a region's authority approves what is signed in another: 已被黔东南州投资促进局批准."""
    by = DOES.fullmatch(clause.text, token.start - clause.start - 1, token.start - clause.start)
    return by is not None and APPROVES.match(clause.text, token.end - clause.start) is not None


def _is_named_for(clause: Clause, token: Token, context: Context) -> bool:
    """Whether the region around the one spoken of is in the name of what was signed: 国家（江苏）医学救援基地."""
    running = clause.place_in or context.home
    if running is None or not _within(running.adcode, token.value.adcode):
        return False
    return NAMED_FOR.match(clause.text, token.end - clause.start) is not None


def _gone_to(clause: Clause, token: Token) -> bool:
    """Whether a place is where an event went: 招商会开进了北京中关村."""
    return GONE_TO.search(clause.text, 0, token.start - clause.start) is not None


def _is_told_in_full(name: str, token: Token) -> bool:
    """Whether a place is named as the one that governs it: 东台市, 大理州, and not 苏州."""
    whole = lookup(token.value.adcode).name.endswith("自治州")
    return name.endswith(("市", "区", "县")) or (whole and name.endswith("州"))


def _built_at(clause: Clause | None) -> Place | None:
    """Where the parties build together, told behind the verb: 某市政府与某研究所签约，在宁海共建创新中心."""
    for token in clause.places if clause is not None else ():
        inside = BUILT_IN.fullmatch(clause.text[: token.start - clause.start])  # type: ignore[union-attr]
        built = BUILDS.match(clause.text[token.end - clause.start :])  # type: ignore[union-attr]
        return Place(token.value.adcode, token.value.zone, token.start) if inside and built else None
    return None


def _named_so_far(adcode: str, clause: Clause) -> bool:
    """Whether a clause's sentence or one before it names a region, and not only the list of projects behind."""
    near = itertools.chain(clause.chain(), clause.earlier())
    return any(t.value.adcode == adcode for told in near for t in told.of("place"))


def _narrowed(named: list[Token]) -> Token:
    """The first of several regions, or the one inside it that is named right behind: 昌吉州的奇台县."""
    first = named[0]
    for token in named[1:]:
        if token.start - first.end > 1 or not _within(token.value.adcode, first.value.adcode):
            break
        first = token
    return first


def _within(code: str, broader: str) -> bool:
    """Whether a region lies inside another one."""
    return code != broader and code.startswith(broader.rstrip("0"))


def _who_signs_there(clause: Clause, venue: Token) -> Place | None:
    """The place of which a sentence spoke before it tells that something was signed elsewhere: 某园…，在深圳签约."""
    named = next((near.places for near in clause.group_chain() if near is not clause and near.places), [])
    if not named or named[-1].value.role != "place":
        return None
    subject, code = named[-1].value, venue.value.adcode
    if _within(subject.adcode, code) or _within(code, subject.adcode):
        return None
    return Place(subject.adcode, subject.zone, named[-1].start)


def _host(clause: Clause, home: Place | None) -> Place | None:
    """Whose event it is, if the sentence names one: the place of its name, or where it is held if that lies within."""
    before = clause.before_sentence if ON_SITE.match(clause.sentence_text) else None
    for near in itertools.chain(clause.chain(), before.chain() if before is not None else ()):
        if near is not clause and near.places and not EVENT_HELD.search(near.text):
            return None
        named = [t for t in near.of("place") if t.value.adcode and (t.value.role == "place" or _is_event(near, t))]
        held = [t for t in named if near.text[: t.start - near.start].endswith(("在", "于"))]
        events = [t for t in named if not held or t.start < held[0].start]
        event = next((t for t in events if _at_event(near, t)), None) if not held else None
        if event is not None and event.value.adcode != "100000":
            return Place(event.value.adcode, event.value.zone, event.start)
        if held and events and (_is_event(near, events[0]) or EVENT_AT.match(near.text[events[0].end - near.start :])):
            event = events[-1]
            own = home is not None and home.adcode == event.value.adcode
            broad = event.value.adcode.endswith("0000") and held[-1].value.adcode.startswith(
                event.value.adcode.rstrip("0")
            )
            chosen = held[-1] if event.value.adcode == "100000" or (broad and not own) else event
            return Place(chosen.value.adcode, chosen.value.zone, chosen.start)
    return None


def _at_event(clause: Clause, token: Token) -> bool:
    """Whether something happens at an event that bears a region's name: 嘉定精准医学论坛上."""
    if not _names_event(clause, token):
        return False
    behind = _behind_event(clause, token)
    return behind.startswith(("上", "期间", "现场")) or IS_HELD.match(behind) is not None


def _is_event(clause: Clause, token: Token) -> bool:
    """Whether a region's name goes on to be an event's (嘉定区生物医药大会) and was read as one."""
    text = clause.words(token)
    return token.value.role == "name" and bool(EVENT_AT.match(text))
