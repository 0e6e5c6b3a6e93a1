"""Small things drawn as HTML: the verdict, small multiples, the coverage matrix, sentences, lists of claims.

Every text goes through escape() here, whether it comes from an article or not; nothing else makes HTML of these pages.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from html import escape

import pandas as pd

from dashboard import comparability
from dashboard.charts import Look, names, periods, told
from dashboard.comparison import Comparison, facts_of
from dashboard.labels import Words, as_text

Address = Callable[[str], str]
MOST_YEARS = 16
SHOWN_REASONS = 4
MARKS = {"full": "●", "part": "◐", "growth": "↗", "conflict": "≠", "target": "◇", "none": ""}


def style(look: Look) -> str:
    """The rules for what this module makes, in one mode's colours."""
    warn, bad = ("#e6b34a", "#f08543") if look.dark else ("#9a6a00", "#b94700")
    shade = {
        "full": look.accent,
        "part": "#2f5c6c" if look.dark else "#a9cbd6",
        "growth": "#2a3d45" if look.dark else "#dbe9ee",
        "conflict": bad,
        "target": "transparent",
        "none": f"repeating-linear-gradient(135deg, {look.none} 0 2px, transparent 2px 6px)",
    }
    inks = {"full": look.paper, "conflict": look.paper}
    states = "".join(
        f".m-{name} {{background: {colour}; color: {inks.get(name, look.ink)}}}\n" for name, colour in shade.items()
    )
    return f"""<style>
:root {{--ink: {look.ink}; --muted: {look.muted}; --line: {look.grid}; --accent: {look.accent}; --paper: {look.paper};
  --warn: {warn}; --bad: {bad}}}
{states}
.verdict a, .list a, .facts a, .chain a {{color: var(--accent); text-underline-offset: .15em}}
.verdict {{border-left: 4px solid var(--accent); padding: .1rem 0 .1rem .9rem}}
.verdict.reservation {{border-color: var(--warn)}} .verdict.not {{border-color: var(--bad)}}
.verdict > p {{margin: 0 0 .35rem; font-size: 1.02rem}} .verdict strong {{font-size: 1.2rem; margin-right: .6rem}}
.verdict.not strong {{color: var(--bad)}} .verdict.reservation strong {{color: var(--warn)}}
.verdict li {{padding: .16rem 0; line-height: 1.5; overflow-wrap: anywhere}}
.verdict .tag {{display: inline-block; min-width: 3.2em; font-size: .8rem; color: var(--warn); font-weight: 600}}
.verdict .tag.not {{color: var(--bad)}}
.verdict small {{color: var(--muted); font-size: .86rem}} .verdict a {{font-size: .86rem}}
.verdict summary {{cursor: pointer; color: var(--muted); font-size: .9rem; padding: .2rem 0}}
.multiples {{display: grid; grid-template-columns: repeat(auto-fill, minmax(11.5rem, 1fr)); gap: 1.1rem 1.4rem}}
.multiples figure {{margin: 0}} .multiples figcaption {{font-size: .92rem; display: flex; gap: .5rem; flex-wrap: wrap}}
.multiples figcaption b {{font-weight: 600}} .multiples figcaption span {{color: var(--muted)}}
.columns {{display: flex; align-items: flex-end; gap: 2px; height: 6.2rem; border-bottom: 1px solid var(--muted)}}
.columns > *, .years > * {{flex: 1; min-width: 0; max-width: 2.6rem; box-sizing: border-box}}
.columns a {{background: var(--c); border: 1.5px solid var(--c); min-height: 3px; display: block}}
.columns a.hollow {{background: transparent}} .columns a.target {{background: transparent; border-style: dashed}}
.columns a:hover, .columns a:focus-visible {{outline: 2px solid var(--ink); outline-offset: 1px}}
.years {{display: flex; gap: 2px; font-size: .78rem; color: var(--muted); white-space: nowrap}}
.years > * {{display: flex; justify-content: center}}
.scroll {{overflow-x: auto}}
.scroll.newest {{direction: rtl}} .newest .matrix {{direction: ltr; margin: 0 auto 0 0}}
.matrix {{border-collapse: separate; border-spacing: 2px; font-size: .82rem}}
.matrix.small th {{font-size: .7rem; padding: 0}} .matrix.small tbody th {{font-size: .8rem; padding-right: .3rem}}
.matrix.small td {{min-width: 1.45rem}}
.matrix th {{font-weight: 400; color: var(--muted); padding: 0 .2rem; white-space: nowrap}}
.matrix tbody th {{text-align: right; color: var(--ink); position: sticky; left: 0; background: var(--paper);
  font-size: .86rem; padding-right: .5rem}}
.matrix td {{min-width: 2.1rem; height: 1.55rem; text-align: center; padding: 0}}
.matrix td a {{display: block; color: inherit; text-decoration: none; line-height: 1.55rem}}
.matrix td a:hover, .matrix td a:focus-visible {{outline: 2px solid var(--ink)}}
.key {{display: flex; flex-wrap: wrap; gap: .3rem 1.1rem; font-size: .84rem; margin: .2rem 0 .6rem}}
.key i {{display: inline-block; width: 1.5rem; text-align: center; font-style: normal; margin-right: .35rem}}
.list, .verdict ul {{list-style: none; margin: 0; padding: 0 !important}}
.list li {{border-bottom: 1px solid var(--line); padding: .5rem 0; line-height: 1.6; overflow-wrap: anywhere}}
.list .by {{color: var(--muted); font-size: .84rem; display: block}}
.list mark {{padding: 0 .1em}}
.facts {{border-collapse: collapse; width: 100%; font-size: .92rem}}
.facts th {{text-align: left; font-weight: 400; color: var(--muted); font-size: .84rem; white-space: nowrap}}
.facts th, .facts td {{padding: .32rem .9rem .32rem 0; border-bottom: 1px solid var(--line); vertical-align: top}}
.facts td {{white-space: nowrap}} .facts .wrap {{white-space: normal; display: block; min-width: 14em}}
.facts .n {{white-space: nowrap; font-weight: 600}}
.facts .quiet {{color: var(--muted); font-size: .86rem}} .facts tr.shown td {{font-weight: 600}}
.facts .rival {{color: var(--bad)}}
.st-key-peers button p {{white-space: normal; text-align: left}}
.st-key-peers button {{height: auto; padding: .25rem .6rem}}
.chain {{font-size: .95rem; line-height: 1.7; margin: .2rem 0 .5rem}}
.chain b {{color: var(--accent); font-weight: 600}}
</style>"""


