"""The date that governs what a text tells, from clause to clause."""

import re

from etl.extractor.clauses import REACH, Clause
from etl.extractor.mentions.periods import Period
from etl.extractor.own_periods import at_head, compared, of_the_first, rolling, settled, year_right_before
from etl.extractor.tokens import Token

FROM_THEN = re.compile(r"[从自][^，,]{2,8}?(?:算起|开始|起$|起，)")  # since when, not when
NEXT_TO_TOLD = re.compile(r"(?:前|上)一年|次年|翌年")  # a year told by the one beside it
FOUNDED = re.compile(
    r"[^，,。；;\d]{0,8}(?:动工|开工|奠基|成立|设立|建园|建区|开园|启用|揭牌|挂牌|获批|获评|创办|创建|诞生|起步|投用|入选|升级)"
)
FOUNDED_IN = re.compile(r"(?:成立|始建|创建|创办|[筹建]建|建成|设立|起步|诞生|动工|开园)于$")
SINCE_IT = re.compile(  # 行动计划发布以来, told behind when that was
    r"(?:发布|实施|出台|印发|成立|启动|获批|挂牌|揭牌|开园|设立|运行|运营|启用|落户|建成|开工|组建|创建|起步)的?(?:[至到]今|以来|[^，,。；;\d]{0,2}[一二两三四五六七八九十几\d]+[年个][月多余半]*以?来)"
)
REPORTED = re.compile(r"的?(?:报道|消息|刊文|刊发|发文|电$|讯$)")
AT_THAT_TIME = re.compile(r"(?:截至|截止|到|至|在)?(?:那个?时候?|当时|彼时|其时|这一时点|同一时[点间])(?!的|还没|任)")
PLAN_SLACK = 4  # characters that a clause of a plan's name alone may hold beside it
# What is to be reached, and what is there by now: 上市企业达到8家, but 已集聚企业100家
TO_REACH = re.compile(
    r"(?:达到?|突破|超过?|建成|建设|培育|引进|引育|新增|打造|取得|增至|增加到|发展到)(?!了)[^，,。；;]{0,20}(?:[，,、][^。；;]{0,60})?$"
)
PRESENT = re.compile(r"已|现有|共有|拥有|目前|集聚|汇聚|落户|入驻|近年|截至|[成育进增]了")
HEADING = 16  # characters of a line that heads a part of the text
LABELLED = re.compile(r"[^：:]{0,20}[^：:一二三四五六七八九十\d][：:]")  # 出生：2011年, but not 报表二：2009年
LINE = 20  # characters of a line of a list
FULL_STOPS = "。！？!?”，,"
ENDS = "。！？!?”；;，,|"
CARRIED = ("year", "half", "quarter", "months", "month", "years")  # grains that hold from paragraph to paragraph


