"""List cells with content where the form has none, so that nothing is lost."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from xlsappraise.base.form_number import MARK
from xlsappraise.base.i18n import Text
from xlsappraise.base.problems import Problem, problem
from xlsappraise.base.rounding import plain
from xlsappraise.returned.checks.locked import content_text
from xlsappraise.returned.checks.number_formats import shown_through
from xlsappraise.returned.checks.tables import overflowing
from xlsappraise.returned.returned_form import Returned
from xlsappraise.xlsx.address import Place, address
from xlsappraise.xlsx.book import Book
from xlsappraise.xlsx.cell import Cell
from xlsappraise.xlsx.display.numbers import shown_text, tells

LISTED = 20


def extra_cells(returned: Returned) -> Iterator[Problem]:
    """Yield non-empty cells of the scorecard that the form did not have, the first twenty of them.

    Of an entry over several cells one is read; what stands in the others is shown as well once they are taken apart.
    """
    issued = returned.issued
    read = {entry.cell for entry in returned.entries.values()}
    rows = {now: row for row, now in returned.rows.items()}
    columns = {now: column for column, now in returned.columns.now.items()}
    in_tables = overflowing(returned)
    doubled = {row for key in issued.keys for row in returned.key_rows.get(key, [])[1:]}
    listed = 0
    for at, cell in returned.sheet.cells.items():
        origin = (rows.get(at[0], -1), columns.get(at[1], -1))
        if origin in issued.locked:
            continue
        if origin in issued.blueprint.entry_places and (address(at) in read or at in returned.covered):
            continue
        if at in in_tables or at[0] in doubled or shows_nothing(returned.reading, cell):
            continue
        listed += 1
        if listed > LISTED:
            return
        yield problem("cell-added", sheet=returned.name, cell=address(at), found=content_text(cell))


def extra_facts(returned: Returned) -> Iterator[Problem]:
    """Yield formulas on the sheet of facts, and what it says besides them where it can be seen, the first twenty cells.

    No fact was issued as a formula; one runs whether its sheet is hidden or not.
    """
    entry, around = returned.reading.facts_sheet, returned.issued.blueprint.surroundings
    if entry is None:
        return
    cells = returned.reading.sheet(entry).cells
    formulas = {at for at, cell in cells.items() if cell.formula is not None}
    seen: set[Place] = set()
    if around is not None and entry.state.lower() == "visible":
        stamps = returned.issued.issue.stamps.texts().values()
        known = {_fact(cell) for cell in around.facts.cells.values()}.union(text.strip() for text in stamps)
        book = returned.reading
        seen = {
            at
            for at, cell in cells.items()
            if not _is_known(returned, cell, known) or _shown_otherwise(book, cell) is not None
        }
    shown = {at: text for at in seen if (text := _shown_otherwise(returned.reading, cells[at])) is not None}
    found = (
        problem("cell-added", sheet=entry.name, cell=address(at), found=shown.get(at, content_text(cells[at])))
        for at in sorted(formulas | seen)
    )
    yield from islice(found, LISTED)


def _is_known(returned: Returned, cell: Cell, known: set[str]) -> bool:
    return _fact(cell) in known or MARK in _fact(cell) or shows_nothing(returned.reading, cell)


def _shown_otherwise(book: Book, cell: Cell) -> Text | None:
    """Return what a cell shows by its number format instead of its content; None where it shows that."""
    code = book.format(cell.style)
    return None if tells(code, cell.value) else shown_through(code, cell)


def _fact(cell: Cell) -> str:
    """Return a fact as text; some programs make numbers of texts that look like one."""
    return plain(cell.value) if isinstance(cell.value, float) else str(cell.value).strip()


def shows_nothing(book: Book, cell: Cell) -> bool:
    """Return whether a cell holds blanks only and its number format shows nothing else."""
    if not isinstance(cell.value, str) or cell.value.strip():
        return False
    return not shown_text(book.format(cell.style), cell.value).strip()
