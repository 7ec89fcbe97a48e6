"""The condition on one period's result in a streak or for a grade; all bounds given must hold."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from pydantic import Field, model_validator

from xlsappraise.base.i18n import Words, phrase
from xlsappraise.base.misfit import Misfit
from xlsappraise.base.money import brief
from xlsappraise.plans.lines import evidence_of
from xlsappraise.plans.parameters import Name, Number, Words60
from xlsappraise.schemes.rules.base import Strict

if TYPE_CHECKING:
    from xlsappraise.plans.case import Case
    from xlsappraise.results.standing import Score
    from xlsappraise.roster import Employee


class Mark(Strict):
    """``within`` / ``outside``: bounds of the rank in the scheme; ``last``: the lowest rank, unless all are equal.

    ``in_department``: ranks are those in the department.
    ``incident``: at least one incident of the kind in the period. ``rule``: the rule paid the person in the period.
    """

    at_least: Number | None = None
    below: Number | None = None
    grade: Words60 | None = None
    within: int | None = Field(default=None, ge=1)
    outside: int | None = Field(default=None, ge=1)
    last: bool = False
    in_department: bool = False
    incident: Name | None = None
    rule: Name | None = None

    @model_validator(mode="after")
    def _some(self) -> Mark:
        if self == type(self).model_construct():
            raise Misfit(phrase("at least one bound"))
        return self

    def shown(self, case: Case, member: Employee, score: Score) -> bool:
        """Return whether a person's result meets all bounds."""
        points = score.points
        score = self.placed(case, score)
        return (
            (self.at_least is None or points >= self.at_least)
            and (self.below is None or points < self.below)
            and (self.grade is None or score.grade == self.grade)
            and (self.within is None or score.rank <= self.within)
            and (self.outside is None or score.rank > self.outside)
            and (not self.last or self._is_last(case, score))
            and (self.incident is None or bool(case.incidents(member, (self.incident,), score.period)))
            and (self.rule is None or case.was_paid(member, self.rule, score.period))
        )

    def placed(self, case: Case, score: Score) -> Score:
        """Return a result with the rank that counts."""
        return of_department(case, score) if self.in_department else score

    def evidence(self, case: Case, score: Score) -> str:
        """Return a result as a text with the rank that counts."""
        if not self.in_department:
            return evidence_of(score, case.say)
        shown, text = (
            self.placed(case, score),
            case.say("{period}: total {total}, {grade}, rank {rank} of {of} in {department}"),
        )
        return text.format(
            period=shown.period, total=f"{shown.total:.2f}", grade=shown.grade, rank=shown.rank, of=shown.of,
            department=shown.department,
        )  # fmt: skip

    def _is_last(self, case: Case, score: Score) -> bool:
        """Return whether a rank is the lowest; False if all are equal."""
        others = case.standing.of(score.scheme, score.period).values()
        ranks = [
            self.placed(case, other).rank
            for other in others
            if not self.in_department or other.department == score.department
        ]
        return score.rank == max(ranks) and score.rank > 1

    def words(self, say: Words) -> str:
        """Describe the bounds."""
        within, outside = say("rank within the first {bound}"), say("rank outside the first {bound}")
        if self.in_department:
            within = say("rank within the first {bound} of the department")
            outside = say("rank outside the first {bound} of the department")
        parts = [
            text.format(bound=bound if isinstance(bound, int | str) else brief(bound))
            for bound, text in (
                (self.at_least, say("score of at least {bound}")),
                (self.below, say("score below {bound}")),
                (self.grade, say("grade {bound}")),
                (self.within, within),
                (self.outside, outside),
            )
            if bound is not None
        ]
        if self.last:
            parts.append(say("last in rank"))
        if self.incident is not None:
            parts.append(say("at least one warning"))
        if self.rule is not None:
            parts.append(say("the award above"))
        return say(", ").join(parts)


def of_department(case: Case, score: Score) -> Score:
    """Return a result with its rank among the results of the same department."""
    rank, of = case.standing.place_in_department(score)
    return replace(score, rank=rank, of=of)
