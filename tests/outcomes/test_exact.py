"""What holds whatever people come to: pools of any weights, commissions, costs; every plan in any order of rows."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tests.conftest import text_of
from tests.outcomes.cases import D, member, paid, people, plan_from, proposed, recorded, score, shipped, sums, totals
from tests.schemes.worked_examples import example as worked_example
from xlsappraise.base.days import months_between
from xlsappraise.base.money import shares_of, yuan
from xlsappraise.plans import PlanLibrary
from xlsappraise.plans.lines import Line
from xlsappraise.results.standing import Score
from xlsappraise.roster import Employee
from xlsappraise.schemes import Library
from xlsappraise.schemes.fines import fines_of

CENTS = st.integers(0, 10**13).map(lambda cents: D(cents) / 100)
WEIGHTS = st.dictionaries(
    st.text("ABCDE12345", min_size=1, max_size=4),
    st.decimals(0, 10**9, allow_nan=False, allow_infinity=False),
    min_size=1, max_size=30,
)  # fmt: skip
MARKS = st.integers(0, 11000).map(lambda hundredths: hundredths / 100)


# --- sums that are shared


@given(amount=CENTS, weights=WEIGHTS)
@example(amount=D("0.01"), weights={"A": D(1), "B": D("1E-40")})
@example(amount=D("99999999999.99"), weights={"A": D(1), "B": D("1E-30"), "C": D("3E-30")})
@example(amount=D(1), weights={"A": D("0.3333333333333333333333333333"), "B": D("0.6666666666666666666666666667")})
def test_the_parts_of_a_pool_always_add_up(amount: Decimal, weights: dict[str, Decimal]) -> None:
    parts = shares_of(amount, weights)
    if not any(weights.values()):
        assert parts == {}
        return
    assert sum(parts.values()) == amount
    assert all(part >= 0 and part == yuan(part) for part in parts.values())
    assert parts.keys() == weights.keys()


@given(marks=st.lists(MARKS, min_size=1, max_size=12), pool=CENTS)
def test_the_pool_of_a_plan_is_shared_out_to_the_cent(marks: list[float], pool: Decimal) -> None:
    of = {f"E{n}": mark for n, mark in enumerate(marks)}
    outcome = paid(
        "bonus-pool", [member(number, hired=date(2020, 1, 1)) for number in of],
        totals("2026-11", of, scheme="composite-bonus-pool"), settings={"pool": pool},
    )  # fmt: skip
    found = sums(outcome, "bonus")
    assert sum(found.values()) == (pool if any(marks) else 0)


@given(cost=st.integers(1, 10**8), own=st.integers(0, 100))
def test_the_two_parts_of_a_cost_are_the_whole(cost: int, own: int) -> None:
    plan = plan_from(f"""
