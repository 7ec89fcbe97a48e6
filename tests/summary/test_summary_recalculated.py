"""Does a spreadsheet program compute the values that we cached?"""

from __future__ import annotations

import math
import os
import shutil
import subprocess

import numpy as np
import pytest
from python_calamine import CalamineWorkbook

from tests.summary.companies import company, longer
from tests.summary.measuring import blanked
from tests.summary.periods import RATERS, SCHEMES, make, over_a_year, realistic
from xlsappraise.drawing.spec import Formula
from xlsappraise.drawing.writer import write_summary
from xlsappraise.report.book import summary_sheets

ODD = (
    "*",
    "?",
    "<60",
    "=1+1",
    "a",
    "A",
    "~*",
    'q"uote',
    "001",
    "1",
    "TRUE",
    " 部 ",
    "x\ny",
    "@x",
    "很长" * 40,
)


def odd_names():
    """Departments and raters that COUNTIF would take for patterns, numbers or comparisons."""
    draw = np.random.default_rng(3)
    return make(
        [
            (
                f"{n:03d}", f"={n}+1", ODD[n % len(ODD)], ODD[n * 7 % 5], SCHEMES[n % 2].id,
                round(float(draw.uniform(40, 105)), 2), "valid",
            )
            for n in range(45)
        ]
    )  # fmt: skip


def one_open():
    return make([("1", "甲", "部", "王", SCHEMES[0].id, None, "missing")])


PERIODS = {
    "realistic": realistic,
    "odd": odd_names,
    "none": lambda: make([]),
    "no-valid": one_open,
    "trend": over_a_year,
    "company": lambda: company(60, 5),
    "quarter": lambda: longer(20, 2, "2026-Q4"),
    "one": lambda: make([("1", "甲", "部", "王", SCHEMES[0].id, 88.5, "valid")]),
}


