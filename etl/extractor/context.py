"""What a clause takes over: the running place and industry, the date that governs it, what 分别 and 都是 hand out."""

import itertools
import re
from collections.abc import Iterator
from datetime import date

from etl.extractor.clauses import Clause, Place, having, split
from etl.extractor.industries import code_of
from etl.extractor.lexicon import expressions
from etl.extractor.mentions.gazetteer import is_within
from etl.extractor.mentions.industries import IndustryName
from etl.extractor.mentions.periods import Period
from etl.extractor.tokens import EARLY, Token

EXPRESSIONS = expressions("context")

# A place behind these is not the subject: where an event is held, what a figure is compared with.
OBJECT_BEFORE = EXPRESSIONS["object_before"]
HELD_AT = re.compile(
    r"[^，,。；;]{0,14}?(?:举行|召开|举办|办了?|推介|路演|开幕|揭晓|亮相|落幕|闭幕|启幕|拉开帷幕|开馆|发布会)"
    r"|(?:介绍|表示|透露|接受采访|宣布|参加|出席|考察)"
)
ORGANISATION = EXPRESSIONS["organisation"]
RANKED = EXPRESSIONS["ranked"]
EVENT_AT = re.compile(
    r"[^，,。；;、\n在举召办]{0,18}?(?:大会|论坛|峰会|博览会|推介会|产业周|年会|洽谈会|交易会|博士会|药交会|医博会|药博会)"
)
TITLE_OF_CHINA = re.compile(r"驰名|名牌|名优|专利|质量|药典|医药工业百|民营企业|制造业|企业500|500强|百强|知名|著名")
LISTED_FIRM = re.compile(r"(?![市省区县州])[\u4e00-\u9fff]{2,6}(?=[、和及]|以及|等)")
AND_OTHER_FIRMS = re.compile(
    r"等(?:在内)?的?[^，,。；;、]{0,12}(?:企业|公司|药企|机构|项目|集团|单位|巨头|名企|总部|基地)"
)
NAME_GOES_ON = re.compile(r"[·•⋅‧・]")
FIRST_IS = re.compile(r"(?:最[大高多强快]|第一|居首|领先|领头|排名?首位?)的(?:就|还|仍|仍然)?是$")  # 规模最大的是南昌市
A_PARK = re.compile(r"(?:市|国家)?(?:高新|经开|开发|经济开发|保税|综保)区(?!内|域)")
FROM_THEN = re.compile(r"[从自][^，,]{2,8}?(?:算起|开始|起$|起，)")  # since when, not when
ENUMERATED = re.compile(
    r"^[^，,。；;]{0,14}?等(?:地|[\d一二三四五六七八九十]{0,3}(?:个|家|条|座|大|地|县|市|区|镇)|[^，,。；;、]{0,8}(?:园区|园|基地|集群))"
)
MUNICIPALITIES = ("11", "12", "31", "50")
RISING_TO = re.compile(r"[^，,。；;]{0,3}?(?:增|提|升|扩|跃|涨|发展)[^，,。；;\d]{0,3}[到至](?:了|约|近|超过?|逾)?")
OF_THE_CLUSTER = re.compile(r"[^，,。；;]{0,6}?(?:该|这个|这一)(?:产业)?集群|集群(?!化|内|式|效应)")
HEADING = 16  # characters of a sentence that does no more than name an industry
SEVERAL = 3  # regions side by side that are spoken of together
LEVEL_VERB = re.compile(r"(?:为|达到?|是|有|实现|完成|超过?|突破|近|约)?")
PLAN_SLACK = 4  # characters that a clause of a plan's name alone may hold beside it
CARRIED = ("year", "half", "quarter", "months", "month", "years")  # grains that hold from paragraph to paragraph
HEAD_SLACK = 9  # characters before a date that still leave it at its clause's head (记者从市里了解到)
_ITEM = r"(?:(?![和与及])[\u4e00-\u9fff])"  # without the joints, or a row of 和 could be read in too many ways
LISTED = re.compile(
    rf"(?:其中|，|,|^)?((?:{_ITEM}{{2,10}}[、和与及]){{1,8}}{_ITEM}{{2,10}}?)(?:等?[两三四五六七八九]?[大条个]?(?:主导|支柱|先导|优势|特色|重点|新兴)?(?:链群|板块|领域|产业|行业|细分领域|赛道|方面|门类|类)?的?(?:20\d\d年|去年|今年|上半年)?(?:产值|规模|营收|收入|产业规模)?)$"
)
COORDINATED = re.compile(r"(?:[、，,和与及]|以及|\s|产业|省|市|的|[两三四五六七八九]|项|个|等|条|链群)*")


