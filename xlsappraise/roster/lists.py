"""Cells that hold several names, with 、 or commas between them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from xlsappraise.base.text import tidy
from xlsappraise.roster.people import SCHEME_MARKS

_MARK = re.compile(f"[{re.escape(SCHEME_MARKS)}\n]")


def split(text: str) -> list[str]:
    """Return the names in a cell."""
    return [part for part in (tidy(piece) for piece in _MARK.split(text)) if part]


def marks_in(names: Iterable[str]) -> int:
    """Return how many marks a name has inside at most."""
    return max((len(_MARK.findall(name)) for name in names), default=0)


def whole_names(text: str, known: Callable[[str], bool], inside: int) -> list[str]:
    """Return the names in a cell; a name that is known stays whole though it has up to ``inside`` marks in it."""
    ends = [match.span() for match in _MARK.finditer(text)] + [(len(text), len(text))]
    found: list[str] = []
    start = index = 0
    while index < len(ends):
        later = range(min(len(ends) - 1, index + inside), index - 1, -1)
        longest = next((i for i in later if known(tidy(text[start : ends[i][0]]))), index)
        found.append(tidy(text[start : ends[longest][0]]))
        start, index = ends[longest][1], longest + 1
    return [name for name in found if name]
