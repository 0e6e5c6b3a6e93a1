"""What a page works out of a build and draws for a choice: made once, then played again for whoever asks the same.

Streamlit keeps, beside what a function returned, the elements that it drew, and plays them again in a fortieth of the
time. What is kept depends on the build and the arguments alone: a kept function may not look at the address or the
session, and draws nothing that a reader can press (a button, a chart whose points lead somewhere).
"""

from collections.abc import Callable
from functools import wraps
from typing import Any, ParamSpec, TypeVar

import streamlit as st

from dashboard import database
from dashboard.charts import Look
from dashboard.choice import Choice
from dashboard.labels import Words

P = ParamSpec("P")
R = TypeVar("R")
KEPT = 256  # answers of each function; some 30 KB each


def _choice(choice: Choice) -> tuple[object, ...]:
    years = choice.first_year, choice.last_year
    return choice.cities, *years, choice.industry, choice.statistic, choice.lang, choice.claim


HASHED: dict[str | type[Any], Callable[[Any], Any]] = {
    Choice: _choice,
    Words: lambda words: words.lang,
    Look: lambda look: look.dark,
}


def kept(make: Callable[P, R]) -> Callable[P, R]:
    """A function whose answer and elements are kept by build and arguments. What it returns must not be changed."""

    def once(build: str, *args: P.args, **named: P.kwargs) -> R:
        return make(*args, **named)

    once.__module__, once.__qualname__ = make.__module__, make.__qualname__  # by these Streamlit tells functions apart
    played = st.cache_resource(show_spinner=False, max_entries=KEPT, hash_funcs=HASHED)(once)

    @wraps(make)
    def asked(*args: P.args, **named: P.kwargs) -> R:
        found: R = played(str(database.build()), *args, **named)
        return found

    return asked
