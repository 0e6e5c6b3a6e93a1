"""Values and growth over time, with targets and parts of years told apart; signings are on their own page."""

import streamlit as st

from dashboard import charts, filters, frame, queries, tables, timeline_charts, timeline_queries

choice, words = frame.start()
frame.header("timeline", choice, words, ("output_values", "growth_rates"))
with st.container(horizontal=True, vertical_alignment="center"):
    shown = filters.mode("mode", words.say("mode"), ("value", "growth", "index"), words, prefix="mode_")
    log = shown != "growth" and st.toggle(words.say("log_axis"), key="log")
statistic = queries.leading_statistic(choice)
rows = timeline_queries.series(choice, "growth_rates" if shown == "growth" else "output_values", statistic)
if rows.empty:
    frame.empty(choice, words)
    st.stop()

chosen = [code for code in choice.cities if code in set(rows["adcode"])]
firm = rows[(rows["status"] == "actual") & ~rows["part_year"].astype(bool)]
counted = (firm if len(firm) else rows).groupby("adcode")["year"].nunique()
busy = list(counted.sort_values(ascending=False, kind="stable").index)
drawn = list(dict.fromkeys([*chosen, *busy]))[: max(len(chosen), 6)]
points = rows[rows["adcode"].isin(drawn)]
points = points.assign(order=points["adcode"].map(drawn.index)).sort_values(["order", "year"])
figure = timeline_charts.timeline(points, words, frame.look(), index=shown == "index", log=bool(log))
names = words.listed(dict.fromkeys(charts.names(points, words)))
measure = words.code(statistic) if shown != "growth" else f"{words.code(statistic)} {words.say('mode_growth')}"
st.subheader(f"{measure}　{names}", anchor=False)
frame.chart(figure, f"timeline_{shown}", words.say("timeline_alt", names=names, measure=measure), choice)
st.caption(words.say("timeline_legend"))
left = rows["adcode"].nunique() - points["adcode"].nunique()
notes = [words.say("timeline_more", n=left)] * (left > 0)
notes += [words.say("default_statistic", name=words.code(statistic))] * (not choice.statistic)
st.caption("　".join([*notes, words.say("to_evidence")]))
tables.sources(points, words)

if shown != "growth":
    checked = timeline_queries.growth_check(choice, statistic)
    if len(checked):
        st.subheader(words.say("growth_check"), anchor=False)
        tables.growth_check(checked, choice, words)
st.subheader(words.say("as_table"), anchor=False)
tables.facts(points, choice, words)
