"""A1 addresses of places; rows and columns count from 0."""

from __future__ import annotations

Place = tuple[int, int]


def column_letters(column: int) -> str:
    """Return A for 0, AA for 26."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def address(place: Place) -> str:
    """Return the A1 address of a place."""
    return f"{column_letters(place[1])}{place[0] + 1}"


def area(first: Place, last: Place) -> str:
    """Return the A1 address of an area."""
    return f"{address(first)}:{address(last)}"
