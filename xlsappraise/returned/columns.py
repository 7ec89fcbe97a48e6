"""The current columns of the columns of an issued form, found by its headings and the hidden key column.

A column without a heading of its own is found beside its neighbours, by the content of its cells.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from xlsappraise.base.text import fold
from xlsappraise.store.issued import Blueprint, Issued
from xlsappraise.xlsx.address import Place
from xlsappraise.xlsx.cell import BLANK
from xlsappraise.xlsx.sheet import SheetReading


@dataclass(frozen=True)
class Columns:
    """``now``: issued column → current column. The places of renamed and moved issued headings; missing columns."""

    now: Mapping[int, int]
    renamed: tuple[Place, ...] = ()
    moved: tuple[Place, ...] = ()
    missing: tuple[int, ...] = ()


@lru_cache(maxsize=64)
def headings(blueprint: Blueprint) -> dict[Place, str]:
    """Return the texts of the heading rows by place: the scorecard's and those of its tables."""
    names = enumerate(blueprint.rows)
    rows = {row for row, key in names if key == "headings" or (key.startswith("table.") and key.endswith(".headings"))}
    return {
        at: cell.value
        for at, cell in blueprint.grid.items()
        if at[0] in rows and at[1] != blueprint.key_column and isinstance(cell.value, str) and cell.formula is None
    }


@lru_cache(maxsize=64)
def _unmoved(blueprint: Blueprint) -> Columns:
    last = max(at[1] for at in blueprint.grid)
    last = max(last, *(slot.last[1] for slot in blueprint.slots))
    return Columns({column: column for column in range(last + 1)})


def columns_now(issued: Issued, sheet: SheetReading, rows: Mapping[int, int], key_column: int | None) -> Columns:
    """Find every column; none has moved where all headings are at their issued places."""
    blueprint = issued.blueprint
    unmoved = _unmoved(blueprint)
    cells = sheet.cells
    texts = headings(blueprint)
    if key_column in (None, blueprint.key_column) and all(
        cells.get((rows.get(at[0], -1), at[1]), BLANK).value == text for at, text in texts.items() if at[0] in rows
    ):
        return unmoved
    return _Search(issued, sheet, rows, key_column).columns(unmoved.now)


class _Search:
    def __init__(self, issued: Issued, sheet: SheetReading, rows: Mapping[int, int], key_column: int | None) -> None:
        self.issued = issued
        self.cells = sheet.cells
        self.rows = rows
        self.key_column = key_column
        self.headings = {at: text for at, text in headings(issued.blueprint).items() if at[0] in rows}
        self.now: dict[int, int] = {}

    def columns(self, all_columns: Mapping[int, int]) -> Columns:
        """Find the columns with headings first, then those between."""
        if self.key_column is not None:
            self.now[self.issued.blueprint.key_column] = self.key_column
        for at, now in self._by_heading().items():
            if at[1] not in self.now and now not in self.now.values():
                self.now[at[1]] = now
        missing = []
        for column in all_columns:
            if column not in self.now:
                found = self._between(column)
                if found is not None:
                    self.now[column] = found
                elif self._reportable(column):
                    missing.append(column)
        titled = {at[1] for at in self.headings}
        key = self.issued.blueprint.key_column
        moved = [at for at in self.headings if self.now.get(at[1], at[1]) != at[1]]
        if self.now.get(key, key) != key and not moved:
            moved = [(min(at[0] for at in self.headings), key)] if titled else []
        return Columns(self.now, tuple(self._renamed()), tuple(sorted(moved)), tuple(missing))

    def _by_heading(self) -> dict[Place, int]:
        """Return the current column of each heading that occurs once in its row, as issued and as returned."""
        found = {}
        for at, text in self.headings.items():
            here = [c for (r, c), cell in self.cells.items() if r == self.rows[at[0]] and _same_text(cell.value, text)]
            same = [other for other, t in self.headings.items() if other[0] == at[0] and fold(t) == fold(text)]
            if len(here) == len(same) == 1 and not self._stayed(at[1], here[0]):
                found[at] = here[0]
        return found

    def _stayed(self, column: int, now: int) -> bool:
        """Return whether only the heading moved, while the column's content stayed."""
        return now != column and self._alike(column, column) > self._alike(column, now)

    def _alike(self, column: int, now: int) -> int:
        """Count the locked cells of a column that are as issued in the column ``now``, without headings."""
        count = 0
        for at, cell in self.issued.locked.items():
            if at[1] == column and at[0] in self.rows and at not in self.headings:
                found = self.cells.get((self.rows[at[0]], now), BLANK)
                both = cell.formula is not None and found.formula is not None
                count += both or (cell.formula is None and found.formula is None and found.value == cell.value)
        return count

    def _between(self, column: int) -> int | None:
        """Find a column without a recognised heading beside its neighbours; None when it is missing."""
        left = max((c for c in self.now if c < column), default=None)
        right = min((c for c in self.now if c > column), default=None)
        beside = [self.now[c] + column - c for c in (left, right) if c is not None]
        taken = set(self.now.values())
        after = [] if left is None else [self.now[left] + 1]  # where the columns between are gone
        free = [now for now in dict.fromkeys([*beside, column, *after]) if now >= 0 and now not in taken]
        best = max(free, key=lambda now: self._alike(column, now), default=None)
        if best is not None and self._alike(column, best) > 0:
            return None if self._another(column, best) else best
        sure = len(beside) == 2 and beside[0] == beside[1]
        return beside[0] if sure and beside[0] in free else None

    def _another(self, column: int, now: int) -> bool:
        """Return whether a place holds another column without a heading, not found yet, rather than this one."""
        mine = self._share(column, now)
        places = {at[1] for at in self.issued.locked} - self.now.keys() - {column}
        return any(self._share(other, now) > mine for other in places)

    def _share(self, column: int, now: int) -> float:
        """Return the share of the locked cells of a column that are as issued in the column ``now``."""
        whole = sum(at[1] == column and at[0] in self.rows and at not in self.headings for at in self.issued.locked)
        return self._alike(column, now) / whole if whole else 0.0

    def _reportable(self, column: int) -> bool:
        if column == self.issued.blueprint.key_column:
            return False  # the check ``rows`` reports rows without their keys
        return any(at[1] == column for at in self.issued.locked)

    def _renamed(self) -> list[Place]:
        """Return the places of headings with another text, in columns that were found."""
        return [
            at
            for at, text in self.headings.items()
            if at[1] in self.now and self._cell((at[0], self.now[at[1]])) != text
        ]

    def _cell(self, at: Place) -> object:
        return self.cells.get((self.rows[at[0]], at[1]), BLANK).value


def _same_text(value: object, text: str) -> bool:
    return value == text or (isinstance(value, str) and fold(value) == fold(text))
