"""Fixtures of the structure around the entries: rows, columns, sheets, locks.

The form of the worked example: row 6 has the headings, A the hidden row keys, B the hidden counts of blanks,
C to J the scorecard, H the entries; rows 8–9, 10–13, 15–17, 18–19, 20, 22, 23–26 are the criteria, 28–30 the
adjustments, 31 the total, 34 the sign-off.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable
from functools import partial
from typing import Any

import openpyxl
from openpyxl.chart import BarChart, Reference
from openpyxl.comments import Comment

from tests.conftest import rewrite
from tests.trust.fixture import Case, Fixture, Found
from tests.trust.rearranged import COLUMNS, ROWS, Places, deleted, inserted, letters, rearrange

Make = Callable[[Case], Any]
MOVED = Found("rows-moved")
COPIED_ALONE = (Found("hidden-sheet-missing"), Found("protection-removed"), Found("validation-removed"))


def sheet(*changes: Callable[[Any], Any]) -> Make:
    """Change the scorecard with openpyxl."""

    def make(case: Case) -> None:
        def change(scorecard: Any) -> None:
            for one in changes:
                one(scorecard)

        case.edit(change)

    return make


def book(change: Callable[[Any], Any]) -> Make:
    """Change the whole workbook with openpyxl."""
    return sheet(lambda scorecard: change(scorecard.parent))


def put(**values: Any) -> Callable[[Any], None]:
    """Write values into cells."""

    def change(scorecard: Any) -> None:
        for cell, value in values.items():
            scorecard[cell] = value

    return change


def rows(now: Places) -> Callable[[Any], None]:
    """Return a change that moves rows."""
    return partial(rearrange, rows=now)


def columns(now: Places) -> Callable[[Any], None]:
    """Return a change that moves columns."""
    return partial(rearrange, columns=now)


def insert_rows(before: int, count: int = 1) -> Callable[[Any], None]:
    """Insert rows."""
    return rows(inserted(before, count, ROWS))


def insert_column(before: str) -> Callable[[Any], None]:
    """Insert a column."""
    return columns(inserted(letters(before)[0], 1, COLUMNS))


def clear(area: str) -> Callable[[Any], None]:
    """Return a change that clears an area; of merged cells the first."""

    def change(scorecard: Any) -> None:
        for row in scorecard[area]:
            for cell in row:
                if not isinstance(cell, openpyxl.cell.cell.MergedCell):
                    cell.value = None

    return change


def hide(*numbers: int) -> Callable[[Any], None]:
    """Hide rows."""

    def change(scorecard: Any) -> None:
        for number in numbers:
            scorecard.row_dimensions[number].hidden = True

    return change


def filtered(scorecard: Any) -> None:
    """Set a filter on the table."""
    scorecard.auto_filter.ref = "C6:J34"


def paste_row(source: int, target: int) -> Callable[[Any], None]:
    """Copy a row onto another."""

    def change(scorecard: Any) -> None:
        for column in range(1, 11):
            cell = scorecard.cell(target, column)
            if not isinstance(cell, openpyxl.cell.cell.MergedCell):
                cell.value = scorecard.cell(source, column).value

    return change


def merge(area: str, *undone: str) -> Callable[[Any], None]:
    """Return a change that merges an area, unmerging ``undone`` first; only the first cell's value is kept."""

    def change(scorecard: Any) -> None:
        for other in undone:
            scorecard.unmerge_cells(other)
        scorecard.merge_cells(area)

    return change


def merge_over_content(area: str) -> Make:
    """Merge an area and keep the hidden cells' content, as LibreOffice can."""
    return lambda case: case.xml(lambda text: text.replace("</mergeCells>", f'<mergeCell ref="{area}"/></mergeCells>'))


