"""Write one sheet of the workbook: cells, formats, widths, dropdowns."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from xlsappraise.base.i18n import Words
from xlsappraise.base.text import lines, units
from xlsappraise.drawing import styles
from xlsappraise.drawing.strict import must
from xlsappraise.schemebook.cells import encode
from xlsappraise.schemebook.shapes import Shape
from xlsappraise.schemebook.words import CHOICES, TRUTH
from xlsappraise.typed import Column, HeadedSheet
from xlsappraise.xlsx.address import address, area, column_letters

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

SPARE_ROWS = 300
WIDEST, NARROWEST = 46, 9
LIST_LIMIT = 255
LINE = 13.5
_TEXTS = ("text", "word", "yes", "part", "other")


class SchemePages:
    """Hold the sheets of a workbook by id, and its formats, each made once."""

    def __init__(self, book: Workbook, say: Words) -> None:
        self.book = book
        self.say = say
        self.by_id: dict[str, SchemePage] = {}
        self._formats: dict[tuple[str, str, bool], Format] = {}

    def page(self, headed: HeadedSheet) -> SchemePage:
        """Add a sheet with its headings."""
        self.by_id[headed.id] = SchemePage(self, self.book.add_worksheet(self.say(headed.title)), headed.columns)
        return self.by_id[headed.id]

    def format(self, style: str, code: str = "General", *, begins: bool = False) -> Format:
        """Return the format of a named style with a number format; ``begins``: with a line above."""
        key = (style, code, begins)
        if key not in self._formats:
            line = {"top": 1, "top_color": styles.ACCENT, "font_color": "000000"} if begins else {}
            look = {**styles.BASE, **styles.STYLES[style], "num_format": code, "valign": "vcenter", **line}
            if style == "heading":
                look.update(shrink=False, text_wrap=True)
            self._formats[key] = self.book.add_format(look)
        return self._formats[key]


class SchemePage:
    """Write a sheet with a heading row; rows are added below it."""

    def __init__(self, pages: SchemePages, sheet: Worksheet, columns: Sequence[Column]) -> None:
        self.pages = pages
        self.say = pages.say
        self.sheet = sheet
        self.columns = {column.id: index for index, column in enumerate(columns)}
        self.begins: list[bool] = [False]
        self._shapes: dict[str, Shape] = {}
        self._hidden: set[str] = set()
        self._filled: dict[str, int] = {}
        self._texts: dict[int, list[tuple[int, str]]] = {}
        self._widths: list[float] = []
        for index, column in enumerate(columns):
            title = self.say(column.title) if column.title else ""
            must(sheet.write_string(0, index, title, pages.format("heading")))
            self._widths.append(max(NARROWEST, min(16, units(title) + 3)))
        must(sheet.set_row(0, 32))
        must(sheet.freeze_panes(1, 0))

    @property
    def last(self) -> int:
        """Return the last row that is formatted to be filled in."""
        return len(self.begins) - 1 + SPARE_ROWS

    def next_row(self, *, begins: bool) -> int:
        """Add a row; ``begins``: something new begins with it."""
        row = len(self.begins)
        self.begins.append(begins)
        for column in self.columns.values():
            must(self.sheet.write_blank(row, column, None, self.pages.format("page_cell", begins=begins)))
        return row

    def put(self, row: int, name: str, value: Any, shape: Shape) -> None:
        """Write a value; a text stays a text whatever it looks like."""
        column = self.columns[name]
        begins = self.begins[row]
        if value is None:
            code = "@" if shape.kind in _TEXTS else "General"
            must(self.sheet.write_blank(row, column, None, self.pages.format("page_cell", code, begins=begins)))
            return
        self.put_content(row, name, encode(value, shape, self.say))

    def put_content(self, row: int, name: str, content: float | str) -> None:
        """Write what stands for a value."""
        column, begins = self.columns[name], self.begins[row]
        if isinstance(content, float):
            must(self.sheet.write_number(row, column, content, self.pages.format("page_cell", begins=begins)))
            self._filled[name] = row
        else:
            self.put_text(row, name, content)

    def put_text(self, row: int, name: str, text: str) -> None:
        """Write a text unchanged."""
        look = self.pages.format("page_cell", "@", begins=self.begins[row])
        must(self.sheet.write_string(row, self.columns[name], text, look))
        self._filled[name] = row
        self._texts.setdefault(row, []).append((self.columns[name], text))
        self.widen(name, max(map(units, text.split("\n"))) * 0.95 + 4)

    def widen(self, name: str, width: float, limit: float = WIDEST) -> None:
        """Make a column at least so wide, within the limit."""
        column = self.columns[name]
        self._widths[column] = max(self._widths[column], min(limit, width))

    def look_up(self, row: int, name: str, by: str, where: tuple[str, str, str], value: str) -> None:
        """Write a formula that shows what belongs to another cell of the row: sheet, key and value columns."""
        other, key, wanted = where
        page = self.pages.by_id[other]
        place = f"MATCH({address((row, self.columns[by]))},{page.whole(key)},0)"
        formula = f'=IFERROR(INDEX({page.whole(wanted)},{place}),"")'
        style = self.pages.format("page_cell", begins=self.begins[row])
        must(self.sheet.write_formula(row, self.columns[name], formula, style, value))
        self.widen(name, units(value) + 4)

    def whole(self, name: str, spare: int = SPARE_ROWS) -> str:
        """Return the absolute area of a column and some rows more, for formulas and dropdowns on other sheets."""
        letters = column_letters(self.columns[name])
        return f"'{self.sheet.name}'!${letters}$2:${letters}${self._filled.get(name, 1) + 1 + spare}"

    def column(self, name: str, shape: Shape) -> None:
        """Set what a column takes, so that rows still empty are formatted for it."""
        self._shapes[name] = shape

    def hide(self, name: str) -> None:
        """Hide a column; it can be shown again and is read in any case."""
        self._hidden.add(name)

    def choices(self, first: int, last: int, name: str, shape: Shape) -> None:
        """Give cells a dropdown where the field takes one of a few words."""
        if shape.many or shape.kind not in ("word", "yes"):
            return
        names = [CHOICES.get(o, o) for o in shape.options] if shape.kind == "word" else list(TRUTH.values())
        words = [self.say(word) for word in names]
        if words and len(",".join(words)) <= LIST_LIMIT:
            column = self.columns[name]
            must(self.sheet.data_validation(first, column, last, column, {"validate": "list", "source": words}))

    def refer(self, name: str, other: str, wanted: str, spare: int = 30) -> None:
        """Give a column a dropdown of another sheet's column; other texts are reported when it is read."""
        column = self.columns[name]
        source = f"={self.pages.by_id[other].whole(wanted, spare)}"
        rule = {"validate": "list", "source": source, "show_error": False}
        must(self.sheet.data_validation(1, column, self.last, column, rule))

    def finish(self, *, used: bool = True) -> None:
        """Set widths and heights, and print the sheet on pages as wide as it is; hide it where it is not used."""
        for row, texts in self._texts.items():
            height = max(lines(text, self._widths[column] - 3) for column, text in texts)
            must(self.sheet.set_row(row, LINE * height + 5))
        for name, column in self.columns.items():
            shape = self._shapes.get(name)
            code = "@" if shape is not None and shape.kind in _TEXTS else "General"
            look = self.pages.book.add_format({**styles.BASE, "num_format": code, "text_wrap": True})
            must(self.sheet.set_column(column, column, self._widths[column], look, {"hidden": name in self._hidden}))
        if not used:
            self.sheet.hide()
            return
        self.sheet.set_landscape()
        self.sheet.set_paper(9)
        self.sheet.fit_to_pages(1, 0)
        must(self.sheet.repeat_rows(0))
        must(self.sheet.print_area(area((0, 0), (max(1, len(self.begins) - 1), len(self.columns) - 1))) or 0)
