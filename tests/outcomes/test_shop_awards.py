"""shop-awards: full attendance and the best in four ways; fines that double within a month."""

from __future__ import annotations

from typing import Any

import pytest

from tests.conftest import text_of
from tests.outcomes.cases import D, Month, amounts, codes, held, paid, people, shipped, sums, why
from xlsappraise.plans.engine import PlanOutcome

PLAN = "shop-awards"
PLAIN: dict[str, Any] = {
    "full_attendance": False, "sales": 100, "conversion": D("0.2"), "paid_share": D("0.5"), "response_seconds": 30,
    "tone": 8,
}  # fmt: skip
AWARDS = ("full_attendance", "best_sales", "best_conversion", "best_overall")


def awarded(*of: dict[str, Any], **more: Any) -> PlanOutcome:
    """Return November for people E1, E2 … who differ from PLAIN by ``of``; without it, one plain person."""
    facts = {f"E{n}": PLAIN | one for n, one in enumerate(of, 1)}
    return paid(PLAN, people(len(of)), facts=facts, **more)


def fined(*events: tuple[Any, ...]) -> PlanOutcome:
    return awarded({}, incidents=events)


def test_awards_add_up() -> None:
    best = {
        "full_attendance": True, "sales": 200, "conversion": D("0.3"), "paid_share": D("0.6"), "response_seconds": 20,
        "tone": 9,
    }  # fmt: skip
    outcome = awarded({}, best)
    assert amounts(outcome) == [("E2", rule, D("100.00")) for rule in AWARDS]
    assert why(outcome, "E2", "full_attendance") == "全勤奖：符合条件"
    assert why(outcome, "E2", "best_sales") == "销售额最高：参加比较的 2 人中第 1 名"
    assert (held(outcome), codes(outcome)) == ({}, [])


def test_whoever_is_on_leave_and_yet_has_full_attendance_is_asked_about() -> None:
    worst = {"sales": 1, "conversion": D("0.1"), "paid_share": D("0.1"), "response_seconds": 90, "tone": 1}
    outcome = awarded(worst | {"full_attendance": True}, {}, leave=["E1"])
    assert sums(outcome, "full_attendance") == {"E1": D("100.00")}
    assert [(p.code, p.employee_id, text_of(p.expected)) for p in outcome.problems] == [
        ("plan-paid-on-leave", "E1", "全勤奖")
    ]
    assert codes(awarded(worst, {"full_attendance": True}, leave=["E1"])) == []


def test_full_attendance_is_as_printed_and_so_are_calls() -> None:
    plan = shipped(PLAN)
    assert plan.fact("full_attendance").title == "全勤（整月无迟到、早退、旷工、请假）"
    assert plan.incident("private_call").title == "上班长时间打电话，影响工作"
    floor = shipped("floor-supervisor-pay").fact("full_attendance").title
    assert floor != plan.fact("full_attendance").title, "two plans, two conditions, two columns"


def test_each_award_goes_to_the_best_of_its_own() -> None:
    outcome = awarded({"sales": 300}, {"conversion": D("0.4")}, {"full_attendance": True})
    assert sums(outcome, "best_sales") == {"E1": D("100.00")}
    assert sums(outcome, "best_conversion") == {"E2": D("100.00")}
    assert sums(outcome, "full_attendance") == {"E3": D("100.00")}


def test_whoever_shares_the_first_place_has_the_award_too() -> None:
    outcome = awarded({"sales": 300}, {"sales": 300}, {})
    assert sums(outcome, "best_sales") == {"E1": D("100.00"), "E2": D("100.00")}


def test_the_best_overall_is_found_from_four_equal_parts() -> None:
    # Best: conversion 0.4, paid 0.8, response 20, tone 10.
    # E1: 25 × 0.4/0.4 + 25 × 0.4/0.8 + 25 × 20/25 + 25 × 8/10 = 25 + 12.5 + 20 + 20 = 77.5
    # E2: 25 × 0.3/0.4 + 25 × 0.8/0.8 + 25 × 20/40 + 25 × 10/10 = 18.75 + 25 + 12.5 + 25 = 81.25
    # E3: 25 × 0.2/0.4 + 25 × 0.6/0.8 + 25 × 20/20 + 25 × 9/10 = 12.5 + 18.75 + 25 + 22.5 = 78.75
    outcome = awarded(
        {"conversion": D("0.4"), "paid_share": D("0.4"), "response_seconds": 25, "tone": 8},
        {"conversion": D("0.3"), "paid_share": D("0.8"), "response_seconds": 40, "tone": 10},
        {"conversion": D("0.2"), "paid_share": D("0.6"), "response_seconds": 20, "tone": 9},
    )
    assert sums(outcome, "best_overall") == {"E2": D("100.00")}
    (line,) = [line for line in outcome.lines if line.rule == "best_overall"]
    assert (line.inputs["points"], line.inputs["place"]) == (D("81.25"), 1)
    assert line.inputs["response_seconds"] == 40


