"""Does a wish show what it would make of totals, grades and ranks, and apply nothing?"""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from tests.office.office import run_jobs
from tests.summary.periods import SCHEMES, make
from xlsappraise.drawing.writer import write_summary
from xlsappraise.plans.by_score import ByBand, ScoreBand, ScoredAmount, ScoredPay
from xlsappraise.report.book import summary_sheets
from xlsappraise.report.sheets import calibration

FIRST = SCHEMES[0].id
MARKS = {
    "1": ("王", 92.0),
    "2": ("王", 88.0),
    "3": ("王", 75.0),
    "4": ("李", 91.0),
    "5": ("李", 70.0),
    "6": ("李", 61.0),
}


def six():
    """Six people of two raters: ranks 1, 3, 4 and 2, 5, 6."""
    return make([(n, f"某{n}", "部", rater, FIRST, mark, "valid") for n, (rater, mark) in MARKS.items()])


def rows_by_number(sheet):
    """Return the row of each person on the sheet, counted from 1."""
    return {cell.value: cell.row + 1 for cell in sheet.cells if cell.column == 0 and cell.row}


@pytest.fixture
def book(tmp_path):
    sheets = summary_sheets(six(), str)
    path = tmp_path / "book.xlsx"
    write_summary(path, sheets)
    named = {sheet.name: sheet for sheet in sheets}
    return path, named


def test_without_a_wish_everything_is_as_it_was(book):
    _path, named = book
    shown = {}
    for cell in named["Calibration"].cells:
        if cell.row:
            shown.setdefault(cell.row, {})[cell.column] = cell.value
    assert [(row[5], row[6], row[7]) for row in shown.values()] == [
        (row[10], row[11], row[12]) for row in shown.values()
    ]
    assert {row[13] for row in shown.values()} == {""}


@pytest.mark.office
def test_a_wish_changes_totals_grades_and_ranks(book):
    """李 + 3 and person 2 + 4: 4 has 94, 5 has 73, 6 has 64, 2 has 92 and becomes 优秀; 1 and 2 share place 2."""
    path, named = book
    at = rows_by_number(named["Calibration"])
    rater = rows_by_number(named["Calibration·wishes"])["李"]
    places = [["Calibration", f"{letter}{at[n]}"] for n in sorted(at)[:6] if n in MARKS for letter in "KLM"]
    (answer,) = run_jobs([{
        "open": str(path),
        "steps": [["set", "Calibration·wishes", f"D{rater}", 3], ["set", "Calibration", f"I{at['2']}", 4],
                  ["recalculate"], ["read", places]],
    }])  # fmt: skip
    found = [answer[0][n : n + 3] for n in range(0, 18, 3)]
    assert found == [
        [92.0, "优秀", 2], [92.0, "优秀", 2], [75.0, "合格", 4],
        [94.0, "优秀", 1], [73.0, "合格", 5], [64.0, "待提高", 6],
    ]  # fmt: skip


@pytest.mark.office
def test_a_target_names_who_stands_next_to_the_line(book):
    """A third 优秀 and two thirds 良好 of six: the places 1 and 2, which are so already; the others would be 良好."""
    path, named = book
    at = rows_by_number(named["Calibration"])
    wishes = "Calibration·wishes"
    first = next(cell.row + 1 for cell in named[wishes].cells if cell.column == 1 and cell.value == "优秀")
    (answer,) = run_jobs([{
        "open": str(path),
        "steps": [["set", wishes, f"D{first}", 1 / 3], ["set", wishes, f"D{first + 1}", 2 / 3],
                  ["recalculate"], ["read", [["Calibration", f"N{at[n]}"] for n in MARKS]]],
    }])  # fmt: skip
    assert answer[0] == ["", "", "良好", "", "良好", "良好"]


