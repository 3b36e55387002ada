"""How far a run is, for a person who watches it."""

import io
import sys

import pytest

from extractor import progress


class Terminal(io.StringIO):
    """Standard error that is a terminal."""

    def isatty(self) -> bool:
        return True


def shown_on(error: io.StringIO, monkeypatch: pytest.MonkeyPatch, *, wanted: bool, total: int | None = 4) -> str:
    monkeypatch.setattr(sys, "stderr", error)
    monkeypatch.setenv("TERM", "xterm")
    with progress.shown(total, wanted=wanted) as advance:
        for _ in range(3):
            advance()
    return error.getvalue()


def test_a_terminal_shows_how_many_are_done(monkeypatch: pytest.MonkeyPatch) -> None:
    assert "3/4" in shown_on(Terminal(), monkeypatch, wanted=True)
    assert "3/?" in shown_on(Terminal(), monkeypatch, wanted=True, total=None)


def test_anything_else_shows_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    assert shown_on(io.StringIO(), monkeypatch, wanted=True) == ""
    assert shown_on(Terminal(), monkeypatch, wanted=False) == ""