def alone(case: Case, *, values: bool = False) -> None:
    """Copy the scorecard's cells into a new workbook: no other sheet, no property, no style."""
    source = openpyxl.load_workbook(case.path).worksheets[0]
    made = openpyxl.Workbook()
    target = made.active
    target.title = source.title
    for row in source.iter_rows():
        for cell in row:
            is_formula = isinstance(cell.value, str) and cell.value.startswith("=")
            if cell.value is not None and not (values and is_formula):
                target[cell.coordinate] = cell.value
    made.save(case.path)


def values_in_place(*, spare: int = 0) -> Make:
    """Replace formulas by their values, but for the first ``spare``."""

    def change(scorecard: Any) -> None:
        found = [c for row in scorecard.iter_rows() for c in row if str(c.value or "").startswith("=")]
        for cell in found[spare:]:
            cell.value = 1 if cell.column == 2 else None

    return sheet(change)


def add_part(name: str, data: bytes = b"\x00") -> Make:
    """Add a part to the workbook's container."""

    def make(case: Case) -> None:
        with zipfile.ZipFile(case.path, "a") as container:
            container.writestr(name, data)

    return make


def duplicate(scorecard: Any) -> None:
    """Copy the scorecard inside the workbook."""
    scorecard.parent.copy_worksheet(scorecard).title = "备份"


def comment(cell: str, author: str, text: str = "迟到一次是因为封路") -> Callable[[Any], None]:
    """Comment a cell."""

    def change(scorecard: Any) -> None:
        scorecard[cell].comment = Comment(text, author)

    return change


def comment_elsewhere(workbook: Any) -> None:
    """Comment a cell of the instructions."""
    workbook.worksheets[1]["A2"].comment = Comment("看不懂", "李建国")


def chart(scorecard: Any) -> None:
    """Add a chart."""
    drawn = BarChart()
    drawn.add_data(Reference(scorecard, min_col=8, min_row=8, max_row=13))
    scorecard.add_chart(drawn, "L2")


def rename(scorecard: Any) -> None:
    """Rename the scorecard sheet."""
    scorecard.title = "11月 评分"


def facts_state(state: str) -> Make:
    """Set the state of the hidden sheet."""

    def change(workbook: Any) -> None:
        workbook["_xlsappraise"].sheet_state = state

    return book(change)


def add_sheet(title: str, text: str | None) -> Make:
    """Add a sheet."""

    def change(workbook: Any) -> None:
        workbook.create_sheet(title)["A1"] = text

    return book(change)


def corrections(case: Case) -> None:
    """Add a sheet with the name of the corrections sheet of marked copies."""
    with case.bench.open() as office:
        (blueprint, *_) = office.blueprints(office.ledger.issues()).values()
        title = blueprint.scheme.say("Corrections")
    book(lambda workbook: workbook.create_sheet(title, 0))(case)
    # the scorecard is still found by its form number, though it is the second sheet now


def delete_sheet(index: int | str) -> Make:
    """Delete a sheet."""
    return book(lambda b: b.remove(b[index] if isinstance(index, str) else b.worksheets[index]))


def unprotect(scorecard: Any) -> None:
    """Remove the sheet protection."""
    scorecard.protection.sheet = False


def no_validations(scorecard: Any) -> None:
    """Remove the data validations."""
    scorecard.data_validations.dataValidation = []


def unlock(workbook: Any) -> None:
    """Remove the protection of the workbook's structure."""
    workbook.security = None


def plain_look(scorecard: Any) -> None:
    """Remove conditional formats; change zoom, panes, print area, width and height."""
    scorecard.conditional_formatting = type(scorecard.conditional_formatting)()
    scorecard.sheet_view.zoomScale = 150
    scorecard.freeze_panes = None
    scorecard.print_area = "C1:J20"
    scorecard.column_dimensions["E"].width = 60
    scorecard.row_dimensions[8].height = 80


def used_range(reference: str) -> Make:
    """Add an empty formatted cell that extends the used range."""
    row = re.sub(r"\D", "", reference)
    far = f'<row r="{row}"><c r="{reference}" s="1"/></row></sheetData>'
    return lambda case: case.xml(lambda text: text.replace("</sheetData>", far))


