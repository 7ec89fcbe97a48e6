"""What every rule of a plan is: the facts it needs, its computation, the wording of its ``why``.

Money is Decimal yuan. A rule never guesses: what is not set raises NotSet, and its amounts are withheld.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, ClassVar, Literal

from xlsappraise.base.i18n import Words
from xlsappraise.base.period import PeriodKind
from xlsappraise.plans.parameters import Name, Words60
from xlsappraise.plans.terms import SettingType
from xlsappraise.schemes.rules.base import Strict

if TYPE_CHECKING:
    from xlsappraise.plans.case import Case
    from xlsappraise.plans.lines import Line, Proposal


class PayRule(Strict):
    """Base of the rule kinds. ``on``: the kinds of period in which the rule pays or proposes."""

    needs_score: ClassVar[bool] = False
    """Whether a person without a result in the period is held back"""

    @property
    def needs_scheme(self) -> bool:
        """Whether results of any period are looked at."""
        return self.needs_score

    compares: ClassVar[bool] = False
    """Whether one person's amount depends on the others"""

    counts_held: ClassVar[bool] = False
    """Whether people who are held back are counted by their scores all the same, so that the others' amounts stand"""

    looks_back: ClassVar[bool] = False
    """Whether it counts what was recorded for earlier periods"""

    revises: ClassVar[bool] = False
    """Whether it changes the lines of ``rules_before``, which must not be paid without it"""
    proposes: ClassVar[bool] = False
    """Whether it makes proposals"""

    pays: ClassVar[bool] = True
    """Whether it makes or changes lines"""

    lists: ClassVar[Mapping[str, SettingType]] = {}
    """Parameters in whose place a setting is a list, and of which type"""

    id: Name
    title: Words60
    on: tuple[PeriodKind, ...] = ("month",)

    def person_facts(self) -> tuple[str, ...]:
        """Return the ids of the facts of a person that the rule needs."""
        return ()

    def asked_with(self) -> Mapping[str, str]:
        """Return those of them that are asked for once a setting has a value, with its key; always where it is ""."""
        return {}

    def yes_facts(self) -> tuple[str, ...]:
        """Return those of them that have to be yes or no."""
        return ()

    def figures(self) -> tuple[str, ...]:
        """Return those of them that have to be numbers."""
        return tuple(fact for fact in self.person_facts() if fact not in self.yes_facts())

    def incident_kinds(self) -> tuple[str, ...]:
        """Return the ids of the incidents that the rule looks at."""
        return ()

    def incident_needs(self) -> tuple[Literal["amount", "settled"], ...]:
        """Return what has to be filled in with these incidents."""
        return ()

    def rules_before(self) -> tuple[str, ...]:
        """Return the ids of the rules whose lines it revises or looks at; they stand above it."""
        return ()

    def lines(self, case: Case) -> Iterator[Line]:
        """Yield what the rule pays or takes."""
        return iter(())

    def revise(self, case: Case, lines: list[Line]) -> list[Line]:
        """Return all lines so far with this rule's: by default its own after the others."""
        return [*lines, *self.lines(case)]

    def proposals(self, case: Case) -> Iterator[Proposal]:
        """Yield what the rule proposes."""
        return iter(())

    def sentence(self, say: Words) -> str:
        """Describe to a person how the rule works."""
        raise NotImplementedError
