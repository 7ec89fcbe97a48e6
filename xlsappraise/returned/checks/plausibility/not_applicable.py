"""Notice a rater for whom nothing applies."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from xlsappraise.base.problems import Problem, problem
from xlsappraise.returned.checks.plausibility.answers import answers
from xlsappraise.returned.returned_form import Returned
from xlsappraise.typed.entries import Entry

FEWEST = 3


def all_not_applicable(returned: Returned) -> Iterator[Problem]:
    """Yield a note per rater who answered every item of the form that it does not apply."""
    by_rater: dict[str, list[tuple[Entry, bool]]] = defaultdict(list)
    for one in answers(returned):
        words = one.rule.no_answer()
        by_rater[one.rater.id] += [(e, e.value == words[name]) for name, e in one.entries.items() if name in words]
    for items in by_rater.values():
        if len(items) >= FEWEST and all(left_out for _entry, left_out in items):
            first = items[0][0]
            yield problem(
                "all-not-applicable", sheet=returned.name, cell=first.cell, count=len(items), found=first.value
            )
