"""What copying and typing did to a text, undone: pinyin, invisible signs, entities, full width, script."""

import functools
import html
import re
import unicodedata
from collections.abc import Callable

_TONED = "āáǎàēéěèīíǐìōóǒòūúǔùüǖǘǚǜńňǹḿêếềɡ"
_HAN = "㐀-䶿一-鿿豈-﫿𠀀-𱍏"
# A syllable in brackets behind a character, as some sites print into copied pages: 億(yì), 網（wǎng）.
_PINYIN = re.compile(rf"(?<=[{_HAN}])[(（]([a-z{_TONED}\u0300-\u030c]{{1,8}})[)）]")
_TONE = re.compile(rf"[{_TONED}\u0300-\u030c]")
_PLAIN_SYLLABLE = re.compile(r"(?:[bpmfdtnlgkhjqxrzcsyw]|[zcs]h)?(?:[aeiouv]|[aeiou]{2,3}|[aeiou]{1,2}ng?|er)")

# A space that sets figures and Latin words apart from the characters beside them: 企业 1200 余家, 1 类新药.
_BESIDE = f"{_HAN}“”‘’、，。：；（）《》"
_SET_APART = re.compile(rf"(?<=[{_BESIDE}]) (?=[0-9A-Za-z])|(?<=[0-9A-Za-z%+]) (?=[{_BESIDE}])")

# A full stop as Latin print has it, behind a character that is no number of a heading: 增长15.5%. 规上企业98家.
_STOP = re.compile(rf"(?<=[{_HAN}%”）)])(?<![一二三四五六七八九十])\.(?=\s|$|[{_HAN}“])", re.MULTILINE)

# Breaks of lines by other names, then signs that print nothing: controls, zero widths, joiners, bidirectional marks,
# tags, private use, lone surrogates.
_BREAK = re.compile(r"\r\n?|[\x0b\x0c\x85\u2028\u2029]")
_UNPRINTED = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b-\u200f"
    "\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff\ufff9-\ufffc\ud800-\udfff\ue000-\uf8ff\U000e0000-\U000e0fff]"
)
_SPACE = re.compile("[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]")
_UNUSUAL = re.compile(f"{_BREAK.pattern}|{_UNPRINTED.pattern}|{_SPACE.pattern}")
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z]{2,8}\d{0,2});")

# Forms that mean the plain character: digits, letters, % and arithmetic signs in full width (not , : ; ! ? and
# brackets, which Chinese print has in full width), radicals and compatibility characters that PDFs give.
_FOLDED = (
    *range(0xFF10, 0xFF1A),
    *range(0xFF21, 0xFF3B),
    *range(0xFF41, 0xFF5B),
    *(ord(sign) for sign in "＂＃＄％＆＇＊＋－．／＜＝＞＠［＼］＿｜￥"),
    *range(0x2E80, 0x2FE0),
    *range(0xF900, 0xFB00),
)
_FOLDS = {chr(code): unicodedata.normalize("NFKC", chr(code)) for code in _FOLDED}
_FOLDS = {form: plain for form, plain in _FOLDS.items() if len(plain) == 1 and form != plain}
_FORM = re.compile(f"[{''.join(map(re.escape, _FOLDS))}]")

# The commonest characters that only traditional print has; a page in that script has one in every third sentence.
_TRADITIONAL = re.compile(
    "[億產業醫藥區發萬國園際學會實長開關於與個為從對時將這來進過還點們種類現報導電動機構項簽約總額協議戰"
    "場經濟濱漢廣東來臺灣龍頭強術轉創備檢測驗證標準獲臨練線紅綠網絡聯據歷應設計劃資產銷費減較達運營務號級專]"
)


def clean(text: str) -> str:
    """A decoded text as it was meant: plain lines, no invisible signs, no inserted pinyin, simplified script."""
    if "&" in text and ";" in text:
        text = _ENTITY.sub(_character, text)
    text = printed(text)
    if _FORM.search(text):
        text = _FORM.sub(_folded, text)
    text = without_pinyin(text)
    return simplified(text)


def printed(text: str) -> str:
    """A text without the signs that print nothing: one of them turns the figures around it, another can't be stored."""
    if _UNUSUAL.search(text):
        text = _SPACE.sub(" ", _UNPRINTED.sub("", _BREAK.sub("\n", text)))
    return text


def _character(match: re.Match[str]) -> str:
    return html.unescape(match[0])


def _folded(match: re.Match[str]) -> str:
    return _FOLDS[match[0]]


def without_pinyin(text: str) -> str:
    """The text without syllables in brackets behind characters; toneless ones go only where toned ones are common."""
    if not _TONE.search(text):
        return text
    toned = sum(1 for match in _PINYIN.finditer(text) if _TONE.search(match[1]))
    if not toned:
        return text
    garbled_throughout = toned >= 3

    def keep(match: re.Match[str]) -> str:
        if _TONE.search(match[1]) or (garbled_throughout and _PLAIN_SYLLABLE.fullmatch(match[1])):
            return ""
        return match[0]

    return _PINYIN.sub(keep, text)


def unspaced(text: str) -> str:
    """The text without the spaces that set figures and Latin words apart from characters; other spaces stay."""
    return _SET_APART.sub("", text) if " " in text else text


def full_stops(text: str) -> str:
    """The text with Chinese full stops where Latin ones end its sentences; as long as before."""
    return _STOP.sub("。", text) if "." in text else text


def is_traditional(text: str) -> bool:
    """Whether a text is written in traditional script: a name or two in it does not make it so."""
    found = len(_TRADITIONAL.findall(text))
    return found >= 3 and found * 100 >= len(text.strip())


def simplified(text: str) -> str:
    """A text in traditional script, in simplified; any other as it is."""
    return _converter()(text) if is_traditional(text) else text


@functools.cache
def _converter() -> Callable[[str], str]:
    from opencc import OpenCC  # here, so that a build without traditional pages never loads it

    convert: Callable[[str], str] = OpenCC("t2s").convert
    return convert
