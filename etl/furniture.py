"""What a line of a page is: prose, a row, an entry, or furniture (navigation, credits, lists of other articles).

The words are in etl/extractor/lexicon/page_furniture.yaml; here is only how they combine with a line's shape.
"""

import re
from collections.abc import Iterable

from etl.extractor import lexicon

_WORDS: dict[str, str | list[str]] = lexicon.words("page_furniture")

_DECOR = r"[\s【】\[\]《》「」『』()（）<>＜＞〈〉·•●■◆▪▶►▼▲★☆※|丨｜:：\-—_=+*#~、.…→»>/]"
_TIME = r"\d{1,2}[:：]\d{2}(?:[:：]\d{2})?"
_DAY = r"(?:19|20)\d{2}\s?(?:年|[-/.])\s?\d{1,2}\s?(?:月|[-/.])\s?\d{1,2}(?!\d|\s?月)"


def words(category: str) -> list[str]:
    """The words of one category of the lexicon."""
    found = _WORDS[category]
    return " ".join(found).split() if isinstance(found, list) else found.split()


def _any(items: Iterable[str]) -> str:
    """An expression for any of some words, the longest first; a colon stands for either form of it."""
    longest_first = sorted(set(items), key=lambda item: (-len(item), item))
    return (
        "(?:" + "|".join(re.escape(item).replace(":", "[:：]").replace(r"\(", "[(（]") for item in longest_first) + ")"
    )


