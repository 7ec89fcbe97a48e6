"""A plan in a period in a few lines: people, results, facts, incidents, settings, what was recorded before."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any

from xlsappraise.base.i18n import words
from xlsappraise.base.period import Period
from xlsappraise.base.person import Person
from xlsappraise.base.text import fold
from xlsappraise.plans import Plan, PlanLibrary, engine
from xlsappraise.plans.case import Case
from xlsappraise.plans.engine import PlanOutcome
from xlsappraise.plans.library import plan_of
from xlsappraise.plans.lines import Line, Past, Proposal
from xlsappraise.results.period_facts import NO, YES, DepartmentFacts, Incident, PeriodFacts, Value
from xlsappraise.results.standing import Score, Standing
from xlsappraise.roster import Employee, Roster
from xlsappraise.roster.grades import levels_in
from xlsappraise.scoring.ranks import places

D = Decimal
Given = Mapping[str, Mapping[str, Any]]
"""Employee number → fact id → value; True and False are yes and no"""
Event = tuple[Any, ...]
"""(employee number, day of the month, kind id[, count or, as a text, the amount[, day when it was put right]])"""
ROWS = "人员", "事项", "设置", "店铺和部门"


@cache
def shipped(plan_id: str) -> Plan:
    return PlanLibrary().plans[plan_id]


def plan_from(text: str, file: str = "trial.toml") -> Plan:
    """Return the plan of a TOML text."""
    return plan_of(tomllib.loads(text, parse_float=Decimal), file)


def member(number: str, department: str = "一部", **facts: Any) -> Employee:
    status = facts.pop("status", "正式")
    supervisor, position = facts.pop("supervisor", "李主管"), facts.pop("position", "客服专员")
    name = facts.pop("name", f"名{number}")
    return Employee(Person(number, name, department, position, supervisor), status, **facts)


def people(count: int, **facts: Any) -> list[Employee]:
    return [member(f"E{n}", **facts) for n in range(1, count + 1)]


def score(number: str, period: str, total: float, rank: int = 1, of: int = 1, **facts: Any) -> Score:
    scheme, grade = facts.get("scheme", "s"), facts.get("grade", "良好")
    position, department = facts.get("position", "客服专员"), facts.get("department", "一部")
    person = Person(number, f"名{number}", department, position, "李主管")
    return Score(person, Period.parse(period), scheme, "表", total, grade, rank, of)


def totals(period: str, by_person: Mapping[str, float], **facts: Any) -> list[Score]:
    """Return everybody's result of a period, ranked by total; ties share the better rank."""
    ranks = places({number: D(str(total)) for number, total in by_person.items()})
    return [score(n, period, total, ranks[n], len(by_person), **facts) for n, total in by_person.items()]


@dataclass
class Month:
    """What HR filled in for a period."""

    facts: Given = field(default_factory=dict)
    incidents: Iterable[Event] = ()
    settings: Mapping[str, Any] = field(default_factory=dict)
    cells: Mapping[tuple[str, str], str] = field(default_factory=dict)
    """(employee number, fact id), or ("", setting key) → the cell for it"""
    leave: Iterable[str] = ()
    broken: Iterable[str] = ()
    """Keys of settings that are filled in, but cannot be used"""
    answers: Mapping[str, Mapping[str, bool]] = field(default_factory=dict)
    """Employee number → line of a checklist, such as ``junior/a`` → confirmed or refused"""
    departments: Given = field(default_factory=dict)
    """Department → fact id → value"""
    department_cells: Mapping[tuple[str, str], str] = field(default_factory=dict)
    """(department, fact id) → its cell"""
    broken_figures: Iterable[tuple[str, str]] = ()
    """(department, fact id) of cells that are filled in, but cannot be used"""

    def of(self, plan: Plan, period: Period) -> PeriodFacts:
        title: Callable[[str], str] = lambda fact_id: plan.fact(fact_id).title  # noqa: E731 - shorter than a def
        return PeriodFacts(
            file="facts.xlsx",
            people={n: {title(k): _value(v) for k, v in of.items()} for n, of in self.facts.items()},
            places={(n, title(k)): (ROWS[0], cell) for (n, k), cell in self.cells.items() if n},
            incidents=tuple(_incident(plan, period, *event) for event in self.incidents),
            settings={(plan.id, key): _setting(value) for key, value in self.settings.items()},
            setting_places={(plan.id, k): (ROWS[2], cell) for (n, k), cell in self.cells.items() if not n},
            leave=frozenset(self.leave),
            broken=frozenset((plan.id, key) for key in self.broken),
            answers={n: {f"{plan.id}/{k}": YES if v else NO for k, v in of.items()} for n, of in self.answers.items()},
            departments=DepartmentFacts(
                {(fold(d), title(k)): _value(v) for d, of in self.departments.items() for k, v in of.items()},
                {(fold(d), title(k)): (ROWS[3], cell) for (d, k), cell in self.department_cells.items()},
                frozenset((fold(d), title(k)) for d, k in self.broken_figures),
            ),
        )


