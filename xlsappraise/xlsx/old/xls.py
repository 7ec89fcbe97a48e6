"""The survey of an .xls (records of BIFF5 and BIFF8 in an OLE file) before calamine reads it."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import replace

from xlsappraise.base.i18n import phrase
from xlsappraise.base.problems import Refusal, problem
from xlsappraise.xlsx.kinds import FileKind
from xlsappraise.xlsx.limits import hostile, too_large
from xlsappraise.xlsx.old.format import OldFormat
from xlsappraise.xlsx.old.ole import ole_file, workbook_stream
from xlsappraise.xlsx.old.riding import MACROS, of_streams
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
from xlsappraise.xlsx.old.xls_riders import EXTERNSHEET, MACRO_KINDS, of_record

BOF, EOF, FILEPASS, BOUNDSHEET, SST, DATE1904, PROTECT = 0x0809, 0x0A, 0x2F, 0x85, 0xFC, 0x22, 0x12
DIMENSIONS, MERGES, FORMULA, CONTINUE, NAME = 0x0200, 0xE5, 0x06, 0x3C, 0x18
NUMBER, RK, MULRK, LABELSST, LABEL, RSTRING, BOOLERR = 0x0203, 0x027E, 0xBD, 0xFD, 0x0204, 0xD6, 0x0205
BLANK, MULBLANK = 0x0201, 0xBE
_CELLS = frozenset({NUMBER, RK, MULRK, LABELSST, LABEL, RSTRING, BOOLERR, FORMULA, BLANK, MULBLANK})
_OLDER = frozenset({
    0x01, 0x02, 0x03, 0x04, 0x05, 0x07, 0x09, 0x21, 0x7E, 0x0206, 0x0209, 0x0406, 0x0409,
})  # fmt: skip
"""Cells, results and beginnings as versions before the fifth wrote them, which some programs read in later ones"""
WORKSHEET = 0
_KINDS = {WORKSHEET: 0x10, 1: 0x40, 2: 0x20, 6: 0x06}
"""The kind of a sheet as it is listed → as it begins"""
SHEET_LIMIT = 256
_UNKNOWN = 0x0FFF


def survey_xls(data: bytes) -> BookSurvey:
    """Survey the workbook stream; raise Refusal for a file that is not a workbook, encrypted, damaged or too large."""
    content, names = workbook_stream(data)
    try:
        survey = _survey(bytearray(content))
    except (struct.error, IndexError):
        raise Refusal(problem("file-truncated", found=phrase("a record is cut off"))) from None
    survey.riders = tuple(dict.fromkeys((*of_streams(names), *survey.riders)))
    return survey


def _survey(stream: bytearray) -> BookSurvey:
    survey = BookSurvey(b"", [])
    places: list[tuple[int, int]] = []
    riders: list[str] = []
    end = 0
    version = struct.unpack_from("<H", stream, 4)[0]
    for at, kind, start, size in _records(stream, 0):
        end = start + size
        riders += of_record(stream, kind, start, size, version)
        if kind == BOUNDSHEET:
            places.append((struct.unpack_from("<I", stream, start)[0], stream[start + 5]))
        else:
            _of_book(survey, stream, at, kind, start)
    if len(places) > SHEET_LIMIT:
        raise too_large(phrase("{count} sheets", count=len(places)), str(SHEET_LIMIT))
    for place, kind in places:
        _fits(stream, place, kind)
        if place != end:  # programs that go through them one by one would take other sheets
            raise hostile(phrase("a sheet that does not stand where it is listed"))
        sheet, end = _sheet(stream, place, version, riders)
        survey.sheets.append(replace(sheet, has_cells=kind == WORKSHEET))
    if stream[end : end + 2] == BOF.to_bytes(2, "little"):
        raise hostile(phrase("a sheet that does not stand where it is listed"))
    riders += (MACROS for _place, kind in places if kind in MACRO_KINDS)
    survey.riders = tuple(phrase(kind) for kind in dict.fromkeys(riders))
    bounded(survey.sheets)
    survey.clean = ole_file(bytes(stream))
    return survey


def _of_book(survey: BookSurvey, stream: bytearray, at: int, kind: int, start: int) -> None:
    """Read a record of the workbook itself."""
    if kind == FILEPASS:
        raise Refusal(problem("file-encrypted"))
    if kind == DATE1904:
        survey.date1904 |= stream[start] == 1
    elif kind == PROTECT:
        survey.structure_locked = stream[start] == 1
    elif kind == SST:
        _check_strings(stream, start)
    elif kind in (NAME, EXTERNSHEET):
        struct.pack_into("<H", stream, at, _UNKNOWN)  # hidden from calamine, which need not parse it


def _fits(stream: bytearray, place: int, kind: int) -> None:
    """Raise Refusal for a sheet of another kind than it is listed as."""
    if struct.unpack_from("<H", stream, place)[0] != BOF:
        raise Refusal(problem("file-truncated", found=phrase("a sheet does not begin where it should")))
    if struct.unpack_from("<H", stream, place + 6)[0] != _KINDS.get(kind):
        raise hostile(phrase("a sheet of another kind than it is listed as"))


def _records(stream: bytearray, at: int) -> Iterator[tuple[int, int, int, int]]:
    """Yield (offset, kind, start of its data, size) of a substream's own records up to its end.

    A chart is a substream inside a sheet's; its records are hidden from calamine, which would take them for cells.
    """
    if at + 4 > len(stream) or struct.unpack_from("<H", stream, at)[0] != BOF:
        raise Refusal(problem("file-truncated", found=phrase("a sheet does not begin where it should")))
    depth = 0
    for _record in range(RECORD_LIMIT):
        kind, size = struct.unpack_from("<HH", stream, at)
        if at + 4 + size > len(stream):
            raise Refusal(problem("file-truncated", found=phrase("a record is cut off")))
        depth += kind == BOF
        if depth > 1:
            struct.pack_into("<H", stream, at, _UNKNOWN)
        else:
            yield at, kind, at + 4, size
        depth -= kind == EOF
        if not depth:
            return
        at += 4 + size
    raise too_many_records()


def _check_strings(stream: bytearray, start: int) -> None:
    """Raise Refusal for a table of texts that declares more than the file can hold."""
    if struct.unpack_from("<I", stream, start + 4)[0] > len(stream) // 3:
        raise hostile(phrase("a table of texts with fewer entries than stated"))


def _sheet(stream: bytearray, place: int, version: int, riders: list[str]) -> tuple[SheetSurvey, int]:
    """Return a sheet's survey, and where it ends."""
    sheet = SheetSurvey()
    end = place
    for _at, kind, start, size in _records(stream, place):
        end = start + size
        if kind in _OLDER:
            raise hostile(phrase("a record that only some programs read: {number}", number=f"{kind:04X}"))
        if kind == PROTECT:
            sheet.protected = stream[start] == 1
        elif kind == DIMENSIONS:
            stream[start:end] = bytes(size)  # calamine would allocate the declared size
        elif kind == MERGES:
            for index in range(struct.unpack_from("<H", stream, start)[0]):
                top, bottom, left, right = struct.unpack_from("<4H", stream, start + 2 + 8 * index)
                sheet.merge((top, left), (bottom, right))
        elif kind in _CELLS:
            _cell(sheet, stream, kind, start, size)
        else:
            riders += of_record(stream, kind, start, size, version)
    sheet.refuse_blanks()
    return sheet, end


