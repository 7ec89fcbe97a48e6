"""Check that fonts and alignments let cells show what they hold.

Fonts and colours are not compared with the issued ones, since honest programs change them; only what nobody can read is
reported. The headings are left out: they are white, and programs that drop colours leave them on white.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice

from xlsappraise.base.i18n import N_, Phrase, Text, phrase
from xlsappraise.base.problems import Problem, problem
from xlsappraise.base.rounding import plain
from xlsappraise.returned.checks.number_formats import format_inks
from xlsappraise.returned.checks.said.corrections_list import others_of_ours
from xlsappraise.returned.returned_form import Returned
from xlsappraise.xlsx.address import Place, address
from xlsappraise.xlsx.book import SheetEntry
from xlsappraise.xlsx.cell import Cell
from xlsappraise.xlsx.display.colours import LEAST_SIZE, Colours
from xlsappraise.xlsx.display.contrast import LEAST_OF_FORMATS, alike
from xlsappraise.xlsx.display.fonts import Odd
from xlsappraise.xlsx.display.numbers import chosen_section
from xlsappraise.xlsx.display.padding import PADDED, padding
from xlsappraise.xlsx.display.painted import Look
from xlsappraise.xlsx.display.room import PLACED, SHORT, TALL, Cramped, Room, cramped, cut, room, rounded_off
from xlsappraise.xlsx.display.runs import Veiled
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
    "pushed by its format": N_("nothing, since its number format pushes it out of the cell"),
    "tiny": _TINY,
    "tall": N_("nothing, since its font is much taller than its row"),
    "cut": N_("a part of it, since its beginning is cut off"),
}
Runs = dict[str, list[Veiled]]
"""Texts that have fonts of their own"""


def looks(returned: Returned) -> Iterator[Problem]:
    """Yield the first twenty cells, of each sheet of ours, that cannot be read as what they hold."""
    if isinstance(returned.reading, Reading):
        issued = (*returned.issued.locked, *(slot.place for slot in returned.issued.blueprint.slots))
        headings = returned.issued.keys.get("headings")
        places = (returned.now(at) for at in issued if at[0] != headings and at[1] != returned.key_column)
        there = (at for at in places if at is not None)
        yield from _misread(returned.reading, returned.entry, there, whole=not returned.moved)
        for entry in (*returned.instructions, *others_of_ours(returned)):
            yield from _misread(returned.reading, entry, returned.reading.sheet(entry).cells)


def _misread(
    book: Reading, entry: SheetEntry, places: Iterator[Place] | dict[Place, Cell], *, whole: bool = True
) -> Iterator[Problem]:
    """Yield what is misread; not what is cut off where rows or columns were moved, which makes cells smaller."""
    sheet = book.sheet(entry)
    tiny, ground = phrase(_TINY), phrase(UNSEEN)
    unseen = {one: tiny if one.size < LEAST_SIZE else ground for one in book.styles.palette if one.unseen}
    partly = runs_by_text(book, sheet)
    telling = book.styles.telling
    doubtful = {
        at: c
        for at, c in sheet.cells.items()
        if c.style not in telling or _may_differ(c.value, partly) or (type(c.value) is float and c.value % 1)
    }

    def found() -> Iterator[Problem]:
        for at in places if doubtful else ():
            cell = doubtful.get(at)
            if cell is None:
                continue
            shown = _shown(cell, unseen, book, partly) or _cramped(book, sheet, at, cell, partly, whole=whole)
            shown = shown or _rounded_off(book, sheet, at, cell)
            if shown is not None:
                yield problem(
                    "cell-shown-differs", sheet=entry.name, cell=address(at), found=shown, expected=_held(cell)
                )

    yield from islice(found(), LISTED)


def _may_differ(value: object, partly: Runs) -> bool:
    """Return whether a content may read as something else by itself: by blanks before it, or by its own fonts."""
    return isinstance(value, str) and (value[:1].isspace() or value in partly)


def runs_by_text(book: Reading, sheet: SheetReading) -> Runs:
    """Return the texts that have fonts of their own; the same text may stand in several places in other fonts."""
    found: Runs = {}
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


def _shown(cell: Cell, unseen: dict[Colours, Phrase], book: Reading, partly: Runs) -> Text | None:
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


def _cramped(book: Reading, sheet: SheetReading, at: Place, cell: Cell, partly: Runs, *, whole: bool) -> Text | None:
    """Return what a cell shows where its content has no room; contents that nothing moves or shrinks are not measured.

    A number is as wide as it is written.
    """
    styles, value = book.styles, cell.value
    crowded = cell.style in styles.crowded
    if isinstance(value, str):
        crowded = crowded or value[:1].isspace() or (bool(partly) and value in partly)
        long = whole and len(value) > SHORT and cell.style in styles.cutting
    else:
        value, long = _figure(cell) if crowded else "", False
    if not (crowded or long) or not value.strip():
        return None
    placed, padding = styles.placing_of(cell.style), styles.pads.get(cell.style, 0.0)
    size = _size(styles.colours_of(cell.style).size, partly.get(value, ()))
    has = _room(sheet, at)
    found = cramped(value, size, placed, has, padding) if crowded else None
    if found is None and long and cut(value, size, placed, has):
        found = "cut"
    return None if found is None else phrase(_CRAMPED[found])


def _rounded_off(book: Reading, sheet: SheetReading, at: Place, cell: Cell) -> Text | None:
    """Return what a cell shows of a number without a format in a column that is too narrow for its decimals."""
    value = cell.value
    if not isinstance(value, float) or value.is_integer():
        return None
    styles, section = book.styles, chosen_section(book.format(cell.style), value)
    placed = styles.placing_of(cell.style)
    if section is None or not section.as_held or placed.shrunk or placed.turned:
        return None
    shown = rounded_off(value, styles.colours_of(cell.style).size, _room(sheet, at))
    return None if shown is None else phrase("{number}, since its column is too narrow for its decimals", number=shown)


def _size(own: float, texts: Sequence[Veiled]) -> float:
    """Return the size of a text, or of its tallest part where that may be taller than the row."""
    tallest = max((run.size for one in texts for run in one.runs), default=own)
    return tallest if tallest >= TALL else own


def _room(sheet: SheetReading, at: Place) -> Room:
    return room(at, sheet.merged, sheet.sight.widths, sheet.heights, sheet.cells, sheet.sight.row_height)


def cramped_by(look: Look, cell: Cell, sheet: SheetReading, at: Place, size: float) -> Text | None:
    """Return what a cell shows that a conditional format gives no room, by a tall font or a number format."""
    padded = 0.0 if look.code is None else padding(look.code)
    tall = look.size is not None and look.size >= TALL
    text = cell.value if isinstance(cell.value, str) else _figure(cell)
    if not text.strip() or not (tall or padded >= PADDED):
        return None
    found = cramped(text, look.size or size, PLACED, _room(sheet, at), padded)
    return None if found is None else phrase(_CRAMPED[found])


def _figure(cell: Cell) -> str:
    """Return a number as it is written, a nought for a formula that was not computed; blank for what is neither."""
    if cell.value is None and cell.formula is not None:
        return "0"
    return plain(cell.value) if isinstance(cell.value, float) else ""


def _held(cell: Cell) -> Text:
    if cell.value is None:
        return f"={cell.formula}"
    return plain(cell.value) if isinstance(cell.value, float) else str(cell.value)
