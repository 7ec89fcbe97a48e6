"""Notice dates in the wrong order: a callback before the completion, a form signed before what it records."""

from __future__ import annotations

from collections.abc import Iterator

from xlsappraise.base.problems import Problem, problem
from xlsappraise.returned.returned_form import Returned
from xlsappraise.schemes.ids import table_slot
from xlsappraise.typed.entries import Entry


def dates_out_of_order(returned: Returned) -> Iterator[Problem]:
    """Yield a note per date that lies before the one that comes first: as ``after`` says, or of a sign-off.

    The person appraised marks first, then those whose marks count, and nobody before what happened in the period.
    """
    for later, first in _ordered(returned):
        entry, before = returned.entries.get(later), returned.entries.get(first)
        if entry is not None and before is not None:
            yield from _compare(returned, entry, before)
    form = returned.issued.blueprint.form
    last = _last_recorded(returned)
    for rater in form.scoring_raters if last is not None else ():
        signed = returned.entries.get(form.slot("signoff.date", rater))
        if signed is not None and last is not None:
            yield from _compare(returned, signed, last)


def _ordered(returned: Returned) -> Iterator[tuple[str, str]]:
    """Yield the ids of a date and of the one that comes before it."""
    form = returned.issued.blueprint.form
    for table in form.tables:
        ordered = [(column.id, column.after) for column in table.columns if column.after is not None]
        for row in range(1, table.rows + 1) if ordered else ():
            for later, first in ordered:
                yield table_slot(table.id, row, later), table_slot(table.id, row, first)
    yield from ((f"field.{field.id}", f"field.{field.after}") for field in form.fields if field.after is not None)
    for own in (rater for rater in form.raters if rater.weight == 0 and form.shared):
        for rater in form.scoring_raters:
            yield form.slot("signoff.date", rater), form.slot("signoff.date", own)


def _last_recorded(returned: Returned) -> Entry | None:
    """Return the latest date of what happened, which the scheme keeps within the period; None where there is none."""
    within = {(table.id, c.id) for table in returned.issued.blueprint.form.tables for c in table.columns if c.within}
    found = [
        entry
        for entry in returned.entries.values()
        if (entry.slot.table, entry.slot.id.rpartition(".")[2]) in within and isinstance(entry.value, str)
    ]
    return max(found, key=lambda entry: str(entry.value), default=None)


def _compare(returned: Returned, entry: Entry, first: Entry) -> Iterator[Problem]:
    """Yield a note where a date lies before another; both are as ISO 8601 writes them."""
    if isinstance(entry.value, str) and isinstance(first.value, str) and entry.value < first.value:
        same = entry.slot.hint == first.slot.hint
        yield problem(
            "dates-out-of-order", sheet=returned.name, cell=entry.cell, label=_whose(returned, entry),
            found=entry.value, earlier=first.slot.label if same and not _signs(first) else _whose(returned, first),
            expected=first.value,
        )  # fmt: skip


def _signs(entry: Entry) -> bool:
    return entry.slot.id.startswith("signoff.")


def _whose(returned: Returned, entry: Entry) -> str:
    """Return the label of a date, that of a sign-off with the rater who signs."""
    if not _signs(entry):
        return entry.slot.full_label
    return f"{returned.issued.blueprint.form.rater(entry.slot.rater).title}·{entry.slot.label}"
