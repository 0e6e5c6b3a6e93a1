"""What surrounds every page: its title and question, chips for what is chosen, the empty state, the footer."""

from dataclasses import replace
from urllib.parse import urlencode

import streamlit as st
from streamlit.runtime.pages_manager import PagesManager

from dashboard import database, filters, queries, taking
from dashboard.charts import Look
from dashboard.choice import CLAIMS, Choice, Known, encoded
from dashboard.database import TABLES
from dashboard.kept import kept
from dashboard.labels import Words, plain

PAGES = ("overview", "map", "timeline", "compare", "region", "signings", "evidence", "quality", "data", "about")
ICONS = {
    "overview": "dashboard",
    "map": "map",
    "timeline": "show_chart",
    "compare": "compare_arrows",
    "region": "location_city",
    "signings": "handshake",
    "evidence": "format_quote",
    "quality": "grid_on",
    "data": "table",
    "about": "info",
}
STYLE = """<style>
[data-testid=stMainBlockContainer] {max-width: 76rem; padding: 3.4rem 2.5rem 2rem}
h1 {letter-spacing: .02em}
[data-testid=stMain] h2 {padding-top: .75rem}
[data-testid=stMain] :is(.st-key-region_path, .st-key-by_region, .st-key-asked) h2 {padding: 0}
[data-testid=stMain] .st-key-region_path h2 {font-size: 1.25rem}
.st-key-search {position: absolute; top: 4.3rem; right: 2.5rem; width: min(26rem, 45%); z-index: 2}
.st-key-found {margin-top: 2.6rem; gap: .5rem}
.st-key-found [data-testid=stPageLink] a {padding: .2rem 0}
.st-key-found [data-testid=stVerticalBlock] {gap: .2rem}
.st-key-chips button {padding: .05rem .5rem; min-height: 1.6rem; border-radius: 1rem; font-size: .85rem}
.st-key-chips p {font-size: .85rem}
.st-key-city [data-tag] > span {max-width: 6em; text-overflow: clip}
.st-key-footer p {font-size: .8rem; line-height: 1.5}
[data-testid=stMetricLabel] p {font-size: .85rem; white-space: normal; line-height: 1.35}
[data-testid=stTextInput] input {text-overflow: ellipsis}
[data-testid=stMetric] {border-top: 2px solid currentColor; padding-top: .35rem}
[data-testid=stPageLink] p {white-space: normal; line-height: 1.45}
[data-testid=stPageLink] a {padding-left: 0; align-items: flex-start}
[data-testid=stCaptionContainer] {color: inherit !important; opacity: .78}
[data-testid=stMultiSelect] [data-tag] {background: rgba(128,128,128,.2) !important; color: inherit !important}
[data-testid=stMultiSelect] [data-tag] * {color: inherit !important}
mark {background: #ffe28a; color: #1d2429; padding: 0 .1em}
.article {line-height: 1.9; white-space: pre-wrap; overflow-wrap: anywhere; max-width: 46rem}
.article mark.other {background: transparent; color: inherit; border-bottom: 2px dotted #b8860b}
.quote {font-size: 1.15rem; border-left: 3px solid #b8860b; padding-left: .9rem}
.quote .beside {opacity: .65}
[data-testid=stMain] .stButton button p {white-space: normal}
@media (max-width: 800px) {.st-key-search {position: static; width: 100%} .st-key-found {margin-top: 0}}
.st-key-city [data-baseweb=select] > div:first-child {max-height: 9rem; overflow-y: auto}
@media (max-width: 640px) {[data-testid=stMainBlockContainer] {padding: 4.4rem .9rem 2rem}
  .annotation[style*="opacity: 0.99"] {display: none}}
.reading {border-collapse: collapse; width: 100%; font-size: .92rem}
.reading th {text-align: left; font-weight: 400; opacity: .7; padding: .3rem .8rem .3rem 0; vertical-align: top}
.reading th {white-space: nowrap}
.reading td {padding: .3rem 0; overflow-wrap: anywhere}
.reading .faint {opacity: .75; font-size: .92em}
.sign {display: inline-block; width: 2.2rem; height: .9rem; border: 2px solid currentColor; vertical-align: middle}
.sign.solid {background: currentColor}
.sign.dashed {border-style: dashed}
.sign.hatched {border-width: 1px; background: repeating-linear-gradient(45deg, currentColor 0 1px, transparent 1px 5px)}
.reading tr {border-bottom: 1px solid rgba(128,128,128,.25)}
@media print {
  [data-testid=stSidebar], [data-testid=stHeader], [data-testid=stToolbar], .stButton, .stDownloadButton,
  [data-testid=stPopover], [data-testid=stButtonGroup], .st-key-search, .st-key-found {display: none !important}
  [data-testid=stMainBlockContainer] {max-width: none; padding: 0}
}
</style>"""


def start() -> tuple[Choice, Words]:
    """The choice and the language of this run, for a page; read from the address if the page runs alone."""
    choice: Choice | None = st.session_state.get("_choice")
    if choice is None:
        if PagesManager.uses_pages_directory:
            # `streamlit run app.py`, and the first request was a deep link: Streamlit's older discovery ran the page
            # without its frame. Calling st.navigation once turns that off (dashboard/server.py does so at its start).
            PagesManager.uses_pages_directory = False
            st.rerun()
        database.refresh()
        choice = filters.read_address(queries.known(), "")
    return choice, Words(choice.lang)