def verdict(found: Comparison, address: Address, words: Words) -> str:
    """The banner: the verdict, and one line for each rule with its reason, why it matters, and the two figures."""
    rules = comparability.rules()
    zh = words.lang == "zh"
    lines = []
    for rule, reasons in found.verdict.by_rule().items():
        first = reasons[0]
        others = f" {words.say('reasons_more', n=len(reasons) - 1)}" if len(reasons) > 1 else ""
        why = rules[rule].why_zh if zh else rules[rule].why_en
        links = " ".join(
            f'<a href="{escape(address(fact))}">{escape(words.say("figure_n", n=number))}</a>'
            for number, fact in enumerate(facts_of(first.cells, found.points), 1)
        )
        lines.append(
            f'<li><span class="tag {first.weight}">{escape(words.say("weight_" + first.weight))}</span>'
            f"{escape(first.zh if zh else first.en)}<small>{escape(others)}　{escape(why)}</small> {links}</li>"
        )
    level = found.verdict.level if len(found.latest) > 1 else "none"
    parts = [f"<p><strong>{escape(words.say('verdict_' + level))}</strong>{escape(_summary(found, words))}</p>"]
    parts.append(f"<ul>{''.join(lines[:SHOWN_REASONS])}</ul>" if lines else "")
    if len(lines) > SHOWN_REASONS:
        more = words.say("reasons_rest", n=len(lines) - SHOWN_REASONS)
        rest = "".join(lines[SHOWN_REASONS:])
        parts.append(f"<details><summary>{escape(more)}</summary><ul>{rest}</ul></details>")
    return f'<section class="verdict {level}">{"".join(parts)}</section>'


def _summary(found: Comparison, words: Words) -> str:
    if len(found.latest) < 2:
        return words.say("verdict_few")
    return words.say(f"verdict_text_{found.verdict.level}", n=len(found.verdict.by_rule()))


def multiples(
    points: pd.DataFrame, latest: pd.DataFrame, address: Address, words: Words, colours: Mapping[str, str]
) -> str:
    """A panel of columns for each region, all on one axis: solid actual, hollow part or estimate, dashed target.

    latest: each region's latest cell, told above its panel.
    """
    newest = dict(zip(latest["adcode"], zip(told(latest, words), periods(latest, words), strict=True), strict=True))
    last = int(points["year"].max())
    years = list(range(max(int(points["year"].min()), last - MOST_YEARS + 1), last + 1))
    top = float(points[points["year"].isin(years)]["number"].max()) or 1.0
    panels = []
    for adcode, own in points.groupby("adcode", sort=False):
        texts, spans = told(own, words), periods(own, words)
        by_year = {
            int(row["year"]): (row, text, span)
            for row, text, span in zip(own.to_dict("records"), texts, spans, strict=True)
        }
        columns = []
        for year in years:
            if year not in by_year:
                columns.append("<span></span>")
                continue
            row, text, span = by_year[year]
            kind = "target" if row["status"] == "target" else "" if _solid(row) else "hollow"
            state = "" if row["status"] == "actual" else f" {words.code(row['status'])}"
            href, said = escape(address(str(row["fact_id"]))), escape(f"{span} {text}{state}")
            height = f"height: {100 * row['number'] / top:.1f}%"
            columns.append(f'<a class="{kind}" href="{href}" title="{said}" aria-label="{said}" style="{height}"></a>')
        name = escape(names(own.head(1), words)[0])
        text, span = newest[adcode]
        ends = "".join(
            f"<span>{year if year in (years[0], years[-1]) or len(years) < 6 else ''}</span>" for year in years
        )
        panels.append(
            f'<figure style="--c: {colours[str(adcode)]}"><figcaption><b>{name}</b>'
            f"<span>{escape(text)} {escape(span)}</span></figcaption>"
            f'<div class="columns">{"".join(columns)}</div><div class="years">{ends}</div></figure>'
        )
    return f'<div class="multiples">{"".join(panels)}</div>'


