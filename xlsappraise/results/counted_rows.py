"""The rows of a table in a form that count: those with every required cell filled in."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from xlsappraise.schemes import Table, table_slot

Inputs = Mapping[str, Any]


def counted_rows(table: Table, inputs: Inputs) -> list[dict[str, Any]]:
    """Return the rows that count, those with any required column filled in: row number and cells by column id."""
    found = []
    for row in range(1, table.rows + 1):
        cells = {column.id: inputs.get(table_slot(table.id, row, column.id)) for column in table.columns}
        if any(cells[column.id] is not None for column in table.columns if column.required):
            found.append({"@row": row, **cells})
    return found
