"""The survey of an .xlsb (BIFF12 records) before calamine reads it; cells that it would skip are rewritten."""

from __future__ import annotations

import struct
from collections.abc import Iterator

from xlsappraise.base.i18n import phrase
from xlsappraise.base.problems import Refusal, problem
from xlsappraise.xlsx.limits import RETURNED, hostile
from xlsappraise.xlsx.old.format import OldFormat
from xlsappraise.xlsx.old.survey import (
    ERRORS,
    RECORD_LIMIT,
    UNREAD,
    BookSurvey,
    Held,
    SheetSurvey,
    bounded,
    too_many_records,
)
from xlsappraise.xlsx.old.xlsb_package import SheetPart, XlsbPackage
from xlsappraise.xlsx.old.xlsb_riders import of_binary
from xlsappraise.xlsx.unzip import packed

ROW, BLANK, RK, ERROR, BOOL, REAL, TEXT, SHARED = range(8)
FORMULA_TEXT, FORMULA_REAL, FORMULA_BOOL, FORMULA_ERROR, SHORT_BLANK, SHORT_SHARED, RICH = 8, 9, 10, 11, 12, 18, 62
SHEET, STRINGS, MERGE, PROPERTIES, BOOK_LOCK, SHEET_LOCK = 156, 159, 176, 153, 534, 535
STRINGS_END, STRING, DATA, DATA_END = 160, 19, 145, 146
_OPENS, _CLOSES = frozenset({35, 37}), frozenset({36, 38})
"""Beginnings and ends of what later versions or single programs read"""
_LEAST = {RK: 12, ERROR: 9, BOOL: 9, REAL: 16, SHARED: 12, FORMULA_REAL: 16, FORMULA_BOOL: 9, FORMULA_ERROR: 9}
_FORMULAS = frozenset({FORMULA_TEXT, FORMULA_REAL, FORMULA_BOOL, FORMULA_ERROR})
_BOOK, _STRINGS, _STYLES = "xl/workbook.bin", "xl/sharedStrings.bin", "xl/styles.bin"
_TYPES = b'<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'


def survey_xlsb(data: bytes) -> BookSurvey:
    """Survey the parts; raise Refusal for a file that is not a workbook, damaged or too large."""
    found = XlsbPackage(data)
    parts = {"[Content_Types].xml": _TYPES}
    try:
        survey = _survey(found, parts)
        if found.strings is not None:
            parts[_STRINGS] = found.package.part(found.strings, RETURNED.part_bytes)
            _refuse_tables(parts[_STRINGS])
    except (struct.error, IndexError):
        raise Refusal(problem("file-truncated", found=phrase("a record is cut off"))) from None
    if found.styles is not None:
        parts[_STYLES] = found.package.part(found.styles, RETURNED.part_bytes)
    parts["xl/_rels/workbook.bin.rels"] = found.written()
    survey.clean = packed(parts)
    survey.riders = of_binary(found)
    return survey


def _survey(found: XlsbPackage, parts: dict[str, bytes]) -> BookSurvey:
    survey = BookSurvey(b"", [])
    parts[_BOOK] = found.package.part(found.main, RETURNED.part_bytes)
    sheets: list[tuple[str, SheetPart]] = []
    for kind, data in _records(parts[_BOOK]):
        if kind == PROPERTIES:
            survey.date1904 |= bool(data[0] & 1)
        elif kind == BOOK_LOCK:
            survey.structure_locked = bool(data[4] & 1)
        elif kind == SHEET:
            relation, after = _wide(data, 8)
            name = _wide(data, after)[0]
            sheets.append((name, found.sheet(name, relation)))
    for name, at in sheets:
        part = found.package.part(at.part, RETURNED.part_bytes)
        if at.is_worksheet:
            sheet, parts[at.name] = _sheet(name, part)
        else:
            sheet = SheetSurvey(name, has_cells=False)
        survey.sheets.append(sheet)
    bounded(survey.sheets)
    return survey


def _refuse_tables(part: bytes) -> None:
    """Raise Refusal unless the shared texts are one table of as many as it states."""
    stated: int | None = None
    ended = False
    count = 0
    for kind, data in _records(part):
        if kind == STRINGS:
            if stated is not None:
                raise hostile(phrase("two parts of one kind: {name}", name="sharedStrings"))
            (stated,) = struct.unpack_from("<I", data, 4)
            if stated > len(part):
                raise hostile(phrase("a table of texts with fewer entries than stated"))
        elif kind == STRINGS_END:
            ended = True
        elif kind == STRING:
            count += 1
            if stated is None or ended:
                raise hostile(phrase("content outside its place: {name}", name="sharedStrings"))
    if count != (stated or 0):
        raise hostile(phrase("a table of texts with fewer entries than stated"))


