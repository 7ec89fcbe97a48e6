"""A facts workbook while it is read: values so far, reading of cells, and reporting of problems."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property
from typing import Any

from xlsappraise.base.i18n import Words, phrase
from xlsappraise.base.money import decimal
from xlsappraise.base.problems import Problem
from xlsappraise.base.rounding import plain
from xlsappraise.base.text import fold
from xlsappraise.factbook.needs import Needs
from xlsappraise.factbook.slots import LARGEST, column_slot
from xlsappraise.results.period_facts import CheckMark, DepartmentFacts, Incident, PeriodFacts, Value
from xlsappraise.roster import Employee
from xlsappraise.typed import HeadedTable
from xlsappraise.typed.entries import Entry
from xlsappraise.typed.numbers import shown_number
from xlsappraise.typed.slot import Slot

_LOOKALIKE_DIGITS = str.maketrans("OoQlI|", "000111")


@dataclass
class FactsDraft:
    """Values and problems read so far.

    ``earlier``: the period precedes the current one; employees who have left the roster since are not reported.
    ``places``: (employee number, figure title) → (sheet, cell). ``setting_places``: (plan id, setting key) → likewise.
    ``broken``: (plan id, setting key) of unusable settings. ``stopped``: folded employee numbers of rows marked as no
    longer used. ``of_departments``, ``department_places``, ``broken_figures``: see DepartmentFacts.
    """

    file: str
    needs: Needs
    say: Words
    earlier: bool = False
    people: dict[str, dict[str, Value]] = field(default_factory=dict)
    places: dict[tuple[str, str], tuple[str, str]] = field(default_factory=dict)
    setting_places: dict[tuple[str, str], tuple[str, str]] = field(default_factory=dict)
    incidents: list[Incident] = field(default_factory=list)
    settings: dict[tuple[str, str], Any] = field(default_factory=dict)
    broken: set[tuple[str, str]] = field(default_factory=set)
    checks: list[CheckMark] = field(default_factory=list)
    leave: set[str] = field(default_factory=set)
    answers: dict[str, dict[str, str]] = field(default_factory=dict)
    stopped: set[str] = field(default_factory=set)
    of_departments: dict[tuple[str, str], Value] = field(default_factory=dict)
    department_places: dict[tuple[str, str], tuple[str, str]] = field(default_factory=dict)
    broken_figures: set[tuple[str, str]] = field(default_factory=set)
    problems: list[Problem] = field(default_factory=list)

    def facts(self) -> PeriodFacts:
        """Return the values and problems as frozen PeriodFacts."""
        return PeriodFacts(
            self.file, self.people, self.places, tuple(self.incidents), self.settings, frozenset(self.broken),
            tuple(self.checks), frozenset(self.leave), self.answers, tuple(self.problems), self.setting_places,
            DepartmentFacts(self.of_departments, self.department_places, frozenset(self.broken_figures)),
        )  # fmt: skip

    def report(
        self, code: str, table: HeadedTable, cell: str, owner: str | None = None, found: object = None,
        expected: object = None, **facts: Any,
    ) -> None:  # fmt: skip
        """Append a problem of the cell ``cell``; ``owner`` is the employee number, if any."""
        facts |= {"found": found, "expected": expected, "period": self.needs.period}
        self.problems.append(table.problem(code, cell, employee_id=owner, **facts))

    def complete(self, table: HeadedTable) -> bool:
        """Report required headings that are missing; return whether none is."""
        for column in table.missing:
            self.report("facts-heading-missing", table, table.heading_place, expected=self.say(column.title))
        return not table.missing

    def read(self, table: HeadedTable, row: int, name: str, slot: Slot, owner: str | None) -> Entry:
        """Read a cell as cells of returned forms are read, and report its problems."""
        entry = table.read(row, name, slot)
        self.problems += table.entry_problems(entry, owner)
        if isinstance(entry.value, float) and abs(entry.value) > LARGEST:
            expected = f"≤ {plain(LARGEST)}"
            facts = {"label": slot.label, "hint": ""}
            self.report("out-of-range", table, entry.cell, owner, plain(entry.value), expected, **facts)
            return Entry(slot, entry.cell, None)
        return entry

    def employee(self, table: HeadedTable, row: int) -> tuple[Employee | None, str | None]:
        """Return the employee of a row (None if not in the roster) and the number as typed; report problems."""
        if not table.filled(row, "number"):
            self.report("facts-number-missing", table, table.at(row, "number"))
            return None, None
        entry = self.read(table, row, "number", column_slot(table.headed["number"], self.needs.period, self.say), None)
        if entry.value is None:
            return None, None
        number = shown_number(table, row, "number")
        found = self.needs.by_number.get(fold(number))
        if found is None:
            self._report_unknown(table, row, number)
        return found, number

    def _report_unknown(self, table: HeadedTable, row: int, number: str) -> None:
        if self.earlier and fold(number) in self.needs.recorded:
            return
        left = fold(number) in self.stopped & self.needs.recorded
        suggestion = self._suggestion(table, row, number)
        hint = phrase(" Did you mean {number}?", number=suggestion) if suggestion else ""
        code = "facts-person-left" if left else "facts-unknown-employee"
        self.report(code, table, table.at(row, "number"), number, number, suggestion, hint=hint)

    def _suggestion(self, table: HeadedTable, row: int, number: str) -> str | None:
        """Return the employee number that differs only in leading zeros or look-alike letters, else that of the name.

        None unless exactly one employee matches.
        """
        by_number, by_name = self._alike
        names = {fold(table.text(row, "name")), fold(number)} - {""}
        same = by_number.get(_normalized(number)) or [found for name in names for found in by_name.get(name, ())]
        return same[0] if len(same) == 1 else None

    @cached_property
    def _alike(self) -> tuple[Mapping[str, list[str]], Mapping[str, list[str]]]:
        """The employee numbers by their normalized form, and by the folded name."""
        by_number: dict[str, list[str]] = {}
        by_name: dict[str, list[str]] = {}
        for folded, employee in self.needs.by_number.items():
            by_number.setdefault(_normalized(folded), []).append(employee.employee_id)
            by_name.setdefault(fold(employee.name), []).append(employee.employee_id)
        return by_number, by_name


def _normalized(number: str) -> str:
    """Return an employee number without leading zeros, letters that look like digits replaced by them."""
    return fold(number).translate(_LOOKALIKE_DIGITS).lstrip("0").casefold()


def amount(entry: Entry) -> Decimal | None:
    """Return the number of an entry as a decimal, or None."""
    return decimal(entry.value) if isinstance(entry.value, float) else None


def unusable(entry: Entry) -> bool:
    """Return whether a cell has content that is not a valid value."""
    return entry.value is None and not entry.blank
