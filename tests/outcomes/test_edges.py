"""Rules with parameters that no shipped plan gives them."""

from __future__ import annotations

from datetime import date

import pytest

from tests.outcomes.cases import (
    D,
    amounts,
    codes,
    held,
    member,
    moves,
    paid,
    people,
    plan_from,
    proposed,
    recorded,
    score,
    sums,
)
from xlsappraise.plans import Plan

HEAD = 'id = "trial"\ntitle = "试行"\nsource = "test"\nscheme = "s"\n'


def plan(rules: str, more: str = "") -> Plan:
    return plan_from(HEAD + more + rules)


QUARTERLY = """
[[rule]]
kind = "streak"
id = "run"
title = "连续两季"
of = "quarter"
times = 2
mark = { at_least = 90 }
amount = 500
"""


@pytest.mark.parametrize(("period", "found"), [("2026-12", {"E1": D("500.00")}), ("2027-01", {}), ("2027-02", {})])
def test_a_run_of_quarters_is_paid_once_with_the_month_that_ends_it(period: str, found: dict[str, object]) -> None:
    scores = [score("E1", quarter, 95) for quarter in ("2026-Q4", "2026-Q3")]
    assert sums(paid(plan(QUARTERLY), people(1), scores, period=period), "run") == found


def test_a_run_of_quarters_that_months_pay_is_not_looked_for_in_quarters() -> None:
    """The sum for the two quarters stands in September's pay; a quarter's own pay never holds it."""
    scores = [score("E1", quarter, 95) for quarter in ("2026-Q4", "2026-Q3", "2026-Q2")]
    past = [("2026-Q3", recorded("trial", "E1", "other", "5.00"))]
    outcome = paid(plan(QUARTERLY), people(1), scores, period="2026-12", past=past)
    assert (sums(outcome, "run"), codes(outcome)) == ({}, [])


def test_a_month_is_paid_by_itself_where_the_quarter_does_not_pay() -> None:
    rule = '[[rule]]\nkind = "rank_pay"\nid = "rank"\ntitle = "名次"\nshares = [1]\nmonth = [100]\nquarter = [300]\n'
    december = [score("E1", "2026-12", 90)]
    alone = paid(plan(rule), people(1), december, period="2026-12")
    assert sums(alone, "rank") == {"E1": D("100.00")}
    both = paid(plan(rule + 'on = ["month", "quarter"]\n'), people(1), december, period="2026-12")
    assert sums(both, "rank") == {}


def test_blank_sales_that_are_optional_bring_no_commission_and_not_0_yuan() -> None:
    fact = '[[fact]]\nid = "sales"\ntitle = "销售额"\ntype = "money"\nrequired = false\n'
    rule = '[[rule]]\nkind = "score_commission"\nid = "sold"\ntitle = "提成"\nsales = "sales"\n'
    own = plan(rule + "bands = [{ from = 90, rate = 0.1 }, { from = 0, flat = 50 }]\n", fact)
    scores = [score("E1", "2026-11", 95), score("E2", "2026-11", 80), score("E3", "2026-11", 95)]
    outcome = paid(own, people(3), scores, facts={"E3": {"sales": 0}})
    assert amounts(outcome) == [("E3", "sold", D("0.00"))]
    assert (held(outcome), codes(outcome)) == ({}, [])


def test_a_pool_that_is_not_set_holds_nobody_on_probation_back_from_the_guarantee() -> None:
    who = [member("E1", status="试用"), member("E2", hired=date(2020, 1, 1), level="初级")]
    scores = [score(number, "2026-11", 90, scheme="composite-bonus-pool") for number in ("E1", "E2")]
    outcome = paid("bonus-pool", who, scores, settings={"base_junior": 1800})
    assert amounts(outcome) == [
        ("E1", "base", D("1600.00")), ("E2", "base", D("1800.00")), ("E1", "guarantee", D("0.00")),
    ]  # fmt: skip
    assert held(outcome) == {
        ("E1", "bonus"): "试用期不参加奖金池分配",
        ("E2", "bonus"): "设置“本月奖金池（元）”未设定",
        ("E2", "guarantee"): "等待“绩效奖金”",
    }


def test_the_largest_sums_that_a_plan_takes_are_exact() -> None:
    fine = '[[rule]]\nkind = "fine"\nid = "late"\ntitle = "迟到"\nincidents = ["late"]\namount = 1000000000000\n'
    own = plan(fine + "doubling = true\n", '[[incident]]\nid = "late"\ntitle = "迟到"\n')
    outcome = paid(own, people(1), incidents=[("E1", 1, "late", 40)])
    assert sums(outcome, "late") == {"E1": -D(10**12) * (2**40 - 1)}


STEPS = """
[[rule]]
kind = "ladder"
id = "ladder"
title = "职级"
levels = ["初", "中", "高"]
[[rule.moves]]
action = "interview"
from = ["初", "中"]
all_of = [{ kind = "marked", mark = { below = 60 } }]
[[rule.moves]]
action = "up"
from = ["初"]
to = "中"
all_of = [{ kind = "service", months = 1 }]
"""


def test_a_step_that_leads_nowhere_is_proposed_before_one_up() -> None:
    who = [member("E1", level="初", hired=date(2020, 1, 1)), member("E2", level="初", hired=date(2020, 1, 1))]
    scores = [score("E1", "2026-11", 59), score("E2", "2026-11", 60)]
    assert moves(proposed(plan(STEPS), who, scores)) == [
        ("E1", "ladder", "interview", "初", ""),
        ("E2", "ladder", "up", "初", "中"),
    ]
