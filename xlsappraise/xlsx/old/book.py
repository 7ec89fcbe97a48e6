"""Workbooks in old formats, read as values through python-calamine within the limits."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from datetime import date, datetime, time, timedelta
from io import BytesIO
from typing import TYPE_CHECKING, Any, TypeVar

from xlsappraise.base.i18n import phrase
from xlsappraise.base.problems import Refusal, problem
from xlsappraise.xlsx.address import Place
from xlsappraise.xlsx.book import Book, SheetEntry
from xlsappraise.xlsx.cell import Cell
from xlsappraise.xlsx.limits import FILE_LIMIT, hostile, too_large
from xlsappraise.xlsx.old.format import OldFormat
from xlsappraise.xlsx.old.survey import BookSurvey, SheetSurvey
from xlsappraise.xlsx.sheet import SheetReading

if TYPE_CHECKING:
    from python_calamine import CalamineWorkbook

T = TypeVar("T")
FORMATS = ["General", "yyyy-mm-dd", "yyyy-mm-dd hh:mm:ss", "hh:mm:ss", "[h]:mm:ss"]
_GENERAL, _DATE, _MOMENT, _TIME, _SPAN = range(5)
_STATES = {"Visible": "visible", "Hidden": "hidden", "VeryHidden": "veryHidden"}
_ZERO, _DAY = datetime(1899, 12, 30), timedelta(days=1)  # day number 0, as spreadsheets count


class OldBook(Book):
    """A workbook in an old format: values only, so that formulas cannot be checked."""

    reads_formulas = False

    def __init__(self, data: bytes, old: OldFormat) -> None:
        if len(data) > FILE_LIMIT:
            raise too_large(f"{len(data) >> 20} MB", f"{FILE_LIMIT >> 20} MB")
        survey = old.survey(data)
        self.date1904 = survey.date1904
        self.structure_locked = survey.structure_locked
        self.riders = survey.riders
        self._sheets: dict[str, SheetReading] = {}
        self._without_cells: set[str] = set()
        self.entries = tuple(self._read(survey))

    def _read(self, survey: BookSurvey) -> Iterator[SheetEntry]:
        book = _opened(survey.clean)
        found = book.sheets_metadata
        if len(found) != len(survey.sheets):
            raise _incomplete()
        for listed, surveyed in zip(found, survey.sheets, strict=True):
            if listed.name in self._sheets:
                raise hostile(phrase("two sheets named {name}", name=listed.name))
            if surveyed.name not in (None, listed.name) or surveyed.has_cells != (_word(listed.typ) == "WorkSheet"):
                raise _incomplete()
            if surveyed.has_cells:
                self._sheets[listed.name] = _sheet(_cells(book, listed.name), surveyed)
            else:
                self._sheets[listed.name] = SheetReading({})
                self._without_cells.add(listed.name)
            yield SheetEntry(listed.name, _STATES[_word(listed.visible)], listed.name)

    def has_cells(self, entry: SheetEntry) -> bool:
        """Return whether a sheet is a worksheet."""
        return entry.part not in self._without_cells

    @property
    def formats(self) -> list[str]:
        """The number format code of each cell style, by index."""
        return FORMATS

    def sheet(self, entry: SheetEntry) -> SheetReading:
        """Read a sheet."""
        return self._sheets[entry.part]


def _word(choice: object) -> str:
    """Return the name of a calamine enumeration value, which is not a Python enum."""
    return repr(choice).rpartition(".")[2]


def _incomplete() -> Refusal:
    """Return the refusal of a workbook that calamine and the survey read differently: no cell may be lost silently."""
    return Refusal(problem("file-old-format", found=phrase("an old workbook that could not be read completely")))


def _guarded(step: Callable[[], T]) -> T:
    """Call calamine; raise Refusal for any exception of it."""
    try:
        return step()
    except Exception:  # calamine's own errors
        raise Refusal(problem("file-truncated", found=phrase("its records cannot be read"))) from None
    except BaseException as error:
        if type(error).__name__ != "PanicException":
            raise
        raise hostile(phrase("its records contradict each other")) from None


def _opened(clean: bytes) -> CalamineWorkbook:
    from python_calamine import CalamineWorkbook

    return _guarded(lambda: CalamineWorkbook.from_filelike(BytesIO(clean)))


def _cells(book: CalamineWorkbook, name: str) -> dict[Place, Any]:
    """Return a sheet's non-blank values by their places."""
    sheet = _guarded(lambda: book.get_sheet_by_name(name))
    if sheet.start is None:
        return {}
    top, left = sheet.start
    rows = _guarded(lambda: sheet.to_python(skip_empty_area=True))
    return {
        (top + row, left + column): value
        for row, values in enumerate(rows)
        for column, value in enumerate(values)
        if value != ""
    }


def _sheet(values: dict[Place, Any], surveyed: SheetSurvey) -> SheetReading:
    """Return a sheet's cells; raise Refusal when calamine read other cells than the survey."""
    cells = {at: Cell("error", held[1], None, _GENERAL) for at, held in surveyed.held.items() if held[0] == "error"}
    for at, value in values.items():
        if at not in surveyed.held:
            raise _incomplete()
        if at not in cells:
            cells[at] = _cell(value)
    if any(held == "value" and at not in cells for at, held in surveyed.held.items()):
        raise _incomplete()
    return SheetReading(
        dict(sorted(cells.items())), tuple(surveyed.merges), surveyed.protected, unread=surveyed.formulas
    )


def _cell(value: object) -> Cell:
    if isinstance(value, bool):
        return Cell("bool", value, None, _GENERAL)
    if isinstance(value, str):
        return Cell("text", value.replace("\r\n", "\n").replace("\r", "\n"), None, _GENERAL)
    number, style = _number(value)
    if not math.isfinite(number):
        return Cell("error", str(number), None, _GENERAL)
    return Cell("number", number, None, style)


def _number(value: object) -> tuple[float, int]:
    """Return a value as a spreadsheet number (days for dates and times) and the index of its number format."""
    if isinstance(value, datetime):
        return (value - _ZERO) / _DAY, _DATE if value.time() == time() else _MOMENT
    if isinstance(value, date):
        return float((value - _ZERO.date()).days), _DATE
    if isinstance(value, time):
        return (datetime.combine(_ZERO, value) - _ZERO) / _DAY, _TIME
    if isinstance(value, timedelta):
        return value / _DAY, _SPAN
    assert isinstance(value, int | float), "calamine returns no other type"
    return float(value), _GENERAL
