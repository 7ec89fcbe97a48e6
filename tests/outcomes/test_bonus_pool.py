"""bonus-pool: base pay, the pool by scores, the guarantee of the year, the best, fails and warnings in a row."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from tests.conftest import text_of
from tests.outcomes.cases import (
    D,
    Month,
    amounts,
    case,
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
from xlsappraise.plans import engine
from xlsappraise.plans.engine import PlanOutcome
from xlsappraise.plans.lines import Line
from xlsappraise.roster import Employee

PLAN, SCHEME = "bonus-pool", "composite-bonus-pool"
LONG_AGO = date(2020, 1, 1)
TIERS = [(0, "0.01"), (100000, "0.02"), (300000, "0.03")]
BASES = {"base_junior": 1800, "base_middle": 2100, "base_senior": 2400, "base_expert": 3000}
MADE = {"tiers": TIERS, "agents_share": D("0.6")}
"""The settings with which each department's pool is computed"""


def agent(number: str, department: str = "一部", **facts: Any) -> Employee:
    return member(number, department, **{"hired": LONG_AGO, "level": "初级", **facts})


def shared(marks: Mapping[str, float], pool: Any = 10000, **more: Any) -> PlanOutcome:
    who = more.pop("who", [agent(number) for number in marks])
    settings = BASES | more.pop("settings", {}) | ({} if pool is None else {"pool": pool})
    return paid(PLAN, who, totals("2026-11", marks, scheme=SCHEME), settings=settings, **more)


# --- base pay by title


def test_base_pay_goes_by_title_and_is_a_setting_of_each() -> None:
    levels = {"E1": "初级", "E2": "中级", "E3": "高级", "E4": "资深"}
    outcome = shared(dict.fromkeys(levels, 80), who=[agent(n, level=level) for n, level in levels.items()])
    assert sums(outcome, "base") == {"E1": D(1800), "E2": D(2100), "E3": D(2400), "E4": D(3000)}


def test_a_base_pay_that_is_not_set_is_named_and_what_rests_on_it_waits() -> None:
    outcome = paid(
        PLAN, [agent("E1"), agent("E2", level="中级")], totals("2026-11", {"E1": 80, "E2": 80}, scheme=SCHEME),
        settings={"pool": 1000, "base_junior": 1800}, cells={("", "base_middle"): "C7"},
    )  # fmt: skip
    assert sums(outcome, "base") == {"E1": D("1800.00")}
    assert sums(outcome, "bonus") == {"E1": D("500.00"), "E2": D("500.00")}
    assert held(outcome) == {
        ("E2", "base"): "设置“中级客服基本工资（元）”未设定",
        ("E2", "guarantee"): "等待“基本工资”",
    }
    unset = [p for p in outcome.problems if p.code == "plan-setting-not-set"]
    assert [(p.cell, text_of(p.found)) for p in unset] == [("C7", "bonus-pool.base_middle")]


# --- the pool


def test_the_example_of_the_issue_adds_up_to_the_pool() -> None:
    # 10,000 ÷ 230 = 43.47826…: × 95 = 4,130.4347…, × 80 = 3,478.2608…, × 55 = 2,391.3043…
    # Rounded down they are 4,130.43 + 3,478.26 + 2,391.30 = 9,999.99;
    # the cent goes to E1, whose remainder is the largest.
    outcome = shared({"E1": 95, "E2": 80, "E3": 55})
    assert amounts(outcome) == [
        ("E1", "base", D("1800.00")),
        ("E2", "base", D("1800.00")),
        ("E3", "base", D("1800.00")),
        ("E1", "bonus", D("4130.44")),
        ("E2", "bonus", D("3478.26")),
        ("E3", "bonus", D("2391.30")),
        ("E1", "guarantee", D("0.00")),
        ("E2", "guarantee", D("0.00")),
        ("E3", "guarantee", D("0.00")),
        ("E3", "below_pass", D("-100.00")),
    ]
    assert sum(sums(outcome, "bonus").values()) == D("10000.00")
    assert why(outcome, "E1", "bonus") == "10,000.00 ÷ 230 × 95"
    assert held(outcome) == {}


