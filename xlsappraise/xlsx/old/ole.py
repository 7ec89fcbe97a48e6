"""OLE files around old workbooks: which stream holds the workbook, and a file with that stream alone."""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING

from xlsappraise.base.i18n import phrase
from xlsappraise.base.problems import Refusal, problem
from xlsappraise.xlsx.kinds import OLE
from xlsappraise.xlsx.limits import hostile

if TYPE_CHECKING:
    from olefile import OleFileIO

_SECTOR = 4096
_NONE, _END, _FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
_BOOKS = frozenset({"workbook", "book"})
_CONTENTS = _BOOKS | {"encryptedpackage"}
"""Streams that hold a workbook: of two, programs open different ones"""


def refuse_several(ole: OleFileIO) -> None:
    """Raise Refusal for a file in which more than one stream is a workbook.

    Excel 97 could write one for itself and another for Excel 95, so that a person can save such a file anew.
    """
    found = sorted(name for child in ole.root.kids if (name := str(child.name).lower()) in _CONTENTS)
    if found == sorted(_BOOKS):
        found_in = phrase(
            "an old workbook that holds two versions of its content, of which programs open different ones"
        )
        raise Refusal(problem("file-old-format", found=found_in))
    if len(found) > 1:
        raise hostile(phrase("two parts of one kind: {name}", name=found[0]))


def workbook_stream(data: bytes) -> tuple[bytes, list[str]]:
    """Return the stream of the workbook, and the names of all that stands at the root of the file."""
    import olefile

    try:
        with olefile.OleFileIO(data) as ole:
            if max((after for after in ole.fat if after < _FAT - 1), default=-1) >= len(ole.fat):
                raise ValueError("a chain leads to a sector that is not there")
            refuse_several(ole)
            for name in ("Workbook", "Book"):
                if ole.exists(name):
                    with ole.openstream(name) as stream:
                        return bytes(stream.read()), sorted({str(path[0]) for path in ole.listdir(storages=True)})
    except Refusal:
        raise
    except Exception:  # olefile raises anything on a damaged file
        raise Refusal(problem("file-truncated", found=phrase("its inner file system is damaged"))) from None
    raise Refusal(problem("file-wrong-type", found=phrase("another Office document")))


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
