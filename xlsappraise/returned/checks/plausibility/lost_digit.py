"""Notice a 1 among tens in a record: a nought that was not typed."""

from __future__ import annotations

from collections.abc import Iterator

from xlsappraise.base.problems import Problem, problem
from xlsappraise.base.rounding import plain
from xlsappraise.returned.checks.tables import begun, table_rows
from xlsappraise.returned.returned_form import Returned

OTHERS = 2
"""The least other marks of a record"""
HIGH = 0.8
"""The share of its scale from which a mark is high"""


def nought_lost(returned: Returned) -> Iterator[Problem]:
    """Yield a note per record with one mark that is a tenth of its scale's end, where all others are high."""
    for row in table_rows(returned).values():
        marks = [
            (entry, entry.value) for entry in row if isinstance(entry.value, float) and (entry.slot.max or 0) >= 10
        ]
        lone = [(entry, value) for entry, value in marks if value * 10 == entry.slot.max]
        high = [entry for entry, value in marks if value >= HIGH * (entry.slot.max or 0)]
        if begun(row) and len(lone) == 1 and len(high) == len(marks) - 1 >= OTHERS:
            entry, value = lone[0]
            yield problem(
                "nought-lost", sheet=returned.name, cell=entry.cell, label=entry.slot.full_label, found=plain(value),
                expected=plain(entry.slot.max or 0),
            )  # fmt: skip
