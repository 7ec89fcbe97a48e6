"""``streak``: a sum, a title or a proposal for ``times`` consecutive periods that all meet a mark.

Periods on approved leave are skipped; any other period without a result ends the run. A sum is paid each time another
``times`` periods are complete (3, 6, 9 …), if ``growing`` multiplied by their number (100, 200, 300 …).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar, Literal

from pydantic import Field, model_validator

from xlsappraise.base.i18n import N_, Words, phrase
from xlsappraise.base.misfit import Misfit
from xlsappraise.base.money import yuan
from xlsappraise.base.period import PeriodKind
from xlsappraise.base.problems import problem
from xlsappraise.plans.lines import Proposal
from xlsappraise.plans.parameters import Action, Money, Words60, amount_words
from xlsappraise.plans.rules.base import PayRule
from xlsappraise.plans.rules.marks import Mark

if TYPE_CHECKING:
    from xlsappraise.plans.case import Case
    from xlsappraise.plans.lines import Line
    from xlsappraise.results.standing import Score
    from xlsappraise.roster import Employee


class Streak(PayRule):
    """``of``: the kind of period counted; ``action`` and ``advice`` make a proposal, ``amount`` a line."""

    called: ClassVar[Mapping[str, str]] = {"running": N_("periods running")}
    kind: Literal["streak"]
    of: PeriodKind = "month"
    mark: Mark
    times: int = Field(ge=2, le=12)
    amount: Money | None = None
    growing: bool = False
    award_title: Words60 | None = None
    action: Action | None = None
    advice: Words60 | None = None

    @model_validator(mode="after")
    def _some(self) -> Streak:
        if self.amount is None and self.action is None:
            raise Misfit(phrase("an amount or an action"))
        return self

    @property
    def needs_scheme(self) -> bool:
        """Return True: a streak always reads results."""
        return True

    @property
    def looks_back(self) -> bool:  # type: ignore[override]  # depends on the parameters here
        """Whether awards of earlier periods are counted."""
        return self.mark.rule is not None

    @property
    def pays(self) -> bool:  # type: ignore[override]  # likewise
        """Whether a complete run pays a sum."""
        return self.amount is not None

    @property
    def proposes(self) -> bool:  # type: ignore[override]  # likewise
        """Whether a complete run makes a proposal."""
        return self.action is not None

    def incident_kinds(self) -> tuple[str, ...]:
        """Return the kind of incident that is counted."""
        return () if self.mark.incident is None else (self.mark.incident,)

    def rules_before(self) -> tuple[str, ...]:
        """Return the rule whose awards are counted."""
        return () if self.mark.rule is None else (self.mark.rule,)

    def run(self, case: Case, member: Employee) -> list[Score]:
        """Return the results of the current run, the newest first."""
        found: list[Score] = []
        for score in case.standing.run(case.scheme, case.last(self.of), member.employee_id):
            if not self.mark.shown(case, member, score):
                break
            found.append(score)
        return found

    def lines(self, case: Case) -> Iterator[Line]:
        """Yield a line per person whose run is completed by this period."""
        if self.amount is None:
            return
        for member in case.members:
            run = self.run(case, member)
            count = self._length(case, member, run)
            if not run or run[0].period.last_day != case.period.last_day:
                continue
            if count % self.times:
                self._warn_of_missing_payment(case, member, run, count)
                continue
            amount = case.value(self.amount) * (count // self.times if self.growing else 1)
            text = case.say("{title}: {count} periods running: {periods}")
            shown = case.say(", ").join(self.mark.evidence(case, score) for score in run[: self.times])
            why = text.format(title=self.title, count=count, periods=shown)
            line = case.line(member, self, yuan(amount), {"running": count}, why)
            yield replace(line, title=self.award_title or "")

    def _warn_of_missing_payment(self, case: Case, member: Employee, run: list[Score], count: int) -> None:
        """Report a run that was complete in an earlier period whose recorded pay lacks the sum."""
        since = count % self.times
        when = run[since].period if since < len(run) and count > self.times else None
        lines = () if when is None else case.past.lines.get(when, ())
        recorded = [n for n in lines if n.plan == case.plan.id and n.employee_id == member.employee_id]
        if when is None or when.kind not in self.on or not recorded or case.was_paid(member, self.id, when):
            return
        case.report(
            problem(
                "pay-run-not-paid", employee_id=member.employee_id, found=when, expected=self.title, name=member.name
            )
        )

    def _length(self, case: Case, member: Employee, run: list[Score]) -> int:
        """Return the number of periods of a run, counted on from the last payment if it exceeds the periods read.

        Otherwise a run over all periods read would be complete again in each period.
        """
        if run and case.standing.is_cut(run[-1].period, case.last(self.of), member.employee_id):
            for since, score in enumerate(run):
                paid = case.past.of(score.period, case.plan.id, self.id, member.employee_id)
                if paid is not None and "running" in paid.inputs:
                    return int(paid.inputs["running"]) + since
        return len(run)

    def proposals(self, case: Case) -> Iterator[Proposal]:
        """Propose the action for each person whose run is long enough."""
        if self.action is None:
            return
        for member in case.members:
            run = self.run(case, member)
            if len(run) >= self.times:
                head = case.say("{title}: {count} periods running").format(title=self.title, count=len(run))
                evidence = (head, *(self._shown(case, member, score) for score in run))
                yield Proposal(
                    member.employee_id, case.plan.id, self.id, self.action, member.level, self.advice or "", evidence,
                    (self._condition(case.say),),
                )  # fmt: skip

    def _shown(self, case: Case, member: Employee, score: Score) -> str:
        text = self.mark.evidence(case, score)
        if self.mark.incident is None:
            return text
        found = case.incidents(member, (self.mark.incident,), score.period)
        days = case.say(", ").join(f"{i.day} {i.kind}" for i in found)
        return case.say("{result}; {incidents}").format(result=text, incidents=days)

    def sentence(self, say: Words) -> str:
        """Describe the run and its effects."""
        sentence = self._condition(say)
        if self.amount is not None:
            sentence += say("; {amount} yuan").format(amount=amount_words(self.amount))
            if self.growing:
                sentence += say(", as much again for each further {times}").format(times=self.times)
        if self.award_title:
            sentence += say("; gives the title {title}").format(title=self.award_title)
        if self.action is not None:
            sentence += say("; proposal: {advice}").format(advice=self.advice or self.title)
        return sentence

    def _condition(self, say: Words) -> str:
        """Describe the run."""
        words = {"week": say("weeks"), "month": say("months"), "quarter": say("quarters"), "year": say("years")}
        text = say("{times} {periods} running: {mark}")
        return text.format(times=self.times, periods=words[self.of], mark=self.mark.words(say))
