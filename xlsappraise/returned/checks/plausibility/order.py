"""Notice dates of a log in the wrong order: a callback before the completion."""

from __future__ import annotations

from collections.abc import Iterator

from xlsappraise.base.problems import Problem, problem
from xlsappraise.returned.returned_form import Returned
from xlsappraise.schemes.ids import table_slot
from xlsappraise.schemes.parts import Table, TableColumn


def dates_out_of_order(returned: Returned) -> Iterator[Problem]:
    """Yield a note per date that lies before the one that comes first, as the scheme's ``after`` says."""
    for table in returned.issued.blueprint.form.tables:
        ordered = [column for column in table.columns if column.after is not None]
        for row in range(1, table.rows + 1) if ordered else ():
            for column in ordered:
                yield from _compare(returned, table, row, column)


def _compare(returned: Returned, table: Table, row: int, column: TableColumn) -> Iterator[Problem]:
    entry = returned.entries.get(table_slot(table.id, row, column.id))
    first = returned.entries.get(table_slot(table.id, row, column.after or ""))
    if entry is None or first is None or not isinstance(entry.value, str) or not isinstance(first.value, str):
        return
    if entry.value < first.value:  # both are dates as ISO 8601 writes them
        yield problem(
            "dates-out-of-order", sheet=returned.name, cell=entry.cell, label=entry.slot.full_label, found=entry.value,
            earlier=first.slot.label, expected=first.value,
        )  # fmt: skip
