"""Read the peers who rate a person: a column of the roster, or a second sheet with a peer a row."""

from __future__ import annotations

from collections.abc import Container, Sequence
from dataclasses import dataclass, field, replace

from xlsappraise.base.i18n import Text, phrase
from xlsappraise.base.problems import Problem, problem
from xlsappraise.base.text import Suggestions, fold
from xlsappraise.roster.people import PEER_SHEET, PEERS, Employee
from xlsappraise.typed import HeadedTable
from xlsappraise.typed.numbers import shown_number
from xlsappraise.xlsx.book import Book

_SUGGESTED = 20
"""For so many unknown peers the likeliest person is looked up, which takes long in a long list"""


@dataclass(frozen=True)
class Named:
    """Hold a peer as written: the ratee and the peer, each by number or name, with their cells."""

    ratee: str
    peer: str
    sheet: str
    cell: str
    ratee_cell: str


@dataclass
class PeerSheet:
    """The second sheet of the roster, where it has one for this: what it names, and what is wrong with it."""

    file: str
    named: list[Named] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    @classmethod
    def of(cls, file: str, reading: Book) -> PeerSheet:
        """Read it."""
        found = cls(file)
        for entry in reading.entries[1:]:
            if fold(entry.name) == PEERS:
                found._read(HeadedTable(file, PEER_SHEET, reading, entry))
        return found

    def _read(self, table: HeadedTable) -> None:
        codes = table.headed.codes
        if table.missing:
            self.problems += table.heading_problems() if table.cells else ()
            return
        for row in table.rows:
            faults = {name: codes.no_value(table.raw(row, name)) for name in PEER_SHEET.by_name}
            for name, fault in faults.items():
                if fault is not None:
                    facts = {"found": fault.found, "expected": fault.expected, "column": PEER_SHEET[name].title}
                    self.problems.append(table.problem(fault.code, table.at(row, name), **facts))
            if table.filled(row, "ratee", "peer") and not any(faults.values()):
                texts = shown_number(table, row, "ratee"), shown_number(table, row, "peer")
                self.named.append(Named(*texts, table.name, table.at(row, "peer"), table.at(row, "ratee")))


class Peers:
    """Finds the people that are meant, and what is wrong with them."""

    def __init__(self, file: str, employees: Sequence[Employee]) -> None:
        self.file = file
        self.employees = employees
        self.by_number = {fold(e.employee_id): e for e in reversed(employees)}
        self.by_name: dict[str, list[Employee]] = {}
        for employee in employees:
            self.by_name.setdefault(fold(employee.name), []).append(employee)
        words = (word for e in employees for word in (e.employee_id, e.name))
        self.suggestions = Suggestions(words, _SUGGESTED)

    def resolve(self, named: Sequence[Named]) -> tuple[list[Employee], list[Problem]]:
        """Return the employees with their peers, and the problems that belong to nobody in particular."""
        peers: dict[str, dict[str, None]] = {e.employee_id: {} for e in self.employees}
        problems: dict[str, list[Problem]] = {e.employee_id: [] for e in self.employees}
        loose: list[Problem] = []
        for one in named:
            ratee = self._find(one.ratee)
            if ratee is None:
                loose.append(self._problem("roster-unknown-peer", replace(one, cell=one.ratee_cell), one.ratee))
                continue
            peer = self._find(one.peer)
            found = self._wrong(one, ratee, peer, peers[ratee.employee_id])
            if found is not None:
                problems[ratee.employee_id].append(found.at(employee_id=ratee.employee_id))
            elif peer is not None:
                peers[ratee.employee_id][peer.employee_id] = None
        done = [
            replace(e, peers=tuple(peers[e.employee_id]), problems=(*e.problems, *problems[e.employee_id]))
            for e in self.employees
        ]
        return done, loose

    def _find(self, text: str) -> Employee | None:
        """Return the person with this number, or the only one with this name."""
        wanted = fold(text)
        same = self.by_name.get(wanted, ())
        return self.by_number.get(wanted) or (same[0] if len(same) == 1 else None)

    def _wrong(self, one: Named, ratee: Employee, peer: Employee | None, so_far: Container[str]) -> Problem | None:
        if peer is None:
            return self._problem("roster-unknown-peer", one, one.peer)
        if peer.employee_id == ratee.employee_id:
            return self._problem("roster-peer-not-possible", one, one.peer, phrase("the person who is appraised"))
        if fold(peer.name) == fold(ratee.supervisor):
            return self._problem("roster-peer-not-possible", one, one.peer, phrase("the direct supervisor"))
        if peer.employee_id in so_far:
            return self._problem("roster-peer-not-possible", one, one.peer, phrase("named already"))
        return None

    def _problem(self, code: str, one: Named, found: str, detail: Text = "") -> Problem:
        meant = self.suggestions.nearest(found)
        hint = phrase(" Did you mean {number}?", number=meant) if meant and fold(meant) != fold(found) else ""
        expected = detail or meant or phrase("a number in the roster")
        return problem(code, file=self.file, sheet=one.sheet, cell=one.cell, found=found, expected=expected, hint=hint)
