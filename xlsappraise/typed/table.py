"""A sheet of a workbook that a person has filled in, with its headings found."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple

from xlsappraise.base.i18n import phrase
from xlsappraise.base.problems import Problem, Refusal, problem
from xlsappraise.typed.column import Column
from xlsappraise.typed.entries import Entry, is_date_format, read_entry
from xlsappraise.typed.headed import HeadedSheet
from xlsappraise.typed.heading_rows import HeadingRows, Titled
from xlsappraise.typed.longest import bounded, heads
from xlsappraise.typed.merged import Merged
from xlsappraise.typed.slot import InputType, Slot
from xlsappraise.typed.values import holds, since_1900, text_of
from xlsappraise.typed.words import key
from xlsappraise.xlsx.address import Place, address
from xlsappraise.xlsx.book import Book, SheetEntry
from xlsappraise.xlsx.cell import BLANK, Cell
from xlsappraise.xlsx.limits import AREA, too_large
from xlsappraise.xlsx.own import read_own, unread


class Heading(NamedTuple):
    """A cell in the row of headings; ``column`` is None where no column has such a heading.

    ``rank``: how surely it names the column, see ``HeadedSheet.column_of``; ``group``: the title above it;
    ``block``: the number of blank columns before it, so that a table beside the list has another one.
    """

    place: Place
    cell: Cell
    column: Column | None
    rank: int = 0
    group: str = ""
    block: int = 0

    @property
    def text(self) -> str:
        """The heading as written."""
        return text_of(self.cell)


class HeadedTable:
    """A sheet whose headings were looked for; ``heading_row`` (the last one of them) is None where there are none.

    ``headings``: the one of each column, by its id. ``odd``: the other headings, from left to right: those of no
    column, and further ones of a column. ``others``: the names of further sheets that have such headings.
    """

    def __init__(self, file: str, headed: HeadedSheet, reading: Book, entry: SheetEntry) -> None:
        self.file = file
        self.headed = headed
        self.name = entry.name
        self.reading = reading
        sheet = reading.sheet(entry)
        self.hidden = frozenset(sheet.hidden_rows)
        view = Merged(heads(sheet))
        self.headings: dict[str, Heading] = {}
        self.odd: list[Heading] = []
        self.others: tuple[str, ...] = ()
        rows = HeadingRows.find(view, headed.anchored, crowded=headed.crowded)
        self.heading_row = None if rows is None else rows.last
        headings = self._named(list(rows.titled(view))) if rows else []
        self._home = _home(headings, headed.anchors)
        for heading in headings:
            self._take(heading)
        self.odd.sort(key=lambda heading: heading.place)
        self.columns = {name: heading.place[1] for name, heading in self.headings.items()}
        self.view = Merged(bounded(sheet, {h.place[1]: h.column for h in self.headings.values()}, book=headed.book))
        self.cells = self.view.cells
        if len(self.columns) * len(self.rows) > AREA:
            found = phrase("{columns} columns of {rows} rows", columns=len(self.columns), rows=len(self.rows))
            raise too_large(found, str(AREA))

    def _named(self, titled: Sequence[Titled]) -> list[Heading]:
        """Return the headings with the columns that they name."""
        found: list[Heading] = []
        before = block = 0
        for one in titled:
            column, rank = self.headed.part_of(one.group, one.texts[-1]), 1
            if column is None and one.texts[0]:
                column, rank = self.headed.column_of(*one.texts)
            if column is None and one.texts[-1]:
                column = self.headed.stranger(one.texts[-1])
            block += max(one.place[1] - before - 1, 0) if found else 0
            before = one.last
            found.append(Heading(one.place, one.cell, column, rank, one.group, block))
        return found

    def _take(self, heading: Heading) -> None:
        column = heading.column
        before = self.headings.get(column.id) if column else None
        if column is None or (before is not None and not self._surer(heading, before)):
            self.odd.append(heading)
            return
        if before is not None:
            self.odd.append(before)
        self.headings[column.id] = heading

    def _surer(self, heading: Heading, before: Heading) -> bool:
        """Return whether a further heading of a column names it more surely than the one before."""
        if not self.headed.loose:
            return False
        foreign, other = self._foreign(heading), self._foreign(before)
        return other if foreign != other else heading.rank < before.rank

    def _foreign(self, heading: Heading) -> bool:
        """Return whether a heading belongs to another group or table than those that mark the row of headings."""
        group, block = self._home
        return heading.group not in ("", group) or heading.block != block

    @classmethod
    def first(cls, headed: HeadedSheet, path: Path, unreadable: str, name: str = "") -> HeadedTable:
        """Find the headings in a workbook: on the sheet called ``name``, else on the first visible one that has them.

        Raise Refusal: ``file-not-found``, ``unreadable``, ``no-such-sheet``.
        """
        reading = read_own(path, unreadable)
        if name:
            return cls(path.name, headed, reading, _sheet_named(path, reading, name))
        try:
            return cls._first(headed, path.name, reading)
        except Refusal as refusal:
            raise unread(path, unreadable, refusal) from None

    @classmethod
    def every(cls, headed: HeadedSheet, path: Path, unreadable: str) -> tuple[HeadedTable, ...]:
        """Find the headings on each visible sheet that has them; where none has, return the sheet that comes nearest.

        Raise Refusal: ``file-not-found``, ``unreadable``.
        """
        reading = read_own(path, unreadable)
        try:
            tables = [cls(path.name, headed, reading, entry) for entry in _visible(reading)]
        except Refusal as refusal:
            raise unread(path, unreadable, refusal) from None
        return tuple(t for t in tables if t.complete) or (max(tables, key=lambda table: table.rank),)

    @classmethod
    def _first(cls, headed: HeadedSheet, file: str, reading: Book) -> HeadedTable:
        tables: list[HeadedTable] = []
        for entry in _visible(reading):
            tables.append(cls(file, headed, reading, entry))
            if tables[-1].complete and not headed.elsewhere:
                break
        best = max(tables, key=lambda table: table.rank)
        others = [t.name for t in tables if t is not best and t.complete]
        best.others = tuple(others) if best.complete else ()
        return best

    @property
    def complete(self) -> bool:
        """Whether all headings that must be there are there."""
        return self.heading_row is not None and not self.missing

    @property
    def rank(self) -> tuple[bool, int, int]:
        """How well the sheet fits its columns, for comparison."""
        anchors = sum(name in self.columns for name in self.headed.anchors)
        return self.complete, anchors, len(self.columns) if self.heading_row is not None else -1

    @property
    def added(self) -> dict[str, Heading]:
        """The headings of columns that are not declared but were made for them, by id."""
        return {name: heading for name, heading in self.headings.items() if name not in self.headed.by_name}

    @property
    def twins(self) -> tuple[Heading, ...]:
        """The further headings of columns that name them as surely as the first one."""
        return tuple(h for h in self.odd if h.column is not None and self._is_twin(h, self.headings[h.column.id]))

    def _is_twin(self, heading: Heading, first: Heading) -> bool:
        return not self.headed.loose or (heading.rank <= first.rank and not self._foreign(heading))

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
        """Return the unchanged cell of a column, by its id, read through merged areas where the sheet says so."""
        column = self.columns.get(name)
        if column is None:
            return BLANK
        if self.spreads(name):
            return self.view.value((row, column))
        return self.cells.get((row, column), BLANK)

    def own(self, row: int, name: str) -> Cell:
        """Return the unchanged cell, not that of the merged area around it."""
        column = self.columns.get(name)
        return BLANK if column is None else self.cells.get((row, column), BLANK)

    def spreads(self, name: str) -> bool:
        """Return whether a merged area gives its value to each of its rows: figures are counted once."""
        column = self.headed.by_name.get(name)
        return self.headed.merged and column is not None and column.kind in ("text", "choice", "date")

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
        """Return whether any of these columns has content in a row."""
        return any(holds(self.raw(row, name)) for name in names)

    def read(self, row: int, name: str, slot: Slot | None = None) -> Entry:
        """Read a cell as returned forms are read; ``slot``: what it takes, where its column does not declare it."""
        slot = slot or self.headed.slots[name]
        cell = self.raw(row, name) if slot.type == "text" else self.cell(row, name, slot.type)
        code = self.code(cell)
        entry = read_entry(slot, self.place(row, name), cell, code)
        own = self.headed.codes.findings(entry, cell, code)
        return replace(entry, findings=tuple(own)) if entry.findings else entry

    def place(self, row: int, name: str) -> Place:
        """Return the place of a cell; the row's first cell where the column is absent."""
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
        for twin in self.twins:
            title = twin.column.title if twin.column else None
            yield self.problem(self.headed.codes.twice, address(twin.place), found=title)
        for column in self.missing:
            yield self.problem(self.headed.codes.missing, self.heading_place, expected=column.title, hint="")


def _home(headings: Sequence[Heading], anchors: Sequence[str]) -> tuple[str, int]:
    """Return the group and the block of the headings that mark their row: those of the block with the most columns."""
    columns = {block: {h.column.id for h in headings if h.column and h.block == block} for block in _blocks(headings)}
    marks = [h for name in anchors for h in headings if h.column is not None and h.column.id == name]
    home = max(marks, key=lambda mark: (len(columns[mark.block]), mark.column == marks[0].column), default=None)
    return ("", 0) if home is None else (home.group, home.block)


def _blocks(headings: Sequence[Heading]) -> set[int]:
    return {heading.block for heading in headings}


def _visible(reading: Book) -> list[SheetEntry]:
    """Return the visible sheets; the first one where all are hidden."""
    return [entry for entry in reading.entries if entry.state == "visible"] or list(reading.entries[:1])


def _sheet_named(path: Path, reading: Book, name: str) -> SheetEntry:
    for entry in reading.entries:
        if key(entry.name) == key(name):
            return entry
    names = tuple(entry.name for entry in reading.entries)
    raise Refusal(problem("no-such-sheet", file=path.name, found=name, expected=names, path=str(path)))
