"""Opening of a workbook of any supported format from its bytes."""

from __future__ import annotations

from collections.abc import Sequence

from xlsappraise.base.i18n import phrase
from xlsappraise.base.problems import Problem, Refusal, problem
from xlsappraise.xlsx.book import Book
from xlsappraise.xlsx.kinds import FileKind, kind_of
from xlsappraise.xlsx.old import InOldFormat
from xlsappraise.xlsx.reading import Reading


def open_book(data: bytes, passwords: Sequence[str] = ()) -> tuple[Book, list[Problem]]:
    """Return the workbook and the findings about its format; raise Refusal for any other file."""
    try:
        return _opened(data)
    except Refusal as refusal:
        if refusal.problems[0].code != "file-encrypted" or kind_of(data) not in (FileKind.ENCRYPTED, FileKind.OLE):
            raise
    from xlsappraise.xlsx.passwords import decrypt

    inside = decrypt(data, passwords)
    try:
        book, findings = _opened(inside)
    except Refusal as refusal:
        if refusal.problems[0].code != "file-encrypted":
            raise
        raise Refusal(problem("protection-unknown", found=phrase("a second protection inside the first"))) from None
    return book, [problem("file-was-encrypted"), *findings]


def _opened(data: bytes) -> tuple[Book, list[Problem]]:
    try:
        return Reading(data), []
    except InOldFormat as refusal:
        old = refusal.format
    from xlsappraise.xlsx.old.book import OldBook

    return OldBook(data, old), [problem("old-format-read", found=old.name)]
