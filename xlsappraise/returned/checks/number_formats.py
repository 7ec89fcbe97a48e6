"""Check that cells show what they hold: through their number formats, entries and locked cells alike."""

from __future__ import annotations

from collections.abc import Iterator

from xlsappraise.base.i18n import Text, phrase
from xlsappraise.base.problems import Problem, problem
from xlsappraise.forms.frozen import Locked, blank_of
from xlsappraise.returned.checks.formulas import changed_formulas
from xlsappraise.returned.checks.locked import changed_cells, content_text
from xlsappraise.returned.returned_form import Returned
from xlsappraise.typed.entries import is_date_format
from xlsappraise.typed.slot import Slot
from xlsappraise.xlsx.address import Place
from xlsappraise.xlsx.cell import Cell
from xlsappraise.xlsx.display.dates import tells_date, tells_moment
from xlsappraise.xlsx.display.numbers import shown_number, shown_text, tells

_DATES, _WORDS, _PERCENT = ("date",), ("text", "choice"), "0.00%"


def number_formats(returned: Returned) -> Iterator[Problem]:
    """Yield locked cells and entries whose number format shows something else than they hold."""
    for at, code, _found in misleading_formats(returned):
        yield problem(
            "number-format-changed", sheet=returned.name, cell=returned.where(at), found=code,
            expected=returned.issued.locked[at].format, label=returned.issued.label(at),
        )  # fmt: skip
    for slot in returned.issued.blueprint.slots:
        found = returned.cell(slot.place)
        if slot.id in returned.issued.blueprint.filled.locked or found.formula is not None:
            continue
        code = returned.reading.format(found.style)
        if not _refused(returned, slot) and not _tells_entry(slot, code, found):
            yield problem(
                "entry-shown-differs", sheet=returned.name, cell=returned.where(slot.place),
                found=shown_through(code, found), expected=content_text(found), label=slot.full_label, format=code,
            )  # fmt: skip


def _refused(returned: Returned, slot: Slot) -> bool:
    """Return whether an entry is refused anyway, which is reported with the reason."""
    entry = returned.entries.get(slot.id)
    return entry is None or (entry.value is None and not entry.blank)


def _tells_entry(slot: Slot, code: str, found: Cell) -> bool:
    """Return whether an entry shows itself; a date where a number belongs is judged when it is read."""
    if isinstance(found.value, float) and (slot.type in _DATES or is_date_format(code)):
        if slot.type in _WORDS:
            return tells_moment(code, found.value)
        return slot.type not in _DATES or tells_date(code, found.value)
    return tells(code, found.value, _PERCENT if slot.type == "percent" else "General")


def misleading_formats(returned: Returned) -> Iterator[tuple[Place, str, Cell]]:
    """Yield (issued place, number format, cell found) of locked cells that do not show what they hold.

    Cells with changed content are left out, since other checks report them.
    """
    misleading = list(_misleading(returned))
    if misleading:
        changed = {at for at, *_ in changed_cells(returned)} | {at for at, *_ in changed_formulas(returned)}
        yield from (one for one in misleading if one[0] not in changed)


def _misleading(returned: Returned) -> Iterator[tuple[Place, str, Cell]]:
    for at, expected in returned.issued.locked.items():
        found = returned.cell(at)  # blank when it is gone
        if blank_of(found) or found.style >= len(returned.reading.formats):
            continue
        code = returned.reading.format(found.style)
        if code == expected.format or at in returned.issued.blueprint.entry_places:
            continue
        if not all(tells(code, value, expected.format) for value in possible(expected, found.value)):
            yield at, code, found


_SAMPLES = (0.0, 5.0, 76.25, "优秀", "合格")
"""What a formula may come to when it is recalculated"""


def possible(cell: Locked | Cell, value: float | str | bool | None) -> tuple[float | str | bool | None, ...]:
    """Return the values that a cell may show: its own, and some more for a formula."""
    return (value,) if cell.formula is None else (value, *_SAMPLES)


def shown_through(code: str, found: Cell) -> Text:
    """Return what a cell shows, its number format where that is no number."""
    number = isinstance(found.value, float)
    text = shown_number(code, float(found.value or 0)) if number else shown_text(code, str(found.value))
    if text is None:
        return phrase("a value in the format {format}", format=code)
    return text if text.strip() else phrase("(nothing)")
