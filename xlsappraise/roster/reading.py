"""The list of people: read from a workbook, checked whole, every mistake with its cell."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, fields
from datetime import date
from pathlib import Path
from typing import Any

from xlsappraise.days import day_number
from xlsappraise.intake.entries import Entry, read_entry
from xlsappraise.intake.reading import Reading, first_sheet
from xlsappraise.intake.sheet import BLANK, Cell, SheetReading
from xlsappraise.person import Person
from xlsappraise.problems import Problem, Refusal, problem
from xlsappraise.roster.lists import split, whole_names
from xlsappraise.roster.peers import Named, Peers, PeerSheet
from xlsappraise.roster.people import (
    COLUMNS,
    DATES,
    FILLED,
    ISSUED,
    PEERS,
    PLANS,
    REQUIRED,
    STATUSES,
    Employee,
    Roster,
)
from xlsappraise.rounding import plain
from xlsappraise.scheme import Scheme
from xlsappraise.schemes import Library
from xlsappraise.text import fold, tidy
from xlsappraise.workbook.layout import Slot, address

_HEADING_ROWS = 20
DAYS_TO_1904 = 1462
EARLIEST = day_number(date(1930, 1, 1))
_OPTIONAL = {"peers": PEERS, "plans": PLANS}


def _title(name: str) -> str:
    """Return the heading of a column."""
    return COLUMNS.get(name) or _OPTIONAL[name]


def read_roster(path: Path, library: Library) -> Roster:
    """Read the first sheet; raise Refusal when it cannot be read or has no headings."""
    reading, sheet = first_sheet(path, "roster-unreadable")
    return _Table(path.name, reading, sheet, library).roster()


@dataclass
class _Table:
    file: str
    reading: Reading
    sheet: SheetReading
    library: Library
    columns: dict[str, int] = field(default_factory=dict)
    seen: dict[str, str] = field(default_factory=dict)
    named: list[Named] = field(default_factory=list)

    @property
    def name(self) -> str:
        return self.reading.entries[0].name

    def roster(self) -> Roster:
        row = self._heading_row()
        problems = list(self._headings(row))
        rows = sorted({at[0] for at in self.sheet.cells if at[0] > row})
        employees = [self._employee(number) for number in rows if self._filled(number)] if not problems else []
        if not employees and not problems:
            problems.append(problem("roster-empty", file=self.file, sheet=self.name))
        second = PeerSheet.of(self.file, self.reading)
        done, loose = Peers(self.file, employees).resolve([*self.named, *second.named])
        return Roster(tuple(done), (*problems, *second.problems, *loose))

    def _heading_row(self) -> int:
        wanted = {COLUMNS["employee_id"], COLUMNS["name"]}
        for row in range(_HEADING_ROWS):
            texts = {fold(str(c.value)) for at, c in self.sheet.cells.items() if at[0] == row}
            if wanted & texts:
                return row
        shown = "、".join(COLUMNS.values())
        raise Refusal(problem("roster-no-headings", file=self.file, sheet=self.name, expected=shown))

    def _headings(self, row: int) -> Iterator[Problem]:
        by_title = {title: name for name, title in (*COLUMNS.items(), *_OPTIONAL.items())}
        for at, cell in sorted(self.sheet.cells.items()):
            name = by_title.get(fold(str(cell.value))) if at[0] == row else None
            if name is None:
                continue
            if name in self.columns:
                yield problem(
                    "roster-duplicate-column",
                    file=self.file,
                    sheet=self.name,
                    cell=address(at),
                    found=_title(name),
                )
            self.columns[name] = at[1]
        for name in REQUIRED:
            if name not in self.columns:
                yield problem(
                    "roster-missing-column", file=self.file, sheet=self.name, cell=f"{row + 1}:{row + 1}",
                    expected=COLUMNS[name],
                )  # fmt: skip

    def _filled(self, row: int) -> bool:
        cells = (self._cell(row, name) for name in self.columns)
        return any(c is not BLANK and (c.formula or tidy(str(c.value))) for c in cells)

    def _cell(self, row: int, name: str) -> Cell:
        column = self.columns.get(name)
        return BLANK if column is None else self.sheet.cells.get((row, column), BLANK)

    def _employee(self, row: int) -> Employee:
        problems: list[Problem] = []
        texts = {name: self._text(row, name, problems) for name in COLUMNS}
        texts["status"] = fold(texts["status"])
        number = texts["employee_id"]
        active = texts["status"] in ISSUED
        for name in FILLED:
            skip = name in ("schemes", "supervisor") and texts["status"] in STATUSES and not active
            cell = self._cell(row, name)
            if not texts[name] and not skip and cell.formula is None and cell.kind != "error":
                problems.append(self._problem("roster-blank", row, name))
        if texts["status"] and texts["status"] not in STATUSES:
            problems.append(self._problem("roster-bad-status", row, "status", texts["status"], "、".join(STATUSES)))
        if number and fold(number) in self.seen:
            problems.append(
                self._problem("roster-duplicate-employee", row, "employee_id", number, self.seen[fold(number)])
            )
        elif number:
            self.seen[fold(number)] = self._address(row, "employee_id")
        schemes = tuple(self._schemes(row, texts.pop("schemes"), problems))
        if "peers" in self.columns:
            shown = self._text(row, "peers", problems)
            cells = self._address(row, "peers"), self._address(row, "employee_id")
            self.named += [Named(number, peer, self.name, *cells) for peer in split(shown)]
        plans = tuple(split(self._text(row, "plans", problems))) if "plans" in self.columns else ()
        at = {
            name: (self.file, self.name, self._address(row, name if name in self.columns else "employee_id"))
            for name in ("plans", "hired", "level")
        }
        told = tuple(p.at(employee_id=number or None) for p in problems)
        person = Person(*(texts.pop(part.name) for part in fields(Person)))
        days = {name: date.fromisoformat(texts[name]) if texts[name] else None for name in DATES}
        rest: dict[str, Any] = {**texts, **days}
        return Employee(person, schemes=schemes, problems=told, plans=plans, found_at=at, **rest)

    def _schemes(self, row: int, text: str, problems: list[Problem]) -> Iterator[Scheme]:
        done = set()
        for name in whole_names(text, lambda part: self.library.find(part) is not None):
            scheme = self.library.find(name)
            if scheme is None:
                problems.append(
                    self._problem("roster-unknown-scheme", row, "schemes", name, self.library.suggest(name))
                )
            elif scheme.id not in done:
                done.add(scheme.id)
                yield scheme

    def _text(self, row: int, name: str, problems: list[Problem]) -> str:
        cell = self._cell(row, name)
        if cell.formula is not None:
            problems.append(self._problem("roster-formula", row, name, f"={cell.formula}"))
            return ""
        if cell.kind == "error":
            problems.append(self._problem("roster-error-value", row, name, cell.value))
            return ""
        if name in DATES:
            return self._date(row, name, cell, problems)
        if isinstance(cell.value, float):
            return plain(cell.value)
        text = "" if cell.value is None else str(cell.value)
        return text if name == "name" and tidy(text) else tidy(text)

    def _date(self, row: int, name: str, cell: Cell, problems: list[Problem]) -> str:
        if self.reading.date1904 and isinstance(cell.value, float):
            cell = cell._replace(value=cell.value + DAYS_TO_1904)
        slot = Slot(name, None, COLUMNS[name], "", (0, 0), (0, 0), "date", min=EARLIEST)
        entry: Entry = read_entry(slot, (row, self.columns.get(name, 0)), cell, "yyyy-mm-dd")
        if entry.value is None and not entry.blank:
            found = plain(cell.value) if isinstance(cell.value, float) else cell.value
            problems.append(self._problem("roster-bad-date", row, name, found, "2026-11-30"))
        return str(entry.value or "")

    def _address(self, row: int, name: str) -> str:
        return address((row, self.columns.get(name, 0)))

    def _problem(self, code: str, row: int, name: str, found: object = None, expected: object = None) -> Problem:
        return problem(
            code, file=self.file, sheet=self.name, cell=self._address(row, name), found=found, expected=expected,
            column=_title(name),
        )  # fmt: skip
