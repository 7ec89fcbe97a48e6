"""What the rules of a plan see: the people, their results, facts and earlier lines."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property
from typing import Any, Protocol

from xlsappraise.base.i18n import Words
from xlsappraise.base.period import Period, PeriodKind
from xlsappraise.base.problems import Problem, problem
from xlsappraise.plans.lines import Line, Past, Proposal, Withheld
from xlsappraise.plans.terms import PlanTerms
from xlsappraise.results.period_facts import YES, Incident, PeriodFacts, Value
from xlsappraise.results.standing import Score, Standing, last_of
from xlsappraise.roster import Employee


class PlanRule(Protocol):
    """What a case and the engine ask of a rule; ``PayRule`` is the base of those that there are."""

    @property
    def id(self) -> str:
        """Its id within the plan."""
        ...

    @property
    def title(self) -> str:
        """What people call it."""
        ...

    @property
    def on(self) -> tuple[PeriodKind, ...]:
        """The kinds of period in which it pays or proposes."""
        ...

    @property
    def needs_score(self) -> bool:
        """Whether a person without a result in the period is held back."""
        ...

    @property
    def compares(self) -> bool:
        """Whether one person's amount depends on the others."""
        ...

    @property
    def counts_held(self) -> bool:
        """Whether people who are held back are counted by their scores all the same."""
        ...

    @property
    def looks_back(self) -> bool:
        """Whether it counts what was recorded for earlier periods."""
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
        """Return the ids of the figures of a person that it needs."""
        ...

    def rules_before(self) -> tuple[str, ...]:
        """Return the ids of the rules whose lines it revises or looks at."""
        ...

    def revise(self, case: Case, lines: list[Line]) -> list[Line]:
        """Return all lines so far with this rule's."""
        ...

    def proposals(self, case: Case) -> Iterator[Proposal]:
        """Yield what it proposes."""
        ...

    def sentence(self, say: Words) -> str:
        """Return how it works."""
        ...


Wrong = tuple[Problem, str]
"""What is to be mended, and why something is withheld, in the workspace's language"""


class NotSet(Exception):  # noqa: N818 - a state of the settings, not a fault
    """A rule needs a setting that has no value; ``key`` names it."""

    def __init__(self, key: str) -> None:
        super().__init__(key)
        self.key = key


