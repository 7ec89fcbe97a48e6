"""What rides along in an .xls, by its records: macro sheets, links to other workbooks and programs, links of cells."""

from __future__ import annotations

import struct
from collections.abc import Iterator

from xlsappraise.xlsx.old.riding import AWAY, LINKS

SUPBOOK, EXTERNSHEET, HLINK = 0x1AE, 0x17, 0x1B8
MACRO_KINDS = frozenset({1, 6})
"""Kinds of listed sheets that hold programs: macro sheets and modules"""
_OWN_BOOKS = (0x0401, 0x3A01)
"""What stands in place of a workbook's address: this workbook itself, add-ins"""
_OWN_SHEETS = frozenset({0x00, 0x02, 0x03, 0x04, 0x3A})
"""The same, as older files begin the name of a sheet in formulas"""
_NEW = 0x0600
_ADDRESSED, _URL = 1, bytes.fromhex("e0c9ea79f9bace118c8200aa004ba90b")
_FLAGS, _TARGET = 28, 32
"""Where a link's flags stand, and what follows them"""


def of_record(stream: bytearray, kind: int, start: int, size: int, version: int) -> Iterator[str]:
    """Yield the kind of what a record leads to, if it leads out of the workbook."""
    if kind == SUPBOOK:
        away = struct.unpack_from("<H", stream, start + 2)[0] not in _OWN_BOOKS
    else:
        away = kind == EXTERNSHEET and version < _NEW and size > 1 and stream[start + 1] not in _OWN_SHEETS
    if away:
        yield LINKS
    if kind == HLINK and _leads_away(stream, start, size):
        yield AWAY


def _leads_away(stream: bytearray, start: int, size: int) -> bool:
    """Return whether a link leads out of the workbook, to an address that no text of the workbook gives."""
    if size < _TARGET:
        return True
    if not struct.unpack_from("<I", stream, start + _FLAGS)[0] & _ADDRESSED:
        return False
    held = bytes(stream[start : start + size])
    at = held.find(_URL)
    if at < 0:
        return True
    (length,) = struct.unpack_from("<I", held, at + len(_URL))
    target = held[at + len(_URL) + 4 :][:length].decode("utf-16-le", "replace").split("\0")[0].rstrip("/")
    said = target.removeprefix("mailto:").removeprefix("http://").removeprefix("https://")
    if said == target or not said:
        return True
    elsewhere = bytes(stream[:start]), bytes(stream[start + size :])
    return not any(text in piece for text in (said.encode(), said.encode("utf-16-le")) for piece in elsewhere)
