"""Zips other than .xlsx: their entries are inflated one by one and counted while inflating."""

from __future__ import annotations

import zipfile
from io import BytesIO

from xlsappraise.base.i18n import phrase
from xlsappraise.base.problems import Refusal, problem
from xlsappraise.xlsx.kinds import ZIP_ENTRY
from xlsappraise.xlsx.limits import (
    DAMAGE,
    ENTRY_LIMIT,
    FILE_LIMIT,
    PACKED,
    RATIO_FROM,
    RATIO_LIMIT,
    TOTAL_LIMIT,
    hostile,
    too_large,
)

HEADER_LIMIT = 20_000
_CHUNK = 2**18


class BoundedZip:
    """A zip whose entries are read within the limits."""

    def __init__(self, data: bytes) -> None:
        if data.count(ZIP_ENTRY) > HEADER_LIMIT:  # before the directory is built in memory
            raise hostile(phrase("more than {count} entries", count=HEADER_LIMIT))
        try:
            self._zip = zipfile.ZipFile(BytesIO(data))
        except (*DAMAGE, NotImplementedError):
            raise Refusal(problem("file-truncated", found=phrase("its end is missing"))) from None
        self.entries = self._zip.infolist()
        self._inflated = 0

    def inflate(self, info: zipfile.ZipInfo, limit: int = FILE_LIMIT) -> bytes:
        """Return an entry's bytes; raise Refusal when it is damaged or beyond the limits."""
        if info.compress_type not in PACKED:
            raise Refusal(problem("file-truncated", found=phrase("it is packed in an unusual way")))
        pieces: list[bytes] = []
        size = 0
        self._count(0, size, limit, info)  # nothing more is inflated once the limit is passed
        try:
            with self._zip.open(info) as stream:
                while piece := stream.read(_CHUNK):
                    pieces.append(piece)
                    size += len(piece)
                    self._count(len(piece), size, limit, info)
        except (*DAMAGE, NotImplementedError):
            raise Refusal(problem("file-truncated", found=phrase("its packed bytes are damaged"))) from None
        return b"".join(pieces)

    def _count(self, piece: int, size: int, limit: int, info: zipfile.ZipInfo) -> None:
        self._inflated += piece
        if size > limit:
            raise too_large(phrase("more than {size} MB unpacked", size=limit >> 20), f"{limit >> 20} MB")
        if self._inflated > TOTAL_LIMIT:
            raise too_large(phrase("more than {size} MB unpacked", size=TOTAL_LIMIT >> 20), f"{TOTAL_LIMIT >> 20} MB")
        if size > RATIO_FROM and size > RATIO_LIMIT * max(1, info.compress_size):
            raise hostile(phrase("unpacks to more than {ratio} times its size", ratio=RATIO_LIMIT))


class Package:
    """A zip that is one document (.ods, .xlsb): its parts by exact name."""

    def __init__(self, data: bytes) -> None:
        self._archive = BoundedZip(data)
        entries = self._archive.entries
        if len(entries) > ENTRY_LIMIT:
            raise too_large(phrase("{count} parts", count=len(entries)), str(ENTRY_LIMIT))
        self._parts: dict[str, zipfile.ZipInfo] = {}
        for info in entries:
            if info.filename in self._parts:
                raise hostile(phrase("two parts named {name}", name=info.filename))
            self._parts[info.filename] = info

    def has(self, name: str) -> bool:
        """Return whether there is such a part."""
        return name in self._parts

    def part(self, name: str, limit: int = FILE_LIMIT) -> bytes:
        """Return a part's bytes; raise Refusal when it is missing, locked, damaged or too large."""
        info = self._parts.get(name)
        if info is None:
            raise Refusal(problem("file-truncated", found=phrase("no part {name}", name=name)))
        if info.flag_bits & 1:
            raise Refusal(problem("file-encrypted"))
        return self._archive.inflate(info, limit)


def packed(parts: dict[str, bytes]) -> bytes:
    """Return a zip of these parts, uncompressed."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        for name, data in parts.items():
            made.writestr(zipfile.ZipInfo(name), data)
    return out.getvalue()
