"""Notice points lost or added, or the best or worst chosen, without a remark that the scheme's own notes ask for."""

from __future__ import annotations

from collections.abc import Iterator

from xlsappraise.base.i18n import phrase
from xlsappraise.base.problems import Problem, problem
from xlsappraise.returned.checks.plausibility.remarks.stock import says_nothing
from xlsappraise.returned.returned_form import Returned
from xlsappraise.typed.entries import Entry


def remark_blank(returned: Returned) -> Iterator[Problem]:
    """Yield a note with the criteria whose remarks are blank although the scheme asks for one, at the first of them."""
    scheme = returned.issued.blueprint.form
    lost, added, ends = dict[str, Entry](), dict[str, Entry](), dict[str, Entry]()
    bonus = {criterion.id for section in scheme.sections if section.bonus for criterion in section.criteria}
    for one in returned.answers:
        remark, points = returned.entries.get(f"{one.criterion.id}.remark"), one.criterion.points
        if remark is None or not says_nothing(remark):
            continue
        extra = one.criterion.id in bonus
        if not extra and scheme.explain_losses and one.rule.falls_short(one.values, points):
            lost[one.criterion.title] = remark
        elif extra and scheme.explain_additions and one.rule.adds(one.values, points):
            added[one.criterion.title] = remark
        elif scheme.explain_ends and one.rule.at_an_end(one.values, points):
            ends[one.criterion.title] = remark
    for blank, what in ((lost, phrase("points are lost")), (added, phrase("points are added"))):
        if blank:
            cell = _first(blank).cell
            yield problem("remark-blank", sheet=returned.name, cell=cell, what=what, criteria=tuple(blank))
    if ends:
        yield problem("end-unexplained", sheet=returned.name, cell=_first(ends).cell, criteria=tuple(ends))


def _first(blank: dict[str, Entry]) -> Entry:
    return min(blank.values(), key=lambda entry: entry.slot.place)