def _value(value: Any) -> Value:
    if isinstance(value, bool):
        return YES if value else NO
    return D(str(value))


def _setting(value: Any) -> Any:
    if isinstance(value, list):
        return tuple(tuple(map(D, v)) if isinstance(v, tuple) else D(str(v)) for v in value)
    return value if isinstance(value, str) else D(str(value))


def _incident(
    plan: Plan, period: Period, number: str, day: int, kind: str, what: Any = 1, settled: Any = None
) -> Incident:
    when = date(period.last_day.year, period.last_day.month, day)
    count, amount = (1, D(what)) if isinstance(what, str) else (what, None)
    mended = when.replace(day=settled) if isinstance(settled, int) else settled
    return Incident(number, when, plan.incident(kind).title, count, amount, mended)


def case(
    plan: str | Plan,
    members: Iterable[Employee],
    scores: Iterable[Score] = (),
    *,
    period: str = "2026-11",
    past: Iterable[tuple[str, Line]] = (),
    roster: Iterable[Employee] = (),
    months: Mapping[str, Month] | None = None,
    lists: Iterable[tuple[str, Iterable[Employee]]] = (),
    **filled: Any,
) -> Case:
    """Return a case. ``filled`` are the facts of its period (see Month), ``months`` those of other periods.

    ``lists``: the lists of people kept for earlier periods, in their order.
    """
    of = shipped(plan) if isinstance(plan, str) else plan
    now = Period.parse(period)
    there = {now: Month(**filled), **{Period.parse(name): month for name, month in (months or {}).items()}}
    facts = {when: month.of(of, when) for when, month in there.items()}
    found: dict[tuple[str, Period], dict[str, Score]] = {}
    for one in scores:
        found.setdefault((one.scheme, one.period), {})[one.employee_id] = one
    lines: dict[Period, tuple[Line, ...]] = {}
    for name, line in past:
        when = Period.parse(name)
        lines[when] = (*lines.get(when, ()), line)
    standing = Standing(found, {when: one.leave for when, one in facts.items()})
    levels = levels_in((Period.parse(name), Roster(tuple(employees))) for name, employees in lists)
    people_by_name = {person.name: person for person in roster}
    return Case(
        of, of.rules, now, tuple(members), standing, lambda when: facts.get(when, PeriodFacts()), words("zh_CN"),
        Past(lines),
        people_by_name.get, levels_of=lambda number: levels.get(number, ()),
    )  # fmt: skip


def paid(*given: Any, **facts: Any) -> PlanOutcome:
    return engine.pay(case(*given, **facts))


def proposed(*given: Any, **facts: Any) -> PlanOutcome:
    return engine.promote(case(*given, **facts))


def confirmed(plan_id: str, *lists: str, **changes: bool | None) -> dict[str, bool]:
    """Return a yes to every line of checklists; ``changes``: another answer to a line, None for a blank."""
    lines = [line for line in shipped(plan_id).checklist if line.list in lists]
    answers = {f"{line.list}/{line.id}": changes.get(line.id, True) for line in lines}
    return {key: answer for key, answer in answers.items() if answer is not None}


def recorded(plan: str, number: str, rule: str, amount: str = "0", title: str = "", **inputs: Any) -> Line:
    """Return a line as the ledger keeps it."""
    return Line(number, plan, rule, D(amount), inputs, "", title=title)


def amounts(outcome: PlanOutcome, *rules: str) -> list[tuple[str, str, Decimal]]:
    """Return (employee number, rule, amount) of every line, or of those of some rules."""
    return [(line.employee_id, line.rule, line.amount) for line in outcome.lines if not rules or line.rule in rules]


def sums(outcome: PlanOutcome, rule: str) -> dict[str, Decimal]:
    """Return employee number → amount of a rule that has a line a person."""
    found = [(line.employee_id, line.amount) for line in outcome.lines if line.rule == rule]
    assert len({number for number, _amount in found}) == len(found)
    return dict(found)


def why(outcome: PlanOutcome, number: str, rule: str) -> str:
    (line,) = [line for line in outcome.lines if (line.employee_id, line.rule) == (number, rule)]
    return line.why


def held(outcome: PlanOutcome) -> dict[tuple[str, str], str]:
    """Return (employee number, rule) → why it is withheld."""
    found = {(one.employee_id, one.rule): one.why for one in outcome.withheld}
    assert len(found) == len(outcome.withheld), "nothing is withheld twice"
    return found


def codes(outcome: PlanOutcome) -> list[tuple[str, str | None]]:
    """Return (code, employee number) of every problem."""
    return [(p.code, p.employee_id) for p in outcome.problems]


def moves(outcome: PlanOutcome) -> list[tuple[str, str, str, str, str]]:
    """Return (employee number, rule, action, from, to) of every proposal."""
    return [(p.employee_id, p.rule, p.action, p.before, p.after) for p in outcome.proposals]


def only(outcome: PlanOutcome) -> Proposal:
    (found,) = outcome.proposals
    return found
