"""The roster's rows: who is read, and how names and numbers are kept."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from tests.conftest import beside, person, text_of
from tests.roster.sheets import findings, roster_of, with_cell
from xlsappraise.base.problems import Refusal, say
from xlsappraise.roster import COLUMNS, Roster, chosen
from xlsappraise.roster.lists import whole_names
from xlsappraise.schemes import Library


def test_a_person_is_read_with_everything_the_row_says(tmp_path: Path) -> None:
    row = person(
        level=" P3 ", indirect="赵总", hired=date(2021, 3, 1), confirmed="2021年6月1日", department="　客服一部",
    )  # fmt: skip
    (found,) = roster_of(tmp_path, row).employees
    assert found.problems == ()
    assert (found.employee_id, found.name, found.department, found.position) == (
        "E001",
        "王小燕",
        "客服一部",
        "客服回访专员",
    )
    assert [s.id for s in found.schemes] == ["furniture-callback"]
    assert (found.supervisor, found.email, found.indirect, found.level) == ("李建国", "li@example.com", "赵总", "P3")
    assert (found.hired, found.confirmed, found.status) == (date(2021, 3, 1), date(2021, 6, 1), "正式")


@pytest.mark.parametrize("heading", ["任现级日期", "定级日期", "最近晋升日期", "Promotion date"])
def test_the_day_of_the_grade_is_read_where_the_list_has_the_column(heading: str, tmp_path: Path) -> None:
    headings = [*COLUMNS.values(), heading]
    rows = (person(**{heading: "2025年4月1日"}), person("E002"))
    roster = roster_of(tmp_path, *rows, headings=headings)
    assert [e.level_since for e in roster.employees] == [date(2025, 4, 1), None]
    assert roster.employees[0].found_at["level_since"][2] == beside(2)
    assert findings(roster) == []


def test_people_keep_their_order_and_blank_rows_are_skipped(tmp_path: Path) -> None:
    def gaps(sheet: Any) -> None:
        sheet.insert_rows(3, 2)
        sheet["A3"], sheet["C4"] = "  ", "\u200b"
        sheet["Z4"] = "a note beside the table"

    roster = roster_of(tmp_path, person("E009"), person("E001"), change=gaps)
    assert [e.employee_id for e in roster.employees] == ["E009", "E001"]
    assert findings(roster) == []


@pytest.mark.parametrize(
    ("number", "kept"),
    [(1001, "1001"), (1001.0, "1001"), ("0012", "0012"), (" E001　", "E001"), (2026110000123, "2026110000123"),
     (202611000012345, "202611000012345")],
)  # fmt: skip
def test_an_employee_number_is_kept_whole(number: Any, kept: str, tmp_path: Path) -> None:
    roster = roster_of(tmp_path, person(number))
    assert [e.employee_id for e in roster.employees] == [kept]
    assert findings(roster) == []


def test_long_numbers_that_differ_at_the_end_are_two_people(tmp_path: Path) -> None:
    roster = roster_of(tmp_path, person(2026110000123), person(2026110000124))
    assert findings(roster) == []


@pytest.mark.parametrize(
    "name", ["=王", "=1+1", "+王", "@王", " 王小燕 ", "　王", "𠮷田", "欧阳 娜娜", "O'Neil", "<王>&", "王\n小燕"]
)
def test_a_name_is_kept_as_it_stands_without_the_blanks_around_it(name: str, tmp_path: Path) -> None:
    def write(sheet: Any) -> None:
        sheet["B2"].value = name
        sheet["B2"].data_type = "s"

    roster = roster_of(tmp_path, person(), change=write)
    assert findings(roster) == []
    assert [e.name for e in roster.employees] == [name.strip(" \u3000")]
    noted = [(n.code, n.severity, text_of(n.found)) for n in roster.notes]
    assert noted == ([] if name == name.strip() else [("roster-name-blanks", "note", f"E001 {name.strip()}")])


def test_blanks_around_names_are_said_in_one_line_and_those_inside_stay(tmp_path: Path) -> None:
    rows = [
        person(f"E{n:03}", name=f"朱 秀{n} ", supervisor="李 建国 ", position=" 客服回访专员 ") for n in range(1, 10)
    ]
    roster = roster_of(tmp_path, *rows)
    assert {(e.name, e.supervisor, e.position) for e in roster.employees} == {
        (f"朱 秀{n}", "李 建国", "客服回访专员") for n in range(1, 10)
    }
    (note,) = roster.notes
    assert say(note, "zh_CN") == (
        "姓名首尾的空格不计（9 处）：E001 朱 秀1、E002 朱 秀2、E003 朱 秀3、E004 朱 秀4、E005 朱 秀5、E006 朱 秀6、…。"
    )


def test_a_number_in_a_text_column_is_text(tmp_path: Path) -> None:
    (found,) = roster_of(tmp_path, person(department=12, name=7, level=3.5)).employees
    assert (found.department, found.name, found.level) == ("12", "7", "3.5")


@pytest.mark.parametrize(("status", "active"), [("正式", True), ("试用", True), ("休假", False), ("离职", False)])
def test_forms_go_to_those_at_work(status: str, *, active: bool, tmp_path: Path) -> None:
    (found,) = roster_of(tmp_path, person(status=status)).employees
    assert (found.status, found.active, found.problems) == (status, active, ())


@pytest.mark.parametrize("status", [" 正 式", "正式\u3000"])
def test_blanks_in_a_status_do_not_matter(status: str, tmp_path: Path) -> None:
    (found,) = roster_of(tmp_path, person(status=status)).employees
    assert (found.status, found.problems) == ("正式", ())


@pytest.mark.parametrize("status", ["休假", "离职"])
def test_who_is_not_at_work_needs_neither_scheme_nor_supervisor(status: str, tmp_path: Path) -> None:
    assert findings(roster_of(tmp_path, person(status=status, schemes=None, supervisor=None))) == []


@pytest.mark.parametrize(
    ("written", "ids"),
    [
        ("furniture-callback、presales-weighted", ["furniture-callback", "presales-weighted"]),
        ("presales-weighted, furniture-callback", ["presales-weighted", "furniture-callback"]),
        ("presales-weighted，furniture-callback", ["presales-weighted", "furniture-callback"]),
        ("presales-weighted；furniture-callback;cs-specialist-monthly",
         ["presales-weighted", "furniture-callback", "cs-specialist-monthly"]),
        ("家具客服回访专员月度考核表、售前客服月度考核表", ["furniture-callback", "presales-weighted"]),
        ("家具客服 回访专员月度考核表", ["furniture-callback"]),
        ("furniture-callback、家具客服回访专员月度考核表", ["furniture-callback"]),
        ("、furniture-callback、", ["furniture-callback"]),
        ("furniture-callback\npresales-weighted", ["furniture-callback", "presales-weighted"]),
    ],
)  # fmt: skip
def test_several_schemes_are_named_by_id_or_title(written: str, ids: list[str], tmp_path: Path) -> None:
    roster = roster_of(tmp_path, person(schemes=written))
    assert findings(roster) == []
    assert [s.id for s in roster.employees[0].schemes] == ids


@pytest.mark.parametrize(
    ("value", "day"),
    [(date(2021, 3, 1), "2021-03-01"), (datetime(2021, 3, 1, 9, 30), "2021-03-01"), ("2021-3-1", "2021-03-01"),
     ("2021/03/01", "2021-03-01"), ("2021.3.1", "2021-03-01"), (20210301, "2021-03-01"),
     ("２０２１０３０１", "2021-03-01"), (None, ""), (date(1998, 7, 1), "1998-07-01"), ("1998-07-01", "1998-07-01")],
)  # fmt: skip
def test_a_date_is_read_however_it_is_written(value: Any, day: str, tmp_path: Path) -> None:
    roster = roster_of(tmp_path, person(hired=value))
    assert findings(roster) == []
    assert roster.employees[0].hired == (date.fromisoformat(day) if day else None)


def test_dates_counted_from_1904_are_not_four_years_off(tmp_path: Path) -> None:
    """Either read as they are meant, or refused; never silently another day."""
    roster_of(tmp_path, person())
    path = tmp_path / "roster.xlsx"
    book = openpyxl.load_workbook(path)
    book.epoch = CALENDAR_MAC_1904
    book.worksheets[0]["I2"] = date(2021, 3, 1)
    book.save(path)
    found = read_or_refusal(path)
    assert found == "roster-unreadable" or found.employees[0].hired == date(2021, 3, 1)


def read_or_refusal(path: Path) -> Roster | str:
    from tests.roster.sheets import LIBRARY
    from xlsappraise.roster import read_roster

    try:
        return read_roster(path, LIBRARY)
    except Refusal as refusal:
        return refusal.problems[0].code


def test_only_some_may_be_chosen_by_number(tmp_path: Path) -> None:
    roster = roster_of(tmp_path, person("E001"), person("E002"), person("E003"))
    assert [e.employee_id for e in chosen(roster, ["Ｅ００３", " E001"])] == ["E003", "E001"]
    assert [e.employee_id for e in chosen(roster, [])] == ["E001", "E002", "E003"]


def test_numbers_that_are_not_there_are_all_named(tmp_path: Path) -> None:
    roster = roster_of(tmp_path, person("E001"))
    with pytest.raises(Refusal) as refusal:
        chosen(roster, ["E001", "E008", "E009"])
    assert [(p.code, text_of(p.found)) for p in refusal.value.problems] == [
        ("employee-unknown", "E008"),
        ("employee-unknown", "E009"),
    ]


def test_a_person_s_problems_bear_the_employee_number(tmp_path: Path) -> None:
    assert with_cell(tmp_path, "status", "实习") == [("roster-bad-status", "K2", "实习", "正式、试用、休假、离职")]
    roster = roster_of(tmp_path, person("E001"), person("E002", name=None), person(None, name="张三"))
    assert [(p.code, p.employee_id) for p in roster.all_problems()] == [
        ("roster-blank", "E002"),
        ("roster-blank", None),
    ]


@pytest.mark.parametrize("scheme", sorted(Library().schemes))
def test_every_title_of_the_dropdown_names_its_scheme_even_with_marks_inside(scheme: str) -> None:
    titles = [Library()[scheme].title, "presales-weighted"]
    known = Library()
    for mark in "、，;":
        names = whole_names(mark.join(titles), lambda part: known.find(part) is not None, 9)
        assert names == titles
    assert whole_names(f"{titles[0]}、没有这个，{titles[1]}", lambda part: known.find(part) is not None, 9) == [
        titles[0], "没有这个", titles[1]
    ]  # fmt: skip
