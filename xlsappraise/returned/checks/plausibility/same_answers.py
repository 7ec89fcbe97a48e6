"""Notice a checklist answered no throughout, and a table of answers that are all the same.

Marks are looked at by ``same_mark``. A checklist that says yes throughout is what good work looks like, and a log in
which everything was settled too, so neither is asked about. Nothing done at all is rare, and so are many different
people who answer several questions with one and the same mark.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from xlsappraise.base.problems import Problem, problem
from xlsappraise.base.rounding import plain
from xlsappraise.returned.checks.tables import begun, table_rows
from xlsappraise.returned.returned_form import Returned
from xlsappraise.schemes.parts import Table
from xlsappraise.typed.entries import Entry

FEWEST = 5
"""Fewer lines, or rows of a table, are nothing unusual"""
FEWEST_MARKS = 20
"""Fewer equal marks in a table are what content customers give"""


def same_answers(returned: Returned) -> Iterator[Problem]:
    """Yield a note per rater whose lines all say no, and per table whose marks are all the same."""
    lines: dict[str, list[tuple[Entry, bool]]] = defaultdict(list)
    for one in returned.answers:
        words = one.rule.refusals()
        lines[one.rater.id] += [(e, e.value == words[name]) for name, e in one.entries.items() if name in words]
    for items in lines.values():
        if len(items) >= FEWEST and all(refused for _entry, refused in items):
            yield _note(returned, [entry for entry, _refused in items])
    for table in returned.issued.blueprint.form.tables:
        marks = list(_marks(returned, table))
        rows = {mark.slot.row for mark in marks}
        several = len({mark.slot.id.rpartition(".")[2] for mark in marks}) > 1
        alike = len({(mark.value, mark.slot.max) for mark in marks}) == 1 and marks[0].value is not None
        if several and alike and len(rows) >= FEWEST and len(marks) >= FEWEST_MARKS:
            yield _note(returned, marks)


def _marks(returned: Returned, table: Table) -> Iterator[Entry]:
    """Yield the marks of the rows that count: entries of the required columns with a largest number."""
    columns = {column.id for column in table.columns if column.required and column.max is not None}
    for (of, _row), row in table_rows(returned).items():
        if of == table.id and begun(row):
            yield from (entry for entry in row if entry.slot.id.rpartition(".")[2] in columns)


def _note(returned: Returned, entries: list[Entry]) -> Problem:
    value = entries[0].value
    return problem(
        "same-answers", sheet=returned.name, cell=entries[0].cell, count=len(entries),
        found=plain(value) if isinstance(value, float) else value,
    )  # fmt: skip
