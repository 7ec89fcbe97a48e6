"""A sheet with a row of headings: declared as columns, and found in a workbook that a person has filled in."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple

from xlsappraise.base.problems import Problem, problem
from xlsappraise.typed.column import Column
from xlsappraise.typed.entries import Entry, is_date_format, read_entry
from xlsappraise.typed.slot import InputType, Slot
from xlsappraise.typed.values import Codes, holds, since_1900, text_of
from xlsappraise.typed.words import key, understood
from xlsappraise.xlsx.address import Place, address
from xlsappraise.xlsx.book import SheetEntry
from xlsappraise.xlsx.reading import Reading, first_sheet
from xlsappraise.xlsx.sheet import BLANK, Cell

HEADING_ROWS = 20
"""So far down headings are looked for"""


@dataclass(frozen=True)
class HeadedSheet:
    """A sheet's columns in their order, and what its reader calls its problems.

    ``title`` and ``help``: the sheet's name and a hint above it, in English, to be translated. ``anchors``: ids of the
    columns whose headings mark the row of headings; any column's does where there are none. ``crowded``: the row with
    the most headings is taken, not the first one with any. ``by_id``: the id of a column is read as its heading too.
    ``stranger`` makes a column of a heading that is not declared, or None.
    """

    columns: tuple[Column, ...]
    codes: Codes = field(default_factory=Codes)
    id: str = ""
    title: str = ""
    help: str = ""
    anchors: tuple[str, ...] = ()
    crowded: bool = False
    by_id: bool = False
    stranger: Callable[[str], Column | None] = field(default=lambda _text: None)

    @cached_property
    def by_name(self) -> dict[str, Column]:
        """The columns by id."""
        return {column.id: column for column in self.columns}

    def __getitem__(self, name: str) -> Column:
        return self.by_name[name]

    def index(self, name: str) -> int:
        """Return the place of a column in the declared order, counted from 0."""
        return list(self.by_name).index(name)

    @cached_property
    def offered(self) -> tuple[Column, ...]:
        """The columns of the blank file."""
        return tuple(column for column in self.columns if column.offered)

    @cached_property
    def slots(self) -> dict[str, Slot]:
        """What the cells of each column take, by id, called by the title as it is declared."""
        return {column.id: column.slot() for column in self.columns}

    @cached_property
    def shown(self) -> frozenset[str]:
        """The ids of the columns that are written for the reader alone."""
        return frozenset(column.id for column in self.columns if column.shown)

    @cached_property
    def known(self) -> Mapping[str, Column]:
        """The columns by every heading that they are known by, folded."""
        aliases = [(alias, column.id) for column in self.columns for alias in column.aliases]
        ids = [(name, name) for name in self.by_name] if self.by_id else []
        names = understood({column.id: column.title for column in self.columns}, [*aliases, *ids])
        return {word: self.by_name[name] for word, name in names.items()}

    def heading_row(self, cells: Mapping[Place, Cell]) -> int | None:
        """Return the row of the headings."""
        texts: dict[int, list[str]] = {}
        for (row, _column), cell in cells.items():
            if row < HEADING_ROWS and isinstance(cell.value, str):
                texts.setdefault(row, []).append(cell.value)
        counts: dict[int, int] = {}
        for row in sorted(texts):
            counts[row] = sum(self._anchors(self.known.get(key(text))) for text in texts[row])
            if counts[row] and not self.crowded:
                return row
        return min((row for row in counts if counts[row]), key=lambda row: (-counts[row], row), default=None)

    def _anchors(self, column: Column | None) -> bool:
        return column is not None and (not self.anchors or column.id in self.anchors)

    def first_of(self, path: Path, unreadable: str) -> HeadedTable:
        """Find the headings on the first sheet of a workbook; raise Refusal, with ``unreadable`` as its code."""
        reading, _sheet = first_sheet(path, unreadable)
        return self.find(path.name, reading, reading.entries[0])

    def find(self, file: str, reading: Reading, entry: SheetEntry) -> HeadedTable:
        """Return a sheet of a workbook with its headings found, as far as they are there."""
        return HeadedTable(file, self, reading, entry)


class Heading(NamedTuple):
    """A cell in the row of headings; ``column`` is None where no column has such a heading."""

    place: Place
    cell: Cell
    column: Column | None

    @property
    def text(self) -> str:
        """The heading as written."""
        return text_of(self.cell)


class HeadedTable:
    """A sheet whose headings were looked for; ``heading_row`` is None where there are none.

    ``headings``: the first one of each column, by its id. ``odd``: what else stands in that row, from left to right:
    headings of no column, and second ones of a column.
    """

    def __init__(self, file: str, headed: HeadedSheet, reading: Reading, entry: SheetEntry) -> None:
        self.file = file
        self.headed = headed
        self.name = entry.name
        self.reading = reading
        self.cells = reading.sheet(entry).cells
        self.headings: dict[str, Heading] = {}
        self.odd: list[Heading] = []
        self.columns: dict[str, int] = {}
        self.heading_row = headed.heading_row(self.cells)
        for at, cell in sorted((at, cell) for at, cell in self.cells.items() if at[0] == self.heading_row):
            self._take(Heading(at, cell, self._column(text_of(cell))))

    def _column(self, text: str) -> Column | None:
        return (self.headed.known.get(key(text)) or self.headed.stranger(text)) if text else None

    def _take(self, heading: Heading) -> None:
        if heading.column is None or heading.column.id in self.columns:
            self.odd.append(heading)
        else:
            self.headings[heading.column.id] = heading
            self.columns[heading.column.id] = heading.place[1]

    @property
    def added(self) -> dict[str, Heading]:
        """The headings of columns that are not declared but were made for them, by id."""
        return {name: heading for name, heading in self.headings.items() if name not in self.headed.by_name}

    @property
    def twins(self) -> tuple[Heading, ...]:
        """The second headings of columns."""
        return tuple(heading for heading in self.odd if heading.column is not None)

    @property
    def missing(self) -> tuple[Column, ...]:
        """The columns whose headings must be there and are not."""
        return tuple(c for c in self.headed.columns if c.required and c.id not in self.columns)

    @cached_property
    def rows(self) -> tuple[int, ...]:
        """The rows below the headings that hold any cell."""
        return () if self.heading_row is None else tuple(sorted({at[0] for at in self.cells if at[0] > self._top}))

    @property
    def _top(self) -> int:
        return self.heading_row or 0

    def raw(self, row: int, name: str) -> Cell:
        """Return a cell as it stands, by the id of its column."""
        column = self.columns.get(name)
        return BLANK if column is None else self.cells.get((row, column), BLANK)

    def cell(self, row: int, name: str, kind: InputType | None = None) -> Cell:
        """Return a cell, days counted from 1900; ``kind``: what it takes, where its column does not declare it."""
        cell = self.raw(row, name)
        if self.reading.date1904 and name in self.headings:
            column = self.headings[name].column
            kind = kind or (column.kind if column else "text")
            return since_1900(cell, dated=kind == "date" or is_date_format(self.code(cell)))
        return cell

    def code(self, cell: Cell) -> str:
        """Return the number format of a cell."""
        return self.reading.format(cell.style)

    def text(self, row: int, name: str) -> str:
        """Return a cell's text."""
        return text_of(self.raw(row, name))

    def filled(self, row: int, *names: str) -> bool:
        """Return whether anything stands in any of these columns."""
        return any(holds(self.raw(row, name)) for name in names)

    def read(self, row: int, name: str, slot: Slot | None = None) -> Entry:
        """Read a cell as returned forms are read; ``slot``: what it takes, where its column does not declare it."""
        slot = slot or self.headed.slots[name]
        cell = self.raw(row, name) if slot.type == "text" else self.cell(row, name, slot.type)
        code = self.code(cell)
        entry = read_entry(slot, self.place(row, name), cell, code)
        return (
            replace(entry, findings=tuple(self.headed.codes.findings(entry, cell, code))) if entry.findings else entry
        )

    def place(self, row: int, name: str) -> Place:
        """Return where a cell stands; the row's first cell where the column is not there."""
        return row, self.columns.get(name, 0)

    def at(self, row: int, name: str) -> str:
        """Return the address of a cell."""
        return address(self.place(row, name))

    @property
    def heading_place(self) -> str:
        """The address of the row of headings, for what concerns a whole column."""
        return f"{self._top + 1}:{self._top + 1}"

    def problem(self, code: str, cell: str | None = None, **facts: Any) -> Problem:
        """Return a problem with a cell of this sheet."""
        return problem(code, file=self.file, sheet=self.name, cell=cell, **facts)

    def entry_problems(self, entry: Entry, employee_id: str | None = None) -> Iterator[Problem]:
        """Yield what is wrong with an entry."""
        for finding in entry.findings:
            yield self.problem(
                finding.code, entry.cell, employee_id=employee_id, found=finding.found, expected=finding.expected,
                label=entry.slot.label, hint=finding.hint,
            )  # fmt: skip

    def heading_problems(self) -> Iterator[Problem]:
        """Yield which headings stand twice, then which of those that must be there are missing."""
        codes = self.headed.codes
        for place, _cell, column in self.twins:
            yield self.problem(codes.twice, address(place), found=column.title if column else None)
        for column in self.missing:
            yield self.problem(codes.missing, self.heading_place, expected=column.title)
