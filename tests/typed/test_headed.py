"""Sheets declared as columns: written blank, found again whatever a person has done to them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from tests.conftest import beside
from tests.roster.sheets import LIBRARY
from xlsappraise.base.i18n import N_, words
from xlsappraise.drawing.blank import write_blank
from xlsappraise.drawing.strict import writing
from xlsappraise.roster import ROSTER
from xlsappraise.store.start import write_roster_form
from xlsappraise.typed import Codes, Column, HeadedSheet, HeadedTable
from xlsappraise.xlsx.container import read_file
from xlsappraise.xlsx.reading import Reading

CODES = Codes(
    twice="roster-duplicate-column", missing="roster-missing-column", formula="roster-formula", date="roster-bad-date",
    number_format="history-number-format",
)  # fmt: skip
SHEET = HeadedSheet(
    (
        Column("number", "工号", aliases=("员工编号", "Employee ID"), required=True),
        Column("day", N_("Date"), "date", width=13, required=True),
        Column("times", N_("Times"), "integer", min=1),
        Column("share", N_("Rate"), "percent", offered=False),
        Column(
            "kind", N_("Kind"), "choice", choices=("甲", "乙"), help=N_("Choose the kind of incident from the list.")
        ),
    ),
    CODES,
)


def table_of(folder: Path, *rows: Sequence[Any], sheet: HeadedSheet = SHEET, epoch: Any = None) -> HeadedTable:
    """Write rows into a workbook and find the headings of its first sheet."""
    book = openpyxl.Workbook()
    if epoch is not None:
        book.epoch = epoch
    for row in rows:
        book.active.append(list(row))
    book.save(folder / "a.xlsx")
    return HeadedTable.first(sheet, folder / "a.xlsx", "roster-unreadable")


def blank(folder: Path, sheet: HeadedSheet) -> Any:
    """Write the blank file of a sheet and open it."""
    with writing(folder / "blank.xlsx") as book:
        write_blank(book, book.add_worksheet(), sheet.offered, words("en"))
    return openpyxl.load_workbook(folder / "blank.xlsx")


def test_a_column_that_is_added_to_a_declaration_is_in_the_blank_file_and_read_back(tmp_path: Path) -> None:
    more = replace(SHEET, columns=(*SHEET.columns, Column("amount", N_("Amount"), "number", width=31, min=0)))
    book = blank(tmp_path, more)
    sheet = book.active
    assert [cell.value for cell in sheet[1]] == ["工号", "Date", "Times", "Kind", "Amount"]
    assert round(sheet.column_dimensions["E"].width) == 32
    sheet.append(["E001", "2026-11-05", 2, "乙", 12.5])
    book.save(tmp_path / "filled.xlsx")
    table = HeadedTable.first(more, tmp_path / "filled.xlsx", "roster-unreadable")
    assert [table.read(1, column.id).value for column in more.offered] == ["E001", "2026-11-05", 2.0, "乙", 12.5]
    assert list(table.heading_problems()) == []


def test_a_column_that_is_added_to_the_roster_is_in_the_blank_roster_and_found(tmp_path: Path) -> None:
    more = replace(ROSTER, columns=(*ROSTER.columns, Column("phone", "电话", width=20)))
    write_roster_form(tmp_path / "roster.xlsx", LIBRARY, more)
    book = openpyxl.load_workbook(tmp_path / "roster.xlsx")
    sheet = book.worksheets[0]
    assert sheet[beside(1)].value == "电话"
    sheet["A2"], sheet[beside(2)] = "E001", "138 0000 0000"
    book.save(tmp_path / "roster.xlsx")
    assert HeadedTable.first(more, tmp_path / "roster.xlsx", "roster-unreadable").text(1, "phone") == "138 0000 0000"


def test_a_blank_file_offers_choices_and_says_what_a_column_takes(tmp_path: Path) -> None:
    (rule,) = blank(tmp_path, SHEET).active.data_validations.dataValidation
    assert (str(rule.sqref), rule.formula1, rule.promptTitle, rule.prompt) == (
        "D2:D2001", '"甲,乙"', "Kind", "Choose the kind of incident from the list.",
    )  # fmt: skip


@pytest.mark.parametrize("heading", ["工号", "　工 号", "员工编号", "employee id", "EMPLOYEE\nID"])
def test_a_heading_is_known_by_its_title_and_its_aliases(heading: str, tmp_path: Path) -> None:
    assert table_of(tmp_path, ["备注", heading]).columns == {"number": 1}


@pytest.mark.parametrize("heading", ["Date", "日期"])
def test_a_title_is_known_in_every_language(heading: str, tmp_path: Path) -> None:
    assert table_of(tmp_path, [heading]).columns == {"day": 0}


def test_the_id_of_a_column_is_a_heading_only_where_that_is_declared(tmp_path: Path) -> None:
    assert table_of(tmp_path, ["day", "times", "工号"]).columns == {"times": 1, "number": 2}  # Times is its title
    assert table_of(tmp_path, ["day", "工号"], sheet=replace(SHEET, by_id=True)).columns == {"day": 0, "number": 1}


def test_twins_come_before_what_is_missing_and_the_first_twin_counts(tmp_path: Path) -> None:
    table = table_of(tmp_path, ["名单"], [None, "工号", "次数", "员工编号"], [None, "E001", 2, "E002"])
    assert [(p.code, p.file, p.sheet, p.cell, p.found, p.expected) for p in table.heading_problems()] == [
        ("roster-duplicate-column", "a.xlsx", "Sheet", "D2", "工号", None),
        ("roster-missing-column", "a.xlsx", "Sheet", "2:2", None, "Date"),
    ]
    assert table.text(2, "number") == "E001"


def test_headings_of_no_column_are_kept_in_their_order(tmp_path: Path) -> None:
    table = table_of(tmp_path, ["备注", "工号", "工号", 7])
    assert [(heading.text, heading.column and heading.column.id) for heading in table.odd] == [
        ("备注", None), ("工号", "number"), ("7", None),
    ]  # fmt: skip


def test_a_stranger_may_become_a_column(tmp_path: Path) -> None:
    made = replace(SHEET, stranger=lambda text: Column(f"={text}", text, "number"))
    table = table_of(tmp_path, ["销售额", "工号", "销售额"], [3, "E001", 4], sheet=made)
    assert (table.columns, table.text(1, "=销售额")) == ({"=销售额": 0, "number": 1}, "3")
    assert [heading.place for heading in table.odd] == [(0, 2)]


def test_the_first_row_with_an_anchor_or_the_most_crowded_row_holds_the_headings(tmp_path: Path) -> None:
    rows = ["Date"], ["Kind", "工号"], ["Date", "工号", "Times"]
    assert table_of(tmp_path, *rows).heading_row == 0
    assert table_of(tmp_path, *rows, sheet=replace(SHEET, anchors=("number",))).heading_row == 1
    assert table_of(tmp_path, *rows, sheet=replace(SHEET, crowded=True)).heading_row == 2


def test_headings_are_looked_for_in_twenty_rows(tmp_path: Path) -> None:
    assert table_of(tmp_path, *[["x"]] * 19, ["工号"]).heading_row == 19
    far = table_of(tmp_path, *[["x"]] * 20, ["工号"], ["E001"])
    assert (far.heading_row, far.rows, far.columns, far.heading_place) == (None, (), {}, "1:1")


def test_a_row_is_filled_by_what_a_person_sees(tmp_path: Path) -> None:
    table = table_of(tmp_path, ["工号", "Date"], [" \u3000\u200b", None], [None, "=1"], [0, None], [None, None, "x"])
    assert table.rows == (1, 2, 3, 4)
    assert [table.filled(row, *table.columns) for row in table.rows] == [False, True, True, False]


@pytest.mark.parametrize(
    ("name", "value", "code"),
    [("number", "=A1", "roster-formula"), ("number", "#N/A", "error-value"), ("day", "去年", "roster-bad-date"),
     ("times", "两", "not-a-number"), ("times", 0, "out-of-range"), ("share", "x", "not-a-number")],
)  # fmt: skip
def test_findings_have_the_codes_of_the_reader(name: str, value: Any, code: str, tmp_path: Path) -> None:
    table = table_of(tmp_path, [SHEET[name].title], [value])
    entry = table.read(1, name)
    assert ([finding.code for finding in entry.findings], entry.slot.label) == ([code], SHEET[name].title)


def test_what_is_only_normalised_is_no_finding(tmp_path: Path) -> None:
    entry = table_of(tmp_path, ["Times"], ["１２"]).read(1, "times")
    assert (entry.value, entry.findings) == (12.0, ())


@pytest.mark.parametrize(
    ("name", "shown", "code"),
    [("times", "0.00%", "history-number-format"), ("times", "yyyy-mm-dd", "history-number-format"),
     ("share", "yyyy-mm-dd", "history-number-format")],
)  # fmt: skip
def test_a_number_that_its_format_shows_as_something_else(name: str, shown: str, code: str, tmp_path: Path) -> None:
    table_of(tmp_path, [SHEET[name].title], [46000])
    book = openpyxl.load_workbook(tmp_path / "a.xlsx")
    book.active["A2"].number_format = shown
    book.save(tmp_path / "a.xlsx")
    table = HeadedTable.first(SHEET, tmp_path / "a.xlsx", "roster-unreadable")
    assert [finding.code for finding in table.read(1, name).findings] == [code]


def test_days_are_counted_from_1904_where_the_workbook_says_so(tmp_path: Path) -> None:
    from openpyxl.utils.datetime import CALENDAR_MAC_1904

    table = table_of(tmp_path, ["工号", "Date"], [1, 44869], epoch=CALENDAR_MAC_1904)
    assert (table.read(1, "number").value, table.read(1, "day").value) == ("1", "2026-11-05")
    assert (table.raw(1, "day").value, table.cell(1, "day").value) == (44869.0, 46331.0)


def test_a_column_that_is_not_there_holds_nothing(tmp_path: Path) -> None:
    table = table_of(tmp_path, ["工号"], ["E001"])
    assert (table.text(1, "times"), table.at(1, "times"), table.filled(1, "times")) == ("", "A2", False)
    assert table.read(1, "times").blank


def test_what_is_written_for_the_reader_alone_is_told_apart() -> None:
    sheet = HeadedSheet((Column("a", "A"), Column("b", "B", shown=True)))
    assert (sheet.shown, sheet["b"].slot("Label").label, sheet["b"].slot().label) == ({"b"}, "Label", "B")


def test_a_sheet_that_is_not_the_first_one_is_found_by_its_entry(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.create_sheet("second").append(["工号"])
    book.save(tmp_path / "a.xlsx")
    reading = Reading(read_file(tmp_path / "a.xlsx"))
    table = HeadedTable("named.xlsx", SHEET, reading, reading.entries[1])
    assert (table.file, table.name, table.columns) == ("named.xlsx", "second", {"number": 0})