def test_the_department_s_sales_make_the_pool_of_its_agents() -> None:
    # 一部: 100,000 × 1 % + 200,000 × 2 % + 50,000 × 3 % = 1,000 + 4,000 + 1,500 = 6,500; × 60 % = 3,900;
    #   E1: 3,900 ÷ (95 + 100) × 95 = 20 × 95 = 1,900; E2: 20 × 100 = 2,000
    # 二部: 100,000 × 1 % = 1,000; × 60 % = 600, all of it to E3
    who = [agent("E1"), agent("E2"), agent("E3", "二部")]
    outcome = shared(
        {"E1": 95, "E2": 100, "E3": 70}, pool=None, who=who, settings=MADE,
        departments={"一部": {"sales": 350000}, "二部": {"sales": 100000}},
    )  # fmt: skip
    assert sums(outcome, "bonus") == {"E1": D("1900.00"), "E2": D("2000.00"), "E3": D("600.00")}
    assert why(outcome, "E1", "bonus") == (
        "一部绩效提成 100000 × 10‰ + 200000 × 20‰ + 50000 × 30‰ = 6500，其中客服应得 60%：3,900.00；3,900.00 ÷ 195 × 95"
    )
    (line,) = [n for n in outcome.lines if (n.employee_id, n.rule) == ("E3", "bonus")]
    assert line.inputs == {
        "pool": D(600), "score": D(70), "sum_of_scores": D(70), "department_sales": D(100000),
        "department_commission": D(1000), "agents_share": D("0.6"),
    }  # fmt: skip


def test_a_pool_that_is_entered_counts_before_the_tiers_and_for_everybody() -> None:
    who = [agent("E1"), agent("E2", "二部")]
    outcome = shared({"E1": 60, "E2": 40}, who=who, settings=MADE, departments={"一部": {"sales": 1}})
    assert sums(outcome, "bonus") == {"E1": D("6000.00"), "E2": D("4000.00")}


def test_nobody_s_own_sales_have_a_tier() -> None:
    plan = case(PLAN, []).plan
    assert [(fact.id, fact.scope) for fact in plan.facts] == [("sales", "department")]
    assert not [rule.id for rule in case(PLAN, []).rules if rule.kind == "tiers"]  # type: ignore[attr-defined]


def test_scores_with_additions_and_deductions_share_the_pool() -> None:
    # 110 points are 100 and 10 added: 2,000 ÷ 200 × 110 = 1,100, × 90 = 900
    assert sums(shared({"E1": 110, "E2": 90}, pool=2000), "bonus") == {"E1": D(1100), "E2": D(900)}


def test_blank_sales_of_a_department_withhold_its_pool_and_are_named_once_with_the_cell() -> None:
    who = [agent("E1"), agent("E2"), agent("E3", "二部")]
    outcome = shared(
        {"E1": 95, "E2": 100, "E3": 70}, pool=None, who=who, settings=MADE,
        departments={"二部": {"sales": 100000}}, department_cells={("一部", "sales"): "C4"},
    )  # fmt: skip
    assert sums(outcome, "bonus") == {"E3": D("600.00")}
    assert held(outcome) == {
        ("E1", "bonus"): "一部的“部门业绩（元）”空白",
        ("E2", "bonus"): "一部的“部门业绩（元）”空白",
        ("E1", "guarantee"): "等待“绩效奖金”",
        ("E2", "guarantee"): "等待“绩效奖金”",
    }
    blanks = [p for p in outcome.problems if p.code == "plan-department-blank"]
    assert [(p.sheet, p.cell, text_of(p.facts["department"])) for p in blanks] == [("店铺和部门", "C4", "一部")]


@pytest.mark.parametrize(
    ("settings", "missing"),
    [
        ({}, ["pool", "tiers", "agents_share"]),
        ({"tiers": TIERS}, ["agents_share"]),
        ({"agents_share": D("0.6")}, ["tiers"]),
    ],
)
def test_what_is_not_set_for_a_pool_is_named_together(settings: dict[str, Any], missing: list[str]) -> None:
    outcome = shared({"E1": 80}, pool=None, settings=settings, departments={"一部": {"sales": 1}})
    assert [text_of(p.found) for p in outcome.problems if p.code == "plan-setting-nowhere"] == [
        f"bonus-pool.{key}" for key in missing
    ]
    assert set(held(outcome)) == {("E1", "bonus"), ("E1", "guarantee")}


def test_an_entered_pool_that_cannot_be_used_is_not_replaced_by_a_computed_one() -> None:
    outcome = shared({"E1": 80}, pool=None, settings=MADE, departments={"一部": {"sales": 1}}, broken=["pool"])
    assert held(outcome)["E1", "bonus"] == "设置“本月奖金池（元）”填写有误，不能使用"


