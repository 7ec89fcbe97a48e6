"""The input of a plan's rules: people, results, facts and recorded lines; and what the rules report."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property
from typing import Any, Protocol

from xlsappraise.base.i18n import Words
from xlsappraise.base.period import Period, PeriodKind
from xlsappraise.base.problems import Problem, problem
from xlsappraise.base.text import fold
from xlsappraise.plans.lines import Line, Past, Proposal, Withheld
from xlsappraise.plans.terms import CheckLine, PlanTerms, StepList
from xlsappraise.results.period_facts import YES, Incident, PeriodFacts, Value
from xlsappraise.results.standing import Score, Standing, last_of
from xlsappraise.roster import Employee
from xlsappraise.roster.grades import LevelReached


class PlanRule(Protocol):
    """The interface of a rule for a case and the engine; ``PayRule`` is its implementation."""

    @property
    def id(self) -> str:
        """Its id within the plan."""
        ...

    @property
    def title(self) -> str:
        """Its title for readers."""
        ...

    @property
    def on(self) -> tuple[PeriodKind, ...]:
        """The kinds of period in which it pays or proposes."""
        ...

    @property
    def needs_score(self) -> bool:
        """Whether its amount is withheld from a person without a result in the period."""
        ...

    @property
    def compares(self) -> bool:
        """Whether one person's amount depends on the others."""
        ...

    @property
    def counts_held(self) -> bool:
        """Whether people held back enter a comparison with their scores."""
        ...

    @property
    def looks_back(self) -> bool:
        """Whether it counts lines recorded for earlier periods."""
        ...

    @property
    def names_gaps(self) -> bool:
        """Whether it reports itself which of them are missing."""
        ...

    @property
    def revises(self) -> bool:
        """Whether it changes the lines of ``rules_before``."""
        ...

    @property
    def proposes(self) -> bool:
        """Whether it makes proposals."""
        ...

    @property
    def pays(self) -> bool:
        """Whether it makes or changes lines."""
        ...

    def person_facts(self) -> tuple[str, ...]:
        """Return the ids of the facts that it needs of each person, or of each person's department."""
        ...

    def leaves_out(self, case: Case, member: Employee) -> bool:
        """Return whether a person gets nothing by the rule anyway, so that no result is needed."""
        ...

    def rules_before(self) -> tuple[str, ...]:
        """Return the ids of the rules whose lines it revises or reads."""
        ...

    def step_lists(self) -> tuple[StepList, ...]:
        """Return the checklists that are confirmed for its steps."""
        ...

    def revise(self, case: Case, lines: list[Line]) -> list[Line]:
        """Return the lines so far together with its own."""
        ...

    def proposals(self, case: Case) -> Iterator[Proposal]:
        """Yield its proposals."""
        ...

    def sentence(self, say: Words) -> str:
        """Return a description of how it works."""
        ...


Blocker = tuple[Problem | None, str]
"""A problem to correct (None if reported when the facts were read) and the reason, in the workspace's language"""


class NotSet(Exception):  # noqa: N818 - a state of the settings, not an error
    """A rule needs the setting ``key``, which has no value."""

    def __init__(self, key: str) -> None:
        super().__init__(key)
        self.key = key


