"""What a clause takes over: the running place and industry, the date that governs it, what 分别 and 都是 hand out."""

import itertools
import re
from datetime import date

from etl.extractor.clauses import Clause, Place
from etl.extractor.handing_out import COORDINATED, hand_out_figures
from etl.extractor.mentions.gazetteer import is_within
from etl.extractor.mentions.industries import IndustryName
from etl.extractor.mentions.periods import Period
from etl.extractor.own_periods import at_head, compared, of_the_first, rolling, settled
from etl.extractor.splitting import split
from etl.extractor.tokens import Token
from etl.extractor.usable_places import usable_places

A_PARK = re.compile(r"(?:市|国家)?(?:高新|经开|开发|经济开发|保税|综保)区(?!内|域)")
FROM_THEN = re.compile(r"[从自][^，,]{2,8}?(?:算起|开始|起$|起，)")  # since when, not when
ENUMERATED = re.compile(
    r"^[^，,。；;]{0,14}?等(?:地|[\d一二三四五六七八九十]{0,3}(?:个|家|条|座|大|地|县|市|区|镇)|[^，,。；;、]{0,8}(?:园区|园|基地|集群))"
)
MUNICIPALITIES = ("11", "12", "31", "50")
OF_THE_CLUSTER = re.compile(r"[^，,。；;]{0,6}?(?:该|这个|这一)(?:产业)?集群|集群(?!化|内|式|效应)")
NEXT_TO_TOLD = re.compile(r"(?:前|上)一年|次年|翌年")  # a year told by the one beside it
HEADING = 16  # characters of a sentence that does no more than name an industry
SEVERAL = 3  # regions side by side that are spoken of together
PLAN_SLACK = 4  # characters that a clause of a plan's name alone may hold beside it
CARRIED = ("year", "half", "quarter", "months", "month", "years")  # grains that hold from paragraph to paragraph


def read(
    title: str | None, content: str, published_on: date, publisher: str | None = None
) -> tuple[list[Clause], Place | None]:
    """The clauses of a body with their context, in the order of the text, and the place that the article is about."""
    clauses, home = split(title, content, published_on, publisher)
    _carry(clauses)
    hand_out_figures(clauses)
    return clauses, home


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
    base: Period | None = None
    parts = -1  # the group in which the sentence began to tell them
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
            last_period = head_period = base = None
            inside = whole = None
            if clause.paragraph != paragraph:
                paragraph = clause.paragraph
                paragraph_period = None
                industry = clause.main_industry or industry
            elif _told_of_another(clause.before_sentence):
                industry = None
        if cluster is not None and OF_THE_CLUSTER.match(clause.text):
            place = cluster
        elif whole is not None and clause.group != parts and clause.of("statistic") and not clause.of("place", "link"):
            place = whole  # 其中武汉市220家、宜昌市85家；营业收入1650亿元
        if whole is not None and A_PARK.match(clause.text):
            place = whole  # 其中牡丹区…，高新区…: a part of the same whole
        clause.place_in, clause.industry_in = place, industry
        named = clause.by_kind
        if "place" in named:
            clause.places = usable_places(clause)
        if inside is not None and (clause.group != inside or clause.places):
            last_period, inside = head_period, None
        clause.period_in, clause.last_period_in = last_period, paragraph_period or article_period
        clause.goal_period_in, clause.base_in = goal_period, base
        if place is not None and not place.zone and "link" in named and any(t.value == "among" for t in named["link"]):
            whole, parts = whole or place, clause.group
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
            told = settled(token, clause, last_period, paragraph_period, article_period)
            if told is not value:
                value = told
                clause.tokens[clause.tokens.index(token)] = token._replace(value=value)
                clause.sort_tokens()
            if value.edge == "same" and value.end is None:
                last_period = last_period or paragraph_period or article_period
                continue
            if (
                value.edge == "same"
                or rolling(value, clause.published_on)
                or (value.grain == "day" and value.edge == "")
            ):
                continue
            if compared(clause, token):
                base = value  # 与2019年相比，产值由50亿元增长至88亿元
                continue
            if of_the_first(clause, token, clause.of("amount", "rate", "count")):
                base = value
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
            if (at_head(clause, token) and "年均" not in clause.text) or first:
                last_period = value
                if any(t.end <= token.start for t in clause.places) and clause.text[token.end - clause.start :].strip():
                    inside = clause.group
                else:
                    head_period, inside = value, None
            ahead = value.end is not None and value.end > clause.published_on
            if ahead:
                goal_period = value
            if value.end is not None and NEXT_TO_TOLD.match(clause.text, token.start - clause.start):
                continue  # 可前一年产值才38亿元: an aside
            event = value.grain == "month" and clause.of("sign")
            if not event and not (ahead and paragraph_period is not None and clause.of("status")):
                paragraph_period = value
            if (
                not event
                and value.edge in ("", "end")
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


def _place(token: Token, running: Place | None) -> Place:
    value = token.value
    zone = value.zone
    if running is not None and running.zone and running.adcode == value.adcode and running.zone.endswith("区"):
        zone = running.zone if zone is None and value.role == "back" and value.level != "city" else zone
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
