"""The table columns of a scheme that the summary reports, and the worth of their cells; all as the scheme declares."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from xlsappraise.schemes import Criterion, Scheme, Table, TableColumn
from xlsappraise.schemes.rules.share import Share

MOST_VALUES = 11
"""A scale of whole numbers with more values than this has a mean and no distribution"""
_MOST_WORDS = 8


def share_rules(scheme: Scheme) -> Iterator[tuple[Criterion, Share]]:
    """Yield the share rules of a scheme with their criteria."""
    for criterion in scheme.criteria:
        for rule in criterion.rules:
            if isinstance(rule, Share):
                yield criterion, rule


def has_statistics(scheme: Scheme) -> bool:
    """Return whether a scheme has statistics besides scores: over rows of tables, or over counts."""
    return bool(scheme.tables) or any(True for _found in share_rules(scheme))


def worths(column: TableColumn) -> list[tuple[str, float]]:
    """Return the choices that have a worth: (label, worth)."""
    return [(c.label, c.worth) for c in column.choices or () if c.worth is not None]


def values(column: TableColumn) -> tuple[str | float, ...]:
    """Return the possible answers; blank where they are not a short list."""
    if column.choices is not None:
        return tuple(choice.label for choice in column.choices)
    low = 0.0 if column.min is None else column.min
    if column.type != "integer" or column.max is None or column.max - low >= MOST_VALUES:
        return ()
    return tuple(low + step for step in range(int(column.max - low) + 1))


def reported_columns(table: Table) -> list[TableColumn]:
    """Return the columns whose mean or share is reported."""
    return [
        c for c in table.columns if c.summarized and (c.choices is None or worths(c)) and c.type not in ("text", "date")
    ]


def scored_columns(scheme: Scheme, table: Table) -> list[TableColumn]:
    """Return the reported columns that rules score, of one kind; the first reported one if rules score none."""
    reported = reported_columns(table)
    scored = {
        name for c in scheme.criteria for rule in c.rules for where, name in rule.table_columns() if where == table.id
    }
    found = [column for column in reported if column.id in scored] or reported[:1]
    return [column for column in found if (column.choices is None) == (found[0].choices is None)]


@dataclass
class Matrix:
    """Questions shown in one table because they have the same kind of answers."""

    questions: list[TableColumn]
    answers: tuple[str | float, ...]

    def takes(self, column: TableColumn) -> tuple[str | float, ...] | None:
        """Return the answers joined with those of another question; None where the kinds differ."""
        first, more = self.questions[0], values(column)
        if first.choices is None or column.choices is None:
            return self.answers if first.choices is column.choices and self.answers == more else None
        together = (*self.answers, *(answer for answer in more if answer not in self.answers))
        return together if len(together) <= _MOST_WORDS else None


def matrices(table: Table) -> list[Matrix]:
    """Group the reported questions: those on the same scale of numbers, and those with choices."""
    found: list[Matrix] = []
    for column in reported_columns(table):
        for matrix in found:
            together = matrix.takes(column)
            if together is not None:
                matrix.questions.append(column)
                matrix.answers = together
                break
        else:
            found.append(Matrix([column], values(column)))
    return found


def open_column(table: Table) -> TableColumn | None:
    """Return the listed column of choices, whose rows of less than full worth are listed."""
    return next((c for c in table.columns if c.listed and c.choices is not None and worths(c)), None)


def listed_texts(table: Table) -> list[TableColumn]:
    """Return the listed columns of free text."""
    return [c for c in table.columns if c.listed and c.type == "text"]
