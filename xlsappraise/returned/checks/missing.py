"""Check that every required input is filled in and the rating signed off; a blank is never zero."""

from __future__ import annotations

from collections.abc import Iterator

from xlsappraise.base.i18n import Text, phrase
from xlsappraise.base.problems import Problem, problem
from xlsappraise.returned.returned_form import Returned
from xlsappraise.typed.entries import Entry

NUMBERS = ("integer", "number", "percent")


def missing_inputs(returned: Returned) -> Iterator[Problem]:
    """Yield required inputs that are blank; none in an untouched form, which ``untouched`` reports."""
    entries = returned.entries
    if returned.untouched:
        return
    for entry in entries.values():
        if not (entry.blank and entry.slot.required) or entry.slot.table is not None:
            continue  # which cells of a table are required depends on their row
        if entry.slot.id.partition("@")[0] == "signoff.done":
            choices = entry.slot.choices or ("",)
            yield problem("missing-signoff", sheet=returned.name, cell=entry.cell, expected=choices[0])
        else:
            yield problem(
                "missing-input", sheet=returned.name, cell=entry.cell, label=entry_label(entry),
                hint=_hint(returned, entry),
            )  # fmt: skip


def entry_label(entry: Entry) -> str:
    """Return the name of an input in messages: its criterion, then its label."""
    return entry.slot.full_label


def _hint(returned: Returned, entry: Entry) -> Text:
    """Return a hint: an entry in a column that does not count, else how to enter zero."""
    base, _at, _rater = entry.slot.id.partition("@")
    for other in returned.entries.values():
        same_line = other.slot.id.partition("@")[0] == base and other.slot.id != entry.slot.id
        if same_line and not other.blank and not other.slot.required:
            return phrase(" {cell} beside it is filled in, but that column does not count.", cell=other.cell)
    return phrase(" Write 0 if it is 0.") if entry.slot.type in NUMBERS else ""
