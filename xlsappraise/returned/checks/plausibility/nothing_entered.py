"""Notice a form that was signed and nothing else."""

from __future__ import annotations

from collections.abc import Iterator

from xlsappraise.base.problems import Problem, problem
from xlsappraise.returned.checks.plausibility.confirmed import INPUT
from xlsappraise.returned.returned_form import Returned
from xlsappraise.typed.entries import Entry


def nothing_entered(returned: Returned) -> Iterator[Problem]:
    """Yield a note on a form that may stay blank, and is, but for the sign-off and what it was sent with.

    That the sections were gone through is asked for besides; blank as well, it is one thing more that was not done.
    """
    blueprint = returned.issued.blueprint
    if any(table.least for table in blueprint.form.tables):
        return  # without a row in such a table the form is incomplete
    sent = blueprint.filled.values
    signed: list[Entry] = []
    rest: list[Entry] = []
    for name, entry in returned.entries.items():
        (signed if name.startswith("signoff.") else rest).append(entry)
    done = [entry for entry in signed if entry.slot.type == "choice" and not entry.blank]
    if done and not any(_entered(entry, sent.get(entry.slot.id)) or _missing(entry) for entry in rest):
        yield problem("nothing-entered", sheet=returned.name, cell=done[0].cell)


def _entered(entry: Entry, sent: float | str | None) -> bool:
    return not entry.blank and (entry.value is None or entry.value != sent)


def _missing(entry: Entry) -> bool:
    """Return whether a blank is an error already; which cells of a table are required depends on their row."""
    confirmation = entry.slot.id.partition(".")[0] == INPUT
    return entry.blank and entry.slot.required and entry.slot.table is None and not confirmation
