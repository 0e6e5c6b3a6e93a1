"""One figure: its sentence, its article, how it was read, who says otherwise, and its neighbours."""

import streamlit as st

from dashboard import charts, drawing, evidence, frame, marking, panels, taking, testimony
from dashboard.labels import plain

choice, words = frame.start()
look = frame.look()
st.html(panels.style(look))
frame.header("evidence", choice, words)
asked = st.query_params.get("fact", "")
fact = evidence.fact(asked) if asked else None
if fact is None:
    if asked:
        st.warning(words.say("evidence_gone", fact=plain(asked[:64])))
    testimony.latest(choice, words)
    st.stop()

row = fact.to_frame().T
name = charts.names(row, words)[0]
kind = words.code(fact["measure"]) if fact["kept_in"] != "growth_rates" else words.say("mode_growth")
st.header(f"{name}　{kind}　{drawing.told(fact, words)}", anchor=False)
content, spans = evidence.article(str(fact["article_id"]))
place = next(((a, b) for a, b, found in spans if found == asked), None)
left, right = st.columns([3, 2], gap="large")
with left:
    st.caption(words.say("sentence_title"))
    if content and place:
        st.html(marking.sentence(content, spans, asked, evidence.sentences(content, *place)))
    else:
        st.html(f'<div class="quote"><mark>{marking.escape(str(fact["quote"]))}</mark></div>')
        st.caption(words.say("spreadsheet_source"))
    st.caption(words.say("article_title"))
    drawing.article_card(fact, words)
with right:
    st.caption(words.say("reading_title"))
    testimony.chain(fact, words)
    drawing.reading(fact, words)
testimony.claims(asked, choice, words, look)
testimony.event(asked, choice, words)
if content and place:
    with st.expander(words.say("whole_article")):
        st.html(marking.article(content, spans, asked))
st.header(words.say("cite_title"), anchor=False)
taking.cite_figure(fact, frame.here(choice), words)
testimony.neighbours(asked, choice, words)