def read(
    title: str | None, content: str, published_on: date, publisher: str | None = None
) -> tuple[list[Clause], Place | None]:
    """The clauses of a body with their context, in the order of the text, and the place that the article is about."""
    clauses, home = split(title, content, published_on, publisher)
    _carry(clauses)
    _pair(clauses)
    return clauses, home


def _usable_places(clause: Clause) -> list[Token]:
    """The places of a clause that it may speak of; a place beside one that it may not speak of is none either."""
    judged: dict[int, tuple[Token, bool]] = {}  # where a place ends -> the place, and whether it is usable
    for token in clause.of("place"):
        verdict = _usable(clause, token, judged)
        judged.setdefault(token.end, (token, verdict))
    return [token for token, usable in judged.values() if usable]


def _usable(clause: Clause, token: Token, judged: dict[int, tuple[Token, bool]]) -> bool:
    place = token.value
    if place.role in ("name", "world") or place.adcode is None:
        return False
    head = clause.text[: token.start - clause.start]
    tail = clause.text[token.end - clause.start :]
    beside = judged.get(token.start)
    if beside is None and head.endswith(("、", "和")):
        beside = judged.get(token.start - 1)
    if place.role == "back" and beside is not None and beside[0].end == token.start and beside[0].value.role == "place":
        return False  # 通辽全市 is 通辽
    if (
        head.endswith("是")
        and not FIRST_IS.search(head)
        and (token.start - 1 in judged or (place.zone is None and any(verdict for _, verdict in judged.values())))
    ):
        return False  # 嘉定区是上海的医药重镇: of the first
    if beside is not None and beside[0].value.role == "place" and not beside[1]:
        return False
    if NAME_GOES_ON.match(tail) and any(t.start == token.end + 1 for t in clause.of("place")):
        return False  # 北京·沧州渤海新区: of the second
    name = clause.text[token.start - clause.start : token.end - clause.start]
    if name in ("全国", "国内") and re.match(r"重点|首|第|知名|领先|先进|政协|人大|百强|性|前", tail):
        return False
    if name == "国家" or (name == "国内" and re.match(r"外|企业|药企|知名|领先|同类|首|客商", tail)):
        return False
    if name == "中国" and TITLE_OF_CHINA.match(tail):
        return False
    if _begins_listed_firm(clause, token, tail):
        return False
    if head.endswith("“") and clause.text[len(head) :].startswith("中国"):
        return False
    if head.endswith("其") and clause.text[len(head) :].startswith("中国"):
        return False
    if place.zone is None and EVENT_AT.match(tail):
        return False
    if head.endswith("来自") and not tail.strip("。！？ \n") and place.role == "place":
        return True
    quoted = head[: head.rfind("“")] if head.rfind("“") > head.rfind("”") else head
    if OBJECT_BEFORE.search(head[-6:]) or RANKED.match(tail) or (quoted != head and OBJECT_BEFORE.search(quoted[-6:])):
        return False
    if (
        place.role == "place"
        and place.zone is None
        and _names_organisation(clause, token)
        and not re.match(r"[市区县省]|政府|人民", tail)
    ):
        return False
    return not (head.endswith(("在", "于", "移师")) and HELD_AT.match(tail))


def _begins_listed_firm(clause: Clause, token: Token, tail: str) -> bool:
    """Whether a short name begins a firm's in a list of firms: 引进北京某某制药、深圳某某基因等企业."""
    name = LISTED_FIRM.match(tail)
    if name is None or not AND_OTHER_FIRMS.search(tail):
        return False
    start, end = token.end, token.end + name.end()
    inside = [t for t in clause.tokens if t.start < end and t.end > start and t.kind in ("place", "industry", "kind")]
    whole = any(t.start == start and t.end == end for t in inside)
    return not whole and not any(t.kind == "place" for t in inside)


def _names_organisation(clause: Clause, token: Token) -> bool:
    """Whether a place's name goes on to be an organisation's (上海某某医院), no other place between."""
    match = ORGANISATION.match(clause.text, token.end - clause.start)
    if match is None:
        return False
    return not any(token.end <= t.start < clause.start + match.end() for t in clause.of("place"))


