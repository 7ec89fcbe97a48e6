"""The survey of an .xlsb (BIFF12 records) before calamine reads it; cells that it would skip are rewritten."""

from __future__ import annotations

import posixpath
import struct
from collections.abc import Iterator

from xlsappraise.base.i18n import phrase
from xlsappraise.base.problems import Refusal, problem
from xlsappraise.xlsx.limits import RETURNED, hostile
from xlsappraise.xlsx.old.format import OldFormat
from xlsappraise.xlsx.old.riding import of_package
from xlsappraise.xlsx.old.survey import ERRORS, RECORD_LIMIT, BookSurvey, Held, SheetSurvey, bounded, too_many_records
from xlsappraise.xlsx.unzip import Package, packed
from xlsappraise.xlsx.xml import parse

ROW, BLANK, RK, ERROR, BOOL, REAL, TEXT, SHARED = range(8)
FORMULA_TEXT, FORMULA_REAL, FORMULA_BOOL, FORMULA_ERROR, SHORT_BLANK, SHORT_SHARED, RICH = 8, 9, 10, 11, 12, 18, 62
SHEET, STRINGS, MERGE, PROPERTIES, BOOK_LOCK, SHEET_LOCK = 156, 159, 176, 153, 534, 535
_BOOK, _RELATIONS = "xl/workbook.bin", "xl/_rels/workbook.bin.rels"
_LEAST = {RK: 12, ERROR: 9, BOOL: 9, REAL: 16, SHARED: 12, FORMULA_REAL: 16, FORMULA_BOOL: 9, FORMULA_ERROR: 9}
_KEPT = ("[Content_Types].xml", "_rels/.rels", _BOOK, _RELATIONS, "xl/sharedStrings.bin", "xl/styles.bin")


def survey_xlsb(data: bytes) -> BookSurvey:
    """Survey the parts; raise Refusal for a file that is not a workbook, damaged or too large."""
    package = Package(data)
    parts = {name: package.part(name, RETURNED.part_bytes) for name in _KEPT if package.has(name) or name == _BOOK}
    try:
        survey = _survey(package, parts)
        for kind, data in _records(parts.get("xl/sharedStrings.bin", b"")):
            if kind == STRINGS and struct.unpack_from("<I", data, 4)[0] > len(parts["xl/sharedStrings.bin"]):
                raise hostile(phrase("a table of texts with fewer entries than stated"))
    except (struct.error, IndexError):
        raise Refusal(problem("file-truncated", found=phrase("a record is cut off"))) from None
    survey.clean = packed(parts)
    survey.riders = of_package(package.names())
    return survey


def _survey(package: Package, parts: dict[str, bytes]) -> BookSurvey:
    survey = BookSurvey(b"", [])
    targets = {
        relation.get("Id", ""): posixpath.join("xl", relation.get("Target", "").removeprefix("/xl/"))
        for relation in parse(parts.get(_RELATIONS) or package.part(_RELATIONS, RETURNED.part_bytes))
    }
    names = []
    for kind, data in _records(parts[_BOOK]):
        if kind == PROPERTIES:
            survey.date1904 = bool(data[0] & 1)
        elif kind == BOOK_LOCK:
            survey.structure_locked = bool(data[4] & 1)
        elif kind == SHEET:
            relation, after = _wide(data, 8)
            names.append((_wide(data, after)[0], targets.get(relation, "")))
    for name, target in names:
        if not target.startswith("xl/worksheets/"):
            continue
        if target in parts:
            raise hostile(phrase("two sheets in one place"))
        sheet, parts[target] = _sheet(name, package.part(target, RETURNED.part_bytes))
        survey.sheets.append(sheet)
    bounded(survey.sheets)
    return survey


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
    for record_kind, record in _records(part):
        kind, data = record_kind, record
        if kind == ROW:
            (row,), column = struct.unpack_from("<I", data), -1
        elif kind == MERGE:
            top, bottom, left, right = struct.unpack_from("<4I", data)
            sheet.merge((top, left), (bottom, right))
        elif kind == SHEET_LOCK:
            sheet.protected = bool(struct.unpack_from("<I", data, 2)[0])
        elif BLANK <= kind <= SHORT_SHARED or kind == RICH:
            kind, data = _written_out(kind, data, column + 1)
            (column,) = struct.unpack_from("<I", data)
            held = _held(kind, data)
            if held is not None:
                sheet.hold(row, column, held)
        _write(out, kind, data)
    return sheet, bytes(out)


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