def _wide(data: bytes, at: int) -> tuple[str, int]:
    """Return the length-prefixed text at an offset, and the offset after it."""
    (count,) = struct.unpack_from("<I", data, at)
    end = at + 4 + 2 * count
    if end > len(data):
        raise IndexError
    return data[at + 4 : end].decode("utf-16-le", "replace"), end


def _records(part: bytes) -> Iterator[tuple[int, bytes]]:
    at = count = 0
    while at < len(part):
        count += 1
        if count > RECORD_LIMIT:
            raise too_many_records()
        kind = part[at]
        at += 1
        if kind & 0x80:
            kind = (kind & 0x7F) | (part[at] & 0x7F) << 7
            at += 1
        size = 0
        for step in range(4):
            byte = part[at]
            at += 1
            size |= (byte & 0x7F) << 7 * step
            if not byte & 0x80:
                break
        if at + size > len(part):
            raise IndexError
        yield kind, part[at : at + size]
        at += size


def _sheet(name: str, part: bytes) -> tuple[SheetSurvey, bytes]:
    """Return a sheet's survey, and its records with every cell written out in full."""
    sheet, out = SheetSurvey(name), bytearray()
    row, column = -1, -1
    inside = False
    blocks = tables = 0
    for record_kind, record in _records(part):
        kind, data = record_kind, record
        blocks += (kind in _OPENS) - (kind in _CLOSES)
        if kind in (DATA, DATA_END):
            inside = kind == DATA
            tables += inside
        elif kind == ROW:
            (row,), column = struct.unpack_from("<I", data), -1
        elif kind == MERGE:
            top, bottom, left, right = struct.unpack_from("<4I", data)
            sheet.merge((top, left), (bottom, right))
        elif kind == SHEET_LOCK:
            sheet.protected = bool(struct.unpack_from("<I", data, 2)[0])
        elif BLANK <= kind <= SHORT_SHARED or kind == RICH:
            if not inside or blocks or tables > 1:
                if kind in (BLANK, SHORT_BLANK):  # Excel writes one among its own records behind the cells
                    continue
                raise hostile(phrase("content outside its place: {name}", name=name[:40]))
            kind, data = _written_out(kind, data, column + 1)
            (column,) = struct.unpack_from("<I", data)
            _cell(sheet, row, column, kind, data)
        _write(out, kind, data)
    sheet.refuse_blanks()
    return sheet, bytes(out)


def _cell(sheet: SheetSurvey, row: int, column: int, kind: int, data: bytes) -> None:
    held = _held(kind, data)
    if held is None:
        sheet.blank(row, column, column)
    else:
        sheet.hold(row, column, held)
    if kind in _FORMULAS:
        sheet.formulas[row, column] = UNREAD


def _written_out(kind: int, data: bytes, next_column: int) -> tuple[int, bytes]:
    """Return a cell record that calamine supports: with its column, and without the runs of a rich text."""
    if kind == RICH:
        return TEXT, data[:8] + data[9:]
    if SHORT_BLANK <= kind <= SHORT_SHARED:
        return kind - SHORT_BLANK + BLANK, struct.pack("<I", next_column) + data
    return kind, data


def _held(kind: int, data: bytes) -> Held | None:
    if len(data) < _LEAST.get(kind, 0):  # calamine would read bytes of the record before
        raise IndexError
    if kind == BLANK:
        return None
    if kind in (ERROR, FORMULA_ERROR):
        return "error", ERRORS.get(data[8], "#?")
    if kind in (TEXT, FORMULA_TEXT):
        return "value" if _wide(data, 8)[0] else "text"
    return "text" if kind == SHARED else "value"


def _write(out: bytearray, kind: int, data: bytes) -> None:
    out += bytes([kind]) if kind < 0x80 else bytes([kind & 0x7F | 0x80, kind >> 7])
    size = len(data)
    while size > 0x7F:
        out.append(size & 0x7F | 0x80)
        size >>= 7
    out.append(size)
    out += data


XLSB = OldFormat(
    name=phrase("a binary Excel workbook (.xlsb)"),
    endings=(".xlsb",),
    parts=("xl/workbook.bin",),
    fits=lambda outside: outside.main.lower().endswith(".bin"),
    survey=survey_xlsb,
)
