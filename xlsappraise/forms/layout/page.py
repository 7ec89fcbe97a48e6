"""A form on A4: the orientation in which it prints larger, and rows stretched to fill the page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from xlsappraise.forms.layout.plan import ColumnPlan, RowPlan

SHORT, LONG = 538.0, 770.0
"""The sides of A4 within the margins, in points"""
CHARACTER = 5.4
STRETCH = 1.5
READABLE = 0.64
"""The smallest scale at which the smallest print of a form is easy to read"""


def fits_one_page(rows: Sequence[RowPlan], columns: Sequence[ColumnPlan]) -> bool:
    """Return whether the form is easy to read when all of it is on one page."""
    width, tall = _size(rows, columns)
    return max(min(SHORT / width, LONG / tall), min(LONG / width, SHORT / tall)) >= READABLE


def orientation(rows: Sequence[RowPlan], columns: Sequence[ColumnPlan], *, one_page: bool) -> bool:
    """Return whether the form prints larger on landscape paper."""
    width, tall = _size(rows, columns)
    portrait = min(SHORT / width, LONG / tall if one_page else 1)
    landscape = min(LONG / width, SHORT / tall if one_page else 1)
    return landscape > portrait * 1.15


def stretched(
    rows: Sequence[RowPlan], columns: Sequence[ColumnPlan], head: int, *, landscape: bool
) -> tuple[RowPlan, ...]:
    """Return the rows, those below the head stretched by at most half to fill the page."""
    width, tall = _size(rows, columns)
    across, down = (LONG, SHORT) if landscape else (SHORT, LONG)
    room = down / min(1.0, across / width) * 0.97
    fixed = sum(row.height for row in rows[:head])
    factor = min(STRETCH, (room - fixed) / (tall - fixed))
    if factor <= 1:
        return tuple(rows)
    return (*rows[:head], *(replace(row, height=round(row.height * factor * 4) / 4) for row in rows[head:]))


def _size(rows: Sequence[RowPlan], columns: Sequence[ColumnPlan]) -> tuple[float, float]:
    return sum(c.width * CHARACTER for c in columns), sum(row.height for row in rows)