class RunningPeriod:
    """The periods told last: in the sentence, in the paragraph, in the article; the last goal, the last base."""

    __slots__ = (
        "article",
        "base",
        "day",
        "event",
        "goal",
        "head",
        "heading",
        "inside",
        "latest",
        "paragraph",
        "sentence",
    )

    def __init__(self) -> None:
        self.article: Period | None = None
        self.heading: Period | None = None  # the year that the last line of its own names: 报表二：2009年
        self.paragraph: Period | None = None
        self.event: Period | None = None  # the day of which the paragraph told an event
        self.sentence: Period | None = None
        self.head: Period | None = None  # the one at the head of the sentence or of a clause of its own
        self.inside: int | None = None  # the group in which a date stands that its clause begins before
        self.goal: Period | None = None
        self.latest: tuple[int, Period] | None = None  # the last year that a sentence told, and the sentence
        self.day: Period | None = None  # the day of an earlier year that the sentence has told
        self.base: Period | None = None

    def begin_paragraph(self) -> None:
        """A new paragraph has told no period yet but its heading's."""
        self.paragraph, self.event = self.heading, None

    def begin_sentence(self, first: Clause) -> None:
        """A new sentence has told no period yet, but one that begins with 其中 goes on from the one before it."""
        if _is_a_heading(first):
            self.heading = None
        before = first.before_sentence
        parts = any(t.value == "among" and t.start <= first.start + 1 for t in first.of("link"))
        told = self.sentence.end if self.sentence is not None else None
        over = told is not None and told <= first.published_on
        if parts and over and before is not None and before.paragraph == first.paragraph:
            return
        if over and goes_on_a_list(first):
            return
        self.sentence = self.head = self.heading
        self.base = self.inside = self.day = None

    def enter(self, clause: Clause) -> None:
        """Give a clause, whose places are known, the periods that it takes over."""
        if self.inside is not None and (clause.group != self.inside or clause.places):
            self.sentence, self.inside = self.head, None
        if ("来" in clause.text or "今" in clause.text) and all(t.value.edge == "now" for t in clause.of("period")):
            self._since_it(clause)
        pointed = "时" in clause.text[:6] and AT_THAT_TIME.match(clause.text) is not None
        if pointed and self.sentence is None and not clause.of("period"):
            told = self.paragraph
            self.sentence = self.head = told._replace(start=None, edge="by") if told and told.end else told
        clause.period_in, clause.last_period_in = self.sentence, self.paragraph or self.article
        clause.goal_period_in, clause.base_in = self.goal, self.base

    def _since_it(self, clause: Clause) -> None:
        """Let a span begin with the time of the event that the paragraph told: 去年9月发布…，计划实施以来，…."""
        if SINCE_IT.search(clause.text) is None:
            return
        before = clause.before_sentence
        named = [t.value for near in before.chain() for t in near.of("period")] if before is not None else []
        for told in (self.sentence, self.event, *named, self.paragraph):
            over = told is not None and told.end is not None and told.end <= clause.published_on
            if told is not None and over and told.edge == "" and told.grain in ("day", "month", "year"):
                self.sentence = self.head = told._replace(end=clause.published_on, edge="since")
                return

    def leave(self, clause: Clause) -> None:
        """Settle the periods that a clause names, and take them up."""
        for token in list(clause.of("period")):
            head = self.sentence or self.day or year_right_before(clause, token.value)
            value = settled(token, clause, head, self._near(clause, token.value), self.article)
            if value is not token.value:
                clause.tokens[clause.tokens.index(token)] = token._replace(value=value)
                clause.sort_tokens()
            self._take(clause, token, value)

    def _near(self, clause: Clause, value: Period) -> Period | None:
        """The time told before in the paragraph; of the sentence before the latest one is what 当年 points to."""
        near = self.day or self.paragraph or (self.event if value.leans else None)
        if not value.leans or near is None or self.latest is None or clause.sentence - self.latest[0] != 1:
            return near
        told = self.latest[1]
        return told if near.end is not None and told.end is not None and near.end < told.end else near

    def _take(self, clause: Clause, token: Token, value: Period) -> None:
        """Take up a period, if it says of when the text goes on to speak."""
        if value.edge == "same" and value.end is None:
            self.sentence = self.sentence or self.paragraph or self.article
            return
        if value.grain == "day" and value.edge == "" and value.explicit_year:
            self.day = self.event = value
        if value.edge == "same" or rolling(value, clause.published_on) or (value.grain == "day" and value.edge == ""):
            return
        if compared(clause, token) or of_the_first(clause, token, clause.of("amount", "rate", "count")):
            self.base = value  # 与2019年相比，产值由50亿元增长至88亿元
            return
        if FROM_THEN.match(clause.text[max(0, token.start - clause.start - 1) :]) or _in_passing(clause, token):
            return
        plan = value.grain == "plan" and value.edge == "" and self.sentence is not None
        if plan and len(clause.text) > token.end - token.start + PLAN_SLACK:
            return
        if (at_head(clause, token) and "年均" not in clause.text) or clause.previous is None:
            self.sentence = value
            if any(t.end <= token.start for t in clause.places) and clause.text[token.end - clause.start :].strip():
                self.inside = clause.group
            else:
                self.head, self.inside = value, None
        ahead = value.end is not None and value.end > clause.published_on
        if ahead:
            self.goal = value
        if value.end is not None and NEXT_TO_TOLD.match(clause.text, token.start - clause.start):
            return  # 可前一年产值才38亿元: an aside
        if value.grain == "month" and clause.of("sign"):
            self.event = value  # when something was signed
            return
        if _of_a_founding(clause, token):
            return
        in_passing = value.edge == "now" and token.end - token.start == 1  # 现有企业85家。去年的产值…
        if not ((ahead and clause.of("status")) or in_passing) or self.paragraph is None:
            self.paragraph = value
        if not ahead and value.explicit_year and value.end is not None:
            here = self.latest if self.latest is not None and self.latest[0] == clause.sentence else None
            if here is None or here[1].end is None or here[1].end < value.end:
                self.latest = clause.sentence, value
        if value.explicit_year and value.grain in CARRIED and not value.edge and not ahead and _is_a_heading(clause):
            self.heading = value
        opens = token.rule.endswith(" 前")  # 五年前，这里还是鱼塘: how a story opens, not when the rest of it is
        if value.edge in ("", "end") and value.grain in CARRIED and value.end is not None and not ahead and not opens:
            self.article = value


