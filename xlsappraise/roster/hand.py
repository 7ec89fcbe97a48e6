"""Notes on how a list was read where it is written by hand: one line for each kind, however many cells."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from xlsappraise.base.causes import together_named
from xlsappraise.base.i18n import Fact, phrase
from xlsappraise.base.pasting import listed
from xlsappraise.base.person import Person
from xlsappraise.base.problems import Problem
from xlsappraise.roster.row import Noted, Read
from xlsappraise.roster.rows import Rows
from xlsappraise.typed import HeadedTable
from xlsappraise.typed.noted import merged_areas

_SHOWN = 3
_LOCKS = ("~${name}", ".~lock.{name}#")
"""Files that Excel, WPS and LibreOffice keep beside a workbook that is open"""


class Remarks:
    """Collect the notes on a list that could be read."""

    def __init__(self, table: HeadedTable, rows: Rows, noted: Noted, path: Path) -> None:
        self.table = table
        self.rows = rows
        self.noted = noted
        self.path = path

    def all(self) -> Iterator[Problem]:
        """Yield the notes, at most one of a kind; first those on who gets no form."""
        yield from self._without_form()
        if any((self.path.parent / mark.format(name=self.path.name)).exists() for mark in _LOCKS):
            yield self._note("roster-open")
        if self.table.others:
            yield self._note("roster-sheets-besides", found=self.table.others, expected=self.table.name)
        yield from self._values()
        yield from self._rows()

    def _values(self) -> Iterator[Problem]:
        noted = self.noted
        for code, reads in (
            ("roster-number-shown", noted.formatted),
            ("roster-number-folded", noted.folded),
            ("roster-month-read", noted.months),
        ):
            if reads:
                yield self._note(code, reads[0].cell, found=_shown(reads), count=len(reads))
        if noted.spaced:
            names = [" ".join(self.table.text(row, name) for name in ("employee_id", "name")) for row in noted.spaced]
            yield self._note("roster-name-blanks", found=_cut(names), count=len(names))
        merged = list(merged_areas(self.table, values=True, without="employee_id"))
        if merged:
            yield self._note("roster-merged-read", merged[0], found=_cut(merged), count=len(merged))

    def _without_form(self) -> Iterator[Problem]:
        if self.noted.hidden:
            people = [person for _row, person in self.noted.hidden]
            numbers = listed(person.employee_id for person in people)
            yield self._note(
                "roster-hidden-rows", found=_cut([str(row) for row, _person in self.noted.hidden], 20),
                people=_named(people), numbers=numbers,
            )  # fmt: skip
        if self.noted.unassigned:
            yield self._note("roster-no-scheme", found=_by_position(self.noted.unassigned))

    def _rows(self) -> Iterator[Problem]:
        if self.rows.left_out:
            rows = [str(row + 1) for row in self.rows.left_out]
            yield self._note("roster-rows-left-out", found=_cut(rows, 20), count=len(rows))
        if self.rows.filled_down:
            first, last = self.rows.filled_down[0], self.rows.filled_down[-1]
            yield self._note("roster-filled-down", f"{first + 1}:{last + 1}", count=len(self.rows.filled_down))

    def _note(self, code: str, cell: str | None = None, **facts: object) -> Problem:
        return self.table.problem(code, cell, **facts)


def _shown(reads: Sequence[Read]) -> Fact:
    return tuple(f"{read.found} → {read.read}" for read in reads[:_SHOWN])


def _by_position(people: Sequence[Person]) -> Fact:
    """Name everybody, position by position."""
    groups: dict[str, list[str]] = {}
    for person in people:
        groups.setdefault(person.position, []).append(f"{person.employee_id} {person.name}".strip())
    return tuple(phrase("{position}: {people}", position=name, people=names) for name, names in groups.items())


def _cut(texts: Sequence[str], shown: int = 6) -> Fact:
    return (*texts[:shown], *(["…"] if len(texts) > shown else []))


def _named(people: Sequence[Person]) -> object:
    return together_named([(person.employee_id, person.name) for person in people], len(people))
