"""The lines of checklists that are asked of a person: those of the steps from the present grade."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from xlsappraise.base.text import fold
from xlsappraise.plans import Plan
from xlsappraise.plans.terms import CheckLine
from xlsappraise.roster import Employee


@dataclass(frozen=True, slots=True)
class ConditionRow:
    """A line of a checklist for a person; ``skip``: the title of the figure that must be yes for it to be asked."""

    employee: Employee
    plan: Plan
    step: str
    line: CheckLine
    skip: str | None = None

    @property
    def key(self) -> str:
        """The text that identifies the line among all plans."""
        return self.plan.line_key(self.line)


def conditions_of(employee: Employee, plan: Plan) -> Iterator[ConditionRow]:
    """Yield the lines of the checklists of the steps that a person can take, each once."""
    done = set()
    for step in (step for rule in plan.rules for step in rule.step_lists()):
        starts: dict[str, str | None] = {fold(level): None for level in step.levels}
        if step.skip is not None:
            title = plan.fact(step.skip).title
            starts |= {fold(level): title for level in step.lower}
        if step.list not in done and fold(employee.level) in starts:
            done.add(step.list)
            skip = starts[fold(employee.level)]
            yield from (ConditionRow(employee, plan, step.title, line, skip) for line in plan.lines_of(step.list))
