"""Notice what alone takes off very much: a count with a digit doubled, or the worst word without a reason.

A count: half of all points, or several times what its criterion has. A word: a fifth of all points.
"""

from __future__ import annotations

from collections.abc import Iterator

from xlsappraise.base.i18n import phrase
from xlsappraise.base.problems import Problem, problem
from xlsappraise.base.rounding import plain
from xlsappraise.base.text import fold
from xlsappraise.returned.checks.plausibility.days import days_covered
from xlsappraise.returned.checks.plausibility.remarks.counts import counts_otherwise
from xlsappraise.returned.checks.plausibility.remarks.stock import says_nothing
from xlsappraise.returned.checks.plausibility.remarks.told import numbers, remark_said
from xlsappraise.returned.returned_form import Answers, Returned

SHARE = 0.5
"""The share of the total that a single count takes off"""
FEWEST = 10
"""A count of one digit has none doubled"""
TIMES = 3
"""How many times the points of its criterion a count takes off, where these bound what is lost"""
FIFTH = 0.2
"""The share of the total that a single word takes off, without a remark that says why"""


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
                    slip=phrase("a digit was doubled"),
                )  # fmt: skip


def word_costs_much(returned: Returned) -> Iterator[Problem]:
    """Yield a note per word that no other is worth less than, which takes off a fifth of the total, with no reason.

    Forms that ask for a remark beside such a word are left to the check of blank remarks. A text elsewhere in the form
    that names the criterion may give the reason.
    """
    form = returned.issued.blueprint.form
    total = form.total.points
    if form.explain_losses or form.explain_ends:
        return
    texts = [
        fold(entry.value)
        for entry in returned.entries.values()
        if entry.slot.type == "text" and isinstance(entry.value, str)
    ]
    for one in returned.answers:
        remark, title = returned.entries.get(f"{one.criterion.id}.remark"), fold(one.criterion.title)
        if remark is None or not says_nothing(remark) or any(title in text for text in texts):
            continue
        for name, points in one.rule.word_costs(one.values, one.criterion.points).items():
            entry, cost = one.entries[name], points * one.rater.weight
            if round(cost - FIFTH * total, 9) >= 0:
                yield problem(
                    "count-costs-most", sheet=returned.name, cell=entry.cell, label=entry.slot.full_label,
                    found=entry.value, points=plain(cost), expected=plain(total),
                    slip=phrase("another word was meant, since no remark says why"),
                )  # fmt: skip


def _asked_about(returned: Returned, one: Answers, count: float) -> bool:
    """Return whether the remark beside a count tells it too, or another check asks about it."""
    if count > days_covered(returned):
        return True
    said = remark_said(returned, one.criterion.id)
    marked = [other for other in returned.answers if other.criterion.id == one.criterion.id]
    return any(number.value == count for number in numbers(said)) or counts_otherwise(marked, said) is not None
