"""Notice a count that alone takes off half of all points, or several times what its criterion has: a digit doubled."""

from __future__ import annotations

from collections.abc import Iterator

from xlsappraise.base.problems import Problem, problem
from xlsappraise.base.rounding import plain
from xlsappraise.base.text import fold
from xlsappraise.returned.checks.plausibility.days import days_covered
from xlsappraise.returned.checks.plausibility.remarks.counts import counts_otherwise
from xlsappraise.returned.checks.plausibility.remarks.told import numbers
from xlsappraise.returned.returned_form import Answers, Returned

SHARE = 0.5
"""The share of the total that a single count takes off"""
FEWEST = 10
"""A count of one digit has none doubled"""
TIMES = 3
"""How many times the points of its criterion a count takes off, where these bound what is lost"""


def count_costs_most(returned: Returned) -> Iterator[Problem]:
    """Yield a note per count of two digits whose points are half of the total or more, where nothing bounds them.

    Where the criterion bounds them: several times what it has, unless the remark tells the count too.
    """
    total = returned.issued.blueprint.form.total.points
    for one in returned.answers:
        free, mine = one.rule.takes_each(), one.criterion.points
        for name, points in one.rule.costs_each().items():
            entry, count = one.entries.get(name), one.number(name)
            if entry is None or count is None or count < FEWEST:
                continue
            half = name in free and count * points >= SHARE * total
            if half or (0 < TIMES * mine <= count * points and not _asked_about(returned, one, count)):
                yield problem(
                    "count-costs-most", sheet=returned.name, cell=entry.cell, label=entry.slot.full_label,
                    found=plain(count), points=plain(count * points), expected=plain(total if half else mine),
                )  # fmt: skip


def _asked_about(returned: Returned, one: Answers, count: float) -> bool:
    """Return whether the remark beside a count tells it too, or another check asks about it."""
    if count > days_covered(returned):
        return True
    remark = returned.entries.get(f"{one.criterion.id}.remark")
    said = fold(remark.value) if remark is not None and isinstance(remark.value, str) else ""
    marked = [other for other in returned.answers if other.criterion.id == one.criterion.id]
    return any(number.value == count for number in numbers(said)) or counts_otherwise(marked, said) is not None
