"""The scheme, its parts, and the ids of what stands in its tables."""

from __future__ import annotations

import re

from xlsappraise.scheme.model import DEFAULT_GRADES, Criterion, Scheme, Section
from xlsappraise.scheme.parts import (
    Adjustments,
    Choice,
    ExtraField,
    Feed,
    Grade,
    Rater,
    RollUp,
    RollUpAward,
    RollUpPart,
    SignOff,
    Table,
    TableColumn,
    Total,
    Variant,
)

__all__ = [
    "DEFAULT_GRADES",
    "Adjustments",
    "Choice",
    "Criterion",
    "ExtraField",
    "Feed",
    "Grade",
    "Rater",
    "RollUp",
    "RollUpAward",
    "RollUpPart",
    "Scheme",
    "Section",
    "SignOff",
    "Table",
    "TableColumn",
    "Total",
    "Variant",
    "is_cell_address",
    "table_slot",
]

_ADDRESS = re.compile(r"[a-z]{1,3}[0-9]{1,7}|r[0-9]*c[0-9]*|r|c")


def table_slot(table: str, row: int, column: str) -> str:
    """Return the id of a table's input; rows count from 1."""
    return f"{table}.{row}.{column}"


def is_cell_address(text: str) -> bool:
    """Tell whether a spreadsheet program would take ``text`` for a cell."""
    return _ADDRESS.fullmatch(text.lower()) is not None
