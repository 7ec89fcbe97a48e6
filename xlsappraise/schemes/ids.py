"""Make the ids of a table's inputs; recognise ids that a spreadsheet program would take for a cell."""

from __future__ import annotations

import re

RESERVED = frozenset({"adjustment", "checked", "closing", "field", "grade", "signoff", "total"})
"""What ids of inputs and outputs begin with that belong to no criterion"""
_ADDRESS = re.compile(r"[a-z]{1,3}[0-9]{1,7}|r[0-9]*c[0-9]*|r|c")


def table_slot(table: str, row: int, column: str) -> str:
    """Return the id of a table's input; rows count from 1."""
    return f"{table}.{row}.{column}"


def is_cell_address(text: str) -> bool:
    """Return whether a spreadsheet program would take ``text`` for a cell."""
    return _ADDRESS.fullmatch(text.lower()) is not None