def test_people_held_back_keep_their_share_of_their_own_department_s_pool() -> None:
    # 一部: 1,000 × 60 % = 600; E1 has 80 of 80 + 40 = 120: 400. The 100 of 二部 are no part of it.
    marks = totals("2026-11", {"E1": 80, "E2": 40, "E3": 100}, scheme=SCHEME)
    made = case(
        PLAN, [agent("E1")], marks, settings=BASES | MADE, departments={"一部": {"sales": 100000}}
    )  # fmt: skip
    made.held = made.absent = (agent("E2"), agent("E3", "二部"))
    assert sums(engine.pay(made), "bonus") == {"E1": D("400.00")}


def test_whoever_is_on_probation_has_1600_and_no_share_and_stands_out_of_the_divisor() -> None:
    who = [agent("E1"), agent("E2"), agent("E3", status="试用", level="", hired=date(2026, 11, 1))]
    outcome = shared({"E1": 95, "E2": 80, "E3": 90}, who=who)
    # 10,000 ÷ 175 × 95 = 5,428.5714…, × 80 = 4,571.4285…: the cent goes to E2 (0.85 against 0.14)
    assert sums(outcome, "bonus") == {"E1": D("5428.57"), "E2": D("4571.43")}
    assert held(outcome) == {("E3", "bonus"): "试用期不参加奖金池分配"}
    assert sums(outcome, "base")["E3"] == D("1600.00")
    assert sums(outcome, "guarantee")["E3"] == D("0.00")
    assert why(outcome, "E3", "guarantee").startswith("保底 1600 元（试用期），已得 1,600.00 元")


def test_a_probation_month_without_a_result_is_paid_and_accounted() -> None:
    outcome = shared({}, who=[agent("E1", status="试用", hired=date(2026, 11, 1))])
    assert amounts(outcome) == [("E1", "base", D("1600.00")), ("E1", "guarantee", D("0.00"))]
    (line,) = [n for n in outcome.lines if n.rule == "guarantee"]
    assert (line.inputs["guaranteed"], line.inputs["due"]) == (1600, D("1600.00"))
    assert held(outcome)["E1", "bonus"] == "试用期不参加奖金池分配"


@pytest.mark.parametrize(("total", "less"), [(60, {}), (59.99, {"E1": D("-100.00")})])
def test_100_less_below_60(total: float, less: dict[str, Decimal]) -> None:
    outcome = shared({"E1": total})
    assert sums(outcome, "bonus") == {"E1": D("10000.00")}
    assert sums(outcome, "below_pass") == less


def test_a_pool_that_is_not_set_is_named_with_its_cell_and_not_guessed() -> None:
    outcome = shared({"E1": 95, "E2": 50}, pool=None, cells={("", "pool"): "C9"})
    assert amounts(outcome, "bonus", "below_pass") == [("E2", "below_pass", D("-100.00"))]
    assert held(outcome) == {
        ("E1", "bonus"): "设置“本月奖金池（元）”未设定",
        ("E2", "bonus"): "设置“本月奖金池（元）”未设定",
        ("E1", "guarantee"): "等待“绩效奖金”",
        ("E2", "guarantee"): "等待“绩效奖金”",
    }
    wrong = outcome.problems[0]
    assert (wrong.code, text_of(wrong.found), wrong.cell) == ("plan-setting-not-set", "bonus-pool.pool", "C9")


@pytest.mark.parametrize("pool", [1000, 0])
def test_a_pool_over_scores_of_0_is_not_shared(pool: int) -> None:
    outcome = shared({"E1": 0, "E2": 0}, pool=pool)
    assert sums(outcome, "bonus") == {}
    assert held(outcome)["E1", "bonus"] == "得分全部为 0，奖金池无法分配"


def test_a_pool_of_0_gives_everybody_0() -> None:
    assert sums(shared({"E1": 95, "E2": 80}, pool=0), "bonus") == {"E1": D("0.00"), "E2": D("0.00")}


def test_who_has_no_result_is_held_back_and_the_others_are_told() -> None:
    outcome = shared({"E1": 95}, who=[agent(n) for n in ("E1", "E2")])
    assert sums(outcome, "bonus") == {"E1": D("10000.00")}
    assert set(held(outcome)) == {("E2", "bonus"), ("E2", "guarantee"), ("E2", "below_pass")}
    assert ("plan-no-result", "E2") in codes(outcome)
    assert ("plan-compared-incomplete", None) in codes(outcome)


