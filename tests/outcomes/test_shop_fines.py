"""shop-fines: missed punches that are let off, fines a time, fines once a month from three times on."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from tests.outcomes.cases import D, Month, amounts, codes, held, paid, people, shipped, sums, why
from xlsappraise.plans.engine import PlanOutcome

PLAN = "shop-fines"


def fined(*events: tuple[Any, ...], **more: Any) -> PlanOutcome:
    return paid(PLAN, people(1), incidents=events, **more)


def punches(*put_right: int | None) -> PlanOutcome:
    """Return the fine for punches missed on the 1st, each put right so many days later, or not at all."""
    days = [None if after is None else 1 + after for after in put_right]
    return fined(*(("E1", 1, "missed_punch", 1, day) for day in days))


def test_nothing_happened_nothing_is_taken() -> None:
    outcome = fined()
    assert (outcome.lines, held(outcome), codes(outcome)) == ([], {}, [])


@pytest.mark.parametrize(
    ("kind", "each"),
    [("missed_punch", 10), ("off_duty", 20), ("absence", 30), ("unmanned", 5), ("impolite", 5)],
)
@pytest.mark.parametrize("times", [1, 2, 4])
def test_fines_a_time_do_not_double(kind: str, each: int, times: int) -> None:
    outcome = fined(("E1", 4, kind, times))
    assert amounts(outcome) == [("E1", kind, D(-each * times))]
    shown = f"{times} × {each}" if times > 1 else f"{each}"
    assert why(outcome, "E1", kind).endswith(f"{times} 次：{shown}")


@pytest.mark.parametrize(("kind", "each"), [("offline", 10), ("unanswered", 5)])
@pytest.mark.parametrize(("times", "fine"), [(1, 0), (2, 0), (3, 1), (5, 1), (6, 1), (7, 1)])
def test_three_times_or_more_in_a_month_cost_once(kind: str, each: int, times: int, fine: int) -> None:
    outcome = fined(*(("E1", day, kind) for day in range(1, times + 1)))
    assert sums(outcome, kind) == {"E1": D(-each * fine)}
    assert why(outcome, "E1", kind).endswith(f"：{times} 次：{each * fine}")


def test_three_times_are_counted_within_the_month() -> None:
    earlier = {"2026-10": Month(incidents=[("E1", 30, "offline", 2)])}
    assert sums(fined(("E1", 2, "offline"), months=earlier), "offline") == {"E1": D("0.00")}


def test_eating_all_at_once_is_fined_and_not_a_long_meal() -> None:
    plan = shipped(PLAN)
    assert plan.incident("unmanned").title == "同时用餐，电话无人接听（记值班人员）"
    assert [kind for rule in plan.rules for kind in rule.incident_kinds()].count("unmanned") == 1
    assert len(plan.incidents) == 7, "no kind for a meal of more than 35 minutes"


def test_a_punch_put_right_within_three_days_is_let_off() -> None:
    outcome = punches(0, 3, 4, None)  # two in time, two not
    assert sums(outcome, "missed_punch") == {"E1": D("-20.00")}
    assert why(outcome, "E1", "missed_punch") == "忘记打卡：4 次：2 × 10；按时补救 2 次"


@pytest.mark.parametrize(("count", "fine"), [(1, 0), (5, 0), (6, 10), (8, 30)])
def test_at_most_five_are_let_off_in_a_month(count: int, fine: int) -> None:
    outcome = punches(*[1] * count)
    assert sums(outcome, "missed_punch") == {"E1": D(-fine)}
    assert f"按时补救 {min(count, 5)} 次" in why(outcome, "E1", "missed_punch")


def test_a_punch_may_be_put_right_in_the_month_after() -> None:
    outcome = fined(("E1", 29, "missed_punch", 1, date(2026, 12, 2)), ("E1", 29, "missed_punch", 1, date(2026, 12, 3)))
    assert sums(outcome, "missed_punch") == {"E1": D("-10.00")}


def test_each_kind_is_fined_by_itself() -> None:
    outcome = fined(("E1", 1, "offline", 2), ("E1", 2, "unanswered", 2), ("E1", 2, "absence"), ("E1", 2, "unmanned"))
    assert amounts(outcome) == [
        ("E1", "offline", D("0.00")),
        ("E1", "unanswered", D("0.00")),
        ("E1", "absence", D("-30.00")),
        ("E1", "unmanned", D("-5.00")),
    ]


def test_however_many_times_stand_in_a_cell_it_is_computed() -> None:
    assert sums(fined(("E1", 1, "absence", 9_999_999_999)), "absence") == {"E1": D("-299999999970.00")}
