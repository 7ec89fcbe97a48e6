"""Real forms for the differential test: several schemes, blank and filled in, saved by several programs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.clients.clients import EXCELJS, LIBREOFFICE, OPENPYXL, SHEETJS, Client, there
from tests.clients.matrix import entered
from tests.clients.works import Work, carry_out
from tests.conftest import Bench, person
from tests.fuzz.mutants import SCHEMES
from tests.hostile.form import Form, examine, examiner_of
from tests.shipped import LIBRARY, PERIODS
from xlsappraise.base.period import Period
from xlsappraise.returned.examine import Examiner
from xlsappraise.store.ledger import FileReading
from xlsappraise.store.office import opened
from xlsappraise.store.start import start
from xlsappraise.xlsx.address import address

Finding = tuple[str, str | None]
PROGRAMS = (OPENPYXL, LIBREOFFICE, EXCELJS, SHEETJS)


@dataclass(frozen=True)
class Saved:
    """A form as a program saved it, who examines it, what is said of it unhurt, and its cells that count."""

    name: str
    data: bytes
    examiner: Examiner
    usual: frozenset[Finding]
    places: tuple[str, ...]
    """Addresses of inputs and outputs"""

    def silent(self, outcome: FileReading) -> bool:
        """Return whether an outcome says nothing above a note that is not said of the form unhurt."""
        return outcome.disposition == "form" and findings(outcome) <= self.usual


def findings(outcome: FileReading) -> frozenset[Finding]:
    """Return (code, cell) of what is more than a note."""
    return frozenset((p.code, p.cell) for p in outcome.problems if p.severity != "note")


def saved_forms(folder: Path, schemes: Sequence[str] = SCHEMES, programs: Sequence[Client] = PROGRAMS) -> list[Saved]:
    """Return forms as issued, and blank and filled in as each program that is installed saves them."""
    able = [program for program in programs if there(program.program)]
    return [_as_issued(folder), *(form for scheme in schemes for form in _of(folder, scheme, able))]


def _as_issued(folder: Path) -> Saved:
    """Return a filled form all of whose parts are as XlsxWriter wrote them."""
    plain = Form(folder)
    path = folder / "原.xlsx"
    path.write_bytes(plain.data)
    return _saved("furniture-callback, as issued, filled", path, plain.examiner)


def _of(folder: Path, scheme: str, programs: Sequence[Client]) -> Iterator[Saved]:
    bench = Bench(start(folder / f"异{scheme}"), Period.parse(PERIODS[LIBRARY[scheme].period]))
    generated = bench.issue(person(schemes=scheme))
    assert [p.code for p in generated.problems if p.severity == "error"] == []
    issued = bench.form()
    form = bench.describe(issued)
    known = {item["id"] for item in form["inputs"]}
    values = {name: value for name, value in entered(scheme, form).items() if name in known}
    works: list[Work] = []
    made = {f"{scheme}, as issued, blank": issued}
    for program in programs:
        for state, given in (("filled", values), ("blank", {})):
            target = folder / f"{scheme} {program.name} {state}.xlsx"
            made[f"{scheme}, {program.name}, {state}"] = target
            works.append(program.run(issued, target, form, given))
    carry_out(works)
    with opened(bench.workspace) as office:
        examiner = examiner_of(office)
    for name, path in made.items():
        yield _saved(name, path, examiner)


def _saved(name: str, path: Path, examiner: Examiner) -> Saved:
    outcome = examine(examiner, path)
    assert outcome.disposition == "form", (name, [p.code for p in outcome.problems])
    blueprint = examiner.knowledge.blueprints[examiner.issues[outcome.issue_id or ""].master_id]
    computed = [at for at, cell in blueprint.grid.items() if cell.formula is not None]
    places = dict.fromkeys(address(at) for at in (*(slot.place for slot in blueprint.slots), *computed))
    return Saved(name, path.read_bytes(), examiner, findings(outcome), tuple(places))
