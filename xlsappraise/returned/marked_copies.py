"""Marked copies: each returned file that needs mending becomes a form to send back, with its good entries in it.

A copy is drawn anew from the ledger and bears the same form number. Nothing that stands in the folder is ever
overwritten or removed, since somebody may be at work on it: a copy that differs gets the next number.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from xlsappraise.base import files
from xlsappraise.base.form_number import MARK
from xlsappraise.base.i18n import Fact, written
from xlsappraise.base.period import Period
from xlsappraise.base.problems import Problem, problem, say
from xlsappraise.forms.corrections import CorrectionLine, Corrections, sheet_name
from xlsappraise.forms.frozen import Locked
from xlsappraise.forms.layout import LAYOUT_VERSION, Filled, FormLayout, Setting, lay_out
from xlsappraise.forms.master import frame_of
from xlsappraise.forms.shown import Typed, shown
from xlsappraise.forms.stamper import lock_structure
from xlsappraise.forms.stamps import clean
from xlsappraise.forms.writer import write_form
from xlsappraise.returned.checks import BLANKS
from xlsappraise.returned.states import Collection, FileRecord, FormRecord
from xlsappraise.store.issued import Blueprint, Issued
from xlsappraise.store.ledger import FileReading, Issue
from xlsappraise.store.office import Office
from xlsappraise.typed.slot import Slot
from xlsappraise.xlsx.address import Place, address
from xlsappraise.xlsx.reading import Reading
from xlsappraise.xlsx.sheet import TEXT_LIMIT, Cell, place

FOLDER = "corrections"
_UNLIKE_MARK = MARK.replace("-", "\u2011")
"""A form number that cannot be taken for one: only the scorecard may bear it"""


@dataclass
class Copies:
    """The marked copies that belong to what came back, and what is to be said."""

    folder: Path
    paths: list[Path] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def folder_of(office: Office, period: Period) -> Path:
    """Return where a period's marked copies are."""
    return office.workspace.root / str(period) / FOLDER


def write_corrections(office: Office, collection: Collection) -> Copies:
    """Write a copy for each file that somebody has to mend; say which could not be made or written."""
    copies = Copies(folder_of(office, collection.period))
    wanted = list(_to_mend(collection))
    blueprints = office.blueprints([form.issue for form, _file in wanted])
    for form, file in wanted:
        data = marked_copy(form.issue, blueprints[form.issue.master_id], file)
        if data is None:
            number = form.issue.employee_id
            copies.problems.append(problem("no-marked-copy", file=file.name, employee_id=number, found=number))
            continue
        folder = copies.folder / form.issue.folder
        say = blueprints[form.issue.master_id].scheme.say
        try:
            copies.paths.append(_put(folder, f"{Path(form.issue.filename).stem}_{sheet_name(say)}", data, copies.paths))
        except OSError as error:
            told = problem("corrections-not-written", file=str(folder), found=files.reason(error))
            copies.problems += [told] if told not in copies.problems else []
    return copies


def _to_mend(collection: Collection) -> Iterator[tuple[FormRecord, FileRecord]]:
    """Yield the refused files of forms that are still open: read, begun, with an error, not superseded."""
    for form in collection.forms:
        for file in form.files:
            codes = {p.code for p in file.problems}
            if form.state not in ("incomplete", "invalid") and "revision-refused" not in codes:
                continue
            mine = file.state == "refused" and file.issue_id == form.issue.id
            read = file.outcome is not None and file.outcome.disposition == "form"
            if mine and read and _errors(file) and not codes & {"untouched", "superseded"}:
                yield form, file


def _errors(file: FileRecord) -> list[Problem]:
    return [p for p in file.problems if p.severity == "error"]


def _put(folder: Path, stem: str, data: bytes, taken: list[Path]) -> Path:
    """Write a copy under the first name that is free, or that holds the very same already."""
    number = 1
    while True:
        path = folder / f"{stem}{'' if number == 1 else f'_{number}'}.xlsx"
        if path not in taken:
            if not path.exists():
                files.write_bytes(path, data)
                return path
            if path.is_file() and path.read_bytes() == data:
                return path
        number += 1


def marked_copy(issue: Issue, blueprint: Blueprint, file: FileRecord) -> bytes | None:
    """Return the copy of a returned file; None where this version would draw the form otherwise than it was issued."""
    if blueprint.record.layout_version != LAYOUT_VERSION:
        return None
    period = Period.parse(issue.period)
    scheme, form = blueprint.scheme, blueprint.form
    marking = _Marking(blueprint, file, issue.stamps.ratee)
    was = blueprint.filled
    setting = Setting(period, blueprint.people, Filled(marking.values, was.locked, was.origins))
    layout = shown(form, lay_out(form, setting), Typed(marking.values, marking.wrong))
    frame = frame_of(scheme, period, issue.rater)
    data = lock_structure(write_form(form, layout, frame, issue.stamps, marking.corrections(layout)))
    return data if _as_issued(data, Issued(issue, blueprint)) else None


