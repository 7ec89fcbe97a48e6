"""``guarantee``: tops the sum of earlier rules up to a guaranteed sum per month, by year of service.

``span`` "month": each month by itself. "year": over the person's year of service; what the year guarantees up to this
month, less what its months brought and less earlier top-ups. Earlier months count as ``pay`` recorded them; a month
without such a record is left out of the account and reported. Deductions of rules not in ``of`` are not compensated.
The sum of the last year listed applies to all further years.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any, ClassVar, Literal

from pydantic import Field

from xlsappraise.base.i18n import N_, Words
from xlsappraise.base.money import ZERO, amount_text, brief, yuan
from xlsappraise.base.period import Period
from xlsappraise.base.problems import problem
from xlsappraise.plans.lines import by_person, total
from xlsappraise.plans.missing import undated
from xlsappraise.plans.parameters import Name, Number, Ref
from xlsappraise.plans.rules.base import PayRule
from xlsappraise.plans.terms import SettingType

if TYPE_CHECKING:
    from xlsappraise.plans.case import Case
    from xlsappraise.plans.lines import Line
    from xlsappraise.roster import Employee

DUE = "due"
"""The input that only a month accounted over the year has"""


@dataclass
class Account:
    """The earlier months of a person's year of service; ``unknown``: those that were not accounted in this way."""

    months: int = 0
    due: Decimal = ZERO
    earned: Decimal = ZERO
    topped_up: Decimal = ZERO
    unknown: tuple[Period, ...] = ()


class Guarantee(PayRule):
    """``years``: the sums of the first, second, … year of service; ``probation``: the sum while on probation."""

    names_gaps: ClassVar[bool] = True
    called: ClassVar[Mapping[str, str]] = {
        "guaranteed": N_("guaranteed"),
        "earned": N_("earned"),
        DUE: N_("guaranteed in the year so far"),
        "had": N_("received in the year so far"),
    }
    lists: ClassVar[Mapping[str, SettingType]] = {"span": "span"}
    kind: Literal["guarantee"]
    of: tuple[Name, ...] = ()
    years: tuple[Number, ...] = Field(min_length=1)
    probation: Number = Field(ge=0)
    span: Literal["month", "year"] | Ref = "month"

    @property
    def looks_back(self) -> bool:  # type: ignore[override]  # depends on the parameters here
        """Whether earlier months are counted."""
        return self.span != "month"

    def rules_before(self) -> tuple[str, ...]:
        """Return the rules that count towards the guarantee."""
        return self.of

    def revise(self, case: Case, lines: list[Line]) -> list[Line]:
        """Append the top-up of each person, 0 if none is due."""
        return [*lines, *self._top_ups(case, lines)]

    def _top_ups(self, case: Case, lines: list[Line]) -> Iterator[Line]:
        over_year = case.value(self.span) == "year"
        earned = by_person(line for line in lines if line.is_of(self.of))
        gaps: dict[tuple[Period, ...], list[str]] = {}
        for member in case.members:
            guaranteed = self._sum(case, member)
            if guaranteed is None:
                text = case.say("the day of joining is blank in the roster, so the guarantee cannot be computed")
                case.block(member, self, text)
                undated(case, member)
                continue
            sum_earned = total(earned.get(member.employee_id, ()))
            account = self._account(case, member) if over_year else None
            if account is not None and account.unknown:
                gaps.setdefault(account.unknown, []).append(member.name)
            yield self._line(case, member, guaranteed, sum_earned, account)
        for periods, names in gaps.items():
            gap = problem(
                "pay-guarantee-gap", found=periods, expected=self.title, plan=case.plan.title, names=tuple(names),
                first=periods[0], period=case.period,
            )  # fmt: skip
            case.report(gap)

    def _line(
        self, case: Case, member: Employee, guaranteed: tuple[Decimal, str], earned: Decimal, account: Account | None
    ) -> Line:
        amount, basis = guaranteed
        text = case.say("guaranteed {amount} ({what}), earned {got}")
        why = text.format(amount=brief(amount), what=basis, got=amount_text(earned))
        inputs: dict[str, Any] = {"guaranteed": amount, "earned": earned}
        due, had = yuan(amount), earned
        if account is not None:
            due, had = due + account.due, had + account.earned + account.topped_up
            inputs |= {DUE: due, "had": had}
            text = case.say(
                "{month}; {count} months of the year of service: guaranteed {due}, received {had}, {before} of it as "
                "earlier top-ups"
            )
            why = text.format(
                month=why, count=account.months + 1, due=amount_text(due), had=amount_text(had),
                before=amount_text(account.topped_up),
            )  # fmt: skip
        return case.line(member, self, max(ZERO, due - had), inputs, why)

    def _account(self, case: Case, member: Employee) -> Account:
        """Return the account of the earlier months of a person's year of service, as they were recorded."""
        account = Account()
        unknown: list[Period] = []
        year = _year(member, case.period)
        period = case.period.previous()
        while member.hired is not None and member.hired <= period.last_day and _year(member, period) == year:
            line = case.past.of(period, case.plan.id, self.id, member.employee_id)
            if line is not None and DUE in line.inputs:
                own = (n for n in case.past.lines[period] if n.employee_id == member.employee_id)
                account.months += 1
                account.due += yuan(Decimal(str(line.inputs["guaranteed"])))
                account.earned += total(n for n in own if n.plan == case.plan.id and n.is_of(self.of))
                account.topped_up += line.amount
            elif not case.standing.on_leave(period, member.employee_id):
                unknown.append(period)
            period = period.previous()
        account.unknown = tuple(reversed(unknown))
        return account

    def _sum(self, case: Case, member: Employee) -> tuple[Decimal, str] | None:
        if member.on_probation(case.period):
            return self.probation, case.say("on probation")
        year = _year(member, case.period)
        if year is None:
            return None
        return self.years[min(year, len(self.years)) - 1], case.say("year {year} of service").format(year=year)

    def sentence(self, say: Words) -> str:
        """Describe the sums."""
        text = say("topped up to {years} yuan in year 1, 2, … of service, {probation} on probation")
        sentence = text.format(years=" / ".join(brief(s) for s in self.years), probation=brief(self.probation))
        if self.span == "month":
            return sentence
        if self.span == "year":
            return sentence + say("; accounted over the year of service")
        return sentence + say("; accounted over the year of service or month by month: {span}").format(span=self.span)


def _year(member: Employee, period: Period) -> int | None:
    """Return the year of service that a month belongs to; one that begins on the month's last day counts already."""
    months = member.months(period.last_day - timedelta(days=1))
    return None if months is None else months // 12 + 1
