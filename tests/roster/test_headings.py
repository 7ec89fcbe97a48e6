"""The roster's headings and the file itself."""

from __future__ import annotations

import zipfile
from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import person, rewrite, text_of, write_roster
from tests.roster.sheets import LIBRARY, findings, refused, roster_of
from xlsappraise.base.person import Person
from xlsappraise.base.problems import Refusal, say
from xlsappraise.roster import COLUMNS, ROSTER, Employee, read_roster

TITLES = list(COLUMNS.values())


@pytest.mark.parametrize("title", ["工号", "姓名", "部门", "岗位", "考核方案", "直接主管", "状态"])
def test_a_missing_column_is_named_with_the_row_of_the_headings(title: str, tmp_path: Path) -> None:
    found = findings(roster_of(tmp_path, person(), headings=[t for t in TITLES if t != title]))
    assert found == [("roster-missing-column", "1:1", None, title)]


@pytest.mark.parametrize("title", ["主管邮箱", "间接主管", "入职日期", "转正日期", "职级"])
def test_a_column_that_may_be_left_out_is_not_missed(title: str, tmp_path: Path) -> None:
    roster = roster_of(tmp_path, person(), headings=[t for t in TITLES if t != title])
    assert findings(roster) == []
    assert [e.employee_id for e in roster.employees] == ["E001"]


def test_a_column_that_stands_twice_is_shown(tmp_path: Path) -> None:
    def twice(sheet: Any) -> None:
        sheet["M1"] = "姓 名"

    roster = roster_of(tmp_path, person(), change=twice)
    assert findings(roster) == [("roster-duplicate-column", "M1", "姓名", None)]
    assert roster.employees == ()


def test_all_that_is_wrong_with_the_headings_is_told_at_once(tmp_path: Path) -> None:
    found = findings(roster_of(tmp_path, person(), headings=["工号", "姓名", "工号", "部门", "考核方案", "状态"]))
    assert found == [
        ("roster-duplicate-column", "C1", "工号", None),
        ("roster-missing-column", "1:1", None, "岗位"),
        ("roster-missing-column", "1:1", None, "直接主管"),
    ]


def test_headings_may_stand_below_a_title(tmp_path: Path) -> None:
    def lower(sheet: Any) -> None:
        sheet.insert_rows(1, 3)
        sheet["A1"] = "2026 年员工名单"
        sheet["E5"] = "nothing-like-it"

    roster = roster_of(tmp_path, person(), change=lower)
    assert [e.employee_id for e in roster.employees] == ["E001"]
    assert [(code, cell) for code, cell, _found, _expected in findings(roster)] == [("roster-unknown-scheme", "E5")]


def test_a_missing_column_below_a_title_is_told_with_that_row(tmp_path: Path) -> None:
    roster = roster_of(
        tmp_path,
        person(),
        headings=[t for t in TITLES if t != "状态"],
        change=lambda sheet: sheet.insert_rows(1, 2),
    )
    assert findings(roster) == [("roster-missing-column", "3:3", None, "状态")]
    (found,) = roster.problems
    assert say(found, "zh_CN").startswith("Sheet 第 3 行：没有“状态”列")
    assert say(found, "en").startswith("Sheet row 3: there is no column “状态”")


def test_headings_are_known_however_they_are_typed(tmp_path: Path) -> None:
    def spaced(sheet: Any) -> None:
        sheet["A1"], sheet["B1"], sheet["K1"] = "工 号", "　姓名\n", "状态\u200b"

    assert findings(roster_of(tmp_path, person(), change=spaced)) == []


def test_columns_may_stand_in_any_order_among_others(tmp_path: Path) -> None:
    roster = roster_of(tmp_path, {**person(), "备注": "x"}, headings=["备注", *reversed(TITLES)])
    assert findings(roster) == []
    (found,) = roster.employees
    assert (found.employee_id, found.name, found.department, found.supervisor) == (
        "E001",
        "王小燕",
        "客服一部",
        "李建国",
    )


@pytest.mark.parametrize("headings", [["序号", "称呼"], []])
def test_a_sheet_without_headings_is_refused(headings: list[str], tmp_path: Path) -> None:
    found = refused(tmp_path, headings=headings)
    assert (found.code, found.file, found.sheet, text_of(found.expected)) == (
        "roster-no-headings", "roster.xlsx", "Sheet", "、".join(TITLES),
    )  # fmt: skip


def test_headings_far_down_are_not_looked_for(tmp_path: Path) -> None:
    assert refused(tmp_path, person(), change=lambda sheet: sheet.insert_rows(1, 20)).code == "roster-no-headings"


def test_a_roster_without_people_says_so(tmp_path: Path) -> None:
    assert findings(roster_of(tmp_path)) == [("roster-empty", None, None, None)]


def test_a_roster_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Refusal) as refusal:
        read_roster(tmp_path / "no.xlsx", LIBRARY)
    assert [(p.code, p.file) for p in refusal.value.problems] == [("file-not-found", str(tmp_path / "no.xlsx"))]


def unreadable(path: Path) -> tuple[str, str | None]:
    with pytest.raises(Refusal) as refusal:
        read_roster(path, LIBRARY)
    (found,) = refusal.value.problems
    return found.code, found.file


@pytest.mark.parametrize(
    "content", [b"", "工号,姓名\n".encode(), b"%PDF-1.7", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"PK\x03\x04 cut off"]
)
def test_a_roster_that_is_no_workbook_is_refused(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "名单.xlsx"
    path.write_bytes(content)
    assert unreadable(path) == ("roster-unreadable", "名单.xlsx")


def test_a_workbook_without_a_sheet_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "roster.xlsx"
    write_roster(path, [person()])
    rewrite(path, {r"xl/worksheets/sheet1\.xml": lambda _data: None})
    with zipfile.ZipFile(path) as package:
        assert "xl/worksheets/sheet1.xml" not in package.namelist()
    assert unreadable(path) == ("roster-unreadable", "roster.xlsx")


def test_every_column_that_is_declared_has_its_place_in_an_employee() -> None:
    assert {column.id for column in ROSTER.columns} <= {
        field.name for kind in (Person, Employee) for field in fields(kind)
    }
