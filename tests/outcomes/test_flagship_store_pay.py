"""flagship-store-pay: commission by score and its team part, first twice over, refunds, costs that are shared."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

import pytest

from tests.conftest import message_of, text_of
from tests.outcomes.cases import (
    D,
    Month,
    amounts,
    case,
    codes,
    held,
    member,
    paid,
    people,
    recorded,
    score,
    sums,
    totals,
    why,
)
from xlsappraise.plans import engine
from xlsappraise.plans.engine import PlanOutcome
from xlsappraise.plans.lines import Line

PLAN = "flagship-store-pay"
MINE: dict[str, Any] = {"scheme": "presales-weighted", "team_target": 80}
SCHEME = "presales-weighted"


def alone(total: float, sales: Any, *, target: Any = 80, **more: Any) -> PlanOutcome:
    """Return what one agent gets, who is a team of one."""
    settings = {"scheme": SCHEME} | ({} if target is None else {"team_target": target})
    return paid(
        PLAN, people(1), [score("E1", "2026-11", total, scheme=SCHEME)], settings=settings,
        facts={"E1": {"sales": sales}}, **more,
    )  # fmt: skip


def commission(outcome: PlanOutcome) -> tuple[Decimal, Decimal]:
    found = {rule: amount for _who, rule, amount in amounts(outcome)}
    return found["commission.personal"], found["commission.team"]


# --- commission


def test_the_example_of_the_issue_is_paid_in_two_parts() -> None:
    # 180,000 × 7‰ = 1,260.00; × 80 % = 1,008.00; the rest = 252.00. The team's mean, 92, reaches 80.
    outcome = alone(92, 180000)
    assert amounts(outcome) == [
        ("E1", "commission.personal", D("1008.00")),
        ("E1", "commission.team", D("252.00")),
        ("E1", "double_first", D("300.00")),
    ]
    assert why(outcome, "E1", "commission.personal") == "得分 92：180000 × 7‰ = 1,260.00；其中 80% 按个人成绩发放"
    assert why(outcome, "E1", "commission.team") == "团队平均 92 达到目标 80：252.00"
    assert [line.title for line in outcome.lines if line.rule == "double_first"] == ["金牌客服"]
    assert (held(outcome), codes(outcome)) == ({}, [])


def test_the_team_part_is_not_paid_below_the_target() -> None:
    outcome = alone(92, 180000, target=D("92.01"))
    assert commission(outcome) == (D("1008.00"), D("0.00"))
    assert why(outcome, "E1", "commission.team") == "团队平均 92 未达到目标 92.01：252.00 不发"


def test_the_team_part_is_paid_exactly_on_the_target() -> None:
    assert commission(alone(92, 180000, target=92)) == (D("1008.00"), D("252.00"))


def test_without_a_target_the_personal_part_is_paid_and_the_rest_waits_by_name() -> None:
    outcome = alone(92, 180000, target=None, cells={("", "team_target"): "C4"})
    assert amounts(outcome, "commission.personal", "commission.team") == [("E1", "commission.personal", D("1008.00"))]
    assert held(outcome) == {("E1", "team_part"): "252.00 元暂缓：设置“团队平均分目标”未设定"}
    (wrong,) = outcome.problems
    assert (wrong.code, wrong.sheet, wrong.cell) == ("plan-setting-not-set", "设置", "C4")
    assert (text_of(wrong.found), text_of(wrong.expected)) == ("flagship-store-pay.team_target", "团队平均分目标")
    assert "旗舰店客服提成与奖励" in message_of(wrong)
    assert "提成的个人与团队部分" in message_of(wrong)


@pytest.mark.parametrize(
    ("total", "personal", "team", "told"),
    [  # of 100,000: 7‰ = 700, 6‰ = 600, 5‰ = 500, flat 500, nothing; each 80 : 20
        (100, "560.00", "140.00", "× 7‰"),
        (90, "560.00", "140.00", "× 7‰"),
        (89.99, "480.00", "120.00", "× 6‰"),
        (80, "480.00", "120.00", "× 6‰"),
        (79.99, "400.00", "100.00", "× 5‰"),
        (70, "400.00", "100.00", "× 5‰"),
        (69.99, "400.00", "100.00", "固定 500 元"),
        (60, "400.00", "100.00", "固定 500 元"),
        (59.99, "0.00", "0.00", "固定 0 元"),
        (0, "0.00", "0.00", "固定 0 元"),
    ],
)
def test_each_band_begins_at_its_bound(total: float, personal: str, team: str, told: str) -> None:
    outcome = alone(total, 100000, target=0)
    assert commission(outcome) == (D(personal), D(team))
    assert told in why(outcome, "E1", "commission.personal")


def test_the_flat_sum_does_not_depend_on_the_sales() -> None:
    assert commission(alone(65, 0, target=0)) == (D("400.00"), D("100.00"))
    assert commission(alone(65, 900000, target=0)) == (D("400.00"), D("100.00"))


def test_cents_of_the_two_parts_add_up() -> None:
    # 12,345.67 × 7‰ = 86.41969 → 86.42; × 0.8 = 69.136 → 69.14; the rest 17.28
    assert commission(alone(95, "12345.67")) == (D("69.14"), D("17.28"))


def test_the_team_is_the_department_and_its_mean_is_compared_unrounded() -> None:
    # 一部: (90 + 70 + 79.99) ÷ 3 = 239.99 ÷ 3 = 79.9966…, 二部: (90 + 69.99) ÷ 2 = 79.995, both rounded 80.00 and
    # below 80; 三部: 80 reaches it.
    team = [member("E1"), member("E2"), member("E3"), member("E4", "二部"), member("E5", "二部"), member("E6", "三部")]
    marks = {"E1": 90, "E2": 70, "E3": 79.99, "E4": 90, "E5": 69.99, "E6": 80}
    sales = {m.employee_id: {"sales": 1000} for m in team}
    outcome = paid(PLAN, team, totals("2026-11", marks, scheme=SCHEME), settings=MINE, facts=sales)
    assert sums(outcome, "commission.team") == {
        "E1": D("0.00"), "E2": D("0.00"), "E3": D("0.00"), "E4": D("0.00"), "E5": D("0.00"), "E6": D("1.20"),
    }  # fmt: skip
    assert why(outcome, "E1", "commission.team") == "团队平均 79.997 未达到目标 80：1.40 不发"
    assert why(outcome, "E4", "commission.team") == "团队平均 79.995 未达到目标 80：1.40 不发"
    assert why(outcome, "E6", "commission.team") == "团队平均 80 达到目标 80：1.20"


def test_a_team_mean_of_79_996_against_80_is_not_reached() -> None:
    # 90 + 80 + 80 + 75 + 74.98 = 399.98; ÷ 5 = 79.996
    marks = {"E1": 90, "E2": 80, "E3": 80, "E4": 75, "E5": 74.98}
    sales = {number: {"sales": 1000} for number in marks}
    outcome = paid(PLAN, people(5), totals("2026-11", marks, scheme=SCHEME), settings=MINE, facts=sales)
    assert sums(outcome, "commission.team") == dict.fromkeys(marks, D("0.00"))
    assert why(outcome, "E1", "commission.team") == "团队平均 79.996 未达到目标 80：1.40 不发"
    (line,) = [n for n in outcome.lines if (n.employee_id, n.rule) == ("E1", "commission.team")]
    assert line.inputs["team_mean"] == D("79.996")


@pytest.mark.parametrize(("target", "shown"), [("79.99", "80"), ("79.996", "80"), ("79.9967", "79.997")])
def test_a_mean_is_shown_with_as_many_decimals_as_the_comparison_takes(target: str, shown: str) -> None:
    # 239.99 ÷ 3 = 79.99666…: above 79.996, below 79.9967, where 79.997 would be on the wrong side: 79.99667
    marks = {"E1": 90, "E2": 70, "E3": 79.99}
    settings = MINE | {"team_target": D(target)}
    facts = {number: {"sales": 1000} for number in marks}
    outcome = paid(PLAN, people(3), totals("2026-11", marks, scheme=SCHEME), settings=settings, facts=facts)
    expected = {"79.9967": "团队平均 79.99667 未达到"}.get(target, f"团队平均 {shown} 达到")
    assert why(outcome, "E1", "commission.team").startswith(expected)


def test_the_mean_takes_in_whoever_is_held_back_from_the_plan() -> None:
    marks = totals("2026-11", {"E1": 92, "E2": 60}, scheme=SCHEME)
    made = case(PLAN, people(1), marks, settings=MINE, facts={"E1": {"sales": 180000}})
    made.held = made.absent = (member("E2"),)
    outcome = engine.pay(made)
    assert why(outcome, "E1", "commission.team") == "团队平均 76 未达到目标 80：252.00 不发"
    compared = {
        (text_of(p.found), text_of(p.expected)) for p in outcome.problems if p.code == "plan-compared-incomplete"
    }
    assert compared == {("名E2", "金牌客服奖励")}  # not the team's part


def test_the_mean_takes_in_whoever_has_a_result_though_their_sales_are_blank() -> None:
    marks = totals("2026-11", {"E1": 92, "E2": 60}, scheme=SCHEME)  # (92 + 60) ÷ 2 = 76
    outcome = paid(PLAN, people(2), marks, settings=MINE, facts={"E1": {"sales": 180000}})
    assert why(outcome, "E1", "commission.team") == "团队平均 76 未达到目标 80：252.00 不发"


# --- what is missing


def test_a_blank_sales_figure_holds_back_what_rests_on_it_and_nothing_else() -> None:
    marks = totals("2026-11", {"E1": 92, "E2": 85}, scheme=SCHEME)
    outcome = paid(
        PLAN, people(2), marks, settings=MINE, facts={"E1": {"sales": 1000}}, incidents=[("E2", 3, "address_refund")],
        cells={("E2", "sales"): "F6"},
    )  # fmt: skip
    assert [line for line in amounts(outcome) if line[0] == "E2"] == [("E2", "address_refund", D("-100.00"))]
    assert held(outcome) == {
        ("E2", "commission"): "“个人销售额（元）”空白",
        ("E2", "team_part"): "等待“销售提成”",
        ("E2", "double_first"): "“个人销售额（元）”空白",
        ("E2", "double_first_running"): "等待“金牌客服奖励”",
    }
    assert codes(outcome) == [("plan-fact-blank", "E2"), ("plan-compared-incomplete", None)]
    blank, compared = outcome.problems
    assert (blank.file, blank.sheet, blank.cell, text_of(blank.expected)) == (
        "facts.xlsx",
        "人员",
        "F6",
        "个人销售额（元）",
    )
    assert (text_of(compared.found), compared.severity) == ("名E2", "warning")
    assert text_of(compared.expected) == "提成的个人与团队部分, 金牌客服奖励"


def test_a_person_who_is_not_in_the_facts_workbook_is_told_so() -> None:
    outcome = paid(PLAN, people(1), totals("2026-11", {"E1": 92}, scheme=SCHEME), settings=MINE)
    assert codes(outcome) == [("plan-fact-nowhere", "E1")]
    assert amounts(outcome) == []


def test_nobody_is_paid_commission_without_a_result() -> None:
    marks = totals("2026-11", {"E1": 92}, scheme=SCHEME)
    outcome = paid(PLAN, people(2), marks, settings=MINE, facts={"E1": {"sales": 1}, "E2": {"sales": 9}})
    assert codes(outcome) == [("plan-no-result", "E2"), ("plan-compared-incomplete", None)]
    assert held(outcome)["E2", "commission"] == "2026-11 没有“presales-weighted”的有效成绩"
    assert sums(outcome, "double_first") == {"E1": D("300.00")}, "the sales of whoever has no result do not count"


def test_whoever_is_on_approved_leave_is_passed_over_with_a_note() -> None:
    marks = totals("2026-11", {"E1": 92}, scheme=SCHEME)
    outcome = paid(PLAN, people(2), marks, settings=MINE, facts={"E1": {"sales": 1}}, leave=["E2"])
    assert codes(outcome) == [("plan-on-leave", "E2")]
    assert outcome.problems[0].severity == "note"
    assert held(outcome)["E2", "commission"] == "经批准休假"


def test_without_the_scheme_what_rests_on_results_waits_and_the_rest_is_computed() -> None:
    outcome = paid(
        PLAN, people(1), settings={"team_target": 80}, facts={"E1": {"sales": 1000}},
        incidents=[("E1", 2, "address_refund")],
    )  # fmt: skip
    assert amounts(outcome) == [("E1", "address_refund", D("-100.00"))]
    assert set(held(outcome)) == {
        ("E1", "commission"), ("E1", "team_part"), ("E1", "double_first"), ("E1", "double_first_running"),
    }  # fmt: skip
    assert {p.code for p in outcome.problems} >= {"plan-setting-nowhere"}
    assert {text_of(p.found) for p in outcome.problems if p.code == "plan-setting-nowhere"} == {
        "flagship-store-pay.scheme"
    }


# --- first in sales and in score


def firsts(marks: dict[str, float], sales: dict[str, int], **more: Any) -> dict[str, Decimal]:
    facts = {number: {"sales": amount} for number, amount in sales.items()}
    scores = totals("2026-11", marks, scheme=SCHEME)
    return sums(paid(PLAN, people(len(marks)), scores, settings=MINE, facts=facts, **more), "double_first")


def test_the_award_goes_to_whoever_is_first_in_both() -> None:
    assert firsts({"E1": 95, "E2": 94}, {"E1": 200, "E2": 100}) == {"E1": D("300.00")}


def test_nobody_gets_it_when_two_people_share_the_firsts() -> None:
    assert firsts({"E1": 95, "E2": 94}, {"E1": 100, "E2": 200}) == {}


@pytest.mark.parametrize(("total", "given"), [(80, {}), (80.01, {"E1": D("300.00")})])
def test_the_score_has_to_be_above_80(total: float, given: dict[str, Decimal]) -> None:
    assert firsts({"E1": total}, {"E1": 1}) == given


def test_whoever_ties_in_both_has_it_too() -> None:
    assert firsts({"E1": 95, "E2": 95, "E3": 90}, {"E1": 7, "E2": 7, "E3": 1}) == {
        "E1": D("300.00"), "E2": D("300.00"),
    }  # fmt: skip


def test_the_best_is_the_best_of_the_team_whose_mean_decides_the_rest() -> None:
    """The source says 团队 of both: the mean of all its agents, and the highest sales and score of all of it."""
    # 一部: E1 has the higher sales (900) and the higher score (95). 二部: E3 likewise (500, 91), though E1 has more
    # of both; E4 is second in both. 三部: E5 leads in sales and E6 in the score, so nobody is first in both.
    team = [
        member("E1"), member("E2"), member("E3", "二部"), member("E4", "二部"), member("E5", "三部"),
        member("E6", "三部"),
    ]  # fmt: skip
    marks = {"E1": 95, "E2": 94, "E3": 91, "E4": 90, "E5": 85, "E6": 86}
    sales = {"E1": 900, "E2": 800, "E3": 500, "E4": 400, "E5": 700, "E6": 600}
    outcome = paid(
        PLAN, team, totals("2026-11", marks, scheme=SCHEME), settings=MINE,
        facts={number: {"sales": amount} for number, amount in sales.items()},
    )  # fmt: skip
    assert sums(outcome, "double_first") == {"E1": D("300.00"), "E3": D("300.00")}


def test_the_best_of_a_team_needs_more_than_80_all_the_same() -> None:
    team = [member("E1"), member("E2", "二部")]
    outcome = paid(
        PLAN, team, totals("2026-11", {"E1": 80, "E2": 80.01}, scheme=SCHEME), settings=MINE,
        facts={"E1": {"sales": 9}, "E2": {"sales": 1}},
    )  # fmt: skip
    assert sums(outcome, "double_first") == {"E2": D("300.00")}


def running(
    months: int, *, awarded: int, leave: tuple[str, ...] = (), gap: tuple[str, ...] = (),
    also: Sequence[tuple[str, Line]] = (),
) -> PlanOutcome:  # fmt: skip
    """Return November for the first of all, with ``awarded`` months recorded before it."""
    names = [f"2026-{n:02d}" for n in range(11, 0, -1)] + [f"2025-{n:02d}" for n in range(12, 0, -1)]
    past: list[tuple[str, Line]] = [
        (name, recorded(PLAN, "E1", "double_first", "300.00"))
        for name in [n for n in names[1:] if n not in leave][:awarded]
    ] + list(also)
    there = [name for name in names if name not in leave and name not in gap][:months]
    return paid(
        PLAN, people(1), [score("E1", name, 95, scheme=SCHEME) for name in there], past=past, settings=MINE,
        facts={"E1": {"sales": 1}}, months={name: Month(leave=["E1"]) for name in leave},
    )  # fmt: skip


def test_three_months_running_bring_1000_more() -> None:
    outcome = running(3, awarded=2)
    assert amounts(outcome, "double_first", "double_first_running") == [
        ("E1", "double_first", D("300.00")),
        ("E1", "double_first_running", D("1000.00")),
    ]
    told = why(outcome, "E1", "double_first_running")
    assert "3 期" in told
    assert all(name in told for name in ("2026-11", "2026-10", "2026-09"))


@pytest.mark.parametrize("awarded", [0, 1, 3, 4, 6])
def test_between_the_threes_there_is_none(awarded: int) -> None:
    assert sums(running(12, awarded=awarded), "double_first_running") == {}


@pytest.mark.parametrize("awarded", [2, 5, 8])
def test_every_third_month_brings_it_again(awarded: int) -> None:
    assert sums(running(12, awarded=awarded), "double_first_running") == {"E1": D("1000.00")}


def test_a_run_whose_sum_was_not_paid_when_it_was_complete_is_told() -> None:
    """October's pay was computed while September was not yet mended: then there were but two months running."""
    outcome = running(12, awarded=3)
    (told,) = [p for p in outcome.problems if p.code == "pay-run-not-paid"]
    assert (told.severity, told.employee_id, text_of(told.found)) == ("warning", "E1", "2026-10")
    paid_then = [("2026-10", recorded(PLAN, "E1", "double_first_running", "1000.00", running=3))]
    assert "pay-run-not-paid" not in {code for code, _who in codes(running(12, awarded=3, also=paid_then))}
    for awarded in (0, 1, 2, 5):
        assert "pay-run-not-paid" not in {code for code, _who in codes(running(12, awarded=awarded))}


