"""Check that the scorecard can be seen: sheet, columns, views; and what formats and links make of its cells."""

from __future__ import annotations

from collections.abc import Iterator

from xlsappraise.base.i18n import Text, phrase
from xlsappraise.base.problems import Problem, problem
from xlsappraise.forms.layout.grid import GAP, KEY
from xlsappraise.returned.returned_form import Returned
from xlsappraise.xlsx.address import column_letters, place
from xlsappraise.xlsx.display.numbers import tells
from xlsappraise.xlsx.display.painted import Look
from xlsappraise.xlsx.reading import Reading

LISTED = 20


def unseen(returned: Returned) -> Iterator[Problem]:
    """Yield what of the scorecard is out of sight: the sheet, its columns, rows that panes cut off, noughts."""
    if returned.entry.state.lower() != "visible":
        yield problem("scorecard-hidden", sheet=returned.name)
    sight = returned.sheet.sight
    columns = sorted({now for column, now in returned.columns.now.items() if column in _shown_columns(returned)})
    hidden = [column for column in columns if any(first <= column <= last for first, last in sight.hidden_columns)]
    if hidden:
        letters = tuple(column_letters(column) for column in hidden)
        yield problem("columns-hidden", sheet=returned.name, cell=f"{letters[0]}:{letters[0]}", found=letters)
    for found in _views(returned):
        yield problem("view-changed", sheet=returned.name, found=found)


def _shown_columns(returned: Returned) -> set[int]:
    """Return the issued columns with content, the hidden ones left out."""
    places = [*returned.issued.locked, *(slot.place for slot in returned.issued.blueprint.slots)]
    key = returned.issued.blueprint.key_column
    hidden = {key, key + GAP - KEY}
    return {column for _row, column in places if column not in hidden}


def _views(returned: Returned) -> Iterator[Text]:
    sight = returned.sheet.sight
    if sight.cut_rows:
        yield phrase("rows above row {row} cannot be reached", row=sight.cut_rows + 1)
    if sight.cut_columns:
        yield phrase("columns before {column} cannot be reached", column=column_letters(sight.cut_columns))
    if sight.frozen:
        yield phrase("more rows or columns are frozen than a screen shows")
    if sight.no_zeros:
        yield phrase("0 is shown as a blank")
    if sight.formulas:
        yield phrase("formulas are shown instead of values")


def painted(returned: Returned) -> Iterator[Problem]:
    """Yield conditional formats that show another value or hide one."""
    if not isinstance(returned.reading, Reading):
        return
    listed: set[tuple[str, Look]] = set()
    for one in returned.sheet.painted:
        look = returned.reading.look(one.look)
        if (one.cells, look) in listed or not (look.unseen or _misleads(returned, one.cells, look.code)):
            continue
        listed.add((one.cells, look))
        if len(listed) > LISTED:
            return
        found: Text = phrase("text in the colour of its ground") if look.unseen else look.code or ""
        yield problem("conditional-format-found", sheet=returned.name, cell=one.cells.split(" ")[0], found=found)


def _misleads(returned: Returned, cells: str, code: str | None) -> bool:
    """Return whether a number format would show another value in a cell that has one."""
    if code is None:
        return False
    for area in cells.split():
        first, _colon, last = area.partition(":")
        start, end = place(first.replace("$", "")), place((last or first).replace("$", ""))
        for at, cell in returned.sheet.cells.items():
            inside = start[0] <= at[0] <= end[0] and start[1] <= at[1] <= end[1]
            if inside and not tells(code, cell.value, returned.reading.format(cell.style)):
                return True
    return False


def links(returned: Returned) -> Iterator[Problem]:
    """Yield the links of the scorecard's cells; one that a program makes of an address in the cell is silent."""
    for link in returned.sheet.links[:LISTED]:
        target = link.target
        if isinstance(returned.reading, Reading) and link.relation:
            target = returned.reading.outside(returned.entry, link.relation)
        cell = returned.sheet.cells.get(place(link.cell.partition(":")[0].replace("$", "")))
        own = "" if cell is None else str(cell.value or "")
        if target and _bare(target) != _bare(own):
            yield problem("link-found", sheet=returned.name, cell=link.cell, found=target)


def _bare(address: str) -> str:
    for start in ("mailto:", "http://", "https://"):
        address = address.strip().removeprefix(start)
    return address.rstrip("/").lower()