def calendar_1904(case: Case) -> None:
    """Count dates from 1904."""
    rewrite(case.path, {"xl/workbook.xml": lambda d: d.replace(b"<workbookPr", b'<workbookPr date1904="1"', 1)})


def no_height(case: Case) -> None:
    """Make a row 0 points high."""
    case.xml(lambda text: re.sub(r'<row r="12"[^>]*>', '<row r="12" ht="0" customHeight="1">', text))


def restored(cell: str, change: Callable[[Any], Any]) -> Callable[[Any], None]:
    """Change the sheet, but restore the formula of a cell."""

    def changed(scorecard: Any) -> None:
        before = scorecard[cell].value
        change(scorecard)
        scorecard[cell] = before

    return changed


def emptied(number: int) -> Callable[[Any], None]:
    """Clear a row with its key."""
    return clear(f"A{number}:J{number}")


def ok(id_: str, title: str, make: Make) -> Fixture:
    """Return a fixture without any problem."""
    return Fixture(id_, title, "A", (), make)


def warn(id_: str, title: str, make: Make, *due: Found, total: float = 76.0) -> Fixture:
    """Return a fixture accepted with warnings."""
    return Fixture(id_, title, "W", due, make, total)


def refuse(id_: str, title: str, make: Make, *due: Found) -> Fixture:
    """Return a fixture that is refused."""
    return Fixture(id_, title, "R", due, make, None)


def tamper(id_: str, title: str, make: Make, *due: Found) -> Fixture:
    """Return a fixture reported as tampering."""
    return Fixture(id_, title, "T", due, make)


def note(id_: str, title: str, make: Make, *due: Found) -> Fixture:
    """Return a fixture accepted with notes."""
    return Fixture(id_, title, "A", due, make, notes=True)


def aside(id_: str, title: str, make: Make, *due: Found) -> Fixture:
    """Return a fixture that awaits a decision."""
    return Fixture(id_, title, "Q", due, make, None)


ROWS_MOVED = (
    warn("rows-inserted-top", "two rows inserted above everything", sheet(insert_rows(1, 2)), MOVED),
    warn("rows-inserted-in-criterion", "a row inserted inside a criterion", sheet(insert_rows(12)), MOVED),
    warn("rows-inserted-between", "three rows inserted between sections", sheet(insert_rows(14, 3)), MOVED),
    warn("rows-inserted-above-total", "a row inserted above the total", sheet(insert_rows(31)), MOVED),
    warn(
        "rows-inserted-with-text",
        "a row inserted, with a text in it",
        sheet(insert_rows(12), put(G12="见附件")),
        MOVED,
        Found("cell-added", "G12", "见附件"),
    ),
    warn(
        "text-below",
        "a text below the form",
        sheet(put(C40="已和本人谈过")),
        Found("cell-added", "C40", "已和本人谈过"),
    ),
    ok("blanks-below", "cells below the form that hold only blanks", sheet(put(C40="  "))),
    warn("rows-sorted-adjustments", "the adjustments in another order", sheet(rows({28: 30, 30: 28})), MOVED),
    warn(
        "rows-sorted-in-criterion",
        "two counts of a criterion swapped with their formulas",
        sheet(rows({24: 25, 25: 24})),
        MOVED,
    ),
    warn(
        "criteria-sorted",
        "a criterion moved below the next one",
        sheet(rows({22: 26, 23: 22, 24: 23, 25: 24, 26: 25})),
        MOVED,
    ),
    tamper(
        "rows-sorted-formulas-left",
        "two counts swapped, so that the score's formula takes one for the other",
        sheet(restored("I23", rows({24: 25, 25: 24}))),
        MOVED,
        Found("formula-changed", "I23"),
    ),
    warn("row-hidden", "one row hidden", sheet(hide(12)), Found("rows-hidden", "12:12", "12")),
    warn("rows-hidden", "several rows hidden", sheet(hide(24, 25, 26)), Found("rows-hidden", "24:24", "24, 25, 26")),
    warn("head-hidden", "the row of headings hidden", sheet(hide(6)), Found("rows-hidden", "6:6", "6")),
    warn("row-of-no-height", "a row made 0 points high", no_height, Found("rows-hidden", "12:12", "12")),
    ok("row-hidden-below", "a row hidden below the form", sheet(hide(40))),
    warn("filter-on", "a filter set on the table", sheet(filtered), Found("filter-on", "C6", "C6:J34")),
    warn(
        "filter-hides",
        "a filter that hides rows",
        sheet(filtered, hide(10, 11)),
        Found("filter-on", "C6"),
        Found("rows-hidden", "10:10", "10, 11"),
    ),
    warn(
        "hidden-after-inserting",
        "a row inserted, and a row of the form hidden",
        sheet(insert_rows(12), hide(14)),
        MOVED,
        Found("rows-hidden", "14:14"),
    ),
)

