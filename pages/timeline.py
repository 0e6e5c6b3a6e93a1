"""Values, growth, an index or shares over time, with targets, gaps, implied levels and signings told apart."""

import pandas as pd
import streamlit as st

from dashboard import (
    filters,
    frame,
    picking,
    signing_queries,
    tables,
    timeline_charts,
    timeline_points,
    timeline_queries,
    timeline_tables,
)

choice, words = frame.start()
frame.header("timeline", choice, words, ("output_values", "growth_rates"))
with st.container(horizontal=True, vertical_alignment="center"):
    shown = filters.mode("mode", words.say("mode"), ("value", "growth", "index", "share"), words, prefix="mode_")
    log = False
    if shown in ("value", "index"):
        log = filters.mode("axis", words.say("axis_mode"), ("linear", "log"), words, prefix="axis_") == "log"
    statistic = timeline_queries.leading(choice, shown)
    points, left = timeline_points.chosen(choice, shown, statistic)
    base: int | None = None
    if shown == "index" and len(points):
        years = timeline_points.base_years(points)
        asked = picking.pick(
            "base",
            words.say("base_year"),
            years,
            lambda year: words.say("base_of", year=year or words.say("first_year")),
        )
        base = int(asked) if asked else None
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
measure = words.code(statistic) + {"growth": words.say("mode_growth"), "share": words.say("mode_share")}.get(shown, "")
st.subheader(words.say("timeline_headline", measure=measure, names=names), anchor=False)
alt = words.say("timeline_alt", names=names, measure=measure)
frame.chart(figure, f"timeline_{shown}_{base}_{log}", alt, choice)
keys = [words.say("timeline_key"), words.say("timeline_key_gap")]
keys += [words.say("timeline_key_implied")] * (len(implied) > 0)
keys += [words.say("timeline_key_computed")] * (len(computed) > 0)
keys += [words.say("timeline_key_events")] * (len(events) > 0)
st.caption("　".join(keys))
notes = [words.say("timeline_more", n=left)] * (left > 0)
notes += [words.say("default_statistic", name=words.code(statistic))] * (not choice.statistic)
other = int(points.drop_duplicates("adcode")["others"].sum()) if "others" in points else 0
notes += [words.say("timeline_one_scope", n=other)] * (other > 0)
notes += [words.say("share_note")] * (shown == "share")
if shown == "index" and base and (without := timeline_points.without_base(points, base, words)):
    notes.append(words.say("index_none", names=words.listed(without), year=base))
st.caption(" ".join([*notes, words.say("to_evidence")]))
tables.sources(points, words)

with st.expander(f"{words.say('as_table')}　{words.say('rows_n', n=len(points) + len(implied))}", expanded=True):
    if shown == "share":
        timeline_tables.shares(points, choice, words)
    else:
        empty = pd.DataFrame(columns=implied.columns)
        extra = implied if shown == "value" else empty
        timeline_tables.drawn(points, extra, choice, words, index=shown == "index", base=base)
if shown in ("value", "growth"):
    st.subheader(words.say("growth_check"), anchor=False)
    checks = timeline_queries.checks(statistic, list(choice.cities), choice)
    if len(checks):
        timeline_tables.checks(checks, choice, words)
    else:
        st.caption(words.say("check_none"))
