"""Remake a form as it was issued from the ledger, to compare returned ones with it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from xlsappraise.forms.frozen import Locked
from xlsappraise.forms.stamps import PLACEHOLDERS
from xlsappraise.forms.surroundings import Surroundings, surroundings
from xlsappraise.schemes import Criterion, Rater, Scheme
from xlsappraise.schemes.rules.base import Rule
from xlsappraise.store.ledger import Issue, MasterRecord, PackedMaster
from xlsappraise.xlsx.address import Place, address


class Asked(NamedTuple):
    """What a form asks one rater for one rule of a criterion: the ids of the inputs by the rule's plain ids."""

    criterion: Criterion
    rule: Rule
    rater: Rater
    inputs: Mapping[str, str]


def asked_by(form: Scheme) -> tuple[Asked, ...]:
    """Return what a form asks, in its order, one rater after another."""
    return tuple(
        Asked(
            criterion,
            rule,
            rater,
            {one.id: form.slot(f"{criterion.id}.{one.id}", rater) for one in rule.inputs(criterion.points, form.say)},
        )
        for criterion in form.criteria
        for rater in form.markers(criterion)
        for rule in criterion.rules
    )


class Blueprint:
    """Hold a master's frozen form with the indexes that comparing needs; shared by all its issues.

    ``workbook``: the frozen workbook, where returned files are to be compared with it.
    """

    def __init__(self, record: MasterRecord, workbook: bytes | None = None) -> None:
        self.record = record
        self.workbook = workbook
        form = record.frozen
        self.sheet = form.sheet
        self.instructions_sheet = form.instructions_sheet
        self.key_column = form.key_column
        self.token_cell = form.token_cell
        self.rows = form.rows
        self.people = form.people
        self.slots = form.slots
        self.slots_by_id = {slot.id: slot for slot in form.slots}
        self.filled = form.filled
        self.stay = form.stay
        self.closing = form.closing
        self.criteria = form.outputs.criteria
        self.points = form.outputs.points
        self.sections = form.outputs.sections
        self.total = form.outputs.total
        self.grade = form.outputs.grade
        self.grid = form.grid
        self.entry_places = {
            (row, column)
            for slot in self.slots
            if slot.id not in self.filled.locked
            for row in range(slot.place[0], slot.last[0] + 1)
            for column in range(slot.place[1], slot.last[1] + 1)
        }
        shown = {text: name for name, text in PLACEHOLDERS.texts().items()}
        self.stamped = {
            at: shown[cell.value]
            for at, cell in self.grid.items()
            if isinstance(cell.value, str) and cell.value in shown
        }

    @cached_property
    def merges(self) -> frozenset[tuple[Place, Place]]:
        """Return the merged areas as issued."""
        return frozenset(self.record.frozen.merges)

    @cached_property
    def surroundings(self) -> Surroundings | None:
        """Return what else the form says; None where 0.1.0 issued it, which kept no workbook."""
        return None if self.workbook is None else surroundings(self.workbook)

    @cached_property
    def scheme(self) -> Scheme:
        """Return the scheme as it was when the form was issued."""
        return Scheme.model_validate_json(self.record.scheme)

    @cached_property
    def form(self) -> Scheme:
        """Return the scheme as this form shows it: with its own rater alone where raters have forms of their own."""
        return self.scheme.form_of(self.record.rater)

    @cached_property
    def asked(self) -> tuple[Asked, ...]:
        """Return what the form asks."""
        return asked_by(self.form)

    def label(self, at: Place, cells: Mapping[Place, Locked] | None = None) -> str:
        """Name a locked cell for a reader, by the subject of its row.

        ``cells`` is the form as one person got it; without it, texts stamped per person are not used.
        """
        row = at[0]
        for slot in self.slots:
            if slot.place[0] <= row <= slot.last[0] and slot.criterion:
                return slot.hint or slot.label
        if cells is None:
            cells = {place: cell for place, cell in self.grid.items() if place not in self.stamped}
        texts = [
            str(cell.value)
            for (r, c), cell in sorted(cells.items(), key=lambda item: item[0])
            if r == row and c > self.key_column and cell.kind == "text" and cell.formula is None
        ]
        return texts[0] if texts else address(at)


class Blueprints(Mapping[int, Blueprint]):
    """Hold blueprints by the id of their master, each unpacked when it is first asked for.

    A file that is looked at alone needs one of perhaps hundreds.
    """

    def __init__(self, packed: Mapping[int, PackedMaster], workbooks: Mapping[int, bytes]) -> None:
        self._packed = packed
        self._workbooks = workbooks
        self._ready: dict[int, Blueprint] = {}

    def __getitem__(self, master_id: int) -> Blueprint:
        if master_id not in self._ready:
            self._ready[master_id] = Blueprint(self._packed[master_id].record(), self._workbooks.get(master_id))
        return self._ready[master_id]

    def __iter__(self) -> Iterator[int]:
        return iter(self._packed)

    def __len__(self) -> int:
        return len(self._packed)


@dataclass(frozen=True)
class Issued:
    """Hold an issued form: its record, and the blueprint that it shares with others."""

    issue: Issue
    blueprint: Blueprint

    @cached_property
    def locked(self) -> dict[Place, Locked]:
        """Return every non-empty locked cell of the scorecard as this person got it."""
        cells = dict(self.blueprint.grid)
        texts = self.issue.stamps.texts()
        for at, name in self.blueprint.stamped.items():
            was = cells[at]
            text = texts[name]
            if text:
                cells[at] = Locked("text", text, None, was.format)
            else:
                del cells[at]
        return cells

    def label(self, at: Place) -> str:
        """Name a locked cell for a reader, in the words of this person's form."""
        return self.blueprint.label(at, self.locked)

    @cached_property
    def keys(self) -> dict[str, int]:
        """Return the issued row by row key."""
        column = self.blueprint.key_column
        return {str(cell.value): at[0] for at, cell in self.locked.items() if at[1] == column}
