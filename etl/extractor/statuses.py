"""Whether what a figure tells has happened, is an estimate, or is a target: the words around it and its dates."""

import re
from datetime import date

from etl.extractor.clauses import Clause
from etl.extractor.context import announced, foretold
from etl.extractor.searching import to_search
from etl.extractor.tokens import Token

IF = to_search(r"(?<![主只重需])要是|如果|假如|假使|倘若|若是|若能|若按")
OF_A_GOAL = re.compile(r"(?:以上|左右)?的(?:奋斗|发展|预期|总体|年度|规划|产值|宏伟|既定)?目标")  # 实现1000亿元的目标
BORNE = re.compile(r"^(?:并|也|还|将|可|预计|有望|有力|有效|进一步)*(?:支撑|带动|推动|助推|助力|拉动|促进|推高)")
# What a plan of that time named, told from later on: 定下的目标是：…, 给出的时间表是“三级跳”——….
GOAL_NAMED = to_search(
    r"(?:时间表|路线图|口号|目标|设想|构想|预想|盘算|调子|指标|蓝图|愿景|军令状|承诺|要求|任务|(?:[定立许划画][了下出]?|提出)的[^，,。；;\d]{0,5}?[数线愿话标]?)(?:就)?"
    r"(?:[，,]\s*(?:就?是|即|为)|(?:就?是|为)?(?:“[^”]{1,12}”)?(?:[:：]|——)|(?<=[标号表书图数线愿话求定的想算子])(?:就?是|为))"
    r"|(?:[喊提立定许给开画划][^。；;，,]{0,6}(?:时间表|路线图|口号|军令状)|放言|放话|扬言|夸下海口)[^。；;，,]{0,8}(?:[，,:：]|——)"
    r"|提出[，,:：]\s*(?:力争|确保)?(?:到|全年|当年|年底|20\d\d年|今年(?![\d一二三上前头以]))"
    r"|(?:目标|设想|规划)[^，,。；;\d]{0,6}?[是为][^，,。；;\d]{0,4}到[^，,。；;]{1,10}[，,]"
    r"|(?:规划|计划|方案|蓝图|纲要)[^。；;，,:：]{0,16}[，,:：]\s*(?:力争|确保)?到(?:19|20)\d\d年"
)
PLAN_ISSUED = re.compile(
    r"(?:出台|印发|发布|公布|推出|制定|提出|通过|审议)[^。]{0,40}(?:方案|计划|意见|纲要|措施|办法|要点)"
)
# 今年，全区将大力发展中医药产业，产值达到100亿元
WILL = re.compile(
    r"(?<![即把])将(?:会|再|继续|进一步|大力|全力|着力|加快|加大|发力|重点|聚焦|围绕|推动|推进|实施|打造|建设|新建|扩大|发展|开展)"
)
STARTING = re.compile(r"(?:[由从]|自(?!己|我))[^到至]*$")
# 那份文件里写着，到2015年…: what a paper or a promise of that time said
PROMISED = to_search(
    r"(?:文件|规划|方案|计划|蓝图|意见|纲要|决定|报告|目标|大饼)[^，,。；;]{0,8}(?:写着|写道|写明|写到|写的是|提出|明确|要求|定下|定的|里[写说]|描绘|约定|设定|确定|画着)"
    r"|(?:定下|定的|立下|许下|画[下了]?|描绘|喊出|提出)[^，,。；;]{0,8}(?:目标|大饼|蓝图|愿景|军令状|口号)|目标[是为：:]?$"
)
# 预计实现产值90亿元，实现利润8亿元
RESUMED = re.compile(r"(?:并|且|同时|全年|年|可)*(?:实现|完成)")
ALREADY = re.compile(r"已|达到了|做到了|完成了|实际")


def is_supposed(clause: Clause) -> bool:
    """Whether a sentence says up to a clause what would be if: 要是全部建成，容得下60家企业."""
    text = clause.sentence_text
    if not ("如果" in text or "假" in text or "若" in text or "要是" in text) or IF.search(text) is None:
        return False
    return any(IF.search(near.text) for near in clause.group_chain())