def _carry(clauses: list[Clause]) -> None:
    """Give each clause what it takes over: the running place and industry, the date that governs it."""
    place: Place | None = None
    whole: Place | None = None  # of what region the sentence tells parts
    cluster: Place | None = None  # where the cluster over several cities lies that the text named last
    industry: IndustryName | None = None
    last_period: Period | None = None
    paragraph_period: Period | None = None
    article_period: Period | None = None
    head_period: Period | None = None
    goal_period: Period | None = None
    inside: int | None = None  # the group in which a date stands that its clause begins before
    paragraph = clauses[0].paragraph if clauses else 0
    for clause in clauses:
        first = clause.previous is None
        if first:
            if (
                whole is not None
                and place is not None
                and place.adcode != whole.adcode
                and is_within(place.adcode, whole.adcode)
            ):
                place = whole  # behind 其中海宁市…，桐乡市…。 the text goes on about 嘉兴市
            last_period = head_period = None
            inside = whole = None
            if clause.paragraph != paragraph:
                paragraph = clause.paragraph
                paragraph_period = None
                industry = clause.main_industry or industry
            elif _told_of_another(clause.before_sentence):
                industry = None
        if cluster is not None and OF_THE_CLUSTER.match(clause.text):
            place = cluster
        if whole is not None and A_PARK.match(clause.text):
            place = whole  # 其中牡丹区…，高新区…: a part of the same whole
        clause.place_in, clause.industry_in = place, industry
        named = clause.by_kind
        if "place" in named:
            clause.places = _usable_places(clause)
        if inside is not None and (clause.group != inside or clause.places):
            last_period, inside = head_period, None
        clause.period_in, clause.last_period_in = last_period, paragraph_period or article_period
        clause.goal_period_in = goal_period
        if place is not None and not place.zone and "link" in named and any(t.value == "among" for t in named["link"]):
            whole = whole or place
        for token in clause.places:
            place = _place(token, place)
        if len(clause.places) >= SEVERAL and (joint := _joint_place(clause)):
            clause.joint_place = place = joint
            cluster = joint if "集群" in clause.text[clause.places[-1].end - clause.start :] else cluster
        elif clause.place_in is not None and _handed_out(clause):
            place = clause.place_in
        if "industry" in named:
            industry = named["industry"][-1].value
        elif "other_industry" in named and first and clause.next is None and len(clause.text) <= HEADING:
            industry = None  # (三)高端装备。
        if "period" not in named:
            continue
        for token in list(named["period"]):
            value: Period = token.value
            if value.grain == "year" and not value.explicit_year and value.edge == "":
                value = _whole_year(value, clause, paragraph_period, article_period)
                clause.tokens[clause.tokens.index(token)] = token._replace(value=value)
                clause.sort_tokens()
            if value.edge == "same" and value.end is None:
                last_period = last_period or paragraph_period or article_period
                continue
            if (
                value.edge == "same"
                or rolling(value, clause.published_on)
                or (value.grain == "day" and value.edge == "")
                or compared(clause, token)
            ):
                continue
            if _of_the_first(clause, token, clause.of("amount", "rate", "count")):
                continue
            if FROM_THEN.match(clause.text[max(0, token.start - clause.start - 1) :]):
                continue
            if (
                value.grain == "plan"
                and value.edge == ""
                and last_period is not None
                and len(clause.text) > token.end - token.start + PLAN_SLACK
            ):
                continue
            if (_at_head(clause, token) and "年均" not in clause.text) or first:
                last_period = value
                if any(t.end <= token.start for t in clause.places) and clause.text[token.end - clause.start :].strip():
                    inside = clause.group
                else:
                    head_period, inside = value, None
            if value.end is not None and value.end > clause.published_on:
                goal_period = value
            paragraph_period = value
            if (
                value.edge in ("", "end")
                and value.grain in CARRIED
                and value.end is not None
                and value.end <= clause.published_on
            ):
                article_period = value


def _told_of_another(last: Clause | None) -> bool:
    """Whether a sentence, given by its last clause, told figures of another industry and named none of ours."""
    if last is None or any(near.of("industry") for near in last.chain()):
        return False
    for near in last.chain():
        for other in near.of("other_industry"):
            measures = near.after(other.end, "statistic")
            if measures and near.after(measures[0].end, "amount", "rate"):
                return True
    return False


def _at_head(clause: Clause, token: Token) -> bool:
    """Whether a date stands at its clause's head, and is not the object of a verb there (疫苗把2021年的利润抬到)."""
    before = token.start - clause.start
    return before <= HEAD_SLACK and not clause.text[:before].endswith(("把", "将", "让", "使", "对", "被", "给"))