ROWS_LOST = (
    refuse(
        "row-deleted-criterion",
        "a criterion's only row deleted",
        sheet(rows(deleted([22], ROWS))),
        Found("row-missing", "22:22", expected="工作态度"),
        MOVED,
    ),
    refuse(
        "row-deleted-count",
        "one count of a criterion deleted",
        sheet(rows(deleted([25], ROWS))),
        Found("row-missing", "25:25", expected="工作纪律"),
        MOVED,
    ),
    refuse(
        "row-deleted-first",
        "the first row of a criterion deleted, with its title",
        sheet(rows(deleted([10], ROWS))),
        Found("row-missing", "10:10", expected="表格与资料"),
        MOVED,
    ),
    refuse(
        "row-deleted-signoff",
        "the last row, with the sign-off, deleted",
        sheet(rows(deleted([34], ROWS))),
        Found("row-missing", "34:34"),
    ),
    refuse(
        "rows-deleted",
        "two rows deleted",
        sheet(rows(deleted([12, 24], ROWS))),
        Found("row-missing", "12:12", expected="表格与资料"),
        Found("row-missing", "24:24", expected="工作纪律"),
        MOVED,
    ),
    refuse(
        "row-emptied",
        "a row cleared with its key",
        sheet(emptied(25)),
        Found("row-missing", "25:25", expected="工作纪律"),
    ),
    refuse(
        "row-pasted-below",
        "a row pasted a second time below the form",
        sheet(paste_row(10, 40)),
        Found("row-duplicated", "40:40", "10, 40", "表格与资料"),
    ),
    refuse(
        "row-pasted-over",
        "a row pasted over another one",
        sheet(paste_row(24, 25)),
        Found("row-duplicated", "25:25", "24, 25", "工作纪律"),
        Found("row-missing", "25:25", expected="工作纪律"),
    ),
    refuse(
        "row-pasted-inserted",
        "a row copied and inserted",
        sheet(insert_rows(11), paste_row(10, 11)),
        Found("row-duplicated", "11:11", "10, 11", "表格与资料"),
        MOVED,
    ),
)

