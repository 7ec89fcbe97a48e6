"""How long the texts of a sheet of HR may be: a longer one is not gone through, and is answered with its cell."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from xlsappraise.base.i18n import phrase
from xlsappraise.base.text import clipped
from xlsappraise.typed.column import LONGEST, LONGEST_NAME, Column
from xlsappraise.typed.heading_rows import BELOW
from xlsappraise.typed.long_text import LongText
from xlsappraise.xlsx.address import Place
from xlsappraise.xlsx.cell import Cell
from xlsappraise.xlsx.limits import too_large
from xlsappraise.xlsx.sheet import SheetReading

HEADING = 200
"""So many letters of a heading are compared with the names of columns; its first line may be one of them"""
BOOK = 1_000_000
"""So many letters a sheet of a scheme or plan may have; its file in TOML may have a quarter of that"""
HEADINGS = 500_000
"""So many letters the rows in which headings are looked for may have together"""


def heads(sheet: SheetReading) -> SheetReading:
    """Return a sheet with texts cut to the length of headings in their rows; raise Refusal for too many letters."""
    cut: dict[Place, Cell] = {}
    letters = 0
    for at, cell in sheet.cells.items():
        if at[0] < BELOW and isinstance(cell.value, str):
            letters += min(len(cell.value), HEADING)
            if len(cell.value) > HEADING:
                cut[at] = cell._replace(value=clipped(cell.value, HEADING))
    if letters > HEADINGS:
        found = phrase("more than {count} characters in the first {rows} rows", count=HEADINGS, rows=BELOW)
        raise too_large(found, str(HEADINGS))
    return replace(sheet, cells={**sheet.cells, **cut}) if cut else sheet


def bounded(sheet: SheetReading, columns: Mapping[int, Column | None], *, book: bool) -> SheetReading:
    """Return a sheet whose texts are bounded by their columns: a longer one is an error value of its cell.

    ``book``: it is one of a scheme or plan, whose texts fill a cell at most and have a bound together; raise Refusal.
    """
    if book:
        if sum(len(cell.value) for cell in sheet.cells.values() if isinstance(cell.value, str)) > BOOK:
            raise too_large(phrase("more than {count} characters in its cells", count=BOOK), str(BOOK))
        return sheet
    most = {place: column.longest for place, column in columns.items() if column}
    cut: dict[Place, Cell] = {}
    for at, cell in sheet.cells.items():
        if isinstance(cell.value, str) and len(cell.value) > LONGEST_NAME:
            limit = most.get(at[1], LONGEST)
            if len(cell.value) > limit:
                cut[at] = cell._replace(kind="error", value=LongText.of(cell.value, limit))
    return replace(sheet, cells={**sheet.cells, **cut}) if cut else sheet
