"""Where the headings of a sheet are: one row, or two with group titles above, read through merged cells."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from xlsappraise.typed.merged import Merged
from xlsappraise.typed.values import text_of
from xlsappraise.xlsx.address import Place
from xlsappraise.xlsx.cell import BLANK, Cell

HEADING_ROWS = 20
"""Headings are looked for in so many first rows"""
_DEEPEST = 3
"""So many rows one heading may be merged over"""
BELOW = HEADING_ROWS + _DEEPEST
"""No heading stands in this row or below"""


@dataclass(frozen=True, slots=True)
class Titled:
    """A column's heading: its lowest cell, the texts that may name it, the most exact first, and its group's title.

    ``last``: the last column that it is merged over.
    """

    place: Place
    cell: Cell
    texts: tuple[str, ...]
    group: str = ""
    last: int = 0


@dataclass(frozen=True, slots=True)
class HeadingRows:
    """The first and the last row of the headings."""

    first: int
    last: int

    @classmethod
    def find(cls, view: Merged, anchors: Callable[[str], bool], *, crowded: bool) -> HeadingRows | None:
        """Return the rows where headings stand that ``anchors`` accepts, or None.

        The first such row counts; with ``crowded`` the one with the most of them.
        """
        places: dict[int, list[Place]] = {}
        for at, cell in view.cells.items():
            if at[0] < HEADING_ROWS and isinstance(cell.value, str) and anchors(cell.value):
                places.setdefault(at[0], []).append(at)
        if not places:
            return None
        first = min(places, key=lambda row: (-len(places[row]) if crowded else 0, row))
        areas = (view.area(at) for at in places[first])
        last = max((area[1][0] for area in areas if area is not None), default=first)
        if not first <= last < first + _DEEPEST:
            last = first
        if last == first and _divided(view, first, places[first]):
            last = first + 1
        return cls(first, last)

    def titled(self, view: Merged) -> Iterator[Titled]:
        """Yield the headings from left to right."""
        columns = {at[1] for at in view.cells if self.first <= at[0] <= self.last}
        for row in range(self.first, self.last + 1):
            columns.update(view.columns_of(row))
        for column in sorted(columns):
            yield from self._titled(view, column)

    def _titled(self, view: Merged, column: int) -> Iterator[Titled]:
        cells = {row: view.cell((row, column)) for row in range(self.first, self.last + 1)}
        filled = [row for row, cell in cells.items() if text_of(cell) or cell.formula is not None]
        if not filled:
            return
        row = filled[-1]
        area = view.area((row, column))
        if area is not None and area[0][1] != column:
            if self.first == self.last:
                return  # the same heading over several columns: the first one counts
            row = area[0][0]
        texts = list(dict.fromkeys(text_of(cells[row]) for row in filled))
        above = view.area((self.first - 1, column)) if self.first else None
        if above is not None and above[1][1] > above[0][1] and above[1][0] == self.first - 1:
            texts.insert(0, text_of(view.cells.get(above[0], BLANK)))
        own, group = texts[-1], "".join(texts[:-1])
        place = (row if area is None else area[0][0], column)
        last = column if area is None or area[0][1] != column else area[1][1]
        yield Titled(place, cells[filled[-1]], (group + own, own) if group else (own,), group, last)


def _divided(view: Merged, row: int, anchors: list[Place]) -> bool:
    """Return whether the row below divides headings that are merged over several columns."""
    below = [at for at, cell in view.cells.items() if at[0] == row + 1 and text_of(cell)]
    wide = [area for at in below if (area := view.area((row, at[1]))) and area[0][1] < area[1][1]]
    return bool(below) and len(wide) == len(below) and not {at[1] for at in anchors} & {at[1] for at in below}
