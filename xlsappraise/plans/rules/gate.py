"""``gate``: the amounts of earlier rules are paid only if every test is passed, else set to 0.

A test of a fact of departments decides for everybody in the department.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Any, ClassVar, Literal

from pydantic import Field, model_validator

from xlsappraise.base.i18n import Words, phrase
from xlsappraise.base.misfit import Misfit
from xlsappraise.base.money import ZERO, brief
from xlsappraise.plans.lines import renamed
from xlsappraise.plans.parameters import Money, Name, Words60, amount_words
from xlsappraise.plans.rules.base import PayRule
from xlsappraise.schemes.rules.base import Strict

if TYPE_CHECKING:
    from xlsappraise.plans.case import Case
    from xlsappraise.plans.lines import Line
    from xlsappraise.roster import Employee


class Test(Strict):
    """A fact of the person, or of the person's department, that must be ≤ ``most`` or ≥ ``least``."""

    fact: Name
    title: Words60
    most: Money | None = None
    least: Money | None = None

    @model_validator(mode="after")
    def _one(self) -> Test:
        if (self.most is None) == (self.least is None):
            raise Misfit(phrase("one of most and least"))
        return self


class Gate(PayRule):
    """``of``: the rules whose amounts depend on the tests."""

    revises: ClassVar[bool] = True
    of_departments: ClassVar[bool] = True

    kind: Literal["gate"]
    of: tuple[Name, ...] = Field(min_length=1)
    tests: tuple[Test, ...] = Field(min_length=1)

    def person_facts(self) -> tuple[str, ...]:
        """Return the facts that are tested."""
        return tuple(test.fact for test in self.tests)

    def rules_before(self) -> tuple[str, ...]:
        """Return the rules that depend on the tests."""
        return self.of

    def revise(self, case: Case, lines: list[Line]) -> list[Line]:
        """Return the lines, with amounts set to 0 for people who fail a test, and the tests in ``why``."""
        members = {member.employee_id: member for member in case.members}
        bounds = case.values(self, *(test.most if test.least is None else test.least for test in self.tests))
        return [
            self._passed(case, members[line.employee_id], line, bounds) if line.is_of(self.of) else line
            for line in lines
        ]

    def _passed(self, case: Case, member: Employee, line: Line, bounds: Sequence[Decimal]) -> Line:
        inputs: dict[str, Any] = dict(line.inputs)
        failed = []
        for test, bound in zip(self.tests, bounds, strict=True):
            value = case.figure(member, test.fact)
            inputs[test.fact] = value
            good = value is not None and (value <= bound if test.least is None else value >= bound)
            if not good:
                shown = "—" if value is None else brief(value)
                sign = "≤" if test.least is None else "≥"
                failed.append(f"{test.title} {shown} ({sign} {brief(bound)})")
        if not failed:
            why = case.say("{why}; every test is passed").format(why=line.why)
            return renamed(line, line.rule, inputs=inputs, why=why)
        why = case.say("{why}; nothing is paid, not passed: {failed}").format(
            why=line.why, failed=case.say(", ").join(failed)
        )
        return renamed(line, line.rule, amount=ZERO, inputs=inputs, why=why)

    def sentence(self, say: Words) -> str:
        """Describe the tests."""
        parts = [
            f"{test.title} ≤ {amount_words(test.most)}"
            if test.least is None
            else f"{test.title} ≥ {amount_words(test.least)}"
            for test in self.tests
        ]
        return say("all or nothing: {tests}").format(tests=say(", ").join(parts))
