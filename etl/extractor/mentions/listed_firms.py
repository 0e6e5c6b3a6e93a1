"""Regions that are no more than the beginning of a firm's name in a list of firms: 上海某某生物、杭州某某医药等企业."""

import re

FULL_NAME = "省市区县州盟旗园城谷"  # with which no region's name ends that begins a firm's
REACH = 71  # characters within which 等 ends such a list
NAME = re.compile(
    r"(?!(?:生物医药|医药|医疗器械|中药材|中医药|中药|大健康)(?:产业)?(?:[、和及与等]|以及))"
    r"(?![的了已有与和在由是将把就也还]|现有|现已|集聚|聚集|汇聚|云集|引[进来育入]|招引|吸引|入驻|进驻|落户|签约|拥有|坐拥|培育|孵化|涌现|形成|诞生|走出|通过)"
    r"[\u4e00-\u9fff]{2,8}?(?=[、和及与]|以及|等)"
)
AND_OTHERS = re.compile(
    r"[^，,。；;\n]{0,60}?等(?:[\d一二两三四五六七八九十]{1,3}[多余]?家[^，,。；;、\n]{0,8}?(?:企业|公司|药企|械企)"
    r"|(?:在内)?的?(?:一[大]?批|多家|众多)?[^，,。；;、\n]{0,8}?(?:企业|公司|药企|械企|巨头|名企))"
)


def begins_listed_firm(text: str, end: int) -> bool:
    """Whether a region's name that ends at a position begins a firm's name in a list of firms."""
    if not end or text[end - 1] in FULL_NAME or text.find("等", end, end + REACH) < 0:
        return False
    name = NAME.match(text, end)
    return name is not None and AND_OTHERS.match(text, name.end()) is not None