def _cell(sheet: SheetSurvey, stream: bytearray, kind: int, start: int, size: int) -> None:
    """Record a cell, or several that are side by side."""
    row, column = struct.unpack_from("<HH", stream, start)
    if kind == BLANK:
        sheet.blank(row, column, column)
    elif kind == MULBLANK:
        sheet.blank(row, column, column + (size - 6) // 2 - 1)
    elif kind == MULRK:
        for index in range((size - 6) // 6):
            sheet.hold(row, column + index, "value")
    else:
        sheet.hold(row, column, _held(stream, kind, start, size))
        if kind == FORMULA:
            sheet.formulas[row, column] = UNREAD


def _held(stream: bytearray, kind: int, start: int, size: int) -> Held:
    if kind == BOOLERR:
        return ("error", ERRORS.get(stream[start + 6], "#?")) if stream[start + 7] else "value"
    if kind == FORMULA:
        if size < 22:
            raise IndexError
        struct.pack_into("<H", stream, start + 20, 0)  # no tokens: only the value is read
        if stream[start + 12 : start + 14] != b"\xff\xff":
            return "value"
        result = stream[start + 6]
        return ("error", ERRORS.get(stream[start + 8], "#?")) if result == 2 else "value" if result == 1 else "text"
    if kind in (LABEL, RSTRING):
        return "value" if struct.unpack_from("<H", stream, start + 6)[0] else "text"
    return "text" if kind == LABELSST else "value"


XLS = OldFormat(
    name=phrase("an old Excel workbook (.xls)"),
    unopened=phrase("an old Excel file (.xls) or another Office document"),
    endings=(".xls", ".et"),
    parts=(),
    fits=lambda outside: outside.kind in (FileKind.OLE, FileKind.MESSAGE),
    survey=survey_xls,
)
