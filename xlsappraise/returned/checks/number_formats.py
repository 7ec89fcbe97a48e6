"""Check that cells show what they hold: through their number formats, entries and locked cells alike."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise

from xlsappraise.base.days import day_number
from xlsappraise.base.i18n import Text, phrase
from xlsappraise.base.problems import Problem, problem
from xlsappraise.forms.frozen import Locked, blank_of
from xlsappraise.returned.checks.formulas import changed_formulas
from xlsappraise.returned.checks.locked import changed_cells, content_text
from xlsappraise.returned.returned_form import Returned
from xlsappraise.typed.days import as_day
from xlsappraise.typed.entries import is_date_format
from xlsappraise.typed.slot import Slot
from xlsappraise.xlsx.address import Place
from xlsappraise.xlsx.cell import Cell, DayText
from xlsappraise.xlsx.display.dates import tells_date, tells_moment
from xlsappraise.xlsx.display.numbers import chosen_section, number_in, shown_number, shown_text, tells
from xlsappraise.xlsx.display.sections import sections_of

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
                found=shown_through(code, _as_number(found)), expected=content_text(found), label=slot.full_label,
                format=code,
            )  # fmt: skip


def _refused(returned: Returned, slot: Slot) -> bool:
    """Return whether an entry is refused anyway, which is reported with the reason."""
    entry = returned.entries.get(slot.id)
    return entry is None or (entry.value is None and not entry.blank)


def _tells_entry(slot: Slot, code: str, found: Cell) -> bool:
    """Return whether an entry shows itself; a date where a number belongs is judged when it is read."""
    shown = _as_number(found)
    if shown is not found:
        return tells_date(code, float(shown.value or 0))
    if isinstance(found.value, float) and (slot.type in _DATES or is_date_format(code)):
        if slot.type in _WORDS:
            return tells_moment(code, found.value)
        return slot.type not in _DATES or tells_date(code, found.value)
    return tells(code, found.value, _PERCENT if slot.type == "percent" else "General")


def _as_number(found: Cell) -> Cell:
    """Return a cell of days with the number that programs show of its text; any other cell as it is."""
    written = as_day(found.value) if isinstance(found.value, DayText) else None
    return found if written is None else found._replace(kind="number", value=float(day_number(written)))


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
        if not tells_all(code, expected, found.value, expected.format):
            yield at, code, found


_SAMPLES: tuple[float | str, ...] = (0.0, 5.0, 76.25, "优秀", "合格")
"""What a formula may come to when it is recalculated"""
_NEGATIVE = -76.25
_STEP, _SECTIONS = 0.01, 4


def tells_all(code: str, cell: Locked | Cell, value: float | str | bool | None, issued: str = "General") -> bool:
    """Return whether a format tells what a cell holds, and of a formula whatever it may come to."""
    if not tells(code, value, issued):
        return False
    return cell.formula is None or code == issued or _tells_results(code, issued)


@lru_cache(maxsize=1024)
def _tells_results(code: str, issued: str) -> bool:
    """Return whether every section of a format tells the results that it shows.

    Negative ones too where the issued format is one of numbers: what is issued without, such as a grade, is a text.
    """
    numeric = any(section.places for section in sections_of(issued))
    values = (value for value in possible(code) if numeric or value != _NEGATIVE)
    return all(tells(code, value, issued) or _red(code, value) for value in values)


def possible(code: str) -> tuple[float | str, ...]:
    """Return values of a formula such that each section of a format shows one of them."""
    bounds = sorted({section.condition[1] for section in sections_of(code) if section.condition is not None})
    between = (sum(pair) / 2 for pair in pairwise(bounds))
    around = (value for bound in bounds for value in (bound - _STEP, bound, bound + _STEP))
    return (*_SAMPLES, *([] if bounds else [_NEGATIVE]), *between, *around)


def _red(code: str, value: float | str) -> bool:
    """Return whether a format shows a negative number in another colour in place of its sign, as programs offer it."""
    if not isinstance(value, float) or value >= 0:
        return False
    section = chosen_section(code, value)
    shown = shown_number(code, value)
    return section is not None and section.colour is not None and shown is not None and number_in(shown) == -value


def shown_through(code: str, found: Cell) -> Text:
    """Return what a cell shows, its number format where that is no number."""
    number = isinstance(found.value, float)
    text = shown_number(code, float(found.value or 0)) if number else shown_text(code, str(found.value))
    if text is None:
        return phrase("a value in the format {format}", format=code)
    return text if text.strip() else phrase("(nothing)")


@lru_cache(maxsize=1024)
def format_inks(code: str, value: float | str | bool | None, formula: bool) -> frozenset[str | None]:
    """Return the colours that a format gives a value, of a formula each that it may give; None for that of the font."""
    sections = sections_of(code)
    if all(section.colour is None for section in sections):
        return frozenset((None,))
    values = (value, *(one for one in possible(code) if one != _NEGATIVE)) if formula else (value,)
    return frozenset(_ink(code, one) for one in values if one is not None)


def _ink(code: str, value: float | str | bool) -> str | None:
    sections = sections_of(code)
    if isinstance(value, str):
        return sections[-1].colour if len(sections) >= _SECTIONS or sections[-1].takes_text else None
    section = chosen_section(code, float(value))
    return None if section is None else section.colour
