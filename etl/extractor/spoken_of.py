"""Which of the industries that a clause names the text goes on to speak of: not those in brackets or of a mere list."""

from etl.extractor.clauses import Clause, outside_brackets
from etl.extractor.searching import to_search
from etl.extractor.tokens import Token

# What an industry consists of, makes or is known for: its fields, products, certificates, firms.
_FIELDS = (
    r"(?:等|的|[一二三四五六七八九十\d]{1,3}|[大个条]|多|细分|重点|主要|优势|特色|产业|关键|核心|方面的?){0,5}"
    r"(?:领域|赛道|方向|环节|门类|品类|板块|格局|体系)"
)
IN_PASSING = to_search(
    r"(?:涵盖|覆盖|囊括|聚焦|专注|主攻|主打|细分为|产品(?:有|包括|主要|以))[^，,。；;]{1,60}"
    rf"|(?:在|围绕|瞄准|形成|构建|布局|深耕|包括|包含|涉及)[^，,。；;]{{2,40}}?{_FIELDS}(?=[^，,。；;（）]{{2}})"
    rf"|(?:形成|构建|布局|深耕|包括|包含|涉及)[^，,。；;]{{2,40}}?{_FIELDS}"
    r"|(?<![予可加得])以[^，,。；;]{2,40}?为(?:主|特色|代表|重点|核心|龙头|支撑|引领|主体)"
    r"|(?:获批|拥有|取得|获得|生产|研发)[^，,。；;]{0,30}?(?:注册证|批件|批文|文号|专项|产品|品种|新药|[\d一二两三四五六七八九十][余多]?[个项张件款类种])"
    r"|(?:集聚|汇聚|引进|吸引|培育|涌现)[^，,。；;\d]{2,40}(?:企业|公司)(?![^，,。；;、]{0,6}[\d一二三四五六七八九十百])"
)


def spoken_of(clause: Clause) -> list[Token]:
    """The industries of a clause of which the text behind it may go on to speak, in the order of the text.

    生物医药产业在创新药、医疗器械等领域形成特色，产值182亿元 is of 生物医药; so is …获批1类新药10个，产值….
    """
    named = outside_brackets(clause, clause.of("industry"))
    if not named or clause.after(named[-1].end, "amount", "rate") or not _names_another(clause, named):
        return named
    spans = [(clause.start + m.start(), clause.start + m.end()) for m in IN_PASSING.finditer(clause.text)]
    if not spans:
        return named
    spoken = [t for t in named if not any(start <= t.start and t.start < end for start, end in spans)]
    return spoken or ([] if _told_before(clause) else named)


def _names_another(clause: Clause, named: list[Token]) -> bool:
    """Whether its sentence names more than one industry up to a clause."""
    return len(named) > 1 or _told_before(clause)


def _told_before(clause: Clause) -> bool:
    return any(near is not clause and near.of("industry") for near in clause.group_chain())