# --- guarantee, accounted over the year of service


def month_before(
    month: str, base: str, bonus: str, topped: str = "0.00", guaranteed: int = 2000, number: str = "E1"
) -> list[tuple[str, Line]]:
    """Return what ``pay`` recorded of an earlier month."""
    return [
        (month, recorded(PLAN, number, "base", base)),
        (month, recorded(PLAN, number, "bonus", bonus)),
        (month, recorded(PLAN, number, "guarantee", topped, guaranteed=guaranteed, earned=0.0, due=0.0, had=0.0)),
    ]


def month_paid(base: int, pool: int, past: Sequence[tuple[str, Line]] = (), **more: Any) -> PlanOutcome:
    """Return November of one agent who has the whole pool."""
    settings = {"base_junior": base} | more.pop("settings", {})
    who = [agent("E1", **{"hired": date(2026, 10, 1), **more.pop("person", {})})]
    return shared({"E1": 80}, pool=pool, who=who, settings=settings, past=past, **more)


def test_a_good_month_makes_up_for_a_bad_one() -> None:
    # First month: base 1,800 + bonus 600 = 2,400 ≥ 2,000: no top-up.
    first = month_paid(1800, 600, person={"hired": date(2026, 11, 1)})
    assert sums(first, "guarantee") == {"E1": D("0.00")}
    # Second: guaranteed 4,000 so far; 2,400 + 1,800 + 0 = 4,200: no top-up either.
    second = month_paid(1800, 0, month_before("2026-10", "1800.00", "600.00"))
    assert sums(second, "guarantee") == {"E1": D("0.00")}
    assert why(second, "E1", "guarantee") == (
        "保底 2000 元（入职第 1 年），已得 1,800.00 元；"
        "本入职年度累计 2 个月应保底 4,000.00，已得 4,200.00（其中以前补足 0.00）"
    )
    assert codes(second) == []


def test_month_by_month_the_bad_month_is_topped_up() -> None:
    # The same two months by the other reading: 2,000 − 1,800 = 200.
    past = month_before("2026-10", "1800.00", "600.00")
    outcome = month_paid(1800, 0, past, settings={"guarantee_span": "month"})
    assert sums(outcome, "guarantee") == {"E1": D("200.00")}


def test_earlier_top_ups_count_as_received() -> None:
    # October: 1,500 + 0, topped up by 500. November: due 4,000; 1,500 + 500 + 1,500 + 100 = 3,600; top-up 400.
    past = month_before("2026-10", "1500.00", "0.00", "500.00")
    outcome = month_paid(1500, 100, past)
    assert sums(outcome, "guarantee") == {"E1": D("400.00")}


def test_a_top_up_of_an_earlier_month_is_not_taken_back() -> None:
    # October: 1,500 topped up by 500. November: due 4,000; 1,500 + 500 + 1,500 + 2,000 = 5,500: 0, not −1,500.
    outcome = month_paid(1500, 2000, month_before("2026-10", "1500.00", "0.00", "500.00"))
    assert sums(outcome, "guarantee") == {"E1": D("0.00")}


def test_a_probation_month_counts_1600() -> None:
    # October on probation: 1,600 due and paid. November: due 3,600; 1,600 + 1,700 + 0 = 3,300; top-up 300.
    past = [
        ("2026-10", recorded(PLAN, "E1", "base", "1600.00")),
        ("2026-10", recorded(PLAN, "E1", "guarantee", "0.00", guaranteed=1600, earned=1600.0, due=1600.0, had=1600.0)),
    ]
    outcome = month_paid(1700, 0, past)
    assert sums(outcome, "guarantee") == {"E1": D("300.00")}


def test_the_account_begins_anew_with_each_year_of_service() -> None:
    # The second year begins in November: October's plenty does not count for it. 2,200 − 1,800 = 400.
    past = month_before("2026-10", "1800.00", "9000.00")
    outcome = month_paid(1800, 0, past, person={"hired": date(2025, 11, 1)})
    assert sums(outcome, "guarantee") == {"E1": D("400.00")}
    assert codes(outcome) == []


