"""Parcels: archives (.zip) and mails (.eml, .msg) that contain returned files, opened one level deep.

Nothing is written to disk. Every member is returned with its name, as bytes or as the Refusal.
"""

from __future__ import annotations

import re
import stat
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from zipfile import ZipInfo

from xlsappraise.base.i18n import Text, phrase
from xlsappraise.base.problems import Refusal, problem, visible
from xlsappraise.xlsx.kinds import FileKind, is_numbers, kind_of
from xlsappraise.xlsx.limits import FILE_LIMIT, TOTAL_LIMIT
from xlsappraise.xlsx.mail import decoded, eml_members, msg_members
from xlsappraise.xlsx.old import OLD_FORMATS
from xlsappraise.xlsx.unzip import BoundedZip

MEMBER_LIMIT = 400
_PARCELS = {FileKind.ZIP: "zip", FileKind.MESSAGE: "msg", FileKind.MAIL: "eml"}
_DOCUMENT_PARTS = {"[content_types].xml", "xl/workbook.xml", *(part for old in OLD_FORMATS for part in old.parts)}
_SHADOWS = "__MACOSX/"  # macOS writes one beside every file
_DRIVE = re.compile(r"[A-Za-z]:")


@dataclass(frozen=True)
class Enclosure:
    """One file of a parcel."""

    name: str
    data: bytes | Refusal


def is_parcel(data: bytes, name: str = "") -> str | None:
    """Return ``zip``, ``eml`` or ``msg`` for a parcel, by its content; None for anything else."""
    kind = kind_of(data)
    return None if kind is FileKind.ZIP and not _is_archive(data, name) else _PARCELS.get(kind)


def _is_archive(data: bytes, name: str) -> bool:
    try:
        entries = BoundedZip(data).entries
    except Refusal:  # a truncated workbook looks the same; only the name differs
        return name.lower().endswith(".zip")
    names = {info.filename.lower() for info in entries}
    return not (names & _DOCUMENT_PARTS or is_numbers(names))


def members(data: bytes, kind: str) -> list[Enclosure]:
    """Return the files in a parcel; raise Refusal for a parcel that is damaged, empty or too large."""
    if len(data) > FILE_LIMIT:
        raise _too_large(f"{len(data) >> 20} MB", f"{FILE_LIMIT >> 20} MB")
    reading = {"zip": _zip_members, "eml": eml_members, "msg": msg_members}[kind](data)
    found = list(_numbered(_checked(reading)))
    if not found:
        raise Refusal(problem("archive-empty"))
    return found


def _too_large(found: Text, limit: str) -> Refusal:
    return Refusal(problem("archive-too-large", found=found, expected=limit))


def _checked(reading: Iterable[tuple[str, bytes | Refusal]]) -> Iterator[tuple[str, bytes | Refusal]]:
    """Refuse members that are parcels or too large; raise Refusal where all together are too large or too many."""
    total = count = 0
    for name, content in reading:
        count += not name.startswith(_SHADOWS)
        if count > MEMBER_LIMIT:
            raise _too_large(phrase("more than {count} files", count=MEMBER_LIMIT), str(MEMBER_LIMIT))
        if isinstance(content, Refusal):
            yield name, content
            continue
        total += len(content)
        if len(content) > FILE_LIMIT:
            yield name, Refusal(problem("file-too-large", found=f"{len(content) >> 20} MB", expected="20 MB"))
        elif total > TOTAL_LIMIT:
            raise _too_large(phrase("more than {size} MB unpacked", size=TOTAL_LIMIT >> 20), "128 MB")
        elif is_parcel(content, name) is not None:
            yield name, Refusal(problem("archive-nested"))
        else:
            yield name, content


def _numbered(found: Iterable[tuple[str, bytes | Refusal]]) -> Iterator[Enclosure]:
    """Number members of the same name, so that all are kept."""
    seen: set[str] = set()
    for name, content in found:
        shown, number = safe_name(name), 2
        while shown in seen:
            shown, number = f"{safe_name(name)} [{number}]", number + 1
        seen.add(shown)
        yield Enclosure(shown, content)


def safe_name(name: str) -> str:
    """Return a member's name as printable text, with path parts that leave the folder in brackets."""
    parts = []
    for index, part in enumerate(name.replace("\\", "/").split("/")):
        odd = part in (".", "..") or (index == 0 and (not part or _DRIVE.fullmatch(part[:2])))
        parts.append(f"[{part}]" if odd else part)
    return visible("/".join(parts), 400, blanks=True)


def _zip_members(data: bytes) -> Iterator[tuple[str, bytes | Refusal]]:
    archive = BoundedZip(data)
    for info in archive.entries:
        if not info.is_dir():
            yield zip_name(info), _content(archive, info)


def _content(archive: BoundedZip, info: ZipInfo) -> bytes | Refusal:
    kind = stat.S_IFMT(info.external_attr >> 16)
    if kind not in (0, stat.S_IFREG):
        return Refusal(problem("file-not-regular"))
    if info.flag_bits & 1:
        return Refusal(problem("archive-encrypted"))
    try:
        return archive.inflate(info)
    except Refusal as refusal:
        return refusal


def zip_name(info: ZipInfo) -> str:
    """Return an entry's name; without the UTF-8 flag it is decoded as UTF-8, GBK or code page 437, in this order."""
    name = info.orig_filename
    if info.flag_bits & 0x800 or name.isascii():
        return name
    return decoded(name.encode("cp437"), ("utf-8", "gb18030", "cp437"))
