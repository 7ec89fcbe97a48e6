"""A form as frozen when it is issued; a returned form is compared with it, independent of the current layout."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from xlsappraise.base.form_rules import Closing, Stay
from xlsappraise.forms.layout import Filled, FormLayout, Outputs, Setting
from xlsappraise.forms.layout.filled import NOTHING
from xlsappraise.typed.slot import Slot
from xlsappraise.xlsx.address import Place
from xlsappraise.xlsx.cell import Cell, Kind
from xlsappraise.xlsx.reading import Reading

_NO_CLOSING = Closing()


@dataclass(frozen=True, slots=True)
class Locked:
    """A cell of the scorecard as issued."""

    kind: Kind
    value: float | str | bool | None
    formula: str | None
    format: str


@dataclass(frozen=True, slots=True)
class FrozenForm:
    """The stored description of a master: the places of its parts, and the grid of all cells that are not blank.

    ``rows`` are the keys of the rows; ``people`` the names that inputs accept; ``filled`` the prefilled values.
    ``stay`` and ``closing``: as in the setting that it was laid out with.
    """

    sheet: str
    instructions_sheet: str
    key_column: int
    token_cell: Place
    slots: tuple[Slot, ...]
    outputs: Outputs
    grid: Mapping[Place, Locked]
    merges: tuple[tuple[Place, Place], ...]
    rows: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    filled: Filled = NOTHING
    stay: Stay | None = None
    closing: Closing = _NO_CLOSING


def freeze(layout: FormLayout, master: bytes, setting: Setting) -> FrozenForm:
    """Return the frozen form of a master, its cells as they were written."""
    reading = Reading(master)
    sheet = reading.sheet(reading.entries[0])
    return FrozenForm(
        sheet=layout.sheet,
        instructions_sheet=layout.instructions_sheet,
        key_column=layout.key_column,
        token_cell=layout.token_cell,
        slots=layout.slots,
        outputs=layout.outputs,
        grid={
            at: Locked(cell.kind, cell.value, cell.formula, reading.format(cell.style))
            for at, cell in sheet.cells.items()
        },
        merges=tuple(sheet.merges),
        rows=tuple(row.key for row in layout.rows),
        people=layout.people,
        filled=setting.filled,
        stay=setting.stay,
        closing=setting.closing,
    )


def blank_of(cell: Locked | Cell) -> bool:
    """Return whether a cell shows nothing and computes nothing."""
    return cell.kind == "blank" and cell.formula is None
