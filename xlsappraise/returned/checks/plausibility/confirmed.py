"""Compare what a section's confirmation says with its entries: no deduction, or some.

The confirmation is the input ``checked.<n>``, n the number of the section from 1; its first choice says that there was
none, its second that there was one. Forms of earlier layouts have none.
"""

from __future__ import annotations

from collections.abc import Iterator

from xlsappraise.base.i18n import Text, phrase
from xlsappraise.base.problems import Problem, problem
from xlsappraise.returned.checks.plausibility.answers import Answers, answers
from xlsappraise.returned.returned_form import Returned

INPUT = "checked"


def checked_otherwise(returned: Returned) -> Iterator[Problem]:
    """Yield a note per confirmation that its section's entries contradict."""
    scheme = returned.issued.blueprint.form
    asked = {name: e for name, e in returned.entries.items() if name.partition(".")[0] == INPUT and e.value is not None}
    if not asked:
        return
    every = list(answers(returned))
    for name, entry in asked.items():
        number, _at, rater = name.partition(".")[2].partition("@")
        choices = entry.slot.choices or ()
        if not number.isdigit() or not 0 < int(number) <= len(scheme.sections) or len(choices) < 2:
            continue
        section = scheme.sections[int(number) - 1]
        mine = [one for one in every if one.criterion in section.criteria and rater in ("", one.rater.id)]
        off = [one for one in mine if one.rule.takes_off(one.values)]
        if entry.value == (choices[0] if off else choices[1]):
            yield problem(
                "checked-otherwise", sheet=returned.name, cell=entry.cell, label=entry.slot.full_label,
                found=entry.value, expected=_entries(off),
            )  # fmt: skip


def _entries(off: list[Answers]) -> Text | tuple[str, ...]:
    """Name the criteria with entries that take points off, each once."""
    titles = tuple(dict.fromkeys(one.criterion.title for one in off))
    return titles or phrase("nothing is entered")