def rolling(period: Period, published_on: date) -> bool:
    """Whether a span runs from the same day some years back to the article (近五年): it holds where it stands only."""
    return (
        period.grain == "years"
        and period.start is not None
        and (period.start.month, period.start.day)
        == (
            published_on.month,
            published_on.day,
        )
    )


def _whole_year(period: Period, clause: Clause, near: Period | None, far: Period | None) -> Period:
    """全年: of the year told last in its paragraph; one that is not foretold may be of the year told before it.

    In the first months of a year 全年 without either is the year before.
    """
    foretold = any(token.value in ("estimate", "target") for token in clause.of("status"))
    told = near or (None if foretold else far)
    if told is not None and told.explicit_year and told.end is not None and told.grain != "years":
        year = told.end.year
    elif clause.published_on.month <= EARLY and not foretold:
        year = clause.published_on.year - 1
    else:
        return period
    return period._replace(start=date(year, 1, 1), end=date(year, 12, 31), explicit_year=True)


def _handed_out(clause: Clause) -> bool:
    """Whether a clause lists regions to which 分别 hands figures out: what follows is of none of them alone."""
    if len(clause.places) < 2:
        return False
    near = (clause, clause.next) if clause.next is not None else (clause,)
    return any(t.value == "respectively" for c in near for t in c.of("link")) and all(
        COORDINATED.fullmatch(clause.text[a.end - clause.start : b.start - clause.start])
        for a, b in itertools.pairwise(clause.places)
    )


def _joint_place(clause: Clause) -> Place | None:
    """What a clause that lists regions by 、 goes on about.

    Of plain regions their province (GUIDE: a cluster over several cities), of ones with words of their own
    (樟树医药、章贡生物医药等7个集群) the region that holds them all.
    """
    names = clause.places
    between = [clause.text[a.end - clause.start : b.start - clause.start] for a, b in itertools.pairwise(names)]
    codes = {token.value.adcode for token in names}
    if len({code[:2] for code in codes}) > 1:
        return None
    if all(map(COORDINATED.fullmatch, between)):
        return Place(names[0].value.adcode[:2] + "0000", None)
    rows = [n for n, words in enumerate(between) if "、" in words and "，" not in words]
    listed = names[rows[0] :] if rows == list(range(rows[0] if rows else 0, len(between))) else []
    if len(listed) < SEVERAL:
        return None
    behind = clause.text[listed[-1].end - clause.start :]
    province = Place(names[0].value.adcode[:2] + "0000", None)
    if all(map(COORDINATED.fullmatch, between[rows[0] :])) and "集群" in behind:
        return province
    if not ENUMERATED.search(behind):
        return None
    cities = {token.value.adcode[:4] for token in listed}
    return province if len(cities) > 1 or province.adcode[:2] in MUNICIPALITIES else Place(cities.pop() + "00", None)


def compared(clause: Clause, token: Token) -> bool:
    """Whether a period is only what a figure is compared with (比2020年增长)."""
    head = clause.text[max(0, token.start - clause.start - 3) : token.start - clause.start]
    tail = clause.text[token.end - clause.start : token.end - clause.start + 4]
    return head.endswith(
        ("比", "较", "与", "同", "比起", "相较", "超过", "高于", "低于", "多于", "少于", "赶超")
    ) or tail.startswith(("相比", "的水平", "的基础", "基础上"))


def _place(token: Token, running: Place | None) -> Place:
    value = token.value
    zone = value.zone
    same = running is not None and running.adcode == value.adcode
    if zone is None and value.role == "back" and same and running.zone and running.zone.endswith("区"):  # type: ignore[union-attr]
        zone = running.zone  # type: ignore[union-attr]
    return Place(value.adcode, zone, token.start)


def place_at(clause: Clause, position: int) -> Place | None:
    """The place that a figure at a position is about: the last named before it, else the running one."""
    named = [token for token in clause.places if token.end <= position]
    if named and named[-1] is clause.places[-1] and clause.joint_place is not None:
        return clause.joint_place
    if named:
        running = clause.place_in
        for token in named:
            running = _place(token, running)
        return running
    if clause.places and clause.text[: position - clause.start].strip(" ●·•*-—“") == "":
        return _place(clause.places[0], clause.place_in)  # a figure that its clause begins with: 68个——嘉定区…
    return clause.place_in


