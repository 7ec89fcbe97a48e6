"""A returned form laid over the issued one: rows found by key, inputs as a flat reading."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property

from xlsappraise.intake.book import Book, SheetEntry
from xlsappraise.intake.entries import Entry, read_entry
from xlsappraise.intake.issued import Issued
from xlsappraise.intake.sheet import BLANK, Cell, Place, SheetReading
from xlsappraise.workbook.layout import Slot, address


@dataclass(frozen=True)
class Returned:
    """The scorecard of a returned file, as far as it can be matched with what was issued."""

    reading: Book
    entry: SheetEntry
    sheet: SheetReading
    issued: Issued

    @property
    def name(self) -> str:
        """The sheet's name now."""
        return self.entry.name

    @cached_property
    def key_rows(self) -> dict[str, list[int]]:
        """Row keys → the rows that bear them now."""
        column = self.issued.blueprint.key_column
        rows: dict[str, list[int]] = defaultdict(list)
        for at, cell in self.sheet.cells.items():
            if at[1] == column and isinstance(cell.value, str):
                rows[cell.value].append(at[0])
        return rows

    @cached_property
    def rows(self) -> dict[int, int]:
        """Issued row → the row where it is now; rows that cannot be found are left out."""
        return {row: self.key_rows[key][0] for key, row in self.issued.keys.items() if key in self.key_rows}

    @cached_property
    def moved(self) -> bool:
        """Whether any row stands elsewhere than it was issued."""
        return any(row != now for row, now in self.rows.items())

    def now(self, at: Place) -> Place | None:
        """Return where an issued place is now; None when its row is gone."""
        row = self.rows.get(at[0])
        return None if row is None else (row, at[1])

    def where(self, at: Place) -> str:
        """Return the address where an issued place is now; its row must be there."""
        now = self.now(at)
        assert now is not None, "only rows that are there are compared"
        return address(now)

    def cell(self, at: Place) -> Cell:
        """Return the cell that stands now where ``at`` was issued; blank when it is gone."""
        now = self.now(at)
        return BLANK if now is None else self.sheet.cells.get(now, BLANK)

    @cached_property
    def entries(self) -> dict[str, Entry]:
        """The inputs by id; inputs whose row is gone are left out, and locked ones are as they were issued."""
        return {slot.id: self._entry(slot) for slot in self.issued.blueprint.slots if slot.place[0] in self.rows}

    @cached_property
    def untouched(self) -> bool:
        """Whether nothing was entered: every input is blank or as it was filled in beforehand."""
        known = self.issued.blueprint.filled.values
        return all(entry.blank or entry.value == known.get(name, ...) for name, entry in self.entries.items())

    def _entry(self, slot: Slot) -> Entry:
        at = (self.rows[slot.place[0]], slot.place[1])
        filled = self.issued.blueprint.filled
        if slot.id in filled.locked:
            return Entry(slot, address(at), filled.values[slot.id])
        cell = self.sheet.cells.get(at, BLANK)
        if cell is BLANK and slot.last != slot.place:
            at, cell = self._within(slot, at)
        code = "General" if cell is BLANK else self.reading.format(cell.style)
        return read_entry(slot, at, cell, code)

    def _within(self, slot: Slot, first: Place) -> tuple[Place, Cell]:
        """Look through a merged input's area, in case the merge was undone and the value moved."""
        for row in range(slot.place[0], slot.last[0] + 1):
            for column in range(slot.place[1], slot.last[1] + 1):
                at = (self.rows.get(row, row), column)
                cell = self.sheet.cells.get(at, BLANK)
                if cell is not BLANK:
                    return at, cell
        return first, BLANK

    @cached_property
    def inputs(self) -> dict[str, float | str]:
        """The values of the inputs that hold a valid one."""
        return {name: entry.value for name, entry in self.entries.items() if entry.value is not None}

    def shown(self, at: Place) -> float | str | None:
        """Return the cached number or text of an issued output cell."""
        value = self.cell(at).value
        return None if isinstance(value, bool) else value
