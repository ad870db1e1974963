"""Whoever waits is told how far a run is: as a bar in a terminal, as lines elsewhere, and not at all if they want none."""

from __future__ import annotations

import io

import pytest

from generator.command import progress as module
from generator.command.progress import in_time, progress


@pytest.mark.parametrize(
    ("seconds", "words"), [(0.4, "0 s"), (59.4, "59 s"), (60, "1 min"), (200, "3 min 20 s"), (3600, "1 h"), (7500, "2 h 5 min"), (90000, "25 h")]
)
def test_a_span_of_time_in_words(seconds, words):
    assert words == in_time(seconds)


def told(capsys, monkeypatch, *, quiet: bool = False) -> str:
    """What is said of four things of which two are done after ten seconds."""
    clock = iter([0.0, 1.0, 10.0, 11.0])
    monkeypatch.setattr(module.time, "monotonic", lambda: next(clock))
    with progress(4, "Partners", quiet=quiet) as advance:
        for _ in range(3):
            advance(1)
    return capsys.readouterr().err


def test_lines_now_and_then_say_rate_and_time_left(capsys, monkeypatch):
    assert told(capsys, monkeypatch) == "Partners: 2 of 4, 0.2 a second, 10 s left\n"


def test_quiet_is_quiet(capsys, monkeypatch):
    assert told(capsys, monkeypatch, quiet=True) == ""


def test_a_terminal_gets_a_bar(monkeypatch):
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    terminal = Terminal()
    monkeypatch.setattr("sys.stderr", terminal)
    monkeypatch.setenv("TERM", "xterm")
    with progress(20, "Partners", quiet=False) as advance:
        advance(20)
    assert ("Partners" if "Partners" in terminal.getvalue() else "", "20/20" if "20/20" in terminal.getvalue() else "") == ("Partners", "20/20")
