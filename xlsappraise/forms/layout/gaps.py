"""The formulas of the hidden column that counts the missing and invalid inputs of each row."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from xlsappraise.schemes.rules.base import number, quoted
from xlsappraise.typed.slot import Slot
from xlsappraise.xlsx.address import address

_NONE: Mapping[str, str] = {}


def row_gaps(slots: Iterable[Slot], above: Mapping[str, str] = _NONE) -> str:
    """Return the formula that counts the slots of a row that are missing or wrong.

    ``above`` maps rater ids to the cell that their entry must not exceed.
    """
    return "=" + ("+".join(slot_gap(slot, above.get(slot.rater)) for slot in slots) or "0")


def table_row_gaps(slots: Sequence[Slot]) -> str:
    """Return the formula that counts what is missing or wrong in a table row that is in use; 0 for other rows."""
    begun = "+".join(f"LEN(TRIM({address(slot.place)}))" for slot in slots if slot.required)
    return f"=IF({begun}=0,0,{'+'.join(slot_gap(slot) for slot in slots)})"


def table_gap(columns: Iterable[str], least: int) -> str:
    """Return the formula that is 1 while fewer than ``least`` rows have an entry in the required ``columns``."""
    begun = "+".join(f"LEN(TRIM({column}))" for column in columns)
    return f"=IF(SUMPRODUCT(--(({begun})>0))<{least},1,0)"


def slot_gap(slot: Slot, above: str | None = None, *, at: str | None = None) -> str:
    """Return the formula that is 1 while an entry is missing or wrong, else 0; ``at``: where it is, if not there."""
    cell = at or address(slot.place)
    if slot.people or slot.type == "text":
        return f"IF(LEN(TRIM({cell}))=0,1,0)" if slot.required else "0"
    if slot.type == "choice":
        valid = ",".join(f"TRIM({cell})={quoted(choice)}" for choice in slot.choices or ())
        blank = "" if slot.required else f"LEN(TRIM({cell}))=0,"
        return f"IF(OR({blank}{valid}),0,1)"
    if_blank = "1" if slot.required else f"IF(LEN(TRIM({cell}))=0,0,1)"
    return f"IF(COUNT({cell})=0,{if_blank},{_number_gap(slot, cell, above)})"


def _number_gap(slot: Slot, cell: str, above: str | None) -> str:
    conditions = bounds(slot, cell)
    if above is not None:
        conditions.append(f"{cell}<={above}")
    return f"IF(AND({','.join(conditions)}),0,1)" if conditions else "0"


def bounds(slot: Slot, cell: str) -> list[str]:
    """Return the conditions that a number in ``cell`` must meet."""
    conditions = []
    if slot.min is not None:
        conditions.append(f"{cell}>={number(slot.min)}")
    if slot.max is not None:
        conditions.append(f"{cell}<={number(slot.max)}")
    if slot.step is not None:
        steps = (
            cell
            if not slot.min
            else f"({cell}-{number(slot.min)})"
            if slot.min > 0
            else f"({cell}+{number(-slot.min)})"
        )
        scaled = steps if slot.step == 1 else f"{steps}/{number(slot.step)}"
        conditions.append(f"ROUND({scaled},6)=INT(ROUND({scaled},6))")
    return conditions


def reason_gap(points: Slot, reason: Slot) -> str:
    """Return the formula that is 1 when an adjustment is wrong or has no reason."""
    cell, text = address(points.place), address(reason.place)
    wrong = slot_gap(points)
    return f"={wrong}+IF(N({cell})<>0,IF(LEN(TRIM({text}))=0,1,0),0)"