def _solid(row: Mapping[object, object]) -> bool:
    return row["status"] == "actual" and not row["part_year"]


def matrix(cells: pd.DataFrame, address: Address, words: Words, most_years: int = MOST_YEARS) -> str:
    """Regions by years: each cell a state with its reason, leading to a figure. Takes coverage.matrix."""
    outcomes = cells[cells["state"] != "target"]
    last = int((outcomes if len(outcomes) else cells)["year"].max())
    years = list(range(max(int(cells["year"].min()), last - most_years + 1), last + 1))
    key = "".join(
        f'<span><i class="m-{state}">{mark or "&nbsp;"}</i>{escape(words.say("cell_" + state))}</span>'
        for state, mark in MARKS.items()
    )
    head = "".join(f'<th scope="col">{year}</th>' for year in years)
    found = {(row["adcode"], row["year"]): row for row in cells.to_dict("records")}
    named = dict(zip(cells["adcode"], names(cells, words), strict=True))
    rows = []
    for adcode, name in named.items():
        boxes = "".join(_box(found.get((adcode, year)), name, year, address, words) for year in years)
        rows.append(f'<tr><th scope="row">{escape(name)}</th>{boxes}</tr>')
    small = " small" if most_years < MOST_YEARS else ""
    table = (
        f'<table class="matrix{small}"><thead><tr><th></th>{head}</tr></thead><tbody>{"".join(rows)}</tbody></table>'
    )
    return f'<div class="key">{key}</div><div class="scroll newest">{table}</div>'


def _box(row: Mapping[object, object] | None, name: str, year: int, address: Address, words: Words) -> str:
    if row is None:
        return f'<td class="m-none" title="{escape(f"{name} {year}: " + words.say("cell_none"))}"></td>'
    state = str(row["state"])
    why = [words.say(f"cell_{state}")]
    if state == "conflict":
        why.append(words.rate(float(str(row["spread"]))).lstrip("+"))
    why.append(words.say("cell_figures", levels=row["levels"], growths=row["growths"]))
    text = escape(f"{name} {year}: {'　'.join(why)}")
    link = f'<a href="{escape(address(str(row["fact_id"])))}" title="{text}" aria-label="{text}">{MARKS[state]}</a>'
    return f'<td class="m-{state}">{link}</td>'


def sentences(rows: pd.DataFrame, address: Address, words: Words) -> str:
    """Sentences with their figure marked, and who says so when. Takes before, quote, after, fact_id and the source."""
    items = []
    for row in rows.to_dict("records"):
        source = as_text(row["publisher"]) or as_text(row["title"]) or words.say("unknown_publisher")
        day = as_text(row["published_on"])[:10] or words.say("undated")
        before, quote, after = (escape(as_text(row[part])) for part in ("before", "quote", "after"))
        text = f"{before}<mark>{quote}</mark>{after}"
        what = escape(f"{row['said']} · {day} · {source[:40]}")
        items.append(
            f'<li><span class="by"><a href="{escape(address(str(row["fact_id"])))}">{what}</a></span>{text}</li>'
        )
    return f'<ul class="list">{"".join(items)}</ul>'


Line = tuple[str, ...]


def table(heads: Sequence[str], rows: Iterable[Sequence[str]], classes: Sequence[str] = ()) -> str:
    """A plain table. Cells are HTML already: made by cell() or link() here. classes: one for each row, or none."""
    kinds = list(classes)
    body = "".join(
        f"<tr{_class(kinds, number)}>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>"
        for number, row in enumerate(rows)
    )
    head = "".join(f'<th scope="col">{escape(text)}</th>' for text in heads)
    return f'<div class="scroll"><table class="facts"><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>'


def _class(kinds: Sequence[str], number: int) -> str:
    return f' class="{kinds[number]}"' if number < len(kinds) and kinds[number] else ""


def cell(text: object, kind: str = "") -> str:
    """A text as a table's cell."""
    said = escape(as_text(text))
    return f'<span class="{kind}">{said}</span>' if kind else said


def link(text: object, fact_id: object, address: Address, kind: str = "n") -> str:
    """A figure that leads to its sentence."""
    return f'<a class="{kind}" href="{escape(address(str(fact_id)))}">{escape(as_text(text))}</a>'
