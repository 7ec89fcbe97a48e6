"""The forms that a file without a form number may be. They are only proposed; a person confirms one.

The evidence is the person as printed on the form, the period as printed, and the form's own texts; a file's
name is never evidence.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import PurePath

from xlsappraise.base.problems import Problem, problem
from xlsappraise.base.text import fold
from xlsappraise.store.issued import Blueprint
from xlsappraise.store.ledger import Issue
from xlsappraise.xlsx.book import Book, SheetEntry
from xlsappraise.xlsx.sheet import SheetReading

SHARE = 0.6
"""The least share of a form's own texts that a sheet must contain to be proposed"""


def propose(book: Book, issues: Sequence[Issue], blueprints: Mapping[int, Blueprint]) -> list[Issue]:
    """Return the issued forms that a book may be, newest first."""
    shown = {entry.part: _texts(book.sheet(entry)) for entry in book.entries}
    all_texts = frozenset[str]().union(*shown.values())
    found = []
    for issue in issues:
        if issue.state != "issued":
            continue
        if not {fold(issue.stamps.ratee), fold(issue.stamps.organisation)} <= all_texts:
            continue
        if any(_share(blueprints[issue.master_id], texts) >= SHARE for texts in shown.values()):
            found.append(issue)
    return found[::-1]


def named_like_another(name: str, issue: Issue, by_filename: Mapping[str, Issue]) -> Problem | None:
    """Return a warning where a file of a form has the name of another person's form."""
    named = by_filename.get(PurePath(name).name)
    if named is None or named.employee_id == issue.employee_id:
        return None
    found, expected = (f"{one.employee_id} {one.name}" for one in (named, issue))
    return problem("named-like-another", found=found, expected=expected)


def likeliest_sheet(book: Book, blueprint: Blueprint) -> SheetEntry | None:
    """Return the sheet that contains most of a form's texts; None when none contains enough of them."""
    shares = {entry: _share(blueprint, _texts(book.sheet(entry))) for entry in book.entries}
    best = max(shares, key=lambda entry: shares[entry], default=None)
    return best if best is not None and shares[best] >= SHARE else None


def _texts(sheet: SheetReading) -> frozenset[str]:
    return frozenset(fold(cell.value) for cell in sheet.cells.values() if isinstance(cell.value, str))


def _share(blueprint: Blueprint, texts: frozenset[str]) -> float:
    """Return the share of the fixed texts of a form that are among ``texts``, without keys."""
    fixed = {
        fold(cell.value)
        for at, cell in blueprint.grid.items()
        if isinstance(cell.value, str) and cell.formula is None and at[1] != blueprint.key_column
        and at not in blueprint.stamped
    }  # fmt: skip
    return len(fixed & texts) / len(fixed) if fixed else 0.0
