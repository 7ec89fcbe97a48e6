"""What openpyxl and calamine read where we accept a file in silence, and where they read something else."""

from __future__ import annotations

import datetime
import io
import warnings
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from unittest.mock import patch

import openpyxl
from openpyxl.utils.datetime import to_excel
from openpyxl.worksheet.merge import MergedCellRange
from python_calamine import CalamineWorkbook

from tests.fuzz.elements import unpacked
from tests.fuzz.forms import Saved
from tests.fuzz.oddities import Case, Oddity, known, written
from xlsappraise.base.collector import uncollected
from xlsappraise.base.rounding import plain
from xlsappraise.returned.returned_form import Returned
from xlsappraise.xlsx.address import Place, address, place
from xlsappraise.xlsx.cell import BLANK
from xlsappraise.xlsx.opening import open_book

Value = float | str | bool | None


@dataclass(frozen=True)
class Seen:
    """What a reader sees of the scorecard: its state, and its values without blanks."""

    state: str
    cells: Mapping[Place, Value]


@dataclass(frozen=True)
class Difference:
    """A place that another reader sees otherwise; ``cell`` is blank for the sheet itself."""

    reader: str
    cell: str
    ours: object
    theirs: object

    def __str__(self) -> str:
        return f"{self.cell or 'the sheet'}: {self.reader} reads {self.theirs!r}, we {self.ours!r}"


def differences(form: Saved, data: bytes) -> list[Difference]:
    """Return what the others read otherwise of a file that we accept, known oddities of theirs left out."""
    return [one for one, oddity in compared(form, data) if oddity is None]


def compared(form: Saved, data: bytes) -> Iterator[tuple[Difference, Oddity | None]]:
    """Yield what the others read otherwise of a file that we accept, and the known oddity that it comes from."""
    returned = laid_over(form, data)
    parts = dict(unpacked(data))
    for name, reader in READERS.items():
        try:
            with warnings.catch_warnings(), uncollected():
                warnings.simplefilter("ignore")
                seen = reader(data, returned.name)
        except (KeyboardInterrupt, SystemExit, TimeoutError):
            raise
        except BaseException:  # what a reader cannot open says nothing; calamine's panics are no Exception
            continue
        for one in _between(name, returned, seen):
            yield one, known(_case(one, returned, parts))


def _case(one: Difference, returned: Returned, parts: Mapping[str, bytes]) -> Case:
    part = returned.entry.part
    data = next((held for name, held in parts.items() if name.replace("\\", "/").lower() == part.lower()), b"")
    cell = returned.sheet.cells.get(place(one.cell), BLANK) if one.cell else None
    kind = "" if cell is None else cell.kind
    held = written(data, one.cell) if one.cell else b""
    return Case(one.reader, one.ours, one.theirs, kind, held, parts, part)


def laid_over(form: Saved, data: bytes) -> Returned:
    """Return a file as the program lays it over its form."""
    book, _findings = open_book(data)
    issue, _problems = form.examiner.identify(book)
    assert issue is not None
    returned = form.examiner.lay_over(book, issue)
    assert returned is not None
    return returned


def _between(name: str, returned: Returned, seen: Seen | None) -> Iterator[Difference]:
    if seen is None:
        yield Difference(name, "", returned.name, None)
        return
    if seen.state != returned.entry.state.lower():
        yield Difference(name, "", returned.entry.state, seen.state)
    for at in _places(returned):
        cell = returned.sheet.cells.get(at)
        ours = None if cell is None or at in returned.covered else cell.value
        theirs = seen.cells.get(at)
        if at in returned.covered and name == "calamine":  # it knows no merged areas
            continue
        if _normal(ours) != _normal(theirs):
            yield Difference(name, address(at), ours, theirs)


def _places(returned: Returned) -> list[Place]:
    """Return the places of inputs and of locked cells, as they are now."""
    issued = returned.issued
    spread = {
        (row, column)
        for slot in issued.blueprint.slots
        for row in range(slot.place[0], slot.last[0] + 1)
        for column in range(slot.place[1], slot.last[1] + 1)
    }
    return sorted({now for at in (*issued.locked, *spread) if (now := returned.now(at)) is not None})


def _normal(value: Value) -> str | bool | None:
    """Return a value as the program takes it: 15 digits, line breaks as one character, blank for nothing."""
    if isinstance(value, bool):
        return value
    if isinstance(value, int | float):
        return plain(float(f"{value:.15g}"))
    return value.replace("\r\n", "\n").replace("\r", "\n") if value else None


def _openpyxl(data: bytes, name: str) -> Seen | None:
    with patch.object(
        MergedCellRange, "format", lambda _area: None
    ):  # the borders of merged areas: most of the time that it takes
        book = openpyxl.load_workbook(io.BytesIO(data), data_only=True)
    if name not in book.sheetnames:
        return None
    sheet = book[name]
    cells = {
        (cell.row - 1, cell.column - 1): _number(cell.value, book.epoch)
        for row in sheet.iter_rows()
        for cell in row
        if cell.value not in (None, "")
    }
    return Seen(sheet.sheet_state.lower(), cells)


def _calamine(data: bytes, name: str) -> Seen | None:
    book = CalamineWorkbook.from_filelike(io.BytesIO(data))
    states = {sheet.name: str(sheet.visible).rpartition(".")[2].lower() for sheet in book.sheets_metadata}
    if name not in states:
        return None
    rows = book.get_sheet_by_name(name).to_python(skip_empty_area=False)
    cells = {
        (row, column): _number(value, datetime.datetime(1899, 12, 30))
        for row, values in enumerate(rows)
        for column, value in enumerate(values)
        if value != ""
    }
    return Seen(states[name], cells)


def _number(value: Any, epoch: datetime.datetime) -> Value:
    """Return a date or time as the number that is in the file."""
    if isinstance(value, datetime.datetime | datetime.date | datetime.time | datetime.timedelta):
        return float(to_excel(value, epoch))
    return value  # type: ignore[no-any-return]


READERS: Mapping[str, Callable[[bytes, str], Seen | None]] = {"openpyxl": _openpyxl, "calamine": _calamine}
