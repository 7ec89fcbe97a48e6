"""The columns of a table in a form: in one line, or in two where the texts would otherwise have no room.

The formulas of a table take a column's cells from its first to its last row. In a table of two lines, a column's cells
in the other line's rows must therefore be blank: no cell of one line begins in the column where one of the other does.
So the bounds of one line are even, those of the other odd.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from math import ceil

from xlsappraise.base.text import units
from xlsappraise.drawing.heights import capacity
from xlsappraise.schemes import Table, TableColumn

ROW_LINES = 2
"""Lines of text in a cell of a table"""
MOST_TEXT = 200
_LONG = 25.0
"""From this declared width on, a column is one of long texts"""
_SHORT_TEXT, _LONG_TEXT = 20.0, 40.0
_DATE, _NUMBER, _WORD, _PERSON = 11.0, 6.5, 6.5, 24.0
_STEP = 2
"""Widths are multiples of it, so that bounds of the first line, and of several tables, are even numbers"""
_LEAD = 3
"""The width of the blank cell that begins a second line, whose bounds are thereby odd numbers"""


@dataclass(frozen=True)
class EntryLines:
    """The lines of an entry: the bounds of each, and how many of the table's columns the first one holds."""

    bounds: tuple[tuple[float, ...], ...]
    first: int


def entry_lines(table: Table, whole: float, number: float) -> EntryLines:
    """Return the lines of a table's entries on a form ``whole`` units wide."""
    wanted = [_STEP * ceil(_wanted(column) / _STEP) for column in table.columns]
    if number + sum(wanted) <= whole or len(wanted) == 1:
        return EntryLines(((0.0, *_bounds(table.columns, wanted, number, whole)),), len(wanted))
    half = _half(wanted)
    above = (0.0, *_bounds(table.columns[:half], wanted[:half], number, whole))
    below = (number, *_bounds(table.columns[half:], wanted[half:], number + _LEAD, whole))
    return EntryLines((above, below), half)


def text_limit(width: float) -> int:
    """Return how many characters a cell of a table takes, so that all of them show."""
    return min(MOST_TEXT, ROW_LINES * int(capacity(width, 9) // 2))


def _wanted(column: TableColumn) -> float:
    """Return the width with which a column shows what may be entered, and its heading in two or three lines."""
    heading = max(_for(-(-units(part) // 2)) for part in column.label.split("\n"))
    if column.type == "text":
        return max(heading, _LONG_TEXT if column.width >= _LONG else _SHORT_TEXT)
    if column.type == "choice":
        word = max((units(choice.label) for choice in column.choices or ()), default=0)
        return max(heading, _WORD, _for(-(-word // 2) + 1))
    return max(heading, {"date": _DATE, "person": _PERSON}.get(column.type, _NUMBER))


def _for(text: float) -> float:
    """Return the width of a cell that shows a line of so many units."""
    return (text / 0.96 * 6 + 10) / 7


def _half(wanted: Sequence[int]) -> int:
    """Return the number of columns of the first of two lines, about as wide as the other."""
    sums = list(accumulate(wanted))
    return min(range(1, len(wanted)), key=lambda n: max(sums[n - 1], sums[-1] - sums[n - 1]))


def _bounds(columns: Sequence[TableColumn], wanted: Sequence[int], start: float, whole: float) -> list[float]:
    """Return where the columns begin and end; the width that is left goes to texts, else to all of them."""
    widths = list(wanted)
    texts = [index for index, column in enumerate(columns) if column.type == "text"] or list(range(len(widths)))
    spare = int(whole - start) - sum(widths)
    while spare >= _STEP:
        narrowest = min(texts, key=lambda index: (widths[index] / wanted[index], index))
        widths[narrowest] += _STEP
        spare -= _STEP
    while spare < 0 and max(widths) > _STEP:
        widths[widths.index(max(widths))] -= _STEP
        spare += _STEP
    return [start, *(start + bound for bound in accumulate(widths[:-1])), whole]
