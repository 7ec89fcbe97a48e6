"""Widths of texts and row heights of reports, since spreadsheet programs do not fit rows that a library wrote."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

LINE = 15.5  # points a line of body text takes
ROW = 20.0  # points of an ordinary row
TALLEST = 405.0  # Excel stops at 409
_LONGEST = 8000

_INVISIBLE = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]")
_PIECE = re.compile(r"[!-~]+|.", re.DOTALL)
_BROAD = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZmw@%&_=+<>#~")


def clean(value: object) -> str:
    """Return ``value`` as text that any spreadsheet program can store: None, NaN and NA are blank."""
    if blank(value):
        return ""
    text = _INVISIBLE.sub(lambda match: _escape(match[0]), str(value))
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"


def blank(value: object) -> bool:
    """Return whether a value of a DataFrame is missing."""
    if value is None or isinstance(value, str):
        return value is None
    import pandas as pd

    return value is pd.NA or value != value


def _escape(character: str) -> str:
    return character.encode("unicode_escape", "surrogatepass").decode()


def clip(text: str, limit: int) -> str:
    """Cut ``text`` to ``limit`` characters, with an ellipsis where something is missing."""
    return text if len(text) <= limit else text[: limit - 1] + "…"


def fitted(text: str, room: float) -> str:
    """Cut ``text`` to a line of ``room`` units, with an ellipsis where something is missing."""
    if extent(text) <= room:
        return text
    used, kept = _width("…"), ""
    for character in text:
        used += _width(character)
        if used > room:
            break
        kept += character
    return kept.rstrip() + "…"


@lru_cache(maxsize=1 << 12)
def extent(text: str) -> float:
    """Measure one line in column-width units, generously: a CJK character is two wide."""
    return sum(_width(character) for character in text)


def _width(character: str) -> float:
    if unicodedata.east_asian_width(character) in "WFA":
        return 2.0
    return 1.4 if character in _BROAD else 1.1


def lines(text: str, width: float) -> int:
    """Count the lines that ``text`` takes in ``width`` units: Latin words stay whole where they fit."""
    return sum(_wrapped(line, max(2.0, width)) for line in text.split("\n"))


def _wrapped(line: str, width: float) -> int:
    if len(line) * 2 <= width:
        return 1
    count, used = 1, 0.0
    for piece in _PIECE.findall(line):
        room = extent(piece)
        if used + room <= width:
            used += room
        elif room <= width:
            count, used = count + 1, room
        else:
            count, used = _split(piece, width, count, used)
    return count


def _split(piece: str, width: float, count: int, used: float) -> tuple[int, float]:
    """Break a word that is longer than a line; it starts on a line of its own."""
    if used:
        count, used = count + 1, 0.0
    for character in piece:
        room = _width(character)
        if used + room > width:
            count, used = count + 1, 0.0
        used += room
    return count, used


@lru_cache(maxsize=1 << 12)
def height(text: str, width: float) -> float:
    """Return the height in points of a row that shows all of ``text`` in ``width`` units."""
    count = lines(text, width)
    return ROW if count == 1 else min(TALLEST, count * LINE + 6)
