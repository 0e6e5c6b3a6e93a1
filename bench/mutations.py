"""Bad input, made on purpose: mutations of articles, and texts of one pattern that grow without end."""

import random
from collections.abc import Callable

Mutation = Callable[[random.Random, str], str]

MARKS = "\u200e\u200f\u202a\u202e\u2066\u2069\u200b\u200d\ufeff\u00ad\u2028\u2029\x85"
CONTROLS = "".join(map(chr, [*range(0, 9), 11, 12, *range(14, 32), 127, 128, 159])) + "\ufffe\uffff"
SURROGATES = "\ud800\udbff\udc00\udfff"
SIGNS = "，。；：、！？,.;:!?()（）[]【】《》“”‘’「」—–-…·•●*#|\t\n\r\u3000 %％‰+±＋－~～/\\<>&"
DIGITS = "0123456789０１２３４５６７８９〇零一二三四五六七八九十百千万亿兆两廿壹贰叁．."
UNITS = "亿元 万元 亿美元 元 % ％ 个百分点 倍 家 个 款 件 人 名 项 年 月 日 季度 以上 余 多 左右".split()
WORDS = (
    "分别 分别为 其中 都是 均为 签约 签署 合计 累计 目前 同比增长 下降 年均 翻番 产值 规模 营业收入 增加值 利润 出口额 生物医药 医疗器械 "
    "嘉定区 上海市 全市 本市 全区 该县 我省 张江 苏州工业园区 2023年 去年 今年 前三季度 上半年 到2027年 “十四五” 近三年 力争 预计 超 近 约 突破 "
    "154.8亿元 383家 15.5% 18个项目 战略合作协议 规上企业 上市公司 专精特新 小巨人 从 由 至 增至 与 和 、 ， 。 ； 企业 项目 产业 比 较 占 "
    "千亿 百亿 数十家 6至8家 2000—3000家 第一 一家 一个 集团 股份 制药 大会 论坛 在 举行 公司 品牌 研究院"
).split()
HUGE = ("9" * 40, "9" * 400 + "亿元", "1" + "0" * 300 + "家", "1,000" * 60 + "万元", "0." + "3" * 200 + "%",
        "十" * 60 + "亿元", "万亿" * 40 + "元", "9" * 30 + "年", "99999年13月45日", "0年0月0日", "-9999999亿元", "100000000000000%",
        "增长99999999999倍", "1e400亿元", "٣٤٥亿元", "²³亿元", "Ⅻ家", "１２３４亿元", "九千九百九十九万亿亿元", "2147483648家", "签约99999999999个项目")  # fmt: skip


def _place(chance: random.Random, text: str) -> int:
    return chance.randrange(len(text) + 1)


def _stretch(chance: random.Random, text: str, most: int = 400) -> tuple[int, int]:
    start = _place(chance, text)
    return start, min(len(text), start + chance.randrange(1, most))


def _insert(text: str, position: int, what: str) -> str:
    return text[:position] + what + text[position:]


def cut(chance: random.Random, text: str) -> str:
    """A stretch is missing, or only one is left."""
    start, end = _stretch(chance, text)
    return text[:start] + text[end:] if chance.random() < 0.7 else text[start:end]


def splice(chance: random.Random, text: str) -> str:
    """A stretch stands somewhere else, perhaps again and again."""
    start, end = _stretch(chance, text)
    return _insert(text, _place(chance, text), text[start:end] * chance.choice((1, 1, 2, 5)))


def garble(chance: random.Random, text: str) -> str:
    """Every few characters another one."""
    rate = chance.choice((0.002, 0.02, 0.2))
    pool = chance.choice((SIGNS, DIGITS, CONTROLS, MARKS, SURROGATES, "".join(chr(n) for n in range(0x4E00, 0x4E80)) + "🧬𠮷é"))
    return "".join(chance.choice(pool) if chance.random() < rate else sign for sign in text)


def sprinkle(chance: random.Random, text: str) -> str:
    """Marks, control characters, halves of surrogate pairs or words dropped in."""
    for _ in range(chance.randrange(1, 30)):
        pool = chance.choice((MARKS, CONTROLS, SURROGATES, SIGNS, DIGITS, UNITS, WORDS))
        text = _insert(text, _place(chance, text), chance.choice(pool))
    return text


def digits(chance: random.Random, text: str) -> str:
    """Figures with other digits, or with the same one many times."""
    pool = chance.choice(("0123456789", DIGITS, "0", "9"))
    times = chance.choice((1, 1, 1, 3, 30))
    return "".join(chance.choice(pool) * times if sign.isdigit() and chance.random() < 0.5 else sign for sign in text)


def huge(chance: random.Random, text: str) -> str:
    """Figures and dates beyond all measure."""
    for _ in range(chance.randrange(1, 6)):
        text = _insert(text, _place(chance, text), chance.choice(HUGE))
    return text


def separators(chance: random.Random, text: str) -> str:
    """Every mark of one kind is another; or there is none left."""
    return text.translate({ord(sign): chance.choice((*SIGNS, "")) for sign in SIGNS if chance.random() < 0.4})


def nest(chance: random.Random, text: str) -> str:
    """Brackets within brackets, most of them open."""
    pair = chance.choice(("（）", "()", "[]", "【】", "“”", "《》", "<>"))
    deep = chance.choice((3, 30, 300))
    start, end = _stretch(chance, text)
    return text[:start] + pair[0] * deep + text[start:end] + pair[1] * chance.randrange(deep + 1) + text[end:]


