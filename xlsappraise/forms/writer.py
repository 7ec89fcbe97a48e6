"""Drawing of a laid-out form with XlsxWriter: once per master, with placeholders for the stamped texts."""

from __future__ import annotations

import io
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from xlsappraise.base.form_number import FORM_NUMBER
from xlsappraise.drawing import styles
from xlsappraise.drawing.strict import must, strictly
from xlsappraise.forms import conditions, instructions
from xlsappraise.forms.areas import joined
from xlsappraise.forms.corrections import Corrections, ListSheet, mark_cells, marked, sheet_name
from xlsappraise.forms.layout import CellPlan, FormLayout
from xlsappraise.forms.layout.paper import UNIT
from xlsappraise.forms.stamps import Stamps
from xlsappraise.forms.validation import validation
from xlsappraise.schemes import Scheme
from xlsappraise.typed.slot import Slot
from xlsappraise.xlsx.address import address
from xlsappraise.xlsx.number_places import PLACES

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

HIDDEN_SHEET = "_xlsappraise"
PEOPLE_COLUMN = 3
_CREATED = datetime(2026, 1, 1)


@dataclass(frozen=True, slots=True)
class Frame:
    """The facts that are the same in all forms of a master, written on the hidden sheet."""

    facts: Mapping[str, str]


def write_form(
    scheme: Scheme,
    layout: FormLayout,
    frame: Frame,
    stamps: Stamps,
    corrections: Corrections | None = None,
) -> bytes:
    """Return a workbook; ``stamps`` are the texts (or placeholders) that differ per person.

    With ``corrections`` it is a marked copy: the first sheet lists them, and the cells to correct are highlighted.
    """
    from xlsxwriter import Workbook

    target = io.BytesIO()
    with strictly():
        book = Workbook(
            target,
            {
                "in_memory": True,
                "strings_to_numbers": False,
                "strings_to_formulas": False,
                "strings_to_urls": False,
                "default_format_properties": dict(styles.WIDTHS),  # a copy, since XlsxWriter changes it
            },
        )
        _Drawing(book, scheme, layout, stamps, corrections).draw(frame)
        book.close()
    return target.getvalue()


