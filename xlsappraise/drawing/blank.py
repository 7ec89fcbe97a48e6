"""The blank form of a sheet with headings, ready to be filled in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from xlsappraise.base.days import day, day_number
from xlsappraise.base.i18n import Words
from xlsappraise.drawing import styles
from xlsappraise.drawing.heights import height
from xlsappraise.drawing.strict import must
from xlsappraise.typed.column import Column
from xlsappraise.typed.entries import LATEST_YEAR

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.worksheet import Worksheet

BLANK_ROWS = 2000
"""Number of rows with prompts, dropdowns and checks"""
LOWEST = 24.0
_A4 = 9
_TITLE_LIMIT = 32


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
        rule = _limits(column, say, (sources or {}).get(column.id, "")) | _prompt(column, say)
        if rule:
            must(sheet.data_validation(1, number, BLANK_ROWS, number, {"validate": "any", **rule}))


def set_page(sheet: Worksheet) -> None:
    """Print a list on A4, one page wide, with its headings on every page."""
    sheet.set_landscape()
    sheet.set_paper(_A4)
    sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
    sheet.fit_to_pages(1, 0)
    must(sheet.repeat_rows(0))
    sheet.set_footer("&C&P / &N")


def _prompt(column: Column, say: Words) -> dict[str, Any]:
    """Return what is shown beside a cell while it is filled in."""
    return {"input_title": say(column.title)[:_TITLE_LIMIT], "input_message": say(column.help)} if column.help else {}


def _limits(column: Column, say: Words, source: str) -> dict[str, Any]:
    """Return what a cell takes; with ``source``, other texts than those of the list are accepted too."""
    if source:
        return {"validate": "list", "source": source, "show_error": False}
    if column.choices:
        return {"validate": "list", "source": list(column.choices)}
    if column.kind == "date" and column.min is not None:
        slot = column.slot()
        high = slot.max if slot.max is not None else day_number(date(LATEST_YEAR, 12, 31))
        said = say("This is not a date. Type it as 2026-11-30.")
        return {
            "validate": "date", "criteria": "between", "minimum": day(column.min), "maximum": day(high),
            "error_title": say(column.title)[:_TITLE_LIMIT], "error_message": said,
        }  # fmt: skip
    return {}
