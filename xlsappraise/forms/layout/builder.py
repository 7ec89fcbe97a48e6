"""The builder of a form's layout: rows with keys, cells, slots."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from math import ceil

from xlsappraise.base.form_rules import Closing, Stay
from xlsappraise.base.period import Period
from xlsappraise.drawing.heights import MINIMUM
from xlsappraise.forms.layout.filled import NOTHING, Filled
from xlsappraise.forms.layout.grid import GridColumns
from xlsappraise.forms.layout.paper import WIDE, Paper
from xlsappraise.forms.layout.plan import AnyDoubt, CellPlan, ColumnPlan, GapBlock, GapTable, RowPlan
from xlsappraise.schemes import Scheme
from xlsappraise.typed.slot import Slot
from xlsappraise.xlsx.address import Place

LINE = 13.5
PIXEL = 0.75
"""Points; a spreadsheet program rounds heights of rows to whole pixels"""
_NO_CLOSING = Closing()


@dataclass(frozen=True)
class Setting:
    """The parameters of a form besides its scheme: the period, the names that inputs accept, prefilled values.

    ``stay``: the part of the period that its person was there; ``closing``: what is said of its return.
    """

    period: Period | None = None
    people: tuple[str, ...] = ()
    filled: Filled = field(default=NOTHING)
    stay: Stay | None = None
    closing: Closing = _NO_CLOSING


class Builder:
    """Collects rows, cells and slots; every row has a unique key.

    ``starts``: the rows before which a printed page may end. ``blocks``, ``tables``, ``doubts``: what the self-check
    looks at.
    """

    def __init__(self, scheme: Scheme, setting: Setting, paper: Paper = WIDE) -> None:
        self.scheme = scheme
        self.setting = setting
        self.filled = setting.filled
        self.say = scheme.say
        self.columns = GridColumns.of(scheme, paper)
        self.cells: list[CellPlan] = []
        self.rows: list[RowPlan] = []
        self.slots: list[Slot] = []
        self.prompts: dict[str, tuple[str, ...]] = {}
        self.starts: list[int] = []
        self.blocks: list[GapBlock] = []
        self.tables: list[GapTable] = []
        self.doubts: dict[Place, tuple[AnyDoubt, ...]] = {}

    def row(self, key: str, height: float = MINIMUM, *, stamp: str | None = None, hidden: bool = False) -> int:
        """Add a row; return its number. ``stamp`` puts the stamped text of this name into the key column."""
        self.rows.append(RowPlan(key, ceil(height / PIXEL - 0.01) * PIXEL, hidden))
        number = len(self.rows) - 1
        self.put((number, self.columns.key), "key", None if stamp else key, stamp=stamp)
        return number

    def start(self) -> None:
        """Let a printed page begin with the next row."""
        self.starts.append(len(self.rows))

    def put(
        self,
        place: Place,
        style: str,
        value: str | float | None = None,
        *,
        last: Place | None = None,
        formula: str | None = None,
        stamp: str | None = None,
    ) -> None:
        """Place a cell or an area of the scorecard's columns, merged where it spans several."""
        end = last or place
        self.put_exactly(place, (end[0], self.columns.last(end[1])), style, value, formula=formula, stamp=stamp)

    def put_exactly(
        self,
        place: Place,
        last: Place,
        style: str,
        value: str | float | None = None,
        *,
        formula: str | None = None,
        stamp: str | None = None,
    ) -> None:
        """Place a cell or a merged area by its own bounds."""
        self.cells.append(CellPlan(place, last, style, value, formula, stamp))

    def slot(self, slot: Slot, style: str | None = None) -> None:
        """Place an input with its prefilled value; a locked one is drawn as a locked cell."""
        last = (slot.last[0], self.columns.last(slot.last[1]))
        self.slot_exactly(replace(slot, last=last), style)

    def slot_exactly(self, slot: Slot, style: str | None = None, *, top: str = "") -> None:
        """Place an input by its own bounds, by default in the style of its type; ``top`` ends the style's name."""
        self.slots.append(slot)
        own = style or f"{'input' if slot.required else 'may'}_{slot.type}{top}"
        shown = f"locked_{slot.type}{top}" if slot.id in self.filled.locked else own
        self.put_exactly(slot.place, slot.last, shown, self.filled.values.get(slot.id))

    def open(self, slot: Slot) -> bool:
        """Return whether an input is required and not prefilled."""
        return slot.required and slot.id not in self.filled.values

    def column_plans(self) -> tuple[ColumnPlan, ...]:
        """Return the columns."""
        return tuple(ColumnPlan(width) for width in self.columns.widths)
