"""aftersales-gate: 3‰ of the orders of buyers turned into regular customers, base, and a bonus of the whole shop."""

from __future__ import annotations

from typing import Any

import pytest

from tests.conftest import text_of
from tests.outcomes.cases import D, amounts, codes, held, member, paid, sums, why
from xlsappraise.plans import PlanLibrary
from xlsappraise.plans.engine import PlanOutcome

PLAN, SHOP, OTHER = "aftersales-gate", "旗舰店", "专营店"
SETTINGS: dict[str, Any] = {
    "bonus": 800, "base": 2500, "most_refund_rate": "0.03", "most_refund_hours": 24, "most_disputes": 1,
    "least_rating": "4.8", "most_complaints": 0,
}  # fmt: skip
SETTINGS = {key: D(value) for key, value in SETTINGS.items()}
ORDERS = {"repeat_orders": 12345}
ON_THE_BOUND: dict[str, Any] = {
    "refund_rate": D("0.03"), "refund_hours": 24, "disputes": 1, "rating": D("4.8"), "complaints": 0,
}  # fmt: skip
SHOP_FACTS = sorted(ON_THE_BOUND)


def gated(settings: dict[str, Any] = SETTINGS, **shop: Any) -> PlanOutcome:
    """Return what three people get: two of a shop with these indicators, one of a shop that reaches all of its own."""
    who = [member("E1", SHOP), member("E2", SHOP), member("E3", OTHER)]
    return paid(
        PLAN, who, facts={m.employee_id: ORDERS for m in who}, settings=settings,
        departments={SHOP: ON_THE_BOUND | shop, OTHER: ON_THE_BOUND},
    )  # fmt: skip


def test_the_indicators_are_those_of_the_shop_and_the_orders_those_of_the_person() -> None:
    facts = {fact.id: fact for fact in PlanLibrary().plans[PLAN].facts}
    assert {name for name, fact in facts.items() if fact.scope == "department"} == set(ON_THE_BOUND)
    # 来源 002：在日常接待中将初次买家发展成店铺的老客户并维护至下单，月底成交订单总额 × 千分之三
    assert facts["repeat_orders"].title == "初次买家发展成的老客户月底成交订单总额（元）"


def test_everything_exactly_on_its_bound_is_passed() -> None:
    outcome = gated()
    mine = [line for line in amounts(outcome) if line[0] == "E1"]
    assert mine == [
        ("E1", "base", D("2500.00")),
        ("E1", "repeat_orders", D("37.04")),  # 12,345 × 3‰ = 37.035 → 37.04
        ("E1", "bonus", D("800.00")),
    ]
    assert sums(outcome, "bonus") == {"E1": D("800.00"), "E2": D("800.00"), "E3": D("800.00")}
    assert why(outcome, "E1", "bonus") == "售后指标完成奖金：符合条件；指标全部达标"
    assert why(outcome, "E1", "repeat_orders") == "老客户订单提成：12345 × 3‰"
    assert (held(outcome), codes(outcome)) == ({}, [])


@pytest.mark.parametrize(
    ("fact", "value", "told"),
    [
        ("refund_rate", D("0.0301"), "退款率 0.0301 (≤ 0.03)"),
        ("refund_hours", D("24.01"), "退款时长 24.01 (≤ 24)"),
        ("disputes", 2, "纠纷件数 2 (≤ 1)"),
        ("rating", D("4.79"), "DSR 评分 4.79 (≥ 4.8)"),
        ("complaints", 1, "店铺内部投诉 1 (≤ 0)"),
    ],
)
def test_one_indicator_missed_takes_the_bonus_from_the_whole_department(fact: str, value: Any, told: str) -> None:
    outcome = gated(**{fact: value})
    assert sums(outcome, "bonus") == {"E1": D("0.00"), "E2": D("0.00"), "E3": D("800.00")}
    assert sums(outcome, "base") == dict.fromkeys(("E1", "E2", "E3"), D("2500.00"))
    assert sums(outcome, "repeat_orders") == dict.fromkeys(("E1", "E2", "E3"), D("37.04"))
    assert why(outcome, "E2", "bonus") == f"售后指标完成奖金：符合条件；不发，未达标：{told}"


@pytest.mark.parametrize(
    ("fact", "value"),
    [("refund_rate", 0), ("refund_hours", 1), ("disputes", 0), ("rating", 5), ("complaints", 0)],
)
def test_better_than_the_bound_is_passed(fact: str, value: Any) -> None:
    assert sums(gated(**{fact: value}), "bonus")["E1"] == D("800.00")


def test_all_tests_that_failed_are_told() -> None:
    told = why(gated(disputes=5, rating=4), "E1", "bonus")
    assert told.endswith("未达标：纠纷件数 5 (≤ 1)、DSR 评分 4 (≥ 4.8)")