def header(page: str, choice: Choice, words: Words, tables: tuple[str, ...] = TABLES) -> None:
    """Title, question, chips, and how many figures from how many articles the page shows."""
    _heading(page, choice, words, tables)
    if choice.dropped:
        st.warning(words.say("dropped", values=plain(words.listed(choice.dropped[:8]))), icon=":material/link_off:")
    chips(choice, words)


@kept
def _heading(page: str, choice: Choice, words: Words, tables: tuple[str, ...]) -> None:
    st.title(words.say(f"page_{page}"), anchor=False)
    figures, articles = queries.totals(choice, tables)
    counted = words.say("figures_from", figures=figures, articles=articles)
    st.caption(
        f"{words.say(f'lead_{page}')}　{counted}" if words.lang == "zh" else f"{words.say(f'lead_{page}')} {counted}"
    )


def chips(choice: Choice, words: Words) -> None:
    """What is chosen, each with a way to take it back, and the address to copy."""
    if choice.empty:
        return
    with st.container(horizontal=True, gap="small", key="chips", vertical_alignment="center"):
        labels = filters.city_labels(choice, words) if choice.cities else {}
        for code in choice.cities[:12]:
            _chip(labels[code][0], f"city_{code}", replace(choice, cities=tuple(c for c in choice.cities if c != code)))
        if len(choice.cities) > 12:
            _chip(f"+{len(choice.cities) - 12}", "city_more", replace(choice, cities=choice.cities[:12]))
        if choice.first_year and choice.last_year:
            same = choice.first_year == choice.last_year
            years = str(choice.first_year) if same else f"{choice.first_year}–{choice.last_year}"
            _chip(years, "year", replace(choice, first_year=None, last_year=None))
        if choice.industry:
            tree = queries.industries().set_index("industry")
            name = str(tree.loc[choice.industry, "name_en" if words.lang == "en" else "name_zh"])
            _chip(name, "industry", replace(choice, industry=None))
        if choice.statistic:
            _chip(words.code(choice.statistic), "statistic", replace(choice, statistic=None))
        if choice.claim != CLAIMS[0]:
            _chip(words.say(f"claim_{choice.claim}"), "claim", replace(choice, claim=CLAIMS[0]))
        _button(words.say("reset"), "chip_reset", Choice(lang=choice.lang))
        link = st.popover(
            words.say("link"), icon=":material/link:", type="tertiary", key="copy_link", on_change="rerun"
        )
        if link.open:
            link.caption(words.say("link_hint"))
            link.code(here(choice), language=None, wrap_lines=True)
        taking.brief_link(choice, words)


def _chip(name: str, key: str, without: Choice) -> None:
    _button(f"{name} ✕", f"chip_{key}", without, secondary=True)


def _button(name: str, key: str, then: Choice, *, secondary: bool = False) -> None:
    st.button(name, key=key, on_click=choose, args=(then,), type="secondary" if secondary else "tertiary")


def choose(choice: Choice) -> None:
    """Set the filters from a button's callback."""
    filters.show(choice, queries.known())


def here(choice: Choice) -> str:
    """The address of this view, whole."""
    base = str(st.context.url or "").split("?")[0]
    own = {name: value for name, value in st.query_params.items() if name not in filters.NAMES}
    query = urlencode(encoded(choice) | own, safe=",")
    return f"{base}?{query}" if query else base


def empty(choice: Choice, words: Words) -> None:
    """Say that nothing matches, and which filter to widen."""
    advice = []
    years = queries.years_of(choice)
    if choice.first_year and years:
        span = str(years[0]) if years[0] == years[1] else f"{years[0]}–{years[1]}"
        advice.append(words.say("empty_year", years=span))
    advice += [words.say("empty_city")] * bool(choice.cities) + [words.say("empty_industry")] * bool(choice.industry)
    advice += [words.say("empty_statistic")] * bool(choice.statistic)
    advice = advice or [words.say("empty_all")]
    st.info(" ".join([words.say("empty"), *advice]), icon=":material/filter_alt_off:")


def footer(words: Words, fault: str | None) -> None:
    """The build, the sources, the map's approval, and where to report a fault."""
    if fault:
        st.warning(words.say(f"fault_{fault}"), icon=":material/history:")
    with st.container(key="footer"):
        st.divider()
        build = database.build()
        stamp = build.name[:8] if build else ""
        day = f"{stamp[:4]}-{stamp[4:6]}-{stamp[6:8]}" if stamp.isdigit() else stamp
        parts = [
            words.say("footer_build", date=day),
            words.say("footer_sources"),
            words.say("map_credit"),
            words.say("report_fault"),
        ]
        st.caption("　·　".join(parts))


def no_warehouse(words: Words, fault: str = "missing") -> None:
    """Without any data: one sentence that says why, and the command that makes it."""
    st.title(words.say("product"), anchor=False)
    why = words.say("no_warehouse" if fault == "missing" else f"{fault}_warehouse")
    st.info(f"{why} {words.say('no_warehouse_hint')}", icon=":material/database:")
    st.code("python -m etl build", language=None)


@kept
def known() -> Known:
    """What an address may name, in the published build."""
    return queries.known()


def look() -> Look:
    """Light or dark, as the reader's browser shows the page."""
    return Look(st.context.theme.type == "dark")
