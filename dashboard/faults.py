"""Faults: the reader sees a number, the log holds the trace under it. The log never holds a text of the data.

An exception's own words may quote an article ("could not convert '…'"), so they stay out of the log; what is kept is
its type and where it came from. LIFEATLAS_LOG_MESSAGES=1 keeps the words too, for a machine with nothing to hide.
"""

import logging
import os
import secrets
import traceback
from collections.abc import Callable, Iterator
from typing import Any

import streamlit as st

LOG = logging.getLogger("lifeatlas")
SPOKEN = "LIFEATLAS_LOG_MESSAGES"
DEPTH = 5  # of exceptions that led to one another


class Reported(Exception):
    """A fault that is in the log already; carries its number."""


def record(error: BaseException, where: str) -> str:
    """Write a fault into the log. Returns its number, which the reader is told."""
    number = secrets.token_hex(4)
    LOG.error("fault %s in %s\n%s", number, where, "\n".join(trace(error)))
    return number


def trace(error: BaseException) -> list[str]:
    """Where an exception came from, and what led to it: types, files, lines and functions; no values."""
    lines: list[str] = []
    for link in _chain(error):
        if lines:
            lines.append("  after")
        for frame in traceback.extract_tb(link.__traceback__):
            lines.append(f"  {frame.filename}:{frame.lineno} {frame.name}")
        said = f": {link}" if os.environ.get(SPOKEN) == "1" else ""
        lines.append(f"  {type(link).__module__}.{type(link).__qualname__}{said}")
    return lines


def _chain(error: BaseException) -> Iterator[BaseException]:
    link: BaseException | None = error
    for _ in range(DEPTH):
        if link is None:
            return
        yield link
        link = link.__cause__ or (None if link.__suppress_context__ else link.__context__)


def show(error: Exception) -> bool:
    """For st.App: write an uncaught exception of a page into the log and tell the reader its number."""
    number = record(error, "a page")
    st.error(
        f"这一页出错了，其余页面不受影响。请刷新；再次出现时，请告知编号 `{number}`。　"
        f"This page failed; reload it, and report `{number}` if it fails again.",
        icon=":material/error:",
    )
    return True


TOLD = "streamlit.error_util"  # writes each page's exception, beside calling show()


def quieted(make: Callable[..., logging.LogRecord]) -> Callable[..., logging.LogRecord]:
    """A maker of log records that puts the trace without its words in the place of an exception, whoever logs it."""

    def wordless(*given: Any, **named: Any) -> logging.LogRecord:  # noqa: ANN401 - as logging calls it
        made = make(*given, **named)
        if os.environ.get(SPOKEN) == "1":
            return made
        if isinstance(made.args, tuple):
            made.args = tuple(type(a).__name__ if isinstance(a, BaseException) else a for a in made.args)
        if isinstance(made.msg, BaseException):
            made.msg = type(made.msg).__name__
        error = made.exc_info[1] if made.exc_info else None
        made.exc_info = None
        if error is not None and made.name != TOLD:
            made.msg = "\n".join([made.getMessage(), *trace(error)])
            made.args = None
        return made

    wordless.quieted = True  # type: ignore[attr-defined]
    return wordless


def settle() -> None:
    """Set the log up: ours to stderr in one format, everybody's exceptions without their words."""
    if not LOG.handlers:
        handler = logging.StreamHandler()
        handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s %(message)s"))
        LOG.addHandler(handler)
        LOG.setLevel(logging.INFO)
        LOG.propagate = False
    make = logging.getLogRecordFactory()
    if not hasattr(make, "quieted"):
        logging.setLogRecordFactory(quieted(make))
