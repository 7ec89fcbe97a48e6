"""A marked copy of a form of an older layout: the frozen workbook, marked with openpyxl.

openpyxl writes no cached values of formulas; the program that opens the copy recalculates them.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from copy import copy
from typing import TYPE_CHECKING, Any

from xlsappraise.base.i18n import Words
from xlsappraise.drawing import styles
from xlsappraise.forms.corrections import (
    AUTHOR,
    LITERAL,
    Corrections,
    as_shown,
    corrected_when,
    list_workbook,
    note_size,
    note_text,
    sheet_name,
)
from xlsappraise.forms.frozen import FrozenForm
from xlsappraise.forms.shown import Typed, Value, held_in_cells
from xlsappraise.forms.stamper import write_part
from xlsappraise.schemes import Scheme
from xlsappraise.xlsx.address import Place, area
from xlsappraise.xlsx.number_places import PARTS

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.cell.cell import Cell, MergedCell
    from openpyxl.worksheet.worksheet import Worksheet

_EDGES = ("left", "right", "top", "bottom")


def mark_frozen(workbook: bytes, form: FrozenForm, scheme: Scheme, typed: Typed, corrections: Corrections) -> bytes:
    """Return a stamped form with the entries ``typed``, wrong ones marked, and the list of corrections as first sheet.

    The same arguments give the same bytes.
    """
    from openpyxl import load_workbook

    book = load_workbook(io.BytesIO(workbook))
    card = book[form.sheet]
    held = held_in_cells(form.slots, typed)
    for slot in form.slots:
        _put(card.cell(slot.place[0] + 1, slot.place[1] + 1), held.get(slot.id))
    last = {slot.place: slot.last for slot in form.slots}
    for place, remedy in corrections.marks.items():
        _mark(card, place, last[place], remedy, scheme.say)
    _list(book, list_workbook(form.sheet, scheme.title, corrections, scheme.say), sheet_name(scheme.say))
    card.sheet_view.tabSelected = False  # with two selected sheets, typing changes both
    book.active = 0
    book.calculation.fullCalcOnLoad = True
    saved = io.BytesIO()
    book.save(saved)
    return _steady(saved.getvalue(), workbook)


def _put(cell: Any, value: Value | None) -> None:
    """Write an entry; a text is never read as a formula or an error."""
    cell.value = value
    if isinstance(value, str):
        cell.data_type = "s"


def _cells(sheet: Worksheet, first: Place, last: Place) -> Iterator[Cell | MergedCell]:
    for row in sheet.iter_rows(first[0] + 1, last[0] + 1, first[1] + 1, last[1] + 1):
        yield from row


def _mark(card: Worksheet, place: Place, last: Place, remedy: str, say: Words) -> None:
    """Colour and comment an input; a conditional format removes the colour once the entry is changed."""
    from openpyxl.comments import Comment
    from openpyxl.formatting.rule import FormulaRule
    from openpyxl.styles import Border, Font, PatternFill, Side

    for cell in _cells(card, place, last):
        font = copy(cell.font)
        font.color = _rgb(styles.BAD)
        cell.font = font
        cell.fill = PatternFill("solid", fgColor=_rgb(styles.BAD_FILL))
        edges = {edge: getattr(cell.border, edge).style for edge in _EDGES}
        cell.border = Border(**{edge: Side(style, _rgb(styles.BAD)) for edge, style in edges.items() if style})
    first = card.cell(place[0] + 1, place[1] + 1)
    text = note_text(remedy, say)
    width, tall = note_size(text)
    first.comment = Comment(text, AUTHOR, tall, width)
    before = as_shown(_value(first.value))
    if len(before) <= LITERAL:
        side = Side("thin", _rgb(styles.ENTRY_LINE))
        rule = FormulaRule(
            [corrected_when(place, before)],
            font=Font(color="FF000000"),
            fill=PatternFill("solid", bgColor=_rgb(styles.ENTRY)),
            border=Border(**dict.fromkeys(_EDGES, side)),
        )
        card.conditional_formatting.add(area(place, last), rule)


def _value(value: object) -> Value | None:
    return float(value) if isinstance(value, int | float) else value if isinstance(value, str) else None


def _rgb(colour: str) -> str:
    return "FF" + colour.removeprefix("#")


def _list(book: Workbook, drawn: bytes, name: str) -> None:
    """Copy the list from its own workbook to a new first sheet."""
    from openpyxl import load_workbook

    source = load_workbook(io.BytesIO(drawn)).worksheets[0]
    target = book.create_sheet(name, 0)
    for row in source.iter_rows():
        for cell in row:
            made = target.cell(cell.row, cell.column)
            _put(made, cell.value)
            for trait in ("font", "fill", "border", "alignment", "protection"):
                setattr(made, trait, copy(getattr(cell, trait)))
            if cell.hyperlink is not None:
                made.hyperlink = copy(cell.hyperlink)
    for merged in source.merged_cells.ranges:
        target.merge_cells(merged.coord)
    for letter, column in source.column_dimensions.items():
        target.column_dimensions[letter].width = column.width
    for number, line in source.row_dimensions.items():
        target.row_dimensions[number].height = line.height
    _page(source, target)


def _page(source: Worksheet, target: Worksheet) -> None:
    """Copy the page set-up, view and protection of the list."""
    target.sheet_properties.pageSetUpPr = copy(source.sheet_properties.pageSetUpPr)
    for name in ("paperSize", "fitToWidth", "fitToHeight"):
        setattr(target.page_setup, name, getattr(source.page_setup, name))
    target.page_margins = copy(source.page_margins)
    target.print_options.horizontalCentered = source.print_options.horizontalCentered
    target.print_title_rows = source.print_title_rows
    target.print_area = source.dimensions
    target.oddFooter.center.text = source.oddFooter.center.text
    target.oddFooter.center.size = source.oddFooter.center.size
    target.protection = copy(source.protection)
    view = source.sheet_view
    target.sheet_view.showGridLines = view.showGridLines
    target.sheet_view.tabSelected = True
    target.sheet_view.selection = [copy(selection) for selection in view.selection]


def _steady(saved: bytes, stamped: bytes) -> bytes:
    """Return a saved workbook without the time of saving."""
    target = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(stamped)) as before,
        zipfile.ZipFile(io.BytesIO(saved)) as source,
        zipfile.ZipFile(target, "w") as book,
    ):
        for name in source.namelist():
            kept = name in PARTS  # as stamped; openpyxl would write the time into one of them
            write_part(book, name, (before if kept else source).read(name))
    return target.getvalue()
