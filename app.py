"""The dashboard's entry: page config, navigation, the shared filters, language, footer. No SQL, no charts.

Served by `streamlit run dashboard/server.py`, which runs this file once before it takes visitors;
`streamlit run app.py` works too.
"""

import streamlit as st

from dashboard import address, database, filters, frame, map_time, search_box
from dashboard.labels import Words

address.keep_commas()
asked = st.query_params.get("lang") or st.session_state.get("lang")
if st.session_state.get("_written") is not None and st.session_state.get("lang"):
    asked = st.session_state["lang"]
words = Words("en" if asked == "en" else "zh")
st.set_page_config(page_title=words.say("product"), page_icon="static/icon.svg", layout="wide")
st.html(frame.STYLE)

pages = {
    name: st.Page(
        f"pages/{name}.py",
        title=words.say(f"page_{name}"),
        # English names are longer: without icons all ten fit beside the sidebar at 1280 pixels.
        icon=f":material/{frame.ICONS[name]}:" if words.lang == "zh" else None,
        url_path="" if name == "overview" else name,
        default=name == "overview",
    )
    for name in frame.PAGES
}
page = st.navigation(list(pages.values()), position="top")
try:
    fault = database.refresh()
    known = frame.known()
except database.NoWarehouse as missing:
    frame.no_warehouse(words, str(missing))
    st.stop()

choice = filters.read_address(known, page.url_path)
words = Words(choice.lang)
st.session_state["_choice"] = choice
filters.sidebar(choice, known, words)
filters.write_address(choice, page.url_path)
if page.url_path != "map":
    map_time.stop()
search_box.box(words)
body = st.container()
frame.footer(words, fault)  # made before the page's content, which may stop the run early
with body:
    search_box.results(choice, words)
    page.run()
