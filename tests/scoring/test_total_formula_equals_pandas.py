"""Totals with what is left out, caps, bonus and adjustments: LibreOffice computes what pandas computes."""

from __future__ import annotations

import random
from collections.abc import Iterator
from typing import Any

import pandas as pd
import pytest
from xlsxwriter import Workbook

from tests.office.office import run_jobs
from tests.rules.cases import checklist, growth, tally
from tests.schemes.build import criterion, scheme, section
from tests.scoring.forms import wide
from xlsappraise.schemes import Scheme
from xlsappraise.scoring import total as totals
from xlsappraise.scoring.criterion import EXCLUDED, excludable
from xlsappraise.scoring.engine import score, section_column
from xlsappraise.xlsx.address import address

pytestmark = pytest.mark.office

FINE = {"kind": "rating", "step": 0.01}
BOUNDS = {"rows": 2, "min": -10, "max": 10}


def parts(weights: tuple[float, float], bonus: bool) -> list[dict[str, Any]]:
    red = criterion("red", 40, [checklist(1, fail_cap=80, all_na="excluded")])
    first = section(criterion("work", 60, [FINE]), red, weight=weights[0])
    second = section(criterion("effect", 100, [growth()]), weight=weights[1])
    extra = section(criterion("extra", 0, [tally(("swap", 5, None), ("wrong", -2.5, None))]), bonus=True)
    return [first, second, *([extra] if bonus else [])]


SCHEMES = {
    "plain": scheme(*parts((1, 1), bonus=False), total={"points": 200}),
    "weighted": scheme(*parts((0.85, 0.15), bonus=True), total={"points": 100, "max": 110}, adjustments=BOUNDS),
    "mean": scheme(
        *parts((1, 1), bonus=True), total={"points": 100, "mean": True}, adjustments={**BOUNDS, "net": False}
    ),
}


def forms() -> Iterator[dict[str, Any]]:
    rng = random.Random(7)
    for red in ("是", "否", "不适用", None):
        for base in (0, 100, None):
            for _ in range(4):
                yield {
                    "work.rating": rng.randint(0, 6000) / 100,
                    "red.item0": red,
                    "effect.base": base,
                    "effect.current": rng.randint(90, 130),
                    "extra.swap": rng.choice((None, 1, 9)),
                    "extra.wrong": rng.choice((None, 1, 60)),
                    "adjustment.1.points": rng.choice((None, -10, 10)),
                    "adjustment.2.points": rng.choice((None, -7.5, 10)),
                }


FORMS = list(forms())


class Column:
    """One form in one column of a sheet: scores as pandas has them, the formulas of subtotals and total below."""

    def __init__(self, sheet: Any, number: int, made: Scheme, form: dict[str, Any], figures: pd.Series[Any]) -> None:
        self.sheet, self.number, self.row = sheet, number, 0
        subtotals, left_out, caps = [], [], []
        missing = int(any(form[name] is None for name in ("red.item0", "effect.base")))
        gaps = self.put(missing)
        for part in made.sections:
            weight = totals.weight_of(made, part)
            first = self.row
            for item in part.criteria:
                gone = excludable(item) and bool(figures[f"excluded.{item.id}"])
                mark = figures[item.id]
                cell = self.put(made.say(EXCLUDED) if gone else "" if pd.isna(mark) else mark)
                if excludable(item) and not part.bonus:
                    left_out.append((cell, str(item.points), weight))
            area = f"{address((first, number))}:{address((self.row - 1, number))}"
            text = totals.subtotal_formula(area, len(part.criteria), [made.say(EXCLUDED)])
            subtotals.append(self.formula(text))
        answer = self.put(form["red.item0"] or "")
        caps.append(made.criteria[1].rules[0].total_cap({"item0": answer}))
        adjustments = None
        if made.adjustments is not None:
            rows = [self.put(form[f"adjustment.{n}.points"]) for n in (1, 2)]
            adjustments = self.formula(totals.adjustment_formula(made.adjustments, ":".join(rows)))
        found = totals.Parts(subtotals, adjustments, left_out, [cap for cap in caps if cap is not None])
        total = self.formula(totals.total_formula(made, gaps, found))
        self.asked = [*subtotals, total, self.formula(totals.grade_formula(made, total))]

    def put(self, value: Any) -> str:
        place = address((self.row, self.number))
        if value is not None and value != "":
            self.sheet.write(self.row, self.number, value)
        self.row += 1
        return place

    def formula(self, text: str) -> str:
        self.sheet.write_formula(self.row, self.number, text, None, "")
        self.row += 1
        return address((self.row - 1, self.number))


@pytest.fixture(scope="module")
def answers(tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[list[list[Any]], pd.DataFrame]]:
    path = tmp_path_factory.mktemp("totals") / "totals.xlsx"
    figures = {name: score(made, wide(*FORMS)) for name, made in SCHEMES.items()}
    columns: dict[str, list[Column]] = {}
    with Workbook(str(path)) as book:
        for name, made in SCHEMES.items():
            sheet = book.add_worksheet(name)
            columns[name] = [Column(sheet, n, made, form, figures[name].iloc[n]) for n, form in enumerate(FORMS)]
    steps = [["read", [[name, cell] for column in found for cell in column.asked]] for name, found in columns.items()]
    (shown,) = run_jobs([{"open": str(path), "steps": steps}])
    found = {}
    for name, flat in zip(columns, shown, strict=True):
        width = len(columns[name][0].asked)
        found[name] = ([flat[n : n + width] for n in range(0, len(flat), width)], figures[name])
    return found


@pytest.mark.parametrize("name", list(SCHEMES))
def test_subtotals_total_and_grade_agree(name: str, answers: dict[str, Any]) -> None:
    shown, figures = answers[name]
    names = [*(section_column(n) for n in range(len(SCHEMES[name].sections))), "total", "grade"]
    for form, cells, (_index, row) in zip(FORMS, shown, figures.iterrows(), strict=True):
        wanted = ["" if pd.isna(row[n]) else row[n] for n in names]
        same = [
            a == b if isinstance(b, str) else isinstance(a, float) and abs(a - b) < 1e-9
            for a, b in zip(cells, wanted, strict=True)
        ]
        assert all(same), (form, cells, wanted)
    assert {cells[-2] == "" for cells in shown} == {True, False}
