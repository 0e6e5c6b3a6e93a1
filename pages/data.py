"""The tables, filtered, to read and to download."""

from functools import partial

import streamlit as st

from dashboard import downloads, exports, filters, frame, queries, tables, taking
from dashboard.database import TABLES

choice, words = frame.start()
frame.header("data", choice, words)
search = filters.text("text", words.say("search_quotes"))
held, asked, address = exports.opened(), exports.asked(choice, search), frame.here(choice)
counts = {table: exports.count(held, table, asked) for table in TABLES}
tabs = filters.tabs("table", TABLES, words)
for table, tab in zip(TABLES, tabs, strict=True):
    n = counts.get(table, 0)
    with tab:
        with st.container(horizontal=True, vertical_alignment="center"):
            st.markdown(f"**{words.say('rows_n', n=n)}**")
            downloads.table(partial(exports.file, held, table, asked, address=address), table, n, words)
        if n == 0:
            frame.empty(choice, words)
        elif tab.open:
            shown = words.say("shown_first", n=tables.SHOWN_ROWS) if n > tables.SHOWN_ROWS else ""
            st.caption(f"{words.say('download_hint')} {shown}")
            tables.raw(queries.contract_rows(choice, table, search, tables.SHOWN_ROWS), table, choice, words)
taking.brief(choice, words)
taking.bundles(held, asked, counts, address, words)
opened = next((table for table, tab in zip(TABLES, tabs, strict=True) if tab.open), TABLES[0])
taking.programs(asked, opened, words)
taking.cite_table(words.code(opened), address, words)
