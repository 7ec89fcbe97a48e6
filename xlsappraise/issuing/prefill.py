"""``generate --prefill``: measured values from a workbook into the matching inputs, checked like returned ones."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import Any

from xlsappraise.base.i18n import N_, phrase
from xlsappraise.base.period import Period
from xlsappraise.base.problems import Problem
from xlsappraise.base.rounding import plain
from xlsappraise.base.text import fold, nearest
from xlsappraise.forms.layout import Setting, lay_out
from xlsappraise.issuing.known import KnownInputs
from xlsappraise.roster import ROSTER, Employee
from xlsappraise.schemes import Scheme
from xlsappraise.typed import Codes, Column, HeadedSheet, HeadedTable, reading_notes
from xlsappraise.typed.slot import Slot
from xlsappraise.typed.words import key
from xlsappraise.xlsx.address import address

NUMBER = Column("@number", ROSTER["employee_id"].title, required=True)
_PASSED_OVER = tuple(
    Column(f"@{column.id}", column.title, shown=True, offered=column.id == "name")
    for column in ROSTER.offered
    if column.id != "employee_id"
)
"""Columns of the roster that may stand beside the figures"""
_CODES = Codes(twice="prefill-column-twice")


@dataclass
class Prefill:
    """What a file of known figures says: per employee number, and what is wrong with it."""

    known: dict[str, KnownInputs] = field(default_factory=dict)
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
    return slot.full_label


def figures_sheet(schemes: Iterable[Scheme]) -> HeadedSheet:
    """Return the columns of a file of known figures: a column an input, and columns for its other names."""
    slots = [slot for scheme in schemes for slot in fillable(scheme)]
    inputs = {fold(heading(slot)): Column(fold(heading(slot)), heading(slot), slot.type, width=18) for slot in slots}
    for name, kind in [(name, slot.type) for slot in slots for name in _names(slot)]:
        inputs.setdefault(fold(name), Column(fold(name), name, kind, offered=False))
    first, *others = _PASSED_OVER
    columns = (NUMBER, first, *inputs.values(), *others)
    return HeadedSheet(
        columns, _CODES, title=N_("Figures to prefill"), anchors=(NUMBER.id,), merged=True, elsewhere=True
    )


def _names(slot: Slot) -> tuple[str, ...]:
    """Return what an input may be called, the surest name first."""
    return slot.id, heading(slot), slot.label


def read_prefill(path: Path, employees: Sequence[Employee], period: Period) -> Prefill:
    """Read a file of known figures for these people; raise Refusal when it cannot be read at all."""
    forms = (scheme.for_position(e.position) for e in employees for scheme in e.schemes)
    schemes = {form.digest: form for form in forms if form.period == period.kind}
    table = HeadedTable.first(figures_sheet(schemes.values()), path, "prefill-unreadable")
    return _Figures(table, employees, period).read()


@dataclass
class _Figures:
    table: HeadedTable
    employees: Sequence[Employee]
    period: Period
    result: Prefill = field(default_factory=Prefill)
    inputs: dict[str, list[Slot]] = field(default_factory=dict)
    """The inputs that may be filled in, by the digest of their form"""
    taken: dict[tuple[str, str], tuple[Slot, str]] = field(default_factory=dict)
    """What a person's row gave so far: scheme and input → the input, and the cell it was read from"""

    def read(self) -> Prefill:
        table = self.table
        if table.heading_row is None:
            self._report("prefill-no-number", table.heading_place, expected=NUMBER.title)
            return self.result
        self._headings()
        names = [name for name in table.columns if not table.headed[name].shown]
        for row in table.rows:
            if table.filled(row, *names):
                self._person(row, names)
        self.result.notes += reading_notes(table)
        if not self.result.known and not self.result.problems:
            self.result.notes.append(table.problem("prefill-empty"))
        return self.result

    @cached_property
    def _by_number(self) -> Mapping[str, Employee]:
        return {fold(employee.employee_id): employee for employee in reversed(self.employees)}

    def _fillable(self, scheme: Scheme) -> list[Slot]:
        if scheme.digest not in self.inputs:
            self.inputs[scheme.digest] = fillable(scheme, self.period)
        return self.inputs[scheme.digest]

    def _headings(self) -> None:
        """Report headings that stand twice, and those of no input."""
        known = [column.id for column in self.table.headed.columns if not column.id.startswith("@")]
        scheme = next((s.id for e in self.employees for s in e.schemes if s.period == self.period.kind), "—")
        listed = phrase("a heading that “xlsappraise schemes show {scheme} --prefill-template” writes", scheme=scheme)
        for at, cell, column, *_rest in self.table.odd:
            if column is not None and not column.shown:
                self._report(_CODES.twice, address(at), found=cell.value)
            elif column is None and cell.kind == "text" and (text := fold(str(cell.value))):
                meant = nearest(text, known) or listed
                self._report("prefill-unknown-column", address(at), found=cell.value, expected=meant)

    def _person(self, row: int, names: Sequence[str]) -> None:
        at, number = self.table.at(row, NUMBER.id), self.table.text(row, NUMBER.id)
        if not number:
            self._report("prefill-number-missing", at)
            return
        employee = self._by_number.get(fold(number))
        if employee is None:
            self._report("prefill-unknown-employee", at, found=number)
            return
        if employee.employee_id in self.result.known:
            self._report("prefill-employee-twice", at, found=number)
            return
        known = self.result.known[employee.employee_id] = KnownInputs()
        self.taken.clear()
        for name in names:
            if name != NUMBER.id and self.table.filled(row, name):
                self._value(employee, known, name, row)
        self._chains(employee, known)

    def _chains(self, employee: Employee, known: KnownInputs) -> None:
        """Report which figures exceed the one they are a part of."""
        for (scheme_id, _name), (slot, at) in self.taken.items():
            values = known.values.get(scheme_id, {})
            part, whole = values.get(slot.id), values.get(slot.at_most or "")
            if isinstance(part, float) and isinstance(whole, float) and part > whole:
                other = self.taken[scheme_id, slot.at_most or ""][1]
                self._report(
                    "above-the-whole", at, employee_id=employee.employee_id, label=heading(slot),
                    found=plain(part), expected=f"≤ {plain(whole)} ({other})",
                )  # fmt: skip

    def _value(self, employee: Employee, known: KnownInputs, name: str, row: int) -> None:
        """Put one value into each of the person's forms that takes it."""
        at, taken = self.table.at(row, name), False
        for base in employee.schemes:
            scheme = base.for_position(employee.position)
            if scheme.period != self.period.kind:
                continue
            mine = _called(name, self._fillable(scheme))
            if len(mine) > 1:
                self._report("prefill-ambiguous", at, found=name, expected="、".join(heading(s) for s in mine))
                return
            for slot in mine:
                taken = True
                if (scheme.id, slot.id) in self.taken:
                    self._report(_CODES.twice, at, found=name)
                    return
                self.taken[scheme.id, slot.id] = slot, at
                entry = self.table.read(row, name, replace(slot, label=heading(slot)))
                self.result.problems += self.table.entry_problems(entry, employee.employee_id)
                if entry.value is not None:
                    known.put(scheme.id, {slot.id: entry.value})
        if not taken:
            self._report("prefill-not-theirs", at, found=name, number=employee.employee_id)

    def _report(self, code: str, cell: str, **facts: Any) -> None:
        self.result.problems.append(self.table.problem(code, cell, **facts))


def _called(name: str, slots: Sequence[Slot]) -> list[Slot]:
    """Return the inputs that a heading names: by the surest name that fits any."""
    found = ([s for s in slots if key(_names(s)[rank]) == key(name)] for rank in range(3))
    return next((slots for slots in found if slots), [])
