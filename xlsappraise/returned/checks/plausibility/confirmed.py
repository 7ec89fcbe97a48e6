"""Compare what a section's confirmation says with its entries: no deduction, or some; nothing to record, or rows.

The confirmation is the input ``checked.<n>``, n the number of the section from 1; its first choice says that there was
nothing, its second that there was something. Forms of earlier layouts have none.
"""

from __future__ import annotations

from collections.abc import Iterator

from xlsappraise.base.i18n import Text, phrase
from xlsappraise.base.problems import Problem, problem
from xlsappraise.returned.checks.tables import begun, table_rows
from xlsappraise.returned.returned_form import Answers, Returned

INPUT = "checked"


def checked_otherwise(returned: Returned) -> Iterator[Problem]:
    """Yield a note per confirmation that its section's entries contradict."""
    scheme = returned.issued.blueprint.form
    asked = {name: e for name, e in returned.entries.items() if name.partition(".")[0] == INPUT and e.value is not None}
    if not asked:
        return
    every = list(returned.answers)
    recorded = {table for (table, _row), cells in table_rows(returned).items() if begun(cells)}
    for name, entry in asked.items():
        number, _at, rater = name.partition(".")[2].partition("@")
        choices = entry.slot.choices or ()
        if not number.isdigit() or not 0 < int(number) <= len(scheme.sections) or len(choices) < 2:
            continue
        section = scheme.sections[int(number) - 1]
        mine = [one for one in every if one.criterion in section.criteria and rater in ("", one.rater.id)]
        against = [one for one in mine if one.rule.takes_off(one.values) or _tables(one) & recorded]
        anything = against or [one for one in mine if _happened(one)]
        if (entry.value == choices[0] and against) or (entry.value == choices[1] and not anything):
            yield problem(
                "checked-otherwise", sheet=returned.name, cell=entry.cell, label=entry.slot.full_label,
                found=entry.value, expected=_entries(against),
            )  # fmt: skip


def _tables(one: Answers) -> set[str]:
    return {table for table, _column in one.rule.table_columns()}


def _happened(one: Answers) -> bool:
    """Return whether anything is entered that may stay blank."""
    return any(not entry.slot.required and entry.value not in (None, 0) for entry in one.entries.values())


def _entries(against: list[Answers]) -> Text | tuple[Text, ...]:
    """Name the criteria with entries, each once, with the cell of the first entry that may stay blank."""
    named: dict[str, Text] = {}
    for one in against:
        entered = (e.cell for e in one.entries.values() if not e.slot.required and e.value not in (None, 0))
        title, cell = one.criterion.title, next(entered, None)
        named.setdefault(title, title if cell is None else phrase("{name} ({cell})", name=title, cell=cell))
    return tuple(named.values()) or phrase("nothing is entered")
