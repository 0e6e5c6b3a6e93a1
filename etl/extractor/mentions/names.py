"""Every name by which a text calls a place, in one automaton: text -> the names in it, longest first."""

import re
from collections import defaultdict
from functools import cache
from typing import NamedTuple

import ahocorasick_rs

from etl.extractor import lexicon
from etl.extractor.mentions import gazetteer
from etl.extractor.rules import automaton

SUFFIXES = "省市区县旗盟州"


class Name(NamedTuple):
    """What a string may be.

    `kind`: full (南山区), short (昆山), weak and word (short names that are also something else: region_words.yaml),
    zone (a park of the table), ending (产业园), back (本市), world, firm, trap. `codes` are those it may stand for,
    `preferred` those that it stands for if nothing beside it says otherwise.
    """

    kind: str
    codes: tuple[str, ...] = ()
    preferred: tuple[str, ...] = ()
    level: str | None = None


class Place(NamedTuple):
    """What a mention says of a region.

    `adcode` where it is settled, else None with the `candidates`; `level` of the region or, for 本市 and 全区, the one
    asked for; `zone` the park's name as the text says it. `role`: place (a region or a park by name), back (本市, 该区,
    全国, 园区), name (stands in an organisation's name and says nothing of a figure's region), world (全球).
    """

    adcode: str | None
    candidates: tuple[str, ...]
    level: str | None
    zone: str | None
    role: str


class Token(NamedTuple):
    """A name where it stands in a text."""

    start: int
    end: int
    name: Name


class Names(NamedTuple):
    """The automaton, the meaning of each of its patterns in its order, and the same by text."""

    automaton: ahocorasick_rs.AhoCorasick
    meanings: tuple[Name, ...]
    by_text: dict[str, Name]


class Words(NamedTuple):
    """Expressions made from the lexicon; each is applied to a short stretch only."""

    organisation_ending: re.Pattern[str]
    organisation_stop: re.Pattern[str]
    firm_not_before: tuple[str, ...]
    zone_stop: re.Pattern[str]
    zone_generic: re.Pattern[str]
    zone_back: frozenset[str]
    zone_endings: frozenset[str]
    signs: dict[str, str]
    joints: frozenset[str]


def _either(words: list[str]) -> str:
    return "|".join(sorted(map(re.escape, words), key=len, reverse=True))


@cache
def words() -> Words:
    """The lexicon's words as expressions."""
    organisations, regions = lexicon.words("organisations"), lexicon.words("region_words")
    return Words(
        re.compile(f"(?:{_either(organisations['endings'])})"),
        re.compile(f"(?:{_either(organisations['stops'])})"),
        tuple(organisations["firm_not_before"]),
        re.compile(
            f"(?:{_either(regions['zone_stops'])}|{regions['zone_stops_but']}|中(?!医|药|草药|成药|试)|(?<!国)家)"
        ),
        re.compile(f"(?:{_either(regions['zone_generic'])})+"),
        frozenset(regions["zone_back"]),
        frozenset(regions["zone_endings"]),
        dict(regions["signs"]),
        frozenset(lexicon.words("joints")["words"].split()),
    )


def _variants(region: gazetteer.Region) -> set[str]:
    """Short ways to say a region's name that its row doesn't give: 恩施州, 玉屏县, 浦东."""
    name, short = region.name, region.short_name
    found = {short}
    if name.endswith("新区") or name == "神农架林区":
        found = {name[:-2]}
    if "自治州" in name:
        found.add(short + "州")
    if "自治县" in name:
        found.add(short + "县")
    return {variant for variant in found if len(variant) > 1}


def _collect() -> tuple[dict[str, set[str]], dict[str, set[str]], dict[str, set[str]]]:
    """Full names, short names and old names, each with the codes that it may stand for."""
    full: dict[str, set[str]] = defaultdict(set)
    short: dict[str, set[str]] = defaultdict(set)
    old: dict[str, set[str]] = defaultdict(set)
    for code, region in gazetteer.regions().items():
        if region.level == "country" or region.status == "special":
            continue
        if region.status == "tianditu_code":  # no GB/T 2260 codes below 台湾, 香港 and 澳门: a figure carries theirs
            if len(region.name) > 2:
                full[region.name].add(region.province or code)
            continue
        full[region.name].add(code)
        for variant in _variants(region):
            (full if variant[-1] in "州县" and variant != region.short_name else short)[variant].add(code)
    for change in gazetteer.changes():
        name = change.old_name
        if name in full or len(name) < 2:
            continue
        old[name].add(change.adcode)
        bare = name[:-2] if name.endswith(("地区", "特区")) else name[:-1]
        if len(bare) > 1 and "自治" not in name and bare not in short and bare not in full:
            old[bare].add(change.adcode)
    return full, short, old


def _preferred(codes: set[str]) -> tuple[str, ...]:
    """Of namesakes the province, or the city if the others are its counties (湘潭) or districts (西安)."""
    known = gazetteer.regions()
    provinces = [code for code in codes if known[code].level == "province"]
    if provinces:
        return tuple(provinces)
    cities = [code for code in codes if known[code].level == "city"]
    districts = [code for code in codes if code not in cities and not known[code].name.endswith("区")]
    if len(cities) == 1 and all(gazetteer.is_within(code, cities[0]) for code in districts):
        return (cities[0],)
    return tuple(sorted(codes))


def _meanings() -> dict[str, Name]:
    known, regions = gazetteer.regions(), lexicon.words("region_words")
    table: dict[str, Name] = {}
    ordinary, weak = set(regions["words"]), set(regions["weak"])

    def put(text: str, kind: str, codes: set[str]) -> None:
        kind = "word" if text in ordinary else "weak" if text in weak else kind
        preferred = tuple(sorted(codes)) if kind == "weak" else _preferred(codes)
        table[text] = Name(kind, tuple(sorted(codes)), preferred, known[preferred[0]].level)

    full, short, old = _collect()
    for names, kind in ((old, "full"), (short, "short"), (full, "full")):
        for text, codes in names.items():
            shape = kind if kind == "short" or text[-1] in SUFFIXES or "自治" in text else "short"
            put(text, shape, codes | (set(table[text].codes) if text in table else set()))
    for text, code in regions["names"].items():
        put(text, "short", {code})
    for zone in gazetteer.zones():
        for text in (zone.name, *zone.aliases):
            if text not in table or table[text].level == "county":
                table[text] = Name("zone", (zone.adcode,), (zone.adcode,), known[zone.adcode].level)
    for text in ("中国",):
        table[text] = Name("full", (gazetteer.COUNTRY,), (gazetteer.COUNTRY,), "country")
    for level, texts in regions["back"].items():
        table.update(dict.fromkeys(texts, Name("back", level=level)))
    table.update(dict.fromkeys(regions["world"], Name("world")))
    for text in (*regions["zone_endings"], *regions["zone_back"]):
        table[text] = Name("ending")
    table.update(dict.fromkeys(lexicon.words("organisations")["firms"], Name("firm")))
    table.update(dict.fromkeys(regions["traps"], Name("trap")))
    return table


@cache
def zones_by_name() -> dict[str, gazetteer.Zone]:
    """The parks of the table by each of their names."""
    return {text: zone for zone in gazetteer.zones() for text in (*zone.aliases, zone.name)}


@cache
def names() -> Names:
    """All names, compiled at first use."""
    table = _meanings()
    return Names(automaton(list(table)), tuple(table.values()), table)
