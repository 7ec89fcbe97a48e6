"""Row heights of forms, since spreadsheet programs do not fit the heights of rows that a library wrote."""

from __future__ import annotations

from xlsappraise.base.text import lines

PADDING = 5.0
MINIMUM = 18.0


def capacity(width: float, size: float) -> float:
    """Return the number of text units in a line of an indented cell ``width`` characters wide, at ``size`` points.

    A character of column width is 7 pixels, a unit of text two thirds of a point size; 4 % are a reserve.
    """
    return max(2.0, (width * 7 - 10) / (size * 2 / 3) * 0.96)


def height(text: str, width: float, size: float = 9) -> float:
    """Return the height in points that ``text`` needs in a wrapped cell ``width`` characters wide."""
    return max(MINIMUM, lines(text, capacity(width, size)) * size * 1.45 + PADDING)
