"""``generate --prefill``: measured values from a workbook into the matching inputs, checked like returned ones."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from xlsappraise.i18n import phrase
from xlsappraise.intake.entries import read_entry
from xlsappraise.intake.reading import Reading, first_sheet
from xlsappraise.intake.sheet import BLANK, Cell, Place, SheetReading
from xlsappraise.period import Period
from xlsappraise.pipeline.known import Known
from xlsappraise.problems import Problem, problem
from xlsappraise.roster import COLUMNS, Employee
from xlsappraise.rounding import plain
from xlsappraise.scheme import Scheme
from xlsappraise.text import fold, nearest, tidy
from xlsappraise.typed.values import DAYS_TO_1904
from xlsappraise.workbook.layout import Setting, Slot, address, lay_out

NUMBER = COLUMNS["employee_id"]
_HEADING_ROWS = 20


@dataclass
class Prefill:
    """What a file of known figures says: per employee number, and what is wrong with it."""

    known: dict[str, Known] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    notes: list[Problem] = field(default_factory=list)


def fillable(scheme: Scheme, period: Period | None = None) -> list[Slot]:
    """Return the inputs that may be filled in beforehand: of criteria and fields, of the first rater who counts.

    None where each rater has a form of their own: what they are asked for are their own marks.
    """
    if scheme.own:
        return []
    return [
        slot
        for slot in lay_out(scheme, Setting(period)).slots
        if slot.table is None
        and slot.rater == scheme.lead.id
        and ((slot.criterion is not None and not slot.id.endswith(".remark")) or slot.id.startswith("field."))
    ]


def heading(slot: Slot) -> str:
    """Name an input in the heading row: its criterion and its label."""
    return f"{slot.hint}·{slot.label}" if slot.hint else slot.label


def read_prefill(path: Path, employees: Sequence[Employee], period: Period) -> Prefill:
    """Read a file of known figures for these people; raise Refusal when it cannot be read at all."""
    reading, sheet = first_sheet(path, "prefill-unreadable")
    return _Table(path.name, reading, sheet, employees, period).read()


@dataclass
class _Table:
    file: str
    reading: Reading
    sheet: SheetReading
    employees: Sequence[Employee]
    period: Period
    result: Prefill = field(default_factory=Prefill)
    taken: dict[tuple[str, str], tuple[Slot, Place]] = field(default_factory=dict)
    """What a person's row gave so far: scheme and input → the input, and the cell it was read from"""

    def read(self) -> Prefill:
        row = self._heading_row()
        if row is None:
            self._tell("prefill-no-number", "1:1", expected=NUMBER)
            return self.result
        columns = self._columns(row)
        for number in sorted({at[0] for at in self.sheet.cells if at[0] > row}):
            self._person(number, columns)
        if not self.result.known and not self.result.problems:
            self.result.notes.append(problem("prefill-empty", file=self.file, sheet=self.reading.entries[0].name))
        return self.result

    def _heading_row(self) -> int | None:
        for row in range(_HEADING_ROWS):
            if any(fold(str(cell.value)) == NUMBER for at, cell in self.sheet.cells.items() if at[0] == row):
                return row
        return None

    def _schemes(self) -> Iterator[Scheme]:
        seen: set[str] = set()
        for employee in self.employees:
            for base in employee.schemes:
                scheme = base.for_position(employee.position)
                if scheme.period == self.period.kind and scheme.digest not in seen:
                    seen.add(scheme.digest)
                    yield scheme

    def _columns(self, row: int) -> dict[int, str]:
        """Return column → "" for the employee number, else the heading as the inputs know it."""
        known: dict[str, set[str]] = {}
        for scheme in self._schemes():
            for slot in fillable(scheme):
                for name in (slot.id, heading(slot), slot.label):
                    known.setdefault(fold(name), set()).add(slot.id)
        columns: dict[int, str] = {}
        for at, cell in sorted(self.sheet.cells.items()):
            text = fold(str(cell.value)) if at[0] == row and cell.kind == "text" else ""
            if not text:
                continue
            if text == NUMBER or text in known:
                name = "" if text == NUMBER else text
                if name in columns.values():
                    self._tell("prefill-column-twice", address(at), found=cell.value)
                columns[at[1]] = name
            elif text not in COLUMNS.values():
                meant = nearest(text, known) or phrase("a heading of “schemes show ID --prefill-template”")
                self._tell("prefill-unknown-column", address(at), found=cell.value, expected=meant)
        return columns

    def _person(self, row: int, columns: Mapping[int, str]) -> None:
        cells = {name: (row, column) for column, name in columns.items()}
        at = cells.pop("")
        number = _text(self.sheet.cells.get(at, BLANK))
        filled = [c for c in cells.values() if not _empty(self.sheet.cells.get(c, BLANK))]
        if not number:
            if filled:
                self._tell("prefill-number-missing", address(at))
            return
        employee = next((e for e in self.employees if fold(e.employee_id) == fold(number)), None)
        if employee is None:
            self._tell("prefill-unknown-employee", address(at), found=number)
            return
        if employee.employee_id in self.result.known:
            self._tell("prefill-employee-twice", address(at), found=number)
            return
        known = self.result.known[employee.employee_id] = Known()
        self.taken.clear()
        for name, place in cells.items():
            self._value(employee, known, name, place)
        self._chains(employee, known)

    def _chains(self, employee: Employee, known: Known) -> None:
        """Tell which figures exceed the one they are a part of."""
        for (scheme_id, _name), (slot, at) in self.taken.items():
            values = known.values.get(scheme_id, {})
            part, whole = values.get(slot.id), values.get(slot.at_most or "")
            if isinstance(part, float) and isinstance(whole, float) and part > whole:
                other = self.taken[scheme_id, slot.at_most or ""][1]
                self._tell(
                    "above-the-whole", address(at), employee_id=employee.employee_id, label=heading(slot),
                    found=plain(part), expected=f"≤ {plain(whole)} ({address(other)})",
                )  # fmt: skip

    def _value(self, employee: Employee, known: Known, name: str, at: tuple[int, int]) -> None:
        """Put one value into each of the person's forms that takes it."""
        cell = self.sheet.cells.get(at, BLANK)
        if _empty(cell):
            return
        taken = False
        for base in employee.schemes:
            scheme = base.for_position(employee.position)
            if scheme.period != self.period.kind:
                continue
            slots = fillable(scheme, self.period)
            mine = [s for s in slots if name == fold(s.id)] or [s for s in slots if name == fold(heading(s))]
            mine = mine or [s for s in slots if name == fold(s.label)]
            if len(mine) > 1:
                told = "、".join(heading(s) for s in mine)
                self._tell("prefill-ambiguous", address(at), found=name, expected=told)
                return
            for slot in mine:
                taken = True
                if (scheme.id, slot.id) in self.taken:
                    self._tell("prefill-column-twice", address(at), found=name)
                    return
                self.taken[scheme.id, slot.id] = slot, at
                self._read(scheme, known, slot, at, cell, employee)
        if not taken:
            self._tell("prefill-not-theirs", address(at), found=name, number=employee.employee_id)

    def _read(
        self, scheme: Scheme, known: Known, slot: Slot, at: tuple[int, int], cell: Cell, employee: Employee
    ) -> None:
        if self.reading.date1904 and slot.type == "date" and isinstance(cell.value, float):
            cell = cell._replace(value=cell.value + DAYS_TO_1904)
        entry = read_entry(slot, at, cell, self.reading.format(cell.style))
        for finding in entry.findings:
            found = problem(
                finding.code, file=self.file, employee_id=employee.employee_id, sheet=self.reading.entries[0].name,
                cell=address(at), found=finding.found, expected=finding.expected, label=heading(slot),
                hint=finding.hint,
            )  # fmt: skip
            if found.severity != "note":
                self.result.problems.append(found)
        if entry.value is not None:
            known.put(scheme.id, {slot.id: entry.value})

    def _tell(self, code: str, cell: str, **facts: Any) -> None:
        sheet = self.reading.entries[0].name
        self.result.problems.append(problem(code, file=self.file, sheet=sheet, cell=cell, **facts))


def _text(cell: Cell) -> str:
    return plain(cell.value) if isinstance(cell.value, float) else tidy(str(cell.value or ""))


def _empty(cell: Cell) -> bool:
    return cell.formula is None and (cell.kind == "blank" or not tidy(str(cell.value)))