def test_an_earlier_month_that_was_not_recorded_is_named_and_the_known_ones_count() -> None:
    # Joined in September; nothing of September is recorded. October and November: due 4,000;
    # 1,800 + 0 + 200 (top-up) + 1,800 + 50 = 3,850; top-up 150.
    past = month_before("2026-10", "1800.00", "0.00", "200.00")
    outcome = month_paid(1800, 50, past, person={"hired": date(2026, 9, 1)})
    assert sums(outcome, "guarantee") == {"E1": D("150.00")}
    (gap,) = outcome.problems
    assert (gap.code, gap.severity, text_of(gap.found)) == ("pay-guarantee-gap", "warning", "2026-09")
    assert text_of(gap.facts["names"]) == "名E1"


def test_a_month_that_was_topped_up_by_itself_stays_out_of_the_account() -> None:
    # October as an earlier edition recorded it: topped up month by month, base pay not counted.
    past = [("2026-10", recorded(PLAN, "E1", "guarantee", "1400.00", guaranteed=2000, earned=600.0))]
    outcome = month_paid(1800, 0, past)
    assert sums(outcome, "guarantee") == {"E1": D("200.00")}
    assert [(p.code, text_of(p.found)) for p in outcome.problems] == [("pay-guarantee-gap", "2026-10")]


def test_months_that_lack_are_named_once_for_all_who_lack_the_same() -> None:
    who = [agent("E1", hired=date(2026, 9, 1)), agent("E2", hired=date(2026, 9, 20)), agent("E3", hired=LONG_AGO)]
    outcome = shared({"E1": 80, "E2": 80, "E3": 80}, who=who)
    gaps = [p for p in outcome.problems if p.code == "pay-guarantee-gap"]
    assert [(p.facts["names"], text_of(p.found)) for p in gaps] == [
        (("名E1", "名E2"), "2026-09, 2026-10"),
        # since January, as E3 joined on 1 January
        (("名E3",), ", ".join(f"2026-{month:02d}" for month in range(1, 11))),
    ]


def test_a_month_on_approved_leave_neither_counts_nor_lacks() -> None:
    outcome = month_paid(1800, 0, months={"2026-10": Month(leave=["E1"])})
    assert sums(outcome, "guarantee") == {"E1": D("200.00")}
    assert codes(outcome) == []


def test_later_months_and_other_people_do_not_count() -> None:
    past = [
        *month_before("2026-10", "1800.00", "0.00", "200.00"),
        *month_before("2026-12", "1800.00", "5000.00"),
        *month_before("2026-10", "1800.00", "5000.00", number="E2"),
    ]
    assert sums(month_paid(1800, 0, past), "guarantee") == {"E1": D("200.00")}


@pytest.mark.parametrize(
    ("hired", "sure"),
    [
        (date(2026, 11, 1), 2000),
        (date(2025, 12, 1), 2000),  # November is the twelfth month of the first year
        (date(2025, 11, 30), 2200),  # the second year began on 30 November
        (date(2025, 11, 1), 2200),
        (date(2024, 12, 1), 2200),
        (date(2024, 11, 15), 2500),
        (date(2020, 1, 1), 2500),
    ],
)
def test_the_guarantee_goes_by_the_year_of_service(hired: date, sure: int) -> None:
    outcome = month_paid(0, 0, person={"hired": hired})
    assert [n.inputs["guaranteed"] for n in outcome.lines if n.rule == "guarantee"] == [sure]
    assert sums(outcome, "guarantee") == {"E1": D(sure)}


def test_fines_come_off_after_the_guarantee() -> None:
    # base 500 + bonus 1,000 = 1,500; 2,500 − 1,500 = 1,000; then −100
    outcome = shared({"E1": 50}, pool=1000, settings={"base_junior": 500})
    assert amounts(outcome) == [
        ("E1", "base", D("500.00")),
        ("E1", "bonus", D("1000.00")),
        ("E1", "guarantee", D("1000.00")),
        ("E1", "below_pass", D("-100.00")),
    ]


def test_without_the_day_of_joining_the_guarantee_waits() -> None:
    outcome = shared({"E1": 80}, who=[agent("E1", hired=None)])
    assert sums(outcome, "bonus") == {"E1": D("10000.00")}
    assert set(held(outcome)) == {("E1", "guarantee")}
    assert codes(outcome) == [("roster-hired-needed", "E1")]


# --- the best running


