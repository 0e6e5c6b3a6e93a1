"""Definitions, marks, rules, limits, sources and licences."""

import streamlit as st

from dashboard import frame, queries, tables

choice, words = frame.start()
frame.header("about", choice, words)
for part in ("marks", "rules", "limits", "licences"):
    st.subheader(words.say(f"about_{part}"), anchor=False)
    st.text(words.say(f"about_{part}_text"))
st.subheader(words.say("about_dictionary"), anchor=False)
st.caption(words.say("about_dictionary_hint"))
dictionary = queries.dictionary()
for name, columns in dictionary.groupby("table_name", sort=False):
    st.markdown(f"**{words.code(name)}**　`{name}`")
    tables.grid({"column_field": list(columns["column_name"]), "column_meaning": list(columns["meaning"])}, words)
