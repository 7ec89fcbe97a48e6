"""Zips: what lies between the entries of one; entries of others than .xlsx, counted while they are inflated."""

from __future__ import annotations

import struct
import zipfile
from collections.abc import Iterator, Sequence
from io import BytesIO

from xlsappraise.base.i18n import phrase
from xlsappraise.base.problems import Refusal, problem
from xlsappraise.xlsx.kinds import ZIP_END, ZIP_ENTRY, ZIP_PART
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
_LENGTHS, _EXTRA = struct.Struct("<HH"), struct.Struct("<HH")
_HEADER, _END = 30, 22
"""Bytes of the header of an entry and of the end, without what follows"""
_PLACE, _PLACE_64, _BEYOND = struct.Struct("<LL"), struct.Struct("<QQ"), 0xFFFFFFFF
"""The size of the directory and where it begins; what stands for either where the longer end has them"""
_UTF_8 = 0x800
"""The flag of an entry whose name is written in UTF-8"""
_SIZES = (b"PK\x07\x08", (12, 16, 20, 24))
"""What may stand before the sizes of an entry that is followed by them, and how many bytes they take"""
_END_64, _LOCATOR = b"PK\x06\x06", 20
_PADS = (0xA220, 0xA11E, 0xD935)
"""Extra fields that are room to grow, or that make a part begin at a round number: noughts behind six bytes"""
_KNOWN = frozenset({0x0001, 0x000A, 0x000D, 0x4949, 0x5455, 0x5855, 0x7075, 0x6375, 0x7855, 0x7875, 0xCAFE, *_PADS})
"""Extra fields that programs write: sizes (Gnumeric in one of its own), times, owners, names"""
_LONG = 64
"""Bytes that such a field, other than a name, never has"""
_NAME, _COMMENT = 0x7075, 0x6375
"""Extra fields with the name and the comment of a part in UTF-8, behind five bytes"""


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
    """A zip that is one document (.ods, .xlsb): its parts by name, in whatever case."""

    def __init__(self, data: bytes) -> None:
        self._archive = BoundedZip(data)
        entries = self._archive.entries
        if len(entries) > ENTRY_LIMIT:
            raise too_large(phrase("{count} parts", count=len(entries)), str(ENTRY_LIMIT))
        self._parts: dict[str, zipfile.ZipInfo] = {}
        for info in entries:
            name = _plain(info.filename)
            if name in self._parts:
                raise hostile(phrase("two parts named {name}", name=info.filename))
            self._parts[name] = info

    def names(self) -> list[str]:
        """Return the names of the parts that hold anything."""
        return [info.filename for info in self._parts.values() if info.file_size]

    def has(self, name: str) -> bool:
        """Return whether there is such a part."""
        return _plain(name) in self._parts

    def part(self, name: str, limit: int = FILE_LIMIT) -> bytes:
        """Return a part's bytes; raise Refusal when it is missing, locked, damaged or too large."""
        info = self._parts.get(_plain(name))
        if info is None:
            raise Refusal(problem("file-truncated", found=phrase("no part {name}", name=name)))
        if info.flag_bits & 1:
            raise Refusal(problem("file-encrypted"))
        return self._archive.inflate(info, limit)


def _plain(name: str) -> str:
    return name.replace("\\", "/").lower()


def packed(parts: dict[str, bytes]) -> bytes:
    """Return a zip of these parts, uncompressed."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        for name, data in parts.items():
            made.writestr(zipfile.ZipInfo(name), data)
    return out.getvalue()


def foreign_bytes(data: bytes, entries: Sequence[zipfile.ZipInfo]) -> bool:
    """Return whether a zip has bytes with content that belong to no entry: between them, behind them, in their fields.

    Raise Refusal for an entry that the directory does not list: programs that read from the front find it.
    """
    end = data.rfind(ZIP_END)
    found = False
    for gap in _gaps(data, sorted(entries, key=lambda entry: entry.header_offset), end):
        if ZIP_PART in gap:
            raise hostile(phrase("a part that the directory does not list"))
        found |= _has_content(gap)
    for entry in entries:
        if entry.extra:
            _refuse_name(entry, entry.extra)
            found |= _odd_extra(entry.extra)
    return found or any(entry.comment for entry in entries)


def _refuse_name(entry: zipfile.ZipInfo, extra: bytes) -> None:
    """Raise Refusal where an extra field gives a part another name, by which some programs find it."""
    for kind, held in _fields(extra):
        if kind != _NAME:
            continue
        own = entry.orig_filename
        other = held[5:].decode("utf-8", "replace")
        if other != own and (other.isascii() or own.isascii()):  # what is not may be one name in two encodings
            raise Refusal(problem("file-truncated", found=phrase("part {name} is damaged", name=entry.filename)))


def _gaps(data: bytes, entries: Sequence[zipfile.ZipInfo], end: int) -> Iterator[bytes]:
    """Yield what lies between the entries, in their extra fields, before the end and behind it."""
    size, directory = _PLACE.unpack_from(data, end + 12)
    if _BEYOND in (size, directory):
        size, directory = _PLACE_64.unpack_from(data, data.rfind(_END_64, 0, end) + 40)
    starts = [entry.header_offset for entry in entries[1:]]
    for entry, start in zip(entries, [*starts, directory], strict=False):  # an empty zip has a directory alone
        at = entry.header_offset + _HEADER
        name, extra = _LENGTHS.unpack_from(data, at - _LENGTHS.size)
        if extra:
            fields = data[at + name : at + name + extra]
            _refuse_name(entry, fields)
            if _odd_extra(fields):
                yield fields
        if data[at : at + name] != entry.orig_filename.encode("utf-8" if entry.flag_bits & _UTF_8 else "cp437"):
            raise Refusal(problem("file-truncated", found=phrase("part {name} is damaged", name=entry.filename)))
        gap = data[at + name + extra + entry.compress_size : start]
        if gap and not _is_sizes(gap, entry.CRC):
            yield gap
    yield _without_64(data[directory + size : end])
    yield data[end + _END :]


def _is_sizes(gap: bytes, crc: int) -> bool:
    mark, lengths = _SIZES
    return len(gap) in lengths and gap.startswith((mark, crc.to_bytes(4, "little")))


def _without_64(tail: bytes) -> bytes:
    """Return what stands before the end of a zip, without the longer end and its place."""
    if not tail.startswith(_END_64):
        return tail
    return tail[12 + int.from_bytes(tail[4:12], "little") + _LOCATOR :]


def _odd_extra(extra: bytes) -> bool:
    """Return whether an extra field holds content of its own."""
    for kind, held in _fields(extra):
        if kind == _NAME or (kind in _KNOWN and kind not in (_COMMENT, *_PADS) and len(held) <= _LONG):
            continue
        room = 6 if kind in _PADS else 5 if kind == _COMMENT else 0
        if _has_content(held[room:]):
            return True
    return False


def _fields(extra: bytes) -> Iterator[tuple[int, bytes]]:
    """Yield the extra fields of a part by kind, -1 for what is left of one."""
    at = 0
    while at + _EXTRA.size <= len(extra):
        kind, size = _EXTRA.unpack_from(extra, at)
        yield kind, extra[at + _EXTRA.size : at + _EXTRA.size + size]
        at += _EXTRA.size + size
    if at < len(extra):
        yield -1, extra[at:]


def _has_content(held: bytes) -> bool:
    """Return whether bytes are anything but noughts, blanks and line breaks."""
    return bool(held.strip(b"\0 \t\r\n"))
