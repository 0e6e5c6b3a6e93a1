"""Bytes -> text: UTF-8, UTF-16, GB18030 (so GBK, GB2312) and Big5, with a byte order mark or without."""

import codecs
import re

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_GUESSES = ("gb18030", "big5hkscs", "utf-16-le", "utf-16-be")
# Names that pages declare, read by the larger set that holds them.
_ALIASES = {"gb2312": "gb18030", "gbk": "gb18030", "gb_2312-80": "gb18030", "x-gbk": "gb18030", "big5": "big5hkscs"}
_DECLARED = re.compile(
    rb"""<(?:meta|\?xml)[^>]{0,200}?(?:charset|encoding)\s{0,3}=\s{0,3}["']?\s{0,3}([A-Za-z0-9_-]{3,20})""", re.I
)
# The commonest characters of Chinese news in either script: the right reading of bytes is the one full of them.
_COMMON = frozenset(
    "的一是在了和有大中上为國国年業业產产新市区區发發医醫药藥生物人企个個不以工到地会會元亿億家项項目司动動高科技创創"
    "经經济濟增长長达達超将將全部最多时時成出能方行来來日月与與及等对對力进進学學公开開品省设設投资資健康重点點这這后後他我们們说說，。、：“”"
)
_SAMPLE = 20_000
_CONTROL = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_MOST_LOST = 0.005  # the share of unreadable characters that a damaged text may have


def decode(data: bytes, declared: bool = False) -> str | None:
    """The text that the bytes hold, or None if they hold none; `declared` heeds the charset that a page names."""
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return _readable(_tolerant(data[len(mark) :], encoding))
    wide = data[:_SAMPLE].count(0) > len(data[:_SAMPLE]) * 0.01
    if not wide:
        try:
            return _readable(data.decode("utf-8"))
        except UnicodeDecodeError:
            pass
        named = _named(data) if declared else None
        text = _readable(_tolerant(data, named)) if named else None
        if text is not None and _share(text) > 0.03:
            return text
        text = _readable(_tolerant(data, "utf-8"))
        if text is not None:
            return text
    return _guessed(data, _GUESSES[2:] if wide else _GUESSES)


def _named(data: bytes) -> str | None:
    match = _DECLARED.search(data[:4096])
    if not match:
        return None
    name = match[1].decode("ascii").lower()
    try:
        return codecs.lookup(_ALIASES.get(name, name)).name if name not in ("utf-16", "unicode") else None
    except LookupError:
        return None


def _tolerant(data: bytes, encoding: str) -> str | None:
    """The text in that encoding, if all but very little of it can be read."""
    try:
        text = data.decode(encoding, errors="replace")
    except (LookupError, UnicodeError, ValueError):
        return None
    return text.replace("\ufffd", "") if text.count("\ufffd") <= len(text) * _MOST_LOST + 1 else None


def _guessed(data: bytes, encodings: tuple[str, ...]) -> str | None:
    texts = [text for encoding in encodings if (text := _readable(_tolerant(data, encoding))) is not None]
    best = max(texts, key=_share, default=None)
    return best if best is not None and _share(best) >= 0.08 else None


def _share(text: str) -> float:
    """How much of a text's beginning, its plain ASCII apart, is made of the commonest characters."""
    wide = [sign for sign in text[:_SAMPLE] if sign > "\x7f"]
    return sum(sign in _COMMON for sign in wide) / len(wide) if wide else 1.0


def _readable(text: str | None) -> str | None:
    """The text, unless controls say that it is none."""
    if text is None or len(_CONTROL.findall(text[:_SAMPLE])) > min(len(text), _SAMPLE) * 0.01:
        return None
    return text
