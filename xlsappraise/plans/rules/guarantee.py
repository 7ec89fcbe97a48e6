"""``guarantee``: tops the sum of earlier rules up to a guaranteed sum per month, by year of service.

Deductions of rules not in ``of`` are not compensated. The sum of the last year listed applies to all further years.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, ClassVar, Literal

from pydantic import Field

from xlsappraise.base.i18n import N_, Words
from xlsappraise.base.money import ZERO, amount_text, brief, yuan
from xlsappraise.plans.lines import by_person, total
from xlsappraise.plans.missing import undated
from xlsappraise.plans.parameters import Name, Number
from xlsappraise.plans.rules.base import PayRule

if TYPE_CHECKING:
    from xlsappraise.plans.case import Case
    from xlsappraise.plans.lines import Line
    from xlsappraise.roster import Employee


class Guarantee(PayRule):
    """``years``: the sums of the first, second, … year of service; ``probation``: the sum while on probation."""

    called: ClassVar[Mapping[str, str]] = {"guaranteed": N_("guaranteed"), "earned": N_("earned")}
    kind: Literal["guarantee"]
    of: tuple[Name, ...] = ()
    years: tuple[Number, ...] = Field(min_length=1)
    probation: Number = Field(ge=0)

    def rules_before(self) -> tuple[str, ...]:
        """Return the rules that count towards the guarantee."""
        return self.of

    def revise(self, case: Case, lines: list[Line]) -> list[Line]:
        """Append the top-up of each person, 0 if none is due."""
        return [*lines, *self._top_ups(case, lines)]

    def _top_ups(self, case: Case, lines: list[Line]) -> Iterator[Line]:
        earned = by_person(line for line in lines if line.is_of(self.of))
        for member in case.members:
            guaranteed = self._sum(case, member)
            if guaranteed is None:
                text = case.say("the day of joining is blank in the roster, so the guarantee cannot be computed")
                case.block(member, self, text)
                undated(case, member)
                continue
            amount, basis = guaranteed
            sum_earned = total(earned.get(member.employee_id, ()))
            text = case.say("guaranteed {amount} ({what}), earned {got}")
            why = text.format(amount=brief(amount), what=basis, got=amount_text(sum_earned))
            inputs = {"guaranteed": amount, "earned": sum_earned}
            yield case.line(member, self, max(ZERO, yuan(amount) - sum_earned), inputs, why)

    def _sum(self, case: Case, member: Employee) -> tuple[Decimal, str] | None:
        if member.on_probation(case.period):
            return self.probation, case.say("on probation")
        months = member.months(case.period.last_day - timedelta(days=1))  # a year that ends on the last day counts next
        if months is None:
            return None
        year = months // 12 + 1
        return self.years[min(year, len(self.years)) - 1], case.say("year {year} of service").format(year=year)

    def sentence(self, say: Words) -> str:
        """Describe the sums."""
        text = say("topped up to {years} yuan in year 1, 2, … of service, {probation} on probation")
        return text.format(years=" / ".join(brief(s) for s in self.years), probation=brief(self.probation))