id = "trial"
title = "试行"
source = "test"
incident = [{{ id = "loss", title = "损失", amount = true }}]
[[rule]]
kind = "cost_split"
id = "loss"
title = "损失分担"
incidents = ["loss"]
own = {D(own) / 100}
""")
    event = ("E1", 3, "loss", str(D(cost) / 100))
    outcome = paid(plan, people(1), incidents=[event], roster=[member("E9", name="李主管")])
    assert -sum(line.amount for line in outcome.lines) == D(cost) / 100


# --- commission


FLAGSHIP: dict[str, Any] = {"scheme": "s", "team_target": 0}


def commission(total: float, sales: Decimal) -> Decimal:
    outcome = paid(
        "flagship-store-pay", people(1), [score("E1", "2026-11", total)], settings=FLAGSHIP,
        facts={"E1": {"sales": sales}},
    )  # fmt: skip
    return sum((line.amount for line in outcome.lines if line.rule.startswith("commission.")), D(0))


@given(sales=CENTS, total=MARKS)
def test_the_two_parts_of_a_commission_are_the_whole(sales: Decimal, total: float) -> None:
    rate = D("0.007") if total >= 90 else D("0.006") if total >= 80 else D("0.005") if total >= 70 else D(0)
    flat = 500 if 60 <= total < 70 else 0
    assert commission(total, sales) == yuan(sales * rate + flat)


# --- months of service


@pytest.mark.parametrize(
    ("start", "end", "months"),
    [
        (date(2026, 1, 1), date(2026, 1, 31), 1),
        (date(2026, 1, 1), date(2026, 1, 30), 0),
        (date(2026, 1, 2), date(2026, 1, 31), 0),
        (date(2026, 1, 15), date(2026, 2, 14), 1),
        (date(2026, 1, 31), date(2026, 2, 28), 1),
        (date(2024, 2, 29), date(2025, 2, 28), 12),
        (date(2025, 12, 1), date(2026, 11, 30), 12),
        (date(2026, 12, 1), date(2026, 11, 30), 0),
        (date(2027, 6, 1), date(2026, 11, 30), 0),
    ],
)
def test_full_months_of_service(start: date, end: date, months: int) -> None:
    assert months_between(start, end) == months


# --- order

RANDOM = 20261127


def everything(plan_id: str, period: str) -> tuple[list[Employee], list[Score], dict[str, Any], list[tuple[str, Line]]]:
    """Return people, results, what is filled in, and recorded lines that keep every rule of a shipped plan busy."""
    of, dice = shipped(plan_id), random.Random(RANDOM)
    levels = ("见习", "初级", "中级", "高级", "储备主管", "首席", "")
    who = [
        member(
            f"E{n:02d}", ("一部", "二部")[n % 2], status="试用" if n % 5 == 4 else "正式", level=levels[n % 7],
            hired=None if n == 11 else date(2024 + n % 3, 1 + n % 12, 1 + n), position="经理" if n % 4 == 0 else "主管",
            supervisor=f"名E{(n + 1) % 14:02d}",
        )
        for n in range(12)
    ]  # fmt: skip
    numbers = [one.employee_id for one in who]
    scheme = "s" if str(of.scheme).startswith("@") else str(of.scheme)
    scores = [
        one
        for when in ("2026-12", "2026-11", "2026-10", "2026-09", "2026-Q4", "2026-Q3", "2026-Q2", "2026")
        for one in totals(
            when, {n: dice.choice((50, 65, 75, 85, 90, 95)) for n in numbers if dice.random() < 0.9}, scheme=scheme,
            grade=dice.choice(("优秀", "待提高", "差")),
        )
    ]  # fmt: skip
    if any(rule.kind == "form_fines" for rule in of.rules):
        counted = fines_of(Library()[scheme], worked_example(scheme)["inputs"])
        scores = [replace(one, fines=counted, source="form") for one in scores]
    figures: dict[str, Any] = {"yesno": lambda: dice.random() < 0.7, "percent": lambda: D(dice.randrange(100)) / 100}
    facts, departments = (
        {
            whose: {
                fact.id: figures.get(fact.type, lambda: dice.randrange(1, 400))()
                for fact in of.facts
                if fact.scope == scope and dice.random() < 0.95
            }
            for whose in rows
        }
        for scope, rows in (("person", numbers), ("department", ("一部", "二部")))
    )
    values: dict[str, Any] = {
        "money": 10000, "number": 80, "percent": D("0.5"), "amounts": [300, 200, 100], "scheme": scheme,
        "span": "year", "shares": ["0.2", "0.6", "0.2"], "tiers": [(0, "0.01"), (100, "0.02")],
    }  # fmt: skip
    filled = {
        "facts": facts,
        "departments": departments,
        "incidents": [
            (
                dice.choice(numbers),
                dice.randrange(1, 28),
                kind.id,
                str(dice.randrange(1, 9)) if kind.amount else 1 + time % 3,
            )
            for kind in of.incidents
            for time in range(12)
        ],
        "settings": {setting.key: values[setting.type] for setting in of.settings},
        "leave": numbers[:1],
    }
    past = [
        (when, recorded(plan_id, number, rule.id, "10.00", title="优秀客服"))
        for when in ("2026-11", "2026-10", "2026-09")
        for number in numbers
        for rule in of.rules
        if dice.random() < 0.6
    ]
    return who, scores, filled, past


def told_of(plan_id: str, period: str, mix: random.Random) -> tuple[Counter[str], ...]:
    """Return everything that comes out, people, results, incidents and recorded lines taken in any order."""
    who, scores, filled, past = everything(plan_id, period)
    for rows in (who, scores, filled["incidents"]):
        mix.shuffle(rows)
    filled["facts"] = dict(mix.sample(sorted(filled["facts"].items()), len(filled["facts"])))
    roster = mix.sample(who, len(who))
    rest = {"period": period, "past": past, "roster": roster, **filled}
    pay, promotion = paid(plan_id, who, scores, **rest), proposed(plan_id, who, scores, **rest)
    problems = [(p.code, p.employee_id, text_of(p.expected)) for p in (*pay.problems, *promotion.problems)]
    return tuple(Counter(map(str, rows)) for rows in (pay.lines, pay.withheld, promotion.proposals, problems))


def settled(found: Sequence[Counter[str]]) -> Sequence[Mapping[str, int]]:
    return [dict(sorted(one.items())) for one in found]


@pytest.mark.parametrize("period", ["2026-11", "2026-12", "2026-Q4", "2026"])
@pytest.mark.parametrize("plan_id", sorted(PlanLibrary().plans))
def test_the_order_of_what_comes_in_does_not_matter(plan_id: str, period: str) -> None:
    first = settled(told_of(plan_id, period, random.Random(0)))
    for seed in range(1, 4):
        assert settled(told_of(plan_id, period, random.Random(seed))) == first


def test_every_rule_kind_of_the_shipped_plans_came_to_something_in_that() -> None:
    busy = set()
    shipped = {rule.kind for plan in PlanLibrary().plans.values() for rule in plan.rules}
    for plan_id, plan in PlanLibrary().plans.items():
        kinds = {rule.id: rule.kind for rule in plan.rules}
        for period in ("2026-11", "2026-Q4"):
            who, scores, filled, past = everything(plan_id, period)
            rest = {"period": period, "past": past, **filled}
            done = paid(plan_id, who, scores, **rest).lines, proposed(plan_id, who, scores, **rest).proposals
            busy |= {kinds[one.rule.partition(".")[0]] for rows in done for one in rows}
    revising = {"team_split", "gate"}  # their lines bear the name of what they revise
    assert busy | revising == shipped
