"""Notice a record of another matter whose texts are, word by word, those of another record: a row copied down."""

from __future__ import annotations

from collections.abc import Iterator

from xlsappraise.base.problems import Problem
from xlsappraise.base.text import fold
from xlsappraise.returned.checks.plausibility.twice import column_of, folded, said_twice, tells
from xlsappraise.returned.checks.tables import begun, table_rows
from xlsappraise.returned.returned_form import Returned
from xlsappraise.typed.entries import Entry

LONG = 10
"""So many characters tell of one matter; shorter ones are what is often said"""
FEWEST = 2
"""One text may well be true of two matters, what happened and what was done about it together hardly"""


def texts_copied(returned: Returned) -> Iterator[Problem]:
    """Yield a note per record that is another one by its day or names, and tells all its matter in the same words.

    A stock answer to the same kind of matter is honest: a figure must be told, or the words chosen must differ.
    """
    every = table_rows(returned)
    for table in returned.issued.blueprint.form.tables:
        telling = {column.id: column.label for column in table.columns if tells(column)}
        seen: dict[tuple[tuple[str, str], ...], tuple[int, list[Entry]]] = {}
        for (of, row), entries in every.items():
            texts = [entry for entry in entries if column_of(entry) in telling and not entry.blank]
            if of != table.id or not begun(entries) or len(texts) < FEWEST or not all(map(_long, texts)):
                continue
            first, others = seen.setdefault(tuple((column_of(entry), folded(entry)) for entry in texts), (row, entries))
            if others is not entries and _another(others, entries, telling) and _particular(others, entries, texts):
                labels = tuple(entry.slot.label for entry in texts)
                before = next(e for e in others if column_of(e) == column_of(texts[0]))
                yield said_twice(returned, table.id, [first, row], before, texts[0], labels)


def _long(entry: Entry) -> bool:
    return isinstance(entry.value, str) and len(fold(entry.value)) >= LONG


def _another(before: list[Entry], entries: list[Entry], telling: dict[str, str]) -> bool:
    """Return whether a day or a name says that two records are not one."""
    return any(
        entry.slot.type in ("date", "text") and column_of(entry) not in telling and folded(one) != folded(entry)
        for one, entry in zip(before, entries, strict=True)
    )


def _particular(before: list[Entry], entries: list[Entry], texts: list[Entry]) -> bool:
    """Return whether the texts can hardly be true of both."""
    chosen = any(
        entry.slot.type == "choice" and folded(one) != folded(entry) for one, entry in zip(before, entries, strict=True)
    )
    return chosen or any(character.isdigit() for entry in texts for character in folded(entry))
