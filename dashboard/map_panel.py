"""Beside the map: the region, its figure and rank, its years, its last figures, and what is gathered to compare."""

from collections.abc import Sequence
from dataclasses import replace

import pandas as pd
import streamlit as st

from dashboard import charts, drawing, map_queries, queries, timeline_queries
from dashboard.charts import Look
from dashboard.choice import Choice, encoded
from dashboard.kept import kept
from dashboard.labels import Words
from dashboard.map_frames import View, inside
from dashboard.sparklines import sparkline

BASKET = "with"
MOST = 10
LAST_FIGURES = 4


def history(choice: Choice, measure: str, adcode: str) -> pd.DataFrame:
    """A region's figures of the map's measure over the years, one line of one industry."""
    if measure == "signings":
        return map_queries.signed_by_year(choice, adcode)
    table = map_queries.TABLE_OF[measure]
    return timeline_queries.lines(choice, table, map_queries.measure_code(choice, measure), [adcode])


def panel(view: View, choice: Choice, words: Words, look: Look) -> None:
    """The region drilled down to, what is gathered to compare, and the largest of those that the map draws."""
    _own(view, choice, words, look)
    basket(view.path, choice, words)
    _largest(view, choice, words)


@kept
def _largest(view: View, choice: Choice, words: Words) -> None:
    st.caption(words.say("panel_top"))
    ranked = inside(choice, view).sort_values("number", ascending=False).head(5)
    columns = zip(charts.names(ranked, words), charts.told(ranked, words), ranked["fact_id"], strict=True)
    for place, (text, said, fact) in enumerate(columns, 1):
        drawing.link(f"{place}. {text}　{said}", str(fact), choice)


@kept
def _own(view: View, choice: Choice, words: Words, look: Look) -> None:
    """The region's figure, rank, years and last figures, and the way to its page."""
    adcode = view.path
    name = charts.names(queries.place(adcode).rename(columns={"name": "region"}), words)[-1]
    st.subheader(name, anchor=False)
    rows = history(choice, view.measure, adcode)
    if rows.empty:
        st.caption(words.say("panel_none", name=name))
    else:
        _figures(rows, name, view, choice, words, look)
    if adcode != "100000":
        others = encoded(replace(choice, cities=(adcode,)))
        st.page_link(
            "pages/region.py", label=words.say("panel_open"), icon=":material/location_city:", query_params=others
        )


def _figures(rows: pd.DataFrame, name: str, view: View, choice: Choice, words: Words, look: Look) -> None:
    at = rows if view.year is None else rows[rows["year"] == view.year]
    firm = at[at["status"] == "actual"]
    last = (firm if len(firm) else at).tail(1)
    tell = {"growth": words.rate, "companies": words.number}.get(view.measure, words.money)
    code = map_queries.measure_code(choice, view.measure)
    label = words.say("measure_signings") if view.measure == "signings" else words.code(code)
    if last.empty:
        st.caption(words.say("panel_none_at", name=name, year=view.year))
    else:
        st.metric(f"{label} {last['year'].iloc[0]}", tell(last["number"].iloc[0], str(last["qualifier"].iloc[0])))
    drawn = inside(choice, view)
    if view.path in set(drawn["adcode"]):
        own = float(drawn.loc[drawn["adcode"] == view.path, "number"].iloc[0])
        rank = int((drawn["number"] > own).sum()) + 1
        st.caption(words.say("panel_rank", rank=rank, n=len(drawn)))
    if len(rows) > 1:
        said = words.listed(f"{y} {tell(v)}" for y, v in zip(rows["year"], rows["number"], strict=True))
        st.html(sparkline(rows, look, f"{name}: {said}"))
    for row in rows.tail(LAST_FIGURES).iloc[::-1].to_dict("records"):
        state = "" if row["status"] == "actual" else f" · {words.code(row['status'])}"
        part = f" · {words.say('part_year')}" if row["part_year"] and row["status"] == "actual" else ""
        said = tell(row["number"], str(row["qualifier"]))
        drawing.link(f"{row['year']}　{said}{state}{part}", str(row["fact_id"]), choice)


def gathered() -> list[str]:
    """The codes gathered to compare, from the address; unknown ones are left out."""
    asked = [code for code in st.query_params.get(BASKET, "").split(",") if code.isdigit()][:MOST]
    known = set(queries.regions(asked)["adcode"]) if asked else set()
    return [code for code in dict.fromkeys(asked) if code in known]


def basket(adcode: str, choice: Choice, words: Words) -> None:
    """Add this region to a comparison, take one out, and open the comparison."""
    codes = gathered()
    if adcode not in codes and adcode != "100000" and len(codes) < MOST:
        st.button(
            words.say("panel_compare"),
            key=f"add_{adcode}",
            icon=":material/add:",
            on_click=_gather,
            args=([*codes, adcode],),
        )
    if not codes:
        return
    rows = queries.regions(codes).set_index("adcode").loc[codes].reset_index()
    names = charts.names(rows.rename(columns={"name": "region"}), words)
    with st.container(horizontal=True, gap="small", key="basket"):
        for code, name in zip(codes, names, strict=True):
            rest = [other for other in codes if other != code]
            st.button(f"{name} ✕", key=f"basket_{code}", on_click=_gather, args=(rest,))
    if len(codes) > 1:
        chosen = encoded(replace(choice, cities=tuple(codes)))
        label = words.say("panel_to_compare", n=len(codes))
        st.page_link("pages/compare.py", label=label, icon=":material/compare_arrows:", query_params=chosen)


def _gather(codes: Sequence[str]) -> None:
    if codes:
        st.query_params[BASKET] = ",".join(codes)
    elif BASKET in st.query_params:
        del st.query_params[BASKET]
