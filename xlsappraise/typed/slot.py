"""A cell that takes an entry: its label, its place, and the values it takes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from xlsappraise.base.days import day
from xlsappraise.base.i18n import Fact, phrase
from xlsappraise.base.rounding import plain
from xlsappraise.xlsx.address import Place

InputType = Literal["integer", "number", "percent", "choice", "text", "date"]


@dataclass(frozen=True, slots=True)
class Slot:
    """Describe an input cell: its label, its place, and the values it takes.

    Dates have their bounds as day numbers. ``table`` and ``row`` (from 1) identify an input of a table; there,
    ``required`` means: in a row that counts. ``at_most`` is the id of an input that this one must not exceed;
    ``people``: the choices are names of the roster, too many for a list in the cell.
    """

    id: str
    criterion: str | None
    label: str
    rater: str
    place: Place
    last: Place
    type: InputType
    min: float | None = None
    max: float | None = None
    step: float | None = None
    choices: tuple[str, ...] | None = None
    required: bool = False
    hint: str = ""
    table: str | None = None
    row: int | None = None
    at_most: str | None = None
    people: bool = False

    @property
    def full_label(self) -> str:
        """The label with what it belongs to before it, as a message names the input."""
        return f"{self.hint}·{self.label}" if self.hint else self.label


def allowed(slot: Slot) -> Fact:
    """Return what an input takes."""
    if slot.people:
        return phrase("a name from the roster")
    if slot.type == "choice":
        return slot.choices or ()
    if slot.type == "text":
        return phrase("text of at most {limit} characters", limit=plain(slot.max or 0))
    if slot.type == "date" and slot.min is not None and slot.max is not None:
        return phrase("a date from {low} to {high}", low=day(slot.min), high=day(slot.max))
    if slot.type == "date":
        return phrase("a date such as 2026-11-30")
    kind = phrase("a whole number") if slot.type == "integer" else phrase("a number")
    if slot.type == "percent":
        kind = phrase("a percentage such as 95%")
    low, high = (_shown(slot, bound) for bound in (slot.min, slot.max))
    if low and high:
        kind = phrase("{kind} from {low} to {high}", kind=kind, low=low, high=high)
    elif low:
        kind = phrase("{kind} from {low} up", kind=kind, low=low)
    if slot.step and slot.type != "integer":
        kind = phrase("{kind} in steps of {step}", kind=kind, step=plain(slot.step))
    return kind


def _shown(slot: Slot, bound: float | None) -> str:
    if bound is None:
        return ""
    return f"{plain(bound * 100)}%" if slot.type == "percent" else plain(bound)
