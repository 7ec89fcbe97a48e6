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
    """A row: its key in the hidden column, its height in points, whether it is out of sight until it is needed."""

    key: str
    height: float
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class ColumnPlan:
    """A column: its width in units of 7 pixels; width 0 hides it."""

    width: float


@dataclass(frozen=True, slots=True)
class Outputs:
    """The places of the computed cells."""

    criteria: Mapping[str, Place]
    points: Mapping[str, Place]
    sections: tuple[Place, ...]
    total: Place
    grade: Place


@dataclass(frozen=True, slots=True)
class GapBlock:
    """Rows that the self-check names as one: the name, the rows, the number of required inputs, the links' column.

    ``again``: how what is hard to believe is named and the column that its link leads to, where not the same.
    """

    name: str
    first: int
    last: int
    needed: int
    column: int
    again: tuple[str, int] | None = None

    @property
    def doubted(self) -> tuple[str, int]:
        """How what is hard to believe is named, and the column that its link leads to."""
        return self.again or (self.name, self.column)


@dataclass(frozen=True, slots=True)
class GapTable:
    """The rows of a table, which the self-check names one by one.

    ``height``: the rows of the sheet that an entry takes. ``columns``: of each required column its heading, its column
    and its line. ``checked``: those inputs of the first entry that may be wrong. ``aid``: the hidden cell that says
    what is missing first.
    """

    name: str
    first: int
    last: int
    height: int
    columns: tuple[tuple[str, int, int], ...]
    checked: tuple[Slot, ...]
    aid: Place


@dataclass(frozen=True, slots=True)
class Doubt:
    """An input whose entry may be hard to believe beside its target: the id of another input, or a number.

    ``part``: it is a part of the target; ``above`` and ``far``: whether more than the whole, or another
    magnitude, is doubted.
    """

    actual: str
    target: str | float
    part: bool
    above: bool
    far: bool


@dataclass(frozen=True, slots=True)
class Unsaid:
    """An input that may stay blank, and is doubted when it does beside another one that is filled in."""

    actual: str
    beside: str


AnyDoubt = Doubt | Unsaid


@dataclass(frozen=True, slots=True)
class SelfCheck:
    """What the self-check looks at, from the top down, between which rows; hidden cells with the row of the first gap
    and the position of its block.

    ``doubts``: by the hidden cell that counts those of its row; ``first_doubt``: the cell with the first such row.
    """

    blocks: tuple[GapBlock, ...]
    tables: tuple[GapTable, ...]
    rows: tuple[int, int]
    first_gap: Place
    position: Place
    doubts: Mapping[Place, tuple[AnyDoubt, ...]]
    first_doubt: Place


@dataclass(frozen=True)
class FormLayout:
    """A whole scorecard sheet. ``breaks``: the rows that begin a printed page; ``cursor``: the input selected first."""

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
    landscape: bool
    breaks: tuple[int, ...]
    check: SelfCheck
    cursor: Slot
    people: tuple[str, ...] = ()
    prompts: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Input id → what its values stand for, shown while it is filled in"""

    @cached_property
    def slots_by_id(self) -> dict[str, Slot]:
        """The slots by id."""
        return {slot.id: slot for slot in self.slots}
