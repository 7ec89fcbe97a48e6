"""A returned form laid over the issued one: rows found by key, columns by heading, inputs read by id."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from xlsappraise.returned.anchors import KeyRows, key_column, keys_in, rows_now
from xlsappraise.returned.columns import Columns, columns_now
from xlsappraise.schemes import Criterion, Rater
from xlsappraise.schemes.rules.base import Rule
from xlsappraise.store.issued import Asked, Issued
from xlsappraise.typed.entries import Entry, read_entry
from xlsappraise.typed.slot import Slot
from xlsappraise.xlsx.address import Place, address
from xlsappraise.xlsx.book import Book, SheetEntry
from xlsappraise.xlsx.cell import BLANK, Cell
from xlsappraise.xlsx.formula import relocate
from xlsappraise.xlsx.sheet import SheetReading

VALUES_ONLY_SPARES = 10
"""A values-only copy may still have one formula in this many"""


@dataclass(frozen=True)
class Answers:
    """The entries of one rater for one rule, by the plain ids of its inputs; those that are gone are left out."""

    criterion: Criterion
    rule: Rule
    rater: Rater
    entries: Mapping[str, Entry]

    @cached_property
    def values(self) -> dict[str, float | str]:
        """The valid values by plain id."""
        return {name: entry.value for name, entry in self.entries.items() if entry.value is not None}

    def number(self, name: str) -> float | None:
        """Return an entered number; None where there is none."""
        value = self.values.get(name)
        return value if isinstance(value, float) else None


def answers_to(asked: Iterable[Asked], entries: Mapping[str, Entry]) -> tuple[Answers, ...]:
    """Return the answers to what a form asks, among its entries by id."""
    return tuple(
        Answers(
            one.criterion, one.rule, one.rater, {n: entries[slot] for n, slot in one.inputs.items() if slot in entries}
        )
        for one in asked
    )


@dataclass(frozen=True)
class Returned:
    """The scorecard of a returned file, as far as it can be matched with what was issued."""

    reading: Book
    entry: SheetEntry
    sheet: SheetReading
    issued: Issued

    @property
    def name(self) -> str:
        """The current name of the sheet."""
        return self.entry.name

    @cached_property
    def _keys_as_issued(self) -> KeyRows:
        return keys_in(self.sheet, self.issued.blueprint.key_column)

    @cached_property
    def key_column(self) -> int | None:
        """The current column of the row keys; None when no key is left."""
        return key_column(self.issued, self.sheet, self._keys_as_issued)

    @cached_property
    def key_rows(self) -> KeyRows:
        """Row key → the rows that contain it, in the current key column."""
        if self.key_column in (None, self.issued.blueprint.key_column):
            return self._keys_as_issued
        return keys_in(self.sheet, self.key_column)

    @cached_property
    def rows(self) -> dict[int, int]:
        """Issued row → current row; rows that are not found are left out."""
        return rows_now(self.issued, self.sheet, self.key_rows, self.key_column)

    @cached_property
    def unkeyed(self) -> tuple[int, ...]:
        """Issued rows that were found without their key."""
        return tuple(row for key, row in self.issued.keys.items() if row in self.rows and key not in self.key_rows)

    @cached_property
    def columns(self) -> Columns:
        """The current columns."""
        return columns_now(self.issued, self.sheet, self.rows, self.key_column)

    @cached_property
    def rows_moved(self) -> bool:
        """Whether any row is elsewhere than it was issued."""
        return any(row != now for row, now in self.rows.items())

    @cached_property
    def moved(self) -> bool:
        """Whether any row or column is elsewhere than it was issued."""
        return self.rows_moved or any(column != now for column, now in self.columns.now.items())

    @cached_property
    def _unmoved(self) -> bool:
        """Whether every row and column is where it was issued."""
        return not self.moved and not self.columns.missing and len(self.rows) == len(self.issued.keys)

    def now(self, at: Place) -> Place | None:
        """Return the current place of an issued one; None when its row or column is gone."""
        row, column = self.rows.get(at[0]), self.columns.now.get(at[1])
        return None if row is None or column is None else (row, column)

    def comparable(self, at: Place) -> bool:
        """Return whether an issued place was found, and is not reported as a renamed heading."""
        if self._unmoved and not self.columns.renamed:
            return True
        return self.now(at) is not None and at not in self.columns.renamed

    def where(self, at: Place) -> str:
        """Return the current address of an issued place; its row and column must have been found."""
        now = self.now(at)
        assert now is not None, "only formulas that were found are compared"
        return address(now)

    def cell(self, at: Place) -> Cell:
        """Return the current cell of the issued place ``at``; blank when it is gone."""
        now = at if self._unmoved else self.now(at)
        return BLANK if now is None else self.sheet.cells.get(now, BLANK)

    def relocated(self, formula: str) -> str:
        """Return an issued formula, relocated with the rows and columns."""
        return formula if self._unmoved else relocate(formula, self._every_row, self._every_column)

    @cached_property
    def _every_row(self) -> dict[int, int | None]:
        """Issued row → current row, None if it is gone; a row that only lost its key lies between its neighbours."""
        found_rows = sorted(self.rows)
        found: dict[int, int | None] = dict(self.rows)
        for row in self.issued.keys.values():
            if row not in self.rows:
                above = max((r for r in found_rows if r < row), default=None)
                below = min((r for r in found_rows if r > row), default=None)
                found[row] = None
                if above is not None and below is not None and self.rows[below] - self.rows[above] == below - above:
                    found[row] = self.rows[above] + row - above
        return found

    @cached_property
    def _every_column(self) -> dict[int, int | None]:
        """Issued column → current column, None if it is gone."""
        return {**self.columns.now, **dict.fromkeys(self.columns.missing)}

    @cached_property
    def values_only(self) -> bool:
        """Whether (nearly) all formulas are gone, in a format with formulas: only values were copied."""
        if not self.reading.reads_formulas:
            return False
        formulas = [
            at for at, cell in self.issued.locked.items() if cell.formula is not None and self.now(at) is not None
        ]
        spared = len(formulas) // VALUES_ONLY_SPARES
        for at in formulas:
            spared -= self.cell(at).formula is not None
            if spared < 0:
                return False
        return len(formulas) >= VALUES_ONLY_SPARES

    @cached_property
    def entries(self) -> dict[str, Entry]:
        """The inputs by id, without those whose row or column is gone; locked ones have their issued values."""
        formulas = ((slot, self.now(slot.place)) for slot in self.issued.blueprint.slots)
        return {slot.id: self._entry(slot, at) for slot, at in formulas if at is not None}

    @cached_property
    def answers(self) -> tuple[Answers, ...]:
        """The answers to every rule, a rater after the other."""
        return answers_to(self.issued.blueprint.asked, self.entries)

    @cached_property
    def covered(self) -> frozenset[Place]:
        """The cells under merged areas, their first ones left out: nobody sees what they hold."""
        return self.sheet.covered

    @cached_property
    def instructions(self) -> tuple[SheetEntry, ...]:
        """The sheets that are called like the issued instructions."""
        name = self.issued.blueprint.instructions_sheet
        return tuple(entry for entry in self.reading.entries if entry.name == name and entry != self.entry)

    @cached_property
    def untouched(self) -> bool:
        """Whether nothing was entered: every input is blank or has its prefilled value."""
        prefilled = self.issued.blueprint.filled.values
        return all(entry.blank or entry.value == prefilled.get(name, ...) for name, entry in self.entries.items())

    def _entry(self, slot: Slot, at: Place) -> Entry:
        filled = self.issued.blueprint.filled
        if slot.id in filled.locked:
            return Entry(slot, address(at), filled.values[slot.id])
        cell = BLANK if at in self.covered else self.sheet.cells.get(at, BLANK)
        if cell is BLANK and slot.last != slot.place:
            at, cell = self._within(slot, at)
        code = "General" if cell is BLANK else self.reading.format(cell.style)
        if at in self.sheet.unread:
            cell = cell._replace(formula=self.sheet.unread[at])
        return read_entry(slot, at, cell, code)

    def _within(self, slot: Slot, first: Place) -> tuple[Place, Cell]:
        """Search a merged input's area, in case the merge was undone and the value moved."""
        for row in range(slot.place[0], slot.last[0] + 1):
            for column in range(slot.place[1], slot.last[1] + 1):
                at = self.now((row, column)) or (row, column)
                cell = self.sheet.cells.get(at, BLANK)
                if cell is not BLANK and at not in self.covered:
                    return at, cell
        return first, BLANK

    @cached_property
    def inputs(self) -> dict[str, float | str]:
        """The valid values of the inputs, by id."""
        return {name: entry.value for name, entry in self.entries.items() if entry.value is not None}
