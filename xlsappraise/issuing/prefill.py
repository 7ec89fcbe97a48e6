"""``generate --prefill``: measured values from workbooks into the matching inputs, checked like returned ones."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import Any

from xlsappraise.base.i18n import phrase
from xlsappraise.base.misfit import MOST
from xlsappraise.base.period import Period
from xlsappraise.base.problems import Problem, problem
from xlsappraise.base.rounding import plain
from xlsappraise.base.text import fold, suggestions
from xlsappraise.issuing.figures import CODES, NUMBER, called, figures_sheet, figures_tab, fillable, heading
from xlsappraise.issuing.known import KnownInputs
from xlsappraise.roster import Employee
from xlsappraise.schemes import Scheme
from xlsappraise.typed import HeadedSheet, HeadedTable, reading_notes
from xlsappraise.typed.numbers import shown_number
from xlsappraise.typed.slot import Slot
from xlsappraise.typed.words import key
from xlsappraise.xlsx.address import address

_NAME = "@name"
"""The column of names in a file of figures"""


@dataclass
class Prefill:
    """The figures by employee number, what is wrong with the files, and how they were read."""

    known: dict[str, KnownInputs] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    notes: list[Problem] = field(default_factory=list)


def read_prefill(paths: Sequence[Path], employees: Sequence[Employee], period: Period) -> Prefill:
    """Read files of known figures for these people; raise Refusal when one cannot be read at all.

    Every visible sheet with the headings is read; one that is named after a scheme, for this scheme alone.
    """
    reader = _FigureFiles(employees, period)
    for path in paths:
        reader.file(path)
    reader.chains()
    return reader.result


@dataclass(frozen=True)
class _Figure:
    """A figure of a person for an input of a scheme, and the cell that it was read from."""

    slot: Slot
    value: float | str
    table: HeadedTable
    cell: str

    @property
    def where(self) -> str:
        """The file, sheet and cell."""
        return f"{self.table.file} {self.table.name} {self.cell}"


@dataclass
class _FigureFiles:
    employees: Sequence[Employee]
    period: Period
    result: Prefill = field(default_factory=Prefill)
    inputs: dict[str, list[Slot]] = field(default_factory=dict)
    """The inputs that may be filled in, by the digest of their form"""
    taken: dict[tuple[str, str, str], _Figure] = field(default_factory=dict)
    """What was read so far, by employee number, scheme and input"""
    rows: int = 0
    """How many rows had figures"""

    @cached_property
    def by_number(self) -> Mapping[str, Employee]:
        """The people by their folded numbers; the first of those that share one."""
        return {fold(employee.employee_id): employee for employee in reversed(self.employees)}

    @cached_property
    def schemes(self) -> Mapping[str, Scheme]:
        """The schemes of the period as the forms show them, by digest."""
        forms = (scheme.for_position(e.position) for e in self.employees for scheme in e.schemes)
        return {form.digest: form for form in forms if form.period == self.period.kind}

    @cached_property
    def headed(self) -> HeadedSheet:
        """The columns that these schemes have."""
        return figures_sheet(self.schemes.values())

    def fillable(self, scheme: Scheme) -> list[Slot]:
        """Return the inputs of a form that may be filled in."""
        if scheme.digest not in self.inputs:
            self.inputs[scheme.digest] = fillable(scheme, self.period)
        return self.inputs[scheme.digest]

    def named(self, sheet: str) -> frozenset[str]:
        """Return the ids of the schemes that a sheet is named after."""
        names = {form.id: (figures_tab(form.title), figures_tab(form.id)) for form in self.schemes.values()}
        return frozenset(name for name, tabs in names.items() if key(sheet) in map(key, tabs))

    def file(self, path: Path) -> None:
        """Read the sheets of a file."""
        tables = HeadedTable.every(self.headed, path, "prefill-unreadable")
        with_figures = [table for table in tables if any(not name.startswith("@") for name in table.columns)]
        before = self.rows, len(self.result.problems)
        for table in with_figures or tables:
            _FigureSheet(table, self).read()
        for table in tables:
            if with_figures and table not in with_figures:
                self.result.notes.append(problem("prefill-sheet-passed", file=table.file, found=table.name))
        if before == (self.rows, len(self.result.problems)):
            self.result.notes.append(problem("prefill-empty", file=path.name))

    def chains(self) -> None:
        """Report which figures exceed the one they are a part of."""
        for (number, scheme_id, _name), part in self.taken.items():
            whole = self.taken.get((number, scheme_id, part.slot.at_most or ""))
            if (
                whole is None
                or isinstance(part.value, str)
                or isinstance(whole.value, str)
                or part.value <= whole.value
            ):
                continue
            where = whole.cell if whole.table is part.table else whole.where
            self.result.problems.append(part.table.problem(
                "above-the-whole", part.cell, employee_id=number, label=heading(part.slot),
                found=plain(part.value), expected=f"≤ {plain(whole.value)} ({where})",
            ))  # fmt: skip


@dataclass
class _FigureSheet:
    """One sheet of figures. ``numbers``: the people whose rows were read."""

    table: HeadedTable
    reader: _FigureFiles
    numbers: set[str] = field(default_factory=set)

    def read(self) -> None:
        """Read the headings and the rows."""
        table = self.table
        if table.heading_row is None:
            self._report("prefill-no-number", table.heading_place, expected=NUMBER.title)
            return
        self._headings()
        names = [name for name in table.columns if not table.headed[name].shown and name != NUMBER.id]
        for row in table.rows:
            if table.filled(row, NUMBER.id, *names):
                self._person(row, [name for name in names if table.filled(row, name)])
        self.reader.result.notes += reading_notes(table)

    def _headings(self) -> None:
        """Report headings that stand twice, and those of no input."""
        unknown = 0
        known = [column.id for column in self.table.headed.columns if not column.id.startswith("@")]
        listed = phrase(
            "a heading that “xlsappraise generate {period} --prefill-template figures.xlsx” writes",
            period=self.reader.period,
        )
        for at, cell, column, *_rest in self.table.odd:
            if column is not None and not column.shown:
                self._report(CODES.twice, address(at), found=cell.value)
            elif column is None and cell.kind == "text" and unknown < MOST and (text := fold(str(cell.value))):
                unknown += 1
                meant = suggestions(tuple(known)).nearest(text) or listed
                self._report("prefill-unknown-column", address(at), found=cell.value, expected=meant)

    def _person(self, row: int, names: Sequence[str]) -> None:
        """Read a row; ``names``: the columns with figures. A person without any has none, as in the blank workbook."""
        self.reader.rows += bool(names)
        at, number = self.table.at(row, NUMBER.id), shown_number(self.table, row, NUMBER.id)
        if not number:
            self._report("prefill-number-missing", at)
            return
        employee = self.reader.by_number.get(fold(number))
        if employee is None:
            self._report("prefill-unknown-employee", at, found=number)
            return
        if not names:
            return
        name = self.table.text(row, _NAME) if _NAME in self.table.columns else ""
        if name and fold(name) not in (fold(employee.name), fold(f"{employee.name}_{employee.employee_id}")):
            self._report(
                "figures-of-another-name", self.table.at(row, _NAME), employee_id=employee.employee_id,
                found=name, expected=employee.name, number=employee.employee_id,
            )  # fmt: skip
            return
        if employee.employee_id in self.numbers:
            self._report("prefill-employee-twice", at, employee_id=employee.employee_id, found=number)
            return
        self.numbers.add(employee.employee_id)
        for name in names:
            self._value(employee, name, row)

    @cached_property
    def _schemes(self) -> frozenset[str]:
        return self.reader.named(self.table.name)

    def _forms(self, employee: Employee) -> Iterator[Scheme]:
        """Yield the forms of a person that this sheet is about."""
        for base in employee.schemes:
            if base.period == self.reader.period.kind and (not self._schemes or base.id in self._schemes):
                yield base.for_position(employee.position)

    def _value(self, employee: Employee, name: str, row: int) -> None:
        """Put one value into each of the person's forms that takes it."""
        at, taken = self.table.at(row, name), False
        for scheme in self._forms(employee):
            mine = called(name, self.reader.fillable(scheme))
            if len(mine) > 1:
                meant = "、".join(heading(slot) for slot in mine)
                self._report("prefill-ambiguous", at, employee_id=employee.employee_id, found=name, expected=meant)
                return
            for slot in mine:
                taken = True
                if not self._take(employee, scheme.id, slot, name, row):
                    return
        if not taken:
            number = employee.employee_id
            self._report("prefill-not-theirs", at, employee_id=number, found=name, number=number)

    def _take(self, employee: Employee, scheme_id: str, slot: Slot, name: str, row: int) -> bool:
        """Take a value for one input; return False where the input has one from another cell of the row."""
        at, number = self.table.at(row, name), employee.employee_id
        before = self.reader.taken.get((number, scheme_id, slot.id))
        if before is not None and before.table is self.table:
            self._report(CODES.twice, at, employee_id=number, found=name)
            return False
        entry = self.table.read(row, name, replace(slot, label=heading(slot)))
        result = self.reader.result
        result.problems += self.table.entry_problems(entry, number)
        if entry.value is None:
            return True
        if before is not None and before.value != entry.value:
            self._report(
                "prefill-differs", at, employee_id=number, label=heading(slot), name=f"{number} {employee.name}",
                found=_shown(entry.value), expected=_shown(before.value), other=before.where,
            )  # fmt: skip
            return True
        self.reader.taken[number, scheme_id, slot.id] = _Figure(slot, entry.value, self.table, at)
        result.known.setdefault(number, KnownInputs()).put(scheme_id, {slot.id: entry.value})
        return True

    def _report(self, code: str, cell: str, **facts: Any) -> None:
        self.reader.result.problems.append(self.table.problem(code, cell, **facts))


def _shown(value: float | str) -> str:
    return value if isinstance(value, str) else plain(value)
