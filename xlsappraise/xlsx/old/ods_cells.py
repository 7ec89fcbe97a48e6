"""The cells of an .ods by a closed grammar: what a program could read in another way is refused.

A cell has a type and the one attribute that holds values of it, or text in paragraphs. Each cell is written out anew
with nothing else, so that calamine, which goes by prefixes, reads what was understood here.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from xml.sax.saxutils import quoteattr

from xlsappraise.base.i18n import phrase
from xlsappraise.xlsx.address import MAX_COLUMN, MAX_ROW
from xlsappraise.xlsx.attributes import whole
from xlsappraise.xlsx.cell import TEXT_LIMIT
from xlsappraise.xlsx.limits import RETURNED, hostile, too_large
from xlsappraise.xlsx.old.survey import Held, SheetSurvey
from xlsappraise.xlsx.xml import local, misplaced

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

    from xlsappraise.base.problems import Refusal

_NS = "{{urn:oasis:names:tc:opendocument:xmlns:{}:1.0}}"
OFFICE, TABLE, TEXT = (_NS.format(name) for name in ("office", "table", "text"))
_CALC_TYPE = "{urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0}value-type"
_TYPE, _STRING = f"{OFFICE}value-type", f"{OFFICE}string-value"
_OWN = {
    "float": "value", "percentage": "value", "currency": "value", "date": "date-value", "time": "time-value",
    "boolean": "boolean-value", "string": "string-value",
}  # fmt: skip
"""Type → the attribute that holds values of it"""
_VALUES = frozenset({*_OWN.values(), "value-type"})
_ROWS = f"{TABLE}table-row"
_HOLD_ROWS = frozenset(f"{TABLE}table-{name}" for name in ("rows", "row-group", "header-rows"))
_CELLS = frozenset({f"{TABLE}table-cell", f"{TABLE}covered-table-cell"})
PLACED = frozenset({"table", "table-row", "table-cell", "covered-table-cell"})
"""Elements that are read where they belong, and refused elsewhere, whatever their namespace"""
_IN_CELLS = frozenset({f"{TEXT}p", f"{TABLE}detective", f"{TABLE}cell-range-source", f"{OFFICE}annotation"})
"""What of the three namespaces a cell may hold"""
_NAMESPACES = (OFFICE, TABLE, TEXT)
_RUNS = frozenset({f"{TEXT}span", f"{TEXT}a"})
_SIGNS = {f"{TEXT}tab": "\t", f"{TEXT}line-break": "\n"}
_UNSEEN = frozenset({f"{TEXT}soft-page-break", f"{OFFICE}annotation"})
_LETTERS = 2**24
"""Letters of all texts, repeated ones counted as often"""


@dataclass
class OdsSheet:
    """A sheet as it is read: its survey, and its rows written out anew."""

    survey: SheetSurvey
    written: list[str] = field(default_factory=list)
    row: int = 0
    rows: int = 0
    cells: int = 0
    letters: int = 0


def read_table(table: Element) -> OdsSheet:
    """Return a sheet; raise Refusal for rows and cells outside their place, and for cells with two meanings."""
    protected = table.get(f"{TABLE}protected") == "true"
    sheet = OdsSheet(SheetSurvey(table.get(f"{TABLE}name"), protected=protected))
    _rows(table, sheet)
    placed = [element for element in table.iter() if local(element.tag) in PLACED]
    if len(placed) != 1 + sheet.rows + sheet.cells:
        rows = list(_walk(table))
        known = {id(element) for element in (table, *rows, *(cell for row in rows for cell in _cells(row)))}
        raise misplaced(next(element for element in placed if id(element) not in known))
    return sheet


def _walk(parent: Element) -> Iterator[Element]:
    """Yield the rows of a sheet, those of groups among them."""
    for element in parent:
        if element.tag == _ROWS:
            yield element
        elif element.tag in _HOLD_ROWS:
            yield from _walk(element)


def _cells(row: Element) -> Iterator[Element]:
    return (cell for cell in row if cell.tag in _CELLS)


def _rows(table: Element, sheet: OdsSheet) -> None:
    for element in _walk(table):
        sheet.rows += 1
        times = _times(element, "rows", MAX_ROW)
        sheet.written.append(f'<table:table-row table:number-rows-repeated="{times}">')
        letters = sheet.letters
        cells = list(_row(element, sheet))
        sheet.written.append("</table:table-row>")
        sheet.letters = letters + (sheet.letters - letters) * times
        if sheet.letters > _LETTERS:
            raise too_large(phrase("more than {size} MB unpacked", size=_LETTERS >> 20), f"{_LETTERS >> 20} MB")
        if len(cells) * times > RETURNED.cells:
            raise too_large(phrase("more than {count} cells", count=RETURNED.cells), str(RETURNED.cells))
        if cells:
            for again in range(sheet.row, sheet.row + times):
                for column, held, formula in cells:
                    if held is not None:
                        sheet.survey.hold(again, column, held)
                    if formula is not None:
                        sheet.survey.formulas[again, column] = formula
        sheet.row += times


def _row(element: Element, sheet: OdsSheet) -> Iterator[tuple[int, Held | None, str | None]]:
    column = 0
    for cell in _cells(element):
        sheet.cells += 1
        times = _times(cell, "columns", MAX_COLUMN)
        held, written, letters = _read(cell)
        sheet.letters += letters * times
        sheet.written.append(f'<table:table-cell table:number-columns-repeated="{times}"{written}/>')
        formula = cell.get(f"{TABLE}formula")
        if held is not None or formula is not None:
            if column + times > MAX_COLUMN:
                raise hostile(phrase("a cell outside the sheet"))
            formula = None if formula is None else formula.partition("=")[2]
            for again in range(column, column + times):
                yield again, held, formula
        down, right = (whole(cell.get(f"{TABLE}number-{side}-spanned", "1")) or 1 for side in ("rows", "columns"))
        if (down, right) != (1, 1):
            sheet.survey.merge((sheet.row, column), (sheet.row + down - 1, column + right - 1))
        column += times


def _times(element: Element, side: str, limit: int) -> int:
    text = element.get(f"{TABLE}number-{side}-repeated", "1")
    times = whole(text)
    if times is None or not 1 <= times <= limit:
        raise hostile(phrase("a repetition that no sheet has room for: {number}", number=text[:20]))
    return times


def _read(cell: Element) -> tuple[Held | None, str, int]:
    """Return what a cell holds, its attributes as calamine is to read them, and how many letters those have."""
    text = _text(cell)
    kind, extended = cell.get(_TYPE), cell.get(_CALC_TYPE)
    given = [name for name in cell.attrib if local(name) in _VALUES]
    if kind is None:
        if given or (text and text.strip()):
            raise _twofold(given[0] if given else "value-type")
        return None, "", 0
    own = _OWN.get(kind)
    if own is None:
        raise hostile(phrase("an attribute that programs read differently: {text}", text=kind[:40]))
    if extended not in (None, kind) and not (extended == "error" and kind == "string"):
        raise _twofold("value-type")
    for name in given:
        if name not in (_TYPE, _CALC_TYPE, OFFICE + own):
            raise _twofold(local(name))
    if extended == "error":
        return ("error", (text or "")[:40] or "#?"), "", 0
    if kind == "string":
        return _string(cell, text or "")
    value = cell.get(OFFICE + own)
    if value is None:
        raise _twofold(own)
    return "value", f' office:value-type="{kind}" office:{own}={quoteattr(value)}', len(value)


def _string(cell: Element, text: str) -> tuple[Held | None, str, int]:
    """Return a cell of text; that of a formula may show another result than the one it is written with."""
    value = cell.get(_STRING)
    if value is not None and cell.get(f"{TABLE}formula") is None and value.split() != text.split():
        raise _twofold("string-value")
    text = text if value is None else value
    if len(text) > TEXT_LIMIT:
        raise too_large(phrase("a text of more than {count} characters", count=TEXT_LIMIT), str(TEXT_LIMIT))
    if not text:
        return None, "", 0
    return "value", f' office:value-type="string" office:string-value={quoteattr(text)}', len(text)


def _text(cell: Element) -> str | None:
    """Return the paragraphs of a cell as lines, None without one; raise Refusal for letters anywhere else."""
    if not len(cell) and not cell.text:
        return None
    if (cell.text or "").strip():
        raise _outside(cell.text)
    lines: list[str] = []
    for child in cell:
        if (child.tail or "").strip():
            raise _outside(child.tail)
        if child.tag == f"{TEXT}p":
            pieces = list(_pieces(child))
            lines.append("".join(pieces))
        elif child.tag.startswith(_NAMESPACES) and child.tag not in _IN_CELLS:
            raise misplaced(child)
    return "\n".join(lines) if lines else None


def _pieces(parent: Element) -> Iterator[str]:
    """Yield what a paragraph says; raise Refusal for what programs show in different ways."""
    yield parent.text or ""
    for child in parent:
        if child.tag in _RUNS:
            yield from _pieces(child)
        elif child.tag == f"{TEXT}s":
            count = whole(child.get(f"{TEXT}c", "1"))
            if not count or count > TEXT_LIMIT or child.text or len(child):
                raise misplaced(child)
            yield " " * count
        elif child.tag in _SIGNS and not child.text and not len(child):
            yield _SIGNS[child.tag]
        elif child.tag not in _UNSEEN:
            raise misplaced(child)
        yield child.tail or ""


def _twofold(name: str) -> Refusal:
    return hostile(phrase("content of which programs take different versions: {name}", name=local(name)[:40]))


def _outside(text: str | None) -> Refusal:
    return hostile(phrase("content outside its place: {name}", name=(text or "").strip()[:40]))
