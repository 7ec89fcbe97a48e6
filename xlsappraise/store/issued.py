"""A form as it was issued, remade from the ledger: what a returned one is compared with."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from xlsappraise.forms.layout import Filled, FormLayout
from xlsappraise.forms.writer import PLACEHOLDERS
from xlsappraise.schemes import Scheme
from xlsappraise.store.ledger import Issue, MasterRecord
from xlsappraise.typed.slot import Slot
from xlsappraise.xlsx.address import Place, address
from xlsappraise.xlsx.reading import Reading
from xlsappraise.xlsx.sheet import Cell, Kind


def freeze(layout: FormLayout, master: bytes) -> dict[str, Any]:
    """Return what the ledger keeps of a master: slots, outputs and the full grid of cells as written."""
    reading = Reading(master)
    sheet = reading.sheet(reading.entries[0])
    formats: list[str] = sorted({reading.format(cell.style) for cell in sheet.cells.values()})
    grid = [
        [*at, cell.kind, cell.value, cell.formula, formats.index(reading.format(cell.style))]
        for at, cell in sheet.cells.items()
    ]
    return {**layout.frozen(), "formats": formats, "grid": grid, "merges": sheet.merges}


@dataclass(frozen=True, slots=True)
class Locked:
    """A locked cell as issued."""

    kind: Kind
    value: float | str | bool | None
    formula: str | None
    format: str


class Blueprint:
    """A master's frozen record, ready for comparing; shared by all its issues."""

    def __init__(self, record: MasterRecord) -> None:
        self.record = record
        frozen = record.frozen
        self.sheet: str = frozen["sheet"]
        self.instructions_sheet: str = frozen["instructions_sheet"]
        self.key_column: int = frozen["key_column"]
        self.token_cell: Place = _place(frozen["token_cell"])
        self.slots = tuple(_slot(raw) for raw in frozen["slots"])
        self.slots_by_id = {slot.id: slot for slot in self.slots}
        self.filled = Filled.from_dict(frozen.get("filled", {}))
        outputs = frozen["outputs"]
        self.criteria = {name: _place(at) for name, at in outputs["criteria"].items()}
        self.sections = tuple(_place(at) for at in outputs["sections"])
        self.total = _place(outputs["total"])
        self.grade = _place(outputs["grade"])
        formats: list[str] = frozen["formats"]
        self.grid = {
            (row, column): Locked(kind, value, formula, formats[code])
            for row, column, kind, value, formula, code in frozen["grid"]
        }
        self.entry_places = {
            (row, column)
            for slot in self.slots
            if slot.id not in self.filled.locked
            for row in range(slot.place[0], slot.last[0] + 1)
            for column in range(slot.place[1], slot.last[1] + 1)
        }
        shown = {text: name for name, text in PLACEHOLDERS.items()}
        self.stamped = {
            at: shown[cell.value]
            for at, cell in self.grid.items()
            if isinstance(cell.value, str) and cell.value in shown
        }
        self.points = {name: _place(at) for name, at in outputs["points"].items()}

    @cached_property
    def merges(self) -> frozenset[tuple[Place, Place]]:
        """The merged areas as issued."""
        return frozenset((_place(first), _place(last)) for first, last in self.record.frozen["merges"])

    @cached_property
    def scheme(self) -> Scheme:
        """The scheme as it was when the form was issued."""
        return Scheme.model_validate_json(self.record.scheme)

    @cached_property
    def form(self) -> Scheme:
        """The scheme as this form shows it: with its own rater alone where raters have forms of their own."""
        return self.scheme.form_of(self.record.rater)

    def label(self, at: Place, cells: Mapping[Place, Locked] | None = None) -> str:
        """Name a locked cell for a reader: what its row is about.

        ``cells`` is the form as one person got it; without it, what is stamped for each person is no name.
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


@dataclass(frozen=True)
class Issued:
    """One issued form: its record, its blueprint and the texts stamped into it."""

    issue: Issue
    blueprint: Blueprint
    stamps: Mapping[str, str]

    @cached_property
    def locked(self) -> dict[Place, Locked]:
        """Every non-empty locked cell of the scorecard as this person got it."""
        cells = dict(self.blueprint.grid)
        for at, name in self.blueprint.stamped.items():
            was = cells[at]
            text = self.stamps[name]
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
        """Row keys → issued row."""
        column = self.blueprint.key_column
        return {str(cell.value): at[0] for at, cell in self.locked.items() if at[1] == column}


def blank_of(cell: Locked | Cell) -> bool:
    """Tell whether a cell shows nothing and computes nothing."""
    return cell.kind == "blank" and cell.formula is None


def _place(raw: Any) -> Place:
    return (int(raw[0]), int(raw[1]))


def _slot(raw: list[Any]) -> Slot:
    name, criterion, label, rater, at, last, kind, low, high, step, choices, required, hint, *later = raw
    table, row, at_most, people = later or (None, None, None, False)  # forms issued by the first layout have none
    return Slot(
        name, criterion, label, rater, _place(at), _place(last), kind, low, high, step,
        tuple(choices) if choices else None, required, hint, table, row, at_most, people,
    )  # fmt: skip