def repeat(chance: random.Random, text: str) -> str:
    """A few words a hundred times over."""
    words = "".join(chance.choices((*WORDS, *UNITS), k=chance.randrange(1, 6)))
    return _insert(text, _place(chance, text), words * chance.choice((3, 30, 200)))


def soup(chance: random.Random, text: str) -> str:
    """A sentence of the lexicon's words in any order."""
    return _insert(text, _place(chance, text), "".join(chance.choices((*WORDS, *UNITS, *SIGNS), k=chance.randrange(5, 120))))


def swap(chance: random.Random, text: str) -> str:
    """Words of the lexicon in place of others."""
    for _ in range(chance.randrange(1, 12)):
        text = text.replace(chance.choice(WORDS), chance.choice(WORDS), chance.randrange(1, 4))
    return text


def one_line(chance: random.Random, text: str) -> str:
    """All of it in one line or in one sentence; or every character in its own."""
    if chance.random() < 0.1:
        return "\n".join(text)
    return "".join(text.split("\n")) if chance.random() < 0.5 else text.replace("\n", "，").replace("。", "，")


def table(chance: random.Random, text: str) -> str:
    """A table whose rows have as many cells as they like."""
    bar = chance.choice(("\t", "|", " | "))
    rows = []
    for _ in range(chance.randrange(2, 12)):
        cells = [chance.choice((*WORDS, *HUGE[:4], "产值（亿元）", "增速（%）", "企业（家）", "-", "", "1,234.5", "-12.3", "+8%", "---"))
                 for _ in range(chance.randrange(0, 7))]  # fmt: skip
        rows.append(bar.join(cells))
    return _insert(text, _place(chance, text), "\n" + "\n".join(rows) + "\n")


MUTATIONS: tuple[Mutation, ...] = (
    cut, splice, garble, sprinkle, digits, huge, separators, nest, repeat, soup, swap, one_line, table,
)  # fmt: skip


def mutated(chance: random.Random, text: str) -> str:
    """A text after one to four mutations."""
    for mutation in chance.choices(MUTATIONS, k=chance.randrange(1, 5)):
        text = mutation(chance, text)
    return text


# Repeated without end, whole or with a mark now and then: what backtracking and looking back dislike.
PATTERNS = (
    *("分别", "其中", "都是", "签约", "和", "、", "，", "。", "；", "的", "与", "（", "“", "《", " ", "\u3000", "\n", "\t", "|", "-", "1", "0", "9.", ",", "1,", "%"),
    *("一", "十", "百", "万亿", "年", "2023年", "1月", "日", "市", "区", "上海", "嘉定区", "张江", "生物医药", "产业", "企业", "集团", "项目", "医", "大学", "第", "约", "超", "从", "增长"),
    *("产值154.8亿元", "产值154.8亿元，", "产值154.8亿元。", "产值154.8亿元\n", "增长15.5%", "增长15.5%，", "383家", "383家，", "企业383家、", "1家和", "分别为1家、", "分别为1亿元和2亿元，"),
    *("嘉定区生物医药产业产值154.8亿元，增长15.5%，", "嘉定区生物医药产业产值154.8亿元，增长15.5%；", "嘉定区生物医药产值154.8亿元。\n", "2023年嘉定区", "嘉定区、", "嘉定、宝山、", "上海市嘉定区在"),
    *("签约18个项目，", "签约18个项目，总投资50亿元。", "与某某公司签署战略合作协议。", "A与B签约", "甲和乙签约、", "其中生物医药项目3个，", "力争到2027年", "预计"),
    *("某某集团、", "某某药业和", "公司", "中药、化药、", "中药和化药与", "生物医药和", "去年", "同比", "比上年", "近三年", "2020—2023年", "1月1日至", "A|B\n", "产值（亿元）\t1\n", "a\t1\n"),
    *("名称|产值（亿元）\n嘉定区|12.5\n", "名称|产值（亿元）\n嘉定区|12.5\n\n", "生物医药", "生 物 医 药 ", "１", "＄", "$1", "-1", "1-", "1至", "1~", "（1）", "“十四五”", "第1", "大会", "生物医药大会"),
    *("嘉定区某某大学", "全市", "本市", "该区", "高新区", "园区", "开发区某某", "某某园", "北京上海", "鼓楼区", "朝阳", "力争", "目前", "获批", "3个1类", "培育", "新增3家", "3家上市公司"),
    *("2019年到2023年", "从1亿元增至2亿元，", "由2019年的1亿元", "签约落户嘉定区的", "等3家", "药品生产企业3家", "营收超1亿元的3家，", "产值，", "生物医药，", "企业，", "1亿元，", "1%，", "3家，"),
    *("某", "某，", "某。", "某\n", "中国", "国家", "世界", "全球", "某某某某某某某某某某市", "a", "A1", "一二三", "一千零一", "百分之", "百分之一", "三成", "一倍", "翻一番", "亿美元", "1亿美元（约7亿元）"),
)  # fmt: skip


def grown(pattern: str, size: int) -> str:
    """A pattern over and over, `size` characters of it."""
    return (pattern * (size // len(pattern) + 1))[:size]
