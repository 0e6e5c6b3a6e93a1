"""Hostile articles: every payload of payloads.yaml as an article and as spreadsheets' rows, and files of bad names."""

import csv
import json
from pathlib import Path

import yaml

CITIES = ("310114", "310115", "320500", "330100", "440300", "420100", "510100", "110108")
NAMES = ("嘉定区", "浦东新区", "苏州市", "杭州市", "深圳市", "武汉市", "成都市", "海淀区")
LONG = 1_000_000


def payloads() -> list[tuple[str, str]]:
    """(kind, payload) for each one."""
    listed = yaml.safe_load((Path(__file__).parent / "payloads.yaml").read_text("utf-8"))
    return [(kind, payload) for kind, texts in listed.items() for payload in texts]


def write(folder: Path) -> int:
    """The whole set into a folder; the number of articles."""
    folder.mkdir(parents=True, exist_ok=True)
    rows = [article(number, payload) for number, (_, payload) in enumerate(payloads())]
    rows += [million(f"line{number}", text) for number, text in enumerate(("产", "<b>", "甲,", "![](", "("))]
    lines = [json.dumps(row) for row in rows]  # ASCII, so that a lone surrogate can be written at all
    (folder / "hostile.jsonl").write_text("\n".join(lines), "ascii")
    for number, name in enumerate(
        ("..%2f..%2fetc%2fpasswd.txt", "=1+1.txt", "$(id);`id`.txt", "<img src=x onerror=alert(1)>.txt")
    ):
        told = article(100 + number, name)
        (folder / name).write_text(f"{told['title']}\n\n来源：样报 时间：2024-05-01 08:00\n\n{told['text']}\n", "utf-8")
    page = article(110, "<img src=http://hostile.invalid/p.gif onerror=window.ran=1>")
    (folder / "page.html").write_text(
        f"<html><head><title>{page['title']}</title><script>window.ran=1</script></head><body onload=window.ran=1>"
        f"<h1>{page['title']}</h1><p>2024-05-01 08:00 来源：样报</p><p>{page['text']}</p></body></html>",
        "utf-8",
    )
    sheet(folder)
    return len(rows) + 5


def article(number: int, payload: str) -> dict[str, str]:
    """One article whose figures are real and whose every other word is hostile; its title is the same."""
    name, year, value = NAMES[number % len(NAMES)], 2016 + number % 9, 100 + number
    text = (
        f"{payload}\n{year}年，{name}{payload}生物医药产业规模达到{value}亿元，"
        f"同比增长{number % 30 + 1}.5%。{payload}\n"
        f"“{payload}”大会上，{number + 2}个生物医药项目签约落户{name}，总投资{value + 5}亿元。"
        f"{payload}有限公司与{name}人民政府签署战略合作框架协议。\n"
        f"{name}现有{payload}生物医药企业{value}家，{payload}全国重点实验室{number % 5 + 1}家。\n"
    )
    return {
        "title": f"{payload}",
        "publisher": payload,
        "url": payload,
        "published_on": f"{year + 1}-02-{number % 28 + 1:02}",
        "text": text,
    }


def million(title: str, filler: str) -> dict[str, str]:
    """One line of a million characters, a figure in its middle."""
    half = filler * (LONG // 2 // len(filler))
    text = f"{half}2024年，嘉定区生物医药产业规模达到777亿元。{half}"
    return {"title": title, "publisher": "样报", "published_on": "2025-01-01", "text": text}


SHEETS = {
    "output_values": {"statistic": "output", "value_yuan": "12300000000", "qualifier": "exact", "status": "actual"},
    "growth_rates": {"statistic": "output", "rate": "0.123", "basis": "yoy", "qualifier": "over", "status": "actual"},
    "signings": {"signed_on": "2024-05-01", "kind": "projects", "project_count": "3", "count_qualifier": "exact",
                 "amount_yuan": "4500000000", "amount_qualifier": "over"},
    "entity_counts": {"kind": "companies", "value": "12", "qualifier": "exact", "change": "stock", "status": "actual"},
}  # fmt: skip


def sheet(folder: Path) -> None:
    """One CSV for each table: a row for each payload, which stands in every column that takes free text."""
    for table, fixed in SHEETS.items():
        rows = []
        for number, (_, payload) in enumerate(payloads()):
            shown = payload.encode("utf-8", "replace").decode().replace("\0", "")
            row = {"adcode": CITIES[number % len(CITIES)], "region": NAMES[number % len(NAMES)], "zone": shown}
            row |= {"industry_text": f"生物医药{shown}", "figure_as_printed": shown, "publisher": shown, "title": shown}
            row |= {"published_on": "2025-01-01"}
            row |= {"url": f"https://hostile.invalid/{shown}"} | fixed
            if table == "signings":
                row["event"] = shown
            else:
                first = "12-31" if table == "entity_counts" else "01-01"  # a stock is counted on one day
                row |= {"period_start": f"{2016 + number % 9}-{first}", "period_end": f"{2016 + number % 9}-12-31"}
            rows.append(row)
        with (folder / f"{table}.csv").open("w", encoding="utf-8-sig", newline="") as file:
            writer = csv.DictWriter(file, list(rows[0]))
            writer.writeheader()
            writer.writerows(rows)
