"""Check that fonts and alignments let cells show what they hold.

Fonts and colours are not compared with the issued ones, since honest programs change them; only what nobody can read is
reported. The headings are left out: they are white, and programs that drop colours leave them on white.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from xlsappraise.base.i18n import N_, Phrase, Text, phrase
from xlsappraise.base.problems import Problem, problem
from xlsappraise.base.rounding import plain
from xlsappraise.returned.returned_form import Returned
from xlsappraise.xlsx.address import Place, address
from xlsappraise.xlsx.book import SheetEntry
from xlsappraise.xlsx.cell import Cell
from xlsappraise.xlsx.display.colours import LEAST_SIZE, Colours
from xlsappraise.xlsx.display.runs import Veiled
from xlsappraise.xlsx.display.styles import Odd
from xlsappraise.xlsx.display.table import StyleTable
from xlsappraise.xlsx.reading import Reading

LISTED = 20
UNSEEN = N_("text in the colour of its ground")
_TINY = N_("text too small to read")
_PUSHED = N_("nothing, since blanks push it out of the cell")
_ODD: dict[Odd, str] = {
    "repeated": N_("the same again and again"),
    "pushed out": N_("nothing, since it is indented out of the cell"),
    "struck out": N_("struck out"),
    "signs": N_("signs in place of letters and digits"),
}
_LEADING = re.compile(r"\s{30}|(?:[^\S\n]*\n){3}")
"""Blanks and empty lines that push a text out of its cell"""


def looks(returned: Returned) -> Iterator[Problem]:
    """Yield the first twenty cells, of scorecard and instructions each, that cannot be read as what they hold."""
    if isinstance(returned.reading, Reading):
        issued = (*returned.issued.locked, *(slot.place for slot in returned.issued.blueprint.slots))
        headings = returned.issued.keys.get("headings")
        places = (returned.now(at) for at in issued if at[0] != headings and at[1] != returned.key_column)
        yield from _misread(returned.reading, returned.entry, (at for at in places if at is not None))
        for entry in returned.instructions:
            yield from _misread(returned.reading, entry, returned.reading.sheet(entry).cells)


def _misread(book: Reading, entry: SheetEntry, places: Iterator[Place] | dict[Place, Cell]) -> Iterator[Problem]:
    sheet = book.sheet(entry)
    tiny, ground = phrase(_TINY), phrase(UNSEEN)
    unseen = {one: tiny if one.size < LEAST_SIZE else ground for one in book.styles.palette if one.unseen}
    partly = {one.text: one for one in (*book.veiled, *sheet.veiled)}

    def found() -> Iterator[Problem]:
        for at in places:
            cell = sheet.cells.get(at)
            shown = None if cell is None else _shown(cell, unseen, book.styles, partly)
            if cell is not None and shown is not None:
                yield problem(
                    "cell-shown-differs", sheet=entry.name, cell=address(at), found=shown, expected=_held(cell)
                )

    yield from islice(found(), LISTED)


def odd_look(odd: Odd) -> Phrase:
    """Return what a cell shows that its style makes read as something else."""
    return phrase(_ODD[odd])


def _shown(cell: Cell, unseen: dict[Colours, Phrase], styles: StyleTable, partly: dict[str, Veiled]) -> Text | None:
    if cell.kind == "blank" and cell.formula is None:
        return None
    colours = styles.colours_of(cell.style)
    if unseen and colours in unseen:
        return unseen[colours]
    if cell.style in styles.places:
        return odd_look(styles.places[cell.style])
    if not isinstance(cell.value, str):
        return None
    if _LEADING.match(cell.value) and cell.value.strip():
        return phrase(_PUSHED)
    own = partly.get(cell.value)
    if own is None:
        return None
    seen = own.seen(colours.ground, styles.inks)
    return seen if seen is None or seen.strip() else phrase("(nothing)")


def _held(cell: Cell) -> Text:
    if cell.value is None:
        return f"={cell.formula}"
    return plain(cell.value) if isinstance(cell.value, float) else str(cell.value)
