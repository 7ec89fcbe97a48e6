"""Which recorded amounts of a pay run another score would change, and by which rule."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal

from xlsappraise.plans.by_score import ScoredAmount, ScoredPay
from xlsappraise.plans.lines import Line, by_person, total
from xlsappraise.plans.model import Plan
from xlsappraise.plans.rules.base import PayRule

_SCORE = "score"


def scored_pay(lines: Iterable[Line], plans: Mapping[str, Plan]) -> ScoredPay:
    """Sort the lines of one pay run, as the ledger has them; lines of plans that are no more are not computed."""
    amounts: list[ScoredAmount] = []
    others: dict[tuple[str, str], None] = {}
    of_plan: dict[str, list[Line]] = {}
    for line in lines:
        of_plan.setdefault(line.plan, []).append(line)
    for name, mine in of_plan.items():
        plan = plans.get(name)
        if plan is None:
            others.update(dict.fromkeys((name, line.rule_title) for line in mine))
            continue
        people = by_person(mine)
        for rule in plan.rules:
            found = list(_of_rule(plan, rule, people))
            amounts += found
            if not found and any(line.is_of((rule.id,)) for line in mine):
                others[plan.title, rule.title] = None
    return ScoredPay(tuple(amounts), tuple(others))


def _of_rule(plan: Plan, rule: PayRule, people: Mapping[str, list[Line]]) -> Iterator[ScoredAmount]:
    """Yield the amounts of a rule for everybody with a recorded score."""
    for number, lines in people.items():
        own = [line for line in lines if line.is_of((rule.id,))]
        by = rule.by_score(own[0] if own else None)
        score = next((line.inputs[_SCORE] for line in (*own, *lines) if _SCORE in line.inputs), None)
        if by is None or score is None:
            continue
        part = Decimal(1)
        for later in plan.rules:
            if rule.id in later.rules_before():
                part *= later.part_paid(own)
        yield ScoredAmount(number, plan.title, rule.title, Decimal(str(score)), total(own), by, part)