@dataclass
class Case:
    """One plan in one period. ``members`` are the people who are not held back, by employee number.

    ``facts_of`` gives the facts of any period; ``find`` the roster's person of a name, where just one bears it.
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
    waiting: dict[str, set[str]] = field(default_factory=dict)
    """Rule id → the people from whom its amount is withheld"""
    everybody: tuple[Employee, ...] = ()
    """All people of the plan while a rule runs over those for whom all that it needs is there"""
    held: tuple[Employee, ...] = ()
    """People who are held back from the whole plan"""
    absent: tuple[Employee, ...] = ()
    """People who are held back from the whole plan, and with whom others would be compared"""
    doubtful: frozenset[str] = frozenset()
    """Employee numbers of those among them of whom it is not sure whether the plan is theirs"""
    barred: frozenset[str] = frozenset()
    """Employee numbers of everybody who is held back from every plan"""
    apart: dict[tuple[str, ...], list[str]] = field(default_factory=dict)
    """Names of people who are held back → the titles of the rules that would compare them with others"""

    @property
    def facts(self) -> PeriodFacts:
        """The facts of the period."""
        return self.facts_of(self.period)

    def value(self, parameter: Any) -> Any:
        """Return a parameter's value: itself, or that of the setting it names; raise NotSet where it has none."""
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
        """Return whether a setting is filled in, but cannot be used."""
        return (self.plan.id, key) in self.facts.broken

    def values(self, rule: PlanRule, *parameters: Any) -> list[Any]:
        """Return the values of several parameters; say of each one that it is not set, then raise NotSet."""
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
        """The scheme whose results count; NotSet where a setting has to name it."""
        found = self.value(self.plan.scheme)
        assert isinstance(found, str), "lint lets no rule ask for results without a scheme"
        return found

    @property
    def scheme_title(self) -> str:
        """What people call that scheme."""
        return self.titles.get(self.scheme, self.scheme)

    def score(self, member: Employee, period: Period | None = None) -> Score | None:
        """Return a person's result in the plan's scheme."""
        return self.standing.score(self.scheme, period or self.period, member.employee_id)

    def scored(self) -> list[tuple[Employee, Score]]:
        """Return the people who have a result, in the order of their numbers."""
        found = ((member, self.score(member)) for member in self.members)
        return [(member, score) for member, score in found if score is not None]

    def fact(self, member: Employee, fact_id: str) -> Value | None:
        """Return a figure of a person; None where it is blank."""
        return self.facts.people.get(member.employee_id, {}).get(self.plan.fact(fact_id).title)

    def figure(self, member: Employee, fact_id: str) -> Decimal | None:
        """Return a figure that is a number."""
        found = self.fact(member, fact_id)
        return found if isinstance(found, Decimal) else None

    def yes(self, member: Employee, fact_id: str) -> bool:
        """Return whether a yes-or-no fact is yes."""
        return self.fact(member, fact_id) == YES

    def incidents(self, member: Employee, kinds: Iterable[str], period: Period | None = None) -> list[Incident]:
        """Return a person's incidents of some kinds (by id) in the order of their days."""
        titles = {self.plan.incident(kind).title for kind in kinds}
        facts = self.facts_of(period or self.period)
        mine = [i for i in facts.incidents if i.employee_id == member.employee_id and i.kind in titles]
        return sorted(mine, key=lambda incident: (incident.day, incident.kind))

    def last(self, kind: PeriodKind) -> Period:
        """Return the last period of a kind that has ended when this one ends."""
        return last_of(kind, self.period)

    def line(self, member: Employee, rule: PlanRule, amount: Decimal, inputs: Mapping[str, Any], why: str) -> Line:
        """Make a line of a rule."""
        return Line(member.employee_id, self.plan.id, rule.id, amount, inputs, why, rule.title)

    def was_paid(self, member: Employee, rule: str, period: Period) -> bool:
        """Return whether a rule gave a person something in a period: in this run, or as the ledger keeps it."""
        if period == self.period:
            return any(line.is_of((rule,)) and line.employee_id == member.employee_id for line in self.so_far)
        return self.past.of(period, self.plan.id, rule, member.employee_id) is not None

    def missing(self, key: str, rule: str) -> None:
        """Report once that a setting is not set; of one that cannot be used the facts have said so."""
        if self.broken(key):
            return
        setting = self.plan.setting(key)
        place = self.facts.setting_places.get((self.plan.id, key))
        sheet, cell = place or (None, None)
        self.tell(
            problem(
                "plan-setting-not-set" if place else "plan-setting-nowhere", file=self.facts.file, sheet=sheet,
                cell=cell, found=f"{self.plan.id}.{key}", expected=setting.title, plan=self.plan.title, rule=rule,
                period=self.period,
            )
        )  # fmt: skip

    def wait(self, member: Employee, rule: PlanRule, why: str) -> None:
        """Withhold a rule's amount from a person, and what rests on it."""
        self.waiting.setdefault(rule.id, set()).add(member.employee_id)
        self.withhold(member, rule, why)

    def not_set(self, member: Employee, rule: PlanRule, key: str) -> None:
        """Withhold a rule's amount because a setting has no value."""
        self.missing(key, rule.title)
        title = self.plan.setting(key).title
        broken, blank = self.say("the setting “{key}” cannot be used"), self.say("the setting “{key}” is not set")
        self.wait(member, rule, (broken if self.broken(key) else blank).format(key=title))

    def tell(self, found: Problem) -> None:
        """Report something once."""
        if found not in self.problems:
            self.problems.append(found)

    def withhold(self, member: Employee, rule: PlanRule, why: str, part: str = "", part_title: str = "") -> None:
        """Report that a rule's amount, or a part of it, is not paid now."""
        name = f"{rule.id}.{part}" if part else rule.id
        title = part_title or rule.title
        self.withheld.append(Withheld(member.employee_id, self.plan.id, name, why, title))
