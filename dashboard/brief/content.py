"""Choice -> Brief: what the page says, each figure with the number of its footnote. No HTML here."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any, NamedTuple

import pandas as pd

from dashboard import charts, citations, comparison, evidence, exports, findings, queries, rivals
from dashboard.choice import Choice
from dashboard.comparability import Verdict
from dashboard.database import TABLES
from dashboard.labels import Words, as_text

MOST_BARS, MOST_LINES, MOST_YEARS, MOST_SIGNINGS, MOST_ROWS = 8, 4, 6, 6, 10
AROUND = 46  # characters of the sentence kept on either side of the quote


class Note(NamedTuple):
    """A footnote: the printed figure inside its sentence, and the source."""

    number: int
    fact_id: str
    before: str
    quote: str
    after: str
    source: str


class Bar(NamedTuple):
    """A bar: hollow where the figure is no actual of a full year; `note` is its footnote."""

    label: str
    value: float
    text: str
    solid: bool
    note: int


class Point(NamedTuple):
    """A figure on a line."""

    year: int
    value: float
    text: str
    status: str
    solid: bool
    note: int


class Line(NamedTuple):
    """A region's figures in time."""

    label: str
    points: tuple[Point, ...]


class Cell(NamedTuple):
    """A cell of the table, or a tile's figure."""

    text: str
    period: str = ""
    note: int = 0


class Tile(NamedTuple):
    """A headline figure."""

    label: str
    cell: Cell


@dataclass(frozen=True)
class Brief:
    """All that the page says, in the words of one language."""

    words: Words
    title: str
    scope: str
    build: str
    address: str
    measure: str
    tiles: Sequence[Tile]
    findings: Sequence[tuple[str, int]]
    verdict: str
    level: str
    reasons: Sequence[str]
    ranking: Sequence[Bar]
    trend: Sequence[Line]
    growth: Sequence[Bar]
    signings: Sequence[Bar]
    table: Sequence[tuple[str, Cell, Cell, Cell]]
    notes: Sequence[Note]
    citation: str


@dataclass
class Notes:
    """Footnotes in the order in which their figures are first named."""

    words: Words
    facts: dict[str, int] = field(default_factory=dict)

    def of(self, fact_id: object) -> int:
        """The footnote's number of a fact."""
        return self.facts.setdefault(str(fact_id), len(self.facts) + 1)

    def told(self, build: str) -> list[Note]:
        """Every footnote, with its sentence."""
        return [note(fact_id, number, build) for fact_id, number in self.facts.items()]


def brief(choice: Choice, address: str) -> Brief:
    """The brief of a choice; `address` is the view's."""
    words, held = Words(choice.lang), exports.opened()
    notes = Notes(words)
    focus, adcodes = regions(choice)
    wide = replace(choice, cities=())
    compared = comparison.compare(rivals.cells(wide, adcodes), adcodes, rivals.known())
    rates = rivals.cells(wide, adcodes, ("growth_rates",))
    own = newest(rivals.cells(wide, [focus]), compared.measure) if focus else compared.latest.head(1)
    growth = queries.facts(choice, "growth_rates")
    signed = queries.facts(choice, "signings")
    top = tiles(own, growth[growth["adcode"] == focus] if focus else growth, signed, choice, words, notes)
    fair = compared.latest if compared.verdict.level != "not" else compared.latest.head(0)
    computed = findings.findings(fair, growth, signed, words)
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
        ranking=bars(compared.latest.head(MOST_BARS), words, notes),
        trend=lines(compared.points, compared.latest, words, notes),
        growth=bars(fastest(rates), words, notes),
        signings=signings(signed, words, notes),
        table=[
            *table(compared.latest.head(MOST_ROWS), rates, choice, words, notes),
            *((name, Cell(""), Cell(""), Cell("")) for name in named(compared.without, words)),
        ],
        notes=notes.told(held.build),
        citation=citations.chart(title, held.build, address, choice.lang)[0],
    )


VERDICTS = {"comparable": "verdict_comparable", "reservation": "verdict_reservations", "not": "verdict_not"}


def regions(choice: Choice) -> tuple[str | None, list[str]]:
    """The one region that the brief is about, if one is chosen, and those compared: it chosen alone, those inside."""
    if len(choice.cities) > 1:
        return None, list(choice.cities[: comparison.MOST_REGIONS])
    focus = choice.cities[0] if choice.cities else None
    found = queries.latest(choice, "output_values", queries.leading_statistic(choice), status="actual")
    inside = found[(found["adcode"] != focus) & found["zone"].isna() & (found["level"] != "country")]
    common = inside["level"].mode()  # a city is not set beside its province: the level that most regions have
    alike = list(inside[inside["level"] == common.iloc[0]]["adcode"])[:MOST_BARS] if len(common) else []
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
    figures, articles = queries.totals(choice, TABLES)
    first, last = choice.first_year, choice.last_year
    years = words.say("brief_all_years") if not first else str(first) if first == last else f"{first}–{last}"
    counted = words.say("figures_from", figures=figures, articles=articles)
    return " · ".join((years, words.code(measure), counted))


