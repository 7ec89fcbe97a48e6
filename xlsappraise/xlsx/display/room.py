"""Whether a content has room in its cell: blanks and indents that push it out, a text that is shrunk to fit."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from xlsappraise.xlsx.attributes import decimal, flag
from xlsappraise.xlsx.xml import own_children

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

    from xlsappraise.xlsx.address import Place

HEIGHT, WIDTH = 15.0, 9.0
"""Those of rows and columns that have none of their own"""
_STEP = 1.3
"""Characters of a step of indentation"""
_LINE = 1.25
"""The height of a line against the size of its font"""
_SIZE = 11.0
"""Points of the font by which columns are measured"""
_LEAST_SIZE = 4.0
"""Points of a shrunk text below which nobody reads it; programs differ somewhat about the widths of letters"""
Cramped = Literal["pushed by blanks", "pushed by indents", "tiny"]


@dataclass(frozen=True, slots=True)
class Placing:
    """How a style places a content: in several lines, so many steps from the side, smaller until it fits."""

    wrapped: bool = False
    indent: float = 0.0
    shrunk: bool = False


PLACED = Placing()


def placing(style: Element) -> Placing:
    """Return how a style places a content."""
    placed = own_children(style).get("alignment")
    if placed is None:
        return PLACED
    wrapped, shrunk = flag(placed.get("wrapText")), flag(placed.get("shrinkToFit"))
    return Placing(wrapped, decimal(placed.get("indent")) or 0.0, shrunk and not wrapped)


def room(
    at: Place,
    merges: Iterable[tuple[Place, Place]],
    widths: Iterable[tuple[int, int, float]],
    heights: Mapping[int, float],
) -> tuple[float, float]:
    """Return the width in characters and the height in points of a cell, or of the merged area that it begins."""
    last = next((end for first, end in merges if first == at), at)
    rows, columns = range(at[0], last[0] + 1), range(at[1], last[1] + 1)
    width = sum(_width(widths, column) for column in columns)
    return width, sum(heights.get(row, HEIGHT) for row in rows)


def _width(widths: Iterable[tuple[int, int, float]], column: int) -> float:
    return next((width for first, last, width in widths if first <= column <= last), WIDTH)


def cramped(text: str, size: float, placed: Placing, width: float, height: float) -> Cramped | None:
    """Return why a text cannot be read in a room so wide and high; None where it can."""
    if placed.indent * _STEP >= width:
        return "pushed by indents"
    blanks = text[: len(text) - len(text.lstrip())]
    lines = blanks.split("\n")
    pushed = _measured(lines[-1]) * size / _SIZE
    if pushed >= width and not placed.wrapped:
        return "pushed by blanks"
    if (len(lines) - 1 + pushed // max(width, 1.0)) * size * _LINE >= height:
        return "pushed by blanks"
    needed = max(_measured(line) for line in text.split("\n")) * size / _SIZE
    return "tiny" if placed.shrunk and needed and size * width / needed < _LEAST_SIZE else None


def _measured(text: str) -> float:
    """Return the width of a text in digits: those of East Asia have two."""
    return sum(2.0 if unicodedata.east_asian_width(char) in "WF" else 1.0 for char in text)
