"""What a page works out of a build and draws for a choice: made once, then played again for whoever asks the same.

Streamlit keeps, beside what a function returned, the elements that it drew, and plays them again in a fortieth of the
time. What is kept depends on the build and the arguments alone: a kept function may not look at the address or the
session, and draws nothing that a reader can press (a button, a chart whose points lead somewhere). One kept function
may call another with the rows that it found: choices that show the same rows share what is drawn of them.
"""

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar

import pandas as pd
import streamlit as st

from dashboard import database
from dashboard.choice import Choice
from dashboard.labels import Words

P = ParamSpec("P")
R = TypeVar("R")
KEPT = 256  # answers of each function; some 30 KB each


def said(value: object) -> object:
    """What tells an argument from another, as far as what is drawn depends on it."""
    if isinstance(value, pd.DataFrame):
        return [*value.columns, *value.itertuples(index=False, name=None)]
    if isinstance(value, Choice):
        years = value.first_year, value.last_year
        return value.cities, years, value.industry, value.statistic, value.lang, value.claim
    return value.lang if isinstance(value, Words) else value


def kept(make: Callable[P, R]) -> Callable[P, R]:
    """A function whose answer and elements are kept by build and arguments. What it returns must not be changed."""

    def once(key: str, _made: Callable[[], R]) -> R:
        return _made()

    once.__module__, once.__qualname__ = make.__module__, make.__qualname__  # by these Streamlit tells functions apart
    played = st.cache_resource(show_spinner=False, max_entries=KEPT)(once)

    @wraps(make)
    def asked(*args: P.args, **named: P.kwargs) -> R:
        key = repr(
            (database.build(), [said(each) for each in args], [(name, said(each)) for name, each in named.items()])
        )
        found: R = played(key, lambda: make(*args, **named))
        return found

    return asked