_HEADING = re.compile(
    rf"{_DECOR}{{0,6}}(?:{_any(words('headings'))}|{_any(words('heading_openers'))}[的\s·]?"
    rf"{_any(words('heading_closers'))}){_DECOR}{{0,6}}(?:更多|MORE|More|more|换一换)?{_DECOR}{{0,6}}"
)
# Such a title with the headlines behind it in its own line: 热门推荐：甲 | 乙.
_HEADED_LIST = re.compile(
    rf"{_DECOR}{{0,4}}(?:相关|热门|热点|推荐|猜你|延伸|往期|更多|同类|精彩)[的\s·]?{_any(words('heading_closers'))}\s?[:：]\s?\S"
)
_WEAK_HEADING = re.compile(
    rf"{_DECOR}{{0,4}}[^\s，。,;；:：\d]{{0,6}}{_any(words('weak_heading_closers'))}{_DECOR}{{0,4}}"
)
_CREDIT = re.compile(
    rf"[\s(（【\[]{{0,4}}本?文?(?:{_any(words('credits'))}\s?[】\]]?\s?[:：/丨|｜]|"
    r"(?:图片|照片|图|摄影|视频|题图|配图)\s?(?:来源|由|均|提供|/|:|：)|数据来源\s?[:：])"
)
# 记者：三年之后会怎样？ is said in an interview.
_ASKED = re.compile(r"^(?:本报|本网)?记者\s?[:：].{5,}[？?。！!][”\"]?$")
_BARE_CREDIT = re.compile(rf"[\s(（【\[]{{0,4}}{_any(words('bare_credits'))}\s[^，,：:。]{{1,34}}")
_END = re.compile(rf"{_DECOR}{{0,4}}{_any(words('ends'))}")
_SHORT_END = re.compile(rf"[\s(（【\[·|]{{0,4}}(?:本文)?{_any(words('short_ends'))}")
_LINK_ROW = re.compile(r"[^，。,;；:：\d]{2,10}(?:\s?[|丨｜]\s?[^，。,;；:：\d]{2,12}){1,9}")
_ANYWHERE = re.compile(_any(words("anywhere")))
_ANYWHERE_SHORT = re.compile(_any(words("anywhere_short")))
_DROP = re.compile(
    rf"{_DECOR}{{0,4}}(?:{_any(words('drops'))}{_DECOR}{{0,4}}){{1,6}}|[\d\s]{{1,40}}(?:下一页|尾页|末页)?[\s>]{{0,4}}|{_DECOR}{{1,80}}|第?\s?\d{{1,4}}\s?(?:页|/\s?\d{{1,4}})"
)
_PAGES = re.compile(
    r"[\[(]?\s?(?:1|首页|上一页|共\s?\d{1,3}\s?页)[\s\d\[\]()|…]{0,60}(?:下一页|尾页|末页|全文)[\s>]{0,4}|第\s?\d{1,3}\s?页.{0,20}共\s?\d{1,3}\s?页.{0,20}"
)
_CRUMB = re.compile(
    rf"[^，。,;；]{{0,16}}(?:{_any(word for word in words('crumbs') if word != '首页')}\s?[:：是]?|"
    r"首页\s?[|丨｜>＞»→/\-—\s])"
)
_CHAIN = re.compile(r"[^，。,;；:：>＞»→]{1,14}\s?(?:(?:>>|>|＞|»|→|›)\s?[^，。,;；:：>＞»→›]{1,14}){1,6}")
_LABEL = re.compile(rf"[\s【\[(（]{{0,4}}{_any(words('labels'))}\s?[】\])）]?\s?[:：]")
_PATH = re.compile(r"[^，。,;；:：\d/\-|]{2,9}(?:\s[/\-|·]\s[^，。,;；:：\d/\-|]{2,9}){1,5}")
_TIMED = re.compile(
    rf"{_DAY}\s?日?\s*(?:星期.|周.)?\s*{_TIME}|^\W{{0,4}}{_DAY}|{_DAY}\s?日?\W{{0,4}}$"
    rf"|^\d{{1,2}}([./])\d{{1,2}}\1(?:19|20)\d\d\s+{_TIME}"  # the day first
)
# An entry of a list of articles: the hour of its publication, then its headline.
_TIMED_ENTRY = re.compile(
    rf"[\s\-*·•>\[【(（]{{0,4}}{_DAY}\s?日?\s+{_TIME}[\s\]】)）|:：]{{1,4}}(?=\S{{8}})(?![^|]{{0,6}}(?:来源|作者|编辑|字号|浏览|阅读|点击))"
)
_SPOKEN_AT = re.compile(r"[—-]{1,4}.{0,40}在.{2,40}(?:会议|大会|全会)上?")  # below the title of a report
_RELATIVE = re.compile(
    r"(?:\d{1,3}\s?(?:个月|天|小时|分钟|周|年)前|昨天|前天|刚刚)\s*(?:[(（]|\d{1,2}[:：]|$)|浏览|阅读\s?\d|点击\s?\d"
)
_TOOLS = re.compile(
    r"[\s【】\[\](（)）|丨｜:：T+\-A·\d]{0,12}(?:(?:字号|字体|大|中|小|打印|打印本页|收藏|我要纠错|纠错|分享|评论|关闭|关闭窗口|听新闻|\+|默认|超大|特大)[\s【】\[\](（)）|丨｜:：T+\-A·\d]{1,8}){2,10}"
)
_CLOCK = re.compile(r"(?:今天|今日|现在)(?:是|时间)?\s?[:：]?\s?(?:(?:19|20)\d{2}|星期)")
_LINK_WORD = re.compile(_any(words("link_words")) + "(?![证人商量数社])")  # 注册, but not 注册证 of a table
_SPLIT = re.compile(r"[\s|丨｜/／>＞»→·•]+")
_OF_A_TABLE = re.compile(r"[%％]|同比|累计|增[长速幅]|亿元|万元|产值|营收|指标")  # heads of columns, no links
_PUNCTUATED = re.compile(r"[，。,;；:：！？!?“”]")
_NUMBERED = re.compile(
    r"\s*(?:[一二三四五六七八九十]{1,3}[、.是]|[(（][一二三四五六七八九十\d]{1,3}[)）]|\d{1,2}[、.．)）]|第[一二三四五六七八九十]{1,3}|[①-⑳●■◆▪▶►★☆◎○])"
)
_INLINE_END = re.compile(
    r"(?<=[。！？!?”\"）)])[\s(（【\[]{0,4}(?:责任编辑|责编|本文编辑|版权声明|免责声明|相关阅读|相关新闻|相关文章|推荐阅读|延伸阅读|热点推荐|猜你喜欢|上一篇|"
    r"下一篇|分享到|转载请注明|凡注有|凡本网)\s?[:：】\]）)]"
    r"|(?<=[。！？!?”\"）)])\s+(?:相关(?:阅读|新闻|文章|推荐|链接|报道)|猜你喜欢|热门推荐|热点推荐|推荐阅读|延伸阅读|为您推荐|上一篇|下一篇)\s"
)
_HAN = re.compile("[一-鿿]")
_HAN_OR_WORD = re.compile(r"\w")


def is_prose(line: str) -> bool:
    """Whether a line reads as part of a told text: it holds a full stop or is long."""
    return "。" in line or len(line) >= 60 or (len(line) >= 12 and line[-1] in "；;：:")


