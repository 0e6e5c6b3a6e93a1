"""The compare page's own pieces: ways on from the verdict, suggested peers, the sum that counts nothing twice."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial

import pandas as pd
import streamlit as st

from dashboard import charts, comparison, drawing, frame, panels, queries, rivals
from dashboard.cells import Places
from dashboard.choice import Choice
from dashboard.comparison import MOST_REGIONS, Comparison
from dashboard.kept import kept
from dashboard.labels import Words, as_text, plain


def ways_on(found: Comparison, measures: Mapping[str, int], choice: Choice, words: Words) -> None:
    """Keep only what compares, or show all again; and the other statistics that these regions have."""
    with st.container(horizontal=True, vertical_alignment="center", key="ways_on"):
        if found.keeps_fair and choice.cities:
            st.button(words.say("keep_all"), key="keep_all", on_click=keep, args=("",), icon=":material/undo:")
        elif found.worth_keeping:
            years = found.fair.years
            span = str(years[0]) if len(years) == 1 else f"{years[0]}–{years[-1]}"
            label = words.say(
                "keep_fair", n=len(found.fair.regions), measure=words.code(found.fair.measure), years=span
            )
            st.button(label, key="keep_fair", on_click=keep, args=("fair",), type="primary", icon=":material/balance:")
        for measure, count in measures.items():
            if measure != found.measure and not found.keeps_fair:
                name = words.say("compare_measures", name=words.code(measure), n=count)
                then = replace(choice, statistic=measure)
                st.button(name, key=f"measure_{measure}", on_click=frame.choose, args=(then,), type="tertiary")
    if found.keeps_fair and found.without:
        names = words.listed(region_names(found.without, words))
        st.caption(plain(words.say("fair_left_out", names=names)))
    elif found.verdict.level == "not" and len(found.fair.regions) < 2 and len(found.latest) > 1:
        st.caption(words.say("keep_none"))


def keep(what: str) -> None:
    """Set or clear `keep` in the address, from a button."""
    if what:
        st.query_params["keep"] = what
    else:
        st.query_params.pop("keep", None)


def region_names(adcodes: Sequence[str], words: Words) -> list[str]:
    """The names of these regions, in their order."""
    rows = queries.regions(list(adcodes))
    named = dict(zip(rows["adcode"], charts.names(rows.rename(columns={"name": "region"}), words), strict=True))
    return [named.get(code, code) for code in adcodes]


def peers(chosen: Sequence[str], measure: str, choice: Choice, words: Words) -> None:
    """Regions that would compare well with one of those chosen, each with its reason and a button that adds it."""
    named = _peers(tuple(chosen), measure, words) if chosen and len(chosen) < MOST_REGIONS else {}
    if not named:
        return
    st.caption(words.say("peers_title"))
    with st.container(horizontal=True, key="peers"):
        for code, name in named.items():
            then = replace(choice, cities=(*chosen, code))
            st.button(
                name,
                key=f"peer_{code}",
                on_click=frame.choose,
                args=(then,),
                icon=":material/add:",
            )


@kept
def _peers(chosen: tuple[str, ...], measure: str, words: Words) -> dict[str, str]:
    rows = rivals.peers(chosen, measure)
    of = zip(rows["like_adcode"], rows["like_region"], rows["like_pinyin"], strict=True)
    alike = [words.region(str(code), str(name), str(pinyin)) for code, name, pinyin in of]
    named: dict[str, str] = {}
    for row, name, like in zip(rows.to_dict("records"), charts.names(rows, words), alike, strict=True):
        near = row["ratio"] == row["ratio"] and 0.5 <= row["ratio"] <= 2
        key = "peer_both" if near and row["same_province"] else "peer_size" if near else "peer_province"
        why = words.say(key, like=like, value=words.money(row["number"]), year=row["year"])
        named[str(row["adcode"])] = plain(f"{name}　{why}")
    return named


def total(points: pd.DataFrame, known: Places, words: Words) -> None:
    """The sum of one year, and who is not in it because another holds it."""
    summed = comparison.total(points, known)
    if summed is None:
        return
    value, names = words.money(summed.number, summed.qualifier), words.listed(charts.names(summed.rows, words))
    said = [words.say("compare_total", year=summed.year, n=len(summed.rows), value=value, names=names)]
    for inner, outer in summed.left_out:
        inner_name, outer_name = region_names([inner, outer], words)
        said.append(words.say("compare_total_left", inner=inner_name, outer=outer_name))
    st.caption(plain(" ".join(said)))


def table(points: pd.DataFrame, choice: Choice, words: Words) -> None:
    """Every figure drawn, with its industry, claims and source; each leads to its sentence."""
    address = partial(drawing.evidence_address, choice=choice)
    rows = []
    for row, name, text, period in charts.each(points, words):
        rows.append(
            [
                panels.cell(name),
                panels.cell(period),
                panels.link(text, row["fact_id"], address),
                panels.cell(words.code(row["status"])),
                panels.cell(as_text(row["industry_text"])),
                panels.cell(
                    claims(row["claims"], row["rivals"], row["spread"], words), "rival" if row["rivals"] else ""
                ),
                panels.cell((as_text(row["publisher"]) or as_text(row["title"]))[:24], "quiet"),
            ]
        )
    keys = ("region", "period", "value", "status", "industry", "claims", "source")
    st.html(panels.table([words.say(f"column_{key}") for key in keys], rows))


def claims(count: int, disagree: int, spread: float, words: Words) -> str:
    """How many claims a cell has, and how far they lie apart."""
    if disagree:
        return words.say("rivals_n", n=count, spread=words.rate(spread).lstrip("+"))
    return words.say("claims_n", n=count) if count > 1 else ""
