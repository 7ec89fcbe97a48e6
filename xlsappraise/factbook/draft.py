"""What has been read of a facts workbook so far, and the hand that reads cells and tells what is wrong with them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from xlsappraise.base.i18n import Words, phrase
from xlsappraise.base.money import decimal
from xlsappraise.base.problems import Problem
from xlsappraise.base.rounding import plain
from xlsappraise.base.text import fold
from xlsappraise.factbook.needs import Needs
from xlsappraise.factbook.slots import LARGEST, column_slot
from xlsappraise.results.period_facts import CheckMark, Incident, PeriodFacts, Value
from xlsappraise.roster import Employee
from xlsappraise.typed import HeadedTable
from xlsappraise.typed.entries import Entry
from xlsappraise.typed.slot import Slot

_ALIKE = str.maketrans("OoQlI|", "000111")


@dataclass
class FactsDraft:
    """``earlier``: a period before the one that is worked on; people who have left since are no mistake there.

    ``gone``: folded numbers of people whose rows are marked as no longer used: of those who have left the roster.
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
    gone: set[str] = field(default_factory=set)
    problems: list[Problem] = field(default_factory=list)

    def facts(self) -> PeriodFacts:
        """Return what was read."""
        return PeriodFacts(
            self.file, self.people, self.places, tuple(self.incidents), self.settings, frozenset(self.broken),
            tuple(self.checks), frozenset(self.leave), tuple(self.problems), self.setting_places,
        )  # fmt: skip

    def tell(
        self, code: str, table: HeadedTable, cell: str, owner: str | None = None, found: object = None,
        expected: object = None, **facts: Any,
    ) -> None:  # fmt: skip
        """Report what is wrong with a cell."""
        facts |= {"found": found, "expected": expected, "period": self.needs.period}
        self.problems.append(table.problem(code, cell, employee_id=owner, **facts))

    def complete(self, table: HeadedTable) -> bool:
        """Report the headings that must be there and are not; tell whether all are."""
        for column in table.missing:
            self.tell("facts-heading-missing", table, table.heading_place, expected=self.say(column.title))
        return not table.missing

    def read(self, table: HeadedTable, row: int, name: str, slot: Slot, owner: str | None) -> Entry:
        """Read a cell as returned forms are read, and tell what is to be said of it."""
        entry = table.read(row, name, slot)
        self.problems += table.entry_problems(entry, owner)
        if isinstance(entry.value, float) and abs(entry.value) > LARGEST:
            expected = f"≤ {plain(LARGEST)}"
            facts = {"label": slot.label, "hint": ""}
            self.tell("out-of-range", table, entry.cell, owner, plain(entry.value), expected, **facts)
            return Entry(slot, entry.cell, None)
        return entry

    def employee(self, table: HeadedTable, row: int) -> tuple[Employee | None, str | None]:
        """Return whose row it is, and the number as it stands there; what is wrong with it is told."""
        if not table.filled(row, "number"):
            self.tell("facts-number-missing", table, table.at(row, "number"))
            return None, None
        entry = self.read(table, row, "number", column_slot(table.headed["number"], self.needs.period, self.say), None)
        if entry.value is None:
            return None, None
        number = table.text(row, "number")
        found = self.needs.by_number.get(fold(number))
        if found is None:
            self._unknown(table, row, number)
        return found, number

    def _unknown(self, table: HeadedTable, row: int, number: str) -> None:
        if self.earlier and fold(number) in self.needs.recorded:
            return
        left = fold(number) in self.gone & self.needs.recorded
        meant = self._meant(table, row, number)
        hint = phrase(" Did you mean {number}?", number=meant) if meant else ""
        code = "facts-person-left" if left else "facts-unknown-employee"
        self.tell(code, table, table.at(row, "number"), number, number, meant, hint=hint)

    def _meant(self, table: HeadedTable, row: int, number: str) -> str | None:
        """Return the number that differs by leading zeros or look-alikes only, or whose person bears the name given."""
        everybody: Mapping[str, Employee] = self.needs.by_number
        wanted = _bare(number)
        names = {fold(table.text(row, "name")), fold(number)} - {""}
        same = [e.employee_id for folded, e in everybody.items() if _bare(folded) == wanted]
        same = same or [e.employee_id for e in everybody.values() if fold(e.name) in names]
        return same[0] if len(same) == 1 else None


def _bare(number: str) -> str:
    """Return an employee number without what is easily mistyped: leading zeros, letters that look like digits."""
    return fold(number).translate(_ALIKE).lstrip("0").casefold()


def amount(entry: Entry) -> Decimal | None:
    """Return an entry that is a number as a decimal."""
    return decimal(entry.value) if isinstance(entry.value, float) else None


def bad(entry: Entry) -> bool:
    """Return whether something stands in a cell that cannot be used."""
    return entry.value is None and not entry.blank
