"""Widgets -> Choice, and the address bar kept in step. The widgets are made in app.py, so they live on every page.

The address is the only truth. When it differs from what this session wrote last (a link, the back button, a
reload), it is copied into the widgets before they are made; afterwards the widgets' codes are written back.
"""

import functools
import math
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

import pandas as pd
import streamlit as st
from streamlit.elements.lib.mutable_tab_container import TabContainer
from streamlit.runtime.scriptrunner import get_script_run_ctx

from dashboard import queries
from dashboard.choice import CLAIMS, LANGUAGES, STATISTICS, Choice, Known, decoded, encoded
from dashboard.kept import kept
from dashboard.labels import Words

NAMES = ("city", "year", "industry", "statistic", "lang", "claim")


def read_address(known: Known, page: str) -> Choice:
    """The choice of this run, its unknown parts named in `dropped`.

    A click in the navigation comes without parameters and keeps what was chosen; the back button may come without
    them too, and then nothing was chosen. When a script changes the page (st.switch_page), Streamlit forgets the
    widgets that it was not told of: then the address is all there is.
    """
    state = st.session_state
    asked = {name: st.query_params[name] for name in NAMES if name in st.query_params}
    written: dict[str, str] | None = state.get("_written")
    moved, state["_page"] = state.get("_page") != page, page
    clicked = moved and not asked and not _back()
    if written is None or "city" not in state or (asked != written and not clicked):
        choice = decoded(written if written and clicked else asked, known)
        show(choice, known)
        state["_dropped"] = choice.dropped
        return choice
    if moved and not clicked:
        state["_dropped"] = ()
    # Whatever the browser sends is checked again: its widgets' limits are not the server's.
    choice = decoded(encoded(_chosen(known)), known)
    if encoded(choice) != written:
        state["_dropped"] = ()
    return replace(choice, dropped=state.get("_dropped", ()))


def _back() -> bool:
    """Whether the reader came by the browser's back or forward button."""
    context = get_script_run_ctx(suppress_warning=True)
    return bool(context and context.is_history_navigation)


def show(choice: Choice, known: Known) -> None:
    """Set the widgets to a choice, before they are made or from a callback."""
    state = st.session_state
    state["city"] = list(choice.cities)
    state["year"] = (choice.first_year or known.first_year, choice.last_year or known.last_year)
    state["industry"], state["statistic"], state["lang"] = choice.industry or "", choice.statistic or "", choice.lang
    state["claim"] = choice.claim


def write_address(choice: Choice, page: str) -> None:
    """Put the choice into the address in one step (one entry of the browser's history), and leave the rest alone."""
    wanted = encoded(choice)
    present = {name: st.query_params[name] for name in st.query_params}
    others = {name: value for name, value in present.items() if name not in NAMES}
    if page != "evidence":
        others.pop("fact", None)
    if present != wanted | others:
        st.query_params.from_dict(wanted | others)
    st.session_state["_written"] = wanted


def _chosen(known: Known) -> Choice:
    state = st.session_state
    first, last = state.get("year") or (known.first_year, known.last_year)
    whole = (first, last) == (known.first_year, known.last_year)
    return Choice(
        tuple(state.get("city") or ()),
        None if whole else first,
        None if whole else last,
        state.get("industry") or None,
        state.get("statistic") or None,
        state.get("lang") or "zh",
        claim=state.get("claim") or CLAIMS[0],
    )


def sidebar(choice: Choice, known: Known, words: Words) -> None:
    """The shared filters. Their values are read from the session at the start of the next run."""
    with st.sidebar:
        labels = city_labels(choice, words)
        st.multiselect(
            words.say("city"),
            list(labels),
            key="city",
            format_func=functools.partial(_city_label, labels=labels),
            placeholder=words.say("city_hint"),
            help=words.say("city_help"),
            select_all=False,
        )
        if known.first_year < known.last_year:
            st.slider(words.say("year"), known.first_year, known.last_year, key="year", format="%d")
        names = _industries(words)
        st.selectbox(
            words.say("industry"),
            list(names),
            key="industry",
            format_func=names.__getitem__,
            help=words.say("industry_help"),
        )
        st.selectbox(
            words.say("statistic"),
            ["", *STATISTICS],
            key="statistic",
            format_func=lambda code: words.code(code) if code else words.say("everything"),
        )
        st.selectbox(
            words.say("claim"),
            CLAIMS,
            key="claim",
            format_func=lambda code: words.say(f"claim_{code}"),
            help=words.say("claim_help"),
        )
        st.segmented_control(
            words.say("language"),
            LANGUAGES,
            key="lang",
            format_func={"zh": "中文", "en": "English"}.__getitem__,
            required=True,
            label_visibility="collapsed",
        )


