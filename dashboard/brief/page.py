"""Brief -> one HTML file that prints to one or two A4 pages: no script, nothing fetched, all foreign text escaped."""

from collections.abc import Sequence
from html import escape

from dashboard.brief import pictures
from dashboard.brief.parts import Brief, Cell, Note
from etl.exports.citations import build_day

WIDE, HALF, TALL = 680, 330, 150
STYLE = """
@page { size: A4; margin: 13mm 15mm 14mm;
  @bottom-left { content: var(--foot); font: 7.5pt "Noto Sans CJK SC", "PingFang SC", "Microsoft YaHei", sans-serif; color: #5e666b }
  @bottom-right { content: counter(page) " / " counter(pages); font: 7.5pt sans-serif; color: #5e666b } }
* { box-sizing: border-box }
html { color: #1d2429; background: #fff; -webkit-print-color-adjust: exact; print-color-adjust: exact;
  font: 9.2pt/1.5 "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", "Noto Sans SC", "Helvetica Neue", Arial, sans-serif }
body { margin: 0 auto; width: 680px }
h1, h2 { font-family: "Songti SC", SimSun, "Noto Serif CJK SC", "Noto Serif SC", Georgia, serif; margin: 0; line-height: 1.25 }
h1 { font-size: 21pt; font-weight: 700; margin: 9px 0 3px }
h2 { font-size: 10.8pt; font-weight: 600; margin: 0 0 6px }
header { border-top: 3px solid #0b5c7a; padding-top: 6px }
.top { display: flex; justify-content: space-between; font-size: 8pt; color: #5e666b }
.top b { color: #0b5c7a; font-weight: 600; letter-spacing: .04em }
.scope { color: #5e666b; font-size: 8.8pt; margin: 0 0 11px }
.tiles { display: grid; grid-template-columns: repeat(var(--n), 1fr); border: 1px solid #d9d4c7; margin-bottom: 11px }
.tiles div { padding: 7px 10px 8px; border-left: 1px solid #d9d4c7 } .tiles div:first-child { border-left: 0 }
.tiles span { display: block; font-size: 8pt; color: #5e666b; line-height: 1.35 }
.tiles b { display: block; font: 600 15pt/1.35 "Songti SC", SimSun, "Noto Serif CJK SC", "Noto Serif SC", Georgia, serif; color: #0b5c7a }
sup { font: 6.3pt sans-serif; color: #5e666b; vertical-align: 4px; line-height: 0; margin-left: 1px }
b sup { font-weight: 400; vertical-align: 9px }
.said { margin: 0 0 10px; padding-left: 15px } .said li { margin: 1px 0 }
.verdict { border-left: 4px solid var(--c); background: #f6f3ec; padding: 6px 11px; margin-bottom: 13px; font-size: 8.8pt }
.verdict b { color: var(--c); margin-right: 8px } .verdict span + span::before { content: "；" } :lang(en) .verdict span + span::before { content: "; " }
:lang(en) .tiles b { font-size: 13pt }
.two { display: grid; grid-template-columns: 330px 330px; gap: 20px; margin-bottom: 12px }
section { break-inside: avoid; margin-bottom: 12px } .two section { margin: 0 }
svg { display: block; max-width: 100%; font-family: inherit }
table { width: 100%; border-collapse: collapse; font-size: 8.6pt; font-variant-numeric: tabular-nums }
th { text-align: left; font-weight: 500; color: #5e666b; border-bottom: 1px solid #1d2429; padding: 2px 6px 3px 0 }
td { border-bottom: 1px solid #e2ddd0; padding: 3px 6px 3px 0 } td i { font-style: normal; color: #5e666b; font-size: 7.8pt; margin-left: 7px }
tr { break-inside: avoid }
.notes { columns: 2; column-gap: 20px; font-size: 7pt; line-height: 1.42; color: #3a4247; padding: 0; margin: 0; list-style: none }
.notes li { break-inside: avoid; margin: 0 0 3.5px; padding-left: 17px; position: relative; overflow-wrap: anywhere }
.notes li > span { position: absolute; left: 0; color: #0b5c7a } .notes b { font-weight: 600; color: #1d2429 }
.notes em { font-style: normal; color: #5e666b }
.rest { border-top: 1px solid #d9d4c7; margin-top: 10px; padding-top: 6px; font-size: 7.3pt; color: #5e666b; overflow-wrap: anywhere }
.rest p { margin: 0 0 3px }
@media screen { html { background: #ece8de } body { background: #fff; width: 794px; margin: 24px auto; padding: 49px 57px; box-shadow: 0 1px 8px #0002 } }
"""  # noqa: E501
COLOURS = {"comparable": "#3c7d4f", "reservation": "#a86f00", "not": "#b3402a"}


