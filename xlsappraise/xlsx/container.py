"""The outside of a workbook: what kind of file it is, and the zip with its limits."""

from __future__ import annotations

import os
import re
import stat
import struct
import zipfile
import zlib
from io import BytesIO
from pathlib import Path

from xlsappraise.base import files
from xlsappraise.base.i18n import N_, Text, phrase
from xlsappraise.base.problems import Refusal, problem

FILE_LIMIT = 20 * 2**20
PART_LIMIT = 64 * 2**20
TOTAL_LIMIT = 128 * 2**20
RATIO_LIMIT = 150
RATIO_FROM = 2**20
ENTRY_LIMIT = 400

DAMAGE = (zipfile.BadZipFile, zlib.error, struct.error, EOFError, OSError, ValueError, OverflowError, RuntimeError)
"""What the standard library raises on a zip that is cut off or bitten"""
PACKED = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)

_SIGNATURES: tuple[tuple[bytes, str], ...] = (
    (b"%PDF", N_("a PDF")),
    (b"\x89PNG", N_("a picture")),
    (b"\xff\xd8\xff", N_("a picture")),
    (b"GIF8", N_("a picture")),
    (b"{\\rtf", N_("a text document")),
    (b"Rar!", N_("an archive")),
    (b"7z\xbc\xaf", N_("an archive")),
    (b"\x1f\x8b", N_("an archive")),
    (b"<html", N_("a web page")),
    (b"<!DOCTYPE html", N_("a web page")),
    (b"<table", N_("a web page")),
    (b"<meta", N_("a web page")),
    (b"<style", N_("a web page")),
)
_OUTSIDE = re.compile(r"\A/|\A[A-Za-z]:|[\x00-\x1f\x7f]|(?:\A|/)\.\.(?:/|\Z)")
_END = b"PK\x05\x06"
_ONE_DISK = ((0, 0), (0xFFFF, 0xFFFF))
_LOCAL = struct.Struct("<4s2xHH4xLL4xHH")
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def read_file(path: Path) -> bytes:
    """Return a regular file's content, following no link and waiting for no pipe; raise Refusal."""
    try:
        if not stat.S_ISREG(path.lstat().st_mode):
            raise Refusal(problem("file-not-regular"))
        flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
        handle = os.open(path, flags)
        with os.fdopen(handle, "rb") as file:
            info = os.fstat(handle)
            if not stat.S_ISREG(info.st_mode):
                raise Refusal(problem("file-not-regular"))
            if info.st_size > FILE_LIMIT:
                raise too_large(f"{info.st_size >> 20} MB", f"{FILE_LIMIT >> 20} MB")
            return file.read(FILE_LIMIT + 1)
    except FileNotFoundError:
        raise Refusal(problem("file-not-found", file=str(path))) from None
    except OSError as error:
        raise Refusal(problem("file-unreadable", found=files.reason(error))) from None


def too_large(found: Text, limit: str) -> Refusal:
    """Return the refusal of something beyond a limit."""
    return Refusal(problem("file-too-large", found=found, expected=limit))


def hostile(found: Text) -> Refusal:
    """Return the refusal of a file that no spreadsheet program writes."""
    return Refusal(problem("file-hostile", found=found))


class Container:
    """The parts of an .xlsx, inflated one by one within the limits."""

    def __init__(self, data: bytes) -> None:
        _refuse_other_kinds(data)
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
        if "[content_types].xml" not in self._parts:
            kind = self._other_package()
            if kind is not None:
                raise Refusal(problem("file-old-format", found=kind))
            raise Refusal(problem("file-wrong-type", found=phrase("an archive")))

    def _other_package(self) -> Text | None:
        if "mimetype" in self._parts:
            return phrase("an OpenDocument file")
        return None

    def names(self) -> list[str]:
        """Return the part names as written."""
        return [info.filename for info in self._parts.values()]

    def has(self, name: str) -> bool:
        """Tell whether there is such a part."""
        return name.lower() in self._parts

    def part(self, name: str) -> bytes:
        """Return a part's bytes; raise Refusal when it is missing, damaged or beyond the limits."""
        info = self._parts.get(name.lower())
        if info is None:
            raise Refusal(problem("file-truncated", found=phrase("no part {name}", name=name)))
        if info.flag_bits & 1:
            raise Refusal(problem("file-encrypted"))
        if info.compress_type not in PACKED:
            told = phrase("a part that is packed in an unusual way: {name}", name=name)
            raise Refusal(problem("file-truncated", found=told))
        self._inflated += info.file_size
        if info.file_size > PART_LIMIT or self._inflated > TOTAL_LIMIT:
            told = phrase("more than {size} MB unpacked", size=info.file_size >> 20)
            raise too_large(told, f"{TOTAL_LIMIT >> 20} MB")
        if info.file_size > RATIO_FROM and info.file_size > RATIO_LIMIT * max(1, info.compress_size):
            raise hostile(phrase("unpacks to more than {ratio} times its size", ratio=RATIO_LIMIT))
        try:
            return _inflate(_packed(self._data, info), info)
        except DAMAGE:
            raise Refusal(problem("file-truncated", found=phrase("part {name} is damaged", name=name))) from None


