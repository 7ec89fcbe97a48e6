"""Read a scheme from a workbook; report every mistake in it with its sheet and cell."""

from __future__ import annotations

from collections.abc import Container, Sequence
from dataclasses import dataclass
from pathlib import Path

from xlsappraise.base.problems import Problem, Refusal, problem
from xlsappraise.schemebook.draft import SchemeDraft, Where
from xlsappraise.schemebook.paper import TakenNames, paper_sheets, read_paper
from xlsappraise.schemebook.plan import HOW_TO, REFERENCE, GridSheet, PairSheet, Sheet, headed, sheets
from xlsappraise.schemebook.read_grid import read_grid, read_pairs
from xlsappraise.schemebook.read_rules import read_rules
from xlsappraise.schemebook.table import SchemeTable, as_phrases, closest
from xlsappraise.schemebook.validation import validated
from xlsappraise.schemes import Scheme
from xlsappraise.typed.words import key, understood
from xlsappraise.xlsx.book import Book, SheetEntry
from xlsappraise.xlsx.own import own, read_own

UNREADABLE = "scheme-book-unreadable"
NO_NAMES = TakenNames()
REQUIRED = ("settings", "raters", "criteria", "rules")


@dataclass(frozen=True, slots=True)
class ReadScheme:
    """A scheme that was read from a workbook; ``paper``: from the sheet that is filled in as on paper."""

    scheme: Scheme
    notes: tuple[Problem, ...]
    paper: bool


def read_scheme_book(path: Path, taken: TakenNames = NO_NAMES) -> Scheme:
    """Read a scheme from a workbook; raise Refusal with everything that is wrong with it."""
    return read_any(path, taken).scheme


def read_any(path: Path, taken: TakenNames = NO_NAMES) -> ReadScheme:
    """Read a scheme from a workbook of either kind; raise Refusal with everything that is wrong with it.

    ``taken``: the schemes that are there already, so that ids are made that none of them has.
    """
    draft = SchemeDraft(path.name)
    reading = read_own(path, UNREADABLE)
    with own(path, UNREADABLE):
        paper = [] if _is_export(reading) else list(paper_sheets(reading))
    titles = understood({sheet.id: sheet.title for sheet in sheets()})
    if not paper and not any(key(entry.name) in titles for entry in reading.entries):
        names = tuple(entry.name for entry in reading.entries)
        raise Refusal(problem("scheme-book-no-scheme", file=path.name, found=names))
    with own(path, UNREADABLE):
        present = _read_page(draft, reading, paper, taken) if paper else _read_sheets(draft, reading)
    scheme = validated(draft, present)
    if scheme is None or draft.problems:
        raise Refusal(*(draft.by_cell() if paper else draft.problems))
    return ReadScheme(scheme, tuple(draft.notes), bool(paper))


def _is_export(reading: Book) -> bool:
    """Return whether a workbook has sheets of an exported scheme."""
    names = understood({sheet.id: sheet.title for sheet in sheets() if sheet.id in REQUIRED})
    return len({names.get(key(entry.name)) for entry in reading.entries} - {None}) > 1


def _read_page(draft: SchemeDraft, reading: Book, paper: Sequence[SheetEntry], taken: TakenNames) -> Container[str]:
    """Read the sheet that is filled in as on paper; no other sheet is missing then."""
    read_paper(draft, reading, paper, taken)
    return {sheet.id for sheet in sheets()}


def _read_sheets(draft: SchemeDraft, reading: Book) -> Container[str]:
    """Read the sheets of an exported scheme; return the ids of those that are there."""
    tables = {sheet.id: SchemeTable(draft, headed(sheet), reading, entry) for sheet, entry in _entries(draft, reading)}
    for sheet in sheets():
        if sheet.id in tables:
            _read(draft, sheet, tables[sheet.id])
    return tables


def _entries(draft: SchemeDraft, reading: Book) -> list[tuple[Sheet, SheetEntry]]:
    """Match the sheets by name; report other ones, since a renamed sheet would be lost."""
    titles = {sheet.id: sheet.title for sheet in sheets()}
    names = understood({**titles, "how-to": HOW_TO, "reference": REFERENCE})
    found: dict[str, SheetEntry] = {}
    for entry in reading.entries:
        name = names.get(key(entry.name))
        where = Where(entry.name, (0, 0), entry.name)
        if name is None and entry.state != "visible":
            continue  # other programs add hidden sheets of their own
        if name is None:
            draft.report("scheme-book-unknown-sheet", where, entry.name, closest(entry.name, titles))
        elif name in found:
            draft.report("scheme-book-unknown-sheet", where, entry.name, found[name].name)
        elif name in titles:
            found[name] = entry
    for name in REQUIRED:
        if name not in found:
            missing = as_phrases({name: titles[name]})[0]
            draft.problems.append(problem("scheme-book-no-sheet", file=draft.file, expected=missing))
    return [(sheet, found[sheet.id]) for sheet in sheets() if sheet.id in found]


def _read(draft: SchemeDraft, sheet: Sheet, table: SchemeTable) -> None:
    if isinstance(sheet, PairSheet):
        read_pairs(draft, sheet, table)
    elif isinstance(sheet, GridSheet):
        read_grid(draft, sheet, table)
    else:
        read_rules(draft, table)
