"""Each rule kind: what LibreOffice computes from the formula is what pandas computes."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from xlsxwriter import Workbook

from tests.office.office import run_jobs
from tests.rules.cases import CASES, NAMES, Case, Row, frame, none_for_nan, rows_of
from tests.schemes.build import criterion, scheme, section
from xlsappraise.rules import Input
from xlsappraise.scheme import Rater, Scheme
from xlsappraise.scoring.criterion import compute, formula
from xlsappraise.workbook.layout import address

pytestmark = pytest.mark.office

RANDOM_ROWS = 40
TWO_RATERS = [
    {"id": "self", "title": "自评", "weight": 0.0},
    {"id": "supervisor", "title": "直接主管", "weight": 0.7},
    {"id": "indirect", "title": "间接主管", "weight": 0.3},
]


class Sheet:
    """One case on one sheet: a column per row of inputs; points, what is missing, and the score below."""

    def __init__(self, book: Any, number: int, case: Case, raters: list[dict[str, Any]] | None) -> None:
        changes = {"raters": raters} if raters else {}
        self.name = f"case{number}"
        self.case = case
        self.scheme: Scheme = scheme(section(criterion(points=case.points, rules=case.rules)), **changes)
        self.criterion = self.scheme.criteria[0]
        self.items: list[Input] = list(self.criterion.inputs(str))
        self.rows: dict[str, list[Row]] = {
            r.id: list(rows_of(case, RANDOM_ROWS, seed=100 * number + n)) for n, r in enumerate(self.scheme.raters)
        }
        self.columns = len(self.rows[self.scheme.lead.id])
        sheet = book.add_worksheet(self.name)
        self.cells = [self._column(sheet, column) for column in range(self.columns)]

    def _column(self, sheet: Any, column: int) -> str:
        cells: dict[str, dict[str, str]] = {}
        row = 0
        missing = 0
        for rater in self.scheme.raters:
            cells[rater.id] = {}
            for item in self.items:
                value = self.rows[rater.id][column].get(item.id)
                if value is not None:
                    sheet.write(row, column, value)
                elif item.required and rater.weight > 0:
                    missing += 1
                cells[rater.id][item.id] = address((row, column))
                row += 1
        sheet.write_number(row, column, self.case.points)
        sheet.write_number(row + 1, column, missing)
        gaps = f"{address((row + 1, column))}:{address((row + 1, column))}"
        text = formula(self.scheme, self.criterion, cells, address((row, column)), gaps)
        sheet.write_formula(row + 2, column, text, None, "")
        return address((row + 2, column))

    def computed(self) -> list[float | None]:
        values = {r.id: frame(self.items, self.rows[r.id]) for r in self.scheme.scoring_raters}
        return [none_for_nan(x) for x in compute(self.scheme, self.criterion, values, self.case.points)]

    def inputs(self, column: int, raters: tuple[Rater, ...]) -> list[Row]:
        return [self.rows[r.id][column] for r in raters]


class Proof:
    """All cases in one workbook, with one rater and with three, recalculated in one start."""

    def __init__(self, folder: Path) -> None:
        path = folder / "formulas.xlsx"
        with Workbook(str(path)) as book:
            settings = [(c, r) for r in (None, TWO_RATERS) for c in CASES]
            sheets = [Sheet(book, n, c, r) for n, (c, r) in enumerate(settings)]
        steps = [["read", [[s.name, cell] for cell in s.cells]] for s in sheets]
        (answers,) = run_jobs([{"open": str(path), "steps": steps}])
        self.alone = dict(zip(NAMES, zip(sheets, answers, strict=False), strict=False))
        self.shared = dict(zip(NAMES, zip(sheets[len(CASES) :], answers[len(CASES) :], strict=True), strict=True))


@pytest.fixture(scope="module")
def proof(tmp_path_factory: pytest.TempPathFactory) -> Proof:
    return Proof(tmp_path_factory.mktemp("formulas"))


def disagreements(sheet: Sheet, shown: list[Any]) -> list[Any]:
    found = []
    for column, (cell, value) in enumerate(zip(shown, sheet.computed(), strict=True)):
        same = cell == "" if value is None else isinstance(cell, float) and abs(cell - value) < 1e-9
        if not same:
            found.append((cell, value, sheet.inputs(column, sheet.scheme.scoring_raters)))
    return found


@pytest.mark.parametrize("name", NAMES)
def test_formula_and_pandas_agree_to_the_cent(proof: Proof, name: str) -> None:
    sheet, shown = proof.alone[name]
    assert disagreements(sheet, shown) == []
    assert {type(cell) for cell in shown} == ({float} if not any(i.required for i in sheet.items) else {float, str})


@pytest.mark.parametrize("name", NAMES)
def test_they_agree_with_weighted_raters_and_one_who_does_not_count(proof: Proof, name: str) -> None:
    sheet, shown = proof.shared[name]
    assert disagreements(sheet, shown) == []
