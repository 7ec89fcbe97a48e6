"""Propose promotions, demotions, interviews, dismissals, each with its evidence; apply nothing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from xlsappraise.base.i18n import SOURCE, words
from xlsappraise.base.period import Period
from xlsappraise.base.problems import Problem, problem, render
from xlsappraise.drawing.saving import save_beside
from xlsappraise.payroll.data import DescribedPlan, PromotionData
from xlsappraise.payroll.ground import Ground, ground, line_of
from xlsappraise.plans import engine
from xlsappraise.plans.case import Case
from xlsappraise.plans.lines import Line, Past, Proposal, Withheld
from xlsappraise.roster import Employee
from xlsappraise.store.office import Office


@dataclass(frozen=True)
class Promoted:
    """Hold the proposals of a run."""

    period: Period
    proposals: tuple[Proposal, ...]
    problems: tuple[Problem, ...]
    people: Mapping[str, Employee]
    plans: tuple[DescribedPlan, ...]
    workbook: Path | None = None

    def as_dict(self, language: str = SOURCE) -> dict[str, Any]:
        """Return the JSON contract."""
        return {
            "period": str(self.period),
            "proposals": [
                {
                    "employee_id": one.employee_id, "action": one.action, "from": one.before, "to": one.after,
                    "evidence": list(one.evidence),
                }
                for one in self.proposals
            ],
            "problems": [render(p, language).as_dict() for p in self.problems],
        }  # fmt: skip


def promote(office: Office, period: Period) -> Promoted:
    """Propose and write the workbook."""
    base = ground(office, period)
    done = propose(replace(base, past=_with_this(office, base)))
    data = PromotionData(
        period,
        office.organisation,
        done.people,
        done.proposals,
        tuple(render(p, office.workspace.settings.language) for p in done.problems),
        done.plans,
    )
    from xlsappraise.payroll.promotion_sheets import promotion_sheets

    sheets = promotion_sheets(data, words(office.workspace.settings.language))
    return replace(done, workbook=save_beside(office.workspace.promotion(period), sheets))


def propose(base: Ground) -> Promoted:
    """Compute the proposals; nothing is written."""
    proposals: list[Proposal] = []
    problems = list(base.problems)
    described: list[DescribedPlan] = []
    for case, gone in base.cases():
        outcome = engine.promote(case)
        if not any(rule.proposes for rule in case.rules):
            continue
        proposals += outcome.proposals
        problems += outcome.problems
        described.append(DescribedPlan.of(case, base.say))
        problems += _not_assessed(case, gone)
    problems += base.book.earlier_errors()  # evidence may use them
    proposals.sort(key=lambda one: (one.employee_id, one.plan, one.rule))
    return Promoted(
        base.period, tuple(proposals), tuple(dict.fromkeys(problems)), base.people, tuple(described)
    )  # fmt: skip


def _not_assessed(case: Case, gone: Iterable[Withheld]) -> Iterator[Problem]:
    """Warn of people for whom nothing is proposed because of an error, which has a problem of its own."""
    held = {person.employee_id: person for person in case.held}
    for one in gone:
        if one.employee_id in held:
            name = held[one.employee_id].name
            yield problem("promote-not-assessed", employee_id=one.employee_id, name=name, plan=case.plan.title)


def _with_this(office: Office, base: Ground) -> Past:
    """Add the period's own recorded lines: the titles that it gave count."""
    mine = [line_of(p) for p in office.ledger.payments() if p.period == str(base.period)]
    found: dict[Period, tuple[Line, ...]] = {**base.past.lines, base.period: tuple(mine)}
    return Past(found)