def test_a_month_without_a_result_breaks_the_run() -> None:
    assert sums(running(3, awarded=3, gap=("2026-10",)), "double_first_running") == {}


def test_a_month_on_approved_leave_is_passed_over() -> None:
    assert sums(running(3, awarded=2, leave=("2026-10",)), "double_first_running") == {"E1": D("1000.00")}


def test_a_month_in_which_the_award_was_not_given_breaks_the_run() -> None:
    past = [(name, recorded(PLAN, "E1", "double_first", "300.00")) for name in ("2026-09", "2026-08")]
    scores = [score("E1", f"2026-{n:02d}", 95, scheme=SCHEME) for n in (8, 9, 10, 11)]
    outcome = paid(PLAN, people(1), scores, past=past, settings=MINE, facts={"E1": {"sales": 1}})
    assert sums(outcome, "double_first_running") == {}


# --- refunds and costs


def test_three_customers_made_to_refund_and_order_again_cost_300() -> None:
    # 来源 000 的惩罚部分第 1 条：一次 100 元，3 次 = −300；不管是顾客提出还是客服引导
    outcome = alone(50, 0, incidents=[("E1", 3, "address_refund"), ("E1", 9, "address_refund", 2)])
    assert sums(outcome, "address_refund") == {"E1": D("-300.00")}
    assert why(outcome, "E1", "address_refund") == "让顾客退款重拍扣款：3 次：3 × 100"


