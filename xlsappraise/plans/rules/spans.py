"""The conditions of a ladder's moves on results of several periods."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Literal

from pydantic import Field, model_validator

from xlsappraise.base.days import months_between
from xlsappraise.base.i18n import Words, phrase
from xlsappraise.base.misfit import Misfit
from xlsappraise.base.money import brief, yuan
from xlsappraise.base.period import PeriodKind
from xlsappraise.plans.grades import level_since
from xlsappraise.plans.lines import evidence_of
from xlsappraise.plans.parameters import Number
from xlsappraise.plans.rules.answers import Answer
from xlsappraise.plans.rules.marks import Mark
from xlsappraise.results.standing import LOOK_BACK, Span
from xlsappraise.schemes.rules.base import Strict

if TYPE_CHECKING:
    from xlsappraise.plans.case import Case
    from xlsappraise.results.standing import Score
    from xlsappraise.roster import Employee

_SHOWN = Decimal("0.0001")


class MeanRank(Strict):
    """The mean rank of the last ``over`` consecutive months is at most ``most``."""

    kind: Literal["mean_rank"]
    most: Number
    over: int = Field(default=3, ge=1, le=12)

    def answer(self, case: Case, member: Employee) -> Answer:
        """Compute the mean rank; not met with fewer months."""
        run = list(case.standing.run(case.scheme, case.last("month"), member.employee_id))[: self.over]
        if len(run) < self.over:
            return Answer(False)
        mean = Decimal(sum(score.rank for score in run)) / self.over
        text = case.say("mean rank {mean} over {count} months").format(mean=brief(yuan(mean)), count=self.over)
        shown = (text, *(evidence_of(score, case.say) for score in reversed(run)))
        return Answer(mean <= self.most, shown, begun=True)

    def words(self, say: Words) -> str:
        """Describe the bound."""
        text = say("mean rank of the last {count} months at most {most}")
        return text.format(count=self.over, most=brief(self.most))


class MeanPlace(Strict):
    """The mean score of the last ``over`` months ranks within the first ``most`` of the department.

    Months on approved leave are passed over, so that the span begins as many months earlier. The person is compared
    with everybody of the department who has results in at least half as many months of the span; tied people share the
    better place.
    """

    kind: Literal["mean_place"]
    most: int = Field(ge=1)
    over: int = Field(default=3, ge=1, le=12)

    def answer(self, case: Case, member: Employee) -> Answer:
        """Compare the means; not met with fewer months."""
        run = list(case.standing.run(case.scheme, case.last("month"), member.employee_id))[: self.over]
        if len(run) < self.over:
            return Answer(False)
        span = Span(case.scheme, run[-1].period, run[0].period, (self.over + 1) // 2)
        mean, place, of = case.standing.mean_in_department(span, member.employee_id)
        text = case.say("mean score {mean} of {count} months: rank {place} of {of} in {department} ({months})")
        months = case.say(", ").join(f"{score.period} {score.total:.2f}" for score in reversed(run))
        shown = text.format(
            mean=brief((Decimal(mean.numerator) / Decimal(mean.denominator)).quantize(_SHOWN)), count=self.over,
            place=place, of=of, department=run[0].department, months=months,
        )  # fmt: skip
        return Answer(place <= self.most, (shown,), begun=True)

    def words(self, say: Words) -> str:
        """Describe the span and the bound."""
        text = say("mean score of the last {count} months within the first {most} of the department")
        return text.format(count=self.over, most=self.most)


class Marked(Strict):
    """``times`` periods meet a mark: the last ones if ``running``, else any of the last ``within``.

    ``since_level``: only periods that begin when the person has the present grade already; ``first_months``: of these
    only the ones that end within so many months of the day on which it was reached, however long ago.
    """

    kind: Literal["marked"]
    mark: Mark
    of: PeriodKind = "month"
    times: int = Field(default=1, ge=1, le=12)
    running: bool = False
    within: int = Field(default=4, ge=1, le=24)
    since_level: bool = False
    first_months: int | None = Field(default=None, ge=1, le=24)

    @model_validator(mode="after")
    def _possible(self) -> Marked:
        if not self.running and self.times > self.within:
            raise Misfit(phrase("times that are possible within so many periods"))
        if self.first_months is not None and (self.running or not self.since_level):
            raise Misfit(phrase("first_months together with since_level, without running"))
        return self

    def answer(self, case: Case, member: Employee) -> Answer:
        """Count the periods that meet the mark."""
        since = level_since(case, member) if self.since_level else None
        scores = _counted(self, case, member, since)
        shown = [score for score in scores if self.mark.shown(case, member, score)]
        if len(shown) < self.times:
            return Answer(False)
        text = case.say("{condition}: {results}").format(
            condition=self.words(case.say),
            results=case.say("; ").join(self.mark.evidence(case, score) for score in reversed(shown)),
        )
        if self.since_level and since is None:
            return Answer(False, (text,), undated=True)
        more = (case.say("in the present grade since {day}").format(day=since),) if since is not None else ()
        return Answer(True, (text, *more), begun=True)

    def words(self, say: Words) -> str:
        """Describe the periods and the mark."""
        words = {"week": say("weeks"), "month": say("months"), "quarter": say("quarters"), "year": say("years")}
        if self.first_months is not None:
            text = say("{times} {periods} within {months} months of reaching the grade: {mark}")
        elif self.running and self.since_level:
            text = say("{times} {periods} running since the grade was reached: {mark}")
        elif self.since_level:
            text = say("{times} of the last {within} {periods} since the grade was reached: {mark}")
        elif self.running:
            text = say("{times} {periods} running: {mark}")
        else:
            text = say("{times} of the last {within} {periods}: {mark}")
        return text.format(
            times=self.times, within=self.within, periods=words[self.of], mark=self.mark.words(say),
            months=self.first_months,
        )  # fmt: skip


def _counted(of: Marked, case: Case, member: Employee, since: date | None) -> list[Score]:
    """Return the results that count, the newest first; ``since``: the day on which the grade was reached, if known."""
    until, number = case.last(of.of), member.employee_id
    if of.running:
        run = case.standing.run(case.scheme, until, number)
        return [score for score in run if since is None or score.period.first_day >= since][: of.times]
    dated = since is not None and of.first_months is not None
    scores = case.standing.within(case.scheme, until, number, LOOK_BACK if dated else of.within)
    if since is None:
        return scores
    kept = [score for score in scores if score.period.first_day >= since]
    if of.first_months is None:
        return kept
    last = timedelta(days=1)  # a period may end with the last day of these months
    return [score for score in kept if months_between(since, score.period.last_day - last) < of.first_months]
