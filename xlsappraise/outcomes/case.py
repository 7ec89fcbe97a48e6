"""What the rules of a plan see: the people, their results, facts and earlier lines; and what rules give back."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import TYPE_CHECKING, Any

from xlsappraise.i18n import Words
from xlsappraise.outcomes.facts import YES, Facts, Incident, Value
from xlsappraise.outcomes.standing import Score, Standing, last_of
from xlsappraise.period import Period, PeriodKind
from xlsappraise.problems import Problem, problem

if TYPE_CHECKING:
    from xlsappraise.outcomes.pay import PayRule
    from xlsappraise.outcomes.plans.model import Plan


class NotSet(Exception):  # noqa: N818 - a state of the settings, not a fault
    """A rule needs a setting that has no value; ``key`` names it."""

    def __init__(self, key: str) -> None:
        super().__init__(key)
        self.key = key


@dataclass(frozen=True, slots=True)
class Member:
    """A person of a plan, as the roster has them now."""

    employee_id: str
    name: str
    department: str
    position: str
    supervisor: str
    status: str
    hired: date | None = None
    confirmed: date | None = None
    level: str = ""

    def on_probation(self, period: Period) -> bool:
        """Tell whether the person is on probation when the period ends: by the day of confirmation, else by status."""
        if self.confirmed is not None:
            return self.confirmed > period.last_day
        return self.status == "试用"

    def months(self, on: date) -> int | None:
        """Return the full months of service on a day; None where the day of joining is not known."""
        return None if self.hired is None else months_between(self.hired, on)


def months_between(start: date, end: date) -> int:
    """Return the full months from ``start`` to the end of ``end``'s day; never below 0."""
    from datetime import timedelta

    after = end + timedelta(days=1)
    return max(0, (after.year - start.year) * 12 + after.month - start.month - (after.day < start.day))


@dataclass(frozen=True, slots=True)
class Line:
    """What one rule gives or takes: ``inputs`` by name, ``why`` in words; ``title`` is an award that is kept."""

    employee_id: str
    plan: str
    rule: str
    amount: Decimal
    inputs: Mapping[str, Any]
    why: str
    rule_title: str = ""
    title: str = ""

    def is_of(self, rules: Iterable[str]) -> bool:
        """Tell whether it is a line of one of the rules, or a part of one that was split: ``commission.team``."""
        return self.rule.partition(".")[0] in rules


@dataclass(frozen=True, slots=True)
class Withheld:
    """What is not paid now and why; without ``rule`` everything of the plan."""

    employee_id: str
    plan: str
    rule: str
    why: str
    rule_title: str = ""


@dataclass(frozen=True, slots=True)
class Proposal:
    """Something for people to decide; ``evidence`` names periods, scores, ranks and titles."""

    employee_id: str
    plan: str
    rule: str
    action: str
    before: str
    after: str
    evidence: tuple[str, ...]


@dataclass(frozen=True)
class Past:
    """The lines that the ledger keeps of earlier runs, by period."""

    lines: Mapping[Period, tuple[Line, ...]] = field(default_factory=dict)

    def of(self, period: Period, plan: str, rule: str, employee_id: str) -> Line | None:
        """Return one line."""
        for line in self.lines.get(period, ()):
            if (line.plan, line.employee_id) == (plan, employee_id) and line.is_of((rule,)):
                return line
        return None

    def titles(self, title: str, employee_id: str, until: date) -> list[Period]:
        """Return the periods up to a day in which a title was given, each period once."""
        return sorted(
            (
                period
                for period, lines in self.lines.items()
                if period.last_day <= until
                and any(line.title == title and line.employee_id == employee_id for line in lines)
            ),
            key=lambda period: period.first_day,
        )


