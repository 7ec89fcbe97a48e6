"""``fine``: a deduction per incident; with ``doubling`` 50, 100, 200 … in the period, over all kinds of the rule.

``per``: the number of incidents per deduction. ``once_from``: the amount is deducted once in a period with so many
incidents or more (offline three times). ``waive``: incidents settled within some days are
not counted, up to a number of times in the period.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Annotated, Any, ClassVar, Literal

from pydantic import Field, model_validator

from xlsappraise.base.i18n import N_, Words, phrase
from xlsappraise.base.misfit import Misfit
from xlsappraise.base.money import brief, yuan
from xlsappraise.base.problems import problem
from xlsappraise.plans.parameters import Name, Number, Ref, amount_words
from xlsappraise.plans.rules.base import PayRule
from xlsappraise.schemes.rules.base import Strict

if TYPE_CHECKING:
    from xlsappraise.plans.case import Case
    from xlsappraise.plans.lines import Line
    from xlsappraise.results.period_facts import Incident
    from xlsappraise.roster import Employee


DOUBLINGS = 40
"""The most doublings that are computed; a larger count is reported as a mistyped number"""


class Waive(Strict):
    """Incidents settled within ``days`` are not counted, at most ``most`` times."""

    days: int = Field(ge=0)
    most: int = Field(ge=1)


class Fine(PayRule):
    """``incidents``: the kinds that are counted together."""

    called: ClassVar[Mapping[str, str]] = {"count": N_("times"), "each": N_("each time"), "waived": N_("let off")}
    kind: Literal["fine"]
    incidents: tuple[Name, ...] = Field(min_length=1)
    amount: Annotated[Number, Field(ge=0)] | Ref
    doubling: bool = False
    per: int = Field(default=1, ge=1)
    once_from: int | None = Field(default=None, ge=1)
    waive: Waive | None = None

    @model_validator(mode="after")
    def _one(self) -> Fine:
        if self.once_from is not None and (self.per > 1 or self.doubling):
            raise Misfit(phrase("once_from goes with neither per nor doubling"))
        return self

    def incident_kinds(self) -> tuple[str, ...]:
        """Return the kinds of incidents that are fined."""
        return self.incidents

    def incident_needs(self) -> tuple[Literal["amount", "settled"], ...]:
        """Return ``settled`` if incidents can be waived."""
        return () if self.waive is None else ("settled",)

    def lines(self, case: Case) -> Iterator[Line]:
        """Yield the deduction of each person."""
        for member in case.members:
            found = case.incidents(member, self.incidents)
            count = sum(incident.count for incident in found)
            if not count:
                continue
            waived = self._waived(found)
            times = self._deductions(count - waived)
            amount = case.value(self.amount)
            if self.doubling and times > DOUBLINGS:
                self._too_often(case, member, count)
                continue
            inputs: dict[str, Any] = {"count": count, "each": amount}
            why = self._why(case, count, times, amount)
            if waived:
                inputs["waived"] = waived
                why += case.say("; {count} put right in time").format(count=waived)
            yield case.line(member, self, yuan(-amount * (2**times - 1 if self.doubling else times)), inputs, why)

    def _deductions(self, count: int) -> int:
        """Return how many times the amount is deducted for a number of incidents."""
        return count // self.per if self.once_from is None else int(count >= self.once_from)

    def _waived(self, found: Sequence[Incident]) -> int:
        if self.waive is None:
            return 0
        in_time = sum(
            incident.count
            for incident in found
            if incident.settled is not None and (incident.settled - incident.day).days <= self.waive.days
        )
        return min(self.waive.most, in_time)

    def _too_often(self, case: Case, member: Employee, count: int) -> None:
        """Report a number of times too large to double, and withhold the deduction."""
        case.report(
            problem(
                "plan-fine-too-often", file=case.facts.file, employee_id=member.employee_id, found=count,
                expected=phrase("a number of at most {most}", most=DOUBLINGS), name=member.name, rule=self.title,
                plan=case.plan.title,
            )
        )  # fmt: skip
        text = case.say("{title}: {count} times cannot be right")
        case.block(member, self, text.format(title=self.title, count=count))

    def _why(self, case: Case, count: int, times: int, amount: Decimal) -> str:
        text = case.say("{title}: {count} times: {steps}")
        if not self.doubling:
            steps = f"{times} × {brief(amount)}" if times > 1 else brief(amount * times)
        else:
            steps = " + ".join(brief(amount * 2**n) for n in range(times)) or "0"
        return text.format(title=self.title, count=count, steps=steps)

    def sentence(self, say: Words) -> str:
        """Describe the sum, its doubling and the waiver."""
        amount = amount_words(self.amount)
        if self.once_from is not None:
            text = say("{amount} yuan, once in a period with {times} times or more")
            sentence = text.format(amount=amount, times=self.once_from)
        elif self.per > 1:
            sentence = say("{amount} yuan for every {per} times").format(amount=amount, per=self.per)
        else:
            sentence = say("{amount} yuan each time").format(amount=amount)
        if self.doubling:
            sentence += say("; doubled each further time within the period")
        if self.waive is not None:
            text = say("; let off when put right within {days} days, at most {most} times in the period")
            sentence += text.format(days=self.waive.days, most=self.waive.most)
        return sentence
