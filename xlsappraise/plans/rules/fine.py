"""``fine``: a sum for each incident; with ``doubling`` 50, 100, 200 … in the period, all kinds of the rule together.

``per``: only every so many incidents cost something (offline three times). ``waive``: an incident that was put right
within so many days is let off, at most so many times in the period.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Annotated, Any, Literal

from pydantic import Field

from xlsappraise.base.i18n import Words, phrase
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
"""From 50 yuan on this is more money than there is; above it the count is taken for a slip"""


class Waive(Strict):
    """Put right within ``days``, at most ``most`` times."""

    days: int = Field(ge=0)
    most: int = Field(ge=1)


class Fine(PayRule):
    """``incidents`` make one series."""

    kind: Literal["fine"]
    incidents: tuple[Name, ...] = Field(min_length=1)
    amount: Annotated[Number, Field(ge=0)] | Ref
    doubling: bool = False
    per: int = Field(default=1, ge=1)
    waive: Waive | None = None

    def incident_kinds(self) -> tuple[str, ...]:
        """Return the incidents that are fined."""
        return self.incidents

    def incident_needs(self) -> tuple[Literal["amount", "settled"], ...]:
        """Return that a day of putting right is asked for where that lets somebody off."""
        return () if self.waive is None else ("settled",)

    def lines(self, case: Case) -> Iterator[Line]:
        """Take the fine off."""
        for member in case.members:
            found = case.incidents(member, self.incidents)
            count = sum(incident.count for incident in found)
            if not count:
                continue
            waived = self._waived(found)
            times = (count - waived) // self.per
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
        """Withhold a fine that has been doubled beyond all reason: a slip in the number of times."""
        case.tell(
            problem(
                "plan-fine-too-often", file=case.facts.file, employee_id=member.employee_id, found=count,
                expected=phrase("a number of at most {most}", most=DOUBLINGS), name=member.name, rule=self.title, plan=case.plan.title,
            )
        )  # fmt: skip
        text = case.say("{title}: {count} times cannot be right")
        case.wait(member, self, text.format(title=self.title, count=count))

    def _why(self, case: Case, count: int, times: int, amount: Decimal) -> str:
        text = case.say("{title}: {count} times: {steps}")
        if not self.doubling:
            steps = f"{times} × {brief(amount)}" if times > 1 else brief(amount * times)
        else:
            steps = " + ".join(brief(amount * 2**n) for n in range(times)) or "0"
        return text.format(title=self.title, count=count, steps=steps)

    def sentence(self, say: Words) -> str:
        """Describe the sum and how it grows."""
        amount = amount_words(self.amount)
        if self.per > 1:
            told = say("{amount} yuan for every {per} times").format(amount=amount, per=self.per)
        else:
            told = say("{amount} yuan each time").format(amount=amount)
        if self.doubling:
            told += say("; doubled each further time within the period")
        if self.waive is not None:
            text = say("; let off when put right within {days} days, at most {most} times in the period")
            told += text.format(days=self.waive.days, most=self.waive.most)
        return told
