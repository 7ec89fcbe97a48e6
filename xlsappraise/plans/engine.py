"""One plan in one period: rule after rule runs over the people for whom all that it needs is there."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field

from xlsappraise.base.problems import Problem, problem
from xlsappraise.plans.case import Case, NotSet, PlanRule, Wrong
from xlsappraise.plans.lines import Line, Proposal, Withheld
from xlsappraise.plans.missing import blank
from xlsappraise.roster import Employee
from xlsappraise.roster.people import LEFT


@dataclass
class PlanOutcome:
    """What a plan came to: lines to pay, what is withheld and why, proposals, problems."""

    lines: list[Line] = field(default_factory=list)
    proposals: list[Proposal] = field(default_factory=list)
    withheld: list[Withheld] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def pay(case: Case) -> PlanOutcome:
    """Run the rules that pay in a period of this kind, each over the people for whom all that it needs is there."""
    everybody = case.everybody = case.members
    for rule in case.rules:
        if case.period.kind not in rule.on or not rule.pays:
            continue
        case.members = tuple(_ready(case, rule, everybody))
        ready = {member.employee_id for member in case.members}
        if rule.revises:
            case.so_far = [n for n in case.so_far if not n.is_of(rule.rules_before()) or n.employee_id in ready]
        try:
            case.so_far = rule.revise(case, case.so_far)
        except NotSet as missing:
            if everybody or case.absent:
                case.missing(missing.key, rule.title)
            for member in case.members:
                case.not_set(member, rule, missing.key)
            if rule.revises:
                case.so_far = [line for line in case.so_far if not line.is_of(rule.rules_before())]
    case.members = everybody
    _tell_apart(case)
    _tell_away(case)
    return PlanOutcome(case.so_far, [], case.withheld, case.problems)


def promote(case: Case) -> PlanOutcome:
    """Run the rules that propose. Nobody is held back: a condition that is not known is not met."""
    proposals: list[Proposal] = []
    case.so_far = [line for line in case.past.lines.get(case.period, ()) if line.plan == case.plan.id]
    for rule in case.rules:
        try:
            proposals += rule.proposals(case)
        except NotSet as missing:
            case.missing(missing.key, rule.title)
    return PlanOutcome([], proposals, case.withheld, case.problems)


def _ready(case: Case, rule: PlanRule, people: Iterable[Employee]) -> Iterator[Employee]:
    """Yield the people for whom all that a rule needs is there; withhold its amount from the others and say why."""
    gone: list[str] = [member.name for member in case.absent if _compared(case, rule, member)]
    ready = False
    for member in people:
        found = [*_blank_facts(case, member, rule), *_no_result(case, member, rule)]
        for wrong, _why in found:
            case.tell(wrong)
        reasons = list(dict.fromkeys(why for _wrong, why in found)) or list(_waiting(case, member, rule))
        if not reasons:
            ready = True
            yield member
            continue
        case.wait(member, rule, "\n".join(reasons))
        if rule.compares and not case.standing.on_leave(case.period, member.employee_id):
            gone.append(member.name)
    if gone and ready:
        case.apart.setdefault(tuple(gone), []).append(rule.title)


def _compared(case: Case, rule: PlanRule, member: Employee) -> bool:
    """Return whether a rule would compare others with a person who is held back, and cannot do without."""
    if not rule.compares or not rule.counts_held or member.employee_id in case.doubtful:
        return rule.compares
    try:
        return case.score(member) is None
    except NotSet:
        return True


def _tell_apart(case: Case) -> None:
    """Warn where people are compared and some of them are held back."""
    for names, titles in case.apart.items():
        case.tell(problem("plan-compared-incomplete", found=names, expected=titles, plan=case.plan.title))


def _tell_away(case: Case) -> None:
    """Warn where somebody on approved leave is paid for what they did, or somebody who has left and has no result."""
    every = {rule.id for rule in case.rules}
    earning = {rule.id for rule in case.rules if rule.needs_score or rule.person_facts()}
    for member in case.members:
        if case.standing.on_leave(case.period, member.employee_id):
            _tell_paid(case, member, "plan-paid-on-leave", earning)
        elif member.status == LEFT and not case.standing.has_any(case.period, member.employee_id):
            _tell_paid(case, member, "plan-paid-after-leaving", every)


def _tell_paid(case: Case, member: Employee, code: str, rules: Collection[str]) -> None:
    mine = [line for line in case.so_far if line.employee_id == member.employee_id and line.is_of(rules)]
    titles = dict.fromkeys(line.rule_title for line in mine if line.amount > 0)
    if titles:
        told = problem(
            code, employee_id=member.employee_id, found=case.period, expected=case.say(", ").join(titles),
            name=member.name, plan=case.plan.title,
        )  # fmt: skip
        case.tell(told)


def _waiting(case: Case, member: Employee, rule: PlanRule) -> Iterator[str]:
    """Yield the rules above it for which a rule has to wait."""
    for other in case.rules:
        if other.id in rule.rules_before() and member.employee_id in case.waiting.get(other.id, ()):
            yield case.say("waits for “{rule}”").format(rule=other.title)


def _blank_facts(case: Case, member: Employee, rule: PlanRule) -> Iterator[Wrong]:
    """Yield the figures of a person that a rule needs and that are blank."""
    for fact_id in rule.person_facts():
        spec = case.plan.fact(fact_id)
        if not spec.required or case.fact(member, fact_id) is not None:
            continue
        if case.standing.on_leave(case.period, member.employee_id):
            yield _on_leave(case, member)
            continue
        yield blank(case, member, fact_id)


def _no_result(case: Case, member: Employee, rule: PlanRule) -> Iterator[Wrong]:
    """Yield that a person has no result, where a rule needs one."""
    if not rule.needs_score:
        return
    try:
        score = case.score(member)
    except NotSet:
        return  # said by the rule itself
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


def _on_leave(case: Case, member: Employee) -> Wrong:
    number, title = member.employee_id, case.plan.title
    note = problem("plan-on-leave", employee_id=number, found=case.period, name=member.name, plan=title)
    return note, case.say("on approved leave")
