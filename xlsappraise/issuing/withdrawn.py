"""What a run of ``generate`` says of forms that were withdrawn before."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from xlsappraise.base.causes import by_cause
from xlsappraise.base.pasting import EVERYBODY, listed
from xlsappraise.base.period import Period
from xlsappraise.base.problems import Problem, problem
from xlsappraise.issuing.order import Order
from xlsappraise.schemes import Scheme
from xlsappraise.store.ledger import Issue


@dataclass
class WithdrawnBefore:
    """Forms of a period that stay withdrawn (``left``), and the numbers of people who get a form in this run."""

    period: Period
    left: list[tuple[Issue, Scheme]] = field(default_factory=list)
    due: set[str] = field(default_factory=set)

    def problems(self, order: Order, existing: Sequence[Issue], names: Mapping[str, str]) -> list[Problem]:
        """Return one finding for each cause.

        Where forms of several schemes were withdrawn, those who have no other form are in one finding, whose command
        is for all of their forms; it is for everybody where the period has no other forms at all.
        """
        others = {issue.employee_id for issue in existing if issue.state == "issued"} | self.due
        without = [] if order.schemes else [one for one in self.left if one[0].employee_id not in others]
        if len({scheme.id for _issue, scheme in without}) < 2:
            without = []
        whole = by_cause(self._whole([issue for issue, _scheme in without]), names)
        if len(whole) == 1 and len(without) == len(self.left) and not others and not order.numbers:
            whole = [whole[0].with_facts(number=EVERYBODY[0])]
        parts = by_cause(self._parts([one for one in self.left if one not in without]), names)
        return [*whole, *parts]

    def _whole(self, issues: Sequence[Issue]) -> Iterator[Problem]:
        for issue in {issue.employee_id: issue for issue in issues}.values():
            yield problem(
                "forms-withdrawn-before", employee_id=issue.employee_id, name=_name(issue),
                number=listed([issue.employee_id]), expected=issue.reason, period=self.period,
            )  # fmt: skip

    def _parts(self, left: Sequence[tuple[Issue, Scheme]]) -> Iterator[Problem]:
        for issue, scheme in left:
            yield problem(
                "form-withdrawn-before", employee_id=issue.employee_id, name=_name(issue),
                number=listed([issue.employee_id]), found=scheme.title, expected=issue.reason, period=self.period,
                scheme=scheme.id,
            )  # fmt: skip


def _name(issue: Issue) -> str:
    return f"{issue.employee_id} {issue.name}"