def status_of(clause: Clause, figure: Token, end: date, published_on: date) -> str:
    """actual, estimate or target (GUIDE: a goal word makes a target, a forecast word an estimate up to this year)."""
    if OF_A_GOAL.match(clause.text, figure.end - clause.start):
        return "target"
    words = clause.before(figure.start, "status")
    values = [t.value for t in words]
    since = clause.period_in is not None and clause.period_in.edge == "since"
    if values and set(values) == {"done"} and not since and not ALREADY.search(clause.text):
        values = announced(clause) or _borne(clause) or _resumed(clause) or values
    if not values and (end >= date(published_on.year, 1, 1) or not clause.of("period")):
        values = foretold(clause) or _borne(clause)
    if not values and figure.kind in ("rate", "amount"):
        values = _of_its_level(clause)
    if not {"target", "estimate"} & set(values) and (_of_a_named_goal(clause, figure) or _promised(clause, figure)):
        values = ["target"]
    will = bool(words) and clause.text.startswith("将", words[-1].start - clause.start)
    if values[-1:] == ["estimate"] and will and end <= published_on and _planned(clause):
        values = ["target"]
    reached = values[-1:] == ["done"] and end <= published_on and ALREADY.search(clause.text)
    if "target" in values and not reached:
        return "target"
    if "estimate" in values:
        return "target" if end.year > published_on.year else "estimate"
    if end.year > published_on.year:
        return "target"
    if "done" not in values and end > published_on and end.year == published_on.year:
        for earlier in clause.chain():
            if earlier is not clause and any(t.value == "target" for t in earlier.of("status")):
                return "target"
        if any(earlier is not clause and WILL.search(earlier.text) for earlier in clause.group_chain()):
            return "estimate"
        if PLAN_ISSUED.search(clause.sentence_text[: clause.start - clause.sentence_start]):
            return "target"
    below = clause.frame.estimated_below and figure.kind in ("amount", "rate") and end.year >= published_on.year - 1
    return "estimate" if below and not ALREADY.search(clause.text) else "actual"


def _of_a_named_goal(clause: Clause, figure: Token) -> bool:
    """Whether the words before a clause in its part of the sentence name a goal that it spells out."""
    frame = clause.frame
    if frame.names_goal is None:
        frame.names_goal = GOAL_NAMED.search(frame.text) is not None
    if not frame.names_goal:
        return False
    told = clause.sentence_text[: figure.start - clause.sentence_start]
    if not GOAL_NAMED.search(told) or STARTING.search(clause.text[: figure.start - clause.start]):
        return False
    group = list(clause.group_chain())
    if any(ALREADY.search(near.text) for near in group):
        return False
    return GOAL_NAMED.search(told, group[-1].start - clause.sentence_start) is not None


def _promised(clause: Clause, figure: Token) -> bool:
    """Whether a sentence tells what was to be by a date: 当时定下的目标，“十三五”末销售要超过50亿元."""
    if ALREADY.search(clause.text):
        return False
    by = None
    for near in clause.chain():
        if by is None and (named := near.before(figure.start, "period")):
            by = named[-1].value
            if by.edge not in ("by", "end") or by.grain not in ("year", "plan"):
                return False
        if by is not None and near is not clause and PROMISED.search(near.text):
            return True
    return False


def _borne(clause: Clause) -> list[str]:
    """The status words of what a clause is to follow from: 项目预计新增产值17亿元，支撑全市营收实现85亿元."""
    for near in clause.group_chain():
        told = [t.value for t in near.of("status") if t.value != "done"]
        if told:
            return told
        if not BORNE.search(near.text):
            break
    return []


def _of_its_level(clause: Clause) -> list[str]:
    """The status words of the levels right before: 产值预计为160亿元，增长8%; 预计完成产值360亿元，增加值100亿元."""
    for near in clause.group_chain():
        if near is clause:
            continue
        levels = near.of("amount")
        if not levels or (near.next is not None and near.next.of("period")):
            return []
        if told := near.before(levels[-1].start, "status"):
            return [t.value for t in told if t.value != "done"] or _resumed(near)
    return []


def _resumed(clause: Clause) -> list[str]:
    """The status words of the levels before that a clause goes on from: 预计实现产值90亿元，实现利润8亿元."""
    for near in clause.group_chain():
        if near is not clause and (told := [t.value for t in near.of("status") if t.value != "done"]):
            return told if near.of("amount") else []
        if near.of("period") or near.places or not RESUMED.match(near.text) or ALREADY.search(near.text):
            break
    return []


def _planned(clause: Clause) -> bool:
    """Whether a clause without a figure before says by what plan something will be: 按计划，到2023年将突破200亿元."""
    for near in clause.group_chain():
        if near is clause:
            continue
        if near.of("amount", "rate", "count"):
            return False
        if any(t.value == "target" for t in near.of("status")):
            return True
    return False
