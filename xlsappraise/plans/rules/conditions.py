"""The conditions of a ladder's moves; each returns whether a person meets it, and the evidence."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Annotated, Literal

from pydantic import Field

from xlsappraise.base.days import months_between
from xlsappraise.base.i18n import Words
from xlsappraise.base.money import brief, percent
from xlsappraise.plans.grades import reached
from xlsappraise.plans.parameters import Name, Words60
from xlsappraise.plans.rules.answers import Answer
from xlsappraise.plans.rules.spans import Marked, MeanPlace, MeanRank
from xlsappraise.schemes.rules.base import Strict

if TYPE_CHECKING:
    from xlsappraise.plans.case import Case
    from xlsappraise.roster import Employee


class Service(Strict):
    """At least ``months`` full months of service; ``level``: since the person reached this grade.

    Where the day on which the grade was reached is not known, the day of confirmation counts, else that of joining.
    """

    kind: Literal["service"]
    months: int = Field(ge=1)
    level: Words60 | None = None

    def answer(self, case: Case, member: Employee) -> Answer:
        """Count months to the end of the period; not met if the day from which they count is blank."""
        if self.level is not None:
            return self._in_grade(case, member, self.level)
        months = member.months(case.period.last_day)
        if months is None:
            return Answer(False)
        text = case.say("joined on {day}, {months} months of service").format(day=member.hired, months=months)
        return Answer(months >= self.months, (text,))

    def _in_grade(self, case: Case, member: Employee, level: str) -> Answer:
        since, text = reached(case, member, level), case.say("{level} since {day}, {months} months")
        if since is None and member.confirmed is not None:
            since, text = member.confirmed, case.say("confirmed on {day}, {months} months ago")
        elif since is None:
            since, text = member.hired, case.say("joined on {day}, {months} months of service")
        if since is None:
            return Answer(False)
        months = months_between(since, case.period.last_day)
        return Answer(months >= self.months, (text.format(level=level, day=since, months=months),))

    def words(self, say: Words) -> str:
        """Describe the months."""
        text = say("at least {months} months of service")
        if self.level is not None:
            text = say("at least {months} months since reaching {level}")
        return text.format(months=self.months, level=self.level)


class Confirmed(Strict):
    """A yes-or-no fact of the period must be yes."""

    kind: Literal["confirmed"]
    fact: Name
    title: Words60

    def answer(self, case: Case, member: Employee) -> Answer:
        """Return whether the fact is yes; a blank is not."""
        text = case.say("{title}: yes ({period})").format(title=self.title, period=case.period)
        return Answer(case.yes(member, self.fact), (text,), begun=True)

    def words(self, say: Words) -> str:
        """Return the title of the fact."""
        return self.title


class CheckedList(Strict):
    """The lines of a checklist that a person confirms in the facts workbook; none may be answered with no.

    Blank lines are named in the proposal as not yet confirmed.
    """

    kind: Literal["checklist"]
    list: Name
    title: Words60

    def answer(self, case: Case, member: Employee) -> Answer:
        """Collect the answers."""
        lines = [(line, case.confirmed(member, line)) for line in case.plan.lines_of(self.list)]
        yes = [line.title for line, answer in lines if answer]
        blank = tuple(line.title for line, answer in lines if answer is None)
        text = case.say("{title}, confirmed ({count} of {all}): {lines}").format(
            title=self.title, count=len(yes), all=len(lines), lines=case.say("; ").join(yes)
        )
        met = all(answer is not False for _line, answer in lines)
        return Answer(met, (text,) if yes else (), blank, begun=bool(yes))

    def words(self, say: Words) -> str:
        """Describe the list; its lines are shown with the plan."""
        return say("{title} confirmed").format(title=self.title)


class NotedFigure(Strict):
    """A figure that is only listed as evidence, such as an anonymous vote."""

    kind: Literal["noted"]
    fact: Name
    title: Words60

    def answer(self, case: Case, member: Employee) -> Answer:
        """Return the figure as evidence unless it is blank; always met."""
        value = case.fact(member, self.fact)
        if value is None:
            return Answer(True)
        if isinstance(value, Decimal):
            value = percent(value) if case.plan.fact(self.fact).type == "percent" else brief(value)
        return Answer(True, (case.say("{title}: {value}").format(title=self.title, value=value),))

    def words(self, say: Words) -> str:
        """Describe the figure."""
        return say("{title} is listed as evidence").format(title=self.title)


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
        return Answer(len(found) >= self.times, (evidence,) if found else (), begun=True)

    def words(self, say: Words) -> str:
        """Describe the title and its number."""
        return say("{times} times the title {title}").format(times=self.times, title=self.title)


Condition = Annotated[
    Service | Confirmed | CheckedList | NotedFigure | MeanRank | MeanPlace | Marked | AwardedTitle,
    Field(discriminator="kind"),
]
