"""From a cell to a value: sheets as declared columns, which write the blank file and read the filled one."""

from xlsappraise.typed.column import Column
from xlsappraise.typed.headed import HeadedSheet
from xlsappraise.typed.noted import reading_notes
from xlsappraise.typed.table import HeadedTable, Heading
from xlsappraise.typed.values import Codes

__all__ = ["Codes", "Column", "HeadedSheet", "HeadedTable", "Heading", "reading_notes"]
