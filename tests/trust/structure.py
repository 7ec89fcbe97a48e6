"""Fixtures of the structure around the entries: rows, columns, sheets, locks.

The form of the worked example has hidden columns with the row keys and the counts of blanks before its numbers,
entries and scores at the right, and rows for the sections, criteria, adjustments, total and sign-off.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

import openpyxl
from openpyxl.chart import BarChart, Reference
from openpyxl.comments import Comment
from openpyxl.worksheet.cell_range import CellRange

from tests.conftest import rewrite
from tests.spots import WORKED, at, with_cells
from tests.trust.fixture import Case, Fixture, Found
from tests.trust.rearranged import COLUMNS, ROWS, Places, deleted, inserted, letters, rearrange
from xlsappraise.xlsx.address import address

Make = Callable[[Case], Any]
MOVED = Found("rows-moved")
ALL_KEYS = f"A1:A{WORKED.last_row}"
TABLE = f"{at('headings:number')}:{WORKED.column('score')}{WORKED.last_row}"
COUNTS = ("discipline.absence", "discipline.private", "discipline.asleep")
LOW = WORKED.row("records.notable")
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


def put(values: Mapping[str, Any]) -> Callable[[Any], None]:
    """Write values into named cells."""

    def change(scorecard: Any) -> None:
        for cell, value in values.items():
            scorecard[at(cell)] = with_cells(value) if isinstance(value, str) else value

    return change


def rows(now: Places) -> Callable[[Any], None]:
    """Return a change that moves rows."""
    return partial(rearrange, rows=now)


def columns(now: Places) -> Callable[[Any], None]:
    """Return a change that moves columns."""
    return partial(rearrange, columns=now)


def insert_rows(before: str, count: int = 1) -> Callable[[Any], None]:
    """Insert rows before a named one."""
    return rows(inserted(WORKED.row(before), count, ROWS))


def delete_rows(*names: str) -> Callable[[Any], None]:
    """Delete named rows."""
    return rows(deleted(WORKED.rows(*names), ROWS))


def swap_rows(one: str, other: str) -> Callable[[Any], None]:
    """Swap two named rows."""
    first, second = WORKED.rows(one, other)
    return rows({first: second, second: first})


def move_below(first: str, second: str, end: str) -> Callable[[Any], None]:
    """Move what begins with the first row below what begins with the second; the end is the row after both."""
    one, two, after = WORKED.rows(first, second, end)
    down, up = after - two, two - one
    return rows({n: n + down if n < two else n - up for n in range(one, after)})


def insert_column(before: str) -> Callable[[Any], None]:
    """Insert a column before a named one."""
    return columns(inserted(number_of(before), 1, COLUMNS))


def delete_column(name: str) -> Callable[[Any], None]:
    """Delete a named column."""
    return columns(deleted([number_of(name)], COLUMNS))


def number_of(column: str) -> int:
    """Return the number of a named column, from 1."""
    return letters(WORKED.column(column))[0]


def shifted(name: str, *, right: int = 0, down: int = 0) -> str:
    """Return the address of a named cell after rows or columns were inserted before it."""
    row, column = WORKED.place(name)
    return address((row + down, column + right))


def listed(*names: str) -> str:
    """Return the numbers of named rows as a problem lists them."""
    return ", ".join(map(str, WORKED.rows(*names)))


def whole_column(name: str) -> str:
    """Return the address of a named column."""
    return f"{WORKED.column(name)}:{WORKED.column(name)}"


def clear(area: str) -> Callable[[Any], None]:
    """Return a change that clears an area; of merged cells the first."""

    def change(scorecard: Any) -> None:
        for row in scorecard[at(area)]:
            for cell in row:
                if not isinstance(cell, openpyxl.cell.cell.MergedCell):
                    cell.value = None

    return change


def hide(*names: str, down: int = 0) -> Callable[[Any], None]:
    """Hide named rows, which have moved down."""

    def change(scorecard: Any) -> None:
        for number in WORKED.rows(*names):
            scorecard.row_dimensions[number + down].hidden = True

    return change


def filtered(scorecard: Any) -> None:
    """Set a filter on the table."""
    scorecard.auto_filter.ref = TABLE


def paste_row(source: str, target: str) -> Callable[[Any], None]:
    """Copy a named row onto another."""

    def change(scorecard: Any) -> None:
        for column in range(1, number_of("score") + 1):
            cell = scorecard.cell(WORKED.row(target), column)
            if not isinstance(cell, openpyxl.cell.cell.MergedCell):
                cell.value = scorecard.cell(WORKED.row(source), column).value

    return change


def merge(area: str) -> Callable[[Any], None]:
    """Return a change that merges an area, with what is merged there; only the first cell's value is kept."""

    def change(scorecard: Any) -> None:
        for other in list(scorecard.merged_cells.ranges):
            if not other.isdisjoint(CellRange(at(area))):
                scorecard.unmerge_cells(str(other))
        scorecard.merge_cells(at(area))

    return change


