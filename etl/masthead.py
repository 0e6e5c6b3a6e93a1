"""What stands above an article: its title, when and by whom it was published, and where the body begins."""

import re
from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple

from etl import datelines, furniture

_MOST_LINES = 60  # above which a page's own lines don't reach
_DAY = re.compile(r"(?:19|20)\d{2}\s?(?:年|[-/.])\s?\d{1,2}\s?(?:月|[-/.])\s?\d{1,2}(?!\d|月)\s?日?")
_DATE_LABEL = re.compile("(?:" + "|".join(furniture.words("date_labels")) + r")\s?[】\]]?\s?[:：]\s?")
_TITLE_LABEL = re.compile("(?:" + "|".join(furniture.words("title_labels")) + r")\s?[:：]\s*(\S.{4,80})")
_PUBLISHER_LABEL = re.compile(
    r"(?:" + "|".join(furniture.words("publisher_labels")) + r")\s?[】\]]?\s?[:：]\s?"
    r"([^\s|丨｜/，。,;；:：()（）【】\[\]]{2,20}?)(?=时间|作者|记者|编辑|责编|发布|日期|浏览|字号|字体|原创|转载|阅读|点击|[\s|丨｜/，。,;；:：()（）【】\[\]]|$)"
)
_SITE = re.compile(
    r"[^\s，。,;；:：]{2,18}?(?:" + "|".join(sorted(furniture.words("site_closers"), key=len, reverse=True)) + ")"
)
_TOKEN = re.compile(r"[\s|丨｜/／>＞»→]+")
_NOBODIES = frozenset(furniture.words("nobodies"))
_LABELLED = re.compile(
    r"^(?:记者|作者|编辑|责编|通讯员|数据编辑|文/|图/|浏览|阅读|点击|评论|分享|第.{1,4}版|首页)|[:：]"
)
# An office that its site's authority must name: 市工信局, 园区科, 县融媒体中心, 协会统计部.
_OFFICE = re.compile(r"(?:[市区县州省]|本[市区县])\S{1,10}|(?:本?[协学商]会)?\S{1,4}[科室处股站部]")
_LISTED = re.compile(r"^(?:[-*·•]\s|\|)")
# What a page prints behind a title, a counter or its buttons: 举行4热推荐, 签约 评论(0), 开工 收藏 分享.
# Titles of their own end so too: 好书推荐, 获500点赞, TOP10推荐, 全民阅读2023; hence what must stand before.
_TAIL_WORD = f"(?:{'|'.join(sorted(furniture.words('title_tails'), key=len, reverse=True))})"
_COUNT = r"(?!(?:19|20)\d\d(?!\d))\d{1,6}"
_GAP = r"[\s|丨｜]+"
_TAIL = re.compile(
    rf"(?<![A-Za-z\s|丨｜{''.join(furniture.words('before_counts'))}])(?:(?<=[一-鿿”》』」！？!?)）]){_COUNT}{_TAIL_WORD}"
    rf"|{_GAP}{_COUNT}\s?[条次人]?\s?{_TAIL_WORD}|{_GAP}{_TAIL_WORD}\s?[:：(（]?\s?{_COUNT}\s?[)）]?"
    rf"|(?:{_GAP}{_TAIL_WORD}){{2,}})\s*$"
)
_FEWEST_TITLE_WORDS = 6  # what is left must still be a title
_LONGEST_TITLE = 500  # a longer line is none, and not searched


class Masthead(NamedTuple):
    """What the lines above a body say, and the number of the body's first line."""

    title: str | None
    publisher: str | None
    published_on: date | None
    start: int


def read(lines: Sequence[str], known_title: str | None = None) -> Masthead:
    """The masthead of a page's lines (stripped, none empty)."""
    first = next((n for n, line in enumerate(lines[:_MOST_LINES]) if _is_body(line)), None)
    end = min(len(lines), 12) if first is None else first
    meta = [n for n in range(end) if furniture.is_meta(lines[n]) or furniture.is_end(lines[n])]
    if first is not None:
        end, meta = _past_a_notice(lines, end, meta)
    if first is None and meta and meta[-1] > 8:
        meta = [n for n in meta if n <= 8]
    title_at = _title(lines, end, meta, known_title)
    start = max([title_at + 1 if title_at is not None else 0, *(n + 1 for n in meta)])
    head = lines[: max(start, end if first is not None else start)]
    title = lines[title_at].lstrip("# ") if title_at is not None else None
    return Masthead(
        _labelled_title(head) or title, _publisher(lines, head, meta), published_on(lines[n] for n in meta), start
    )


def published_on(lines: Iterable[str]) -> date | None:
    """The date that a page's time lines give: a labelled one (发布时间:) before one with an hour before any other."""
    best: tuple[int, date] | None = None
    for line in lines:
        if furniture.is_clock(line):
            continue
        label = _DATE_LABEL.search(line)
        found = datelines.days(line[label.end() :][:30]) if label else []
        rank = 3 if found and label and label[0].startswith(("发", "时")) else 2
        if not found:
            found, rank = datelines.days(line), 1
        if found and (best is None or rank > best[0]):
            best = rank, found[0]
    return best[1] if best else None


