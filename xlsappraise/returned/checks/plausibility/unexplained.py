"""Notice points lost or added, or the best or worst chosen, without a remark that the scheme's own notes ask for."""

from __future__ import annotations

from collections.abc import Iterator

from xlsappraise.base.problems import Problem, problem
from xlsappraise.returned.returned_form import Returned
from xlsappraise.typed.entries import Entry


def remark_blank(returned: Returned) -> Iterator[Problem]:
    """Yield a note with the criteria whose remarks are blank although the scheme asks for one, at the first of them."""
    scheme = returned.issued.blueprint.form
    lost, ends = dict[str, Entry](), dict[str, Entry]()
    bonus = {criterion.id for section in scheme.sections if section.bonus for criterion in section.criteria}
    for one in returned.answers:
        remark, points = returned.entries.get(f"{one.criterion.id}.remark"), one.criterion.points
        if remark is None or not remark.blank:
            continue
        added = one.criterion.id in bonus
        asked, counts = (
            (scheme.explain_additions, one.rule.adds) if added else (scheme.explain_losses, one.rule.falls_short)
        )
        if asked and counts(one.values, points):
            lost[one.criterion.title] = remark
        elif scheme.explain_ends and one.rule.at_an_end(one.values, points):
            ends[one.criterion.title] = remark
    for code, blank in (("remark-blank", lost), ("end-unexplained", ends)):
        if blank:
            first = min(blank.values(), key=lambda entry: entry.slot.place)
            yield problem(code, sheet=returned.name, cell=first.cell, criteria=tuple(blank))