def unmerge(name: str) -> Callable[[Any], None]:
    """Return a change that unmerges the area of a named cell; a single cell stays as it is."""

    def change(scorecard: Any) -> None:
        if ":" in WORKED.area(name):
            scorecard.unmerge_cells(WORKED.area(name))

    return change


def merge_over_content(area: str) -> Make:
    """Merge an area, with what is merged there, and keep the hidden cells' content, as LibreOffice can."""

    def change(text: str) -> str:
        for found in re.findall(r'<mergeCell ref="([A-Z0-9:]+)" ?/>', text):
            if not CellRange(found).isdisjoint(CellRange(at(area))):
                text = re.sub(rf'<mergeCell ref="{found}" ?/>', "", text)
        return text.replace("</mergeCells>", f'<mergeCell ref="{at(area)}"/></mergeCells>')

    return lambda case: case.xml(change)


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
        scorecard[at(cell)].comment = Comment(text, author)

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
    scorecard.print_area = at("{top.title}:{ability:score}")
    scorecard.column_dimensions[WORKED.column("standard")].width = 60
    scorecard.row_dimensions[WORKED.row("callback_rate")].height = 80


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
    case.xml(lambda text: re.sub(rf'<row r="{LOW}"[^>]*>', f'<row r="{LOW}" ht="0" customHeight="1">', text))


def restored(cell: str, change: Callable[[Any], Any]) -> Callable[[Any], None]:
    """Change the sheet, but restore the formula of a cell."""

    def changed(scorecard: Any) -> None:
        before = scorecard[at(cell)].value
        change(scorecard)
        scorecard[at(cell)] = before

    return changed


