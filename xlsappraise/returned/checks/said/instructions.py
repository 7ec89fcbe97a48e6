"""Check that the sheet of instructions says what was issued, and can be seen."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from xlsappraise.base.i18n import Text, phrase
from xlsappraise.base.problems import Problem, problem
from xlsappraise.returned.checks.extra_cells import shows_nothing
from xlsappraise.returned.checks.locked import content_text, same
from xlsappraise.returned.checks.number_formats import shown_through
from xlsappraise.returned.checks.sight import hidden_columns
from xlsappraise.returned.returned_form import Returned
from xlsappraise.xlsx.address import address, column_letters
from xlsappraise.xlsx.book import Book, SheetEntry
from xlsappraise.xlsx.cell import BLANK, Cell
from xlsappraise.xlsx.display.numbers import tells
from xlsappraise.xlsx.sheet import SheetReading

LISTED = 20


def instructions(returned: Returned) -> Iterator[Problem]:
    """Yield the first twenty cells of the instructions that say something else, and what of them is hidden.

    A file without the sheet, as programs make it that copy the scorecard alone, says nothing false.
    """
    around = returned.issued.blueprint.surroundings
    for entry in returned.instructions if around is not None else ():
        assert around is not None, "only then there is an entry"
        sheet = returned.reading.sheet(entry)
        for found in _hidden(entry, sheet, around.instructions):
            yield problem("instructions-hidden", sheet=entry.name, found=found)
        yield from islice(_changed(returned.reading, entry, sheet, around.instructions), LISTED)


def _hidden(entry: SheetEntry, sheet: SheetReading, issued: SheetReading) -> Iterator[Text]:
    if entry.state.lower() != "visible":
        yield phrase("the whole sheet")
    rows = sorted({row for row, _column in issued.cells} & set(sheet.hidden_rows))
    if rows:
        yield phrase("rows {rows}", rows=tuple(row + 1 for row in rows))
    columns = hidden_columns(sheet, {column for _row, column in issued.cells})
    if columns:
        yield phrase("columns {columns}", columns=tuple(column_letters(column) for column in columns))


def _changed(book: Book, entry: SheetEntry, sheet: SheetReading, issued: SheetReading) -> Iterator[Problem]:
    covered = sheet.covered
    for at in sorted(issued.cells.keys() | sheet.cells.keys()):
        due, cell = issued.cells.get(at, BLANK), sheet.cells.get(at, BLANK)
        code = book.format(cell.style)
        alike = _same(due, cell)
        seen = at not in covered and (cell.kind == "blank" or tells(code, cell.value))
        if (alike and seen) or (due is BLANK and (at in covered or shows_nothing(book, cell))):
            continue
        hidden = phrase("(nothing)") if at in covered else shown_through(code, cell)
        yield problem(
            "instructions-changed", sheet=entry.name, cell=address(at), found=hidden if alike else content_text(cell),
            expected=content_text(due),
        )  # fmt: skip


def _same(due: Cell, found: Cell) -> bool:
    """Return whether a cell holds the issued text or number; programs break lines and trim differently."""
    if isinstance(due.value, str) and isinstance(found.value, str):
        return found.formula is None and due.kind == found.kind and due.value.split() == found.value.split()
    return same(due, found)
