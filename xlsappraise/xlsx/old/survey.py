"""The survey of an old workbook before python-calamine reads it.

calamine builds every sheet as a full grid, reads errors as blanks and skips records that it does not support. The
survey records the kind of content of each cell, so that too large a grid is refused beforehand, errors are kept, and
a value that calamine does not return is noticed.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Literal

from xlsappraise.base.i18n import Phrase, phrase
from xlsappraise.base.problems import Refusal
from xlsappraise.xlsx.address import MAX_COLUMN, MAX_ROW, Place
from xlsappraise.xlsx.limits import RETURNED, hostile, too_large

GRID_LIMIT = 1_000_000
RECORD_LIMIT = 1_000_000
ERRORS = {0x00: "#NULL!", 0x07: "#DIV/0!", 0x0F: "#VALUE!", 0x17: "#REF!", 0x1D: "#NAME?", 0x24: "#NUM!", 0x2A: "#N/A"}

UNREAD = "…"
"""What stands for a formula whose signs are not read"""

Held = Literal["value", "text"] | tuple[Literal["error"], str]
"""A cell that calamine must return, a text that may be empty, or an error with its name"""


@dataclass
class SheetSurvey:
    """One sheet: its name (None where the survey does not read it), each cell's content, merged areas, protection."""

    name: str | None = None
    held: dict[Place, Held] = field(default_factory=dict)
    merges: list[tuple[Place, Place]] = field(default_factory=list)
    protected: bool = False
    formulas: dict[Place, str] = field(default_factory=dict)
    """The cells with a formula, and the formula as far as it is read"""
    has_cells: bool = True
    """Whether it is a worksheet, and not a sheet of charts, macros or a dialog"""
    _covered: int = 0
    _blanks: list[tuple[int, int, int]] = field(default_factory=list)

    def hold(self, row: int, column: int, held: Held) -> None:
        """Record a cell; raise Refusal for one outside the grid or recorded twice, and for too many."""
        if row >= MAX_ROW or column >= MAX_COLUMN:
            raise hostile(phrase("a cell outside the sheet"))
        if (row, column) in self.held:
            raise hostile(phrase("a cell that is written twice: {address}", address=f"R{row + 1}C{column + 1}"))
        if len(self.held) >= RETURNED.cells:
            raise too_large(phrase("more than {count} cells", count=RETURNED.cells), str(RETURNED.cells))
        self.held[row, column] = held

    def blank(self, row: int, first: int, last: int) -> None:
        """Record blank cells of a row, from the first column to the last."""
        self._blanks.append((row, first, last))

    def refuse_blanks(self) -> None:
        """Raise Refusal for a cell that is blank and holds something: programs take the first, or the last."""
        columns: dict[int, list[int]] = {}
        for row, column in sorted(self.held):
            columns.setdefault(row, []).append(column)
        for row, first, last in self._blanks:
            known = columns.get(row, ())
            at = bisect_left(known, first)
            if at < len(known) and known[at] <= last:
                address = f"R{row + 1}C{known[at] + 1}"
                raise hostile(phrase("a cell that is written twice: {address}", address=address))

    def merge(self, first: Place, last: Place) -> None:
        """Record a merged area; raise Refusal when the areas cover too many cells."""
        if last[0] < first[0] or last[1] < first[1]:
            raise hostile(phrase("a merged area that ends before it begins"))
        self._covered += (last[0] - first[0] + 1) * (last[1] - first[1] + 1)
        if self._covered > RETURNED.merged:
            raise too_large(
                phrase("merged areas of more than {count} cells", count=RETURNED.merged), str(RETURNED.merged)
            )
        self.merges.append((first, last))

    def grid(self) -> int:
        """Return the number of cells in the grid that calamine would build, from the first cell of the sheet."""
        if not self.held:
            return 0
        return (max(row for row, _c in self.held) + 1) * (max(column for _r, column in self.held) + 1)


@dataclass
class BookSurvey:
    """A whole workbook: its worksheets in order, and the bytes that calamine is given."""

    clean: bytes
    sheets: list[SheetSurvey]
    date1904: bool = False
    structure_locked: bool = False
    riders: tuple[Phrase, ...] = ()
    """The kinds of programs, links and objects that ride along"""


def bounded(sheets: Iterable[SheetSurvey]) -> None:
    """Raise Refusal when the grids of the sheets together are too large."""
    if sum(sheet.grid() for sheet in sheets) > GRID_LIMIT:
        raise too_large(phrase("cells too far apart: a grid of more than {count}", count=GRID_LIMIT), str(GRID_LIMIT))


def too_many_records() -> Refusal:
    """Return the refusal of a part with too many records."""
    return too_large(phrase("more than {count} records", count=RECORD_LIMIT), str(RECORD_LIMIT))