def emptied(name: str) -> Callable[[Any], None]:
    """Clear a named row with its key."""
    return clear(f"{{{name}:key}}:{{{name}:score}}")


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
    warn("rows-inserted-top", "two rows inserted above everything", sheet(insert_rows("title", 2)), MOVED),
    warn(
        "rows-inserted-in-criterion", "a row inserted inside a criterion", sheet(insert_rows("records.notable")), MOVED
    ),
    warn("rows-inserted-between", "three rows inserted between sections", sheet(insert_rows("section.2", 3)), MOVED),
    warn("rows-inserted-above-total", "a row inserted above the total", sheet(insert_rows("total")), MOVED),
    warn(
        "rows-inserted-with-text",
        "a row inserted, with a text in it",
        sheet(insert_rows("records.notable"), put({"records.notable:label": "见附件"})),
        MOVED,
        Found("cell-added", "records.notable:label", "见附件"),
    ),
    warn(
        "text-below",
        "a text below the form",
        sheet(put({"below:number": "已和本人谈过"})),
        Found("cell-added", "below:number", "已和本人谈过"),
    ),
    ok("blanks-below", "cells below the form that hold only blanks", sheet(put({"below:number": "  "}))),
    warn(
        "rows-sorted-adjustments",
        "the adjustments in another order",
        sheet(swap_rows("adjustment.1", "adjustment.3")),
        MOVED,
    ),
    warn(
        "rows-sorted-in-criterion",
        "two counts of a criterion swapped with their formulas",
        sheet(swap_rows("discipline.absence", "discipline.private")),
        MOVED,
    ),
    warn(
        "criteria-sorted",
        "a criterion moved below the next one",
        sheet(move_below("attitude", "discipline", "adjustment.head")),
        MOVED,
    ),
    tamper(
        "rows-sorted-formulas-left",
        "two counts swapped, so that the score's formula takes one for the other",
        sheet(restored("discipline:score", swap_rows("discipline.absence", "discipline.private"))),
        MOVED,
        Found("formula-changed", "discipline:score"),
    ),
    warn(
        "row-hidden",
        "one row hidden",
        sheet(hide("records.notable")),
        Found("rows-hidden", WORKED.whole("records.notable"), listed("records.notable")),
    ),
    warn(
        "rows-hidden",
        "several rows hidden",
        sheet(hide(*COUNTS)),
        Found("rows-hidden", WORKED.whole(COUNTS[0]), listed(*COUNTS)),
    ),
    warn(
        "head-hidden",
        "the row of headings hidden",
        sheet(hide("headings")),
        Found("rows-hidden", WORKED.whole("headings"), listed("headings")),
    ),
    warn(
        "row-of-no-height",
        "a row made 0 points high",
        no_height,
        Found("rows-hidden", WORKED.whole("records.notable"), listed("records.notable")),
    ),
    ok("row-hidden-below", "a row hidden below the form", sheet(hide("below"))),
    warn("filter-on", "a filter set on the table", sheet(filtered), Found("filter-on", "headings:number", TABLE)),
    warn(
        "filter-hides",
        "a filter that hides rows",
        sheet(filtered, hide("records.slight", "records.ordinary")),
        Found("filter-on", "headings:number"),
        Found("rows-hidden", WORKED.whole("records.slight"), listed("records.slight", "records.ordinary")),
    ),
    warn(
        "hidden-after-inserting",
        "a row inserted, and a row of the form hidden",
        sheet(insert_rows("records.notable"), hide("records.serious", down=1)),
        MOVED,
        Found("rows-hidden", f"{WORKED.row('records.serious') + 1}:{WORKED.row('records.serious') + 1}"),
    ),
)

ROWS_LOST = (
    refuse(
        "row-deleted-criterion",
        "a criterion's only row deleted",
        sheet(delete_rows("attitude.rating")),
        Found("row-missing", WORKED.whole("attitude.rating"), expected="工作态度"),
        MOVED,
    ),
    refuse(
        "row-deleted-count",
        "one count of a criterion deleted",
        sheet(delete_rows("discipline.private")),
        Found("row-missing", WORKED.whole("discipline.private"), expected="工作纪律"),
        MOVED,
    ),
    refuse(
        "row-deleted-first",
        "the first row of a criterion deleted, with its title",
        sheet(delete_rows("records.slight")),
        Found("row-missing", WORKED.whole("records.slight"), expected="表格管理"),
        MOVED,
    ),
    refuse(
        "row-deleted-signoff",
        "the row with the sign-off deleted",
        sheet(delete_rows("signoff")),
        Found("row-missing", WORKED.whole("signoff")),
        MOVED,
    ),
    refuse(
        "rows-deleted",
        "two rows deleted",
        sheet(delete_rows("records.notable", "discipline.absence")),
        Found("row-missing", WORKED.whole("records.notable"), expected="表格管理"),
        Found("row-missing", WORKED.whole("discipline.absence"), expected="工作纪律"),
        MOVED,
    ),
    refuse(
        "row-emptied",
        "a row cleared with its key",
        sheet(emptied("discipline.private")),
        Found("row-missing", WORKED.whole("discipline.private"), expected="工作纪律"),
    ),
    refuse(
        "row-pasted-below",
        "a row pasted a second time below the form",
        sheet(paste_row("records.slight", "below")),
        Found("row-duplicated", WORKED.whole("below"), listed("records.slight", "below"), "表格管理"),
    ),
    refuse(
        "row-pasted-over",
        "a row pasted over another one",
        sheet(paste_row("discipline.absence", "discipline.private")),
        Found(
            "row-duplicated",
            WORKED.whole("discipline.private"),
            listed("discipline.absence", "discipline.private"),
            "工作纪律",
        ),
        Found("row-missing", WORKED.whole("discipline.private"), expected="工作纪律"),
    ),
    refuse(
        "row-pasted-inserted",
        "a row copied and inserted",
        sheet(insert_rows("records.ordinary"), paste_row("records.slight", "records.ordinary")),
        Found(
            "row-duplicated",
            WORKED.whole("records.ordinary"),
            listed("records.slight", "records.ordinary"),
            "表格管理",
        ),
        MOVED,
    ),
)