@pytest.mark.office
def test_shares_of_the_settings_stand_there_and_are_proposed(tmp_path):
    """As above, but written by the settings: what is cached is what a spreadsheet program computes."""
    data = replace(six(), grade_shares={"优秀": 1 / 3, "良好": 2 / 3, "特优": 0.5})
    sheets = summary_sheets(data, str)
    write_summary(tmp_path / "book.xlsx", sheets)
    named = {sheet.name: sheet for sheet in sheets}
    at = rows_by_number(named["Calibration"])
    cells = [f"N{at[n]}" for n in MARKS]
    wishes = named["Calibration·wishes"]
    first = next(cell.row + 1 for cell in wishes.cells if cell.column == 1 and cell.value == "优秀")
    targets = [f"{letter}{row}" for row in (first, first + 1, first + 2) for letter in "DEF"]
    read = ["read", [["Calibration", cell] for cell in cells] + [[wishes.name, cell] for cell in targets]]
    (answer,) = run_jobs([{"open": str(tmp_path / "book.xlsx"), "steps": [read, ["recalculate"], read]}])
    due = ["", "", "良好", "", "良好", "良好", pytest.approx(1 / 3), 2, 2, pytest.approx(2 / 3), 4, 6, None, 0, 6]
    assert answer == [due, due]


def test_a_small_group_has_no_target_even_from_the_settings():
    data = make([(str(n), "某", "部", "王", FIRST, 80.0 + n, "valid") for n in range(4)])
    sheets = summary_sheets(replace(data, grade_shares={"优秀": 0.5}), str)
    wishes = next(sheet for sheet in sheets if sheet.name == "Calibration·wishes")
    first = next(cell.row for cell in wishes.cells if cell.column == 1 and cell.value == "优秀")
    assert {cell.value for cell in wishes.cells if cell.row == first and cell.column == 3} <= {None}


def test_a_small_group_has_no_target(say):
    data = make([(str(n), "某", "部", "王", FIRST, 80.0 + n, "valid") for n in range(4)])
    people = next(sheet for sheet in summary_sheets(data, str) if sheet.name == "Calibration")
    assert {cell.value for cell in people.cells if cell.row and cell.column == 13} == {None}


def test_of_very_many_people_there_is_no_calibration(monkeypatch):
    monkeypatch.setattr(calibration, "MOST", 5)
    assert "Calibration" not in [sheet.name for sheet in summary_sheets(six(), str)]


BANDS = (
    ScoreBand(Decimal(90), rate=Decimal("0.007")),
    ScoreBand(Decimal(80), rate=Decimal("0.006")),
    ScoreBand(Decimal(60), flat=Decimal(500)),
)


@pytest.mark.office
def test_a_wish_moves_an_amount_to_another_band(tmp_path):
    """Sales of 100,000: 92 → 87 moves from 700 to 600, of which 80 % are paid: 560 → 480; 70 → 55 from 500 to 0."""
    amounts = (
        ScoredAmount(
            "1", "提成", "销售提成", Decimal(92), Decimal(560), ByBand(Decimal(100000), BANDS), Decimal("0.8")
        ),
        ScoredAmount("5", "提成", "销售提成", Decimal(70), Decimal(500), ByBand(Decimal(0), BANDS)),
    )
    sheets = summary_sheets(replace(six(), pay=ScoredPay(amounts, (("提成", "扣款"),))), str)
    write_summary(tmp_path / "book.xlsx", sheets)
    named = {sheet.name: sheet for sheet in sheets}
    at, cost = rows_by_number(named["Calibration"]), rows_by_number(named["Calibration·cost"])
    read = ["read", [["Calibration·cost", f"{letter}{cost[n]}"] for n in "15" for letter in "FGHI"]]
    wishes = [["set", "Calibration", f"I{at['1']}", -5], ["set", "Calibration", f"I{at['5']}", -15]]
    steps = [read, ["recalculate"], read, *wishes, ["recalculate"], read]
    (answer,) = run_jobs([{"open": str(tmp_path / "book.xlsx"), "steps": steps}])
    now = [92, 560, 560, 0, 70, 500, 500, 0]
    assert answer == [now, now, [87, 560, 480, -80, 55, 500, 0, -500]]


def test_an_amount_of_another_result_is_not_computed():
    one = ScoredAmount("1", "提成", "销售提成", Decimal(91), Decimal(700), ByBand(Decimal(100000), BANDS))
    sheets = {sheet.name: sheet for sheet in summary_sheets(replace(six(), pay=ScoredPay((one,))), str)}
    assert "Calibration·cost" not in sheets
    assert any("run pay again: 某1" in str(cell.value) for cell in sheets["Calibration·wishes"].cells)
