"""aftersales-gate: 3‰ of repeat orders, base, and a bonus that is all or nothing over five tests."""

from __future__ import annotations

from typing import Any

import pytest

from tests.conftest import text_of
from tests.outcomes.cases import D, amounts, codes, held, paid, people, sums, why
from xlsappraise.plans.engine import PlanOutcome

PLAN = "aftersales-gate"
SETTINGS: dict[str, Any] = {
    "bonus": 800, "base": 2500, "most_refund_rate": "0.03", "most_refund_hours": 24, "most_disputes": 1,
    "least_rating": "4.8", "most_complaints": 0,
}  # fmt: skip
SETTINGS = {key: D(value) for key, value in SETTINGS.items()}
ON_THE_BOUND: dict[str, Any] = {
    "repeat_orders": 12345, "refund_rate": D("0.03"), "refund_hours": 24, "disputes": 1, "rating": D("4.8"),
    "complaints": 0,
}  # fmt: skip


def gated(settings: dict[str, Any] = SETTINGS, **facts: Any) -> PlanOutcome:
    return paid(PLAN, people(1), facts={"E1": ON_THE_BOUND | facts}, settings=settings)


def test_everything_exactly_on_its_bound_is_passed() -> None:
    outcome = gated()
    assert amounts(outcome) == [
        ("E1", "base", D("2500.00")),
        ("E1", "repeat_orders", D("37.04")),  # 12,345 × 3‰ = 37.035 → 37.04
        ("E1", "bonus", D("800.00")),
    ]
    assert why(outcome, "E1", "bonus") == "指标奖：符合条件；指标全部达标"
    assert why(outcome, "E1", "repeat_orders") == "老客户订单提成：12345 × 3‰"
    assert (held(outcome), codes(outcome)) == ({}, [])


@pytest.mark.parametrize(
    ("fact", "value", "told"),
    [
        ("refund_rate", D("0.0301"), "退款率 0.0301 (≤ 0.03)"),
        ("refund_hours", D("24.01"), "退款时长 24.01 (≤ 24)"),
        ("disputes", 2, "纠纷件数 2 (≤ 1)"),
        ("rating", D("4.79"), "店铺评分 4.79 (≥ 4.8)"),
        ("complaints", 1, "内部投诉 1 (≤ 0)"),
    ],
)
def test_each_test_alone_shuts_the_gate_on_the_bonus_only(fact: str, value: Any, told: str) -> None:
    outcome = gated(**{fact: value})
    assert amounts(outcome) == [
        ("E1", "base", D("2500.00")), ("E1", "repeat_orders", D("37.04")), ("E1", "bonus", D("0.00")),
    ]  # fmt: skip
    assert why(outcome, "E1", "bonus") == f"指标奖：符合条件；不发，未达标：{told}"


@pytest.mark.parametrize(
    ("fact", "value"),
    [("refund_rate", 0), ("refund_hours", 1), ("disputes", 0), ("rating", 5), ("complaints", 0)],
)
def test_better_than_the_bound_is_passed(fact: str, value: Any) -> None:
    assert sums(gated(**{fact: value}), "bonus") == {"E1": D("800.00")}


def test_all_tests_that_failed_are_told() -> None:
    told = why(gated(disputes=5, rating=4), "E1", "bonus")
    assert told.endswith("未达标：纠纷件数 5 (≤ 1)、店铺评分 4 (≥ 4.8)")


@pytest.mark.parametrize("fact", ["refund_rate", "refund_hours", "disputes", "rating", "complaints"])
def test_a_blank_figure_withholds_the_bonus_and_nothing_else(fact: str) -> None:
    facts = {name: value for name, value in ON_THE_BOUND.items() if name != fact}
    others = {"E2": ON_THE_BOUND}
    outcome = paid(PLAN, people(2), facts={"E1": facts} | others, settings=SETTINGS, cells={("E1", fact): "K4"})
    assert [line for line in amounts(outcome) if line[0] == "E1"] == [
        ("E1", "base", D("2500.00")), ("E1", "repeat_orders", D("37.04")),
    ]  # fmt: skip
    assert sums(outcome, "bonus") == {"E2": D("800.00")}
    assert set(held(outcome)) == {("E1", "gate")}
    assert codes(outcome) == [("plan-fact-blank", "E1")]
    assert (outcome.problems[0].sheet, outcome.problems[0].cell) == ("人员", "K4")


def test_blank_orders_withhold_the_commission_and_blank_is_not_0() -> None:
    facts = {name: value for name, value in ON_THE_BOUND.items() if name != "repeat_orders"}
    outcome = paid(PLAN, people(1), facts={"E1": facts}, settings=SETTINGS)
    assert sums(outcome, "bonus") == {"E1": D("800.00")}
    assert held(outcome) == {("E1", "repeat_orders"): "“老客户订单额（元）”空白"}
    assert codes(outcome) == [("plan-fact-nowhere", "E1")]


@pytest.mark.parametrize("key", [key for key in SETTINGS if key.startswith(("most", "least"))])
def test_a_bound_that_is_not_set_withholds_the_bonus(key: str) -> None:
    outcome = gated({name: value for name, value in SETTINGS.items() if name != key})
    assert [rule for _who, rule, _amount in amounts(outcome)] == ["base", "repeat_orders"]
    assert set(held(outcome)) == {("E1", "gate")}
    assert [(p.code, text_of(p.found)) for p in outcome.problems] == [
        ("plan-setting-nowhere", f"aftersales-gate.{key}")
    ]


def test_base_and_bonus_that_are_not_set_are_named_and_the_commission_is_paid() -> None:
    bounds = {name: value for name, value in SETTINGS.items() if name not in ("base", "bonus")}
    outcome = gated(bounds)
    assert amounts(outcome) == [("E1", "repeat_orders", D("37.04"))]
    assert held(outcome) == {
        ("E1", "base"): "设置“底薪（元）”未设定",
        ("E1", "bonus"): "设置“指标奖（元）”未设定",
        ("E1", "gate"): "等待“指标奖”",
    }


def test_everything_that_is_not_set_is_named_at_once() -> None:
    assert {text_of(p.found) for p in gated({}).problems} == {f"aftersales-gate.{key}" for key in SETTINGS}
    found = gated({"bonus": D(1), "base": D(1)}).problems
    assert len(found) == 5
