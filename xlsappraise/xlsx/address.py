"""A1 addresses of places; rows and columns count from 0."""

from __future__ import annotations

import re

from xlsappraise.base.i18n import phrase
from xlsappraise.xlsx.limits import hostile

Place = tuple[int, int]
MAX_ROW = 1_048_576
MAX_COLUMN = 16_384
_REF = re.compile(r"([A-Za-z]{1,3})([0-9]{1,7})")
_places: dict[str, Place] = {}
_columns: dict[str, int] = {}
"""Letters → column, of those that occurred"""


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


def absolute(place: Place) -> str:
    """Return the address of a place that stays the same wherever it is written."""
    return f"${column_letters(place[1])}${place[0] + 1}"


def area(first: Place, last: Place) -> str:
    """Return the A1 address of an area."""
    return f"{address(first)}:{address(last)}"


def place(ref: str) -> Place:
    """Return the place of an address; raise Refusal for one outside the grid."""
    cached = _places.get(ref)
    if cached is not None:
        return cached
    match = _REF.fullmatch(ref)
    if match is None:
        raise hostile(phrase("an invalid cell address: {address}", address=ref[:20]))
    column = 0
    for letter in match[1].upper():
        column = column * 26 + ord(letter) - 64
    row = int(match[2])
    if not (1 <= row <= MAX_ROW and column <= MAX_COLUMN):
        raise hostile(phrase("an invalid cell address: {address}", address=ref[:20]))
    if row <= 1000 and column <= 50:  # bounds the cache
        _places[ref] = (row - 1, column - 1)
    return (row - 1, column - 1)


def place_in_row(ref: str, row_text: str | None, row: int) -> Place:
    """Return the place of an address, quickly where it ends with its row's own number."""
    if row_text and ref.endswith(row_text):
        column = _columns.get(ref[: -len(row_text)])
        if column is not None:
            return row, column
        found = place(ref)
        letters = ref[: -len(row_text)]
        if found[0] == row and letters.isalpha() and len(_columns) < MAX_COLUMN:
            _columns[letters] = found[1]
        return found
    return place(ref)
