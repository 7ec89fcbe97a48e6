"""``scaled``: a base sum of the person × score ÷ full points, paid per period or half-yearly.

``half_yearly``: people whose position contains one of the words are paid for two quarters together, in the second and
the fourth quarter; in the first and the third the amount is withheld. The position of each quarter counts: an amount
withheld is also paid after a change of position, and an amount paid is not paid again. ``regular_only``: whoever is
on probation at the end of a period has nothing for it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import TYPE_CHECKING, Any, ClassVar, Literal

from pydantic import Field

from xlsappraise.base.i18n import N_, Words
from xlsappraise.base.money import brief, yuan
from xlsappraise.base.period import Period, PeriodKind
from xlsappraise.plans.parameters import Name, Number
from xlsappraise.plans.rules.base import PayRule

if TYPE_CHECKING:
    from xlsappraise.plans.case import Case
    from xlsappraise.plans.lines import Line
    from xlsappraise.results.standing import Score
    from xlsappraise.roster import Employee


class Scaled(PayRule):
    """``base``: a fact of the person; ``full``: the points for the whole base."""

    needs_score: ClassVar[bool] = True

    called: ClassVar[Mapping[str, str]] = {"base": N_("base sum"), "score": N_("score")}
    kind: Literal["scaled"]
    on: tuple[PeriodKind, ...] = ("quarter",)
    base: Name
    full: Number = Field(gt=0)
    half_yearly: tuple[str, ...] = ()
    regular_only: bool = False

    def person_facts(self) -> tuple[str, ...]:
        """Return the fact of the base."""
        return (self.base,)

    def leaves_out(self, case: Case, member: Employee) -> bool:
        """Return whether a person has nothing in a period as probation lasts beyond its end."""
        return self.regular_only and member.on_probation(case.period)

    def lines(self, case: Case) -> Iterator[Line]:
        """Yield the scaled sums."""
        for member in case.members:
            if self.leaves_out(case, member):
                case.withhold(member, self, case.say("on probation: only regular staff are paid"))
        for member, score in case.scored():
            if self.leaves_out(case, member):
                continue
            if case.period.kind != "quarter" or not self.half_yearly:
                yield from self._paid(case, member, [case.period])
            elif not case.period.number % 2:
                yield from self._paid(case, member, [*self._withheld_before(case, member, score), case.period])
            elif self._is_half_yearly(member, score):
                text = case.say("paid half-yearly, with the quarter after this one")
                case.withhold(member, self, text)
            else:
                yield from self._paid(case, member, [case.period])

    def _is_half_yearly(self, member: Employee, score: Score) -> bool:
        """Return whether a person is paid half-yearly, by the position recorded in the quarter, else in the roster."""
        return any(word in (score.person.position or member.position) for word in self.half_yearly)

    def _withheld_before(self, case: Case, member: Employee, score: Score) -> Iterator[Period]:
        """Yield the quarter before if its amount was withheld and not paid."""
        before = case.period.previous()
        if self.regular_only and member.on_probation(before):
            return
        earlier = case.score(member, before)
        paid = case.past.of(before, case.plan.id, self.id, member.employee_id)
        if paid is None and self._is_half_yearly(member, earlier or score):
            yield before

    def _paid(self, case: Case, member: Employee, periods: list[Period]) -> Iterator[Line]:
        amount, shown = Decimal(0), []
        inputs: dict[str, Any] = {}
        for period in periods:
            score = case.score(member, period)
            found = case.facts_of(period).people.get(member.employee_id, {}).get(case.plan.fact(self.base).title)
            if score is None or not isinstance(found, Decimal):
                text = case.say("{period} is not paid with it: no result, or no base sum")
                case.withhold(member, self, text.format(period=period))
                continue
            amount += yuan(found * score.points / self.full)
            inputs |= {f"base {period}": found, f"score {period}": score.points}
            value = f"{brief(found)} × {brief(score.points)} ÷ {brief(self.full)}"
            shown.append(case.say("{title}: {value}").format(title=period, value=value))
        if shown:
            yield case.line(member, self, amount, inputs, case.say("; ").join(shown))

    def sentence(self, say: Words) -> str:
        """Describe the sum."""
        sentence = say("base sum × score ÷ {full}").format(full=brief(self.full))
        if self.regular_only:
            sentence += say("; not for people on probation")
        if self.half_yearly:
            words = say(", ").join(self.half_yearly)
            sentence += say("; positions with {words}: two quarters together, paid half-yearly").format(words=words)
        return sentence