def test_refunds_are_fined_without_a_limit() -> None:
    events = [("E1", day, "address_refund", 10) for day in range(1, 6)]  # 5 × 10 = 50; 50 × 100 = 5,000
    assert sums(alone(50, 0, incidents=events), "address_refund") == {"E1": D("-5000.00")}


def test_a_wrong_note_is_borne_half_and_half_and_a_special_order_30_to_70() -> None:
    # 100.01 × 0.5 = 50.005 → 50.01, the rest 50.00; 200 × 0.3 = 60, the rest 140
    events = [("E1", 2, "wrong_note", "100.01"), ("E1", 3, "special_order", "120"), ("E1", 9, "special_order", "80")]
    outcome = alone(50, 0, incidents=events, roster=[member("E9", name="李主管")])
    assert amounts(outcome, "wrong_note", "special_order") == [
        ("E1", "wrong_note", D("-50.01")),
        ("E9", "wrong_note", D("-50.00")),
        ("E1", "special_order", D("-60.00")),
        ("E9", "special_order", D("-140.00")),
    ]
    assert why(outcome, "E1", "special_order") == "特殊要求订单损失分担：损失 200.00 元，本人承担 30%"
    assert "70%" in why(outcome, "E9", "special_order")
    assert "名E1" in why(outcome, "E9", "special_order")


