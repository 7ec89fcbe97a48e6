"""marketing-quarterly-pay: base × score ÷ 110 a quarter, managers half-yearly."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from tests.outcomes.cases import D, Month, amounts, codes, held, member, paid, recorded, score, sums, why
from xlsappraise.plans.engine import PlanOutcome
from xlsappraise.plans.lines import Line

PLAN, SCHEME = "marketing-quarterly-pay", "marketing-quarterly-manager"
MANAGER, SUPERVISOR = "营销客服经理", "营销客服主管"


def paid_to(
    position: str,
    quarter: str,
    marks: dict[str, float],
    bases: dict[str, int],
    *,
    was: str = "",
    past: tuple[tuple[str, Line], ...] = (),
    **more: Any,
) -> PlanOutcome:
    """Return the pay of a quarter; ``was``: the position in the quarters before it."""
    scores = [
        score("E1", name, total, scheme=SCHEME, position=position if name == quarter else was or position)
        for name, total in marks.items()
    ]
    facts = {"E1": {"base": bases[quarter]}} if quarter in bases else {}
    earlier = {name: Month(facts={"E1": {"base": base}}) for name, base in bases.items() if name != quarter}
    who = [member("E1", position=position)]
    return paid(PLAN, who, scores, period=quarter, facts=facts, months=earlier, past=past, **more)


@pytest.mark.parametrize("quarter", ["2026-Q1", "2026-Q2", "2026-Q3", "2026-Q4"])
def test_a_supervisor_is_paid_each_quarter(quarter: str) -> None:
    outcome = paid_to(SUPERVISOR, quarter, {quarter: 99}, {quarter: 3000})
    assert amounts(outcome) == [("E1", "bonus", D("2700.00"))]  # 3,000 × 99 ÷ 110
    assert why(outcome, "E1", "bonus") == f"{quarter}：3000 × 99 ÷ 110"
    assert (held(outcome), codes(outcome)) == ({}, [])


def test_full_points_are_110() -> None:
    assert sums(paid_to(SUPERVISOR, "2026-Q4", {"2026-Q4": 110}, {"2026-Q4": 3000}), "bonus") == {"E1": D("3000.00")}


@pytest.mark.parametrize("quarter", ["2026-Q1", "2026-Q3"])
def test_a_manager_waits_in_the_first_and_third_quarter(quarter: str) -> None:
    outcome = paid_to(MANAGER, quarter, {quarter: 99}, {quarter: 3000})
    assert amounts(outcome) == []
    assert held(outcome) == {("E1", "bonus"): "每半年发放一次，随下一季度发放"}


@pytest.mark.parametrize(("before", "now"), [("2026-Q1", "2026-Q2"), ("2026-Q3", "2026-Q4")])
def test_a_manager_is_paid_two_quarters_together(before: str, now: str) -> None:
    # 3,000 × 99 ÷ 110 = 2,700; 3,100 × 88 ÷ 110 = 2,480
    outcome = paid_to(MANAGER, now, {before: 99, now: 88}, {before: 3000, now: 3100})
    assert amounts(outcome) == [("E1", "bonus", D("5180.00"))]
    assert why(outcome, "E1", "bonus") == f"{before}：3000 × 99 ÷ 110；{now}：3100 × 88 ÷ 110"


def test_each_quarter_is_rounded_by_itself() -> None:
    # 1,000 × 91 ÷ 110 = 827.2727 → 827.27; twice
    marks = {"2026-Q3": 91.0, "2026-Q4": 91.0}
    outcome = paid_to(MANAGER, "2026-Q4", marks, dict.fromkeys(marks, 1000))
    assert sums(outcome, "bonus") == {"E1": D("1654.54")}


@pytest.mark.parametrize(
    ("marks", "bases"),
    [
        ({"2026-Q4": 88}, {"2026-Q3": 3000, "2026-Q4": 3100}),
        ({"2026-Q3": 99, "2026-Q4": 88}, {"2026-Q4": 3100}),
    ],
)
def test_a_quarter_without_result_or_base_is_withheld_by_name_and_the_other_paid(marks: Any, bases: Any) -> None:
    outcome = paid_to(MANAGER, "2026-Q4", marks, bases)
    assert sums(outcome, "bonus") == {"E1": D("2480.00")}
    assert held(outcome) == {("E1", "bonus"): "2026-Q3 没有一起发放：没有成绩或没有基数"}


def test_what_was_paid_to_a_supervisor_is_not_paid_again_when_they_become_manager() -> None:
    past = (("2026-Q3", recorded(PLAN, "E1", "bonus", "2700.00")),)
    marks, bases = {"2026-Q3": 99.0, "2026-Q4": 88.0}, {"2026-Q3": 3000, "2026-Q4": 3100}
    outcome = paid_to(MANAGER, "2026-Q4", marks, bases, was=SUPERVISOR, past=past)
    assert sums(outcome, "bonus") == {"E1": D("2480.00")}


def test_what_was_withheld_from_a_manager_is_paid_though_they_are_manager_no_more() -> None:
    marks, bases = {"2026-Q3": 99.0, "2026-Q4": 88.0}, {"2026-Q3": 3000, "2026-Q4": 3100}
    outcome = paid_to(SUPERVISOR, "2026-Q4", marks, bases, was=MANAGER)
    assert sums(outcome, "bonus") == {"E1": D("5180.00")}


@pytest.mark.parametrize(("facts", "due"), [
    ({"status": "试用"}, False),
    ({"status": "正式", "confirmed": date(2027, 1, 1)}, False),
    ({"status": "试用", "confirmed": date(2026, 12, 31)}, True),
])  # fmt: skip
def test_only_regular_staff_are_paid(facts: dict[str, Any], due: bool) -> None:
    who, marks = [member("E1", position=SUPERVISOR, **facts)], [score("E1", "2026-Q4", 99, scheme=SCHEME)]
    outcome = paid(PLAN, who, marks, period="2026-Q4", facts={"E1": {"base": 3000}})
    assert sums(outcome, "bonus") == ({"E1": D("2700.00")} if due else {})
    assert held(outcome) == ({} if due else {("E1", "bonus"): "试用期，正式员工才享受"})


def test_a_manager_s_quarter_on_probation_is_not_paid_with_the_next() -> None:
    # confirmed on 1 October: Q3 was spent on probation; Q4: 3,100 × 88 ÷ 110 = 2,480
    who = [member("E1", position=MANAGER, confirmed=date(2026, 10, 1))]
    marks = [score("E1", "2026-Q3", 99, scheme=SCHEME, position=MANAGER), score("E1", "2026-Q4", 88, scheme=SCHEME)]
    earlier = {"2026-Q3": Month(facts={"E1": {"base": 3000}})}
    outcome = paid(PLAN, who, marks, period="2026-Q4", facts={"E1": {"base": 3100}}, months=earlier)
    assert sums(outcome, "bonus") == {"E1": D("2480.00")}


def test_a_blank_base_is_asked_for_by_cell() -> None:
    outcome = paid_to(SUPERVISOR, "2026-Q4", {"2026-Q4": 88}, {}, cells={("E1", "base"): "D4"})
    assert amounts(outcome) == []
    assert held(outcome) == {("E1", "bonus"): "“季度奖基数（元）”空白"}
    assert codes(outcome) == [("plan-fact-blank", "E1")]
    assert (outcome.problems[0].sheet, outcome.problems[0].cell) == ("人员", "D4")


def test_nothing_is_paid_by_the_month() -> None:
    assert paid_to(SUPERVISOR, "2026-11", {"2026-11": 88}, {"2026-11": 1000}).lines == []
