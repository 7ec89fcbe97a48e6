"""Check that fonts and alignments let cells show what they hold.

Fonts and colours are not compared with the issued ones, since honest programs change them; only what nobody can read is
reported. The headings are left out: they are white, and programs that drop colours leave them on white.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from xlsappraise.base.i18n import N_, Phrase, Text, phrase
from xlsappraise.base.problems import Problem, problem
from xlsappraise.base.rounding import plain
from xlsappraise.returned.checks.number_formats import format_inks
from xlsappraise.returned.returned_form import Returned
from xlsappraise.xlsx.address import Place, address
from xlsappraise.xlsx.book import SheetEntry
from xlsappraise.xlsx.cell import Cell
from xlsappraise.xlsx.display.colours import LEAST_OF_FORMATS, LEAST_SIZE, Colours, alike
from xlsappraise.xlsx.display.room import Cramped, cramped, room
from xlsappraise.xlsx.display.runs import Veiled
from xlsappraise.xlsx.display.styles import Odd
from xlsappraise.xlsx.display.table import StyleTable
from xlsappraise.xlsx.reading import Reading
from xlsappraise.xlsx.sheet import SheetReading

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
_CRAMPED: dict[Cramped, str] = {
    "pushed by blanks": _PUSHED,
    "pushed by indents": _ODD["pushed out"],
    "tiny": _TINY,
}
_LEADING = 5
"""Blanks before a text from which on it is measured"""


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
    partly = runs_by_text(book, sheet)

    def found() -> Iterator[Problem]:
        for at in places:
            cell = sheet.cells.get(at)
            shown = None if cell is None else _shown(cell, unseen, book, partly) or _cramped(book, sheet, at, cell)
            if cell is not None and shown is not None:
                yield problem(
                    "cell-shown-differs", sheet=entry.name, cell=address(at), found=shown, expected=_held(cell)
                )

    yield from islice(found(), LISTED)


def runs_by_text(book: Reading, sheet: SheetReading) -> dict[str, list[Veiled]]:
    """Return the texts that have fonts of their own; the same text may stand in several places in other fonts."""
    found: dict[str, list[Veiled]] = {}
    for one in (*book.veiled, *sheet.veiled):
        found.setdefault(one.text, []).append(one)
    return found


def hidden_by_format(code: str, cell: Cell, colours: Colours, styles: StyleTable) -> bool:
    """Return whether a number format gives a cell's content the colour of its ground."""
    inks = (ink for ink in format_inks(code, cell.value, cell.formula is not None) if ink is not None)
    return any(alike(styles.inks.colour(ink), colours.ground, LEAST_OF_FORMATS) for ink in inks)


def odd_look(odd: Odd) -> Phrase:
    """Return what a cell shows that its style makes read as something else."""
    return phrase(_ODD[odd])


def _shown(cell: Cell, unseen: dict[Colours, Phrase], book: Reading, partly: dict[str, list[Veiled]]) -> Text | None:
    if cell.kind == "blank" and cell.formula is None:
        return None
    styles, code = book.styles, book.format(cell.style)
    colours = styles.colours_of(cell.style)
    coloured = "[" in code and None not in format_inks(code, cell.value, cell.formula is not None)
    if unseen and colours in unseen and (not coloured or colours.size < LEAST_SIZE):
        return unseen[colours]
    if "[" in code and hidden_by_format(code, cell, colours, styles):
        return phrase(UNSEEN)
    if cell.style in styles.places:
        return odd_look(styles.places[cell.style])
    if not isinstance(cell.value, str):
        return None
    parts = (own.seen(colours.ground, styles.inks) for own in partly.get(cell.value, ()))
    seen = next((text for text in parts if text is not None), None)
    return seen if seen is None or seen.strip() else phrase("(nothing)")


def _cramped(book: Reading, sheet: SheetReading, at: Place, cell: Cell) -> Text | None:
    """Return what a cell shows where its content has no room; contents that nothing moves or shrinks are not measured.

    A number is as wide as it is written.
    """
    placed = book.styles.placing_of(cell.style)
    text = cell.value if isinstance(cell.value, str) else _held(cell) if isinstance(cell.value, float) else ""
    if not isinstance(text, str) or not text.strip():
        return None
    blanks = text[: len(text) - len(text.lstrip())]
    if not (len(blanks) >= _LEADING or "\n" in blanks or placed.indent > 1 or placed.shrunk):
        return None
    found = cramped(
        text,
        book.styles.colours_of(cell.style).size,
        placed,
        *room(at, sheet.merges, sheet.sight.widths, sheet.heights),
    )
    return None if found is None else phrase(_CRAMPED[found])


def _held(cell: Cell) -> Text:
    if cell.value is None:
        return f"={cell.formula}"
    return plain(cell.value) if isinstance(cell.value, float) else str(cell.value)
