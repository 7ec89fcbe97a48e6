"""Names of the sheets that there are several of: a word and the scheme's title."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

_FORBIDDEN = re.compile(r"[\[\]:*?/\\]")
_NAME_LIMIT = 31


def titled_names(word: str, titles: Sequence[str]) -> list[str]:
    """Name the sheets by a word and each title."""
    return unique_names([f"{word}·{title}" for title in titles])


def unique_names(wanted: Sequence[str]) -> list[str]:
    """Return names within Excel's rules: 31 characters, none of ``[]:*?/\\``, no two alike."""
    names: list[str] = []
    taken: set[str] = set()
    for title in wanted:
        whole = _FORBIDDEN.sub("_", title).replace("'", "’")
        name, count = _cut(whole, ""), 1
        while name.casefold() in taken:
            count += 1
            name = _cut(whole, f"~{count}")
        taken.add(name.casefold())
        names.append(name)
    return names


def _cut(name: str, ending: str) -> str:
    """Shorten ``name`` so that it fits with its ending; Excel counts UTF-16 units."""
    while len((name + ending).encode("utf-16-le")) > 2 * _NAME_LIMIT:
        name = name[:-1]
    return name.rstrip() + ending
