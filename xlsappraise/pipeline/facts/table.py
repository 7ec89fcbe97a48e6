"""One sheet of the facts workbook as rows of named cells, whatever the order of its rows and columns."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from xlsappraise.exchange.words import key
from xlsappraise.intake.book import SheetEntry
from xlsappraise.intake.entries import is_date_format
from xlsappraise.intake.reading import Reading
from xlsappraise.intake.sheet import BLANK, Cell, Place
from xlsappraise.pipeline.facts.plan import DAYS, figure_key, headings, plain_title, sheet_names
from xlsappraise.rounding import plain
from xlsappraise.text import tidy
from xlsappraise.typed.values import DAYS_TO_1904
from xlsappraise.workbook.layout import address

_HEADING_ROWS = 20


@dataclass(frozen=True, slots=True)
class Other:
    """A heading that is not one of the sheet's own; ``stopped``: it bears the mark of one no longer used."""

    title: str
    place: Place
    stopped: bool


class Table:
    """The rows of a sheet below its headings. ``twice``: headings that stand there already."""

    def __init__(self, sheet: str, reading: Reading, entry: SheetEntry) -> None:
        self.sheet = sheet
        self.name = entry.name
        self.columns: dict[str, int] = {}
        self.others: dict[str, Other] = {}
        self.twice: list[tuple[Place, str]] = []
        self._reading = reading
        self.cells = reading.sheet(entry).cells
        self._known = headings(sheet)
        self.heading_row = self._find_headings()
        for at, cell in sorted(self.cells.items()):
            if at[0] == self.heading_row and (text := text_of(cell)):
                self._heading(at, text)

    def _find_headings(self) -> int | None:
        """Return the row that holds the most of the headings."""
        counts: dict[int, int] = {}
        for (row, _column), cell in self.cells.items():
            if row < _HEADING_ROWS and isinstance(cell.value, str) and key(cell.value) in self._known:
                counts[row] = counts.get(row, 0) + 1
        return min(counts, key=lambda row: (-counts[row], row), default=None)

    def _heading(self, at: Place, text: str) -> None:
        own = self._known.get(key(text))
        title = plain_title(text)
        name = own or figure_key(title)
        if name in self.columns:
            self.twice.append((at, text))
            return
        self.columns[name] = at[1]
        if own is None:
            self.others[name] = Other(title, at, title != text)

    def rows(self) -> Iterator[int]:
        """Yield the rows below the headings that hold anything."""
        if self.heading_row is not None:
            yield from sorted({row for row, _column in self.cells if row > self.heading_row})

    def cell(self, row: int, name: str) -> Cell:
        """Return a cell by the key of its column; days that count from 1904 are told as all others."""
        cell = self.raw(row, name)
        if (
            self._reading.date1904
            and isinstance(cell.value, float)
            and (name in DAYS or is_date_format(self.code(cell)))
        ):
            return cell._replace(value=cell.value + DAYS_TO_1904)
        return cell

    def raw(self, row: int, name: str) -> Cell:
        """Return a cell as it stands."""
        column = self.columns.get(name)
        return BLANK if column is None else self.cells.get((row, column), BLANK)

    def code(self, cell: Cell) -> str:
        """Return the number format of a cell."""
        return self._reading.format(cell.style)

    def text(self, row: int, name: str) -> str:
        """Return a cell's text; that of a number is written the shortest way."""
        return text_of(self.cell(row, name))

    def filled(self, row: int, name: str) -> bool:
        """Tell whether anything stands in a cell."""
        cell = self.raw(row, name)
        return cell.formula is not None or bool(text_of(cell))

    def place(self, row: int, name: str) -> Place:
        """Return where a cell stands; the row's first cell where the column is not there."""
        return row, self.columns.get(name, 0)

    def at(self, row: int, name: str) -> str:
        """Return the address of a cell."""
        return address(self.place(row, name))

    @property
    def heading_place(self) -> str:
        """The address of the row of headings, for what concerns a whole column."""
        row = (self.heading_row or 0) + 1
        return f"{row}:{row}"


def text_of(cell: Cell) -> str:
    """Return what a cell holds as text."""
    if isinstance(cell.value, float):
        return plain(cell.value)
    return "" if cell.value is None else tidy(str(cell.value))


def tables_of(reading: Reading) -> dict[str, Table]:
    """Return the sheets that a person fills in, by id; the first of several that may bear the name."""
    found: dict[str, Table] = {}
    names = sheet_names()
    for entry in reading.entries:
        sheet = names.get(key(entry.name))
        if sheet is not None and sheet not in found and sheet not in ("notes", "choices"):
            found[sheet] = Table(sheet, reading, entry)
    return found