KEYS = (
    warn("keys-cleared", "all row keys cleared", sheet(clear("A1:A34")), Found("row-keys-missing", "A1")),
    warn("key-cleared", "one row key cleared", sheet(clear("A22:A22")), Found("row-keys-missing", "A22", "A22")),
    warn(
        "keys-cleared-some",
        "three row keys cleared",
        sheet(clear("A22:A24")),
        Found("row-keys-missing", "A22", "A22, A23, A24"),
    ),
    warn("key-replaced", "a row key replaced by a text", sheet(put(A10="序")), Found("row-keys-missing", "A10", "A10")),
    warn(
        "keys-replaced",
        "all row keys replaced by numbers",
        sheet(put(**{f"A{n}": n for n in range(1, 35)})),
        Found("row-keys-missing", "A1"),
    ),
    warn(
        "keys-cleared-rows-inserted",
        "all row keys cleared and a row inserted",
        sheet(clear("A1:A34"), insert_rows(12)),
        Found("row-keys-missing", "A1"),
        MOVED,
    ),
    warn(
        "key-cleared-rows-sorted",
        "a row key cleared and rows sorted",
        sheet(clear("A24:A24"), rows({24: 25, 25: 24})),
        Found("row-keys-missing", "A25", "A25"),
        MOVED,
    ),
    tamper(
        "key-and-label-gone",
        "a row key cleared and the row's label edited, nothing moved",
        sheet(clear("A25:A25"), put(G25="私事")),
        Found("row-keys-missing", "A25"),
        Found("locked-cell-changed", "G25", "私事"),
    ),
    refuse(
        "key-and-label-gone-rows-inserted",
        "a row key cleared, the label edited and a row inserted",
        sheet(clear("A25:A25"), put(G25="私事"), insert_rows(12)),
        Found("row-missing", "25:25", expected="工作纪律"),
        MOVED,
        Found("cell-added", "B26"),
        Found("cell-added", "G26"),
    ),
    refuse(
        "key-and-row-gone",
        "all row keys cleared and a row deleted",
        sheet(clear("A1:A34"), rows(deleted([22], ROWS))),
        Found("row-missing", "22:22", expected="工作态度"),
        Found("row-keys-missing", "A1"),
        MOVED,
    ),
)

COLUMNS_MOVED = (
    tamper(
        "column-inserted-inputs",
        "a column inserted before the entries",
        sheet(insert_column("H")),
        Found("columns-moved", "I6"),
    ),
    tamper(
        "column-inserted-keys",
        "a column inserted before the row keys",
        sheet(insert_column("A")),
        Found("columns-moved", "D6"),
    ),
    tamper(
        "column-inserted-counts",
        "a column inserted between the hidden ones",
        sheet(insert_column("B")),
        Found("columns-moved", "D6"),
    ),
    tamper(
        "column-inserted-numbers",
        "a column inserted before the numbers",
        sheet(insert_column("C")),
        Found("columns-moved", "D6"),
    ),
    tamper(
        "column-inserted-remarks",
        "a column inserted before the remarks",
        sheet(insert_column("J")),
        Found("columns-moved", "K6", "备注"),
    ),
    tamper(
        "column-inserted-with-text",
        "a column inserted, with a text in it",
        sheet(insert_column("I"), put(I12="代填")),
        Found("columns-moved", "J6"),
        Found("cell-added", "I12", "代填"),
    ),
    tamper(
        "column-and-row-inserted",
        "a column and a row inserted",
        sheet(insert_column("H"), insert_rows(12)),
        Found("columns-moved", "I6"),
        MOVED,
    ),
    ok("column-inserted-right", "an empty column inserted at the right end", sheet(insert_column("K"))),
    warn(
        "column-added-right",
        "a text in a column at the right end",
        sheet(put(K10="请核对")),
        Found("cell-added", "K10", "请核对"),
    ),
    tamper(
        "columns-swapped",
        "score and remarks swapped",
        sheet(columns({9: 10, 10: 9})),
        Found("columns-moved", "J6", "得分, 备注"),
    ),
    tamper(
        "column-moved-first",
        "the entries moved before the numbers",
        sheet(columns({8: 3, 3: 4, 4: 5, 5: 6, 6: 7, 7: 8})),
        Found("columns-moved", "D6"),
    ),
    tamper(
        "key-column-moved", "the row keys moved to the right end", sheet(columns({1: 12})), Found("columns-moved", "L6")
    ),
    tamper(
        "key-column-deleted",
        "the column of the row keys deleted",
        sheet(columns(deleted([1], COLUMNS))),
        Found("row-keys-missing"),
        Found("columns-moved", "B6"),
        Found("columns-hidden", "B:B"),
    ),
    refuse(
        "column-deleted-remarks",
        "the remarks deleted",
        sheet(columns(deleted(letters("J"), COLUMNS))),
        Found("column-missing", "J:J", expected="备注"),
    ),
    refuse(
        "column-deleted-standards",
        "the standards deleted",
        sheet(columns(deleted(letters("E"), COLUMNS))),
        Found("column-missing", "E:E", expected="考核标准"),
        Found("columns-moved", "E6"),
    ),
    refuse(
        "column-deleted-entries",
        "the entries deleted",
        sheet(columns(deleted(letters("H"), COLUMNS))),
        Found("column-missing", "H:H", expected="填写"),
        Found("columns-moved", "H6"),
    ),
    refuse(
        "column-deleted-counts",
        "the hidden counts deleted",
        sheet(columns(deleted(letters("B"), COLUMNS))),
        Found("column-missing", "B:B", expected="B"),
        Found("columns-moved", "B6"),
        Found("columns-hidden", "B:B"),
    ),
    warn(
        "heading-renamed",
        "the heading of the entries renamed",
        sheet(put(H6="打分")),
        Found("heading-renamed", "H6", "打分", "填写"),
    ),
    warn("heading-cleared", "a heading cleared", sheet(put(G6=None)), Found("heading-renamed", "G6", None, "填写内容")),
    warn(
        "headings-renamed",
        "three headings renamed",
        sheet(put(C6="No.", H6="打分", J6="说明")),
        Found("heading-renamed", "C6"),
        Found("heading-renamed", "H6"),
        Found("heading-renamed", "J6"),
    ),
    warn(
        "headings-swapped",
        "two headings swapped, the columns left",
        sheet(put(F6="得分", I6="分值")),
        Found("heading-renamed", "F6", "得分", "分值"),
        Found("heading-renamed", "I6", "分值", "得分"),
    ),
    tamper(
        "heading-renamed-column-inserted",
        "a column inserted before the entries, and their heading renamed",
        sheet(insert_column("H"), put(I6="打分")),
        Found("heading-renamed", "I6", "打分", "填写"),
        Found("columns-moved", "I6"),
    ),
)