def is_row(line: str) -> bool:
    """Whether a line is a table's row: cells between tabs or bars."""
    return "\t" in line or " | " in line


def is_numbered(line: str) -> bool:
    """Whether a line opens with a number or a mark of a list within a text: 一、 (二) 3. ①."""
    return _NUMBERED.match(line) is not None


def is_heading(line: str) -> bool:
    """Whether a line is nothing but the title of a list of other articles, of comments, of links."""
    return len(line) <= 24 and _HEADING.fullmatch(line) is not None


def is_weak_heading(line: str) -> bool:
    """Whether a short line may be such a title, if lines like headlines follow."""
    return len(line) <= 12 and (_WEAK_HEADING.fullmatch(line) is not None or not _PUNCTUATED.search(line))


def is_headline(line: str) -> bool:
    """Whether a line has the shape of another article's headline: no full stop, no cells, neither short nor long."""
    return 8 <= len(line) <= 70 and "。" not in line and line[-1] not in "；;：:，," and not is_row(line)


def is_row_of_headlines(line: str) -> bool:
    """Whether a line holds several headlines between bars and no figures in cells of their own."""
    pieces = line.split(" | ")
    if len(pieces) < 2 or "。" in line or "\t" in line:
        return False
    lengths = [len(_HAN.findall(piece)) for piece in pieces]
    return min(lengths) >= 4 and sum(length >= 8 for length in lengths) >= 2


def is_drop(line: str) -> bool:
    """Whether a line says nothing wherever it stands: 图片, (资料图), 1 2 3 下一页, a rule of dashes."""
    return len(line) <= 80 and (_DROP.fullmatch(line) is not None or _PAGES.fullmatch(line) is not None)


def is_end(line: str) -> bool:
    """Whether a line belongs to what follows an article: credits, notices, sharing, older and newer, contacts."""
    if len(line) <= 90 and _CREDIT.match(line) and "。" not in line[:-1] and not _ASKED.search(line):
        return True
    if len(line) <= 400 and (_END.match(line) or _ANYWHERE.search(line)):
        return True
    if "。" in line or len(line) > 90:
        return False
    if _TIMED_ENTRY.match(line) or _HEADED_LIST.match(line):
        return True
    if len(line) > 60:
        return False
    if _BARE_CREDIT.fullmatch(line) or (len(line) <= 40 and _SHORT_END.match(line)) or _is_link_row(line):
        return True
    return _ANYWHERE_SHORT.search(line) is not None and not is_row(line)


def _is_link_row(line: str) -> bool:
    return _LINK_ROW.fullmatch(line) is not None and _LINK_WORD.search(line) is not None


def is_meta(line: str) -> bool:
    """Whether a line is the page's own above an article: where, when, by whom, tools, navigation."""
    if len(line) > 200 or "。" in line or _SPOKEN_AT.match(line) or _ASKED.search(line):
        return False
    if (
        _LABEL.match(line)
        or _CRUMB.match(line)
        or _CHAIN.fullmatch(line)
        or (_PATH.fullmatch(line) and not _OF_A_TABLE.search(line))
        or _TOOLS.fullmatch(line)
    ):
        return True
    if len(line) <= 120 and (_TIMED.search(line) or _CLOCK.search(line)):
        return True
    return (len(line) <= 60 and _RELATIVE.search(line) is not None) or is_navigation(line)


def is_clock(line: str) -> bool:
    """Whether a line tells the reader's own day, as some pages do: 今天是2024年11月20日 星期三."""
    return _CLOCK.search(line) is not None


def is_navigation(line: str) -> bool:
    """Whether a line is a row of short links: 首页|要闻|产业|园区."""
    if _PUNCTUATED.search(line) or _OF_A_TABLE.search(line):
        return False
    pieces = [piece for piece in _SPLIT.split(line) if piece]
    return len(pieces) >= 4 and max(map(len, pieces)) <= 8 and not any(sign.isdigit() for sign in line)


def inline_end(line: str) -> int | None:
    """Where, inside a long line, credits or notices follow the last sentence."""
    match = _INLINE_END.search(line)
    return match.start() if match else None


def has_words(text: str) -> int:
    """How many letters, digits and characters a text has, up to 40."""
    return sum(1 for _, _ in zip(_HAN_OR_WORD.finditer(text), range(40), strict=False))
