"""The hidden column that counts, row by row, what is missing or cannot be right."""

from __future__ import annotations

from collections.abc import Iterable

from xlsappraise.rules.base import number, quoted
from xlsappraise.workbook.layout.plan import Slot, address


def row_gaps(slots: Iterable[Slot]) -> str:
    """Return the formula that counts the slots of a row that are missing or wrong."""
    return "=" + ("+".join(_gap(slot) for slot in slots) or "0")


def _gap(slot: Slot) -> str:
    cell = address(slot.place)
    if slot.type == "choice":
        valid = ",".join(f"TRIM({cell})={quoted(choice)}" for choice in slot.choices or ())
        blank = "" if slot.required else f"LEN(TRIM({cell}))=0,"
        return f"IF(OR({blank}{valid}),0,1)"
    if slot.type == "text":
        return f"IF(LEN(TRIM({cell}))=0,1,0)"
    if_blank = "1" if slot.required else f"IF(LEN(TRIM({cell}))=0,0,1)"
    return f"IF(COUNT({cell})=0,{if_blank},{_number_gap(slot, cell)})"


def _number_gap(slot: Slot, cell: str) -> str:
    conditions = bounds(slot, cell)
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
    wrong = _gap(points)
    return f"={wrong}+IF(N({cell})<>0,IF(LEN(TRIM({text}))=0,1,0),0)"
