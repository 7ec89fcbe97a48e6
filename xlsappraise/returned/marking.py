"""The content of a marked copy: valid entries, entries to correct, and the lines of the list."""

from __future__ import annotations

from typing import Any

from xlsappraise.base.catalogue.plausibility import MESSAGES as PLAUSIBILITY
from xlsappraise.base.form_number import MARK
from xlsappraise.base.i18n import Fact, written
from xlsappraise.base.problems import Problem, say
from xlsappraise.forms.corrections import CorrectionLine, Corrections
from xlsappraise.forms.shown import Typed
from xlsappraise.forms.stamps import clean
from xlsappraise.returned.checks import BLANKS
from xlsappraise.returned.states import FileRecord
from xlsappraise.store.issued import Blueprint
from xlsappraise.store.ledger import FileReading
from xlsappraise.typed.slot import Slot
from xlsappraise.xlsx.address import Place, address, place
from xlsappraise.xlsx.cell import TEXT_LIMIT

_UNLIKE_MARK = MARK.replace("-", "\u2011")
"""The replacement of the prefix of form numbers in texts, since only the scorecard may contain one"""


def errors(file: FileRecord) -> list[Problem]:
    """Return the errors of a file, with which it is not accepted."""
    return [p for p in file.problems if p.severity == "error"]


class Marking:
    """Sorts a returned file's content into valid entries, entries to correct, and lines of the list."""

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
        to_correct = [self._line(found) for found in errors(file)]
        self.to_correct = sorted(to_correct, key=lambda line: line.place or _LAST)
        again = [self._line(found, mark=False) for found in file.problems if found.code in PLAUSIBILITY]
        self.again = sorted(again, key=lambda line: line.place or _LAST)
        self.others = [self._line(found, mark=False) for found in file.problems if found.severity in _OTHER_SEVERITIES]

    def _kept(self, name: str) -> bool:
        """Return whether an entry is kept in the copy; dates counted from 1904 are not, since they are other days."""
        slot = self.blueprint.slots_by_id.get(name)
        if slot is None or (name.startswith("signoff.done") and slot.required):
            return False
        return slot.type != "date" or not any(p.code == "calendar-1904" for p in self.file.problems)

    @property
    def typed(self) -> Typed:
        """The entries in the inputs of the copy."""
        return Typed(self.values, self.wrong)

    def corrections(self) -> Corrections:
        """Return the lines of the list, and the comments on inputs."""
        marks = {self.blueprint.slots_by_id[name].place: "\n".join(texts) for name, texts in self.remedies.items()}
        return Corrections(
            self.ratee, _masked(self.file.name), tuple(self.to_correct), tuple(self.again), tuple(self.others), marks
        )

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
        """Return the name of what is not an input: of a locked cell by its row, unless rows have moved."""
        if found.cell is None:
            return self.scheme.say("The whole form")
        moved = any(p.code == "rows-moved" for p in self.file.problems)
        single = found.sheet == self.outcome.sheet and found.cell.isalnum() and not moved
        return self.blueprint.label(place(found.cell)) if single else ""

    def _text(self, fact: Fact | None) -> str:
        return "" if fact is None else written(fact, self.scheme.say)

    def _slots(self, found: Problem) -> list[Slot]:
        """Return the inputs that a finding is about."""
        by_id = self.blueprint.slots_by_id
        if found.code == "row-missing":
            row = int((found.cell or "0").partition(":")[0]) - 1
            return [s for s in self.blueprint.slots if s.place[0] == row and s.id not in self.outcome.cells]
        name = self.by_cell.get(found.cell or "") if found.sheet == self.outcome.sheet else None
        slot = by_id.get(name or "")
        if slot is not None and found.code == "table-too-short":
            _table, _row, column = slot.id.split(".")
            rows = [by_id[f"{slot.table}.{n}.{column}"] for n in range(1, self._rows_of(slot) + 1)]
            slot = next((s for s in rows if s.id not in self.values), slot)
        return [slot] if slot is not None and slot.id not in self.blueprint.filled.locked else []

    def _rows_of(self, slot: Slot) -> int:
        return self.scheme.table(slot.table or "").rows

    def _mark(self, slot: Slot, found: Problem, remedy: str) -> None:
        """Mark an input; its invalid content is kept as a text, which is refused again unless it is corrected."""
        self.remedies.setdefault(slot.id, []).append(remedy)
        shows = found.found is not None and found.code not in BLANKS
        if shows and slot.id not in self.values and not slot.id.startswith("signoff.done"):
            self.wrong.setdefault(slot.id, clean(self._text(found.found))[:TEXT_LIMIT])


_LAST: Place = (1 << 20, 0)
_OTHER_SEVERITIES = ("tampering", "warning")


def _carried(value: Any) -> float | str:
    return clean(value)[:TEXT_LIMIT] if isinstance(value, str) else float(value)


def _heading(slot: Slot) -> str:
    return slot.full_label


def _masked(text: str) -> str:
    return clean(text).replace(MARK, _UNLIKE_MARK)
