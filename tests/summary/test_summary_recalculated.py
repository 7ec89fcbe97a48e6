"""Does a spreadsheet program compute the values that we cached?"""

from __future__ import annotations

import os
import shutil
import subprocess
from dataclasses import replace

import numpy as np
import pytest
from python_calamine import CalamineWorkbook

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


def blanked(sheet):
    cells = (
        replace(cell, content=replace(cell.content, value="")) if isinstance(cell.content, Formula) else cell
        for cell in sheet.cells
    )
    return replace(sheet, cells=tuple(cells))


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
    assert checked >= 20


def test_leniency_averages_the_differences_within_schemes():
    """By hand: 王 rates 90 and 80 in one scheme where 李's mean is 75, and 60 in one where it is 70."""
    first, second = SCHEMES[0].id, SCHEMES[1].id
    marks = [
        ("王", first, 90.0),
        ("王", first, 80.0),
        ("王", first, 85.0),
        ("王", second, 60.0),
        ("王", second, 60.0),
    ]
    marks += [("李", first, 75.0), ("李", second, 70.0)]
    people = [(str(n), "某", "部", rater, s, total, "valid") for n, (rater, s, total) in enumerate(marks)]
    row = rater_row(make(people), "王")
    assert row[-2] == pytest.approx((3 * 10 + 2 * -10) / 5)
    assert row[-1] == "like the others"


def test_no_verdict_below_five_people(data):
    assert rater_row(data, RATERS["客服一部"][1])[-2:] == ["—", "too few people"]


def test_a_rater_without_others_is_compared_with_nobody():
    people = [(str(n), "某", "部", "王", SCHEMES[0].id, 80.0 + n, "valid") for n in range(6)]
    assert rater_row(make(people), "王")[-2:] == ["—", "nobody to compare with"]


def test_a_difference_beyond_chance_is_called_lenient_or_strict():
    people = [(str(n), "某", "部", "王", SCHEMES[0].id, 90.0 + n % 2, "valid") for n in range(6)]
    people += [(str(n + 10), "某", "部", "李", SCHEMES[0].id, 70.0 + n % 2, "valid") for n in range(6)]
    data = make(people)
    assert rater_row(data, "王")[-2:] == [20.0, "lenient"]
    assert rater_row(data, "李")[-2:] == [-20.0, "strict"]


def rater_row(data, rater):
    sheet = next(s for s in summary_sheets(data, str) if s.name == "Raters")
    top = next(cell.row for cell in sheet.cells if cell.column == 0 and cell.value == rater)
    return [cell.value for cell in sheet.cells if cell.row == top]
