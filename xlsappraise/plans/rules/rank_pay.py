"""``rank_pay``: a sum by rank percentile among the plan's people with a result.

A band ends at place round-half-up(cumulative share × people); ties take the better band. A quarter's or year's sum
replaces the monthly one of its last month: the quarter pays December.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, Literal

from pydantic import Field, model_validator

from xlsappraise.base.i18n import N_, Words, phrase
from xlsappraise.base.misfit import Misfit
from xlsappraise.base.money import ZERO, amount_text, band_of, brief, percent, yuan
from xlsappraise.base.period import Period
from xlsappraise.plans.parameters import Number, Ref, amount_words
from xlsappraise.plans.rules.base import PayRule
from xlsappraise.plans.terms import SettingType
from xlsappraise.scoring.ranks import places

if TYPE_CHECKING:
    from xlsappraise.plans.case import Case
    from xlsappraise.plans.lines import Line
    from xlsappraise.results.standing import Score
    from xlsappraise.roster import Employee

Sums = tuple[Number, ...] | Ref


@dataclass(frozen=True, slots=True)
class _Placed:
    """A person's place among ``people``; the band (from 0) with its share and sum."""

    member: Employee
    score: Score
    place: int
    people: int
    band: int
    share: Number
    amount: Number


class RankPay(PayRule):
    """``shares``: parts of 1, the best band first; sums per kind of period; ``probation_less``: less on probation."""

    needs_score: ClassVar[bool] = True
    compares: ClassVar[bool] = True

    called: ClassVar[Mapping[str, str]] = {
        "score": N_("score"),
        "place": N_("place"),
        "people": N_("people compared"),
        "band": N_("band"),
        "share": N_("share"),
        "probation": N_("on probation"),
        "already_paid": N_("paid already"),
    }
    kind: Literal["rank_pay"]
    lists: ClassVar[Mapping[str, SettingType]] = {
        "shares": "shares", "month": "amounts", "quarter": "amounts", "year": "amounts",
    }  # fmt: skip
    shares: tuple[Number, ...] | Ref
    month: Sums | None = None
    quarter: Sums | None = None
    year: Sums | None = None
    probation_less: Number = Field(default=ZERO, ge=0)

    @model_validator(mode="after")
    def _whole(self) -> RankPay:
        if not isinstance(self.shares, str) and sum(self.shares) != 1:
            raise Misfit(phrase("shares that add up to 1"))
        for sums in (self.month, self.quarter, self.year):
            if isinstance(sums, tuple) and isinstance(self.shares, tuple) and len(sums) != len(self.shares):
                raise Misfit(phrase("as many sums as shares"))
        return self

    def lines(self, case: Case) -> Iterator[Line]:
        """Yield each person's sum by band."""
        sums: Sums | None = getattr(self, case.period.kind)
        if sums is None:
            return
        scored = case.scored()
        replaced = self._replaced_by(case)
        if replaced is not None:
            for member, _score in scored:
                text = case.say("the sum of {period} replaces that of this month")
                case.withhold(member, self, text.format(period=replaced))
            return
        shares, amounts = case.values(self, self.shares, sums)
        ranks = places({member.employee_id: score.points for member, score in scored})
        for member, score in scored:
            place = ranks[member.employee_id]
            band = min(band_of(place, len(scored), shares), len(amounts) - 1)
            yield self._line(case, _Placed(member, score, place, len(scored), band, shares[band], amounts[band]))

    def _replaced_by(self, case: Case) -> Period | None:
        """Return the quarter that pays instead of this month, if any."""
        if case.period.kind != "month" or self.quarter is None or "quarter" not in self.on:
            return None
        quarter = Period("quarter", case.period.year, (case.period.number + 2) // 3)
        return quarter if quarter.last_day == case.period.last_day else None

    def _line(self, case: Case, placed: _Placed) -> Line:
        member, amount, band = placed.member, placed.amount, placed.band + 1
        inputs = {
            "score": placed.score.points, "place": placed.place, "people": placed.people, "band": band,
            "share": placed.share,
        }  # fmt: skip
        why = case.say("place {place} of {count}: band {band} ({share} of the people), {amount} yuan").format(
            place=placed.place, count=placed.people, band=band, share=percent(placed.share), amount=brief(amount)
        )
        if self.probation_less and member.on_probation(case.period):
            amount = max(ZERO, amount - self.probation_less)
            inputs["probation"] = -self.probation_less
            why += case.say("; on probation {less} less").format(less=brief(self.probation_less))
        paid = self._already(case, member)
        if paid:
            inputs["already_paid"] = paid
            why += case.say("; {paid} of {month} was already paid and is deducted").format(
                paid=amount_text(paid), month=_last_month(case.period)
            )
            amount -= paid
        return case.line(member, self, yuan(amount), inputs, why)

    def _already(self, case: Case, member: Employee) -> Number:
        """Return the recorded amount of this rule for the month that the longer period replaces.

        For a year it is 0 if there are quarters, which deduct the amount already.
        """
        if case.period.kind == "month" or (case.period.kind == "year" and self.quarter is not None):
            return ZERO
        line = case.past.of(_last_month(case.period), case.plan.id, self.id, member.employee_id)
        return ZERO if line is None else line.amount

    def sentence(self, say: Words) -> str:
        """Describe the sums per kind of period."""
        words = {"month": say("a month"), "quarter": say("a quarter"), "year": say("a year")}
        parts = []
        for kind, sums in (("month", self.month), ("quarter", self.quarter), ("year", self.year)):
            if sums is not None:
                listed = amount_words(sums) if isinstance(sums, str) else " / ".join(brief(s) for s in sums)
                parts.append(say("{kind}: {sums} yuan").format(kind=words[kind], sums=listed))
        shares = (
            amount_words(self.shares) if isinstance(self.shares, str) else " / ".join(percent(s) for s in self.shares)
        )
        parts.insert(0, say("by rank percentile, shares {shares}").format(shares=shares))
        if self.probation_less:
            parts.append(say("on probation {less} yuan less").format(less=brief(self.probation_less)))
        return say("; ").join(parts)


def _last_month(period: Period) -> Period:
    return Period("month", period.last_day.year, period.last_day.month)
