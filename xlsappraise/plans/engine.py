"""Runs a plan's rules in order for one period; each rule over the people with complete inputs for it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field

from xlsappraise.base.problems import Problem, problem
from xlsappraise.plans.case import Blocker, Case, NotSet, PlanRule
from xlsappraise.plans.lines import Line, Proposal, Withheld
from xlsappraise.plans.missing import blank
from xlsappraise.roster import Employee
from xlsappraise.roster.people import LEFT


@dataclass
class PlanOutcome:
    """The result of a plan: lines to pay, withheld amounts with reasons, proposals, problems."""

    lines: list[Line] = field(default_factory=list)
    proposals: list[Proposal] = field(default_factory=list)
    withheld: list[Withheld] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def pay(case: Case) -> PlanOutcome:
    """Run the rules that pay in a period of this kind, each over the people with complete inputs for it."""
    members = case.all_members = case.members
    for rule in case.rules:
        if case.period.kind not in rule.on or not rule.pays:
            continue
        case.members = tuple(_eligible(case, rule, members))
        eligible = {member.employee_id for member in case.members}
        if rule.revises:
            case.so_far = [n for n in case.so_far if not n.is_of(rule.rules_before()) or n.employee_id in eligible]
        try:
            case.so_far = rule.revise(case, case.so_far)
        except NotSet as missing:
            if members or case.absent:
                case.missing(missing.key, rule.title)
            for member in case.members:
                case.not_set(member, rule, missing.key)
            if rule.revises:
                case.so_far = [line for line in case.so_far if not line.is_of(rule.rules_before())]
    case.members = members
    _warn_of_incomplete_comparisons(case)
    _warn_of_payment_while_absent(case)
    return PlanOutcome(case.so_far, [], case.withheld, case.problems)


def promote(case: Case) -> PlanOutcome:
    """Run the rules that propose. Nobody is held back: a condition without inputs is not met."""
    proposals: list[Proposal] = []
    case.so_far = [line for line in case.past.lines.get(case.period, ()) if line.plan == case.plan.id]
    for rule in case.rules:
        try:
            proposals += rule.proposals(case)
        except NotSet as missing:
            case.missing(missing.key, rule.title)
            for member in case.members:
                case.not_set(member, rule, missing.key)
    return PlanOutcome([], proposals, case.withheld, case.problems)


def _eligible(case: Case, rule: PlanRule, people: Iterable[Employee]) -> Iterator[Employee]:
    """Yield the people with complete inputs for a rule; withhold its amount from the others with the reasons."""
    missing_people: list[str] = [member.name for member in case.absent if _compared(case, rule, member)]
    found_any = False
    for member in people:
        found = [*_blank_facts(case, member, rule), *_no_result(case, member, rule)]
        for wrong, _why in found:
            case.report(wrong)
        reasons = list(dict.fromkeys(why for _wrong, why in found)) or list(_blocking_rules(case, member, rule))
        if not reasons:
            found_any = True
            yield member
            continue
        case.block(member, rule, "\n".join(reasons))
        if rule.compares and not case.standing.on_leave(case.period, member.employee_id):
            missing_people.append(member.name)
    if missing_people and found_any:
        case.incomplete_comparisons.setdefault(tuple(missing_people), []).append(rule.title)


def _compared(case: Case, rule: PlanRule, member: Employee) -> bool:
    """Return whether a comparison by a rule is incomplete without a person who is held back."""
    if not rule.compares or not rule.counts_held or member.employee_id in case.doubtful:
        return rule.compares
    try:
        return case.score(member) is None
    except NotSet:
        return True


def _warn_of_incomplete_comparisons(case: Case) -> None:
    """Report comparisons without the people who are held back."""
    for names, titles in case.incomplete_comparisons.items():
        case.report(problem("plan-compared-incomplete", found=names, expected=titles, plan=case.plan.title))


def _warn_of_payment_while_absent(case: Case) -> None:
    """Report payments for performance to people on approved leave, and payments to leavers without a result."""
    every = {rule.id for rule in case.rules}
    earning = {rule.id for rule in case.rules if rule.needs_score or rule.person_facts()}
    revised = (before for rule in case.rules if rule.revises and rule.id in earning for before in rule.rules_before())
    earning = earning.union(revised)
    for member in case.members:
        if case.standing.on_leave(case.period, member.employee_id):
            _warn_of_payment(case, member, "plan-paid-on-leave", earning)
        elif member.status == LEFT and not case.standing.has_any(case.period, member.employee_id):
            _warn_of_payment(case, member, "plan-paid-after-leaving", every)


def _warn_of_payment(case: Case, member: Employee, code: str, rules: Collection[str]) -> None:
    lines = [line for line in case.so_far if line.employee_id == member.employee_id and line.is_of(rules)]
    titles = dict.fromkeys(line.rule_title for line in lines if line.amount > 0)
    if titles:
        warning = problem(
            code, employee_id=member.employee_id, found=case.period, expected=case.say(", ").join(titles),
            name=member.name, plan=case.plan.title,
        )  # fmt: skip
        case.report(warning)


def _blocking_rules(case: Case, member: Employee, rule: PlanRule) -> Iterator[str]:
    """Yield a reason per earlier rule that a rule depends on and whose amount is withheld."""
    for other in case.rules:
        if other.id in rule.rules_before() and member.employee_id in case.blocked.get(other.id, ()):
            yield case.say("waits for “{rule}”").format(rule=other.title)


def _blank_facts(case: Case, member: Employee, rule: PlanRule) -> Iterator[Blocker]:
    """Yield the blank facts of a person that a rule needs."""
    for fact_id in rule.person_facts():
        spec = case.plan.fact(fact_id)
        if not spec.required or case.fact(member, fact_id) is not None:
            continue
        if case.standing.on_leave(case.period, member.employee_id):
            yield _on_leave(case, member)
            continue
        yield blank(case, member, fact_id)


def _no_result(case: Case, member: Employee, rule: PlanRule) -> Iterator[Blocker]:
    """Yield a blocker if a rule needs a result that a person does not have."""
    if not rule.needs_score or rule.leaves_out(case, member):
        return
    try:
        score = case.score(member)
    except NotSet:
        return  # the rule reports it when it runs
    if score is None:
        if case.standing.on_leave(case.period, member.employee_id):
            yield _on_leave(case, member)
        else:
            wrong = problem(
                "plan-no-result", employee_id=member.employee_id, found=case.period, expected=case.scheme_title,
                name=member.name, plan=case.plan.title,
            )  # fmt: skip
            text = case.say("no valid result of “{scheme}” in {period}")
            yield wrong, text.format(scheme=case.scheme_title, period=case.period)


def _on_leave(case: Case, member: Employee) -> Blocker:
    number, title = member.employee_id, case.plan.title
    note = problem("plan-on-leave", employee_id=number, found=case.period, name=member.name, plan=title)
    return note, case.say("on approved leave")
