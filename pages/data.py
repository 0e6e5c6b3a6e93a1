"""The tables, filtered, to read and to download."""

from functools import partial

import streamlit as st

from dashboard import downloads, frame, queries, tables
from dashboard.database import TABLES

choice, words = frame.start()
frame.header("data", choice, words)
search = st.text_input(
    words.say("search_quotes"), key="search", placeholder=words.say("search_quotes"), label_visibility="collapsed"
)
counts = queries.contract_counts(choice, search)
tabs = st.tabs([words.code(table) for table in TABLES], key=f"tables_{words.lang}", on_change="rerun")
for table, tab in zip(TABLES, tabs, strict=True):
    n = counts.get(table, 0)
    with tab:
        with st.container(horizontal=True, vertical_alignment="center"):
            st.markdown(f"**{words.say('rows_n', n=n)}**")
            st.download_button(
                words.say("download_csv", n=n),
                partial(downloads.csv_of, partial(queries.contract_rows, choice, table, search)),
                file_name=f"{table}.csv",
                mime="text/csv; charset=utf-8",
                key=f"download_{table}_csv",
                on_click="ignore",
                icon=":material/download:",
            )
        if n == 0:
            frame.empty(choice, words)
        elif tab.open:
            shown = words.say("shown_first", n=tables.SHOWN_ROWS) if n > tables.SHOWN_ROWS else ""
            st.caption(f"{words.say('download_hint')} {shown}")
            tables.raw(queries.contract_rows(choice, table, search, tables.SHOWN_ROWS), table, choice, words)
