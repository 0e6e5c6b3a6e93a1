"""A body -> clauses: a clause ends at a comma or a stronger mark; a sentence without a figure is one clause."""

import re
from bisect import bisect_left
from datetime import date

from etl.extractor import tokens
from etl.extractor.article_subject import main_industry_of
from etl.extractor.clauses import Clause, Frame, Place
from etl.extractor.mentions import industries
from etl.extractor.mentions.industries import LIFE_SCIENCE
from etl.extractor.tokens import FIGURES, Sentence, Token

CLAUSE = re.compile(
    r"(?:[；;：。！？!?\n…]|，(?!下同)|(?<!\d):|:(?!\d)|(?<!\d),(?!下同)|,(?!\d{3}(?!\d)|下同)|——|[（(](?=其中))+"
)
MARKS = re.compile(r"[；;：。！？!?\n，…:,—（(]+")  # with which a clause may end
PLAIN = frozenset("；;：。！？!?\n…")  # … and does, whatever stands around it
FIGURE_SLACK = 4  # characters beside a figure that still leave it alone before a dash
LONGEST = 400  # characters after which a clause is cut (the longest seen has 256)


def split(
    title: str | None, content: str, published_on: date, publisher: str | None = None
) -> tuple[list[Clause], Place | None]:
    """The clauses of a body in the order of the text, without their context, and the place that it is about."""
    found = tokens.find(title, content, published_on, publisher)
    main = main_industry_of(title, found.tokens)
    titled = title is not None and (LIFE_SCIENCE.search(title) is not None or bool(industries.find(title)))
    starts = [token.start for token in found.tokens]
    clauses: list[Clause] = []
    last: Clause | None = None
    index = paragraph = 0
    for number, sentence in enumerate(found.sentences):
        first = index
        index = bisect_left(starts, sentence.end, index)
        paragraph += sentence.opens
        frame = Frame(number, paragraph, sentence.start, content[sentence.start : sentence.end], last)
        frame.published_on, frame.main_industry, frame.named_in_title = published_on, main, titled
        if sentence.live:
            own = _clauses(content, sentence, found.tokens[first:index], frame)
        else:
            own = [Clause(sentence.start, sentence.end, frame.text, 0, found.tokens[first:index], frame)]
        if last is not None and own:
            last.next_sentence = own[0]
        clauses += own
        last = own[-1] if own else last
    return clauses, Place(found.home, found.zone) if found.home else None


def _clauses(content: str, sentence: Sentence, held: list[Token], frame: Frame) -> list[Clause]:
    """The clauses of a sentence with its tokens handed out among them."""
    found: list[Clause] = []
    group = index = 0
    cursor = sentence.start
    count = len(held)
    for stop, end, sign in _marks(content, sentence):
        last = index
        while last < count and held[last].start < stop:
            last += 1
        if sign == "——" and _is_figure(held[index:last], cursor, stop):
            continue
        if stop > cursor:
            clause = Clause(cursor, stop, content[cursor:stop], group, held[index:last], frame)
            if found:
                clause.previous = found[-1]
                found[-1].next = clause
            found.append(clause)
        index = last
        cursor = end
        while index < count and held[index].start < cursor:
            index += 1
        group += "；" in sign or ";" in sign
    return found


def _marks(content: str, sentence: Sentence) -> list[tuple[int, int, str]]:
    """Where clauses end: start, end and text of each mark; no text where a sentence ends or a clause is too long."""
    found: list[tuple[int, int, str]] = []
    cursor = sentence.start
    for run in MARKS.finditer(content, sentence.start, sentence.end):
        start, last = run.span()
        while start < last:
            end = start + 1
            if last > end or not _ends_always(content, start):
                mark = CLAUSE.match(content, start, sentence.end)
                if mark is None:
                    start += 1
                    continue
                end = mark.end()
            while start - cursor > LONGEST:
                cursor += LONGEST
                found.append((cursor, cursor, ""))
            found.append((start, end, content[start:end]))
            cursor = start = end
    while sentence.end - cursor > LONGEST:
        cursor += LONGEST
        found.append((cursor, cursor, ""))
    found.append((sentence.end, sentence.end, ""))
    return found


def _ends_always(content: str, position: int) -> bool:
    """Whether a mark that stands alone ends a clause, whatever stands around it."""
    return content[position] in PLAIN or (content[position] == "，" and not content.startswith("下同", position + 1))


def _is_figure(held: list[Token], start: int, end: int) -> bool:
    """Whether a stretch is a figure and hardly more, as in a list of figures: 68个——全年签约项目数."""
    figures = [t for t in held if t.kind in FIGURES]
    return len(figures) == 1 and (end - start) - (figures[0].end - figures[0].start) <= FIGURE_SLACK
