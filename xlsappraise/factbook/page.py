"""The facts workbook while it is written: styles, cells, data validation, the printed page."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from xlsappraise.base.i18n import Words
from xlsappraise.drawing import styles
from xlsappraise.drawing.heights import height
from xlsappraise.drawing.strict import must
from xlsappraise.factbook.kept import Content
from xlsappraise.factbook.plan import FIRST, HEADINGS, HINT, OTHER_WIDTH, SHEETS, TITLE, stopped_title
from xlsappraise.typed import Column, HeadedSheet
from xlsappraise.xlsx.address import Place, address

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

Look = str
_LINE: dict[str, Any] = {"border": 1, "border_color": styles.HAIR}
LOOKS: dict[Look, dict[str, Any]] = {
    "title": styles.STYLES["page_title"],
    "hint": styles.STYLES["hint"],
    "heading": {**styles.STYLES["heading"], "border_color": styles.HAIR, "shrink": False, "text_wrap": True},
    "heading_stopped": {**_LINE, "bg_color": styles.BOX, "font_color": styles.MUTED, "align": "center",
                        "text_wrap": True},
    "shown": styles.STYLES["page_cell"],
    "generated": styles.STYLES["carried"],
    "entry": {**styles.STYLES["may_number"], "border_color": styles.ENTRY_LINE},
    "entry_text": {**styles.STYLES["remark"], "border_color": styles.ENTRY_LINE},
    "free": styles.STYLES["may_number"],
    "free_text": styles.STYLES["remark"],
    "off": {**_LINE, "bg_color": styles.BOX, "font_color": styles.MUTED, "align": "center",
            "diag_type": 1, "diag_border": 1, "diag_color": styles.HAIR},
    "stopped": {**_LINE, "bg_color": styles.BOX, "font_color": styles.MUTED, "text_wrap": True, "align": "center"},
    "head": styles.STYLES["page_head"],
    "text": styles.STYLES["page_text"],
    "hidden": styles.STYLES["hidden_text"],
}  # fmt: skip
_A4 = 9
_TALLEST = 400.0
_HEADING = 24.0
_PAGE_WIDTH = 190.0
"""The most characters across a landscape page that stay legible"""


class FactsPages:
    """The sheets of a workbook; each format is created once."""

    def __init__(self, book: Workbook, say: Words) -> None:
        self.book = book
        self.say = say
        self._formats: dict[tuple[Look, str], Format] = {}

    def format(self, look: Look, code: str = "General") -> Format:
        """Return the format of a look with a number format."""
        if (look, code) not in self._formats:
            self._formats[look, code] = self.book.add_format({**styles.BASE, **LOOKS[look], "num_format": code})
        return self._formats[look, code]

    def begin(
        self,
        headed: HeadedSheet,
        title: str,
        figures: Iterable[Column] = (),
        stopped: Iterable[str] = (),
        name: str | None = None,
    ) -> FactsPage:
        """Add a sheet with its title and headings; ``stopped``: titles of columns no longer used; ``name``: its own."""
        page = self.add(headed.id) if name is None else FactsPage(self, self.book.add_worksheet(name))
        page.head(title, self.say(headed.help))
        for column in headed.columns:
            page.heading(self.say(column.title), column.width)
        for column in figures:
            page.heading(column.title, column.width)
        for other in stopped:
            page.heading(stopped_title(other, self.say), OTHER_WIDTH, "heading_stopped")
        return page

    def add(self, sheet: str) -> FactsPage:
        """Add a sheet by its id."""
        return FactsPage(self, self.book.add_worksheet(self.say(SHEETS[sheet])))


class FactsPage:
    """A sheet; the height of rows below the headings follows their texts."""

    def __init__(self, pages: FactsPages, sheet: Worksheet) -> None:
        self.pages = pages
        self.say = pages.say
        self.sheet = sheet
        self.name: str = sheet.name
        self.widths: list[float] = []
        self._heights: dict[int, float] = {}
        self._hint = ""

    def head(self, title: str, hint: str) -> None:
        """Write the title above the headings; ``finish`` writes the hint, whose column depends on the others."""
        must(self.sheet.write_string(TITLE, 0, title, self.pages.format("title")))
        self._hint = hint
        must(self.sheet.set_row(TITLE, 28))
        must(self.sheet.set_row(HINT, 20))

    def heading(self, title: str, width: float, look: Look = "heading") -> int:
        """Add a column; return its number."""
        column = len(self.widths)
        self.widths.append(width)
        must(self.sheet.write_string(HEADINGS, column, title, self.pages.format(look)))
        must(self.sheet.set_column(column, column, width))
        self._grow(HEADINGS, max(_HEADING, height(title, width - 2, 10)))
        return column

    def put(self, place: Place, content: Content | None, look: Look, code: str = "General") -> None:
        """Write a content or a blank cell; a text is never converted to a number, formula or link."""
        if content is None:
            must(self.sheet.write_blank(*place, None, self.pages.format(look, code)))
            return
        style = self.pages.format(look, content.code)
        if isinstance(content.value, bool):
            must(self.sheet.write_boolean(*place, content.value, style))
        elif isinstance(content.value, float):
            must(self.sheet.write_number(*place, content.value, style))
        else:
            must(self.sheet.write_string(*place, content.value, style))
            if LOOKS[look].get("text_wrap"):
                self._fit(place, content.value, look)

    def text(self, place: Place, text: str, look: Look) -> None:
        """Write a text, and raise the row where the text needs more lines."""
        self.put_text(place, text, look)
        self._fit(place, text, look)

    def put_text(self, place: Place, text: str, look: Look) -> None:
        """Write a text without changing the height of its row."""
        if text:
            must(self.sheet.write_string(*place, text, self.pages.format(look, "@")))
        else:
            must(self.sheet.write_blank(*place, None, self.pages.format(look, "@")))

    def across(self, row: int, text: str, look: Look) -> None:
        """Write a text over all columns."""
        style = self.pages.format(look, "@")
        must(self.sheet.merge_range(row, 0, row, len(self.widths) - 1, text, style))
        self._grow(row, height(text, sum(self.widths), LOOKS[look].get("font_size", 10)))

    def formula(self, place: Place, formula: str, shown: str, look: Look) -> None:
        """Write a formula with its cached value ``shown``."""
        must(self.sheet.write_formula(*place, formula, self.pages.format(look), shown))

    def limit(self, places: Sequence[Place], rule: dict[str, Any]) -> None:
        """Add a data validation to cells anywhere on the sheet."""
        areas = list(_runs(places))
        if areas:
            more = {"other_cells": [list(area) for area in areas[1:]]} if len(areas) > 1 else {}
            must(self.sheet.data_validation(*areas[0], {**rule, **more}))

    def _fit(self, place: Place, text: str, look: Look) -> None:
        """Raise a row to the height of a text, up to the limit of spreadsheet programs."""
        self._grow(place[0], min(_TALLEST, height(text, self.widths[place[1]], LOOKS[look].get("font_size", 10))))

    def _grow(self, row: int, points: float) -> None:
        if points > self._heights.get(row, 0.0):
            self._heights[row] = points
            must(self.sheet.set_row(row, points))

    def finish(self, last: int, frozen: int, *, landscape: bool = True) -> None:
        """Freeze the headings, offer filters, and print the sheet with its headings on each page."""
        must(self.sheet.freeze_panes(FIRST, frozen))
        must(self.sheet.autofilter(HEADINGS, 0, max(last, FIRST), len(self.widths) - 1))
        corner = address((max(last, FIRST), len(self.widths) - 1))
        must(self.sheet.ignore_errors({"number_stored_as_text": f"A1:{corner}"}))
        must(self.sheet.repeat_rows(TITLE, HEADINGS))
        across = math.ceil(sum(self.widths) / _PAGE_WIDTH)
        if across > 1:
            must(self.sheet.repeat_columns(0, frozen - 1))
        hint_column = frozen if across > 1 else 0  # repeated columns would cut the hint off
        must(self.sheet.write_string(HINT, hint_column, self._hint, self.pages.format("hint")))
        self.print(landscape=landscape, across=across)

    def print(self, *, landscape: bool, across: int = 1) -> None:
        """Set the printed page, ``across`` pages wide."""
        self.sheet.hide_gridlines(2)
        self.sheet.set_paper(_A4)
        if landscape:
            self.sheet.set_landscape()
        self.sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
        self.sheet.fit_to_pages(across, 0)
        must(self.sheet.set_footer("&C&8" + self.say("Page {page} of {pages}").format(page="&P", pages="&N")))


def _runs(places: Iterable[Place]) -> Iterable[tuple[int, int, int, int]]:
    """Join adjacent cells of a column to areas (first row, first column, last row, last column)."""
    first = last = None
    for place in sorted(places, key=lambda p: (p[1], p[0])):
        if last is not None and first is not None and place == (last[0] + 1, last[1]):
            last = place
            continue
        if first is not None and last is not None:
            yield (*first, *last)
        first = last = place
    if first is not None and last is not None:
        yield (*first, *last)