def foretold(clause: Clause) -> list[str]:
    """The status words that govern a clause with none of its own: of the nearest clause of its group, up to a date."""
    for near in clause.chain():
        if near.group != clause.group:
            break
        told = [token.value for token in near.of("status")]
        if told:
            return told if told[-1] != "done" else []
        if near.of("period") and "年均" not in near.text:
            break
    return []


def period_tokens(clause: Clause, position: int) -> list[Token]:
    """The periods of a clause before a position that are not what a figure is compared with."""
    named = clause.before(position, "period")
    if not named:
        return named
    figures = clause.before(position, "amount", "rate", "count")
    return [
        t for t in named if t.value.edge != "same" and not compared(clause, t) and not _of_the_first(clause, t, figures)
    ]


def _of_the_first(clause: Clause, token: Token, figures: list[Token]) -> bool:
    """Whether a date belongs to the first of two figures only: 由2019年的107.2亿元跃升至258亿元."""
    head = clause.text[: token.start - clause.start]
    told = head + clause.text[token.start - clause.start : token.start - clause.start + 1]  # a date may hold its 从
    return (head.endswith(("由", "从", "自")) or told.endswith(("由", "从", "自"))) and any(
        figure.start >= token.end for figure in figures
    )


def _pair(clauses: list[Clause]) -> None:
    """Say whose each figure is where 分别 hands out a list, and which places share one figure (都是)."""
    for clause, link in having(clauses, "link"):
        if link.value == "respectively":
            _hand_out(clause, link)
        elif link.value == "both":
            _share(clause, link)
    for clause in clauses:
        before = clause.previous
        if before is not None and before.owners and len(clause.of("rate")) == len(before.owners) and not clause.owners:
            _hand_on(clause, before)


def _hand_on(clause: Clause, before: Clause) -> None:
    """Rates in a row behind figures that were handed out belong to the same: 分别达154亿元、12亿元，增长15.5%、9%."""
    rates = clause.of("rate")
    between = [clause.text[a.end - clause.start : b.start - clause.start] for a, b in itertools.pairwise(rates)]
    if all(map(COORDINATED.fullmatch, between)):
        told = [owners for _, owners in sorted(before.owners.items())]
        clause.owners = {rate.start: owners for rate, owners in zip(rates, told, strict=True)}


def _hand_out(clause: Clause, link: Token) -> None:
    for kind in ("amount", "rate", "count"):
        figures = clause.after(link.end, kind)
        if len(figures) < 2:
            continue
        first, half = clause.of("period"), len(figures) // 2
        levels = _measured_levels(clause, link.start) if kind == "rate" else []
        nearest = levels[0].start if len(levels) == len(figures) else 0  # a list before the levels is not theirs
        rising = (
            len(figures) > 3
            and len(figures) % 2 == 0
            and RISING_TO.fullmatch(
                clause.text[figures[half - 1].end - clause.start : figures[half].start - clause.start]
            )
        )
        for owners in [
            *(owners for owners in _lists(clause, link.start) if owners[-1].start >= nearest),
            _named_list(clause, link.start),
            _both_measures(clause, link.start, kind),
            _placed_levels(clause, link.start) if kind == "rate" else [],
            levels,
            _handed_out_before(clause),
            _years_of_a_span(clause, link.start),
        ]:
            if len(owners) == len(figures) or (rising and len(owners) == half):
                owners_of = {start: list(told) for start, told in clause.owners.items()}
                for figure, owner in zip(figures, owners * (1 + bool(rising)), strict=False):
                    owners_of.setdefault(figure.start, []).append(owner)
                if rising:  # 分别由2021年的739亿元、282亿元增加至1500亿元、600亿元
                    base = [t for t in first if link.end <= t.start < figures[0].start][-1:]
                    for figure in figures[:half]:
                        owners_of[figure.start] += base
                clause.owners = owners_of
                break


def _years_of_a_span(clause: Clause, position: int) -> list[Token]:
    """2021-2023年…分别为: the years of the last span before a position, one by one."""
    for near in clause.chain():
        for token in reversed(near.before(position, "period")):
            value: Period = token.value
            if value.grain == "years" and value.start and value.end and (value.end.month, value.end.day) == (12, 31):
                return [
                    token._replace(
                        value=value._replace(start=date(year, 1, 1), end=date(year, 12, 31), grain="year", edge="")
                    )
                    for year in range(value.start.year, value.end.year + 1)
                ]
    return []


