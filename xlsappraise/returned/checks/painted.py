"""Check what conditional formats make of cells: each by itself, with another one, and over texts in several colours."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import lru_cache
from itertools import islice, product

from xlsappraise.base.i18n import N_, Text, phrase
from xlsappraise.base.problems import Problem, problem
from xlsappraise.returned.checks.looks import UNSEEN, cramped_by, hidden_by_format, odd_look, runs_by_text
from xlsappraise.returned.checks.number_formats import tells_all
from xlsappraise.returned.checks.said.corrections_list import others_of_ours
from xlsappraise.returned.returned_form import Returned
from xlsappraise.xlsx.address import Place, place
from xlsappraise.xlsx.book import SheetEntry
from xlsappraise.xlsx.cell import Cell
from xlsappraise.xlsx.display.colours import Colours
from xlsappraise.xlsx.display.contrast import LEAST_OF_FORMATS, alike
from xlsappraise.xlsx.display.painted import Look, Painted
from xlsappraise.xlsx.display.sections import sections_of
from xlsappraise.xlsx.display.table import StyleTable
from xlsappraise.xlsx.reading import Reading
from xlsappraise.xlsx.sheet import SheetReading

LISTED = 20
_SIGN = N_("a bar or a sign in place of the value")
Found = tuple[str, Text]
"""The cells of a conditional format as written, and what it shows"""


def painted(returned: Returned) -> Iterator[Problem]:
    """Yield conditional formats that show another value or hide one, on the sheets of ours."""
    if isinstance(returned.reading, Reading):
        for entry in (returned.entry, *returned.instructions, *others_of_ours(returned)):
            for cells, found in islice(_painted(returned.reading, entry), LISTED):
                yield problem("conditional-format-found", sheet=entry.name, cell=cells.split(" ")[0], found=found)


def _painted(reading: Reading, entry: SheetEntry) -> Iterator[Found]:
    sheet = reading.sheet(entry)
    rules = {(one.cells, look): replace(one, look=look) for one in sheet.painted for look in (reading.look(one.look),)}
    named: set[str] = set()
    for cells, look in rules:
        found = _misleads(reading, sheet, cells, look)
        if found is not None:
            named.add(cells)
            yield cells, found
    together = (*_together(sheet, rules.values()), *_inked_together(reading, sheet, rules.values()))
    for cells, found in (*_over_runs(reading, sheet, rules), *together):
        if cells not in named:
            named.add(cells)
            yield cells, found


def _misleads(reading: Reading, sheet: SheetReading, cells: str, look: Look) -> Text | None:
    """Return what a conditional format makes of a cell with content so that it reads as something else."""
    if look.replaced:
        return phrase(_SIGN)
    if not _may_mislead(look, reading.styles):
        return None
    for at, cell in _cells(sheet, cells):
        own = reading.styles.colours_of(cell.style)
        if look.negative and not _negative(cell):
            continue
        if look.odd is not None and cell.kind != "blank":
            return odd_look(look.odd)
        if _veils(look, own):
            return phrase(UNSEEN)
        if look.code is not None and not tells_all(look.code, cell, cell.value, reading.format(cell.style)):
            return look.code
        if _inked(look, cell, own, reading):
            return phrase(UNSEEN)
        if (shown := cramped_by(look, cell, sheet, at, own.size)) is not None:
            return shown
    return None


def _negative(cell: Cell) -> bool:
    return isinstance(cell.value, float) and cell.value < 0


@lru_cache(maxsize=256)
def _may_mislead(look: Look, styles: StyleTable) -> bool:
    """Return whether a conditional format makes any style of the workbook read as something else."""
    if look.code is not None or look.odd is not None or look.size is not None:
        return True
    return any(_veils(look, one) for one in styles.palette) or _may_ink(look, styles)


def _may_ink(look: Look, styles: StyleTable) -> bool:
    """Return whether any number format of the workbook has the colour of the rule's ground."""
    if look.ground is None or look.negative:
        return False
    sections = (section for code in styles.formats if "[" in code for section in sections_of(code))
    inks = {section.colour for section in sections if section.colour is not None}
    return any(alike(styles.inks.colour(ink), look.ground, LEAST_OF_FORMATS) for ink in inks)