def publisher_in(line: str) -> str | None:
    """Whom a line names as the source (来源:…), unless that names nobody."""
    for match in _PUBLISHER_LABEL.finditer(line):
        if match[1] not in _NOBODIES:
            return match[1]
    return None


def without_tail(title: str) -> str:
    """A title without the counters and buttons that its page glues to its end."""
    if len(title) > _LONGEST_TITLE:
        return title
    while (tail := _TAIL.search(title)) and furniture.has_words(title[: tail.start()]) >= _FEWEST_TITLE_WORDS:
        title = title[: tail.start()]
    return title


def _is_body(line: str) -> bool:
    """Whether a line is the text's own: prose that is no notice, credit or row of links."""
    return furniture.is_prose(line) and not furniture.is_meta(line) and not furniture.is_end(line)


def _past_a_notice(lines: Sequence[str], end: int, meta: list[int]) -> tuple[int, list[int]]:
    """Where the body begins if one short sentence (a notice, a summary) stands above the page's time line."""
    if len(lines[end]) > 80 or any(_DAY.search(lines[n]) and not furniture.is_clock(lines[n]) for n in meta):
        return end, meta
    for n in range(end + 1, min(end + 8, len(lines))):
        if _is_body(lines[n]) and len(lines[n]) > 80:
            return end, meta
        if furniture.is_meta(lines[n]) and _DAY.search(lines[n]) and n + 1 < len(lines):
            following = next((k for k in range(n + 1, len(lines)) if _is_body(lines[k])), None)
            if following is None:
                return end, meta
            return following, meta + [k for k in range(end, following) if furniture.is_meta(lines[k])]
    return end, meta


def _title(lines: Sequence[str], end: int, meta: list[int], known: str | None) -> int | None:
    """The number of the title's line among the first ones, or None."""
    if known:
        wanted = _bare(without_tail(known))
        same = [
            n
            for n in range(min(len(lines), max(end + 3, 6)))
            if (bare := _bare(without_tail(lines[n]))) and bare in (wanted, wanted[: len(bare)]) and len(bare) > 5
        ]
        if same:
            return same[-1]
    among = [n for n in range(end) if n not in set(meta) and _may_be_title(lines[n])]
    if not among:
        return None
    crumbs = [lines[n] for n in meta]
    time_lines = [n for n in meta if _DAY.search(lines[n])] or meta

    def score(n: int) -> float:
        line = lines[n]
        near = min((abs(n - m) for m in time_lines), default=3)
        points = max(0, 4 - near) + (2 if len(line) >= 10 else 0) + (3 if line.startswith("# ") else 0)
        points += 3 if any(line in crumb for crumb in crumbs) or lines[:end].count(line) > 1 else 0
        site = _SITE.fullmatch(line) and (len(line) <= 8 or any(line in crumb for crumb in crumbs))
        points -= (6 if site else 0) + (4 if furniture.is_numbered(line) else 0)
        return points - (3 if line.endswith("。") else 0)

    best = max(among, key=lambda n: (score(n), -n))
    if not meta and furniture.is_numbered(lines[best]):
        return None
    again = [n for n in range(best + 1, end) if lines[n] == lines[best]]  # printed in the path and over the text
    return again[-1] if again else best


def _may_be_title(line: str) -> bool:
    return (
        4 <= len(line) <= 90
        and not furniture.is_row(line)
        and not furniture.is_drop(line)
        and not furniture.is_heading(line)
        and not _LISTED.match(line)
        and line[-1] not in "；;：:，,、"
    )


def _bare(line: str) -> str:
    return re.sub(r"[\W_]+", "", line)


def _labelled_title(head: Sequence[str]) -> str | None:
    for line in head:
        match = _TITLE_LABEL.search(line)
        if match and furniture.is_meta(line):
            return re.split(r"\s{2,}|\t| \| |\s\S{2,6}[:：]", match[1])[0].strip()
    return None


def _site(head: Sequence[str]) -> str | None:
    """The site's name above everything: 某某市人民政府."""
    for line in head[:3]:
        name = _TOKEN.split(line)[0]
        if 3 <= len(name) <= 15 and _SITE.fullmatch(name) and not furniture.is_heading(name):
            return name
    return None


def _publisher(lines: Sequence[str], head: Sequence[str], meta: list[int]) -> str | None:
    """来源: above the text, else a site's name beside the date or above everything, else 来源: below the text."""
    for line in head:
        found = publisher_in(line)
        if found:
            return _site(head) or found if _OFFICE.fullmatch(found) else found
    timed = [lines[n] for n in meta if _DAY.search(lines[n])]
    for line in timed:
        for token in _TOKEN.split(_DAY.sub(" ", line)):
            if (
                3 <= len(token) <= 15
                and not _LABELLED.search(token)
                and _SITE.fullmatch(token)
                and token not in _NOBODIES
            ):
                return token
    site = _site(head)
    if site:
        return site
    for line in lines[len(head) :]:
        if len(line) <= 60 and line.lstrip("(（【").startswith(("来源", "本文来源", "稿源", "文章来源")):
            found = publisher_in(line)
            if found:
                return found
    return None