def _directory(data: bytes) -> list[zipfile.ZipInfo]:
    """Return the entries; raise Refusal when they are too many, overlap, or the zip has two faces."""
    count = data.count(b"PK\x01\x02")
    if count > ENTRY_LIMIT:
        raise too_large(phrase("{count} parts", count=count), str(ENTRY_LIMIT))
    end = data.rfind(_END)
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
            raise hostile(phrase("parts that lie upon each other: {name}", name=info.orig_filename))
        if at == 0 < info.header_offset:
            raise hostile(phrase("something that stands before the first part"))
        at = info.header_offset + _LOCAL.size + info.compress_size
    if at > end:
        raise Refusal(problem("file-truncated", found=phrase("its end is missing")))
    if disks not in _ONE_DISK or data.find(_END, at) != end:
        raise hostile(phrase("two directories, or a directory of several volumes"))
    return entries


def _packed(data: bytes, info: zipfile.ZipInfo) -> bytes:
    """Return a part's packed bytes; raise ValueError when its own header and the directory disagree."""
    mark, flags, method, crc, size, name_length, extra = _LOCAL.unpack_from(data, info.header_offset)
    start = info.header_offset + _LOCAL.size
    name = data[start : start + name_length].decode("utf-8" if info.flag_bits & 0x800 else "cp437")
    if mark != b"PK\x03\x04" or name != info.orig_filename:
        raise ValueError
    if method != info.compress_type or (flags ^ info.flag_bits) & 1:
        raise ValueError
    # Sizes may follow the part (flag 8), stand in an extra field (all ones) or be left out.
    if not flags & 8 and crc | size and (crc != info.CRC or size not in (info.compress_size, 0xFFFFFFFF)):
        raise ValueError
    start += name_length + extra
    return data[start : start + info.compress_size]


def _inflate(packed: bytes, info: zipfile.ZipInfo) -> bytes:
    """Return a part's bytes, never one more than it claims to have; raise ValueError when the claim is wrong."""
    if info.compress_type == zipfile.ZIP_STORED:
        data, whole = packed, len(packed) == info.compress_size
    else:
        unpacking = zlib.decompressobj(-zlib.MAX_WBITS)
        data = unpacking.decompress(packed, info.file_size + 1)
        whole = unpacking.eof
    if len(data) > info.file_size:
        raise hostile(phrase("a part that is longer than it claims: {name}", name=info.orig_filename))
    if not whole or len(data) != info.file_size or zlib.crc32(data) != info.CRC:
        raise ValueError
    return data


def _refuse_other_kinds(data: bytes) -> None:
    """Raise Refusal for what is plainly no .xlsx, telling what it is."""
    if not data:
        raise Refusal(problem("file-empty"))
    if data.startswith(b"PK"):
        return
    if data.startswith(OLE):
        if "EncryptedPackage".encode("utf-16-le") in data:
            raise Refusal(problem("file-encrypted"))
        raise Refusal(problem("file-old-format", found=phrase("an old Excel file (.xls) or another Office document")))
    if not data.strip(b"\0"):
        raise Refusal(problem("file-truncated", found=phrase("nothing but zeros")))
    raise Refusal(problem("file-wrong-type", found=phrase(_kind_of(data))))


def _kind_of(data: bytes) -> str:
    """Name what a file is by how it begins."""
    head = data[:1024].removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    for signature, kind in _SIGNATURES:
        if head.startswith(signature.lower()):
            return kind
    if b"excel.sheet" in head or b"office:spreadsheet" in head:
        return N_("an XML spreadsheet of Excel 2003")
    if b"\x00" in data[:4096]:
        return N_("a file of unknown kind")
    line = head.partition(b"\n")[0]
    return N_("a table as text (CSV)") if any(mark in line for mark in (b",", b"\t", b";")) else N_("a text file")
