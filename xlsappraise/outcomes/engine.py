"""One plan in one period: the people are checked, then rule after rule runs over those who are not held back."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from xlsappraise.outcomes.case import Case, Line, Member, NotSet, Proposal, Withheld
from xlsappraise.problems import Problem, problem

if TYPE_CHECKING:
    from xlsappraise.outcomes.pay import PayRule


@dataclass
class Outcome:
    """What a plan came to: lines to pay, what is withheld and why, proposals, problems."""

    lines: list[Line] = field(default_factory=list)
    proposals: list[Proposal] = field(default_factory=list)
    withheld: list[Withheld] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def pay(case: Case) -> Outcome:
    """Run the rules that pay in a period of this kind."""
    rules = [rule for rule in case.plan.rules if case.period.kind in rule.on]
    if not rules:
        return Outcome()
    everybody = case.members
    case.members = tuple(_ready(case, rules))
    _tell_compared(case, rules, [m for m in everybody if m not in case.members])
    for rule in rules:
        try:
            case.so_far = rule.revise(case, case.so_far)
        except NotSet as missing:
            _not_set(case, rule, missing.key)
    return Outcome(case.so_far, [], case.withheld, case.problems)


def promote(case: Case) -> Outcome:
    """Run the rules that propose. Nobody is held back: a condition that is not known is not met."""
    proposals: list[Proposal] = []
    for rule in case.plan.rules:
        try:
            proposals += rule.proposals(case)
        except NotSet as missing:
            case.missing(missing.key, rule.title)
    return Outcome([], proposals, case.withheld, case.problems)


def _not_set(case: Case, rule: PayRule, key: str) -> None:
    """Withhold what a rule without its setting would pay, and the amounts that it would have revised."""
    case.missing(key, rule.title)
    text = case.say("the setting “{key}” is not set").format(key=case.plan.setting(key).title)
    for member in case.members:
        case.withhold(member, rule.id, text)
    case.so_far = [line for line in case.so_far if line.rule not in rule.rules_before()]


def _ready(case: Case, rules: Iterable[PayRule]) -> Iterator[Member]:
    """Yield the people for whom all that is needed is there; say of the others what is missing."""
    facts = {name for rule in rules for name in rule.person_facts()}
    scored = any(rule.needs_score for rule in rules)
    for member in case.members:
        found = [*_blank_facts(case, member, facts), *(_no_result(case, member) if scored else ())]
        case.problems += found
        reasons = [p.message for p in found]
        if reasons:
            case.withheld.append(Withheld(member.employee_id, case.plan.id, "", "\n".join(reasons)))
        else:
            yield member


def _blank_facts(case: Case, member: Member, facts: set[str]) -> Iterator[Problem]:
    if case.standing.on_leave(case.period, member.employee_id):
        return
    for spec in case.plan.facts:
        if spec.id in facts and spec.required and case.fact(member, spec.id) is None:
            sheet, cell = case.facts.places.get((member.employee_id, spec.title), (None, None))
            yield problem(
                "plan-fact-blank", file=case.facts.file, employee_id=member.employee_id, sheet=sheet, cell=cell,
                expected=spec.title, name=member.name, plan=case.plan.title,
            )  # fmt: skip


def _no_result(case: Case, member: Member) -> Iterator[Problem]:
    try:
        score = case.score(member)
    except NotSet:
        return  # said once, by the rule that needs it
    if score is None:
        away = case.standing.on_leave(case.period, member.employee_id)
        yield problem(
            "plan-on-leave" if away else "plan-no-result", employee_id=member.employee_id, found=case.period,
            expected=case.scheme, name=member.name, plan=case.plan.title,
        )  # fmt: skip


def _tell_compared(case: Case, rules: Iterable[PayRule], gone: list[Member]) -> None:
    """Warn when people are compared and some of them are held back."""
    away = [m for m in gone if not case.standing.on_leave(case.period, m.employee_id)]
    titles = [rule.title for rule in rules if rule.compares]
    if away and titles and case.members:
        names = case.say(", ").join(member.name for member in away)
        case.problems.append(
            problem("plan-compared-incomplete", found=names, expected=case.say(", ").join(titles), plan=case.plan.title)
        )
