"""Choice -> Brief: what the page says, each figure with the number of its footnote. No HTML here."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

import pandas as pd

from dashboard import charts, citations, comparison, exports, findings, queries, rivals
from dashboard.brief import figures
from dashboard.brief.footnotes import Notes
from dashboard.brief.parts import Brief, Cell
from dashboard.choice import Choice
from dashboard.comparability import Verdict
from dashboard.database import TABLES
from dashboard.labels import Words

VERDICTS = {"comparable": "verdict_comparable", "reservation": "verdict_reservations", "not": "verdict_not"}


def brief(choice: Choice, address: str) -> Brief:
    """The brief of a choice; `address` is the view's."""
    words, held = Words(choice.lang), exports.opened()
    notes = Notes(words)
    focus, adcodes = regions(choice)
    wide = replace(choice, cities=())
    compared = comparison.compare(rivals.cells(wide, adcodes), adcodes, rivals.known())
    rates = rivals.cells(wide, adcodes, ("growth_rates",))
    own = newest(rivals.cells(wide, [focus]), compared.measure) if focus else compared.latest.head(1)
    signed = queries.facts(choice, "signings")
    quick = queries.fastest(choice, None, None, focus)
    top = figures.tiles(own, quick, signed, choice, words, notes)
    fair = compared.latest if compared.verdict.level != "not" else compared.latest.head(0)
    computed = findings.findings(fair, partial(queries.fastest, choice, level=None), signed, words)
    title = title_of(choice, words)
    return Brief(
        words=words,
        title=title,
        scope=scope_of(choice, compared.measure, words),
        build=held.build,
        address=address,
        measure=words.code(compared.measure),
        tiles=top,
        findings=[(found.text, notes.of(found.fact_id)) for found in computed],
        verdict=words.say(VERDICTS[compared.verdict.level]),
        level=compared.verdict.level,
        reasons=reasons(compared.verdict, words),
        ranking=figures.bars(compared.latest.head(figures.MOST_BARS), words, notes),
        trend=figures.lines(compared.points, compared.latest, words, notes),
        growth=figures.bars(figures.fastest(rates), words, notes),
        signings=figures.signings(signed, words, notes),
        table=[
            *figures.table(compared.latest.head(figures.MOST_ROWS), rates, choice, words, notes),
            *((name, Cell(""), Cell(""), Cell("")) for name in named(compared.without, words)),
        ],
        notes=notes.told(held.build),
        citation=citations.chart(title, held.build, address, choice.lang)[0],
    )


def regions(choice: Choice) -> tuple[str | None, list[str]]:
    """The one region that the brief is about, if one is chosen, and those compared: it chosen alone, those inside."""
    if len(choice.cities) > 1:
        return None, list(choice.cities[: comparison.MOST_REGIONS])
    focus = choice.cities[0] if choice.cities else None
    found = queries.latest(choice, "output_values", queries.leading_statistic(choice), status="actual")
    inside = found[(found["adcode"] != focus) & found["zone"].isna() & (found["level"] != "country")]
    common = inside["level"].mode()  # a city is not set beside its province: the level that most regions have
    alike = list(inside[inside["level"] == common.iloc[0]]["adcode"])[: figures.MOST_BARS] if len(common) else []
    return focus, alike if len(alike) > 1 or focus is None else [focus]


def newest(cells: pd.DataFrame, measure: str) -> pd.DataFrame:
    """A region's latest level in the statistic, else in any."""
    own = cells[cells["zone"].isna()]
    same = own[own["measure"] == measure]
    return comparison.newest(same if len(same) else own).head(1)


def title_of(choice: Choice, words: Words) -> str:
    """What the brief is about: regions and industry."""
    if choice.cities:
        names = named(choice.cities, words)
        place = words.listed(names[:3]) + (words.say("brief_more", n=len(names)) if len(names) > 3 else "")
    else:
        place = words.say("brief_country")
    industry = words.say("brief_industry")
    if choice.industry:
        tree = queries.industries().set_index("industry")
        industry = str(tree.loc[choice.industry, "name_en" if words.lang == "en" else "name_zh"])
    return words.say("brief_title", place=place, industry=industry)


def named(adcodes: Sequence[str], words: Words) -> list[str]:
    """The regions' names, in the order of the codes."""
    found = queries.regions(list(adcodes)).rename(columns={"name": "region"})
    by_code = dict(zip(found["adcode"], charts.names(found, words), strict=True))
    return [by_code[code] for code in adcodes if code in by_code]


def scope_of(choice: Choice, measure: str, words: Words) -> str:
    """Years, statistic, and how much the view holds."""
    count, articles = queries.totals(choice, TABLES)
    first, last = choice.first_year, choice.last_year
    years = words.say("brief_all_years") if not first else str(first) if first == last else f"{first}–{last}"
    counted = words.say("figures_from", figures=count, articles=articles)
    return " · ".join((years, words.code(measure), counted))


def reasons(verdict: Verdict, words: Words) -> list[str]:
    """Each rule's first reason, with how many more there are."""
    found = []
    for told in verdict.by_rule().values():
        more = words.say("brief_reasons_more", n=len(told) - 1) if len(told) > 1 else ""
        found.append((told[0].en if words.lang == "en" else told[0].zh) + more)
    return found
