"""``incident_run``: a proposal for ``times`` incidents in a row, whenever they happened.

Incidents are counted back from the month of the run to the last month without one. Months on approved leave are
skipped. A month without an incident proposes nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, ClassVar, Literal

from pydantic import Field

from xlsappraise.base.i18n import Words
from xlsappraise.plans.lines import Proposal
from xlsappraise.plans.parameters import Action, Name, Words60
from xlsappraise.plans.rules.base import PayRule
from xlsappraise.results.standing import LOOK_BACK

if TYPE_CHECKING:
    from xlsappraise.plans.case import Case
    from xlsappraise.results.period_facts import Incident
    from xlsappraise.roster import Employee


class IncidentRun(PayRule):
    """``incidents``: the kinds that are counted together; ``action`` and ``advice``: what is proposed."""

    pays: ClassVar[bool] = False
    proposes: ClassVar[bool] = True
    kind: Literal["incident_run"]
    incidents: tuple[Name, ...] = Field(min_length=1)
    times: int = Field(ge=2, le=99)
    action: Action
    advice: Words60

    def incident_kinds(self) -> tuple[str, ...]:
        """Return the kinds that are counted."""
        return self.incidents

    def proposals(self, case: Case) -> Iterator[Proposal]:
        """Propose the action for each person with enough incidents in a row."""
        for member in case.members:
            found = self._in_a_row(case, member)
            count = sum(incident.count for incident in found)
            if count < self.times:
                continue
            head = case.say("{title}: {count} in a row").format(title=self.title, count=count)
            evidence = (head, *(_shown(case, incident) for incident in found))
            yield Proposal(
                member.employee_id, case.plan.id, self.id, self.action, member.level, self.advice, evidence,
                (self._condition(case.say),),
            )  # fmt: skip

    def _in_a_row(self, case: Case, member: Employee) -> list[Incident]:
        """Return the incidents of the months up to this one that follow each other, by day."""
        period = case.last("month")
        found = case.incidents(member, self.incidents, period)
        if not found:
            return []
        for _step in range(LOOK_BACK - 1):
            period = period.previous()
            before = case.incidents(member, self.incidents, period)
            if not before and not case.standing.on_leave(period, member.employee_id):
                break
            found += before
        return sorted(found, key=lambda incident: (incident.day, incident.kind, incident.count))

    def sentence(self, say: Words) -> str:
        """Describe what is counted and proposed."""
        return self._condition(say) + say("; proposal: {advice}").format(advice=self.advice)

    def _condition(self, say: Words) -> str:
        return say("{times} times in a row, with no month between free of it").format(times=self.times)


def _shown(case: Case, incident: Incident) -> str:
    text = f"{incident.day} {incident.kind}"
    return text if incident.count == 1 else case.say("{title}: {count} times").format(title=text, count=incident.count)
