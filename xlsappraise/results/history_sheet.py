"""Reading of a workbook of earlier results: every usable row, every mistake with its cell."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import Any, get_args

from xlsappraise.base.causes import by_cause
from xlsappraise.base.i18n import phrase
from xlsappraise.base.period import Period, PeriodKind
from xlsappraise.base.person import Person
from xlsappraise.base.problems import Problem
from xlsappraise.base.rounding import round_number
from xlsappraise.base.text import fold, nearest, tidy
from xlsappraise.results.rollup import grade_of
from xlsappraise.roster import COLUMNS
from xlsappraise.schemes import Library, Scheme
from xlsappraise.store.ledger import PastResult
from xlsappraise.typed import Codes, Column, HeadedSheet, HeadedTable, reading_notes
from xlsappraise.typed.entries import Entry
from xlsappraise.typed.numbers import shown_number
from xlsappraise.typed.periods import read_period
from xlsappraise.typed.slot import Slot

PERIODS = "2026-10、2026-Q4、2026、2026-W45"
"""Examples of periods"""
HISTORY = HeadedSheet(
    (
        Column("employee_id", COLUMNS["employee_id"], required=True),
        Column("period", "期间", required=True),
        Column("scheme", COLUMNS["schemes"], required=True),
        Column("total", "总分", "number", required=True, min=0, step=0.01),
        Column("grade", "等级", required=True),
        Column("name", COLUMNS["name"]),
        Column("department", COLUMNS["department"]),
    ),
    Codes(
        twice="history-column-twice", missing="history-missing-column", error="history-error-value",
        number_format="history-number-format",
    ),
    anchors=("employee_id", "period"),
    merged=True,
    elsewhere=True,
)  # fmt: skip
_SEARCHED = 20
_EXAMPLES = 3
_KINDS: tuple[PeriodKind, ...] = get_args(PeriodKind)
"""From the shortest to the longest"""
REQUIRED = tuple(column.id for column in HISTORY.columns if column.required)
OPTIONAL = tuple(column.id for column in HISTORY.columns if not column.required)


@dataclass(frozen=True, slots=True)
class Row:
    """A usable row: the result, the scheme's title, the optional columns that are filled in, the cell of the period."""

    result: PastResult
    scheme: str
    given: frozenset[str]
    sheet: str
    cell: str


@dataclass
class HistoryFile:
    """The usable rows of a file of earlier results, and its problems."""

    rows: list[Row] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def read_history(path: Path, library: Library, people: Mapping[str, Person]) -> HistoryFile:
    """Read the results; ``people`` by folded employee number. Raise Refusal when the workbook is unreadable."""
    return _Results(HeadedTable.first(HISTORY, path, "history-unreadable"), library, people).read()


