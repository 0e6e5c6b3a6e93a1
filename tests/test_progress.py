"""The progress bar: nothing for a log file or a short step, a bar with its rate for who waits at a terminal."""

import io
import sys

import pytest

from etl import progress


class Terminal(io.StringIO):
    """A stderr that somebody looks at."""

    def isatty(self):
        return True


def shown(monkeypatch, to, patience=0.0, total=3, fails=False):
    """What a step of so many inputs shows; stderr is replaced here, as pytest puts its own there for each phase."""
    monkeypatch.setattr(sys, "stderr", to)
    monkeypatch.setattr(progress, "PATIENCE_SECONDS", patience)
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv("COLUMNS", "80")
    with progress.step("reading", total) as advance:
        for _ in range(total):
            advance(1)
        if fails:
            raise ValueError("broken")
    return to.getvalue()


def test_a_log_file_gets_no_bar(monkeypatch):
    assert shown(monkeypatch, io.StringIO()) == ""


def test_a_short_step_gets_no_bar(monkeypatch):
    assert shown(monkeypatch, Terminal(), patience=60.0) == ""


def test_nothing_to_do_is_no_bar(monkeypatch):
    assert shown(monkeypatch, Terminal(), total=0) == ""


def test_who_waits_sees_how_much_is_done_and_how_fast(monkeypatch):
    told = shown(monkeypatch, Terminal())
    assert all(part in told for part in ("reading", "3/3", "/s"))


def test_the_bar_is_taken_away_when_the_step_fails(monkeypatch):
    terminal = Terminal()
    with pytest.raises(ValueError, match="broken"):
        shown(monkeypatch, terminal, fails=True)
    assert "reading" in terminal.getvalue()
    assert "\x1b[?25h" in terminal.getvalue()  # the cursor, which the bar hid, is back