MERGED = (
    # the second count is lost: 表格与资料 is 20 − 2 = 18 instead of 15
    warn(
        "entries-merged",
        "two entries merged, the value stands in the first",
        sheet(merge("H10:H11")),
        Found("inputs-merged", "H10:H11"),
        total=79.0,
    ),
    warn(
        "remarks-merged",
        "two remarks merged into one",
        sheet(put(J8="都好"), merge("J8:J13", "J8:J9", "J10:J13")),
        Found("inputs-merged", "J8:J13"),
    ),
    refuse(
        "entry-merged-content-kept",
        "an entry merged with its label, its value still beneath, where nobody sees it",
        merge_over_content("G11:H11"),
        Found("inputs-merged-lost", "G11:H11"),
        Found("entry-under-merge", "H11"),
    ),
    refuse(
        "entry-merged-into-label",
        "an entry merged with its label, so that its value is lost",
        sheet(merge("G11:H11")),
        Found("inputs-merged-lost", "G11:H11"),
    ),
    refuse(
        "required-entries-merged",
        "two required entries merged",
        sheet(merge("H8:H9")),
        Found("inputs-merged", "H8:H9"),
        Found("missing-input", "callback_rate.target"),
    ),
    tamper(
        "entry-merged-over-score",
        "an entry merged over its score",
        sheet(merge("H20:I20")),
        Found("inputs-merged", "H20:I20"),
        Found("formula-changed", "I20"),
    ),
    ok("remarks-unmerged", "a merged remark unmerged", sheet(merge("L1:M1", "J8:J9"))),
)