def _handed_out_before(clause: Clause) -> list[Token]:
    """What the nearest 分别 of the sentence gave its figures to: 规模分别达到…，分别增长…."""
    for near in clause.chain():
        if near is not clause and near.owners:
            return [told[0] for _, told in sorted(near.owners.items())]
    return []


def _lists(clause: Clause, position: int) -> Iterator[list[Token]]:
    """Coordinated tokens of one kind before a position, the nearest clause first."""
    for earlier in clause.chain():
        limit = position if earlier is clause else earlier.end
        for kinds in (("place",), ("industry",), ("statistic", "measure"), ("kind",), ("period",)):
            found = earlier.before(limit, *kinds)
            run: list[Token] = []
            for token in reversed(found):
                if run and not _coordinated(earlier, token.end, run[0].start):
                    break
                run.insert(0, token)
            if len(run) >= 2:
                yield run


def _coordinated(clause: Clause, start: int, end: int) -> bool:
    """Whether only joints stand between two words, or one figure and a joint: 产值154.8亿元、利润21亿元."""
    if COORDINATED.fullmatch(clause.text[start - clause.start : end - clause.start]):
        return True
    figures = [t for t in clause.of("amount", "count") if start <= t.start and t.end <= end]
    if len(figures) != 1:
        return False
    before = clause.text[start - clause.start : figures[0].start - clause.start]
    return bool(
        LEVEL_VERB.fullmatch(before)
        and COORDINATED.fullmatch(clause.text[figures[0].end - clause.start : end - clause.start])
    )


def _both_measures(clause: Clause, position: int, kind: str) -> list[Token]:
    """两项指标, or rates behind levels: the measures that the clauses before told, in their order."""
    named = re.search(r"[两三四]项指标|两者|二者", clause.text[: position - clause.start])
    if not named and kind != "rate":
        return []
    told: dict[str, Token] = {}
    for near in reversed(list(clause.chain())):
        for token in near.of("statistic"):
            if named or near.of("amount"):
                told.setdefault(token.value, token)
    return list(told.values())


def _measured_levels(clause: Clause, position: int) -> list[Token]:
    """Of levels told before a position in the sentence, what each measures: 企业1003户，注册资本85亿元，分别增长…."""
    told: list[Token] = []
    if clause.before(position, "statistic", "measure", "kind"):
        return told
    for near in reversed(list(clause.chain())):
        for figure in near.before(position, "amount", "count"):
            nouns = near.before(figure.start, "statistic", "measure", "kind")
            if nouns and nouns[-1] not in told:
                told.append(nouns[-1])
    return told


def _placed_levels(clause: Clause, position: int) -> list[Token]:
    """Of levels told clause by clause before, each of another region: 甲市180亿元，乙市130亿元，增速分别为…."""
    if clause.places or clause.before(position, "statistic", "measure", "kind", "industry"):
        return []
    return [near.places[-1] for near in reversed(list(clause.chain())) if near.places and near.of("amount")]


def _named_list(clause: Clause, position: int) -> list[Token]:
    """中药、化药、消费医疗四条链群: names joined by 、 before a position as industries; all are ours if most are."""
    text = clause.text[: position - clause.start]
    match = LISTED.search(text)
    if not match:
        return []
    items, cursor = [], clause.start + match.start(1)
    for part in re.split(r"([、和与及])", match.group(1)):
        if part not in "、和与及":
            items.append(
                Token(cursor, cursor + len(part), "industry", IndustryName(part, code_of(part)), "exact", "listed")
            )
        cursor += len(part)
    known = clause.before(position, "industry")
    ours = [any(t.start < item.end and t.end > item.start for t in known) for item in items]
    if sum(ours) * 2 > len(items):
        return items
    if not any(ours):
        return []
    # 集成电路、生物医药、人工智能三大产业: only what is named as life science is of ours
    return [item if own else item._replace(kind="other_industry") for item, own in zip(items, ours, strict=True)]


def _share(clause: Clause, link: Token) -> None:
    figures = clause.after(link.end, "amount", "rate", "count")[:1]
    for owners in _lists(clause, link.start) if figures else ():
        if owners[0].kind == "place" and not all(t.value.adcode and t.value.role == "place" for t in owners):
            continue
        if owners[0].kind == "period" and not all(t.value.grain == "year" and t.value.edge == "" for t in owners):
            continue
        if owners[0].kind in ("place", "period", "statistic"):
            clause.shared = {**clause.shared, figures[0].start: owners}
            return
