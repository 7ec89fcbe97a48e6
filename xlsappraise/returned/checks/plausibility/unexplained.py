"""Notice points lost, or the best or worst chosen, without a remark, where the scheme's own notes ask for one."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from xlsappraise.base.problems import Problem, problem
from xlsappraise.returned.checks.plausibility.answers import Answers, answers
from xlsappraise.returned.returned_form import Returned
from xlsappraise.typed.entries import Entry


def remark_blank(returned: Returned) -> Iterator[Problem]:
    """Yield a note with the criteria whose remarks are blank although the scheme asks for one, at the first of them."""
    scheme = returned.issued.blueprint.form
    if scheme.explain_losses:
        yield from _note(returned, "remark-blank", lambda one: one.rule.falls_short(one.values, one.criterion.points))
    if scheme.explain_ends:
        yield from _note(returned, "end-unexplained", lambda one: one.rule.at_an_end(one.values, one.criterion.points))


def _note(returned: Returned, code: str, asked: Callable[[Answers], bool]) -> Iterator[Problem]:
    blank: dict[str, Entry] = {}
    for one in answers(returned):
        remark = returned.entries.get(f"{one.criterion.id}.remark")
        if remark is not None and remark.blank and asked(one):
            blank[one.criterion.title] = remark
    if blank:
        first = min(blank.values(), key=lambda entry: entry.slot.place)
        yield problem(code, sheet=returned.name, cell=first.cell, criteria=tuple(blank))
