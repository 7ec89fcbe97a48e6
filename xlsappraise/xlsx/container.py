"""Reading of regular files, and of an .xlsx as a zip whose parts are inflated within the limits."""

from __future__ import annotations

import os
import re
import stat
import struct
import zipfile
import zlib
from functools import lru_cache
from io import BytesIO
from pathlib import Path

from xlsappraise.base import files
from xlsappraise.base.i18n import N_, Phrase, phrase
from xlsappraise.base.problems import Problem, Refusal, problem
from xlsappraise.xlsx.kinds import ZIP_END, ZIP_ENTRY, ZIP_PART, FileKind, described, is_numbers, kind_of
from xlsappraise.xlsx.limits import (
    DAMAGE,
    ENTRY_LIMIT,
    FILE_LIMIT,
    PACKED,
    PART_LIMIT,
    RATIO_FROM,
    RATIO_LIMIT,
    TOTAL_LIMIT,
    hostile,
    too_large,
)
from xlsappraise.xlsx.old import refuse_old
from xlsappraise.xlsx.old.format import Outside
from xlsappraise.xlsx.unzip import foreign_bytes

_OUTSIDE = re.compile(r"\A/|\A[A-Za-z]:|[\x00-\x1f\x7f]|(?:\A|/)\.\.(?:/|\Z)")
_ONE_DISK = ((0, 0), (0xFFFF, 0xFFFF))
_LOCAL = struct.Struct("<4s2xHH4xLL4xHH")
_SIZE_AT, _DIRECTORY_LIMIT = 12, 2**18
"""Where the end of a zip says how long its directory is; bytes up to which it is read without a worker"""


_FLAGS = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)


def read_file(path: Path) -> bytes:
    """Return a regular file's content; raise Refusal for links, pipes, too large or unreadable files."""
    return read_with_state(path)[0]


def read_with_state(path: Path) -> tuple[bytes, os.stat_result]:
    """Return what ``read_file`` does, and the state of the file when it was opened."""
    name = str(path)
    try:
        if not stat.S_ISREG(os.lstat(name).st_mode):
            raise Refusal(problem("file-not-regular"))
        handle = os.open(name, _FLAGS)
        try:
            info = os.fstat(handle)
            if not stat.S_ISREG(info.st_mode):
                raise Refusal(problem("file-not-regular"))
            if info.st_size > FILE_LIMIT:
                raise too_large(f"{info.st_size >> 20} MB", f"{FILE_LIMIT >> 20} MB")
            return _read(handle, info.st_size + 1), info  # not what a copy in progress adds, but that it adds something
        finally:
            os.close(handle)
    except FileNotFoundError:
        raise Refusal(problem("file-not-found", file=str(path))) from None
    except OSError as error:
        raise Refusal(problem("file-unreadable", found=files.reason(error))) from None


def _read(handle: int, most: int) -> bytes:
    """Return the bytes of an open file, at most so many."""
    data = os.read(handle, most)
    while len(data) < most and (more := os.read(handle, most - len(data))):
        data += more
    return data