def _inked(look: Look, cell: Cell, own: Colours, reading: Reading) -> bool:
    """Return whether a number format, the rule's or the cell's own, gives a content the colour of the rule's ground."""
    code = look.code or reading.format(cell.style)
    if "[" not in code or (look.code is None and (look.ground is None or look.negative)):
        return False
    hidden = hidden_by_format(code, cell, _with(look, own), reading.styles)
    return hidden and (look.code is not None or not hidden_by_format(code, cell, own, reading.styles))


def _cells(sheet: SheetReading, cells: str) -> Iterator[tuple[Place, Cell]]:
    """Yield the cells with content of areas as written."""
    for area in cells.split():
        first, _colon, last = area.partition(":")
        start, end = place(first.replace("$", "")), place((last or first).replace("$", ""))
        for at, cell in sheet.cells.items():
            if start[0] <= at[0] <= end[0] and start[1] <= at[1] <= end[1]:
                yield at, cell


def _with(look: Look, own: Colours) -> Colours:
    return Colours(look.text or own.text, look.ground or own.ground, look.size or own.size)


def _veils(look: Look, own: Colours) -> bool:
    """Return whether a conditional format makes a text unseen that is seen without it."""
    if look.text is None and look.ground is None and look.size is None:
        return False
    return not own.unseen and _with(look, own).unseen


def _over_runs(reading: Reading, sheet: SheetReading, rules: Iterable[tuple[str, Look]]) -> Iterator[Found]:
    """Yield conditional formats whose ground hides a part of a text that has colours of its own."""
    texts = runs_by_text(reading, sheet)
    for cells, look in rules if texts else ():
        if look.ground is None or look.text is not None or look.negative:
            continue
        for _at, cell in _cells(sheet, cells):
            own = reading.styles.colours_of(cell.style).ground
            for one in texts.get(str(cell.value), ()):
                shown = one.seen(look.ground, reading.styles.inks)
                if shown is not None and one.seen(own, reading.styles.inks) is None:
                    yield cells, shown if shown.strip() else phrase("(nothing)")


def _together(sheet: SheetReading, rules: Iterable[Painted]) -> Iterator[Found]:
    """Yield conditional formats that hide a text together, the one by its colour, the other by its ground."""
    looks = [(one, one.look) for one in rules if isinstance(one.look, Look)]
    texts = [(one, look) for one, look in looks if look.text is not None]
    grounds = [(one, look) for one, look in looks if look.ground is not None and not look.negative]
    pairs = product({look.text for _one, look in texts}, {look.ground for _one, look in grounds})
    hiding = {(text, ground) for text, ground in pairs if text and ground and Colours(text, ground).unseen}
    for one, look in texts if hiding else ():
        for other, under in grounds:
            may = (look.text, under.ground) in hiding and look is not under
            may = may and _both_apply(one, look.ground, other, under.text)
            if may and set(_cells(sheet, one.cells)) & set(_cells(sheet, other.cells)):
                yield one.cells, phrase(UNSEEN)


def _inked_together(reading: Reading, sheet: SheetReading, rules: Iterable[Painted]) -> Iterator[Found]:
    """Yield conditional formats that hide a value together, the one by its number format, the other by its ground."""
    looks = [(one, one.look) for one in rules if isinstance(one.look, Look)]
    grounds = [(one, look) for one, look in looks if look.ground is not None and not look.negative]
    for one, look in looks:
        for other, under in grounds if "[" in (look.code or "") else ():
            if look is not under and _both_apply(one, look.ground, other, under.code):
                shared = set(_cells(sheet, other.cells))
                both = (cell for at, cell in _cells(sheet, one.cells) if (at, cell) in shared)
                mixed = Look(look.code, ground=under.ground)
                if any(_inked(mixed, cell, reading.styles.colours_of(cell.style), reading) for cell in both):
                    yield one.cells, phrase(UNSEEN)


def _both_apply(text: Painted, own_ground: str | None, ground: Painted, own_text: str | None) -> bool:
    """Return whether programs may take the colour of the one and the ground of the other; not of one rule alone.

    ``own_ground``: that of the rule with the colour, ``own_text``: what the rule with the ground says of the colour.
    """
    above = text.rank <= ground.rank and own_ground is None and not text.last
    below = ground.rank <= text.rank and own_text is None and not ground.last
    return above or below
