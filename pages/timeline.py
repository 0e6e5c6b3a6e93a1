"""Values, growth, an index or shares over time, with targets, gaps, implied levels and signings told apart."""

import streamlit as st

from dashboard import drawing, filters, frame, picking, timeline

choice, words = frame.start()
frame.header("timeline", choice, words, ("output_values", "growth_rates"))
with st.container(horizontal=True, vertical_alignment="center"):
    shown = filters.mode("mode", words.say("mode"), ("value", "growth", "index", "share"), words, prefix="mode_")
    log, base = False, None
    if shown in ("value", "index"):
        log = filters.mode("axis", words.say("axis_mode"), ("linear", "log"), words, prefix="axis_") == "log"
    if shown == "index" and (years := timeline.base_years(choice)):
        said = {year: words.say("base_of", year=year or words.say("first_year")) for year in years}
        base = int(picking.pick("base", words.say("base_year"), years, said.__getitem__) or 0) or None
if timeline.lines(choice, shown, base).points.empty:
    if shown == "share":
        st.info(words.say("share_none"), icon=":material/percent:")
    else:
        frame.empty(choice, words)
    st.stop()

drawn = timeline.drawn(choice, words, frame.look(), shown, base, log=log)
drawing.chart(drawn.picture, f"timeline_{shown}_{base}_{log}", drawn.alt, choice)
timeline.below(choice, words, shown, base)
