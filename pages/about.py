"""Definitions with examples, marks, rules of reading and of comparing, limits, sources, licences, the dictionary."""

import streamlit as st

from dashboard import about, dictionary, frame, tables
from dashboard.database import TABLES

choice, words = frame.start()
frame.header("about", choice, words)
st.header(words.say("about_tables"), anchor=False)
for table in TABLES:
    about.definition(table, dictionary.tables(words)[table], choice, words)
st.header(words.say("about_marks"), anchor=False)
st.html(about.legend(words))
st.text(words.say("about_marks_text"))
st.header(words.say("about_rules"), anchor=False)
st.text(words.say("about_rules_text"))
st.header(words.say("about_comparing"), anchor=False)
st.caption(words.say("about_comparing_hint"))
st.html(about.rules(words))
for part in ("limits", "licences"):
    st.header(words.say(f"about_{part}"), anchor=False)
    st.text(words.say(f"about_{part}_text"))
st.header(words.say("about_dictionary"), anchor=False)
st.caption(words.say("about_dictionary_hint"))
columns = dictionary.columns(words)
for name, meaning in dictionary.tables(words).items():
    own = columns[columns["table_name"] == name]
    with st.expander(f"{name}　{meaning}"):
        fields = {"column_field": list(own["column_name"]), "column_meaning": list(own["meaning"])}
        tables.grid(fields, words, height=36 * (len(own) + 1) + 2)
