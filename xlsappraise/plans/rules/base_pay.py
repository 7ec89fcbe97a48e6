"""``base_pay``: base pay by the person's grade or by service; and proposals of its yearly review.

By grade: the roster's 职级; ``probation`` on probation, whatever the grade. By service: ``probation`` on probation and
in the first ``months``, then ``amount``.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import timedelta
from typing import TYPE_CHECKING, Annotated, ClassVar, Literal

from pydantic import Field, model_validator

from xlsappraise.base.i18n import N_, Words, phrase
from xlsappraise.base.misfit import Misfit
from xlsappraise.base.money import brief, yuan
from xlsappraise.base.text import fold
from xlsappraise.plans.case import NotSet
from xlsappraise.plans.lines import Proposal
from xlsappraise.plans.missing import undated, unknown_level
from xlsappraise.plans.parameters import Money, Number, Ref, Words60, amount_words
from xlsappraise.plans.rules.base import PayRule
from xlsappraise.schemes.rules.base import Strict

if TYPE_CHECKING:
    from xlsappraise.plans.case import Case
    from xlsappraise.plans.lines import Line
    from xlsappraise.roster import Employee


class LevelPay(Strict):
    """A grade of the roster and its base pay."""

    level: Words60
    amount: Annotated[Number, Field(ge=0)] | Ref


class BasePay(PayRule):
    """``review_after``: the months since joining that a confirmed person needs for the review at the end of a year."""

    called: ClassVar[Mapping[str, str]] = {"probation": N_("on probation"), "level": N_("grade of the person")}
    kind: Literal["base_pay"]
    levels: tuple[LevelPay, ...] = ()
    amount: Money | None = None
    probation: Number | None = Field(default=None, ge=0)
    months: int = Field(default=0, ge=0)
    review_after: int | None = Field(default=None, ge=0)

    @model_validator(mode="after")
    def _one(self) -> BasePay:
        if (self.amount is None) != bool(self.levels):
            raise Misfit(phrase("one of amount and levels"))
        return self

    @property
    def proposes(self) -> bool:  # type: ignore[override]  # depends on the parameters here
        """Whether reviews are proposed."""
        return self.review_after is not None

    def lines(self, case: Case) -> Iterator[Line]:
        """Yield the base pay of each person."""
        for member in case.members:
            if self.levels and not self._first(case, member):
                yield from self._by_level(case, member)
            elif self._first(case, member):
                why = case.say("base pay on probation, or in the first {months} months").format(months=self.months)
                yield case.line(member, self, yuan(case.value(self.probation)), {"probation": True}, why)
            else:
                amount = case.value(self.amount)
                yield case.line(member, self, yuan(amount), {}, case.say("base pay"))

    def _by_level(self, case: Case, member: Employee) -> Iterator[Line]:
        for step in self.levels:
            if fold(step.level) == fold(member.level):
                try:
                    amount = case.value(step.amount)
                except NotSet as missing:
                    case.not_set(member, self, missing.key)
                    return
                why = case.say("base pay of the grade {level}").format(level=step.level)
                yield case.line(member, self, yuan(amount), {"level": step.level}, why)
                return
        unknown_level(case, member, [step.level for step in self.levels])
        case.block(member, self, case.say("the grade is unknown"))

    def _first(self, case: Case, member: Employee) -> bool:
        """Return whether the initial sum applies."""
        if self.probation is None:
            return False
        months = member.months(
            case.period.last_day - timedelta(days=1)
        )  # a month that ends on the last day counts next
        return member.on_probation(case.period) or (months is not None and months < self.months)

    def proposals(self, case: Case) -> Iterator[Proposal]:
        """Propose a review at the end of the year for each confirmed person with enough months since joining."""
        end = case.period.last_day
        if self.review_after is None or (end.month, end.day) != (12, 31):
            return
        for member in case.members:
            months = member.months(end)
            if member.on_probation(case.period):
                continue
            if months is None:
                undated(case, member)
            elif months >= self.review_after:
                text = case.say("joined on {day}, {months} months ago, confirmed")
                evidence = (text.format(day=member.hired, months=months),)
                met = case.say("confirmed, and joined {months} months ago or more").format(months=self.review_after)
                yield Proposal(member.employee_id, case.plan.id, self.id, "review", member.level, "", evidence, (met,))

    def sentence(self, say: Words) -> str:
        """Describe the sums."""
        if self.levels:
            sentence = say("base pay by grade: {levels}").format(
                levels=say(", ").join(f"{step.level} {amount_words(step.amount)}" for step in self.levels)
            )
            if self.probation is not None:
                sentence += say("; {probation} on probation").format(probation=brief(self.probation))
            return sentence
        sentence = say("base pay {amount} yuan").format(amount=amount_words(self.amount))
        if self.probation is not None:
            text = say("; {probation} on probation and in the first {months} months")
            sentence += text.format(probation=brief(self.probation), months=self.months)
        if self.review_after is not None:
            sentence += say(
                "; reviewed at the end of each year for confirmed staff who joined {months} months ago or more"
            ).format(months=self.review_after)
        return sentence
