"""Check that the scorecard sheet exists once, under its name, together with the hidden sheet."""

from __future__ import annotations

from collections.abc import Iterator

from xlsappraise.base.problems import Problem, problem
from xlsappraise.returned.checks.said.corrections_list import corrections_lists
from xlsappraise.returned.returned_form import Returned
from xlsappraise.xlsx.book import Book, SheetEntry


def sheets(returned: Returned) -> Iterator[Problem]:
    """Yield two scorecards (error); a renamed, an added and a lost hidden sheet (warnings); one shown (note)."""
    found = [entry.name for entry in returned.reading.form_sheets]
    if len(found) > 1:
        yield problem("sheet-duplicated", sheet=found[0], found=tuple(found))
    expected = returned.issued.blueprint.sheet
    if returned.name != expected:
        yield problem("sheet-renamed", sheet=returned.name, found=returned.name, expected=expected)
    facts = returned.reading.facts_sheet
    if facts is None:
        if returned.reading.tokens:  # else a person has assigned the file to its form, which is reported
            yield problem("hidden-sheet-missing")
    elif facts.state.lower() != "veryhidden":
        yield problem("hidden-sheet-shown", sheet=facts.name)
    lists = corrections_lists(returned)
    ours = {*lists, *returned.instructions, *returned.reading.form_sheets, returned.entry, facts}
    for entry in returned.reading.entries:
        if entry not in ours and not _facts_without_number(returned.reading, entry):
            yield problem("sheet-added", sheet=entry.name, found=entry.name)


def _facts_without_number(book: Book, entry: SheetEntry) -> bool:
    """Return whether a sheet is the hidden sheet of a file without any form number."""
    return not book.tokens and book.is_facts(entry)
