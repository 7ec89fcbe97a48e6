"""A file's bytes become a book, whatever format they turn out to be in."""

from __future__ import annotations

from collections.abc import Sequence

from xlsappraise.base.i18n import phrase
from xlsappraise.base.problems import Problem, Refusal, problem
from xlsappraise.xlsx.book import Book
from xlsappraise.xlsx.container import OLE
from xlsappraise.xlsx.reading import Reading


def open_book(data: bytes, passwords: Sequence[str] = ()) -> tuple[Book, list[Problem]]:
    """Return the workbook and what is to be said of its format; raise Refusal for anything else."""
    try:
        return _opened(data)
    except Refusal as refusal:
        if refusal.problems[0].code != "file-encrypted" or not data.startswith(OLE):
            raise
    from xlsappraise.xlsx.passwords import decrypt

    book, told = _opened(decrypt(data, passwords))
    return book, [problem("file-was-encrypted"), *told]


def _opened(data: bytes) -> tuple[Book, list[Problem]]:
    try:
        return Reading(data), []
    except Refusal as refusal:
        kind = refusal.problems[0]
        if kind.code != "file-old-format":
            raise
    from xlsappraise.xlsx.old import OldBook

    name = phrase("an old Excel workbook (.xls)") if data.startswith(OLE) else kind.found
    return OldBook(data), [problem("old-format-read", found=name)]
