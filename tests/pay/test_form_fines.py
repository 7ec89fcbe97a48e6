"""The fines of returned forms in the payroll: counts of a real form, a form that is not back, one that is corrected."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import SIGNED, Bench
from tests.pay.till import Till, got, hand, sheet_of, sums
from xlsappraise.store.start import start

PLAN, SCHEME = "conduct-fines-pay", "conduct-fines"
PAYROLL, LINES = "工资表", "明细"


@pytest.fixture
def ward(tmp_path: Path) -> Till:
    """Three people; the forms of E001 and E003 are back."""
    till = Till(Bench(start(tmp_path / "医院", "示例医院")))
    till.staff(*(hand(number, PLAN, schemes=SCHEME) for number in ("E001", "E002", "E003")))
    till.bench.period = till.period
    till.bench.issue()
    counts = {"appearance.face": 1, "appearance.makeup": 3, "dress.canteen": 2, "speech.mandarin": 4}
    till.bench.fill({**counts, "signoff.done": SIGNED}, "E001")
    till.bench.fill({"signoff.done": SIGNED}, "E003")
    assert till.bench.settle().collection.form_counts()["valid"] == 2
    assert till.write().problems == ()
    return till


def test_the_fines_of_the_form_are_a_deduction_in_the_payroll(ward: Till) -> None:
    paid = ward.pay()
    # 1 × 10 + 3 × 10 + 2 × 20 = 80; speech costs points only
    assert sums(paid) == {"E001": "-80.00"}
    assert [(one.employee_id, one.rule) for one in paid.withheld] == [("E002", "fines")], "E003 has nothing to pay"
    assert [(p.code, p.employee_id) for p in paid.problems if p.severity == "error"] == [("plan-no-result", "E002")]
    rows = sheet_of(paid.workbook or Path(), PAYROLL)
    assert next(row[5] for row in rows if row[0] == "E001") == -80
    (line,) = [row for row in sheet_of(paid.workbook or Path(), LINES) if row[0] == "E001"]
    assert "没有化淡妆：3 × 10" in "".join(str(cell) for cell in line)


def test_a_form_that_comes_later_is_deducted_then(ward: Till) -> None:
    ward.pay()
    ward.bench.fill({"appearance.badge": 2, "signoff.done": SIGNED}, "E002")
    ward.bench.settle()
    paid = ward.pay()
    assert got(paid.lines, "E002") == {"fines": -20}
    assert paid.withheld == ()
