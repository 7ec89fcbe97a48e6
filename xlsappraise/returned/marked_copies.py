"""Marked copies: a form to send back for each returned file with errors, with its valid entries filled in.

A copy is drawn from the ledger, or made from the frozen workbook where the layout has changed since; it has the same
form number. No file in the folder is ever overwritten or removed, since somebody may be working on it: a copy that
differs gets the next number, and one whose form has been settled moves to ``settled``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from xlsappraise.base import files
from xlsappraise.base.i18n import Words
from xlsappraise.base.period import Period
from xlsappraise.base.problems import Problem, problem
from xlsappraise.forms.corrections import sheet_name
from xlsappraise.forms.frozen import Locked
from xlsappraise.forms.frozen_copy import mark_frozen
from xlsappraise.forms.layout import DRAWN, Filled, Setting, lay_out
from xlsappraise.forms.master import frame_of
from xlsappraise.forms.shown import shown
from xlsappraise.forms.stamper import lock_structure, make_master, stamp
from xlsappraise.forms.surroundings import Surroundings, surroundings
from xlsappraise.forms.writer import write_form
from xlsappraise.returned.marking import Marking, errors
from xlsappraise.returned.settled_copies import SETTLED, move_settled
from xlsappraise.returned.sorting import key_of
from xlsappraise.returned.states import Collection, FileRecord, FormRecord
from xlsappraise.store.issued import Issued
from xlsappraise.store.ledger import Issue
from xlsappraise.store.office import Office
from xlsappraise.xlsx.address import Place
from xlsappraise.xlsx.cell import Cell
from xlsappraise.xlsx.reading import Reading

FOLDER = "corrections"


@dataclass
class Copies:
    """The marked copies of the returned files, and the problems of writing them."""

    folder: Path
    paths: list[Path] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def folder_of(office: Office, period: Period) -> Path:
    """Return the folder of a period's marked copies."""
    return office.workspace.root / str(period) / FOLDER


def write_corrections(office: Office, collection: Collection) -> Copies:
    """Write a copy for each file to correct, and move those of other files away; report what could not be done."""
    copies = Copies(folder_of(office, collection.period))
    wanted = list(_to_correct(office, collection))
    blueprints = office.blueprints([form.issue for form, _file in wanted])
    for form, file in wanted:
        issued = Issued(form.issue, blueprints[form.issue.master_id])
        data = marked_copy(issued, file, office.ledger.workbook)
        if data is None:
            number = form.issue.employee_id
            copies.problems.append(
                problem("no-marked-copy", file=file.name, employee_id=number, found=number, period=collection.period)
            )
            continue
        folder = copies.folder / form.issue.folder
        say = issued.blueprint.scheme.say
        try:
            copies.paths.append(_put(folder, _stem(form.issue, say), data, copies))
        except OSError as error:
            failure = problem("corrections-not-written", file=str(folder), found=files.reason(error))
            copies.problems += [failure] if failure not in copies.problems else []
    if all(found.code != "corrections-not-written" for found in copies.problems):
        copies.problems += move_settled(copies.folder, copies.paths, _stems(office, collection))
    return copies


def _stems(office: Office, collection: Collection) -> frozenset[str]:
    """Return what the names of marked copies of this period's forms begin with, before their number."""
    issues = office.ledger.issues(str(collection.period))
    blueprints = office.blueprints(issues)
    return frozenset(_stem(issue, blueprints[issue.master_id].scheme.say) for issue in issues)


def _stem(issue: Issue, say: Words) -> str:
    return f"{Path(issue.filename).stem}_{sheet_name(say)}"


def _to_correct(office: Office, collection: Collection) -> Iterator[tuple[FormRecord, FileRecord]]:
    """Yield the refused files of incomplete and invalid forms that were read, have entries and open errors."""
    acknowledged = office.ledger.acknowledgements(str(collection.period))
    for form in collection.forms:
        for file in form.files:
            codes = {p.code for p in file.problems}
            if form.state not in ("incomplete", "invalid") and "revision-refused" not in codes:
                continue
            mine = file.state == "refused" and file.issue_id == form.issue.id
            read = file.outcome is not None and file.outcome.disposition == "form"
            seen = acknowledged.get(file.digest)
            settled = seen is not None and all(key_of(found) in seen.findings for found in errors(file))
            if mine and read and errors(file) and not settled and not codes & {"untouched", "superseded"}:
                yield form, file


