"""Stamping: a master is built once; each person's form is the master with three small parts replaced.

Only the texts of cells and the properties with the form number differ per person. The other parts are kept in memory
as a zip, to which the stamped parts are appended.
"""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import dataclass

from xlsappraise.forms.stamps import PLACEHOLDERS, Stamps, clean
from xlsappraise.xlsx.number_places import PARTS

STAMPED_PARTS = ("xl/sharedStrings.xml", *PARTS)
_WORKBOOK = "xl/workbook.xml"
_SHEETS = "xl/worksheets/sheet"
_UNTYPED = re.compile(rb"<c ([^<>]*)><f>([^<]*)</f><v></v></c>")
_STRUCTURE_LOCK = '<workbookProtection lockStructure="1"/>'
_DATE = (2026, 1, 1, 0, 0, 0)
_ESCAPED = re.compile(r"_(x[0-9A-Fa-f]{4}_)")
_NAMES = {text: name for name, text in PLACEHOLDERS.texts().items()}
_STAMP = re.compile("|".join(f"({re.escape(text)})" for text in _NAMES))


@dataclass(frozen=True, slots=True)
class Master:
    """The fixed parts, zipped, and the stamped parts, split at their placeholders."""

    fixed: bytes
    parts: tuple[tuple[str, tuple[str, ...], tuple[str, ...]], ...]
    """(name, texts between the placeholders, names of the placeholders)"""


def lock_structure(workbook: bytes) -> bytes:
    """Return the workbook with its structure locked, which XlsxWriter does not support."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(workbook)) as source, zipfile.ZipFile(target, "w") as locked:
        for info in source.infolist():
            data = source.read(info)
            if info.filename == _WORKBOOK:
                text = data.decode()
                end = text.index("/>", text.index("<workbookPr")) + 2
                data = (text[:end] + _STRUCTURE_LOCK + text[end:]).encode()
            elif info.filename.startswith(_SHEETS):
                # an empty result is a text, as Excel writes it; else some programs drop the formula with it
                data = _UNTYPED.sub(rb'<c \1 t="str"><f>\2</f><v></v></c>', data)
            write_part(locked, info.filename, data)
    return target.getvalue()


def make_master(workbook: bytes) -> Master:
    """Split a workbook with placeholders into its fixed and its stamped parts."""
    fixed = io.BytesIO()
    parts = []
    with zipfile.ZipFile(io.BytesIO(workbook)) as source, zipfile.ZipFile(fixed, "w") as kept:
        for info in source.infolist():
            data = source.read(info)
            if info.filename in STAMPED_PARTS:
                parts.append((info.filename, *_split(data.decode())))
            else:
                write_part(kept, info.filename, data)
    return Master(fixed.getvalue(), tuple(parts))


def _split(text: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    text = text.replace("<si><t>{{", '<si><t xml:space="preserve">{{')
    found = tuple(_NAMES[match.group()] for match in _STAMP.finditer(text))
    between = []
    start = 0
    for match in _STAMP.finditer(text):
        between.append(text[start : match.start()])
        start = match.end()
    return (*between, text[start:]), found


def stamp(master: Master, stamps: Stamps) -> bytes:
    """Return one person's workbook; the same stamps give the same bytes."""
    texts = {name: escape(value) for name, value in stamps.texts().items()}
    target = io.BytesIO()
    target.write(master.fixed)
    with zipfile.ZipFile(target, "a") as book:
        for part, between, names in master.parts:
            pieces = [between[0]]
            for name, after in zip(names, between[1:], strict=True):
                pieces += (texts[name], after)
            write_part(book, part, "".join(pieces).encode())
    return target.getvalue()


def escape(text: str) -> str:
    """Return ``text`` as XML character data that reads back as ``clean(text)``."""
    text = _ESCAPED.sub(r"_x005F_\1", clean(text))
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\r", "_x000D_")


def write_part(book: zipfile.ZipFile, name: str, data: bytes) -> None:
    """Write a part of a workbook with a fixed date."""
    info = zipfile.ZipInfo(name, _DATE)
    info.compress_type = zipfile.ZIP_DEFLATED
    info.external_attr = 0o600 << 16
    book.writestr(info, data)
