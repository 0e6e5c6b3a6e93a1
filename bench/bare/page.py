"""A bare Streamlit page: the elements that BARE_SPEC lists, made as one does without further thought.

Run under Streamlit's defaults by bench/pages.py, to be measured against. Every run asks DuckDB, draws with
plotly.express and keeps nothing. The numbers change with the choice, so that something has to be painted.
"""

import json
import os
from pathlib import Path

import duckdb
import numpy as np
import pandas as pd
import plotly.express as px
import plotly.graph_objects as go
import streamlit as st

spec = json.loads(Path(os.environ["BARE_SPEC"]).read_text("utf-8"))
with st.sidebar:
    st.multiselect("city", spec["cities"])
    st.slider("year", 2014, 2035, (2014, 2035))
    st.selectbox("industry", [f"industry {index}" for index in range(26)])
    statistic = st.selectbox("statistic", list(range(8)), key="statistic")
    claim = st.selectbox("claim", list(range(4)), key="claim")
    st.segmented_control("lang", ["zh", "en"])
st.text_input("search")
seed = statistic * 4 + claim + 1
st.title(f"chosen {seed}")
with duckdb.connect(os.environ["BARE_BUILD"], read_only=True) as connection:
    facts = connection.execute(
        """
        SELECT o.*, r.name, a.title, a.publisher FROM output_values o JOIN regions r USING (adcode)
        JOIN articles a USING (article_id) ORDER BY period_end DESC
        """
    ).df()


def rows(number: int) -> pd.DataFrame:
    """So many rows that differ with the choice."""
    place = np.arange(number)
    return pd.DataFrame({"x": place, "y": (place * 37 + seed * 11) % 97 + seed, "name": [f"地区{i}" for i in place]})


for column, index in zip(st.columns(max(spec["metrics"], 1)), range(spec["metrics"]), strict=False):
    column.metric(f"metric {index}", float(facts["value_yuan"].head(seed + index).sum()))
for index in range(spec["texts"]):
    st.caption(f"text {index} of {seed}")
for index in range(spec["links"]):
    st.markdown(f"[link {index} of {seed}](?fact={index})")
for index in range(spec["buttons"]):
    st.button(f"button {index}")
for index, chart in enumerate(spec["charts"]):
    if chart["type"] == "choropleth":
        figure = go.Figure(chart["figure"])
    elif chart["type"] == "bar":
        figure = px.bar(rows(chart["points"]), x="y", y="name", orientation="h", text="y")
    elif chart["type"] == "heatmap":
        figure = px.imshow(np.resize(rows(chart["points"])["y"].to_numpy(), (max(chart["points"] // 12, 1), 12)))
    else:
        lines = max(chart["traces"], 1)
        frame = rows(max(chart["points"], lines))
        figure = px.line(frame.assign(line=frame["x"] % lines), x="x", y="y", color="line", markers=True)
    figure.update_layout(title=f"{seed} {index}")
    st.plotly_chart(figure, key=f"chart{index}")
for index, number in enumerate(spec["tables"]):
    shown = facts.iloc[np.arange(number) % len(facts)] if len(facts) else facts
    st.dataframe(shown.iloc[np.roll(np.arange(len(shown)), seed)], key=f"table{index}")
