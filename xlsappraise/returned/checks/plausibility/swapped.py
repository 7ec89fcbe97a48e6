"""Notice two figures of which each fits the other's target and one is far below its own: rows exchanged, perhaps."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import permutations

from xlsappraise.base.problems import Problem, problem
from xlsappraise.returned.checks.plausibility.figures import shown
from xlsappraise.returned.returned_form import Answers, Returned
from xlsappraise.typed.entries import Entry

MISSED = 0.75
"""The share of its target below which a figure misses it by far"""
EXCEEDED = 1.5
"""How many times its target a figure is that exceeds it by far, and a target the other one"""
FITS = (0.8, 1.25)
"""The shares of a target between which a figure is near it"""


def figures_exchanged(returned: Returned) -> Iterator[Problem]:
    """Yield a note per two figures of a section that would both be near their targets, were they exchanged."""
    form = returned.issued.blueprint.form
    section_of = {c.id: number for number, section in enumerate(form.sections) for c in section.criteria}
    groups: dict[tuple[str, int, str], list[tuple[Entry, float, float]]] = defaultdict(list)
    for one in returned.answers:
        for entry, value, target in _measured(one):
            groups[one.rater.id, section_of[one.criterion.id], entry.slot.type].append((entry, value, target))
    for figures in groups.values():
        for (entry, value, target), (other, theirs, lower) in permutations(figures, 2):
            apart = target >= EXCEEDED * lower and value < MISSED * target and theirs >= EXCEEDED * lower
            if apart and _near(value, lower) and _near(theirs, target):
                yield problem(
                    "cells-exchanged", sheet=returned.name, cell=entry.cell, label=entry.slot.full_label,
                    found=shown(entry.slot, value), other=other.slot.label, place=other.cell,
                    expected=shown(other.slot, theirs),
                )  # fmt: skip


def _measured(one: Answers) -> Iterator[tuple[Entry, float, float]]:
    """Yield each figure of which more is better, with its value and its target."""
    targets: dict[str, float | None] = dict(one.rule.due())
    for pair in one.rule.compared():
        if not pair.lower and not pair.common and not pair.part:
            targets[pair.actual] = one.number(pair.target) if isinstance(pair.target, str) else pair.target
    for name, target in targets.items():
        entry, value = one.entries.get(name), one.number(name)
        if entry is not None and value and target:
            yield entry, value, target


def _near(value: float, target: float) -> bool:
    low, high = FITS
    return low <= value / target <= high
