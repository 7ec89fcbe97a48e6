"""The roster's mistakes: each with its code, its cell, what stands there and what should."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.conftest import beside, message_of, person
from tests.roster.sheets import LETTERS, LIBRARY, findings, roster_of, with_cell

EVERY_STATUS = "正式、试用、休假、离职"
TITLE = "家具客服回访专员月度考核表"


@pytest.mark.parametrize("column", ["employee_id", "name", "department", "schemes", "supervisor", "status"])
@pytest.mark.parametrize("blank", [None, "  ", "\u3000\u200b"])
def test_a_blank_that_has_to_be_filled_is_shown(column: str, blank: str | None, tmp_path: Path) -> None:
    assert with_cell(tmp_path, column, blank) == [("roster-blank", f"{LETTERS[column]}2", None, None)]


@pytest.mark.parametrize("column", ["position", "email", "indirect", "hired", "confirmed", "level"])
def test_a_blank_that_may_stay_is_not(column: str, tmp_path: Path) -> None:
    assert with_cell(tmp_path, column, None) == []


def test_a_blank_names_its_column_in_words(tmp_path: Path) -> None:
    (found,) = roster_of(tmp_path, person(name=None)).all_problems()
    assert message_of(found) == "Sheet B2: “姓名” is blank. Fill it in."


@pytest.mark.parametrize("again", ["E001", " E001", "Ｅ００１", "E0\u200b01"])
def test_an_employee_stands_once(again: str, tmp_path: Path) -> None:
    found = findings(roster_of(tmp_path, person("E001"), person("E002"), person(again)))
    assert [(code, cell, expected) for code, cell, _found, expected in found] == [
        ("roster-duplicate-employee", "A4", "A2")
    ]


def test_a_number_and_the_same_digits_as_text_are_one_employee(tmp_path: Path) -> None:
    found = findings(roster_of(tmp_path, person(1001), person("1001")))
    assert found == [("roster-duplicate-employee", "A3", "1001", "A2")]


def test_a_third_row_of_an_employee_points_to_the_first(tmp_path: Path) -> None:
    found = findings(roster_of(tmp_path, person("E001"), person("E001"), person("E001")))
    assert [(cell, expected) for _code, cell, _found, expected in found] == [("A3:A4", "A2")]


@pytest.mark.parametrize(
    ("written", "found", "meant"),
    [
        ("furniture-calback", "furniture-calback", "furniture-callback"),
        ("家具客服回访专员考核表", "家具客服回访专员考核表", TITLE),
        ("presales-weighted、furnitur-callback", "furnitur-callback", "furniture-callback"),
        ("zzzz", "zzzz", ", ".join(LIBRARY.titles)),
    ],
)
def test_an_unknown_scheme_is_told_with_the_one_that_was_meant(
    written: str, found: str, meant: str, tmp_path: Path
) -> None:
    assert with_cell(tmp_path, "schemes", written) == [("roster-unknown-scheme", "E2", found, meant)]


def test_a_known_scheme_beside_an_unknown_one_is_kept(tmp_path: Path) -> None:
    (found,) = roster_of(tmp_path, person(schemes="presales-weighted、zzzz")).employees
    assert [s.id for s in found.schemes] == ["presales-weighted"]
    assert [p.code for p in found.problems] == ["roster-unknown-scheme"]


@pytest.mark.parametrize("status", ["实习", "劳务派遣", "contractor", 1])
def test_an_unknown_status_is_told_with_those_that_are_known(status: Any, tmp_path: Path) -> None:
    assert with_cell(tmp_path, "status", status) == [("roster-bad-status", "K2", str(status), EVERY_STATUS)]


@pytest.mark.parametrize("column", ["hired", "confirmed"])
@pytest.mark.parametrize(
    ("value", "found"),
    [("2021-13-01", "2021-13-01"), ("2021-02-30", "2021-02-30"), ("去年", "去年"), ("3月1日", "3月1日"),
     (20211301, "20211301"), ("2021031", "2021031"), (-5, "-5")],
)  # fmt: skip
def test_what_is_no_date_is_told_with_how_to_write_one(column: str, value: Any, found: str, tmp_path: Path) -> None:
    assert with_cell(tmp_path, column, value) == [("roster-bad-date", f"{LETTERS[column]}2", found, "2026-11-30")]


@pytest.mark.parametrize("column", sorted(LETTERS))
def test_a_formula_is_not_evaluated_and_told_once(column: str, tmp_path: Path) -> None:
    assert with_cell(tmp_path, column, "=Z9&1") == [("roster-formula", f"{LETTERS[column]}2", "=Z9&1", None)]


@pytest.mark.parametrize("column", sorted(LETTERS))
def test_an_error_value_is_told_once(column: str, tmp_path: Path) -> None:
    assert with_cell(tmp_path, column, "#N/A") == [("roster-error-value", f"{LETTERS[column]}2", "#N/A", None)]


def test_a_formula_outside_of_the_table_does_not_matter(tmp_path: Path) -> None:
    def outside(sheet: Any) -> None:
        sheet[beside(2)] = "=A2"
        sheet["A40"], sheet["A41"] = None, ""

    assert findings(roster_of(tmp_path, person(), change=outside)) == []


def test_every_mistake_of_every_person_is_told_at_once(tmp_path: Path) -> None:
    rows = (
        person("E001", name=None, status="实习"),
        person("E002", hired="去年", schemes="zzz"),
        person("E001", department="=A1"),
    )
    roster = roster_of(tmp_path, *rows)
    assert [(code, cell) for code, cell, _found, _expected in findings(roster)] == [
        ("roster-duplicate-employee", "A4"),
        ("roster-blank", "B2"),
        ("roster-bad-status", "K2"),
        ("roster-bad-date", "I3"),
        ("roster-unknown-scheme", "E3"),
        ("roster-formula", "C4"),
    ]
    assert [p.code for p in roster.problems] == ["roster-duplicate-employee"]
    assert [len(e.problems) for e in roster.employees] == [2, 2, 1]


def test_one_mistaken_row_spoils_no_other(tmp_path: Path) -> None:
    roster = roster_of(tmp_path, person("E001", status="实习"), person("E002"))
    assert [bool(e.problems) for e in roster.employees] == [True, False]
