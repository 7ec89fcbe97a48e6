"""The list of people: read from a workbook, checked whole, every mistake with its cell."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields
from datetime import date
from pathlib import Path
from typing import Any

from xlsappraise.base.person import Person
from xlsappraise.base.problems import Problem, Refusal
from xlsappraise.base.text import fold
from xlsappraise.roster.lists import split, whole_names
from xlsappraise.roster.peers import Named, Peers, PeerSheet
from xlsappraise.roster.people import COLUMNS, ISSUED, ROSTER, STATUSES, Employee, Roster
from xlsappraise.schemes import Library, Scheme
from xlsappraise.typed import Column, HeadedTable
from xlsappraise.typed.values import text_of

_OF_ACTIVE = ("schemes", "supervisor")
"""Columns that may be blank in the rows of people who get no forms"""
_FOUND_AT = ("plans", "hired", "level")


def read_roster(path: Path, library: Library) -> Roster:
    """Read the first sheet; raise Refusal when it cannot be read or has no headings."""
    table = ROSTER.first_of(path, "roster-unreadable")
    if table.heading_row is None:
        raise Refusal(table.problem("roster-no-headings", expected="、".join(COLUMNS.values())))
    problems = list(table.heading_problems())
    people = _People(table, library)
    rows = [row for row in table.rows if table.filled(row, *table.columns)] if not problems else []
    employees = [people.employee(row) for row in rows]
    if not employees and not problems:
        problems.append(table.problem("roster-empty"))
    second = PeerSheet.of(path.name, table.reading)
    done, loose = Peers(path.name, employees).resolve([*people.named, *second.named])
    return Roster(tuple(done), (*problems, *second.problems, *loose))


@dataclass
class _People:
    table: HeadedTable
    library: Library
    seen: dict[str, str] = field(default_factory=dict)
    named: list[Named] = field(default_factory=list)
    schemes: dict[str, Scheme | None] = field(default_factory=dict)

    def employee(self, row: int) -> Employee:
        table = self.table
        problems: list[Problem] = []
        texts = {column.id: self._text(row, column, problems) for column in ROSTER.offered}
        texts["status"] = fold(texts["status"])
        number = texts["employee_id"]
        problems += self._mistakes(row, texts)
        schemes = tuple(self._schemes(row, texts.pop("schemes"), problems))
        for peer in split(self._text(row, ROSTER["peers"], problems)):
            self.named.append(Named(number, peer, table.name, table.at(row, "peers"), table.at(row, "employee_id")))
        plans = tuple(split(self._text(row, ROSTER["plans"], problems)))
        at = {
            name: (table.file, table.name, table.at(row, name if name in table.columns else "employee_id"))
            for name in _FOUND_AT
        }
        told = tuple(p.at(employee_id=number or None) for p in problems)
        person = Person(*(texts.pop(part.name) for part in fields(Person)))
        days = {
            column.id: date.fromisoformat(texts[column.id]) if texts[column.id] else None
            for column in ROSTER.columns
            if column.kind == "date"
        }
        rest: dict[str, Any] = {**texts, **days}
        return Employee(person, schemes=schemes, problems=told, plans=plans, found_at=at, **rest)

    def _mistakes(self, row: int, texts: Mapping[str, str]) -> Iterator[Problem]:
        """Yield what is blank, an unknown status, and a number that stood in an earlier row."""
        status, number = texts["status"], texts["employee_id"]
        passive = status in STATUSES and status not in ISSUED
        for column in ROSTER.columns:
            due = column.needed and not (passive and column.id in _OF_ACTIVE)
            if due and not texts[column.id] and ROSTER.codes.no_value(self.table.raw(row, column.id)) is None:
                yield self._problem("roster-blank", row, column.id)
        if status and status not in STATUSES:
            yield self._problem("roster-bad-status", row, "status", status, "、".join(STATUSES))
        if number and fold(number) in self.seen:
            yield self._problem("roster-duplicate-employee", row, "employee_id", number, self.seen[fold(number)])
        elif number:
            self.seen[fold(number)] = self.table.at(row, "employee_id")

    def _schemes(self, row: int, text: str, problems: list[Problem]) -> Iterator[Scheme]:
        done = set()
        for name in whole_names(text, lambda part: self._find(part) is not None):
            scheme = self._find(name)
            if scheme is None:
                problems.append(
                    self._problem("roster-unknown-scheme", row, "schemes", name, self.library.suggest(name))
                )
            elif scheme.id not in done:
                done.add(scheme.id)
                yield scheme

    def _find(self, name: str) -> Scheme | None:
        """Return the scheme of a name; most rows have the same few names."""
        if name not in self.schemes:
            self.schemes[name] = self.library.find(name)
        return self.schemes[name]

    def _text(self, row: int, column: Column, problems: list[Problem]) -> str:
        cell = self.table.raw(row, column.id)
        fault = ROSTER.codes.no_value(cell)
        if fault is not None:
            problems.append(self._problem(fault[0], row, column.id, fault[1]))
            return ""
        if column.kind != "date":
            text = text_of(cell)
            return str(cell.value) if text and column.id == "name" and isinstance(cell.value, str) else text
        entry = self.table.read(row, column.id)
        problems += [self._problem(f.code, row, column.id, f.found, f.expected) for f in entry.findings]
        return str(entry.value or "")

    def _problem(self, code: str, row: int, name: str, found: object = None, expected: object = None) -> Problem:
        return self.table.problem(
            code, self.table.at(row, name), found=found, expected=expected, column=ROSTER[name].title
        )