@pytest.mark.parametrize("fact", SHOP_FACTS)
def test_a_missing_indicator_makes_the_gate_wait_for_the_whole_shop_and_is_named_once(fact: str) -> None:
    who = [member("E1", SHOP), member("E2", SHOP), member("E3", OTHER)]
    known = {name: value for name, value in ON_THE_BOUND.items() if name != fact}
    outcome = paid(
        PLAN, who, facts={m.employee_id: ORDERS for m in who}, settings=SETTINGS,
        departments={SHOP: known, OTHER: ON_THE_BOUND}, department_cells={(SHOP, fact): "E4"},
    )  # fmt: skip
    assert sums(outcome, "bonus") == {"E3": D("800.00")}
    assert set(sums(outcome, "base")) == set(sums(outcome, "repeat_orders")) == {"E1", "E2", "E3"}
    assert set(held(outcome)) == {("E1", "gate"), ("E2", "gate")}
    assert codes(outcome) == [("plan-department-blank", None)]
    (wrong,) = outcome.problems
    assert (wrong.file, wrong.sheet, wrong.cell) == ("facts.xlsx", "店铺和部门", "E4")
    assert text_of(wrong.facts["department"]) == SHOP


def test_an_indicator_that_cannot_be_used_makes_it_wait_and_was_reported_when_it_was_read() -> None:
    outcome = paid(
        PLAN, [member("E1", SHOP)], facts={"E1": ORDERS}, settings=SETTINGS, broken_figures=[(SHOP, "rating")],
        departments={SHOP: {name: value for name, value in ON_THE_BOUND.items() if name != "rating"}},
    )  # fmt: skip
    assert held(outcome) == {("E1", "gate"): "旗舰店的“DSR 评分”填写有误，不能使用"}
    assert codes(outcome) == []


def test_a_shop_without_a_row_waits_by_name() -> None:
    outcome = paid(PLAN, [member("E1", SHOP)], facts={"E1": ORDERS}, settings=SETTINGS)
    assert set(codes(outcome)) == {("plan-department-nowhere", None)}
    assert len(outcome.problems) == len(ON_THE_BOUND)
    assert ("E1", "bonus") not in {(who, rule) for who, rule, _amount in amounts(outcome)}


def test_a_shop_is_found_however_its_name_is_spaced() -> None:
    outcome = paid(
        PLAN, [member("E1", "旗舰店 A")], facts={"E1": ORDERS}, settings=SETTINGS,
        departments={"旗舰店Ａ": ON_THE_BOUND},
    )  # fmt: skip
    assert sums(outcome, "bonus") == {"E1": D("800.00")}


def test_blank_orders_withhold_the_commission_and_blank_is_not_0() -> None:
    outcome = paid(PLAN, [member("E1", SHOP)], settings=SETTINGS, departments={SHOP: ON_THE_BOUND})
    assert sums(outcome, "bonus") == {"E1": D("800.00")}
    assert held(outcome) == {("E1", "repeat_orders"): "“初次买家发展成的老客户月底成交订单总额（元）”空白"}
    assert codes(outcome) == [("plan-fact-nowhere", "E1")]


@pytest.mark.parametrize("key", [key for key in SETTINGS if key.startswith(("most", "least"))])
def test_a_bound_that_is_not_set_withholds_the_bonus(key: str) -> None:
    outcome = gated({name: value for name, value in SETTINGS.items() if name != key})
    assert {rule for _who, rule, _amount in amounts(outcome)} == {"base", "repeat_orders"}
    assert set(held(outcome)) == {("E1", "gate"), ("E2", "gate"), ("E3", "gate")}
    assert [(p.code, text_of(p.found)) for p in outcome.problems] == [
        ("plan-setting-nowhere", f"aftersales-gate.{key}")
    ]


def test_base_and_bonus_that_are_not_set_are_named_and_the_commission_is_paid() -> None:
    bounds = {name: value for name, value in SETTINGS.items() if name not in ("base", "bonus")}
    outcome = gated(bounds)
    assert {rule for _who, rule, _amount in amounts(outcome)} == {"repeat_orders"}
    assert {(rule, why) for (number, rule), why in held(outcome).items() if number == "E1"} == {
        ("base", "设置“基础工资（元）”未设定"),
        ("bonus", "设置“售后指标完成奖金（元）”未设定"),
        ("gate", "等待“售后指标完成奖金”"),
    }


def test_everything_that_is_not_set_is_named_at_once() -> None:
    assert {text_of(p.found) for p in gated({}).problems} == {f"aftersales-gate.{key}" for key in SETTINGS}
    found = gated({"bonus": D(1), "base": D(1)}).problems
    assert len(found) == 5


def test_the_bonus_of_a_person_on_approved_leave_is_asked_about() -> None:
    """The shop's indicators are there though the person was not."""
    outcome = paid(PLAN, [member("E1", SHOP)], settings=SETTINGS, departments={SHOP: ON_THE_BOUND}, leave=["E1"])
    assert sums(outcome, "bonus") == {"E1": D("800.00")}
    warned = [p for p in outcome.problems if p.code == "plan-paid-on-leave"]
    assert [(p.employee_id, text_of(p.expected)) for p in warned] == [("E1", "售后指标完成奖金")]
