"""Writing of described sheets with XlsxWriter, whose warnings become exceptions."""

from __future__ import annotations

import io
import warnings
from datetime import datetime
from typing import TYPE_CHECKING, Any

import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from xlsappraise.base import files
from xlsappraise.base.collector import uncollected
from xlsappraise.drawing.charts import build_chart
from xlsappraise.drawing.report_styles import ACCENT, AMBER, BAR, DEFAULT, HIGH, LOW, MIDDLE, SECOND, STYLES
from xlsappraise.drawing.spec import Area, DrawnCell, Formula, PageSetup, Shading, Sheet, Sparkline

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

CREATED = datetime(2000, 1, 1)  # the same data give the same bytes
_A4 = 9
_OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
_HEADER_LIMIT = 255
_MIDDLE = 0.7  # position of the middle of a colour scale: about the pass mark of the grades


class WriterError(RuntimeError):
    """XlsxWriter could not write a sheet as described: a fault of the program."""


class _Released(Worksheet):  # type: ignore[misc]  # XlsxWriter is untyped for mypy
    """A worksheet that lets go of its cells once they are XML, so that a large book is not held twice."""

    def _assemble_xml_file(self) -> None:
        super()._assemble_xml_file()
        self.table.clear()


def write_summary(path: Path, sheets: Sequence[Sheet], *, title: str = "") -> None:
    """Write ``sheets`` as the workbook ``path``, atomically.

    Raise PermissionError where ``path`` cannot be replaced (it is open in Excel), WriterError for a
    description that cannot be written.
    """
    files.write_bytes(path, workbook_bytes(sheets, title=title))


def workbook_bytes(sheets: Iterable[Sheet], *, title: str = "") -> bytes:
    """Return the workbook; the same sheets give the same bytes."""
    target = io.BytesIO()
    with warnings.catch_warnings(), uncollected():
        warnings.simplefilter("error")
        default = dict(DEFAULT)  # a copy, since XlsxWriter changes it
        book = xlsxwriter.Workbook(target, {**_OPTIONS, "default_format_properties": default})
        book.set_properties({"title": title[:_HEADER_LIMIT], "created": CREATED})
        book.set_calc_mode("auto")
        formats = {name: book.add_format(dict(style)) for name, style in STYLES.items()}
        for sheet in sheets:
            _write_sheet(book, formats, sheet)
        book.close()
    return target.getvalue()


def _done(status: int | None, item: object) -> None:
    if status:
        raise WriterError(f"XlsxWriter answered {status} to {item!r}")


def _write_sheet(book: Any, formats: dict[str, Any], sheet: Sheet) -> None:
    target = book.add_worksheet(sheet.name, worksheet_class=_Released)
    target.hide_gridlines(2)
    if sheet.tab:
        target.set_tab_color(sheet.tab)
    for column, width in enumerate(sheet.widths):
        _done(target.set_column(column, column, width), sheet.name)
    for row, points in sheet.heights.items():
        _done(target.set_row(row, points), (sheet.name, row))
    rows = 1
    for cell in sheet.cells:
        _write_cell(target, formats[cell.style], cell)
        if cell.row + cell.down > rows:
            rows = cell.row + cell.down
    for band in sheet.bands:
        _write_band(target, band)
    for sparkline in sheet.sparklines:
        _write_sparkline(target, sparkline)
    for chart in sheet.charts:
        build_chart(book, target, sheet, chart)
    _quiet_text_numbers(target, sheet, rows)
    _set_view(target, sheet)
    _set_page(target, sheet.page)
    last = max([rows - 1, *(chart.area.bottom for chart in sheet.charts)])
    # without a print area, a chart that ends on a column's edge adds a column
    _done(target.print_area(0, 0, last, len(sheet.widths) - 1), sheet.name)


def _write_cell(target: Any, style: Any, cell: DrawnCell) -> None:
    row, column = cell.row, cell.column
    if cell.across > 1 or cell.down > 1:
        if isinstance(cell.content, Formula) and cell.content.array:
            raise WriterError(f"an array formula in merged cells: {cell!r}")
        _done(
            target.merge_range(row, column, row + cell.down - 1, column + cell.across - 1, "", style),
            cell,
        )
    content = cell.content
    if isinstance(content, Formula):
        if content.array:
            status = target.write_array_formula(row, column, row, column, content.formula, style, content.value)
        else:
            status = target.write_formula(row, column, content.formula, style, content.value)
    elif content is None or content == "":
        status = target.write_blank(row, column, None, style)
    elif isinstance(content, str) and cell.link:
        status = target.write_url(row, column, f"internal:'{cell.link}'!A1", style, content)
    elif isinstance(content, str):
        status = target.write_string(row, column, content, style)
    else:
        status = target.write_number(row, column, content, style)
    _done(status, cell)


def _write_band(target: Any, band: Shading) -> None:
    options: dict[str, object] = {"min_type": "num", "min_value": band.low}
    options |= {"max_type": "num", "max_value": band.high}
    if band.kind == "bars":
        options |= {"type": "data_bar", "data_bar_2010": True, "bar_solid": True, "bar_color": BAR}
        options |= {"bar_border_color": BAR}
    else:
        options |= {
            "type": "3_color_scale",
            "mid_type": "num",
            "mid_value": band.low + _MIDDLE * (band.high - band.low),
        }
        options |= {"min_color": LOW, "mid_color": MIDDLE, "max_color": HIGH}
    area = band.area
    _done(target.conditional_format(area.top, area.left, area.bottom, area.right, options), band)


def _write_sparkline(target: Any, sparkline: Sparkline) -> None:
    """Write a sparkline of bars, since LibreOffice does not print line sparklines; blanks leave gaps."""
    area = sparkline.values
    if area.size < 2:
        raise WriterError(f"a sparkline without data: {sparkline!r}")
    options: dict[str, object] = {
        "range": xlsxwriter.utility.xl_range(area.top, area.left, area.bottom, area.right),
        "type": "column", "min": sparkline.low, "max": sparkline.high, "high_point": True, "low_point": True,
        "series_color": SECOND, "high_color": ACCENT, "low_color": AMBER,
    }  # fmt: skip
    _done(target.add_sparkline(sparkline.row, sparkline.column, options), sparkline)


def _quiet_text_numbers(target: Any, sheet: Sheet, rows: int) -> None:
    """Turn off the warning mark on texts that consist of digits, such as employee numbers."""
    right = xlsxwriter.utility.xl_col_to_name(max(0, len(sheet.widths) - 1))
    _done(target.ignore_errors({"number_stored_as_text": f"A1:{right}{rows}"}), sheet.name)


def _set_view(target: Any, sheet: Sheet) -> None:
    if sheet.freeze:
        target.freeze_panes(*sheet.freeze)
    area: Area | None = sheet.autofilter
    if area:
        target.autofilter(area.top, area.left, area.bottom, area.right)


def _set_page(target: Any, page: PageSetup) -> None:
    target.set_paper(_A4)
    if page.orientation == "landscape":
        target.set_landscape()
    target.set_margins(left=0.5, right=0.5, top=0.65 if page.header else 0.45, bottom=0.6)
    target.center_horizontally()
    target.fit_to_pages(1, 1 if page.single else 0)
    if page.header:
        target.set_header(page.header, {"margin": 0.3})
    if page.footer:
        target.set_footer(page.footer, {"margin": 0.3})
    if page.breaks and not page.single:
        target.set_h_pagebreaks(list(page.breaks))
    if page.heading_rows:
        target.repeat_rows(page.heading_first, page.heading_first + page.heading_rows - 1)