class _Drawing:
    def __init__(
        self,
        book: Workbook,
        scheme: Scheme,
        layout: FormLayout,
        stamps: Stamps,
        corrections: Corrections | None,
    ) -> None:
        self.book = book
        self.scheme = scheme
        self.layout = layout
        self.stamps = stamps
        self.texts = stamps.texts()
        self.corrections = corrections
        self.formats: dict[tuple[str, bool], Format] = {}

    def style(self, name: str, *, wrong: bool = False) -> Format:
        """Return the format of a style, created once; ``wrong`` inputs are highlighted."""
        key = (name, wrong)
        if key not in self.formats:
            properties = marked(name) if wrong else styles.STYLES[name]
            self.formats[key] = self.book.add_format({**styles.BASE, **properties})
        return self.formats[key]

    def draw(self, frame: Frame) -> None:
        """Draw all sheets and set the properties."""
        first = self.book.add_worksheet(sheet_name(self.scheme.say)) if self.corrections else None
        sheet = self.book.add_worksheet(self.layout.sheet)
        self._scorecard(sheet)
        _instructions(self, self.book.add_worksheet(self.layout.instructions_sheet))
        self._hidden(self.book.add_worksheet(HIDDEN_SHEET), frame)
        token = self.stamps.token
        must(self.book.define_name(FORM_NUMBER, f"='{self.layout.sheet}'!{_absolute(self.layout.token_cell)}"))
        self.book.set_properties({"title": self.scheme.title, "author": "xlsappraise", "created": _CREATED})
        for place in PLACES:
            must(place.write(self.book, token))
        if self.corrections is not None and first is not None:
            mark_cells(self.book, sheet, self.layout, self.corrections, self.scheme.say)
            ListSheet(self.book, first, self.layout.sheet, self.scheme.say).draw(self.scheme.title, self.corrections)
        (first or sheet).activate()

    def _scorecard(self, sheet: Worksheet) -> None:
        for column, plan in enumerate(self.layout.columns):
            hidden = {"hidden": True} if plan.width == 0 else {}
            must(sheet.set_column_pixels(column, column, round(plan.width * UNIT) or 32, None, hidden))
        for number, row in enumerate(self.layout.rows):
            must(sheet.set_row(number, row.height, None, {"hidden": True} if row.hidden else {}))
        marks = self.corrections.marks if self.corrections else {}
        for cell in self.layout.cells:
            self.cell(sheet, cell, wrong=cell.place in marks)
        own = {rater.id for rater in self.scheme.raters if rater.weight == 0}
        for slot, others in self._columns():
            meaning = self.layout.prompts.get(slot.id, ())
            options = validation(slot, self.scheme.say, meaning=meaning, own=slot.rater in own)
            if slot.people:
                options["source"] = self._people()
            (first, last), *more = joined((one.place, one.last) for one in others)
            if more:
                options["other_cells"] = [[*start, *end] for start, end in more]
            must(sheet.data_validation(*first, *last, options))
        conditions.draw(self.book, sheet, self.scheme, self.layout, marks)
        self._page(sheet)
        must(sheet.protect("", {"format_columns": True, "format_rows": True}))

    def cell(self, sheet: Worksheet, plan: CellPlan, *, wrong: bool = False) -> None:
        """Write one cell or merged area; a ``wrong`` entry is highlighted."""
        style = self.style(plan.style, wrong=wrong)
        if plan.last != plan.place:
            must(sheet.merge_range(*plan.place, *plan.last, "", style))
        value = self.texts[plan.stamp] if plan.stamp else plan.value
        if plan.formula is not None:
            must(sheet.write_formula(*plan.place, plan.formula, style, value))
        elif isinstance(value, str):
            must(sheet.write_string(*plan.place, value, style))
        elif value is not None:
            must(sheet.write_number(*plan.place, value, style))
        elif plan.last == plan.place:
            must(sheet.write_blank(*plan.place, None, style))

    def _columns(self) -> list[tuple[Slot, list[Slot]]]:
        """Return the inputs with all that have a validation together: the cells of a table's column."""
        found: dict[str, list[Slot]] = {}
        for slot in self.layout.slots:
            found.setdefault(f"{slot.table} {slot.place[1]}" if slot.table else slot.id, []).append(slot)
        return [(slots[0], slots) for slots in found.values()]

    def _people(self) -> str:
        """Return the area of the hidden sheet with the names of the roster."""
        last = max(1, len(self.layout.people))
        first = _absolute((0, PEOPLE_COLUMN))
        return f"='{HIDDEN_SHEET}'!{first}:{_absolute((last - 1, PEOPLE_COLUMN))}"

    def _page(self, sheet: Worksheet) -> None:
        sheet.hide_gridlines(2)
        must(sheet.freeze_panes(self.layout.frozen_rows, 0))
        sheet.set_paper(9)
        if self.layout.landscape:
            sheet.set_landscape()
        sheet.set_margins(left=0.25, right=0.25, top=0.3, bottom=0.4)
        sheet.center_horizontally()
        sheet.fit_to_pages(1, 0)
        must(sheet.set_h_pagebreaks(list(self.layout.breaks)))
        must(sheet.repeat_rows(*self.layout.title_rows))
        must(sheet.print_area(0, 0, len(self.layout.rows) - 1, len(self.layout.columns) - 1))
        must(sheet.set_footer(_footer(self.scheme), {"margin": 0.2}))
        must(sheet.set_selection(*self.layout.cursor.place, *self.layout.cursor.last))

    def _hidden(self, sheet: Worksheet, frame: Frame) -> None:
        facts = {
            FORM_NUMBER: self.stamps.token,
            "employee_id": self.stamps.employee_id,
            "name": self.stamps.name,
            **frame.facts,
        }
        for row, (name, value) in enumerate(facts.items()):
            must(sheet.write_string(row, 0, name, self.style("hidden_text")))
            must(sheet.write_string(row, 1, value, self.style("hidden_text")))
        for row, name in enumerate(self.layout.people):
            must(sheet.write_string(row, PEOPLE_COLUMN, name, self.style("hidden_text")))
        must(sheet.protect(""))
        sheet.very_hidden()


def _instructions(drawing: _Drawing, sheet: Worksheet) -> None:
    for column, width in enumerate(instructions.WIDTHS):
        must(sheet.set_column_pixels(column, column, round(width * UNIT)))
    last = len(instructions.WIDTHS) - 1
    for row, line in enumerate(instructions.lines(drawing.scheme)):
        must(sheet.set_row(row, line.height))
        if len(line.values) == 1:
            drawing.cell(sheet, CellPlan((row, 0), (row, last), line.style, line.values[0]))
            continue
        for column, value in enumerate(line.values):
            style = "page_points" if isinstance(value, (int, float)) else line.style
            drawing.cell(sheet, CellPlan((row, column), (row, column), style, value))
    sheet.hide_gridlines(2)
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
    must(sheet.set_footer(_footer(drawing.scheme)))
    must(sheet.protect("", {"format_columns": True}))


def _footer(scheme: Scheme) -> str:
    return "&C&8" + scheme.say("Page {page} of {pages}").format(page="&P", pages="&N")


def _absolute(place: tuple[int, int]) -> str:
    plain: Any = address(place)
    letters = plain.rstrip("0123456789")
    return f"${letters}${plain[len(letters) :]}"
