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
for table, tab in zip(TABLES, st.tabs([words.code(table) for table in TABLES]), strict=True):
    with tab:
        rows = queries.contract_rows(choice, table, search)
        with st.container(horizontal=True, vertical_alignment="center"):
            st.markdown(f"**{words.say('rows_n', n=len(rows))}**")
            st.download_button(
                words.say("download_csv", n=len(rows)),
                partial(downloads.csv_bytes, rows),
                file_name=f"{table}.csv",
                mime="text/csv; charset=utf-8",
                key=f"download_{table}_csv",
                on_click="ignore",
                icon=":material/download:",
            )
        st.caption(words.say("download_hint"))
        if rows.empty:
            frame.empty(choice, words)
        else:
            tables.raw(rows, table, choice, words)
