"""Notice points lost by judgement without a remark, where the scheme's own notes ask for one."""

from __future__ import annotations

from collections.abc import Iterator

from xlsappraise.base.problems import Problem, problem
from xlsappraise.returned.checks.plausibility.answers import answers
from xlsappraise.returned.returned_form import Returned
from xlsappraise.typed.entries import Entry


def remark_blank(returned: Returned) -> Iterator[Problem]:
    """Yield a note with the criteria that lost points and whose remarks are blank, at the first of the remarks."""
    if not returned.issued.blueprint.form.explain_losses:
        return
    blank: dict[str, Entry] = {}
    for one in answers(returned):
        remark = returned.entries.get(f"{one.criterion.id}.remark")
        if remark is not None and remark.blank and one.rule.falls_short(one.values, one.criterion.points):
            blank[one.criterion.title] = remark
    if blank:
        first = min(blank.values(), key=lambda entry: entry.slot.place)
        yield problem("remark-blank", sheet=returned.name, cell=first.cell, criteria=tuple(blank))