def html(brief: Brief) -> str:
    """The whole file."""
    words = brief.words
    day = build_day(brief.build)
    head = f"{words.say('product')} · {words.say('footer_build', date=day or brief.build)}"
    foot = head.replace("\\", "").replace('"', "")
    lang = "en" if words.lang == "en" else "zh-CN"
    dated = words.say("brief_dated", date=day or brief.build)
    parts = (
        f"""<header><div class="top"><b>{escape(words.say("product"))}</b><span>{escape(dated)}</span></div>
<h1>{escape(brief.title)}</h1><p class="scope">{escape(brief.scope)}</p></header>""",
        *(_tiles(brief), _findings(brief), _verdict(brief), _charts(brief), _table(brief), _signings(brief)),
        _notes(brief.notes, words.say("brief_notes")),
        f'<div class="rest"><p>{escape(words.say("brief_marks"))}</p><p>{escape(brief.citation)}</p></div>',
    )
    return f"""<!doctype html>
<html lang="{lang}" style='--foot: "{escape(foot)}"'><head><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width, initial-scale=1"><title>{escape(brief.title)}</title>
<style>{STYLE}</style></head><body>
{"".join(parts)}
</body></html>
"""


def raised(number: int) -> str:
    """A footnote's number in running text."""
    return f"<sup>{number}</sup>" if number else ""


def _tiles(brief: Brief) -> str:
    if not brief.tiles:
        return f"<p>{escape(brief.words.say('empty'))}</p>"
    each = "".join(
        f"<div><span>{escape(tile.label)}</span><b>{escape(tile.cell.text)}{raised(tile.cell.note)}</b>"
        f"<span>{escape(tile.cell.period)}</span></div>"
        for tile in brief.tiles
    )
    return f'<div class="tiles" style="--n:{len(brief.tiles)}">{each}</div>'


def _findings(brief: Brief) -> str:
    each = "".join(f"<li>{escape(text)}{raised(note)}</li>" for text, note in brief.findings)
    return f'<ul class="said">{each}</ul>' if each else ""


def _verdict(brief: Brief) -> str:
    if len(brief.ranking) < 2:
        return ""
    reasons = "".join(f"<span>{escape(reason)}</span>" for reason in brief.reasons[:5])
    return f'<div class="verdict" style="--c:{COLOURS[brief.level]}"><b>{escape(brief.verdict)}</b>{reasons}</div>'


def _charts(brief: Brief) -> str:
    words = brief.words
    drawn: list[tuple[str, str]] = []
    several = bool(brief.trend) + bool(brief.ranking) + bool(brief.growth) > 1
    width = HALF if several else WIDE
    if brief.ranking:
        title = words.say("brief_ranking", name=brief.measure)
        drawn.append((title, pictures.bars(brief.ranking, width, title, height=TALL if several else 0)))
    if brief.trend:
        title = words.say("brief_trend", name=brief.measure)
        height = max(150, min(190, 21 * len(brief.ranking)))
        drawn.append((title, pictures.lines(brief.trend, width, height, title, words.say("yi_yuan"))))
    if brief.growth and len(drawn) < 2:
        title = words.say("brief_growths")
        drawn.append((title, pictures.bars(brief.growth, width, title, height=TALL if several else 0)))
    sections = "".join(f"<section><h2>{escape(name)}</h2>{picture}</section>" for name, picture in drawn)
    return f'<div class="two">{sections}</div>' if len(drawn) > 1 else sections


def _signings(brief: Brief) -> str:
    if not brief.signings:
        return ""
    title = brief.words.say("brief_signings")
    return f"<section><h2>{escape(title)}</h2>{pictures.bars(brief.signings, WIDE, title, 96)}</section>"


def _table(brief: Brief) -> str:
    words = brief.words
    if not brief.table:
        return ""
    names = (words.say("column_region"), brief.measure, words.say("mode_growth"), words.code("companies"))
    header = "".join(f"<th>{escape(name)}</th>" for name in names)
    rows = "".join(
        f"<tr><td>{escape(name)}</td>{''.join(_cell(cell) for cell in cells)}</tr>" for name, *cells in brief.table
    )
    title = escape(words.say("brief_table"))
    return f"<section><h2>{title}</h2><table><thead><tr>{header}</tr></thead><tbody>{rows}</tbody></table></section>"


def _cell(cell: Cell) -> str:
    if not cell.text:
        return "<td>–</td>"
    return f"<td>{escape(cell.text)}{raised(cell.note)}<i>{escape(cell.period)}</i></td>"


def _notes(notes: Sequence[Note], title: str) -> str:
    if not notes:
        return ""
    each = "".join(
        f"<li><span>{note.number}</span>{escape(note.before)}<b>{escape(note.quote)}</b>{escape(note.after)}"
        f" <em>{escape(note.source)}</em></li>"
        for note in notes
    )
    return f'<h2>{escape(title)}</h2><ol class="notes">{each}</ol>'