@pytest.fixture(scope="module")
def recalculated(tmp_path_factory):
    """Convert all periods, their cached values blanked, in one run of LibreOffice."""
    office = shutil.which("soffice")
    if office is None:
        assert not os.environ.get("XLSAPPRAISE_REQUIRE_OFFICE"), "LibreOffice is required"
        pytest.skip("needs LibreOffice")
    folder = tmp_path_factory.mktemp("recalculated")
    for name, build in PERIODS.items():
        write_summary(folder / f"{name}.xlsx", [blanked(s) for s in summary_sheets(build(), str)])
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    sources = [str(folder / f"{name}.xlsx") for name in PERIODS]
    command = [
        office,
        profile,
        "--headless",
        "--convert-to",
        "xlsx",
        "--outdir",
        str(folder / "out"),
        *sources,
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    return folder / "out"


@pytest.mark.office
@pytest.mark.parametrize("name", PERIODS)
def test_cached_values_are_those_of_a_spreadsheet_program(recalculated, name):
    book = CalamineWorkbook.from_path(str(recalculated / f"{name}.xlsx"))
    checked = 0
    for sheet in summary_sheets(PERIODS[name](), str):
        found = book.get_sheet_by_name(sheet.name).to_python(skip_empty_area=False)
        for cell in sheet.cells:
            if isinstance(cell.content, Formula):
                value = found[cell.row][cell.column]
                expected = cell.value if isinstance(cell.value, str) else pytest.approx(cell.value, abs=1e-9)
                assert value == expected, (sheet.name, cell)
                checked += 1
    assert checked >= (6 if name == "none" else 20)  # without results there are the counts of the cover alone


def test_leniency_averages_the_differences_within_schemes():
    """By hand: 王 rates 90, 80 and 85 in one scheme where 李 and 赵 have 75, and 60 in one where they have 70."""
    first, second = SCHEMES[0].id, SCHEMES[1].id
    marks = [("王", first, 90.0), ("王", first, 80.0), ("王", first, 85.0), ("王", second, 60.0), ("王", second, 60.0)]
    marks += [(rater, of, mark) for rater in "李赵" for of, mark in ((first, 75.0), (second, 70.0))]
    people = [(str(n), "某", "部", rater, s, total, "valid") for n, (rater, s, total) in enumerate(marks)]
    row = rater_row(make(people), "王")
    assert row["Leniency"] == pytest.approx((3 * 10 + 2 * -10) / 5)
    # pooled: (25 + 0 + 25 + 0) ÷ 3 × (1/3 + 1/2) and 0 ÷ 2 × …
    assert row["± chance"] == pytest.approx(2 * 3 * math.sqrt(50 / 3 * (1 / 3 + 1 / 2)) / 5)
    assert row["Reading"] == "like the others"
    assert (row["Mean"], row["Standard deviation"]) == ("by scheme", "by scheme")


def test_no_verdict_below_five_people(data):
    row = rater_row(data, RATERS["客服一部"][1])
    assert (row["Leniency"], row["Reading"]) == ("—", "too few people")


def test_a_rater_without_others_is_compared_with_nobody():
    people = [(str(n), "某", "部", "王", SCHEMES[0].id, 80.0 + n, "valid") for n in range(6)]
    row = rater_row(make(people), "王")
    assert (row["Leniency"], row["± chance"], row["Reading"]) == ("—", "—", "nobody to compare with")


def rated(**marks):
    """Return a month in which each rater marks six people about the same."""
    return make(
        [
            (f"{rater}{n}", "某", "部", rater, SCHEMES[0].id, mark + n % 2, "valid")
            for rater, mark in marks.items()
            for n in range(6)
        ]
    )


def test_a_difference_beyond_chance_is_called_lenient_or_strict():
    data = rated(王=90.0, 李=70.0, 赵=80.0)
    assert {name: rater_row(data, name)["Reading"] for name in "王李赵"} == {
        "王": "lenient", "李": "strict", "赵": "like the others",
    }  # fmt: skip
    assert rater_row(data, "王")["Leniency"] == 15.0


def test_of_two_raters_nobody_can_tell_who_is_lenient():
    data = rated(王=90.0, 李=70.0)
    assert [rater_row(data, name)["Reading"] for name in "王李"] == ["two raters only", "two raters only"]
    assert rater_row(data, "王")["Leniency"] == 20.0


def test_people_with_the_same_marks_are_counted_for_their_rater():
    """Two of three people of 王 have the same marks, criterion by criterion; those of 李 all differ."""
    marks = [("王", 80.0), ("王", 80.0), ("王", 90.0), ("李", 70.0), ("李", 71.0)]
    people = [(str(n), "某", "部", rater, SCHEMES[0].id, mark, "valid") for n, (rater, mark) in enumerate(marks)]
    data = make(people)
    assert rater_row(data, "王")["Same marks as another (people)"] == 2
    assert rater_row(data, "李")["Same marks as another (people)"] == 0


def rater_row(data, rater):
    """Return the row of a rater on the sheet of raters, by its headings."""
    sheet = next(s for s in summary_sheets(data, str) if s.name == "Raters")
    top = next(cell.row for cell in sheet.cells if cell.column == 0 and cell.value == rater)
    heads = {cell.column: cell.value for cell in sheet.cells if cell.row == 0}
    return {heads[cell.column]: cell.value for cell in sheet.cells if cell.row == top}


def readings(data):
    """Return what the sheet of raters in one scheme says of each rater."""
    sheet = next(s for s in summary_sheets(data, str) if s.name == "Raters·same scheme")
    heads = {cell.value: cell.column for cell in sheet.cells if cell.row == 0}
    rows = {cell.row: cell.value for cell in sheet.cells if cell.column == 0 and cell.row}
    return {rows[cell.row]: cell.value for cell in sheet.cells if cell.column == heads["Reading"] and cell.row}


def test_a_line_of_a_rater_in_one_scheme_says_what_the_difference_means():
    def people(marks):
        rows = [(rater, mark) for rater, some in marks.items() for mark in some]
        return make([(str(n), "某", "部", rater, SCHEMES[0].id, mark, "valid") for n, (rater, mark) in enumerate(rows)])

    middle = [78.0, 80.0, 82.0, 79.0, 81.0]
    three = {"王": [mark + 12 for mark in middle], "李": middle, "赵": [mark - 12 for mark in middle], "钱": [80.0]}
    assert readings(people(three)) == {"王": "lenient", "李": "like the others", "赵": "strict", "钱": "too few people"}
    assert readings(people({"王": middle, "李": [70.0] * 5})) == {"王": "two raters only", "李": "two raters only"}
    assert readings(people({"王": middle})) == {"王": "nobody to compare with"}
