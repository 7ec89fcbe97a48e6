"""Notice a count that alone takes off half of all points: a digit that was doubled, perhaps."""

from __future__ import annotations

from collections.abc import Iterator

from xlsappraise.base.problems import Problem, problem
from xlsappraise.base.rounding import plain
from xlsappraise.returned.returned_form import Returned

SHARE = 0.5
"""The share of the total that a single count takes off"""
FEWEST = 10
"""A count of one digit has none doubled"""


def count_costs_most(returned: Returned) -> Iterator[Problem]:
    """Yield a note per count of two digits whose points, which nothing bounds, are half of the total or more."""
    total = returned.issued.blueprint.form.total.points
    for one in returned.answers:
        for name, points in one.rule.takes_each().items():
            entry, count = one.entries.get(name), one.number(name)
            if entry is not None and count is not None and count >= FEWEST and count * points >= SHARE * total:
                yield problem(
                    "count-costs-most", sheet=returned.name, cell=entry.cell, label=entry.slot.full_label,
                    found=plain(count), points=plain(count * points), expected=plain(total),
                )  # fmt: skip