def best(
    running: Sequence[str], until: str = "2026-11", past: Sequence[tuple[str, Line]] = (), **more: Any
) -> PlanOutcome:
    scores = [score("E1", month, 95, 1, 2, scheme=SCHEME) for month in running]
    return paid(
        PLAN, [agent("E1")], scores, period=until, settings=BASES | {"pool": 0}, past=past, **more
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


def test_the_best_is_the_best_of_the_department() -> None:
    """Rank 2 of all, but first in the own department in each of the three months."""
    mine = [score("E1", month, 90, 2, 2, scheme=SCHEME) for month in last(3)]
    other = [
        replace(score("E2", month, 95, 1, 2, scheme=SCHEME), person=agent("E2", "二部").person) for month in last(3)
    ]
    outcome = paid(PLAN, [agent("E1"), agent("E2", "二部")], [*mine, *other], settings=BASES | {"pool": 0})
    assert sums(outcome, "best_running") == {"E1": D("100.00"), "E2": D("100.00")}


def test_a_gap_breaks_the_run_and_approved_leave_does_not() -> None:
    months = last(4)
    del months[1]  # 2026-10
    assert sums(best(months), "best_running") == {}
    assert sums(best(months, months={"2026-10": Month(leave=["E1"])}), "best_running") == {"E1": D("100.00")}


def test_a_month_in_second_place_breaks_the_run() -> None:
    better = {"2026-10": 96.0}
    scores = [one for month in last(3) for one in totals(month, {"E1": 95, "E2": better.get(month, 80)}, scheme=SCHEME)]
    outcome = paid(PLAN, [agent("E1")], scores, settings=BASES | {"pool": 0})
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
        "连续两个月不及格：已连续 2 期",
        "2026-11：总分 59.99，差，第 1 名（共 1 人）",
        "2026-10：总分 40.00，差，第 1 名（共 1 人）",
    )


def test_one_fail_or_two_with_a_pass_or_a_gap_between_do_not() -> None:
    assert moves(marked({"2026-11": 59, "2026-10": 60})) == []
    assert moves(marked({"2026-11": 59, "2026-10": 60, "2026-09": 59})) == []
    assert moves(marked({"2026-11": 59, "2026-09": 59})) == []


# --- warnings


def warned(events: Mapping[str, Sequence[Any]], *, leave: Sequence[str] = (), period: str = "2026-11") -> PlanOutcome:
    """Return the proposals for E1; ``events``: month → days of warnings, or (day, times)."""

    def month(name: str) -> Month:
        given = [("E1", *one) if isinstance(one, tuple) else ("E1", one) for one in events.get(name, ())]
        rows = [(who, day, "warning", *rest) for who, day, *rest in given]
        return Month(incidents=rows, leave=["E1"] if name in leave else [])

    months = {name: month(name) for name in {*events, *leave}}
    made = case(PLAN, people(1), period=period, months=months)
    return engine.promote(made)


def test_three_warnings_in_one_month_put_a_person_on_the_dismissal_list() -> None:
    outcome = warned({"2026-11": [3, 9, 20]})
    assert moves(outcome) == [("E1", "warnings", "dismiss", "", "列入辞退名单")]
    assert only(outcome).evidence == (
        "连续三次警告：已连续 3 次", "2026-11-03 警告", "2026-11-09 警告", "2026-11-20 警告",
    )  # fmt: skip


def test_three_warnings_written_in_one_row_are_three() -> None:
    outcome = warned({"2026-11": [(20, 3)]})
    assert only(outcome).evidence == ("连续三次警告：已连续 3 次", "2026-11-20 警告：3 次")


@pytest.mark.parametrize(
    ("events", "listed"),
    [
        ({"2026-11": [6], "2026-10": [5], "2026-09": [5]}, True),  # one in each of three months that follow each other
        ({"2026-11": [6], "2026-10": [5, 9]}, True),
        ({"2026-11": [6, 7]}, False),
        ({"2026-11": [6, 7], "2026-09": [5, 6]}, False),  # October is free of a warning
        ({"2026-11": [6], "2026-10": [5], "2026-08": [5]}, False),
        ({"2026-10": [3, 9, 20]}, False),  # November is free of one: it was proposed in October
        ({}, False),
    ],
)
def test_no_month_between_is_free_of_a_warning(events: Mapping[str, Sequence[Any]], listed: bool) -> None:
    assert bool(moves(warned(events))) is listed


def test_a_month_on_approved_leave_does_not_end_the_row() -> None:
    events = {"2026-11": [6], "2026-09": [5, 8]}
    assert moves(warned(events)) == []
    assert len(moves(warned(events, leave=["2026-10"]))) == 1
