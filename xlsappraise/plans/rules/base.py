"""The base class of a plan's rules: the facts a rule needs, its computation, the wording of ``why``.

Money is Decimal yuan. A setting without a value raises NotSet, and the rule's amounts are withheld: read settings
before a person is blocked. A blank day of joining is reported with ``missing.undated``. Full years of service at the
end of a period are ``member.months(period.last_day)``; the rules in which the last day's own month must be over count
to the day before. The names in ``called`` are shared by all kinds.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, ClassVar, Literal

from xlsappraise.base.i18n import Words
from xlsappraise.base.period import PeriodKind
from xlsappraise.plans.parameters import Name, Words60
from xlsappraise.plans.terms import SettingType, StepList
from xlsappraise.schemes.rules.base import Strict

if TYPE_CHECKING:
    from xlsappraise.plans.by_score import ByBand, ByPool
    from xlsappraise.plans.case import Case
    from xlsappraise.plans.lines import Line, Proposal
    from xlsappraise.roster import Employee


class PayRule(Strict):
    """Base of the rule kinds. ``on``: the kinds of period in which the rule pays or proposes."""

    needs_score: ClassVar[bool] = False
    """Whether the amount is withheld from a person without a result in the period"""

    @property
    def needs_scheme(self) -> bool:
        """Whether the rule reads results of any period."""
        return self.needs_score

    compares: ClassVar[bool] = False
    """Whether one person's amount depends on the others"""

    counts_held: ClassVar[bool] = False
    """Whether people held back enter a comparison with their scores, so that the others' amounts do not change later"""

    looks_back: ClassVar[bool] = False
    """Whether it counts lines recorded for earlier periods"""

    names_gaps: ClassVar[bool] = False
    """Whether it reports itself which of them are missing"""

    revises: ClassVar[bool] = False
    """Whether it changes the lines of ``rules_before``, which must not be paid without it"""
    proposes: ClassVar[bool] = False
    """Whether it makes proposals"""

    pays: ClassVar[bool] = True
    """Whether it makes or changes lines"""

    of_departments: ClassVar[bool] = False
    """Whether ``person_facts`` may be facts of the person's department"""

    called: ClassVar[Mapping[str, str]] = {}
    """What the inputs of its lines are called in English, facts left out"""

    lists: ClassVar[Mapping[str, SettingType]] = {}
    """Parameters that may refer to a setting of a list type: name → type"""

    id: Name
    title: Words60
    on: tuple[PeriodKind, ...] = ("month",)

    def person_facts(self) -> tuple[str, ...]:
        """Return the ids of the facts that the rule needs of each person, or of each person's department."""
        return ()

    def department_facts(self) -> tuple[str, ...]:
        """Return the ids of further facts that must be those of departments; the rule itself handles blank ones."""
        return ()

    def facts(self) -> tuple[str, ...]:
        """Return the ids of all facts that the rule uses."""
        return (*self.person_facts(), *self.department_facts())

    def leaves_out(self, case: Case, member: Employee) -> bool:
        """Return whether a person gets nothing by the rule anyway, so that no result is needed."""
        return False

    def asked_with(self) -> Mapping[str, str]:
        """Return facts required only once a setting has a value: fact id → setting key ("" for always)."""
        return {}

    def yes_facts(self) -> tuple[str, ...]:
        """Return the ids of the facts that must be yes or no."""
        return ()

    def figures(self) -> tuple[str, ...]:
        """Return the ids of the facts that must be numbers."""
        return tuple(fact for fact in self.facts() if fact not in self.yes_facts())

    def step_lists(self) -> tuple[StepList, ...]:
        """Return the checklists that are confirmed for its steps."""
        return ()

    def incident_kinds(self) -> tuple[str, ...]:
        """Return the ids of the kinds of incidents that the rule uses."""
        return ()

    def incident_needs(self) -> tuple[Literal["amount", "settled"], ...]:
        """Return the columns that these kinds of incidents must have."""
        return ()

    def rules_before(self) -> tuple[str, ...]:
        """Return the ids of the rules whose lines it revises or reads; they must be listed before it."""
        return ()

    def lines(self, case: Case) -> Iterator[Line]:
        """Yield the rule's lines: amounts paid, or negative ones deducted."""
        return iter(())

    def by_score(self, line: Line | None) -> ByBand | ByPool | None:
        """Return the amount as a function of the score; None where it is no such function.

        ``line``: the person's recorded line, or the first part of it; None where the rule gave none.
        """
        return None

    def part_paid(self, lines: Sequence[Line]) -> Decimal:
        """Return which part of what an earlier rule gave a person the rule leaves; ``lines``: those of that rule."""
        return Decimal(1)

    def revise(self, case: Case, lines: list[Line]) -> list[Line]:
        """Return the lines so far with the rule's own; by default its own are appended."""
        return [*lines, *self.lines(case)]

    def proposals(self, case: Case) -> Iterator[Proposal]:
        """Yield the rule's proposals."""
        return iter(())

    def sentence(self, say: Words) -> str:
        """Return a description of how the rule works; settings appear as ``@key``."""
        raise NotImplementedError
