"""Values, growth, an index or shares over time, with targets, gaps, implied levels and signings told apart."""

import streamlit as st

from dashboard import (
    filters,
    frame,
    picking,
    signing_queries,
    timeline_charts,
    timeline_notes,
    timeline_points,
    timeline_queries,
    timeline_tables,
)

choice, words = frame.start()
frame.header("timeline", choice, words, ("output_values", "growth_rates"))
with st.container(horizontal=True, vertical_alignment="center"):
    shown = filters.mode("mode", words.say("mode"), ("value", "growth", "index", "share"), words, prefix="mode_")
    log, base, absent = False, None, list[str]()
    if shown in ("value", "index"):
        log = filters.mode("axis", words.say("axis_mode"), ("linear", "log"), words, prefix="axis_") == "log"
    statistic = timeline_queries.leading(choice, shown)
    points, left = timeline_points.chosen(choice, shown, statistic)
    if shown == "index" and len(points):
        years = timeline_points.base_years(points)
        said = {year: words.say("base_of", year=year or words.say("first_year")) for year in years}
        base = int(picking.pick("base", words.say("base_year"), years, said.__getitem__) or 0) or None
        missing = points["adcode"].isin(timeline_points.without_base(points, base))
        absent, points = timeline_points.names(points[missing], words), points[~missing]
if points.empty:
    if shown == "share":
        st.info(words.say("share_none"), icon=":material/percent:")
    else:
        frame.empty(choice, words)
    st.stop()

codes = list(dict.fromkeys(points["adcode"]))
implied = timeline_points.implied(points, statistic, choice) if shown == "value" else points.head(0)
computed = timeline_points.computed(choice, statistic, codes) if shown == "growth" else points.head(0)
events = signing_queries.ticks(choice, codes)
figure = timeline_charts.timeline(
    points,
    words,
    frame.look(),
    index=shown == "index",
    log=log,
    base=base,
    share=shown == "share",
    implied=implied,
    computed=computed,
    events=events,
)
names = words.listed(timeline_points.names(points, words))
measure = words.code(statistic) + (f" {words.say(f'mode_{shown}')}" if shown in ("growth", "share") else "")
st.header(words.say("timeline_headline", measure=measure, names=names), anchor=False)
frame.chart(figure, f"timeline_{shown}_{base}_{log}", words.say("timeline_alt", names=names, measure=measure), choice)
st.caption(timeline_notes.keys(words, implied=len(implied) > 0, computed=len(computed) > 0, events=len(events) > 0))
st.caption(timeline_notes.notes(points, left, absent, base, shown, statistic, choice, words))

with st.expander(f"{words.say('as_table')}　{words.say('rows_n', n=len(points) + len(implied))}", expanded=True):
    if shown == "share":
        timeline_tables.shares(points, choice, words)
    else:
        timeline_tables.drawn(points, implied, choice, words, index=shown == "index", base=base)
if shown in ("value", "growth"):
    st.header(words.say("growth_check"), anchor=False)
    checks = timeline_queries.checks(statistic, list(choice.cities), choice)
    if len(checks):
        timeline_tables.checks(checks, choice, words)
    else:
        st.caption(words.say("check_none"))
