"""A bar on long work in a terminal; nothing anywhere else."""

from __future__ import annotations

import io
import sys

import pytest

from xlsappraise.cli.progress import LONG, bar


class Terminal(io.StringIO):
    def __init__(self, *, is_terminal: bool) -> None:
        super().__init__()
        self.is_terminal = is_terminal

    def isatty(self) -> bool:
        return self.is_terminal


@pytest.mark.parametrize(
    ("count", "quiet", "terminal", "shown"),
    [(LONG, False, True, True), (LONG - 1, False, True, False), (LONG, True, True, False), (LONG, False, False, False)],
)
def test_a_bar_is_shown_only_on_long_work_in_a_terminal(
    monkeypatch: pytest.MonkeyPatch, count: int, quiet: bool, terminal: bool, shown: bool
) -> None:
    screen = Terminal(is_terminal=terminal)
    monkeypatch.setattr(sys, "stderr", screen)
    monkeypatch.setenv("TERM", "xterm")
    assert list(bar("Writing forms", quiet=quiet)(range(count), count)) == list(range(count))
    assert ("Writing forms" in screen.getvalue()) == shown
