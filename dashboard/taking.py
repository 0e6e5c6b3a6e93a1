"""What a page offers to take along: all tables at once, the API's snippets, citations."""

from functools import partial
from urllib.parse import urlencode

import pandas as pd
import streamlit as st

from dashboard import citations, downloads, exports, snippets
from dashboard.brief import printing
from dashboard.choice import Choice, encoded
from dashboard.exports import Filter, Opened
from dashboard.labels import Words
from dashboard.pictures import KINDS

PICTURE = "_picture"  # what a chart's picture is saved as


def base() -> str:
    """The server's address, without a path."""
    return "/".join(str(st.context.url or "").split("/")[:3])


def bundles(held: Opened, asked: Filter, counts: dict[str, int], address: str, words: Words) -> None:
    """The four tables in one ZIP: what is filtered, and everything."""
    whole = sum(exports.count(held, table, Filter()) for table in counts)
    n = sum(counts.values())
    with st.container(horizontal=True):
        if n != whole:
            label = words.say("download_everything", n=n)
            downloads.button(partial(_everything, held, asked, address), "lifeatlas", "zip", label, "download_all_zip")
        label = words.say("download_unfiltered", n=whole)
        everything = partial(_everything, held, Filter(), f"{base()}/data")
        downloads.button(everything, f"lifeatlas-{held.build}", "zip", label, "download_unfiltered_zip")


def table(name: str, choice: Choice, words: Words) -> None:
    """Under a list, the whole table of the page's choice as a file."""
    held, asked = exports.opened(), exports.asked(choice)
    make = partial(exports.file, held, name, asked, address=f"{base()}/data")
    with st.container(horizontal=True, vertical_alignment="center"):
        downloads.table(make, name, exports.count(held, name, asked), words)


def _everything(held: Opened, asked: Filter, address: str, _: str) -> bytes:
    return exports.everything(held, asked, address)


def programs(asked: Filter, table: str, words: Words) -> None:
    """curl, Python and pandas for the filters of the page."""
    with st.expander(words.say("api_title"), icon=":material/terminal:"):
        st.caption(words.say("api_hint"))
        texts = snippets.snippets(base(), table, asked)
        for tab, (name, text) in zip(st.tabs(list(texts)), texts.items(), strict=True):
            tab.code(text, language="bash" if name == "curl" else "python", wrap_lines=True)
        st.link_button(words.say("api_description"), f"{base()}/api/v1/openapi.json", type="tertiary")


def drawn(facts: list[str], key: str, address: str, words: Words) -> None:
    """Beside a chart, the figures it draws as a file, and whether its picture is saved as PNG or SVG."""
    if not facts:
        return
    make, n = partial(_drawn, exports.opened(), facts, address), len(facts)
    label, icon = words.say("download_drawn", n=n), ":material/download:"
    offered = st.popover(label, type="tertiary", icon=icon, key=f"drawn_{key}", on_change="rerun")
    if not offered.open:
        return
    with offered:
        downloads.drawn(make, key, n, words)
        own = f"picture_{key}"
        st.session_state[own] = st.session_state.get(PICTURE, KINDS[0])
        st.segmented_control(
            words.say("picture_kind"), KINDS, key=own, format_func=str.upper, required=True,
            on_change=lambda: st.session_state.__setitem__(PICTURE, st.session_state[own]),
        )  # fmt: skip


def _drawn(held: Opened, facts: list[str], address: str, kind: str) -> bytes:
    return exports.drawn(held, facts, kind, address)


def brief(choice: Choice, words: Words) -> None:
    """The current filters as an A4 page, and as PDF where a Chromium is at hand; both served beside the pages."""
    with st.container(horizontal=True, vertical_alignment="center", key="brief"):
        brief_link(choice, words)
        if printing.chromium():
            pdf = _at("brief.pdf", choice)
            st.link_button(words.say("brief_pdf"), pdf, type="tertiary", icon=":material/print:")


def brief_link(choice: Choice, words: Words) -> None:
    """One click to the brief of the current filters."""
    page, hint = _at("brief", choice), words.say("brief_hint")
    st.link_button(words.say("brief"), page, type="tertiary", icon=":material/article:", help=hint)


def _at(path: str, choice: Choice) -> str:
    query = urlencode(encoded(choice), safe=",")
    return f"{base()}/{path}" + (f"?{query}" if query else "")


def cite_figure(fact: pd.Series, address: str, words: Words) -> None:
    """A figure's citation, to copy."""
    held = exports.opened()
    source = citations.source_of(fact)
    st.caption(words.say("cite_gb"))
    st.code(citations.figure_gb(source, held.build, address), language=None, wrap_lines=True)
    st.caption(words.say("cite_plain"))
    quote = str(fact["quote"])
    st.code(
        citations.figure_plain(source, quote, held.build, address, words.lang), language=None, wrap_lines=True
    )  # fmt: skip


def cite_table(title: str, address: str, words: Words) -> None:
    """The citation of a table or a chart as shown, to copy."""
    with st.expander(words.say("cite_table"), icon=":material/format_quote:"):
        for text in citations.chart(title, exports.opened().build, address, words.lang):
            st.code(text, language=None, wrap_lines=True)
