"""Who rates whom as a peer: a column of the roster, or a second sheet with a peer a row."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from xlsappraise.i18n import Text, phrase
from xlsappraise.intake.reading import Reading
from xlsappraise.intake.sheet import Place, SheetReading
from xlsappraise.problems import Problem, problem
from xlsappraise.roster.people import PEER_NUMBER, PEERS, RATEE_NUMBER, Employee
from xlsappraise.rounding import plain
from xlsappraise.text import fold, nearest, tidy
from xlsappraise.workbook.layout import address


@dataclass(frozen=True)
class Named:
    """A peer as written down: for whom, by number or name, and in which cells."""

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
    def of(cls, file: str, reading: Reading) -> PeerSheet:
        """Read it."""
        found = cls(file)
        for entry in reading.entries[1:]:
            if fold(entry.name) == PEERS:
                found._read(entry.name, reading.sheet(entry))
        return found

    def _read(self, name: str, sheet: SheetReading) -> None:
        texts = {at: _text(cell.value) for at, cell in sheet.cells.items()}
        headings = {fold(text): at for at, text in sorted(texts.items(), reverse=True) if text}
        ratee, peer = headings.get(RATEE_NUMBER), headings.get(PEER_NUMBER)
        if ratee is None or peer is None:
            self._missing(name, headings)
            return
        for row in sorted({at[0] for at in sheet.cells if at[0] > ratee[0]}):
            places = [(row, ratee[1]), (row, peer[1])]
            formulas = [at for at in places if at in sheet.cells and sheet.cells[at].formula is not None]
            self._formulas(name, sheet, formulas, ratee[1])
            one, other = (texts.get(at, "") for at in places)
            if (one or other) and not formulas:
                self.named.append(Named(one, other, name, address(places[1]), address(places[0])))

    def _missing(self, name: str, headings: Mapping[str, Place]) -> None:
        """Tell which heading is missing from a sheet that holds something."""
        row = min((at[0] for at in headings.values()), default=0) + 1
        for title in (RATEE_NUMBER, PEER_NUMBER):
            if headings and title not in headings:
                cell = f"{row}:{row}"
                found = problem("roster-missing-column", file=self.file, sheet=name, cell=cell, expected=title)
                self.problems.append(found)

    def _formulas(self, name: str, sheet: SheetReading, places: Sequence[Place], ratee_column: int) -> None:
        for at in places:
            title = RATEE_NUMBER if at[1] == ratee_column else PEER_NUMBER
            found = f"={sheet.cells[at].formula}"
            self.problems.append(
                problem("roster-formula", file=self.file, sheet=name, cell=address(at), found=found, column=title)
            )


def _text(value: float | str | bool | None) -> str:
    return plain(value) if isinstance(value, float) else tidy(str(value or ""))


class Peers:
    """Finds the people that are meant, and what is wrong with them."""

    def __init__(self, file: str, employees: Sequence[Employee]) -> None:
        self.file = file
        self.employees = employees

    def resolve(self, named: Sequence[Named]) -> tuple[list[Employee], list[Problem]]:
        """Return the employees with their peers, and the problems that belong to nobody in particular."""
        peers: dict[str, list[str]] = {e.employee_id: [] for e in self.employees}
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
                peers[ratee.employee_id].append(peer.employee_id)
        done = [
            replace(e, peers=tuple(peers[e.employee_id]), problems=(*e.problems, *problems[e.employee_id]))
            for e in self.employees
        ]
        return done, loose

    def _find(self, text: str) -> Employee | None:
        """Return the person with this number, or the only one with this name."""
        wanted = fold(text)
        for employee in self.employees:
            if fold(employee.employee_id) == wanted:
                return employee
        same = [e for e in self.employees if fold(e.name) == wanted]
        return same[0] if len(same) == 1 else None

    def _wrong(self, one: Named, ratee: Employee, peer: Employee | None, so_far: Sequence[str]) -> Problem | None:
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
        numbers = [e.employee_id for e in self.employees]
        meant = nearest(found, [*numbers, *(e.name for e in self.employees)])
        hint = phrase(" Did you mean {number}?", number=meant) if meant and fold(meant) != fold(found) else ""
        expected = detail or meant or phrase("a number in the roster")
        return problem(code, file=self.file, sheet=one.sheet, cell=one.cell, found=found, expected=expected, hint=hint)
