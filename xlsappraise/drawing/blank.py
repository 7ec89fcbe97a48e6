"""The blank form of a sheet with headings, ready to be filled in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from xlsappraise.base.i18n import Words
from xlsappraise.drawing import styles
from xlsappraise.drawing.heights import height
from xlsappraise.drawing.strict import must
from xlsappraise.typed.column import Column

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.worksheet import Worksheet

BLANK_ROWS = 2000
"""Number of rows with dropdowns"""
LOWEST = 24.0


def write_headings(book: Workbook, sheet: Worksheet, columns: Sequence[Column], say: Words) -> float:
    """Write the headings in the first row and format the columns; return the row's height in points."""
    heading = book.add_format({**styles.BASE, **styles.STYLES["heading"], "shrink": False, "text_wrap": True})
    codes = dict.fromkeys(column.number_format for column in columns)
    cells = {code: book.add_format({**styles.BASE, "num_format": code}) for code in codes}
    tall = LOWEST
    for number, column in enumerate(columns):
        must(sheet.set_column(number, number, column.width, cells[column.number_format]))
        must(sheet.write_string(0, number, say(column.title), heading))
        tall = max(tall, height(say(column.title), column.width, 10))
    return tall


def write_blank(
    book: Workbook, sheet: Worksheet, columns: Sequence[Column], say: Words, sources: Mapping[str, str] | None = None
) -> None:
    """Write a blank sheet; ``sources``: areas of other sheets whose texts the dropdowns of columns offer, by id."""
    must(sheet.set_row(0, write_headings(book, sheet, columns, say)))
    must(sheet.freeze_panes(1, 2))
    for number, column in enumerate(columns):
        rule = _dropdown(column, say, (sources or {}).get(column.id, ""))
        if rule:
            must(sheet.data_validation(1, number, BLANK_ROWS, number, rule))


def _dropdown(column: Column, say: Words, source: str) -> dict[str, Any]:
    """Return the options of a column's data validation; with ``source``, other texts are accepted too."""
    advice = {"input_message": say(column.help)} if column.help else {}
    if source:
        return {"validate": "list", "source": source, "show_error": False, **advice}
    return {"validate": "list", "source": list(column.choices), **advice} if column.choices else {}
