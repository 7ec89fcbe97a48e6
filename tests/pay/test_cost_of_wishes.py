"""Does the summary show what a wish for a score would cost, to the cent, once pay has run?"""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from tests.office.office import run_jobs
from tests.pay.till import Till, marks
from tests.pipeline.months import summary_book
from xlsappraise.plans.by_score import ByBand, ScoreBand
from xlsappraise.plans.library import plan_of
from xlsappraise.plans.lines import Line

PEOPLE, WISHES, COST = "校准", "校准·设定", "校准·金额"


def summary(till: Till) -> Path:
    till.bench.period = till.period
    return till.bench.summarize().workbook


def sheets(path: Path) -> dict[str, list[tuple[Any, ...]]]:
    """Return the cached values of all sheets by name."""
    return {sheet.title: list(sheet.iter_rows(values_only=True)) for sheet in summary_book(path)}


def texts(path: Path, sheet: str) -> str:
    return "\n".join(str(cell) for row in sheets(path)[sheet] for cell in row if cell)


def rows(path: Path, sheet: str) -> dict[Any, int]:
    """Return the row of each value of the first column, counted from 1."""
    return {row[0]: at for at, row in enumerate(sheets(path)[sheet], start=1)}


@pytest.fixture
def paid(till: Till) -> Till:
    assert till.pay().problems == ()
    return till


def test_before_pay_has_run_it_is_said_what_to_do(till: Till) -> None:
    book = summary(till)
    assert COST not in sheets(book)
    assert "先运行 pay" in texts(book, WISHES)


@pytest.mark.office
def test_a_wish_changes_the_pool_of_all_and_lifts_the_deduction(paid: Till) -> None:
    """E003 55 + 10 = 65: 10,000 × 95 ÷ 240 = 3,958.33, × 80 = 3,333.33, × 65 = 2,708.33, and a cent left over, which
    the running sum 175 ÷ 240 = 7,291.67 gives to E002; 65 is above 60, so that −100 goes.
    """
    book = summary(paid)
    at = rows(book, PEOPLE)["E003"]
    plan = rows(book, WISHES)["班组奖"]
    shown = {(row[0], row[3]): at for at, row in enumerate(sheets(book)[COST], start=1)}
    wanted = [("E001", "奖金"), ("E002", "奖金"), ("E003", "奖金"), ("E003", "不及格扣款"), ("E001", "不及格扣款")]
    read = ["read", [[COST, f"{letter}{shown[key]}"] for key in wanted for letter in "GH"]
            + [[WISHES, f"{letter}{plan}"] for letter in "BCD"]]  # fmt: skip
    steps = [read, ["recalculate"], read, ["set", PEOPLE, f"I{at}", 10], ["recalculate"], read]
    (answer,) = run_jobs([{"open": str(book), "steps": steps}])
    now = [4130.44, 4130.44, 3478.26, 3478.26, 2391.3, 2391.3, -100, -100, 0, 0, 9900, 9900, 0]
    assert answer[:2] == [now, now]
    assert answer[2] == [4130.44, 3958.33, 3478.26, 3333.34, 2391.3, 2708.33, -100, 0, 0, 0, 9900, 10000, 100]


def test_what_does_not_follow_from_the_score_is_named(paid: Till) -> None:
    said = texts(summary(paid), WISHES)
    assert "班组奖·名次奖、班组奖·提成、班组奖·全勤奖、班组奖·最佳" in said
    assert "先运行 pay" not in said


def test_a_result_that_changed_since_is_named_and_not_computed(paid: Till) -> None:
    paid.bench.period = paid.period
    paid.bench.fill(marks(94), "E001")
    book = summary(paid)
    assert "王小燕" in texts(book, WISHES)
    assert "E001" not in rows(book, COST)


FLAGSHIP = {
    "id": "p", "title": "提成", "source": "test", "scheme": "furniture-callback",
    "fact": [{"id": "sales", "title": "销售额", "type": "money"}],
    "rule": [
        {"kind": "score_commission", "id": "c", "title": "提成", "sales": "sales",
         "bands": [{"from": 90, "rate": 0.007}, {"from": 60, "flat": 500}]},
        {"kind": "award", "id": "a", "title": "奖", "amount": 30, "at_least": 80, "below": 90},
        {"kind": "award", "id": "y", "title": "奖二", "amount": 30, "above": 80},
    ],
}  # fmt: skip


def test_bands_are_those_of_the_plan() -> None:
    plan = plan_of(FLAGSHIP, "p.toml")
    award, other = plan.rules[1:]
    assert award.by_score(None) == ByBand(0, (ScoreBand(90), ScoreBand(80, flat=30)))
    assert (plan.rules[0].by_score(None), other.by_score(None)) == (None, None)


def test_a_split_pays_the_part_of_the_team_only_where_it_reached_its_target() -> None:
    split = plan_of({**FLAGSHIP, "rule": [FLAGSHIP["rule"][0], {
        "kind": "team_split", "id": "t", "title": "团队", "of": "c", "personal": 0.8, "target": 80,
    }]}, "p.toml").rules[1]  # fmt: skip
    whole = Line("E001", "p", "c.personal", Decimal(560), {"score": 92, "sales": 100000}, "")
    team = Line("E001", "p", "c.team", Decimal(0), {"team_mean": 79.996, "target": 80}, "")
    assert split.part_paid([whole]) == split.part_paid([whole, team]) == Decimal("0.8")
    assert split.part_paid([whole, replace(team, inputs={"team_mean": 80, "target": 80})]) == 1
