"""Schemes: the model of a scheme file, its parts, finding, loading and checking them."""

from xlsappraise.schemes.criteria import Criterion, Section
from xlsappraise.schemes.ids import is_cell_address, table_slot
from xlsappraise.schemes.library import Library, load_scheme, own_schemes
from xlsappraise.schemes.model import DEFAULT_GRADES, Scheme
from xlsappraise.schemes.parts import (
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
    "Library",
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
    "load_scheme",
    "own_schemes",
    "table_slot",
]
