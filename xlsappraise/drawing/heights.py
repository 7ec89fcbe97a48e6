"""How high a row must be for a text: spreadsheet programs do not grow the rows that a library wrote."""

from __future__ import annotations

from xlsappraise.base.text import lines

PADDING = 5.0
MINIMUM = 18.0


def capacity(width: float, size: float) -> float:
    """Return how many text units fit a line of an indented cell ``width`` characters wide, at ``size`` points.

    A character of column width is 7 pixels, a unit of text two thirds of a point size; 4 % are kept in hand.
    """
    return max(2.0, (width * 7 - 10) / (size * 2 / 3) * 0.96)


def height(text: str, width: float, size: float = 9) -> float:
    """Return the height that ``text`` needs in a wrapped cell; spreadsheet programs do not grow it."""
    return max(MINIMUM, lines(text, capacity(width, size)) * size * 1.45 + PADDING)
