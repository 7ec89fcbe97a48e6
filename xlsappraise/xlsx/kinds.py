"""Detection of a file's kind by its first bytes; the only module with file signatures."""

from __future__ import annotations

import re
from collections.abc import Collection
from enum import Enum, auto

from xlsappraise.base.i18n import N_, Phrase, phrase

ZIP_PART = b"PK\x03\x04"
ZIP_ENTRY = b"PK\x01\x02"
ZIP_END = b"PK\x05\x06"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_BOM = b"\xef\xbb\xbf"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_MESSAGE = tuple(name.encode("utf-16-le") for name in ("__properties_version1.0", "__nameid_version1.0"))
_OTHERS: tuple[tuple[bytes, str], ...] = (
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
_NAMES = {signature.lower(): phrase(name) for signature, name in _OTHERS}
_BEGINNING = re.compile(b"|".join(map(re.escape, _NAMES)))
_HEADERS_LIMIT = 2**16
_HEADER = re.compile(rb"[!-9;-~]{1,60}:")
_MAIL_HEADER = re.compile(
    rb"^(from|to|subject|date|message-id|mime-version|received|return-path|content-type|x-mailer):", re.I | re.M
)


class FileKind(Enum):
    """The kind of a file; what a zip or an OLE file contains is determined by its reader."""

    EMPTY = auto()
    ZIP = auto()
    """A workbook, an archive or another package"""
    OLE = auto()
    """An old workbook or another old Office document"""
    ENCRYPTED = auto()
    """An OLE file around a package with a password"""
    MESSAGE = auto()
    """A mail as Outlook saves it (.msg), an OLE file too"""
    MAIL = auto()
    """A mail as text (.eml)"""
    ZEROS = auto()
    OTHER = auto()


def kind_of(data: bytes) -> FileKind:
    """Return the kind of a file by its first bytes, of an OLE file also by the names of its streams."""
    if not data:
        return FileKind.EMPTY
    if data.startswith(b"PK"):
        return FileKind.ZIP
    if data.startswith(OLE):
        if any(stream in data for stream in _MESSAGE):
            return FileKind.MESSAGE
        return FileKind.ENCRYPTED if _ENCRYPTED in data else FileKind.OLE
    if _begins_as_mail(data):
        return FileKind.MAIL
    return FileKind.OTHER if data.strip(b"\0") else FileKind.ZEROS


def is_numbers(names: Collection[str]) -> bool:
    """Return whether a zip with parts of these names, in lower case, is one document of Apple Numbers."""
    packed = "index.zip" in names and any(name.startswith("metadata/") for name in names)
    return packed or any(name.endswith(".iwa") for name in names)


def _begins_as_mail(data: bytes) -> bool:
    head = data[:_HEADERS_LIMIT].removeprefix(_BOM).lstrip()
    if not _HEADER.match(head):
        return False
    head = head.replace(b"\r\n", b"\n").replace(b"\r", b"\n").partition(b"\n\n")[0]
    if b"\0" in head:
        return False
    return len({found.lower() for found in _MAIL_HEADER.findall(head)}) >= 2


def described(data: bytes) -> Phrase:
    """Return the name of an unsupported file's kind, for a message to its sender."""
    head = data[:1024].removeprefix(_BOM).lstrip().lower()
    found = _BEGINNING.match(head)
    if found is not None:
        return _NAMES[found[0]]
    if b"excel.sheet" in head or b"office:spreadsheet" in head:
        return phrase("an XML spreadsheet of Excel 2003")
    if b"\x00" in data[:4096]:
        return phrase("a file of unknown kind")
    line = head.partition(b"\n")[0]
    table = any(mark in line for mark in (b",", b"\t", b";"))
    return phrase("a table as text (CSV)") if table else phrase("a text file")
