"""Cells that hold several names, with 、 or commas between them."""

from __future__ import annotations

import re
from collections.abc import Callable

from xlsappraise.base.text import tidy
from xlsappraise.roster.people import SCHEME_MARKS

_MARK = re.compile(f"[{re.escape(SCHEME_MARKS)}\n]")


def split(text: str) -> list[str]:
    """Return the names in a cell."""
    return [part for part in (tidy(piece) for piece in _MARK.split(text)) if part]


def whole_names(text: str, known: Callable[[str], bool]) -> list[str]:
    """Return the names in a cell; a name that is known stays whole though it has a mark inside."""
    ends = [match.span() for match in _MARK.finditer(text)] + [(len(text), len(text))]
    found: list[str] = []
    start = index = 0
    while index < len(ends):
        later = range(len(ends) - 1, index - 1, -1)
        longest = next((i for i in later if known(tidy(text[start : ends[i][0]]))), index)
        found.append(tidy(text[start : ends[longest][0]]))
        start, index = ends[longest][1], longest + 1
    return [name for name in found if name]
