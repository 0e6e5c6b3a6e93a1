"""One region, everything known about it."""

from dataclasses import replace

import streamlit as st

from dashboard import comparison, frame, panels, profile, queries, rivals, tables, timeline_charts

choice, words = frame.start()
look = frame.look()
st.html(panels.style(look))
if not choice.cities:
    frame.header("region", choice, words)
    st.write(words.say("region_choose"))
    frame.regions_to_choose(queries.region_options().head(24), choice, words)
    st.stop()

one = replace(choice, cities=choice.cities[:1])
adcode = one.cities[0]
frame.header("region", one, words)
profile.title(adcode, choice, words)
cells = rivals.cells(one, [adcode], rivals.ALL)
signings = queries.facts(one, "signings")
if cells.empty and signings.empty and not any(queries.totals(one, ("output_values", "growth_rates", "entity_counts"))):
    frame.empty(choice, words)
    st.stop()

profile.headlines(cells, one, words)
levels = cells[(cells["kept_in"] == "output_values") & cells["zone"].isna()]
measure = comparison.leading_measure(levels)
trend = comparison.lines(levels[levels["measure"] == measure], [adcode])
if len(trend) > 1:
    st.subheader(f"{words.say('region_trend')}　{words.code(measure)}", anchor=False)
    frame.chart(timeline_charts.timeline(trend, words, look), "region_trend", words.say("region_trend"), one)
profile.parts(cells, one, words)
if len(signings):
    st.subheader(words.say("page_signings"), anchor=False)
    tables.events(signings, one, words)
profile.inside(adcode, one, words)
profile.sentences(one, words)