KEYS = (
    warn("keys-cleared", "all row keys cleared", sheet(clear(ALL_KEYS)), Found("row-keys-missing", "A1")),
    warn(
        "key-cleared",
        "one row key cleared",
        sheet(clear("{attitude.rating:key}:{attitude.rating:key}")),
        Found("row-keys-missing", "attitude.rating:key", "{attitude.rating:key}"),
    ),
    warn(
        "keys-cleared-some",
        "three row keys cleared",
        sheet(clear("{discipline.absence:key}:{discipline.asleep:key}")),
        Found("row-keys-missing", "discipline.absence:key", ", ".join(f"{{{name}:key}}" for name in COUNTS)),
    ),
    warn(
        "key-replaced",
        "a row key replaced by a text",
        sheet(put({"records.slight:key": "序"})),
        Found("row-keys-missing", "records.slight:key", "{records.slight:key}"),
    ),
    warn(
        "keys-replaced",
        "all row keys replaced by numbers",
        sheet(put({f"A{n}": n for n in range(1, WORKED.last_row + 1)})),
        Found("row-keys-missing", "A1"),
    ),
    warn(
        "keys-cleared-rows-inserted",
        "all row keys cleared and a row inserted",
        sheet(clear(ALL_KEYS), insert_rows("records.notable")),
        Found("row-keys-missing", "A1"),
        MOVED,
    ),
    warn(
        "key-cleared-rows-sorted",
        "a row key cleared and rows sorted",
        sheet(
            clear("{discipline.absence:key}:{discipline.absence:key}"),
            swap_rows("discipline.absence", "discipline.private"),
        ),
        Found("row-keys-missing", "discipline.private:key", "{discipline.private:key}"),
        MOVED,
    ),
    tamper(
        "key-and-label-gone",
        "a row key cleared and the row's label edited, nothing moved",
        sheet(clear("{discipline.private:key}:{discipline.private:key}"), put({"discipline.private:label": "私事"})),
        Found("row-keys-missing", "discipline.private:key"),
        Found("locked-cell-changed", "discipline.private:label", "私事"),
    ),
    refuse(
        "key-and-label-gone-rows-inserted",
        "a row key cleared, the label edited and a row inserted",
        sheet(
            clear("{discipline.private:key}:{discipline.private:key}"),
            put({"discipline.private:label": "私事"}),
            insert_rows("records.notable"),
        ),
        Found("row-missing", WORKED.whole("discipline.private"), expected="工作纪律"),
        MOVED,
        Found("cell-added", shifted("discipline.private:gap", down=1)),
        Found("cell-added", shifted("discipline.private:label", down=1)),
    ),
    refuse(
        "key-and-row-gone",
        "all row keys cleared and a row deleted",
        sheet(clear(ALL_KEYS), delete_rows("attitude.rating")),
        Found("row-missing", WORKED.whole("attitude.rating"), expected="工作态度"),
        Found("row-keys-missing", "A1"),
        MOVED,
    ),
)

