"""Every workbook of a corpus that real programs saved is read, and its cells are those that openpyxl reads.

The folder is named by ``XLSAPPRAISE_CORPUS``; its list ``manifest.tsv`` says which files are refused, rightly.
"""

from __future__ import annotations

import datetime
import os
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from xlsappraise.base.problems import Refusal
from xlsappraise.xlsx.address import address
from xlsappraise.xlsx.book import SheetEntry
from xlsappraise.xlsx.cell import Cell, unescape
from xlsappraise.xlsx.reading import Reading
from xlsappraise.xlsx.riders import pictures, riders

FOLDER = Path(os.environ.get("XLSAPPRAISE_CORPUS", ""))
FILES = sorted(FOLDER.glob("*.xls[xm]")) if os.environ.get("XLSAPPRAISE_CORPUS") else []
REFUSED = frozenset({"file-hostile", "file-truncated", "file-encrypted", "file-old-format", "file-wrong-type"})
ODDITIES = {
    "Macro Sheet!A1": "a macro sheet, of which only openpyxl reads the cells",
    "Tabelle1!A2": "a formula's text in an odd form, which openpyxl takes for a blank",
}
"""Cells that we and openpyxl read differently, and why"""
pytestmark = pytest.mark.skipif(not FILES, reason="XLSAPPRAISE_CORPUS names no folder of workbooks")


def allowed() -> dict[str, str]:
    """Return, by file name, what the corpus says about files that are refused."""
    lines = (FOLDER / "manifest.tsv").read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t") for line in lines if line]
    return {row[0]: " ".join(row[1:]) for row in rows}


def opened(path: Path) -> Any | None:
    """Return the workbook as openpyxl opens it, None where it does not."""
    with warnings.catch_warnings(), path.open("rb") as file:  # openpyxl leaves the file open where it fails
        warnings.simplefilter("ignore")
        try:
            return openpyxl.load_workbook(file, data_only=True)
        except Exception:  # openpyxl raises anything
            return None


def differences(reading: Reading, book: Any) -> Iterator[tuple[str, object, object]]:
    """Yield (place, our value, openpyxl's) where they differ."""
    sheets = {sheet.title: sheet for sheet in book.worksheets}
    for entry in reading.entries:
        sheet = sheets.get(entry.name)
        if sheet is None:
            continue
        ours = {at: cell for at, cell in reading.sheet(entry).cells.items() if cell.value is not None}
        theirs = {
            (cell.row - 1, cell.column - 1): cell.value
            for row in sheet.iter_rows()
            for cell in row
            if cell.value not in (None, "")
        }
        for at in sorted((ours.keys() | theirs.keys()) - covered(reading, entry)):
            if not same(ours.get(at), theirs.get(at), book.epoch):
                one = ours.get(at)
                yield f"{entry.name}!{address(at)}", None if one is None else one.value, theirs.get(at)


def covered(reading: Reading, entry: SheetEntry) -> set[tuple[int, int]]:
    """Return the cells under merged areas, whose content openpyxl drops."""
    return {
        (row, column)
        for first, last in reading.sheet(entry).merges
        for row in range(first[0], last[0] + 1)
        for column in range(first[1], last[1] + 1)
        if (row, column) != first
    }


def same(ours: Cell | None, theirs: object, epoch: datetime.datetime) -> bool:
    """Return whether two values are one; openpyxl makes dates of numbers, and numbers of texts without a type."""
    if ours is None or theirs is None:
        return ours is None and theirs is None
    if isinstance(theirs, datetime.datetime | datetime.date | datetime.time | datetime.timedelta):
        return isinstance(ours.value, float | str)
    if isinstance(theirs, bool) or isinstance(ours.value, bool):
        return ours.value is theirs
    if isinstance(theirs, int | float):
        return isinstance(ours.value, float) and abs(ours.value - theirs) <= 1e-12 * max(1.0, abs(theirs))
    return ours.value in (str(theirs).replace("\r\n", "\n"), unescape(str(theirs)))  # openpyxl decodes no escapes


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_a_workbook_of_a_real_program_is_read_as_openpyxl_reads_it(path: Path) -> None:
    try:
        reading = Reading(path.read_bytes())
        cells = [reading.sheet(entry) for entry in reading.entries]
        assert reading.formats is not None and riders(reading) is not None and pictures(reading) is not None
    except Refusal as refusal:
        codes = {problem.code for problem in refusal.problems}
        assert codes <= REFUSED and any(code in allowed()[path.name] for code in codes), refusal.problems
        return
    assert cells is not None
    book = opened(path)
    if book is not None:
        assert [one for one in differences(reading, book) if one[0] not in ODDITIES][:5] == []
