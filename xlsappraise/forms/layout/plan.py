"""The parts of a laid-out form. Rows and columns count from 0 everywhere."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from xlsappraise.typed.slot import Slot
from xlsappraise.xlsx.address import Place


@dataclass(frozen=True, slots=True)
class CellPlan:
    """A cell or merged area: its style, and its fixed, stamped or computed content.

    ``value`` is the content, or the cached value of ``formula``; ``stamp`` names the text that is stamped per person.
    """

    place: Place
    last: Place
    style: str
    value: str | float | None = None
    formula: str | None = None
    stamp: str | None = None


@dataclass(frozen=True, slots=True)
class RowPlan:
    """A row: its key in the hidden column, and its height in points."""

    key: str
    height: float


@dataclass(frozen=True, slots=True)
class ColumnPlan:
    """A column: its width in characters; width 0 hides it."""

    width: float


@dataclass(frozen=True, slots=True)
class Outputs:
    """The places of the computed cells."""

    criteria: Mapping[str, Place]
    points: Mapping[str, Place]
    sections: tuple[Place, ...]
    total: Place
    grade: Place


@dataclass(frozen=True)
class FormLayout:
    """A whole scorecard sheet."""

    sheet: str
    instructions_sheet: str
    slots: tuple[Slot, ...]
    outputs: Outputs
    cells: tuple[CellPlan, ...]
    rows: tuple[RowPlan, ...]
    columns: tuple[ColumnPlan, ...]
    key_column: int
    gap_column: int
    missing_cell: Place
    head_rows: int
    title_rows: tuple[int, int]
    token_cell: Place
    body: tuple[int, int]
    frozen_rows: int
    one_page: bool
    landscape: bool
    people: tuple[str, ...] = ()
    prompts: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Input id → what its values stand for, shown while it is filled in"""

    @cached_property
    def slots_by_id(self) -> dict[str, Slot]:
        """The slots by id."""
        return {slot.id: slot for slot in self.slots}
