"""The sheets of known figures: which inputs they may have, what their columns and they themselves are called."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from xlsappraise.base.i18n import N_
from xlsappraise.base.period import Period
from xlsappraise.base.text import fold
from xlsappraise.forms.layout import Setting, lay_out
from xlsappraise.roster import ROSTER
from xlsappraise.schemes import Scheme
from xlsappraise.typed import Codes, Column, HeadedSheet
from xlsappraise.typed.slot import Slot
from xlsappraise.typed.words import key

NUMBER = Column("@number", ROSTER["employee_id"].title, required=True)
_PASSED_OVER = tuple(
    Column(f"@{column.id}", column.title, shown=True, offered=column.id == "name")
    for column in ROSTER.offered
    if column.id != "employee_id"
)
"""Columns of the roster that may stand beside the figures"""
LONGEST_TAB = 31
"""The most characters that the name of a sheet has"""
CODES = Codes(twice="prefill-column-twice")


def fillable(scheme: Scheme, period: Period | None = None) -> list[Slot]:
    """Return the inputs that may be filled in beforehand: of criteria, of the first rater whose mark of it counts,
    and of fields.

    None where each rater has a form of their own: what they are asked for are their own marks.
    """
    if scheme.own:
        return []
    markers = {criterion.id: scheme.first_marker(criterion).id for criterion in scheme.criteria}
    return [
        slot
        for slot in lay_out(scheme, Setting(period)).slots
        if slot.table is None
        and (
            slot.id.startswith("field.")
            if slot.criterion is None
            else slot.rater == markers[slot.criterion] and not slot.id.endswith(".remark")
        )
    ]


def heading(slot: Slot) -> str:
    """Name an input in the heading row: its criterion and its label."""
    return slot.full_label


def figures_sheet(schemes: Iterable[Scheme]) -> HeadedSheet:
    """Return the columns of a file of known figures: a column an input, and columns for its other names."""
    slots = [slot for scheme in schemes for slot in fillable(scheme)]
    inputs = {fold(heading(slot)): Column(fold(heading(slot)), heading(slot), slot.type, width=18) for slot in slots}
    for name, kind in [(name, slot.type) for slot in slots for name in names_of(slot)]:
        inputs.setdefault(fold(name), Column(fold(name), name, kind, offered=False))
    first, *others = _PASSED_OVER
    columns = (NUMBER, first, *inputs.values(), *others)
    return HeadedSheet(columns, CODES, title=N_("Figures to prefill"), anchors=(NUMBER.id,), merged=True)


def names_of(slot: Slot) -> tuple[str, ...]:
    """Return what an input may be called, the surest name first."""
    return slot.id, heading(slot), slot.label


def figures_tab(text: str) -> str:
    """Return a title as the name of a sheet."""
    return re.sub(r"[\[\]:*?/\\']", " ", text).strip()[:LONGEST_TAB].strip()


def called(name: str, slots: Sequence[Slot]) -> list[Slot]:
    """Return the inputs that a heading names: by the surest name that fits any."""
    found = ([s for s in slots if key(names_of(s)[rank]) == key(name)] for rank in range(3))
    return next((slots for slots in found if slots), [])
