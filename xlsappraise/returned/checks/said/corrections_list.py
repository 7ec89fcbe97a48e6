"""Whether the first sheet of a marked copy is the list that this program wrote there, by what it says.

The list says which entries are to be corrected; a sheet of its name that says anything else is an added one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from xlsappraise.base.catalogue import CATALOGUE
from xlsappraise.base.i18n import words
from xlsappraise.forms.corrections import COLUMNS, frame, sheet_name
from xlsappraise.returned.returned_form import Returned
from xlsappraise.xlsx.book import SheetEntry
from xlsappraise.xlsx.cell import Cell

_HOLE = re.compile(r"\{[a-z_]*(?::[^{}]*)?\}")
_REMEDY = len(COLUMNS) - 1
Pieces = tuple[str, ...]
"""What stands between the placeholders of a text"""


def corrections_lists(returned: Returned) -> Iterator[SheetEntry]:
    """Yield the sheets that are lists of corrections."""
    name = sheet_name(returned.issued.blueprint.form.say)
    for entry in returned.reading.entries:
        if entry.name == name and _ours(returned, entry):
            yield entry


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
    return all(_line(cells, around, advice) for cells in rows.values())


def _line(cells: dict[int, Cell], around: Sequence[Pieces], advice: Sequence[Pieces]) -> bool:
    """Return whether a row is a line of the list, with its number and a remedy, or one of those around the lines."""
    if any(cell.formula is not None or column > _REMEDY for column, cell in cells.items()):
        return False
    if 0 in cells and isinstance(cells[0].value, float):
        return _REMEDY in cells and _fits(str(cells[_REMEDY].value), advice)
    return all(_fits(str(cell.value), around) for cell in cells.values())


@lru_cache(maxsize=8)
def _advice(language: str) -> tuple[Pieces, ...]:
    """Return all messages about returned files, which may end with the price of a change."""
    say = words(language)
    return tuple((*_pieces(say(one.message)), "") for one in CATALOGUE.values() if one.severity != "note")


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
