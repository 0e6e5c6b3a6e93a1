"""The two tables that no article brings: regions (data/regions.csv, region_changes.csv), industries (the lexicon)."""

import csv
import re
from functools import cache
from pathlib import Path
from typing import NamedTuple

from etl.errors import NothingPublished
from etl.extractor import industries
from etl.paths import REGION_CHANGES_CSV, REGIONS_CSV

COUNTRY = "100000"


class Region(NamedTuple):
    """One row of the table regions without its pinyin; what each field means is written in schema.sql."""

    adcode: str
    name: str
    short_name: str
    full_name: str
    level: str
    parent: str | None
    province: str | None
    city: str | None
    lon: float | None
    lat: float | None
    map_adcode: str | None
    status: str


@cache
def regions(path: Path = REGIONS_CSV, changes: Path = REGION_CHANGES_CSV) -> dict[str, Region]:
    """Every region by its code: the country, the gazetteer's, and the old codes that have gone since."""
    rows = _read(path)
    known = {COUNTRY: Region(COUNTRY, "中国", "全国", "中国", "country", None, None, None, None, None, None, "current")}
    by_code = {row["adcode"]: row for row in rows}
    for row in sorted(rows, key=lambda row: row["adcode"]):
        known[row["adcode"]] = _region(row, by_code)
    for row in _read(changes):
        if row["old_adcode"] not in by_code:  # of several changes of one code the last says what it was
            known[row["old_adcode"]] = _superseded(row, known)
    return dict(sorted(known.items()))


@cache
def region_rows() -> list[dict[str, object]]:
    """The table regions, pinyin included."""
    return [{**region._asdict(), "pinyin": _pinyin(region)} for region in regions().values()]


def industry_rows() -> list[dict[str, object]]:
    """The table industries, a parent before its children."""
    return [{**row._asdict(), "ordinal": ordinal} for ordinal, row in enumerate(industries.tree())]


def _read(path: Path) -> list[dict[str, str]]:
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            return list(csv.DictReader(file))
    except OSError as error:
        raise NothingPublished(f"{path}: the gazetteer is missing ({error.strerror}). Restore it from git.") from error


def _region(row: dict[str, str], by_code: dict[str, dict[str, str]]) -> Region:
    chain = [row]
    while chain[-1]["parent"] in by_code:
        chain.append(by_code[chain[-1]["parent"]])
    city = next((above["adcode"] for above in chain if above["level"] == "city"), None)
    return Region(
        row["adcode"],
        row["name"],
        row["short_name"],
        "".join(above["name"] for above in reversed(chain)),
        row["level"],
        row["parent"] or COUNTRY,
        chain[-1]["adcode"],
        city,
        float(row["lon"]) if row["lon"] else None,
        float(row["lat"]) if row["lat"] else None,
        row["map_adcode"] or None,
        row["status"],
    )


def _superseded(row: dict[str, str], known: dict[str, Region]) -> Region:
    """A region that is gone: its level and what held it are read off its code, as far as that still stands."""
    code, name = row["old_adcode"], row["old_name"]
    level = "province" if code.endswith("0000") else "city" if code.endswith("00") else "county"
    province, city = known.get(code[:2] + "0000"), known.get(code[:4] + "00") if level == "county" else None
    holder = city or province
    return Region(
        code,
        name,
        re.sub(r"(?<=..)(地区|市|区|县)$", "", name),
        (holder.full_name if holder else "") + name,
        level,
        holder.adcode if holder else COUNTRY,
        province.adcode if province else None,
        city.adcode if city else code if level == "city" else None,
        None,
        None,
        None,
        "superseded",
    )


def _pinyin(region: Region) -> str:
    """The short name's syllables in one word and their initials; the whole name settles how a character is read."""
    from pypinyin import Style, pinyin

    syllables = [reading[0] for reading in pinyin(region.name, style=Style.NORMAL, errors="ignore")]
    whole = region.name.startswith(region.short_name) and len(syllables) == len(region.name)
    if not whole:
        syllables = [reading[0] for reading in pinyin(region.short_name, style=Style.NORMAL, errors="ignore")]
    chosen = [syllable.replace("ü", "v") for syllable in syllables[: len(region.short_name)]]
    return f"{''.join(chosen)} {''.join(syllable[0] for syllable in chosen)}".strip()