@dataclass
class _Results:
    table: HeadedTable
    library: Library
    people: Mapping[str, Person]
    result: HistoryFile = field(default_factory=HistoryFile)
    seen: dict[tuple[str, str, str], str] = field(default_factory=dict)

    @cached_property
    def numbers(self) -> NumberSearch:
        """Suggests employee numbers for unknown ones."""
        return NumberSearch(self.people)

    def read(self) -> HistoryFile:
        table = self.table
        if table.heading_row is None:
            self._report("history-no-headings", expected="、".join(HISTORY[name].title for name in REQUIRED))
            return self.result
        self.result.problems += table.heading_problems()
        if self.result.problems:
            return self.result
        for row in table.rows:
            if table.filled(row, *REQUIRED):
                self._row(row)
        if not self.result.rows and not self.result.problems:
            self._report("history-empty")
        self.result.problems = by_cause(self.result.problems, {p.employee_id: p.name for p in self.people.values()})
        self.result.problems += reading_notes(table)
        return self.result

    def _row(self, row: int) -> None:
        person = self._person(row)
        owner = person.employee_id if person else None
        scheme = self._scheme(row, owner)
        period = self._period(row, owner, scheme)
        total = self._total(row, owner, scheme)
        grade = self._grade(row, owner, scheme, total)
        optional = {name: self._shown(row, name) for name in OPTIONAL}
        if person is not None and optional["name"] and fold(optional["name"]) != fold(person.name):
            facts = {"found": optional["name"], "expected": person.name, "number": person.employee_id}
            self._report("history-other-name", self.table.at(row, "name"), owner, **facts)
        if person is None or scheme is None or period is None or not self._once(row, person, period, scheme):
            return
        if total is not None and grade is not None:
            name, department = optional["name"] or person.name, optional["department"] or person.department
            found = PastResult(
                person.employee_id, str(period), scheme.id, name, department, total, grade, self.table.file
            )  # fmt: skip
            given = frozenset(column for column, text in optional.items() if text)
            self.result.rows.append(Row(found, scheme.title, given, self.table.name, self.table.at(row, "period")))

    def _person(self, row: int) -> Person | None:
        number = self._required(row, "employee_id", None) and shown_number(self.table, row, "employee_id")
        found = self.people.get(fold(number)) if number else None
        if number and found is None:
            meant = self.numbers.meant(number, self._shown(row, "name"))
            hint = phrase(" Did you mean {number}?", number=meant) if meant else ""
            self._report("history-unknown-employee", self.table.at(row, "employee_id"), found=number, hint=hint)
        return found

    def _scheme(self, row: int, owner: str | None) -> Scheme | None:
        name = self._required(row, "scheme", owner)
        found = _scheme_named(self.library, name) if name else None
        if name and found is None:
            meant = self.library.nearest(name) or tuple(self.library.titles[:_EXAMPLES])
            self._report("history-unknown-scheme", self.table.at(row, "scheme"), owner, found=name, expected=meant)
        return found

    def _period(self, row: int, owner: str | None, scheme: Scheme | None) -> Period | None:
        """Read the period; report one that is accepted in another notation."""
        at, cell = self.table.at(row, "period"), self.table.cell(row, "period")
        if not self._shown(row, "period"):
            self._required(row, "period", owner)
            return None
        found, shown = read_period(cell, self.table.code(cell))
        if found is None:
            self._report("history-bad-period", at, owner, found=shown, expected=PERIODS)
            return None
        if str(found) != tidy(shown):
            self._report("history-period-read", at, owner, found=shown, expected=str(found))
        if scheme is not None and _shorter(found.kind, scheme.period):
            expected = _whole(scheme.period, found)
            self._report("history-period-too-short", at, owner, found=found, expected=expected, scheme=scheme.title)
            return None
        return found

    def _total(self, row: int, owner: str | None, scheme: Scheme | None) -> float | None:
        column = replace(HISTORY["total"], max=_highest_total(scheme) if scheme else None)
        entry = self._entry(row, "total", owner, column.slot())
        if entry.blank:
            self._report("history-blank", entry.cell, owner, column=column.title)
        return round_number(entry.value) if isinstance(entry.value, float) else None

    def _grade(self, row: int, owner: str | None, scheme: Scheme | None, total: float | None) -> str | None:
        """Return the grade as the scheme writes it; computed from the total where it is blank."""
        at, text = self.table.at(row, "grade"), self._text(row, "grade", owner)
        if scheme is None or text is None:
            return None
        computed = grade_of(scheme, total)
        if not text:
            if computed is not None:
                self._report("history-grade-worked-out", at, owner, found=_points(total), expected=computed)
            return computed
        grade = next((g.title for g in scheme.grades if fold(g.title) == fold(text)), None)
        if grade is None:
            titles = "、".join(g.title for g in scheme.grades)
            self._report("history-unknown-grade", at, owner, found=text, expected=titles, scheme=scheme.title)
        elif computed is not None and grade != computed:
            facts = {"total": _points(total), "scheme": scheme.title}
            self._report("history-grade-differs", at, owner, found=grade, expected=computed, **facts)
        return grade

    def _once(self, row: int, person: Person, period: Period, scheme: Scheme) -> bool:
        """Return whether person, period and scheme occur together for the first time; report a repetition."""
        key, at = (person.employee_id, str(period), scheme.id), self.table.at(row, "period")
        first = self.seen.setdefault(key, at)
        if first != at:
            self._report("history-twice", at, key[0], found=period, expected=first, scheme=scheme.title)
        return first == at

    def _required(self, row: int, name: str, owner: str | None) -> str | None:
        text = self._text(row, name, owner)
        if text == "":
            self._report("history-blank", self.table.at(row, name), owner, column=HISTORY[name].title)
        return text or None

    def _text(self, row: int, name: str, owner: str | None) -> str | None:
        """Return the text of a cell, "" for a blank one; None for an invalid one."""
        entry = self._entry(row, name, owner)
        return str(entry.value) if entry.value is not None else "" if entry.blank else None

    def _entry(self, row: int, name: str, owner: str | None, slot: Slot | None = None) -> Entry:
        """Read a cell with the rules for returned forms, and report its problems."""
        entry = self.table.read(row, name, slot)
        self.result.problems += self.table.entry_problems(entry, owner)
        return entry

    def _shown(self, row: int, name: str) -> str:
        """Return the text of an optional cell; blank for a formula or an error."""
        return "" if HISTORY.codes.no_value(self.table.raw(row, name)) else self.table.text(row, name)

    def _report(self, code: str, cell: str | None = None, owner: str | None = None, **facts: Any) -> None:
        self.result.problems.append(self.table.problem(code, cell, employee_id=owner, **facts))


