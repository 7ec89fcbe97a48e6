"""pk-ranking: four factors, each ranked on its own, first to third rewarded."""

from __future__ import annotations

from typing import Any

from tests.conftest import text_of
from tests.outcomes.cases import D, amounts, codes, held, paid, people, sums, why
from xlsappraise.plans.engine import PlanOutcome

PLAN = "pk-ranking"
PRIZES = [300, 200, 100]
FACTORS = ("orders", "conversion", "response", "customers")


def raced(*of: tuple[int, str, int, int], settings: dict[str, Any] | None = None, **more: Any) -> PlanOutcome:
    """Return November for people with (orders, conversion, response seconds, customers)."""
    names = ("orders", "conversion", "response_seconds", "customers")
    facts = {f"E{n}": dict(zip(names, one, strict=True)) for n, one in enumerate(of, 1)}
    chosen = {"prizes": PRIZES} if settings is None else settings
    return paid(PLAN, people(len(of)), facts=facts, settings=chosen, **more)


def test_each_factor_is_ranked_on_its_own_and_prizes_add_up() -> None:
    outcome = raced((400, "0.1", 40, 10), (300, "0.2", 30, 40), (200, "0.3", 20, 30), (100, "0.4", 10, 20))
    first, second, third = D("300.00"), D("200.00"), D("100.00")
    assert sums(outcome, "orders") == {"E1": first, "E2": second, "E3": third}
    assert sums(outcome, "conversion") == {"E4": first, "E3": second, "E2": third}
    assert sums(outcome, "response") == {"E4": first, "E3": second, "E2": third}, "lower is better"
    assert sums(outcome, "customers") == {"E2": first, "E3": second, "E4": third}
    assert sum(amount for who, _rule, amount in amounts(outcome) if who == "E2") == 200 + 100 + 100 + 300
    assert why(outcome, "E4", "response") == "响应时间排名：参加比较的 4 人中第 1 名"
    assert (held(outcome), codes(outcome)) == ({}, [])


def test_who_shares_a_place_has_its_prize_and_the_next_place_stays_empty() -> None:
    outcome = raced((400, "0.4", 10, 1), (400, "0.3", 20, 1), (300, "0.3", 20, 1), (200, "0.1", 20, 1))
    first, second, third = D("300.00"), D("200.00"), D("100.00")
    assert sums(outcome, "orders") == {"E1": first, "E2": first, "E3": third}  # places 1, 1, 3, 4
    assert sums(outcome, "conversion") == {"E1": first, "E2": second, "E3": second}  # 1, 2, 2, 4
    assert sums(outcome, "response") == {"E1": first, "E2": second, "E3": second, "E4": second}
    assert sums(outcome, "customers") == dict.fromkeys(("E1", "E2", "E3", "E4"), first)


def test_fewer_than_three_people_leave_prizes_over() -> None:
    assert sums(raced((2, "0.1", 1, 1), (1, "0.1", 1, 1)), "orders") == {"E1": D("300.00"), "E2": D("200.00")}


def test_prizes_that_are_not_set_are_named_and_nothing_is_paid() -> None:
    outcome = raced((1, "0.1", 1, 1), settings={}, cells={("", "prizes"): "C5"})
    assert amounts(outcome) == []
    assert held(outcome) == {("E1", rule): "设置“各项前三名奖励（元）”未设定" for rule in FACTORS}
    assert {(p.code, text_of(p.found), p.cell) for p in outcome.problems} == {
        ("plan-setting-not-set", "pk-ranking.prizes", "C5")
    }


def test_a_blank_figure_holds_a_person_back_from_that_factor_only() -> None:
    facts = {
        "E1": {"orders": 1, "conversion": D("0.1"), "response_seconds": 5, "customers": 3},
        "E2": {"orders": 2, "conversion": D("0.2"), "customers": 4},
    }
    outcome = paid(PLAN, people(2), facts=facts, settings={"prizes": PRIZES}, cells={("E2", "response_seconds"): "F5"})
    assert sums(outcome, "response") == {"E1": D("300.00")}
    assert sums(outcome, "orders") == {"E2": D("300.00"), "E1": D("200.00")}
    assert held(outcome) == {("E2", "response"): "“平均响应时间（秒）”空白"}
    assert codes(outcome) == [("plan-fact-blank", "E2"), ("plan-compared-incomplete", None)]
    assert outcome.problems[0].cell == "F5"