def goes_on_a_list(first: Clause) -> bool:
    """Whether a sentence is a short line with a figure below another such line: 市中区：84家, below 历下区：105家."""
    before = first.before_sentence
    if before is None or first.paragraph - before.paragraph != 1:
        return False
    lines = (first.sentence_text.strip(), before.sentence_text.strip().rpartition("\n")[2])
    if any(len(line) > LINE or "|" in line for line in lines) or lines[1][-1:] in FULL_STOPS:
        return False
    own, above = (list(last.chain()) for last in (first.last_of_sentence(), before))
    told = all(any(near.of("count", "amount") for near in line) for line in (own, above))
    return told and not any(near.of("period") for near in own)


def first_of_list(clause: Clause) -> Clause | None:
    """The last clause of the sentence with which the list begins whose line holds a clause; None outside a list."""
    *_, line = clause.chain()
    above = None
    for _ in range(REACH):
        if not goes_on_a_list(line) or line.before_sentence is None:
            break
        above = line.before_sentence
        *_, line = above.chain()
    return above


def goal_going_on(clause: Clause, figure: Token) -> Period | None:
    """The goal of the sentence before, on which one without a date goes on: 到2025年…。企业达到100家，平台20个."""
    goal = clause.goal_period_in
    if goal is None or goal.end is None or goal.end.year <= clause.published_on.year:
        return None
    told = clause.sentence_text[: figure.start - clause.sentence_start]
    if PRESENT.search(told) or not TO_REACH.search(told):
        return None
    if any(near.places and not near.of("count", "amount", "rate") for near in clause.chain()):
        return None  # 嘉定区产业向好，企业达到100家
    for near in clause.earlier_here():
        for token in near.of("period")[::-1]:
            if not compared(near, token):
                return goal if token.value.end == goal.end else None
        if near.of("amount", "rate", "count") and PRESENT.search(near.text):
            return None
    return None


def _is_a_heading(clause: Clause) -> bool:
    """Whether a clause stands in a short line of its own without a figure: 报表二：2009年."""
    line = clause.sentence_text.strip()
    if len(line) > HEADING or line[-1:] in ENDS or LABELLED.match(line):
        return False
    return not any(near.of("amount", "rate", "count") for near in clause.last_of_sentence().chain())


def _in_passing(clause: Clause, token: Token) -> bool:
    """Whether a date is of what came before or of a report: 继2020年突破1000亿元后, 据某报6月报道."""
    if clause.text.startswith("继", token.start - clause.start - 1) and token.start > clause.start:
        return "后" in clause.text
    if clause.of("amount", "rate", "count") or token.value.grain not in ("day", "month"):
        return False
    return REPORTED.match(clause.text, token.end - clause.start) is not None


def _of_a_founding(clause: Clause, token: Token) -> bool:
    """Whether a clause without figures tells when a park was begun, named or opened: 产业园2009年动工."""
    if clause.of("amount", "rate", "count"):
        return False
    before = FOUNDED_IN.search(clause.text[: token.start - clause.start])
    if before is not None or FOUNDED.match(clause.text, token.end - clause.start) is not None:
        return True
    behind = clause.next  # 2019年，产业园设立。
    if behind is None or behind.next is not None or clause.text[token.end - clause.start :].strip():
        return False
    return not behind.of("amount", "rate", "count") and FOUNDED.match(behind.text) is not None
