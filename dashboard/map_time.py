"""The map's years: a slider with a play button, kept in the address as `at`; its right end is each region's latest."""

import time
from collections.abc import Sequence

import streamlit as st

from dashboard.labels import Words

NAME, KEY, LAST, PLAYING, TICKED = "at", "mode_at", "_written_at", "_playing", "_ticked"
SECONDS = 1.3


def stop() -> None:
    """Play no longer: the reader has left the map."""
    st.session_state[PLAYING] = False


def rhythm() -> float | None:
    """How often the map is to be drawn again by itself: only while it plays."""
    return SECONDS if st.session_state.get(PLAYING) else None


def step(options: Sequence[str]) -> bool:
    """Go on by a year if it plays and the time has come. True when the last year was reached: the page runs again."""
    state = st.session_state
    if not state.get(PLAYING):
        return False
    now = time.monotonic()
    if now - state.get(TICKED, 0.0) < SECONDS * 0.8:
        return False
    state[TICKED] = now
    at = st.query_params.get(NAME, "")
    place = options.index(at) if at in options else len(options) - 1
    following = options[place + 1] if place + 1 < len(options) else options[-1]
    _write(following)
    if following == options[-1]:
        state[PLAYING] = False
        return True
    return False


def slider(years: Sequence[int], words: Words) -> int | None:
    """The year shown, or None for the latest of each region."""
    options = [*(str(year) for year in years), ""]
    if step(options):
        st.rerun()
    state = st.session_state
    asked = st.query_params.get(NAME, "")
    if KEY not in state or state.get(LAST) != asked or state[KEY] not in options:
        state[KEY] = asked if asked in options else ""
    with st.container(horizontal=True, vertical_alignment="center", key="years"):
        playing = bool(state.get(PLAYING))
        st.button(
            words.say("pause" if playing else "play"),
            key="play",
            icon=":material/pause:" if playing else ":material/play_arrow:",
            on_click=_toggle,
            args=(options,),
            disabled=len(options) < 3,
        )
        picked = st.select_slider(
            words.say("map_year"),
            options,
            key=KEY,
            format_func=lambda year: year or words.say("latest"),
            label_visibility="collapsed",
        )
    _write(str(picked))
    state[LAST] = str(picked)
    if state.pop("_play_changed", False):
        st.rerun()
    return int(str(picked)) if picked else None


def _toggle(options: Sequence[str]) -> None:
    state = st.session_state
    state[PLAYING] = not state.get(PLAYING)
    state["_play_changed"] = True
    if state[PLAYING]:
        state[TICKED] = time.monotonic()
        if st.query_params.get(NAME, "") not in options[:-2]:  # from the end it starts again at the first year
            _write(options[0])


def _write(year: str) -> None:
    if year and st.query_params.get(NAME) != year:
        st.query_params[NAME] = year
    elif not year and NAME in st.query_params:
        del st.query_params[NAME]