def mode(
    name: str, label: str, options: Sequence[str], words: Words, prefix: str = "", default: str | None = None
) -> str:
    """A page's own switch, kept in the address under its name; the default (the first, if unsaid) is left out there."""
    key = f"mode_{name}"
    usual = default or options[0]
    _seed(name, key, usual, options)
    picked: str | None = st.segmented_control(
        label,
        options,
        key=key,
        format_func=lambda code: words.code(prefix + code),
        required=True,
        label_visibility="collapsed",
    )
    return _kept(name, picked or usual, usual)


def text(name: str, label: str, longest: int = 100) -> str:
    """A page's own box for words, kept in the address under its name."""
    key = f"text_{name}"
    _seed(name, key, "")
    typed = st.text_input(label, key=key, placeholder=label, label_visibility="collapsed", max_chars=longest)
    return _kept(name, typed.strip(), "")


def tabs(name: str, options: Sequence[str], words: Words) -> Sequence[TabContainer]:
    """A tab for each code, the open one kept in the address under its name."""
    key = f"tabs_{name}_{words.lang}"
    labels = {option: words.code(option) for option in options}
    _seed(name, key, options[0], labels, labels)
    made = st.tabs(list(labels.values()), key=key, on_change="rerun")
    _kept(name, next((option for option, tab in zip(options, made, strict=True) if tab.open), options[0]), options[0])
    return made


def _seed(
    name: str, key: str, usual: str, options: Collection[str] | None = None, labels: Mapping[str, str] | None = None
) -> None:
    """Before a widget is made: what the address asks for, if it is not what this session wrote there."""
    state = st.session_state
    asked = st.query_params.get(name, usual)
    if key not in state or state.get(f"_written_{name}") != asked:
        value = asked if options is None or asked in options else usual
        state[key] = labels[value] if labels else value


def _kept(name: str, picked: str, usual: str) -> str:
    """After it is made: what is picked goes into the address; the usual stays unsaid."""
    if picked == usual:
        st.query_params.pop(name, None)
    elif st.query_params.get(name) != picked:
        st.query_params[name] = picked
    st.session_state[f"_written_{name}"] = picked
    return picked


def city_labels(choice: Choice, words: Words) -> dict[str, tuple[str, str, int]]:
    """For each region to choose: its name, what helps to find it (upper region, pinyin), and its number of figures."""
    usual = _labels(words, ())
    others = tuple(code for code in choice.cities if code not in usual)
    return usual | _labels(words, others) if others else usual


@kept
def _labels(words: Words, others: tuple[str, ...]) -> dict[str, tuple[str, str, int]]:
    """Of these regions; of those that have figures, most first, if none is named."""
    rows = queries.regions(list(others)) if others else queries.region_options()
    labels: dict[str, tuple[str, str, int]] = {}
    for row in rows.itertuples(index=False):
        name = words.region(str(row.adcode), str(row.name), str(row.pinyin))
        above = str(row.full_name).removesuffix(str(row.name)) if row.level != "country" else ""
        hint = f"{above} {row.pinyin}" if words.lang == "zh" else f"{row.full_name}"
        labels[str(row.adcode)] = (name, hint.strip(), int(str(row.figures)))
    return labels


def _city_label(code: str, labels: dict[str, tuple[str, str, int]]) -> str:
    # Padded with wide blanks: columns in the list, and of the tag, which is cut (dashboard/frame.py), the name alone.
    name, hint, figures = labels.get(code, (code, "", 0))
    wide = sum(1.0 if ord(char) > 0x2E80 else 0.5 for char in name)
    return f"{name}{'　' * max(1, math.ceil(6.5 - wide))}{figures}　{hint}"


@kept
def _industries(words: Words) -> dict[str, str]:
    """The names to choose an industry by, "" for all, each below its own with a step in."""
    tree = queries.industries()
    depths = _depths(tree)
    named = zip(tree["industry"], tree["name_en" if words.lang == "en" else "name_zh"], strict=True)
    return {"": words.say("everything")} | {code: "　" * depths[code] + name for code, name in named}


def _depths(tree: pd.DataFrame) -> dict[str | None, int]:
    depths: dict[str | None, int] = {None: 0}
    for row in tree.itertuples(index=False):
        parent = row.parent if isinstance(row.parent, str) else None
        depths[str(row.industry)] = depths.get(parent, 0) + (parent is not None)
    return depths


def place(name: str, default: str) -> str:
    """The region a page has drilled down to, kept in the address under its name."""
    asked = st.query_params.get(name, default)
    return asked if asked == default or len(queries.regions([asked])) else default


def go(name: str, code: str) -> None:
    """Drill to another region."""
    st.query_params[name] = code