def _as_issued(data: bytes, issued: Issued) -> bool:
    """Tell whether every locked cell of a copy is what was issued; else it would come back as tampered with."""
    reading = Reading(data)
    blueprint = issued.blueprint
    sheet = reading.sheet(next(entry for entry in reading.entries if entry.name == blueprint.sheet))
    there: Mapping[Place, Cell | Locked] = {**sheet.cells}
    entries = blueprint.entry_places
    return {at: _content(cell) for at, cell in there.items() if at not in entries} == {
        at: _content(cell) for at, cell in issued.locked.items() if at not in entries
    }


def _content(cell: Cell | Locked) -> object:
    return cell.formula if cell.formula is not None else cell.value


class _Marking:
    """Sorts what came back into good entries, entries to mend, and lines of the list."""

    def __init__(self, blueprint: Blueprint, file: FileRecord, ratee: str) -> None:
        outcome = file.outcome
        assert outcome is not None, "only files that were read are marked"
        self.blueprint = blueprint
        self.scheme = blueprint.form
        self.file = file
        self.ratee = ratee
        self.outcome: FileReading = outcome
        self.by_cell = {cell: name for name, cell in outcome.cells.items()}
        self.values = {
            **{name: blueprint.filled.values[name] for name in blueprint.filled.locked},
            **{n: _carried(v) for n, v in outcome.inputs.items() if self._kept(n)},
        }
        self.wrong: dict[str, str] = {}
        self.remedies: dict[str, list[str]] = {}
        mend = [self._line(found) for found in _errors(file)]
        self.mend = sorted(mend, key=lambda line: line.place or _LAST)
        self.besides = [self._line(found, mark=False) for found in file.problems if found.severity in _BESIDES]

    def _kept(self, name: str) -> bool:
        """Tell whether an entry stands in the copy; days of a calendar from 1904 are other days."""
        slot = self.blueprint.slots_by_id.get(name)
        if slot is None or (name.startswith("signoff.done") and slot.required):
            return False
        return slot.type != "date" or not any(p.code == "calendar-1904" for p in self.file.problems)

    def corrections(self, layout: FormLayout) -> Corrections:
        """Return what the copy says."""
        marks = {layout.slots_by_id[name].place: "\n".join(told) for name, told in self.remedies.items()}
        return Corrections(self.ratee, _masked(self.file.name), tuple(self.mend), tuple(self.besides), marks)

    def _line(self, found: Problem, *, mark: bool = True) -> CorrectionLine:
        slots = self._slots(found)
        remedy = _masked(say(found, self.scheme.language, placed=False))
        for slot in slots if mark else ():
            self._mark(slot, found, remedy)
        blank = found.found is None or found.code in BLANKS
        return CorrectionLine(
            cell=address(slots[0].place) if slots else found.cell or "",
            about=_heading(slots[0]) if slots else self._label(found),
            found=self.scheme.say("(blank)") if blank and slots else _masked(self._text(found.found)),
            remedy=remedy,
            place=slots[0].place if slots else None,
        )

    def _label(self, found: Problem) -> str:
        """Name what is no input: a locked cell by its row, unless rows have moved."""
        if found.cell is None:
            return self.scheme.say("The whole form")
        moved = any(p.code == "rows-moved" for p in self.file.problems)
        single = found.sheet == self.outcome.sheet and found.cell.isalnum() and not moved
        return self.blueprint.label(place(found.cell)) if single else ""

    def _text(self, fact: Fact | None) -> str:
        return "" if fact is None else written(fact, self.scheme.say)

    def _slots(self, found: Problem) -> list[Slot]:
        """Return the inputs that a finding is about."""
        known = self.blueprint.slots_by_id
        if found.code == "row-missing":
            row = int((found.cell or "0").partition(":")[0]) - 1
            return [s for s in self.blueprint.slots if s.place[0] == row and s.id not in self.outcome.cells]
        name = self.by_cell.get(found.cell or "") if found.sheet == self.outcome.sheet else None
        slot = known.get(name or "")
        if slot is not None and found.code == "table-too-short":
            _table, _row, column = slot.id.split(".")
            rows = [known[f"{slot.table}.{n}.{column}"] for n in range(1, self._rows_of(slot) + 1)]
            slot = next((s for s in rows if s.id not in self.values), slot)
        return [slot] if slot is not None and slot.id not in self.blueprint.filled.locked else []

    def _rows_of(self, slot: Slot) -> int:
        return self.scheme.table(slot.table or "").rows

    def _mark(self, slot: Slot, found: Problem, remedy: str) -> None:
        """Mark an input; what stood there stays to be seen, as a text that is refused again if nobody mends it."""
        self.remedies.setdefault(slot.id, []).append(remedy)
        shows = found.found is not None and found.code not in BLANKS
        if shows and slot.id not in self.values and not slot.id.startswith("signoff.done"):
            self.wrong.setdefault(slot.id, clean(self._text(found.found))[:TEXT_LIMIT])


_LAST: Place = (1 << 20, 0)
_BESIDES = ("tampering", "warning")


def _carried(value: Any) -> float | str:
    return clean(value)[:TEXT_LIMIT] if isinstance(value, str) else float(value)


def _heading(slot: Slot) -> str:
    return slot.full_label


def _masked(text: str) -> str:
    return clean(text).replace(MARK, _UNLIKE_MARK)