SWAPPED = {number_of("entry"): number_of("score"), number_of("score"): number_of("entry")}
ENTRIES_FIRST = {n: n + 1 for n in range(number_of("number"), number_of("entry"))} | {
    number_of("entry"): number_of("number")
}
COLUMNS_MOVED = (
    tamper(
        "column-inserted-inputs",
        "a column inserted before the entries",
        sheet(insert_column("entry")),
        Found("columns-moved", shifted("headings:entry", right=1)),
    ),
    tamper(
        "column-inserted-keys",
        "a column inserted before the row keys",
        sheet(insert_column("key")),
        Found("columns-moved", shifted("headings:number", right=1)),
    ),
    tamper(
        "column-inserted-counts",
        "a column inserted between the hidden ones",
        sheet(insert_column("gap")),
        Found("columns-moved", shifted("headings:number", right=1)),
    ),
    tamper(
        "column-inserted-numbers",
        "a column inserted before the numbers",
        sheet(insert_column("number")),
        Found("columns-moved", shifted("headings:number", right=1)),
    ),
    tamper(
        "column-inserted-scores",
        "a column inserted before the scores",
        sheet(insert_column("score")),
        Found("columns-moved", shifted("headings:score", right=1), "得分"),
    ),
    tamper(
        "column-inserted-with-text",
        "a column inserted, with a text in it",
        sheet(insert_column("score"), put({"records.notable:score": "代填"})),
        Found("columns-moved", shifted("headings:score", right=1)),
        Found("cell-added", "records.notable:score", "代填"),
    ),
    tamper(
        "column-and-row-inserted",
        "a column and a row inserted",
        sheet(insert_column("entry"), insert_rows("records.notable")),
        Found("columns-moved", shifted("headings:entry", right=1)),
        MOVED,
    ),
    ok("column-inserted-right", "an empty column inserted at the right end", sheet(insert_column("beside"))),
    warn(
        "column-added-right",
        "a text in a column at the right end",
        sheet(put({"records.slight:beside": "请核对"})),
        Found("cell-added", "records.slight:beside", "请核对"),
    ),
    tamper(
        "columns-swapped",
        "entries and scores swapped",
        sheet(columns(SWAPPED)),
        Found("columns-moved", "headings:score", "填写, 得分"),
    ),
    tamper(
        "column-moved-first",
        "the entries moved before the numbers",
        sheet(columns(ENTRIES_FIRST)),
        Found("columns-moved", shifted("headings:number", right=1)),
    ),
    tamper(
        "key-column-moved",
        "the row keys moved to the right end",
        sheet(columns({number_of("key"): number_of("beside") + 1})),
        Found("columns-moved", shifted("headings:beside", right=1)),
    ),
    tamper(
        "key-column-deleted",
        "the column of the row keys deleted",
        sheet(delete_column("key")),
        Found("row-keys-missing"),
        Found("columns-moved", shifted("headings:number", right=-1)),
    ),
    refuse(
        "column-deleted-scores",
        "the scores deleted",
        sheet(delete_column("score")),
        Found("column-missing", whole_column("score"), expected="得分"),
    ),
    refuse(
        "column-deleted-standards",
        "the standards deleted",
        sheet(delete_column("standard")),
        Found("column-missing", whole_column("standard"), expected="考核标准"),
        Found("columns-moved", "headings:standard"),
    ),
    refuse(
        "column-deleted-entries",
        "the entries deleted",
        sheet(delete_column("entry")),
        Found("column-missing", whole_column("entry"), expected="填写"),
        Found("columns-moved", "headings:entry"),
    ),
    refuse(
        "column-deleted-counts",
        "the hidden counts deleted",
        sheet(delete_column("gap")),
        Found("column-missing", whole_column("gap"), expected="B"),
        Found("columns-moved", shifted("headings:number", right=-1)),
    ),
    warn(
        "heading-renamed",
        "the heading of the entries renamed",
        sheet(put({"headings:entry": "打分"})),
        Found("heading-renamed", "headings:entry", "打分", "填写"),
    ),
    warn(
        "heading-cleared",
        "a heading cleared",
        sheet(put({"headings:label": None})),
        Found("heading-renamed", "headings:label", None, "填写内容"),
    ),
    warn(
        "headings-renamed",
        "three headings renamed",
        sheet(put({"headings:number": "No.", "headings:entry": "打分", "headings:score": "说明"})),
        Found("heading-renamed", "headings:number"),
        Found("heading-renamed", "headings:entry"),
        Found("heading-renamed", "headings:score"),
    ),
    warn(
        "headings-swapped",
        "two headings swapped, the columns left",
        sheet(put({"headings:points": "得分", "headings:score": "分值"})),
        Found("heading-renamed", "headings:points", "得分", "分值"),
        Found("heading-renamed", "headings:score", "分值", "得分"),
    ),
    tamper(
        "heading-renamed-column-inserted",
        "a column inserted before the entries, and their heading renamed",
        sheet(insert_column("entry"), put({shifted("headings:entry", right=1): "打分"})),
        Found("heading-renamed", shifted("headings:entry", right=1), "打分", "填写"),
        Found("columns-moved", shifted("headings:entry", right=1)),
    ),
)

