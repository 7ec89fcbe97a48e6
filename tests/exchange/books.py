"""Schemes written into workbooks, changed as a person would change them, and read again."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from tests.conftest import text_of
from tests.schemes.build import Raw, criterion, raw_scheme, section
from xlsappraise.base.problems import Problem, Refusal
from xlsappraise.schemebook import read_scheme_book, write_scheme_book
from xlsappraise.schemes import Scheme

Book = Any
LEVELS = {
    "kind": "levels",
    "levels": [{"label": "好", "points": 40}, {"label": "差", "points": 0}],
}
CHECKLIST = {"kind": "checklist", "items": [{"id": "one", "label": "甲"}], "all_na": "full", "not_applicable": ""}


def trial(*, language: str = "en", **changes: Any) -> Scheme:
    """Return a scheme with three criteria in two sections; its workbook is in English."""
    parts = [
        section(criterion("effort", 30), criterion("care", 40, [LEVELS])),
        section(criterion("order", 30, [CHECKLIST]), title="态度"),
    ]
    return Scheme.model_validate({**raw_scheme(*parts, language=language), **changes})


def write(folder: Path, scheme: Scheme, change: Callable[[Book], None] | None = None) -> Path:
    """Write a scheme's workbook and change it with openpyxl."""
    path = folder / "方案.xlsx"
    write_scheme_book(scheme, path)
    if change is not None:
        book = openpyxl.load_workbook(path)
        change(book)
        book.save(path)
    return path


def read_changed(folder: Path, change: Callable[[Book], None], scheme: Scheme | None = None) -> Scheme:
    """Return what a changed workbook says."""
    return read_scheme_book(write(folder, scheme or trial(), change))


def problems(folder: Path, change: Callable[[Book], None], scheme: Scheme | None = None) -> tuple[Problem, ...]:
    """Return all that is found in a changed workbook."""
    with pytest.raises(Refusal) as refusal:
        read_changed(folder, change, scheme)
    assert {p.file for p in refusal.value.problems} == {"方案.xlsx"}
    return refusal.value.problems


Found = tuple[str, str | None, str | None, str | None, str | None]


def findings(folder: Path, change: Callable[[Book], None], scheme: Scheme | None = None) -> list[Found]:
    """Return (code, sheet, cell, found, expected) of every problem."""
    return [(p.code, p.sheet, p.cell, text_of(p.found), text_of(p.expected)) for p in problems(folder, change, scheme)]


def cell(book: Book, sheet: str, text: str, *, column: str | None = None) -> Any:
    """Return the first cell with a text; or the cell of its row in the column with this heading."""
    page = book[sheet]
    found = next(c for row in page.iter_rows() for c in row if c.value == text)
    if column is None:
        return found
    heading = next(c for c in page[1] if c.value == column)
    return page.cell(found.row, heading.column)


__all__ = ["Raw", "cell", "findings", "problems", "read_changed", "trial", "write"]
