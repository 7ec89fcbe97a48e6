"""The conditions of a ladder's moves; each returns whether a person meets it, and the evidence."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Annotated, Literal

from pydantic import Field, model_validator

from xlsappraise.base.i18n import Words, phrase
from xlsappraise.base.misfit import Misfit
from xlsappraise.base.money import brief, percent, yuan
from xlsappraise.base.period import PeriodKind
from xlsappraise.plans.lines import evidence_of
from xlsappraise.plans.parameters import Name, Number, Words60
from xlsappraise.plans.rules.marks import Mark
from xlsappraise.schemes.rules.base import Strict

if TYPE_CHECKING:
    from xlsappraise.plans.case import Case
    from xlsappraise.roster import Employee

Answer = tuple[bool, tuple[str, ...]]
"""Whether a condition is met, and the evidence for it"""


class Service(Strict):
    """At least ``months`` full months of service."""

    kind: Literal["service"]
    months: int = Field(ge=1)

    def answer(self, case: Case, member: Employee) -> Answer:
        """Count months from the day of joining to the end of the period; not met if that day is blank."""
        months = member.months(case.period.last_day)
        if months is None:
            return False, ()
        text = case.say("joined on {day}, {months} months of service").format(day=member.hired, months=months)
        return months >= self.months, (text,)

    def words(self, say: Words) -> str:
        """Describe the months."""
        return say("at least {months} months of service").format(months=self.months)


class Confirmed(Strict):
    """A yes-or-no fact of the period must be yes."""

    kind: Literal["confirmed"]
    fact: Name
    title: Words60

    def answer(self, case: Case, member: Employee) -> Answer:
        """Return whether the fact is yes; a blank is not."""
        text = case.say("{title}: yes ({period})").format(title=self.title, period=case.period)
        return case.yes(member, self.fact), (text,)

    def words(self, say: Words) -> str:
        """Return the title of the fact."""
        return self.title


class NotedFigure(Strict):
    """A figure that is only listed as evidence, such as an anonymous vote."""

    kind: Literal["noted"]
    fact: Name
    title: Words60

    def answer(self, case: Case, member: Employee) -> Answer:
        """Return the figure as evidence unless it is blank; always met."""
        value = case.fact(member, self.fact)
        if value is None:
            return True, ()
        if isinstance(value, Decimal):
            value = percent(value) if case.plan.fact(self.fact).type == "percent" else brief(value)
        return True, (case.say("{title}: {value}").format(title=self.title, value=value),)

    def words(self, say: Words) -> str:
        """Describe the figure."""
        return say("{title} is listed as evidence").format(title=self.title)


class MeanRank(Strict):
    """The mean rank of the last ``over`` consecutive months is at most ``most``."""

    kind: Literal["mean_rank"]
    most: Number
    over: int = Field(default=3, ge=1, le=12)

    def answer(self, case: Case, member: Employee) -> Answer:
        """Compute the mean rank; not met with fewer months."""
        run = list(case.standing.run(case.scheme, case.last("month"), member.employee_id))[: self.over]
        if len(run) < self.over:
            return False, ()
        mean = Decimal(sum(score.rank for score in run)) / self.over
        text = case.say("mean rank {mean} over {count} months").format(mean=brief(yuan(mean)), count=self.over)
        return mean <= self.most, (text, *(evidence_of(score, case.say) for score in reversed(run)))

    def words(self, say: Words) -> str:
        """Describe the bound."""
        text = say("mean rank of the last {count} months at most {most}")
        return text.format(count=self.over, most=brief(self.most))


class Marked(Strict):
    """``times`` periods meet a mark: the last ones if ``running``, else any of the last ``within``."""

    kind: Literal["marked"]
    mark: Mark
    of: PeriodKind = "month"
    times: int = Field(default=1, ge=1, le=12)
    running: bool = False
    within: int = Field(default=4, ge=1, le=24)

    @model_validator(mode="after")
    def _possible(self) -> Marked:
        if not self.running and self.times > self.within:
            raise Misfit(phrase("times that are possible within so many periods"))
        return self

    def answer(self, case: Case, member: Employee) -> Answer:
        """Count the periods that meet the mark."""
        until, number = case.last(self.of), member.employee_id
        if self.running:
            scores = list(case.standing.run(case.scheme, until, number))[: self.times]
        else:
            scores = case.standing.within(case.scheme, until, number, self.within)
        shown = [score for score in scores if self.mark.shown(case, member, score)]
        return len(shown) >= self.times, tuple(evidence_of(score, case.say) for score in reversed(shown))

    def words(self, say: Words) -> str:
        """Describe the periods and the mark."""
        words = {"week": say("weeks"), "month": say("months"), "quarter": say("quarters"), "year": say("years")}
        text = (
            say("{times} {periods} running: {mark}")
            if self.running
            else say("{times} of the last {within} {periods}: {mark}")
        )
        return text.format(times=self.times, within=self.within, periods=words[self.of], mark=self.mark.words(say))


class AwardedTitle(Strict):
    """A title was awarded ``times`` times, according to the ledger."""

    kind: Literal["titled"]
    title: Words60
    times: int = Field(default=1, ge=1)

    def answer(self, case: Case, member: Employee) -> Answer:
        """Count the periods in which the title was awarded."""
        found = case.past.titles(self.title, member.employee_id, case.period.last_day)
        text = case.say("title {title}: {periods}")
        evidence = text.format(title=self.title, periods=case.say(", ").join(str(period) for period in found))
        return len(found) >= self.times, (evidence,) if found else ()

    def words(self, say: Words) -> str:
        """Describe the title and its number."""
        return say("{times} times the title {title}").format(times=self.times, title=self.title)


Condition = Annotated[Service | Confirmed | NotedFigure | MeanRank | Marked | AwardedTitle, Field(discriminator="kind")]
