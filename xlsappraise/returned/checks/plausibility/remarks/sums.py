"""Notice a figure with its digits in another order, or one too many or few, beside a remark that tells its parts."""

from __future__ import annotations

from collections.abc import Iterator

from xlsappraise.base.problems import Problem, problem
from xlsappraise.base.rounding import plain
from xlsappraise.returned.checks.plausibility.remarks.measured import ELSE, NO_COUNTS
from xlsappraise.returned.checks.plausibility.remarks.told import numbers, remark_said
from xlsappraise.returned.returned_form import Returned

LEAST = 100
"""Smaller figures have other digits by chance"""


def remark_sums(returned: Returned) -> Iterator[Problem]:
    """Yield a note per figure that is not what the counts of its remark are in sum, but looks like it."""
    for one in returned.answers:
        said = remark_said(returned, one.criterion.id)
        told = [number.value for number in numbers(said) if number.whole and number.unit not in NO_COUNTS]
        values = {one.number(name) for name in one.entries}
        if not told or ELSE.search(said) or {sum(told), *told} & values:
            continue
        for name, entry in one.entries.items():
            value = one.number(name)
            if value is None or value < LEAST or entry.slot.type not in ("integer", "number"):
                continue
            like = next((other for other in (sum(told), *told) if mistyped(value, other)), None)
            if like is not None:
                yield problem(
                    "remark-figure-otherwise", sheet=returned.name, cell=entry.cell, label=entry.slot.full_label,
                    found=plain(value), expected=plain(like),
                )  # fmt: skip


def mistyped(value: float, other: float) -> bool:
    """Return whether two different numbers have the same digits, or one a digit too many or too few at its end."""
    if value == other or min(value, other) < LEAST:
        return False
    return sorted(plain(value)) == sorted(plain(other)) or value in (10 * other, other / 10)
