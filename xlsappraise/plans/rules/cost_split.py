"""``cost_split``: the cost of an incident, deducted in two parts from the person and their supervisor.

The person's part is rounded to the cent, the supervisor's is the rest. The supervisor's part is withheld if the
supervisor is not in the roster, or while either of the two is held back.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import TYPE_CHECKING, ClassVar, Literal

from pydantic import Field

from xlsappraise.base.i18n import N_, Words
from xlsappraise.base.money import amount_text, percent, yuan
from xlsappraise.plans.lines import renamed
from xlsappraise.plans.parameters import Name, Number
from xlsappraise.plans.rules.base import PayRule

if TYPE_CHECKING:
    from xlsappraise.plans.case import Case
    from xlsappraise.plans.lines import Line


class CostSplit(PayRule):
    """``own``: the person's part of the cost, a part of 1."""

    called: ClassVar[Mapping[str, str]] = {"cost": N_("cost"), "share": N_("share"), "of": N_("concerning")}
    kind: Literal["cost_split"]
    incidents: tuple[Name, ...] = Field(min_length=1)
    own: Number = Field(ge=0, le=1)

    def incident_kinds(self) -> tuple[str, ...]:
        """Return the kinds of incidents whose cost is split."""
        return self.incidents

    def incident_needs(self) -> tuple[Literal["amount", "settled"], ...]:
        """Return ``amount``: the incidents must have a cost."""
        return ("amount",)

    def lines(self, case: Case) -> Iterator[Line]:
        """Yield the deductions of the person and of the supervisor."""
        held = {person.employee_id: person for person in case.held if person.employee_id not in case.doubtful}
        for member in (*case.members, *held.values()):
            costs = [i.amount for i in case.incidents(member, self.incidents) if i.amount is not None]
            if not costs:
                continue
            cost = sum(costs, Decimal(0))
            own = yuan(cost * self.own)
            inputs = {"cost": cost, "share": self.own}
            text = case.say("{title}: cost {cost}, of it {share} are the person's")
            why = text.format(title=self.title, cost=amount_text(cost), share=percent(self.own))
            if member.employee_id not in held:
                yield case.line(member, self, yuan(-own), inputs, why)
            rest = yuan(cost) - own
            other = case.find(member.supervisor)
            if other is None:
                text = case.say("{rest} yuan are the supervisor {name}'s part, who is not in the roster")
                why = text.format(rest=amount_text(rest), name=member.supervisor)
                case.withhold(member, self, why, "supervisor", self._others(case))
                continue
            waits = [p.name for p in (member, other) if p.employee_id in case.barred or p.employee_id in held]
            if waits:
                text = case.say("{rest} yuan wait, as {name} is held back")
                case.withhold(
                    other, self, text.format(rest=amount_text(rest), name=waits[0]), "supervisor", self._others(case)
                )
                continue
            text = case.say("{title} of {name}: cost {cost}, of it {share} are the supervisor's")
            why = text.format(title=self.title, name=member.name, cost=amount_text(cost), share=percent(1 - self.own))
            facts = {"cost": cost, "share": 1 - self.own, "of": member.employee_id}
            yield renamed(case.line(other, self, yuan(-rest), facts, why), self.id, rule_title=self._others(case))

    def _others(self, case: Case) -> str:
        return case.say("{rule} (the supervisor's part)").format(rule=self.title)

    def sentence(self, say: Words) -> str:
        """Describe the parts."""
        text = say("of the cost {own} are the person's and {rest} the supervisor's")
        return text.format(own=percent(self.own), rest=percent(1 - self.own))
