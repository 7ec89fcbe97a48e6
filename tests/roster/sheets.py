"""Rosters for tests: rows that are legal unless changed, read whole."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from tests.conftest import person, text_of, write_roster
from xlsappraise.base.problems import Problem, Refusal
from xlsappraise.roster import COLUMNS, Roster, read_roster
from xlsappraise.schemes import Library
from xlsappraise.xlsx.address import column_letters

LIBRARY = Library()
LETTERS = {name: column_letters(index) for index, name in enumerate(COLUMNS)}
Found = list[tuple[str, str | None, str | None, str | None]]


def roster_of(
    folder: Path,
    *rows: Mapping[str, Any],
    headings: Sequence[str] | None = None,
    change: Callable[[Any], None] | None = None,
) -> Roster:
    """Write a roster, change its sheet with openpyxl, and read it."""
    path = folder / "roster.xlsx"
    write_roster(path, rows, headings)
    if change is not None:
        book = openpyxl.load_workbook(path)
        change(book.worksheets[0])
        book.save(path)
    return read_roster(path, LIBRARY)


def findings(roster: Roster) -> Found:
    """Return (code, cell, found, expected) of every problem."""
    assert {p.sheet for p in roster.all_problems()} <= {"Sheet"}
    assert {p.file for p in roster.all_problems()} <= {"roster.xlsx"}
    return [(p.code, p.cell, text_of(p.found), text_of(p.expected)) for p in roster.all_problems()]


def with_cell(folder: Path, column: str, value: Any, **changes: Any) -> Found:
    """Return what is found in a roster of one person with this value in a column."""
    return findings(roster_of(folder, person(**{**changes, column: value})))


def refused(folder: Path, *rows: Mapping[str, Any], **options: Any) -> Problem:
    """Return why the roster cannot be read at all."""
    with pytest.raises(Refusal) as refusal:
        roster_of(folder, *rows, **options)
    (found,) = refusal.value.problems
    return found