def test_the_part_of_a_supervisor_waits_while_the_employee_is_held_back() -> None:
    made = case(
        PLAN, [], settings=MINE, incidents=[("E1", 2, "wrong_note", "100.01")], roster=[member("E9", name="李主管")]
    )
    made.held = (member("E1"),)
    outcome = engine.pay(made)
    assert amounts(outcome, "wrong_note") == []
    assert held(outcome)["E9", "wrong_note.supervisor"] == "50.00 元暂缓，因为名E1暂缓"
    made.withheld.clear()
    made.doubtful = frozenset({"E1"})  # the plan may not be theirs at all
    assert held(engine.pay(made)) == {}


def test_a_supervisor_who_is_held_back_bears_nothing_yet() -> None:
    made = case(
        PLAN, people(1), settings=MINE, incidents=[("E1", 2, "wrong_note", "100.01")],
        roster=[member("E9", name="李主管")],
    )  # fmt: skip
    made.barred = frozenset({"E9"})
    outcome = engine.pay(made)
    assert amounts(outcome, "wrong_note") == [("E1", "wrong_note", D("-50.01"))]
    assert held(outcome)["E9", "wrong_note.supervisor"] == "50.00 元暂缓，因为李主管暂缓"


def test_the_part_of_a_supervisor_who_is_not_in_the_roster_is_withheld_by_name() -> None:
    outcome = alone(50, 0, incidents=[("E1", 2, "wrong_note", "100")])
    assert amounts(outcome, "wrong_note") == [("E1", "wrong_note", D("-50.00"))]
    assert "李主管" in held(outcome)["E1", "wrong_note.supervisor"]
    assert "50.00" in held(outcome)["E1", "wrong_note.supervisor"]


def test_the_plan_pays_by_the_month_only() -> None:
    quarter = case(PLAN, people(1), settings=MINE, period="2026-Q4")
    assert engine.pay(quarter).lines == []