class Container:
    """The parts of an .xlsx, inflated one by one within the limits."""

    def __init__(self, data: bytes) -> None:
        _refuse_other_kinds(data, kind_of(data))
        self._data = data
        self._inflated = 0
        self._parts: dict[str, zipfile.ZipInfo] = {}
        for info in _directory(data):
            name = info.orig_filename.replace("\\", "/")
            if _OUTSIDE.search(name):
                raise hostile(phrase("a part outside the package: {name}", name=info.orig_filename))
            if name.lower() in self._parts:
                raise hostile(phrase("two parts named {name}", name=name))
            self._parts[name.lower()] = info
        for name in self._parts:
            if name.endswith("/") and name.rstrip("/") in self._parts:  # a folder, or a part: programs take either
                raise hostile(phrase("two parts named {name}", name=name.rstrip("/")))
        self.has_foreign_bytes = foreign_bytes(data, list(self._parts.values()))
        if "[content_types].xml" not in self._parts:
            refuse_old(self.outside())
            found = phrase("a document of Apple Numbers") if is_numbers(self._parts) else phrase("an archive")
            raise Refusal(problem("file-wrong-type", found=found))

    def outside(self, main: str = "") -> Outside:
        """Return what identifies the package's format; ``main`` is its document part."""
        return Outside(self._data, FileKind.ZIP, self._parts.keys(), main)

    def names(self) -> list[str]:
        """Return the part names as written."""
        return [info.filename for info in self._parts.values()]

    def has(self, name: str) -> bool:
        """Return whether there is such a part."""
        return name.lower() in self._parts

    def size(self, name: str) -> int:
        """Return how many bytes a part has, 0 where there is none."""
        info = self._parts.get(name.lower())
        return 0 if info is None else info.file_size

    def beginning(self, name: str, size: int) -> bytes:
        """Return the first bytes of a part, none of one that is missing, locked or damaged."""
        info = self._parts.get(name.lower())
        if info is None or info.flag_bits & 1 or info.compress_type not in PACKED:
            return b""
        try:
            packed = _packed(self._data, info)
            stored = info.compress_type == zipfile.ZIP_STORED
            return packed[:size] if stored else zlib.decompressobj(-zlib.MAX_WBITS).decompress(packed, size)
        except DAMAGE:
            return b""

    def part(self, name: str) -> bytes:
        """Return a part's bytes; raise Refusal when it is missing, damaged or beyond the limits."""
        info = self._parts.get(name.lower())
        if info is None:
            raise Refusal(problem("file-truncated", found=phrase("no part {name}", name=name)))
        if info.flag_bits & 1:
            raise Refusal(problem("file-encrypted"))
        if info.compress_type not in PACKED:
            found = phrase("a part that is packed in an unusual way: {name}", name=name)
            raise Refusal(problem("file-truncated", found=found))
        total = self._inflated + info.file_size  # a part that is refused does not count for those after it
        if info.file_size > PART_LIMIT:
            raise too_large(phrase("more than {size} MB unpacked", size=info.file_size >> 20), f"{PART_LIMIT >> 20} MB")
        if total > TOTAL_LIMIT:
            raise too_large(phrase("more than {size} MB unpacked", size=total >> 20), f"{TOTAL_LIMIT >> 20} MB")
        if info.file_size > RATIO_FROM and info.file_size > RATIO_LIMIT * max(1, info.compress_size):
            raise hostile(phrase("unpacks to more than {ratio} times its size", ratio=RATIO_LIMIT))
        self._inflated = total
        try:
            return _inflate(_packed(self._data, info), info)
        except DAMAGE:
            raise Refusal(problem("file-truncated", found=phrase("part {name} is damaged", name=name))) from None


def _directory(data: bytes) -> list[zipfile.ZipInfo]:
    """Return the entries; raise Refusal when they are too many, overlap, or the zip has several directories."""
    count = data.count(ZIP_ENTRY)
    if count > ENTRY_LIMIT:
        raise too_large(phrase("{count} parts", count=count), str(ENTRY_LIMIT))
    end = data.rfind(ZIP_END)
    try:
        entries = zipfile.ZipFile(BytesIO(data)).infolist()
        disks = struct.unpack_from("<HH", data, end + 4)
    except DAMAGE:
        raise Refusal(problem("file-truncated", found=phrase("its end is missing"))) from None
    at = 0
    for info in sorted(entries, key=lambda entry: entry.header_offset):
        if info.header_offset < 0:
            raise Refusal(problem("file-truncated", found=phrase("its beginning is missing")))
        if info.header_offset < at:
            raise hostile(phrase("overlapping parts: {name}", name=info.orig_filename))
        if at == 0 < info.header_offset:
            raise hostile(phrase("something before the first part"))
        at = info.header_offset + _LOCAL.size + info.compress_size
    if at > end:
        raise Refusal(problem("file-truncated", found=phrase("its end is missing")))
    if disks not in _ONE_DISK or data.find(ZIP_END, at) != end:
        raise hostile(phrase("two directories, or a directory of several volumes"))
    return entries


