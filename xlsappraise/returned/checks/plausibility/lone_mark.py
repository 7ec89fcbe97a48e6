"""Notice a single mark far below all others of the same rater: a digit lost, or a reason that was not written down."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from xlsappraise.base.problems import Problem, problem
from xlsappraise.base.rounding import plain
from xlsappraise.returned.checks.plausibility.remarks.contradicting import tells_why
from xlsappraise.returned.returned_form import Returned
from xlsappraise.typed.entries import Entry

FEWEST = 3
"""Marks of a rater, below which none stands out"""
STEPS = 5
"""A scale of fewer steps has no mark far below another"""
LOW, HIGH = 0.3, 0.7
"""The shares of its scale up to which a mark is low, and from which the others are high"""


def mark_far_below(returned: Returned) -> Iterator[Problem]:
    """Yield a note per rater with one low mark and nothing but high ones besides, where no remark says why.

    Deductions, figures and words chosen from a list are not looked at: they have their reason in what they count.
    """
    by_rater: dict[str, list[tuple[float, Entry, str]]] = defaultdict(list)
    for one in returned.answers:
        for name in one.rule.marks():
            entry = one.entries.get(name)
            if entry is not None and isinstance(entry.value, float) and _fine(entry):
                by_rater[one.rater.id].append((entry.value / (entry.slot.max or 1), entry, one.criterion.id))
    for marks in by_rater.values():
        (share, entry, criterion), *others = sorted(marks, key=lambda mark: mark[0])
        remark = returned.entries.get(f"{criterion}.remark")
        if (
            len(marks) >= FEWEST
            and share <= LOW
            and all(other >= HIGH for other, _entry, _criterion in others)
            and (remark is None or remark.blank or not tells_why(str(remark.value)))
        ):
            yield problem(
                "mark-far-below", sheet=returned.name, cell=entry.cell, label=entry.slot.full_label,
                found=plain(share * (entry.slot.max or 1)), expected=f"{plain(round(100 * others[0][0]))}%",
                count=len(others),
            )  # fmt: skip


def _fine(entry: Entry) -> bool:
    """Return whether the scale of a mark has enough steps."""
    slot = entry.slot
    return bool(slot.max) and ((slot.max or 0) - (slot.min or 0)) / (slot.step or 0.5) >= STEPS