@dataclass
class Case:
    """One plan in one period. ``members``: the people who are not held back, in order of employee number.

    ``facts_of`` returns the facts of any period; ``find`` the roster's person of a name, if exactly one has it.
    """

    plan: PlanTerms
    rules: Sequence[PlanRule]
    period: Period
    members: tuple[Employee, ...]
    standing: Standing
    facts_of: Callable[[Period], PeriodFacts]
    say: Words
    past: Past = field(default_factory=Past)
    find: Callable[[str], Employee | None] = lambda _name: None
    titles: Mapping[str, str] = field(default_factory=dict)
    """The titles of schemes by id"""
    withheld: list[Withheld] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    so_far: list[Line] = field(default_factory=list)
    """The lines of the rules that have run"""
    blocked: dict[str, set[str]] = field(default_factory=dict)
    """Rule id → employee numbers of the people from whom its amount is withheld"""
    all_members: tuple[Employee, ...] = ()
    """The value of ``members`` before it was limited to people with complete inputs for the current rule"""
    held: tuple[Employee, ...] = ()
    """People from whom the whole plan is withheld"""
    absent: tuple[Employee, ...] = ()
    """Those among them with whom others would be compared"""
    doubtful: frozenset[str] = frozenset()
    """Employee numbers of those among them who may not belong to the plan"""
    barred: frozenset[str] = frozenset()
    """Employee numbers of the people from whom every plan is withheld"""
    incomplete_comparisons: dict[tuple[str, ...], list[str]] = field(default_factory=dict)
    """Names of people held back → titles of the rules that compare others without them"""
    levels_of: Callable[[str], Sequence[LevelReached]] = lambda _number: ()
    """The grades of a person by the kept lists of people, oldest first"""

    @property
    def facts(self) -> PeriodFacts:
        """The facts of the period."""
        return self.facts_of(self.period)

    def value(self, parameter: Any) -> Any:
        """Return a parameter's value: itself, or that of the setting it names; raise NotSet if that has none."""
        if not isinstance(parameter, str) or not parameter.startswith("@"):
            return parameter
        key = parameter[1:]
        if self.broken(key):
            raise NotSet(key)
        given = self.facts.settings.get((self.plan.id, key))
        value = self.plan.setting(key).value if given is None else given
        if value is None:
            raise NotSet(key)
        return value

    def broken(self, key: str) -> bool:
        """Return whether a setting's value in the facts workbook is unusable."""
        return (self.plan.id, key) in self.facts.broken

    def values(self, rule: PlanRule, *parameters: Any) -> list[Any]:
        """Return the values of several parameters; report each that is not set, then raise NotSet."""
        found, keys = [], []
        for parameter in parameters:
            try:
                found.append(self.value(parameter))
            except NotSet as missing:
                keys.append(missing.key)
        for key in keys:
            self.missing(key, rule.title)
        if keys:
            raise NotSet(keys[0])
        return found

    @cached_property
    def scheme(self) -> str:
        """The id of the scheme whose results count; raises NotSet if its setting has no value."""
        found = self.value(self.plan.scheme)
        assert isinstance(found, str), "lint lets no rule ask for results without a scheme"
        return found

    @property
    def scheme_title(self) -> str:
        """The title of that scheme."""
        return self.titles.get(self.scheme, self.scheme)

    def score(self, member: Employee, period: Period | None = None) -> Score | None:
        """Return a person's result in the plan's scheme; by default of this period."""
        return self.standing.score(self.scheme, period or self.period, member.employee_id)

    def scored(self) -> list[tuple[Employee, Score]]:
        """Return the members who have a result, with the result."""
        found = ((member, self.score(member)) for member in self.members)
        return [(member, score) for member, score in found if score is not None]

    def fact(self, member: Employee, fact_id: str) -> Value | None:
        """Return a fact of a person, or of the person's department; None for a blank."""
        spec = self.plan.fact(fact_id)
        if spec.scope == "department":
            return self.facts.departments.values.get((fold(member.department), spec.title))
        return self.facts.people.get(member.employee_id, {}).get(spec.title)

    def figure(self, member: Employee, fact_id: str) -> Decimal | None:
        """Return a fact of a person if it is a number, else None."""
        found = self.fact(member, fact_id)
        return found if isinstance(found, Decimal) else None

    def yes(self, member: Employee, fact_id: str) -> bool:
        """Return whether a yes-or-no fact is yes."""
        return self.fact(member, fact_id) == YES

    def confirmed(self, member: Employee, line: CheckLine) -> bool | None:
        """Return whether HR answered yes to a line of a checklist for a person; None for a blank."""
        answer = self.facts.answers.get(member.employee_id, {}).get(self.plan.line_key(line))
        return None if answer is None else answer == YES

    def incidents(self, member: Employee, kinds: Iterable[str], period: Period | None = None) -> list[Incident]:
        """Return a person's incidents of the kinds (ids), by day."""
        titles = {self.plan.incident(kind).title for kind in kinds}
        facts = self.facts_of(period or self.period)
        found = [i for i in facts.incidents if i.employee_id == member.employee_id and i.kind in titles]
        return sorted(found, key=lambda incident: (incident.day, incident.kind))

    def last(self, kind: PeriodKind) -> Period:
        """Return the last period of a kind that ends no later than this one."""
        return last_of(kind, self.period)

    def line(self, member: Employee, rule: PlanRule, amount: Decimal, inputs: Mapping[str, Any], why: str) -> Line:
        """Return a line of a rule; ``why`` explains the amount."""
        return Line(member.employee_id, self.plan.id, rule.id, amount, inputs, why, rule.title)

    def was_paid(self, member: Employee, rule: str, period: Period) -> bool:
        """Return whether a person has a line of a rule in a period: in this run, or recorded in the ledger."""
        if period == self.period:
            return any(line.is_of((rule,)) and line.employee_id == member.employee_id for line in self.so_far)
        return self.past.of(period, self.plan.id, rule, member.employee_id) is not None

    def missing(self, key: str, rule: str) -> None:
        """Report once that a setting is not set; an unusable one was reported when the facts were read."""
        if self.broken(key):
            return
        setting = self.plan.setting(key)
        place = self.facts.setting_places.get((self.plan.id, key))
        sheet, cell = place or (None, None)
        self.report(
            problem(
                "plan-setting-not-set" if place else "plan-setting-nowhere", file=self.facts.file, sheet=sheet,
                cell=cell, found=f"{self.plan.id}.{key}", expected=setting.title, plan=self.plan.title, rule=rule,
                period=self.period,
            )
        )  # fmt: skip

    def block(self, member: Employee, rule: PlanRule, why: str) -> None:
        """Withhold a rule's amount from a person, and the amounts of rules that depend on it."""
        self.blocked.setdefault(rule.id, set()).add(member.employee_id)
        self.withhold(member, rule, why)

    def not_set(self, member: Employee, rule: PlanRule, key: str) -> None:
        """Withhold a rule's amount because a setting has no value."""
        self.missing(key, rule.title)
        title = self.plan.setting(key).title
        broken, blank = self.say("the setting “{key}” cannot be used"), self.say("the setting “{key}” is not set")
        self.block(member, rule, (broken if self.broken(key) else blank).format(key=title))

    def report(self, found: Problem | None) -> None:
        """Report a problem once."""
        if found is not None and found not in self.problems:
            self.problems.append(found)

    def withhold(self, member: Employee, rule: PlanRule, why: str, part: str = "", part_title: str = "") -> None:
        """Record that a rule's amount, or a part of it, is not paid now."""
        name = f"{rule.id}.{part}" if part else rule.id
        title = part_title or rule.title
        self.withheld.append(Withheld(member.employee_id, self.plan.id, name, why, title))