def _packed(data: bytes, info: zipfile.ZipInfo) -> bytes:
    """Return a part's compressed bytes; raise ValueError when its own header and the directory disagree."""
    mark, flags, method, crc, size, name_length, extra = _LOCAL.unpack_from(data, info.header_offset)
    start = info.header_offset + _LOCAL.size
    name = data[start : start + name_length].decode("utf-8" if info.flag_bits & 0x800 else "cp437")
    if mark != ZIP_PART or name != info.orig_filename:
        raise ValueError
    if method != info.compress_type or (flags ^ info.flag_bits) & 1:
        raise ValueError
    # Sizes may follow the part (flag 8), be in an extra field (all ones) or be left out.
    if not flags & 8 and crc | size and (crc != info.CRC or size not in (info.compress_size, 0xFFFFFFFF)):
        raise ValueError
    start += name_length + extra
    return data[start : start + info.compress_size]


def _inflate(packed: bytes, info: zipfile.ZipInfo) -> bytes:
    """Return a part's bytes, at most as many as declared; raise ValueError when size or checksum is wrong."""
    if info.compress_type == zipfile.ZIP_STORED:
        data, whole, behind = packed, len(packed) == info.compress_size, b""
    else:
        unpacking = zlib.decompressobj(-zlib.MAX_WBITS)
        data = unpacking.decompress(packed, info.file_size + 1)
        whole, behind = unpacking.eof, unpacking.unused_data
    if len(data) > info.file_size:
        raise hostile(phrase("a part that is longer than its header states: {name}", name=info.orig_filename))
    if behind:
        raise hostile(phrase("a part that ends before its bytes do: {name}", name=info.orig_filename))
    if not whole or len(data) != info.file_size or zlib.crc32(data) != info.CRC:
        raise ValueError
    return data


_DOCUMENTS = {"word/document.xml": N_("a Word document"), "ppt/presentation.xml": N_("a presentation")}
"""The main parts of packages that are no workbooks"""


def refuse_junk(data: bytes) -> None:
    """Raise Refusal for a file that is surely no workbook and no parcel, by its first bytes and the names of its parts.

    Whatever it would take to inflate something for is left to its reader.
    """
    kind = kind_of(data)
    if kind in (FileKind.EMPTY, FileKind.ZEROS, FileKind.OTHER):
        _refuse_other_kinds(data, kind)
    if kind is FileKind.ZIP and any(part.encode() in data for part in _DOCUMENTS):
        names = _names_at_once(data)
        main = next((part for part in _DOCUMENTS if part in names), None)
        if main is not None and not any(name.startswith("xl/") for name in names):
            raise Refusal(_wrong_type(phrase(_DOCUMENTS[main])))


def _names_at_once(data: bytes) -> frozenset[str]:
    """Return the names in a zip's directory, in lower case; none of one that is damaged, or too long to read here."""
    try:
        (size,) = struct.unpack_from("<L", data, data.rfind(ZIP_END) + _SIZE_AT)
        names = zipfile.ZipFile(BytesIO(data)).namelist() if size <= _DIRECTORY_LIMIT else ()
    except DAMAGE:
        return frozenset()
    return frozenset(name.replace("\\", "/").lower() for name in names)


def _refuse_other_kinds(data: bytes, kind: FileKind) -> None:
    """Raise Refusal for a file that is not an .xlsx, naming its kind."""
    if kind is FileKind.ZIP:
        return
    if kind is FileKind.EMPTY:
        raise Refusal(problem("file-empty"))
    if kind is FileKind.ENCRYPTED:
        raise Refusal(problem("file-encrypted"))
    refuse_old(Outside(data, kind))
    if kind is FileKind.ZEROS:
        raise Refusal(problem("file-truncated", found=phrase("nothing but zeros")))
    raise Refusal(_wrong_type(described(data)))


@lru_cache(maxsize=64)
def _wrong_type(kind: Phrase) -> Problem:
    return problem("file-wrong-type", found=kind)
