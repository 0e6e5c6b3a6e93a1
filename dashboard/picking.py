"""One of several values for a page, chosen from a list and kept in the address under its name."""

from collections.abc import Callable, Sequence

import streamlit as st


def pick(name: str, label: str, options: Sequence[str], say: Callable[[str], str], width: int = 170) -> str:
    """The value picked; the first option is the default and stays unsaid. What the address asks for wins."""
    key, last = f"pick_{name}", f"_written_{name}"
    asked = st.query_params.get(name, options[0])
    state = st.session_state
    if key not in state or state.get(last) != asked or state[key] not in options:
        state[key] = asked if asked in options else options[0]
    picked = str(
        st.selectbox(label, options, key=key, format_func=say, label_visibility="collapsed", width=width) or options[0]
    )
    if picked == options[0]:
        if name in st.query_params:
            del st.query_params[name]
    elif st.query_params.get(name) != picked:
        st.query_params[name] = picked
    state[last] = picked
    return picked
