"""Read a scheme from a workbook; report every mistake in it with its sheet and cell."""

from __future__ import annotations

from pathlib import Path

from xlsappraise.base.problems import Refusal, problem
from xlsappraise.schemebook.draft import SchemeDraft, Where
from xlsappraise.schemebook.plan import HOW_TO, REFERENCE, GridSheet, PairSheet, Sheet, headed, sheets
from xlsappraise.schemebook.read_grid import read_grid, read_pairs
from xlsappraise.schemebook.read_rules import read_rules
from xlsappraise.schemebook.table import SchemeTable, as_phrases, closest
from xlsappraise.schemebook.validation import validated
from xlsappraise.schemes import Scheme
from xlsappraise.typed.words import key, understood
from xlsappraise.xlsx.book import SheetEntry
from xlsappraise.xlsx.own import read_own, unread
from xlsappraise.xlsx.reading import Reading

REQUIRED = ("settings", "raters", "criteria", "rules")


def read_scheme_book(path: Path) -> Scheme:
    """Read a scheme from a workbook; raise Refusal with everything that is wrong with it."""
    draft = SchemeDraft(path.name)
    reading = read_own(path, "scheme-book-unreadable")
    try:
        tables = {
            sheet.id: SchemeTable(draft, headed(sheet), reading, entry) for sheet, entry in _entries(draft, reading)
        }
    except Refusal as refusal:
        raise unread(path, "scheme-book-unreadable", refusal) from None
    for sheet in sheets():
        if sheet.id in tables:
            _read(draft, sheet, tables[sheet.id])
    scheme = validated(draft, tables)
    if scheme is None or draft.problems:
        raise Refusal(*draft.problems)
    return scheme


def _entries(draft: SchemeDraft, reading: Reading) -> list[tuple[Sheet, SheetEntry]]:
    """Match the sheets by name; report other ones, since a renamed sheet would be lost."""
    titles = {sheet.id: sheet.title for sheet in sheets()}
    names = understood({**titles, "how-to": HOW_TO, "reference": REFERENCE})
    found: dict[str, SheetEntry] = {}
    for entry in reading.entries:
        name = names.get(key(entry.name))
        where = Where(entry.name, (0, 0), entry.name)
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
