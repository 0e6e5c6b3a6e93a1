"""Made-up figures for tests of the pages on rival claims: six cities over five years, a district, rivals, targets."""

import csv
from pathlib import Path

COLUMNS = (
    "adcode", "region", "zone", "industry_text", "statistic", "value_yuan", "figure_as_printed", "qualifier", "status",
    "period_start", "period_end", "publisher", "title", "published_on", "url",
)  # fmt: skip
CITIES = {"320100": 1000, "320500": 1400, "330100": 900, "340100": 600, "420100": 1200, "510100": 1300}
DISTRICT = "320104"  # 秦淮区, in 南京
NAMES = {"320100": "南京市", "320500": "苏州市", "330100": "杭州市", "340100": "合肥市", "420100": "武汉市",
         "510100": "成都市", DISTRICT: "秦淮区"}  # fmt: skip
YEARS = range(2019, 2024)


def level(adcode: str, year: int, yi: float, **more: str) -> dict[str, str]:
    """One figure in 亿元 of a full year, as a spreadsheet's row; `more` replaces any column."""
    row = {
        "adcode": adcode,
        "region": NAMES[adcode],
        "zone": "",
        "industry_text": "生物医药",
        "statistic": "scale",
        "value_yuan": f"{yi * 100_000_000:.0f}",
        "figure_as_printed": f"{yi:g}亿元",
        "qualifier": "exact",
        "status": "actual",
        "period_start": f"{year}-01-01",
        "period_end": f"{year}-12-31",
        "publisher": "人民网",
        "title": f"{adcode} {year} 年的产业",
        "published_on": f"{year + 1}-02-01",
        "url": f"https://example.com/{adcode}/{year}",
    }
    return row | more


def rows() -> list[dict[str, str]]:
    """All rows: levels that grow at different paces, so that ranks change."""
    found = [
        level(adcode, year, round(start * (1 + 0.04 * place) ** (year - 2019), 1))
        for place, (adcode, start) in enumerate(CITIES.items())
        for year in YEARS
    ]
    hostile = "<img src=x onerror=alert(1)> **bold** [link](https://evil.example)"
    found += [
        level(DISTRICT, 2023, 300),
        level("320100", 2023, 1300, publisher=hostile, url="https://example.com/rival", title=hostile),
        level("320100", 2024, 1500, status="target", url="https://example.com/target"),
        level("320500", 2023, 1500, zone="苏州工业园区", url="https://example.com/park"),
        level("340100", 2023, 480, period_end="2023-09-30", url="https://example.com/part"),
        level("330100", 2023, 700, statistic="output", url="https://example.com/output"),
    ]
    return found


def write(folder: Path) -> Path:
    """The rows as a CSV that `etl build` reads, in a new folder."""
    folder.mkdir()
    with (folder / "output_values.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, COLUMNS)
        writer.writeheader()
        writer.writerows(rows())
    growth = [
        {**level(adcode, 2023, 0), "rate": f"{0.04 * place + 0.05:.2f}", "figure_as_printed": f"{4 * place + 5}%"}
        | {"basis": "yoy", "url": f"https://example.com/growth/{adcode}"}
        for place, adcode in enumerate(CITIES)
    ]
    columns = [name for name in COLUMNS if name != "value_yuan"] + ["rate", "basis"]
    with (folder / "growth_rates.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, columns, extrasaction="ignore")
        writer.writeheader()
        writer.writerows(growth)
    return folder
