"""The survey of an .xls (records of BIFF5 and BIFF8 in an OLE file) before calamine reads it."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import replace

from xlsappraise.base.i18n import phrase
from xlsappraise.base.problems import Refusal, problem
from xlsappraise.xlsx.kinds import OLE, FileKind
from xlsappraise.xlsx.limits import hostile, too_large
from xlsappraise.xlsx.old.format import OldFormat
from xlsappraise.xlsx.old.riding import of_streams
from xlsappraise.xlsx.old.survey import ERRORS, RECORD_LIMIT, BookSurvey, Held, SheetSurvey, bounded, too_many_records

BOF, EOF, FILEPASS, BOUNDSHEET, SST, DATE1904, PROTECT = 0x0809, 0x0A, 0x2F, 0x85, 0xFC, 0x22, 0x12
DIMENSIONS, MERGES, FORMULA, CONTINUE, NAME, EXTERNSHEET = 0x0200, 0xE5, 0x06, 0x3C, 0x18, 0x17
NUMBER, RK, MULRK, LABELSST, LABEL, RSTRING, BOOLERR = 0x0203, 0x027E, 0xBD, 0xFD, 0x0204, 0xD6, 0x0205
WORKSHEET = 0
SHEET_LIMIT = 256
_SECTOR = 4096
_NONE, _END, _FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
_UNKNOWN = 0x0FFF


def survey_xls(data: bytes) -> BookSurvey:
    """Survey the workbook stream; raise Refusal for a file that is not a workbook, encrypted, damaged or too large."""
    content, names = _workbook_stream(data)
    try:
        return replace(_survey(bytearray(content)), riders=of_streams(names))
    except (struct.error, IndexError):
        raise Refusal(problem("file-truncated", found=phrase("a record is cut off"))) from None


def _workbook_stream(data: bytes) -> tuple[bytes, list[str]]:
    """Return the stream of the workbook, and the names of all that stands at the root of the file."""
    import olefile

    try:
        with olefile.OleFileIO(data) as ole:
            if max((after for after in ole.fat if after < _FAT - 1), default=-1) >= len(ole.fat):
                raise ValueError("a chain leads to a sector that is not there")
            for name in ("Workbook", "Book"):
                if ole.exists(name):
                    with ole.openstream(name) as stream:
                        return bytes(stream.read()), sorted({str(path[0]) for path in ole.listdir(storages=True)})
    except Exception:  # olefile raises anything on a damaged file
        raise Refusal(problem("file-truncated", found=phrase("its inner file system is damaged"))) from None
    raise Refusal(problem("file-wrong-type", found=phrase("another Office document")))


def _survey(stream: bytearray) -> BookSurvey:
    places: list[tuple[int, int]] = []
    survey = BookSurvey(b"", [])
    for at, kind, start, _size in _records(stream, 0):
        if kind == FILEPASS:
            raise Refusal(problem("file-encrypted"))
        if kind == BOUNDSHEET:
            places.append((struct.unpack_from("<I", stream, start)[0], stream[start + 5]))
        elif kind == DATE1904:
            survey.date1904 = stream[start] == 1
        elif kind == PROTECT:
            survey.structure_locked = stream[start] == 1
        elif kind == SST:
            _check_strings(stream, start)
        elif kind in (NAME, EXTERNSHEET):
            struct.pack_into("<H", stream, at, _UNKNOWN)  # hidden from calamine, which need not parse it
    if len(places) > SHEET_LIMIT:
        raise too_large(phrase("{count} sheets", count=len(places)), str(SHEET_LIMIT))
    if len({place for place, _kind in places}) < len(places):
        raise hostile(phrase("two sheets in one place"))
    sheets = [(_sheet(stream, place), kind) for place, kind in places]
    bounded(sheet for sheet, _kind in sheets)
    survey.sheets = [sheet for sheet, kind in sheets if kind == WORKSHEET]
    survey.clean = ole_file(bytes(stream))
    return survey


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


def _sheet(stream: bytearray, place: int) -> SheetSurvey:
    sheet = SheetSurvey()
    for _at, kind, start, size in _records(stream, place):
        if kind == PROTECT:
            sheet.protected = stream[start] == 1
        elif kind == DIMENSIONS:
            stream[start : start + size] = bytes(size)  # calamine would allocate the declared size
        elif kind == MERGES:
            for index in range(struct.unpack_from("<H", stream, start)[0]):
                top, bottom, left, right = struct.unpack_from("<4H", stream, start + 2 + 8 * index)
                sheet.merge((top, left), (bottom, right))
        elif kind in (NUMBER, RK, LABELSST, LABEL, RSTRING, BOOLERR, FORMULA):
            row, column = struct.unpack_from("<HH", stream, start)
            sheet.hold(row, column, _held(stream, kind, start, size))
        elif kind == MULRK:
            row, column = struct.unpack_from("<HH", stream, start)
            for index in range((size - 6) // 6):
                sheet.hold(row, column + index, "value")
    return sheet


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


def ole_file(stream: bytes) -> bytes:
    """Return an OLE file that holds a workbook stream and nothing else."""
    stream += bytes(-len(stream) % _SECTOR)
    data = len(stream) // _SECTOR
    per = _SECTOR // 4
    fats = -(-(data + 1) // (per - 1))
    chain = [_FAT] * fats + [_END] + [fats + 2 + index for index in range(data)]
    chain[-1] = _END
    chain += [_NONE] * (fats * per - len(chain))
    header = struct.pack(
        "<8s16xHHHHH6xIIIIIIIIII",
        OLE, 0x3E, 3, 0xFFFE, 12, 6,
        1, fats, fats, 0, _SECTOR, _END, 0, _END, 0, 0,
    )[:76]  # fmt: skip
    header += struct.pack("<109I", *range(fats), *[_NONE] * (109 - fats))
    entries = _entry("Root Entry", 5, 1, _END, 0) + _entry("Workbook", 2, _NONE, fats + 1, len(stream))
    parts = (header, struct.pack(f"<{len(chain)}I", *chain), entries + bytes(_SECTOR - len(entries)), stream)
    return parts[0] + bytes(_SECTOR - len(header)) + b"".join(parts[1:])


def _entry(name: str, kind: int, child: int, start: int, size: int) -> bytes:
    coded = name.encode("utf-16-le")
    return struct.pack("<64sHBBIII16xI8x8xIQ", coded, len(coded) + 2, kind, 1, _NONE, _NONE, child, 0, start, size)


XLS = OldFormat(
    name=phrase("an old Excel workbook (.xls)"),
    unopened=phrase("an old Excel file (.xls) or another Office document"),
    endings=(".xls", ".et"),
    parts=(),
    fits=lambda outside: outside.kind in (FileKind.OLE, FileKind.MESSAGE),
    survey=survey_xls,
)
