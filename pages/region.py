"""One region, everything known about it."""

import streamlit as st

from dashboard import charts, frame, queries, tables, timeline_charts, timeline_queries
from dashboard.choice import Choice

choice, words = frame.start()
if not choice.cities:
    frame.header("region", choice, words)
    st.write(words.say("region_choose"))
    frame.regions_to_choose(queries.region_options().head(24), choice, words)
    st.stop()

one = Choice(choice.cities[:1], choice.first_year, choice.last_year, choice.industry, choice.statistic, choice.lang)
adcode = one.cities[0]
frame.header("region", choice, words)
above = queries.place(adcode)
st.header(
    "　".join(charts.names(above.rename(columns={"name": "region"}), words)[1:] or [words.code("country")]),
    anchor=False,
)
facts = {table: queries.facts(one, table) for table in ("output_values", "growth_rates", "signings", "entity_counts")}
if all(rows.empty for rows in facts.values()):
    frame.empty(choice, words)
    st.stop()

own = {table: rows[(rows["adcode"] == adcode) & rows["zone"].isna()] for table, rows in facts.items()}
cards = st.columns(4)
latest = own["output_values"][own["output_values"]["status"] == "actual"]
shown = latest.sort_values(["part_year", "year"], ascending=[True, False]).drop_duplicates("measure").head(3)
for place, index in zip(cards, range(len(shown)), strict=False):
    row = shown.iloc[[index]]
    frame.headline(place, f"{words.code(row['measure'].iloc[0])} · {frame.age(row, words)}", row, one, words)
rates = own["growth_rates"][own["growth_rates"]["status"] == "actual"].head(1)
if len(rates) and len(shown) < 4:
    frame.headline(cards[len(shown)], f"{words.say('mode_growth')} · {frame.age(rates, words)}", rates, one, words)

trend = timeline_queries.series(one, "output_values", queries.leading_statistic(one))
trend = trend[trend["adcode"] == adcode]
if len(trend) > 1:
    st.subheader(f"{words.say('region_trend')}　{words.code(trend['measure'].iloc[0])}", anchor=False)
    frame.chart(timeline_charts.timeline(trend, words, frame.look()), "region_trend", words.say("region_trend"), one)
    tables.sources(trend, words)
zones = facts["output_values"][facts["output_values"]["zone"].notna()]
parts = {
    "region_counts": own["entity_counts"],
    "region_zones": zones,
    "region_all": facts["output_values"][facts["output_values"]["zone"].isna()],
    "growth_rates": facts["growth_rates"],
}
for key, rows in parts.items():
    if len(rows):
        st.subheader(words.say(key), anchor=False)
        tables.facts(rows, one, words)
if len(facts["signings"]):
    st.subheader(words.say("page_signings"), anchor=False)
    tables.events(facts["signings"], one, words)
