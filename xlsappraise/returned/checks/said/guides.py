"""Check that phonetic guides above texts are readings of them: kana, and letters above what was typed.

Japanese programs add kana by themselves while somebody types; they add none to what the form says.
"""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from itertools import islice

from xlsappraise.base.problems import Problem, problem
from xlsappraise.returned.checks.locked import content_text
from xlsappraise.returned.returned_form import Returned
from xlsappraise.xlsx.address import Place, address
from xlsappraise.xlsx.book import SheetEntry
from xlsappraise.xlsx.reading import Reading

LISTED = 20
_KANA, _LETTERS = ("HIRAGANA", "KATAKANA", "HALFWIDTH KATAKANA", "BOPOMOFO"), ("LATIN", "COMBINING")


def guides(returned: Returned) -> Iterator[Problem]:
    """Yield the first twenty cells of scorecard and instructions whose guide says something of its own."""
    book = returned.reading
    if isinstance(book, Reading):
        for entry in (returned.entry, *returned.instructions):
            if book.guides or book.sheet(entry).guides:
                yield from islice(_guided(returned, book, entry), LISTED)


def _guided(returned: Returned, book: Reading, entry: SheetEntry) -> Iterator[Problem]:
    above: dict[str, list[str]] = defaultdict(list)
    for one in (*book.guides, *book.sheet(entry).guides):
        above[one.text].append(one.guide)
    typed: set[Place | None] = set()
    if entry == returned.entry:
        typed = {returned.now(at) for at in returned.issued.blueprint.entry_places}
    for at, cell in book.sheet(entry).cells.items():
        for guide in above.get(cell.value, ()) if isinstance(cell.value, str) else ():
            if guide != cell.value and not _reading(guide, letters=at in typed):
                yield problem(
                    "guide-found", sheet=entry.name, cell=address(at), found=guide, expected=content_text(cell)
                )
                break


def _reading(guide: str, *, letters: bool) -> bool:
    """Return whether a guide is written in kana alone, with ``letters`` also in letters."""
    scripts = _KANA + (_LETTERS if letters else ())
    return all(char.isspace() or unicodedata.name(char, "").startswith(scripts) for char in guide)