@dataclass
class Case:
    """One plan in one period. ``members`` are the people who are not held back, by employee number.

    ``facts_of`` gives the facts of any period; ``find`` the roster's person of a name, where just one bears it.
    """

    plan: Plan
    period: Period
    members: tuple[Member, ...]
    standing: Standing
    facts_of: Callable[[Period], Facts]
    say: Words
    past: Past = field(default_factory=Past)
    find: Callable[[str], Member | None] = lambda _name: None
    withheld: list[Withheld] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    so_far: list[Line] = field(default_factory=list)
    """The lines of the rules that have run"""
    waiting: dict[str, set[str]] = field(default_factory=dict)
    """Rule id → the people from whom its amount is withheld"""
    everybody: tuple[Member, ...] = ()
    """All people of the plan while a rule runs over those for whom all that it needs is there"""
    absent: tuple[str, ...] = ()
    """Names of people who are held back from the whole plan, and with whom others would be compared"""
    apart: dict[tuple[str, ...], list[str]] = field(default_factory=dict)
    """Names of people who are held back → the titles of the rules that would compare them with others"""

    @property
    def facts(self) -> Facts:
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
        """Tell whether a setting is filled in, but cannot be used."""
        return (self.plan.id, key) in self.facts.broken

    def values(self, rule: PayRule, *parameters: Any) -> list[Any]:
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

    def score(self, member: Member, period: Period | None = None) -> Score | None:
        """Return a person's result in the plan's scheme."""
        return self.standing.score(self.scheme, period or self.period, member.employee_id)

    def scored(self) -> list[tuple[Member, Score]]:
        """Return the people who have a result, in the order of their numbers."""
        found = ((member, self.score(member)) for member in self.members)
        return [(member, score) for member, score in found if score is not None]

    def fact(self, member: Member, fact_id: str) -> Value | None:
        """Return a figure of a person; None where it is blank."""
        return self.facts.people.get(member.employee_id, {}).get(self.plan.fact(fact_id).title)

    def figure(self, member: Member, fact_id: str) -> Decimal | None:
        """Return a figure that is a number."""
        found = self.fact(member, fact_id)
        return found if isinstance(found, Decimal) else None

    def yes(self, member: Member, fact_id: str) -> bool:
        """Tell whether a yes-or-no fact is yes."""
        return self.fact(member, fact_id) == YES

    def incidents(self, member: Member, kinds: Iterable[str], period: Period | None = None) -> list[Incident]:
        """Return a person's incidents of some kinds (by id) in the order of their days."""
        titles = {self.plan.incident(kind).title for kind in kinds}
        facts = self.facts_of(period or self.period)
        mine = [i for i in facts.incidents if i.employee_id == member.employee_id and i.kind in titles]
        return sorted(mine, key=lambda incident: (incident.day, incident.kind))

    def last(self, kind: PeriodKind) -> Period:
        """Return the last period of a kind that has ended when this one ends."""
        return last_of(kind, self.period)

    def line(self, member: Member, rule: Any, amount: Decimal, inputs: Mapping[str, Any], why: str) -> Line:
        """Make a line of a rule."""
        return Line(member.employee_id, self.plan.id, rule.id, amount, inputs, why, rule.title)

    def was_paid(self, member: Member, rule: str, period: Period) -> bool:
        """Tell whether a rule gave a person something in a period: in this run, or as the ledger keeps it."""
        if period == self.period:
            return any(line.is_of((rule,)) and line.employee_id == member.employee_id for line in self.so_far)
        return self.past.of(period, self.plan.id, rule, member.employee_id) is not None

    def missing(self, key: str, rule: str) -> None:
        """Say once that a setting is not set; of one that cannot be used the facts have said so."""
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

    def wait(self, member: Member, rule: PayRule, why: str) -> None:
        """Withhold a rule's amount from a person, and what rests on it."""
        self.waiting.setdefault(rule.id, set()).add(member.employee_id)
        self.withhold(member, rule, why)

    def not_set(self, member: Member, rule: PayRule, key: str) -> None:
        """Withhold a rule's amount because a setting has no value."""
        self.missing(key, rule.title)
        title = self.plan.setting(key).title
        broken, blank = self.say("the setting “{key}” cannot be used"), self.say("the setting “{key}” is not set")
        self.wait(member, rule, (broken if self.broken(key) else blank).format(key=title))

    def undated(self, member: Member) -> None:
        """Say that the day of joining is needed."""
        self.tell(
            problem("roster-hired-needed", employee_id=member.employee_id, found=self.plan.title, name=member.name)
        )

    def unknown_level(self, member: Member, levels: Sequence[str]) -> None:
        """Say that a grade of the roster is none of the plan's."""
        self.tell(
            problem(
                "level-unknown", employee_id=member.employee_id, found=member.level or "—",
                expected=self.say(", ").join(levels), plan=self.plan.title, name=member.name,
            )
        )  # fmt: skip

    def tell(self, found: Problem) -> None:
        """Say something, once."""
        if found not in self.problems:
            self.problems.append(found)

    def withhold(self, member: Member, rule: PayRule, why: str, part: str = "", part_title: str = "") -> None:
        """Say that a rule's amount, or a part of it, is not paid now."""
        name = f"{rule.id}.{part}" if part else rule.id
        title = part_title or rule.title
        self.withheld.append(Withheld(member.employee_id, self.plan.id, name, why, title))


def renamed(line: Line, rule: str, **changes: Any) -> Line:
    """Return a line under another rule's name."""
    return replace(line, rule=rule, **changes)


def by_person(lines: Iterable[Line]) -> dict[str, list[Line]]:
    """Return the lines by employee number, in their order."""
    found: dict[str, list[Line]] = {}
    for line in lines:
        found.setdefault(line.employee_id, []).append(line)
    return found


def total(lines: Iterable[Line]) -> Decimal:
    """Add the amounts up."""
    return sum((line.amount for line in lines), Decimal("0.00"))


def evidence_of(score: Score, say: Words) -> str:
    """Write a result as evidence: period, total, grade, rank."""
    text = say("{period}: total {total}, {grade}, rank {rank} of {of}")
    return text.format(period=score.period, total=f"{score.total:.2f}", grade=score.grade, rank=score.rank, of=score.of)


__all__ = [
    "Case", "Line", "Member", "NotSet", "Past", "Proposal", "Withheld", "by_person", "evidence_of",
    "months_between", "renamed", "total",
]  # fmt: skip
