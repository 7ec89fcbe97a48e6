"""bonus-pool: the pool by scores, guarantee, tiers, the best running, fails and warnings running."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from tests.conftest import text_of
from tests.outcomes.cases import (
    D,
    Month,
    amounts,
    codes,
    held,
    member,
    moves,
    only,
    paid,
    people,
    proposed,
    recorded,
    score,
    sums,
    totals,
    why,
)
from xlsappraise.plans.engine import PlanOutcome
from xlsappraise.plans.lines import Line

PLAN, SCHEME = "bonus-pool", "composite-bonus-pool"
LONG_AGO = date(2020, 1, 1)
TIERS = [(0, "0.01"), (10000, "0.02"), (30000, "0.03")]


def shared(marks: Mapping[str, float], pool: Any = 10000, **more: Any) -> PlanOutcome:
    who = more.pop("who", [member(number, hired=LONG_AGO) for number in marks])
    settings = more.pop("settings", {}) | ({} if pool is None else {"pool": pool})
    return paid(PLAN, who, totals("2026-11", marks, scheme=SCHEME), settings=settings, **more)


# --- the pool


def test_the_example_of_the_issue_adds_up_to_the_pool() -> None:
    # 10,000 ÷ 230 = 43.47826…: × 95 = 4,130.4347…, × 80 = 3,478.2608…, × 55 = 2,391.3043…
    # Rounded down they are 4,130.43 + 3,478.26 + 2,391.30 = 9,999.99;
    # the cent goes to E1, whose remainder is the largest.
    outcome = shared({"E1": 95, "E2": 80, "E3": 55})
    assert amounts(outcome) == [
        ("E1", "bonus", D("4130.44")),
        ("E2", "bonus", D("3478.26")),
        ("E3", "bonus", D("2391.30")),
        ("E1", "guarantee", D("0.00")),
        ("E2", "guarantee", D("0.00")),
        ("E3", "guarantee", D("108.70")),  # 2,500 in the seventh year − 2,391.30
        ("E3", "below_pass", D("-100.00")),
    ]
    assert sum(sums(outcome, "bonus").values()) == D("10000.00")
    assert why(outcome, "E1", "bonus") == "10,000.00 ÷ 230 × 95"
    assert (held(outcome), codes(outcome)) == ({}, [])


def test_whoever_is_on_probation_has_no_share_and_stands_out_of_the_divisor() -> None:
    who = [member("E1", hired=LONG_AGO), member("E2", hired=LONG_AGO), member("E3", hired=LONG_AGO, status="试用")]
    outcome = shared({"E1": 95, "E2": 80, "E3": 90}, who=who)
    # 10,000 ÷ 175 × 95 = 5,428.5714…, × 80 = 4,571.4285…: the cent goes to E2 (0.85 against 0.14)
    assert sums(outcome, "bonus") == {"E1": D("5428.57"), "E2": D("4571.43")}
    assert held(outcome) == {("E3", "bonus"): "试用期不参加奖金池分配"}
    assert sums(outcome, "guarantee")["E3"] == D("1600.00")
    assert why(outcome, "E3", "guarantee") == "保底 1600 元（试用期），已得 0.00 元"


@pytest.mark.parametrize(("total", "less"), [(60, {}), (59.99, {"E1": D("-100.00")})])
def test_100_less_below_60(total: float, less: dict[str, Decimal]) -> None:
    outcome = shared({"E1": total})
    assert sums(outcome, "bonus") == {"E1": D("10000.00")}
    assert sums(outcome, "below_pass") == less


def test_a_pool_that_is_not_set_is_named_with_its_cell_and_not_guessed() -> None:
    outcome = shared({"E1": 95, "E2": 50}, pool=None, cells={("", "pool"): "C9"})
    assert amounts(outcome) == [("E2", "below_pass", D("-100.00"))]
    assert held(outcome) == {
        ("E1", "bonus"): "设置“本月奖金池（元）”未设定",
        ("E2", "bonus"): "设置“本月奖金池（元）”未设定",
        ("E1", "guarantee"): "等待“奖金池分配”",
        ("E2", "guarantee"): "等待“奖金池分配”",
    }
    (wrong,) = outcome.problems
    assert (wrong.code, text_of(wrong.found), wrong.cell) == ("plan-setting-not-set", "bonus-pool.pool", "C9")


@pytest.mark.parametrize("pool", [1000, 0])
def test_a_pool_over_scores_of_0_is_not_shared(pool: int) -> None:
    outcome = shared({"E1": 0, "E2": 0}, pool=pool)
    assert sums(outcome, "bonus") == {}
    assert held(outcome)["E1", "bonus"] == "得分全部为 0，奖金池无法分配"


def test_a_pool_of_0_gives_everybody_0() -> None:
    assert sums(shared({"E1": 95, "E2": 80}, pool=0), "bonus") == {"E1": D("0.00"), "E2": D("0.00")}


def test_who_has_no_result_is_held_back_and_the_others_are_told() -> None:
    outcome = shared({"E1": 95}, who=[member(n, hired=LONG_AGO) for n in ("E1", "E2")])
    assert sums(outcome, "bonus") == {"E1": D("10000.00")}
    assert set(held(outcome)) == {("E2", "bonus"), ("E2", "guarantee"), ("E2", "below_pass")}
    assert codes(outcome) == [("plan-no-result", "E2"), ("plan-compared-incomplete", None)]


# --- guarantee


@pytest.mark.parametrize(
    ("hired", "sure"),
    [
        (date(2026, 11, 1), "2000.00"),
        (date(2025, 12, 1), "2000.00"),  # November is the twelfth month of the first year
        (date(2025, 11, 30), "2200.00"),  # the second year began on 30 November
        (date(2025, 11, 1), "2200.00"),
        (date(2024, 12, 1), "2200.00"),
        (date(2024, 11, 15), "2500.00"),
        (date(2020, 1, 1), "2500.00"),
    ],
)
def test_the_guarantee_goes_by_the_year_of_service(hired: date, sure: str) -> None:
    outcome = shared({"E1": 80}, pool=0, who=[member("E1", hired=hired)])
    assert sums(outcome, "guarantee") == {"E1": D(sure)}


def test_the_guarantee_tops_up_what_pool_and_tiers_bring_and_fines_come_off_after_it() -> None:
    # bonus 1,000; 5,000 × 1 % = 50; 2,500 − 1,050 = 1,450; then −100
    outcome = shared(
        {"E1": 50}, pool=1000, settings={"tiers_one": TIERS}, facts={"E1": {"sales_one": 5000}},
    )  # fmt: skip
    assert amounts(outcome) == [
        ("E1", "bonus", D("1000.00")),
        ("E1", "commission_one", D("50.00")),
        ("E1", "guarantee", D("1450.00")),
        ("E1", "below_pass", D("-100.00")),
    ]
    assert why(outcome, "E1", "guarantee") == "保底 2500 元（入职第 7 年），已得 1,050.00 元"


def test_without_the_day_of_joining_the_guarantee_waits() -> None:
    outcome = shared({"E1": 80}, who=people(1))
    assert sums(outcome, "bonus") == {"E1": D("10000.00")}
    assert set(held(outcome)) == {("E1", "guarantee")}
    assert codes(outcome) == [("roster-hired-needed", "E1")]


# --- tiers


@pytest.mark.parametrize(
    ("sales", "amount", "told"),
    [
        (10000, "100.00", "10000 × 10‰"),
        (10001, "100.02", "10000 × 10‰ + 1 × 20‰"),
        (30000, "500.00", "10000 × 10‰ + 20000 × 20‰"),  # 100 + 400
        (45000, "950.00", "10000 × 10‰ + 20000 × 20‰ + 15000 × 30‰"),  # 100 + 400 + 450
        (0, "0.00", "0"),
    ],
)
def test_each_stage_is_paid_at_its_own_rate(sales: int, amount: str, told: str) -> None:
    both = {"sales_one": sales, "sales_two": sales}
    outcome = shared({"E1": 80}, settings={"tiers_one": TIERS, "tiers_two": [(0, "0.5")]}, facts={"E1": both})
    assert sums(outcome, "commission_one") == {"E1": D(amount)}
    assert why(outcome, "E1", "commission_one") == f"分级提成一：{told}"
    assert sums(outcome, "commission_two") == {"E1": D(sales) / 2}


def test_a_table_is_asked_for_only_where_somebody_has_sales() -> None:
    outcome = shared({"E1": 80, "E2": 80}, facts={"E2": {"sales_two": 100}})
    assert held(outcome) == {
        ("E2", "commission_two"): "设置“提成分级表二”未设定",
        ("E2", "guarantee"): "等待“分级提成二”",
    }
    assert [(p.code, text_of(p.found)) for p in outcome.problems] == [("plan-setting-nowhere", "bonus-pool.tiers_two")]
    assert set(sums(outcome, "guarantee")) == {"E1"}


SET = {"tiers_one": TIERS}


def test_blank_sales_wait_where_the_table_is_set_and_so_does_the_guarantee() -> None:
    outcome = shared(
        {"E1": 80, "E2": 80, "E3": 0}, settings=SET, facts={"E1": {"sales_one": 10000}, "E3": {"sales_one": 0}},
        cells={("E2", "sales_one"): "G5"},
    )  # fmt: skip
    assert sums(outcome, "commission_one") == {"E1": D("100.00"), "E3": D("0.00")}
    assert set(sums(outcome, "guarantee")) == {"E1", "E3"}
    assert held(outcome) == {
        ("E2", "commission_one"): "“按分级表一计算的销售额（元）”空白",
        ("E2", "guarantee"): "等待“分级提成一”",
    }
    assert [(p.code, p.employee_id, p.cell) for p in outcome.problems] == [("plan-fact-blank", "E2", "G5")]
    assert sums(outcome, "bonus")["E2"] == D("5000.00")


def test_blank_sales_wait_while_the_table_cannot_be_used() -> None:
    outcome = shared({"E1": 80}, broken=["tiers_one"])
    assert held(outcome) == {
        ("E1", "commission_one"): "设置“提成分级表一”填写有误，不能使用",
        ("E1", "guarantee"): "等待“分级提成一”",
    }
    assert codes(outcome) == []  # said by the facts


def test_blank_sales_of_a_month_on_leave_are_no_mistake() -> None:
    outcome = shared({"E1": 80}, settings=SET, leave=["E1"])
    assert ("E1", "commission_one") not in held(outcome)
    assert codes(outcome) == [("plan-paid-on-leave", "E1")]  # as there is a result


# --- the best running


def best(
    running: Sequence[str], until: str = "2026-11", past: Sequence[tuple[str, Line]] = (), **more: Any
) -> PlanOutcome:
    scores = [score("E1", month, 95, 1, 2, scheme=SCHEME) for month in running]
    return paid(
        PLAN, [member("E1", hired=LONG_AGO)], scores, period=until, settings={"pool": 0}, past=past, **more
    )  # fmt: skip


def last(count: int, *, before: tuple[int, int] = (2026, 11)) -> list[str]:
    """Return the last ``count`` months, the newest first."""
    year, month = before
    found = [year * 12 + month - 1 - n for n in range(count)]
    return [f"{n // 12}-{n % 12 + 1:02d}" for n in found]


@pytest.mark.parametrize(
    ("count", "amount"),
    [(1, None), (2, None), (3, 100), (4, None), (5, None), (6, 200), (7, None), (9, 300), (12, 400)],
)
def test_each_further_three_months_bring_100_more(count: int, amount: int | None) -> None:
    outcome = best(last(count))
    assert sums(outcome, "best_running") == ({} if amount is None else {"E1": D(amount)})
    assert [line.title for line in outcome.lines if line.rule == "best_running"] == (
        [] if amount is None else ["部门优秀员工"]
    )


def test_a_gap_breaks_the_run_and_approved_leave_does_not() -> None:
    months = last(4)
    del months[1]  # 2026-10
    assert sums(best(months), "best_running") == {}
    assert sums(best(months, months={"2026-10": Month(leave=["E1"])}), "best_running") == {"E1": D("100.00")}


def test_a_month_in_second_place_breaks_the_run() -> None:
    scores = [score("E1", month, 95, rank, 2, scheme=SCHEME) for month, rank in zip(last(3), (1, 2, 1), strict=True)]
    outcome = paid(PLAN, [member("E1", hired=LONG_AGO)], scores, settings={"pool": 0})
    assert sums(outcome, "best_running") == {}


def test_nothing_is_paid_for_a_run_in_a_month_on_leave() -> None:
    outcome = best(last(3, before=(2026, 10)), leave=["E1"])
    assert sums(outcome, "best_running") == {}


@pytest.mark.parametrize(("since", "amount"), [(1, None), (2, None), (3, 900)])
def test_a_run_longer_than_what_is_looked_at_is_counted_from_its_last_award(since: int, amount: int | None) -> None:
    # 24 months are looked at. The award for 24 months running was recorded ``since`` months ago.
    past = [(last(30)[since], recorded(PLAN, "E1", "best_running", "800.00", running=24))]
    outcome = best(last(30), past=past)
    assert sums(outcome, "best_running") == ({} if amount is None else {"E1": D(amount)})


# --- dismissal list


def marked(marks: Mapping[str, float], **more: Any) -> PlanOutcome:
    scores = [score("E1", month, total, scheme=SCHEME, grade="差") for month, total in marks.items()]
    return proposed(PLAN, people(1), scores, **more)


def test_two_fails_running_put_a_person_on_the_dismissal_list() -> None:
    outcome = marked({"2026-11": 59.99, "2026-10": 40, "2026-09": 80})
    assert moves(outcome) == [("E1", "fails", "dismiss", "", "列入辞退名单")]
    assert only(outcome).evidence == (
        "连续两次不及格：已连续 2 期",
        "2026-11：总分 59.99，差，第 1 名（共 1 人）",
        "2026-10：总分 40.00，差，第 1 名（共 1 人）",
    )


def test_one_fail_or_two_with_a_pass_or_a_gap_between_do_not() -> None:
    assert moves(marked({"2026-11": 59, "2026-10": 60})) == []
    assert moves(marked({"2026-11": 59, "2026-10": 60, "2026-09": 59})) == []
    assert moves(marked({"2026-11": 59, "2026-09": 59})) == []


def warned(*months: str) -> PlanOutcome:
    scores = dict.fromkeys(last(4), 80.0)
    there = {month: Month(incidents=[("E1", 5, "warning")]) for month in months if month != "2026-11"}
    now = [("E1", 6, "warning"), ("E1", 7, "warning")] if "2026-11" in months else []
    return marked(scores, incidents=now, months=there)


def test_three_months_with_a_warning_running_do() -> None:
    outcome = warned("2026-11", "2026-10", "2026-09")
    assert moves(outcome) == [("E1", "warnings", "dismiss", "", "列入辞退名单")]
    assert only(outcome).evidence[1:] == (
        "2026-11：总分 80.00，差，第 1 名（共 1 人）；2026-11-06 警告、2026-11-07 警告",
        "2026-10：总分 80.00，差，第 1 名（共 1 人）；2026-10-05 警告",
        "2026-09：总分 80.00，差，第 1 名（共 1 人）；2026-09-05 警告",
    )


def test_two_months_with_warnings_do_not() -> None:
    assert moves(warned("2026-11", "2026-10")) == []
    assert moves(warned("2026-11", "2026-10", "2026-08")) == []
