"""The outside of a workbook: what kind of file it is, and the zip with its limits."""

from __future__ import annotations

import os
import stat
import struct
import zipfile
import zlib
from io import BytesIO
from pathlib import Path

from xlsappraise.i18n import N_, _
from xlsappraise.problems import Refusal, problem

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
)
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


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
        raise Refusal(problem("file-unreadable", found=error.strerror)) from None


def too_large(found: str, limit: str) -> Refusal:
    """Return the refusal of something beyond a limit."""
    return Refusal(problem("file-too-large", found=found, expected=limit))


def hostile(found: str) -> Refusal:
    """Return the refusal of a file that no spreadsheet program writes."""
    return Refusal(problem("file-hostile", found=found))


class Container:
    """The parts of an .xlsx, inflated one by one within the limits."""

    def __init__(self, data: bytes) -> None:
        _refuse_other_kinds(data)
        try:
            self._zip = zipfile.ZipFile(BytesIO(data))
        except DAMAGE:
            raise Refusal(problem("file-truncated", found=_("its end is missing"))) from None
        self._inflated = 0
        self._parts: dict[str, zipfile.ZipInfo] = {}
        entries = self._zip.infolist()
        if len(entries) > ENTRY_LIMIT:
            raise too_large(_("{count} parts").format(count=len(entries)), str(ENTRY_LIMIT))
        for info in entries:
            name = info.filename
            if name.startswith(("/", "\\")) or ".." in name.replace("\\", "/").split("/"):
                raise hostile(_("a part outside the package: {name}").format(name=name))
            if name.lower() in self._parts:
                raise hostile(_("two parts named {name}").format(name=name))
            self._parts[name.lower()] = info
        if "[content_types].xml" not in self._parts:
            kind = self._other_package()
            if kind is not None:
                raise Refusal(problem("file-old-format", found=kind))
            raise Refusal(problem("file-wrong-type", found=_("an archive")))

    def _other_package(self) -> str | None:
        if "mimetype" in self._parts:
            return _("an OpenDocument file")
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
            raise Refusal(problem("file-truncated", found=_("no part {name}").format(name=name)))
        if info.flag_bits & 1:
            raise Refusal(problem("file-encrypted"))
        if info.compress_type not in PACKED:
            told = _("a part that is packed in an unusual way: {name}").format(name=name)
            raise Refusal(problem("file-truncated", found=told))
        try:
            with self._zip.open(info) as stream:
                data = stream.read(PART_LIMIT + 1)
        except DAMAGE:
            raise Refusal(problem("file-truncated", found=_("part {name} is damaged").format(name=name))) from None
        self._inflated += len(data)
        if len(data) > PART_LIMIT or self._inflated > TOTAL_LIMIT:
            raise too_large(_("more than {size} MB unpacked").format(size=len(data) >> 20), f"{TOTAL_LIMIT >> 20} MB")
        if len(data) > RATIO_FROM and len(data) > RATIO_LIMIT * max(1, info.compress_size):
            raise hostile(_("unpacks to more than {ratio} times its size").format(ratio=RATIO_LIMIT))
        return data


def _refuse_other_kinds(data: bytes) -> None:
    """Raise Refusal for what is plainly no .xlsx, telling what it is."""
    if not data:
        raise Refusal(problem("file-empty"))
    if data.startswith(b"PK"):
        return
    if data.startswith(_OLE):
        if "EncryptedPackage".encode("utf-16-le") in data:
            raise Refusal(problem("file-encrypted"))
        raise Refusal(problem("file-old-format", found=_("an old Excel file (.xls) or another Office document")))
    for signature, kind in _SIGNATURES:
        if data[:64].lstrip().lower().startswith(signature.lower()):
            raise Refusal(problem("file-wrong-type", found=_(kind)))
    kind = N_("a text file") if b"\x00" not in data[:4096] else N_("a file of unknown kind")
    raise Refusal(problem("file-wrong-type", found=_(kind)))
