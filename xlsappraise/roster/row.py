"""A row of the list becomes an employee, or its mistakes are named with their cells."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields
from datetime import date
from typing import Any

from xlsappraise.base.own_words import OwnWords
from xlsappraise.base.person import Person
from xlsappraise.base.problems import Problem, problem
from xlsappraise.base.text import BIDI, fold
from xlsappraise.roster.lists import marks_in, split, whole_names
from xlsappraise.roster.own import statuses_with
from xlsappraise.roster.peers import Named
from xlsappraise.roster.people import COLUMNS, ISSUED, ROSTER, STATUSES, Employee
from xlsappraise.roster.positions import PositionRule, PositionRules
from xlsappraise.roster.statuses import status_of
from xlsappraise.schemes import Library, Scheme
from xlsappraise.typed import Column, HeadedTable
from xlsappraise.typed.days import as_compact, as_month
from xlsappraise.typed.numbers import number_of
from xlsappraise.typed.values import text_of
from xlsappraise.typed.words import key
from xlsappraise.xlsx.cell import Cell

_OF_ACTIVE = ("schemes", "supervisor")
"""Columns that may be blank in the rows of people who get no forms"""
_FOUND_AT = ("plans", "hired", "level", "level_since")
_READ = tuple(column for column in ROSTER.columns if column.offered or column.kind == "date")
"""Columns that hold one value; the others hold lists"""
_NAMED = 5
"""So many unknown names of one cell are named"""


@dataclass(frozen=True, slots=True)
class Read:
    """A value that was read as something else than what is written: its cell, what is written, what was read."""

    cell: str
    found: str
    read: str


@dataclass
class Noted:
    """Hold the values that were read otherwise than they are written, for the notes."""

    formatted: list[Read] = field(default_factory=list)
    folded: list[Read] = field(default_factory=list)
    months: list[Read] = field(default_factory=list)
    spaced: list[int] = field(default_factory=list)
    """The rows with blanks around the name"""
    hidden: list[tuple[int, Person]] = field(default_factory=list)
    unassigned: list[Person] = field(default_factory=list)


@dataclass
class PeopleRows:
    """Reads the rows of a list. ``stops``: problems that stop the whole list; ``loose``: those of no row."""

    table: HeadedTable
    library: Library
    own: OwnWords
    positions: PositionRules
    seen: dict[str, str] = field(default_factory=dict)
    named: list[Named] = field(default_factory=list)
    stops: list[Problem] = field(default_factory=list)
    loose: list[Problem] = field(default_factory=list)
    noted: Noted = field(default_factory=Noted)
    statuses: dict[str, str] = field(default_factory=dict)
    schemes: dict[str, Scheme | None] = field(default_factory=dict)
    faulty: set[PositionRule] = field(default_factory=set)

    def __post_init__(self) -> None:
        titles = (name for scheme in self.library.schemes.values() for name in (scheme.id, scheme.title))
        self.inside = marks_in(titles)
        self.library = self.library.afresh()  # what is suggested depends on this list alone
        self.own_statuses = statuses_with(self.own)

    def employee(self, row: int) -> Employee:
        """Read one row."""
        table, mistakes = self.table, list[Problem]()
        texts = {column.id: self._text(row, column, mistakes) for column in _READ}
        number = texts["employee_id"]
        texts["status"] = self._status(texts["status"])
        mistakes += self._mistakes(row, texts)
        schemes = tuple(self._schemes(row, texts.pop("schemes"), texts["position"], mistakes))
        for peer in split(self._text(row, ROSTER["peers"], mistakes)):
            self.named.append(Named(number, peer, table.name, table.at(row, "peers"), table.at(row, "employee_id")))
        plans = tuple(split(self._text(row, ROSTER["plans"], mistakes)))
        at = {
            name: (table.file, table.name, table.at(row, name if name in table.columns else "employee_id"))
            for name in _FOUND_AT
        }
        person = Person(*(texts.pop(part.name) for part in fields(Person)))
        days = {
            column.id: date.fromisoformat(texts[column.id]) if texts[column.id] else None
            for column in ROSTER.columns
            if column.kind == "date"
        }
        mistakes += self._order_of_days(row, days)
        rest: dict[str, Any] = {**texts, **days}
        hidden = row in table.hidden
        employee = Employee(
            person, schemes=schemes, problems=tuple(p.at(employee_id=number or None) for p in mistakes), plans=plans,
            hidden=hidden, found_at=at, **rest,
        )  # fmt: skip
        if hidden and employee.active:
            self.noted.hidden.append((row + 1, person))
        if employee.active and self.positions and not schemes and not table.text(row, "schemes"):
            self.noted.unassigned.append(person)
        return employee

    def _number(self, row: int, cell: Cell, mistakes: list[Problem]) -> str:
        """Return the employee number as it is shown."""
        number_format = self.table.code(cell)
        number = number_of(cell, number_format)
        where = self.table.at(row, "employee_id")
        if number.code == "roster-number-rounded":
            rounded = self._problem(number.code, row, "employee_id", number.text)
            self.stops.append(rounded.at(employee_id=number.text))
        elif number.code:
            found = number_format if number.code == "roster-number-format" else number.text
            mistakes.append(self._problem(number.code, row, "employee_id", found))
        elif number.formatted:
            self.noted.formatted.append(Read(where, text_of(cell), number.text))
        elif number.folded:
            self.noted.folded.append(Read(where, str(cell.value), number.text))
        return number.text

    def _status(self, text: str) -> str:
        found = status_of(text, self.own_statuses)
        if found is None:
            return text
        if key(text) != key(found):
            self.statuses[text] = found
        return found

    def _mistakes(self, row: int, texts: Mapping[str, str]) -> Iterator[Problem]:
        """Yield blank cells and an unknown status; record a number of an earlier row, which stops the list."""
        status, number = texts["status"], texts["employee_id"]
        passive = status in STATUSES and status not in ISSUED
        for column in ROSTER.columns:
            due = column.needed and not (passive and column.id in _OF_ACTIVE)
            due = due and not (column.id == "schemes" and self.positions)
            due = due and not (column.id == "supervisor" and self._without_scheme(row, texts["position"]))
            if due and not texts[column.id] and ROSTER.codes.no_value(self.table.raw(row, column.id)) is None:
                yield self._problem("roster-blank", row, column.id)
        if status and status not in STATUSES:
            yield self._problem("roster-bad-status", row, "status", status, "、".join(STATUSES))
        if number and key(number) in self.seen:
            twin = self._problem("roster-duplicate-employee", row, "employee_id", number, self.seen[key(number)])
            self.stops.append(twin.at(employee_id=number))
        elif number:
            self.seen[key(number)] = self.table.at(row, "employee_id")

    def _without_scheme(self, row: int, position: str) -> bool:
        """Return whether neither the row nor the position names a scheme where positions may: nobody is to appraise."""
        own = self.table.text(row, "schemes") or self.table.own(row, "schemes").formula is not None
        return bool(self.positions) and not own and not self.positions.of_position(position)

    def _order_of_days(self, row: int, days: Mapping[str, date | None]) -> Iterator[Problem]:
        hired, confirmed = days["hired"], days["confirmed"]
        if hired and confirmed and confirmed < hired:
            yield self._problem("roster-confirmed-too-early", row, "confirmed", confirmed, hired)
        if hired and (left := days["left"]) and left < hired:
            yield self._problem("roster-left-too-early", row, "left", left, hired)

    def _schemes(self, row: int, text: str, position: str, mistakes: list[Problem]) -> Iterator[Scheme]:
        """Yield the person's own schemes, or those of the position."""
        if text or self.table.own(row, "schemes").formula is not None:
            found, unknown = self._split(text)
            if unknown:
                mistakes += self._unknown(unknown, row)
            yield from found
            return
        named: dict[str, Scheme] = {}
        for rule in self.positions.of_position(position):
            found, unknown = self._split(rule.schemes)
            faulty = [name for name in unknown if fold(name) in self.library.faulty]
            mistakes += self._unknown(faulty, row)
            unknown = [name for name in unknown if name not in faulty]
            if unknown and rule not in self.faulty:
                self.faulty.add(rule)
                code = "roster-unknown-scheme" if rule.cell else "settings-unknown-scheme"
                self.loose.append(
                    problem(
                        code, file=rule.file, sheet=rule.sheet, cell=rule.cell, found="、".join(unknown[:_NAMED]),
                        expected=self.library.suggest(unknown[0]), position=rule.pattern,
                    )
                )  # fmt: skip
            named |= {scheme.id: scheme for scheme in found}
        yield from named.values()

    def _split(self, text: str) -> tuple[list[Scheme], list[str]]:
        """Return the schemes that a cell names, each once, and the names of none."""
        found: dict[str, Scheme] = {}
        unknown = []
        for name in whole_names(text, lambda part: self._find(part) is not None, self.inside):
            scheme = self._find(name)
            if scheme is None:
                unknown.append(name)
            else:
                found.setdefault(scheme.id, scheme)
        return list(found.values()), unknown

    def _unknown(self, names: list[str], row: int) -> Iterator[Problem]:
        """Yield the names of schemes whose files have mistakes, then those of no scheme."""
        faulty = {name: self.library.faulty[fold(name)] for name in names if fold(name) in self.library.faulty}
        for name, file in faulty.items():
            yield self._problem("roster-scheme-faulty", row, "schemes", name, file)
        if unknown := [name for name in names if name not in faulty]:
            shown = "、".join(unknown[:_NAMED]) + ("…" if len(unknown) > _NAMED else "")
            yield self._problem("roster-unknown-scheme", row, "schemes", shown, self.library.suggest(unknown[0]))

    def _find(self, name: str) -> Scheme | None:
        """Return the scheme of a name; most rows have the same few names."""
        if name not in self.schemes:
            self.schemes[name] = self.library.find(name)
        return self.schemes[name]

    def _text(self, row: int, column: Column, mistakes: list[Problem]) -> str:
        cell = self.table.raw(row, column.id)
        fault = ROSTER.codes.no_value(cell)
        if fault is not None:
            mistakes.append(self._problem(fault.code, row, column.id, fault.found, fault.expected))
            return ""
        if column.id == "employee_id":
            return self._number(row, cell, mistakes)
        if column.kind != "date":
            text = text_of(cell)
            if text and column.id == "name" and isinstance(cell.value, str):
                text = cell.value.strip()  # unlike other texts, a name keeps characters that are not seen
                if text != cell.value:
                    self.noted.spaced.append(row)
            plain = "".join(c for c in text if c not in BIDI)
            if plain != text:
                self.noted.folded.append(Read(self.table.at(row, column.id), text, plain))
            return plain
        month = as_month(cell.value)
        if month is not None:
            self.noted.months.append(Read(self.table.at(row, column.id), text_of(cell), month.isoformat()))
            return month.isoformat()
        compact = as_compact(cell.value)
        if compact is not None:
            return compact.isoformat()
        entry = self.table.read(row, column.id)
        mistakes += [self._problem(f.code, row, column.id, f.found, f.expected) for f in entry.findings]
        return str(entry.value or "")

    def _problem(self, code: str, row: int, name: str, found: object = None, expected: object = None) -> Problem:
        return self.table.problem(
            code, self.table.at(row, name), found=found, expected=expected, column=COLUMNS.get(name, ROSTER[name].title)
        )
