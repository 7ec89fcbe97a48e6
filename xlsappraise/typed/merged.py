"""A sheet as a person sees it: every cell of a merged area shows the value of its first cell."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping

from xlsappraise.xlsx.address import Place
from xlsappraise.xlsx.cell import BLANK, Cell
from xlsappraise.xlsx.sheet import SheetReading

Area = tuple[Place, Place]
"""The first and the last cell of a merged area, both included"""
_WIDEST = 200
"""Merged areas of more columns hold titles and notes, never a column's values"""


class Merged:
    """The cells of a sheet, read through its merged areas."""

    def __init__(self, sheet: SheetReading) -> None:
        self.cells: Mapping[Place, Cell] = sheet.cells
        self._columns: dict[int, list[Area]] = {}
        for area in sheet.merges:
            first, last = area
            if first != last and last[1] - first[1] < _WIDEST:
                for column in range(first[1], last[1] + 1):
                    self._columns.setdefault(column, []).append(area)
        for areas in self._columns.values():
            areas.sort()

    def area(self, at: Place) -> Area | None:
        """Return the merged area that covers a cell, or None."""
        areas = self._columns.get(at[1], [])
        index = bisect_right(areas, at[0], key=lambda area: area[0][0]) - 1
        return areas[index] if index >= 0 and at[0] <= areas[index][1][0] else None

    def cell(self, at: Place) -> Cell:
        """Return a cell, or the first one of its merged area."""
        area = self.area(at)
        return self.cells.get(at if area is None else area[0], BLANK)

    def columns_of(self, row: int) -> Iterator[int]:
        """Yield the columns that a merged area covers in a row."""
        return (column for column in self._columns if self.area((row, column)) is not None)

    def value(self, at: Place) -> Cell:
        """Return a cell as its column shows it: the first one of an area that begins in this column."""
        area = self.area(at)
        return self.cells.get(area[0] if area is not None and area[0][1] == at[1] else at, BLANK)

    def spread(self, column: int, below: int) -> Iterator[Area]:
        """Yield the areas of one column below a row that give more than one row a value."""
        for first, last in self._columns.get(column, ()):
            if first[1] == last[1] and first[0] > below and last[0] > first[0] and first in self.cells:
                yield first, last
