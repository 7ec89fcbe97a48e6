"""Each rule kind: what LibreOffice computes from the formula is what pandas computes."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from xlsxwriter import Workbook

from tests.office.office import run_jobs
from tests.rules.cases import CASES, NAMES, Case, Row, frame, made_of, marks_of, rows_of, table_inputs
from xlsappraise.schemes import Rater
from xlsappraise.schemes.rules import Input
from xlsappraise.scoring.criterion import EXCLUDED, excludable, formula
from xlsappraise.xlsx.address import address

pytestmark = pytest.mark.office

RANDOM_ROWS = 40
TABLES = 100
"""The row where the tables begin, below everything else"""
TWO_RATERS = [
    {"id": "self", "title": "自评", "weight": 0.0},
    {"id": "supervisor", "title": "直接主管", "weight": 0.7},
    {"id": "indirect", "title": "间接主管", "weight": 0.3},
]


class Sheet:
    """One case on one sheet: a column per row of inputs, the tables, points, what is missing, the score below."""

    def __init__(self, book: Any, number: int, case: Case, raters: list[dict[str, Any]] | None) -> None:
        changes = {"raters": raters} if raters else {}
        self.name = f"case{number}"
        self.case = case
        self.scheme, self.criterion = made_of(case, **changes)
        self.items: list[Input] = list(self.criterion.inputs(str))
        self.answers: list[Input] = table_inputs(self.scheme, self.criterion)
        rows = {r.id: list(rows_of(case, RANDOM_ROWS, seed=100 * number + n)) for n, r in enumerate(self.scheme.raters)}
        self.rows: dict[str, list[Row]] = {
            rater: [{**own, **self._answered(lead)} for own, lead in zip(mine, rows[self.scheme.lead.id], strict=True)]
            for rater, mine in rows.items()
        }
        self.columns = len(self.rows[self.scheme.lead.id])
        sheet = book.add_worksheet(self.name)
        self.cells = [self._column(sheet, column) for column in range(self.columns)]

    def _answered(self, row: Row) -> Row:
        """Return what stands in the tables, which all raters of a form share."""
        return {i.id: row.get(i.id) for i in self.answers}

    def _areas(self, sheet: Any, column: int) -> dict[str, str]:
        """Write the tables' columns below each other; return their areas by table.column."""
        places: dict[str, list[str]] = {}
        for row, item in enumerate(self.answers, TABLES):
            value = self.rows[self.scheme.lead.id][column].get(item.id)
            if value is not None:
                sheet.write(row, column, value)
            table, _row, name = item.id.split(".")
            places.setdefault(f"{table}.{name}", []).append(address((row, column)))
        return {name: f"{found[0]}:{found[-1]}" for name, found in places.items()}

    def _column(self, sheet: Any, column: int) -> str:
        cells: dict[str, dict[str, str]] = {}
        areas = self._areas(sheet, column)
        row = 0
        missing = 0
        for rater in self.scheme.raters:
            cells[rater.id] = dict(areas)
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

    def computed(self) -> list[float | str | None]:
        items = [*self.items, *self.answers]
        values = {r.id: frame(items, self.rows[r.id]) for r in self.scheme.scoring_raters}
        return marks_of(self.scheme, self.criterion, values, self.case.points)

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
        if isinstance(value, float):
            same = isinstance(cell, float) and abs(cell - value) < 1e-9
        else:
            same = cell == (value or "")
        if not same:
            found.append((cell, value, sheet.inputs(column, sheet.scheme.scoring_raters)))
    return found


@pytest.mark.parametrize("name", NAMES)
def test_formula_and_pandas_agree_to_the_cent(proof: Proof, name: str) -> None:
    sheet, shown = proof.alone[name]
    assert disagreements(sheet, shown) == []
    texts = {""} if any(i.required for i in sheet.items) else set()
    if excludable(sheet.criterion):
        texts.add(sheet.scheme.say(EXCLUDED))
    assert {cell for cell in shown if isinstance(cell, str)} == texts
    assert any(isinstance(cell, float) for cell in shown)


@pytest.mark.parametrize("name", NAMES)
def test_they_agree_with_weighted_raters_and_one_who_does_not_count(proof: Proof, name: str) -> None:
    sheet, shown = proof.shared[name]
    assert disagreements(sheet, shown) == []