def tiles(
    own: pd.DataFrame, growth: pd.DataFrame, signed: pd.DataFrame, choice: Choice, words: Words, notes: Notes
) -> list[Tile]:
    """At most four headline figures."""
    found = []
    if len(own):
        name, said = charts.names(own, words)[0], words.code(own["measure"].iloc[0])
        found.append(Tile(f"{name} · {said}", cell(own, words, notes)))
    quick = findings.fastest(growth)
    if quick is not None:
        label = words.say("brief_growth", name=charts.names(quick, words)[0], what=words.code(quick["measure"].iloc[0]))
        found.append(Tile(label, cell(quick, words, notes)))
    stated = signed.dropna(subset=["number"]).sort_values("number", ascending=False)
    if len(stated):
        label = words.say("brief_signed", n=len(signed))
        largest = words.say("brief_largest", amount=charts.told(stated.head(1), words)[0])
        found.append(
            Tile(label, Cell(words.money(stated["number"].sum()), largest, notes.of(stated["fact_id"].iloc[0])))
        )
    companies = queries.latest(choice, "entity_counts", "companies", whole=False).head(1)
    if len(companies):
        name = charts.names(companies, words)[0]
        found.append(Tile(f"{name} · {words.code('companies')}", cell(companies, words, notes)))
    return found


def cell(row: pd.DataFrame, words: Words, notes: Notes) -> Cell:
    """One row with FACTS columns as it is told."""
    status = str(row["status"].iloc[0])
    period = charts.periods(row, words)[0]
    told = f"{period} {words.code(status)}" if status != "actual" else period
    return Cell(charts.told(row, words)[0], told, notes.of(row["fact_id"].iloc[0]))


def bars(rows: pd.DataFrame, words: Words, notes: Notes) -> list[Bar]:
    """Rows with FACTS columns as bars, in their order."""
    return [
        Bar(name, float(number), f"{told} {period}", status == "actual" and not part, notes.of(fact))
        for name, number, told, period, status, part, fact in zip(
            charts.names(rows, words), rows["number"], charts.told(rows, words), charts.periods(rows, words),
            rows["status"], rows["part_year"].astype(bool), rows["fact_id"], strict=True,
        )
    ]  # fmt: skip


def lines(points: pd.DataFrame, latest: pd.DataFrame, words: Words, notes: Notes) -> list[Line]:
    """The regions with most years, largest first, at most a few, each with its last years."""
    counted = points.groupby("adcode")["year"].nunique()
    several = [code for code in latest["adcode"] if counted.get(code, 0) > 1][:MOST_LINES]
    found = []
    for code in several:
        own = points[points["adcode"] == code].sort_values("year").tail(MOST_YEARS)
        told = zip(
            own["year"],
            own["number"],
            charts.told(own, words),
            own["status"],
            own["part_year"],
            own["fact_id"],
            strict=True,
        )
        drawn = tuple(
            Point(int(year), float(number), text, str(status), status == "actual" and not part, notes.of(fact))
            for year, number, text, status, part, fact in told
        )
        found.append(Line(charts.names(own.head(1), words)[0], drawn))
    return found


def fastest(rates: pd.DataFrame) -> pd.DataFrame:
    """Each region's latest yearly growth, the fastest first."""
    firm = rates[(rates["variant"] == "yoy") & rates["zone"].isna() & (rates["status"] == "actual")]
    latest = firm.sort_values(["part_year", "year"], ascending=[True, False]).drop_duplicates("adcode")
    return latest.sort_values("number", ascending=False).head(MOST_BARS)


def signings(rows: pd.DataFrame, words: Words, notes: Notes) -> list[Bar]:
    """The largest signings with an amount."""
    top = rows.dropna(subset=["number"]).sort_values("number", ascending=False).head(MOST_SIGNINGS)
    return [
        Bar(name, float(number), f"{told} {period} {as_text(event)[:18]}".rstrip(), True, notes.of(fact))
        for name, number, told, period, event, fact in zip(
            charts.names(top, words), top["number"], charts.told(top, words), charts.periods(top, words), top["event"],
            top["fact_id"], strict=True,
        )
    ]  # fmt: skip


def table(
    latest: pd.DataFrame, rates: pd.DataFrame, choice: Choice, words: Words, notes: Notes
) -> list[tuple[str, Cell, Cell, Cell]]:
    """A row for each region: its latest level, its growth, its companies."""
    beside = comparison.growth_beside(latest, rates).set_index("adcode")
    counted = queries.latest(replace(choice, cities=tuple(latest["adcode"])), "entity_counts", "companies", whole=False)
    found = []
    for place in range(len(latest)):
        row = latest.iloc[[place]]
        code = row["adcode"].iloc[0]
        growth, companies = Cell(""), counted[counted["adcode"] == code].head(1)
        if code in beside.index:
            rate: Any = beside.loc[code]
            told = words.rate(rate["rate"], rate["rate_qualifier"])
            growth = Cell(told, str(rate["rate_year"]), notes.of(rate["rate_fact"]))
        count = cell(companies, words, notes) if len(companies) else Cell("")
        found.append((charts.names(row, words)[0], cell(row, words, notes), growth, count))
    return found


def reasons(verdict: Verdict, words: Words) -> list[str]:
    """Each rule's first reason, with how many more there are."""
    found = []
    for told in verdict.by_rule().values():
        more = words.say("brief_reasons_more", n=len(told) - 1) if len(told) > 1 else ""
        found.append((told[0].en if words.lang == "en" else told[0].zh) + more)
    return found


def note(fact_id: str, number: int, build: str) -> Note:
    """A fact's footnote."""
    fact = evidence.fact(fact_id)
    if fact is None:
        return Note(number, fact_id, "", "", "", "")
    quote, before, after = str(fact["quote"]), "", ""
    content, spans = evidence.article(str(fact["article_id"]))
    span = next(((start, end) for start, end, found in spans if found == fact_id), None)
    if content and span:
        _, first, last, _ = evidence.sentences(content, *span)
        before, after = content[first : span[0]].strip(), content[span[1] : last].strip()
        before = f"…{before[-AROUND:]}" if len(before) > AROUND else before
        after = f"{after[:AROUND]}…" if len(after) > AROUND else after
    return Note(
        number, fact_id, before, quote, after, citations.gb(citations.source_of(fact), citations.build_day(build))
    )