def _put(folder: Path, stem: str, data: bytes, copies: Copies) -> Path:
    """Write a copy under the first name that is free, unless a file before it has the same content.

    A name that was used for a copy that is settled now is not free: somebody may have that file still.
    """
    number = 1
    while True:
        path = folder / f"{stem}{'' if number == 1 else f'_{number}'}.xlsx"
        before = copies.folder / SETTLED / path.relative_to(copies.folder)
        if path not in copies.paths:
            if path.is_file() and files.read_bytes(path) == data:
                return path
            if not path.exists() and before.is_file() and files.read_bytes(before) == data:
                path.parent.mkdir(parents=True, exist_ok=True)
                before.rename(path)
                return path
            if not path.exists() and not before.exists():
                files.write_bytes(path, data)
                return path
        number += 1


def marked_copy(issued: Issued, file: FileRecord, workbook: Callable[[int], bytes | None]) -> bytes | None:
    """Return the copy of a returned file; None where the form can no longer be written as issued.

    ``workbook`` returns the frozen workbook of a master by its id.
    """
    record = issued.blueprint.record
    marking = Marking(issued.blueprint, file, issued.issue.stamps.ratee)
    master = workbook(record.id)
    if record.layout_version in DRAWN:
        data = _drawn(issued, marking)
        if _as_issued(data, issued) and (master is None or _says_as_issued(data, issued, surroundings(master))):
            return data
    if master is None:
        return None
    stamped = stamp(make_master(master), issued.issue.stamps)
    data = mark_frozen(stamped, record.frozen, issued.blueprint.form, marking.typed, marking.corrections())
    return data if _as_issued(data, issued) else None


def _drawn(issued: Issued, marking: Marking) -> bytes:
    """Return the copy in the current layout, with cached values of its formulas."""
    issue, blueprint = issued.issue, issued.blueprint
    period, form, issued_filled = Period.parse(issue.period), blueprint.form, blueprint.filled
    filled = Filled(marking.values, issued_filled.locked, issued_filled.origins, full=issued_filled.full)
    setting = Setting(period, blueprint.people, filled, blueprint.stay, blueprint.closing)
    layout = shown(form, lay_out(form, setting), marking.typed)
    frame = frame_of(blueprint.scheme, period, issue.rater)
    return lock_structure(write_form(form, layout, frame, issue.stamps, marking.corrections()))


def _as_issued(data: bytes, issued: Issued) -> bool:
    """Return whether every locked cell of a copy is as issued; else it would be reported as tampering when returned."""
    reading = Reading(data)
    blueprint = issued.blueprint
    sheet = reading.sheet(next(entry for entry in reading.entries if entry.name == blueprint.sheet))
    cells: Mapping[Place, Cell | Locked] = {**sheet.cells}
    entries = blueprint.entry_places
    return {at: _content(cell) for at, cell in cells.items() if at not in entries} == {
        at: _content(cell) for at, cell in issued.locked.items() if at not in entries
    }


def _says_as_issued(data: bytes, issued: Issued, around: Surroundings) -> bool:
    """Return whether instructions, prompts and footer of a copy are as issued; a program may word them otherwise."""
    reading = Reading(data)
    sheets = {entry.name: reading.sheet(entry) for entry in reading.entries}
    card, paper = sheets[issued.blueprint.sheet], sheets[issued.blueprint.instructions_sheet]
    due = around.instructions.cells
    return (
        set(card.prompts) == set(around.prompts)
        and card.printed == around.printed
        and {at: cell.value for at, cell in paper.cells.items()} == {at: cell.value for at, cell in due.items()}
    )


def _content(cell: Cell | Locked) -> object:
    return cell.formula if cell.formula is not None else cell.value
