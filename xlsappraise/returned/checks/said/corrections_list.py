"""Whether the first sheet of a marked copy is the list that this program wrote there, by what it says.

The list says which entries are to be corrected; a sheet of its name that says anything else is an added one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from xlsappraise.base.catalogue import CATALOGUE
from xlsappraise.base.catalogue.plausibility import MESSAGES as PLAUSIBILITY
from xlsappraise.base.i18n import words
from xlsappraise.forms.corrections import COLUMNS, frame, sheet_name
from xlsappraise.returned.returned_form import Returned
from xlsappraise.xlsx.book import SheetEntry
from xlsappraise.xlsx.cell import Cell
from xlsappraise.xlsx.display.numbers import tells

_HOLE = re.compile(r"\{[a-z_]*(?::[^{}]*)?\}")
_CELL, _ABOUT, _REMEDY = 1, 2, len(COLUMNS) - 1
_ADDRESS = re.compile(r"(?:[A-Z]{0,3}[0-9]{0,7}(?::[A-Z]{0,3}[0-9]{0,7})?)?")
"""A cell, an area, rows or columns, or nothing"""
Pieces = tuple[str, ...]
"""What stands between the placeholders of a text"""


def corrections_lists(returned: Returned) -> Iterator[SheetEntry]:
    """Yield the sheets that are lists of corrections."""
    name = sheet_name(returned.issued.blueprint.form.say)
    for entry in returned.reading.entries:
        if entry.name == name and _ours(returned, entry):
            yield entry


def others_of_ours(returned: Returned) -> tuple[SheetEntry, ...]:
    """Return the sheets besides scorecard and instructions that are ours and seen: lists, and facts made visible."""
    facts = returned.reading.facts_sheet
    shown = (facts,) if facts is not None and facts.state.lower() == "visible" else ()
    return (*shown, *corrections_lists(returned))


def remedies(returned: Returned) -> frozenset[str]:
    """Return what the lists of corrections advise."""
    cells = (returned.reading.sheet(entry).cells.items() for entry in corrections_lists(returned))
    return frozenset(str(cell.value) for found in cells for (_row, column), cell in found if column == _REMEDY)


def _ours(returned: Returned, entry: SheetEntry) -> bool:
    blueprint = returned.issued.blueprint
    around = [_pieces(text) for text in frame(returned.issued.issue.stamps.ratee, blueprint.form, blueprint.sheet)]
    advice = _advice(blueprint.form.language)
    rows: dict[int, dict[int, Cell]] = {}
    for (row, column), cell in returned.reading.sheet(entry).cells.items():
        rows.setdefault(row, {})[column] = cell
    book = returned.reading
    shown = (tells(book.format(cell.style), cell.value) for cell in book.sheet(entry).cells.values())
    if not book.has_cells(entry) or not all(shown):
        return False
    subjects = _subjects(returned)
    return all(_line(cells, around, advice, subjects) for cells in rows.values())


def _subjects(returned: Returned) -> frozenset[str]:
    """Return what a line may be about, without blanks: an input or a text of the form, or the form as a whole."""
    blueprint = returned.issued.blueprint
    texts = [cell.value for cell in returned.issued.locked.values() if isinstance(cell.value, str)]
    inputs = [text for slot in blueprint.slots for text in (slot.full_label, slot.label, slot.hint)]
    return frozenset(_bare(text) for text in (*texts, *inputs, blueprint.form.say("The whole form")))


def _bare(text: str) -> str:
    return "".join(text.split())


def _line(cells: dict[int, Cell], around: Sequence[Pieces], advice: Sequence[Pieces], subjects: frozenset[str]) -> bool:
    """Return whether a row is a line of the list, with its number and a remedy, or one of those around the lines."""
    if any(cell.formula is not None or column > _REMEDY for column, cell in cells.items()):
        return False
    if 0 in cells and isinstance(cells[0].value, float):
        where, about = (_bare(str(cells[column].value)) if column in cells else "" for column in (_CELL, _ABOUT))
        named = not about or about in subjects or _ADDRESS.fullmatch(about) is not None
        placed = _ADDRESS.fullmatch(where) is not None
        return placed and named and _REMEDY in cells and _fits(str(cells[_REMEDY].value), advice)
    return all(_fits(str(cell.value), around) for cell in cells.values())


@lru_cache(maxsize=8)
def _advice(language: str) -> tuple[Pieces, ...]:
    """Return all messages about returned files, which may end with the price of a change."""
    say = words(language)
    return tuple(
        (*_pieces(say(one.message)), "")
        for code, one in CATALOGUE.items()
        if one.severity != "note" or code in PLAUSIBILITY
    )


def _pieces(text: str) -> Pieces:
    return tuple(_HOLE.split(text))


def _fits(text: str, known: Sequence[Pieces]) -> bool:
    return any(_is(text, pieces) for pieces in known)


def _is(text: str, pieces: Pieces) -> bool:
    """Return whether a text is one with something in its placeholders."""
    first, *between = pieces
    if not text.startswith(first) or (not between and text != first):
        return False
    at = len(first)
    for piece in between[:-1]:
        at = text.find(piece, at)
        if at < 0:
            return False
        at += len(piece)
    return not between or text.endswith(between[-1], at)
