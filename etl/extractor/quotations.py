"""What a firm says of itself: sentences of 我们, and quotations beside its person or behind a paragraph on it."""

import re

from etl.extractor.clauses import Clause

WE = re.compile(r"我们|我司|我公司|我厂|我院")
SPEAKER = re.compile(
    r"董事长|总经理|总裁|创始人|CEO|厂长|首席|(?:企业|公司)[^，,。；;]{0,8}(?:负责人|代表|经理|总监|说|表示)"
)
PERSON_OF_A_FIRM = re.compile(
    r"(?:药业|制药|[藏苗蒙]药|医药|生物|医疗|集团|股份|科技|公司|企业|药企|药厂|工厂|厂里|厂)(?![^，,。；;、“”]{0,6}?(?:管委会|管理办|党工委|局|协会|商会|园区?|城|谷|港|产业|行业|领域|集群|基地|专班))的?[^，,。；;、“”]{0,4}(?:办公室主任|主任|经理|总监|总裁|董事长|厂长|负责人|老板|掌柜|创始人|销售员)"
)
FIRM_IN_FULL = re.compile(r"(?:有限|股份|集团)公司")


def said_by_a_firm(clause: Clause) -> bool:
    """Whether a sentence speaks of 我们, or quotes, and the words beside it say that a firm's head told it."""
    if _quoted_of_a_firm(clause):
        return True
    if not WE.search(clause.sentence_text):
        return False
    behind = clause.last_of_sentence().next_sentence
    near = (clause.last_of_sentence().text, behind.text if behind is not None else "")
    return any(SPEAKER.search(text) for text in near)


def _quoted_of_a_firm(clause: Clause) -> bool:
    """Whether a clause that names neither a region nor an industry is quoted beside a firm's person."""
    if clause.places or clause.of("industry"):
        return False
    quote = _opening_quote(clause)
    if quote is None:
        return False
    text, at = clause.sentence_text, clause.start - clause.sentence_start
    head = quote.sentence_text[: quote.sentence_text.rfind("“", 0, at + 1 if quote is clause else None)]
    before = quote.before_sentence
    behind = clause.last_of_sentence().next_sentence
    said = behind.sentence_text if behind is not None and text.endswith("”") else ""
    told = ""
    if before is not None and before.paragraph == quote.paragraph:
        told = before.sentence_text
    elif before is not None and not head.strip() and FIRM_IN_FULL.search(_paragraph_of(before)):
        return True  # a paragraph of its own behind one on a firm
    return any(PERSON_OF_A_FIRM.search(words) for words in (told, head, text[at:], said))


def _opening_quote(clause: Clause) -> Clause | None:
    """A clause of the sentence in which the quotation begins that a clause stands in."""
    text = clause.sentence_text[: clause.start - clause.sentence_start + 1]
    near: Clause | None = clause
    while near is not None:
        if text.rfind("“") > text.rfind("”"):
            return near
        if "”" in text or near.before_sentence is None or near.before_sentence.paragraph != clause.paragraph:
            return None
        near = near.before_sentence
        text = near.sentence_text
    return None


def _paragraph_of(clause: Clause) -> str:
    """The text of a clause's paragraph up to the end of its sentence."""
    told = {clause.sentence: clause.sentence_text}
    for near in clause.earlier_here():
        told.setdefault(near.sentence, near.sentence_text)
    return "".join(reversed(told.values()))