SHEETS = (
    warn("sheet-renamed", "the scorecard renamed", sheet(rename), Found("sheet-renamed", None, "11月 评分", "考核表")),
    refuse("sheet-duplicated", "the scorecard copied inside the workbook", sheet(duplicate), Found("sheet-duplicated")),
    warn("sheet-copied-alone", "only the scorecard copied to a new workbook", alone, *COPIED_ALONE),
    warn(
        "hidden-sheet-deleted", "the hidden sheet deleted", delete_sheet("_xlsappraise"), Found("hidden-sheet-missing")
    ),
    note("hidden-sheet-visible", "the hidden sheet shown", facts_state("visible"), Found("hidden-sheet-shown")),
    note(
        "hidden-sheet-hidden", "the very hidden sheet only hidden", facts_state("hidden"), Found("hidden-sheet-shown")
    ),
    warn(
        "sheet-added",
        "a sheet with a text added",
        add_sheet("补充说明", "另见"),
        Found("sheet-added", None, "补充说明"),
    ),
    warn("sheet-added-empty", "an empty sheet added", add_sheet("Sheet1", None), Found("sheet-added", None, "Sheet1")),
    ok("sheet-of-corrections", "the list of corrections of a marked copy", corrections),
    ok("instructions-deleted", "the instructions deleted", delete_sheet(1)),
    ok("sheets-reordered", "the sheets in another order", book(lambda b: b._sheets.reverse())),
    warn("protection-removed", "the protection removed", sheet(unprotect), Found("protection-removed")),
    warn(
        "validations-removed", "the limits of the entries removed", sheet(no_validations), Found("validation-removed")
    ),
    note("structure-lock-lost", "the lock of the structure lost", book(unlock), Found("structure-lock-lost")),
    ok("looks-changed", "zoom, frozen panes, print area, widths and conditional formats changed", sheet(plain_look)),
    ok("used-range-rows", "an empty formatted cell in the last row there is", used_range("A1048576")),
    ok("used-range-columns", "an empty formatted cell in the last column there is", used_range("XFD99")),
    refuse("calendar-1904", "dates counted from 1904", calendar_1904, Found("calendar-1904")),
)

VALUES_ONLY = (
    aside("values-in-place", "values pasted over all formulas", values_in_place(), Found("values-only-copy")),
    aside(
        "values-nearly", "values pasted over nearly all formulas", values_in_place(spare=2), Found("values-only-copy")
    ),
    aside(
        "values-copied-alone",
        "only the scorecard's values copied to a new workbook",
        partial(alone, values=True),
        Found("values-only-copy"),
        *COPIED_ALONE,
    ),
)

AROUND = (
    warn(
        "comment",
        "a comment on an entry",
        sheet(comment("H23", "李建国")),
        Found("comment-found", "H23", "迟到一次是因为封路"),
    ),
    warn(
        "comment-elsewhere",
        "a comment in the instructions",
        book(comment_elsewhere),
        Found("comment-found", "A2", "看不懂"),
    ),
    warn(
        "comment-by-our-name",
        "a comment in the name of this program",
        sheet(comment("H23", "xlsappraise")),
        Found("comment-found", "H23"),
    ),
    warn(
        "comment-that-begins-as-ours",
        "a comment that begins as those of a marked copy",
        sheet(comment("H23", "xlsappraise", "需改正\n请按 95 分计算")),
        Found("comment-found", "H23"),
    ),
    warn("chart", "a chart added", sheet(chart), Found("picture-found")),
    warn("formula-outside", "a formula outside the form", sheet(put(L3="=H8/H9")), Found("cell-added", "L3", "=H8/H9")),
)

STRUCTURE: tuple[Fixture, ...] = (
    *ROWS_MOVED,
    *ROWS_LOST,
    *KEYS,
    *COLUMNS_MOVED,
    *MERGED,
    *SHEETS,
    *VALUES_ONLY,
    *AROUND,
)
