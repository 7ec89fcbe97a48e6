"""Check that the scorecard can be seen: sheet, columns, views."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from xlsappraise.base.i18n import Text, phrase
from xlsappraise.base.problems import Problem, problem
from xlsappraise.returned.columns import headings
from xlsappraise.returned.returned_form import Returned
from xlsappraise.xlsx.address import column_letters
from xlsappraise.xlsx.display.colours import LEAST_SIZE
from xlsappraise.xlsx.display.sight import Sight
from xlsappraise.xlsx.reading import Reading
from xlsappraise.xlsx.sheet import SheetReading

LISTED = 20
LEAST_ZOOM = 25
"""Percent below which nobody reads a sheet"""


def unseen(returned: Returned) -> Iterator[Problem]:
    """Yield what of the scorecard is out of sight: the sheet, its columns, rows that panes cut off, noughts."""
    if returned.entry.state.lower() != "visible":
        yield problem("scorecard-hidden", sheet=returned.name)
    shown = _shown_columns(returned)
    columns = {now for column, now in returned.columns.now.items() if column in shown}
    narrow = isinstance(returned.reading, Reading) and returned.reading.styles.normal < LEAST_SIZE
    hidden = sorted(columns) if narrow else hidden_columns(returned.sheet, columns)
    if hidden:
        letters = tuple(column_letters(column) for column in hidden)
        yield problem("columns-hidden", sheet=returned.name, cell=f"{letters[0]}:{letters[0]}", found=letters)
    for entry in (returned.entry, *returned.instructions):
        for found in _views(returned.reading.sheet(entry).sight):
            yield problem("view-changed", sheet=entry.name, found=found)
    if isinstance(returned.reading, Reading):
        for found in _window(returned.reading):
            yield problem("view-changed", sheet=returned.name, found=found)


def hidden_columns(sheet: SheetReading, columns: Iterable[int]) -> list[int]:
    """Return those of the columns that are hidden or too narrow, in order."""
    areas = sheet.sight.hidden_columns
    return [column for column in sorted(set(columns)) if any(first <= column <= last for first, last in areas)]


def _shown_columns(returned: Returned) -> set[int]:
    """Return the issued columns with content, the hidden ones beside the headings left out."""
    blueprint = returned.issued.blueprint
    first = min(column for _row, column in headings(blueprint))
    last = max(end[1] for _start, end in blueprint.merges)
    places = [*returned.issued.locked, *(slot.place for slot in blueprint.slots)]
    return {column for _row, column in places if first <= column <= last}


def _window(reading: Reading) -> Iterator[Text]:
    if reading.window_hidden:
        yield phrase("the window is hidden")
    if reading.tabs_hidden:
        yield phrase("the sheet tabs are hidden")
    if reading.rounds:
        yield phrase("the workbook computes with figures rounded as they are shown")
    if reading.asked_by:
        yield phrase("on opening, it says that “{name}” asks not to change it", name=reading.asked_by)


def _views(sight: Sight) -> Iterator[Text]:
    if sight.cut_rows:
        yield phrase("rows above row {row} cannot be reached", row=sight.cut_rows + 1)
    if sight.cut_columns:
        yield phrase("columns before {column} cannot be reached", column=column_letters(sight.cut_columns))
    if sight.frozen:
        yield phrase("more rows or columns are frozen than a screen shows")
    if sight.no_zeros:
        yield phrase("0 is shown as a blank")
    if sight.zoom < LEAST_ZOOM:
        yield phrase("the zoom is {percent} %", percent=sight.zoom)
    if sight.formulas:
        yield phrase("formulas are shown instead of values")
    if sight.scenarios:
        yield phrase("other values are kept for cells (scenarios)")
    if sight.lotus:
        yield phrase("formulas are computed by the rules of Lotus 1-2-3")