class NumberSearch:
    """Suggests employee numbers for unknown ones; a similar one for the first few alone, as the search takes long."""

    def __init__(self, people: Mapping[str, Person]) -> None:
        self.people = people
        self.bare: dict[str, list[str]] = {}
        self.named: dict[str, list[str]] = {}
        self.searched = 0
        for number, one in people.items():
            self.bare.setdefault(number.lstrip("0"), []).append(one.employee_id)
            self.named.setdefault(fold(one.name), []).append(one.employee_id)

    def meant(self, number: str, name: str) -> str | None:
        """Return the likeliest number: equal but for leading zeros, of the only person of that name, or similar."""
        called = fold(name)
        alike, named = self.bare.get(fold(number).lstrip("0"), []), self.named.get(called, []) if called else []
        certain = next((found[0] for found in (alike, named) if len(found) == 1), None)
        if certain is not None or self.searched >= _SEARCHED:
            return certain
        self.searched += 1
        return nearest(number, [one.employee_id for one in self.people.values()])


def _points(total: float | None) -> str:
    return "" if total is None else f"{total:.2f}"


def _scheme_named(library: Library, name: str) -> Scheme | None:
    """Return the scheme with this id or title; the title of a variant names its scheme."""
    wanted = fold(name)
    variants = (s for s in library.schemes.values() if any(fold(v.title) == wanted for v in s.variants))
    return library.find(name) or next(variants, None)


def _highest_total(scheme: Scheme) -> float | None:
    """Return the highest possible total; None where bonus points or adjustments may exceed the full points."""
    if scheme.total.max is not None:
        return scheme.total.max
    free = any(not c.bounded or c.top > 1 for c in scheme.criteria) or any(s.bonus for s in scheme.sections)
    return None if free or scheme.adjustments is not None else scheme.total.points


def _shorter(kind: PeriodKind, other: PeriodKind) -> bool:
    """Return whether periods of a kind are shorter than those of another."""
    return _KINDS.index(kind) < _KINDS.index(other)


def _whole(kind: PeriodKind, part: Period) -> Period:
    """Return the month, quarter or year that a shorter period is a part of."""
    last = part.last_day
    number = {"month": last.month, "quarter": (last.month + 2) // 3}.get(kind, 0)
    return Period(kind, last.year, number)
