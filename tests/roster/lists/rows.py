"""Rows: blank ones, totals, notes, repeated headings, hidden ones, and what was filled down."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from tests.conftest import rewrite
from tests.roster.lists.fixture import HEADINGS, Found, ListFixture, Who, fill, someone

ALL = tuple(someone(f"E{n}") for n in (1, 2, 3))
THREE = tuple(Who(f"E{n}") for n in (1, 2, 3))
LEFT_OUT = (Found("roster-rows-left-out"),)


def _borders(path: Path) -> None:
    """Format blank rows down to row 30,000."""
    cells = "".join(f'<c r="{letter}{{row}}" s="0"/>' for letter in "ABCDEFGHIJKL")
    rows = "".join(f'<row r="{row}">{cells}</row>'.replace("{row}", str(row)) for row in range(5, 30_000))
    rewrite(path, {r"xl/worksheets/sheet1\.xml": lambda d: d.replace(b"</sheetData>", f"{rows}</sheetData>".encode())})


def _filled_down(book: Any) -> None:
    sheet = book.worksheets[0]
    for row in range(5, 400):
        sheet.cell(row, 8, "正式")


def _two_filled_down(book: Any) -> None:
    sheet = book.worksheets[0]
    for row in range(5, 400):
        for column, value in ((3, "客服一部"), (6, "李建国"), (7, "2024-01-01"), (8, "正式")):
            sheet.cell(row, column, value)


def _filter(book: Any) -> None:
    sheet = book.worksheets[0]
    sheet.auto_filter.ref = "A1:H4"
    sheet.auto_filter.add_filter_column(2, ["客服一部"])
    sheet.row_dimensions[3].hidden = True


FIXTURES = (
    ListFixture(
        "blank separators between groups", rows=(ALL[0], {"name": " "}, {"employee_id": "\u200b"}, ALL[1]),
        people=(THREE[0], THREE[1]),
    ),
    ListFixture(
        "a total below the list", rows=ALL, people=THREE, cells={"A5": "合计", "B5": 3}, found=LEFT_OUT,
    ),
    ListFixture(
        "a total in the column of names", rows=ALL, people=THREE, cells={"B5": "合计：3人", "C5": "x"}, found=LEFT_OUT,
    ),
    ListFixture(
        "a total with a formula", rows=ALL, people=THREE, cells={"A5": "总计", "B5": "=COUNTA(B2:B4)"}, found=LEFT_OUT,
    ),
    ListFixture(
        "subtotals between groups",
        rows=(ALL[0], {"employee_id": "小计", "name": "1人"}, ALL[1], {"employee_id": "小计", "name": "1人"}, ALL[2]),
        people=THREE, found=LEFT_OUT,
    ),
    ListFixture(
        "notes and signatures below the list", rows=ALL, people=THREE,
        cells={"A6": "备注：本表每月更新", "A7": "填表人：王芳", "C7": "审核：李总", "A8": "日期：2026-11-01"},
        found=LEFT_OUT,
    ),
    ListFixture(
        "a note in a merged line below the list", rows=ALL, people=THREE,
        cells={"A6": "以上人员信息由各部门核对无误后提交，如有变动请于每月25日前告知人事部"}, merges=("A6:H6",),
        found=LEFT_OUT,
    ),
    ListFixture(
        "a signature in the column of supervisors", rows=ALL, people=THREE, cells={"F6": "总经理签字："},
        found=(Found("roster-filled-down", "6:6"),),
    ),
    ListFixture(
        "the headings repeated on each page", rows=(ALL[0], HEADINGS, ALL[1], HEADINGS, ALL[2]), people=THREE,
        found=LEFT_OUT,
    ),
    ListFixture(
        "titles of groups between the people",
        rows=({"employee_id": "客服一部"}, ALL[0], {"employee_id": "客服二部"}, ALL[1], {"name": "售后组"}, ALL[2]),
        people=THREE, found=LEFT_OUT,
    ),
    ListFixture(
        "merged titles of groups between the people",
        rows=({"employee_id": "客服一部（2人）"}, ALL[0], {"employee_id": "客服二部"}, ALL[1], ALL[2]), people=THREE,
        merges=("A2:H2", "A4:H4"), found=LEFT_OUT,
    ),
    ListFixture("columns filled down below the list", rows=ALL, people=THREE, change=_filled_down, found=(
        Found("roster-filled-down", "5:399"),)),
    ListFixture("four columns filled down below the list", rows=ALL, people=THREE, change=_two_filled_down, found=(
        Found("roster-filled-down", "5:399"),)),
    ListFixture("thirty thousand blank rows with borders", rows=ALL, people=THREE, spoil=_borders),
    ListFixture(
        "a person whose number was forgotten", rows=(ALL[0], someone(None, name="李梅"), ALL[1]),
        people=(THREE[0], Who("", "李梅", wrong=True), THREE[1]), found=(Found("roster-blank", "A3"),),
    ),
    ListFixture(
        "a person whose name was forgotten", rows=(ALL[0], someone("E9", name=None), ALL[1]),
        people=(THREE[0], Who("E9", "", wrong=True), THREE[1]), found=(Found("roster-blank", "B3"),),
    ),
    ListFixture(
        "a person whose number and name were forgotten", rows=(ALL[0], someone(None, name=None), ALL[1]),
        people=(THREE[0], Who("", "", wrong=True), THREE[1]),
        found=(Found("roster-blank", "A3"), Found("roster-blank", "B3")),
    ),
    ListFixture(
        "names that begin like a total are people",
        rows=(someone("E1", name="合计平"), someone("E2", name="备安"), someone("E3", name="Sumit Total")),
        people=(Who("E1", "合计平"), Who("E2", "备安"), Who("E3", "Sumit Total")),
    ),
    ListFixture(
        "a hidden row is named and gets no new form", rows=ALL, hidden=(3,),
        people=(THREE[0], Who("E2", hidden=True), THREE[2]), found=(Found("roster-hidden-rows"),),
    ),
    ListFixture(
        "filtered rows are named", rows=(ALL[0], someone("E2", department="客服二部"), ALL[2]), change=_filter,
        people=(THREE[0], Who("E2", department="客服二部", hidden=True), THREE[2]),
        found=(Found("roster-hidden-rows"),),
    ),
    ListFixture(
        "a hidden row of someone who left needs no word", hidden=(3,),
        rows=(ALL[0], someone("E2", status="离职"), ALL[2]),
        people=(THREE[0], Who("E2", status="离职", hidden=True), THREE[2]),
    ),
    ListFixture(
        "ten thousand hidden rows are one line of bounded length",
        rows=tuple(someone(f"E{n}") for n in range(1, 301)), hidden=tuple(range(2, 302)),
        people=tuple(Who(f"E{n}", hidden=True) for n in range(1, 301)), found=(Found("roster-hidden-rows"),),
    ),
    ListFixture(
        "totals with blanks between the characters", rows=ALL, people=THREE,
        cells={"A5": "合　计", "B5": 3, "A6": "总 计：", "B6": "x", "C6": "y", "A7": "Grand total", "B7": 3},
        found=LEFT_OUT,
    ),
    ListFixture(
        "employee numbers that begin like a total in English",
        rows=(someone("SUM001"), someone("TOTAL2"), someone("Notes3")),
        people=(Who("SUM001"), Who("TOTAL2"), Who("Notes3")),
    ),
    ListFixture(
        "employee numbers filled down below the list", rows=ALL, people=THREE,
        cells={f"A{row}": f"E{row}" for row in range(5, 60)}, found=(Found("roster-filled-down", "5:59"),),
    ),
    ListFixture(
        "a list of numbers alone", rows=(), people=(Who("E1", "", "", "", (), "", wrong=True),
                                                  Who("E2", "", "", "", (), "", wrong=True)),
        cells={"A2": "E1", "A3": "E2"},
        found=tuple(Found("roster-blank", f"{letter}2:{letter}3") for letter in "BCEFH"),
    ),
    ListFixture(
        "a second list below with its columns in another order stops the list", rows=ALL,
        cells={"A7": "姓名", "B7": "工号", "C7": "部门", "A8": "李梅", "B8": "E9", "C8": "客服二部"}, people=(),
        found=(Found("roster-headings-again", "7:7"),),
    ),
    ListFixture(
        "hints below the headings and an example are no people",
        rows=({"employee_id": "（必填）", "name": "（必填）", "supervisor": "填姓名"}, someone("例：E000", name="张三"),
              someone("示例", name="张三"), ALL[0]),
        people=(THREE[0],), found=LEFT_OUT,
    ),
    ListFixture(
        "a column of formulas is one line",
        rows=tuple(someone(f"E{n}", department=f"=VLOOKUP(A{n + 1},X:Y,2,0)") for n in range(1, 41)),
        people=tuple(Who(f"E{n}", department="", wrong=True) for n in range(1, 41)),
        found=(Found("roster-formula", "C2:C41"),),
    ),
    ListFixture(
        "a list pasted below itself is one line", rows=tuple(someone(f"E{n % 20:02d}") for n in range(40)),
        people=tuple(Who(f"E{n % 20:02d}") for n in range(40)), found=(Found("roster-duplicate-employee", "A22:A41"),),
    ),
    ListFixture(
        "a column of rounded numbers is one line",
        rows=tuple(someone(310000000000000000 + n * 1000) for n in range(30)),
        people=tuple(Who(str(310000000000000000 + n * 1000)) for n in range(30)),
        found=(Found("roster-number-rounded", "A2:A31"),),
    ),
    ListFixture(
        "a column of dates with the day in front is one line",
        rows=tuple(someone(f"E{n}", hired=f"{n + 10}/3/2024") for n in range(20)),
        people=tuple(Who(f"E{n}", wrong=True) for n in range(20)), found=(Found("roster-bad-date", "G2:G21"),),
    ),
    ListFixture("a list without people", rows=(), people=(), found=(Found("roster-empty"),)),
    ListFixture(
        "a second table beside the list does not matter", rows=ALL, people=THREE,
        cells={"L1": "部门", "M1": "人数", "L2": "客服一部", "M2": 3, "L9": "合计", "M9": 3}, ignored=("部门", "人数"),
    ),
    ListFixture(
        "the list goes on after a blank row and its headings",
        rows=(ALL[0],), change=lambda book: fill(book.worksheets[0], ALL[1:], top=5), people=THREE, found=LEFT_OUT,
    ),
)  # fmt: skip