@pytest.mark.parametrize("one", ["conversion", "paid_share", "response_seconds", "tone"])
def test_each_of_the_four_weighs_a_quarter(one: str) -> None:
    """Twice as good in one part weighs as much as twice as good in another."""
    better = {"conversion": D("0.4"), "paid_share": D("1.0"), "response_seconds": 15, "tone": 16}
    for other in better:
        found = sums(awarded({one: better[one]}, {other: better[other]}), "best_overall")
        assert found == {"E1": D("100.00"), "E2": D("100.00")}, other


def test_an_answer_within_no_time_is_the_best_there_is() -> None:
    # E1: 25 + 25 + 25 + 25; E2: 0 ÷ 30 of the response, and no tone above 25
    assert sums(awarded({"response_seconds": 0}, {"tone": 10}), "best_overall") == {"E1": D("100.00")}


def test_where_all_are_0_all_are_equal() -> None:
    outcome = awarded({"conversion": 0}, {"conversion": 0})
    assert sums(outcome, "best_overall") == {"E1": D("100.00"), "E2": D("100.00")}


def test_blank_figures_hold_a_person_back_from_what_rests_on_them() -> None:
    facts = {"E1": PLAIN, "E2": {"full_attendance": True, "sales": 900}}
    outcome = paid(PLAN, people(2), facts=facts, cells={("E2", "tone"): "H8"}, incidents=[("E2", 3, "abuse")])
    assert sums(outcome, "best_sales") == {"E2": D("100.00")}
    assert sums(outcome, "abuse") == {"E2": D("-50.00")}
    assert sums(outcome, "best_overall") == {"E1": D("100.00")}
    assert held(outcome) == {
        ("E2", "best_conversion"): "“询单转化率”空白",
        ("E2", "best_overall"): "“询单转化率”空白\n“付款率”空白\n“平均响应时间（秒）”空白\n“接待语气与服务评分”空白",
    }
    blanks = ["plan-fact-nowhere"] * 3 + ["plan-fact-blank"]
    assert codes(outcome) == [*((code, "E2") for code in blanks), ("plan-compared-incomplete", None)]
    blank = outcome.problems[3]
    assert (blank.sheet, blank.cell, text_of(blank.expected)) == ("人员", "H8", "接待语气与服务评分")
    assert text_of(outcome.problems[4].expected) == "转化率最高, 综合最好"


# --- fines


def test_three_calls_at_work_in_a_month() -> None:
    outcome = fined(("E1", 3, "private_call"), ("E1", 9, "private_call"), ("E1", 20, "private_call"))
    assert sums(outcome, "private_matters") == {"E1": D("-350.00")}  # 50 + 100 + 200
    assert why(outcome, "E1", "private_matters") == "长时间打电话、玩游戏、看电视：3 次：50 + 100 + 200"


def test_calls_games_and_videos_make_one_series() -> None:
    outcome = fined(("E1", 3, "private_call"), ("E1", 9, "game"), ("E1", 20, "video", 2))
    assert sums(outcome, "private_matters") == {"E1": D("-750.00")}  # 50 + 100 + 200 + 400


def test_complaints_double_in_a_series_of_their_own_and_abuse_does_not_double() -> None:
    outcome = fined(("E1", 3, "private_call"), ("E1", 4, "complaint", 2), ("E1", 5, "abuse", 3))
    assert amounts(outcome, "private_matters", "complaints", "abuse") == [
        ("E1", "private_matters", D("-50.00")),
        ("E1", "complaints", D("-150.00")),  # 50 + 100
        ("E1", "abuse", D("-150.00")),  # 3 × 50
    ]
    assert why(outcome, "E1", "abuse") == "与客户对骂：3 次：3 × 50"


def test_the_next_month_begins_at_50_again() -> None:
    earlier = {"2026-10": Month(incidents=[("E1", 30, "private_call", 5)])}
    outcome = awarded({}, incidents=[("E1", 1, "private_call")], months=earlier)
    assert sums(outcome, "private_matters") == {"E1": D("-50.00")}


def test_only_the_persons_own_incidents_count() -> None:
    outcome = awarded({}, {}, incidents=[("E1", 1, "abuse"), ("E2", 1, "complaint"), ("E7", 1, "abuse")])
    assert amounts(outcome, "complaints", "abuse") == [("E2", "complaints", D("-50.00")), ("E1", "abuse", D("-50.00"))]


def test_a_number_of_times_that_cannot_be_doubled_is_a_slip() -> None:
    outcome = awarded({}, {}, incidents=[("E1", 1, "complaint", 300), ("E2", 2, "complaint")])
    assert sums(outcome, "complaints") == {"E2": D("-50.00")}
    assert held(outcome) == {("E1", "complaints"): "买家投诉：300 次，次数有误"}
    assert codes(outcome) == [("plan-fine-too-often", "E1")]
    assert text_of(outcome.problems[0].found) == "300"


def test_the_largest_number_of_times_that_is_doubled() -> None:
    outcome = fined(("E1", 1, "complaint", 40))
    assert sums(outcome, "complaints") == {"E1": D(-50 * (2**40 - 1))}
    assert codes(outcome) == []