REASONS = f"{at('adjustment.1.reason')}:{WORKED.area('adjustment.2.reason').rpartition(':')[2]}"
MERGED = (
    # the second count is lost: 表格管理 is 20 − 2 = 18 instead of 15
    warn(
        "entries-merged",
        "two entries merged, the value stands in the first",
        sheet(merge("{records.slight}:{records.ordinary}")),
        Found("inputs-merged", "{records.slight}:{records.ordinary}"),
        total=79.0,
    ),
    warn(
        "reasons-merged",
        "two reasons merged into one",
        sheet(merge(REASONS)),
        Found("inputs-merged", REASONS),
    ),
    refuse(
        "entry-merged-content-kept",
        "an entry merged with its label, its value still beneath, where nobody sees it",
        merge_over_content("{records.ordinary:label}:{records.ordinary}"),
        Found("inputs-merged-lost", "{records.ordinary:label}:{records.ordinary}"),
        Found("entry-under-merge", "records.ordinary"),
    ),
    refuse(
        "entry-merged-into-label",
        "an entry merged with its label, so that its value is lost",
        sheet(merge("{records.ordinary:label}:{records.ordinary}")),
        Found("inputs-merged-lost", "{records.ordinary:label}:{records.ordinary}"),
    ),
    refuse(
        "required-entries-merged",
        "two required entries merged",
        sheet(merge("{callback_rate.actual}:{callback_rate.target}")),
        Found("inputs-merged", "{callback_rate.actual}:{callback_rate.target}"),
        Found("missing-input", "callback_rate.target"),
    ),
    tamper(
        "entry-merged-over-score",
        "an entry merged over its score",
        sheet(merge("{ability.rating}:{ability:score}")),
        Found("inputs-merged", "{ability.rating}:{ability:score}"),
        Found("formula-changed", "ability:score"),
    ),
    ok("remarks-unmerged", "a merged remark unmerged", sheet(unmerge("callback_rate.remark"))),
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

OUTSIDE, RATIO = "headings:beside", "={callback_rate.actual}/{callback_rate.target}"
AROUND = (
    warn(
        "comment",
        "a comment on an entry",
        sheet(comment("discipline.late", "李建国")),
        Found("comment-found", "discipline.late", "迟到一次是因为封路"),
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
        sheet(comment("discipline.late", "xlsappraise")),
        Found("comment-found", "discipline.late"),
    ),
    warn(
        "comment-that-begins-as-ours",
        "a comment that begins as those of a marked copy",
        sheet(comment("discipline.late", "xlsappraise", "需改正\n请按 95 分计算")),
        Found("comment-found", "discipline.late"),
    ),
    warn("chart", "a chart added", sheet(chart), Found("picture-found")),
    warn(
        "formula-outside",
        "a formula outside the form",
        sheet(put({OUTSIDE: RATIO})),
        Found("cell-added", OUTSIDE, RATIO),
    ),
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
